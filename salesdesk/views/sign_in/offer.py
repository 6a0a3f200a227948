"""What the demo office offers at the door: its people, each a click, and how it is opened; the demo fills it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class DemoPerson:
    """One person of the demo office; ``role`` is an English source for `tr`."""

    login: str
    name: str
    role: str


@dataclass(frozen=True)
class DemoOffer:
    """The demo office.

    Args:
        address: where its file lies, made or not.
        open: makes the file where there is none; takes seconds, so it runs off the screen's thread.
        people: who works there.
        password: everybody's.
    """

    address: str
    open: Callable[[], None]
    people: tuple[DemoPerson, ...]
    password: str
