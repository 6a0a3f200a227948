"""How contacts and dates are called on this screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.labels import local_day
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.services.customers import CONTACT_WORDS
from salesdesk.views.kit.date_text import short_date

CONTACT_ICONS = {
    "call_in": "phone",
    "call_out": "phone",
    "visit": "home",
    "message": "message",
    "dunning": "cashier",
    "other": "more",
}
GAP = "　"
"""Between two quiet words of a line."""


def contact_word(kind: str) -> str:
    return tr(CONTACT_WORDS[kind])


def short_moment(moment: datetime, today: date) -> str:
    """``11-22 13:58`` at the office; with the year where it is another one."""
    local = moment.astimezone(SHANGHAI)
    return f"{short_date(local.date(), today)} {local:%H:%M}"


def lamp_of(next_on: date | None, today: date) -> str:
    """The lamp of a planned contact; empty where none is planned."""
    if next_on is None:
        return ""
    return "overdue" if next_on < today else "today" if next_on == today else "upcoming"


def due_words(next_on: date | None, today: date) -> str:
    """``逾期 2 天``, ``今天``, ``11-25``; empty where no contact is planned."""
    if next_on is None:
        return ""
    days = (today - next_on).days
    if days > 0:
        return trn("{n} day overdue", "{n} days overdue", days).format(n=days)
    return tr("Today") if days == 0 else short_date(next_on, today)


def ago_words(day: date, today: date) -> str:
    """How long ago a day was: ``今天``, ``2 天前``."""
    days = (today - day).days
    return tr("today") if days <= 0 else trn("{n} day ago", "{n} days ago", days).format(n=days)


def last_words(moment: datetime | None, today: date) -> str:
    """``上次 11-20``; empty where there was no contact."""
    return tr("last {day}").format(day=short_date(local_day(moment), today)) if moment is not None else ""


def joined(words: Iterable[str]) -> str:
    """The words that there are, one blank of a character's width apart."""
    return GAP.join(word for word in words if word)
