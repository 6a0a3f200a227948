"""The check box of the house, as a widget and as a stroke for tables."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from salesdesk.views.kit.paint import LEFT, box, focus_ring
from salesdesk.views.theme import theme

SIDE = 15


def paint_check(painter: QPainter, rect: QRectF, on: bool, enabled: bool = True) -> None:
    """A 15 px box, filled in accent with a tick when ``on``."""
    look = theme()
    if not on:
        box(
            painter,
            rect,
            look.colour("surface" if enabled else "sunken"),
            look.colour("ink_3" if enabled else "line"),
            3,
        )
        return
    box(painter, rect, look.colour("accent" if enabled else "ink_off"), None, 3)
    pen = QPen(look.colour("on_accent"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    x, y = rect.left(), rect.top()
    painter.drawPolyline([QPointF(x + 3.5, y + 7.8), QPointF(x + 6.4, y + 10.6), QPointF(x + 11.5, y + 4.6)])


class CheckBox(QCheckBox):
    """A check box with a quiet note behind its words (``3 份``); Enter toggles it too."""

    def __init__(self, words: str, note: str = "") -> None:
        super().__init__(words)
        self._note = note

    def sizeHint(self) -> QSize:
        words = theme().metrics().horizontalAdvance(self.text())
        note = theme().metrics("small").horizontalAdvance(self._note) + 8 if self._note else 0
        return QSize(SIDE + 8 + words + note + 8, 24)

    def hitButton(self, point: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - SIDE) // 2
        paint_check(painter, QRectF(2, top, SIDE, SIDE), self.isChecked(), self.isEnabled())
        painter.setFont(look.font())
        painter.setPen(look.colour("ink" if self.isEnabled() else "ink_off"))
        left = 2 + SIDE + 7
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), LEFT, self.text())
        left += look.metrics().horizontalAdvance(self.text()) + 8
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("ink_3"))
        painter.drawText(QRectF(left, 0, max(self.width() - left, 0), self.height()), LEFT, self._note)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 3)
