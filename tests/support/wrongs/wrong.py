"""One wrong thing that the database refuses by itself, and how it is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.day import Day
from tests.support.raw import Raw

Step = Callable[[Raw, Day], object]


@dataclass(frozen=True)
class Wrong:
    """``act`` is refused with ``code``; without ``guards`` it succeeds.

    ``before`` is done by the owner in the same transaction. ``lite`` names the guards of SQLite where they are others.
    ``owner``: whether the owner of the tables is refused too, by the guard itself.
    """

    name: str
    code: str
    login: str
    act: Step
    guards: tuple[str, ...]
    lite: tuple[str, ...] = ()
    before: Step | None = None
    owner: bool = True
    engines: tuple[str, ...] = ("sqlite", "postgresql")

    def guards_on(self, engine: str) -> tuple[str, ...]:
        """SQLite cannot take a constraint off a table that stands."""
        found = self.lite if engine == "sqlite" and self.lite else self.guards
        return tuple(guard for guard in found if engine != "sqlite" or not guard.startswith("constraint "))


def sets(table: str, what: str, where: str) -> Step:
    """A plain UPDATE; ``where`` may name fields of the day in braces."""
    return lambda raw, day: raw.run(f"UPDATE {table} SET {what} WHERE {where}".format(**vars(day)))


def in_turn(*steps: Step) -> Step:
    def act(raw: Raw, day: Day) -> None:
        for step in steps:
            step(raw, day)

    return act
