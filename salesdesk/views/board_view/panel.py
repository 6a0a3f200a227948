"""The panel beside the board: all about one unit, and what may be done to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.board import BoardCell
from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.services.board import UnitPanel
from salesdesk.views.board_view.actions import ActionBar
from salesdesk.views.board_view.lines import PITCH
from salesdesk.views.board_view.parts import (
    LINES_SHOWN,
    AlikePart,
    AreasPart,
    FloorPart,
    HoldPart,
    OrdersPart,
    PricePart,
    StoryPart,
    UnitHead,
)
from salesdesk.views.board_view.story import story
from salesdesk.views.board_view.verbs import sensible
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.panel import SidePanel
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.section import Sheet
from salesdesk.views.theme import theme


class NoUnit(Sheet):
    """What stands in the panel's place while no unit is chosen."""

    def __init__(self) -> None:
        super().__init__("surface", "l")
        self.setFixedWidth(theme().size("sidepanel"))
        words, hint = tr("No unit is chosen"), tr("Arrow keys or a click choose one; type a number to find one.")
        column = QVBoxLayout(self)
        column.addWidget(EmptyState("board", words, hint))


class UnitSide(SidePanel):
    """Head and actions stay; between them the parts scroll. Where they do not fit, the units alike go first, then the
    floor.

    Signals:
        wanted: an action by its key.
        unit_chosen, order_opened: by id.
        closed: the person wants to see no unit.
        menu_wanted: all actions, at a point of the screen.
        prices_wanted, story_wanted: the whole of either.
    """

    wanted = Signal(str)
    unit_chosen = Signal(int)
    order_opened = Signal(int)
    closed = Signal()
    menu_wanted = Signal(QPoint)
    prices_wanted = Signal()
    story_wanted = Signal()

    def __init__(self, permissions: frozenset[Permission]) -> None:
        super().__init__()
        self._permissions = permissions
        self.unit_head, self.bar = UnitHead(), ActionBar(permissions)
        self.price, self.hold, self.orders, self.areas = PricePart(), HoldPart(), OrdersPart(), AreasPart()
        self.floor, self.past, self.alike = FloorPart(), StoryPart(), AlikePart()
        self.head.setContentsMargins(16, 12, 16, 11)
        self.head.addWidget(self.unit_head)
        self.foot.addWidget(self.bar)
        self._parts: tuple[QWidget, ...] = (self.price, self.hold, self.orders, self.areas, self.floor, self.past)
        for part in self._parts:
            self.add_part(part)
        self.body.addWidget(self.alike)
        self._then = False
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit)
        self._connect()
        self._reveal_unit(False)

    def _connect(self) -> None:
        self.bar.wanted.connect(self.wanted)
        self.floor.strip.chosen.connect(self.unit_chosen)
        self.alike.chosen.connect(self.unit_chosen)
        self.orders.opened.connect(self.order_opened)
        self.unit_head.close_cap.pressed.connect(self.closed)
        self.unit_head.more.clicked.connect(self._ask_menu)
        self.price.history.clicked.connect(self.prices_wanted)
        self.past.link.clicked.connect(self.story_wanted)

    def _ask_menu(self) -> None:
        more = self.unit_head.more
        self.menu_wanted.emit(more.mapToGlobal(QPoint(0, more.height() + 4)))

    # what it shows

    def show_head(self, cell: BoardCell) -> None:
        """The unit as the board knows it; what else is shown still belongs to the one before."""
        self.unit_head.show_cell(cell)

    def show_waiting(self, cell: BoardCell) -> None:
        """The head alone: the rest is on its way."""
        self._reveal_unit(False)
        reveal(self.unit_head, True)
        self.unit_head.show_cell(cell)

    def show_unit(
        self, panel: UnitPanel, cell: BoardCell, floor: Sequence[BoardCell], alike: Sequence[tuple[BoardCell, int]]
    ) -> None:
        """Everything about a unit."""
        self._reveal_unit(True)
        self.unit_head.show_cell(cell)
        self.unit_head.show_unit(panel.unit)
        for part in (self.price, self.hold, self.orders, self.areas):
            part.show_panel(panel)
        self.floor.show_floor(floor, cell)
        self.past.show_lines(story(panel))
        self.alike.show_alike(alike)
        self.bar.show_panel(panel)
        reveal(self.bar, not self.bar.empty())
        reveal(self.unit_head.more, bool(sensible(panel.facts.state, self._permissions)))
        self._fit()
        self._fit_soon.start()

    def show_then(self, cell: BoardCell, floor: Sequence[BoardCell]) -> None:
        """The unit at another time, as far as the board tells it; nothing is done there."""
        self._reveal_unit(False)
        self.unit_head.show_cell(cell)
        self.price.show_then(cell)
        self.floor.show_floor(floor, cell)
        for part in (self.unit_head, self.price, self.floor):
            reveal(part, True)
        reveal(self.unit_head.more, False)
        self.show_foot(False)
        self._then = True

    def _reveal_unit(self, shown: bool) -> None:
        self._then = False
        self.show_foot(True)
        everything: list[QWidget] = [self.unit_head, self.bar, self.alike, *self._parts]
        for part in everything:
            reveal(part, shown)

    # what fits

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon.start()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_soon.start()
        return super().event(event)

    def _fit(self) -> None:
        """Leaves out what may go until the rest needs no scrolling; room to spare goes to the past.

        Heights are added up before anything is shown or hidden, so that the same room always gives the same answer.
        """
        if self.price.isHidden() or self._then:
            return
        spare = self._room() - self.past.height_with(LINES_SHOWN)
        spare -= sum(part.sizeHint().height() for part in (self.price, self.areas))
        spare -= sum(part.sizeHint().height() for part in (self.hold, self.orders) if not part.isHidden())
        alike, floor = self.alike.sizeHint().height(), self.floor.sizeHint().height()
        with_floor = floor <= spare
        spare -= floor if with_floor else 0
        with_alike = bool(self.alike.rows) and with_floor and alike <= spare
        spare -= alike if with_alike else 0
        reveal(self.floor, with_floor)
        reveal(self.alike, with_alike)
        self.past.set_most(LINES_SHOWN + max(spare // PITCH, 0))

    def _room(self) -> int:
        """How high the middle is when head and foot have what they need."""
        foot = self.foot.totalHeightForWidth(self.width() - 1) if self.foot.hasHeightForWidth() else -1
        if foot < 0:
            foot = self.foot.totalSizeHint().height()
        return self.height() - self.head.totalSizeHint().height() - foot - 2
