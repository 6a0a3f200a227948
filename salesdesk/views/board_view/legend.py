"""The legend: every state and restriction, painted by the code of the cells, with the counts of the building.

It is always there. What the building has none of is greyed and not left out; where room is short the swatches go first,
then it takes a second line.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.domain.board import RESTRICTIONS, SALE_STATES
from salesdesk.domain.i18n import tr
from salesdesk.views.board_view.grounds import Sign, paint_bar, paint_ground
from salesdesk.views.kit.marks import paint_mark
from salesdesk.views.kit.paint import LEFT
from salesdesk.views.theme import theme

_HEIGHT = 34
_LINE = 24
"""Each line where one is not enough."""
_SWATCH = (30, 18)
_MARK = 16
_MARGIN = 16
_NEXT = 5
_WRAPPED_GAP = 12
_KEYS = (*SALE_STATES, *RESTRICTIONS)


class Legend(QWidget):
    """``set_counts`` takes the numbers of a building's summary, ``set_sign`` how cells tell their state."""

    def __init__(self) -> None:
        super().__init__()
        self._states: Mapping[str, int] = {}
        self._restrictions: Mapping[str, int] | None = {}
        self._sign: Sign = "mark"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def set_counts(self, states: Mapping[str, int], restrictions: Mapping[str, int] | None) -> None:
        """``None``: nothing is known of restrictions."""
        self._states, self._restrictions = dict(states), None if restrictions is None else dict(restrictions)
        self.setAccessibleName("，".join(f"{_word(key)} {self._words(key)}" for key in _KEYS))
        self._fit()
        self.update()

    def set_sign(self, sign: Sign) -> None:
        """Where cells are too low for a mark, each state is shown with the bar that stands for it there."""
        if sign != self._sign:
            self._sign = sign
            self.update()

    def _count(self, key: str) -> int:
        return (self._states if key in SALE_STATES else self._restrictions or {}).get(key, 0)

    def _words(self, key: str) -> str:
        return "—" if self._restrictions is None and key not in SALE_STATES else str(self._count(key))

    def sizeHint(self) -> QSize:
        return QSize(1000, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many lines as it takes: nothing of it is ever out of sight."""
        lines = 1 if self._measures() else max(line for _, _, line in self._wrapped()) + 1
        self.setFixedHeight(_HEIGHT if lines == 1 else lines * _LINE + 10)

    def _item_width(self, key: str, swatch: int) -> int:
        small, count = theme().metrics("small"), theme().metrics("small", medium=True)
        return swatch + _NEXT + small.horizontalAdvance(_word(key)) + _NEXT + count.horizontalAdvance(self._words(key))

    def _measures(self) -> tuple[bool, int] | None:
        """Whether there is room for swatches, and the gap between items; None where one line is not enough."""
        room = self.width() - 2 * _MARGIN - 12
        for swatches, gap in ((True, 16), (True, 12), (True, 9), (False, 14), (False, 8)):
            widths = [
                self._item_width(key, _SWATCH[0] if swatches and key in SALE_STATES else _MARK) + gap for key in _KEYS
            ]
            if sum(widths) <= room:
                return swatches, gap
        return None

    def _wrapped(self) -> list[tuple[str, int, int]]:
        """Each item with its left edge and its line, from left to right, without swatches."""
        places, x, line = list[tuple[str, int, int]](), _MARGIN, 0
        for key in _KEYS:
            width = self._item_width(key, _MARK)
            if x > _MARGIN and x + width > self.width() - _MARGIN:
                x, line = _MARGIN, line + 1
            places.append((key, x, line))
            x += width + _WRAPPED_GAP
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, look.colour("line"))
        measures = self._measures()
        if measures is None:
            for key, x, line in self._wrapped():
                self._paint_item(painter, QRectF(x, 5 + line * _LINE, 0, _LINE), key, swatch=False)
            return
        swatches, gap = measures
        band = QRectF(_MARGIN, 1, 0, self.height() - 1)
        for key in SALE_STATES:
            band.moveLeft(band.left() + self._paint_item(painter, band, key, swatches) + gap)
        rest = sum(self._item_width(key, _MARK) + gap for key in RESTRICTIONS) - gap
        band.moveLeft(max(band.left(), self.width() - _MARGIN - rest))
        for key in RESTRICTIONS:
            band.moveLeft(band.left() + self._paint_item(painter, band, key, swatch=False) + gap)

    def _paint_item(self, painter: QPainter, band: QRectF, key: str, swatch: bool) -> int:
        """Paints an item from the left edge of its band on; how wide it is."""
        look, count, x = theme(), self._count(key), band.left()
        top = round(band.center().y() - _SWATCH[1] / 2)
        width = _SWATCH[0] if swatch else _MARK
        if swatch:
            paint_ground(painter, QRectF(x, top, *_SWATCH), (key, frozenset()))
        mark = QRectF(x + width - _MARK - (1 if swatch else 0), top + 1, _MARK, _MARK)
        paint_mark(painter, mark, key)
        if self._sign == "bar" and key in SALE_STATES:
            paint_bar(painter, mark.translated(0, 3), key, look.colour("ink_2"))
        words = _word(key)
        advance = look.metrics("small").horizontalAdvance(words)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("ink_2" if count else "ink_3"))
        painter.drawText(QRectF(x + width + _NEXT, band.top(), advance + 2, band.height()), LEFT, words)
        painter.setFont(look.font("small", medium=bool(count)))
        painter.setPen(look.colour("ink" if count else "ink_3"))
        figure = QRectF(x + width + 2 * _NEXT + advance, band.top(), 60, band.height())
        painter.drawText(figure, LEFT, self._words(key))
        return self._item_width(key, width)


def _word(key: str) -> str:
    look = theme()
    return tr(look.state(key).name if key in look.states else look.restriction(key).name)
