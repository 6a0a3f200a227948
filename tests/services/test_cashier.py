"""The counter's promises: numbers without gaps, nothing undone that must stand, no more money out than came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.money_items import EntryKind, MoneyClass
from salesdesk.repository.work import Work
from salesdesk.services.accounts import order_account
from salesdesk.services.cashier import AskAgain, Payment, take_payment
from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.services.counter import counter, find_at_counter
from salesdesk.services.office import renewed
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.rows import EntryLine, Tender
from tests.services.money_helpers import (
    EARNEST,
    YUAN,
    as_owner,
    by_item,
    entry,
    insert_receipt,
    line,
    numbers,
    pay,
    pay_back,
    payment,
    void,
    without_guard,
)
from tests.support.office import House

PRICE, TAX = MoneyClass.PRICE, MoneyClass.COLLECTED


# --- taking money -----------------------------------------------------------------------------------------------------


def test_a_receipt_has_its_number_only_once_it_is_saved_and_then_names_everything(house: House) -> None:
    order_id = house.sold("0301")
    tenders = (Tender("card", 3_000_000, "6222 0015"), Tender("cash", 2_000_000))
    taken = entry(house, pay(house, order_id, tenders=tenders, note="首付另约"))
    assert (taken.number, taken.kind, taken.total_fen) == ("SD01-0000001", EntryKind.RECEIPT, EARNEST)
    assert (taken.unit_label, taken.payer, taken.cashier, taken.note) == ("3-0301", "韩若溪", "方雅琴", "首付另约")
    assert taken.received_on == taken.business_day == house.today
    assert taken.lines == (line(),)
    assert taken.tenders == tenders


def test_price_money_goes_to_the_supervised_account_and_other_money_to_the_one_named(house: House) -> None:
    order_id = house.sold("0301")
    assert entry(house, pay(house, order_id)).account == "江宁农商行 3201 0001 2222 0001"
    assert entry(house, pay(house, order_id, line("deed_tax", 100, "collected"))).account == ""


def test_what_is_missing_or_does_not_add_up_is_refused_at_its_field(house: House) -> None:
    order_id = house.sold("0301")
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"lines": ()}, "lines"),
        ({"tenders": ()}, "lines"),
        ({"lines": (line(amount_fen=0),), "tenders": (Tender("card", 0),)}, "amount"),
        ({"lines": (line(amount_fen=-5),), "tenders": (Tender("card", -5),)}, "amount"),
        ({"tenders": (Tender("card", EARNEST - 1),)}, "amount"),
        ({"tenders": (Tender("barter", EARNEST),)}, "method"),
        ({"payer": "　"}, "payer"),
        ({"payer": "韩" * 201}, "payer"),
        ({"note": "备" * 301}, "note"),
        ({"tenders": (Tender("card", EARNEST, "6" * 101),)}, "reference"),
        ({"received_on": house.today + timedelta(days=1)}, "received_on"),
        ({"received_on": house.today - timedelta(days=4_000)}, "received_on"),
        ({"received_on": house.today - timedelta(days=31)}, "received_on"),
        ({"lines": (line("nonsense"),)}, "lines"),
        ({"lines": (line("earnest", klass="other"),)}, "lines"),
        ({"lines": (line("late_fee", klass="price"),)}, "lines"),
        ({"lines": (line("loan", klass="price"),)}, "lines"),
        ({"lines": (EntryLine("earnest", "price", EARNEST, "定" * 61),)}, "lines"),
    ]
    for changes, field in wrong:
        with pytest.raises(BadInput) as refused:
            house.desk("cashier").perform(take_payment, payment(house, order_id, **changes))
        assert refused.value.field == field, changes
    assert numbers(house) == []


def test_money_that_came_in_shortly_before_the_order_was_entered_is_taken_for_it(house: House) -> None:
    order_id = house.sold("0301", subscribed_on=house.today - timedelta(days=100))
    pay(house, order_id, line(amount_fen=100), received_on=house.today - timedelta(days=130))
    with pytest.raises(BadInput, match="more than 30 days before"):
        pay(house, order_id, line(amount_fen=100), received_on=house.today - timedelta(days=131))


def test_an_item_that_the_project_no_longer_has_is_still_taken_where_the_order_owes_it(house: House) -> None:
    """Switched off while no order owed it; the scheme of the next order asks for it all the same."""
    with house.as_owner.begin() as connection:
        connection.execute(sa.text("UPDATE money_item SET active = false WHERE code IN ('earnest', 'penalty')"))
    order_id = house.sold("0301")
    pay(house, order_id)
    with pytest.raises(BadInput, match="not taken for"):
        pay(house, order_id, line("penalty", 100, "other"))


def test_a_payer_of_sixty_characters_a_rare_character_and_an_emoji_are_kept_as_typed(house: House) -> None:
    order_id = house.sold("0301")
    for payer in ("阿卜杜热西提" * 10, "𬭎䶮㛃𠮷", "林晓岚🏠"):
        assert entry(house, pay(house, order_id, line(amount_fen=100), payer=payer)).payer == payer


def test_no_more_than_the_price_is_taken_however_it_is_split(house: House) -> None:
    order_id = house.sold("0301")
    working = house.desk("cashier").read(order_account, order_id).order.working
    assert working is not None
    pay(house, order_id, line("down_payment", working.total_fen - EARNEST))
    with pytest.raises(Refusal, match=r"50,000\.00"):
        pay(house, order_id, line(amount_fen=EARNEST - 1), line("down_payment", 2))
    pay(house, order_id, line())
    pay(house, order_id, line("maintenance_fund", 100, "collected"))


def test_a_reservation_takes_its_deposit_and_nothing_of_the_price(house: House) -> None:
    customer = house.customer()
    form = Reservation(unit_id=house.unit_id("0301"), customer_id=customer)
    order_id = house.desk("control").perform(reserve, form)
    with pytest.raises(Refusal, match="deposit"):
        pay(house, order_id, line())
    pay(house, order_id, line("deposit", 10_000 * YUAN))
    assert by_item(house, order_id) == {(PRICE, "deposit"): 10_000 * YUAN}


def test_only_a_cashier_takes_money(house: House) -> None:
    order_id = house.sold("0301")
    for login in ("consultant", "control", "manager", "auditor"):
        with pytest.raises(NotAllowed):
            pay(house, order_id, login=login)


# --- money that must not be taken -------------------------------------------------------------------------------------


def test_no_money_is_taken_for_a_cancelled_order(house: House) -> None:
    order_id = house.sold("0301")
    house.desk("control").perform(cancel_order, Cancellation(order_id=order_id, reason="客户放弃"))
    with pytest.raises(Refusal, match="cancelled"):
        pay(house, order_id)


def test_a_cancelled_order_owes_nothing_any_more(house: House) -> None:
    order_id = house.sold("0301")
    before = house.desk("cashier").read(counter, order_id).account
    assert before.price_open_fen == sum(state.open_fen for state in before.dues) > 0
    house.desk("control").perform(cancel_order, Cancellation(order_id=order_id, reason="客户放弃"))
    seen = house.desk("cashier").read(counter, order_id)
    assert (seen.account.dues, seen.account.price_open_fen, seen.account.overdue_fen, seen.late_fee_fen) == (
        (),
        0,
        0,
        0,
    )
    assert [found.open_fen for found in house.desk("cashier").read(find_at_counter, "0301")] == [0]


def test_no_money_is_taken_for_a_sealed_unit_or_one_without_a_permit(house: House) -> None:
    order_id = house.sold("0301")
    as_owner(house, f"UPDATE unit SET sealed = {_true(house)} WHERE number = '0301'")
    with pytest.raises(Refusal, match="Sealed"):
        pay(house, order_id)
    as_owner(house, f"UPDATE unit SET sealed = NOT {_true(house)}, permit_id = NULL WHERE number = '0301'")
    with pytest.raises(Refusal, match="permit"):
        pay(house, order_id)


def _true(house: House) -> str:
    return "true" if house.kind == "postgresql" else "1"


def test_the_database_itself_takes_no_money_for_a_sealed_unit(house: House) -> None:
    order_id = house.sold("0301")
    as_owner(house, f"UPDATE unit SET sealed = {_true(house)} WHERE number = '0301'")
    with pytest.raises(Refusal, match="sealed"):
        insert_receipt(house, order_id)
    assert numbers(house) == []


@pytest.mark.parametrize("engine_kind", ["sqlite"])
def test_control_without_its_guard_money_is_taken_for_a_sealed_unit(house: House) -> None:
    order_id = house.sold("0301")
    as_owner(house, "UPDATE unit SET sealed = 1 WHERE number = '0301'")
    without_guard(house, "receipt", "sd_receipt_enters")
    insert_receipt(house, order_id)
    assert numbers(house) == [1]


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_numbers_have_no_gap_when_a_payment_fails_after_it_had_its_number(house: House) -> None:
    order_id = house.sold("0301")

    def take_and_fail(work: Work, form: Payment) -> int:
        take_payment(work, form)
        raise Refusal("the paper tore")

    pay(house, order_id, line(amount_fen=100))
    for _ in range(3):
        with pytest.raises(Refusal, match="paper"):
            house.desk("cashier").perform(take_and_fail, payment(house, order_id))
    pay(house, order_id, line(amount_fen=100))
    assert numbers(house) == [1, 2]
    assert by_item(house, order_id) == {(PRICE, "earnest"): 200}


def test_a_voided_receipt_keeps_its_number_and_no_other_gets_it(house: House) -> None:
    order_id = house.sold("0301")
    void(house, pay(house, order_id))
    assert entry(house, pay(house, order_id)).number == "SD01-0000002"
    assert numbers(house) == [1, 2]


def test_refunds_are_numbered_in_a_book_of_their_own(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    assert entry(house, pay_back(house, order_id, line(amount_fen=100))).number == "SD01T-0000001"
    assert entry(house, pay(house, order_id, line("deed_tax", 100, "collected"))).number == "SD01-0000002"


def test_the_same_form_sent_twice_is_taken_once(house: House) -> None:
    order_id = house.sold("0301")
    form = payment(house, order_id)
    assert house.desk("cashier").perform(take_payment, form) == house.desk("cashier").perform(take_payment, form)
    assert numbers(house) == [1]


def test_the_same_payment_within_ten_minutes_is_asked_about_and_taken_when_it_is_meant(house: House) -> None:
    order_id = house.sold("0301")
    form = payment(house, order_id, line(amount_fen=2_000_000), meant_twice=False)
    house.desk("cashier").perform(take_payment, form)
    again = renewed(form)
    with pytest.raises(AskAgain, match="SD01-0000001"):
        house.desk("cashier").perform(take_payment, again)
    house.desk("cashier").perform(take_payment, replace(again, meant_twice=True))
    assert numbers(house) == [1, 2]


def test_another_sum_and_a_payment_that_was_undone_are_not_asked_about(house: House) -> None:
    order_id = house.sold("0301")
    form = payment(house, order_id, line(amount_fen=2_000_000), meant_twice=False)
    void(house, house.desk("cashier").perform(take_payment, form))
    house.desk("cashier").perform(take_payment, renewed(form))
    house.desk("cashier").perform(take_payment, payment(house, order_id, line(amount_fen=100), meant_twice=False))
    assert numbers(house) == [1, 2, 3]
