"""Changes of orders that meet at the same instant: swaps that cross, a change against money, two answers."""

from __future__ import annotations

from salesdesk.domain.requests import RequestState
from salesdesk.services.cancellations import (
    CancellationRequest,
    FinishCancellation,
    ask_cancellation,
    finish_cancellation,
)
from salesdesk.services.cashier import take_payment
from salesdesk.services.requests import RequestAnswerForm, RequestEnd, answer_request, withdraw_request
from salesdesk.services.swaps import FinishSwap, Swap, ask_swap, finish_swap
from tests.services.change_helpers import agree, settle, sheet, state_of
from tests.services.money_helpers import line, pay, payment
from tests.support.invariants import assert_in_order
from tests.support.office import House
from tests.support.races import Desks, Try


def swap(house: House, order_id: int, number: str) -> Swap:
    unit = house.unit_id(number)
    return Swap(order_id=order_id, target_unit_id=unit, choices=house.choices("一次性"), reason="换楼层")


def test_two_swaps_that_cross_are_both_refused_and_nobody_waits_for_the_other_for_ever(
    house: House, desks: Desks
) -> None:
    one, two = house.sold("0301"), house.sold("0401", telephone="13912342046")
    tries = [Try("control", ask_swap, swap(house, order, number)) for order, number in ((one, "0401"), (two, "0301"))]
    for _ in range(4):
        answers = desks.at_once(*tries)
        assert [answer.won for answer in answers] == [False, False]
        assert all("free unit" in answer.sentence or "state" in answer.sentence for answer in answers), answers
    assert (house.state_of("0301"), house.state_of("0401")) == ("subscribed", "subscribed")
    assert_in_order(house)


def test_of_two_swaps_to_one_unit_one_is_taken(house: House, desks: Desks) -> None:
    one, two = house.sold("0301"), house.sold("0401", telephone="13912342046")
    answers = desks.at_once(*(Try("control", ask_swap, swap(house, order, "0501")) for order in (one, two)))
    assert sum(answer.won for answer in answers) == 1
    assert house.state_of("0501") == "held"
    assert_in_order(house)


def test_a_swap_is_finished_once_or_taken_back_never_both(house: House, desks: Desks) -> None:
    order_id = house.sold("0301")
    on_request = house.desk("control").perform(ask_swap, swap(house, order_id, "0401"))
    agree(house, on_request)
    if missing := sheet(house, on_request).to_pay_fen:
        pay(house, order_id, line("earnest", missing))
    finish = Try("control", finish_swap, FinishSwap(on_request=on_request))
    answers = desks.at_once(finish, Try("control", finish_swap, FinishSwap(on_request=on_request)))
    assert sum(answer.won for answer in answers) == 1
    assert (house.state_of("0301"), house.state_of("0401")) == ("available", "subscribed")
    assert_in_order(house)


def test_an_answer_and_a_withdrawal_meet_and_one_of_them_counts(house: House, desks: Desks) -> None:
    order_id = house.sold("0301")
    on_request = house.desk("control").perform(ask_swap, swap(house, order_id, "0401"))
    answers = desks.at_once(
        Try("manager", answer_request, RequestAnswerForm(on_request=on_request, agrees=True)),
        Try("control", withdraw_request, RequestEnd(on_request=on_request)),
    )
    assert sum(answer.won for answer in answers) == 1
    assert state_of(house, on_request) in (RequestState.AGREED, RequestState.WITHDRAWN)
    assert_in_order(house)


def test_money_that_comes_in_while_an_order_ends_is_refused_or_keeps_the_order_alive(
    house: House, desks: Desks
) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    form = CancellationRequest(order_id=order_id, reason="贷款未批")
    on_request = house.desk("control").perform(ask_cancellation, form)
    agree(house, on_request)
    settle(house, on_request)
    answers = desks.at_once(
        Try("control", finish_cancellation, FinishCancellation(on_request=on_request)),
        Try("cashier", take_payment, payment(house, order_id, line("other", 100, "other"))),
    )
    assert answers[0].won
    assert_in_order(house)
