"""The board: every unit of the project, the panel of the chosen one, and what may be done to it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from salesdesk.domain.board import BoardCell, BuildingSummary
from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.services.rows import Touched
from salesdesk.views.board_view.beside import Beside
from salesdesk.views.board_view.canvas import BoardCanvas
from salesdesk.views.board_view.filters import FilterBar
from salesdesk.views.board_view.jump import JumpBox
from salesdesk.views.board_view.legend import Legend
from salesdesk.views.board_view.nothing_here import NothingHere
from salesdesk.views.board_view.reading import BoardReading
from salesdesk.views.board_view.stock import Stock
from salesdesk.views.board_view.tabs import BuildingTabs
from salesdesk.views.board_view.then import MomentDialog, ThenBand
from salesdesk.views.board_view.typed import BoardTyping
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit import messages

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
        self.stock = Stock()
        self.reading = BoardReading(desk, self.stock, self)
        self.reading.load()  # the worker reads while the widgets are made
        self.tabs, self.filters, self.canvas = BuildingTabs(), FilterBar(), BoardCanvas()
        self.legend, self.beside = Legend(), Beside(desk, self.stock, self.filters.predicate)
        self.nothing, self.then = NothingHere(desk.office.permissions), ThenBand()
        self._summaries: dict[str, BuildingSummary] = {}
        self._stale = False
        self._wanted_unit: int | None = None
        self._build()
        self.jump = JumpBox(self, lambda typed: self.stock.find(typed, self.canvas.building()))
        self._typing = BoardTyping(self.canvas, self.tabs, self.jump, self)
        self._own_zoom, self._detail_zoom = True, "medium"
        self._connect()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.tabs)
        left.addWidget(self.then)
        left.addWidget(self.filters)
        left.addWidget(self.canvas, 1)
        left.addWidget(self.legend)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.beside)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(page)
        self._pages.addWidget(self.nothing)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self.desk.changed.connect(self._touched)
        self.reading.replaced.connect(self._replaced)
        self.reading.changed.connect(self._changed)
        self.tabs.chosen.connect(self._building_chosen)
        self.filters.changed.connect(self._filter)
        self.filters.zoom_chosen.connect(self._zoom_chosen)
        canvas = self.canvas
        canvas.selected.connect(self.beside.choose)
        canvas.activated.connect(lambda _: self.beside.take_cursor())
        canvas.context_menu.connect(lambda _, where: self.beside.open_menu(where))
        canvas.building_changed.connect(self._building_shown)
        canvas.zoom_changed.connect(self._zoom_shown)
        self.jump.taken.connect(self.show_unit)
        self.jump.closed.connect(canvas.setFocus)
        beside = self.beside
        beside.unit_wanted.connect(self.show_unit)
        beside.closed.connect(self._choose_none)
        beside.left.connect(canvas.setFocus)
        beside.ran_out.connect(lambda unit_id: self.reading.read([unit_id]))
        self.nothing.wanted.connect(self.desk.go)
        self.filters.clock.clicked.connect(self.ask_moment)
        self.then.left.connect(self._back_to_now)

    # the frame of the window

    def enter(self, **wanted: Any) -> None:
        """``unit_id``: the unit to show."""
        self._wanted_unit = wanted.get("unit_id")
        if self._wanted_unit is not None:
            self.reading.show_at(None)  # whoever is led to a unit wants it as it is
        self._look_if_stale()
        if self._wanted_unit in self.stock.cells:
            self.show_unit(self._wanted_unit)
        self._take_cursor()

    def _take_cursor(self) -> None:
        """The keyboard is on the board; without units on what brings them."""
        empty = self.reading.loaded and not self.stock.cells
        (self.nothing.buttons[0] if empty and self.nothing.buttons else self.canvas).setFocus()

    def key_hints(self) -> list[tuple[str, str]]:
        if self.reading.loaded and not self.stock.cells:
            return []
        if self.reading.moment is not None:
            return [("↑↓←→", tr("Move")), ("1–9", tr("Building")), ("F5", tr("Other time")), ("Esc", tr("Back to now"))]
        return [
            ("↑↓←→", tr("Move")),
            ("1–9", tr("Building")),
            ("/", tr("Number")),
            ("Ctrl F", tr("Filter")),
            ("Enter", tr("Details")),
            ("F5", tr("Other time")),
        ]

    # data

    def _touched(self, touched: Touched) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self.reading.touched(touched)
        self.beside.touched(touched)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_rows()
        self._look_if_stale()

    def _look_if_stale(self) -> None:
        """Other desks did something while the board was out of sight."""
        if self._stale:
            self._stale = False
            self.reading.load()
            self.beside.chosen.reload()

    def ask_moment(self) -> None:
        """Asks for the time that the board shall show."""
        if self.stock.cells:
            dialog = MomentDialog(self.reading.today, self.reading.moment, self)
            dialog.chosen.connect(self.reading.show_at)
            dialog.finished.connect(self.canvas.setFocus)
            dialog.open()

    def _back_to_now(self) -> None:
        self.reading.show_at(None)
        self.canvas.setFocus()

    def _replaced(self) -> None:
        stock, moment = self.stock, self.reading.moment
        self.then.show_moment(moment, self.reading.today)
        self.beside.set_past(moment is not None)
        self._pages.setCurrentIndex(0 if stock.cells else 1)
        self.hints_changed.emit()
        if not stock.cells:
            self._take_cursor()
        self._offer_filters()
        self.canvas.set_cells(list(stock.cells.values()), stock.gaps)
        self._recount()
        self.tabs.set_key(self.canvas.building())
        if self.beside.chosen.unit_id is not None and self.beside.chosen.unit_id not in stock.cells:
            self._choose_none()
        if self._wanted_unit is not None:
            self.show_unit(self._wanted_unit)

    def _changed(self, cells: list[BoardCell]) -> None:
        self.canvas.update_cells(cells)
        if len(cells) > PRICE_LIST:
            self._offer_filters()
        self._recount()
        if self.beside.chosen.unit_id in {cell.unit_id for cell in cells}:
            self.beside.chosen.reload()

    def _recount(self) -> None:
        summaries = self.stock.summaries()
        self._summaries = {summary.building: summary for summary in summaries}
        self.tabs.set_buildings(summaries)
        self._count()

    def _count(self) -> None:
        """Legend and count of the building on show, of all of them in the overview."""
        here = self._summaries.get(self.canvas.building())
        shown = list(self._summaries.values()) if self.canvas.zoom() == "overview" else [here] if here else []
        self.legend.set_sign(self.canvas.sign())
        known = None if self.reading.moment is not None else _sum(one.restrictions for one in shown)
        self.legend.set_counts(_sum(one.states for one in shown), known)
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
        self.legend.set_sign(self.canvas.sign())

    # the chosen unit

    def show_unit(self, unit_id: int) -> None:
        """Chooses a unit and brings it into sight, in whichever building it stands."""
        self._wanted_unit = None
        if unit_id not in self.stock.cells:
            messages.refuse(tr("This unit does not exist in this project."))
            return
        self.canvas.select(unit_id)
        self.beside.choose(unit_id)

    def _choose_none(self) -> None:
        self.canvas.select(None)
        self.beside.choose_none()
        self.canvas.setFocus()

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
            self.beside.press(_KEYS[key])
        elif key == Qt.Key.Key_F5:
            self.ask_moment()
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
            self.reading.moment is not None
            or self._elsewhere()
            or self.canvas.selected_unit() is not None
            or self.filters.active()
        )

    def _clear(self) -> None:
        """Esc: back to now, to the board, then no unit, then no filter."""
        if self.reading.moment is not None:
            self._back_to_now()
        elif self._elsewhere():
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
