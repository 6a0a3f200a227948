"""How many tasks are overdue or due soon, as the count on the rail; read anew while the office works, and not often."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from salesdesk.services.duties import urgent_tasks
from salesdesk.services.rows import Touched
from salesdesk.views.desk import Desk
from salesdesk.views.kit.nav import NavRail
from salesdesk.views.shell.places import place_of

PLACE = "tasks"
_AGAIN_MS = 5_000
"""Everything that is live is looked through for it: nobody waits for the count, and it may be some seconds old."""


class TaskBadge(QObject):
    """The count of one window."""

    def __init__(self, desk: Desk, rail: NavRail, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._rail = desk, rail
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.ask)
        desk.changed.connect(self._changed)
        desk.project_entered.connect(self.ask)

    def ask(self) -> None:
        """Counts the tasks of the person in the project they stand in now."""
        if self._desk.office.project is None or not place_of(PLACE).may_enter(self._desk.office.permissions):
            self._rail.set_badge(PLACE, 0)
            return
        self._desk.ask(self, urgent_tasks, done=lambda count: self._rail.set_badge(PLACE, count))

    def _changed(self, touched: Touched) -> None:
        if (touched.orders or touched.customers or touched.everything) and not self._again.isActive():
            self._again.start()

    def leave(self) -> None:
        """The window closes; nothing is asked any more."""
        self._again.stop()
