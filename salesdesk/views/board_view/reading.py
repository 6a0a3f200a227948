"""Where the board's screen gets its data: the board, the units that changed, the unit that is chosen."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk.domain.states import SaleState
from salesdesk.services.board import Board, UnitPanel, board, board_cells, unit_panel
from salesdesk.services.rows import Touched
from salesdesk.views.board_view.stock import Stock
from salesdesk.views.desk import Desk

SOON_MS = 200
"""The board is read anew at most five times a second, however much other desks do."""
HELD_MS = 60_000
"""How often held units are looked at again: a hold runs out without anybody doing anything."""
PAUSE_MS = 25
"""A unit passed by with the arrow held down is not asked for."""
SLOW_MS = 150
DAY_MS = 86_400_000


class BoardReading(QObject):
    """Keeps a `Stock` as the database has it.

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
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.load)
        self._held = QTimer(self, interval=HELD_MS)
        self._held.timeout.connect(self.read_held)
        self._held.start()

    def load(self) -> None:
        """Reads everything now."""
        self._soon.stop()
        self._desk.ask(self, board, done=self._take)

    def load_soon(self) -> None:
        """Reads everything in a moment, once for all who ask until then."""
        if not self._soon.isActive():
            self._soon.start()

    def read(self, unit_ids: list[int]) -> None:
        """Reads these units again."""
        if unit_ids and self.loaded:
            self._desk.ask(self, board_cells, unit_ids, done=self._take_cells)

    def read_held(self) -> None:
        """Reads the units on hold again."""
        self.read(self._stock.in_state(SaleState.HELD))

    def touched(self, touched: Touched) -> None:
        """Somebody carried out a verb."""
        if touched.everything:
            self.load_soon()
        else:
            self.read(sorted(touched.units))

    def _take(self, found: Board) -> None:
        changes = self._stock.changes(found) if self.loaded else None
        if changes is None:
            self.loaded = True
            self._stock.replace(found)
            self.replaced.emit()
        elif changes:
            self._stock.update(changes)
            self.changed.emit(changes)

    def _take_cells(self, cells: list) -> None:  # type: ignore[type-arg]
        changes = [cell for cell in cells if self._stock.cells.get(cell.unit_id) != cell]
        if any(cell.unit_id not in self._stock.cells for cell in changes):
            self.load_soon()
        elif changes:
            self._stock.update(changes)
            self.changed.emit(changes)


class ChosenUnit(QObject):
    """The panel of the unit that is chosen, asked for when the arrows come to rest.

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
        if unit_id is None:
            self._pause.stop()
            self._slow.stop()
            return
        self._pause.start()
        self._slow.start()

    def reload(self) -> None:
        """Something about the chosen unit changed; what is shown stays until the answer comes."""
        if self.unit_id is not None:
            self._pause.start()

    def _ask(self) -> None:
        if self.unit_id is not None:
            self._desk.ask(self, unit_panel, self.unit_id, done=self._take)

    def _take(self, panel: UnitPanel) -> None:
        if panel.unit.id != self.unit_id:
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
