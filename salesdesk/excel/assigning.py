"""Columns that a person assigned by hand, over what the headings were understood as."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.unit_sheet import UnitField
from salesdesk.excel.cells import Sheet, column_letter
from salesdesk.excel.columns import Columns, find_columns
from salesdesk.excel.headings import plain, read_heading

NO_COLUMN = frozenset({"", "-", "—", "无"})
"""Assigned to a field, they say that no column holds it."""

Assignment = Mapping[str, str | int]
"""Field (its code, or a name that a heading may have) to column: the text of its heading, its letter, its number from
1, several joined by ``+``, or "" for none."""


def assigned_columns(sheet: Sheet, assign: Assignment | None) -> Columns:
    """The columns of a sheet, the assigned ones in their place.

    Raises:
        BadInput: a field or a column in ``assign`` does not exist, or a heading stands over two columns.
    """
    if not assign:
        return find_columns(sheet)
    wanted = _wanted(assign)
    parts = {plain(part) for column in wanted.values() for part in (column, *column.split("+"))}
    sought = frozenset(part for part in parts if not re.fullmatch(r"[a-z]{0,3}|[0-9]{1,5}", part))
    width = max((len(row.cells) for row in sheet.rows), default=0)
    return _with_assigned(find_columns(sheet, sought), wanted, width)


def named_field(name: str) -> UnitField | None:
    """The field that a person names: its code, or any name that a heading may have; None where there is none."""
    if name in UnitField.__members__.values():
        return UnitField(name)
    heading = read_heading(name)
    return heading.field if heading else None


def _wanted(assign: Assignment) -> dict[UnitField, str]:
    wanted = {}
    for name, column in assign.items():
        field = named_field(name)
        if field is None:
            raise BadInput(mark("“{name}” is nothing that a price list holds."), name=name)
        wanted[field] = str(column).strip()
    return wanted


def _with_assigned(found: Columns, wanted: Mapping[UnitField, str], width: int) -> Columns:
    chosen = {
        field: () if column in NO_COLUMN else resolve_columns(column, found.headings, width)
        for field, column in wanted.items()
    }
    # A joined column lends its text; it may still be a field's own.
    taken = {indexes[0] for indexes in chosen.values() if len(indexes) == 1}
    of = {field: indexes for field, indexes in found.of.items() if field not in chosen and not taken & set(indexes)}
    of |= {field: indexes for field, indexes in chosen.items() if indexes}
    fen = {field: found.fen[field] for field in of if field in found.fen and field not in chosen}
    for field, indexes in chosen.items():
        heading = read_heading(found.headings[indexes[0]]) if indexes and indexes[0] < len(found.headings) else None
        if heading is not None and heading.fen is not None:
            fen[field] = heading.fen
    return Columns(found.heading_rows, found.headings, of, fen)


def resolve_columns(column: str, headings: Sequence[str], width: int) -> tuple[int, ...]:
    """The columns that a person named: the text of a heading, a letter, a number from 1, several joined by ``+``.

    Raises:
        BadInput: there is no such column, or the heading stands over two.
    """
    whole = _one_column(column, headings, width)
    if whole is not None:
        return (whole,)
    parts = [part.strip() for part in column.split("+")]
    found = [_one_column(part, headings, width) for part in parts]
    missing = next((part for part, index in zip(parts, found, strict=True) if index is None), None)
    if missing is not None:
        names = "、".join(" ".join(text.split()) for text in headings if text.strip())
        raise BadInput(mark("There is no column “{column}”; the headings are: {names}."), column=missing, names=names)
    return tuple(index for index in found if index is not None)


def _one_column(column: str, headings: Sequence[str], width: int) -> int | None:
    if not column:
        return None
    same = [index for index, text in enumerate(headings) if plain(text) == plain(column)]
    if len(same) > 1:
        letters = "、".join(map(column_letter, same))
        raise BadInput(
            mark("“{column}” stands over several columns ({letters}); name the column by its letter."),
            column=column,
            letters=letters,
        )
    if same:
        return same[0]
    if re.fullmatch(r"[A-Za-z]{1,3}", column):
        index = next((number for number in range(width) if column_letter(number) == column.upper()), None)
    else:
        index = int(column) - 1 if re.fullmatch(r"[0-9]{1,5}", column) else None
    return index if index is not None and 0 <= index < width else None
