"""The board: every unit of the project, the panel of the chosen one, and what may be done to it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.board import BoardCell, BuildingSummary
from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.permissions import Permission
from salesdesk.domain.states import SaleState
from salesdesk.services.rows import Touched
from salesdesk.views.board_view.actions import action_menu, open_menu
from salesdesk.views.board_view.canvas import BoardCanvas
from salesdesk.views.board_view.doing import Doing
from salesdesk.views.board_view.filters import FilterBar
from salesdesk.views.board_view.jump import JumpBox
from salesdesk.views.board_view.legend import Legend
from salesdesk.views.board_view.nothing_here import NothingHere
from salesdesk.views.board_view.panel import NoUnit, UnitSide
from salesdesk.views.board_view.past import prices_dialog, story_dialog
from salesdesk.views.board_view.reading import BoardReading, ChosenUnit
from salesdesk.views.board_view.stock import Stock
from salesdesk.views.board_view.tabs import BuildingTabs
from salesdesk.views.board_view.typed import BoardTyping
from salesdesk.views.board_view.verbs import Action, against, behind_key, has, lacking
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit import messages

ALIKE = 3
LOW = 720
"""A screen lower than this shows dense rows unless the person chose otherwise."""
PRICE_LIST = 20
"""So many units changed at once are a new price list: the bands of the filters are drawn anew."""
_KEYS = {Qt.Key.Key_F3: "F3", Qt.Key.Key_F4: "F4", Qt.Key.Key_F6: "F6"}


class BoardScreen(Screen):
    """See the module. Loads off the screen's thread; what other desks change is repainted cell by cell."""

    key = "board"
    needs = (Permission.BOARD_READ,)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.permissions = desk.office.permissions
        self.stock = Stock()
        self.reading, self.chosen = BoardReading(desk, self.stock, self), ChosenUnit(desk, self)
        self.reading.load()  # the worker reads while the widgets are made
        self.tabs, self.filters, self.canvas = BuildingTabs(), FilterBar(), BoardCanvas()
        self.legend, self.side = Legend(), UnitSide(self.permissions)
        self.nothing = NothingHere(self.permissions)
        self.doing = Doing(desk, self)
        self._summaries: dict[str, BuildingSummary] = {}
        self._stale = False
        self._wanted_unit: int | None = None
        self._pending: Action | None = None
        self._build()
        self.jump = JumpBox(self, lambda typed: self.stock.find(typed, self.canvas.building()))
        self._typing = BoardTyping(self.canvas, self.tabs, self.jump, self)
        self._own_zoom, self._detail_zoom = True, "medium"
        self._connect()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.tabs)
        left.addWidget(self.filters)
        left.addWidget(self.canvas, 1)
        left.addWidget(self.legend)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        self._beside = QStackedWidget()
        self._beside.setFixedWidth(self.side.width())
        self._beside.addWidget(NoUnit())
        self._beside.addWidget(self.side)
        row.addWidget(self._beside)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(page)
        self._pages.addWidget(self.nothing)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self.desk.changed.connect(self._touched)
        self.reading.replaced.connect(self._replaced)
        self.reading.changed.connect(self._changed)
        self.chosen.arrived.connect(self._show_panel)
        self.chosen.slow.connect(self._show_waiting)
        self.chosen.ran_out.connect(self._look_again)
        self.tabs.chosen.connect(self._building_chosen)
        self.filters.changed.connect(self._filter)
        self.filters.zoom_chosen.connect(self._zoom_chosen)
        canvas = self.canvas
        canvas.selected.connect(self._choose)
        canvas.activated.connect(lambda _: self.side.bar.take_cursor())
        canvas.context_menu.connect(lambda _, where: self._open_menu(where))
        canvas.building_changed.connect(self._building_shown)
        canvas.zoom_changed.connect(self._zoom_shown)
        self.jump.taken.connect(self.show_unit)
        self.jump.closed.connect(canvas.setFocus)
        side = self.side
        side.wanted.connect(lambda key: self._do(Action(key)))
        side.bar.missed.connect(self._explain)
        side.unit_chosen.connect(self.show_unit)
        side.order_opened.connect(self.doing.open_order)
        side.closed.connect(self._choose_none)
        side.menu_wanted.connect(self._open_menu)
        side.prices_wanted.connect(lambda: self._open_past(prices_dialog))
        side.story_wanted.connect(lambda: self._open_past(story_dialog))
        self.nothing.wanted.connect(lambda key: self.desk.go.emit(key, {}))
        self.doing.finished.connect(canvas.setFocus)

    # the frame of the window

    def enter(self, **wanted: Any) -> None:
        """``unit_id``: the unit to show."""
        self._wanted_unit = wanted.get("unit_id")
        self._look_if_stale()
        if self._wanted_unit in self.stock.cells:
            self.show_unit(self._wanted_unit)
        self._take_cursor()

    def _take_cursor(self) -> None:
        """The keyboard is on the board; without units on what brings them."""
        empty = self.reading.loaded and not self.stock.cells
        (self.nothing.buttons[0] if empty and self.nothing.buttons else self.canvas).setFocus()

    def key_hints(self) -> list[tuple[str, str]]:
        return [
            ("↑↓←→", tr("Move")),
            ("1–9", tr("Building")),
            ("/", tr("Number")),
            ("Ctrl F", tr("Filter")),
            ("Enter", tr("Details")),
        ]

    # data

    def _touched(self, touched: Touched) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self.reading.touched(touched)
        panel = self.chosen.panel
        about = panel is not None and (panel.unit.id in touched.units or panel.unit.order_id in touched.orders)
        if touched.everything or about:
            self.chosen.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_rows()
        self._look_if_stale()

    def _look_if_stale(self) -> None:
        """Other desks did something while the board was out of sight."""
        if self._stale:
            self._stale = False
            self.reading.load()
            self.chosen.reload()

    def _replaced(self) -> None:
        stock = self.stock
        self._pages.setCurrentIndex(0 if stock.cells else 1)
        if not stock.cells:
            self._take_cursor()
        self._offer_filters()
        self.canvas.set_cells(list(stock.cells.values()), stock.gaps)
        self._recount()
        self.tabs.set_key(self.canvas.building())
        if self.chosen.unit_id is not None and self.chosen.unit_id not in stock.cells:
            self._choose_none()
        if self._wanted_unit is not None:
            self.show_unit(self._wanted_unit)

    def _changed(self, cells: list[BoardCell]) -> None:
        self.canvas.update_cells(cells)
        if len(cells) > PRICE_LIST:
            self._offer_filters()
        self._recount()
        if self.chosen.unit_id in {cell.unit_id for cell in cells}:
            self.chosen.reload()

    def _look_again(self) -> None:
        if self.chosen.unit_id is not None:
            self.reading.read([self.chosen.unit_id])
            self.chosen.reload()

    def _recount(self) -> None:
        summaries = self.stock.summaries()
        self._summaries = {summary.building: summary for summary in summaries}
        self.tabs.set_buildings(summaries)
        self._count()

    def _count(self) -> None:
        """Legend and count of the building on show, of all of them in the overview."""
        here = self._summaries.get(self.canvas.building())
        shown = list(self._summaries.values()) if self.canvas.zoom() == "overview" else [here] if here else []
        self.legend.set_counts(_sum(one.states for one in shown), _sum(one.restrictions for one in shown))
        units = sum(one.units for one in shown)
        test = self.filters.predicate()
        passing = units if test is None else sum(1 for cell in self._on_show() if test(cell))
        self.filters.set_count(passing, units)

    def _on_show(self) -> list[BoardCell]:
        overview = self.canvas.zoom() == "overview"
        return list(self.stock.cells.values()) if overview else self.stock.of(self.canvas.building())

    # filters, buildings, zoom

    def _offer_filters(self) -> None:
        self.filters.set_cells(self.stock.cells.values())

    def _filter(self) -> None:
        self.canvas.set_filter(self.filters.predicate())
        self._count()

    def _building_chosen(self, building: str) -> None:
        if self.canvas.zoom() == "overview":
            self.canvas.set_zoom(self._detail_zoom)
        self.canvas.set_building(building)
        self.canvas.setFocus()

    def _building_shown(self, building: str) -> None:
        self.tabs.set_key(building)
        self._count()

    def _zoom_chosen(self, key: str) -> None:
        self._own_zoom = False
        self.canvas.set_zoom(key)
        self.canvas.setFocus()

    def _zoom_shown(self, key: str) -> None:
        if key != "overview":
            self._detail_zoom = key
        self.filters.zoom.set_key(key)
        self._count()

    def _fit_rows(self) -> None:
        """Until the person chooses, rows are dense where the window is low."""
        if self._own_zoom and self.canvas.zoom() != "overview":
            self.canvas.set_zoom("dense" if self.height() < LOW else "medium")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    # the chosen unit

    def show_unit(self, unit_id: int) -> None:
        """Chooses a unit and brings it into sight, in whichever building it stands."""
        self._wanted_unit = None
        if unit_id not in self.stock.cells:
            messages.refuse(tr("This unit does not exist in this project."))
            return
        self.canvas.select(unit_id)
        self._choose(unit_id)

    def _choose(self, unit_id: int) -> None:
        self._pending = None
        self.chosen.choose(unit_id)
        cell = self.stock.cells[unit_id]
        if self._beside.currentIndex():
            self.side.show_head(cell)
        else:
            self.side.show_waiting(cell)
            self._beside.setCurrentIndex(1)

    def _choose_none(self) -> None:
        self.canvas.select(None)
        self.chosen.choose(None)
        self._beside.setCurrentIndex(0)
        self.canvas.setFocus()

    def _show_waiting(self) -> None:
        if self.chosen.unit_id in self.stock.cells:
            self.side.show_waiting(self.stock.cells[self.chosen.unit_id])

    def _show_panel(self) -> None:
        panel = self.chosen.panel
        cell = self.stock.cells.get(panel.unit.id) if panel is not None else None
        if panel is None or cell is None:
            return
        self.side.show_unit(panel, cell, self.stock.floor_of(cell), self.stock.alike(cell, ALIKE))
        wanted, self._pending = self._pending, None
        if wanted is not None:
            self._do(wanted)

    def _open_past(self, dialog: Any) -> None:
        if self.chosen.panel is not None:
            opened = dialog(self.chosen.panel, self)
            opened.finished.connect(self.canvas.setFocus)
            opened.open()

    # actions

    def _do(self, action: Action) -> None:
        """Begins an action for the chosen unit, or says why not; waits for what is not known yet."""
        panel = self.chosen.panel
        if panel is None:
            self._pending = action
            return
        reason = against(action, panel) if has(action, self.permissions) else lacking(action)
        if reason:
            messages.refuse(reason)
        else:
            self.doing.do(action, panel)

    def _explain(self, keys: str) -> None:
        """A key whose button is not on show: what it would do, or why it does nothing."""
        if self.chosen.unit_id is None:
            messages.refuse(tr("No unit is chosen"))
            return
        panel = self.chosen.panel
        state = panel.facts.state if panel else SaleState(self.stock.cells[self.chosen.unit_id].state)
        self._do(behind_key(keys, state))

    def _open_menu(self, where: QPoint) -> None:
        panel = self.chosen.panel
        if panel is None:
            return
        menu = action_menu(self, panel, self.permissions, self._do)
        waiting = self._launchable(panel.unit.building)
        if len(waiting) > 1:
            words = trn("Launch {n} unit of {building}", "Launch {n} units of {building}", len(waiting))
            entry = QAction(words.format(n=len(waiting), building=panel.unit.building), menu)
            entry.triggered.connect(lambda: self.doing.launch(waiting))
            menu.addSeparator()
            menu.addAction(entry)
        open_menu(menu, where)

    def _launchable(self, building: str) -> list[int]:
        """What can be launched together: the unlaunched units of the building that pass the filter."""
        if not has(Action.LAUNCH, self.permissions):
            return []
        test = self.filters.predicate()
        cells = [cell for cell in self.stock.of(building) if cell.state == SaleState.UNLAUNCHED]
        return [cell.unit_id for cell in cells if test is None or test(cell)]

    # keys

    def event(self, event: QEvent) -> bool:
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and event.key() == Qt.Key.Key_Escape and self._can_clear():  # type: ignore[attr-defined]
            event.accept()  # Esc is for the board before it is for the window
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS and not event.isAutoRepeat():
            self._explain(_KEYS[key])
        elif key == Qt.Key.Key_Escape and self._can_clear():
            self._clear()
        elif key == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.filters.take_cursor()
        else:
            super().keyPressEvent(event)

    def _elsewhere(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and focus is not self.canvas and self.isAncestorOf(focus)

    def _can_clear(self) -> bool:
        return bool(self.stock.cells) and (
            self._elsewhere() or self.canvas.selected_unit() is not None or self.filters.active()
        )

    def _clear(self) -> None:
        """Esc: back to the board, then no unit, then no filter."""
        if self._elsewhere():
            self.canvas.setFocus()
        elif self.canvas.selected_unit() is not None:
            self._choose_none()
        else:
            self.filters.clear()


def _sum(counts: Any) -> dict[str, int]:
    total: dict[str, int] = {}
    for each in counts:
        for key, count in each.items():
            total[key] = total.get(key, 0) + count
    return total
