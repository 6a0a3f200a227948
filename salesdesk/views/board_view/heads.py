"""What stands around the cells: names of entrances, heads of columns, numbers of floors, places without a unit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from salesdesk.domain.board import SOLD_STATES, BoardCell
from salesdesk.domain.i18n import tr
from salesdesk.domain.labels import spaced
from salesdesk.domain.money import format_percent
from salesdesk.domain.states import SaleState
from salesdesk.views.board_view.geometry import BuildingLayout, Place
from salesdesk.views.board_view.overview import Block
from salesdesk.views.kit.paint import CENTRE, LEFT
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import theme

GUTTER = 36
HEAD = 44
RING = 2
"""The ring around the chosen cell stands so far outside of it."""
MARGIN = 16
"""Right of the last column."""
FOOT = 8
"""Under the last row."""
_SEPARATOR = " · "


def paint_heads(painter: QPainter, layout: BuildingLayout, left: int, width: int) -> None:
    """The strip above the cells; ``left`` is where the first column begins after scrolling."""
    look = theme()
    painter.fillRect(0, 0, width, HEAD - RING, look.colour("bg"))
    for span in layout.entrances:
        if span.name:
            name = QRectF(left + span.left + 2, 0, span.right - span.left, 18)
            paint_text(painter, name, entrance_words(span.name), look.font("caption"), look.colour("ink_3"))
        painter.fillRect(left + span.left, 19, span.right - span.left, 1, look.colour("line_strong"))
    for column in layout.columns:
        x = left + column.left + 7
        number = QRectF(x, 20, column.width, HEAD - 21)
        paint_text(painter, number, column.number, look.font("small", medium=True), look.colour("ink"))
        advance = look.metrics("small", medium=True).horizontalAdvance(column.number)
        words = QRectF(x + advance + 5, 20, column.width - advance - 14, HEAD - 21)
        joined = _SEPARATOR.join(column.words)
        paint_text(painter, words, joined, look.font("caption"), look.colour("ink_3"), LEFT)


def entrance_words(name: str) -> str:
    """``2`` and ``2单元`` → ``2 单元``; a name that says more stands as it is."""
    words = tr("Entrance {name}").format(name=name) if name.isdigit() else name
    return spaced(words)


def floor_words(floor: int) -> str:
    return f"−{-floor}" if floor < 0 else str(floor)


def paint_floors(painter: QPainter, layout: BuildingLayout, top: int, band: tuple[int, int], here: set[int]) -> None:
    """The numbers on the left; ``top`` is where the first row begins after scrolling, ``here`` the chosen floors."""
    look = theme()
    painter.fillRect(0, band[0], GUTTER, band[1] - band[0], look.colour("bg"))
    row = layout.density.row
    for floor in layout.floors:
        y = top + layout.floor_top(floor)
        if y + row < band[0] or y > band[1]:
            continue
        chosen = floor in here
        painter.setFont(look.font("caption", medium=chosen))
        painter.setPen(look.colour("accent" if chosen else "ink_3"))
        painter.drawText(
            QRectF(0, y, GUTTER - 10, row),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            floor_words(floor),
        )


def paint_gap(painter: QPainter, label: str, place: Place) -> None:
    """A dashed box with the reason why there is no unit."""
    look = theme()
    left, top, width, height = place
    rect = QRectF(left + 0.5, top + 0.5, width - 1, height - 1)
    pen = QPen(look.colour("line_strong"), 1)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, look.size("cell"), look.size("cell"))
    paint_text(painter, rect.adjusted(4, 0, -4, 0), label, look.font("caption"), look.colour("ink_3"), CENTRE)


def paint_ring(painter: QPainter, place: Place) -> None:
    """The chosen cell: 2 px of accent around it, and its own border."""
    left, top, width, height = place
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().colour("accent"), 3))
    painter.drawRoundedRect(QRectF(left - 0.5, top - 0.5, width + 1, height + 1), 3.5, 3.5)


def paint_changed(painter: QPainter, place: Place) -> None:
    """A cell that another desk changed a moment ago: its edge in accent."""
    left, top, width, height = place
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().colour("accent"), 2))
    painter.drawRoundedRect(QRectF(left + 1, top + 1, width - 2, height - 2), 2, 2)


def paint_focus(painter: QPainter, room: QRect) -> None:
    """The board has the keyboard and no cell is chosen yet."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().colour("accent"), 2))
    painter.drawRoundedRect(QRectF(room).adjusted(1, 1, -1, -1), 4, 4)


def paint_block_head(painter: QPainter, block: Block, cells: Sequence[BoardCell], origin: QPoint) -> None:
    """The name of a building over its cells in the overview, and how far it is sold."""
    look = theme()
    x, y = block.left + origin.x(), block.top + origin.y() - 20
    name = look.metrics("small", medium=True).horizontalAdvance(block.building)
    ink = look.colour("ink")
    paint_text(painter, QRectF(x, y, name + 2, 16), block.building, look.font("small", medium=True), ink)
    sold = sum(1 for cell in cells if cell.state in SOLD_STATES)
    share = format_percent((2 * sold * 1_000_000 + len(cells)) // (2 * len(cells)), 1) if cells else "—"
    if all(cell.state == SaleState.UNLAUNCHED for cell in cells):
        share = tr("Not on sale yet")
    rest = QRectF(x + name + 6, y, max(block.layout.width - name - 6, 36), 16)
    paint_text(painter, rest, share, look.font("caption"), look.colour("ink_3"))
