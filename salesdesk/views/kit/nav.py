"""The left rail of work places: icon over word, the place one is at in accent, counts of what waits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from salesdesk.views.icons import paint_icon
from salesdesk.views.kit.paint import CENTRE, box, focus_ring
from salesdesk.views.theme import theme

_HEAD = 55
_CELL = 56


class NavRail(QWidget):
    """64 wide. ``sign`` is the one character of the house at its top."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[tuple[str, str, str]], sign: str = "售") -> None:
        super().__init__()
        self._places, self._sign = list(places), sign
        self._current = self._places[0][0] if self._places else ""
        self._badges: dict[str, int] = {}
        self._barred: dict[str, str] = {}
        self.setFixedWidth(theme().size("rail"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def key(self) -> str:
        return self._current

    def set_key(self, key: str) -> None:
        """Show where the person is; does not tell `chosen`."""
        self._current = key
        self.setAccessibleName(next((words for name, _, words in self._places if name == key), ""))
        self.update()

    def set_badge(self, key: str, count: int) -> None:
        """How much waits at a place; 0 shows nothing."""
        self._badges[key] = count
        self.update()

    def set_refusals(self, reasons: dict[str, str]) -> None:
        """Places that this person may not enter, with the reason."""
        self._barred = dict(reasons)
        self.update()

    def choose(self, key: str) -> None:
        if key not in self._barred and key != self._current:
            self.set_key(key)
            self.chosen.emit(key)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, _HEAD + _CELL * len(self._places))

    def _cell(self, place: int) -> QRect:
        return QRect(0, _HEAD + place * _CELL, self.width() - 1, _CELL)

    def _at(self, y: float) -> int:
        place = int((y - _HEAD) // _CELL)
        return place if 0 <= place < len(self._places) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position().y())
        if place >= 0:
            self.choose(self._places[place][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        free = [key for key, _, _ in self._places if key not in self._barred]
        here = free.index(self._current) if self._current in free else 0
        if event.key() == Qt.Key.Key_Down:
            self.choose(free[min(here + 1, len(free) - 1)])
        elif event.key() == Qt.Key.Key_Up:
            self.choose(free[max(here - 1, 0)])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._at(event.y())
            words = self._barred.get(self._places[place][0], "") if place >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("bg"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), look.colour("line"))
        painter.fillRect(0, look.size("topbar") - 2, self.width(), 1, look.colour("line"))
        painter.setFont(look.font("title", medium=True))
        painter.setPen(look.colour("accent"))
        painter.drawText(QRectF(0, 0, self.width(), look.size("topbar")), CENTRE, self._sign)
        for place, (key, icon, words) in enumerate(self._places):
            self._paint_place(painter, QRectF(self._cell(place)), key, icon, words)

    def _paint_place(self, painter: QPainter, cell: QRectF, key: str, icon: str, words: str) -> None:
        look = theme()
        here = key == self._current
        tone = "ink_off" if key in self._barred else "accent" if here else "ink_2"
        if here:
            painter.fillRect(cell, look.colour("accent_tint"))
            painter.fillRect(QRectF(0, cell.top(), 3, cell.height()), look.colour("accent"))
        paint_icon(painter, icon, QRectF(22, cell.top() + 9, 20, 20), tone)
        painter.setFont(look.font("small", here))
        painter.setPen(look.colour(tone))
        painter.drawText(QRectF(0, cell.top() + 31, cell.width() + 1, 18), CENTRE, words)
        count = self._badges.get(key, 0)
        if count:
            self._paint_badge(painter, QPointF(41, cell.top() + 4), "99+" if count > 99 else str(count))
        if here and self.hasFocus():
            focus_ring(painter, cell, 0)

    def _paint_badge(self, painter: QPainter, corner: QPointF, words: str) -> None:
        look = theme()
        width = max(look.metrics("mark", True).horizontalAdvance(words) + 8, 15)
        rect = QRectF(min(corner.x(), self.width() - width - 3), corner.y(), width, 15)
        box(painter, rect, look.colour("ink_2"), None, 7.5)
        painter.setFont(look.font("mark", medium=True))
        painter.setPen(look.colour("surface"))
        painter.drawText(rect, CENTRE, words)
