"""Loans of orders: entered, their steps in order, what the approval and the bank's money set in motion."""

from __future__ import annotations

from datetime import timedelta

import pytest

from salesdesk.domain.after_contract import Step, Track
from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.money_items import ITEMS, MoneyClass
from salesdesk.domain.mortgage import RepaymentKind
from salesdesk.domain.schedules import DayKind, Event, SchemeKind, SchemeLine
from salesdesk.services.after_contract_files import AfterContractFile, after_contract_file
from salesdesk.services.loans import loan_lines
from salesdesk.services.schemes import NewScheme, add_scheme
from tests.services.after_helpers import contracted, detail, done, loan_form, paid_out, set_to, taken_back, with_loan
from tests.services.money_helpers import days_pass, line, pay, reverse, void
from tests.support.office import House

STEPS = (Step.LOAN_PAPERS, Step.LOAN_SUBMITTED, Step.LOAN_APPROVED, Step.LOAN_SIGNED)


def file_of(house: House, order_id: int, login: str = "control") -> AfterContractFile:
    return house.desk(login).read(after_contract_file, order_id)


def stands(house: House, order_id: int, item: str = "loan") -> list[Step]:
    card = next(card for card in file_of(house, order_id).loans if card.item == item)
    return [step.state.step for step in card.steps if step.state.done_on]


def test_a_loan_begins_with_what_the_terms_and_the_project_say(house: House) -> None:
    [card] = file_of(house, contracted(house)).loans
    assert card.loan is None
    assert (card.draft.months, card.draft.rate_millionths) == (360, 31_000)
    assert card.draft.amount_fen == card.owed_fen > 0
    assert card.plan is not None
    assert card.plan.instalments[-1].remaining_fen == 0


def test_a_loan_comes_to_what_its_due_items_come_to(house: House) -> None:
    order_id = contracted(house)
    form = loan_form(house, order_id)
    with pytest.raises(BadInput, match="by the due items"):
        with_loan(house, order_id, amount_fen=form.amount_fen - 1)
    with_loan(house, order_id)
    [card] = file_of(house, order_id).loans
    assert card.loan is not None
    assert (card.loan.amount_fen, card.loan.bank) == (form.amount_fen, "江宁农商行")


def test_a_loan_is_changed_by_whoever_saw_it_last(house: House) -> None:
    order_id = contracted(house)
    with_loan(house, order_id)
    with_loan(house, order_id, version=1, months=240, repayment=RepaymentKind.EQUAL_PRINCIPAL)
    with pytest.raises(Refusal, match="meanwhile"):
        with_loan(house, order_id, version=1, months=120)
    [card] = file_of(house, order_id).loans
    assert card.loan is not None
    assert (card.loan.months, card.loan.repayment) == (240, RepaymentKind.EQUAL_PRINCIPAL)


def test_the_steps_of_a_loan_are_done_in_their_order(house: House) -> None:
    order_id = contracted(house)
    with pytest.raises(Refusal, match="entered first"):
        done(house, order_id, Step.LOAN_PAPERS, item="loan")
    with_loan(house, order_id)
    with pytest.raises(Refusal, match="comes before"):
        done(house, order_id, Step.LOAN_SUBMITTED, item="loan")
    for step in STEPS:
        done(house, order_id, step, item="loan")
    assert stands(house, order_id) == list(STEPS)
    with pytest.raises(Refusal, match="stands after it"):
        taken_back(house, order_id, Step.LOAN_PAPERS, item="loan")
    taken_back(house, order_id, Step.LOAN_SIGNED, item="loan")
    assert stands(house, order_id) == list(STEPS[:3])


def test_a_step_is_neither_ahead_nor_before_the_one_it_follows(house: House) -> None:
    order_id = contracted(house)
    with_loan(house, order_id)
    with pytest.raises(BadInput, match="not ahead"):
        done(house, order_id, Step.LOAN_PAPERS, house.today + timedelta(days=1), item="loan")
    with pytest.raises(BadInput, match="on which the step before it"):
        done(house, order_id, Step.LOAN_PAPERS, house.today - timedelta(days=1), item="loan")


def test_only_sales_control_moves_a_loan(house: House) -> None:
    order_id = contracted(house)
    with_loan(house, order_id)
    for login in ("service", "cashier", "manager", "consultant"):
        with pytest.raises(NotAllowed):
            done(house, order_id, Step.LOAN_PAPERS, login=login, item="loan")


