"""What is known of an order when its next duty is worked out, and how a duty is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from salesdesk.domain.accounts import DueState
from salesdesk.domain.after_contract import Step
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import ITEMS, PRICE_CLASSES, MoneyClass
from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.reasons import Reason
from salesdesk.domain.requests import KIND_WORDS, SPECIAL, RequestKind, RequestState
from salesdesk.domain.states import Stage


@dataclass(frozen=True)
class OpenRequest:
    """A request about an order that is not closed.

    ``waits_for`` are the roles that have not answered yet, ``closed_to`` the people who may not answer: who asked, who
    has answered. ``settled`` says whether the money that it moves is in the books.
    """

    id: int
    number: str
    kind: RequestKind
    state: RequestState
    waits_for: tuple[OfficeRole, ...]
    asked_on: date
    decided_on: date | None = None
    moves_money: bool = False
    settled: bool = False
    closed_to: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class OrderFacts:
    """An order as the rules of duties see it; fen. ``money_known`` and ``follow_ups_known`` are false where the person
    may not see these: nothing is then said of them."""

    order_id: int
    number: str
    unit_label: str
    customer: str
    customer_id: int
    stage: Stage
    consultant_id: int | None = None
    consultant: str = ""
    total_fen: int | None = None
    reserved_on: date | None = None
    subscribed_on: date | None = None
    contract_due_on: date | None = None
    contracted_on: date | None = None
    filed_on: date | None = None
    handed_over_on: date | None = None
    handover_planned_on: date | None = None
    dues: tuple[DueState, ...] = ()
    price_received_fen: int = 0
    requests: tuple[OpenRequest, ...] = ()
    steps: Mapping[tuple[Step, str], date] = field(default_factory=dict)
    area_differs: bool = False
    mortgaged: bool = False
    sealed: bool = False
    last_follow_up_on: date | None = None
    money_known: bool = True
    follow_ups_known: bool = True

    @property
    def area_settled(self) -> bool:
        return any(state.due.klass is MoneyClass.SETTLEMENT for state in self.dues)

    @property
    def price_open_fen(self) -> int:
        return sum(state.open_fen for state in self.dues if state.due.klass in PRICE_CLASSES)

    @property
    def change(self) -> OpenRequest | None:
        """The special transaction that is under way."""
        return next((request for request in self.requests if request.kind in SPECIAL), None)

    @property
    def loans(self) -> tuple[DueState, ...]:
        """The due items that a bank pays, those that are paid aside."""
        return tuple(state for state in self.dues if state.due.klass is MoneyClass.PRICE_BY_LOAN and state.open_fen > 0)

    def done(self, step: Step, item: str = "") -> date | None:
        """When a step was done."""
        return self.steps.get((step, item)) or self.steps.get((step, ""))


class DutyKind(StrEnum):
    """What is to be done."""

    ANSWER = "answer"
    SETTLE = "settle"
    CARRY_OUT = "carry_out"
    SUBSCRIBE = "subscribe"
    EARNEST = "earnest"
    CONTRACT = "contract"
    ASK_MONEY = "ask_money"
    COLLECT = "collect"
    PAY_BACK = "pay_back"
    LOAN = "loan"
    FILE = "file"
    SETTLE_AREA = "settle_area"
    HANDOVER = "handover"
    TITLE = "title"
    CONTACT = "contact"
    NOTHING = "nothing"


class Urgency(StrEnum):
    """How urgent a duty is: its lamp."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    BLOCKED = "blocked"
    DONE = "done"


URGENCIES = tuple(Urgency)
"""The most urgent first."""

LAMPS: dict[Urgency, str] = {
    Urgency.OVERDUE: "overdue",
    Urgency.SOON: "today",
    Urgency.LATER: "upcoming",
    Urgency.BLOCKED: "blocked",
    Urgency.DONE: "done",
}
"""The sign of each: shape and colour both differ."""

