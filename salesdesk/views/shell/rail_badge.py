"""A count on the rail: what waits for the person at this desk, read anew while the office works, and not often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer

from salesdesk.services.duties import urgent_tasks
from salesdesk.services.request_views import waiting_for_me
from salesdesk.services.rows import Touched
from salesdesk.views.desk import Desk
from salesdesk.views.kit.nav import NavRail
from salesdesk.views.shell.places import place_of


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted at a place: by which question, when it may have changed, how long after a change (ms)."""

    place: str
    question: Callable[..., Any]
    concerned: Callable[[Touched], object]
    again_ms: int


REQUESTS = Counted(
    "requests", waiting_for_me, lambda to: to.orders or to.units or to.customers or to.everything, again_ms=1_000
)
"""Requests of others that the person may answer, and those that they carry out."""
TASKS = Counted("tasks", urgent_tasks, lambda to: to.orders or to.customers or to.everything, again_ms=5_000)
"""Tasks overdue or due soon. All that is live is looked through for it: the count may be some seconds old."""


class RailBadge(QObject):
    """One count of one window; what changes at many desks at once is counted once."""

    def __init__(self, desk: Desk, rail: NavRail, counted: Counted, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._rail, self._counted = desk, rail, counted
        self._again = QTimer(self, singleShot=True, interval=counted.again_ms)
        self._again.timeout.connect(self.ask)
        desk.changed.connect(self._changed)
        desk.project_entered.connect(self.ask)

    def ask(self) -> None:
        """Counts in the project that the person stands in now."""
        place, office = self._counted.place, self._desk.office
        if office.project is None or not place_of(place).may_enter(office.permissions):
            self._rail.set_badge(place, 0)
            return
        self._desk.ask(self, self._counted.question, done=lambda count: self._rail.set_badge(place, count))

    def _changed(self, touched: Touched) -> None:
        if self._counted.concerned(touched) and not self._again.isActive():
            self._again.start()

    def leave(self) -> None:
        """The window closes; nothing is asked any more."""
        self._again.stop()
