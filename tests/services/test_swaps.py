"""A unit swap: asked for, agreed to, settled, finished; every figure of it, and what stands in its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from salesdesk.domain.errors import NotAllowed, Refusal
from salesdesk.domain.requests import RequestState
from salesdesk.domain.schedules import Event, price_sum
from salesdesk.domain.states import SaleState, Stage
from salesdesk.services.accounts import order_account
from salesdesk.services.board import unit_panel
from salesdesk.services.contracts import Contract, Filing, file_contract, sign_contract
from salesdesk.services.holds import HoldForm, Release, hold, release
from salesdesk.services.office import new_request_id
from salesdesk.services.order_files import order_file
from salesdesk.services.order_lists import order_detail
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.services.requests import RequestEnd, request_lists, undo_request, withdraw_request
from salesdesk.services.rows import Tender
from salesdesk.services.subscriptions import subscribe
from salesdesk.services.swaps import FinishSwap, Swap, ask_swap, finish_swap, preview_swap
from tests.services.change_helpers import agree, decline, file_of, settle, sheet, state_of
from tests.services.money_helpers import as_owner, line, pay
from tests.support.office import House


def wanted(house: House, order_id: int, number: str = "0401", **changes: Any) -> Swap:
    """A swap to another unit, in full."""
    values: dict[str, Any] = {"choices": house.choices("一次性"), "reason": "想要高一点的楼层"}
    return Swap(order_id=order_id, target_unit_id=house.unit_id(number), **{**values, **changes})


def asked(house: House, order_id: int, number: str = "0401", **changes: Any) -> int:
    return house.desk("control").perform(ask_swap, wanted(house, order_id, number, **changes))


def finished(house: House, on_request: int, **changes: Any) -> int:
    return house.desk("control").perform(finish_swap, FinishSwap(on_request=on_request, **changes))


def state(house: House, number: str) -> SaleState:
    return SaleState(house.desk("control").read(unit_panel, house.unit_id(number)).unit.state)


def test_a_swap_takes_the_order_to_the_new_unit_and_gives_the_old_one_back(house: House) -> None:
    order_id = house.sold("0301")
    before = house.desk("control").read(order_detail, order_id)
    on_request = asked(house, order_id, "0402")
    assert state(house, "0402") is SaleState.HELD
    assert state_of(house, on_request) is RequestState.ASKED
    assert agree(house, on_request) is RequestState.AGREED
    due_now = sheet(house, on_request).to_pay_fen
    if due_now:
        pay(house, order_id, line("earnest", due_now))
    assert finished(house, on_request) == order_id
    after = house.desk("control").read(order_detail, order_id)
    assert (after.number, after.stage, after.unit_id) == (before.number, Stage.SUBSCRIBED, house.unit_id("0402"))
    assert after.working is not None
    assert after.working.total_fen == price_sum(after.dues) == sheet(house, on_request).after.total_fen
    assert after.buyers == before.buyers
    assert (state(house, "0301"), state(house, "0402")) == (SaleState.AVAILABLE, SaleState.SUBSCRIBED)
    assert state_of(house, on_request) is RequestState.DONE


def test_while_a_swap_is_under_way_its_units_are_locked(house: House) -> None:
    order_id, other = house.sold("0301"), house.sold("0501", telephone="13912342046")
    asked(house, order_id)
    with pytest.raises(Refusal):
        house.desk("control").perform(hold, HoldForm(unit_id=house.unit_id("0401"), reason="老客户"))
    with pytest.raises(Refusal, match="Another change"):
        asked(house, order_id, "0402")
    with pytest.raises(Refusal, match="free unit"):
        asked(house, other, "0301")


def test_two_swaps_that_cross_are_both_refused_with_the_reason(house: House) -> None:
    one, two = house.sold("0301"), house.sold("0401", telephone="13912342046")
    for order_id, number in ((one, "0401"), (two, "0301")):
        with pytest.raises(Refusal, match="a swap needs a free unit"):
            asked(house, order_id, number)
    assert (state(house, "0301"), state(house, "0401")) == (SaleState.SUBSCRIBED, SaleState.SUBSCRIBED)


def test_a_swap_that_nobody_agreed_to_is_not_carried_out(house: House) -> None:
    order_id = house.sold("0301")
    on_request = asked(house, order_id)
    with pytest.raises(Refusal, match="agreed"):
        finished(house, on_request)
    assert decline(house, on_request) is RequestState.DECLINED
    with pytest.raises(Refusal, match="closed"):
        finished(house, on_request)


def test_whoever_asked_does_not_agree(house: House) -> None:
    on_request = asked(house, house.sold("0301"))
    with pytest.raises(Refusal, match="own request"):
        agree(house, on_request, "control")
    for login in ("consultant", "cashier", "management"):
        with pytest.raises(Refusal):
            agree(house, on_request, login)


def test_the_cashier_settles_before_the_swap_is_finished(house: House) -> None:
    order_id = house.sold("0301")
    on_request = asked(house, order_id, fee_fen=300_000)
    agree(house, on_request)
    assert [row.id for row in house.desk("cashier").read(request_lists).to_carry_out] == [on_request]
    with pytest.raises(Refusal, match="still to take"):
        finished(house, on_request)
    pay(house, order_id, line("handling_fee", 300_000, "other"))
    earnest = sheet(house, on_request).to_pay_fen - 300_000
    if earnest:
        pay(house, order_id, line("earnest", earnest))
    assert finished(house, on_request) == order_id


def test_what_was_agreed_to_and_not_carried_out_can_be_given_up(house: House) -> None:
    order_id = house.sold("0301")
    on_request = asked(house, order_id)
    agree(house, on_request)
    house.desk("control").perform(undo_request, RequestEnd(on_request=on_request, words="客户不换了"))
    assert state_of(house, on_request) is RequestState.UNDONE
    assert state(house, "0401") is SaleState.AVAILABLE
    again = asked(house, order_id, "0402")
    house.desk("control").perform(withdraw_request, RequestEnd(on_request=again))
    assert state(house, "0402") is SaleState.AVAILABLE


def test_the_preview_writes_nothing_and_says_the_same(house: House) -> None:
    order_id = house.sold("0301")
    shown = house.desk("control").read(preview_swap, wanted(house, order_id))
    assert state(house, "0401") is SaleState.AVAILABLE
    stored = sheet(house, asked(house, order_id))
    assert (stored.after, stored.to_pay_fen, stored.difference_fen) == (
        shown.after,
        shown.to_pay_fen,
        shown.difference_fen,
    )


def test_a_consultant_asks_for_no_swap(house: House) -> None:
    order_id = house.sold("0301")
    with pytest.raises((NotAllowed, Refusal)):
        house.desk("consultant").perform(ask_swap, wanted(house, order_id))


@pytest.mark.parametrize("engine_kind", ["postgresql"], indirect=True)
def test_a_swap_takes_fifteen_statements_at_most(house: House) -> None:
    """Counted at the driver, the command's own two among them."""
    order_id = house.sold("0301", choices=house.choices("商业贷款", ("老带新",)))
    on_request = asked(house, order_id, choices=house.choices("商业贷款", ("老带新",)))
    agree(house, on_request)
    if missing := sheet(house, on_request).to_pay_fen:
        pay(house, order_id, line("earnest", missing))
    sent = list[str]()
    engine = house.desk("control").database.engine
    event.listen(engine, "before_cursor_execute", lambda *sending: sent.append(sending[2]))
    finished(house, on_request)
    assert len(sent) <= 15, sent


