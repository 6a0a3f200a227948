"""The cashier's counter: taking money, voiding, reversing, refunding. Every entry is numbered, none is ever changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import PRICE_CLASSES, EntryKind, Method, MoneyClass
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import why_not
from salesdesk.domain.states import Restriction, Stage, Verb
from salesdesk.repository.at_counter import AtCounter, PriceAccount
from salesdesk.repository.cash import Entry, EntryLine, NewEntry, Tender
from salesdesk.repository.work import Work
from salesdesk.services.accounts import received_by_item
from salesdesk.services.approved_money import approved_refund, approved_reversal
from salesdesk.services.counter import why_not_reverse, why_not_void
from salesdesk.services.loan_payouts import concerns_loan, note_pay_outs
from salesdesk.services.office import Form
from salesdesk.services.owed_back import with_owed
from salesdesk.services.requests import carried_out
from salesdesk.services.settlements import price_while_changing
from salesdesk.services.typed import checked_text

SAME_AGAIN = timedelta(minutes=10)
OLDEST_PAYMENT_DAYS = 3660
BEFORE_ORDER_DAYS = 30
LONGEST_ITEM = 60


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
    work.orders.keep(form.order_id)
    known = work.cash.at_counter(form.order_id)
    if known.head.stage is Stage.CANCELLED:
        raise Refusal(mark("The order is cancelled; no money is taken for it."))
    if reason := why_not(Verb.TAKE_MONEY, known.unit, work.actor.permissions):
        raise reason.raised()
    lines = _known_lines(known.takes, form)
    changing = Restriction.CHANGE_PENDING in known.unit.restrictions
    _check_owed(price_while_changing(work, form.order_id, known.price) if changing else known.price, form)
    _check_after_beginning(known.price.began_on, form.received_on)
    if not form.meant_twice:
        _check_not_again(work, form)
    receipt_id = work.cash.write(
        NewEntry(
            EntryKind.RECEIPT, form.order_id, known.head.unit_id, checked_text(form.payer, 200, "payer"),
            form.received_on, lines, _plain_tenders(form.tenders), form.account_id or _supervised_account(known, form),
            note=checked_text(form.note, 300, "note"),
        )
    )  # fmt: skip
    _tell_loans(work, form.order_id, lines, form.tenders)
    return receipt_id


def _tell_loans(work: Work, order_id: int, lines: tuple[EntryLine, ...], tenders: tuple[Tender, ...]) -> None:
    if concerns_loan(lines, tenders):
        note_pay_outs(work, order_id)


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
    for tender in form.tenders:
        _check_method(tender.method)


def _check_method(method: str) -> None:
    if method not in set(Method):
        raise BadInput(mark("Choose how it is paid."), field="method")


def _plain_tenders(tenders: tuple[Tender, ...]) -> tuple[Tender, ...]:
    return tuple(replace(tender, reference=checked_text(tender.reference, 100, "reference")) for tender in tenders)


def _check_day(day: date, today: date) -> None:
    if day > today:
        raise BadInput(mark("The date of payment lies in the future."), field="received_on")
    if (today - day).days > OLDEST_PAYMENT_DAYS:
        raise BadInput(mark("The date of payment lies too far back."), field="received_on")


def _known_lines(known: frozenset[tuple[str, str]], form: Payment) -> tuple[EntryLine, ...]:
    """Money is taken for what the project or the order names, in its class: else it would escape what its class is
    asked for, and no report would find it."""
    for line in form.lines:
        if (line.klass, line.item) not in known:
            raise BadInput(mark("Money is not taken for “{item}” here."), item=line.name or line.item, field="lines")
    return tuple(replace(line, name=checked_text(line.name, LONGEST_ITEM, "lines")) for line in form.lines)


def _check_after_beginning(began_on: date | None, received_on: date) -> None:
    """Earnest money may lie at the office for a while before the deal; what came in long before was for another."""
    if began_on is not None and (began_on - received_on).days > BEFORE_ORDER_DAYS:
        raise BadInput(
            mark("The order began on {day}; money of more than {n} days before is not taken for it."),
            day=began_on.isoformat(),
            n=BEFORE_ORDER_DAYS,
            field="received_on",
        )


def _check_owed(account: PriceAccount, form: Payment) -> None:
    """Price money beyond what the order still owes is not taken; a reservation takes its deposit only."""
    priced = [line for line in form.lines if MoneyClass(line.klass) in PRICE_CLASSES]
    price = sum(line.amount_fen for line in priced)
    total, paid = account.total_fen, account.received_fen
    if total is None:
        if any(line.item != "deposit" for line in priced):
            raise Refusal(mark("A reservation takes a deposit; the price is paid after the subscription."))
    elif priced and paid + price > total:
        raise Refusal(
            mark("The order still owes {open} yuan of its price; {price} would be too much."),
            open=format_yuan(total - paid),
            price=format_yuan(price),
        )


def _check_not_again(work: Work, form: Payment) -> None:
    total = sum(line.amount_fen for line in form.lines)
    number = work.cash.same_lately(form.order_id, total, work.now - SAME_AGAIN)
    if number is not None:
        raise AskAgain(
            mark("Receipt {number} took the same sum for this order a moment ago. Is it meant twice?"), number=number
        )


def _supervised_account(known: AtCounter, form: Payment) -> int | None:
    """Price money of presold homes goes to the supervised account (城市商品房预售管理办法, article 11)."""
    if not any(MoneyClass(line.klass) in PRICE_CLASSES for line in form.lines):
        return None
    return known.supervised_account_id


@dataclass(frozen=True, kw_only=True)
class Void(Form):
    receipt_id: int
    reason: str


def void_receipt(work: Work, form: Void) -> int:
    """Undoes an entry before its first print, on its own open business day. Its number stays taken."""
    work.require(Permission.RECEIPT_WRITE)
    entry = _locked(work, form.receipt_id)
    if against := why_not_void(entry, work.closes.business_day(work.today), work.actor.permissions):
        raise against.raised()
    reason = _checked_reason(form.reason)
    _check_items_stay(work, entry)
    work.cash.void(form.receipt_id, reason)
    _tell_loans(work, entry.order_id, entry.lines, entry.tenders)
    work.touched.orders.add(entry.order_id)
    return form.receipt_id


@dataclass(frozen=True, kw_only=True)
class Reversal(Form):
    receipt_id: int
    reason: str
    on_request: int | None = None


def reverse_receipt(work: Work, form: Reversal) -> int:
    """Undoes by its negative (红冲) an entry that can no longer be voided; the new entry's id."""
    work.require(Permission.RECEIPT_WRITE)
    entry = _locked(work, form.receipt_id)
    open_day = work.closes.business_day(work.today)
    if against := why_not_reverse(entry, open_day, work.actor.permissions):
        raise against.raised()
    rests_on = approved_reversal(work, entry, open_day, form.on_request)
    reason = _checked_reason(form.reason)
    _check_items_stay(work, entry)
    lines = tuple(EntryLine(line.item, line.klass, -line.amount_fen, line.name) for line in entry.lines)
    tenders = tuple(Tender(tender.method, -tender.amount_fen, tender.reference) for tender in entry.tenders)
    reversal_id = work.cash.write(
        NewEntry(
            EntryKind.REVERSAL, entry.order_id, _unit_of(work, entry), entry.payer, work.today, lines, tenders,
            entry.account_id, entry.id, reason,
        )
    )  # fmt: skip
    _tell_loans(work, entry.order_id, lines, tenders)
    if rests_on is not None:
        carried_out(work, rests_on)
    return reversal_id


