"""A file's cells as text, row by row, each row with its true number in the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from salesdesk.domain.unit_sheet import Problem


class Came(StrEnum):
    """What a cell came as; Excel tells, a text file has text alone."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class Cell(NamedTuple):
    """One cell: its text as a person reads it, and what it came as."""

    text: str
    came: Came


BLANK = Cell("", Came.BLANK)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row. ``number`` counts from 1 in the file; in a text file a row may run over several ``lines``.

    ``fault`` is set where the row itself is damaged: a quotation mark left open, bytes that are no text.
    """

    number: int
    cells: tuple[Cell, ...]
    lines: int = 1
    fault: Problem | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)

    def cell(self, index: int) -> Cell:
        return self.cells[index] if index < len(self.cells) else BLANK

    @property
    def is_blank(self) -> bool:
        return self.fault is None and not any(cell.text.strip() for cell in self.cells)


class Merge(NamedTuple):
    """Cells merged into one; rows count from 1, columns from 0, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows from the first line of the file on, blank ones too."""

    name: str
    rows: tuple[SourceRow, ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False

    @property
    def lines(self) -> int:
        return sum(row.lines for row in self.rows)


EXACT_DIGITS = 15
"""Excel keeps that many digits of a number; what a float says beyond them is noise."""


def number_text(number: float) -> str:
    """The number as Excel shows it: no ``.0``, no exponent, no binary noise (0.1 + 0.2 is ``0.3``)."""
    if number.is_integer() and abs(number) < 10**EXACT_DIGITS:
        return str(int(number))
    short = format(number, f".{EXACT_DIGITS}g")
    return format(Decimal(short), "f") if "e" in short else short


def cell_of(value: object) -> Cell:
    """The cell of a value that calamine gave."""
    if isinstance(value, str):
        return Cell(value, Came.TEXT) if value else BLANK
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE", Came.TEXT)
    if isinstance(value, int | float):
        return Cell(number_text(float(value)), Came.NUMBER)
    if isinstance(value, datetime):
        return Cell(value.isoformat(sep=" "), Came.DATE)
    if isinstance(value, date):
        return Cell(value.isoformat(), Came.DATE)
    return Cell(str(value), Came.DATE)


def column_letter(index: int) -> str:
    """Excel's name of a column, from 0: A … Z, AA …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
