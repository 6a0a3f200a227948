from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from salesdesk.excel.rejects import write_rejected
from salesdesk.excel.unit_rows import read_units
from tests.excel.files import HEADINGS, home, read_rows, workbook


def test_rejected_rows_are_saved_with_their_reasons(tmp_path: Path) -> None:
    read = read_rows(tmp_path, [["云麓苑"], HEADINGS, home("101"), home("102", 0), home("=1+1", -5)])
    write_rejected(tmp_path / "rejected.xlsx", read)
    rows = [list(row) for row in load_workbook(tmp_path / "rejected.xlsx")["Sheet1"].iter_rows(values_only=True)]
    assert rows[0][0] == "Rows of “list.xlsx”, sheet “Sheet1”, that were not taken"
    assert rows[2] == ["Row in the file", "Column", "Reason", *HEADINGS]
    assert rows[3][:3] == [4, "建筑面积(㎡)", "An area must be more than zero: “0”."]
    assert rows[3][3:] == ["1号楼", "1单元", "1", "102", "0", "20000", "2000000"]
    assert len(rows) == 5


def test_the_saved_rows_can_be_read_again_with_what_was_merged_filled_in(tmp_path: Path) -> None:
    rows = [
        ["楼栋", "单元", "楼层", "房号", "套内", None, "总价（万元）"],
        [None, None, None, None, "面积", "单价", None],
        ["1号楼", "1单元", 1, "101", 80, 25_000, 200],
        [None, None, None, "102", 0, 25_000, 200],
    ]
    path = workbook(tmp_path / "a.xlsx", {"一": rows}, {"一": ["E1:F1", "A3:A4", "B3:B4", "C3:C4"]})
    read = read_units(path, assign={"gross": "E"})
    write_rejected(tmp_path / "rejected.xlsx", read)
    again = read_units(tmp_path / "rejected.xlsx", assign={"gross": "套内面积"})
    (row,) = again.rejected
    assert row.reason == "An area must be more than zero: “0”."
    assert row.cells[3:] == ("1号楼", "1单元", "1", "102", "0", "25000", "200")
    assert [use.field for use in again.sheets[0].columns] == [use.field for use in read.sheets[0].columns]


def test_each_sheet_keeps_its_own(tmp_path: Path) -> None:
    sheets = {
        "一": [HEADINGS, home("101", 0)],
        "二": [HEADINGS, home("201")],
        "三": [HEADINGS, home("301", 0), home("302", 0)],
    }
    write_rejected(tmp_path / "rejected.xlsx", read_units(workbook(tmp_path / "a.xlsx", sheets)))
    assert [(sheet.title, sheet.max_row) for sheet in load_workbook(tmp_path / "rejected.xlsx")] == [
        ("一", 4),
        ("三", 5),
    ]
