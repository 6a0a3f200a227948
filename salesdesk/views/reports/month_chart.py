"""Sums by month as bars: this month in the colour of what counts, the others quiet, the average as a dashed line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from salesdesk.domain.money import FEN_PER_WAN, divide_half_up
from salesdesk.views.kit.paint import CENTRE, RIGHT, box
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.reports.card import RING
from salesdesk.views.reports.roving import Roving
from salesdesk.views.reports.wording import FEN_PER_YI, decimal, is_large
from salesdesk.views.theme import theme

_LEFT, _TOP, _BOTTOM = 42, 18, 24
_STEPS = (1, 2, 5, 10)
_HIGHEST_LABELLED = 2


@dataclass(frozen=True)
class MonthBar:
    """One month: its key (``2026-11``), its sum in fen, and the words of its tooltip."""

    key: str
    fen: int
    words: str


def scale(highest_fen: int) -> tuple[int, int]:
    """The step between two lines of the grid and the top of the scale, in fen: 1, 2 or 5 times a power of ten."""
    step = FEN_PER_WAN
    while True:
        for factor in _STEPS:
            if step * factor * 4 >= highest_fen:
                wanted = step * factor
                return wanted, max(1, -(-highest_fen // wanted)) * wanted
        step *= 10


class MonthChart(Roving):
    """The chart without its head; the last month is this one."""

    def __init__(self, nothing: str) -> None:
        super().__init__(nothing)
        self._bars: tuple[MonthBar, ...] = ()
        self._average = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: Sequence[MonthBar]) -> None:
        """The months from left to right."""
        self._bars, self._average = tuple(bars), average_of(bars)
        self.set_items([(bar.key, bar.words) for bar in bars], len(bars) - 1)

    def bars(self) -> tuple[MonthBar, ...]:
        return self._bars

    @property
    def average_fen(self) -> int:
        """What the dashed line stands at; 0 where there is none."""
        return self._average

    def sizeHint(self) -> QSize:
        return QSize(480, 190)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 150)

    def area(self, place: int) -> QRectF:
        """The whole column of a month, from top to label."""
        plot, many = self._plot(), max(len(self._bars), 1)
        left, right = (plot.left() + round(plot.width() * edge / many) for edge in (place, place + 1))
        return QRectF(left, 0, right - left, self.height())

    # painting

    def _plot(self) -> QRectF:
        wide, high = self.width() - _LEFT - RING, self.height() - _TOP - _BOTTOM
        return QRectF(_LEFT, _TOP, max(wide, 1), max(high, 1))

    def _y(self, fen: int, top: int) -> float:
        plot = self._plot()
        return round(plot.bottom() - plot.height() * fen / top)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        if not any(bar.fen for bar in self._bars):
            paint_text(painter, QRectF(self.rect()), self.nothing, look.font(), look.colour("ink_3"), CENTRE)
            return
        step, top = scale(max(bar.fen for bar in self._bars))
        self._grid(painter, step, top)
        for place, bar in enumerate(self._bars):
            self._bar(painter, place, bar, top)
        self._average_line(painter, top)
        for place in self._labelled():
            self._label(painter, place, top)

    def _grid(self, painter: QPainter, step: int, top: int) -> None:
        look, plot = theme(), self._plot()
        for fen in range(0, top + 1, step):
            y = self._y(fen, top)
            tone = "line_strong" if fen == 0 else "chart_grid"
            painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), look.colour(tone))
            words = QRectF(0, y - 8, _LEFT - 8, 17)
            figure = self._figure(fen, top, grid=True)
            paint_text(painter, words, figure, look.font("caption"), look.colour("ink_3"), RIGHT)

    def _bar(self, painter: QPainter, place: int, bar: MonthBar, top: int) -> None:
        look, column = theme(), self.area(place)
        current, last = self.is_here(place), place == len(self._bars) - 1
        if current:
            box(painter, column.adjusted(1, 0, -1, 0), look.colour("accent_tint"), look.colour("accent"), 4, 2)
        width = max(4.0, round(min(column.width() * 0.66, 40)))
        y = self._y(bar.fen, top)
        rect = QRectF(round(column.center().x() - width / 2), y, width, self._plot().bottom() - y)
        painter.fillRect(rect, look.colour("chart_main" if last else "chart_quiet"))
        month = QRectF(column.left(), self.height() - _BOTTOM + 5, column.width(), 18)
        ink = look.colour("ink" if last or current else "ink_3")
        paint_text(painter, month, str(int(bar.key[5:])), look.font("caption", last), ink, CENTRE)

    def _average_line(self, painter: QPainter, top: int) -> None:
        if not self._average:
            return
        plot, y = self._plot(), self._y(self._average, top) + 0.5
        pen = QPen(theme().colour("chart_compare"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _labelled(self) -> list[int]:
        """The highest months, this one, and the one under the cursor carry their sums."""
        highest = sorted(range(len(self._bars)), key=lambda place: -self._bars[place].fen)[:_HIGHEST_LABELLED]
        wanted = {*highest, len(self._bars) - 1, *(place for place in range(len(self._bars)) if self.is_here(place))}
        return [place for place in sorted(wanted) if self._bars[place].fen]

    def _label(self, painter: QPainter, place: int, top: int) -> None:
        look, column, bar = theme(), self.area(place), self._bars[place]
        words = self._figure(bar.fen, top)
        wide = look.metrics("caption", True).horizontalAdvance(words) + 6
        area = QRectF(round(column.center().x() - wide / 2), self._y(bar.fen, top) - 18, wide, 16)
        tinted = self.is_here(place)
        painter.fillRect(area.adjusted(2, 1, -2, 0), look.colour("accent_tint" if tinted else "surface"))
        paint_text(painter, area, words, look.font("caption", True), look.colour("ink"), CENTRE)

    def _figure(self, fen: int, top: int, *, grid: bool = False) -> str:
        if is_large(top):
            return decimal(fen, FEN_PER_YI, 1 if grid else 2)
        return decimal(fen, FEN_PER_WAN, 0)


def average_of(bars: Sequence[MonthBar]) -> int:
    """The average of the months that are over, from the first one with a sum; 0 where there are fewer than two."""
    over = list(bars[:-1])
    while over and not over[0].fen:
        over.pop(0)
    return divide_half_up(sum(bar.fen for bar in over), len(over)) if len(over) > 1 else 0
