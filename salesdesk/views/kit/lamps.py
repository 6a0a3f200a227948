"""The lamp of a duty: overdue, today, later, blocked, done. Shape and colour both tell it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.paint import saved
from salesdesk.views.theme import theme

SIDE = 16


def paint_lamp(painter: QPainter, rect: QRectF, key: str) -> None:
    """Paint ``overdue``, ``today``, ``upcoming``, ``blocked`` or ``done`` into a square, 14 px of 16 used."""
    colour = theme().lamp(key).colour
    with saved(painter):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = rect.width() / SIDE
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        _SHAPES[key](painter, colour)


def _overdue(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(8, 8), 7, 7)
    painter.setBrush(theme().colour("surface"))
    painter.drawRoundedRect(QRectF(7.1, 4, 1.8, 5), 0.9, 0.9)
    painter.drawEllipse(QPointF(8, 11.2), 1.05, 1.05)


def _today(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(8, 8), 6.25, 6.25)
    half = QPainterPath()
    half.moveTo(8, 1.75)
    half.arcTo(QRectF(1.75, 1.75, 12.5, 12.5), 90, 180)
    half.closeSubpath()
    painter.fillPath(half, QBrush(colour))


def _upcoming(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(8, 8), 5.75, 5.75)


def _blocked(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(1, 1, 14, 14), 3, 3)
    painter.setBrush(theme().colour("surface"))
    painter.drawRect(QRectF(5, 4.5, 2, 7))
    painter.drawRect(QRectF(9, 4.5, 2, 7))


def _done(painter: QPainter, colour: QColor) -> None:
    pen = QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(2.5, 8.5), QPointF(6, 12), QPointF(13.5, 4.25)])


_SHAPES = {"overdue": _overdue, "today": _today, "upcoming": _upcoming, "blocked": _blocked, "done": _done}


def lamp_word(key: str) -> str:
    """The lamp in words: 逾期, 今天 …"""
    return tr(theme().lamp(key).name)


class Lamp(QWidget):
    """A lamp as a widget of its own."""

    def __init__(self, key: str = "upcoming") -> None:
        super().__init__()
        self.setFixedSize(SIDE, SIDE)
        self.set_lamp(key)

    def set_lamp(self, key: str) -> None:
        self._key = key
        self.setAccessibleName(lamp_word(key))
        self.setToolTip(lamp_word(key))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_lamp(QPainter(self), QRectF(self.rect()), self._key)
