"""The desk's pulse: asks the database every few seconds; never a second time before the first has answered.

A desk that hears notices is told of every change at once; then the pulse only tells whether the database answers, and
finds what no notice came for.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk.domain.errors import DatabaseLost, OfficeFileGone, ProgramFault, Refusal
from salesdesk.services.pulse import Beat, beat
from salesdesk.services.rows import Touched
from salesdesk.services.sign_in import is_server
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.shell.live import Live

FILE_MS, SERVER_MS, LOST_MS = 1_000, 2_000, 2_000
FAULT_MS = 60_000
"""After a fault of the program, which tells itself in a window: not every second."""


class Pulse(QObject):
    """Tells screens that other desks changed something, and the window that the database is gone or back.

    Signals:
        connected: whether the database answers; told when that changes.
    """

    connected = Signal(bool)
    beaten = Signal()

    def __init__(self, desk: Desk, address: str, live: Live, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._live = desk, live
        self._heard, self._unheard = 0, False
        self._asked = False
        desk.line.connect(self._line)
        self._every = SERVER_MS if is_server(address) else FILE_MS
        self._version: tuple[int, str] | None = None
        self._ahead = timedelta()
        self.up = True
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.ask)

    def start(self) -> None:
        self._timer.start(self._every)

    def stop(self) -> None:
        self._timer.stop()

    def now(self) -> datetime:
        """The database's time, as near as the last answer allows."""
        return datetime.now(UTC) + self._ahead

    def ask(self) -> None:
        """One beat; the next is only due when it has been answered."""
        self._timer.stop()
        if not self._asked:
            self._asked = True
            self._desk.ask(self, beat, done=self._answered, failed=self._failed)

    def _line(self, up: bool) -> None:
        """A verb lost its line, or has it again; what was missed meanwhile is read as soon as a beat is answered."""
        if up:
            self.ask()
        else:
            self._set_up(False)

    def _answered(self, answer: Beat) -> None:
        self._asked = False
        self._ahead = answer.now - datetime.now(UTC)
        project = self._desk.office.project
        version = (project.id if project else 0, answer.version)
        before, self._version = self._version, version
        came_back = not self.up
        self._set_up(True)
        same_project = before is not None and before[0] == version[0]
        if came_back or (same_project and self._missed(before != version)):
            self._desk.changed.emit(Touched(everything=True))
        self.beaten.emit()
        self._timer.start(self._every)

    def _missed(self, differs: bool) -> bool:
        """Whether something changed that no notice told: none came with this beat, and none with the one after."""
        if not self._live.listening:
            return differs
        heard, self._heard = self._heard, self._live.heard
        missed = self._unheard and heard == self._heard
        self._unheard = differs and heard == self._heard
        return missed

    def _failed(self, reason: Refusal) -> None:
        """A lost database is said in the frame; anything else the next beat may clear."""
        self._asked = False
        if isinstance(reason, OfficeFileGone) and self.up:
            messages.refuse(reason)
        if isinstance(reason, DatabaseLost | OfficeFileGone):
            self._set_up(False)
        self._timer.start(FAULT_MS if isinstance(reason, ProgramFault) else LOST_MS)

    def _set_up(self, up: bool) -> None:
        if up != self.up:
            self.up = up
            self.connected.emit(up)
