"""From subscription to contract and filing; cancelling before any money came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.money_items import PRICE_CLASSES
from salesdesk.domain.reasons import NEEDED, why_not
from salesdesk.domain.requests import RequestKind
from salesdesk.domain.schedules import DueItem, Event, schedule
from salesdesk.domain.states import Stage, Verb
from salesdesk.repository.one_unit import OrderHead
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.sale_orders import NewTerms
from salesdesk.repository.work import Work
from salesdesk.services.deals import event_dates
from salesdesk.services.office import Form
from salesdesk.services.reviews import ask_review, check_reviewed
from salesdesk.services.typed import checked_text, needed_text

LONGEST_NUMBER = 60
LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class Contract(Form):
    order_id: int
    contract_number: str
    contracted_on: date


def sign_contract(work: Work, form: Contract) -> int:
    """Records the signed contract. Due dates that count from the contract now count from its real day, as a new
    version of the terms; sums stay as agreed."""
    head = _checked(work, form.order_id, Verb.SIGN_CONTRACT)
    check_reviewed(work, RequestKind.SUBSCRIPTION_REVIEW, form.order_id)
    number = needed_text(
        form.contract_number, LONGEST_NUMBER, "contract_number", mark("The contract needs its number.")
    )
    detail = work.order_views.detail(form.order_id)
    _check_day(form.contracted_on, detail.subscribed_on, work.today)
    values: dict[str, object] = {"contracted_on": form.contracted_on, "contract_number": number}
    dues = _redated(work, detail, form.contracted_on)
    if dues != detail.dues:
        work.orders.write_terms(_same_terms(detail, dues))
        values["terms_version"] = head.terms_version + 1
    work.orders.move(head, Stage.CONTRACTED, values)
    ask_review(work, RequestKind.CONTRACT_REVIEW, head.id)
    return head.id


def _check_day(day: date, subscribed_on: date | None, today: date) -> None:
    if day > today:
        raise BadInput(mark("The day of the contract lies in the future."), field="contracted_on")
    if subscribed_on is not None and day < subscribed_on:
        raise BadInput(mark("The contract cannot be older than the subscription."), field="contracted_on")


def _redated(work: Work, detail: OrderDetail, contracted_on: date) -> tuple[DueItem, ...]:
    """The due items that count from the contract, with its real day; what was postponed beyond that stays as agreed.
    Sums and order untouched, and all other days."""
    assert detail.working is not None
    assert detail.subscribed_on is not None
    scheme = next((row.scheme for row in work.schemes.all(only_active=False) if row.id == detail.scheme_id), None)
    if scheme is None or detail.contract_due_on is None:
        return detail.dues
    was, now = (
        _by_contract(schedule(scheme, detail.working.total_fen, event_dates(detail.subscribed_on, day)))
        for day in (detail.contract_due_on, contracted_on)
    )
    waiting = _by_contract(detail.dues)
    if [due.amount_fen for due in waiting] == [due.amount_fen for due in now]:
        days = {due.seq: _day(due, old, new) for due, old, new in zip(waiting, was, now, strict=True)}
    else:
        moved = contracted_on - detail.contract_due_on
        days = {due.seq: due.due_on + moved for due in waiting if due.due_on is not None}
    return tuple(replace(due, due_on=days.get(due.seq, due.due_on)) for due in detail.dues)


def _by_contract(dues: Sequence[DueItem]) -> list[DueItem]:
    """What of the price counts from the contract; what is owed beside it was dated by itself."""
    return [due for due in dues if due.event is Event.CONTRACT and due.klass in PRICE_CLASSES]


def _day(due: DueItem, planned: DueItem, new: DueItem) -> date | None:
    """The day by the scheme; of one that was postponed the later of both."""
    postponed = due.due_on is not None and planned.due_on is not None and due.due_on > planned.due_on
    return max(due.due_on, new.due_on) if postponed and due.due_on and new.due_on else new.due_on


def _same_terms(detail: OrderDetail, dues: tuple[DueItem, ...]) -> NewTerms:
    assert detail.working is not None
    assert detail.scheme_id is not None
    return NewTerms(
        detail.id, detail.terms_version + 1, detail.unit_id, detail.scheme_id, detail.price_list_id or 0,
        detail.working, detail.buyers, tuple((person, share) for person, _, share in detail.consultants), dues,
        detail.bank, detail.loan_months, "contract",
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Filing(Form):
    order_id: int
    filing_number: str
    filed_on: date


def file_contract(work: Work, form: Filing) -> int:
    """Records that the contract is filed with the housing bureau (备案)."""
    head = _checked(work, form.order_id, Verb.FILE)
    check_reviewed(work, RequestKind.CONTRACT_REVIEW, form.order_id)
    if form.filed_on > work.today:
        raise BadInput(mark("The day of the filing lies in the future."), field="filed_on")
    number = checked_text(form.filing_number, LONGEST_NUMBER, "filing_number")
    values = {"filed_on": form.filed_on, "filing_number": number}
    work.orders.move(head, Stage.FILED, values)
    return head.id


@dataclass(frozen=True, kw_only=True)
class FilingWithdrawal(Form):
    order_id: int


def withdraw_filing(work: Work, form: FilingWithdrawal) -> int:
    """Takes a filing back: the contract may be changed or cancelled again."""
    head = _checked(work, form.order_id, Verb.WITHDRAW_FILING)
    work.orders.move(head, Stage.CONTRACTED, {"filed_on": None, "filing_number": ""})
    return head.id


@dataclass(frozen=True, kw_only=True)
class Cancellation(Form):
    order_id: int
    reason: str


def cancel_order(work: Work, form: Cancellation) -> int:
    """Cancels a reservation, subscription or contract for which no money is held; the unit is free again."""
    head = _checked(work, form.order_id, Verb.CANCEL)
    reason = needed_text(form.reason, LONGEST_REASON, "reason", mark("A cancellation needs its reason."))
    work.orders.cancel(head, reason)
    return head.id


def _checked(work: Work, order_id: int, verb: Verb) -> OrderHead:
    work.require(NEEDED[verb])
    head = work.orders.lock(order_id)
    if head.stage is Stage.CANCELLED:
        raise BadInput(mark("The order is cancelled already."))
    if reason := why_not(verb, work.units.facts(head.unit_id), work.actor.permissions, head.customer_id):
        raise reason.raised()
    return head
