"""Strokes that every painted widget shares: sharp 1 px boxes, key caps, hatching, focus rings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from salesdesk.views.theme import theme

HATCH_STEP = 6
NARROWEST = 0.6
"""How narrow figures may be written, of their own width."""
CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@contextmanager
def saved(painter: QPainter) -> Iterator[QPainter]:
    """The painter's state, given back afterwards."""
    painter.save()
    try:
        yield painter
    finally:
        painter.restore()


def box(
    painter: QPainter,
    rect: QRectF,
    fill: QColor | None,
    line: QColor | None = None,
    radius: float = 4,
    width: float = 1,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """A rounded box whose border lies inside ``rect``, centred on half pixels so that 1 px stays 1 px."""
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(line, width, style))
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), max(radius - half, 0), max(radius - half, 0))


def focus_ring(painter: QPainter, rect: QRectF, radius: float = 4) -> None:
    """The 2 px accent border inside ``rect``."""
    box(painter, rect, None, theme().colour("accent"), radius, theme().size("focus"))


def hline(painter: QPainter, x1: float, x2: float, y: float, colour: QColor) -> None:
    """A 1 px horizontal line whose top edge is ``y``."""
    painter.fillRect(QRectF(x1, y, x2 - x1, 1), colour)


def hatch(painter: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
    """Lines at 135°, 1 px every 6 px, clipped to the rounded rect."""
    with saved(painter):
        clip = QPainterPath()
        clip.addRoundedRect(rect, radius, radius)
        painter.setClipPath(clip)
        # smoothed, a slanting hair line would fade into the tint
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        pen = QPen(colour, 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        # 6 px across the lines are 6·√2 px along the edge
        step = HATCH_STEP * 2**0.5
        x = rect.left() + step / 2
        while x < rect.right() + rect.height():
            painter.drawLine(QPointF(x, rect.top()), QPointF(x - rect.height(), rect.bottom()))
            x += step


def cap_width(keys: str) -> int:
    """How wide the cap of a key is: ``F3`` 24 px, longer names by their text."""
    return max(theme().metrics("caption").horizontalAdvance(keys) + 10, 18)


def paint_cap(painter: QPainter, rect: QRectF, keys: str, ink: QColor, line: QColor, fill: QColor | None) -> None:
    """The small outlined cap that shows a key."""
    box(painter, rect, fill, line, 3)
    painter.setPen(ink)
    painter.setFont(theme().font("caption"))
    painter.drawText(rect, CENTRE, keys)


def text(painter: QPainter, rect: QRectF, words: str, font: QFont, ink: QColor, align: Qt.AlignmentFlag = LEFT,
         cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:  # fmt: skip
    """One line of text, cut with an ellipsis where it does not fit."""
    painter.setFont(font)
    painter.setPen(ink)
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(words) > rect.width() + 1:
        words = metrics.elidedText(words, cut, int(rect.width()))
    painter.drawText(rect, align, words)


def figure(painter: QPainter, rect: QRectF, words: str, font: QFont, ink: QColor) -> None:
    """A figure that ends at the right edge. One that does not fit is written narrower: a sum is never cut. What would
    have to be narrower than can be read is no figure, and is cut as any text."""
    advance = QFontMetrics(font).horizontalAdvance(words)
    if advance <= rect.width() + 1 or rect.width() < NARROWEST * advance:
        text(painter, rect, words, font, ink, RIGHT)
        return
    with saved(painter):
        painter.setFont(font)
        painter.setPen(ink)
        painter.translate(rect.right(), 0)
        painter.scale(max(rect.width(), 1) / advance, 1)
        painter.drawText(QRectF(-advance - 1, rect.top(), advance + 1, rect.height()), RIGHT, words)


def edged(painter: QPainter, area: QRectF, fill: QColor, line: QColor, edge: QColor, radius: float = 4) -> None:
    """A box whose left edge is a 3 px line of colour: banners, toasts, the next duty."""
    outline = QPainterPath()
    outline.addRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.fillPath(outline, fill)
    with saved(painter):
        shape = QPainterPath()
        shape.addRoundedRect(area, radius, radius)
        painter.setPen(QPen(line, 1))
        painter.drawPath(outline)
        painter.setClipPath(shape)
        painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), edge)
