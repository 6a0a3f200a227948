"""No fen is lost: payments against cancellations, cashiers against each other, refunds, and the close of the day.

What each test tries several times is tried with another desk a little ahead each time.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from salesdesk.repository.cash import Cash
from salesdesk.repository.sale_orders import SaleOrders
from salesdesk.services.seals import DayClose, close_day, verify
from tests.support.invariants import assert_in_order, broken
from tests.support.office import House
from tests.support.paying import YUAN, bought, cancels, paid, pays, refunds
from tests.support.races import Answer, Desks, Try, asked, in_threads, meet_in, owner_does, somebody_waits, without_in

ON_POSTGRES = pytest.mark.parametrize("engine_kind", ["postgresql"])
ROUNDS = ("0201", "0202", "0301", "0302")


def won(answers: Sequence[Answer]) -> list[bool]:
    return [answer.won for answer in answers]


def faults(house: House) -> str:
    with house.as_owner.connect() as owner:
        return "; ".join(broken(owner))


def account(house: House, order_id: int) -> int:
    query = f"SELECT COALESCE(SUM(total_fen), 0) FROM receipt WHERE order_id = {order_id}"
    return int(asked(house, query))


def price_of(house: House, order_id: int) -> int:
    return int(asked(house, f"SELECT total_fen FROM order_terms WHERE order_id = {order_id} AND version = 1"))


# --- a payment and the cancellation of its order ---------------------------------------------------------------------


def test_an_order_is_paid_for_or_cancelled_never_both(house: House, desks: Desks) -> None:
    for turn, order in enumerate(bought(house, *ROUNDS)):
        answers = desks.at_once(pays(house, order, YUAN).later(turn), cancels(order).later(3 - turn))
        assert won(answers).count(True) == 1, answers
        assert account(house, order) == (YUAN if answers[0].won else 0)
    assert_in_order(house)


@ON_POSTGRES
def test_without_the_lock_of_the_services_the_database_still_lets_one_of_them_through(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    (order,) = bought(house, "0301")
    both_have_checked(monkeypatch)
    assert won(desks.at_once(pays(house, order, YUAN), cancels(order))).count(True) == 1
    assert_in_order(house)


def both_have_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A payment and a cancellation that have both found nothing against them, and have written nothing."""
    meeting = threading.Barrier(2)
    write, cancel = Cash.write, SaleOrders.cancel

    def write_after(self: Cash, entry: Any) -> int:
        meeting.wait(20)
        return write(self, entry)

    def cancel_after(self: SaleOrders, head: Any, reason: str) -> None:
        meeting.wait(20)
        cancel(self, head, reason)

    monkeypatch.setattr(SaleOrders, "keep", lambda self, order_id: None)
    monkeypatch.setattr(Cash, "write", write_after)
    monkeypatch.setattr(SaleOrders, "cancel", cancel_after)


