"""What the board shows: cells, gaps and the counts of a building, as frozen values.

The board asks for nothing else; a desk with 10,000 units holds 10,000 of these, so they stay thin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from salesdesk.domain.states import Restriction, SaleState

SALE_STATES: tuple[str, ...] = tuple(SaleState)
"""The sale states in the order of a unit's life; the order of the legend."""

RESTRICTIONS: tuple[str, ...] = tuple(Restriction)
"""A second axis beside the sale state, in the order in which their marks stand."""

SOLD_STATES: tuple[str, ...] = ("subscribed", "contracted", "filed", "handed_over")
"""What counts as sold in the sell-through of a building."""


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One unit on the board.

    ``floor`` to ``floor_to`` are the floors it takes (equal for a flat, two for a duplex); ``position`` is its
    column within the entrance. ``layout`` is the short code shown in the cell, ``rooms`` what it means (三房),
    ``layout_note`` a word beside the code (复式), ``mark`` what of its entrance stands in its label. A total of
    ``None`` awaits its price.
    """

    unit_id: int
    building: str
    entrance: str
    number: str
    floor: int
    floor_to: int
    position: int
    layout: str
    aspect: str
    gross_cm2: int
    total_fen: int | None
    state: str
    restrictions: frozenset[str] = frozenset()
    layout_note: str = ""
    rooms: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class BoardGap:
    """A place without a unit, and why: a lobby, a passage. Both ranges include their ends."""

    building: str
    entrance: str
    floor: int
    floor_to: int
    position: int
    position_to: int
    label: str


@dataclass(frozen=True, slots=True)
class BuildingSummary:
    """What a building's tab says. ``note`` replaces the share sold where nothing is on sale yet (未开盘)."""

    building: str
    units: int
    states: Mapping[str, int] = field(default_factory=dict)
    restrictions: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    detail: str = ""

    @property
    def sold(self) -> int:
        return sum(self.states.get(state, 0) for state in SOLD_STATES)

    @property
    def sold_millionths(self) -> int:
        """The share sold of all units of the building, rounded half up."""
        return (2 * self.sold * 1_000_000 + self.units) // (2 * self.units) if self.units else 0


def summarise(cells: Iterable[BoardCell]) -> list[BuildingSummary]:
    """The counts of each building, buildings in the order in which they first come."""
    states: dict[str, Counter[str]] = {}
    restrictions: dict[str, Counter[str]] = {}
    for cell in cells:
        if cell.building not in states:
            states[cell.building], restrictions[cell.building] = Counter(), Counter()
        states[cell.building][cell.state] += 1
        if cell.restrictions:
            restrictions[cell.building].update(cell.restrictions)
    return [
        BuildingSummary(name, counts.total(), dict(counts), dict(restrictions[name])) for name, counts in states.items()
    ]
