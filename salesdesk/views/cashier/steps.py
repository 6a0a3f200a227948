"""The way to a receipt in the page bar: steps with their keys, the present one in accent, those done in green."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.views.kit.paint import LEFT, box, cap_width, paint_cap
from salesdesk.views.theme import theme

_HIGH = 30
_PADDING = 8
_GAP = 8


class Steps(QWidget):
    """``(key, keys, words)`` from left to right. ``wanted`` tells which step was clicked; keys are the screen's."""

    wanted = Signal(str)

    def __init__(self, steps: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._steps = list(steps)
        self._current = ""
        self._done: frozenset[str] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_steps(self, current: str, done: frozenset[str]) -> None:
        """Where the person is, and what is already there."""
        self._current, self._done = current, done
        self.setAccessibleName(next((words for key, _, words in self._steps if key == current), ""))
        self.update()

    def current(self) -> str:
        return self._current

    def _rects(self) -> list[QRect]:
        rects, x = [], _GAP
        for _, keys, words in self._steps:
            wide = cap_width(keys) + 6 + theme().metrics("base", True).horizontalAdvance(words) + 2 * _PADDING
            rects.append(QRect(x, (self.height() - _HIGH) // 2, wide, _HIGH))
            x += wide + _GAP
        return rects

    def sizeHint(self) -> QSize:
        return QSize(self._rects()[-1].right() + 1, _HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _HIGH)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for rect, (key, _, _) in zip(self._rects(), self._steps, strict=True):
            if rect.contains(event.position().toPoint()):
                self.wanted.emit(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rect, step in zip(self._rects(), self._steps, strict=True):
            if rect.right() <= self.width():
                self._paint_step(painter, QRectF(rect), *step)

    def _paint_step(self, painter: QPainter, rect: QRectF, key: str, keys: str, words: str) -> None:
        look, here, done = theme(), key == self._current, key in self._done
        if here:
            box(painter, rect, look.colour("accent_tint"))
        ink, line, fill = ("ink_2", "line_strong", None)
        if here:
            ink, line, fill = "accent", "accent_line", look.colour("surface")
        elif done:
            ink, line, fill = "ok", "ok_line", look.colour("ok_tint")
        cap = QRectF(rect.left() + _PADDING, rect.top() + 6, cap_width(keys), 18)
        paint_cap(painter, cap, keys, look.colour(ink), look.colour(line), fill)
        painter.setFont(look.font("base", here))
        painter.setPen(look.colour("accent" if here else "ink_2"))
        painter.drawText(rect.adjusted(_PADDING + cap.width() + 6, 0, 0, 0), LEFT, words)
