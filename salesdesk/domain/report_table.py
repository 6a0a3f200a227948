"""A report as values: columns with their kinds, rows as they are stored, and what stands above and below.

Services build it, `salesdesk.excel.workbook` writes it, a screen may show it. Sums stay whole fen and areas whole cm²
until the cell is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class ColumnKind(StrEnum):
    """What the values of a column are, and so how they are written."""

    TEXT = "text"
    """Text and codes; whatever looks like a number or a formula stays text."""
    YUAN = "yuan"
    """Whole fen, shown as yuan with two decimals."""
    AREA = "area"
    """Whole cm², shown as m²."""
    INTEGER = "integer"
    PERCENT = "percent"
    """Millionths, shown as percent with two decimals."""
    DATE = "date"
    DATETIME = "datetime"
    """With a time zone; shown in Asia/Shanghai."""


ADDABLE = frozenset({ColumnKind.YUAN, ColumnKind.AREA, ColumnKind.INTEGER})
"""Kinds that a totals row may add up."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width`` is in half-width characters, 0 for the usual one of its kind; ``total`` adds it up."""

    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 0
    total: bool = False

    def __post_init__(self) -> None:
        if self.total and self.kind not in ADDABLE:
            raise ValueError(f"a column of kind {self.kind} cannot be added up")


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """One sheet of a report.

    Args:
        name: the sheet's name; what Excel does not allow in one is replaced when written.
        columns: the columns from left to right.
        rows: as many values as columns each, None where there is nothing; read once, so that it may be a generator.
        titles: lines above the heading: the report's name, its filters, when it was made and by whom.
        row_count: how many rows there will be, for the progress; 0 where nobody knows.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[object]]
    titles: tuple[str, ...] = ()
    row_count: int = 0
