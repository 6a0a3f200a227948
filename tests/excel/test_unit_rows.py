from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.errors import BadInput
from salesdesk.domain.long_work import Stopped
from salesdesk.domain.pricing import Basis
from salesdesk.domain.unit_sheet import Problem, RejectedRow, SkippedRow, SkipReason, UnitField, UnitRow
from salesdesk.excel.cells import Sheet, SourceRow, cell_of
from salesdesk.excel.unit_rows import look_at_sheets, read_units
from tests.excel.files import HEADINGS, home, notes, problems, read_rows, read_text, workbook


def test_a_row_becomes_a_unit_with_every_field(tmp_path: Path) -> None:
    headings = [
        "项目名称",
        "楼栋",
        "单元",
        "楼层",
        "房号",
        "用途",
        "户型",
        "朝向",
        "建筑面积",
        "套内面积",
        "公摊面积",
        "单价",
        "总价",
        "底价",
        "状态",
        "抵押",
        "查封",
        "备注",
    ]
    row = [
        "云麓苑",
        "3号楼",
        "2单元",
        "十六层",
        "1604",
        "住宅",
        "三室两厅",
        "南北",
        "118.52㎡",
        98.5,
        20.02,
        "20,000元/㎡",
        "237.04万",
        2_300_000,
        "可售",
        "是",
        "否",
        "样板房",
    ]
    (unit,) = read_rows(tmp_path, [headings, row]).units
    assert (unit.development, *unit.key, unit.floor, unit.floor_to) == ("云麓苑", "3号楼", "2单元", "1604", 16, 16)
    assert (unit.kind, unit.kind_text, unit.layout, unit.aspect) == ("home", "住宅", "三室两厅", "南北")
    assert (unit.gross_cm2, unit.inner_cm2, unit.shared_cm2) == (1_185_200, 985_000, 200_200)
    assert (unit.unit_price_fen, unit.total_fen, unit.floor_total_fen) == (2_000_000, 237_040_000, 230_000_000)
    assert (unit.basis, unit.state, unit.mortgaged, unit.sealed, unit.remark) == (
        Basis.GROSS, "可售", True, False, "样板房",
    )  # fmt: skip
    assert (unit.sheet, unit.row, unit.notes) == ("Sheet1", 2, ())


@pytest.mark.parametrize("code", ["-106", "02", "1A", "2单元-102", "1=1"])
def test_a_number_stays_the_text_that_it_is(tmp_path: Path, code: str) -> None:
    (unit,) = read_rows(tmp_path, [HEADINGS, home(code)]).units
    assert unit.number == code


def test_a_number_stored_as_a_figure_has_no_decimals(tmp_path: Path) -> None:
    assert [unit.number for unit in read_rows(tmp_path, [HEADINGS, home(1604.0), home("１６０５")]).units] == [
        "1604",
        "1605",
    ]


def test_the_floor_is_taken_from_the_number_where_there_is_none(tmp_path: Path) -> None:
    read = read_rows(tmp_path, [["房号", "建筑面积"], ["1604", 90], ["0302", 90], ["-106", 90], ["12", 90]])
    assert [unit.floor for unit in read.units] == [16, 3, -1]
    assert notes(read)[0] == "Floor 16 is taken from the number “1604”."
    assert problems(read) == [(5, "Floor", "The floor is missing, and the number “12” does not tell it.")]


def test_a_home_over_two_floors_keeps_both(tmp_path: Path) -> None:
    (unit,) = read_rows(tmp_path, [["房号", "楼层", "建筑面积"], ["1701", "17-18层", 190]]).units
    assert (unit.floor, unit.floor_to) == (17, 18)


def test_what_cannot_be_taken_is_rejected_with_row_column_and_reason(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        home("101", -5),
        home("102", 0),
        home("103", "约90"),
        home("104", None),
        home(None),
        home("106", 90, "面议"),
        ["1号楼", "1单元", 999, "107", 90, 1, 90],
        home("108", 90, -1),
        home(date(2026, 1, 12)),
        home("110", "9" * 9),
    ]
    assert problems(read_rows(tmp_path, rows)) == [
        (2, "建筑面积(㎡)", "An area must be more than zero: “-5”."),
        (3, "建筑面积(㎡)", "An area must be more than zero: “0”."),
        (4, "建筑面积(㎡)", "“约90” is not a number."),
        (5, "建筑面积(㎡)", "The gross area is missing."),
        (6, "房号", "The unit number is missing."),
        (7, "单价(元/㎡)", "“面议” is no sum of money."),
        (8, "楼层", "No building has a floor “999”."),
        (9, "单价(元/㎡)", "A price cannot be negative: “-1”."),
        (10, "房号", "Excel has turned this code into a date: “2026-01-12”."),
        (11, "建筑面积(㎡)", "“999999999” m² is larger than any unit."),
    ]


