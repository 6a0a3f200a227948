"""The rows of a price list that could not be taken, as an .xlsx to be corrected and read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from salesdesk.domain.i18n import tr
from salesdesk.domain.report_table import Column, ColumnKind, ReportSheet
from salesdesk.domain.unit_sheet import RejectedRow, SheetUse, UnitSheet
from salesdesk.excel.cells import column_letter
from salesdesk.excel.workbook import write_workbook


def write_rejected(path: str | Path, read: UnitSheet) -> None:
    """Writes the rejected rows, a sheet for each list they came from: row number, column, reasons, the cells as read.

    The headings are those of the list, so that the file can be imported when it is corrected.

    Raises:
        BadInput: the file cannot be written.
        ValueError: no row was rejected.
    """
    rows = [(use, [row for row in read.rejected if read.use_of(row) is use]) for use in read.sheets]
    write_workbook(path, [_sheet(read, use, mine) for use, mine in rows if mine])


def _sheet(read: UnitSheet, use: SheetUse, rows: list[RejectedRow]) -> ReportSheet:
    width = max(len(use.headings), *(len(row.cells) for row in rows))
    headings = [*use.headings, *("" for _ in range(width - len(use.headings)))]
    columns = (
        Column(tr("Row in the file"), ColumnKind.INTEGER),
        Column(tr("Column")),
        Column(tr("Reason"), width=60),
        *(Column(" ".join(text.split()) or column_letter(index)) for index, text in enumerate(headings)),
    )
    title = tr("Rows of “{file}”, sheet “{sheet}”, that were not taken").format(file=read.name, sheet=use.name)
    return ReportSheet(use.name, columns, _cells(rows, width), (title,), len(rows))


def _cells(rows: list[RejectedRow], width: int) -> Iterator[tuple[object, ...]]:
    for row in rows:
        rest = (None for _ in range(width - len(row.cells)))
        yield (row.row, row.column, row.reason, *(text or None for text in row.cells), *rest)
