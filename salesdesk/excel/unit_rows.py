"""A price list as an office has it, read into units: every line is a unit, rejected, or skipped with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.long_work import Cancelled, Progress, stop_if
from salesdesk.domain.unit_sheet import (
    Place,
    Problem,
    RejectedRow,
    SheetLook,
    SkippedRow,
    SkipReason,
    UnitField,
    UnitRow,
    UnitSheet,
)
from salesdesk.excel.assigning import Assignment, assigned_columns
from salesdesk.excel.cells import Sheet, SourceRow
from salesdesk.excel.columns import Columns, find_columns, side_by_side
from salesdesk.excel.nothing_found import no_units
from salesdesk.excel.sheet_reader import SheetReader, Taken
from salesdesk.excel.sheets import open_sheets

REPORT_EVERY = 100
FIRST_ROWS = 30

Source = str | Path | Sequence[Sheet]


def read_units(
    source: Source,
    *,
    sheet: str | None = None,
    assign: Assignment | None = None,
    where: tuple[str, str] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> UnitSheet:
    """The units of a price list, with every row that is none and why.

    Lines of the file (of the one sheet, where one is named) = units + rejected + skipped. A unit that stands in the
    file twice is rejected the second time.

    Args:
        source: a file, or its sheets as `open_sheets` gave them.
        sheet: the name of the one sheet to read; all visible ones where None.
        assign: columns assigned by hand, field to column (see `Assignment`).
        where: a column and the text that its cells must hold, to choose one development out of several.
        progress, cancelled: told the rows done and to do; asked whether to stop.

    Raises:
        BadInput: the file cannot be read; a sheet or column named is not there; it holds no units (said in one
            sentence with what it does hold).
        Stopped: as asked.
    """
    sheets = open_sheets(source) if isinstance(source, str | Path) else tuple(source)
    file = Path(source).name if isinstance(source, str | Path) else sheets[0].name
    chosen = _chosen(sheets, sheet)
    columns = _columns([each for each in chosen if not each.hidden or sheet is not None], assign)
    readers = {
        each.name: SheetReader(each, columns[each.name], where, fixed=bool(assign))
        for each in chosen
        if each.name in columns and columns[each.name].holds_units
    }
    for name, reader in readers.items():
        _refuse_side_by_side(name, reader.columns, assign)
    taken = _Taking(progress, cancelled, sum(each.lines for each in chosen))
    for each in chosen:
        taken.take(each, readers.get(each.name))
    if not taken.units and not taken.rejected:
        raise no_units(file, chosen, columns, where)
    return UnitSheet(
        name=file,
        sheets=tuple(use for reader in readers.values() for use in reader.uses),
        lines=taken.lines,
        units=tuple(taken.units),
        rejected=tuple(taken.rejected),
        skipped=tuple(taken.skipped),
        titles=tuple(row.text for row in taken.skipped if row.why is SkipReason.TITLE and row.text),
        developments=tuple(taken.developments.items()),
        cells=taken.cells,
    )


def look_at_sheets(source: Source, *, assign: Assignment | None = None) -> tuple[SheetLook, ...]:
    """Every visible sheet as it lies there, with what its headings are understood as: for assigning columns by hand.

    Raises:
        BadInput: the file cannot be read; a column in ``assign`` is not there.
    """
    sheets = open_sheets(source) if isinstance(source, str | Path) else tuple(source)
    visible = [sheet for sheet in sheets if not sheet.hidden]
    columns = _columns(visible, assign)
    return tuple(
        SheetLook(
            (columns.get(sheet.name) or find_columns(sheet)).use(sheet.name),
            sheet.lines,
            tuple(row.texts for row in sheet.rows[:FIRST_ROWS]),
        )
        for sheet in visible
    )


def _chosen(sheets: Sequence[Sheet], name: str | None) -> Sequence[Sheet]:
    if name is None:
        return sheets
    found = [sheet for sheet in sheets if sheet.name.strip() == name.strip()]
    if not found:
        names = "、".join(sheet.name for sheet in sheets)
        raise BadInput(mark("There is no sheet “{sheet}”; the sheets are: {names}."), sheet=name, names=names)
    return found


def _columns(sheets: Sequence[Sheet], assign: Assignment | None) -> dict[str, Columns]:
    """The columns of each sheet; not of those where an assigned one is missing, as long as one sheet has them all."""
    found: dict[str, Columns] = {}
    refusal: BadInput | None = None
    for sheet in sheets:
        try:
            found[sheet.name] = assigned_columns(sheet, assign)
        except BadInput as error:
            refusal = refusal or error
    if refusal is not None and not any(columns.of for columns in found.values()):
        raise refusal
    return found


def _refuse_side_by_side(sheet: str, columns: Columns, assign: Assignment | None) -> None:
    """Two lists beside each other would make two units of a line; the second must not vanish."""
    letters = side_by_side(columns)
    if letters is not None and not assign:
        raise BadInput(
            mark("Sheet “{sheet}” holds two lists side by side (numbers in columns {first} and {second}); "
                 "put one below the other, or assign the columns by hand."),
            sheet=sheet,
            first=letters[0],
            second=letters[1],
        )  # fmt: skip


class _Taking:
    """Collects what the readers find, over all sheets."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None, to_do: int) -> None:
        self._progress, self._cancelled, self._to_do = progress, cancelled, to_do
        self.lines = 0
        self.units: list[UnitRow] = []
        self.rejected: list[RejectedRow] = []
        self.skipped: list[SkippedRow] = []
        self.developments: Counter[str] = Counter()
        self.cells: dict[Place, tuple[str, ...]] = {}
        self._seen: dict[tuple[str, str, str], UnitRow] = {}

    def take(self, sheet: Sheet, reader: SheetReader | None) -> None:
        if reader is None:
            why = SkipReason.HIDDEN if sheet.hidden else SkipReason.NO_UNITS
            for row in sheet.rows:
                text = " ".join(" ".join(row.texts).split())[:80]
                self._keep(SkippedRow(sheet.name, row.number, SkipReason.BLANK if row.is_blank else why, text))
                self._skip_rest(sheet.name, row)
            return
        for number, row in enumerate(sheet.rows):
            if number % REPORT_EVERY == 0:
                self._report()
            found = self._once(reader.read(row), row, reader)
            self._keep(found)
            if isinstance(found, UnitRow):
                self.cells[found.place] = reader.texts(row)
            self._skip_rest(sheet.name, row)
        self._report()
        self.developments.update(reader.developments)

    def _report(self) -> None:
        stop_if(self._cancelled)
        if self._progress is not None:
            self._progress(self.lines, self._to_do)

    def _once(self, found: Taken, row: SourceRow, reader: SheetReader) -> Taken:
        """The same, unless it is a unit that stood there before."""
        if not isinstance(found, UnitRow):
            return found
        first = self._seen.setdefault(found.key, found)
        if first is found:
            return found
        problem = Problem.error(
            reader.columns.heading(UnitField.NUMBER),
            mark("The unit {unit} stands in row {row} of “{sheet}” already."),
            unit=" ".join(part for part in first.key if part),
            row=first.row,
            sheet=first.sheet,
        )
        return reader.rejected(row, problem)

    def _keep(self, found: Taken) -> None:
        self.lines += 1
        if isinstance(found, UnitRow):
            self.units.append(found)
        elif isinstance(found, RejectedRow):
            self.rejected.append(found)
        else:
            self.skipped.append(found)

    def _skip_rest(self, sheet: str, row: SourceRow) -> None:
        """The further lines of a row of a text file whose quoted cell runs over several."""
        for line in range(row.number + 1, row.number + row.lines):
            self._keep(SkippedRow(sheet, line, SkipReason.CONTINUED))