def test_every_reason_against_a_row_is_told_at_once(tmp_path: Path) -> None:
    (row,) = read_rows(tmp_path, [HEADINGS, home("101", 0, -1), home("102")]).rejected
    assert [problem.column for problem in row.problems] == ["建筑面积(㎡)", "单价(元/㎡)"]
    assert row.reason == "An area must be more than zero: “0”. A price cannot be negative: “-1”."
    assert row.cells == ("1号楼", "1单元", "1", "101", "0", "-1", "2000000")


def test_a_unit_that_stands_there_twice_is_rejected_with_the_row_of_the_first(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", {"一": [HEADINGS, home("101"), home("１０１")], "二": [HEADINGS, home("101"), home("102")]}
    )
    read = read_units(path)
    assert [(unit.sheet, unit.row) for unit in read.units] == [("一", 2), ("二", 3)]
    assert [(row.sheet, row.row, row.column, row.reason) for row in read.rejected] == [
        ("一", 3, "房号", "The unit 1号楼 1单元 101 stands in row 2 of “一” already."),
        ("二", 2, "房号", "The unit 1号楼 1单元 101 stands in row 2 of “一” already."),
    ]


def test_rows_that_are_no_units_are_skipped_each_with_its_reason(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["云麓苑一房一价表"],
        HEADINGS,
        home("101"),
        [],
        ["1单元小计", None, None, "1套", 100, None, 2_000_000],
        ["2单元"],
        HEADINGS,
        home("102"),
        ["共2套"],
        ["合 计", None, None, None, 200, None, 4_000_000],
        ["注：以上为毛坯价"],
        ["制表：沈一舟", None, None, None, "审核：顾南"],
        ["${unit.no}", "${unit.area}"],
    ]
    read = read_rows(tmp_path, rows)
    assert [unit.number for unit in read.units] == ["101", "102"]
    assert [(row.row, row.why) for row in read.skipped] == [
        (1, SkipReason.TITLE),
        (2, SkipReason.HEADING),
        (4, SkipReason.BLANK),
        (5, SkipReason.TOTALS),
        (6, SkipReason.TITLE),
        (7, SkipReason.HEADING),
        (9, SkipReason.TOTALS),
        (10, SkipReason.TOTALS),
        (11, SkipReason.REMARK),
        (12, SkipReason.REMARK),
        (13, SkipReason.PLACEHOLDER),
    ]
    assert read.titles == ("云麓苑一房一价表", "2单元")
    assert read.skipped_because([SkipReason.TOTALS, SkipReason.REMARK]) == 5


def test_headings_in_a_second_language_are_skipped(tmp_path: Path) -> None:
    text = "建案名稱,棟及號,移轉層次,建物移轉總面積平方公尺,總價元\nbuild case,buildings,level,area shifted,total NTD\n"
    read = read_text(tmp_path, text + "山嵐,A-12F號,十二層,100.5,20000000\n")
    assert [(unit.number, unit.floor) for unit in read.units] == [("A-12F號", 12)]
    assert [(row.row, row.why) for row in read.skipped] == [(1, "heading"), (2, "heading")]


def test_merged_and_blank_cells_below_a_building_mean_the_same_building(tmp_path: Path) -> None:
    rows = [
        ["楼栋", "单元", "楼层", "房号", "建筑面积"],
        ["1号楼", "1单元", 1, "101", 90], [None, None, None, "102", 90], [None, "2单元", 1, "101", 90],
        ["2号楼", None, 1, "101", 90], [None, None, 1, "102", 90],
    ]  # fmt: skip
    expected = [
        ("1号楼", "1单元", "101"),
        ("1号楼", "1单元", "102"),
        ("1号楼", "2单元", "101"),
        ("2号楼", "", "101"),
        ("2号楼", "", "102"),
    ]
    assert [unit.key for unit in read_rows(tmp_path, rows, ["A2:A4", "B2:B3", "C2:C3"]).units] == expected
    assert [unit.key for unit in read_rows(tmp_path, rows).units] == expected


