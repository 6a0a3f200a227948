"""What Ctrl+K finds, under the search field: grouped, chosen by arrow keys and Enter, without leaving the line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.services.find import Found, FoundKind, find_anything
from salesdesk.views.desk import Desk
from salesdesk.views.icons import paint_icon
from salesdesk.views.kit.marks import paint_mark
from salesdesk.views.kit.paint import RIGHT, box, text
from salesdesk.views.kit.search import SearchField
from salesdesk.views.theme import theme

_HEAD, _ROW, _EDGE = 26, 32, 6
_WIDEST = 520
GROUPS: dict[FoundKind, tuple[str, str, str]] = {
    FoundKind.UNIT: (mark("Units"), "board", "board"),
    FoundKind.CUSTOMER: (mark("Customers"), "person", "customers"),
    FoundKind.ORDER: (mark("Orders"), "orders", "orders"),
    FoundKind.QUOTE: (mark("Quotes"), "file", "deal"),
    FoundKind.RECEIPT: (mark("Receipts"), "cashier", "cashier"),
}
"""Word, icon, and the screen that shows it."""


def wanted_of(found: Found) -> tuple[str, dict[str, Any]]:
    """The screen that shows what was found, and what it is told."""
    screen = GROUPS[found.kind][2]
    if found.kind is FoundKind.RECEIPT:
        return screen, {"order_id": found.order_id, "receipt_id": found.id}
    return screen, {f"{found.kind.value}_id": found.id}


class FindPopup(QWidget):
    """A child of the window, so that the cursor stays in the field. Esc, Tab or a click elsewhere closes it."""

    def __init__(self, desk: Desk, field: SearchField, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._field = desk, field
        self._lines: list[Found | FoundKind] = []
        self._current = -1
        self._asked = self._answered = ""
        self._go_when_found = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("What was found"))
        self.hide()
        field.searched.connect(self._ask)
        field.submitted.connect(self._submit)
        field.line.installEventFilter(self)
        window.installEventFilter(self)

    # asking

    def _ask(self, words: str) -> None:
        self._asked = words
        if not words:
            self.close_up()
            return
        self._desk.ask(self, find_anything, words, done=lambda found: self._show(words, found))

    def _show(self, words: str, found: list[Found]) -> None:
        if words != self._asked:
            return
        self._answered = words
        self._lines = list(_grouped(found))
        self._current = self._next(-1, 1)
        self._place()
        self.setVisible(self._field.line.hasFocus() or self._go_when_found)
        self.raise_()
        self.update()
        if self._go_when_found:
            self._go_when_found = False
            self.choose()

    def _submit(self, words: str) -> None:
        """Enter goes to the first at once, or as soon as the answer is there."""
        if words and words == self._answered:
            self.choose()
        else:
            self._go_when_found = bool(words)

    # choosing

    def found(self) -> list[Found]:
        """What is listed, from above."""
        return [line for line in self._lines if isinstance(line, Found)]

    def current(self) -> Found | None:
        line = self._lines[self._current] if 0 <= self._current < len(self._lines) else None
        return line if isinstance(line, Found) else None

    def choose(self) -> None:
        """Goes to what is marked; the words stay nowhere."""
        found = self.current()
        if found is None:
            return
        self.close_up()
        self._field.line.clear()
        self._field.line.clearFocus()
        screen, wanted = wanted_of(found)
        self._desk.go.emit(screen, wanted)

    def close_up(self) -> None:
        self._lines, self._current, self._answered = [], -1, ""
        self.hide()

    def _next(self, start: int, step: int) -> int:
        place = start + step
        while 0 <= place < len(self._lines):
            if isinstance(self._lines[place], Found):
                return place
            place += step
        return start

    def _move(self, step: int) -> None:
        self._current = self._next(self._current, step)
        found = self.current()
        self.setAccessibleDescription(f"{found.title} {found.note}" if found else "")
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget() and self.isVisible():
            self._place()
        if watched is not self._field.line:
            return False
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide()
        elif isinstance(event, QFocusEvent) and event.gotFocus() and self._answered and self._lines:
            self.show()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
            self._field.line.clear()
            self._field.line.clearFocus()
            return True
        if self.isVisible() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        return False

    # looks

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        below = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        wide = max(self._field.width(), min(_WIDEST, window.width() - 2 * 16))
        left = below.x() + (self._field.width() - wide) // 2
        self.setGeometry(left, below.y(), wide, self._height())

    def _height(self) -> int:
        if not self._lines:
            return 2 * _EDGE + 48
        return 2 * _EDGE + sum(_ROW if isinstance(line, Found) else _HEAD for line in self._lines)

    def _tops(self) -> Iterable[tuple[int, int, Found | FoundKind]]:
        top = _EDGE
        for place, line in enumerate(self._lines):
            yield place, top, line
            top += _ROW if isinstance(line, Found) else _HEAD

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("bg"))
        box(painter, QRectF(self.rect()), look.colour("surface"), look.colour("line_strong"), 4)
        if not self._lines:
            words = tr("Nothing is called “{words}”.").format(words=self._asked)
            line_of_it = QRectF(16, _EDGE, self.width() - 32, 48)
            text(painter, line_of_it, words, look.font(), look.colour("ink_3"))
        for place, top, line in self._tops():
            if isinstance(line, Found):
                self._paint_found(painter, QRectF(4, top, self.width() - 8, _ROW), line, place == self._current)
            else:
                area = QRectF(16, top, self.width() - 32, _HEAD)
                text(painter, area, tr(GROUPS[line][0]), look.font("caption"), look.colour("ink_3"))

    def _paint_found(self, painter: QPainter, area: QRectF, found: Found, here: bool) -> None:
        look = theme()
        if here:
            box(painter, area, look.colour("accent_tint"), None, 3)
            painter.fillRect(QRectF(area.left(), area.top() + 2, 3, area.height() - 4), look.colour("accent"))
        sign = QRectF(area.left() + 12, round(area.center().y() - 8), 16, 16)
        if found.sign in look.states:
            paint_mark(painter, sign, found.sign)
        else:
            paint_icon(painter, GROUPS[found.kind][1], sign, "ink_off" if found.sign else "ink_2")
        inner = area.adjusted(40, 0, -12, 0)
        right = look.metrics("small").horizontalAdvance(found.right)
        title = min(look.metrics("base", True).horizontalAdvance(found.title), inner.width() - right - 16)
        text(
            painter,
            inner.adjusted(0, 0, title - inner.width() + 1, 0),
            found.title,
            look.font("base", True),
            look.colour("ink"),
        )
        note = inner.adjusted(title + 12, 0, -right - 12, 0)
        if note.width() > 20:
            text(painter, note, found.note, look.font("small"), look.colour("ink_2"))
        text(painter, inner, found.right, look.font("small"), look.colour("ink_3"), RIGHT)

    # mouse

    def _at(self, y: float) -> int:
        return next((p for p, top, line in self._tops() if isinstance(line, Found) and top <= y < top + _ROW), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position().y())
        if place >= 0 and place != self._current:
            self._current = place
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position().y())
        if place >= 0:
            self._current = place
            self.choose()


def _grouped(found: list[Found]) -> Iterable[Found | FoundKind]:
    for kind in FoundKind:
        rows = [row for row in found if row.kind is kind]
        if rows:
            yield kind
            yield from rows
