"""An order's account as the counter reads it: found in any way, adding up, with what is late and what may be done."""

from __future__ import annotations

from salesdesk.domain.money import times_millionths
from salesdesk.domain.money_items import EntryKind, MoneyClass
from salesdesk.services.accounts import drawer, find_orders, newest_receipts, order_account
from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.services.counter import (
    Counter,
    counter,
    find_at_counter,
    why_not_print,
    why_not_reverse,
    why_not_void,
)
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.rows import Tender
from tests.services.money_helpers import (
    EARNEST,
    YUAN,
    days_pass,
    entry,
    line,
    note_print,
    pay,
    pay_back,
    reverse,
    void,
)
from tests.support.asking import agreed
from tests.support.office import House


def at_counter(house: House, order_id: int, login: str = "cashier") -> Counter:
    return house.desk(login).read(counter, order_id)


# --- the account ------------------------------------------------------------------------------------------------------


def test_an_account_shows_every_entry_and_adds_up(house: House) -> None:
    order_id = house.sold("0301")
    void(house, pay(house, order_id))
    printed = pay(house, order_id)
    note_print(house, printed)
    reverse(house, printed)
    pay(house, order_id, line(), line("deed_tax", 300 * YUAN, "collected"))
    pay_back(house, order_id, line("deed_tax", 100 * YUAN, "collected"))
    account = house.desk("cashier").read(order_account, order_id)
    assert [one.kind.value for one in account.entries] == ["receipt", "receipt", "reversal", "receipt", "refund"]
    assert account.received_fen == EARNEST + 200 * YUAN
    assert account.price_received_fen == EARNEST
    assert account.order.working is not None
    assert account.price_open_fen == account.order.working.total_fen - EARNEST
    assert account.dues[0].open_fen == 0
    assert sum(state.open_fen for state in account.dues) == account.price_open_fen


def test_a_deposit_taken_for_a_reservation_counts_towards_the_price_after_the_subscription(house: House) -> None:
    customer = house.customer()
    form = Reservation(unit_id=house.unit_id("0301"), customer_id=customer)
    order_id = house.desk("control").perform(reserve, form)
    pay(house, order_id, line("deposit", 10_000 * YUAN))
    account = house.desk("cashier").read(order_account, order_id)
    assert (account.received_fen, account.price_received_fen, account.dues) == (10_000 * YUAN, 10_000 * YUAN, ())


