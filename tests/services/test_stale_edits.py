"""Two desks with the same row open: the second is refused, told who changed what and when, and may write on top."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from salesdesk.domain.errors import NotAllowed, Refusal, StaleEdit
from salesdesk.domain.pricing import DiscountKind
from salesdesk.domain.stale import Newer, Side, differences, merged
from salesdesk.services.customers import CustomerEdit, customer_story, edit_customer, newer_customer
from salesdesk.services.edits import seen_of
from salesdesk.services.projects import (
    AccountEdit,
    NewSetting,
    PermitEdit,
    account_values,
    accounts,
    change_account,
    change_permit,
    change_setting,
    permit_values,
    permits,
    settings,
)
from salesdesk.services.restrictions import Restrict, restrict, restriction_key
from salesdesk.services.rows import CustomerDetail, DiscountRow
from salesdesk.services.schemes import DiscountEdit, change_discount, discount_values, discounts
from salesdesk.services.set_up import unit_lines
from salesdesk.services.state_colours import StateColours, set_state_colours, state_colours
from tests.support.office import House


def stale(act: Callable[[], object]) -> Newer:
    """The row as it is now, as the refusal tells it."""
    with pytest.raises(StaleEdit, match="Nothing was overwritten") as refusal:
        act()
    return refusal.value.newer


def editor(newer: Newer, key: str) -> str:
    return newer.edits[key].by


# --- what a person is shown -------------------------------------------------------------------------------------------


def test_what_one_side_changed_is_proposed_and_what_both_changed_is_a_clash() -> None:
    before = {"name": "叶", "wish": "三房", "level": "B", "address": "", "referrer": "老客户"}
    theirs = {**before, "wish": "四房", "level": "A"}
    mine = {**before, "wish": "五房", "address": "文澜路"}
    found = {one.key: one for one in differences(before, theirs, mine)}
    assert list(found) == ["wish", "level", "address"], "in the order of the form, and nothing that all agree on"
    assert [one.clash for one in found.values()] == [True, False, False]
    assert {key: one.proposed for key, one in found.items()} == {
        "wish": Side.MINE,
        "level": Side.THEIRS,
        "address": Side.MINE,
    }
    everything = list(found.values())
    assert merged(theirs, everything, {}) == {**theirs, "wish": "五房", "address": "文澜路"}
    assert merged(theirs, everything, {"wish": Side.THEIRS})["wish"] == "四房"


def test_the_same_change_on_both_sides_leaves_nothing_to_choose() -> None:
    (one,) = differences({"wish": "三房"}, {"wish": "四房"}, {"wish": "四房"})
    assert (one.same, one.clash) == (True, False)
    assert differences({"wish": "三房"}, {"wish": "三房"}, {"wish": "三房"}) == []


# --- customers --------------------------------------------------------------------------------------------------------


def customer(house: House, customer_id: int, login: str) -> CustomerDetail:
    return house.desk(login).read(customer_story, customer_id).customer


def edited(house: House, login: str, now: CustomerDetail, **changes: object) -> int:
    values = {
        "customer_id": now.id, "version": now.version, "name": now.name, "level": now.level,
        "channel_id": now.channel_id, "wish": now.wish, "address": now.address, "referrer": now.referrer,
    }  # fmt: skip
    form = CustomerEdit(**{**values, **changes})  # type: ignore[arg-type]
    return house.desk(login).perform(edit_customer, form)


def test_the_consultant_learns_that_the_manager_changed_the_wish_though_they_read_no_history(house: House) -> None:
    customer_id = house.customer()
    mine, theirs = customer(house, customer_id, "consultant"), customer(house, customer_id, "manager")
    edited(house, "manager", theirs, wish="三房", level="A")
    newer = stale(lambda: edited(house, "consultant", mine, wish="四房", address="文澜路"))
    assert (newer.values["wish"], newer.values["level"], newer.values["address"]) == ("三房", "A", "")
    assert newer.version == mine.version + 1
    assert (editor(newer, "wish"), editor(newer, "level"), editor(newer, "name")) == ("罗建平", "罗建平", "陈立")
    assert newer.edits["wish"].at >= newer.edits["name"].at
    on_top = merged(newer.values, differences(_values(mine), newer.values, {**_values(mine), "wish": "四房"}), {})
    edited(house, "consultant", replace(mine, version=newer.version), **on_top)
    now = customer(house, customer_id, "consultant")
    assert (now.wish, now.level) == ("四房", "A"), "mine on top of theirs, and what only they changed stays"


def _values(one: CustomerDetail) -> dict[str, object]:
    return {"name": one.name, "level": one.level, "channel_id": one.channel_id, "referrer": one.referrer,
            "wish": one.wish, "address": one.address}  # fmt: skip


def test_each_field_names_its_own_editor(house: House) -> None:
    customer_id = house.customer()
    mine = customer(house, customer_id, "consultant")
    edited(house, "manager", customer(house, customer_id, "manager"), wish="三房")
    edited(house, "control", customer(house, customer_id, "control"), level="A")
    newer = stale(lambda: edited(house, "consultant", mine, wish="四房"))
    assert (editor(newer, "wish"), editor(newer, "level")) == ("罗建平", "沈雨桐")


def test_of_somebody_elses_customer_nobody_learns_who_edited_it(house: House) -> None:
    customer_id = house.customer()
    with pytest.raises(Refusal, match="belongs to a colleague"):
        house.desk("colleague").read(newer_customer, customer_id)
    if house.kind == "postgresql":
        for login in ("colleague", "cashier", "operator", "admin"):
            told = house.desk(login).read(lambda work: work.edits.last("customer", customer_id, ("name", "owner_id")))
            assert told == {}, login


# --- settings and colours ---------------------------------------------------------------------------------------------


def set_days(house: House, login: str, value: int, seen: int | None) -> bool:
    return house.desk(login).perform(change_setting, NewSetting(name="contract.days", value=value, seen=seen))


def days(house: House) -> int:
    return house.desk("operator").read(settings).number("contract.days")


def test_a_setting_that_is_no_longer_what_was_seen_is_not_overwritten(house: House) -> None:
    set_days(house, "admin", 10, 7)
    newer = stale(lambda: set_days(house, "operator", 14, 7))
    assert (newer.values, editor(newer, "contract.days")) == ({"contract.days": 10}, "严管理")
    assert days(house) == 10
    set_days(house, "operator", 14, 10)
    assert days(house) == 14
    set_days(house, "operator", 7, 14)
    set_days(house, "admin", 8, 7)
    assert days(house) == 8, "a default that stands there as a value is one too"


def test_two_desks_that_set_what_nobody_set_before_have_one_winner(house: House) -> None:
    desks = [house.another_desk(login) for login in ("operator", "admin", "operator", "admin")]
    start, ended = threading.Barrier(len(desks)), list[str]()

    def run(place: int) -> None:
        start.wait(20)
        try:
            desks[place].perform(change_setting, NewSetting(name="contract.days", value=20 + place, seen=7))
            ended.append("won")
        except StaleEdit as refusal:
            ended.append(f"lost to {refusal.newer.values['contract.days']}")

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(desks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(ended) == [f"lost to {days(house)}"] * 3 + ["won"]


def test_a_setting_without_what_was_seen_is_set_as_before(house: House) -> None:
    set_days(house, "admin", 10, None)
    set_days(house, "operator", 14, None)
    assert days(house) == 14


def test_a_colour_that_another_desk_gave_meanwhile_is_not_overwritten_and_no_other_either(house: House) -> None:
    was = house.desk("operator").read(state_colours)
    seen: tuple[tuple[str, str], ...] = tuple(
        (state.value, was[state].value) for state in was if state.value in ("held", "filed")
    )
    house.desk("admin").perform(set_state_colours, StateColours(colours=(("held", "red"),), seen=seen))
    mine = StateColours(colours=(("filed", "green"), ("held", "brown")), seen=seen)
    newer = stale(lambda: house.desk("operator").perform(set_state_colours, mine))
    assert newer.values == {"filed": dict(seen)["filed"], "held": "red"}
    assert {key: edit.by for key, edit in newer.edits.items()} == {"held": "严管理"}
    now = {state.value: colour.value for state, colour in house.desk("operator").read(state_colours).items()}
    assert (now["held"], now["filed"]) == ("red", dict(seen)["filed"]), "all of it or nothing"


# --- units ------------------------------------------------------------------------------------------------------------


def seen_units(house: House, *numbers: str) -> tuple[tuple[int, ...], tuple[tuple[str, object], ...]]:
    lines = {line.number: line for line in house.desk("operator").read(unit_lines) if line.building == "3#"}
    seen = list[tuple[str, object]]()
    for number in numbers:
        line = lines[number]
        held = {one.value for one in line.restrictions}
        seen += [(restriction_key(line.id, name), name in held) for name in ("mortgaged", "sealed")]
        seen.append((restriction_key(line.id, "restriction_note"), line.restriction_note))
    return tuple(lines[number].id for number in numbers), tuple(seen)


def restricted(house: House, number: str) -> tuple[set[str], str]:
    line = next(one for one in house.desk("operator").read(unit_lines) if (one.building, one.number) == ("3#", number))
    return {one.value for one in line.restrictions}, line.restriction_note


def test_a_restriction_set_meanwhile_is_not_lifted_unseen_at_any_of_the_units(house: House) -> None:
    ids, seen = seen_units(house, "0301", "0302", "0401")
    other = house.another_desk("operator")
    other.perform(restrict, Restrict(unit_ids=ids[1:2], sealed=True, note="（2026）法执 7 号"))
    mine = Restrict(unit_ids=ids, mortgaged=True, sealed=False, note="抵押解除", seen=seen)
    newer = stale(lambda: house.desk("operator").perform(restrict, mine))
    sealed, note = restriction_key(ids[1], "sealed"), restriction_key(ids[1], "restriction_note")
    assert (newer.values[sealed], newer.values[note]) == (True, "（2026）法执 7 号")
    assert editor(newer, sealed) == "罗业务"
    assert restricted(house, "0301") == (set(), ""), "none of them was changed"
    again = replace(mine, seen=seen_of(newer.values), keep=(sealed, note), request_id="again")
    assert house.desk("operator").perform(restrict, again) == 3
    assert restricted(house, "0302") == ({"mortgaged", "sealed"}, "（2026）法执 7 号")
    assert restricted(house, "0401") == ({"mortgaged"}, "抵押解除")


def test_a_unit_sold_meanwhile_does_not_make_a_restriction_stale(house: House) -> None:
    ids, seen = seen_units(house, "0301")
    house.sold("0301")
    form = Restrict(unit_ids=ids, mortgaged=True, note="在建工程抵押", seen=seen)
    assert house.desk("operator").perform(restrict, form) == 1


# --- discounts, accounts, permits -------------------------------------------------------------------------------------


def discount(house: House) -> DiscountRow:
    return house.desk("operator").read(discounts)[0]


def discount_edit(row: DiscountRow, **changes: object) -> DiscountEdit:
    values = {
        "discount_id": row.id, "name": row.step.name, "kind": row.step.kind, "value": row.step.value,
        "ground": row.step.ground, "scheme_id": row.scheme_id, "seen": seen_of(discount_values(row)),
    }  # fmt: skip
    return DiscountEdit(**{**values, **changes})  # type: ignore[arg-type]


def test_a_discount_is_changed_and_a_second_form_filled_before_is_refused(house: House) -> None:
    row, other = discount(house), house.another_desk("operator")
    other.perform(change_discount, discount_edit(row, value=985_000, ground="年末"))
    newer = stale(lambda: house.desk("operator").perform(change_discount, discount_edit(row, name="按期签约")))
    assert (newer.values["value"], newer.values["ground"], newer.values["name"]) == (985_000, "年末", row.step.name)
    assert editor(newer, "value") == "罗业务"
    again = discount_edit(row, name="按期签约", value=985_000, ground="年末", seen=seen_of(newer.values))
    house.desk("operator").perform(change_discount, again)
    now = discount(house)
    assert (now.step.name, now.step.value, now.step.ground, now.step.kind) == (
        "按期签约", 985_000, "年末", DiscountKind.PERCENT,
    )  # fmt: skip


def test_dates_and_nothing_are_compared_as_what_they_are(house: House) -> None:
    row = discount(house)
    first = discount_edit(row, valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31))
    house.desk("operator").perform(change_discount, first)
    newer = stale(lambda: house.desk("operator").perform(change_discount, discount_edit(row)))
    assert newer.values["valid_to"] == date(2026, 12, 31)
    cleared = discount_edit(row, seen=seen_of(newer.values))
    house.desk("operator").perform(change_discount, cleared)
    assert discount(house).valid_to is None


def test_an_account_and_a_permit_are_changed_and_not_overwritten_unseen(house: House) -> None:
    account, other = house.desk("operator").read(accounts)[0], house.another_desk("operator")
    edit = AccountEdit(account_id=account.id, name="预售资金监管账户", bank=account.bank, supervised=True,
                       seen=seen_of(account_values(account)))  # fmt: skip
    other.perform(change_account, replace(edit, request_id="theirs"))
    newer = stale(lambda: house.desk("operator").perform(change_account, replace(edit, name="监管户")))
    assert (newer.values["name"], editor(newer, "name")) == ("预售资金监管账户", "罗业务")
    permit = house.desk("operator").read(permits)[0]
    mine = PermitEdit(permit_id=permit.id, issued_on=date(2026, 9, 2), supervised_account_id=None,
                      seen=seen_of(permit_values(permit)))  # fmt: skip
    other.perform(change_permit, replace(mine, issued_on=date(2026, 8, 31), request_id="theirs2"))
    newer = stale(lambda: house.desk("operator").perform(change_permit, mine))
    assert newer.values == {"issued_on": date(2026, 8, 31), "supervised_account_id": None}
    house.desk("operator").perform(change_permit, replace(mine, seen=seen_of(newer.values), request_id="again"))
    assert house.desk("operator").read(permits)[0].issued_on == date(2026, 9, 2)


def test_who_may_not_set_up_changes_none_of_them_and_what_is_gone_is_said(house: House) -> None:
    row = discount(house)
    with pytest.raises(NotAllowed):
        house.desk("manager").perform(change_discount, discount_edit(row))
    with pytest.raises(Refusal, match="not there any more"):
        house.desk("operator").perform(change_discount, discount_edit(row, discount_id=9_999))
