"""The picture beside the sign-in: a building as the board shows one, in the office's own colours of states."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from salesdesk import __version__
from salesdesk.domain.i18n import tr
from salesdesk.views.kit.paint import LEFT, box, text
from salesdesk.views.theme import theme

WIDTH = 380
_COLUMNS, _GAP, _ENTRANCE = 8, 3, 10
_CELL = (33, 22)
# One letter a cell, floors from above: what an office half-way through its sale looks like.
_FLOORS = (
    "ffcaacfa fcaafcfa cfcafsfa fscaccaf sfcfhsra cfscaccs acfscsfa rcsafcca",
    "sfcascas acsfcafc fcascsfa cfcsacac sacfcfsa fcasccaf",
)
_STATES = {"a": "available", "h": "held", "r": "reserved", "s": "subscribed", "c": "contracted", "f": "filed"}


class Facade(QWidget):
    """Painted, nothing to act on."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("bg"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), look.colour("line"))
        self._paint_name(painter)
        self._paint_building(painter)

    def _paint_name(self, painter: QPainter) -> None:
        look = theme()
        left, wide = 40.0, self.width() - 80.0
        text(painter, QRectF(left, 40, wide, 40), tr("SalesDesk"), look.font("kpi", True), look.colour("ink"))
        words = tr("Housing sales, from the price list to the receipt")
        text(painter, QRectF(left, 80, wide, 22), words, look.font("small"), look.colour("ink_3"))
        version = tr("Version {number}").format(number=__version__)
        below = QRectF(left, self.height() - 38, wide, 20)
        text(painter, below, version, look.font("caption"), look.colour("ink_3"), LEFT)

    def _paint_building(self, painter: QPainter) -> None:
        look = theme()
        floors = " ".join(_FLOORS).split()
        wide, high = _CELL
        room = int((self.height() - 130 - 62) // (high + _GAP))
        floors = floors[-min(room, len(floors)) :]
        ground = self.height() - 62
        top = ground - len(floors) * (high + _GAP)
        pictures = {letter: self._picture(key) for letter, key in _STATES.items()}
        for row, floor in enumerate(floors):
            for column, letter in enumerate(floor):
                x = 40 + column * (wide + _GAP) + (_ENTRANCE if column >= _COLUMNS // 2 else 0)
                painter.drawPixmap(x, top + row * (high + _GAP), pictures[letter])
        painter.fillRect(QRectF(24, ground + 4, self.width() - 48, 1), look.colour("line_strong"))

    def _picture(self, key: str) -> QPixmap:
        """One cell of a state, painted once for the hundred that look alike."""
        ratio = self.devicePixelRatioF()
        wide, high = _CELL
        picture = QPixmap(round(wide * ratio), round(high * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_cell(painter, QRectF(0, 0, wide, high), key)
        painter.end()
        return picture

    @staticmethod
    def _paint_cell(painter: QPainter, cell: QRectF, key: str) -> None:
        state = theme().state(key)
        box(painter, cell, state.fill, theme().colour("line"), 3)
        mark = QRectF(cell.right() - 13, cell.top() + 4, 9, 9)
        if state.solid:
            box(painter, mark, state.edge, None, 2)
        else:
            box(painter, mark, None, state.edge, 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(QRectF(cell.left(), cell.top() + 2, 3, cell.height() - 4), state.edge)
