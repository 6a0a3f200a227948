"""Working days and months: how a term of days or months becomes a date.

A day works when the exceptions say so; where they are silent, Monday to Friday do. The exceptions hold both public
holidays (False) and the weekend days that make up for them (调休, True). They come from
`salesdesk.services.holiday_calendar`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

_SATURDAY = 5


def is_working_day(day: date, exceptions: Mapping[date, bool]) -> bool:
    """Whether offices work on ``day``."""
    return exceptions.get(day, day.weekday() < _SATURDAY)


def add_working_days(start: date, days: int, exceptions: Mapping[date, bool]) -> date:
    """The last of ``days`` working days after ``start``; the day of ``start`` itself never counts.

    No days leave ``start`` as it is, even on a holiday.

    Raises:
        ValueError: ``days`` is negative; terms run forward.
    """
    if days < 0:
        raise ValueError("a term of working days cannot be negative")
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day, exceptions)
    return day


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later (or earlier), or the last day of a month that is too short.

    Always count from the first date of a row: one month after 31 January is 28 February, two months are 31 March.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
