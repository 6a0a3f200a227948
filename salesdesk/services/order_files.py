"""One order with everything that belongs to it, read at one moment: what the screen of orders shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesdesk.domain.accounts import allocate
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason, why_not
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.domain.states import Stage, Verb
from salesdesk.repository.attachments import AttachmentRow
from salesdesk.repository.history import UnitEvent
from salesdesk.repository.introducers import IntroductionRow
from salesdesk.repository.one_unit import UnitDetail
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.papers import PaperRow
from salesdesk.repository.work import Work
from salesdesk.services.accounts import OrderAccount, order_account
from salesdesk.services.change_papers import order_scans
from salesdesk.services.introducers import introductions
from salesdesk.services.order_papers import superseded
from salesdesk.services.request_views import AskedRequest, asked_of_order

ORDER_VERBS = (Verb.SUBSCRIBE, Verb.SIGN_CONTRACT, Verb.FILE, Verb.TAKE_MONEY, Verb.CANCEL)


@dataclass(frozen=True)
class OrderFile:
    """An order with its account, its unit, its papers, and a reason for each verb that it cannot go through now.

    ``superseded`` are the kinds of paper whose data has changed since they were last printed, ``moves`` the stages that
    the order took its unit through, newest first; ``requests`` is everything that was asked about it, ``introductions``
    says who introduced it, oldest first, the last one counts.
    """

    account: OrderAccount
    unit: UnitDetail
    papers: tuple[PaperRow, ...]
    superseded: frozenset[str]
    why_not: Mapping[Verb, Reason | None]
    moves: tuple[UnitEvent, ...]
    requests: tuple[AskedRequest, ...] = ()
    scans: tuple[AttachmentRow, ...] = ()
    introductions: tuple[IntroductionRow, ...] = ()


def order_file(work: Work, order_id: int) -> OrderFile:
    """Everything about one order; its money only for who may see receipts."""
    account = _account(work, order_id)
    order = account.order
    asked = asked_of_order(work, order_id)
    return OrderFile(
        account, work.units.detail(order.unit_id), tuple(work.papers.of_order(order_id)),
        superseded(work, order_id), order_actions(work, order_id), _moves(work, order, asked), asked,
        order_scans(work, order_id), tuple(introductions(work, order_id)),
    )  # fmt: skip


def _account(work: Work, order_id: int) -> OrderAccount:
    if Permission.MONEY_READ in work.actor.permissions:
        return order_account(work, order_id)
    order = work.order_views.detail(order_id)
    return OrderAccount(order, allocate(order.dues, {}), (), 0, 0, work.today)


def _moves(work: Work, order: OrderDetail, asked: Sequence[AskedRequest]) -> tuple[UnitEvent, ...]:
    """The stages that the order went through, on whichever unit it stood then; what a swap wrote is told as the swap.

    One live order a unit: so the time of a move says whose it was.
    """
    done = [one.row for one in asked if one.row.kind is RequestKind.SWAP and one.row.state is RequestState.DONE]
    parts, since = list[list[UnitEvent]](), order.created_at
    for row in sorted(done, key=lambda row: row.id):
        if row.unit_id is not None and row.closed_at is not None:
            here = _states(work, row.unit_id)
            parts.append([one for one in here if since <= one.at < row.closed_at and one.new_state in set(Stage)])
            since = row.closed_at
    until, first = order.cancelled_at, not parts
    here = _states(work, order.unit_id)
    parts.append(
        [one for one in here if (since < one.at or (first and since == one.at)) and (until is None or one.at <= until)]
    )
    return tuple(event for part in reversed(parts) for event in part)


def _states(work: Work, unit_id: int) -> list[UnitEvent]:
    return [event for event in work.history.of_unit(unit_id) if event.kind == "state"]


def order_actions(work: Work, order_id: int) -> Mapping[Verb, Reason | None]:
    """A reason for each verb that this order cannot go through now, None for those that it can: the same reasons that
    the verbs refuse with."""
    head = work.orders.head(order_id)
    if head.stage is Stage.CANCELLED:
        return dict.fromkeys(ORDER_VERBS, Reason(mark("The order is cancelled already."), {}))
    facts = work.units.facts(head.unit_id)
    return {verb: why_not(verb, facts, work.actor.permissions, head.customer_id) for verb in ORDER_VERBS}
