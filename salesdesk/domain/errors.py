"""Two kinds of failure: the world's, said kindly in one sentence; ours, said loudly and logged.

A `Refusal` is the world's: it carries an English source with named gaps and the values that fill them, so that the
sentence is made at the desk, in the desk's language. Everything that is not a `Refusal` is a fault of the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.domain.i18n import mark, tr

if TYPE_CHECKING:
    from salesdesk.domain.stale import Newer


class Refusal(Exception):
    """Something cannot be done, and why, in a sentence for the person at the desk.

    Args:
        source: an English sentence for `tr`, with ``{named}`` gaps.
        values: what fills the gaps; names and numbers, already formatted for people.
    """

    def __init__(self, source: str, **values: object) -> None:
        super().__init__(source, values)
        self.source = source
        self.values = values

    def __str__(self) -> str:
        return tr(self.source).format(**self.values)


class BadInput(Refusal):
    """What was typed cannot be taken as it stands; ``field`` names the place, when there is one."""

    def __init__(self, source: str, *, field: str = "", **values: object) -> None:
        super().__init__(source, **values)
        self.field = field


class WaitFirst(BadInput):
    """A password was wrong too often: the next try has to wait for ``seconds``."""

    def __init__(self, seconds: int, *, field: str = "password") -> None:
        super().__init__(mark("Wrong too often; the next try is possible in {n} seconds."), field=field, n=seconds)
        self.seconds = seconds


class NotAllowed(Refusal):
    """The person's role does not hold the permission for this."""


class UnitTaken(Refusal):
    """Another desk was faster: the unit is no longer free."""


STALE = mark("Somebody changed this meanwhile. Nothing was overwritten.")


class StaleEdit(Refusal):
    """Somebody else changed the row meanwhile; nothing was overwritten. ``newer`` is the row as it stands now."""

    def __init__(self, newer: Newer) -> None:
        super().__init__(STALE)
        self.newer = newer


class DatabaseLost(Refusal):
    """The database cannot be reached; what was being done is not known to be done, and can be repeated."""


class OfficeFileGone(Refusal):
    """The file of the office was moved, deleted or replaced under the running program; nothing of this was saved."""


class SchemaMismatch(Refusal):
    """The program and the database's schema do not fit each other."""


class ProgramFault(Refusal):
    """Stands for a fault of the program before whoever waited for its answer; the fault itself was told already."""

    def __init__(self) -> None:
        super().__init__(mark("Something went wrong in the program; nothing was saved. What you typed is kept."))


class TryAgain(Refusal):
    """Two desks got in each other's way by accident; the same thing tried again will do."""


class OfficeBusy(TryAgain):
    """Another program held the office's file for longer than anybody waits; only a person tries again."""
