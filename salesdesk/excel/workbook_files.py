"""Workbooks by python-calamine: values, merged ranges, hidden sheets."""

from __future__ import annotations

from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from salesdesk.excel.cells import Merge, Sheet, SourceRow, cell_of


class PasswordNeeded(Exception):
    """The workbook is protected by a password."""


class WorkbookDamaged(Exception):
    """The bytes are no workbook that can be read."""


def read_workbook(file: Path) -> tuple[Sheet, ...]:
    """Every worksheet, hidden ones marked; charts and macros are no sheets of rows.

    Raises:
        PasswordNeeded, WorkbookDamaged: as they say.
    """
    try:
        return _sheets(file)
    except PasswordError as error:
        raise PasswordNeeded from error
    except (CalamineError, OSError) as error:
        raise WorkbookDamaged(str(error)) from error
    except BaseException as error:
        # On some damaged files the reader panics; pyo3 makes that a BaseException of a class that cannot be imported.
        if type(error).__name__ == "PanicException":
            raise WorkbookDamaged(str(error)) from error
        raise


def _sheets(file: Path) -> tuple[Sheet, ...]:
    with CalamineWorkbook.from_path(file) as workbook:
        return tuple(
            _sheet(workbook.get_sheet_by_name(about.name), about.visible is not SheetVisibleEnum.Visible)
            for about in workbook.sheets_metadata
            if about.typ is SheetTypeEnum.WorkSheet
        )


def _sheet(sheet: CalamineSheet, hidden: bool) -> Sheet:
    # Without skip_empty_area the rows before the first filled one are dropped, and every row number is wrong.
    values = sheet.to_python(skip_empty_area=False)
    rows = tuple(SourceRow(number, tuple(map(cell_of, row))) for number, row in enumerate(values, 1))
    merges = tuple(Merge(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet_merges(sheet))
    return Sheet(sheet.name, rows, merges, hidden)


def sheet_merges(sheet: CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return sheet.merged_cell_ranges or []
