"""Surveyed areas out of a file: 房号 with 实测建筑面积 or 实测套内面积, read as price lists are.

Where a file holds predicted and surveyed areas side by side, the surveyed columns count; a predicted one never does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.survey_sheet import SurveyLine, SurveyProblem, SurveySheet
from salesdesk.domain.unit_sheet import UnitField
from salesdesk.excel.cells import Cell, Sheet, SourceRow
from salesdesk.excel.columns import Columns, find_columns
from salesdesk.excel.heading_words import PREDICTED, SURVEYED
from salesdesk.excel.headings import plain, read_heading
from salesdesk.excel.row_kinds import building_in
from salesdesk.excel.sheets import open_sheets
from salesdesk.excel.values import code_text, read_area, says_nothing

_SUMS = ("合计", "小计", "总计", "累计", "total")
_AREAS = (UnitField.GROSS, UnitField.INNER)


@dataclass(frozen=True)
class _Places:
    """Which column holds what; a field is missing where the sheet has none."""

    first_row: int
    of: dict[UnitField, int]
    building: str

    @property
    def is_survey(self) -> bool:
        return UnitField.NUMBER in self.of and any(field in self.of for field in _AREAS)


def read_survey(path: str | Path) -> SurveySheet:
    """The first visible sheet that names units with areas.

    Raises:
        BadInput: the file cannot be read, or no sheet of it holds units with surveyed areas.
    """
    file = Path(path)
    for sheet in open_sheets(file):
        places = None if sheet.hidden else _places(sheet)
        if places is not None and places.is_survey:
            return _read(file.name, sheet, places)
    raise BadInput(
        mark(
            "“{file}” holds no list of surveyed areas: a column with the unit number and one with the area are needed."
        ),
        file=file.name,
    )


def _places(sheet: Sheet) -> _Places:
    columns = find_columns(sheet)
    of = {field: indexes[0] for field, indexes in columns.of.items() if field not in _AREAS}
    of |= _area_columns(columns)
    last = max(columns.heading_rows, default=0)
    above = [text for row in sheet.rows if row.number < last for text in row.texts]
    told = next((name for text in (sheet.name, *above) if (name := building_in(text))), "")
    return _Places(last + 1, of, told)


def _area_columns(columns: Columns) -> dict[UnitField, int]:
    """The column of each area: one that says it was surveyed, else one that says nothing of it."""
    found = dict[UnitField, tuple[bool, int]]()
    for index, text in enumerate(columns.headings):
        heading, words = read_heading(text), plain(text)
        if heading is None or heading.field not in _AREAS or any(word in words for word in PREDICTED):
            continue
        surveyed = any(word in words for word in SURVEYED)
        if heading.field not in found or (surveyed and not found[heading.field][0]):
            found[heading.field] = (surveyed, index)
    return {field: index for field, (_, index) in found.items()}


def _read(file: str, sheet: Sheet, places: _Places) -> SurveySheet:
    lines, problems, skipped = list[SurveyLine](), list[SurveyProblem](), 0
    for row, building, entrance in _rows(sheet, places):
        if not _is_unit(row, places):
            skipped += 1
            continue
        try:
            lines.append(_line(row, places, building, entrance))
        except BadInput as refusal:
            problems.append(SurveyProblem(row.number, refusal.source, refusal.values))
    return SurveySheet(file, sheet.name, tuple(lines), tuple(problems), skipped)


def _rows(sheet: Sheet, places: _Places) -> Iterator[tuple[SourceRow, str, str]]:
    """Each row below the headings with its building and entrance: merged cells name them once, at the top."""
    building, entrance = places.building, ""
    for row in sheet.rows:
        if row.number < places.first_row or row.is_blank:
            continue
        named = _text(row, places, UnitField.BUILDING)
        if named:
            building, entrance = named, ""
        entrance = _text(row, places, UnitField.ENTRANCE) or entrance
        yield row, building, entrance


def _is_unit(row: SourceRow, places: _Places) -> bool:
    texts = [plain(text) for text in row.texts]
    number = plain(_text(row, places, UnitField.NUMBER))
    if not number or any(text.startswith(_SUMS) for text in texts):
        return False
    return read_heading(number) is None


def _line(row: SourceRow, places: _Places, building: str, entrance: str) -> SurveyLine:
    number = code_text(row.cell(places.of[UnitField.NUMBER]))
    gross, inner = (_area(row, places, field) for field in _AREAS)
    if gross is None and inner is None:
        raise BadInput(mark("There is no area in this row."))
    return SurveyLine(row.number, building, entrance, number, gross, inner)


def _area(row: SourceRow, places: _Places, field: UnitField) -> int | None:
    if field not in places.of:
        return None
    cell: Cell = row.cell(places.of[field])
    return None if says_nothing(cell) else read_area(cell)


def _text(row: SourceRow, places: _Places, field: UnitField) -> str:
    return row.cell(places.of[field]).text.strip() if field in places.of else ""
