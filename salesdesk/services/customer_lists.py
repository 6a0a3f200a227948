"""Customers to look at as lists: who is to be contacted, whose are whose, and what a new one is entered with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from salesdesk.repository.customers import CustomerRow
from salesdesk.repository.people import PersonRow
from salesdesk.repository.work import Work
from salesdesk.services.customers import only_own, rhythm, search_keys
from salesdesk.services.order_lists import consultants

PAGE = 100


@dataclass(frozen=True)
class CustomerCounts:
    """How many customers there are for this person: contacts overdue and due today, their own, all they may see."""

    today: date
    overdue: int
    due_today: int
    mine: int
    all: int


def customer_counts(work: Work) -> CustomerCounts:
    """The counts over the list, with the office's day that they are of."""
    return CustomerCounts(work.today, *work.customers.counts(only_own(work), work.actor.person_id, work.today))


def due_page(work: Work, after: tuple[date, int] | None = None, limit: int = PAGE) -> list[CustomerRow]:
    """A page of the contacts that are overdue or due today, the longest overdue first.

    Args:
        after: day and id of the last row of the page before.
    """
    return work.customers.due(only_own(work), work.today, after, limit)


def my_customers(work: Work, before_id: int | None = None, limit: int = PAGE) -> list[CustomerRow]:
    """A page of the customers that the person owns, newest first."""
    return work.customers.page(work.actor.person_id, before_id, limit)


@dataclass(frozen=True)
class Channel:
    """A source channel to choose: ``words`` with the channel above it, ``search`` the pinyin it is found by."""

    id: int
    words: str
    search: str


@dataclass(frozen=True)
class EntryDesk:
    """What the form of a new customer is filled in with."""

    today: date
    channels: tuple[Channel, ...]
    consultants: tuple[PersonRow, ...]
    rhythm: Mapping[str, int]


def entry_desk(work: Work) -> EntryDesk:
    """The office's day, the channels and the consultants, as they are when the form opens."""
    rows = work.projects.channels()
    names = {channel_id: name for channel_id, name, _ in rows}
    channels = [
        Channel(channel_id, f"{names[parent]} / {name}" if parent in names else name, " ".join(search_keys(name)))
        for channel_id, name, parent in rows
    ]
    return EntryDesk(work.today, tuple(channels), tuple(consultants(work)), rhythm(work))


def next_contact(level: str, today: date, rhythm: Mapping[str, int]) -> date:
    """The day that the next contact is proposed for."""
    return today + timedelta(days=rhythm[level])
