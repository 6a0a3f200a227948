"""How requests and changes are called on buttons and lines, in one place for all screens."""

from __future__ import annotations

from datetime import date, datetime

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.office_time import short_minute
from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole
from salesdesk.domain.requests import RequestKind, RequestState

_K = RequestKind
CHANGE_WORDS: dict[RequestKind, str] = {
    _K.SWAP: mark("Swap the unit"),
    _K.CANCELLATION: mark("Cancel and pay back"),
    _K.BUYER_CHANGE: mark("Change the buyers"),
    _K.TERMS_CHANGE: mark("Change scheme and discounts"),
    _K.POSTPONEMENT: mark("Postpone dates"),
}
"""Words of the menu of an order."""

STATE_TONES: dict[RequestState, str] = {
    RequestState.ASKED: "warn",
    RequestState.AGREED: "accent",
    RequestState.DECLINED: "danger",
    RequestState.WITHDRAWN: "plain",
    RequestState.DONE: "ok",
    RequestState.UNDONE: "plain",
}
LAMPS: dict[RequestState, str] = {
    RequestState.ASKED: "today",
    RequestState.AGREED: "upcoming",
    RequestState.DECLINED: "blocked",
    RequestState.WITHDRAWN: "blocked",
    RequestState.DONE: "done",
    RequestState.UNDONE: "blocked",
}


def moment(at: datetime | None) -> str:
    """``11-22 14:32`` at the office."""
    return short_minute(at) if at is not None else ""


def roles_words(roles: tuple[OfficeRole, ...]) -> str:
    return "、".join(tr(ROLE_WORDS[role]) for role in roles)


def day_words(day: date | None) -> str:
    return day.isoformat() if day is not None else "—"
