"""What can be chosen at the door: offices by their addresses, and the demo office with its people."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from salesdesk.domain.long_work import Cancelled, Progress


def office_words(address: str) -> str:
    """How an office is called by its address: the file's name, or host and database."""
    if "://" in address:
        return address.split("://", 1)[1].split("?", 1)[0].rsplit("@", 1)[-1]
    name = address.replace("\\", "/").rsplit("/", 1)[-1]
    return name[:-3] if name.endswith(".db") else name


class DemoPerson(NamedTuple):
    """One person of the demo office; ``role`` is an English source for `tr`."""

    login: str
    name: str
    role: str


class DemoOffer(NamedTuple):
    """The demo office.

    Args:
        address: where its file lies, made or not.
        open: makes the file where there is none, telling how far it is, until it is stopped; takes seconds, so it runs
            off the screen's thread.
        people, password: who works there, and everybody's password; asked for when they are shown.
    """

    address: str
    open: Callable[[Progress, Cancelled], None]
    people: Callable[[], tuple[DemoPerson, ...]]
    password: Callable[[], str]
