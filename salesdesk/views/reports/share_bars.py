"""Shares as bars, one a line: how far each layout is sold, where the units of the project stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from salesdesk.domain.money import MILLION
from salesdesk.views.kit.marks import paint_mark
from salesdesk.views.kit.paint import CENTRE, RIGHT, focus_ring
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.reports.card import RING
from salesdesk.views.reports.roving import Roving
from salesdesk.views.theme import theme

_LEAST, _MOST, _BAR = 22, 44, 12
_MARK = 16


@dataclass(frozen=True)
class ShareBar:
    """One line. ``code`` stands before the name in medium weight, or ``mark`` (a sale state) with its colour."""

    key: str
    name: str
    share: int
    value: str
    note: str = ""
    code: str = ""
    mark: str = ""

    @property
    def words(self) -> str:
        return " ".join(part for part in (self.code, self.name, self.value, self.note) if part)


class ShareBars(Roving):
    """The bars without their head; the widths of the columns are those of their widest words."""

    back_key, forward_key = Qt.Key.Key_Up, Qt.Key.Key_Down

    def __init__(self, nothing: str) -> None:
        super().__init__(nothing)
        self._bars: tuple[ShareBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: Sequence[ShareBar]) -> None:
        self._bars = tuple(bars)
        self.set_items([(bar.key, bar.words) for bar in bars])

    def bars(self) -> tuple[ShareBar, ...]:
        return self._bars

    def sizeHint(self) -> QSize:
        return QSize(320, max(len(self._bars), 5) * 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, max(len(self._bars), 4) * _LEAST)

    def area(self, place: int) -> QRectF:
        high = max(_LEAST, min(self.height() / max(len(self._bars), 1), _MOST))
        return QRectF(0, round(place * high), self.width(), round(high))

    # painting

    def _widths(self) -> tuple[float, float, float]:
        """Of the names, the values and the notes."""
        look = theme()
        code = max((self._before(bar) for bar in self._bars), default=0)
        name = max((look.metrics().horizontalAdvance(bar.name) for bar in self._bars), default=0) + code
        value = max((look.metrics().horizontalAdvance(bar.value) for bar in self._bars), default=0)
        note = max((look.metrics("small").horizontalAdvance(bar.note) for bar in self._bars), default=0)
        return min(name + 2, self.width() * 0.42), value + 2, note + 2

    @staticmethod
    def _before(bar: ShareBar) -> float:
        if bar.mark:
            return _MARK + 8
        return theme().metrics("base", True).horizontalAdvance(bar.code) + 7 if bar.code else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        if not self._bars:
            paint_text(painter, QRectF(self.rect()), self.nothing, look.font(), look.colour("ink_3"), CENTRE)
            return
        widths = self._widths()
        for place, bar in enumerate(self._bars):
            row = self.area(place)
            if self.is_here(place):
                ring = QRectF(row.left(), row.center().y() - 13, row.width(), 26)
                painter.fillRect(ring, look.colour("accent_tint"))
                focus_ring(painter, ring)
            self._paint_row(painter, row.adjusted(RING, 0, -RING, 0), bar, widths)

    def _paint_row(self, painter: QPainter, row: QRectF, bar: ShareBar, widths: tuple[float, float, float]) -> None:
        look = theme()
        name, value, note = widths
        x, before = row.left(), self._before(bar)
        if bar.mark:
            paint_mark(painter, QRectF(x, round(row.center().y() - _MARK / 2), _MARK, _MARK), bar.mark)
        elif bar.code:
            area = QRectF(x, row.top(), before, row.height())
            paint_text(painter, area, bar.code, look.font("base", True), look.colour("ink"))
        words = QRectF(x + before, row.top(), name - before, row.height())
        paint_text(painter, words, bar.name, look.font(), look.colour("ink"))
        right = row.right()
        paint_text(painter, QRectF(right - note, row.top(), note, row.height()), bar.note, look.font("small"),
                   look.colour("ink_3"), RIGHT)  # fmt: skip
        right -= note + (14 if note > 2 else 0)
        paint_text(painter, QRectF(right - value, row.top(), value, row.height()), bar.value, look.font(),
                   look.colour("ink"), RIGHT)  # fmt: skip
        track = QRectF(x + name + 14, round(row.center().y() - _BAR / 2), right - value - 12 - (x + name + 14), _BAR)
        self._paint_bar(painter, track, bar)

    def _paint_bar(self, painter: QPainter, track: QRectF, bar: ShareBar) -> None:
        if track.width() < 8:
            return
        painter.fillRect(track, theme().colour("sunken"))
        if bar.share:
            filled = max(2, round(track.width() * min(bar.share, MILLION) / MILLION))
            painter.fillRect(QRectF(track.left(), track.top(), filled, track.height()), _colour(bar))


def _colour(bar: ShareBar) -> QColor:
    """A state in its own colour: the accent never means a state."""
    return theme().state(bar.mark).edge if bar.mark else theme().colour("chart_main")
