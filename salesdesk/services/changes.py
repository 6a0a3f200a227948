"""What every special transaction shares: when an order may be changed, the two sides of its sheet, asking for it, and
writing what was agreed (DOMAIN.md, "Special transactions").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from salesdesk.domain.after_contract import Step
from salesdesk.domain.change_sheet import BuyerLine, ChangeSheet, Side, due_from, from_plain, working_from
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.labels import local_day
from salesdesk.domain.money_items import PRICE_CLASSES, MoneyClass
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason, why_not
from salesdesk.domain.requests import OPEN_STATES, RequestKind, RequestState, rule_name
from salesdesk.domain.schedules import DueItem, Event
from salesdesk.domain.states import STAGE_WORDS, Stage, Verb
from salesdesk.repository.after_contract import newest
from salesdesk.repository.guard_rules import GUARD_SENTENCES
from salesdesk.repository.one_unit import OrderHead
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.requests import NewRequest, RequestDetail, RequestRow
from salesdesk.repository.sale_orders import Buyer, NewTerms
from salesdesk.repository.work import Work
from salesdesk.services.deals import check_total_allowed
from salesdesk.services.later_dates import due_day, node_days
from salesdesk.services.order_papers import superseded
from salesdesk.services.requests import ask, signs_alone

CHANGEABLE: Mapping[RequestKind, frozenset[Stage]] = {
    RequestKind.SWAP: frozenset({Stage.SUBSCRIBED, Stage.CONTRACTED}),
    RequestKind.CANCELLATION: frozenset({Stage.RESERVED, Stage.SUBSCRIBED, Stage.CONTRACTED}),
    RequestKind.BUYER_CHANGE: frozenset({Stage.SUBSCRIBED, Stage.CONTRACTED}),
    RequestKind.TERMS_CHANGE: frozenset({Stage.SUBSCRIBED, Stage.CONTRACTED}),
    RequestKind.POSTPONEMENT: frozenset({Stage.SUBSCRIBED, Stage.CONTRACTED, Stage.FILED}),
}
"""The stages at which each change may be asked for; a filing is withdrawn first."""
MOST_FEE_FEN = 10**10
AGREED_PAPERS = frozenset({"agreement", "contract"})
"""Kinds of paper that state the terms of an order."""


@dataclass(frozen=True)
class Change:
    """A change worked out: its sheet, the terms that it writes, and what else is kept with the request."""

    order: OrderDetail
    sheet: ChangeSheet
    terms: NewTerms | None
    extra: Mapping[str, Any]


def why_not_change(work: Work, order: OrderDetail, kind: RequestKind) -> Reason | None:
    """The first reason against asking for a change of this order, or None."""
    verb = Verb.CANCEL if kind is RequestKind.CANCELLATION else Verb.SPECIAL
    facts = replace(work.units.facts(order.unit_id), received_fen=0)
    if reason := _against_stage(order, kind):
        return reason
    if reason := why_not(verb, facts, work.actor.permissions):
        return reason
    if other := work.requests.open_special(order.id):
        number: dict[str, object] = {"number": other.number}
        return Reason(mark("Another change of this order is under way ({number}); it has to end first."), number)
    return _too_late(work, order)


def _against_stage(order: OrderDetail | OrderHead, kind: RequestKind) -> Reason | None:
    if order.stage in CHANGEABLE[kind]:
        return None
    words: dict[str, object] = {"number": order.number, "stage": STAGE_WORDS[order.stage]}
    if order.stage is Stage.FILED:
        return Reason(mark("Order {number} is filed; the filing has to be withdrawn first."), words)
    return Reason(mark("Order {number} is in the stage “{stage}”; this change does not begin there."), words)


def _too_late(work: Work, order: OrderDetail) -> Reason | None:
    """After the bank paid out or the area is settled, only a right that says so changes an order."""
    if Permission.CHANGE_LATE in work.actor.permissions:
        return None
    if any(due.klass is MoneyClass.SETTLEMENT for due in order.dues):
        return Reason(mark("The area of this home is settled; its order is not changed any more."), {})
    done = newest(work.steps.told(order.id))
    if any(step is Step.LOAN_PAID_OUT for step, _ in done) or work.cash.paid_by_loan(order.id):
        return Reason(GUARD_SENTENCES["loan_paid_out"], {})
    return None


def side_of(order: OrderDetail) -> Side:
    """An order as it stands."""
    return Side(
        order.unit_label, order.stage.value, order.scheme_name, order.working, order.dues, buyer_lines(order.buyers),
        order.contract_due_on,
    )  # fmt: skip


def buyer_lines(buyers: Sequence[Buyer]) -> tuple[BuyerLine, ...]:
    return tuple(BuyerLine(b.name, b.share, b.relation, b.identity_masked, b.telephone) for b in buyers)


def void_papers(work: Work, order_id: int) -> tuple[str, ...]:
    """The printed papers of an order that a change of its terms makes void, by name; not what is void already."""
    newest_first = work.papers.of_order(order_id)
    titles = {row.kind: row.title for row in reversed(newest_first) if row.kind in AGREED_PAPERS}
    already = superseded(work, order_id) if titles else ()
    return tuple(title for kind, title in titles.items() if kind not in already)


def same_terms(order: OrderDetail, reason: str) -> NewTerms:
    """The next version of an order's terms with nothing changed yet; its buyers are copied when it is written."""
    if order.working is None or order.scheme_id is None:
        raise Refusal(mark("A reservation has no terms yet that could be changed."))
    return NewTerms(
        order.id, order.terms_version + 1, order.unit_id, order.scheme_id, order.price_list_id or 0, order.working, (),
        tuple((person, share) for person, _, share in order.consultants), order.dues, order.bank, order.loan_months,
        reason,
    )  # fmt: skip


