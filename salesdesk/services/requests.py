"""Requests and approvals (申请与审批): one person asks, others agree or decline, then it is carried out.

Whose agreement a kind needs is a setting of the project; nobody answers their own request (`domain.requests`).
"""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole, Permission
from salesdesk.domain.reasons import Reason
from salesdesk.domain.requests import (
    ASKED_BY,
    CARRIED_OUT_BY,
    OPEN_STATES,
    REVIEWS,
    SETTLED_BY_CASHIER,
    SPECIAL,
    RequestKind,
    RequestState,
)
from salesdesk.repository.requests import NewRequest, RequestDetail, RequestRow
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.typed import checked_text, needed_text

LONGEST_WORDS = 300


def ask(work: Work, new: NewRequest) -> int:
    """Writes a request of the person who asks; its id. One that needs nobody's agreement stands agreed at once."""
    work.require_any(ASKED_BY[new.kind])
    reason = needed_text(new.reason, LONGEST_WORDS, "reason", mark("A request needs its reason."))
    return work.requests.add(NewRequest(**{**new.__dict__, "reason": reason}))


@dataclass(frozen=True, kw_only=True)
class RequestAnswerForm(Form):
    """An answer; ``office_role`` says as whom, where the person holds several of those that are asked."""

    on_request: int
    agrees: bool
    words: str = ""
    office_role: OfficeRole | None = None


def answer_request(work: Work, form: RequestAnswerForm) -> RequestState:
    """Agrees to a request or declines it; where it stands then.

    Raises:
        Refusal: it is the person's own, asks somebody else, or is decided already.
        BadInput: a refusal without a sentence.
    """
    detail = work.requests.lock(form.on_request)
    if reason := why_not_answer(work, detail):
        raise reason.raised()
    words = checked_text(form.words, LONGEST_WORDS, "words")
    if not form.agrees:
        needed_text(words, LONGEST_WORDS, "words", mark("Say why it is declined: the requester reads it."))
    elif not _shows_what_is_asked(work, detail):
        raise Refusal(mark("The sheet shows something else than what is asked for; decline it."))
    role = form.office_role or next(iter(roles_to_answer(work, detail)))
    work.requests.answer(form.on_request, role, words, agrees=form.agrees)
    row = work.requests.detail(form.on_request).row
    _touch(work, row)
    if row.kind in REVIEWS and row.state is RequestState.AGREED:
        carried_out(work, row)
        return RequestState.DONE
    return row.state


def _shows_what_is_asked(work: Work, detail: RequestDetail) -> bool:
    """Whether the sheet that is agreed to says what will be written: both were stored by whoever asks."""
    asked, sheet, row = detail.asked, detail.sheet, detail.row
    if row.kind is RequestKind.PRICE:
        label = work.units.detail(row.unit_id).label if row.unit_id is not None else ""
        return bool(sheet.get("unit_label") == row.subject == label)
    if row.kind in (RequestKind.AREA_SETTLEMENT, RequestKind.AREA_CORRECTION):
        settled = [due["amount_fen"] for due in sheet["after"]["dues"] if due["klass"] == MoneyClass.SETTLEMENT]
        return bool(asked["settlement"]["amount_fen"] == sum(settled))
    if row.kind is RequestKind.OPENING_BALANCE:
        shown = (sheet["orders"], sheet["total_fen"], sheet["money"], sheet["received_fen"])
        orders, money = [one["total_fen"] for one in asked["orders"]], [one["amount_fen"] for one in asked["money"]]
        return shown == (len(orders), sum(orders), len(money), sum(money))
    terms = asked.get("terms")
    if terms is None or row.kind not in SPECIAL:
        return True
    after, total = detail.sheet["after"], terms["working"]["total_fen"]
    unit = row.target_unit_id if row.kind is RequestKind.SWAP else row.unit_id
    named = [(one["name"], one["share"]) for one in terms["buyers"]]
    return (
        terms["unit_id"] == unit
        and (terms["order_id"], terms["working"], terms["dues"]) == (row.order_id, after["working"], after["dues"])
        and named in ([], [(one["name"], one["share"]) for one in after["buyers"]])
        and work.requests.prices(row.id) in ({}, {unit: total})
    )


def signs_alone(work: Work) -> bool:
    """Whether one person agrees to what they asked for: where the setting says so and nobody else could (four eyes)."""
    return not work.settings.flag("four_eyes") and work.people.open_logins() == 1


def roles_to_answer(work: Work, detail: RequestDetail) -> tuple[OfficeRole, ...]:
    """The roles as which the person may still answer."""
    given = {answer.office_role for answer in detail.answers}
    return tuple(role for role in detail.row.needs if role in work.actor.roles and role not in given)


def why_not_answer(work: Work, detail: RequestDetail) -> Reason | None:
    """The first reason against answering a request."""
    row = detail.row
    if row.state is not RequestState.ASKED:
        return Reason(mark("The request was decided already."), {})
    if row.asked_by_id == work.actor.person_id:
        return Reason(mark("Nobody answers their own request."), {})
    if any(answer.person_id == work.actor.person_id for answer in detail.answers):
        return Reason(mark("You have answered this request already."), {})
    if not roles_to_answer(work, detail):
        asked = ", ".join(tr(ROLE_WORDS[role]) for role in row.needs)
        return Reason(mark("This request asks {roles}."), {"roles": asked})
    return None


@dataclass(frozen=True, kw_only=True)
class RequestEnd(Form):
    """A request that is taken back."""

    on_request: int
    words: str = ""


def withdraw_request(work: Work, form: RequestEnd) -> int:
    """Takes back a request that nobody has decided yet; what it kept locked is free again."""
    return _end(work, form, RequestState.ASKED, RequestState.WITHDRAWN)


