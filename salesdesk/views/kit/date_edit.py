"""A date: typed in short, its weekday shown, or picked from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.views.kit.buttons import IconButton
from salesdesk.views.kit.calendar import CalendarPopup
from salesdesk.views.kit.date_text import parse_date, weekday
from salesdesk.views.kit.field import Field
from salesdesk.views.kit.input_method import figures_only


class DateEdit(Field):
    """``2026-11-22``, ``1122``, ``+3``; Alt+Down opens the calendar, arrows up and down step by a day.

    ``latest`` and ``earliest`` are bounds asked for at the moment of typing; ``today`` is the day of the house,
    which is the database's and not this PC's.
    """

    value_changed = Signal(object)

    def __init__(
        self,
        placeholder: str = "",
        *,
        today: Callable[[], date] = date.today,
        earliest: Callable[[], date] | None = None,
        latest: Callable[[], date] | None = None,
    ) -> None:
        super().__init__(placeholder)
        self._today, self._earliest, self._latest = today, earliest, latest
        self._value: date | None = None
        self._popup: CalendarPopup | None = None
        figures_only(self.line)
        self.add_unit("")
        self._opener = IconButton("calendar", tr("Calendar"))
        self._opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._opener.clicked.connect(self.open_calendar)
        inside = self.line.layout()
        if inside is not None:
            inside.setContentsMargins(8, 0, 3, 0)
            inside.addWidget(self._opener)
        self._show_weekday()

    def value(self) -> date | None:
        """The date; ``None`` when empty or refused."""
        return self._value

    def set_value(self, value: date | None) -> None:
        self._value = value
        self.set_text("" if value is None else value.isoformat())
        self._show_weekday()

    def check(self) -> bool:
        """Read the line; false, with the sentence beneath, when it cannot be taken."""
        try:
            self._take(self._read())
        except BadInput as refusal:
            self._take(None)
            self.refuse(refusal)
            return False
        return True

    def settle(self) -> None:
        if self.check() and self._value is not None:
            self.line.setText(self._value.isoformat())
        super().settle()

    def entered(self) -> None:
        self.line.selectAll()

    def _on_typed(self) -> None:
        super()._on_typed()
        try:
            self._take(self._read())
        except BadInput:
            self._take(None)

    def _read(self) -> date | None:
        if not self.text().strip():
            return None
        day = parse_date(self.text(), self._today())
        if self._earliest is not None and day < self._earliest():
            raise BadInput(mark("{day} lies before {bound}."), day=day.isoformat(), bound=self._earliest().isoformat())
        if self._latest is not None and day > self._latest():
            raise BadInput(mark("{day} lies after {bound}."), day=day.isoformat(), bound=self._latest().isoformat())
        return day

    def _take(self, value: date | None) -> None:
        if value != self._value:
            self._value = value
            self.value_changed.emit(value)
        self._show_weekday()

    def _show_weekday(self) -> None:
        self.add_unit(weekday(self._value) if self._value else "")
        self.line.setTextMargins(0, 0, self.unit.sizeHint().width() + 32, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.line.isReadOnly():
            self._step(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, days: int) -> None:
        self._pick((self._value or self._today()) + timedelta(days=days))

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        if self.line.isReadOnly() or not self.line.isEnabled():
            return
        if self._popup is None:
            self._popup = CalendarPopup(self)
            self._popup.picked.connect(self._pick)
        self._popup.open_at(
            self._value or self._today(),
            self._today(),
            self.mapToGlobal(QPoint(0, self.line.height() + 2)),
            earliest=self._earliest() if self._earliest else None,
            latest=self._latest() if self._latest else None,
        )

    def _pick(self, day: date) -> None:
        self.line.setText(day.isoformat())
        self._on_typed()
        self.check()
