"""Undoing money: voided before the first print, else reversed, once; refunded never above what came in."""

from __future__ import annotations

from typing import Any

import pytest

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.money_items import EntryKind, MoneyClass
from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.services.office import renewed
from salesdesk.services.rows import EntryLine, Tender
from tests.services.money_helpers import (
    EARNEST,
    YUAN,
    as_owner,
    by_item,
    days_pass,
    entry,
    insert_receipt,
    line,
    note_print,
    pay,
    pay_back,
    reverse,
    void,
    without_guard,
)
from tests.support.asking import agreed
from tests.support.office import House

PRICE, TAX = MoneyClass.PRICE, MoneyClass.COLLECTED


# --- voids and reversals ----------------------------------------------------------------------------------------------


def test_a_void_needs_its_reason_and_takes_the_money_out_of_the_account(house: House) -> None:
    order_id = house.sold("0301")
    receipt_id = pay(house, order_id)
    with pytest.raises(BadInput, match="reason"):
        void(house, receipt_id, " ")
    void(house, receipt_id)
    assert entry(house, receipt_id).voided
    assert by_item(house, order_id) == {}


def test_a_receipt_is_voided_only_before_its_first_print(house: House) -> None:
    order_id = house.sold("0301")
    receipt_id = pay(house, order_id)
    note_print(house, receipt_id)
    with pytest.raises(Refusal, match="printed"):
        void(house, receipt_id)
    assert by_item(house, order_id) == {(PRICE, "earnest"): EARNEST}


def test_a_voided_receipt_is_not_printed_any_more(house: House) -> None:
    receipt_id = pay(house, house.sold("0301"))
    void(house, receipt_id)
    with pytest.raises(Refusal, match="void"):
        note_print(house, receipt_id)


def test_a_receipt_of_yesterday_is_reversed_and_not_voided_also_when_it_was_never_printed(house: House) -> None:
    order_id = house.sold("0301")
    receipt_id = pay(house, order_id)
    days_pass(house, 1)
    with pytest.raises(Refusal, match="day"):
        void(house, receipt_id)
    undone = entry(house, reverse(house, receipt_id))
    assert (undone.kind, undone.total_fen, undone.reverses_id) == (EntryKind.REVERSAL, -EARNEST, receipt_id)
    assert by_item(house, order_id) == {}


def test_a_receipt_of_today_that_was_never_printed_is_voided_and_not_reversed(house: House) -> None:
    receipt_id = pay(house, house.sold("0301"))
    with pytest.raises(Refusal, match="never printed"):
        reverse(house, receipt_id)


def test_a_receipt_is_undone_once(house: House) -> None:
    order_id = house.sold("0301")
    first, second = pay(house, order_id), pay(house, order_id, line(amount_fen=100))
    note_print(house, first)
    reversal = reverse(house, first)
    void(house, second)
    for undo, receipt_id in ((reverse, first), (void, first), (reverse, reversal), (void, reversal), (void, second)):
        with pytest.raises(Refusal):
            undo(house, receipt_id)
    assert entry(house, first).reversed_by == reversal


def test_the_database_itself_voids_nothing_that_was_printed(house: House) -> None:
    receipt_id = pay(house, house.sold("0301"))
    note_print(house, receipt_id)
    with pytest.raises(Refusal, match="printed"):
        _insert_void(house, receipt_id)


def test_control_without_its_guard_a_printed_receipt_is_voided(house: House) -> None:
    order_id = house.sold("0301")
    receipt_id = pay(house, order_id)
    note_print(house, receipt_id)
    without_guard(house, "receipt_void", "sd_void_allowed")
    _insert_void(house, receipt_id)
    assert by_item(house, order_id) == {}


def _insert_void(house: House, receipt_id: int) -> None:
    with house.desk("cashier").database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO receipt_void (project_id, receipt_id, reason, created_at, created_by) "
            f"VALUES ({house.project_id}, {receipt_id}, 'x', app_now(), app_person())"
        )