def undo_request(work: Work, form: RequestEnd) -> int:
    """Gives up a request that was agreed to and not yet carried out."""
    needed_text(form.words, LONGEST_WORDS, "words", mark("Say why it is given up."))
    return _end(work, form, RequestState.AGREED, RequestState.UNDONE)


def _end(work: Work, form: RequestEnd, begins: RequestState, ends: RequestState) -> int:
    row = work.requests.plain(form.on_request).row
    # The order first, as whoever carries it out and whoever settles it: they wait, and never for each other.
    if row.kind in SPECIAL and row.order_id is not None and Permission.ORDER_WRITE in work.actor.permissions:
        work.orders.keep(row.order_id)
    row = work.requests.lock(form.on_request).row
    if row.state is not begins:
        raise Refusal(mark("The request does not stand where this begins."))
    if reason := why_not_end(work, row):
        raise reason.raised()
    work.requests.close(row, ends, checked_text(form.words, LONGEST_WORDS, "words"))
    return row.id


def why_not_end(work: Work, row: RequestRow) -> Reason | None:
    """The first reason against withdrawing or giving up a request."""
    if row.state not in OPEN_STATES:
        return Reason(mark("The request is closed."), {})
    if row.asked_by_id != work.actor.person_id and not _may(work, row.kind):
        return Reason(mark("The request is somebody else's."), {})
    if row.kind in SPECIAL and row.state is RequestState.AGREED and settled_entries(work, row):
        return Reason(mark("The cashier has settled this already; those entries have to be undone first."), {})
    return None


def settled_entries(work: Work, row: RequestRow) -> tuple[int, ...]:
    """The entries by which a change was settled, those that were undone aside."""
    assert row.order_id is not None
    return tuple(
        entry.id for entry in work.cash.of_order(row.order_id)
        if entry.note == row.number and not entry.voided and entry.reversed_by is None
    )  # fmt: skip


def to_carry_out(work: Work, request_id: int, kind: RequestKind) -> RequestDetail:
    """The agreed request that a verb carries out. It is not locked: the verb locks unit and order, and `carried_out`
    refuses where somebody else was faster.

    Raises:
        Refusal: it is of another kind, not agreed to, or the person may not carry it out.
    """
    detail = work.requests.plain(request_id)
    if detail.row.kind is not kind:
        raise Refusal(mark("This request is of another kind."))
    if reason := why_not_carry_out(work, detail.row):
        raise reason.raised()
    return detail


def why_not_carry_out(work: Work, row: RequestRow) -> Reason | None:
    """The first reason against carrying a request out: not agreed to yet, closed, not the person's counter."""
    if row.state is RequestState.ASKED:
        return Reason(mark("Not everybody who was asked has agreed yet."), {})
    if row.state is not RequestState.AGREED:
        return Reason(mark("The request is closed."), {})
    if not _may(work, row.kind):
        return Reason(mark("Your role does not carry this out."), {}, permission=True)
    return None


def carried_out(work: Work, row: RequestRow, words: str = "") -> None:
    """Closes a request whose change is written."""
    work.requests.close(row, RequestState.DONE, words)


def _may(work: Work, kind: RequestKind) -> bool:
    return any(permission in work.actor.permissions for permission in CARRIED_OUT_BY[kind])


def _touch(work: Work, row: RequestRow) -> None:
    if row.order_id is not None:
        work.touched.orders.add(row.order_id)
    work.touched.units.update(unit for unit in (row.unit_id, row.target_unit_id) if unit is not None)
    if row.customer_id is not None:
        work.touched.customers.add(row.customer_id)
    work.touched.everything |= not (row.order_id or row.unit_id or row.customer_id)


@dataclass(frozen=True)
class RequestFile:
    """A request in full with what the person may do about it."""

    detail: RequestDetail
    why_not_answer: Reason | None
    why_not_end: Reason | None
    why_not_carry_out: Reason | None

    @property
    def row(self) -> RequestRow:
        return self.detail.row


def request_file(work: Work, request_id: int) -> RequestFile:
    """A request as its screen shows it."""
    detail = work.requests.detail(request_id)
    return RequestFile(
        detail, why_not_answer(work, detail), why_not_end(work, detail.row), why_not_carry_out(work, detail.row)
    )


@dataclass(frozen=True)
class RequestLists:
    """What waits for the person, what they asked for, what is to be carried out at their counter; newest first."""

    to_answer: tuple[RequestRow, ...]
    to_carry_out: tuple[RequestRow, ...]
    mine: tuple[RequestRow, ...]
    open: tuple[RequestRow, ...]


def request_lists(work: Work) -> RequestLists:
    """The person's requests. What a cashier settles stands in the cashier's list as soon as it is agreed to."""
    rows = work.requests.in_states(tuple(OPEN_STATES))
    me = work.actor.person_id
    asked = [row for row in rows if row.state is RequestState.ASKED]
    answered = work.requests.answered_by(me, [row.id for row in asked])
    to_answer = tuple(
        row for row in asked
        if row.asked_by_id != me and row.id not in answered and any(role in work.actor.roles for role in row.needs)
    )  # fmt: skip
    agreed = (row for row in rows if row.state is RequestState.AGREED)
    carry = tuple(row for row in agreed if _may(work, row.kind) or _settles(work, row))
    return RequestLists(to_answer, carry, tuple(work.requests.asked_by(me)), tuple(rows))


def _settles(work: Work, row: RequestRow) -> bool:
    return row.kind in SETTLED_BY_CASHIER and OfficeRole.CASHIER in work.actor.roles


def requests_of_order(work: Work, order_id: int) -> list[RequestRow]:
    """Every request about an order, newest first."""
    return work.requests.of_order(order_id)
