"""What the board can be filtered by, out of the units there are: layouts, bands of area and total, aspects, states."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from salesdesk.domain.board import RESTRICTIONS, SALE_STATES, BoardCell
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import CM2_PER_M2, FEN_PER_WAN
from salesdesk.domain.states import RESTRICTION_WORDS, STATE_WORDS, Restriction, SaleState

Test = Callable[[BoardCell], bool]
Option = tuple[str, str]
"""Key and words; the empty key stands for all."""

NOUNS = {
    "rooms": mark("Layout"),
    "area": mark("Area"),
    "total": mark("Total"),
    "aspect": mark("Aspect"),
    "state": mark("State"),
}
"""The filters from left to right."""

AREA_BOUNDS = (60, 90, 120, 144, 180)
"""m²; 90 and 144 are where tax and loan rules change."""
_STEPS = (5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
_MOST_BANDS = 7
_ROOMS = re.compile(r"[一二两三四五六七八九十\d]+[房室居]")


@dataclass(frozen=True)
class Band:
    """From ``low`` up to but not including ``high``; no ``high``: no end."""

    low: int
    high: int | None

    @property
    def key(self) -> str:
        return f"{self.low}-{self.high or ''}"

    def holds(self, value: int) -> bool:
        return self.low <= value and (self.high is None or value < self.high)

    def words(self, unit: str) -> str:
        """``90–120 ㎡``."""
        if self.high is None:
            return tr("from {bound} {unit}").format(bound=f"{self.low:,}", unit=unit)
        if not self.low:
            return tr("under {bound} {unit}").format(bound=f"{self.high:,}", unit=unit)
        return f"{self.low:,}–{self.high:,} {unit}"


def rooms_of(cell: BoardCell) -> str:
    """``三房``: how many rooms a home has; else its layout as it is called."""
    return _counted_rooms(cell.rooms) or cell.layout


@lru_cache(maxsize=4096)
def _counted_rooms(rooms: str) -> str:
    found = _ROOMS.search(rooms)
    return found.group(0) if found else rooms


def options(cells: Iterable[BoardCell]) -> dict[str, list[Option]]:
    """What can be chosen in each filter, all first; only what some unit is."""
    units = list(cells)
    tests = {
        "rooms": [(name, name) for name in _by_frequency(rooms_of(cell) for cell in units)],
        "area": [(band.key, band.words("㎡")) for band in _area_bands(units)],
        "total": [(band.key, band.words(tr("ten thousand yuan"))) for band in total_bands(units)],
        "aspect": [(name, name) for name in _by_frequency(cell.aspect for cell in units)],
        "state": _states(units),
    }
    if any(cell.total_fen is None for cell in units):
        tests["total"].append(("none", tr("No price yet")))
    return {name: [("", tr("All")), *found] for name, found in tests.items()}


def _by_frequency(names: Iterable[str]) -> list[str]:
    counted = Counter(name for name in names if name)
    return sorted(counted, key=lambda name: (-counted[name], name))


def _area_bands(units: list[BoardCell]) -> list[Band]:
    bands = [Band(low, high) for low, high in zip((0, *AREA_BOUNDS), (*AREA_BOUNDS, None), strict=True)]
    areas = {cell.gross_cm2 // CM2_PER_M2 for cell in units}
    return [band for band in bands if any(band.holds(area) for area in areas)]


def total_bands(units: list[BoardCell]) -> list[Band]:
    """Bands in 10,000 yuan of the roundest step that makes not more than seven of them."""
    totals = {cell.total_fen // FEN_PER_WAN for cell in units if cell.total_fen is not None}
    if not totals:
        return []
    low, high = min(totals), max(totals)
    step = next((step for step in _STEPS if high // step - low // step < _MOST_BANDS), _STEPS[-1])
    bands = [Band(start, start + step) for start in range(low // step * step, high + 1, step)]
    return [band for band in bands if any(band.holds(total) for total in totals)]


def _states(units: list[BoardCell]) -> list[Option]:
    """Every sale state, so that a filter stays when its last unit moves on; restrictions that some unit carries."""
    restrictions = frozenset[str]().union(*(cell.restrictions for cell in units if cell.restrictions))
    states = [(key, tr(STATE_WORDS[SaleState(key)])) for key in SALE_STATES]
    return states + [(key, tr(RESTRICTION_WORDS[Restriction(key)])) for key in RESTRICTIONS if key in restrictions]


def predicate(chosen: Mapping[str, str]) -> Test | None:
    """Whether a unit passes all filters; None when nothing is chosen."""
    tests = [_test(name, key) for name, key in chosen.items() if key]
    if not tests:
        return None
    return lambda cell: all(test(cell) for test in tests)


def _test(name: str, key: str) -> Test:
    if name == "rooms":
        return lambda cell: rooms_of(cell) == key
    if name == "aspect":
        return lambda cell: cell.aspect == key
    if name == "state":
        return lambda cell: key == cell.state or key in cell.restrictions
    if key == "none":
        return lambda cell: cell.total_fen is None
    band = _band(key)
    if name == "area":
        return lambda cell: band.holds(cell.gross_cm2 // CM2_PER_M2)
    return lambda cell: cell.total_fen is not None and band.holds(cell.total_fen // FEN_PER_WAN)


def _band(key: str) -> Band:
    low, _, high = key.partition("-")
    return Band(int(low), int(high) if high else None)
