"""The keys of the screen in the status line: a cap and a word each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.views.kit.paint import LEFT, cap_width, paint_cap
from salesdesk.views.theme import theme

_CAP_HEIGHT = 16


class KeyHints(QWidget):
    """``F5 看板时点``; when they do not all fit, the first ones go."""

    def __init__(self, hints: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_hints(hints)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """``(keys, word)`` from left to right."""
        self._hints = list(hints)
        self.setAccessibleName("，".join(f"{keys} {word}" for keys, word in hints))
        self.updateGeometry()
        self.update()

    def _width(self, keys: str, word: str) -> int:
        return cap_width(keys) + 5 + theme().metrics("caption").horizontalAdvance(word) + 17

    def sizeHint(self) -> QSize:
        return QSize(sum(self._width(*hint) for hint in self._hints), 25)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 25)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = float(self.width())
        for keys, word in reversed(self._hints):
            width = self._width(keys, word) - 17
            if x - width < 0:
                return
            cap = QRectF(round(x - width), round((self.height() - _CAP_HEIGHT) / 2), cap_width(keys), _CAP_HEIGHT)
            paint_cap(painter, cap, keys, look.colour("ink_2"), look.colour("line_strong"), look.colour("surface"))
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("ink_3"))
            painter.drawText(QRectF(cap.right() + 5, 0, width, self.height()), LEFT | Qt.TextFlag.TextSingleLine, word)
            x -= width + 17
