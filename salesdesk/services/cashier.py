"""The cashier's counter: taking money, voiding, reversing, refunding. Every entry is numbered, none is ever changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import PRICE_CLASSES, EntryKind, Method, MoneyClass
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import why_not
from salesdesk.domain.states import Stage, Verb
from salesdesk.repository.cash import Entry, EntryLine, NewEntry, Tender
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.work import Work
from salesdesk.services.accounts import received_by_item
from salesdesk.services.office import Form

SAME_AGAIN = timedelta(minutes=10)
OLDEST_PAYMENT_DAYS = 3660


class AskAgain(Refusal):
    """The same order, sum and method a short while ago: the person is asked whether it is meant twice."""


@dataclass(frozen=True, kw_only=True)
class Payment(Form):
    """Money to be taken: what for, how, from whom. Sums in fen, all above zero."""

    order_id: int
    lines: tuple[EntryLine, ...]
    tenders: tuple[Tender, ...]
    payer: str
    received_on: date
    account_id: int | None = None
    note: str = ""
    meant_twice: bool = False


def take_payment(work: Work, form: Payment) -> int:
    """Takes money for an order; the receipt's id. Its number exists once it is saved, not before.

    Raises:
        AskAgain: the same sum was taken for the same order within ten minutes, and it is not said that it is meant.
        Refusal: the order or the unit takes no money, or more than is owed would be taken.
        BadInput: sums, payer or date cannot be taken as they are.
    """
    work.require(Permission.RECEIPT_WRITE)
    _check_sums(form)
    _check_day(form.received_on, work.today)
    head = work.orders.lock(form.order_id)
    if head.stage is Stage.CANCELLED:
        raise Refusal(mark("The order is cancelled; no money is taken for it."))
    if reason := why_not(Verb.TAKE_MONEY, work.units.facts(head.unit_id), work.actor.permissions):
        raise reason.raised()
    order = work.order_views.detail(form.order_id)
    _check_owed(work, order, form)
    if not form.meant_twice:
        _check_not_again(work, form)
    return work.cash.write(
        NewEntry(
            EntryKind.RECEIPT, form.order_id, head.unit_id, form.payer.strip(), form.received_on, form.lines,
            form.tenders, form.account_id or _supervised_account(work, form), note=form.note.strip(),
        )
    )  # fmt: skip


def _check_sums(form: Payment) -> None:
    if not form.lines or not form.tenders:
        raise BadInput(mark("Choose what the money is for, and how it is paid."), field="lines")
    sums = [line.amount_fen for line in form.lines] + [tender.amount_fen for tender in form.tenders]
    if min(sums) <= 0:
        raise BadInput(mark("Every sum must be more than zero."), field="amount")
    items = sum(line.amount_fen for line in form.lines)
    paid = sum(tender.amount_fen for tender in form.tenders)
    if items != paid:
        raise BadInput(
            mark("The items come to {items} yuan, the methods to {paid}; they must be equal."),
            items=format_yuan(items),
            paid=format_yuan(paid),
            field="amount",
        )
    if not form.payer.strip():
        raise BadInput(mark("Who pays is missing."), field="payer")
    known = set(Method)
    if any(tender.method not in known for tender in form.tenders):
        raise BadInput(mark("Choose how it is paid."), field="method")


def _check_day(day: date, today: date) -> None:
    if day > today:
        raise BadInput(mark("The date of payment lies in the future."), field="received_on")
    if (today - day).days > OLDEST_PAYMENT_DAYS:
        raise BadInput(mark("The date of payment lies too far back."), field="received_on")


def _check_owed(work: Work, order: OrderDetail, form: Payment) -> None:
    """Price money beyond what the order still owes is not taken; a reservation takes its deposit only."""
    price = sum(line.amount_fen for line in form.lines if MoneyClass(line.klass) in PRICE_CLASSES)
    if order.working is None:
        if any(line.item != "deposit" and MoneyClass(line.klass) in PRICE_CLASSES for line in form.lines):
            raise Refusal(mark("A reservation takes a deposit; the price is paid after the subscription."))
        return
    paid = sum(
        amount
        for (klass, _), amount in received_by_item(work.cash.of_order(order.id)).items()
        if klass in PRICE_CLASSES
    )
    if paid + price > order.working.total_fen:
        raise Refusal(
            mark("The order still owes {open} yuan of its price; {price} would be too much."),
            open=format_yuan(order.working.total_fen - paid),
            price=format_yuan(price),
        )


def _check_not_again(work: Work, form: Payment) -> None:
    total = sum(line.amount_fen for line in form.lines)
    number = work.cash.same_lately(form.order_id, total, work.now - SAME_AGAIN)
    if number is not None:
        raise AskAgain(
            mark("Receipt {number} took the same sum for this order a moment ago. Is it meant twice?"), number=number
        )


def _supervised_account(work: Work, form: Payment) -> int | None:
    """Price money of presold homes goes to the supervised account (城市商品房预售管理办法, article 11)."""
    if not any(MoneyClass(line.klass) in PRICE_CLASSES for line in form.lines):
        return None
    return next((account.id for account in work.projects.accounts() if account.supervised), None)


@dataclass(frozen=True, kw_only=True)
class Void(Form):
    receipt_id: int
    reason: str


def void_receipt(work: Work, form: Void) -> int:
    """Undoes an entry before its first print, on its own open business day. Its number stays taken."""
    work.require(Permission.RECEIPT_WRITE)
    entry = work.cash.entry(form.receipt_id)
    work.orders.lock(entry.order_id)
    _need_reason(form.reason)
    work.cash.void(form.receipt_id, form.reason.strip())
    work.touched.orders.add(entry.order_id)
    return form.receipt_id


@dataclass(frozen=True, kw_only=True)
class Reversal(Form):
    receipt_id: int
    reason: str


def reverse_receipt(work: Work, form: Reversal) -> int:
    """Undoes a printed entry by its negative (红冲); the new entry's id."""
    work.require(Permission.RECEIPT_WRITE)
    _need_reason(form.reason)
    work.orders.lock(work.cash.entry(form.receipt_id).order_id)
    entry = work.cash.entry(form.receipt_id)
    if entry.voided or entry.reversed_by is not None or entry.kind is EntryKind.REVERSAL:
        raise Refusal(mark("Receipt {number} is undone already, or undoes another one."), number=entry.number)
    if not entry.prints:
        raise Refusal(mark("Receipt {number} was never printed; it is voided, not reversed."), number=entry.number)
    lines = tuple(EntryLine(line.item, line.klass, -line.amount_fen, line.name) for line in entry.lines)
    tenders = tuple(Tender(tender.method, -tender.amount_fen, tender.reference) for tender in entry.tenders)
    return work.cash.write(
        NewEntry(
            EntryKind.REVERSAL, entry.order_id, _unit_of(work, entry), entry.payer, work.today, lines, tenders,
            entry.account_id, entry.id, form.reason.strip(),
        )
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Refund(Form):
    """Money to go back, by item; sums in fen, above zero."""

    order_id: int
    lines: tuple[EntryLine, ...]
    method: str
    payee: str
    reference: str = ""
    reason: str = ""


def refund(work: Work, form: Refund) -> int:
    """Pays money back, item by item, never more than came in for the item; the refund's id."""
    work.require(Permission.RECEIPT_WRITE)
    _need_reason(form.reason)
    if not form.lines or any(line.amount_fen <= 0 for line in form.lines):
        raise BadInput(mark("Every sum must be more than zero."), field="amount")
    if not form.payee.strip():
        raise BadInput(mark("Who gets the money is missing."), field="payee")
    head = work.orders.lock(form.order_id)
    came_in = received_by_item(work.cash.of_order(form.order_id))
    for line in form.lines:
        available = came_in.get((MoneyClass(line.klass), line.item), 0)
        if line.amount_fen > available:
            raise Refusal(
                mark("{available} yuan came in for this item; {wanted} cannot go back."),
                available=format_yuan(available),
                wanted=format_yuan(line.amount_fen),
            )
    lines = tuple(EntryLine(line.item, line.klass, -line.amount_fen, line.name) for line in form.lines)
    total = sum(line.amount_fen for line in lines)
    return work.cash.write(
        NewEntry(
            EntryKind.REFUND, form.order_id, head.unit_id, form.payee.strip(), work.today, lines,
            (Tender(form.method, total, form.reference.strip()),), None, None, form.reason.strip(),
        )
    )  # fmt: skip


def _unit_of(work: Work, entry: Entry) -> int:
    return work.orders.head(entry.order_id).unit_id


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput(mark("This needs its reason."), field="reason")
