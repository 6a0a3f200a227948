"""The list of places on the left of set-up, in groups; those a person may not enter are grey and say why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from salesdesk.views.kit import messages
from salesdesk.views.kit.paint import LEFT, focus_ring
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import theme

WIDTH = 176
_ROW, _LOWEST, _TOP = 34, 21, 10
"""A line is 34 high; in a low window as low as it takes for all of them to be in sight."""


class PlaceList(QWidget):
    """``groups``: the word of a group and its places ``(key, words)``. Arrows walk, Enter and a click choose."""

    chosen = Signal(str)

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__()
        self._groups = [(words, list(places)) for words, places in groups]
        self._keys = [key for _, places in self._groups for key, _ in places]
        self._words = {key: words for _, places in self._groups for key, words in places}
        self._current = ""
        self._barred: dict[str, str] = {}
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_key(self, key: str) -> None:
        """Shows where the person is; does not tell `chosen`."""
        self._current = key
        self.setAccessibleName(self._words.get(key, ""))
        self.update()

    def key(self) -> str:
        return self._current

    def set_refusals(self, reasons: Mapping[str, str]) -> None:
        """Places that cannot be entered, with the reason."""
        self._barred = dict(reasons)
        self.update()

    def free(self) -> list[str]:
        """The places that can be entered, from top to bottom."""
        return [key for key in self._keys if key not in self._barred]

    def choose(self, key: str) -> None:
        """As the person does: a barred place says why."""
        if key in self._barred:
            messages.refuse(self._barred[key])
        elif key != self._current:
            self.set_key(key)
            self.chosen.emit(key)

    def minimumSizeHint(self) -> QSize:
        return QSize(WIDTH, _TOP + _LOWEST * self._lines())

    def _lines(self) -> int:
        return len(self._groups) + len(self._keys)

    def _rects(self) -> list[tuple[str, QRectF, str]]:
        """Key (empty for a group), place and words of every line."""
        lines, y = list[tuple[str, QRectF, str]](), float(_TOP)
        high = max(_LOWEST, min(_ROW, (self.height() - _TOP) // self._lines()))
        for group, places in self._groups:
            lines.append(("", QRectF(0, y, WIDTH, high), group))
            y += high
            for key, words in places:
                lines.append((key, QRectF(0, y, WIDTH - 1, high), words))
                y += high
        return lines

    def _at(self, y: float) -> str:
        return next((key for key, rect, _ in self._rects() if rect.top() <= y < rect.bottom()), "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if key := self._at(event.position().y()):
            self.choose(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        free = self.free()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or not free:
            super().keyPressEvent(event)
            return
        here = free.index(self._current) if self._current in free else -step
        self.choose(free[max(0, min(here + step, len(free) - 1))])

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._barred.get(self._at(event.pos().y()), ""), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("surface_alt"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), look.colour("line"))
        for key, rect, words in self._rects():
            here = key == self._current
            if not key:
                low = rect.adjusted(16, max(rect.height() - 26, 0), -8, 0)
                paint_text(painter, low, words, look.font("caption"), look.colour("ink_3"))
                continue
            if here:
                painter.fillRect(rect, look.colour("accent_tint"))
                painter.fillRect(QRectF(0, rect.top(), 3, rect.height()), look.colour("accent"))
            tone = "ink_off" if key in self._barred else "accent" if here else "ink"
            paint_text(painter, rect.adjusted(16, 0, -8, 0), words, look.font("base", here), look.colour(tone), LEFT)
            if here and self.hasFocus():
                focus_ring(painter, rect.adjusted(1, 0, -1, 0), 0)
