"""What the painted parts of the overview share: items in a row, one under the cursor, that arrows move to, F7 explains
and Enter opens.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget


class Roving(QWidget):
    """Items known by key. A subclass paints them, says where each lies (`area`), and tells new ones by `set_items`.

    Signals:
        opened: the key of the item whose deals are asked for: Enter, double click.
        explained: the key of the item that was clicked.
    """

    opened = Signal(str)
    explained = Signal(str)
    back_key, forward_key = Qt.Key.Key_Left, Qt.Key.Key_Right

    def __init__(self, nothing: str = "") -> None:
        super().__init__()
        self._items: tuple[tuple[str, str], ...] = ()
        self._here = 0
        self.nothing = nothing
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._describe()

    def set_items(self, items: Sequence[tuple[str, str]], start: int = 0) -> None:
        """Keys and words from first to last; the cursor stays with its key, else it begins at ``start``."""
        here = self.current()
        self._items = tuple(items)
        keys = [key for key, _ in items]
        self._here = keys.index(here) if here in keys else max(0, min(start, len(keys) - 1))
        self._describe()
        self.updateGeometry()
        self.update()

    def current(self) -> str:
        """The key under the cursor; empty while there are no items."""
        return self._items[self._here][0] if self._here < len(self._items) else ""

    def area(self, place: int) -> QRectF:
        """Where the item at this place lies."""
        raise NotImplementedError

    def is_here(self, place: int) -> bool:
        """Whether the item at this place is under the cursor, and the cursor in this widget."""
        return place == self._here and self.hasFocus()

    def go_to(self, place: int) -> None:
        """The cursor to an item, or to the end that lies beyond."""
        self._here = max(0, min(place, len(self._items) - 1))
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleName(self._items[self._here][1] if self._items else self.nothing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            self.back_key: self._here - 1, self.forward_key: self._here + 1, Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._items),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps and self._items:
            self.go_to(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._items and not event.isAutoRepeat():
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)

    def _place_at(self, point: QPointF) -> int:
        return next((place for place in range(len(self._items)) if self.area(place).contains(point)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (place := self._place_at(event.position())) >= 0:
            self.go_to(place)
            self.explained.emit(self.current())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._place_at(event.position()) >= 0:
            self.opened.emit(self.current())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._items[place][1] if place >= 0 else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
