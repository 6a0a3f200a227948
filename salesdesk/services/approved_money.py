"""Refunds, and reversals on a closed day, where the project wants them agreed to first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.requests import RequestKind, rule_name
from salesdesk.repository.cash import Entry, EntryLine
from salesdesk.repository.requests import NewRequest, RequestRow
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.requests import ask, to_carry_out
from salesdesk.services.typed import needed_text


@dataclass(frozen=True, kw_only=True)
class RefundRequest(Form):
    """Money that shall go back, by item; sums in fen, above zero."""

    order_id: int
    lines: tuple[EntryLine, ...]
    payee: str
    reason: str = ""


def ask_refund(work: Work, form: RefundRequest) -> int:
    """Asks for a refund; the request's id. It is paid out at the counter once it is agreed to."""
    if not form.lines or any(line.amount_fen <= 0 for line in form.lines):
        raise BadInput(mark("Every sum must be more than zero."), field="amount")
    payee = needed_text(form.payee, 200, "payee", mark("Who gets the money is missing."))
    order = work.order_views.detail(form.order_id)
    asked = {"lines": _plain(form.lines), "payee": payee}
    sheet = {"unit_label": order.unit_label, "order_number": order.number, **asked}
    subject = f"{order.unit_label} {payee}"[:200]
    return ask(work, NewRequest(RequestKind.REFUND, subject, form.reason, asked, sheet, order.id, order.unit_id))


@dataclass(frozen=True, kw_only=True)
class ReversalRequest(Form):
    """An entry of a closed day that shall be reversed."""

    receipt_id: int
    reason: str = ""


def ask_reversal(work: Work, form: ReversalRequest) -> int:
    """Asks for the reversal of an entry whose business day is closed; the request's id."""
    entry = work.cash.entry(form.receipt_id)
    sheet = {
        "unit_label": entry.unit_label, "number": entry.number, "payer": entry.payer, "total_fen": entry.total_fen,
        "received_on": entry.received_on, "business_day": entry.business_day, "lines": _plain(entry.lines),
    }  # fmt: skip
    subject = f"{entry.number} {entry.unit_label} {entry.payer}"[:200]
    new = NewRequest(
        RequestKind.REVERSAL, subject, form.reason, {"receipt_id": entry.id}, sheet, entry.order_id,
        receipt_id=entry.id,
    )  # fmt: skip
    return ask(work, new)


def approved_refund(
    work: Work, order_id: int, lines: Sequence[EntryLine], payee: str, on_request: int | None
) -> RequestRow | None:
    """The agreed request that a refund rests on; None where the project asks for none.

    Raises:
        Refusal: the project wants it agreed to first, or it is not what was agreed to.
    """
    if on_request is None:
        if work.settings.text(rule_name(RequestKind.REFUND)):
            raise Refusal(mark("A refund needs an approval here: ask for it first."))
        return None
    detail = to_carry_out(work, on_request, RequestKind.REFUND)
    asked = (detail.row.order_id, detail.asked["lines"], detail.asked["payee"])
    if asked != (order_id, _plain(lines), payee):
        raise Refusal(mark("This is not what was agreed to."))
    return detail.row


def approved_reversal(work: Work, entry: Entry, open_day: date, on_request: int | None) -> RequestRow | None:
    """The same for a reversal; one on the entry's own open day needs nobody."""
    if on_request is None:
        if entry.business_day < open_day and work.settings.text(rule_name(RequestKind.REVERSAL)):
            raise Refusal(mark("The reversal of a closed day's entry needs an approval here: ask for it first."))
        return None
    detail = to_carry_out(work, on_request, RequestKind.REVERSAL)
    if detail.row.receipt_id != entry.id:
        raise Refusal(mark("This is not what was agreed to."))
    return detail.row


def _plain(lines: Sequence[EntryLine]) -> list[dict[str, Any]]:
    return [asdict(line) for line in lines]
