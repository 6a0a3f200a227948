"""The board: one widget that paints every unit itself and repaints only what changed.

In detail it shows one building, in the overview all of them side by side. Heads and floor numbers stay while the
cells scroll. Data comes in as frozen `BoardCell` rows; what the person does goes out as signals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from salesdesk.domain.board import BoardCell, BoardGap
from salesdesk.views.board_view import heads
from salesdesk.views.board_view.geometry import BuildingLayout, Density
from salesdesk.views.board_view.grounds import Sign, sign_for
from salesdesk.views.board_view.overview import OverviewLayout
from salesdesk.views.board_view.painting import RING, BoardPainting
from salesdesk.views.board_view.units import BoardUnits, Filter
from salesdesk.views.board_view.wording import cell_words
from salesdesk.views.theme import theme, watch

ZOOMS = ("overview", "dense", "medium", "wide")
CHANGED_MS = 1_500
_ROWS = {"dense": "board_dense", "medium": "board", "wide": "board_wide"}
_Key = Qt.Key
_STEPS = {
    _Key.Key_Left: (-1, 0),
    _Key.Key_Right: (1, 0),
    _Key.Key_Up: (0, -1),
    _Key.Key_Down: (0, 1),
    _Key.Key_PageUp: (0, -1),
    _Key.Key_PageDown: (0, 1),
}


def density(zoom: str) -> Density:
    """The sizes of cells at a zoom in detail."""
    look = theme()
    return Density(zoom, look.size(_ROWS[zoom]), look.size("board_column_min"), look.size("board_column_max"))


class BoardCanvas(QAbstractScrollArea):
    """The board's canvas in its own scroll area.

    `selected` tells a choice of the person, not one made by `select`; `typed` is what they type while the board has
    the keyboard (the digits of a building, the beginning of a number); `zoom_changed` and `building_changed` tell
    what became of the view.
    """

    selected = Signal(int)
    activated = Signal(int)
    context_menu = Signal(int, QPoint)
    typed = Signal(str)
    zoom_changed = Signal(str)
    building_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units = BoardUnits()
        self.painting = BoardPainting(self._units)
        self._building, self._zoom = "", "medium"
        self._layout: BuildingLayout | OverviewLayout = BuildingLayout([], [], 0, density("medium"))
        self._chosen: int | None = None
        self._settle = QTimer(self, singleShot=True, interval=CHANGED_MS)
        self._settle.timeout.connect(self._forget_changes)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        watch(self._redress)

    # units

    def set_cells(self, cells: Sequence[BoardCell], gaps: Sequence[BoardGap] = ()) -> None:
        """Show these units; building and choice stay where they still exist."""
        self._units.replace(cells, gaps)
        if self._building not in self._units.buildings():
            self._building = next(iter(self._units.buildings()), "")
        if self._chosen not in self._units.cells:
            self._mark_chosen(None)
        self._lay_out()

    def update_cells(self, changed: Iterable[BoardCell]) -> None:
        """Units that another desk or this one changed: only their cells are repainted, with an accent edge for 1.5 s.

        A unit that is new or stands elsewhere now lays the board out anew.
        """
        ids, moved = self._units.update(changed)
        if moved:
            self._lay_out()
        for unit in ids:
            self._repaint(unit)
        self._settle.start()

    def set_filter(self, wanted: Filter) -> None:
        """Units that do not pass (a predicate, or a set of ids) recede; none of them moves. ``None`` shows all."""
        self._units.set_filter(wanted)
        self.painting.forget()
        self.viewport().update()

    def passing(self) -> int:
        """How many units of the building on show pass the filter."""
        return sum(1 for cell in self._units.of(self._building)[0] if cell.unit_id not in self._units.muted)

    def cell(self, unit_id: int) -> BoardCell | None:
        return self._units.cells.get(unit_id)

    def _forget_changes(self) -> None:
        changed = list(self._units.changed)
        self._units.changed.clear()
        for unit in changed:
            self._repaint(unit)

    # building and zoom

    def buildings(self) -> list[str]:
        """The buildings in the order of their units."""
        return self._units.buildings()

    def building(self) -> str:
        return self._building

    def set_building(self, name: str) -> None:
        """Show a building; the overview shows all anyway."""
        if name not in self._units.buildings():
            raise KeyError(name)
        if name == self._building:
            return
        self._building = name
        if self._zoom != "overview":
            self._lay_out()
            self.verticalScrollBar().setValue(0)
        self.building_changed.emit(name)

    def zoom(self) -> str:
        return self._zoom

    def set_zoom(self, key: str) -> None:
        """``overview``, ``dense``, ``medium`` or ``wide``."""
        if key not in ZOOMS:
            raise KeyError(key)
        if key == self._zoom:
            return
        self._zoom = key
        self._lay_out()
        if self._chosen is not None:
            self._bring_into_sight(self._chosen)
        self.zoom_changed.emit(key)

    def sign(self) -> Sign:
        """By what the cells on show tell their state beside the tint."""
        return sign_for(self._layout.row) if isinstance(self._layout, OverviewLayout) else "mark"

    def _zoom_by(self, steps: int) -> None:
        place = ZOOMS.index(self._zoom) + steps
        self.set_zoom(ZOOMS[max(0, min(place, len(ZOOMS) - 1))])

    # the chosen unit

    def selected_unit(self) -> int | None:
        return self._chosen

    def select(self, unit_id: int | None) -> None:
        """Choose a unit and bring it into sight, in its building; ``None`` chooses none. `selected` is not told."""
        if unit_id is None:
            self._mark_chosen(None)
            return
        self.set_building(self._units.cells[unit_id].building)
        self._mark_chosen(unit_id)
        self._bring_into_sight(unit_id)

    def _mark_chosen(self, unit_id: int | None) -> None:
        before, self._chosen = self._chosen, unit_id
        if before == unit_id:
            return
        for unit in (before, unit_id):
            if unit is not None:
                self.viewport().update(self.cell_rect(unit).adjusted(-RING, -RING, RING, RING))
                self._repaint_floors(unit)
        cell = self._units.cells.get(unit_id) if unit_id is not None else None
        self.setAccessibleName(cell_words(cell, "，") if cell else self._building)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _repaint_floors(self, unit: int) -> None:
        rect = self.cell_rect(unit)
        if self._zoom != "overview" and not rect.isEmpty():
            self.viewport().update(0, rect.top(), heads.GUTTER - RING, rect.height())

    def _choose(self, unit_id: int | None) -> None:
        if unit_id is not None and unit_id != self._chosen:
            self.select(unit_id)
            self.selected.emit(unit_id)

    # places

    def _lay_out(self) -> None:
        room = self.viewport().size()
        self.painting.forget()
        if self._zoom == "overview":
            buildings = {name: self._units.of(name) for name in self._units.buildings()}
            self._layout = OverviewLayout(buildings, room.width(), room.height())
            wide, high = self._layout.width, self._layout.height
        else:
            cells, gaps = self._units.of(self._building)
            across = room.width() - heads.GUTTER - heads.MARGIN
            self._layout = BuildingLayout(cells, gaps, across, density(self._zoom))
            wide = self._layout.width + heads.GUTTER + heads.MARGIN
            high = self._layout.height + heads.HEAD + heads.FOOT
        bars = (self.horizontalScrollBar(), wide, room.width()), (self.verticalScrollBar(), high, room.height())
        for bar, needed, page in bars:
            bar.setRange(0, max(needed - page, 0))
            bar.setPageStep(page)
            bar.setSingleStep(24)
        self.viewport().update()

    def _corner(self) -> QPoint:
        """Where the first cell can stand in the viewport: right of the floors, under the heads."""
        return QPoint(0, 0) if self._zoom == "overview" else QPoint(heads.GUTTER, heads.HEAD)

    def _origin(self) -> QPoint:
        """Where the corner of the first cell stands in the viewport after scrolling."""
        return self._corner() - QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def cell_rect(self, unit_id: int) -> QRect:
        """Where a unit's cell stands in the viewport; empty when its building is not shown."""
        place = self._layout.places.get(unit_id)
        return QRect(*place).translated(self._origin()) if place else QRect()

    def unit_at(self, point: QPoint) -> int | None:
        """The unit under a point of the viewport."""
        corner = self._corner()
        if point.x() < corner.x() or point.y() < corner.y():
            return None
        inside = point - self._origin()
        return self._layout.unit_at(inside.x(), inside.y())

    def _repaint(self, unit_id: int) -> None:
        rect = self.cell_rect(unit_id)
        if rect.isEmpty():
            return
        if isinstance(self._layout, OverviewLayout):
            self.painting.touch(unit_id, self._layout, self._origin())
        self.viewport().update(rect)

    def _bring_into_sight(self, unit_id: int) -> None:
        rect = self.cell_rect(unit_id)
        if rect.isEmpty():
            return
        room = QRect(self._corner(), self.viewport().rect().bottomRight())
        sides = (
            (self.horizontalScrollBar(), rect.left() - 8, rect.right() + 8, room.left(), room.right()),
            (self.verticalScrollBar(), rect.top() - 8, rect.bottom() + 8, room.top(), room.bottom()),
        )
        for bar, low, high, first, last in sides:
            if low < first:
                bar.setValue(bar.value() + low - first)
            elif high > last:
                bar.setValue(bar.value() + high - last)

    # painting

    def _redress(self) -> None:
        self.painting.redress()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        room, origin = self.viewport().rect(), self._origin()
        with QPainter(self.viewport()) as painter:
            if isinstance(self._layout, OverviewLayout):
                self.painting.overview(painter, event.region(), self._layout, origin, room, self._chosen)
            else:
                self.painting.detail(painter, event.region(), self._layout, origin, room, self._chosen)
            if self.hasFocus() and self._chosen is None:
                heads.paint_focus(painter, room)

    # what the person does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.unit_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        unit = self.unit_at(event.position().toPoint())
        if unit is not None:
            self._activate(unit)

    def _activate(self, unit: int) -> None:
        """From the overview it leads into the building, in detail it opens the unit."""
        if self._zoom == "overview":
            self.set_zoom("medium")
        else:
            self.activated.emit(unit)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        unit = self.unit_at(event.pos()) if by_mouse else self._chosen
        if unit is not None:
            self._choose(unit)
            where = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.cell_rect(unit).center())
            self.context_menu.emit(unit, where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if not self._move(key, control) and not self._act(key, control, event.text()):
            super().keyPressEvent(event)

    def _move(self, key: Qt.Key, control: bool) -> bool:
        layout, here = self._layout, self._chosen
        to_end = key == _Key.Key_End
        if key not in (*_STEPS, _Key.Key_Home, _Key.Key_End):
            return False
        if here is None or here not in layout.places or (control and key in (_Key.Key_Home, _Key.Key_End)):
            self._choose(layout.last() if to_end else layout.first())
        elif key in _STEPS:
            self._choose(self._walk(here, *_STEPS[key], far=key in (_Key.Key_PageUp, _Key.Key_PageDown)))
        else:
            self._choose(layout.ends(here)[to_end])
        return True

    def _walk(self, unit: int, across: int, down: int, *, far: bool) -> int:
        """The unit one step away, or a screen away; the last one before the edge."""
        rows = max((self.viewport().height() - heads.HEAD) // (self.cell_rect(unit).height() + 2) - 1, 1)
        for _ in range(rows if far else 1):
            unit = self._layout.step(unit, across, down) or unit
        return unit

    def _act(self, key: Qt.Key, control: bool, words: str) -> bool:
        if key in (_Key.Key_Return, _Key.Key_Enter) and not control and self._chosen is not None:
            self._activate(self._chosen)
        elif control and key in (_Key.Key_Plus, _Key.Key_Equal):
            self._zoom_by(1)
        elif control and key == _Key.Key_Minus:
            self._zoom_by(-1)
        elif words.isprintable() and words.strip() and not control:
            self.typed.emit(words)
        else:
            return False
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            unit = self.unit_at(event.pos())
            words = cell_words(self._units.cells[unit], "\n") if unit is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.painting.forget()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(800, 600)
