"""Reports as .xlsx: real numbers and dates, a frozen heading, totals that are formulas, 100,000 rows in a stream.

openpyxl's write-only workbook does the frame; the rows are written as ready XML, since styling cell by cell through it
takes twice the time.
"""

from __future__ import annotations

import errno
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile

from lxml.etree import LxmlError
from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.long_work import Cancelled, Progress, stop_if
from salesdesk.domain.report_table import ReportSheet
from salesdesk.excel.cell_xml import FIGURES, add_blank, add_number, add_text, cell_writer, new_row
from salesdesk.excel.cells import column_letter
from salesdesk.excel.safe_files import replacing
from salesdesk.excel.sheet_styles import SheetStyles, column_width

LAST_ROW = 1_048_576
REPORT_EVERY = 500
NAME_LENGTH = 31
_NOT_IN_NAMES = str.maketrans("[]:*?/\\", "()··？··")


def write_workbook(
    path: str | Path,
    sheets: Sequence[ReportSheet],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Writes the sheets to an .xlsx, which takes the place of ``path`` when it is complete.

    Args:
        progress, cancelled: told the rows written and to write; asked whether to stop.

    Raises:
        BadInput: the file is open in another program, the disk is full, a sheet has more rows than Excel holds. The
            old file stays as it was.
        Stopped: as asked; the old file stays as it was.
    """
    if not sheets:
        raise ValueError("a workbook needs a sheet")
    with replacing(path) as part, _workbook() as book:
        counter = _Counter(progress, cancelled, sum(sheet.row_count for sheet in sheets))
        names: set[str] = set()
        for sheet in sheets:
            _SheetWriter(book, sheet, _free_name(sheet.name, names), counter).write()
        # Workbook.save leaves the archive open when the disk is full.
        with ZipFile(part, "w", ZIP_DEFLATED, allowZip64=True) as archive:
            ExcelWriter(book, archive).save()


@contextmanager
def _workbook() -> Iterator[Any]:
    """A write-only workbook whose temporary files are removed when the work was broken off.

    Raises:
        OSError: a temporary file cannot be written; lxml has an error of its own for that.
    """
    book = Workbook(write_only=True)
    try:
        yield book
    except LxmlError as error:
        raise OSError(errno.ENOSPC if "ENOSPC" in str(error) else errno.EIO, str(error)) from error
    finally:
        for sheet in book.worksheets:
            writer = sheet._writer
            if writer is not None and Path(writer.out).exists():
                _close(sheet)
                writer.cleanup()


def _close(sheet: Any) -> None:
    """Ends the streams of a sheet that was broken off; what they still want to write is of no use."""
    for stream in (sheet._rows, sheet._writer.xf):
        try:
            stream.close()
        except (LxmlError, StopIteration):
            continue


def _free_name(wanted: str, taken: set[str]) -> str:
    """The name as Excel allows it: 31 units of UTF-16, without its own signs, once only."""
    base = wanted.translate(_NOT_IN_NAMES).strip(" '") or "Sheet"
    number, name = 1, _cut(base, NAME_LENGTH)
    while name.casefold() in taken:
        number += 1
        ending = f"({number})"
        name = _cut(base, NAME_LENGTH - len(ending)) + ending
    taken.add(name.casefold())
    return name


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le", "ignore")[: 2 * units].decode("utf-16-le", "ignore")


class _Counter:
    """Counts rows over all sheets, tells the progress and stops when asked."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None, to_do: int) -> None:
        self._progress, self._cancelled, self._to_do = progress, cancelled, to_do
        self._done = 0

    def add(self, rows: int) -> None:
        self._done += rows
        stop_if(self._cancelled)
        if self._progress is not None:
            self._progress(self._done, self._to_do)


class _SheetWriter:
    """One sheet: titles, headings, rows, totals."""

    def __init__(self, book: Any, report: ReportSheet, name: str, counter: _Counter) -> None:
        self._report, self._counter = report, counter
        self._sheet = book.create_sheet(name)
        self._styles = SheetStyles(self._sheet)
        self._letters = [column_letter(index) for index in range(len(report.columns))]
        self._heading_row = len(report.titles) + (2 if report.titles else 1)
        self._set_up()
        self._rows = _open_rows(self._sheet)

    def write(self) -> None:
        self._write_titles()
        self._write_headings()
        sums, last = self._write_rows()
        columns = self._report.columns
        self._sheet.auto_filter.ref = f"A{self._heading_row}:{self._letters[-1]}{max(last, self._heading_row)}"
        if last > self._heading_row and any(column.total for column in columns):
            self._write_totals(sums, last)
        self._sheet.close()

    def _set_up(self) -> None:
        """What the file holds before the rows has to be set before the first of them."""
        sheet = self._sheet
        sheet.freeze_panes = f"A{self._heading_row + 1}"
        sheet.print_title_rows = f"{self._heading_row}:{self._heading_row}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for letter, column in zip(self._letters, self._report.columns, strict=True):
            sheet.column_dimensions[letter].width = column_width(column)

    def _write_titles(self) -> None:
        for number, title in enumerate(self._report.titles, 1):
            row = new_row(number, 24 if number == 1 else 0)
            add_text(row, f"A{number}", title, self._styles.title if number == 1 else self._styles.subtitle)
            self._rows.send(row)
        if self._report.titles:
            self._rows.send(new_row(len(self._report.titles) + 1, 6))

    def _write_headings(self) -> None:
        row = new_row(self._heading_row, 30)
        for letter, column in zip(self._letters, self._report.columns, strict=True):
            add_text(row, f"{letter}{self._heading_row}", column.heading, self._styles.heading)
        self._rows.send(row)

    def _write_rows(self) -> tuple[list[int], int]:
        """Writes the rows; the sums of the columns that are added up, and the last row's number."""
        styles, columns = self._styles, self._report.columns
        text, quoted = styles.body(columns[0].kind.TEXT), styles.quoted()
        writers = [cell_writer(column.kind, styles.body(column.kind), text, quoted) for column in columns]
        places = list(zip(self._letters, writers, strict=True))
        added = [index for index, column in enumerate(columns) if column.total]
        sums, number = [0] * len(columns), self._heading_row
        for values in self._report.rows:
            number += 1
            if number >= LAST_ROW:
                raise BadInput(mark("More than {rows} rows do not fit on a sheet; narrow the filter."), rows=LAST_ROW)
            row, name = new_row(number), str(number)
            for (letter, write), value in zip(places, values, strict=True):
                if value is not None:
                    write(row, letter + name, value)
            for index in added:
                sums[index] += cast(int, values[index] or 0)
            self._rows.send(row)
            if number % REPORT_EVERY == 0:
                self._counter.add(REPORT_EVERY)
        self._counter.add((number - self._heading_row) % REPORT_EVERY)
        return sums, number

    def _write_totals(self, sums: Sequence[int], last: int) -> None:
        """A formula a column, over the rows that a filter leaves; with its result, for programs that do not reckon."""
        number, first = last + 1, self._heading_row + 1
        row = new_row(number)
        for index, (letter, column) in enumerate(zip(self._letters, self._report.columns, strict=True)):
            name, style = f"{letter}{number}", self._styles.total(column.kind)
            if column.total:
                figures = FIGURES[column.kind](sums[index]) or "0"
                add_number(row, name, figures, style, f"SUBTOTAL(9,{letter}{first}:{letter}{last})")
            elif index == 0:
                add_text(row, name, tr("Total of all rows"), style)
            else:
                add_blank(row, name, style)
        self._rows.send(row)


def _open_rows(sheet: Any) -> Generator[None, Any, None]:
    """Opens the sheet's stream for rows that are XML already, in the place where openpyxl keeps its own."""
    sheet._get_writer()

    def rows() -> Generator[None, Any, None]:
        stream = sheet._writer.xf.send(True)
        with stream.element("sheetData"):
            try:
                while True:
                    stream.write((yield))
            except GeneratorExit:
                pass
        sheet._writer.xf.send(None)

    sheet._rows = rows()
    next(sheet._rows)
    generator: Generator[None, Any, None] = sheet._rows
    return generator
