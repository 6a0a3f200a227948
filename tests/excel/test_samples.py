from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from salesdesk.domain.unit_sheet import SkipReason, UnitSheet
from salesdesk.excel.samples import SAMPLE_HOMES, SAMPLE_PERMIT, SAMPLE_REJECTED, write_sample_price_list
from salesdesk.excel.unit_rows import read_units


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> UnitSheet:
    path = tmp_path_factory.mktemp("sample") / "sample.xlsx"
    write_sample_price_list(path)
    return read_units(path)


def test_the_sample_holds_600_homes_and_three_rows_that_cannot_be_taken(sample: UnitSheet) -> None:
    assert len(sample.units) == SAMPLE_HOMES == 600
    assert [(row.sheet, row.reason) for row in sample.rejected] == [
        ("1、2号楼", "An area must be more than zero: “0”."),
        ("3号楼", "The unit 3号楼 2单元 802 stands in row 112 of “3号楼” already."),
        ("5号楼", "The unit number is missing."),
    ]
    assert len(sample.rejected) == SAMPLE_REJECTED


def test_the_sample_fills_a_board_of_four_buildings(sample: UnitSheet) -> None:
    assert Counter((unit.building, unit.entrance) for unit in sample.units) == {
        (building, entrance): homes
        for building, homes in (("1号楼", 82), ("2号楼", 70), ("3号楼", 76), ("5号楼", 72))
        for entrance in ("1单元", "2单元")
    }
    for building, floors in (("1号楼", 21), ("2号楼", 18), ("3号楼", 20), ("5号楼", 18)):
        assert max(unit.floor_to for unit in sample.units if unit.building == building) == floors
    assert sum(unit.floor_to > unit.floor for unit in sample.units) == 8
    assert all(15_000_00 <= (unit.unit_price_fen or 0) <= 30_000_00 for unit in sample.units)
    assert all(unit.total_fen and unit.total_fen % 100 == 0 for unit in sample.units)


def test_the_sample_has_every_trap_of_a_filing(sample: UnitSheet, tmp_path: Path) -> None:
    assert {row.why for row in sample.skipped} >= {
        SkipReason.TITLE,
        SkipReason.HEADING,
        SkipReason.TOTALS,
        SkipReason.BLANK,
        SkipReason.REMARK,
        SkipReason.NO_UNITS,
    }
    assert any(SAMPLE_PERMIT in title for title in sample.titles)
    write_sample_price_list(tmp_path / "sample.xlsx")
    book = load_workbook(tmp_path / "sample.xlsx")
    texts = "".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert all(trap in texts for trap in ("１０１", "\u00a0", "㎡", "万", "复式", "十二层", "元/㎡"))
    assert book["1、2号楼"].merged_cells.ranges


def test_the_sample_is_the_same_each_time(sample: UnitSheet, tmp_path: Path) -> None:
    write_sample_price_list(tmp_path / "sample.xlsx")
    assert read_units(tmp_path / "sample.xlsx").units == sample.units
