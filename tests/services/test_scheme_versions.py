"""A scheme is changed for new deals only: what orders rest on stays, on every database; discounts for some units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.only_for import EVERY_UNIT, OnlyFor
from salesdesk.domain.pricing import DiscountKind
from salesdesk.domain.schedules import DayKind, Event, SchemeKind, SchemeLine, price_sum
from salesdesk.repository.recount import Recount
from salesdesk.repository.schemes import SchemeRow
from salesdesk.services.order_lists import order_detail
from salesdesk.services.quotes import choices_for, preview_deal
from salesdesk.services.recount import recount
from salesdesk.services.schemes import (
    USUAL_PRICE_FEN,
    DiscountEdit,
    NewDiscount,
    NewScheme,
    SchemeEdit,
    add_discount,
    add_scheme,
    change_discount,
    change_scheme,
    discount_values,
    discounts,
    example_dues,
    scheme_in_use,
    scheme_parts,
    schemes,
)
from salesdesk.services.set_up import unit_lines
from tests.support.office import House
from tests.support.raw import outcome, raw

EARNEST = SchemeLine("earnest", MoneyClass.PRICE, Event.SUBSCRIPTION, "定金", amount_fen=3_000_000)
REST = SchemeLine("balance", MoneyClass.PRICE, Event.CONTRACT, "余款", days=10, takes_rest=True)


def row_of(house: House, name: str) -> SchemeRow:
    return next(row for row in house.desk("operator").read(schemes) if row.scheme.name == name)


def edit(row: SchemeRow, *lines: SchemeLine, name: str = "") -> SchemeEdit:
    return SchemeEdit(
        name=name or row.scheme.name, kind=row.scheme.kind, lines=lines or row.scheme.lines, scheme_id=row.id,
        seen=row.version, loan_round_fen=row.scheme.loan_round_fen,
    )  # fmt: skip


def test_a_scheme_that_no_order_rests_on_is_changed_in_its_place(house: House) -> None:
    row, desk = row_of(house, "一次性"), house.desk("operator")
    assert not desk.read(scheme_in_use, row.id)
    changed = desk.perform(change_scheme, edit(row, EARNEST, REST, name="一次付清"))
    assert (changed.scheme_id, changed.kept) == (row.id, False)
    now = row_of(house, "一次付清")
    assert (now.version, now.scheme.lines) == (row.version + 1, (EARNEST, REST))


def test_orders_keep_the_version_they_were_made_by_and_new_deals_get_the_new_one(house: House) -> None:
    order_id = house.sold("0301")
    row, desk = row_of(house, "商业贷款"), house.desk("operator")
    assert desk.read(scheme_in_use, row.id)
    tied = next(one for one in desk.read(discounts) if one.step.name == "商业贷款优惠")
    before = house.desk("control").read(order_detail, order_id)
    lines = (EARNEST, *(replace(line, days=30) for line in row.scheme.lines[1:]))
    changed = desk.perform(change_scheme, edit(row, *lines))
    assert changed.kept
    assert changed.scheme_id != row.id
    now = row_of(house, "商业贷款")
    assert (now.id, now.version, now.scheme.lines) == (changed.scheme_id, row.version + 1, lines)
    after = house.desk("control").read(order_detail, order_id)
    assert (after.scheme_name, after.scheme_id, after.dues) == ("商业贷款", before.scheme_id, before.dues)
    assert next(one for one in desk.read(discounts) if one.id == tied.id).scheme_id == changed.scheme_id
    offered, _ = house.desk("control").read(choices_for, house.unit_id("0401"))
    assert [one.id for one in offered if one.scheme.name == "商业贷款"] == [changed.scheme_id]
    now_worked_out = house.desk("control").read(preview_deal, house.unit_id("0401"), house.choices("商业贷款"))
    assert now_worked_out.dues[0].amount_fen == 3_000_000
    with raw(house) as session:
        assert [str(one) for one in recount(Recount(session.connection))] == []


def test_a_scheme_changed_at_another_desk_is_not_overwritten(house: House) -> None:
    row, desk = row_of(house, "一次性"), house.desk("operator")
    desk.perform(change_scheme, edit(row, EARNEST, REST))
    with pytest.raises(Refusal, match="Another desk"):
        desk.perform(change_scheme, edit(row, replace(EARNEST, amount_fen=1), REST))
    assert row_of(house, "一次性").scheme.lines == (EARNEST, REST)


def test_a_version_that_was_replaced_is_not_changed_again(house: House) -> None:
    house.sold("0301")
    row, desk = row_of(house, "商业贷款"), house.desk("operator")
    desk.perform(change_scheme, edit(row, EARNEST, REST))
    with pytest.raises(Refusal, match="Another desk"):
        desk.perform(change_scheme, edit(row, EARNEST, REST))


@pytest.mark.parametrize("login", ["manager", "control", "consultant"])
def test_only_the_operator_changes_schemes(house: House, login: str) -> None:
    with pytest.raises(NotAllowed):
        house.desk(login).perform(change_scheme, edit(row_of(house, "一次性")))


@pytest.mark.parametrize("statement", [
    "UPDATE payment_scheme_line SET days = 99 WHERE scheme_id = :scheme",
    "DELETE FROM payment_scheme_line WHERE scheme_id = :scheme",
    "UPDATE payment_scheme SET name = 'X' WHERE id = :scheme",
    "UPDATE payment_scheme SET loan_round_fen = 1 WHERE id = :scheme",
])  # fmt: skip
def test_the_database_itself_keeps_what_orders_rest_on(house: House, statement: str) -> None:
    house.sold("0301")
    row = row_of(house, "商业贷款")
    off = "UPDATE payment_scheme SET active = false WHERE id = :scheme"
    assert outcome(house, None, lambda session: session.run(statement, scheme=row.id)) == "scheme_used"
    assert outcome(house, None, lambda session: session.run(off, scheme=row.id)) is None


# --- lines ------------------------------------------------------------------------------------------------------------


def new(*lines: SchemeLine) -> NewScheme:
    return NewScheme(name="试", kind=SchemeKind.STAGES, lines=lines)


def test_lines_say_months_working_days_parts_nodes_and_days(house: House) -> None:
    desk = house.desk("operator")
    parts = desk.read(scheme_parts)
    lines = (
        EARNEST,
        SchemeLine("down_payment", MoneyClass.PRICE, Event.CONTRACT, "首付", days=5, day_kind=DayKind.WORKING,
                   share_millionths=300_000, less_earnest=True),
        SchemeLine("stage_payment", MoneyClass.PRICE, Event.SUBSCRIPTION, "分期", months=1, share_millionths=300_000,
                   parts=3, gap_months=2),
        SchemeLine("stage_payment", MoneyClass.PRICE, Event.NODE, "封顶款", share_millionths=200_000, node="主体封顶"),
        SchemeLine("deed_tax", MoneyClass.COLLECTED, Event.FIXED_DATE, "契税", fixed_on=date(2030, 5, 1),
                   share_millionths=15_000),
        SchemeLine("balance", MoneyClass.PRICE, Event.HANDOVER, "尾款", takes_rest=True),
    )  # fmt: skip
    dues = example_dues(new(*lines), parts)
    assert price_sum(dues) == USUAL_PRICE_FEN
    assert [due.amount_fen for due in dues] == [
        3_000_000, 57_000_000, 20_000_000, 20_000_000, 20_000_000, 40_000_000, 3_000_000, 40_000_000,
    ]  # fmt: skip
    assert [dues[place].due_on for place in (0, 5, 6)] == [parts.today, None, date(2030, 5, 1)]
    scheme_id = desk.perform(add_scheme, new(*lines))
    assert next(row for row in desk.read(schemes) if row.id == scheme_id).scheme.lines == lines


@pytest.mark.parametrize(("lines", "said"), [
    ((EARNEST, REST, REST), "Only one line"),
    ((EARNEST, replace(REST, takes_rest=False, amount_fen=USUAL_PRICE_FEN - 3_000_000)), "more than|whole price"),
    ((EARNEST, replace(REST, takes_rest=False, share_millionths=900_000)), "whole price"),
    ((replace(EARNEST, amount_fen=900_000_000), REST), "more than the price"),
    ((EARNEST, replace(REST, event=Event.NODE)), "construction node"),
    ((EARNEST, replace(REST, event=Event.FIXED_DATE)), "names the day"),
    ((EARNEST, replace(REST, parts=61)), "1 to 60 parts"),
    ((EARNEST, replace(REST, item="deed_tax", klass=MoneyClass.COLLECTED)), "one of share"),
])  # fmt: skip
def test_lines_that_come_to_no_price_say_why(lines: tuple[SchemeLine, ...], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        example_dues(new(*lines))


def test_shares_alone_may_make_up_the_price() -> None:
    halves = tuple(
        SchemeLine("stage_payment", MoneyClass.PRICE, Event.CONTRACT, days=days, share_millionths=500_000)
        for days in (0, 30)
    )
    assert [due.amount_fen for due in example_dues(new(*halves), None, 100_000_001)] == [50_000_001, 50_000_000]


# --- discounts for some units -----------------------------------------------------------------------------------------


def test_a_discount_for_some_units_is_offered_for_those_alone(house: House) -> None:
    desk, control = house.desk("operator"), house.desk("control")
    mine, other = house.unit_id("0401"), house.unit_id("0501")
    form = NewDiscount(name="特价房", kind=DiscountKind.PERCENT, value=990_000, only_for=OnlyFor(units=(mine,)))
    discount_id = desk.perform(add_discount, form)
    for unit_id, offered in ((mine, True), (other, False)):
        _, rows = control.read(choices_for, unit_id)
        assert (discount_id in {row.id for row in rows}) is offered
    chosen = replace(house.choices("商业贷款"), discount_ids=(discount_id,))
    assert control.read(preview_deal, mine, chosen).working.off_fen > 0
    with pytest.raises(BadInput, match="for this unit"):
        control.read(preview_deal, other, chosen)


def test_a_discount_is_tied_to_buildings_and_layouts_and_untied_again(house: House) -> None:
    desk = house.desk("operator")
    line = next(line for line in desk.read(unit_lines) if line.id == house.unit_id("0401"))
    row = desk.read(discounts)[0]
    only = OnlyFor((line.building_id,), (line.layout,))
    for wanted in (only, EVERY_UNIT):
        row = next(one for one in desk.read(discounts) if one.id == row.id)
        form = DiscountEdit(
            name=row.step.name, kind=row.step.kind, value=row.step.value, only_for=wanted, discount_id=row.id,
            seen=tuple(discount_values(row).items()),
        )  # fmt: skip
        desk.perform(change_discount, form)
        now = next(one for one in desk.read(discounts) if one.id == row.id)
        assert now.only_for == wanted
        assert now.only_for.holds(line)
    assert not OnlyFor((line.building_id + 1,)).holds(line)
    assert not OnlyFor((), ("none",)).holds(line)


@given(st.sets(st.integers(1, 99)), st.sets(st.text(max_size=5)), st.sets(st.integers(1, 99)))
def test_what_a_discount_is_tied_to_is_read_as_it_was_stored(
    buildings: set[int], layouts: set[str], units: set[int]
) -> None:
    only = OnlyFor(tuple(sorted(buildings)), tuple(sorted(layouts)), tuple(sorted(units)))
    assert OnlyFor.of(only.plain()) == only
