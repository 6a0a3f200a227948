from __future__ import annotations

from pathlib import Path

import pytest

from salesdesk.domain.errors import BadInput
from salesdesk.domain.unit_sheet import UnitField
from salesdesk.excel.assigning import assigned_columns
from salesdesk.excel.columns import Columns
from salesdesk.excel.sheets import open_sheets
from tests.excel.files import HEADINGS, Rows, home, problems, read_rows, workbook

F = UnitField


def columns(
    tmp_path: Path, rows: Rows, merges: tuple[str, ...] = (), assign: dict[str, str | int] | None = None
) -> Columns:
    path = workbook(tmp_path / "a.xlsx", {"一": rows}, {"一": merges})
    return assigned_columns(open_sheets(path)[0], assign)


def test_the_headings_are_found_under_title_rows(tmp_path: Path) -> None:
    found = columns(tmp_path, [["云麓苑3号楼一房一价表"], ["预售许可证：云房预售证第001号"], [], HEADINGS, home()])
    assert found.heading_rows == (4,)
    assert found.of[F.NUMBER] == (3,)
    assert found.fen == {F.UNIT_PRICE: 100, F.TOTAL: 100}


@pytest.mark.parametrize("merges", [(), ("A1:A2", "B1:D1", "E1:F1")])
def test_two_rows_of_headings_are_read_together(tmp_path: Path, merges: tuple[str, ...]) -> None:
    rows = [
        ["房号", "面积(㎡)", None, None, "价格（万元）", None],
        [None, "建筑面积", "套内", "公摊", "总价", "底价"],
        ["101", 100, 80, 20, 200, 190],
    ]
    found = columns(tmp_path, rows, merges)
    assert found.heading_rows == (1, 2)
    assert {field: index for field, (index,) in found.of.items()} == {
        F.NUMBER: 0, F.GROSS: 1, F.INNER: 2, F.SHARED: 3, F.TOTAL: 4, F.FLOOR_TOTAL: 5,
    }  # fmt: skip
    assert found.fen == {F.TOTAL: 1_000_000, F.FLOOR_TOTAL: 1_000_000}


def test_a_group_heading_tells_what_the_heading_below_it_means(tmp_path: Path) -> None:
    rows = [
        ["房号", "建筑面积", None, "套内", None, "车位", None],
        [None, "预测", "实测", "面积", "单价", "面积", "总价"],
        ["101", 100, 101, 80, 25000, 12, 150000],
    ]
    found = columns(tmp_path, rows, ("B1:C1", "D1:E1", "F1:G1"))
    assert {field: index for field, (index,) in found.of.items()} == {
        F.NUMBER: 0, F.GROSS: 1, F.INNER: 3, F.INNER_UNIT_PRICE: 4,
    }  # fmt: skip


def test_a_row_of_units_below_the_headings_is_part_of_them(tmp_path: Path) -> None:
    found = columns(tmp_path, [["房号", "建筑面积", "总价"], [None, "㎡", "万元"], ["101", 100, 200]])
    assert found.heading_rows == (1, 2)
    assert found.fen == {F.TOTAL: 1_000_000}


def test_the_predicted_area_is_taken_where_the_surveyed_one_stands_beside_it(tmp_path: Path) -> None:
    assert columns(tmp_path, [["房号", "实测建筑面积", "预测建筑面积"]]).of[F.GROSS] == (2,)


@pytest.mark.parametrize("column", ["建筑面积（实测）", "C", "c", 3, "3"])
def test_a_column_is_assigned_by_its_heading_its_letter_or_its_number(tmp_path: Path, column: str | int) -> None:
    rows = [["房号", "建筑面积（预测）", "建筑面积（实测）"], ["101", 100, 101]]
    assert columns(tmp_path, rows, assign={"建筑面积": column}).of[F.GROSS] == (2,)


def test_headings_that_nobody_knows_are_assigned_by_hand(tmp_path: Path) -> None:
    rows = [["清单"], ["编码一", "甲", "乙"], ["101", 100, 2_000_000]]
    found = columns(tmp_path, rows, assign={"number": "编码一", "gross": "甲", "total": "乙"})
    assert found.heading_rows == (2,)
    assert found.holds_units


def test_a_sheet_without_headings_is_read_by_letters_from_its_first_row(tmp_path: Path) -> None:
    read = read_rows(tmp_path, [["101", 89.5, 1], ["201", 90, 2]], assign={"number": "A", "gross": "B", "floor": "C"})
    assert [(unit.row, unit.number, unit.floor) for unit in read.units] == [(1, "101", 1), (2, "201", 2)]


