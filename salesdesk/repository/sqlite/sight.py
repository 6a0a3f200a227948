"""What a person sees in an office's file, by the same table of access that PostgreSQL's grants and policies are made of.

A file has no rights of its own: whoever owns it can do anything to it, and README says so. But a desk asks as the
person who sits there, and gets what a server would give: each table of which a person sees a part is put in front of
the query as its visible part, under its own name; a table that is closed to them refuses the query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from salesdesk.domain.errors import NotAllowed
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.repository.access import ACCESS, ANYBODY, Access

Asker = tuple[frozenset[Permission], int]
"""Who asks: what they may do, in which project."""
WHOLE = {"sd_whole": True}
"""The option of a statement that shows a little of what a person may not read, as a server's own functions do."""

_OUTSIDE = mark("The database does not allow your login to do this.")
_NAMED = r"(?:\bFROM|\bJOIN|,)\s+\"?({names})\b(?!\.)"
_WITH = re.compile(r"\s*WITH\s+(RECURSIVE\s+)?", re.IGNORECASE)
_NOTHING = "0"


@dataclass(frozen=True)
class Sight:
    """Of which tables a person sees what: a condition for each table seen in part, and the names of closed ones."""

    parts: Mapping[str, str]
    closed: frozenset[str]

    def over(self, statement: str) -> str:
        """The statement as this person may ask it.

        Raises:
            NotAllowed: it names a table that is closed to them.
        """
        named = self._named(statement)
        if named & self.closed:
            raise NotAllowed(_OUTSIDE)
        seen = self._with_parents(named & self.parts.keys())
        if not seen:
            return statement
        shown = ", ".join(
            f"{table} AS NOT MATERIALIZED (SELECT * FROM main.{table} WHERE {self.parts[table]})"
            for table in sorted(seen)
        )
        if own := _WITH.match(statement):
            return f"WITH {own.group(1) or ''}{shown}, {statement[own.end() :]}"
        return f"WITH {shown} {statement}"

    def _named(self, statement: str) -> frozenset[str]:
        names = self.closed | self.parts.keys()
        found = re.findall(_NAMED.format(names="|".join(sorted(names))), statement) if names else []
        return frozenset(found)

    def _with_parents(self, tables: frozenset[str]) -> frozenset[str]:
        """What is seen by what its parent shows needs the parent too."""
        more = tables | {name for table in tables for name in self._named(self.parts[table]) if name in self.parts}
        return more if more == tables else self._with_parents(more)


def _part(access: Access, held: frozenset[Permission], project_id: int) -> str | None:
    """The condition of the rows that are seen; empty where all are, None where the table is closed."""
    if set(access.read) == set(ANYBODY) or held.intersection(access.read):
        return ""
    if held.intersection(access.read_own):
        return f"project_id = {project_id:d} AND {access.own}"
    return _NOTHING if access.asked_by_all else None


@lru_cache(maxsize=32)
def sight_of(held: frozenset[Permission], project_id: int) -> Sight | None:
    """What somebody with these permissions in this project sees; None where they see everything."""
    parts, closed = dict[str, str](), set[str]()
    for table, access in ACCESS.items():
        if access.house or table == "project":
            continue
        part = _part(access, held, project_id)
        if part is None:
            closed.add(table)
        elif part:
            parts[table] = part
    return Sight(parts, frozenset(closed)) if parts or closed else None


@lru_cache(maxsize=2_000)
def as_seen(asker: Asker, statement: str) -> str:
    """The statement as it is put for whoever asks; the same ones come again and again.

    Raises:
        NotAllowed: it names a table that is closed to them.
    """
    sight = sight_of(*asker)
    return statement if sight is None else sight.over(statement)
