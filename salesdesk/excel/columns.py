"""Finds the row of the column headings on a sheet and which column holds which field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesdesk.domain.i18n import tr
from salesdesk.domain.unit_sheet import FIELD_WORDS, ColumnUse, SheetUse, UnitField
from salesdesk.excel.cells import Sheet, SourceRow, column_letter
from salesdesk.excel.headings import Heading, is_foreign, is_only_a_unit, plain, read_heading

HEADING_SEARCHED = 60
"""Title rows above a table are few; so many rows are searched for the headings."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How a sheet's columns are read. ``of`` gives the columns of a field, several where they are joined to one text.

    ``fen`` is what one of the unit in a money column's heading is worth; a field is missing there whose heading
    names none. ``heading_rows`` are the row numbers of the headings, none where the columns were assigned without.
    """

    heading_rows: tuple[int, ...]
    headings: tuple[str, ...]
    of: Mapping[UnitField, tuple[int, ...]]
    fen: Mapping[UnitField, int]

    @property
    def holds_units(self) -> bool:
        """A list of units has at least a number and an area (or the two areas that add up to it)."""
        areas = UnitField.GROSS in self.of or {UnitField.INNER, UnitField.SHARED} <= set(self.of)
        return UnitField.NUMBER in self.of and areas

    def heading(self, field: UnitField) -> str:
        """What the column of a field is called, for people."""
        return " + ".join(self._name(index) for index in self.of.get(field, ())) or tr(FIELD_WORDS[field])

    def _name(self, index: int) -> str:
        named = self.headings[index].strip() if index < len(self.headings) else ""
        return " ".join(named.split()) or column_letter(index)

    def use(self, sheet: str) -> SheetUse:
        uses = (
            ColumnUse(field, self.heading(field), "+".join(map(column_letter, self.of[field])))
            for field in UnitField
            if field in self.of
        )
        return SheetUse(sheet, self.heading_rows[0] if self.heading_rows else 0, self.headings, tuple(uses))


NO_COLUMNS = Columns((), (), {}, {})


def find_columns(sheet: Sheet, sought: frozenset[str] = frozenset()) -> Columns:
    """The first headings of a list of units on a sheet; where there are none, the row that names the most fields.

    Args:
        sought: headings (as `plain` gives them) that a person named: the row that holds most of them wins.
    """
    rows = [row for row in sheet.rows[:HEADING_SEARCHED] if not row.is_blank]
    found = [
        (sum(plain(text) in sought for text in columns.headings if text.strip()), columns)
        for row, below in zip(rows, [*rows[1:], None], strict=False)
        for columns in _readings(sheet, row, below)
    ]
    most = max((named for named, _ in found), default=0)
    likely = [columns for named, columns in found if named == most and (named or len(columns.of) > 1)]
    lists = likely if most else [columns for columns in likely if columns.holds_units]
    if not lists:
        return max(likely, key=_worth, default=NO_COLUMNS)
    # A list is read from its first heading on: what stands above a later, richer one would be lost as a title.
    first = min(columns.heading_rows[-1] for columns in lists)
    return max((columns for columns in lists if first in columns.heading_rows), key=_worth)


def columns_at(sheet: Sheet, index: int) -> Columns:
    """How the row at an index of the sheet's rows reads as headings, alone or with the one below."""
    below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else None
    return max(_readings(sheet, sheet.rows[index], below), key=_worth)


def _readings(sheet: Sheet, row: SourceRow, below: SourceRow | None) -> list[Columns]:
    together = _two_rows(sheet, row, below)
    return [read_columns((row.number,), row.texts), *([together] if together is not None else [])]


def _worth(columns: Columns) -> tuple[int, ...]:
    """A number with an area counts most, then fields, then units; of equals one row of headings."""
    return columns.holds_units, len(columns.of), len(columns.fen), -len(columns.heading_rows)


