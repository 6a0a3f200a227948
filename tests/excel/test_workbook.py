"""What openpyxl's frame and our rows make is read back by calamine, and by openpyxl where formulas and styles count."""

from __future__ import annotations

import errno
import gc
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from salesdesk.domain.errors import BadInput
from salesdesk.domain.long_work import Stopped
from salesdesk.domain.report_table import Column, ColumnKind, ReportSheet
from salesdesk.excel import workbook as module
from salesdesk.excel.workbook import write_workbook

K = ColumnKind
TITLES = ("销售明细分析表", "云麓苑 2026年1月")
COLUMNS = (
    Column("房号"),
    Column("总价", K.YUAN, total=True),
    Column("建筑面积", K.AREA, total=True),
    Column("套数", K.INTEGER, total=True),
    Column("折扣", K.PERCENT),
    Column("签约日期", K.DATE),
    Column("录入时间", K.DATETIME),
)
ROWS: list[Sequence[object]] = [
    ("-106", 278_000_055, 1_185_250, 1, 976_000, date(2026, 1, 31), datetime(2026, 1, 31, 16, 30, tzinfo=UTC)),
    ("0302", -50, 895_000, None, None, None, None),
]


def written(path: Path, *sheets: ReportSheet) -> list[list[list[Any]]]:
    """The cells of each sheet, by calamine."""
    write_workbook(path, sheets)
    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]


def texts(path: Path, values: Sequence[object], kind: ColumnKind = K.TEXT) -> list[object]:
    (rows,) = written(path, ReportSheet("一", (Column("x", kind),), [(value,) for value in values]))
    return [row[0] for row in rows[1:]]


def test_sums_areas_percentages_and_dates_are_real_ones(tmp_path: Path) -> None:
    (rows,) = written(tmp_path / "a.xlsx", ReportSheet("明细", COLUMNS, ROWS, TITLES))
    assert [row[0] for row in rows[:3]] == [*TITLES, ""]
    assert rows[3] == [column.heading for column in COLUMNS]
    assert rows[4] == ["-106", 2780000.55, 118.525, 1.0, 0.976, date(2026, 1, 31), datetime(2026, 2, 1, 0, 30)]
    assert rows[5] == ["0302", -0.5, 89.5, "", "", "", ""]


def test_totals_are_formulas_over_the_rows_with_their_result(tmp_path: Path) -> None:
    (rows,) = written(tmp_path / "a.xlsx", ReportSheet("明细", COLUMNS, ROWS, TITLES))
    assert rows[6][:4] == ["Total of all rows", 2780000.05, 208.025, 1.0]
    sheet = load_workbook(tmp_path / "a.xlsx")["明细"]
    assert [cell.value for cell in sheet[7]][:5] == [
        "Total of all rows", "=SUBTOTAL(9,B5:B6)", "=SUBTOTAL(9,C5:C6)", "=SUBTOTAL(9,D5:D6)", None,
    ]  # fmt: skip


