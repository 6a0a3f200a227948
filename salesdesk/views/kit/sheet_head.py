"""The head of a table: 28 px, quiet words, an arrow where it is sorted; a third click gives back the given order."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from salesdesk.views.kit.paint import CENTRE, LEFT, RIGHT, saved
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.kit.rows import RowsModel
from salesdesk.views.theme import theme

_ALIGN = {"left": LEFT, "right": RIGHT, "centre": CENTRE}


class SheetHead(QHeaderView):
    """Horizontal header over a `RowsModel`; sorts it by click."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(theme().size("table_head"))
        self._pressed = -1

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().size("table_head"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at_edge = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        self._pressed = -1 if at_edge else self.logicalIndexAt(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = self.logicalIndexAt(event.position().toPoint())
        if place == self._pressed >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.sort_by(place)
        self._pressed = -1

    def sort_by(self, place: int) -> None:
        """Up, then down, then as the rows were given."""
        model = self.model()
        if not isinstance(model, RowsModel) or not model.columns[place].sortable:
            return
        now = model.sorting()
        if now is None or now[0] != place:
            model.sort(place)
        elif not now[1]:
            model.sort(place, Qt.SortOrder.DescendingOrder)
        else:
            model.sort(-1)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        if not isinstance(model, RowsModel):
            return
        look, column = theme(), model.columns[logicalIndex]
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(rect, look.colour("surface"))
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colour("line_strong"))
            left = 12 if logicalIndex == 0 else 8
            right = 12 if logicalIndex == len(model.columns) - 1 else 8
            inner = QRectF(rect).adjusted(left, 0, -right, -1)
            words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
            now = model.sorting()
            here = now is not None and now[0] == logicalIndex
            font, ink = look.font("small", here), look.colour("ink" if here else "ink_3")
            if now is not None and here:
                inner = self._arrow(painter, inner, words, column.align, now[1])
            paint_text(painter, inner, words, font, ink, _ALIGN[column.align])

    def _arrow(self, painter: QPainter, inner: QRectF, words: str, align: str, down: bool) -> QRectF:
        width = theme().metrics("small", True).horizontalAdvance(words)
        x = inner.right() - 4 if align == "right" else min(inner.left() + width + 8, inner.right() - 4)
        if align == "centre":
            x = inner.center().x() + width / 2 + 8
        y, lift = inner.center().y(), -2 if down else 2
        pen = QPen(theme().colour("ink"), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline([QPointF(x - 3, y + lift), QPointF(x, y - lift), QPointF(x + 3, y + lift)])
        return inner.adjusted(0, 0, -12, 0) if align == "right" else inner
