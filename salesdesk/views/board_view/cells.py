"""How one cell is painted: its text on its ground.

The whole cell is kept as a picture until it changes, so that scrolling copies and does not write anew.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from salesdesk.domain.board import BoardCell
from salesdesk.domain.i18n import trn
from salesdesk.domain.money import format_area, format_wan, format_yuan_short, unit_price_of
from salesdesk.views.board_view.geometry import Place
from salesdesk.views.board_view.grounds import ONE_LINE, Grounds, ground
from salesdesk.views.kit.marks import mark_keys, marks_width
from salesdesk.views.theme import theme

PADDING = 8
RIGHT_PADDING = 6
DUPLEX = 50
"""A cell at least this high has room between its first and last line."""

MOST_KEPT = 800
"""Pictures of whole cells: more than any screen shows, 13 MB at 100 % scaling."""


class CellPainter:
    """Paints cells at one device pixel ratio in the palette of the moment; made anew when either changes."""

    def __init__(self, ratio: float) -> None:
        look = theme()
        self.ratio, self._stamp = ratio, look.stamp
        self._number = look.font("small", medium=True)
        self._code = look.font("mark")
        self._small = look.font("caption")
        self._strong = look.font("caption", medium=True)
        self._number_widths = look.metrics("small", medium=True)
        self._code_widths = look.metrics("mark")
        self._small_widths = look.metrics("caption")
        self._strong_widths = look.metrics("caption", medium=True)
        self._grounds: dict[int, Grounds] = {}
        self._whole: dict[int, tuple[BoardCell, tuple[int, int, bool], QPixmap]] = {}
        self._inks = {key: _ink_and_quiet(state.ink) for key, state in look.states.items()}
        self._muted = _ink_and_quiet(look.colour("ink_off"))

    def grounds(self, row: int) -> Grounds:
        """Grounds for an overview with rows of this height; a look-up costs next to nothing."""
        if row not in self._grounds:
            self._grounds[row] = Grounds(self._stamp, self.ratio, row)
        return self._grounds[row]

    def paint(self, painter: QPainter, cell: BoardCell, place: Place, *, muted: bool = False) -> None:
        """The whole of a cell at its place; copied where it was painted before and nothing of it changed."""
        left, top, width, height = place
        kept = self._whole.get(cell.unit_id)
        if kept is None or kept[0] is not cell or kept[1] != (width, height, muted):
            if len(self._whole) >= MOST_KEPT:
                self._whole.clear()
            kept = (cell, (width, height, muted), self._draw(cell, width, height, muted=muted))
            self._whole[cell.unit_id] = kept
        painter.drawPixmap(left, top, kept[2])

    def _draw(self, cell: BoardCell, width: int, height: int, *, muted: bool) -> QPixmap:
        look = (str(cell.state), cell.restrictions)
        marks = tuple(mark_keys(*look))
        whole = QPixmap(ground(self._stamp, look, width, height, self.ratio, muted, marks))
        ink, quiet = self._muted if muted else self._inks[cell.state]
        right = width - 7 - marks_width(len(marks), theme().size("cell_mark"))
        with QPainter(whole) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if height < ONE_LINE:
                self._one_line(painter, cell, 0, (height + 9) // 2, right, ink)
                return whole
            self._head_line(painter, cell, 0, 15, right, ink, quiet)
            if height >= DUPLEX:
                self._middle(painter, cell, (0, 0, width, height), quiet)
            foot = height - (4 if height < DUPLEX else 5)
            self._foot_line(painter, cell, 0, foot, width - RIGHT_PADDING, ink, quiet)
        return whole

    def _one_line(
        self, painter: QPainter, cell: BoardCell, left: int, baseline: int, right: float, ink: QColor
    ) -> None:
        end = self._draw_number(painter, cell, left, baseline, right, ink)
        words, strong = total_words(cell), cell.state == "available"
        width = (self._strong_widths if strong else self._small_widths).horizontalAdvance(words)
        if end + 4 + width <= right:
            painter.setFont(self._strong if strong else self._small)
            painter.drawText(QPointF(right - width - 1, baseline), words)

    def _head_line(
        self, painter: QPainter, cell: BoardCell, left: int, baseline: int, right: float, ink: QColor, quiet: QColor
    ) -> None:
        x = self._draw_number(painter, cell, left, baseline, right, ink) + 6
        painter.setFont(self._code)
        painter.setPen(quiet)
        for words in (cell.layout, cell.layout_note):
            if not words:
                continue
            room = int(right - x)
            if self._code_widths.horizontalAdvance(words) > room:
                words = self._code_widths.elidedText(words, Qt.TextElideMode.ElideRight, room) if room > 18 else ""
            painter.drawText(QPointF(x, baseline), words)
            x += self._code_widths.horizontalAdvance(words) + 10

    def _draw_number(
        self, painter: QPainter, cell: BoardCell, left: int, baseline: int, right: float, ink: QColor
    ) -> float:
        words, room = cell.number, int(right - left - PADDING)
        if self._number_widths.horizontalAdvance(words) > room:
            words = self._number_widths.elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(self._number)
        painter.setPen(ink)
        painter.drawText(QPointF(left + PADDING, baseline), words)
        return left + PADDING + self._number_widths.horizontalAdvance(words)

    def _middle(self, painter: QPainter, cell: BoardCell, place: Place, quiet: QColor) -> None:
        left, top, width, height = place
        baseline = top + height // 2 + 6
        room = width - PADDING - RIGHT_PADDING
        painter.setFont(self._small)
        painter.setPen(quiet)
        words = "　".join(part for part in (cell.rooms, self._extent(cell)) if part)
        price = unit_price_words(cell) if cell.floor == cell.floor_to else ""
        cost = self._small_widths.horizontalAdvance(price)
        if price and self._small_widths.horizontalAdvance(words) + 8 + cost <= room:
            painter.drawText(QPointF(left + width - RIGHT_PADDING - cost, baseline), price)
            room -= cost + 8
        if self._small_widths.horizontalAdvance(words) > room:
            words = self._small_widths.elidedText(cell.rooms, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left + PADDING, baseline), words)

    def _extent(self, cell: BoardCell) -> str:
        """What the middle line says beside the rooms: the floors of a duplex, else the aspect."""
        floors = abs(cell.floor_to - cell.floor) + 1
        return cell.aspect if floors == 1 else trn("{count} floor", "{count} floors", floors).format(count=floors)

    def _foot_line(
        self, painter: QPainter, cell: BoardCell, left: int, baseline: int, right: int, ink: QColor, quiet: QColor
    ) -> None:
        strong = cell.state == "available"
        words = total_words(cell)
        total = right - (self._strong_widths if strong else self._small_widths).horizontalAdvance(words)
        area = format_area(cell.gross_cm2) if cell.gross_cm2 else "—"
        if left + PADDING + self._small_widths.horizontalAdvance(area) + 4 <= total:  # the total goes before the area
            painter.setFont(self._small)
            painter.setPen(quiet)
            painter.drawText(QPointF(left + PADDING, baseline), area)
        painter.setFont(self._strong if strong else self._small)
        painter.setPen(ink)
        painter.drawText(QPointF(total, baseline), words)


def _ink_and_quiet(ink: QColor) -> tuple[QColor, QColor]:
    """The colour of number and total, and the one of area and layout: 86 % of it."""
    quiet = QColor(ink)
    quiet.setAlphaF(0.86)
    return ink, quiet


@lru_cache(maxsize=65_536)
def _wan(fen: int) -> str:
    return format_wan(fen)


def total_words(cell: BoardCell) -> str:
    """The total in 万, a dash while it awaits its price."""
    return "—" if cell.total_fen is None else _wan(cell.total_fen)


def unit_price_words(cell: BoardCell) -> str:
    """Yuan per m² without decimals; empty while it awaits its price."""
    if cell.total_fen is None or not cell.gross_cm2:
        return ""
    return format_yuan_short((unit_price_of(cell.total_fen, cell.gross_cm2) + 50) // 100 * 100)
