"""What a price list changes of units that are stored, and what it never does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from salesdesk.domain.unit_sheet import UnitField, UnitRow
from salesdesk.excel.cells import Sheet, SourceRow, cell_of
from salesdesk.excel.unit_rows import read_units
from salesdesk.repository.one_unit import UnitDetail
from salesdesk.services.board import unit_panel
from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.services.order_lists import order_detail
from salesdesk.services.price_lists import Signature, sign_price_list
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.unit_comparison import Comparison, Fate
from salesdesk.services.unit_import import UnitImport, import_units, preview_import
from tests.support.office import House, rows_of

HEADINGS = ("楼栋", "单元", "房号", "楼层", "用途", "户型", "朝向", "建筑面积", "套内面积", "公摊面积", "单价", "总价")
FULL = ("3#", "1单元", "0301", 3, "住宅", "C 三房两厅", "南北", 118.32, 94.656, 23.664, 20_000, 2_366_400)


def read(headings: Sequence[str], *rows: Sequence[object]) -> tuple[UnitRow, ...]:
    """The units of a list with these columns."""
    lines = (SourceRow(number, tuple(map(cell_of, row))) for number, row in enumerate((headings, *rows), 1))
    return read_units([Sheet("表", tuple(lines))]).units


def only(*wanted: str, **changes: object) -> tuple[UnitRow, ...]:
    """Unit 0301 of a list with these columns alone, some cells other than they are stored."""
    columns = [name for name in HEADINGS if name in wanted]
    values = {**dict(zip(HEADINGS, FULL, strict=True)), **changes}
    return read(columns, [values[name] for name in columns])


def compared(house: House, rows: tuple[UnitRow, ...]) -> Comparison:
    return house.desk("operator").read(preview_import, rows)


def stored(house: House, rows: tuple[UnitRow, ...]) -> dict[str, int]:
    done = house.desk("operator").perform(import_units, UnitImport(rows=rows, source="表"))
    return {what: count for what, count in done.items() if count}


def facts(preview: Comparison) -> list[tuple[UnitField, str, str]]:
    return [(fact.field, fact.before, fact.after) for _, fact in preview.fact_changes]


def unit(house: House) -> UnitDetail:
    return house.desk("operator").read(unit_panel, house.unit_id("0301")).unit


def test_the_whole_list_as_it_is_stored_changes_nothing(house: House) -> None:
    assert compared(house, only(*HEADINGS)).changes_nothing


@pytest.mark.parametrize("left_out", ["用途", "户型", "朝向", "套内面积", "公摊面积", "楼层", "单价", "总价"])
def test_a_column_that_the_file_does_not_have_changes_nothing(house: House, left_out: str) -> None:
    before = unit(house)
    rows = only(*(name for name in HEADINGS if name != left_out))
    assert compared(house, rows).changes_nothing
    assert stored(house, rows) == {}
    assert unit(house) == before


def test_an_empty_cell_and_a_dash_change_nothing(house: House) -> None:
    for nothing in ("", "—", "/"):
        empty = dict.fromkeys(("用途", "户型", "朝向", "套内面积", "公摊面积", "单价", "总价", "楼层"), nothing)
        assert compared(house, only(*HEADINGS, **empty)).changes_nothing


def test_a_gross_area_that_is_added_up_counts_where_a_part_of_it_differs(house: House) -> None:
    parts = ("楼栋", "单元", "房号", "楼层", "套内面积", "公摊面积")
    rounded = (replace(rows_of("3#")[4], gross_cm2=1_183_300),)
    assert stored(house, rounded) == {"changed": 1}
    assert compared(house, only(*parts)).changes_nothing
    assert facts(compared(house, only(*parts, 套内面积=95.656))) == [
        (UnitField.GROSS, "118.33", "119.32"), (UnitField.INNER, "94.656", "95.656"),
    ]  # fmt: skip


def test_each_changed_fact_is_told_before_and_after_and_stored(house: House) -> None:
    rows = only(*HEADINGS, 楼层="3-4", 用途="商铺", 户型="D 四房两厅", 朝向="南", 建筑面积=120)
    preview = compared(house, rows)
    assert facts(preview) == [
        (UnitField.FLOOR, "3", "3–4"), (UnitField.KIND, "home", "shop"), (UnitField.LAYOUT, "C 三房两厅", "D 四房两厅"),
        (UnitField.ASPECT, "南北", "南"), (UnitField.GROSS, "118.32", "120.00"),
    ]  # fmt: skip
    assert [row.fate for row in preview.rows] == [Fate.CHANGED]
    assert stored(house, rows) == {"changed": 1}
    assert compared(house, rows).changes_nothing


def test_a_price_per_area_that_the_file_does_not_name_counts_by_the_same_area_as_before(house: House) -> None:
    (row,) = only(*HEADINGS, 单价=25_000)
    assert row.basis.value == "inner"
    stored(house, (row,))
    plain = ("楼栋", "单元", "房号", "楼层", "建筑面积", "总价")
    assert compared(house, only(*plain)).changes_nothing
    done = stored(house, only(*plain, 总价=2_460_000))
    lines = house.desk("operator").read(lambda work: work.prices.lines(done["price_list"]))
    line = lines[house.unit_id("0301")]
    assert (line.basis, line.total_fen, line.unit_price_fen) == ("inner", 246_000_000, 2_598_884)


def sold(house: House, how: str) -> int:
    if how == "sold":
        return house.sold("0301")
    return house.desk("control").perform(
        reserve, Reservation(unit_id=house.unit_id("0301"), customer_id=house.customer())
    )


@pytest.mark.parametrize("how", ["sold", "reserved"])
def test_what_an_order_rests_on_stays_and_the_price_goes_into_the_list(house: House, how: str) -> None:
    order_id = sold(house, how)
    control = house.desk("control")
    before, order = unit(house), control.read(order_detail, order_id)
    rows = only(*HEADINGS, 建筑面积=150, 套内面积=120, 户型="D 四房", 单价=20_000, 总价=3_000_000)
    preview = compared(house, rows)
    (kept,) = preview.rows
    assert (kept.fate, kept.why_kept.split(":")[0].lower()) == (Fate.KEPT, how)
    assert [field for field, _, _ in facts(preview)] == [UnitField.LAYOUT, UnitField.GROSS, UnitField.INNER]
    done = stored(house, rows)
    assert (done["kept"], done["prices"], "changed" in done) == (1, 1, False)
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=done["price_list"]))
    after = unit(house)
    assert (after.gross_cm2, after.inner_cm2, after.layout) == (before.gross_cm2, before.inner_cm2, before.layout)
    assert after.total_fen == 300_000_000
    assert control.read(order_detail, order_id) == order


def test_a_list_that_differs_in_sold_homes_alone_changes_nothing(house: House) -> None:
    house.sold("0301")
    assert compared(house, only(*HEADINGS, 户型="D 四房")).changes_nothing


def test_when_the_order_is_cancelled_the_facts_may_change_again(house: House) -> None:
    order_id = house.sold("0301")
    house.desk("control").perform(cancel_order, Cancellation(order_id=order_id, reason="客户放弃"))
    assert stored(house, only(*HEADINGS, 户型="D 四房")) == {"changed": 1}
