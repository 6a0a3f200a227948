"""What other desks change, brought from the ear's thread to the screens'."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from salesdesk.services.notices import Desks, Notices
from salesdesk.services.rows import Touched
from salesdesk.views.desk import Desk


class Live(QObject):
    """The ear of one window.

    Signals:
        counted: how many desks there are (`services.notices.Desks`).
    """

    counted = Signal(object)
    _told = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told.connect(self._pass_on)
        self._notices: Notices | None = None
        desk.project_entered.connect(self.start)

    def start(self) -> None:
        """Listens to the project that the person stands in now."""
        self.stop()
        self._notices = Notices(self._desk.office, self._from_thread, self._count_from_thread)
        self._notices.start()

    def stop(self) -> None:
        if self._notices is not None:
            self._notices.stop()
            self._notices = None

    @property
    def listening(self) -> bool:
        return self._notices is not None and self._notices.listening

    @property
    def heard(self) -> int:
        """How many notices came, those about this desk's own verbs too."""
        return self._notices.heard if self._notices else 0

    def _from_thread(self, touched: Touched) -> None:
        if isValid(self):
            self._told.emit(touched)

    def _count_from_thread(self, desks: Desks) -> None:
        if isValid(self):
            self.counted.emit(desks)

    def _pass_on(self, touched: Touched) -> None:
        self._desk.changed.emit(touched)
