"""Money items, receipt books, phases, buildings, entrances and facts of units, arranged by the operator on both
databases."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal, StaleEdit
from salesdesk.domain.money_items import MoneyClass
from salesdesk.repository.recount import Recount
from salesdesk.repository.set_up_parts import BookRow, BuildingRow, ItemRow
from salesdesk.services.day_close import day_to_close
from salesdesk.services.grounds import (
    Ground,
    GroundEdit,
    GroundOrder,
    NewPhase,
    UnitFacts,
    add_phase,
    change_facts,
    change_ground,
    fact_changes,
    ground_values,
    grounds,
    order_grounds,
)
from salesdesk.services.money_set_up import (
    BookEdit,
    ItemEdit,
    ItemOrder,
    ItemSwitch,
    NewBook,
    NewItem,
    add_item,
    book_values,
    change_book,
    money_set_up,
    open_book,
    order_items,
    rename_item,
    switch_item,
)
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.services.recount import recount
from salesdesk.services.schemes import scheme_parts
from salesdesk.services.set_up import unit_lines
from tests.support.office import House
from tests.support.paying import paid
from tests.support.raw import Raw, outcome

KEPT = {"book_used", "append_only"}
"""A server's guard of receipts is asked before that of books."""


def item(house: House, code: str) -> ItemRow:
    return next(one for one in house.desk("operator").read(money_set_up).items if one.code == code)


def book(house: House) -> BookRow:
    return house.desk("operator").read(money_set_up).books[0]


def building(house: House) -> BuildingRow:
    return house.desk("operator").read(grounds).buildings[0]


# --- money items ------------------------------------------------------------------------------------------------------


def test_an_item_is_added_renamed_moved_and_switched_off(house: House) -> None:
    desk = house.desk("operator")
    item_id = desk.perform(add_item, NewItem(name="停车位定金", klass=MoneyClass.OTHER))
    added = desk.read(money_set_up).items[-1]
    assert (added.id, added.code, added.name, added.active) == (item_id, "own_1", "停车位定金", True)
    desk.perform(rename_item, ItemEdit(item_id=item_id, name="车位定金", seen=(("name", "停车位定金"),)))
    ids = [one.id for one in desk.read(money_set_up).items]
    desk.perform(order_items, ItemOrder(item_ids=(item_id, *ids[:-1])))
    first = desk.read(money_set_up).items[0]
    assert (first.id, first.name) == (item_id, "车位定金")
    assert "own_1" in {one.code for one in desk.read(scheme_parts).items}
    desk.perform(switch_item, ItemSwitch(item_id=item_id, active=False))
    assert "own_1" not in {one.code for one in desk.read(scheme_parts).items}
    desk.perform(switch_item, ItemSwitch(item_id=item_id, active=True))
    assert item(house, "own_1").active


def test_two_items_of_one_name_and_items_without_a_name_are_refused(house: House) -> None:
    desk = house.desk("operator")
    desk.perform(add_item, NewItem(name="装修款", klass=MoneyClass.PRICE))
    for name, said in (("装修款", "already"), ("  ", "needs a name"), ("长" * 61, "too long")):
        with pytest.raises(BadInput, match=said):
            desk.perform(add_item, NewItem(name=name, klass=MoneyClass.OTHER))
    with pytest.raises(BadInput, match="own"):
        desk.perform(add_item, NewItem(name="补差", klass=MoneyClass.SETTLEMENT))


