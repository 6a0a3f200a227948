"""Reads one sheet row by row: what is merged or continued from above, which development, which building."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from salesdesk.domain.i18n import mark
from salesdesk.domain.unit_sheet import Problem, RejectedRow, SheetUse, SkippedRow, SkipReason, UnitField, UnitRow
from salesdesk.excel.assigning import named_field, resolve_columns
from salesdesk.excel.cells import BLANK, Came, Cell, Sheet, SourceRow
from salesdesk.excel.columns import Columns, columns_at
from salesdesk.excel.headings import plain
from salesdesk.excel.money_units import money_units
from salesdesk.excel.row_kinds import building_in, why_no_unit
from salesdesk.excel.unit_cells import RowReader
from salesdesk.excel.values import says_nothing

Taken = UnitRow | RejectedRow | SkippedRow

CARRIED = (UnitField.DEVELOPMENT, UnitField.BUILDING, UnitField.ENTRANCE)
"""Written once and left blank below; a blank means "as above" there."""

NEVER_SPREAD = frozenset({
    UnitField.NUMBER, UnitField.GROSS, UnitField.INNER, UnitField.SHARED, UnitField.TOTAL, UnitField.FLOOR_TOTAL,
})  # fmt: skip
"""Merged over several rows these are one figure of several units, not the figure of each."""

LEAST_YUAN_PER_M2 = 100
"""Totals that come to less per m² are in units of 10,000 yuan, whatever their heading leaves out."""

ROWS_WEIGHED = 300
"""So many rows tell the unit of a column."""


class SheetReader:
    """What stands on one sheet, row after row from the top; ``uses`` tells the headings it was read by.

    Args:
        where: the column and the text that choose one development.
        fixed: the columns were assigned by hand; headings further down do not change them.

    Raises:
        BadInput: the column of ``where`` is not there.
    """

    def __init__(self, sheet: Sheet, columns: Columns, where: tuple[str, str] | None, *, fixed: bool = False) -> None:
        self.developments: Counter[str] = Counter()
        self.uses: list[SheetUse] = []
        self._sheet, self._where_given, self._fixed = sheet, where, fixed
        self._places = {row.number: index for index, row in enumerate(sheet.rows)}
        self._merged = _merged_from(sheet)
        self._building = building_in(sheet.name)
        self._carried: dict[UnitField, Cell] = {}
        self._cells: Mapping[UnitField, Cell] = {}
        self._began = False
        self._use(columns)

    def _use(self, columns: Columns) -> None:
        """Reads by these columns from now on."""
        self.columns = columns
        self.uses.append(columns.use(self._sheet.name))
        self._where = _where(columns, self._where_given)
        self._names = {field: columns.heading(field) for field in UnitField}
        self._fen, self._guessed_wan = money_units(self._sheet, columns)

    def _use_other_headings(self, row: SourceRow) -> None:
        """Further down another list may begin, of parking spaces perhaps, with other columns."""
        other = columns_at(self._sheet, self._places[row.number])
        if other.holds_units and other.of != self.columns.of and not self._fixed:
            self._use(other)

    def read(self, row: SourceRow) -> Taken:
        """The unit of a row, or why it cannot be taken, or why the row is none."""
        why = why_no_unit(row, self.columns, self._began)
        if why is not None:
            if why is SkipReason.HEADING and row.number not in self.columns.heading_rows:
                self._use_other_headings(row)
            text = " ".join(" ".join(row.texts).split())
            self._building = (building_in(text) if why is SkipReason.TITLE else "") or self._building
            return SkippedRow(self._sheet.name, row.number, why, text[:200])
        cells = {field: self._joined(row, indexes) for field, indexes in self.columns.of.items()}
        self._carry(cells)
        self._cells = cells
        if UnitField.DEVELOPMENT in cells:
            self.developments[" ".join(cells[UnitField.DEVELOPMENT].text.split())] += 1
        if not self._is_wanted(row):
            return SkippedRow(self._sheet.name, row.number, SkipReason.OTHER_DEVELOPMENT)
        self._began = True
        return self._unit(row, cells)

    def rejected(self, row: SourceRow, *problems: Problem) -> RejectedRow:
        """The row read last as one that cannot be taken."""
        return RejectedRow(self._sheet.name, row.number, problems, self.texts(row))

    def texts(self, row: SourceRow) -> tuple[str, ...]:
        """The cells of the row read last; what was merged or continued from above is filled in, so that the row can be
        corrected and read by itself."""
        texts = list(row.texts)
        for field, indexes in self.columns.of.items():
            if len(indexes) == 1 and indexes[0] < len(texts) and not texts[indexes[0]].strip():
                texts[indexes[0]] = self._cells.get(field, BLANK).text
        return tuple(texts)

    def _unit(self, row: SourceRow, cells: Mapping[UnitField, Cell]) -> UnitRow | RejectedRow:
        damage = row.fault or self._ragged(row)
        if damage is not None:
            return self.rejected(row, damage)
        reader = RowReader(self._sheet.name, row.number, cells, self._names, self._fen)
        if self._guessed_wan and not says_nothing(cells[UnitField.TOTAL]):
            reader.note(UnitField.TOTAL, mark("The heading names no unit: by the areas, these are 10,000 yuan (万元)."))
        return reader.read(self._building) or self.rejected(row, *reader.errors)

    def _ragged(self, row: SourceRow) -> Problem | None:
        """More filled cells than headings: a comma inside a cell has shifted everything behind it."""
        width = len(self.columns.headings)
        if not width or not any(cell.text.strip() for cell in row.cells[width:]):
            return None
        return Problem.error(
            "", mark("The row has {cells} cells, the headings are {headings}."), cells=len(row.cells), headings=width
        )

    def _joined(self, row: SourceRow, indexes: tuple[int, ...]) -> Cell:
        cells = [self._cell(row, index) for index in indexes]
        if len(cells) == 1:
            return cells[0]
        text = "-".join(cell.text.strip() for cell in cells if cell.text.strip())
        return Cell(text, Came.TEXT) if text else BLANK

    def _cell(self, row: SourceRow, index: int) -> Cell:
        own = row.cell(index)
        if own.text.strip() or (row.number, index) not in self._merged:
            return own
        fields = {field for field, indexes in self.columns.of.items() if index in indexes}
        return own if fields & NEVER_SPREAD else self._merged[row.number, index]

    def _carry(self, cells: dict[UnitField, Cell]) -> None:
        """Fills blank cells from above. An entrance is not carried into another building, nor into a row that names
        its building itself: there a blank means that there is none."""
        names_building = UnitField.BUILDING in cells and bool(cells[UnitField.BUILDING].text.strip())
        for field in CARRIED:
            if field not in cells:
                continue
            if cells[field].text.strip():
                if field is not UnitField.ENTRANCE and cells[field].text != self._carried.get(field, BLANK).text:
                    self._carried.pop(UnitField.ENTRANCE, None)
                self._carried[field] = cells[field]
            elif field is not UnitField.ENTRANCE or not names_building:
                cells[field] = self._carried.get(field, BLANK)

    def _is_wanted(self, row: SourceRow) -> bool:
        if self._where is None:
            return True
        indexes, wanted = self._where
        own = self._joined(row, indexes).text
        if not own.strip() and indexes == self.columns.of.get(UnitField.DEVELOPMENT):
            own = self._carried.get(UnitField.DEVELOPMENT, BLANK).text
        return plain(own) == wanted


def _merged_from(sheet: Sheet) -> dict[tuple[int, int], Cell]:
    """For each cell covered by one that is merged over several rows, that cell's content."""
    rows = {row.number: row for row in sheet.rows}
    width = max((len(row.cells) for row in sheet.rows), default=0)
    return {
        (number, column): rows[merge.top].cell(merge.left)
        for merge in sheet.merges
        if merge.bottom > merge.top and merge.top in rows
        for number in range(merge.top + 1, min(merge.bottom, len(rows)) + 1)
        for column in range(merge.left, min(merge.right + 1, width))
    }


def _where(columns: Columns, where: tuple[str, str] | None) -> tuple[tuple[int, ...], str] | None:
    if where is None:
        return None
    column, wanted = where
    field = named_field(column)
    written = any(plain(text) == plain(column) for text in columns.headings)
    if not written and field is not None and field in columns.of:
        return columns.of[field], plain(wanted)
    return resolve_columns(column, columns.headings, len(columns.headings)), plain(wanted)
