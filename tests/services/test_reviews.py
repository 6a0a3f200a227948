"""Reviews by finance, refunds and reversals that are agreed to first: only where the project wants them."""

from __future__ import annotations

import pytest

from salesdesk.domain.errors import Refusal
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.requests import RequestKind, RequestState, rule_name
from salesdesk.services.approved_money import RefundRequest, ReversalRequest, ask_refund, ask_reversal
from salesdesk.services.cashier import Refund, Reversal, refund, reverse_receipt
from salesdesk.services.contracts import Contract, sign_contract
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.services.requests import RequestEnd, request_lists, withdraw_request
from salesdesk.services.reviews import ReviewForm, ask_review_anew
from tests.services.change_helpers import agree, decline, state_of
from tests.services.money_helpers import by_item, days_pass, line, note_print, pay, today
from tests.support.office import House


def wants(house: House, kind: RequestKind, rule: str) -> None:
    house.desk("operator").perform(change_setting, NewSetting(name=rule_name(kind), value=rule))


def sign(house: House, order_id: int) -> int:
    form = Contract(order_id=order_id, contract_number="NJ-1", contracted_on=house.today)
    return house.desk("control").perform(sign_contract, form)


def test_a_subscription_is_reviewed_by_finance_before_the_contract(house: House) -> None:
    wants(house, RequestKind.SUBSCRIPTION_REVIEW, "cashier")
    order_id = house.sold("0301")
    [row] = house.desk("cashier").read(request_lists).to_answer
    assert row.kind is RequestKind.SUBSCRIPTION_REVIEW
    with pytest.raises(Refusal, match="not finished yet"):
        sign(house, order_id)
    assert agree(house, row.id, "cashier") is RequestState.DONE
    assert sign(house, order_id) == order_id


def test_a_declined_review_stops_the_contract(house: House) -> None:
    wants(house, RequestKind.SUBSCRIPTION_REVIEW, "cashier")
    order_id = house.sold("0301")
    [row] = house.desk("cashier").read(request_lists).to_answer
    decline(house, row.id, "定金未到账", "cashier")
    with pytest.raises(Refusal, match="declined"):
        sign(house, order_id)
    wants(house, RequestKind.SUBSCRIPTION_REVIEW, "")
    with pytest.raises(Refusal, match="go on without"):
        house.desk("control").perform(ask_review_anew, ReviewForm(order_id=order_id))
    assert sign(house, order_id) == order_id


def test_by_default_nobody_reviews(house: House) -> None:
    order_id = house.sold("0301")
    assert house.desk("cashier").read(request_lists).to_answer == ()
    assert sign(house, order_id) == order_id


def test_where_the_project_wants_it_a_refund_is_what_was_agreed_to_and_nothing_else(house: House) -> None:
    wants(house, RequestKind.REFUND, "manager")
    order_id = house.sold("0301")
    pay(house, order_id)
    form = Refund(order_id=order_id, lines=(line(),), method="transfer", payee="韩若溪", reason="退定金")
    with pytest.raises(Refusal, match="needs an approval"):
        house.desk("cashier").perform(refund, form)
    asked = RefundRequest(order_id=order_id, lines=(line("earnest", 1_000_000),), payee="韩若溪", reason="退一部分")
    on_request = house.desk("cashier").perform(ask_refund, asked)
    agree(house, on_request)
    other = Refund(order_id=order_id, lines=(line(),), method="card", payee="韩", reason="退", on_request=on_request)
    with pytest.raises(Refusal, match="not what was agreed"):
        house.desk("cashier").perform(refund, other)
    right = Refund(
        order_id=order_id, lines=asked.lines, method="card", payee="韩若溪", reason="退", on_request=on_request
    )
    house.desk("cashier").perform(refund, right)
    assert by_item(house, order_id) == {(MoneyClass.PRICE, "earnest"): 4_000_000}
    assert state_of(house, on_request) is RequestState.DONE
    with pytest.raises(Refusal):
        house.desk("cashier").perform(refund, Refund(**{**right.__dict__, "request_id": "other"}))


def test_the_entry_of_a_closed_day_is_reversed_once_that_was_agreed_to(house: House) -> None:
    wants(house, RequestKind.REVERSAL, "manager")
    order_id = house.sold("0301")
    receipt_id = pay(house, order_id)
    note_print(house, receipt_id)
    days_pass(house, 1)
    with pytest.raises(Refusal, match="needs an approval"):
        house.desk("cashier").perform(reverse_receipt, Reversal(receipt_id=receipt_id, reason="错"))
    asked = ReversalRequest(receipt_id=receipt_id, reason="金额有误")
    on_request = house.desk("cashier").perform(ask_reversal, asked)
    agree(house, on_request)
    form = Reversal(receipt_id=receipt_id, reason="错", on_request=on_request)
    house.desk("cashier").perform(reverse_receipt, form)
    assert by_item(house, order_id) == {}
    assert today(house) > house.today


def test_a_review_that_was_taken_back_is_no_review(house: House) -> None:
    wants(house, RequestKind.SUBSCRIPTION_REVIEW, "cashier")
    order_id, control = house.sold("0301"), house.desk("control")
    [row] = house.desk("cashier").read(request_lists).to_answer
    control.perform(withdraw_request, RequestEnd(on_request=row.id))
    with pytest.raises(Refusal, match="asked for anew"):
        sign(house, order_id)
    again = control.perform(ask_review_anew, ReviewForm(order_id=order_id))
    agree(house, again, "cashier")
    assert sign(house, order_id) == order_id


def test_a_refund_goes_to_whom_it_was_agreed_to(house: House) -> None:
    wants(house, RequestKind.REFUND, "manager")
    order_id = house.sold("0301")
    pay(house, order_id)
    asked = RefundRequest(order_id=order_id, lines=(line("earnest", 1_000_000),), payee="韩若溪", reason="退一部分")
    on_request = house.desk("cashier").perform(ask_refund, asked)
    agree(house, on_request)
    other = Refund(order_id=order_id, lines=asked.lines, method="card", payee="方雅琴", reason="退",
                   on_request=on_request)  # fmt: skip
    with pytest.raises(Refusal, match="not what was agreed"):
        house.desk("cashier").perform(refund, other)