@pytest.mark.parametrize(("code", "said"), [("earnest", "program itself"), ("balance", "The scheme “一次性”")])
def test_an_item_that_something_asks_for_stays_offered(house: House, code: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        house.desk("operator").perform(switch_item, ItemSwitch(item_id=item(house, code).id, active=False))


def switched_off(statement: str, project: int, code: str, session: Raw) -> object:
    return session.run(statement, p=project, code=code)


def test_an_item_that_a_running_order_owes_stays_offered_whatever_a_desk_sends(house: House) -> None:
    house.sold("0301")
    off = "UPDATE money_item SET active = false WHERE project_id = :p AND code = :code"
    for code, refused in (("loan", "item_owed"), ("deed_tax", None)):
        assert outcome(house, None, partial(switched_off, off, house.project_id, code)) == refused


def test_an_item_renamed_at_another_desk_is_not_overwritten(house: House) -> None:
    row, desk = item(house, "balance"), house.desk("operator")
    desk.perform(rename_item, ItemEdit(item_id=row.id, name="尾款", seen=(("name", row.name),)))
    with pytest.raises(StaleEdit):
        desk.perform(rename_item, ItemEdit(item_id=row.id, name="余款", seen=(("name", row.name),)))


# --- numbers ----------------------------------------------------------------------------------------------------------


def edit(row: BookRow, prefix: str, digits: int, name: str = "", first_no: int = 0) -> BookEdit:
    seen = tuple(book_values(row).items())
    return BookEdit(book_id=row.id, name=name or row.name, prefix=prefix, digits=digits,
                    first_no=first_no or row.first_no, seen=seen)  # fmt: skip


def test_a_book_is_numbered_anew_before_its_first_number(house: House) -> None:
    house.desk("operator").perform(change_book, edit(book(house), "NJ-", 5))
    assert book(house).next_number == "NJ-00001"
    house.desk("operator").perform(change_book, edit(book(house), "NJ-", 5, first_no=3_001))
    house.desk("operator").perform(change_book, edit(book(house), "NJ-", 5, first_no=2_001))
    assert (book(house).next_number, book(house).given) == ("NJ-02001", 0)
    taken(house, house.sold("0301"), "NJ-02001")


def taken(house: House, order_id: int, number: str) -> None:
    """Money is taken, and the books are found whole."""
    receipt = paid(house, order_id, 1_000_000)
    entries = house.desk("cashier").read(day_to_close).figures
    assert [entry.number for entry in entries.entries if entry.id == receipt] == [number]
    assert [one.missing for one in entries.numbers] == [0] * len(entries.numbers)
    with house.as_owner.connect() as owner:
        assert list(recount(Recount(owner))) == []


def test_a_book_of_next_year_begins_where_the_operator_says_and_takes_the_place_of_the_old(house: House) -> None:
    desk = house.desk("operator")
    for name, value in (("receipt.prefix", "NJ"), ("receipt.digits", 6)):
        house.desk("admin").perform(change_setting, NewSetting(name=name, value=value))
    usual = desk.read(money_set_up).usual
    assert (usual.prefix_of("receipt"), usual.prefix_of("refund")) == (f"NJ{usual.year}-", f"NJT{usual.year}-")
    order_id = house.sold("0301")
    paid(house, order_id, 5_000_000)
    form = NewBook(kind="receipt", name="新簿", prefix=usual.prefix_of("receipt"), digits=usual.digits, first_no=5_001)
    opened = desk.perform(open_book, form)
    old, new = (row for row in desk.read(money_set_up).books if row.kind == "receipt")
    assert (old.active, new.active, new.id) == (False, True, opened)
    taken(house, order_id, f"NJ{usual.year}-005001")
    with pytest.raises(BadInput, match="stay"):
        desk.perform(change_book, edit(desk.read(money_set_up).books[-1], "NJ-", 6, first_no=1))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"first_no": 0}, "first_no"), ({"first_no": 100_000}, "first_no"), ({"digits": 2}, "digits"),
     ({"prefix": "SD01-"}, "prefix"), ({"name": "收款收据"}, "name"), ({"kind": "cheque"}, "kind")],
)  # fmt: skip
def test_a_book_that_would_number_twice_or_not_at_all_is_not_opened(
    house: House, wrong: dict[str, Any], field: str
) -> None:
    values: dict[str, Any] = {"kind": "receipt", "name": "新簿", "prefix": "NJ-", "digits": 5, "first_no": 1}
    with pytest.raises(BadInput) as refused:
        house.desk("operator").perform(open_book, NewBook(**(values | wrong)))
    assert refused.value.field == field


def test_a_book_that_gave_numbers_out_keeps_them_and_may_be_renamed(house: House) -> None:
    paid(house, house.sold("0301"), 5_000_000)
    row = book(house)
    assert row.next_no == 2
    with pytest.raises(BadInput, match="stay") as refused:
        house.desk("operator").perform(change_book, edit(row, "XX-", row.digits))
    assert refused.value.field == "prefix"
    house.desk("operator").perform(change_book, edit(row, row.prefix, row.digits, "售楼收据"))
    assert book(house).name == "售楼收据"
    change = "UPDATE receipt_book SET digits = 4 WHERE id = :book"
    assert outcome(house, None, lambda session: session.run(change, book=row.id)) in KEPT


@pytest.mark.parametrize("digits", [2, 13])
def test_a_number_has_so_many_digits_and_no_others(house: House, digits: int) -> None:
    with pytest.raises(BadInput, match="3 to 12"):
        house.desk("operator").perform(change_book, edit(book(house), "NJ-", digits))