def test_several_columns_are_joined_to_one_text(tmp_path: Path) -> None:
    read = read_rows(
        tmp_path,
        [["房", "厅", "楼层", "房号", "建筑面积"], [3, 2, "三层", "A", 100]],
        assign={"number": "楼层+房号", "layout": "A+B"},
    )
    (unit,) = read.units
    assert (unit.number, unit.floor, unit.layout) == ("三层-A", 3, "3-2")


def test_a_field_is_switched_off_by_an_empty_assignment(tmp_path: Path) -> None:
    (unit,) = read_rows(tmp_path, [HEADINGS, home(price=1)], assign={"单价": ""}).units
    assert (unit.unit_price_fen, unit.notes) == (2_000_000, ())


def test_a_column_assigned_to_one_field_is_no_longer_read_for_another(tmp_path: Path) -> None:
    rows = [["项目", "房号", "建筑面积"], ["甲苑", "101", 100]]
    (unit,) = read_rows(tmp_path, rows, assign={"building": "项目"}).units
    assert (unit.building, unit.development) == ("甲苑", "")


@pytest.mark.parametrize(
    ("assign", "words"),
    [
        ({"gross": "没有"}, "There is no column “没有”; the headings are: 房号、建筑面积、备用、备用"),
        ({"gross": "Z"}, "There is no column “Z”"),
        ({"gross": "0"}, "There is no column “0”"),
        ({"remark": "备用"}, "stands over several columns \\(C、D\\)"),
        ({"星座": "A"}, "is nothing that a price list holds"),
    ],
)
def test_a_wrong_assignment_is_refused_with_what_there_is(tmp_path: Path, assign: dict[str, str], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read_rows(tmp_path, [["房号", "建筑面积", "备用", "备用"], ["101", 100, 1, 2]], assign=assign)


def test_an_assigned_column_may_stand_on_one_of_several_sheets(tmp_path: Path) -> None:
    from salesdesk.excel.unit_rows import read_units

    path = workbook(tmp_path / "a.xlsx", {"一": [["说明"]], "二": [["门", "建筑面积"], ["101", 100]]})
    read = read_units(path, assign={"number": "门"})
    assert [unit.sheet for unit in read.units] == ["二"]
    assert problems(read) == []


def test_a_second_list_further_down_is_read_by_its_own_headings(tmp_path: Path) -> None:
    rows = [
        ["楼栋", "楼层", "房号", "建筑面积", "总价（元）"],
        ["1号楼", 1, "101", 90, 1_800_000],
        ["1号楼", 1, "102", 0, 1_800_000],
        ["地下车位价格表"],
        ["车位号", "楼层", "面积", "总价（万元）", "用途", "备注"],
        ["A-001", "B1", 12.5, 15, "车位", "子母车位"],
        ["A-002", "B1", 0, 15, "车位", ""],
    ]
    read = read_rows(tmp_path, rows)
    assert [(unit.row, unit.number, unit.floor, unit.total_fen, unit.kind) for unit in read.units] == [
        (2, "101", 1, 180_000_000, "home"),
        (6, "A-001", -1, 15_000_000, "parking"),
    ]
    assert [(use.heading_row, use.columns[0].heading) for use in read.sheets] == [(1, "楼栋"), (5, "车位号")]
    assert [(row.row, row.column, read.use_of(row).heading_row) for row in read.rejected] == [
        (3, "建筑面积", 1),
        (7, "面积", 5),
    ]


def test_a_list_is_read_from_its_first_headings_though_later_ones_name_more(tmp_path: Path) -> None:
    rows = [
        ["房号", "建筑面积"],
        ["101", 90],
        [],
        ["房号", "建筑面积", "总价（元）", "楼层"],
        ["201", 91, 1_900_000, 2],
    ]
    assert [unit.number for unit in read_rows(tmp_path, rows).units] == ["101", "201"]


def test_two_lists_side_by_side_are_refused_and_none_of_them_vanishes(tmp_path: Path) -> None:
    rows = [["房号", "建筑面积", None, "房号", "建筑面积"], ["101", 90, None, "201", 91]]
    with pytest.raises(BadInput, match="two lists side by side \\(numbers in columns A and D\\)"):
        read_rows(tmp_path, rows)
    assert [unit.number for unit in read_rows(tmp_path, rows, assign={"number": "D", "gross": "E"}).units] == ["201"]
