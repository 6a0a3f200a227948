"""The units of a project as the board's screen knows them: found by number, by likeness, by floor; counted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from salesdesk.domain.board import BoardCell, BoardGap, BuildingSummary, summarise
from salesdesk.domain.i18n import tr
from salesdesk.domain.labels import unit_label
from salesdesk.domain.states import SaleState
from salesdesk.services.board import Board
from salesdesk.views.board_view.geometry import natural
from salesdesk.views.kit.date_text import short_date

MOST_FOUND = 8
_UNLAUNCHED = SaleState.UNLAUNCHED.value


def label_of(cell: BoardCell) -> str:
    """``3-1604``, ``3-2-1604`` where the number comes again in the building."""
    return unit_label(cell.building, cell.mark, cell.number)


class _Known(NamedTuple):
    number: str
    label: str
    unit_id: int


class Stock:
    """Every unit of the project by id, in the order of the board."""

    def __init__(self) -> None:
        self.cells: dict[int, BoardCell] = {}
        self.gaps: tuple[BoardGap, ...] = ()
        self._openings: dict[str, date] = {}
        self._today = date.min
        self._known: list[_Known] = []

    def replace(self, board: Board) -> None:
        """These units and no others."""
        self.cells = {cell.unit_id: cell for cell in board.cells}
        self.gaps = board.gaps
        self._openings, self._today = dict(board.openings), board.today
        self._known = []

    def update(self, changed: Iterable[BoardCell]) -> None:
        """Takes over units that changed where they stand."""
        self.cells.update((cell.unit_id, cell) for cell in changed)

    def changes(self, board: Board) -> list[BoardCell] | None:
        """What differs in a board read later; None when it is laid out in another way."""
        if board.gaps != self.gaps or len(board.cells) != len(self.cells):
            return None
        if board.openings != tuple(self._openings.items()):
            return None
        changed = []
        for cell in board.cells:
            before = self.cells.get(cell.unit_id)
            if before is None:
                return None
            if cell != before:
                changed.append(cell)
        return changed

    def of(self, building: str) -> list[BoardCell]:
        """The units of one building."""
        return [cell for cell in self.cells.values() if cell.building == building]

    def in_state(self, state: SaleState) -> list[int]:
        """The units in a sale state, by id."""
        return [cell.unit_id for cell in self.cells.values() if cell.state == state]

    def summaries(self) -> list[BuildingSummary]:
        """The counts of each building; one of which nothing is on sale yet says so, and when it opens."""
        return [self._said(summary) for summary in summarise(self.cells.values())]

    def _said(self, summary: BuildingSummary) -> BuildingSummary:
        if summary.states.get(_UNLAUNCHED, 0) < summary.units:
            return summary
        opens = self._openings.get(summary.building)
        detail = tr("opens {day}").format(day=short_date(opens, self._today)) if opens else ""
        return replace(summary, note=tr("Not on sale yet"), detail=detail)

    # a unit and those around it

    def floor_of(self, cell: BoardCell) -> list[BoardCell]:
        """Who shares the unit's (lower) floor in its building, from left to right."""
        beside = [other for other in self.of(cell.building) if other.floor <= cell.floor <= other.floor_to]
        return sorted(beside, key=lambda other: (natural(other.entrance), other.position, other.floor))

    def alike(self, cell: BoardCell, most: int) -> list[tuple[BoardCell, int]]:
        """Free units of the same layout, nearest in price first, with the difference in fen."""
        if cell.total_fen is None:
            return []
        found = [
            (other, other.total_fen - cell.total_fen)
            for other in self.cells.values()
            if other.unit_id != cell.unit_id
            and other.total_fen is not None
            and other.state == SaleState.AVAILABLE.value
            and not other.restrictions
            and (other.layout, other.rooms) == (cell.layout, cell.rooms)
        ]
        found.sort(key=lambda pair: (abs(pair[1]), pair[0].building != cell.building, label_of(pair[0])))
        return found[:most]

    # search by number

    def find(self, typed: str, building: str) -> list[BoardCell]:
        """Units by their number or a part of it, those of ``building`` first where equally near."""
        words = plain(typed)
        if not words:
            return []
        if not self._known:
            self._known = [_Known(plain(c.number), plain(label_of(c)), c.unit_id) for c in self.cells.values()]
        found = list[tuple[int, bool, int, int]]()
        for known in self._known:
            rank = _rank(words, known)
            if rank is not None:
                elsewhere = self.cells[known.unit_id].building != building
                found.append((rank, elsewhere, len(found), known.unit_id))
        return [self.cells[unit_id] for *_, unit_id in sorted(found)[:MOST_FOUND]]


def plain(typed: str) -> str:
    """A number as it is compared: full-width signs made plain, capitals, no blanks, every dash the same."""
    words = unicodedata.normalize("NFKC", typed).upper()
    return "".join("-" if ch in "－–—−#栋幢号" else ch for ch in words if not ch.isspace())


def _rank(words: str, known: _Known) -> int | None:
    if words in (known.number, known.label):
        return 0
    if words.lstrip("0") == known.number.lstrip("0"):
        return 1
    if known.number.startswith(words) or known.label.startswith(words):
        return 2
    return 3 if words in known.number or words in known.label else None


def door_words(cell: BoardCell) -> str:
    """``04`` for 1604; the whole number where it does not begin with its floor."""
    tail = cell.number.rsplit("-", 1)[-1]
    for floor in (f"{cell.floor:02}", str(cell.floor)):
        if tail.startswith(floor) and len(tail) > len(floor):
            return tail[len(floor) :]
    return tail
