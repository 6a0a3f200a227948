"""Postponement (延期): due items keep their sums and get later dates, the contract its later day; no more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from salesdesk.domain.accounts import allocate
from salesdesk.domain.change_sheet import ChangeSheet
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.requests import RequestKind
from salesdesk.domain.states import Stage
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.work import Work
from salesdesk.services.changes import (
    Change,
    agreed_terms,
    ask_for,
    check_still,
    publish,
    same_terms,
    side_of,
    why_not_change,
)
from salesdesk.services.office import Form
from salesdesk.services.requests import carried_out, to_carry_out

LATEST_DAYS = 3660


@dataclass(frozen=True, kw_only=True)
class Postponement(Form):
    """New dates by the number of the due item, and the day by which the contract is to be signed."""

    order_id: int
    due_on: tuple[tuple[int, date], ...] = ()
    contract_due_on: date | None = None
    reason: str = ""


def preview_postponement(work: Work, form: Postponement) -> ChangeSheet:
    """The sheet of a postponement; nothing is written."""
    return _worked_out(work, form).sheet


def ask_postponement(work: Work, form: Postponement) -> int:
    """Asks for a postponement; the request's id."""
    work.require(Permission.ORDER_WRITE)
    work.orders.lock(form.order_id)
    return ask_for(work, _worked_out(work, form), form.reason)


def _worked_out(work: Work, form: Postponement) -> Change:
    order = work.order_views.detail(form.order_id)
    if reason := why_not_change(work, order, RequestKind.POSTPONEMENT):
        raise reason.raised()
    terms = same_terms(order, "postponement")
    _check_days(work, order, form)
    later = dict(form.due_on)
    dues = tuple(replace(due, due_on=later.get(due.seq, due.due_on)) for due in order.dues)
    contract_due = form.contract_due_on or order.contract_due_on
    if dues == order.dues and contract_due == order.contract_due_on:
        raise BadInput(mark("No date is changed yet."), field="due_on")
    before = side_of(order)
    sheet = ChangeSheet(
        RequestKind.POSTPONEMENT, order.number, order.customer_name, before,
        replace(before, dues=dues, contract_due_on=contract_due), sum(work.cash.sums(order.id).values()),
        counts_in=f"{work.today:%Y-%m}",
    )  # fmt: skip
    return Change(order, sheet, replace(terms, dues=dues), {"contract_due_on": form.contract_due_on})


def _check_days(work: Work, order: OrderDetail, form: Postponement) -> None:
    """A date moves later, of what is still open; the contract's only while it is not signed."""
    open_seqs = {state.due.seq for state in allocate(order.dues, work.cash.sums(order.id)) if state.open_fen > 0}
    known = {due.seq: due for due in order.dues}
    for seq, day in form.due_on:
        if seq not in known or seq not in open_seqs:
            raise BadInput(mark("This sum is paid already; its date stays."), field="due_on")
        was = known[seq].due_on
        if was is not None and day < was:
            raise BadInput(mark("A postponement moves a date later, not earlier."), field="due_on")
        _check_far(work, day)
    if form.contract_due_on is not None:
        if order.stage is not Stage.SUBSCRIBED:
            raise BadInput(mark("The contract is signed already; its day stays."), field="contract_due_on")
        if order.contract_due_on is not None and form.contract_due_on < order.contract_due_on:
            raise BadInput(mark("A postponement moves a date later, not earlier."), field="contract_due_on")
        _check_far(work, form.contract_due_on)


def _check_far(work: Work, day: date) -> None:
    if (day - work.today).days > LATEST_DAYS:
        raise BadInput(mark("That date lies more than ten years ahead."), field="due_on")


@dataclass(frozen=True, kw_only=True)
class FinishPostponement(Form):
    on_request: int


def finish_postponement(work: Work, form: FinishPostponement) -> int:
    """Carries an agreed postponement out; the order's id."""
    detail = to_carry_out(work, form.on_request, RequestKind.POSTPONEMENT)
    terms = agreed_terms(detail)
    head = work.orders.lock(terms.order_id)
    check_still(work, detail, head)
    values = dict[str, object]()
    if detail.asked["contract_due_on"]:
        values["contract_due_on"] = date.fromisoformat(detail.asked["contract_due_on"])
    publish(work, head, terms, values)
    carried_out(work, detail.row)
    return head.id