def with_the_rest(dues: Sequence[DueItem], order: OrderDetail) -> tuple[DueItem, ...]:
    """A new schedule of the price, and beside it what was owed for other things than the price; numbered anew."""
    beside = [due for due in order.dues if due.klass not in PRICE_CLASSES]
    kept = [one for one in dues if one.klass in PRICE_CLASSES or not beside]
    return tuple(replace(due, seq=seq) for seq, due in enumerate([*kept, *beside], 1))


def with_fee(dues: Sequence[DueItem], fee_fen: int, today: date) -> tuple[DueItem, ...]:
    """The due items with a handling fee beside them, due at once.

    Raises:
        BadInput: a fee below zero, or larger than any.
    """
    if not 0 <= fee_fen <= MOST_FEE_FEN:
        raise BadInput(mark("A fee is zero or more."), field="fee")
    if not fee_fen:
        return tuple(dues)
    seq = max((due.seq for due in dues), default=0) + 1
    fee = DueItem(seq, "handling_fee", MoneyClass.OTHER, "", Event.FIXED_DATE, 0, today, fee_fen, 0)
    return (*dues, fee)


def ask_for(work: Work, change: Change, reason: str, target_unit_id: int | None = None) -> int:
    """Asks for a change that was worked out; the request's id. Its unit is locked from now on."""
    order, terms = change.order, change.terms
    if terms is not None:
        _check_price(work, change, terms)
    sheet = replace(change.sheet, reason=reason)
    asked = {"terms_version": order.terms_version, "terms": _plain(terms), **change.extra}
    prices = {terms.unit_id: terms.working.total_fen} if terms and terms.working.total_fen else None
    subject = f"{order.unit_label} {order.customer_name}"[:200]
    return ask(
        work,
        NewRequest(sheet.kind, subject, reason, asked, sheet.plain(), order.id, order.unit_id, target_unit_id,
                   order.customer_id, None, prices),
    )  # fmt: skip


def _check_price(work: Work, change: Change, terms: NewTerms) -> None:
    """Where the project asks nobody for such a change, its price is no lower than the person may agree alone."""
    order = change.order
    same = order.unit_id == terms.unit_id and order.working == terms.working
    if work.settings.text(rule_name(change.sheet.kind)) or signs_alone(work) or same:
        return
    check_total_allowed(work, terms.unit_id, terms.working, order.customer_id)


def _plain(terms: NewTerms | None) -> dict[str, Any] | None:
    """Terms as plain data, without the identity papers."""
    return asdict(replace(terms, buyers=tuple(replace(b, identity_number="") for b in terms.buyers))) if terms else None


def agreed_terms(detail: RequestDetail) -> NewTerms:
    """The terms that a request asked for."""
    plain = dict(detail.asked["terms"])
    working = working_from(plain["working"])
    assert working is not None
    plain |= {
        "working": working,
        "buyers": tuple(Buyer(**buyer) for buyer in plain["buyers"]),
        "dues": tuple(due_from(due) for due in plain["dues"]),
        "consultants": tuple((person, share) for person, share in plain["consultants"]),
    }
    return NewTerms(**plain)


def sheet_of(detail: RequestDetail) -> ChangeSheet:
    """The before/after sheet of a special transaction."""
    return from_plain(detail.sheet)


def counts_in(row: RequestRow, today: date) -> str:
    """The month that a change counts in, ``2026-11``: the one in which it was carried out, which the database has
    stamped for good; of one that is open the current month, for it would be carried out now; none for one that came to
    nothing (DOMAIN.md, "Month close": later changes count in the month they were made)."""
    if row.state is RequestState.DONE and row.closed_at is not None:
        return f"{local_day(row.closed_at):%Y-%m}"
    return f"{today:%Y-%m}" if row.state in OPEN_STATES else ""


def check_still(work: Work, detail: RequestDetail, head: OrderHead) -> None:
    """Refuses to carry out what may no longer be: of terms that are no longer the order's, at another stage, or by
    somebody who does not see the identity papers, which would be lost from the new terms. That the unit was sealed or
    the loan paid out meanwhile is for the database to say."""
    if detail.asked["terms_version"] != head.terms_version:
        raise Refusal(mark("The order has changed since this was asked; ask for it anew."))
    kind = detail.row.kind
    if reason := _against_stage(head, kind):
        raise reason.raised()
    if kind is not RequestKind.CANCELLATION:
        work.require(Permission.IDENTITY_READ)


def publish(work: Work, head: OrderHead, terms: NewTerms, values: Mapping[str, object]) -> None:
    """Writes the terms that were agreed to, as the order's from now on. What waits for a construction node that was
    reached after they were asked for falls due as it would have."""
    work.orders.write_terms(terms)
    work.orders.move(head, head.stage, {**values, "terms_version": terms.version})
    if any(due.event is Event.NODE and due.due_on is None for due in terms.dues):
        waiting = work.building_work.later_dues(Event.NODE, order_id=head.id)
        reached = node_days(work, work.building_work.building_of(terms.unit_id))
        days = [(due, due_day(due, reached.get(due.node))) for due in waiting if due.due_on is None]
        work.building_work.set_dates([(due, day) for due, day in days if day is not None])


def price_received(sums: Mapping[tuple[MoneyClass, str], int]) -> int:
    """What came in for the price, less what went back; fen."""
    return sum(amount for (klass, _), amount in sums.items() if klass in PRICE_CLASSES)
