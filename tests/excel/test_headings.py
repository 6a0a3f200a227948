from __future__ import annotations

import pytest

from salesdesk.domain.unit_sheet import UnitField
from salesdesk.excel.heading_words import HEADINGS
from salesdesk.excel.headings import is_only_a_unit, read_heading

F = UnitField


@pytest.mark.parametrize(
    ("text", "field", "fen"),
    [
        ("房号", F.NUMBER, None),
        ("房 间 号", F.NUMBER, None),
        ("室号*", F.NUMBER, None),
        ("Unit No.", F.NUMBER, None),
        ("棟號", F.BUILDING, None),
        ("幢号", F.BUILDING, None),
        ("单元", F.ENTRANCE, None),
        ("移轉層次", F.FLOOR, None),
        ("房屋用途", F.KIND, None),
        ("建筑面积（㎡）", F.GROSS, None),
        ("预测建筑面积\n(平方米)", F.GROSS, None),
        ("建筑面积（预测）", F.GROSS, None),
        ("Gross Area (sqm)", F.GROSS, None),
        ("套内建筑面积", F.INNER, None),
        ("公摊面积[㎡]", F.SHARED, None),
        ("备案单价（元/㎡）", F.UNIT_PRICE, 100),
        ("单价(万元/平方米)", F.UNIT_PRICE, 1_000_000),
        ("拟售价格（元/㎡）", F.UNIT_PRICE, 100),
        ("售价（元/㎡）", F.UNIT_PRICE, 100),
        ("單價元平方公尺", F.UNIT_PRICE, 100),
        ("单价（套内）", F.INNER_UNIT_PRICE, None),
        ("套内单价（元）", F.INNER_UNIT_PRICE, 100),
        ("总价（万元）", F.TOTAL, 1_000_000),
        ("总价（千元）", F.TOTAL, 100_000),
        ("房屋总价（元/套）", F.TOTAL, 100),
        ("單價（元/套）", F.TOTAL, 100),
        ("总价（不含装修）", F.TOTAL, None),
        ("一口价", F.TOTAL, None),
        ("底价", F.FLOOR_TOTAL, None),
        ("是否抵押", F.MORTGAGE, None),
        ("备  注", F.REMARK, None),
    ],
)
def test_a_heading_is_known_by_its_many_names_and_tells_its_unit(text: str, field: UnitField, fen: int | None) -> None:
    heading = read_heading(text)
    assert heading is not None
    assert (heading.field, heading.fen) == (field, fen)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "序号",
        "单位",
        "总楼层",
        "車位總價元",
        "装修单价",
        "底价单价",
        "底价（元/㎡）",
        "建筑面积（坪）",
        "成交总价",
        "折后总价",
        "花园面积",
        "入伙日期",
        "数量",
        "客户名称",
        "x" * 61,
    ],
)
def test_a_column_of_something_else_is_left_alone(text: str) -> None:
    assert read_heading(text) is None


def test_a_predicted_area_goes_before_a_surveyed_one() -> None:
    predicted, surveyed = read_heading("预测建筑面积"), read_heading("实测建筑面积")
    assert predicted is not None
    assert surveyed is not None
    assert predicted.rank < surveyed.rank


def test_every_name_in_the_list_is_understood_as_written() -> None:
    wrong = [
        (name, field) for field, names in HEADINGS.items() for name in names.split()
        if (heading := read_heading(name)) is None or heading.field is not field
    ]  # fmt: skip
    assert wrong == []


def test_a_unit_alone_is_no_heading() -> None:
    assert [is_only_a_unit(text) for text in ("元/㎡", "（平方米）", "万元", "", "房号")] == [
        True,
        True,
        True,
        False,
        False,
    ]