@dataclass(frozen=True, kw_only=True)
class Refund(Form):
    """Money to go back, by item; sums in fen, above zero."""

    order_id: int
    lines: tuple[EntryLine, ...]
    method: str
    payee: str
    reference: str = ""
    reason: str = ""
    on_request: int | None = None


def refund(work: Work, form: Refund) -> int:
    """Pays money back, item by item, never more than came in for the item; the refund's id."""
    work.require(Permission.RECEIPT_WRITE)
    reason = _checked_reason(form.reason)
    if not form.lines or any(line.amount_fen <= 0 for line in form.lines):
        raise BadInput(mark("Every sum must be more than zero."), field="amount")
    payee = checked_text(form.payee, 200, "payee")
    if not payee:
        raise BadInput(mark("Who gets the money is missing."), field="payee")
    _check_method(form.method)
    head = work.orders.lock(form.order_id)
    rests_on = approved_refund(work, form.order_id, form.lines, payee, form.on_request)
    _check_came_in(work, form)
    lines = tuple(replace(line, amount_fen=-line.amount_fen) for line in form.lines)
    tender = Tender(form.method, sum(line.amount_fen for line in lines), form.reference)
    refund_id = work.cash.write(
        NewEntry(
            EntryKind.REFUND, form.order_id, head.unit_id, payee, work.today, lines, _plain_tenders((tender,)),
            None, None, reason,
        )
    )  # fmt: skip
    _tell_loans(work, form.order_id, lines, (tender,))
    if rests_on is not None:
        carried_out(work, rests_on)
    return refund_id


def _check_came_in(work: Work, form: Refund) -> None:
    """Nothing goes back that did not come in, item by item; several lines of one item count together."""
    came_in = with_owed(work, form.order_id, received_by_item(work.cash.of_order(form.order_id)), form.lines)
    wanted = dict[tuple[MoneyClass, str], int]()
    for line in form.lines:
        key = (MoneyClass(line.klass), line.item)
        wanted[key] = wanted.get(key, 0) + line.amount_fen
    for key, amount in wanted.items():
        if amount > came_in.get(key, 0):
            raise Refusal(
                mark("{available} yuan came in for this item; {wanted} cannot go back."),
                available=format_yuan(came_in.get(key, 0)),
                wanted=format_yuan(amount),
            )
    if sum(wanted.values()) > (held := sum(work.cash.sums(form.order_id).values())):
        raise Refusal(mark("Only {held} yuan came in for this order; more cannot go back."), held=format_yuan(held))


def _locked(work: Work, receipt_id: int) -> Entry:
    """The entry as it stands while nobody else can touch its order."""
    work.orders.lock(work.cash.entry(receipt_id).order_id)
    return work.cash.entry(receipt_id)


def _check_items_stay(work: Work, entry: Entry) -> None:
    """Undoing money in must leave every item what was already paid back of it."""
    left = dict(received_by_item(work.cash.of_order(entry.order_id)))
    for line in entry.lines:
        key = (MoneyClass(line.klass), line.item)
        left[key] = left.get(key, 0) - line.amount_fen
    if min(with_owed(work, entry.order_id, left, ()).values(), default=0) < 0:
        raise Refusal(
            mark("Money of receipt {number} was paid back already; that refund has to be undone first."),
            number=entry.number,
        )


def _unit_of(work: Work, entry: Entry) -> int:
    return work.orders.head(entry.order_id).unit_id


def _checked_reason(reason: str) -> str:
    plain = checked_text(reason, 300, "reason")
    if not plain:
        raise BadInput(mark("This needs its reason."), field="reason")
    return plain
