"""The popup calendar of a date field: one month, Monday first, walked by arrows and pages."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.icons import paint_icon
from salesdesk.views.kit.date_text import FIRST_YEAR, LAST_YEAR, weekday
from salesdesk.views.kit.paint import CENTRE, box
from salesdesk.views.theme import theme

_CELL = 32
_ROW = 28
_HEAD = 36
_NAMES = 24
_MARGIN = 10
_SOME_MONDAY = date(2026, 11, 23)


class CalendarPopup(QWidget):
    """Enter or a click picks the day, Esc closes. Days outside ``earliest`` and ``latest`` are grey and not picked."""

    picked = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self._today = self._day = date.today()
        self._earliest, self._latest = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
        self.setFixedSize(7 * _CELL + 2 * _MARGIN, _HEAD + _NAMES + 6 * _ROW + _MARGIN)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open_at(
        self, day: date, today: date, corner: QPoint, *, earliest: date | None = None, latest: date | None = None
    ) -> None:
        """Show the month of ``day`` with its corner here, inside the screen."""
        self._today = today
        self._earliest = earliest or date(FIRST_YEAR, 1, 1)
        self._latest = latest or date(LAST_YEAR, 12, 31)
        self.set_day(day)
        screen = QGuiApplication.screenAt(corner) or self.screen()
        room = screen.availableGeometry()
        x = max(room.left(), min(corner.x(), room.right() - self.width()))
        below = corner.y() + self.height() <= room.bottom()
        self.move(x, corner.y() if below else max(room.top(), corner.y() - self.height() - 34))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def day(self) -> date:
        """The day under the cursor."""
        return self._day

    def set_day(self, day: date) -> None:
        self._day = min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))
        self.setAccessibleName(f"{self._day.isoformat()} {weekday(self._day)}")
        self.update()

    def _may(self, day: date) -> bool:
        return self._earliest <= day <= self._latest

    def _pick(self, day: date) -> None:
        if self._may(day):
            self.hide()
            self.picked.emit(day)

    def _by_months(self, months: int) -> None:
        place = self._day.year * 12 + self._day.month - 1 + months
        year, month = divmod(place, 12)
        if FIRST_YEAR <= year <= LAST_YEAR:
            self.set_day(date(year, month + 1, min(self._day.day, _days_of(year, month + 1))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        key = Qt.Key(event.key())
        if key in steps:
            self.set_day(self._day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._by_months(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_T):
            self.set_day(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(self._day)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._by_months(-1 if event.angleDelta().y() > 0 else 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if not self.rect().contains(point.toPoint()):
            self.hide()
        elif point.y() < _HEAD:
            if point.x() < _MARGIN + _CELL or point.x() > self.width() - _MARGIN - _CELL:
                self._by_months(-1 if point.x() < self.width() / 2 else 1)
        elif (day := self._at(point)) is not None:
            self._pick(day)

    def _first(self) -> date:
        """The Monday that the month's sheet begins with."""
        start = self._day.replace(day=1)
        return start - timedelta(days=start.weekday())

    def _at(self, point: QPointF) -> date | None:
        column, row = (point.x() - _MARGIN) // _CELL, (point.y() - _HEAD - _NAMES) // _ROW
        if not (0 <= column < 7 and 0 <= row < 6):
            return None
        return self._first() + timedelta(days=int(row * 7 + column))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.colour("surface"), look.colour("line_strong"), 0)
        paint_icon(painter, "chevron-left", QRectF(_MARGIN + 8, 10, 16, 16))
        paint_icon(painter, "chevron-right", QRectF(self.width() - _MARGIN - 24, 10, 16, 16))
        painter.setFont(look.font("base", medium=True))
        painter.setPen(look.colour("ink"))
        words = tr("{year}-{month}").format(year=self._day.year, month=f"{self._day.month:02}")
        painter.drawText(QRectF(0, 0, self.width(), _HEAD), CENTRE, words)
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("ink_3"))
        for column in range(7):
            name = weekday(_SOME_MONDAY + timedelta(days=column)).removeprefix("周").removeprefix("週")
            painter.drawText(QRectF(_MARGIN + column * _CELL, _HEAD, _CELL, _NAMES - 4), CENTRE, name)
        for place in range(42):
            self._paint_day(painter, place, self._first() + timedelta(days=place))

    def _paint_day(self, painter: QPainter, place: int, day: date) -> None:
        look = theme()
        row, column = divmod(place, 7)
        cell = QRectF(_MARGIN + column * _CELL, _HEAD + _NAMES + row * _ROW, _CELL, _ROW).adjusted(1, 1, -1, -1)
        here = day == self._day
        if here:
            box(painter, cell, look.colour("accent_tint"), look.colour("accent"), 4, look.size("focus"))
        elif day == self._today:
            box(painter, cell, None, look.colour("accent_line"), 4)
        tone = "ink" if day.month == self._day.month else "ink_3"
        painter.setPen(look.colour(tone if self._may(day) else "ink_off"))
        painter.setFont(look.font("small", medium=here or day == self._today))
        painter.drawText(cell, CENTRE, str(day.day))


def _days_of(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
