"""Beside the board: the chosen unit with everything about it, or that none is chosen; what is wanted of it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from salesdesk.domain.board import BoardCell
from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.states import SaleState
from salesdesk.services.board import UnitPanel
from salesdesk.services.rows import Touched
from salesdesk.views.board_view.actions import action_menu, open_menu
from salesdesk.views.board_view.choices import Test
from salesdesk.views.board_view.doing import Doing
from salesdesk.views.board_view.panel import NoUnit, UnitSide
from salesdesk.views.board_view.past import PastDialog, prices_dialog, story_dialog
from salesdesk.views.board_view.reading import ChosenUnit
from salesdesk.views.board_view.stock import Stock
from salesdesk.views.board_view.verbs import Action, against, behind_key, has, lacking
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.theme import theme

ALIKE = 3


class Beside(QStackedWidget):
    """Follows what the board chooses.

    Signals:
        unit_wanted: another unit, chosen in the panel.
        closed: the person wants to see none.
        left: the keyboard goes back to the board.
        ran_out: the hold of this unit has run out.
    """

    unit_wanted = Signal(int)
    closed = Signal()
    left = Signal()
    ran_out = Signal(int)

    def __init__(self, desk: Desk, stock: Stock, passes: Callable[[], Test | None]) -> None:
        super().__init__()
        self._stock, self._passes = stock, passes
        self._permissions = desk.office.permissions
        self.chosen, self.doing = ChosenUnit(desk, self), Doing(desk, self)
        self._pending: Action | None = None
        self._past = False
        self._shown: tuple[UnitPanel, BoardCell, list[BoardCell], list[tuple[BoardCell, int]]] | None = None
        self.setFixedWidth(theme().size("sidepanel"))
        self.addWidget(NoUnit())
        self.chosen.arrived.connect(self._show)
        self.chosen.slow.connect(self._show_waiting)
        self.chosen.ran_out.connect(self._hold_ran_out)
        self.doing.finished.connect(self.left)

    @cached_property
    def side(self) -> UnitSide:
        """The panel, made when the first unit is chosen: the board is painted before that."""
        side = UnitSide(self._permissions)
        self.addWidget(side)
        side.wanted.connect(lambda key: self._do(Action(key)))
        side.bar.missed.connect(self.press)
        side.unit_chosen.connect(self.unit_wanted)
        side.order_opened.connect(self.doing.open_order)
        side.closed.connect(self.closed)
        side.menu_wanted.connect(self.open_menu)
        side.prices_wanted.connect(lambda: self._open_past(prices_dialog))
        side.story_wanted.connect(lambda: self._open_past(story_dialog))
        return side

    # what it shows

    def choose(self, unit_id: int) -> None:
        """Shows this unit: its head at once, the rest when it is read."""
        self._pending = None
        self.chosen.choose(unit_id)
        if self._past:
            cell = self._stock.cells[unit_id]
            self.side.show_then(cell, self._stock.floor_of(cell))
            self.setCurrentIndex(1)
        elif self.currentIndex():
            self.side.show_head(self._stock.cells[unit_id])
        else:
            self._show_waiting()
            self.setCurrentIndex(1)

    def set_past(self, past: bool) -> None:
        """While the board shows another time the panel says what the board knows, and nothing is done."""
        turned, unit_id = past or self._past, self.chosen.unit_id
        self._past, self.chosen.asks = past, not past
        if turned:
            self._shown = None
            if unit_id is not None and unit_id in self._stock.cells:
                self.choose(unit_id)

    def choose_none(self) -> None:
        self.chosen.choose(None)
        self.setCurrentIndex(0)

    def touched(self, touched: Touched) -> None:
        """Somebody carried out a verb; looks again when it was about this unit."""
        panel = self.chosen.panel
        about = panel is not None and (panel.unit.id in touched.units or panel.unit.order_id in touched.orders)
        if touched.everything or about:
            self.chosen.reload()

    def take_cursor(self) -> None:
        """The keyboard goes to the next thing to do with the chosen unit."""
        if self._past:
            return
        self.side.bar.take_cursor()

    def _hold_ran_out(self) -> None:
        if self.chosen.unit_id is not None:
            self.ran_out.emit(self.chosen.unit_id)
            self.chosen.reload()

    def _show_waiting(self) -> None:
        if self.chosen.unit_id in self._stock.cells:
            self._shown = None
            self.side.show_waiting(self._stock.cells[self.chosen.unit_id])

    def _show(self) -> None:
        panel = self.chosen.panel
        cell = self._stock.cells.get(panel.unit.id) if panel is not None else None
        if panel is None or cell is None:
            return
        about = (panel, cell, self._stock.floor_of(cell), self._stock.alike(cell, ALIKE))
        if about != self._shown:  # shown again, rows would be made anew and lose the keyboard
            self._shown = about
            self.side.show_unit(*about)
        wanted, self._pending = self._pending, None
        if wanted is not None:
            self._do(wanted)

    def _open_past(self, dialog: Callable[[UnitPanel, QWidget], PastDialog]) -> None:
        if self.chosen.panel is not None:
            opened = dialog(self.chosen.panel, self)
            opened.finished.connect(self.left)
            opened.open()

    # what is done

    def _do(self, action: Action) -> None:
        """Begins an action for the chosen unit, or says why not; waits for what is not known yet."""
        panel = self.chosen.panel
        if panel is None:
            self._pending = action
            return
        reason = against(action, panel) if has(action, self._permissions) else lacking(action)
        if reason:
            messages.refuse(reason)
        else:
            self.doing.do(action, panel)

    def press(self, keys: str) -> None:
        """A function key whose button is not on show: does what it means for the unit, or says why it does nothing."""
        if self._past:
            messages.refuse(tr("The board shows another time; Esc leads back to now."))
            return
        if self.chosen.unit_id is None:
            messages.refuse(tr("No unit is chosen"))
            return
        panel = self.chosen.panel
        state = panel.facts.state if panel else SaleState(self._stock.cells[self.chosen.unit_id].state)
        self._do(behind_key(keys, state))

    def open_menu(self, where: QPoint) -> None:
        """All that this role does with the unit; who launches, launches the whole building too."""
        panel = self.chosen.panel
        if panel is None:
            return
        menu = action_menu(self, panel, self._permissions, self._do)
        self._offer_launch(menu, panel.unit.building)
        open_menu(menu, where)

    def _offer_launch(self, menu: QMenu, building: str) -> None:
        waiting = self._launchable(building) if has(Action.LAUNCH, self._permissions) else []
        if len(waiting) < 2:
            return
        words = trn("Launch {n} unit of {building}", "Launch {n} units of {building}", len(waiting))
        entry = QAction(words.format(n=len(waiting), building=building), menu)
        entry.triggered.connect(lambda: self.doing.launch(waiting))
        menu.addSeparator()
        menu.addAction(entry)

    def _launchable(self, building: str) -> list[int]:
        """What can be launched together: the unlaunched units of the building that pass the filter."""
        test = self._passes()
        cells = [cell for cell in self._stock.of(building) if cell.state == SaleState.UNLAUNCHED]
        return [cell.unit_id for cell in cells if test is None or test(cell)]
