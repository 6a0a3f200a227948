from __future__ import annotations

from pathlib import Path

import pytest

from salesdesk.domain.errors import BadInput
from salesdesk.excel.unit_rows import read_units
from tests.excel.files import HEADINGS, Rows, workbook


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as refused:
        read_units(path)
    return str(refused.value)


def test_a_filing_without_units_is_refused_in_one_sentence_that_names_what_its_sheets_hold(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "项目概况": [["开发单位：", "云麓置业"], ["预售许可证号：", "云房预售证第001号"], ["项目地址：", "云麓路1号"]],
        "分类价格": [
            ["类别", "设计用途", "数量", "单位", "拟售价格（元/㎡）"],
            ["住宅\u00a0", "住宅", "148.4\u00a0", "㎡", "12893.00\u00a0"],
        ],
        "销售情况": [
            ["", "套数", "建筑面积"],
            ["房源总量", "3套", "468.33㎡"],
            ["待售房源", "3套", "468.33㎡"],
            ["已售", "0套", "0㎡"],
        ],
        "空": [],
    }
    assert refusal(workbook(tmp_path / "filing.xlsx", sheets)) == (
        "“filing.xlsx” holds no list of units: sheet “项目概况” holds 开发单位、预售许可证号、项目地址; "
        "sheet “分类价格” holds 类别、设计用途、数量、单位、拟售价格（元/㎡）; "
        "sheet “销售情况” holds 房源总量、待售房源、已售."
    )


def test_a_blank_form_is_refused_as_one(tmp_path: Path) -> None:
    rows = [HEADINGS, ['<jx:forEach items="${units}">'], [f"${{unit.{name}}}" for name in "abcdefg"], ["</jx:forEach>"]]
    assert refusal(workbook(tmp_path / "form.xlsx", {"Sheet1": rows})) == (
        "“form.xlsx” holds no list of units: sheet “Sheet1” is a blank form with the headings "
        "楼栋、单元、楼层、房号、建筑面积(㎡)、单价(元/㎡)…."
    )


def test_a_workbook_of_empty_sheets_is_refused(tmp_path: Path) -> None:
    assert (
        refusal(workbook(tmp_path / "a.xlsx", {"一": [], "二": []})) == "“a.xlsx” holds no list of units: it is empty."
    )


def test_a_list_whose_every_row_is_wrong_is_no_empty_list(tmp_path: Path) -> None:
    read = read_units(workbook(tmp_path / "a.xlsx", {"一": [HEADINGS, ["1号楼", "1单元", 1, "101", 0, 1, 1]]}))
    assert (len(read.units), len(read.rejected)) == (0, 1)
