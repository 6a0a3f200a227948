"""Where units stand on the board: the column of each within its entrance, worked out from the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from salesdesk.domain.labels import entrance_mark

Place = tuple[str, str]
Key = tuple[str, str, str]
Unit = tuple[str, str, str, int]

_TAIL = re.compile(r"^(?P<head>.*?)(?P<digits>\d+)(?P<rest>\D*)$")
_PARTS = re.compile(r"(\d+)")


def column_mark(number: str, floor: int) -> str:
    """What of a number tells the column: ``1604`` on floor 16 → ``04``; ``2单元-102`` on floor 1 → ``2单元-02``."""
    found = _TAIL.match(number)
    if not found:
        return number
    head, digits, rest = found.group("head"), found.group("digits"), found.group("rest")
    for storey in (f"{abs(floor):02d}", str(abs(floor))):
        if digits.startswith(storey) and len(digits) > len(storey):
            return f"{head}{digits[len(storey) :]:0>2}{rest}"
    return f"{head}{digits[-2:]:0>2}{rest}"


def _natural(text: str) -> list[tuple[int, int | str]]:
    return [(0, int(part)) if part.isdigit() else (1, part) for part in _PARTS.split(text) if part]


def label_marks(units: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], str]:
    """What of each entrance's name stands in labels: nothing, unless a number comes again in its building.

    Args:
        units: building, entrance and number of each.
    """
    entrances = dict[tuple[str, str], set[str]]()
    places = set[tuple[str, str]]()
    for building, entrance, number in units:
        entrances.setdefault((building, number), set()).add(entrance)
        places.add((building, entrance))
    again = {building for (building, _), names in entrances.items() if len(names) > 1}
    return {(building, name): entrance_mark(name) if building in again else "" for building, name in places}


def positions(units: Sequence[Unit], standing: Mapping[Key, tuple[int, int]] | None = None) -> dict[Key, int]:
    """The column, from 1, of each unit; no two units of a floor share one.

    Args:
        units: (building, entrance, number, floor) each.
        standing: floor and column of units that stand there already. They stay; a new unit of the same column joins
            it, any other stands to their right.
    """
    marks, taken = dict[Place, set[str]](), set[tuple[Place, int, int]]()
    columns = dict[Place, dict[str, int]]()
    for (building, entrance, number), (floor, column) in (standing or {}).items():
        columns.setdefault((building, entrance), {})[column_mark(number, floor)] = column
        taken.add(((building, entrance), floor, column))
    for building, entrance, number, floor in units:
        marks.setdefault((building, entrance), set()).add(column_mark(number, floor))
    for place, names in marks.items():
        there = columns.setdefault(place, {})
        fresh = sorted(names - there.keys(), key=_natural)
        there |= {name: column for column, name in enumerate(fresh, max(there.values(), default=0) + 1)}
    found = dict[Key, int]()
    for building, entrance, number, floor in units:
        place = (building, entrance)
        column = columns[place][column_mark(number, floor)]
        while (place, floor, column) in taken:
            column += 1
        taken.add((place, floor, column))
        found[building, entrance, number] = column
    return found