def test_what_is_overdue_is_what_is_open_past_its_date(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    assert house.desk("cashier").read(order_account, order_id).overdue_fen == 0
    days_pass(house, 8)
    account = house.desk("cashier").read(order_account, order_id)
    assert account.overdue_fen == account.dues[1].open_fen > 0
    assert account.dues[1].days_overdue(account.today) == 1


# --- finding ----------------------------------------------------------------------------------------------------------


def test_an_order_is_found_by_unit_name_initials_end_of_telephone_and_number(house: House) -> None:
    order_id = house.sold("0301")
    number = house.desk("cashier").read(order_account, order_id).order.number
    for text in ("0301", "3-0301", "韩若溪", "若溪", "hrx", "2046", "13812342046", number, f" {number.lower()} "):
        found = house.desk("cashier").read(find_orders, text)
        assert [row.id for row in found] == [order_id], text
    assert house.desk("cashier").read(find_orders, "  ") == []
    assert house.desk("cashier").read(find_orders, "9999") == []


def test_what_is_found_says_how_its_payments_stand(house: House) -> None:
    order_id = house.sold("0301")
    (found,) = house.desk("cashier").read(find_at_counter, "0301")
    assert (found.days_overdue, found.next_due) == (0, house.today)
    pay(house, order_id)
    days_pass(house, 10)
    (found,) = house.desk("cashier").read(find_at_counter, "0301")
    assert found.days_overdue == 3
    working = house.desk("cashier").read(order_account, order_id).order.working
    assert working is not None
    assert found.open_fen == working.total_fen - EARNEST


# --- the counter ------------------------------------------------------------------------------------------------------


def test_the_counter_offers_the_supervised_account_first_and_the_items_of_the_project(house: House) -> None:
    seen = at_counter(house, house.sold("0301"))
    assert seen.accounts[0].supervised
    assert {"earnest", "deed_tax", "late_fee"} <= {item.code for item in seen.items}
    assert {item.klass for item in seen.items} == set(MoneyClass)
    assert seen.why_not_take is None


def test_a_late_fee_counts_by_the_day_on_what_is_open_and_on_what_was_paid_late(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    assert at_counter(house, order_id).late_fee_fen == 0
    days_pass(house, 17)
    seen = at_counter(house, order_id)
    down = seen.account.dues[1].due.amount_fen
    fee = times_millionths(down, 500 * 10)
    assert seen.late_fee_fen == fee
    pay(house, order_id, line("down_payment", down))
    assert at_counter(house, order_id).late_fee_fen == fee, "what was paid late still owes its fee"
    pay(house, order_id, line("late_fee", fee, "other"))
    assert at_counter(house, order_id).late_fee_fen == 0


def test_the_counter_says_why_no_money_can_be_taken_or_paid_back(house: House) -> None:
    order_id = house.sold("0301")
    assert "Nothing came in" in str(at_counter(house, order_id).why_not_refund)
    pay(house, order_id)
    assert at_counter(house, order_id).why_not_refund is None
    assert "take and return money" in str(at_counter(house, order_id, "control").why_not_take)
    assert "take and return money" in str(at_counter(house, order_id, "control").why_not_refund)
    pay_back(house, order_id, line())
    agreed(house, "cancellation", order_id)
    house.desk("control").perform(cancel_order, Cancellation(order_id=order_id, reason="放弃"))
    assert "cancelled" in str(at_counter(house, order_id).why_not_take)


def test_each_button_of_a_receipt_is_greyed_by_the_reason_that_the_service_gives(house: House) -> None:
    order_id = house.sold("0301")
    held = house.desk("cashier").permissions
    receipt_id = pay(house, order_id)
    seen, today = entry(house, receipt_id), house.today
    assert why_not_void(seen, today, held) is None
    assert "never printed" in str(why_not_reverse(seen, today, held))
    assert why_not_print(seen, held) is None
    note_print(house, receipt_id)
    seen = entry(house, receipt_id)
    assert "printed" in str(why_not_void(seen, today, held))
    assert why_not_reverse(seen, today, held) is None
    reverse(house, receipt_id)
    seen = entry(house, receipt_id)
    assert "undone" in str(why_not_reverse(seen, today, held))
    for asked in (why_not_void(seen, today, frozenset()), why_not_reverse(seen, today, frozenset())):
        assert "may not" in str(asked)
    assert "may not" in str(why_not_print(seen, frozenset()))


# --- the drawer -------------------------------------------------------------------------------------------------------


def test_the_drawer_sums_the_day_by_method_with_refunds_and_reversals_apart(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line(), tenders=(Tender("card", 3_000_000), Tender("cash", 2_000_000)))
    printed = pay(house, order_id, line("deed_tax", 700, "collected"))
    note_print(house, printed)
    note_print(house, printed)
    reverse(house, printed)
    void(house, pay(house, order_id, line("deed_tax", 900, "collected")))
    pay_back(house, order_id, line(amount_fen=500))
    day = house.desk("cashier").read(drawer)
    lines = {(one.kind, one.method): (one.count, one.amount_fen) for one in day.lines}
    assert lines == {
        (EntryKind.RECEIPT, "card"): (2, 3_000_700),
        (EntryKind.RECEIPT, "cash"): (1, 2_000_000),
        (EntryKind.REVERSAL, ""): (1, -700),
        (EntryKind.REFUND, ""): (1, -500),
    }
    assert day.total_fen == EARNEST - 500
    assert day.receipt_numbers == ("SD01-0000001", "SD01-0000004")
    assert (day.missing_numbers, day.voided, day.reprints) == (0, 1, 1)


def test_the_drawer_of_a_new_day_is_empty(house: House) -> None:
    pay(house, house.sold("0301"))
    days_pass(house, 1)
    day = house.desk("cashier").read(drawer)
    assert (day.lines, day.total_fen, day.receipt_numbers, day.missing_numbers) == ((), 0, None, 0)


def test_the_newest_receipts_come_first(house: House) -> None:
    order_id = house.sold("0301")
    taken = [pay(house, order_id, line(amount_fen=amount)) for amount in (100, 200, 300, 400)]
    newest = house.desk("cashier").read(newest_receipts, 3)
    assert [one.id for one in newest] == taken[:0:-1]