URGENCY_WORDS: dict[Urgency, str] = {
    Urgency.OVERDUE: mark("Overdue duties"),
    Urgency.SOON: mark("Due soon"),
    Urgency.LATER: mark("Due later"),
    Urgency.BLOCKED: mark("Blocked"),
    Urgency.DONE: mark("Everything done"),
}
DUTY_WORDS: dict[DutyKind, str] = {
    DutyKind.ANSWER: mark("Answer: {what}"),
    DutyKind.SETTLE: mark("Settle the money: {what}"),
    DutyKind.CARRY_OUT: mark("Carry out: {what}"),
    DutyKind.SUBSCRIBE: mark("Subscribe, or give the reservation back"),
    DutyKind.EARNEST: mark("Collect the earnest money in full"),
    DutyKind.CONTRACT: mark("Sign the contract with the buyer"),
    DutyKind.ASK_MONEY: mark("Ask for: {what}"),
    DutyKind.COLLECT: mark("Collect: {what}"),
    DutyKind.PAY_BACK: mark("Pay back: {what}"),
    DutyKind.LOAN: mark("Mortgage: {what}"),
    DutyKind.FILE: mark("File the contract with the bureau"),
    DutyKind.SETTLE_AREA: mark("Settle the surveyed area"),
    DutyKind.HANDOVER: mark("Hand over: {what}"),
    DutyKind.TITLE: mark("Title work: {what}"),
    DutyKind.CONTACT: mark("Contact the customer"),
    DutyKind.NOTHING: mark("Nothing is left to do"),
}
NEXT_STEP_WORDS: dict[Step, str] = {
    Step.LOAN_PAPERS: mark("complete the papers"),
    Step.LOAN_SUBMITTED: mark("submit to the bank"),
    Step.LOAN_APPROVED: mark("get the approval"),
    Step.LOAN_SIGNED: mark("sign the loan contract"),
    Step.LOAN_PAID_OUT: mark("get the pay-out"),
    Step.HANDOVER_NOTICE: mark("notify the buyer"),
    Step.HANDOVER_INSPECTED: mark("inspect the home"),
    Step.HANDOVER_KEYS: mark("hand over the keys"),
    Step.TITLE_PAPERS: mark("collect the title papers"),
    Step.TITLE_SUBMITTED: mark("submit to the registry"),
    Step.TITLE_REGISTERED: mark("wait for the registration"),
    Step.TITLE_DEED: mark("hand over the deed"),
}


class Arrear(StrEnum):
    """Why money that is owed is owed unreasonably (DOMAIN.md, "Unreasonable arrears")."""

    DOWN_PAYMENT = "down_payment"
    STAGE_PAYMENT = "stage_payment"
    LOAN = "loan"
    SILENT = "silent"


ARREAR_WORDS: dict[Arrear, str] = {
    Arrear.DOWN_PAYMENT: mark("down payment {days} days late, no contract"),
    Arrear.STAGE_PAYMENT: mark("stage payment {days} days late"),
    Arrear.LOAN: mark("loan papers complete for {days} days, not paid out"),
    Arrear.SILENT: mark("overdue, no follow-up for {days} days"),
}


@dataclass(frozen=True)
class Duty:
    """One thing to be done: what, whose, until when, what blocks it, how urgent.

    ``roles`` names who may do it, the first one first; where that is the consultant, ``person_id`` says which one.
    ``what`` fills the gap of the duty's words; it is a source for `tr`, or a name.
    """

    kind: DutyKind
    roles: tuple[OfficeRole, ...]
    until: date | None
    urgency: Urgency
    what: str = ""
    person_id: int | None = None
    person: str = ""
    blocked_by: Reason | None = None
    arrears: tuple[Reason, ...] = ()
    amount_fen: int = 0
    request_id: int | None = None
    closed_to: frozenset[int] = frozenset()

    @property
    def lamp(self) -> str:
        return LAMPS[self.urgency]

    def words(self) -> str:
        """What is to be done, in the language of the desk."""
        return tr(DUTY_WORDS[self.kind]).format(what=tr(self.what))

    def days_late(self, today: date) -> int:
        return max(0, (today - self.until).days) if self.until is not None else 0

    def is_of(self, person_id: int, roles: frozenset[OfficeRole]) -> bool:
        """Whether this is the duty of a person who holds these roles; a consultant has those of own orders, and nobody
        answers their own request."""
        if person_id in self.closed_to:
            return False
        others = frozenset(self.roles) - {OfficeRole.CONSULTANT}
        mine = OfficeRole.CONSULTANT in self.roles and self.person_id == person_id
        return mine or not others.isdisjoint(roles)


def due_name(state: DueState) -> str:
    """What a due item is called: its own name, or a source for `tr`."""
    item = ITEMS.get(state.due.item)
    return state.due.name or (item.name if item else state.due.item)


def request_name(request: OpenRequest) -> str:
    return KIND_WORDS[request.kind]