def test_a_step_has_its_days_by_the_settings_and_is_late_after_them(house: House) -> None:
    order_id = contracted(house)
    with_loan(house, order_id)
    set_to(house, "loan.days.papers", 10)
    [card] = file_of(house, order_id).loans
    assert card.steps[0].state.due_on == house.today + timedelta(days=10)
    assert card.steps[1].state.due_on == house.today + timedelta(days=13)
    days_pass(house, 14)
    [row] = house.desk("control").read(loan_lines)
    assert (row.reached, row.next and row.next.step, row.days_late) == (None, Step.LOAN_PAPERS, 4)


def test_what_waits_for_the_approval_has_its_day_from_it(house: House) -> None:
    lines = (
        SchemeLine("earnest", MoneyClass.PRICE, Event.SUBSCRIPTION, amount_fen=5_000_000),
        SchemeLine("down_payment", MoneyClass.PRICE, Event.LOAN_APPROVAL, days=5, takes_rest=True),
        SchemeLine("loan", MoneyClass.PRICE_BY_LOAN, Event.LOAN_APPROVAL, months=1, days=3, day_kind=DayKind.CALENDAR,
                   share_millionths=500_000),
    )  # fmt: skip
    form = NewScheme(name="批后付", kind=SchemeKind.COMMERCIAL_LOAN, lines=lines)
    house.desk("operator").perform(add_scheme, form)
    order_id = contracted(house, scheme="批后付")
    with_loan(house, order_id)
    assert {due.item: due.due_on for due in detail(house, order_id).dues}["loan"] is None
    for step in STEPS[:3]:
        done(house, order_id, step, item="loan")
    days = {due.item: due.due_on for due in detail(house, order_id).dues}
    assert days["down_payment"] == house.today + timedelta(days=5)
    assert days["loan"] is not None
    assert days["loan"] > house.today + timedelta(days=28)
    taken_back(house, order_id, Step.LOAN_APPROVED, item="loan")
    assert {due.item: due.due_on for due in detail(house, order_id).dues}["down_payment"] is None


def test_the_banks_money_at_the_counter_is_the_pay_out(house: House) -> None:
    order_id = contracted(house)
    with_loan(house, order_id)
    with pytest.raises(Refusal, match="cashier"):
        done(house, order_id, Step.LOAN_PAID_OUT, item="loan")
    owed = loan_form(house, order_id).amount_fen
    first = paid_out(house, order_id, owed - 100)
    assert Step.LOAN_PAID_OUT not in stands(house, order_id)
    last = paid_out(house, order_id, 100)
    assert Step.LOAN_PAID_OUT in stands(house, order_id)
    void(house, last)
    assert Step.LOAN_PAID_OUT not in stands(house, order_id)
    paid_out(house, order_id, 100)
    assert Step.LOAN_PAID_OUT in stands(house, order_id)
    days_pass(house, 1)
    reverse(house, first)
    assert Step.LOAN_PAID_OUT not in stands(house, order_id)


def test_a_loan_that_is_paid_out_stays_as_it_is(house: House) -> None:
    order_id = contracted(house)
    with_loan(house, order_id)
    paid_out(house, order_id)
    with pytest.raises(Refusal, match="paid this loan out"):
        with_loan(house, order_id, version=1, months=240)


def test_money_of_the_buyer_for_the_loans_item_is_no_pay_out(house: House) -> None:
    order_id = contracted(house)
    pay(house, order_id, line("loan", loan_form(house, order_id).amount_fen, "price_by_loan"))
    assert stands(house, order_id) == []


def test_two_loans_have_their_own_steps(house: House) -> None:
    order_id = contracted(house, scheme="组合贷")
    items = [card.item for card in file_of(house, order_id).loans]
    assert items == ["loan", "provident_loan"]
    with_loan(house, order_id)
    done(house, order_id, Step.LOAN_PAPERS, item="loan")
    assert stands(house, order_id, "provident_loan") == []
    assert ITEMS["provident_loan"].klass is MoneyClass.PRICE_BY_LOAN
    assert len(house.desk("control").read(loan_lines)) == 2


def test_the_list_shows_a_consultant_the_own_orders_only(house: House) -> None:
    contracted(house)
    assert len(house.desk("control").read(loan_lines)) == 1
    assert len(house.desk("consultant").read(loan_lines)) == 1
    assert house.desk("colleague").read(loan_lines) == ()


def test_the_title_has_its_steps_too(house: House) -> None:
    order_id = contracted(house, scheme="一次性")
    done(house, order_id, Step.TITLE_PAPERS)
    done(house, order_id, Step.TITLE_SUBMITTED, login="service")
    with pytest.raises(Refusal, match="comes before"):
        done(house, order_id, Step.TITLE_DEED)
    states = [card.state for card in file_of(house, order_id).title_steps]
    assert [state.done_on is not None for state in states] == [True, True, False, False]
    assert states[0].step.track is Track.TITLE
