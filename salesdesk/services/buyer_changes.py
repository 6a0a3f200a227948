"""Buyer change (更名/增减名): other buyers, more, fewer, or other shares; the price and the schedule stay.

The relation of who comes in to who was there, and the proof of it, are part of the request.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from salesdesk.domain.change_sheet import ChangeSheet
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.requests import RequestKind
from salesdesk.repository.sale_orders import Buyer
from salesdesk.repository.work import Work
from salesdesk.services.changes import (
    Change,
    agreed_terms,
    ask_for,
    buyer_lines,
    check_still,
    publish,
    same_terms,
    side_of,
    void_papers,
    why_not_change,
    with_fee,
)
from salesdesk.services.office import Form
from salesdesk.services.requests import carried_out, to_carry_out
from salesdesk.services.subscriptions import checked_buyers
from salesdesk.services.swaps import check_settled, settled_by
from salesdesk.services.typed import checked_text

LONGEST_PROOF = 200


@dataclass(frozen=True, kw_only=True)
class BuyerChange(Form):
    """All buyers as they shall be; ``customer_id`` where the order goes over to another customer of the project."""

    order_id: int
    buyers: tuple[Buyer, ...]
    proof: str = ""
    reason: str = ""
    fee_fen: int = 0
    customer_id: int | None = None


def preview_buyer_change(work: Work, form: BuyerChange) -> ChangeSheet:
    """The sheet of a buyer change; nothing is written."""
    return _worked_out(work, form)[0].sheet


def ask_buyer_change(work: Work, form: BuyerChange) -> int:
    """Asks for a buyer change; the request's id. Identity papers are kept apart from what approvers read."""
    work.require(Permission.ORDER_WRITE)
    work.orders.lock(form.order_id)
    change, buyers = _worked_out(work, form)
    on_request = ask_for(work, change, form.reason)
    work.requests.add_identities(on_request, [(buyer.identity_kind, buyer.identity_number) for buyer in buyers])
    return on_request


def _worked_out(work: Work, form: BuyerChange) -> tuple[Change, tuple[Buyer, ...]]:
    order = work.order_views.detail(form.order_id)
    if reason := why_not_change(work, order, RequestKind.BUYER_CHANGE):
        raise reason.raised()
    buyers = checked_buyers(form.buyers, work.today)
    before = side_of(order)
    if buyer_lines(buyers) == before.buyers:
        raise BadInput(mark("Nothing about the buyers is changed yet."), field="buyers")
    known = {buyer.name for buyer in order.buyers}
    if any(not buyer.relation for buyer in buyers if buyer.name not in known):
        raise BadInput(mark("Say how a new buyer is related to those who bought."), field="buyers.relation")
    dues = with_fee(order.dues, form.fee_fen, work.today)
    terms = replace(same_terms(order, "buyer_change"), buyers=buyers, dues=dues)
    sheet = ChangeSheet(
        RequestKind.BUYER_CHANGE, order.number, order.customer_name, before,
        replace(before, buyers=buyer_lines(buyers), dues=dues), 0, form.fee_fen, papers=void_papers(work, order.id),
        counts_in=f"{work.today:%Y-%m}", proof=checked_text(form.proof, LONGEST_PROOF, "proof"),
    )  # fmt: skip
    # What was overpaid before is no part of this change.
    sheet = replace(settled_by(work, order.id, sheet), to_return_fen=0, moved=())
    return Change(order, sheet, terms, {"customer_id": form.customer_id}), buyers


@dataclass(frozen=True, kw_only=True)
class FinishBuyerChange(Form):
    on_request: int


def finish_buyer_change(work: Work, form: FinishBuyerChange) -> int:
    """Carries an agreed buyer change out; the order's id."""
    detail = to_carry_out(work, form.on_request, RequestKind.BUYER_CHANGE)
    terms = agreed_terms(detail)
    head = work.orders.lock(terms.order_id)
    check_still(work, detail, head)
    check_settled(work, detail)
    papers = work.requests.identities(detail.row.id)
    buyers = tuple(
        replace(buyer, identity_kind=papers[seq][0], identity_number=papers[seq][1]) if seq in papers else buyer
        for seq, buyer in enumerate(terms.buyers, 1)
    )
    values = dict[str, object]()
    if detail.asked["customer_id"]:
        values["customer_id"] = detail.asked["customer_id"]
    publish(work, head, replace(terms, buyers=buyers), values)
    carried_out(work, detail.row)
    return head.id
