"""A cancellation with money: what is kept, what goes back item by item, and how the unit returns."""

from __future__ import annotations

from typing import Any

import pytest

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.requests import RequestState
from salesdesk.domain.states import SaleState, Stage
from salesdesk.services.accounts import order_account
from salesdesk.services.cancellations import (
    CancellationRequest,
    FinishCancellation,
    ask_cancellation,
    finish_cancellation,
    preview_cancellation,
)
from salesdesk.services.contracts import (
    Cancellation,
    Contract,
    Filing,
    FilingWithdrawal,
    cancel_order,
    file_contract,
    sign_contract,
    withdraw_filing,
)
from salesdesk.services.order_lists import order_detail
from salesdesk.services.requests import RequestEnd, undo_request
from tests.services.change_helpers import agree, settle, sheet, state_of
from tests.services.money_helpers import by_item, line, pay, pay_back, void
from tests.support.office import House

PENALTY = 2_000_000


def asked(house: House, order_id: int, **changes: Any) -> int:
    values = {"reason": "客户资金断裂", "penalty_fen": PENALTY, **changes}
    return house.desk("control").perform(ask_cancellation, CancellationRequest(order_id=order_id, **values))


def finished(house: House, on_request: int) -> int:
    return house.desk("control").perform(finish_cancellation, FinishCancellation(on_request=on_request))


def test_a_penalty_is_kept_and_the_rest_goes_back_item_by_item(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    pay(house, order_id, line("deed_tax", 1_200_000, "collected"))
    on_request = asked(house, order_id)
    shown = sheet(house, on_request)
    assert (shown.received_fen, shown.penalty_fen, shown.to_return_fen) == (6_200_000, PENALTY, 4_200_000)
    assert agree(house, on_request) is RequestState.AGREED
    with pytest.raises(Refusal, match="still to settle"):
        finished(house, on_request)
    assert len(settle(house, on_request)) == 2
    with pytest.raises(Refusal, match="settled already"):
        settle(house, on_request)
    assert by_item(house, order_id) == {(MoneyClass.OTHER, "penalty"): PENALTY}
    assert finished(house, on_request) == order_id
    assert house.desk("control").read(order_detail, order_id).stage is Stage.CANCELLED
    assert house.state_of("0301") == SaleState.AVAILABLE.value
    account = house.desk("cashier").read(order_account, order_id)
    assert account.received_fen == PENALTY
    assert sum(entry.total_fen for entry in account.entries) == PENALTY


def test_the_unit_returns_held_where_that_is_asked_for(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    on_request = asked(house, order_id, penalty_fen=0, returns_as="held")
    agree(house, on_request)
    settle(house, on_request)
    finished(house, on_request)
    assert house.state_of("0301") == SaleState.HELD.value


def test_without_an_agreed_request_an_order_with_money_is_not_cancelled(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    with pytest.raises(Refusal):
        house.desk("control").perform(cancel_order, Cancellation(order_id=order_id, reason="不要了"))


@pytest.mark.parametrize("penalty_fen", [-1, 5_000_001])
def test_a_penalty_is_no_more_than_what_came_in(house: House, penalty_fen: int) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    with pytest.raises(BadInput):
        asked(house, order_id, penalty_fen=penalty_fen)


def test_a_filed_contract_is_cancelled_after_its_filing_was_withdrawn(house: House) -> None:
    order_id = house.sold("0301")
    control = house.desk("control")
    signing = Contract(order_id=order_id, contract_number="NJ-1", contracted_on=house.today)
    control.perform(sign_contract, signing)
    control.perform(file_contract, Filing(order_id=order_id, filing_number="BA-1", filed_on=house.today))
    with pytest.raises(Refusal, match="filing has to be withdrawn"):
        asked(house, order_id, penalty_fen=0)
    control.perform(withdraw_filing, FilingWithdrawal(order_id=order_id))
    on_request = asked(house, order_id, penalty_fen=0)
    agree(house, on_request)
    finished(house, on_request)
    assert state_of(house, on_request) is RequestState.DONE


def test_the_preview_of_a_cancellation_writes_nothing(house: House) -> None:
    order_id = house.sold("0301")
    form = CancellationRequest(order_id=order_id, reason="")
    assert house.desk("control").read(preview_cancellation, form).after.stage == "cancelled"
    assert house.desk("control").read(order_detail, order_id).stage is Stage.SUBSCRIBED


def test_no_more_money_is_taken_while_a_cancellation_is_under_way(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    asked(house, order_id)
    with pytest.raises(Refusal, match="cancellation of this order is under way"):
        pay(house, order_id, line("down_payment", 100))


def test_a_penalty_that_was_agreed_to_is_not_forgotten_at_the_end(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    on_request = asked(house, order_id)
    agree(house, on_request)
    pay_back(house, order_id, line())
    with pytest.raises(Refusal, match="penalty"):
        finished(house, on_request)


def test_what_went_back_meanwhile_does_not_go_back_again(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    on_request = asked(house, order_id)
    agree(house, on_request)
    pay_back(house, order_id, line("earnest", 1_000_000))
    with pytest.raises(Refusal, match="changed since this was asked"):
        settle(house, on_request)


def test_a_settled_change_is_given_up_only_after_its_entries_are_undone(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    on_request = asked(house, order_id)
    agree(house, on_request)
    entries = settle(house, on_request)
    end = RequestEnd(on_request=on_request, words="客户又想买")
    with pytest.raises(Refusal, match="has settled"):
        house.desk("control").perform(undo_request, end)
    for entry_id in reversed(entries):
        void(house, entry_id)
    house.desk("control").perform(undo_request, RequestEnd(on_request=on_request, words="客户又想买"))
    assert by_item(house, order_id) == {(MoneyClass.PRICE, "earnest"): 5_000_000}