def test_a_row_that_names_its_building_and_leaves_the_entrance_blank_has_none(tmp_path: Path) -> None:
    rows = [
        ["楼栋", "单元", "楼层", "房号", "建筑面积"],
        ["1号楼", "1单元", 1, "101", 90],
        ["1号楼", None, 1, "S101", 40],
    ]
    assert [unit.entrance for unit in read_rows(tmp_path, rows).units] == ["1单元", ""]


def test_a_total_or_an_area_merged_over_several_units_is_not_each_ones(tmp_path: Path) -> None:
    rows = [HEADINGS, home("101"), ["1号楼", "1单元", "1", "102", None, 20_000, None]]
    read = read_rows(tmp_path, rows, ["E2:E3", "G2:G3"])
    assert problems(read) == [(3, "建筑面积(㎡)", "The gross area is missing.")]


def test_a_floor_merged_over_its_units_is_the_floor_of_each(tmp_path: Path) -> None:
    rows = [["楼层", "房号", "建筑面积"], ["三层", "甲", 90], [None, "乙", 90]]
    assert [unit.floor for unit in read_rows(tmp_path, rows, ["A2:A3"]).units] == [3, 3]
    assert len(read_rows(tmp_path, rows).rejected) == 1


@pytest.mark.parametrize("place", ["sheet", "title", "section"])
def test_the_building_is_taken_from_the_sheets_name_or_a_title(tmp_path: Path, place: str) -> None:
    rows = [["房号", "建筑面积"], ["101", 90]]
    rows = [["云麓苑3号楼价目表"], *rows] if place == "title" else rows
    rows = [rows[0], ["3号楼"], rows[1]] if place == "section" else rows
    path = workbook(tmp_path / "a.xlsx", {"3号楼" if place == "sheet" else "1、2号楼": rows})
    assert [unit.building for unit in read_units(path).units] == ["3号楼"]


@pytest.mark.parametrize(
    ("above", "heading", "guessed"),
    [([], "总价（万元）", False), (["单位：平方米、万元"], "总价", False), ([], "总价", True)],
)
def test_totals_in_10000_yuan_are_known_by_their_heading_a_title_or_the_areas(
    tmp_path: Path, above: list[str], heading: str, guessed: bool
) -> None:
    read = read_rows(
        tmp_path, [above, ["房号", "建筑面积", "单价", heading], ["101", 100, 20_000, 200], ["102", 90, 20_000, "180"]]
    )
    assert [unit.total_fen for unit in read.units] == [200_000_000, 180_000_000]
    assert bool(notes(read)) is any("万元" in note for note in notes(read)) or not guessed


def test_one_development_is_chosen_by_a_column(tmp_path: Path) -> None:
    rows = [["项目名称", "房号", "建筑面积"], ["云麓苑", "101", 90], ["望江台", "101", 91], [None, "102", 92]]
    read = read_rows(tmp_path, rows, where=("项目名称", " 望江台"))
    assert [(unit.row, unit.number) for unit in read.units] == [(3, "101"), (4, "102")]
    assert [(row.row, row.why) for row in read.skipped] == [(1, SkipReason.HEADING), (2, SkipReason.OTHER_DEVELOPMENT)]
    assert read.developments == (("云麓苑", 1), ("望江台", 2))
    assert len(read_rows(tmp_path, rows, where=("development", "云麓苑")).units) == 1
    with pytest.raises(BadInput, match="holds no unit whose “A” is “无此苑”"):
        read_rows(tmp_path, rows, where=("A", "无此苑"))
    with pytest.raises(BadInput, match="There is no column “区”"):
        read_rows(tmp_path, rows, where=("区", "x"))


def test_one_sheet_is_chosen_by_its_name_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path / "a.xlsx", {"一": [HEADINGS, home("101")], "二": [HEADINGS, home("201")]})
    assert [unit.number for unit in read_units(path, sheet="二").units] == ["201"]
    with pytest.raises(BadInput, match="There is no sheet “三”; the sheets are: 一、二"):
        read_units(path, sheet="三")
    book = load_workbook(path)
    book["二"].sheet_state = "hidden"
    book.save(path)
    read = read_units(path)
    assert (len(read.units), read.lines, read.skipped[-1].why) == (1, 4, SkipReason.HIDDEN)


