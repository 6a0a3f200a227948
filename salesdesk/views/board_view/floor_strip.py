"""The floor of a unit as a strip of doors with their marks; the entrances are named under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from salesdesk.domain.board import BoardCell
from salesdesk.views.board_view.heads import entrance_words
from salesdesk.views.board_view.stock import door_words
from salesdesk.views.board_view.wording import cell_words
from salesdesk.views.kit.marks import paint_mark
from salesdesk.views.kit.paint import CENTRE, box
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import theme

_BOX = 40
_FOOT = 21
_GAP = 2
_APART = 4
"""More between two entrances."""
_NARROWEST = 30
_MARK = 15


class FloorStrip(QWidget):
    """A click on a door tells `chosen`. Doors that do not fit beside the unit are left out on both sides."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[BoardCell] = []
        self._here = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def set_floor(self, cells: Sequence[BoardCell], here: int) -> None:
        """The units of the floor from left to right, and which one is shown."""
        self._cells, self._here = list(cells), here
        self.setAccessibleName("；".join(cell_words(cell, "，") for cell in cells))
        self.updateGeometry()
        self.update()

    def _named(self) -> bool:
        return any(cell.entrance for cell in self._cells)

    def sizeHint(self) -> QSize:
        return QSize(288, _BOX + (_FOOT if self._named() else 0))

    def _shown(self) -> list[BoardCell]:
        room = max((self.width() + _GAP) // (_NARROWEST + _GAP), 1)
        place = next((i for i, cell in enumerate(self._cells) if cell.unit_id == self._here), 0)
        first = max(min(place - room // 2, len(self._cells) - room), 0)
        return self._cells[first : first + room]

    def _places(self) -> list[tuple[BoardCell, QRectF]]:
        cells = self._shown()
        breaks = [index for index in range(1, len(cells)) if cells[index].entrance != cells[index - 1].entrance]
        free = self.width() - _GAP * (len(cells) - 1) - (_APART - _GAP) * len(breaks)
        width = min(free / max(len(cells), 1), 72.0)
        places, x = [], 0.0
        for index, cell in enumerate(cells):
            x += (_APART - _GAP) if index in breaks else 0
            places.append((cell, QRectF(round(x), 0, round(x + width) - round(x), _BOX)))
            x += width + _GAP
        return places

    def _at(self, point: QPointF) -> BoardCell | None:
        return next((cell for cell, rect in self._places() if rect.contains(point)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._at(event.position())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(cell.unit_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._at(event.position())
        elsewhere = cell is not None and cell.unit_id != self._here
        self.setCursor(Qt.CursorShape.PointingHandCursor if elsewhere else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), cell_words(cell, "\n") if cell else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places()
        for cell, rect in places:
            self._paint_door(painter, cell, rect)
        if self._named():
            for entrance, group in groupby(places, key=lambda place: place[0].entrance):
                rects = [rect for _, rect in group]
                self._paint_entrance(painter, entrance, rects[0].left(), rects[-1].right())

    def _paint_door(self, painter: QPainter, cell: BoardCell, rect: QRectF) -> None:
        look, here = theme(), cell.unit_id == self._here
        line = look.colour("accent" if here else "line_strong")
        box(painter, rect, look.colour("surface"), line, 3, 2 if here else 1)
        words = QRectF(rect.left() + 2, 3, rect.width() - 4, 16)
        paint_text(painter, words, door_words(cell), look.font("caption"), look.colour("ink"), CENTRE)
        mark = QRectF(round(rect.center().x() - _MARK / 2), 20, _MARK, _MARK)
        paint_mark(painter, mark, str(cell.state))

    def _paint_entrance(self, painter: QPainter, entrance: str, left: float, right: float) -> None:
        look = theme()
        painter.fillRect(QRectF(left, _BOX + 3, right - left, 1), look.colour("line_strong"))
        words = QRectF(left, _BOX + 5, right - left, 16)
        paint_text(painter, words, entrance_words(entrance), look.font("caption"), look.colour("ink_3"), CENTRE)
