"""The finder for swaps: every free unit, with the same figures that the sheet of its swap would show, at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from salesdesk.domain.change_sheet import new_down_payment_fen
from salesdesk.domain.errors import Refusal
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.price_lists import Change, Revision, Signature, revise_prices, sign_price_list
from salesdesk.services.swap_finder import SwapOffer, swap_offers
from salesdesk.services.swaps import Swap, ask_swap, preview_swap
from tests.services.money_helpers import EARNEST, line, pay
from tests.support.office import House


@contextmanager
def statements(house: House, login: str = "control") -> Iterator[list[str]]:
    """What this desk asks its database meanwhile."""
    asked: list[str] = []

    def note(*event: Any) -> None:
        asked.append(event[2])

    engine = house.desk(login).database.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def offers(house: House, order_id: int, scheme: str = "一次性") -> dict[str, SwapOffer]:
    found = house.desk("control").read(swap_offers, order_id, house.choices(scheme))
    return {one.unit.label: one for one in found.offers}


def test_every_free_unit_is_offered_with_the_smallest_gap_first(house: House) -> None:
    order_id = house.sold("0301", choices=house.choices("一次性"))
    found = house.desk("control").read(swap_offers, order_id, house.choices("一次性"))
    assert len(found.offers) == 11
    gaps = [abs(one.gap_fen) for one in found.offers]
    assert gaps == sorted(gaps)
    assert gaps[0] == 0
    assert {one.unit.label for one in found.offers}.isdisjoint({"3-0301"})
    assert not any(one.unit.label.startswith("4-") for one in found.offers), "the other building is not on sale yet"


def test_an_offer_says_what_the_sheet_of_the_swap_says(house: House) -> None:
    order_id = house.sold("0301", choices=house.choices("一次性"))
    pay(house, order_id, line("earnest", EARNEST))
    for number in ("0402", "0401"):
        offer = offers(house, order_id)[f"3-{number}"]
        form = Swap(order_id=order_id, target_unit_id=house.unit_id(number), choices=house.choices("一次性"))
        sheet = house.desk("control").read(preview_swap, form)
        assert (offer.total_fen, offer.gap_fen) == (sheet.after.total_fen, sheet.difference_fen)
        assert (offer.to_pay_fen, offer.to_return_fen) == (sheet.to_pay_fen, sheet.to_return_fen)
        assert offer.down_payment_fen == new_down_payment_fen(sheet.after)


def test_stage_payments_are_no_part_of_the_new_down_payment(house: House) -> None:
    order_id, choices = house.sold("0301", choices=house.choices("分期三期")), house.choices("分期三期")
    found = house.desk("control").read(swap_offers, order_id, choices).offers
    assert {one.down_payment_fen * 10 for one in found} == {one.total_fen * 3 for one in found}


def test_a_unit_below_the_earnest_money_hides_none_of_the_others(house: House) -> None:
    order_id = house.sold("0301", choices=house.choices("一次性"))
    form = Revision(name="储藏间", change=Change.SET_UNIT_PRICE, value=30_000, unit_ids=(house.unit_id("0401"),))
    list_id = house.desk("operator").perform(revise_prices, form)
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=list_id))
    found = offers(house, order_id)
    assert "3-0401" not in found
    assert len(found) == 10


def test_money_beyond_the_new_total_goes_back(house: House) -> None:
    order_id = house.sold("0301", choices=house.choices("一次性"))
    pay(house, order_id, line("earnest", EARNEST), line("balance", 230_000_000))
    offer = offers(house, order_id)["3-0402"]
    assert offer.to_return_fen == EARNEST + 230_000_000 - offer.total_fen > 0
    assert offer.to_pay_fen == 0


def test_a_unit_that_is_held_or_taken_is_not_offered_and_one_held_for_the_customer_is(house: House) -> None:
    order_id = house.sold("0301")
    house.sold("0501", telephone="13912342046")
    house.desk("control").perform(hold, HoldForm(unit_id=house.unit_id("0401"), reason="老客户"))
    customer = house.desk("control").read(lambda work: work.order_views.detail(order_id)).customer_id
    form = HoldForm(unit_id=house.unit_id("0402"), reason="换房", customer_id=customer)
    house.desk("control").perform(hold, form)
    found = offers(house, order_id)
    assert {"3-0501", "3-0401"}.isdisjoint(found)
    assert "3-0402" in found


def test_all_units_are_asked_for_in_a_few_statements(house: House) -> None:
    order_id, choices = house.sold("0301"), house.choices("一次性")
    with statements(house) as asked:
        found = house.desk("control").read(swap_offers, order_id, choices)
    assert len(found.offers) == 11
    assert len(asked) <= 20, asked


def test_an_order_that_cannot_be_swapped_is_offered_nothing(house: House) -> None:
    order_id, choices = house.sold("0301"), house.choices("一次性")
    form = Swap(order_id=order_id, target_unit_id=house.unit_id("0401"), choices=choices, reason="换一套")
    house.desk("control").perform(ask_swap, form)
    with pytest.raises(Refusal, match="under way"):
        house.desk("control").read(swap_offers, order_id, choices)
    again = replace(form, target_unit_id=house.unit_id("0402"))
    with pytest.raises(Refusal, match="under way"):
        house.desk("control").read(preview_swap, again)
