"""A question asked anew after each edit: on the worker, the latest wishes only, never in the way of typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk.domain.errors import Refusal
from salesdesk.views.desk import Desk


class LiveAnswer(QObject):
    """``worked_out`` tells an answer, ``refused`` why there is none; both only for the latest wishes.

    At most one question is under way; what is wished meanwhile is asked when it is answered.
    """

    worked_out = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject, pause_ms: int = 40) -> None:
        super().__init__(parent)
        self._desk = desk
        self._question: Callable[..., Any] | None = None
        self._wanted: tuple[object, ...] | None = None
        self._answered: tuple[object, ...] | None = None
        self._under_way = False
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._ask)

    @property
    def fresh(self) -> bool:
        """Whether what was told last is what is wished now."""
        return self._wanted is not None and self._wanted == self._answered

    def want(self, question: Callable[..., Any], *wishes: object) -> None:
        """Ask this soon; the same wishes again are not asked again."""
        self._question = question
        if wishes != self._wanted:
            self._wanted = wishes
            self._pause.start()

    def again(self) -> None:
        """Ask anew even for the same wishes: prices, money or settings may have changed."""
        self._answered = None
        self._pause.start()

    def forget(self) -> None:
        """Nothing is wished any more."""
        self._wanted = self._answered = None
        self._pause.stop()

    def _ask(self) -> None:
        if self._under_way or self._wanted is None or self._question is None:
            return
        asked = self._wanted
        self._under_way = True
        self._desk.ask(
            self, self._question, *asked, done=lambda answer: self._answer(asked, answer, None),
            failed=lambda refusal: self._answer(asked, None, refusal),
        )  # fmt: skip

    def _answer(self, asked: tuple[object, ...], answer: object, refusal: Refusal | None) -> None:
        self._under_way = False
        if asked != self._wanted:
            self._ask()
            return
        self._answered = asked
        if refusal is None:
            self.worked_out.emit(answer)
        else:
            self.refused.emit(refusal)
