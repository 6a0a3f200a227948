"""The sheet of a change worked out anew after each edit: on the worker, the latest wishes only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk.domain.change_sheet import ChangeSheet
from salesdesk.domain.errors import Refusal
from salesdesk.services.office import Form
from salesdesk.views.desk import Desk

_PAUSE_MS = 80


class LiveSheet(QObject):
    """``worked_out`` tells a sheet, ``refused`` why there is none; both only for the latest wishes.

    At most one question is under way; what is wished meanwhile is asked when it is answered.
    """

    worked_out = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preview: Callable[..., Any] | None = None
        self._wanted: Form | None = None
        self._answered: Form | None = None
        self._under_way = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    @property
    def fresh(self) -> bool:
        """Whether what was told last is what is wished now."""
        return self._wanted is not None and self._wanted == self._answered

    def want(self, preview: Callable[..., Any], form: Form | None) -> None:
        """Work this out soon; the same wish again is not asked again, no wish takes the one before back."""
        self._preview = preview
        if form != self._wanted:
            self._wanted = form
            self._pause.start()

    def again(self) -> None:
        """Ask anew even for the same wish: prices or money may have changed."""
        self._answered = None
        self._pause.start()

    def forget(self) -> None:
        self._wanted = self._answered = None
        self._pause.stop()

    def _ask(self) -> None:
        if self._under_way or self._wanted is None or self._preview is None:
            return
        asked = self._wanted
        self._under_way = True

        def done(sheet: ChangeSheet) -> None:
            self._answer(asked, sheet, None)

        self._desk.ask(
            self, self._preview, asked, done=done, failed=lambda refusal: self._answer(asked, None, refusal)
        )  # fmt: skip

    def _answer(self, asked: Form, sheet: ChangeSheet | None, refusal: Refusal | None) -> None:
        self._under_way = False
        if asked != self._wanted:
            self._ask()
            return
        self._answered = asked
        if sheet is not None:
            self.worked_out.emit(sheet)
        else:
            self.refused.emit(refusal)
