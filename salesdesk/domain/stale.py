"""Somebody else changed a row while a form was open on it: what was before, what is now, what was typed, by field.

Nobody's work is lost: what only one of the two changed is kept as it is, and where both changed the same field the
person chooses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Values = Mapping[str, object]


@dataclass(frozen=True)
class LastEdit:
    """Who gave a field its present value, and when."""

    by: str
    at: datetime


@dataclass(frozen=True)
class Newer:
    """A row as it stands now: the fields of the form, its version where it carries one, and who changed which field."""

    values: Values
    version: int = 0
    edits: Mapping[str, LastEdit] = field(default_factory=dict)


class Side(StrEnum):
    """Whose value a field shall have."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Difference:
    """One field in which the row before, the row now and the form do not all agree."""

    key: str
    before: object
    theirs: object
    mine: object

    @property
    def same(self) -> bool:
        """Both say the same by now; there is nothing to choose."""
        return self.theirs == self.mine

    @property
    def clash(self) -> bool:
        """Both changed the field, each to something else."""
        return not self.same and self.before not in (self.theirs, self.mine)

    @property
    def proposed(self) -> Side:
        """Theirs where nothing was typed here; else what was typed."""
        return Side.THEIRS if self.mine == self.before else Side.MINE

    def value(self, side: Side) -> object:
        return self.mine if side is Side.MINE else self.theirs


def differences(before: Values, theirs: Values, mine: Values) -> list[Difference]:
    """The fields that anybody changed since the form was filled from ``before``, in the order of the form."""
    found = (Difference(key, before[key], theirs[key], mine[key]) for key in before)
    return [one for one in found if not (one.same and one.before == one.mine)]


def merged(theirs: Values, found: Sequence[Difference], sides: Mapping[str, Side]) -> dict[str, object]:
    """The row as it stands now, with the chosen values on top; where nothing was chosen, what is proposed."""
    return {**theirs, **{one.key: one.value(sides.get(one.key, one.proposed)) for one in found}}
