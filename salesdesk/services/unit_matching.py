"""Which stored unit a row of a price list means; a row that may mean one and does not name it is not taken.

One home under two names would be sold twice. So a building, an entrance or a number that is stored already has to be
written as it is stored: ``1栋`` is refused beside ``1#``, ``101`` beside ``0101``. One thing only may be left out: a
row without an entrance is taken for the one unit of that number in its building. Rows are held against each other too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.unit_names import Key, UnitNames
from salesdesk.domain.unit_sheet import FIELD_WORDS, Place, Problem, UnitField, UnitRow
from salesdesk.repository.units import KnownUnit


def match_rows(
    rows: Sequence[UnitRow], known: Mapping[Key, KnownUnit]
) -> tuple[tuple[UnitRow, ...], dict[Place, Problem]]:
    """The rows that can be taken, each under the name of its unit as it is stored; and why the others cannot."""
    matching = _Matching(known, {row.key for row in rows})
    refused = dict[Place, Problem]()
    for row in rows:
        found = matching.take(row)
        if isinstance(found, Problem):
            refused[row.place] = found
    return tuple(matching.taken.values()), refused


class _Matching:
    """``taken`` grows row by row; ``named`` are the names that stand in the file."""

    def __init__(self, known: Mapping[Key, KnownUnit], named: AbstractSet[Key]) -> None:
        self._known, self._named = known, named
        self._names = UnitNames(() if known.keys() >= named else known)
        self.taken = dict[Key, UnitRow]()

    def take(self, row: UnitRow) -> UnitRow | Problem:
        found = row if row.key in self._known else self._as_stored(row)
        if isinstance(found, Problem):
            return found
        if found.key in self.taken:
            return _twice(row, self.taken[found.key])
        if found.key not in self._known:
            self._names.add(found.key)
        self.taken[found.key] = found
        return found

    def _as_stored(self, row: UnitRow) -> UnitRow | Problem:
        like = self._names.units_like(row.key)
        if len(like) == 1 and self._only_the_entrance_is_missing(row, like[0]):
            return _completed(row, like[0])
        return why_no_new_unit(self._names, row.key) or row

    def _only_the_entrance_is_missing(self, row: UnitRow, other: Key) -> bool:
        stored = self._known.get(other)
        if stored is None or row.entrance or row.number != other[2] or other in self._named:
            return False
        return UnitField.KIND in row.guessed or row.kind == stored.kind


def why_no_new_unit(names: UnitNames, key: Key) -> Problem | None:
    """Why there cannot be a new unit of this name, beside those whose names are taken; None where there can."""
    building, entrance, _ = key
    if (known := names.building_like(building)) != building:
        return _written_otherwise(UnitField.BUILDING, building, known)
    if (known := names.entrance_like(building, entrance)) != entrance:
        return _written_otherwise(UnitField.ENTRANCE, entrance, known)
    like = names.units_like(key)
    return _may_be(key, like) if like and key not in like else None


def _words(key: Key) -> str:
    return " ".join(part for part in key if part)


def _completed(row: UnitRow, key: Key) -> UnitRow:
    note = Problem.note(tr(FIELD_WORDS[UnitField.ENTRANCE]), mark("Not given: taken for {unit}."), unit=_words(key))
    return replace(row, entrance=key[1], notes=(*row.notes, note))


def _written_otherwise(field: UnitField, given: str, known: str) -> Problem:
    return Problem.error(
        tr(FIELD_WORDS[field]),
        mark("“{given}” looks like “{known}”, which is there already; write it the same way."),
        given=given,
        known=known,
    )


def _may_be(key: Key, like: Sequence[Key]) -> Problem:
    return Problem.error(
        tr(FIELD_WORDS[UnitField.NUMBER]),
        mark("“{given}” looks like {known}, there already; write it the same way, or one home would be sold twice."),
        given=_words(key),
        known=tr(", ").join(f"“{_words(other)}”" for other in like),
    )


def _twice(row: UnitRow, first: UnitRow) -> Problem:
    return Problem.error(
        tr(FIELD_WORDS[UnitField.NUMBER]),
        mark("The unit {unit} stands in row {row} of “{sheet}” already."),
        unit=_words(first.key),
        row=first.row,
        sheet=first.sheet,
    )
