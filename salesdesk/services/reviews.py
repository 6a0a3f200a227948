"""Reviews of subscriptions and contracts, by finance or whom the project names, before the next step is taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import PERMISSION_WORDS, Permission
from salesdesk.domain.reasons import Reason
from salesdesk.domain.requests import KIND_WORDS, REVIEWS, RequestKind, RequestState, rule_name
from salesdesk.domain.states import Stage
from salesdesk.repository.requests import NewRequest, RequestRow
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.requests import ask

_STOPPED = frozenset({RequestState.DECLINED, RequestState.WITHDRAWN, RequestState.UNDONE})
"""A review that ended so has to be asked for anew, unless the project asks for none any more."""


def ask_review(work: Work, kind: RequestKind, order_id: int) -> int | None:
    """Asks for the review of what was just recorded, where the project wants one."""
    if not work.settings.text(rule_name(kind)):
        return None
    order = work.order_views.detail(order_id)
    subject = f"{order.unit_label} {order.customer_name}"[:200]
    total = order.working.total_fen if order.working else 0
    sheet = {"unit_label": order.unit_label, "order_number": order.number, "scheme": order.scheme_name,
             "total_fen": total, "contract_number": order.contract_number}  # fmt: skip
    return ask(work, NewRequest(kind, subject, tr(KIND_WORDS[kind]), {}, sheet, order_id, order.unit_id))


def check_reviewed(work: Work, kind: RequestKind, order_id: int) -> None:
    """Refuses the next step while the review is open or was declined; the newest one counts."""
    row = next((row for row in work.requests.of_order(order_id) if row.kind is kind), None)
    if row is None or row.state in (RequestState.DONE, RequestState.AGREED):
        return
    if is_stopped(row) and not work.settings.text(rule_name(kind)):
        return
    if row.state is RequestState.DECLINED:
        raise Refusal(mark("{what} ({number}) was declined; mend it and ask anew."), what=tr(KIND_WORDS[kind]),
                      number=row.number)  # fmt: skip
    if is_stopped(row):
        raise Refusal(mark("{what} ({number}) was taken back; it has to be asked for anew."), what=tr(KIND_WORDS[kind]),
                      number=row.number)  # fmt: skip
    raise Refusal(mark("{what} ({number}) is not finished yet."), what=tr(KIND_WORDS[kind]), number=row.number)


@dataclass(frozen=True, kw_only=True)
class ReviewForm(Form):
    """The order whose newest review was declined or taken back."""

    order_id: int


def ask_review_anew(work: Work, form: ReviewForm) -> int:
    """Asks again for the review that stopped an order; the request's id."""
    newest = newest_review(work.requests.of_order(form.order_id))
    if reason := why_not_ask_anew(work, newest):
        raise reason.raised()
    assert newest is not None
    on_request = ask_review(work, newest.kind, form.order_id)
    assert on_request is not None
    return on_request


def newest_review(rows: Iterable[RequestRow]) -> RequestRow | None:
    """The review that counts, of an order's requests with the newest first."""
    return next((row for row in rows if row.kind in REVIEWS), None)


def is_stopped(row: RequestRow) -> bool:
    """Whether a request is a review that ended without an agreement: the order goes no further by it."""
    return row.kind in REVIEWS and row.state in _STOPPED


def why_not_ask_anew(work: Work, row: RequestRow | None) -> Reason | None:
    """The first reason against asking for this review again."""
    if row is None or not is_stopped(row) or row.order_id is None:
        return Reason(mark("No review of this order was declined or taken back."), {})
    if Permission.ORDER_WRITE not in work.actor.permissions:
        what = PERMISSION_WORDS[Permission.ORDER_WRITE]
        return Reason(mark("Your role may not {what}."), {"what": what}, permission=True)
    newest = newest_review(work.requests.of_order(row.order_id))
    if newest is not None and newest.id != row.id:
        return Reason(mark("It was asked for anew already: {number}."), {"number": newest.number})
    if work.orders.head(row.order_id).stage is Stage.CANCELLED:
        return Reason(mark("The order is cancelled already."), {})
    if not work.settings.text(rule_name(row.kind)):
        return Reason(mark("The project asks for no such review any more; go on without."), {})
    return None