def test_progress_is_told_and_the_reading_stops_when_asked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"一": [HEADINGS, *(home(f"{n}01") for n in range(1, 140))]})
    told: list[tuple[int, int]] = []
    read_units(path, progress=lambda done, to_do: told.append((done, to_do)))
    assert told == [(0, 140), (100, 140), (140, 140)]
    with pytest.raises(Stopped):
        read_units(path, cancelled=lambda: True)


def test_a_person_who_assigns_columns_sees_every_sheet_as_it_lies_there(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"一": [["云麓苑"], ["房号", "甲"], ["101", 90]], "二": []})
    first, second = look_at_sheets(path)
    assert (first.lines, first.use.heading_row, first.first_rows[1]) == (3, 0, ("房号", "甲"))
    (again, _) = look_at_sheets(path, assign={"gross": "甲"})
    assert [(use.field, use.heading, use.letter) for use in again.use.columns] == [
        ("number", "房号", "A"), ("gross", "甲", "B"),
    ]  # fmt: skip
    assert (second.lines, second.first_rows) == (0, ())


def test_a_row_tells_what_it_guesses_from_what_the_file_says(tmp_path: Path) -> None:
    (bare,) = read_rows(tmp_path, [["房号", "套内面积", "公摊面积"], ["1604", 80, 20]]).units
    assert bare.guessed == (UnitField.FLOOR, UnitField.GROSS, UnitField.KIND)
    headings = ["房号", "楼层", "用途", "户型", "朝向", "建筑面积"]
    full, dashes, unknown = read_rows(
        tmp_path,
        [headings, ["1604", 16, "住宅", "三房", "南", 90], ["1605", "-", "—", "—", "/", 90],
         ["1606", "整栋", "人防", "三房", "南", 90]],
    ).units  # fmt: skip
    assert full.guessed == ()
    (total,) = read_rows(tmp_path, [["房号", "楼层", "用途", "建筑面积", "总价"], ["1604", 16, "住宅", 90, 900]]).units
    assert total.guessed == (UnitField.UNIT_PRICE,)
    assert (dashes.guessed, dashes.layout, dashes.aspect) == ((UnitField.FLOOR, UnitField.KIND), "", "")
    assert unknown.guessed == (UnitField.FLOOR, UnitField.KIND)


def test_units_refused_after_the_reading_are_rejected_rows_of_the_file(tmp_path: Path) -> None:
    merged = [HEADINGS, ["1号楼", "", 1, "101", 100, "", ""], ["", "", 1, "102", -1, "", ""], ["", "", 1, "103", 90]]
    read = read_rows(tmp_path, merged)
    problem = Problem.error("房号", "There is one.")
    fewer = read.without({("Sheet1", 4): problem})
    assert ([row.number for row in fewer.units], [row.row for row in fewer.rejected]) == (["101"], [3, 4])
    assert fewer.rejected[1].cells[:4] == ("1号楼", "", "1", "103")
    assert fewer.rejected[1].problems == (problem,)
    assert fewer.lines == len(fewer.units) + len(fewer.rejected) + len(fewer.skipped)


CELLS = st.sampled_from(
    [
        "",
        "",
        "1号楼",
        "1单元",
        "101",
        "-106",
        102.0,
        "89.5",
        100.0,
        0.0,
        "合计",
        "小计",
        "房号",
        "建筑面积",
        "总价(万元)",
        "备注：",
        "${x}",
        "20000",
        "十二层",
        "B1",
        date(2026, 1, 2),
    ]
)


@given(st.lists(st.lists(CELLS, max_size=7), max_size=25))
def test_every_line_is_a_unit_rejected_or_skipped(rows: list[list[object]]) -> None:
    given_rows: list[Sequence[object]] = [HEADINGS, home("9901"), *rows]
    lines = tuple(SourceRow(number, tuple(map(cell_of, row))) for number, row in enumerate(given_rows, 1))
    read = read_units([Sheet("一", lines)])
    taken: list[UnitRow | RejectedRow | SkippedRow] = [*read.units, *read.rejected, *read.skipped]
    numbers = [row.row for row in taken]
    assert sorted(numbers) == list(range(1, len(given_rows) + 1))
    assert read.lines == len(given_rows) == len(read.units) + len(read.rejected) + len(read.skipped)
    assert all(row.reason and row.reason.strip() for row in read.rejected)
    assert len({unit.key for unit in read.units}) == len(read.units)
