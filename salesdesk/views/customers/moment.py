"""When a contact was: empty for now, or a day and a time typed in short."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time

from PySide6.QtWidgets import QWidget

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.views.customers.wording import short_moment
from salesdesk.views.kit.date_text import parse_date
from salesdesk.views.kit.field import Field
from salesdesk.views.kit.input_method import figures_only

_PARTS = re.compile(r"(?P<day>.*?)(?:(?:^|\s)(?P<hour>\d{1,2}):(?P<minute>\d{1,2}))?", re.DOTALL)
_UNTOLD = time(12)
"""The time of a day long gone that nobody remembers the time of."""


def parse_moment(text: str, today: date) -> datetime | None:
    """A moment out of ``1120 15:30``, ``-1``, ``15:30`` (today), ``1120`` (at noon); None, which is now, out of
    nothing and out of today's date alone.

    Raises:
        BadInput: not a date, or not a time of day.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    parts = _PARTS.fullmatch(plain)
    if not plain or parts is None:
        return None
    day = parse_date(parts["day"], today) if parts["day"].strip() else today
    if parts["hour"] is None:
        return None if day == today else datetime.combine(day, _UNTOLD, SHANGHAI)
    try:
        clock = time(int(parts["hour"]), int(parts["minute"]))
    except ValueError as error:
        raise BadInput(mark("“{text}” is no time of day."), text=text.strip()[-5:]) from error
    return datetime.combine(day, clock, SHANGHAI)


class MomentField(Field):
    """A moment in the past; ``house_today`` is the office's day, set by whoever shows the field."""

    house_today: date = date(2000, 1, 1)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Now"))
        if parent is not None:
            self.setParent(parent)
        self._value: datetime | None = None
        figures_only(self.line)
        self.line.setToolTip(tr("1120 15:30, 15:30 or -1; empty is now"))

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)

    def value(self) -> datetime | None:
        """The moment; ``None`` for now, and where it is refused."""
        return self._value

    def clear(self) -> None:
        self._value = None
        self.set_text("")

    def check(self) -> bool:
        """Read the line; false, with the sentence beneath, when it cannot be taken."""
        try:
            self._value = parse_moment(self.text(), self.house_today)
            if self._value is not None and self._value.date() > self.house_today:
                raise BadInput(mark("The time of the contact lies in the future."))
        except BadInput as refusal:
            self._value = None
            self.refuse(refusal)
            return False
        return True

    def settle(self) -> None:
        if self.check():
            self.line.setText(short_moment(self._value, self.house_today) if self._value else "")
        super().settle()
