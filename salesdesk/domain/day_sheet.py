"""The day sheet (日结单): what a closed business day holds, and the seal that lies over it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salesdesk.domain.letterhead import Letterhead, PrintStamp

GROUP = 4
"""A seal is written in groups of so many figures: so it is read and typed without a slip."""


def grouped(figures: str) -> tuple[str, ...]:
    """The 64 figures of a seal in sixteen groups of four."""
    return tuple(figures[start : start + GROUP] for start in range(0, len(figures), GROUP))


@dataclass(frozen=True, kw_only=True)
class DayMethod:
    """What one method brought, or what refunds or reversals took."""

    name: str
    count: int
    amount_fen: int


@dataclass(frozen=True, kw_only=True)
class DayNumbers:
    """What one book gave: the first and the last number, how many, how many between are not there, how many void."""

    name: str
    first: str
    last: str
    count: int
    missing: int
    voided: int


@dataclass(frozen=True, kw_only=True)
class DayEntry:
    """One entry of the list. A void one is listed and does not count; ``state`` says what became of it by the close."""

    number: str
    when: str
    unit: str
    payer: str
    items: str
    method: str
    amount_fen: int
    voided: bool
    state: str


@dataclass(frozen=True, kw_only=True)
class DaySheetPaper:
    """A closed business day; ``first`` is earlier than ``last`` where several were closed at once.

    Args:
        prints, reprints: what left between the close before and this one, and how many of it were copies.
        unprinted: entries of the day, void ones aside, that were never printed.
        sealed_rows: how many records the seal covers.
        previous_sha256: the seal before, to which this one is chained; empty for the first.
    """

    head: Letterhead
    first: date
    last: date
    methods: tuple[DayMethod, ...]
    numbers: tuple[DayNumbers, ...]
    entries: tuple[DayEntry, ...]
    prints: int
    reprints: int
    unprinted: int
    closed_at: str
    closed_by: str
    seal_number: int
    seal_sha256: str
    previous_sha256: str
    sealed_rows: int
    stamp: PrintStamp

    @property
    def net_fen(self) -> int:
        return sum(line.amount_fen for line in self.methods)

    @property
    def counted(self) -> int:
        return sum(not entry.voided for entry in self.entries)

    def __post_init__(self) -> None:
        if sum(entry.amount_fen for entry in self.entries if not entry.voided) != self.net_fen:
            raise ValueError("the methods do not add up to the entries")