def test_for_a_dearer_unit_the_whole_new_price_is_taken_once_the_swap_is_agreed_to(house: House) -> None:
    order_id = house.sold("0302", choices=house.choices("一次性"))
    total = house.desk("control").read(order_detail, order_id).working
    assert total is not None
    on_request = asked(house, order_id, "0401")
    pay(house, order_id, line("down_payment", total.total_fen))
    with pytest.raises(Refusal, match="would be too much"):
        pay(house, order_id, line("down_payment", 100))
    agree(house, on_request)
    pay(house, order_id, line("down_payment", sheet(house, on_request).difference_fen))
    finished(house, on_request)
    after = house.desk("cashier").read(order_account, order_id)
    assert after.price_open_fen == 0


def test_for_a_cheaper_unit_what_was_paid_too_much_goes_back_before_the_end(house: House) -> None:
    order_id = house.sold("0401", choices=house.choices("一次性"))
    before = house.desk("control").read(order_detail, order_id).working
    assert before is not None
    pay(house, order_id, line("down_payment", before.total_fen))
    on_request = asked(house, order_id, "0302")
    agree(house, on_request)
    back = sheet(house, on_request).to_return_fen
    assert back == -sheet(house, on_request).difference_fen > 0
    with pytest.raises(Refusal, match="still to pay"):
        finished(house, on_request)
    settle(house, on_request)
    finished(house, on_request)
    account = house.desk("cashier").read(order_account, order_id)
    assert (account.price_open_fen, account.received_fen) == (0, before.total_fen - back)


def held_for_another(house: House, number: str) -> int:
    """The hold that a swap made is ended by hand, and the unit held for somebody else; whom."""
    other = house.customer("周念真", "18944104410", "colleague")
    control, unit = house.desk("control"), house.unit_id(number)
    control.perform(release, Release(unit_id=unit, reason="误放"))
    control.perform(hold, HoldForm(unit_id=unit, reason="老客户", customer_id=other))
    return other


def test_a_unit_that_is_held_for_another_meanwhile_is_not_taken_from_them(house: House) -> None:
    order_id = house.sold("0301")
    on_request = asked(house, order_id)
    agree(house, on_request)
    pay(house, order_id, line("earnest", sheet(house, on_request).to_pay_fen))
    held_for_another(house, "0401")
    with pytest.raises(Refusal, match="held for another customer"):
        finished(house, on_request)
    house.desk("control").perform(undo_request, RequestEnd(on_request=on_request, words="不换了"))
    assert state(house, "0401") is SaleState.HELD


