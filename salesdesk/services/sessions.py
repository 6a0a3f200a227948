"""Who is signed in, at how many desks, who holds others up; and ending that, for whoever manages people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.repository.sessions import SessionRow, Sessions
from salesdesk.repository.work import Work
from salesdesk.services.office import Form


@dataclass(frozen=True)
class AtDesk:
    """One session, with the number of desks at which its person sits."""

    session: SessionRow
    desks: int


def sessions(work: Work) -> list[AtDesk]:
    """Every session that may be seen; none on an office of one PC."""
    work.require(Permission.PEOPLE_WRITE)
    found = Sessions(work.connection).all()
    desks = Counter(one.person_id for one in found if one.listens)
    return [AtDesk(one, desks[one.person_id]) for one in found]


@dataclass(frozen=True, kw_only=True)
class EndSession(Form):
    """A session to be ended; its beginning tells it from a later one of the same number."""

    pid: int
    since: datetime


def end_session(work: Work, form: EndSession) -> bool:
    """Ends a session: what it had not saved is undone, and who waits for it goes on. Its desk signs in again by itself,
    unless the login is closed.

    Raises:
        Refusal: it has ended already, or is none of those that may be ended.
    """
    work.require(Permission.PEOPLE_WRITE)
    if not Sessions(work.connection).end(form.pid, form.since):
        raise Refusal(mark("This session has ended already, or is your own."))
    return True
