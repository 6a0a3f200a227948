"""Where the board's screen gets its data: the board, the units that changed, the unit that is chosen."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk.domain.errors import Refusal
from salesdesk.domain.states import SaleState
from salesdesk.services.board import Board, UnitPanel, board, board_at, board_cells, unit_panel
from salesdesk.services.rows import Touched
from salesdesk.views.board_view.stock import Stock
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages

SOON_MS = 200
"""The board is read anew at most five times a second, however much other desks do."""
HELD_MS = 60_000
"""How often held units are looked at again: a hold runs out without anybody doing anything."""
PAUSE_MS = 25
"""A unit passed by with the arrow held down is not asked for."""
SLOW_MS = 150
DAY_MS = 86_400_000


class BoardReading(QObject):
    """Keeps a `Stock` as the database has it, or had it at ``moment``. ``today`` is the office's day.

    Signals:
        replaced: the stock is another one; show it anew.
        changed: a list of the cells that differ, already in the stock.
    """

    replaced = Signal()
    changed = Signal(list)

    def __init__(self, desk: Desk, stock: Stock, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._stock = desk, stock
        self.loaded = False
        self.moment: datetime | None = None
        self.today = date.min
        self._turned = False
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.load)
        self._held = QTimer(self, interval=HELD_MS)
        self._held.timeout.connect(self.read_held)
        self._held.start()

    def load(self) -> None:
        """Reads everything now; as of the other time while one is shown."""
        self._soon.stop()
        moment = self.moment
        if moment is None:
            self._desk.ask(self, board, done=lambda found: self._take(found, None))
        else:
            self._desk.ask(self, board_at, moment, done=lambda found: self._take(found, moment), failed=self._refused)

    def show_at(self, moment: datetime | None) -> None:
        """Turns to another time, or back to now; nothing is looked at again while another time is shown."""
        if moment != self.moment:
            self.moment, self._turned = moment, True
            self.load()

    def _refused(self, refusal: Refusal) -> None:
        messages.refuse(refusal)
        self.show_at(None)

    def load_soon(self) -> None:
        """Reads everything in a moment, once for all who ask until then."""
        if not self._soon.isActive():
            self._soon.start()

    def read(self, unit_ids: list[int]) -> None:
        """Reads these units again."""
        if unit_ids and self.loaded and self.moment is None:
            self._desk.ask(self, board_cells, unit_ids, done=self._take_cells)

    def read_held(self) -> None:
        """Reads the units on hold again."""
        self.read(self._stock.in_state(SaleState.HELD))

    def touched(self, touched: Touched) -> None:
        """Somebody carried out a verb."""
        if self.moment is not None:
            return
        if touched.everything:
            self.load_soon()
        else:
            self.read(sorted(touched.units))

    def _take(self, found: Board, moment: datetime | None) -> None:
        if moment != self.moment:
            return  # asked for before the person turned to another time
        self.today = found.today if moment is None else self.today
        changes = self._stock.changes(found) if self.loaded and not self._turned else None
        if changes is None:
            self.loaded, self._turned = True, False
            self._stock.replace(found)
            self.replaced.emit()
        elif changes:
            self._stock.update(changes)
            self.changed.emit(changes)

    def _take_cells(self, cells: list) -> None:  # type: ignore[type-arg]
        if self.moment is not None:
            return
        changes = [cell for cell in cells if self._stock.cells.get(cell.unit_id) != cell]
        if any(cell.unit_id not in self._stock.cells for cell in changes):
            self.load_soon()
        elif changes:
            self._stock.update(changes)
            self.changed.emit(changes)


class ChosenUnit(QObject):
    """The panel of the unit that is chosen, asked for when the arrows come to rest, unless it ``asks`` for none.

    Signals:
        arrived: `panel` is that of the chosen unit now.
        slow: it takes a while; what is shown belongs to another unit.
        ran_out: the hold shown has run out.
    """

    arrived = Signal()
    slow = Signal()
    ran_out = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.asks = True
        self.unit_id: int | None = None
        self.panel: UnitPanel | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self.slow)
        self._expiry = QTimer(self, singleShot=True)
        self._expiry.timeout.connect(self.ran_out)

    def choose(self, unit_id: int | None) -> None:
        """Another unit, or none."""
        self.unit_id, self.panel = unit_id, None
        self._expiry.stop()
        if unit_id is None or not self.asks:
            self._pause.stop()
            self._slow.stop()
            return
        self._pause.start()
        self._slow.start()

    def reload(self) -> None:
        """Something about the chosen unit changed; what is shown stays until the answer comes."""
        if self.unit_id is not None and self.asks:
            self._pause.start()

    def _ask(self) -> None:
        if self.unit_id is not None:
            self._desk.ask(self, unit_panel, self.unit_id, done=self._take)

    def _take(self, panel: UnitPanel) -> None:
        if panel.unit.id != self.unit_id or not self.asks:
            return
        self._slow.stop()
        self.panel = panel
        self._watch(panel.facts.hold_expires_at)
        self.arrived.emit()

    def _watch(self, expires: datetime | None) -> None:
        self._expiry.stop()
        if expires is not None:
            left = (expires - datetime.now(UTC)).total_seconds() * 1000 + 500
            if left < DAY_MS:
                self._expiry.start(max(round(left), SOON_MS))