def side_by_side(columns: Columns) -> tuple[str, str] | None:
    """The letters of the first two columns of numbers where two lists stand beside each other; else None."""
    letters = []
    for field in (UnitField.NUMBER, UnitField.GROSS):
        (index, *_) = columns.of.get(field, (-1,))
        if index < 0 or index >= len(columns.headings):
            return None
        same = [at for at, text in enumerate(columns.headings) if plain(text) == plain(columns.headings[index])]
        if len(same) < 2:
            return None
        letters.append((column_letter(same[0]), column_letter(same[1])))
    return letters[0]


def read_columns(rows: tuple[int, ...], headings: Sequence[str], groups: Sequence[str] = ()) -> Columns:
    """The fields that a row of headings names, each from its best column."""
    best: dict[UnitField, tuple[Heading, int]] = {}
    names = list(headings)
    for index, text in enumerate(headings):
        heading, names[index] = _in_group(text, groups[index] if index < len(groups) else "")
        if heading is not None and (heading.field not in best or heading.rank < best[heading.field][0].rank):
            best[heading.field] = (heading, index)
    of = {field: (index,) for field, (_, index) in best.items()}
    fen = {field: heading.fen for field, (heading, _) in best.items() if heading.fen is not None}
    return Columns(rows, tuple(names), of, fen)


def _in_group(text: str, group: str) -> tuple[Heading | None, str]:
    """What a heading below a group heading names, and the two in words that say as much by themselves.

    ``单价`` below ``套内`` is the price by inner area, ``总价`` below ``价格（万元）`` the total in 10,000 yuan.
    """
    if not group.strip() or group == text or not text.strip():
        return read_heading(text or group), text or group
    together = f"{group} {text}"
    for words in (together, f"{text} {group}"):
        heading = read_heading(words)
        if heading is not None:
            return heading, words
    if is_foreign(group):
        return None, together
    alone, with_unit = read_heading(text), f"{text}({_bracket(group)})"
    heading = read_heading(with_unit)
    if alone is not None and alone.fen is None and heading is not None and heading.fen is not None:
        return heading, with_unit
    return alone, text


def _bracket(group: str) -> str:
    match = re.search(r"[(（]([^)）]*)[)）]", group)
    return match.group(1) if match else ""


def _two_rows(sheet: Sheet, top: SourceRow, below: SourceRow | None) -> Columns | None:
    """The headings of two rows together, where the second one carries headings or units and no unit's data."""
    if below is None or below.number != top.number + top.lines:
        return None
    filled = [text for text in below.texts if text.strip()]
    if not filled or sum(bool(read_heading(text)) or is_only_a_unit(text) for text in filled) * 2 < len(filled):
        return None
    width = max(len(top.cells), len(below.cells))
    groups = _spread(sheet, top, below, width)
    headings = [below.cell(index).text or top.cell(index).text for index in range(width)]
    if all(is_only_a_unit(text) for text in filled):
        headings = [_with_unit(top.cell(index).text, below.cell(index).text) for index in range(width)]
        groups = [""] * width
    return read_columns((top.number, below.number), headings, groups)


def _with_unit(heading: str, unit: str) -> str:
    return f"{heading}({unit.strip('()（） ')})" if heading.strip() and unit.strip() else heading


def _spread(sheet: Sheet, top: SourceRow, below: SourceRow, width: int) -> list[str]:
    """The upper headings, each over all columns that it covers: by its merged cells, else up to the next one."""
    merged = {merge.left: merge.right for merge in sheet.merges if merge.top <= top.number <= merge.bottom}
    groups = [""] * width
    for index in range(width):
        text = top.cell(index).text
        if not text.strip():
            continue
        last = merged.get(index, index)
        if not sheet.merges:
            while last + 1 < width and not top.cell(last + 1).text.strip() and below.cell(last + 1).text.strip():
                last += 1
        groups[index : last + 1] = [text] * (min(last, width - 1) - index + 1)
    return groups
