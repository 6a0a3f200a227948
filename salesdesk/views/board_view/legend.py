"""The legend: every state and restriction, painted by the code of the cells, with the counts of the building.

It is always there. What the building has none of is greyed and not left out; where room is short the swatches go first.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.domain.board import RESTRICTIONS, SALE_STATES
from salesdesk.domain.i18n import tr
from salesdesk.views.board_view.cells import paint_ground
from salesdesk.views.kit.marks import paint_mark
from salesdesk.views.kit.paint import LEFT
from salesdesk.views.theme import theme

_HEIGHT = 34
_SWATCH = (30, 18)
_MARK = 16
_MARGIN = 16
_NEXT = 5


class Legend(QWidget):
    """``set_counts`` takes the numbers of a building's summary."""

    def __init__(self) -> None:
        super().__init__()
        self._states: Mapping[str, int] = {}
        self._restrictions: Mapping[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, states: Mapping[str, int], restrictions: Mapping[str, int]) -> None:
        self._states, self._restrictions = dict(states), dict(restrictions)
        words = [f"{_word(key)} {self._count(key)}" for key in (*SALE_STATES, *RESTRICTIONS)]
        self.setAccessibleName("，".join(words))
        self.update()

    def _count(self, key: str) -> int:
        return (self._states if key in SALE_STATES else self._restrictions).get(key, 0)

    def sizeHint(self) -> QSize:
        return QSize(1000, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def _item_width(self, key: str, swatch: int) -> int:
        small, count = theme().metrics("small"), theme().metrics("small", medium=True)
        return (
            swatch
            + _NEXT
            + small.horizontalAdvance(_word(key))
            + _NEXT
            + count.horizontalAdvance(str(self._count(key)))
        )

    def _measures(self) -> tuple[bool, int]:
        """Whether there is room for swatches, and the gap between items."""
        room = self.width() - 2 * _MARGIN - 12
        keys = (*SALE_STATES, *RESTRICTIONS)
        for swatches, gap in ((True, 16), (True, 12), (True, 9), (False, 14), (False, 8)):
            widths = [
                self._item_width(key, _SWATCH[0] if swatches and key in SALE_STATES else _MARK) + gap for key in keys
            ]
            if sum(widths) <= room:
                return swatches, gap
        return False, 5

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, look.colour("line"))
        swatches, gap = self._measures()
        x = float(_MARGIN)
        for key in SALE_STATES:
            x += self._paint_item(painter, x, key, swatches) + gap
        rest = sum(self._item_width(key, _MARK) + gap for key in RESTRICTIONS) - gap
        x = max(x, self.width() - _MARGIN - rest)
        for key in RESTRICTIONS:
            x += self._paint_item(painter, x, key, swatch=False) + gap

    def _paint_item(self, painter: QPainter, x: float, key: str, swatch: bool) -> int:
        look, count = theme(), self._count(key)
        top = (self.height() - _SWATCH[1]) // 2 + 1
        width = _SWATCH[0] if swatch else _MARK
        if swatch:
            rect = QRectF(x, top, *_SWATCH)
            paint_ground(painter, rect, (key, frozenset()))
            paint_mark(painter, QRectF(rect.right() - _MARK - 1, top + 1, _MARK, _MARK), key)
        else:
            paint_mark(painter, QRectF(x, top + 1, _MARK, _MARK), key)
        words = _word(key)
        advance = look.metrics("small").horizontalAdvance(words)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("ink_2" if count else "ink_3"))
        painter.drawText(QRectF(x + width + _NEXT, 1, advance + 2, self.height() - 1), LEFT, words)
        painter.setFont(look.font("small", medium=bool(count)))
        painter.setPen(look.colour("ink" if count else "ink_3"))
        painter.drawText(QRectF(x + width + 2 * _NEXT + advance, 1, 60, self.height() - 1), LEFT, str(count))
        return self._item_width(key, width)


def _word(key: str) -> str:
    look = theme()
    return tr(look.state(key).name if key in look.states else look.restriction(key).name)
