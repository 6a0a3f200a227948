"""What the colours of the month chart mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import theme

_SIGN, _GAP, _BETWEEN = 12, 6, 14


class MonthLegend(QWidget):
    """``■ 本月 ■ 成交 ┄ 月均``, as narrow as its words."""

    def __init__(self) -> None:
        super().__init__()
        self._with_average = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_average(False)

    def set_average(self, shown: bool) -> None:
        """Whether the chart has its dashed line."""
        self._with_average = shown
        self.setAccessibleName("，".join(word for _, word in self._entries()))
        self.updateGeometry()
        self.update()

    def _entries(self) -> list[tuple[str, str]]:
        entries = [("chart_main", tr("this month")), ("chart_quiet", tr("earlier"))]
        return [*entries, ("chart_compare", tr("average month"))] if self._with_average else entries

    def sizeHint(self) -> QSize:
        metrics = theme().metrics("small")
        wide = sum(_SIGN + _GAP + metrics.horizontalAdvance(word) + _BETWEEN for _, word in self._entries())
        return QSize(wide - _BETWEEN + 2, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, x = QPainter(self), theme(), 0.0
        for tone, word in self._entries():
            middle = self.height() / 2
            if tone == "chart_compare":
                painter.setPen(QPen(look.colour(tone), 1, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(x, middle), QPointF(x + _SIGN, middle))
            else:
                painter.fillRect(QRectF(x + 1, round(middle - 5), 10, 10), look.colour(tone))
            x += _SIGN + _GAP
            wide = look.metrics("small").horizontalAdvance(word)
            paint_text(painter, QRectF(x, 0, wide + 1, self.height()), word, look.font("small"), look.colour("ink_2"))
            x += wide + _BETWEEN
