"""How many requests wait for the person, as the count on the rail: those of others to answer, those to carry out."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from salesdesk.services.request_views import waiting_for_me
from salesdesk.services.rows import Touched
from salesdesk.views.desk import Desk
from salesdesk.views.kit.nav import NavRail
from salesdesk.views.shell.places import place_of

PLACE = "requests"
_AGAIN_MS = 1_000
"""What changes at many desks at once is counted once."""


class RequestBadge(QObject):
    """The count of one window."""

    def __init__(self, desk: Desk, rail: NavRail, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._rail = desk, rail
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.ask)
        desk.changed.connect(self._changed)
        desk.project_entered.connect(self.ask)

    def ask(self) -> None:
        """Counts in the project that the person stands in now."""
        if self._desk.office.project is None or not place_of(PLACE).may_enter(self._desk.office.permissions):
            self._rail.set_badge(PLACE, 0)
            return
        self._desk.ask(self, waiting_for_me, done=lambda count: self._rail.set_badge(PLACE, count))

    def _changed(self, touched: Touched) -> None:
        concerned = touched.orders or touched.units or touched.customers or touched.everything
        if concerned and not self._again.isActive():
            self._again.start()

    def leave(self) -> None:
        """The window closes; nothing is asked any more."""
        self._again.stop()
