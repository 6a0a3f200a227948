"""Dates as people type them, and as the house shows them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr

FIRST_YEAR, LAST_YEAR = 1900, 2100
_WEEKDAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))
_PARTS = re.compile(r"(?:(\d+)[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")
_STEP = re.compile(r"([+\-])(\d{1,4})")


def parse_date(text: str, today: date) -> date:
    """A date out of ``2026-11-22``, ``20261122``, ``11-22``, ``1122``, ``11月22日`` (this year) or ``+3`` days.

    Raises:
        BadInput: not a date, a day that the month does not have, or a year outside 1900 to 2100.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).replace("−", "-").split())
    if step := _STEP.fullmatch(plain):
        return _stepped(today, int(step[1] + step[2]), text)
    if plain.isascii() and plain.isdigit():
        if len(plain) == 4:
            return _made(today.year, int(plain[:2]), int(plain[2:]), text)
        if len(plain) >= 8:
            return _made(int(plain[:-4]), int(plain[-4:-2]), int(plain[-2:]), text)
    if parts := _PARTS.fullmatch(plain):
        return _made(int(parts[1]) if parts[1] else today.year, int(parts[2]), int(parts[3]), text)
    raise BadInput(mark("“{text}” is not a date; 2026-11-22, 1122 or +3 are."), text=text.strip()[:40])


def _made(year: int, month: int, day: int, text: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput(
            mark("The year {year} lies outside {first} to {last}."), year=str(year), first=FIRST_YEAR, last=LAST_YEAR
        )
    try:
        return date(year, month, day)
    except ValueError as error:
        raise BadInput(mark("“{text}” is a day that the calendar does not have."), text=text.strip()[:40]) from error


def _stepped(today: date, days: int, text: str) -> date:
    stepped = today + timedelta(days=days)
    return _made(stepped.year, stepped.month, stepped.day, text)


def weekday(day: date) -> str:
    """周日, in the language of the desk."""
    return tr(_WEEKDAYS[day.weekday()])


def short_date(day: date, today: date) -> str:
    """``11-22`` in this year, else ``2027-01-16``."""
    return day.strftime("%m-%d") if day.year == today.year else day.isoformat()
