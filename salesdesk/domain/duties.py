"""What is to be done next for an order, as rules: what, whose, until when, what blocks it, how urgent (DOMAIN.md, "The
day of a sales office" and "What no other system has").

Each rule of `RULES` looks at the facts of one order and names its duty, or none. An order shows the first of its duties
as its one lamp; the same duties fill everybody's tasks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from salesdesk.domain.accounts import DueState
from salesdesk.domain.after_contract import STEPS, Step, Track
from salesdesk.domain.arrears import unreasonable
from salesdesk.domain.duty_days import DutyRules
from salesdesk.domain.duty_facts import (
    NEXT_STEP_WORDS,
    URGENCIES,
    Duty,
    DutyKind,
    OpenRequest,
    OrderFacts,
    Urgency,
    due_name,
    request_name,
)
from salesdesk.domain.i18n import mark
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.permissions import MATRIX, OfficeRole
from salesdesk.domain.reasons import Reason
from salesdesk.domain.requests import CARRIED_OUT_BY, RequestKind, RequestState
from salesdesk.domain.states import Stage

Rule = Callable[[OrderFacts, DutyRules, date], Iterator[Duty]]
_R, _K = OfficeRole, DutyKind

CARRIES_OUT: dict[RequestKind, OfficeRole] = {
    kind: next(
        role
        for role in (_R.CASHIER, _R.CUSTOMER_SERVICE, _R.SALES_CONTROL, _R.CONSULTANT, *_R)
        if not MATRIX[role].isdisjoint(permissions)
    )
    for kind, permissions in CARRIED_OUT_BY.items()
}
"""At whose counter a request is carried out once it is agreed to."""

STEP_ROLES: dict[Step, tuple[OfficeRole, ...]] = {
    Step.LOAN_PAPERS: (_R.SALES_CONTROL, _R.CONSULTANT),
    Step.LOAN_SUBMITTED: (_R.SALES_CONTROL,),
    Step.LOAN_APPROVED: (_R.SALES_CONTROL,),
    Step.LOAN_SIGNED: (_R.SALES_CONTROL,),
    Step.LOAN_PAID_OUT: (_R.CASHIER,),
    **dict.fromkeys((*STEPS[Track.HANDOVER], *STEPS[Track.TITLE]), (_R.CUSTOMER_SERVICE,)),
}
"""Whose work each step after the contract is."""

REVIEWS = frozenset({RequestKind.SUBSCRIPTION_REVIEW, RequestKind.CONTRACT_REVIEW})
AFTER_CONTRACT = frozenset({Stage.CONTRACTED, Stage.FILED, Stage.HANDED_OVER})


def _duty(facts: OrderFacts, kind: DutyKind, roles: tuple[OfficeRole, ...], until: date | None, what: str = "",
          blocked_by: Reason | None = None, amount_fen: int = 0, arrears: tuple[Reason, ...] = ()) -> Duty:  # fmt: skip
    """A duty of an order; its urgency is set when all are known."""
    own = _R.CONSULTANT in roles and facts.consultant_id is not None
    person_id, person = (facts.consultant_id, facts.consultant) if own else (None, "")
    return Duty(kind, roles, until, Urgency.LATER, what, person_id, person, blocked_by, arrears, amount_fen)


def _after(day: date | None, days: int) -> date | None:
    return None if day is None else day + timedelta(days=days)


# requests


def _requests(facts: OrderFacts, rules: DutyRules, today: date) -> Iterator[Duty]:
    for request in facts.requests:
        kind, role, began = _of_request(request)
        days = rules.of("duty.answer" if kind is _K.ANSWER else "duty.carry_out")
        found = _duty(facts, kind, role, _after(began, days), request_name(request))
        closed_to = request.closed_to if kind is _K.ANSWER else frozenset[int]()
        yield replace(found, request_id=request.id, closed_to=closed_to)


def _of_request(request: OpenRequest) -> tuple[DutyKind, tuple[OfficeRole, ...], date]:
    if request.state is RequestState.ASKED:
        return _K.ANSWER, request.waits_for, request.asked_on
    began = request.decided_on or request.asked_on
    if request.moves_money and not request.settled:
        return _K.SETTLE, (_R.CASHIER,), began
    return _K.CARRY_OUT, (CARRIES_OUT[request.kind],), began


# up to the contract


def _reservation(facts: OrderFacts, rules: DutyRules, today: date) -> Iterator[Duty]:
    if facts.stage is Stage.RESERVED:
        until = _after(facts.reserved_on, rules.of("duty.reservation"))
        yield _duty(facts, _K.SUBSCRIBE, (_R.SALES_CONTROL, _R.CONSULTANT), until, "", _mortgaged(facts))


def _earnest(facts: OrderFacts, rules: DutyRules, today: date) -> Iterator[Duty]:
    earnest = [state for state in facts.dues if state.due.item == "earnest" and state.open_fen > 0]
    if earnest and facts.money_known:
        until = min((state.due.due_on for state in earnest if state.due.due_on), default=facts.subscribed_on)
        amount = sum(state.open_fen for state in earnest)
        yield _duty(facts, _K.EARNEST, (_R.CASHIER, _R.CONSULTANT), until, amount_fen=amount)


def _contract(facts: OrderFacts, rules: DutyRules, today: date) -> Iterator[Duty]:
    if facts.stage is not Stage.SUBSCRIBED:
        return
    blocked = _mortgaged(facts) or _under_review(facts)
    if blocked is None and any(_earnest(facts, rules, today)):
        blocked = Reason(mark("the earnest money is not complete"), {})
    yield _duty(facts, _K.CONTRACT, (_R.SALES_CONTROL, _R.CONSULTANT), facts.contract_due_on, "", blocked)


def _mortgaged(facts: OrderFacts) -> Reason | None:
    return Reason(mark("the unit is mortgaged"), {}) if facts.mortgaged else None


def _under_review(facts: OrderFacts) -> Reason | None:
    """A contract waits until the subscription that it follows is approved."""
    waits = next((request for request in facts.requests if request.kind in REVIEWS), None)
    return (
        Reason(mark("{what} {number} waits"), {"what": request_name(waits), "number": waits.number}) if waits else None
    )


# money


def _money(facts: OrderFacts, rules: DutyRules, today: date) -> Iterator[Duty]:
    """What is overdue, each; of what falls due later, the next. What a bank pays goes by the steps of its loan."""
    if not facts.money_known:
        return
    asks = (_R.CONSULTANT,) if facts.consultant_id is not None else (_R.SALES_CONTROL,)
    reasons = _reasons(facts, rules, today)
    coming: DueState | None = None
    for state in facts.dues:
        due = state.due
        if due.klass is MoneyClass.PRICE_BY_LOAN or due.item == "earnest" or due.due_on is None or not state.open_fen:
            continue
        if state.open_fen < 0:
            yield _duty(facts, _K.PAY_BACK, (_R.CASHIER,), due.due_on, due_name(state), amount_fen=-state.open_fen)
        elif due.due_on < today:
            told, arrears = due_name(state), reasons.get(due.seq, ())
            yield _duty(facts, _K.ASK_MONEY, asks, due.due_on, told, amount_fen=state.open_fen, arrears=arrears)
        elif coming is None or due.due_on < (coming.due.due_on or date.max):
            coming = state
    if coming is not None:
        until = coming.due.due_on
        yield _duty(facts, _K.COLLECT, (*asks, _R.CASHIER), until, due_name(coming), amount_fen=coming.open_fen)


def _reasons(facts: OrderFacts, rules: DutyRules, today: date) -> dict[int, tuple[Reason, ...]]:
    """Why each due item is owed unreasonably, by its place."""
    found = dict[int, tuple[Reason, ...]]()
    for one in unreasonable(facts, rules, today):
        found[one.state.due.seq] = (*found.get(one.state.due.seq, ()), one.reason)
    return found


# after the contract


def _loans(facts: OrderFacts, rules: DutyRules, today: date) -> Iterator[Duty]:
    """The next step of each loan that is not paid out; its last step is the money at the cashier."""
    if facts.stage not in AFTER_CONTRACT or not facts.money_known:
        return
    reasons = _reasons(facts, rules, today)
    for state in facts.loans:
        item, before = state.due.item, facts.contracted_on
        for step in STEPS[Track.LOAN]:
            done = facts.done(step, item)
            if done is None or step is Step.LOAN_PAID_OUT:
                until = done or _after(before, rules.of_step(step))
                if step is Step.LOAN_PAID_OUT and done is None and state.due.due_on is not None:
                    until = state.due.due_on
                words, arrears = NEXT_STEP_WORDS[step], reasons.get(state.due.seq, ())
                yield _duty(facts, _K.LOAN, STEP_ROLES[step], until, words, amount_fen=state.open_fen, arrears=arrears)
                break
            before = done


def _filing(facts: OrderFacts, rules: DutyRules, today: date) -> Iterator[Duty]:
    if facts.stage is Stage.CONTRACTED:
        until = _after(facts.contracted_on, rules.of("duty.filing"))
        yield _duty(facts, _K.FILE, (_R.SALES_CONTROL,), until)


def _area(facts: OrderFacts, rules: DutyRules, today: date) -> Iterator[Duty]:
    before_keys = facts.stage in (Stage.CONTRACTED, Stage.FILED)
    if before_keys and facts.area_differs and not facts.area_settled:
        yield _duty(facts, _K.SETTLE_AREA, (_R.CUSTOMER_SERVICE,), facts.handover_planned_on)


def _handover(facts: OrderFacts, rules: DutyRules, today: date) -> Iterator[Duty]:
    if facts.stage not in (Stage.CONTRACTED, Stage.FILED):
        return
    step = next((step for step in STEPS[Track.HANDOVER] if not facts.done(step)), Step.HANDOVER_KEYS)
    planned, blocked = facts.handover_planned_on, None
    if planned is None and facts.price_open_fen > 0:
        return
    if step is Step.HANDOVER_NOTICE:
        planned = _after(planned, -rules.of_step(step))
    elif facts.money_known and facts.price_open_fen > 0:
        blocked = Reason(mark("the price is not paid in full"), {})
    elif facts.area_differs and not facts.area_settled:
        blocked = Reason(mark("the area is not settled"), {})
    yield _duty(facts, _K.HANDOVER, STEP_ROLES[step], planned, NEXT_STEP_WORDS[step], blocked)


def _title(facts: OrderFacts, rules: DutyRules, today: date) -> Iterator[Duty]:
    if facts.stage is not Stage.HANDED_OVER:
        return
    before = facts.handed_over_on
    for step in STEPS[Track.TITLE]:
        done = facts.done(step)
        if done is None:
            yield _duty(facts, _K.TITLE, STEP_ROLES[step], _after(before, rules.of_step(step)), NEXT_STEP_WORDS[step])
            return
        before = done


RULES: tuple[Rule, ...] = (
    _requests, _earnest, _reservation, _contract, _money, _loans, _filing, _area, _handover, _title,
)  # fmt: skip
"""In the order of the trade: of two duties that are as urgent, the earlier one comes first."""


def duties(facts: OrderFacts, rules: DutyRules, today: date) -> tuple[Duty, ...]:
    """Everything that is to be done for an order, the most urgent first; nothing for one that is cancelled."""
    if facts.stage in (Stage.CANCELLED, Stage.DRAFT):
        return ()
    found = [duty for rule in RULES for duty in rule(facts, rules, today)]
    told = [_told(facts, duty, rules, today) for duty in found]
    return tuple(sorted(told, key=lambda duty: (URGENCIES.index(duty.urgency), duty.until or date.max)))


def next_duty(facts: OrderFacts, rules: DutyRules, today: date) -> Duty:
    """The one lamp of an order."""
    found = duties(facts, rules, today)
    return found[0] if found else Duty(_K.NOTHING, (), None, Urgency.DONE)


def _told(facts: OrderFacts, duty: Duty, rules: DutyRules, today: date) -> Duty:
    """A duty with what blocks it and how urgent that makes it."""
    blocked = duty.blocked_by or _locked(facts, duty)
    if blocked is not None:
        return replace(duty, blocked_by=blocked, urgency=Urgency.BLOCKED)
    return replace(duty, urgency=urgency_of(duty.until, rules, today))


def urgency_of(until: date | None, rules: DutyRules, today: date) -> Urgency:
    """How urgent it is what nothing blocks."""
    if until is None:
        return Urgency.LATER
    left = (until - today).days
    return Urgency.OVERDUE if left < 0 else Urgency.SOON if left <= rules.of("duty.soon") else Urgency.LATER


def _locked(facts: OrderFacts, duty: Duty) -> Reason | None:
    """What stops everything about an order: a court's seal; a change under way all but the change itself."""
    if facts.sealed:
        return Reason(mark("the unit is sealed by a court"), {})
    change = facts.change
    if change is None or duty.request_id == change.id:
        return None
    return Reason(mark("{what} {number} is under way"), {"what": request_name(change), "number": change.number})
