"""The next duty of an order: what, whose, until when, what blocks it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.after_contract import STEPS, Step, Track
from salesdesk.domain.duties import CARRIES_OUT, STEP_ROLES, duties, next_duty
from salesdesk.domain.duty_facts import DUTY_WORDS, LAMPS, NEXT_STEP_WORDS, Duty, DutyKind, OrderFacts, Urgency
from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.domain.states import Stage
from tests.domain.duty_samples import CONSULTANT, RULES, TODAY, days, due, order, request

_R, _K, _U = OfficeRole, DutyKind, Urgency


def lamp(facts: OrderFacts) -> Duty:
    return next_duty(facts, RULES, TODAY)


def of_kind(facts: OrderFacts, kind: DutyKind) -> Duty:
    return next(duty for duty in duties(facts, RULES, TODAY) if duty.kind is kind)


def test_earnest_money_that_is_not_complete_is_the_cashiers_and_the_consultants() -> None:
    duty = lamp(order(Stage.SUBSCRIBED, due(1, "earnest", days(-1), 50_000_00, 20_000_00)))
    assert (duty.kind, duty.roles, duty.person_id) == (_K.EARNEST, (_R.CASHIER, _R.CONSULTANT), CONSULTANT)
    assert (duty.until, duty.urgency, duty.amount_fen) == (days(-1), _U.OVERDUE, 30_000_00)


def test_a_contract_waits_for_the_earnest_money() -> None:
    facts = order(Stage.SUBSCRIBED, due(1, "earnest", days(-1)))
    blocked = of_kind(facts, _K.CONTRACT)
    assert (blocked.urgency, str(blocked.blocked_by)) == (_U.BLOCKED, "the earnest money is not complete")
    paid = lamp(order(Stage.SUBSCRIBED, due(1, "earnest", days(-1), 100, 100)))
    assert (paid.kind, paid.roles[0], paid.until, paid.urgency) == (_K.CONTRACT, _R.SALES_CONTROL, days(10), _U.LATER)


@pytest.mark.parametrize(("left", "urgency"), [(-1, _U.OVERDUE), (0, _U.SOON), (3, _U.SOON), (4, _U.LATER)])
def test_a_duty_is_overdue_from_the_day_after_and_soon_three_days_before(left: int, urgency: Urgency) -> None:
    assert lamp(order(contract_due_on=days(left))).urgency is urgency


def test_what_is_overdue_is_asked_for_by_the_consultant_of_the_order() -> None:
    duty = lamp(order(Stage.CONTRACTED, due(1, "stage_payment", days(-40), 100, 40), filed_on=TODAY))
    assert (duty.kind, duty.roles, duty.person) == (_K.ASK_MONEY, (_R.CONSULTANT,), "陈立")
    assert (duty.words(), duty.amount_fen) == ("Ask for: Stage payment", 60)
    assert [str(reason) for reason in duty.arrears] == ["stage payment 40 days late"]
    assert duty.is_of(CONSULTANT, frozenset({_R.CONSULTANT}))
    assert not duty.is_of(CONSULTANT + 1, frozenset({_R.CONSULTANT}))


def test_money_of_an_order_without_a_consultant_is_asked_for_by_sales_control() -> None:
    duty = of_kind(order(Stage.FILED, due(1, "balance", days(-1)), consultant_id=None), _K.ASK_MONEY)
    assert duty.roles == (_R.SALES_CONTROL,)


def test_of_what_falls_due_later_only_the_next_is_told() -> None:
    facts = order(Stage.FILED, due(1, "balance", days(20)), due(2, "stage_payment", days(9)), due(3, "deed_tax", None))
    told = [(duty.kind, duty.what, duty.until) for duty in duties(facts, RULES, TODAY) if duty.amount_fen]
    assert told == [(_K.COLLECT, "Stage payment", days(9))]


def test_what_the_office_owes_is_paid_back_by_the_cashier() -> None:
    duty = of_kind(order(Stage.FILED, due(1, "settlement", days(2), -20_000_00)), _K.PAY_BACK)
    assert (duty.roles, duty.amount_fen, duty.urgency) == ((_R.CASHIER,), 20_000_00, _U.SOON)


def test_a_request_waits_for_whom_it_asks_and_never_for_who_asked() -> None:
    duty = lamp(order(requests=(request(RequestKind.CANCELLATION),)))
    assert (duty.kind, duty.roles, duty.until) == (_K.ANSWER, (_R.MANAGER,), days(1))
    manager = frozenset({_R.MANAGER})
    assert duty.is_of(4, manager)
    assert not duty.is_of(3, manager)


def test_an_agreed_change_is_settled_by_the_cashier_and_then_finished_by_sales_control() -> None:
    agreed = request(RequestKind.CANCELLATION, RequestState.AGREED, decided_on=days(-3), moves_money=True)
    settle = lamp(order(requests=(agreed,)))
    assert (settle.kind, settle.roles, settle.until, settle.urgency) == (_K.SETTLE, (_R.CASHIER,), days(-2), _U.OVERDUE)
    settled = request(RequestKind.CANCELLATION, RequestState.AGREED, moves_money=True, settled=True)
    assert (lamp(order(requests=(settled,))).kind, lamp(order(requests=(settled,))).roles) == (
        _K.CARRY_OUT,
        (_R.SALES_CONTROL,),
    )


def test_while_a_change_is_under_way_everything_else_of_the_order_waits_for_it() -> None:
    facts = order(Stage.SUBSCRIBED, due(1, "down_payment", days(-1)), requests=(request(RequestKind.SWAP),))
    urgencies = {duty.kind: duty.urgency for duty in duties(facts, RULES, TODAY)}
    assert urgencies == {_K.ANSWER: _U.SOON, _K.ASK_MONEY: _U.BLOCKED, _K.CONTRACT: _U.BLOCKED}
    assert str(of_kind(facts, _K.CONTRACT).blocked_by) == "Unit swap SQ2026-00005 is under way"


def test_a_sealed_unit_blocks_everything() -> None:
    told = duties(order(Stage.CONTRACTED, due(1, "balance", days(-1)), sealed=True), RULES, TODAY)
    assert told
    assert {duty.urgency for duty in told} == {_U.BLOCKED}


def test_each_kind_of_request_is_carried_out_at_one_counter() -> None:
    assert set(CARRIES_OUT) == set(RequestKind)
    assert CARRIES_OUT[RequestKind.REFUND] is _R.CASHIER
    assert CARRIES_OUT[RequestKind.SWAP] is _R.SALES_CONTROL
    assert CARRIES_OUT[RequestKind.AREA_SETTLEMENT] is _R.CUSTOMER_SERVICE


def test_a_loan_goes_step_by_step_each_counted_from_the_one_before() -> None:
    owed = due(1, "loan", days(60))
    papers = of_kind(order(Stage.FILED, owed), _K.LOAN)
    assert (papers.what, papers.until) == ("complete the papers", days(10))
    sent = {(Step.LOAN_PAPERS, "loan"): days(-2), (Step.LOAN_SUBMITTED, "loan"): days(-1)}
    approval = of_kind(order(Stage.FILED, owed, steps=sent), _K.LOAN)
    assert (approval.what, approval.until, approval.roles) == ("get the approval", days(14), (_R.SALES_CONTROL,))


def test_the_pay_out_of_a_loan_falls_due_as_the_scheme_says_and_ends_with_the_money() -> None:
    signed = {(step, "loan"): days(-1) for step in STEPS[Track.LOAN] if step is not Step.LOAN_PAID_OUT}
    duty = of_kind(order(Stage.FILED, due(1, "loan", days(6)), steps=signed), _K.LOAN)
    assert (duty.what, duty.until, duty.roles) == ("get the pay-out", days(6), (_R.CASHIER,))
    paid = order(Stage.FILED, due(1, "loan", days(6), 100, 100), steps=signed)
    assert not any(duty.kind is _K.LOAN for duty in duties(paid, RULES, TODAY))


def test_a_contract_is_filed_within_thirty_days() -> None:
    assert of_kind(order(Stage.CONTRACTED), _K.FILE).until == days(25)


def test_a_surveyed_area_is_settled_before_the_keys() -> None:
    facts = order(Stage.FILED, area_differs=True, handover_planned_on=days(20),
                  steps={(Step.HANDOVER_NOTICE, ""): days(-1)})  # fmt: skip
    assert (lamp(facts).kind, lamp(facts).roles, lamp(facts).until) == (
        _K.SETTLE_AREA,
        (_R.CUSTOMER_SERVICE,),
        days(20),
    )
    assert str(of_kind(facts, _K.HANDOVER).blocked_by) == "the area is not settled"


def test_the_buyer_is_told_before_the_handover_and_the_title_follows_it() -> None:
    notice = lamp(order(Stage.FILED, handover_planned_on=days(16)))
    assert (notice.kind, notice.what, notice.until) == (_K.HANDOVER, "notify the buyer", days(1))
    title = lamp(order(Stage.HANDED_OVER, handed_over_on=days(-40)))
    assert (title.kind, title.what, title.until, title.urgency) == (
        _K.TITLE,
        "collect the title papers",
        days(-10),
        _U.OVERDUE,
    )


def test_an_order_with_keys_and_deed_has_nothing_left_to_do() -> None:
    done = dict.fromkeys(((step, "") for step in STEPS[Track.TITLE]), TODAY)
    duty = lamp(order(Stage.HANDED_OVER, handed_over_on=days(-90), steps=done))
    assert (duty.kind, duty.urgency, duty.lamp, duty.words()) == (_K.NOTHING, _U.DONE, "done", "Nothing is left to do")


def test_a_cancelled_order_has_no_duties() -> None:
    assert duties(order(Stage.CANCELLED, due(1, "balance", days(-9))), RULES, TODAY) == ()


def test_who_may_not_see_money_is_told_nothing_of_it() -> None:
    facts = order(Stage.SUBSCRIBED, due(1, "down_payment", days(-30)), money_known=False)
    assert [duty.kind for duty in duties(facts, RULES, TODAY)] == [_K.CONTRACT]


def test_every_duty_every_step_and_every_urgency_has_its_words_and_its_sign() -> None:
    assert set(DUTY_WORDS) == set(DutyKind)
    assert set(NEXT_STEP_WORDS) == set(Step) == set(STEP_ROLES)
    assert set(LAMPS) == set(Urgency)
    assert len(set(LAMPS.values())) == len(Urgency)


DAYS = st.one_of(st.none(), st.integers(-100, 100).map(days))
FACTS = st.builds(
    order,
    st.sampled_from(Stage),
    st.sampled_from(["earnest", "down_payment", "loan", "balance", "settlement"]).flatmap(
        lambda item: st.builds(due, st.just(1), st.just(item), DAYS, st.just(100), st.integers(0, 100))
    ),
    contract_due_on=DAYS,
    handover_planned_on=DAYS,
    handed_over_on=DAYS,
    sealed=st.booleans(),
    mortgaged=st.booleans(),
    area_differs=st.booleans(),
    steps=st.dictionaries(st.tuples(st.sampled_from(Step), st.just("")), st.integers(-50, 0).map(days)),
)


@given(FACTS, st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_lamp_is_the_most_urgent_duty_and_says_whose_it_is(facts: OrderFacts, today: date) -> None:
    told = duties(facts, RULES, today)
    first = next_duty(facts, RULES, today)
    assert first == told[0] if told else first.kind is _K.NOTHING
    for duty in told:
        assert duty.roles
        assert (duty.urgency is _U.BLOCKED) == (duty.blocked_by is not None)
        assert (duty.urgency is _U.OVERDUE) <= (duty.days_late(today) > 0)
