"""The sell-through bar: how far a building is sold, each state in its colour, the most settled first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.theme import theme

ORDER = ("handed_over", "filed", "contracted", "subscribed", "reserved", "held")


def paint_sell_through(painter: QPainter, rect: QRectF, states: Mapping[str, int], total: int) -> None:
    """Paint the shares of the taken states over a sunken track; 1 px of track between them."""
    look = theme()
    painter.fillRect(rect, look.colour("sunken"))
    if not total:
        return
    done = 0
    for key in ORDER:
        count = states.get(key, 0)
        if not count:
            continue
        left = round(rect.width() * done / total)
        done += count
        right = round(rect.width() * done / total)
        width = max(right - left - 1, 1)
        painter.fillRect(QRectF(rect.left() + left, rect.top(), width, rect.height()), look.state(key).edge)


class SellThroughBar(QWidget):
    """The bar as a widget, 6 px high."""

    def __init__(self, states: Mapping[str, int] | None = None) -> None:
        super().__init__()
        self.setFixedHeight(6)
        self.setMinimumWidth(40)
        self.set_states(states or {})

    def set_states(self, states: Mapping[str, int]) -> None:
        """The number of units in each sale state; their sum is the whole."""
        self._states = dict(states)
        look = theme()
        words = [f"{tr(look.state(key).name)} {self._states[key]}" for key in ORDER if self._states.get(key)]
        self.setAccessibleName("，".join(words))
        self.setToolTip("，".join(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_sell_through(QPainter(self), QRectF(self.rect()), self._states, sum(self._states.values()))
