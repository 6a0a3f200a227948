"""All buildings side by side, cells without text: where each stands, as large as the screen allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesdesk.domain.board import BoardCell, BoardGap
from salesdesk.views.board_view.geometry import BuildingLayout, Density, Place, shape

MARGIN = 16
HEAD = 24
"""The name of a building above its cells."""
BETWEEN = 20
"""Between buildings beside each other; rows of buildings stand ``ROW_GAP`` apart."""
ROW_GAP = 16
ROWS = (20, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4)
SHAPES = (2.2, 1.8, 1.5, 1.25)
"""Heights of cells, and how much wider than high, from the largest to the smallest that still can be told apart."""

Buildings = Mapping[str, tuple[Sequence[BoardCell], Sequence[BoardGap]]]


@dataclass(frozen=True, slots=True)
class Block:
    """One building in the overview; its cells begin at ``left``, ``top``."""

    building: str
    left: int
    top: int
    layout: BuildingLayout


class OverviewLayout:
    """Buildings in reading order, wrapped into rows; the largest size of cells with which all fit the screen."""

    def __init__(self, buildings: Buildings, width: int, height: int) -> None:
        shapes = {name: shape(cells, gaps) for name, (cells, gaps) in buildings.items()}
        density = _largest(list(shapes.values()), width, height)
        self.row = density.row
        corners, self.width, self.height = _flow(list(shapes.values()), density, width)
        self.blocks = [
            Block(name, left, top, BuildingLayout(cells, gaps, 0, density))
            for (name, (cells, gaps)), (left, top) in zip(buildings.items(), corners, strict=True)
        ]
        self.places: dict[int, Place] = {}
        self._block_of: dict[int, Block] = {}
        for block in self.blocks:
            for unit, (x, y, w, h) in block.layout.places.items():
                self.places[unit] = (block.left + x, block.top + y, w, h)
                self._block_of[unit] = block

    def unit_at(self, x: int, y: int) -> int | None:
        for block in self.blocks:
            inside_x, inside_y = x - block.left, y - block.top
            if 0 <= inside_x < block.layout.width and 0 <= inside_y < block.layout.height:
                return block.layout.unit_at(inside_x, inside_y)
        return None

    def step(self, unit: int, across: int, down: int) -> int | None:
        """The next unit in a direction; past the edge of a building the next building's first or last."""
        block = self._block_of[unit]
        found = block.layout.step(unit, across, down)
        if found is not None or not across:
            return found
        place = self.blocks.index(block) + across
        if not 0 <= place < len(self.blocks):
            return None
        beside = self.blocks[place].layout
        return beside.first() if across > 0 else beside.last()

    def first(self) -> int | None:
        return next((unit for block in self.blocks if (unit := block.layout.first()) is not None), None)

    def last(self) -> int | None:
        return next((unit for block in reversed(self.blocks) if (unit := block.layout.last()) is not None), None)

    def ends(self, unit: int) -> tuple[int | None, int | None]:
        """The first and the last unit of the same floor of the same building."""
        return self._block_of[unit].layout.ends(unit)


def _density(row: int, shape: float) -> Density:
    width = round(row * shape)
    return Density("overview", row, width, width, gap=1, entrance_gap=3)


def _largest(shapes: Sequence[tuple[int, int, int]], width: int, height: int) -> Density:
    for row in ROWS:
        for wider in SHAPES:
            density = _density(row, wider)
            _, wide, high = _flow(shapes, density, width)
            if wide <= width and high <= height:
                return density
    return _density(ROWS[-1], SHAPES[-1])


def _flow(
    shapes: Sequence[tuple[int, int, int]], density: Density, width: int
) -> tuple[list[tuple[int, int]], int, int]:
    """The corner of each building's cells, and the width and height of all; rows hold about as many each."""
    wides = [
        max(columns * (density.narrowest + density.gap) + breaks * (density.entrance_gap + density.gap), 72)
        for columns, breaks, _ in shapes
    ]
    most = _a_row(wides, width, len(wides))
    rows = -(-len(wides) // most) if wides else 1
    balanced = _a_row(wides, width, -(-len(wides) // rows))
    corners: list[tuple[int, int]] = []
    left, top, deepest, widest = MARGIN, HEAD, 0, 0
    for place, (wide, (_, _, floors)) in enumerate(zip(wides, shapes, strict=True)):
        if place and (place % balanced == 0 or left + wide > width - MARGIN):
            left, top, deepest = MARGIN, top + deepest + HEAD + ROW_GAP, 0
        corners.append((left, top))
        left += wide + BETWEEN
        widest = max(widest, left - BETWEEN + MARGIN)
        deepest = max(deepest, floors * (density.row + density.gap))
    return corners, widest, top + deepest + MARGIN


def _a_row(wides: Sequence[int], width: int, most: int) -> int:
    """How many buildings, ``most`` at most, stand beside each other."""
    room, count = width - 2 * MARGIN, 0
    for wide in wides[:most]:
        room -= wide
        if room < 0:
            break
        room -= BETWEEN
        count += 1
    return max(count, 1)