def test_two_orders_of_one_customer_do_not_want_one_unit(house: House) -> None:
    one = house.sold("0301")
    customer = house.desk("control").read(order_detail, one).customer_id
    two = house.desk("control").perform(subscribe, house.subscription("0501", customer))
    number = file_of(house, asked(house, one)).row.number
    with pytest.raises(Refusal, match=number):
        asked(house, two)


@pytest.mark.parametrize("login", ["management", "cashier"])
def test_a_swap_is_declined_by_whoever_was_asked_and_the_unit_is_free_again(house: House, login: str) -> None:
    house.desk("operator").perform(change_setting, NewSetting(name="approval.swap", value=login))
    on_request = asked(house, house.sold("0301"))
    assert decline(house, on_request, login=login) is RequestState.DECLINED
    assert state(house, "0401") is SaleState.AVAILABLE


def test_after_a_swap_the_days_to_the_contract_count_from_the_swap(house: House) -> None:
    house.desk("operator").perform(change_setting, NewSetting(name="contract.days", value=20))
    long_ago = house.today - timedelta(days=30)
    order_id = house.sold("0301", subscribed_on=long_ago)
    on_request = asked(house, order_id, fee_fen=100)
    agree(house, on_request)
    pay(house, order_id, line("earnest", sheet(house, on_request).to_pay_fen - 100))
    pay(house, order_id, line("handling_fee", 100, "other"))
    finished(house, on_request)
    control = house.desk("control")
    swapped = control.read(order_detail, order_id)
    assert swapped.contract_due_on == sheet(house, on_request).after.contract_due_on == house.today + timedelta(days=20)
    signing = Contract(order_id=order_id, contract_number="NJ-9", contracted_on=house.today)
    control.perform(sign_contract, signing)
    signed = control.read(order_detail, order_id)
    at_once = {due.due_on for due in signed.dues if due.event is Event.SUBSCRIPTION}
    assert at_once == {due.due_on for due in swapped.dues if due.event is Event.SUBSCRIPTION}
    by_contract = [due.due_on for due in signed.dues if due.event is Event.CONTRACT and not due.days]
    assert set(by_contract) <= {house.today}


def test_the_fee_is_settled_by_the_fee_and_by_no_other_money(house: House) -> None:
    order_id = house.sold("0301")
    on_request = asked(house, order_id, fee_fen=300_000)
    agree(house, on_request)
    if price := sheet(house, on_request).to_pay_fen - 300_000:
        pay(house, order_id, line("earnest", price))
    pay(house, order_id, line("deed_tax", 300_000, "collected"))
    with pytest.raises(Refusal, match=r"still to take 3,000\.00"):
        finished(house, on_request)


def test_a_court_seal_on_the_old_unit_stops_a_swap_that_was_agreed_to(house: House) -> None:
    order_id = house.sold("0301")
    on_request = asked(house, order_id)
    agree(house, on_request)
    pay(house, order_id, line("earnest", sheet(house, on_request).to_pay_fen))
    as_owner(house, f"UPDATE unit SET sealed = true WHERE id = {house.unit_id('0301')}")
    with pytest.raises(Refusal, match="restriction"):
        finished(house, on_request)


def test_a_contract_is_not_filed_while_its_swap_is_under_way(house: House) -> None:
    order_id, control = house.sold("0301"), house.desk("control")
    signing = Contract(order_id=order_id, contract_number="NJ-1", contracted_on=house.today)
    control.perform(sign_contract, signing)
    on_request = asked(house, order_id)
    agree(house, on_request)
    pay(house, order_id, line("down_payment", sheet(house, on_request).to_pay_fen))
    filing = Filing(order_id=order_id, filing_number="BA-1", filed_on=house.today)
    with pytest.raises(Refusal, match="Change pending"):
        control.perform(file_contract, filing)
    finished(house, on_request, contract_number="NJ-2")
    control.perform(file_contract, replace(filing, request_id=new_request_id()))


def test_a_loan_that_is_paid_out_meanwhile_stops_a_swap(house: House) -> None:
    order_id = house.sold("0301")
    loan = next(due for due in house.desk("control").read(order_detail, order_id).dues if due.item == "loan")
    choices = house.choices("商业贷款")
    on_request = asked(house, order_id, choices=choices)
    agree(house, on_request)
    tenders = (Tender("loan", loan.amount_fen, ""),)
    pay(house, order_id, line("loan", loan.amount_fen, "price_by_loan"), tenders=tenders)
    pay(house, order_id, line("earnest", sheet(house, on_request).to_pay_fen))
    with pytest.raises(Refusal, match="paid the loan out"):
        finished(house, on_request)


def test_the_story_goes_on_from_the_first_unit_to_the_second(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    on_request = asked(house, order_id)
    agree(house, on_request)
    house.desk("control").perform(finish_swap, FinishSwap(on_request=on_request))
    contract = Contract(order_id=order_id, contract_number="HT-3", contracted_on=house.today)
    house.desk("control").perform(sign_contract, contract)
    moves = house.desk("control").read(order_file, order_id).moves
    assert [move.new_state for move in moves] == ["contracted", "subscribed"], "what the swap wrote is told as the swap"