def test_headings_are_frozen_and_filtered_and_columns_wide_enough(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", [ReportSheet("明细", COLUMNS, ROWS, TITLES)])
    sheet = load_workbook(tmp_path / "a.xlsx")["明细"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A5", "A4:G6", "$4:$4")
    assert sheet["B5"].number_format == "#,##0.00"
    assert sheet["F5"].number_format == "yyyy-mm-dd"
    assert sheet.column_dimensions["B"].width >= len("2,780,000.55")


def test_a_report_without_rows_has_its_headings_and_no_totals(tmp_path: Path) -> None:
    (rows,) = written(tmp_path / "a.xlsx", ReportSheet("明细", COLUMNS, []))
    assert rows == [[column.heading for column in COLUMNS]]


@pytest.mark.parametrize("text", ["=1+1", "+86 138", "-106", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"])
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    assert texts(tmp_path / "a.xlsx", [text]) == [text]
    cell = load_workbook(tmp_path / "a.xlsx")["一"]["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_text_comes_back_as_it_was(tmp_path: Path) -> None:
    whole = ["0302", "张𠮷🏠", " 前后 ", "两\n行", "110101199003070011", "_x0041_", "a&b<c>", "2026-01-02", "TRUE"]
    assert texts(tmp_path / "a.xlsx", whole) == whole


def test_what_a_cell_cannot_hold_is_left_out(tmp_path: Path) -> None:
    assert texts(tmp_path / "a.xlsx", ["甲\x00\x0b\ud800乙\uffff", "长" * 40_000]) == ["甲乙", "长" * 32_767]


@given(st.lists(st.text(max_size=40), max_size=10))
def test_no_text_makes_a_file_that_cannot_be_read(values: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        read = texts(Path(folder) / "a.xlsx", [f"x{value}x" for value in values])
    assert len(read) == len(values)
    assert all(str(text).startswith("x") for text in read)


def test_a_long_whole_number_is_text_and_loses_no_digit(tmp_path: Path) -> None:
    assert texts(tmp_path / "a.xlsx", [110101199003070011, 999_999_999_999_999], K.INTEGER) == [
        "110101199003070011", 999_999_999_999_999.0,
    ]  # fmt: skip


@given(st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=20))
def test_every_sum_comes_back_to_the_fen(sums: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        read = texts(Path(folder) / "a.xlsx", sums, K.YUAN)
    assert [round(float(str(value)) * 100) for value in read] == sums


def test_a_date_before_excels_time_is_text(tmp_path: Path) -> None:
    assert texts(tmp_path / "a.xlsx", [date(1899, 5, 1), date(1900, 3, 1)], K.DATE) == ["1899-05-01", date(1900, 3, 1)]


@pytest.mark.parametrize(("kind", "value"), [(K.YUAN, 1.5), (K.INTEGER, 1.5), (K.DATETIME, datetime(2026, 1, 1))])
def test_a_value_of_the_wrong_kind_is_a_fault_of_ours(tmp_path: Path, kind: ColumnKind, value: object) -> None:
    with pytest.raises(TypeError):
        texts(tmp_path / "a.xlsx", [value], kind)
    assert list(tmp_path.iterdir()) == []


def test_only_what_can_be_added_up_has_a_total() -> None:
    with pytest.raises(ValueError, match="cannot be added up"):
        Column("折扣", K.PERCENT, total=True)


def test_sheet_names_are_made_as_excel_allows_them(tmp_path: Path) -> None:
    names = ["收款/退款[1月]", "a" * 40, "A" * 40, "''", "🏠" * 20]
    write_workbook(tmp_path / "a.xlsx", [ReportSheet(name, (Column("x"),), []) for name in names])
    assert CalamineWorkbook.from_path(tmp_path / "a.xlsx").sheet_names == [
        "收款·退款(1月)", "a" * 31, "A" * 28 + "(2)", "Sheet", "🏠" * 15,
    ]  # fmt: skip


def rows_then(failure: Exception) -> Iterator[Sequence[object]]:
    yield ("101",)
    raise failure


def test_a_report_that_fails_half_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    (tmp_path / "a.xlsx").write_text("old")
    for failure, expected in ((OSError(errno.ENOSPC, "full"), BadInput), (ZeroDivisionError(), ZeroDivisionError)):
        with pytest.raises(expected):
            write_workbook(tmp_path / "a.xlsx", [ReportSheet("一", (Column("x"),), rows_then(failure))])
    gc.collect()
    assert (tmp_path / "a.xlsx").read_text() == "old"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.xlsx", "temp"]


def test_a_full_disk_for_temporary_files_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lxml.etree import SerialisationError

    def full(*_: object) -> object:
        raise SerialisationError("IO_ENOSPC")

    monkeypatch.setattr(module, "new_row", full)
    with pytest.raises(BadInput, match="The disk is full"):
        write_workbook(tmp_path / "a.xlsx", [ReportSheet("一", (Column("x"),), [])])


def test_progress_is_told_over_all_sheets_and_the_writing_stops_when_asked(tmp_path: Path) -> None:
    def sheet(name: str) -> ReportSheet:
        return ReportSheet(name, (Column("x"),), ((str(n),) for n in range(600)), row_count=600)

    told: list[tuple[int, int]] = []
    write_workbook(
        tmp_path / "a.xlsx", [sheet("一"), sheet("二")], progress=lambda done, to_do: told.append((done, to_do))
    )
    assert told[-1] == (1200, 1200)
    assert told == sorted(told)
    asked = iter([False, True])
    with pytest.raises(Stopped):
        write_workbook(tmp_path / "b.xlsx", [sheet("一")], cancelled=lambda: next(asked))
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LAST_ROW", 5)
    with pytest.raises(BadInput, match="do not fit on a sheet"):
        write_workbook(tmp_path / "a.xlsx", [ReportSheet("一", (Column("x"),), [("1",)] * 5)])
