"""A handover taken back (撤回交房): keys that were written for the wrong home, or never left the office.

Asked for with a reason by whoever hands homes over, agreed to as the project sets it; where nobody has to agree, it is
done at once. The order stands where it stood before the keys; what fell due on the handover waits again; the printed
handover sheet is void. It counts in the month in which it is carried out: a closed month's figures stay (DOMAIN.md,
"Month close").
"""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.after_contract import Step, Track
from salesdesk.domain.i18n import mark
from salesdesk.domain.reasons import Reason, why_not
from salesdesk.domain.requests import OPEN_STATES, RequestKind, RequestState
from salesdesk.domain.schedules import Event
from salesdesk.domain.states import Stage, Verb
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.requests import NewRequest, RequestRow
from salesdesk.repository.work import Work
from salesdesk.services.later_dates import date_dues
from salesdesk.services.office import Form
from salesdesk.services.order_steps import done_steps, write_step
from salesdesk.services.requests import ask, carried_out, to_carry_out, why_not_carry_out

_KIND = RequestKind.HANDOVER_BACK
HANDOVER_SHEET = "handover"
"""The kind of paper that becomes void."""


@dataclass(frozen=True)
class HandoverBack:
    """Whether a handover can be taken back: ``request`` is the open one about it."""

    request: RequestRow | None
    why_not_ask: Reason | None
    why_not_finish: Reason | None


def handover_back(work: Work, order: OrderDetail) -> HandoverBack:
    """How taking back the handover of an order stands."""
    open_ones = [row for row in work.requests.of_order(order.id) if row.kind is _KIND and row.state in OPEN_STATES]
    request = open_ones[0] if open_ones else None
    against = why_not(Verb.TAKE_BACK_HANDOVER, work.units.facts(order.unit_id), work.actor.permissions)
    if request is None:
        return HandoverBack(None, against, Reason(mark("Taking the handover back is not asked for yet."), {}))
    asked: dict[str, object] = {"number": request.number}
    already = Reason(mark("This is asked for already ({number})."), asked)
    return HandoverBack(request, against or already, against or why_not_carry_out(work, request))


@dataclass(frozen=True, kw_only=True)
class AskHandoverBack(Form):
    """Why the handover is to be taken back."""

    order_id: int
    reason: str = ""


def ask_handover_back(work: Work, form: AskHandoverBack) -> RequestState:
    """Asks for a handover to be taken back; where the request stands then: done at once, where nobody has to agree.

    Raises:
        Refusal: the home is not handed over, a change is pending, or it is not this person's to ask.
        BadInput: the reason is missing.
    """
    work.orders.lock(form.order_id)
    order = work.order_views.detail(form.order_id)
    if reason := handover_back(work, order).why_not_ask:
        raise reason.raised()
    day = work.surveys.handed_over([order.id])[order.id]
    said = {"handed_over_on": day.isoformat()}
    subject = f"{order.unit_label} {order.customer_name}"[:200]
    on_request = ask(
        work, NewRequest(_KIND, subject, form.reason, said, said, order.id, order.unit_id, None, order.customer_id)
    )
    row = work.requests.plain(on_request).row
    if row.state is RequestState.AGREED:
        _take_back(work, row)
        return RequestState.DONE
    return row.state


@dataclass(frozen=True, kw_only=True)
class FinishHandoverBack(Form):
    """A handover that is taken back as agreed."""

    on_request: int


def finish_handover_back(work: Work, form: FinishHandoverBack) -> int:
    """Takes a handover back that others agreed to; the order's id.

    Raises:
        Refusal: it is not agreed to, the home is not handed over any more, or a change is pending.
    """
    detail = to_carry_out(work, form.on_request, _KIND)
    assert detail.row.order_id is not None
    work.orders.lock(detail.row.order_id)
    return _take_back(work, detail.row)


def _take_back(work: Work, row: RequestRow) -> int:
    assert row.order_id is not None
    head, order = work.orders.head(row.order_id), work.order_views.detail(row.order_id)
    if reason := why_not(Verb.TAKE_BACK_HANDOVER, work.units.facts(order.unit_id), work.actor.permissions):
        raise reason.raised()
    before = Stage.FILED if order.filed_on is not None else Stage.CONTRACTED
    work.orders.move(head, before, {"handed_over_on": None})
    if Step.HANDOVER_KEYS in done_steps(work.steps.told(order.id), Track.HANDOVER):
        write_step(work, order, Step.HANDOVER_KEYS, None, f"{row.number} {row.reason}"[:300])
    date_dues(work, order.id, Event.HANDOVER, None)
    work.papers.supersede(order.id, HANDOVER_SHEET)
    carried_out(work, row)
    return order.id
