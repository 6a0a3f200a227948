"""The cashier's side of a special transaction: what was agreed goes back or becomes a penalty, in the books."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from salesdesk.domain.change_sheet import MovedMoney
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.money_items import EntryKind, Method
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason
from salesdesk.domain.requests import SETTLED_BY_CASHIER, RequestKind, RequestState
from salesdesk.repository.at_counter import PriceAccount
from salesdesk.repository.cash import EntryLine, NewEntry, Tender
from salesdesk.repository.requests import RequestDetail, RequestRow
from salesdesk.repository.work import Work
from salesdesk.services.changes import sheet_of
from salesdesk.services.office import Form
from salesdesk.services.requests import settled_entries
from salesdesk.services.typed import checked_text, needed_text


@dataclass(frozen=True, kw_only=True)
class Settlement(Form):
    """How the money that was agreed on goes back."""

    on_request: int
    method: str = Method.TRANSFER.value
    payee: str = ""
    reference: str = ""


def settle_change(work: Work, form: Settlement) -> tuple[int, ...]:
    """Enters what an agreed change moves: the penalty as a transfer, the rest as a refund; the ids of the entries.

    Raises:
        Refusal: it is not agreed to, moves nothing, or is settled already.
        BadInput: nobody is named who gets the money.
    """
    work.require(Permission.RECEIPT_WRITE)
    order_id = work.requests.plain(form.on_request).row.order_id
    if order_id is None:
        raise Refusal(mark("This change moves no money; there is nothing to settle."))
    head = work.orders.lock(order_id)
    detail = work.requests.lock(form.on_request)
    row, moved = detail.row, _moved(detail)
    if settled_entries(work, row):
        raise Refusal(mark("Request {number} is settled already."), number=row.number)
    _check_there(work, head.id, moved)
    payer = row.subject if not form.payee else checked_text(form.payee, 200, "payee")
    entries = list[int]()
    if kept := [one for one in moved if not one.goes_back]:
        lines = (*(_line(one, -1) for one in kept), *(_line_to(one) for one in kept))
        entries.append(work.cash.write(_entry(EntryKind.TRANSFER, head.id, head.unit_id, payer, work, detail, lines)))
    if back := [one for one in moved if one.goes_back]:
        payee = needed_text(form.payee, 200, "payee", mark("Who gets the money is missing."))
        if form.method not in set(Method) - {Method.LOAN}:
            raise BadInput(mark("Choose how it is paid."), field="method")
        lines = tuple(_line(one, -1) for one in back)
        reference = checked_text(form.reference, 100, "reference")
        tender = Tender(form.method, sum(line.amount_fen for line in lines), reference)
        entry = _entry(EntryKind.REFUND, head.id, head.unit_id, payee, work, detail, lines, (tender,))
        entries.append(work.cash.write(entry))
    return tuple(entries)


def _moved(detail: RequestDetail) -> tuple[MovedMoney, ...]:
    if detail.row.kind not in SETTLED_BY_CASHIER or detail.row.state is not RequestState.AGREED:
        raise Refusal(mark("Not everybody who was asked has agreed yet."))
    moved = sheet_of(detail).moved
    if not moved:
        raise Refusal(mark("This change moves no money; there is nothing to settle."))
    return moved


def _check_there(work: Work, order_id: int, moved: Sequence[MovedMoney]) -> None:
    """Refuses where what shall go back, or be kept, went back meanwhile: item by item, no more than there is."""
    left = work.cash.sums(order_id)
    for one in moved:
        left[one.klass, one.item] = left.get((one.klass, one.item), 0) - one.amount_fen
        if left[one.klass, one.item] < 0:
            raise Refusal(mark("The money of this order has changed since this was asked; ask for it anew."))


def why_no_more_money(work: Work, order_id: int) -> Reason | None:
    """Why nothing is taken for an order although it is alive: a cancellation of it is under way."""
    row = work.requests.open_special(order_id)
    return _cancelling(row) if row is not None else None


def _cancelling(row: RequestRow) -> Reason | None:
    if row.kind is not RequestKind.CANCELLATION:
        return None
    words = mark("A cancellation of this order is under way ({number}); no more money is taken.")
    return Reason(words, {"number": row.number})


def price_while_changing(work: Work, order_id: int, account: PriceAccount) -> PriceAccount:
    """What an order costs while a change of it is under way: money is taken as approved, up to the new total.

    Raises:
        Refusal: a cancellation is under way.
    """
    row = work.requests.open_special(order_id)
    if row is None or account.total_fen is None:
        return account
    if reason := _cancelling(row):
        raise reason.raised()
    if row.state is not RequestState.AGREED:
        return account
    after = sheet_of(work.requests.plain(row.id)).after.total_fen
    return replace(account, total_fen=max(account.total_fen, after))


def _line(moved: MovedMoney, sign: int) -> EntryLine:
    return EntryLine(moved.item, moved.klass.value, sign * moved.amount_fen)


def _line_to(moved: MovedMoney) -> EntryLine:
    assert moved.to_klass is not None
    return EntryLine(moved.to_item, moved.to_klass.value, moved.amount_fen)


def _entry(
    kind: EntryKind, order_id: int, unit_id: int, payer: str, work: Work, detail: RequestDetail,
    lines: tuple[EntryLine, ...], tenders: tuple[Tender, ...] = (),
) -> NewEntry:  # fmt: skip
    return NewEntry(kind, order_id, unit_id, payer, work.today, lines, tenders, None, None, detail.row.reason,
                    detail.row.number)  # fmt: skip
