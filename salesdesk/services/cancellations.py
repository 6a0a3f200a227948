"""Cancellation (退房) of an order that money came in for: what is kept as penalty, what goes back item by item, and in
which state the unit returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from salesdesk.domain.change_sheet import ChangeSheet, MovedMoney, Side
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import PRICE_CLASSES, MoneyClass
from salesdesk.domain.permissions import Permission
from salesdesk.domain.requests import RequestKind
from salesdesk.domain.states import SaleState, Stage
from salesdesk.repository.work import Work
from salesdesk.services.changes import Change, ask_for, check_still, sheet_of, side_of, void_papers, why_not_change
from salesdesk.services.office import Form
from salesdesk.services.requests import carried_out, to_carry_out
from salesdesk.services.swaps import RETURNS_AS

PENALTY = ("penalty", MoneyClass.OTHER)
KEEPS_FIRST = ("earnest", "deposit")
"""A penalty is taken off these items first: that is what they are for (Civil Code, article 587)."""

Sums = Mapping[tuple[MoneyClass, str], int]


@dataclass(frozen=True, kw_only=True)
class CancellationRequest(Form):
    """What is asked for; the penalty is kept out of the price money that came in."""

    order_id: int
    reason: str
    penalty_fen: int = 0
    returns_as: str = SaleState.AVAILABLE.value


def preview_cancellation(work: Work, form: CancellationRequest) -> ChangeSheet:
    """The sheet of a cancellation; nothing is written."""
    return _worked_out(work, form).sheet


def ask_cancellation(work: Work, form: CancellationRequest) -> int:
    """Asks for a cancellation; the request's id. The unit is locked meanwhile."""
    work.require(Permission.ORDER_WRITE)
    work.orders.lock(form.order_id)
    return ask_for(work, _worked_out(work, form), form.reason)


def _worked_out(work: Work, form: CancellationRequest) -> Change:
    order = work.order_views.detail(form.order_id)
    if reason := why_not_change(work, order, RequestKind.CANCELLATION):
        raise reason.raised()
    if form.returns_as not in RETURNS_AS:
        raise BadInput(mark("Say how the unit returns: on sale, or held."), field="returns_as")
    sums = work.cash.sums(order.id)
    moved = _moved(sums, _checked_penalty(sums, form.penalty_fen))
    after = Side(order.unit_label, Stage.CANCELLED.value, "", None, (), side_of(order).buyers)
    sheet = ChangeSheet(
        RequestKind.CANCELLATION, order.number, order.customer_name, side_of(order), after, sum(sums.values()),
        penalty_fen=form.penalty_fen, to_return_fen=sum(one.amount_fen for one in moved if one.goes_back), moved=moved,
        papers=void_papers(work, order.id), unit_returns_as=form.returns_as, counts_in=f"{work.today:%Y-%m}",
    )  # fmt: skip
    return Change(order, sheet, None, {"returns_as": form.returns_as})


def _checked_penalty(sums: Sums, penalty_fen: int) -> int:
    came_in = sum(fen for (klass, _), fen in sums.items() if klass in PRICE_CLASSES)
    if not 0 <= penalty_fen <= came_in:
        raise BadInput(
            mark("A penalty lies between zero and the {sum} yuan that came in for the price."),
            sum=format_yuan(came_in),
            field="penalty",
        )
    return penalty_fen


def _moved(sums: Sums, penalty_fen: int) -> tuple[MovedMoney, ...]:
    """The penalty out of the earnest money first; all else back, item by item. Fees that were taken stay."""
    kept, back, left = list[MovedMoney](), list[MovedMoney](), penalty_fen
    for (klass, item), fen in sorted(sums.items(), key=lambda one: (one[0][1] not in KEEPS_FIRST, one[0])):
        if klass is MoneyClass.OTHER or fen <= 0:
            continue
        part = min(fen, left) if klass in PRICE_CLASSES else 0
        left -= part
        if part:
            kept.append(MovedMoney(item, klass, part, *PENALTY))
        if fen - part:
            back.append(MovedMoney(item, klass, fen - part))
    return (*kept, *back)


@dataclass(frozen=True, kw_only=True)
class FinishCancellation(Form):
    on_request: int


def finish_cancellation(work: Work, form: FinishCancellation) -> int:
    """Carries an agreed cancellation out once the money is settled; the order's id."""
    detail = to_carry_out(work, form.on_request, RequestKind.CANCELLATION)
    assert detail.row.order_id is not None
    head = work.orders.lock(detail.row.order_id)
    check_still(work, detail, head)
    sums, penalty_fen = work.cash.sums(head.id), sheet_of(detail).penalty_fen
    held = sum(fen for (klass, _), fen in sums.items() if klass is not MoneyClass.OTHER)
    if held:
        raise Refusal(mark("The cashier has still to settle {sum} yuan of this order."), sum=format_yuan(held))
    item, klass = PENALTY
    if sums.get((klass, item), 0) < penalty_fen:
        raise Refusal(mark("The penalty of {sum} yuan is not entered yet."), sum=format_yuan(penalty_fen))
    work.orders.cancel(head, detail.row.reason)
    if detail.asked["returns_as"] == SaleState.HELD.value:
        until = work.now + timedelta(hours=work.settings.number("hold.hours"))
        work.holds.add(head.unit_id, None, detail.row.reason, until)
    carried_out(work, detail.row)
    return head.id
