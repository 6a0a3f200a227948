"""Schemes and discounts set up by the operator: tried before they are kept, switched off instead of deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.pricing import DiscountKind
from salesdesk.domain.schedules import Event, SchemeKind, SchemeLine
from salesdesk.services.order_lists import order_detail
from salesdesk.services.quotes import choices_for
from salesdesk.services.schemes import (
    NewDiscount,
    NewScheme,
    Switch,
    add_discount,
    add_scheme,
    discounts,
    schemes,
    switch,
)
from tests.support.office import House

EARNEST = SchemeLine("earnest", MoneyClass.PRICE, Event.SUBSCRIPTION, "定金", amount_fen=3_000_000)
REST = SchemeLine("balance", MoneyClass.PRICE, Event.CONTRACT, "余款", days=10, takes_rest=True)


def scheme(**changes: Any) -> NewScheme:
    values: dict[str, Any] = {"name": "两笔付清", "kind": SchemeKind.IN_FULL, "lines": (EARNEST, REST)}
    return NewScheme(**{**values, **changes})


def discount(**changes: Any) -> NewDiscount:
    values: dict[str, Any] = {"name": "团购", "kind": DiscountKind.PERCENT, "value": 985_000}
    return NewDiscount(**{**values, **changes})


def test_a_new_scheme_can_be_chosen_for_a_deal(house: House) -> None:
    house.desk("operator").perform(add_scheme, scheme())
    order_id = house.sold("0301", choices=house.choices("两笔付清"))
    order = house.desk("control").read(order_detail, order_id)
    assert [(due.item, due.amount_fen) for due in order.dues] == [("earnest", 3_000_000), ("balance", 233_640_000)]


@pytest.mark.parametrize("lines", [
    (), (EARNEST,), (REST, REST),
    (SchemeLine("nothing", MoneyClass.PRICE, Event.CONTRACT, takes_rest=True),),
    (SchemeLine("balance", MoneyClass.PRICE, Event.CONTRACT, takes_rest=True, amount_fen=5),),
    (SchemeLine("loan", MoneyClass.PRICE_BY_LOAN, Event.CONTRACT, share_millionths=1_000_001), REST),
    (SchemeLine("earnest", MoneyClass.PRICE, Event.CONTRACT, amount_fen=900_000_000), REST),
])  # fmt: skip
def test_a_scheme_that_does_not_add_up_is_refused(house: House, lines: tuple[SchemeLine, ...]) -> None:
    with pytest.raises(BadInput):
        house.desk("operator").perform(add_scheme, scheme(lines=lines))
    assert "两笔付清" not in {row.scheme.name for row in house.desk("operator").read(schemes)}


def test_two_schemes_of_one_name_are_refused_in_one_sentence(house: House) -> None:
    with pytest.raises(Refusal, match="already"):
        house.desk("operator").perform(add_scheme, scheme(name="一次性"))


def test_a_scheme_switched_off_is_not_offered_and_orders_keep_it(house: House) -> None:
    order_id = house.sold("0301")
    row = next(row for row in house.desk("operator").read(schemes) if row.scheme.name == "商业贷款")
    house.desk("operator").perform(switch, Switch(what="scheme", row_id=row.id, active=False))
    offered, _ = house.desk("control").read(choices_for, house.unit_id("0401"))
    assert "商业贷款" not in {row.scheme.name for row in offered}
    assert house.desk("control").read(order_detail, order_id).scheme_name == "商业贷款"
    house.desk("operator").perform(switch, Switch(what="scheme", row_id=row.id, active=True))
    assert all(row.active for row in house.desk("operator").read(schemes))


def test_a_new_discount_is_offered_within_its_dates(house: House) -> None:
    desk = house.desk("operator")
    desk.perform(add_discount, discount(ground="10 套起"))
    desk.perform(add_discount, discount(name="旧优惠", valid_to=date(2020, 1, 1)))
    _, offered = house.desk("control").read(choices_for, house.unit_id("0401"))
    names = {row.step.name: row.step for row in offered}
    assert names["团购"].ground == "10 套起"
    assert "旧优惠" not in names
    assert "旧优惠" in {row.step.name for row in desk.read(discounts)}


@pytest.mark.parametrize(("changes", "field"), [
    ({"name": ""}, "name"), ({"value": 0}, "value"), ({"value": 1_000_001}, "value"),
    ({"kind": DiscountKind.SUM, "value": -5}, "value"), ({"ground": "长" * 101}, "ground"),
    ({"valid_from": date(2026, 12, 1), "valid_to": date(2026, 11, 1)}, "valid_to"),
])  # fmt: skip
def test_a_discount_that_makes_no_sense_is_refused_at_its_field(
    house: House, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        house.desk("operator").perform(add_discount, discount(**changes))
    assert refused.value.field == field


def test_two_discounts_of_one_name_are_refused_in_one_sentence(house: House) -> None:
    with pytest.raises(Refusal, match="already"):
        house.desk("operator").perform(add_discount, discount(name="老带新"))


@pytest.mark.parametrize("login", ["manager", "control", "consultant"])
def test_only_the_operator_sets_schemes_and_discounts_up(house: House, login: str) -> None:
    desk = house.desk(login)
    for verb, form in (
        (add_scheme, scheme()),
        (add_discount, discount()),
        (switch, Switch(what="discount", row_id=1, active=False)),
    ):
        with pytest.raises(NotAllowed):
            desk.perform(verb, form)  # type: ignore[arg-type]
