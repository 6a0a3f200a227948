"""Price lists as files, read for a screen: what was found, what lies there when nothing was, what was rejected."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesdesk.domain.errors import BadInput
from salesdesk.domain.long_work import Stopped
from salesdesk.domain.unit_sheet import UnitField
from salesdesk.services.price_files import (
    Wish,
    in_building,
    read_price_file,
    save_rejects,
    source_columns,
    without_building,
)

LIST = """一房一价表
楼栋,房号,楼层,建筑面积,总价,案名
3#,0301,3,118.32,2366400,锦绣
3#,0302,3,-5,1795000,锦绣
,0501,5,89.75,1795000,云起
合计,,,208.07,,
"""


def list_file(folder: Path, text: str = LIST, name: str = "价表.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_every_line_is_a_unit_rejected_or_skipped(tmp_path: Path) -> None:
    reading = read_price_file(list_file(tmp_path))
    assert reading.found is not None
    assert (
        reading.found.lines == 6 == len(reading.found.units) + len(reading.found.rejected) + len(reading.found.skipped)
    )
    assert [unit.number for unit in reading.found.units] == ["0301", "0501"]


def test_each_column_of_the_file_can_be_chosen_and_shows_what_stands_in_it(tmp_path: Path) -> None:
    (look,) = read_price_file(list_file(tmp_path)).looks
    columns = source_columns(look)
    assert [(column.letter, column.heading, column.sample) for column in columns][:2] == [
        ("A", "楼栋", "3#"),
        ("B", "房号", "0301"),
    ]


def test_a_column_assigned_by_hand_is_read(tmp_path: Path) -> None:
    wish = Wish(assign={UnitField.DEVELOPMENT.value: "F"})
    reading = read_price_file(list_file(tmp_path), wish)
    assert reading.found is not None
    assert dict(reading.found.developments) == {"锦绣": 2, "云起": 1}


def test_one_development_out_of_several_is_taken(tmp_path: Path) -> None:
    wish = Wish(assign={UnitField.DEVELOPMENT.value: "F"}, development="云起")
    reading = read_price_file(list_file(tmp_path), wish)
    assert reading.found is not None
    assert [unit.number for unit in reading.found.units] == ["0501"]


def test_a_list_without_units_is_said_and_its_sheets_are_still_shown(tmp_path: Path) -> None:
    reading = read_price_file(list_file(tmp_path, "姓名,电话\n陈立,13800000000\n", "通讯录.csv"))
    assert reading.found is None
    assert "通讯录.csv" in str(reading.refusal)
    assert reading.looks[0].first_rows[1] == ("陈立", "13800000000")


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"not a workbook at all, whatever its name says")
    for name in ("坏.xlsx", "没有.csv"):
        with pytest.raises(BadInput, match=name):
            read_price_file(tmp_path / name)


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        read_price_file(list_file(tmp_path), cancelled=lambda: True)


def test_rows_that_name_no_building_can_be_given_one(tmp_path: Path) -> None:
    text = "房号,楼层,建筑面积\n101,1,89.75\n102,1,118.32\n"
    found = read_price_file(list_file(tmp_path, text)).found
    assert found is not None
    assert without_building(found.units) == 2
    assert {unit.building for unit in in_building(found.units, "1#")} == {"1#"}


def test_rejected_rows_are_saved_with_their_reasons(tmp_path: Path) -> None:
    import openpyxl

    found = read_price_file(list_file(tmp_path)).found
    assert found is not None
    assert save_rejects(tmp_path / "未导入.xlsx", found) == 1
    sheet = openpyxl.load_workbook(tmp_path / "未导入.xlsx").worksheets[0]
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert any("-5" in cell for cell in cells)
