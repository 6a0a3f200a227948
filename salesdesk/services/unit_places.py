"""Where units stand on the board: the column of each within its entrance, worked out from the numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def positions(units: Sequence[tuple[str, str, str, int]]) -> dict[tuple[str, str, str], int]:
    """The column, from 1, of each (building, entrance, number, floor); no two units of a floor share one."""
    marks = dict[tuple[str, str], set[str]]()
    for building, entrance, number, floor in units:
        marks.setdefault((building, entrance), set()).add(column_mark(number, floor))
    columns = {
        place: {name: column for column, name in enumerate(sorted(names, key=_natural), 1)}
        for place, names in marks.items()
    }
    taken = set[tuple[str, str, int, int]]()
    found = dict[tuple[str, str, str], int]()
    for building, entrance, number, floor in units:
        column = columns[building, entrance][column_mark(number, floor)]
        while (building, entrance, floor, column) in taken:
            column += 1
        taken.add((building, entrance, floor, column))
        found[building, entrance, number] = column
    return found
