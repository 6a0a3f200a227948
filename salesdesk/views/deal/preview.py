"""The deal worked out anew after each edit: on the worker, the latest wishes only, never in the way of typing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk.domain.errors import Refusal
from salesdesk.services.deals import Choices
from salesdesk.services.quotes import DealPreview, preview_deal
from salesdesk.views.desk import Desk

_PAUSE_MS = 40


class LivePreview(QObject):
    """``worked_out`` tells a preview, ``refused`` why there is none; both only for the latest wishes.

    At most one question is under way; what is wished meanwhile is asked when it is answered.
    """

    worked_out = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: tuple[int, Choices] | None = None
        self._answered: tuple[int, Choices] | None = None
        self._under_way = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    @property
    def fresh(self) -> bool:
        """Whether what was told last is what is wished now."""
        return self._wanted is not None and self._wanted == self._answered

    def want(self, unit_id: int, choices: Choices) -> None:
        """Work this out soon; the same wish again is not asked again."""
        if (unit_id, choices) != self._wanted:
            self._wanted = (unit_id, choices)
            self._pause.start()

    def again(self) -> None:
        """Ask anew even for the same wish: prices or settings may have changed."""
        self._answered = None
        self._pause.start()

    def forget(self) -> None:
        self._wanted = self._answered = None
        self._pause.stop()

    def _ask(self) -> None:
        if self._under_way or self._wanted is None:
            return
        asked = self._wanted
        self._under_way = True

        def done(preview: DealPreview) -> None:
            self._answer(asked, preview, None)

        self._desk.ask(
            self, preview_deal, *asked, done=done, failed=lambda refusal: self._answer(asked, None, refusal)
        )  # fmt: skip

    def _answer(self, asked: tuple[int, Choices], preview: DealPreview | None, refusal: Refusal | None) -> None:
        self._under_way = False
        if asked != self._wanted:
            self._ask()
            return
        self._answered = asked
        if preview is not None:
            self.worked_out.emit(preview)
        else:
            self.refused.emit(refusal)
