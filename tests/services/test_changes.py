"""Buyers, terms and dates of an order changed by request: what moves, what stays, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.reasons import Reason
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.domain.schedules import Event, price_sum
from salesdesk.domain.states import Stage
from salesdesk.repository.sale_orders import Buyer, NewTerms
from salesdesk.repository.work import Work
from salesdesk.services.buyer_changes import BuyerChange, FinishBuyerChange, ask_buyer_change, finish_buyer_change
from salesdesk.services.changes import agreed_terms, why_not_change
from salesdesk.services.contracts import Contract, sign_contract
from salesdesk.services.deals import Choices
from salesdesk.services.office import Form
from salesdesk.services.order_lists import order_detail
from salesdesk.services.postponements import FinishPostponement, Postponement, ask_postponement, finish_postponement
from salesdesk.services.price_requests import PriceRequest, ask_price
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.services.requests import request_lists
from salesdesk.services.rows import OrderDetail, Tender
from salesdesk.services.subscriptions import subscribe
from salesdesk.services.terms_changes import FinishTermsChange, TermsChange, ask_terms_change, finish_terms_change
from tests.services.change_helpers import agree, file_of, sheet, state_of
from tests.services.money_helpers import line, pay
from tests.services.selling_helpers import add_discount
from tests.support.office import House

WIFE = Buyer("周敏", 5_000, "配偶", "resident", "320102199003071239", telephone="13900001111")


def order(house: House, order_id: int) -> OrderDetail:
    return house.desk("control").read(order_detail, order_id)


def ask_terms(house: House, order_id: int, choices: Choices, **changes: Any) -> int:
    form = TermsChange(order_id=order_id, choices=choices, reason="改为一次性付款", **changes)
    return house.desk("control").perform(ask_terms_change, form)


def finish_terms(house: House, on_request: int) -> int:
    return house.desk("control").perform(finish_terms_change, FinishTermsChange(on_request=on_request))


def why_not(work: Work, order_id: int, kind: RequestKind) -> Reason | None:
    return why_not_change(work, work.order_views.detail(order_id), kind)


def test_another_scheme_keeps_the_total_and_the_old_schedule_beside_the_new_one(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    on_request = ask_terms(house, order_id, house.choices("分期三期"))
    agree(house, on_request)
    shown = sheet(house, on_request)
    if shown.to_pay_fen:
        pay(house, order_id, line("stage_payment", shown.to_pay_fen))
    finish_terms(house, on_request)
    after = order(house, order_id)
    assert after.terms_version == 2
    assert after.scheme_name == "分期三期"
    assert after.working is not None
    assert price_sum(after.dues) == after.working.total_fen == shown.before.total_fen
    assert shown.before.dues != shown.after.dues == after.dues


def test_a_discount_beyond_the_limit_goes_through_with_the_change_that_was_agreed_to(house: House) -> None:
    order_id = house.sold("0301")
    deep = add_discount(house, "整层团购", 850_000)
    choices = replace(house.choices("商业贷款"), discount_ids=(deep,))
    on_request = ask_terms(house, order_id, choices)
    agree(house, on_request)
    missing = sheet(house, on_request).to_pay_fen
    if missing:
        pay(house, order_id, line("earnest", missing))
    finish_terms(house, on_request)
    after = order(house, order_id)
    assert after.working is not None
    assert after.working.ratio_millionths == pytest.approx(850_000, abs=50)


def test_nothing_changed_is_no_change(house: House) -> None:
    order_id = house.sold("0301")
    with pytest.raises(BadInput, match="Nothing is changed"):
        ask_terms(house, order_id, house.choices("商业贷款"))


def test_buyers_change_with_their_identity_papers_kept_from_approvers(house: House) -> None:
    order_id = house.sold("0301")
    buyers = (Buyer("韩若溪", 5_000, telephone="13812342046"), WIFE)
    form = BuyerChange(order_id=order_id, buyers=buyers, proof="结婚证", reason="增加配偶")
    on_request = house.desk("control").perform(ask_buyer_change, form)
    file = file_of(house, on_request, "manager")
    assert WIFE.identity_number not in str(file.detail.asked) + str(file.detail.sheet)
    agree(house, on_request)
    house.desk("control").perform(finish_buyer_change, FinishBuyerChange(on_request=on_request))
    after = order(house, order_id)
    assert [(one.name, one.share) for one in after.buyers] == [("韩若溪", 5_000), ("周敏", 5_000)]
    assert after.buyers[1].identity_number == WIFE.identity_number
    assert after.working == sheet(house, on_request).before.working


def test_whoever_comes_in_says_how_they_are_related(house: House) -> None:
    order_id = house.sold("0301")
    form = BuyerChange(order_id=order_id, buyers=(replace(WIFE, share=10_000, relation=""),), reason="更名")
    with pytest.raises(BadInput, match="related"):
        house.desk("control").perform(ask_buyer_change, form)


def test_a_postponement_moves_dates_and_no_sum(house: House) -> None:
    order_id = house.sold("0301")
    before = order(house, order_id)
    last = before.dues[-1]
    assert last.due_on is not None
    later = last.due_on + timedelta(days=30)
    form = Postponement(order_id=order_id, due_on=((last.seq, later),), reason="银行放款慢")
    on_request = house.desk("control").perform(ask_postponement, form)
    agree(house, on_request)
    house.desk("control").perform(finish_postponement, FinishPostponement(on_request=on_request))
    after = order(house, order_id)
    assert [due.amount_fen for due in after.dues] == [due.amount_fen for due in before.dues]
    assert after.dues[-1].due_on == later
    earlier = Postponement(order_id=order_id, due_on=((last.seq, last.due_on),), reason="提前")
    with pytest.raises(BadInput, match="later, not earlier"):
        house.desk("control").perform(ask_postponement, earlier)


def test_while_a_change_is_under_way_no_contract_is_signed_and_no_other_change_begins(house: House) -> None:
    order_id = house.sold("0301")
    ask_terms(house, order_id, house.choices("一次性"))
    contract = Contract(order_id=order_id, contract_number="NJ-1", contracted_on=house.today)
    with pytest.raises(Refusal, match="restriction"):
        house.desk("control").perform(sign_contract, contract)
    for kind in (RequestKind.SWAP, RequestKind.CANCELLATION, RequestKind.BUYER_CHANGE):
        reason = house.desk("control").read(why_not, order_id, kind)
        assert reason is not None
        assert "under way" in str(reason)


def test_after_the_loan_was_paid_out_an_order_is_not_changed(house: House) -> None:
    order_id = house.sold("0301")
    loan = next(due for due in order(house, order_id).dues if due.item == "loan")
    tenders = (Tender("loan", loan.amount_fen, ""),)
    pay(house, order_id, line("loan", loan.amount_fen, "price_by_loan"), tenders=tenders)
    with pytest.raises(Refusal, match="paid the loan out"):
        ask_terms(house, order_id, house.choices("一次性"))


def test_a_price_below_the_limit_is_asked_for_agreed_to_and_then_taken(house: House) -> None:
    deep = add_discount(house, "团购", 800_000)
    choices = replace(house.choices("一次性"), discount_ids=(deep,))
    customer = house.customer()
    form = house.subscription("0301", customer, choices=choices)
    with pytest.raises(Refusal, match="needs an approval"):
        house.desk("control").perform(subscribe, form)
    asked = PriceRequest(unit_id=form.unit_id, choices=choices, customer_id=customer, reason="团购十套")
    on_request = house.desk("consultant").perform(ask_price, asked)
    assert on_request in {row.id for row in house.desk("manager").read(request_lists).to_answer}
    with pytest.raises(Refusal, match="needs an approval"):
        house.desk("control").perform(subscribe, form)
    assert agree(house, on_request) is RequestState.AGREED
    other = house.subscription("0401", customer, choices=choices)
    with pytest.raises(Refusal, match="needs an approval"):
        house.desk("control").perform(subscribe, other)
    order_id = house.desk("control").perform(subscribe, form)
    assert order(house, order_id).stage is Stage.SUBSCRIBED
    assert state_of(house, on_request) is RequestState.DONE


@dataclass(frozen=True, kw_only=True)
class Forged(Form):
    on_request: int


def postponed(house: House, order_id: int) -> int:
    """An agreed postponement of the last due item."""
    last = order(house, order_id).dues[-1]
    assert last.due_on is not None
    form = Postponement(order_id=order_id, due_on=((last.seq, last.due_on + timedelta(days=30)),), reason="放款慢")
    on_request = house.desk("control").perform(ask_postponement, form)
    agree(house, on_request)
    return on_request


def _cheaper(terms: NewTerms) -> NewTerms:
    """A fen less, off the last due item."""
    total = terms.working.total_fen - 100
    dues = (*terms.dues[:-1], replace(terms.dues[-1], amount_fen=terms.dues[-1].amount_fen - 100))
    return replace(terms, working=replace(terms.working, total_fen=total), dues=dues)


def _shifted(terms: NewTerms) -> NewTerms:
    """The same sum, more of it later."""
    first, *between, last = terms.dues
    by = 100_000
    first, last = replace(first, amount_fen=first.amount_fen - by), replace(last, amount_fen=last.amount_fen + by)
    return replace(terms, dues=(first, *between, last))


FORGERIES: dict[str, Callable[[NewTerms], NewTerms]] = {
    "another total": _cheaper,
    "other sums": _shifted,
    "another day": lambda terms: replace(
        terms, dues=(replace(terms.dues[0], due_on=date(2031, 1, 1)), *terms.dues[1:])
    ),
    "another buyer": lambda terms: replace(terms, buyers=(Buyer("邵文博", 10_000),)),
}


@pytest.mark.parametrize("forgery", ["", *FORGERIES])
def test_the_database_takes_the_terms_that_were_agreed_to_and_no_others(house: House, forgery: str) -> None:
    """Written past the services, by whoever may carry the change out."""
    order_id = house.sold("0301")
    on_request = postponed(house, order_id)

    def forge(work: Work, form: Forged) -> int:
        terms = agreed_terms(work.requests.detail(form.on_request))
        terms = FORGERIES[forgery](terms) if forgery else terms
        head = work.orders.lock(terms.order_id)
        work.orders.write_terms(terms)
        work.orders.move(head, head.stage, {"terms_version": terms.version})
        return head.id

    control = house.desk("control")
    if not forgery:
        assert control.perform(forge, Forged(on_request=on_request)) == order_id
        return
    with pytest.raises(Refusal, match="agreed to"):
        control.perform(forge, Forged(on_request=on_request))


def test_a_fee_below_zero_is_refused(house: House) -> None:
    order_id = house.sold("0301")
    with pytest.raises(BadInput, match="zero or more"):
        ask_terms(house, order_id, house.choices("一次性"), fee_fen=-100)
    buyers = (Buyer("韩若溪", 5_000), WIFE)
    form = BuyerChange(order_id=order_id, buyers=buyers, reason="增加配偶", fee_fen=-100)
    with pytest.raises(BadInput, match="zero or more"):
        house.desk("control").perform(ask_buyer_change, form)


def test_a_change_that_asks_nobody_goes_no_lower_than_one_may_agree_alone(house: House) -> None:
    order_id = house.sold("0301")
    house.desk("operator").perform(change_setting, NewSetting(name="approval.terms_change", value=""))
    deep = add_discount(house, "整层团购", 850_000)
    with pytest.raises(Refusal, match="needs an approval"):
        ask_terms(house, order_id, replace(house.choices("商业贷款"), discount_ids=(deep,)))


def test_an_agreed_price_is_for_the_customer_it_was_asked_for(house: House) -> None:
    deep = add_discount(house, "团购", 800_000)
    choices = replace(house.choices("一次性"), discount_ids=(deep,))
    one, other = house.customer(), house.customer("周念真", "18944104410")
    asked = PriceRequest(unit_id=house.unit_id("0301"), choices=choices, customer_id=one, reason="团购十套")
    agree(house, house.desk("consultant").perform(ask_price, asked))
    with pytest.raises(Refusal, match="needs an approval"):
        house.desk("control").perform(subscribe, house.subscription("0301", other, choices=choices))
    house.desk("control").perform(subscribe, house.subscription("0301", one, choices=choices))


def test_a_postponed_day_stays_when_the_contract_is_signed(house: House) -> None:
    order_id = house.sold("0301")
    by_contract = next(due for due in order(house, order_id).dues if due.event is Event.CONTRACT)
    assert by_contract.due_on is not None
    later = by_contract.due_on + timedelta(days=40)
    form = Postponement(order_id=order_id, due_on=((by_contract.seq, later),), reason="资金周转")
    on_request = house.desk("control").perform(ask_postponement, form)
    agree(house, on_request)
    house.desk("control").perform(finish_postponement, FinishPostponement(on_request=on_request))
    contract = Contract(order_id=order_id, contract_number="NJ-1", contracted_on=house.today)
    house.desk("control").perform(sign_contract, contract)
    assert order(house, order_id).dues[by_contract.seq - 1].due_on == later
