"""Two cashiers at one order, and at one book of numbers, in the same instant."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from salesdesk.domain.errors import Refusal, TryAgain
from salesdesk.domain.money_items import MoneyClass
from salesdesk.repository.cash import Cash
from salesdesk.repository.sale_orders import SaleOrders
from salesdesk.services.accounts import order_account
from salesdesk.services.cashier import Payment, Refund, Void, refund, take_payment, void_receipt
from salesdesk.services.office import Office
from salesdesk.services.receipt_papers import ReceiptPrintForm, note_receipt_print
from tests.services.money_helpers import (
    EARNEST,
    as_owner,
    by_item,
    days_pass,
    entry,
    line,
    numbers,
    pay,
    payment,
    without_guard,
)
from tests.support.office import House

Act = Callable[[Office], object]


def at_once(house: House, *acts: Act) -> list[object]:
    """Each act at a cashier's desk of its own, all begun together; what each answered, or its refusal."""
    desks = [house.another_desk("cashier") for _ in acts]
    start = threading.Barrier(len(acts))
    answers: list[object] = [None] * len(acts)

    def run(place: int) -> None:
        start.wait(10)
        try:
            answers[place] = acts[place](desks[place])
        except (Refusal, Exception) as error:
            answers[place] = error

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    unexpected = [answer for answer in answers if isinstance(answer, Exception) and not isinstance(answer, Refusal)]
    if unexpected:
        raise unexpected[0]
    return answers


def taken(answers: list[object]) -> int:
    return sum(not isinstance(answer, Refusal) for answer in answers)


def total_of(house: House, order_id: int) -> int:
    working = house.desk("cashier").read(order_account, order_id).order.working
    assert working is not None
    return working.total_fen


def takes(house: House, order_id: int, amount_fen: int) -> Act:
    form = payment(house, order_id, line("down_payment", amount_fen))
    return lambda office: office.perform(take_payment, form)


def refunds(form: Refund) -> Act:
    return lambda office: office.perform(refund, form)


def prints(receipt_id: int) -> Act:
    form = ReceiptPrintForm(receipt_id=receipt_id)
    return lambda office: office.perform(note_receipt_print, form)


def voids(receipt_id: int) -> Act:
    form = Void(receipt_id=receipt_id, reason="点错")
    return lambda office: office.perform(void_receipt, form)


def test_two_cashiers_do_not_take_more_than_the_price_together(house: House) -> None:
    order_id = house.sold("0301")
    total = total_of(house, order_id)
    answers = at_once(house, takes(house, order_id, total), takes(house, order_id, total))
    assert taken(answers) == 1
    assert by_item(house, order_id) == {(MoneyClass.PRICE, "down_payment"): total}
    assert numbers(house) == [1]


@pytest.mark.parametrize("engine_kind", ["postgresql"])
def test_control_without_the_lock_of_the_order_both_take_the_whole_price(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id = house.sold("0301")
    total = total_of(house, order_id)
    both_checked = threading.Barrier(2)
    write = Cash.write

    def write_together(self: Cash, new: Any) -> int:
        both_checked.wait(10)
        return write(self, new)

    monkeypatch.setattr(SaleOrders, "keep", lambda self, order_id: None)
    monkeypatch.setattr(Cash, "write", write_together)
    answers = at_once(house, takes(house, order_id, total), takes(house, order_id, total))
    assert taken(answers) == 2
    assert by_item(house, order_id) == {(MoneyClass.PRICE, "down_payment"): 2 * total}


def test_two_cashiers_do_not_pay_the_same_money_back_twice(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    forms = [Refund(order_id=order_id, lines=(line(),), method="cash", payee=name, reason="退") for name in "甲乙"]
    answers = at_once(house, *map(refunds, forms))
    assert taken(answers) == 1
    assert by_item(house, order_id) == {}


@pytest.mark.parametrize("engine_kind", ["postgresql"])
def test_without_the_lock_of_the_service_the_database_still_pays_back_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    monkeypatch.setattr(SaleOrders, "keep", lambda self, order_id: None)
    answers = at_once(house, *_two_refunds(house, order_id, monkeypatch))
    assert taken(answers) == 1
    assert by_item(house, order_id) == {}


def _two_refunds(house: House, order_id: int, monkeypatch: pytest.MonkeyPatch) -> list[Act]:
    """Two refunds of everything, each written when both have found that the money is there."""
    both_checked = threading.Barrier(2)
    write = Cash.write

    def write_together(self: Cash, new: Any) -> int:
        both_checked.wait(10)
        return write(self, new)

    monkeypatch.setattr(Cash, "write", write_together)
    forms = [Refund(order_id=order_id, lines=(line(),), method="cash", payee=name, reason="退") for name in "甲乙"]
    return [refunds(form) for form in forms]


@pytest.mark.parametrize("engine_kind", ["postgresql"])
def test_control_without_lock_and_guard_the_same_money_goes_back_twice(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    monkeypatch.setattr(SaleOrders, "keep", lambda self, order_id: None)
    without_guard(house, "receipt", "sd_receipt_enters")
    as_owner(
        house,
        "CREATE FUNCTION numbers_alone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN "
        "UPDATE receipt_book SET next_no = next_no + 1 WHERE id = NEW.book_id RETURNING next_no - 1, open_day "
        "INTO NEW.number, NEW.business_day; RETURN NEW; END $$; "
        "CREATE TRIGGER numbers_alone BEFORE INSERT ON receipt FOR EACH ROW EXECUTE FUNCTION numbers_alone()",
    )
    answers = at_once(house, *_two_refunds(house, order_id, monkeypatch))
    assert taken(answers) == 2
    assert by_item(house, order_id) == {(MoneyClass.PRICE, "earnest"): -EARNEST}


def test_a_receipt_is_either_printed_or_voided_never_both(house: House) -> None:
    order_id = house.sold("0301")
    for _ in range(4):
        receipt_id = pay(house, order_id, line(amount_fen=100))
        at_once(house, prints(receipt_id), voids(receipt_id))
        seen = entry(house, receipt_id)
        assert (seen.prints > 0) is not seen.voided


def test_cashiers_who_work_at_once_get_each_number_once_and_none_is_left_out(house: House) -> None:
    units = ("0301", "0302", "0401")
    orders = [house.sold(number, f"1381234{2000 + place}") for place, number in enumerate(units)]

    def five_receipts(order_id: int) -> Act:
        forms = [payment(house, order_id, line(amount_fen=100 + place)) for place in range(5)]

        def take_all(office: Office) -> int:
            for form in forms:
                _stubbornly(office, form)
            return len(forms)

        return take_all

    answers = at_once(house, *(five_receipts(order_id) for order_id in orders))
    assert answers == [5, 5, 5]
    assert numbers(house) == list(range(1, 16))


def _stubbornly(office: Office, form: Payment) -> None:
    """As a person would: pressed again while the answer is that another desk was in the way."""
    for _ in range(20):
        try:
            office.perform(take_payment, form)
        except TryAgain:
            continue
        return
    raise AssertionError("the desk was never let through")


def test_numbers_go_on_over_midnight_and_the_business_day_moves(house: House) -> None:
    order_id = house.sold("0301")
    before = entry(house, pay(house, order_id, line(amount_fen=100)))
    days_pass(house, 1)
    after = entry(house, pay(house, order_id, line(amount_fen=100)))
    assert numbers(house) == [1, 2]
    assert (after.business_day - before.business_day).days == 1