# --- phases, buildings, entrances -------------------------------------------------------------------------------------


def ground_edit(ground: Ground, row: BuildingRow, name: str, **days: Any) -> GroundEdit:
    return GroundEdit(ground=ground, row_id=row.id, name=name, seen=tuple(ground_values(row).items()), **days)


def test_a_building_is_renamed_and_gets_its_days(house: House) -> None:
    row = building(house)
    opens, handover = date(2026, 3, 1), date(2028, 6, 30)
    form = ground_edit("building", row, "9#", opens_on=opens, handover_on=handover)
    house.desk("operator").perform(change_ground, form)
    now = building(house)
    assert (now.name, now.opens_on, now.handover_on, now.units) == ("9#", opens, handover, row.units)
    wrong = ground_edit("building", now, "9#", opens_on=handover, handover_on=opens)
    with pytest.raises(BadInput, match="not before"):
        house.desk("operator").perform(change_ground, wrong)


def test_where_homes_are_sold_the_name_stays_and_the_days_may_change(house: House) -> None:
    house.sold("0301")
    row = building(house)
    with pytest.raises(Refusal, match="on their papers"):
        house.desk("operator").perform(change_ground, ground_edit("building", row, "9#"))
    handover = date(2028, 6, 30)
    house.desk("operator").perform(change_ground, ground_edit("building", row, row.name, handover_on=handover))
    assert building(house).handover_on == handover


def test_phases_are_added_named_and_put_in_order(house: House) -> None:
    desk = house.desk("operator")
    second = desk.perform(add_phase, NewPhase(name="二期"))
    with pytest.raises(Refusal, match="already"):
        desk.perform(add_phase, NewPhase(name="二期"))
    first = desk.read(grounds).phases[0]
    desk.perform(change_ground, GroundEdit(ground="phase", row_id=second, name="南区", seen=(("name", "二期"),)))
    desk.perform(order_grounds, GroundOrder(ground="phase", row_ids=(second, first.id)))
    assert [row.name for row in desk.read(grounds).phases] == ["南区", first.name]


def test_an_entrance_is_renamed(house: House) -> None:
    desk = house.desk("operator")
    row = desk.read(grounds).entrances[0]
    form = GroundEdit(ground="entrance", row_id=row.id, name="东单元", seen=(("name", row.name),))
    desk.perform(change_ground, form)
    assert desk.read(grounds).entrances[0].name == "东单元"


# --- facts of many units ----------------------------------------------------------------------------------------------


def test_facts_of_many_units_are_changed_and_sold_ones_stay(house: House) -> None:
    house.sold("0301")
    desk = house.desk("operator")
    lines = desk.read(unit_lines)
    form = UnitFacts(unit_ids=tuple(line.id for line in lines), layout="D 四房两厅", aspect="东南")
    seen = fact_changes(lines, form)
    assert [line.id for line in seen.sold] == [house.unit_id("0301")]
    assert {change.after for change in seen.changes} <= {"D 四房两厅", "东南"}
    assert desk.perform(change_facts, form) == len(seen.unit_ids)
    for line in desk.read(unit_lines):
        assert ((line.layout, line.aspect) == ("D 四房两厅", "东南")) is (line.id != house.unit_id("0301"))
    with pytest.raises(Refusal, match="Nothing is changed"):
        desk.perform(change_facts, UnitFacts(unit_ids=form.unit_ids, layout="D 四房两厅"))


@pytest.mark.parametrize("login", ["manager", "control", "admin"])
def test_only_the_operator_arranges_them(house: House, login: str) -> None:
    desk = house.desk(login)
    for verb, form in (
        (add_item, NewItem(name="X", klass=MoneyClass.OTHER)),
        (order_items, ItemOrder(item_ids=(1,))),
        (switch_item, ItemSwitch(item_id=1, active=False)),
        (change_book, BookEdit(book_id=1, name="X", prefix="", digits=5, first_no=1, seen=())),
        (open_book, NewBook(kind="receipt", name="X", prefix="X", digits=5)),
        (add_phase, NewPhase(name="X")),
        (order_grounds, GroundOrder(ground="phase", row_ids=(1,))),
        (change_facts, UnitFacts(unit_ids=(1,), layout="X")),
    ):
        with pytest.raises(NotAllowed):
            desk.perform(verb, form)  # type: ignore[arg-type]