@ON_POSTGRES
def test_control_without_lock_and_guards_a_cancelled_order_holds_money(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    (order,) = bought(house, "0301")
    both_have_checked(monkeypatch)
    without_in(house, "sd_receipt_enters", ("'cancelled', 'draft'", "'draft'"))
    owner_does(house, "DROP TRIGGER sd_order_move ON sale_order")
    assert won(desks.at_once(pays(house, order, YUAN), cancels(order))) == [True, True]
    assert "a cancelled order holds money" in faults(house)


# --- several cashiers on one due item --------------------------------------------------------------------------------


def test_cashiers_at_one_due_item_take_no_more_than_the_price_together(house: House, desks: Desks) -> None:
    for number, count in (("0301", 4), ("0302", 8 if house.kind == "postgresql" else 4)):
        (order,) = bought(house, number)
        third = price_of(house, order) // 3
        answers = desks.at_once(*(pays(house, order, third) for _ in range(count)))
        assert won(answers).count(True) == 3
        assert account(house, order) == 3 * third
    assert_in_order(house)


@ON_POSTGRES
def test_control_without_the_lock_of_the_order_more_than_the_price_is_taken(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    (order,) = bought(house, "0301")
    third = price_of(house, order) // 3
    monkeypatch.setattr(SaleOrders, "keep", lambda self, order_id: None)
    meet_in(monkeypatch, Cash, "write", 4)
    assert won(desks.at_once(*(pays(house, order, third) for _ in range(4)))) == [True] * 4
    assert "more was taken than the price" in faults(house)


# --- refunds ---------------------------------------------------------------------------------------------------------


def test_money_that_came_in_once_goes_back_once(house: House, desks: Desks) -> None:
    for number, part in (("0301", 1), ("0302", 2)):
        (order,) = bought(house, number)
        paid(house, order, 2 * YUAN)
        answers = desks.at_once(*(refunds(order, 2 * YUAN // part, f"{payee}") for payee in "甲乙丙丁"))
        assert won(answers).count(True) == part
        assert account(house, order) == 0
    assert_in_order(house)


@ON_POSTGRES
def test_control_without_lock_and_guard_the_same_money_goes_back_twice(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    (order,) = bought(house, "0301")
    paid(house, order, YUAN)
    monkeypatch.setattr(SaleOrders, "keep", lambda self, order_id: None)
    meet_in(monkeypatch, Cash, "write")
    without_in(house, "sd_receipt_enters", ("sd_account(NEW.order_id) + NEW.total_fen < 0", "false"))
    assert won(desks.at_once(refunds(order, YUAN, "甲"), refunds(order, YUAN, "乙"))) == [True, True]
    assert account(house, order) == -YUAN
    assert "more money went out than came in" in faults(house)


def test_a_refund_and_the_cancellation_that_waits_for_it_leave_no_money_on_a_cancelled_order(
    house: House, desks: Desks
) -> None:
    for turn, number in enumerate(ROUNDS):
        (order,) = bought(house, number)
        paid(house, order, YUAN)
        answers = desks.at_once(refunds(order, YUAN, "甲"), cancels(order).later(turn * 4))
        assert answers[0].won
    assert_in_order(house)


# --- the close of the day --------------------------------------------------------------------------------------------


def today(house: House) -> date:
    return house.desk("cashier").read(lambda work: work.today)


def closes(house: House) -> Try:
    return Try("cashier", close_day, DayClose(day=today(house)))


def test_money_taken_while_the_day_is_closed_lies_in_one_day_without_a_gap(house: House, desks: Desks) -> None:
    orders = bought(house, *ROUNDS[:3])
    cashiers = [[pays(house, order, YUAN * (1 + turn)) for turn in range(6)] for order in orders]
    said = desks.in_parallel(*cashiers, [closes(house).later(8)])
    assert all(answer.won for answers in said for answer in answers), said
    days = [row[0] for row in _rows(house, "SELECT business_day FROM receipt ORDER BY number")]
    assert len(days) == 18
    assert {str(day) for day in days} <= {str(today(house)), str(today(house) + timedelta(days=1))}
    assert_in_order(house)
    assert house.desk("auditor").read(verify).sound


def _rows(house: House, query: str) -> list[Any]:
    with house.as_owner.connect() as owner:
        return list(owner.exec_driver_sql(query))


def closing_while_a_payment_is_not_committed(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch, *, close_waits: bool
) -> None:
    """A receipt has its number and its day, and is not committed when the day is closed."""
    (order,) = bought(house, "0301")
    numbered, go_on, write = threading.Event(), threading.Event(), Cash.write

    def write_slowly(self: Cash, entry: Any) -> int:
        receipt = write(self, entry)
        numbered.set()
        assert go_on.wait(20)
        return receipt

    monkeypatch.setattr(Cash, "write", write_slowly)
    one, close = pays(house, order, YUAN), closes(house)
    cashier, closing = house.another_desk("cashier"), house.another_desk("cashier")

    def close_then() -> object:
        assert numbered.wait(20)
        if not close_waits:
            made = closing.perform(close.verb, close.form)
            go_on.set()
            return made
        releaser = threading.Thread(target=_when_somebody_waits, args=(house, go_on))
        releaser.start()
        made = closing.perform(close.verb, close.form)
        releaser.join(20)
        return made

    in_threads([lambda: cashier.perform(one.verb, one.form), close_then])


def _when_somebody_waits(house: House, then: threading.Event) -> None:
    somebody_waits(house)
    then.set()


@ON_POSTGRES
def test_the_close_waits_for_a_receipt_that_has_its_number_and_seals_it(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing_while_a_payment_is_not_committed(house, desks, monkeypatch, close_waits=True)
    assert_in_order(house)
    assert asked(house, "SELECT COUNT(*) FROM sealed_row WHERE table_name = 'receipt'") == 1


@ON_POSTGRES
def test_control_without_the_lock_of_the_books_a_receipt_of_the_closed_day_lies_in_no_seal(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_in(
        house,
        "sd_seal_closes",
        ("PERFORM 1 FROM receipt_book WHERE project_id = NEW.project_id ORDER BY id FOR UPDATE;", ""),
        ("UPDATE receipt_book SET open_day = NEW.day + 1 WHERE project_id = NEW.project_id;", ""),
    )
    closing_while_a_payment_is_not_committed(house, desks, monkeypatch, close_waits=False)
    assert "a receipt of a closed day lies in no seal" in faults(house)


def test_a_day_is_closed_once_by_whoever_is_first(house: House, desks: Desks) -> None:
    (order,) = bought(house, "0301")
    paid(house, order, YUAN)
    assert won(desks.at_once(*(closes(house) for _ in range(4)))).count(True) == 1
    assert_in_order(house)
