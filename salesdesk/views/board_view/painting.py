"""How the board is painted: a building in detail, or the overview, which is copied from a picture of itself.

Only the rectangles that Qt asks for are painted; ``painted`` counts the cells, for the bench and the tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap, QRegion

from salesdesk.views.board_view import heads
from salesdesk.views.board_view.cells import CellPainter
from salesdesk.views.board_view.geometry import BuildingLayout, Place
from salesdesk.views.board_view.overview import OverviewLayout
from salesdesk.views.board_view.units import BoardUnits
from salesdesk.views.theme import theme

RING = heads.RING


class BoardPainting:
    """Paints what a `BoardUnits` holds, at one device pixel ratio, in the palette of the moment."""

    def __init__(self, units: BoardUnits) -> None:
        self._units = units
        self._cell_painter: CellPainter | None = None
        self._picture: QPixmap | None = None
        self.painted = 0

    def forget(self) -> None:
        """Scroll, size, filter or layout changed: the picture of the overview no longer holds."""
        self._picture = None

    def redress(self) -> None:
        """The palette changed."""
        self._cell_painter = self._picture = None

    def _cells(self, ratio: float) -> CellPainter:
        if self._cell_painter is None or self._cell_painter.ratio != ratio:
            self._cell_painter, self._picture = CellPainter(ratio), None
        return self._cell_painter

    # one building

    def detail(
        self,
        painter: QPainter,
        region: QRegion,
        layout: BuildingLayout,
        origin: QPoint,
        room: QRect,
        chosen: int | None,
    ) -> None:
        """Paint the dirty region of a building; ``origin`` is where the corner of its first cell stands."""
        body = room.adjusted(heads.GUTTER - RING, heads.HEAD - RING, 0, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for dirty in _rects(region):
            painter.setClipRect(dirty)
            painter.fillRect(dirty, theme().colour("bg"))
            painter.setClipRect(dirty.intersected(body))
            self._band(painter, dirty.intersected(body).translated(-origin), layout, origin, chosen)
        painter.setClipRegion(region)
        around = region.boundingRect()
        if around.left() < heads.GUTTER - RING:
            cell = self._units.cells[chosen] if chosen is not None and chosen in layout.places else None
            here = {cell.floor, cell.floor_to} if cell else set()
            heads.paint_floors(painter, layout, origin.y(), (heads.HEAD - RING, room.height()), here)
        if around.top() < heads.HEAD - RING:
            heads.paint_heads(painter, layout, origin.x(), room.width())

    def _band(
        self, painter: QPainter, inside: QRect, layout: BuildingLayout, origin: QPoint, chosen: int | None
    ) -> None:
        ratio = painter.device().devicePixelRatio()
        cells = self._cells(ratio)
        for label, place in layout.gaps:
            if QRect(*place).intersects(inside):
                heads.paint_gap(painter, label, moved(place, origin))
        for unit in layout.units_between(inside.top(), inside.bottom()):
            place = layout.places[unit]
            if not QRect(*place).intersects(inside):
                continue
            self.painted += 1
            cells.paint(painter, self._units.cells[unit], moved(place, origin), muted=unit in self._units.muted)
            if unit in self._units.changed:
                heads.paint_changed(painter, moved(place, origin))
        if chosen is not None and chosen in layout.places:
            heads.paint_ring(painter, moved(layout.places[chosen], origin))

    # all buildings

    def overview(
        self,
        painter: QPainter,
        region: QRegion,
        layout: OverviewLayout,
        origin: QPoint,
        room: QRect,
        chosen: int | None,
    ) -> None:
        """Copy the dirty region from the picture, which is drawn first where there is none."""
        ratio = painter.device().devicePixelRatio()
        self._cells(ratio)
        if self._picture is None:
            self._picture = self.draw(layout, origin, room, ratio)
        for dirty in _rects(region):
            painter.drawPixmap(dirty, self._picture, QRect(dirty.topLeft() * ratio, dirty.size() * ratio))
        if chosen is not None and chosen in layout.places:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            heads.paint_ring(painter, moved(layout.places[chosen], origin))

    def draw(self, layout: OverviewLayout, origin: QPoint, room: QRect, ratio: float) -> QPixmap:
        """The whole overview, every cell of it, as a picture."""
        picture = QPixmap(room.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme().colour("bg"))
        dx, dy, bottom = origin.x(), origin.y(), room.height()
        units, muted, grounds = self._units.cells, self._units.muted, self._cells(ratio).grounds(layout.row)
        with QPainter(picture) as painter:
            copy = painter.drawPixmap
            for unit, (x, y, width, height) in layout.places.items():
                if -height < y + dy < bottom:
                    cell = units[unit]
                    copy(x + dx, y + dy, grounds[cell.state, cell.restrictions, width, height, unit in muted])
                    self.painted += 1
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for block in layout.blocks:
                heads.paint_block_head(painter, block, self._units.of(block.building)[0], origin)
            for unit in self._units.changed & layout.places.keys():
                heads.paint_changed(painter, moved(layout.places[unit], origin))
        return picture

    def touch(self, unit: int, layout: OverviewLayout, origin: QPoint) -> None:
        """A cell changed: draw it alone into the picture of the overview."""
        if self._picture is None:
            return
        left, top, width, height = place = moved(layout.places[unit], origin)
        cell = self._units.cells[unit]
        grounds = self._cells(self._picture.devicePixelRatio()).grounds(layout.row)
        self.painted += 1
        with QPainter(self._picture) as painter:
            painter.fillRect(left, top, width, height, theme().colour("bg"))
            muted = unit in self._units.muted
            painter.drawPixmap(left, top, grounds[cell.state, cell.restrictions, width, height, muted])
            if unit in self._units.changed:
                heads.paint_changed(painter, place)


def _rects(region: QRegion) -> Iterable[QRect]:
    """The rectangles of a region; it can be walked, its stubs do not say so."""
    return cast("Iterable[QRect]", region)


def moved(place: Place, origin: QPoint) -> Place:
    """A place on the board as one in the viewport."""
    left, top, width, height = place
    return left + origin.x(), top + origin.y(), width, height
