"""Price lists as files: looked at, read into units, their rejected rows written back. A screen's one way to Excel in.

Nothing here touches the database; what was read is stored by `services.unit_import` when a person confirms it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.long_work import Cancelled, Progress
from salesdesk.domain.unit_sheet import SheetLook, UnitField, UnitRow, UnitSheet


@dataclass(frozen=True)
class Wish:
    """How a person wants a file read.

    Args:
        sheet: the one sheet to read; all visible ones where None.
        assign: columns assigned by hand, field to column (its letter, or the text of its heading); "" for none.
        development: of several developments in the file, the one to take.
    """

    sheet: str | None = None
    assign: Mapping[str, str] = field(default_factory=dict)
    development: str | None = None


@dataclass(frozen=True)
class Reading:
    """What a file held. ``looks`` are its sheets as they lie there, also where no unit was found (``refusal``)."""

    looks: tuple[SheetLook, ...]
    found: UnitSheet | None
    refusal: BadInput | None = None


@dataclass(frozen=True)
class SourceColumn:
    """A column of a file, for choosing: Excel's letter, its heading, the first thing that stands below."""

    letter: str
    heading: str
    sample: str


def read_price_file(
    path: str | Path,
    wish: Wish | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Reading:
    """Reads a price list. Where it holds no units the reading says so, and still shows what the sheets hold.

    Raises:
        BadInput: the file cannot be read at all; one sentence says why.
        Stopped: as asked.
    """
    from salesdesk.excel.sheets import open_sheets
    from salesdesk.excel.unit_rows import look_at_sheets, read_units

    wish = wish or Wish()
    file = Path(path)
    sheets = open_sheets(file)
    plain = look_at_sheets(sheets)
    where = (UnitField.DEVELOPMENT.value, wish.development) if wish.development else None
    looks = plain
    try:
        looks = look_at_sheets(sheets, assign=wish.assign) if wish.assign else plain
        found = read_units(
            file, sheet=wish.sheet, assign=wish.assign, where=where, progress=progress, cancelled=cancelled
        )
    except BadInput as refusal:
        return Reading(looks, None, refusal)
    return Reading(looks, found)


def source_columns(look: SheetLook) -> tuple[SourceColumn, ...]:
    """Every column of a sheet, left to right."""
    from salesdesk.excel.cells import column_letter

    headings = look.use.headings
    below = look.first_rows[look.use.heading_row :]
    width = max((len(headings), *(len(row) for row in look.first_rows)))
    return tuple(
        SourceColumn(
            column_letter(index),
            " ".join(headings[index].split()) if index < len(headings) else "",
            next((" ".join(row[index].split()) for row in below if index < len(row) and row[index].strip()), ""),
        )
        for index in range(width)
    )


def without_building(rows: tuple[UnitRow, ...]) -> int:
    """How many rows name no building: the file speaks of one only, and never says which."""
    return sum(not row.building for row in rows)


def in_building(rows: tuple[UnitRow, ...], building: str) -> tuple[UnitRow, ...]:
    """The rows, with ``building`` where they name none."""
    return tuple(row if row.building else replace(row, building=building) for row in rows)


def save_rejects(path: str | Path, found: UnitSheet) -> int:
    """Writes the rejected rows as .xlsx with row, column and reason, to be corrected and imported; how many.

    Raises:
        BadInput: the file cannot be written; the sentence says why, and what stood there stays.
    """
    from salesdesk.excel.rejects import write_rejected

    write_rejected(path, found)
    return len(found.rejected)
