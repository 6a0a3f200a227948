"""Where each cell of a building stands: whole pixels, computed once per width and density. No painting here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from salesdesk.domain.board import BoardCell, BoardGap

_T = TypeVar("_T")

Place = tuple[int, int, int, int]
"""Left, top, width, height, from the corner of the first cell."""


@dataclass(frozen=True, slots=True)
class Density:
    """How large cells are: rows of ``row`` pixels, columns between two widths.

    ``entrance_gap`` stands between two entrances, beside the gap of the columns.
    """

    key: str
    row: int
    narrowest: int
    widest: int
    gap: int = 2
    entrance_gap: int = 10


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an entrance: its number (``04``) and what most of its units are (``C · 三房 · 南北``)."""

    entrance: str
    position: int
    left: int
    width: int
    number: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntranceSpan:
    name: str
    left: int
    right: int


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts ``2 单元`` before ``10 单元``."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", name) if part)


class BuildingLayout:
    """The places of one building's cells and gaps.

    Floors run downwards, entrances and columns from left to right. Two units that claim one place both stay
    visible: the second moves into a column of its own at the end of its entrance.
    """

    def __init__(self, cells: Sequence[BoardCell], gaps: Sequence[BoardGap], room: int, density: Density) -> None:
        self.density = density
        self._seats = _seats(cells)
        self._pitch = density.row + density.gap
        self.floors = _floors(cells, gaps)
        self._row_of = {floor: row for row, floor in enumerate(self.floors)}
        slots = _slots(self._seats.values(), gaps)
        self._column_of = {slot: index for index, slot in enumerate(slots)}
        lefts, widths = _columns(slots, room, density)
        self.columns = _headed(slots, lefts, widths, cells, self._seats)
        self.entrances = _spans(self.columns)
        self.places = {cell.unit_id: self._cell_place(cell) for cell in cells}
        self.gaps = [(gap.label, self._gap_place(gap)) for gap in gaps]
        self.width = self.columns[-1].left + self.columns[-1].width if self.columns else 0
        self.height = max(len(self.floors) * self._pitch - density.gap, 0)
        self._grid = self._fill_grid(cells)

    def _cell_place(self, cell: BoardCell) -> Place:
        column = self.columns[self._column_of[self._seats[cell.unit_id]]]
        top, height = self._rows(cell.floor, cell.floor_to)
        return column.left, top, column.width, height

    def _gap_place(self, gap: BoardGap) -> Place:
        first = self.columns[self._column_of[gap.entrance, gap.position]]
        last = self.columns[self._column_of[gap.entrance, max(gap.position, gap.position_to)]]
        top, height = self._rows(gap.floor, gap.floor_to)
        return first.left, top, last.left + last.width - first.left, height

    def _rows(self, floor: int, floor_to: int) -> tuple[int, int]:
        first = self._row_of[max(floor, floor_to)]
        last = self._row_of[min(floor, floor_to)]
        return first * self._pitch, (last - first + 1) * self._pitch - self.density.gap

    def _fill_grid(self, cells: Sequence[BoardCell]) -> dict[tuple[int, int], int]:
        grid = {}
        for cell in cells:
            column = self._column_of[self._seats[cell.unit_id]]
            top, bottom = self._row_of[max(cell.floor, cell.floor_to)], self._row_of[min(cell.floor, cell.floor_to)]
            for row in range(top, bottom + 1):
                grid[column, row] = cell.unit_id
        return grid

    def floor_top(self, floor: int) -> int:
        """The top of a floor's row."""
        return self._row_of[floor] * self._pitch

    def unit_at(self, x: int, y: int) -> int | None:
        """The unit under a point; ``None`` between cells and over gaps."""
        row = y // self._pitch
        for index, column in enumerate(self.columns):
            if column.left <= x < column.left + column.width:
                unit = self._grid.get((index, row))
                if unit is None:
                    return None
                _, top, _, height = self.places[unit]
                return unit if top <= y < top + height else None
        return None

    def units_between(self, top: int, bottom: int) -> Iterable[int]:
        """The units whose rows touch a band of the board: what a part of the screen needs to paint."""
        first, last = max(top // self._pitch, 0), min(bottom // self._pitch, len(self.floors) - 1)
        seen: set[int] = set()
        for row in range(first, last + 1):
            for column in range(len(self.columns)):
                unit = self._grid.get((column, row))
                if unit is not None and unit not in seen:
                    seen.add(unit)
                    yield unit

    def first(self) -> int | None:
        """The unit at the top left."""
        return self._grid[min(self._grid, key=lambda place: (place[1], place[0]))] if self._grid else None

    def last(self) -> int | None:
        """The unit at the bottom right."""
        return self._grid[max(self._grid, key=lambda place: (place[1], place[0]))] if self._grid else None

    def ends(self, unit: int) -> tuple[int | None, int | None]:
        """The first and the last unit of the same floor."""
        row = min(row for (_, row), here in self._grid.items() if here == unit)
        beside = sorted((column, here) for (column, place), here in self._grid.items() if place == row)
        return (beside[0][1], beside[-1][1]) if beside else (None, None)

    def step(self, unit: int, across: int, down: int) -> int | None:
        """The next unit in a direction, over gaps and past missing numbers; ``None`` at the edge.

        Sideways it keeps the floor, down and up the column; a cell over several floors counts as its top one.
        """
        column = self._column_of[self._seats[unit]]
        rows = [row for (place, row), here in self._grid.items() if place == column and here == unit]
        row = max(rows) if down > 0 else min(rows)
        while True:
            column, row = column + across, row + down
            if not (0 <= column < len(self.columns) and 0 <= row < len(self.floors)):
                return None
            found = self._grid.get((column, row))
            if found is not None and found != unit:
                return found


Slot = tuple[str, int]


def _seats(cells: Sequence[BoardCell]) -> dict[int, Slot]:
    """Entrance and column of each unit, a free column where its own is taken."""
    taken: dict[tuple[str, int, int], int] = {}
    last: dict[str, int] = {}
    for cell in cells:
        last[cell.entrance] = max(last.get(cell.entrance, 0), cell.position)
    seats: dict[int, Slot] = {}
    for cell in cells:
        low, high = sorted((cell.floor, cell.floor_to))
        position = cell.position
        while any((cell.entrance, position, floor) in taken for floor in range(low, high + 1)):
            position = last[cell.entrance] + 1 if position <= last[cell.entrance] else position + 1
        for floor in range(low, high + 1):
            taken[cell.entrance, position, floor] = cell.unit_id
        seats[cell.unit_id] = (cell.entrance, position)
    return seats


def _floors(cells: Sequence[BoardCell], gaps: Sequence[BoardGap]) -> list[int]:
    floors: set[int] = set()
    ranges = [(cell.floor, cell.floor_to) for cell in cells] + [(gap.floor, gap.floor_to) for gap in gaps]
    for one, other in ranges:
        floors.update(range(min(one, other), max(one, other) + 1))
    return sorted(floors, reverse=True)


def shape(cells: Sequence[BoardCell], gaps: Sequence[BoardGap]) -> tuple[int, int, int]:
    """Columns, breaks between entrances, and floors of a building: what its size follows from."""
    slots = _slots(_seats(cells).values(), gaps)
    return len(slots), max(len({entrance for entrance, _ in slots}) - 1, 0), len(_floors(cells, gaps))


def _slots(seats: Iterable[Slot], gaps: Sequence[BoardGap]) -> list[Slot]:
    slots = set(seats)
    for gap in gaps:
        slots.update((gap.entrance, position) for position in range(gap.position, gap.position_to + 1))
        slots.add((gap.entrance, gap.position))
    return sorted(slots, key=lambda slot: (natural(slot[0]), slot[1]))


def _columns(slots: Sequence[Slot], room: int, density: Density) -> tuple[list[int], list[int]]:
    """Lefts and widths: as wide as the room allows; pixels left over go to the first columns, one each."""
    count = len(slots)
    if not count:
        return [], []
    apart = density.entrance_gap + density.gap
    breaks = sum(1 for one, two in pairwise(slots) if one[0] != two[0])
    free = room - (count - 1) * density.gap - breaks * apart
    width, rest = divmod(max(free, 0), count)
    if not density.narrowest <= width < density.widest:
        width, rest = min(max(width, density.narrowest), density.widest), 0
    lefts, widths, left = [], [], 0
    for index in range(count):
        if index and slots[index][0] != slots[index - 1][0]:
            left += apart
        lefts.append(left)
        widths.append(width + (1 if index < rest else 0))
        left += widths[-1] + density.gap
    return lefts, widths


def _headed(
    slots: Sequence[Slot],
    lefts: Sequence[int],
    widths: Sequence[int],
    cells: Sequence[BoardCell],
    seats: dict[int, Slot],
) -> list[Column]:
    members: dict[Slot, list[BoardCell]] = {}
    for cell in cells:
        members.setdefault(seats[cell.unit_id], []).append(cell)
    columns = []
    for slot, left, width in zip(slots, lefts, widths, strict=True):
        units = members.get(slot, [])
        number = _commonest(_door(unit) for unit in units) or f"{slot[1]:02}"
        kind = _commonest((unit.layout, unit.rooms, unit.aspect) for unit in units) or ()
        columns.append(Column(slot[0], slot[1], left, width, number, tuple(word for word in kind if word)))
    return columns


def _commonest(values: Iterable[_T]) -> _T | None:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None


def _door(cell: BoardCell) -> str:
    """``1604`` on floor 16 is door ``04``; a number that does not begin with its floor says nothing of its door."""
    tail = cell.number.rsplit("-", 1)[-1]
    for floor in (f"{cell.floor:02}", str(cell.floor), f"{cell.floor_to:02}"):
        if tail.startswith(floor) and len(tail) > len(floor):
            return tail[len(floor) :]
    return f"{cell.position:02}"


def _spans(columns: Sequence[Column]) -> list[EntranceSpan]:
    spans: list[EntranceSpan] = []
    for column in columns:
        right = column.left + column.width
        if spans and spans[-1].name == column.entrance:
            spans[-1] = EntranceSpan(column.entrance, spans[-1].left, right)
        else:
            spans.append(EntranceSpan(column.entrance, column.left, right))
    return spans