def test_an_entry_is_never_changed_nor_deleted_not_even_by_the_owner(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    for statement in (
        "UPDATE receipt SET payer = 'x'",
        "DELETE FROM receipt",
        "UPDATE receipt_line SET amount_fen = 1",
    ):
        with pytest.raises(Exception, match="append_only"):
            as_owner(house, statement)


def test_control_without_its_guard_an_entry_can_be_changed(house: House) -> None:
    receipt_id = pay(house, house.sold("0301"))
    guard = "sd_receipt_fixed" if house.kind == "postgresql" else "sd_receipt_update_refused"
    without_guard(house, "receipt", guard)
    as_owner(house, "UPDATE receipt SET payer = 'x'")
    assert entry(house, receipt_id).payer == "x"


# --- refunds ----------------------------------------------------------------------------------------------------------


def test_a_refund_never_exceeds_what_came_in_for_its_item(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line(), line("deed_tax", 100 * YUAN, "collected"))
    with pytest.raises(Refusal, match=r"50,000\.00"):
        pay_back(house, order_id, line(amount_fen=EARNEST + 1))
    with pytest.raises(Refusal, match=r"0\.00"):
        pay_back(house, order_id, line("maintenance_fund", 1, "collected"))
    back = entry(house, pay_back(house, order_id, line()))
    assert (back.kind, back.total_fen, back.tenders) == (EntryKind.REFUND, -EARNEST, (Tender("transfer", -EARNEST),))
    with pytest.raises(Refusal):
        pay_back(house, order_id, line(amount_fen=1))
    assert by_item(house, order_id) == {(TAX, "deed_tax"): 100 * YUAN}


def test_several_lines_of_one_item_count_together(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line(), line("deed_tax", EARNEST, "collected"))
    with pytest.raises(Refusal, match=r"50,000\.01"):
        pay_back(house, order_id, line(), line(amount_fen=1))


def test_voided_and_reversed_money_cannot_be_refunded(house: House) -> None:
    order_id = house.sold("0301")
    void(house, pay(house, order_id))
    printed = pay(house, order_id)
    note_print(house, printed)
    reverse(house, printed)
    with pytest.raises(Refusal):
        pay_back(house, order_id, line(amount_fen=1))


def test_a_receipt_whose_money_was_paid_back_is_not_undone_before_the_refund_is(house: House) -> None:
    order_id = house.sold("0301")
    first = pay(house, order_id)
    pay(house, order_id, line("deed_tax", EARNEST, "collected"))
    back = pay_back(house, order_id, line())
    with pytest.raises(Refusal, match="paid back"):
        void(house, first)
    void(house, back)
    void(house, first)
    assert by_item(house, order_id) == {(TAX, "deed_tax"): EARNEST}


def test_a_refund_needs_reason_payee_method_and_sum(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    wrong: list[tuple[tuple[EntryLine, ...], dict[str, Any], str]] = [
        ((line(),), {"reason": ""}, "reason"),
        ((line(),), {"payee": " "}, "payee"),
        ((line(),), {"method": "barter"}, "method"),
        ((), {}, "amount"),
        ((line(amount_fen=0),), {}, "amount"),
        ((line(amount_fen=-1),), {}, "amount"),
    ]
    for lines, changes, field in wrong:
        with pytest.raises(BadInput) as refused:
            pay_back(house, order_id, *lines, **changes)
        assert refused.value.field == field


def _refund_past_the_services(house: House, order_id: int) -> None:
    book = "(SELECT id FROM receipt_book WHERE kind = 'receipt')"
    insert_receipt(house, order_id, -2 * EARNEST, kind="'refund'", book_id=book)


def test_the_database_itself_lets_no_more_out_than_came_in(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    with pytest.raises(Refusal, match="came in"):
        _refund_past_the_services(house, order_id)


@pytest.mark.parametrize("engine_kind", ["sqlite"])
def test_control_without_its_guard_more_goes_out_than_came_in(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    without_guard(house, "receipt", "sd_money_out_within_in")
    _refund_past_the_services(house, order_id)
    assert by_item(house, order_id) == {(PRICE, "earnest"): -EARNEST}


def test_an_order_for_which_money_is_held_is_not_cancelled_and_one_paid_back_is(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    form = Cancellation(order_id=order_id, reason="客户放弃")
    with pytest.raises(Refusal, match="refunded"):
        house.desk("control").perform(cancel_order, form)
    pay_back(house, order_id, line())
    agreed(house, "cancellation", order_id)
    house.desk("control").perform(cancel_order, renewed(form))
    assert house.state_of("0301") == "available"
