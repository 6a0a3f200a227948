"""What the cashier sees before money changes hands: an order found in any way, what it owes, what speaks against it.

The buttons of the counter are greyed by the same reasons that the verbs of `services.cashier` refuse with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.accounts import paid_when
from salesdesk.domain.i18n import mark
from salesdesk.domain.late_fee import late_fee
from salesdesk.domain.money_items import EntryKind, MoneyClass, MoneyItem
from salesdesk.domain.permissions import PERMISSION_WORDS, Permission
from salesdesk.domain.reasons import Reason, why_not
from salesdesk.domain.states import Restriction, Stage, Verb
from salesdesk.repository.cash import Entry
from salesdesk.repository.guard_rules import GUARD_SENTENCES
from salesdesk.repository.order_views import OrderRow
from salesdesk.repository.projects import AccountRow
from salesdesk.repository.work import Work
from salesdesk.services.accounts import OrderAccount, counted, find_orders, order_account, received_by_item
from salesdesk.services.settlements import why_no_more_money

MOST_FOUND = 8


@dataclass(frozen=True)
class FoundOrder:
    """An order that may be meant. ``days_overdue`` is that of its oldest open sum; ``next_due`` the next date owed."""

    order: OrderRow
    open_fen: int
    days_overdue: int
    next_due: date | None
    today: date


def find_at_counter(work: Work, text: str) -> list[FoundOrder]:
    """Orders by unit, name, pinyin, end of telephone or number, each with how its payments stand."""
    return [_found(work, order) for order in find_orders(work, text)[:MOST_FOUND]]


def _found(work: Work, order: OrderRow) -> FoundOrder:
    account = order_account(work, order.id)
    still_open = [state for state in account.dues if state.open_fen > 0]
    days = max((state.days_overdue(account.today) for state in still_open), default=0)
    dates = [state.due.due_on for state in still_open if state.due.due_on is not None]
    return FoundOrder(order, sum(state.open_fen for state in still_open), days, min(dates, default=None), work.today)


@dataclass(frozen=True)
class Counter:
    """One order at the counter.

    Args:
        items: the money items of the project; accounts: where money is received, the supervised one first.
        late_fee_fen: what is owed by today and was not taken yet (DOMAIN.md, "Late fee").
        business_day: the day that money taken now counts for: today, or the next one once today is closed.
        why_not_take, why_not_refund: the first reason against it, or None.
    """

    account: OrderAccount
    items: tuple[MoneyItem, ...]
    accounts: tuple[AccountRow, ...]
    late_fee_fen: int
    business_day: date
    why_not_take: Reason | None
    why_not_refund: Reason | None


def counter(work: Work, order_id: int) -> Counter:
    """Everything the counter shows of an order."""
    account = order_account(work, order_id)
    return Counter(
        account, tuple(work.schemes.items()), tuple(work.projects.accounts()), _late_fee(work, account),
        work.closes.business_day(account.today), why_not_take(work, account), why_not_refund(work, account),
    )  # fmt: skip


def _late_fee(work: Work, account: OrderAccount) -> int:
    """What was paid late and what is still overdue bears its fee; what was taken as a late fee is off."""
    if account.order.stage is Stage.CANCELLED:
        return 0
    rate = work.settings.number("late_fee.daily_millionths")
    grace = work.settings.number("late_fee.grace_days")
    dues = account.order.dues
    owed = sum(
        late_fee(due.amount_fen, due.due_on, paid, account.today, daily_millionths=rate, grace_days=grace).fee_fen
        for due, paid in zip(dues, paid_when(dues, _dated(account)), strict=True)
        if due.due_on is not None and due.amount_fen > 0
    )
    taken = sum(fen for (_, item), fen in received_by_item(account.entries).items() if item == "late_fee")
    return max(0, owed - taken)


def _dated(account: OrderAccount) -> list[tuple[date, Mapping[tuple[MoneyClass, str], int]]]:
    """What counts of an account by the day it was received; what was reversed is left out with its reversal."""
    alive = [
        entry
        for entry in counted(account.entries)
        if entry.reversed_by is None and entry.kind is not EntryKind.REVERSAL
    ]
    alive.sort(key=lambda entry: (entry.received_on, entry.id))
    return [(entry.received_on, received_by_item([entry])) for entry in alive]


def why_not_take(work: Work, account: OrderAccount) -> Reason | None:
    """The first reason against taking money for an order."""
    if account.order.stage is Stage.CANCELLED:
        return Reason(mark("The order is cancelled; no money is taken for it."), {})
    facts = work.units.facts(account.order.unit_id)
    if reason := why_not(Verb.TAKE_MONEY, facts, work.actor.permissions):
        return reason
    changing = Restriction.CHANGE_PENDING in facts.restrictions
    return why_no_more_money(work, account.order.id) if changing else None


def why_not_refund(work: Work, account: OrderAccount) -> Reason | None:
    """The first reason against paying anything back for an order."""
    if reason := no_right(work.actor.permissions):
        return reason
    if account.received_fen <= 0:
        return Reason(mark("Nothing came in for this order that could go back."), {})
    return None


def why_not_void(entry: Entry, business_day: date, held: frozenset[Permission]) -> Reason | None:
    """The first reason against voiding an entry: printed, of a day that is over or closed, undone already."""
    if reason := no_right(held) or _undone(entry):
        return reason
    if entry.prints:
        return Reason(GUARD_SENTENCES["void_after_print"], {})
    if entry.business_day < business_day:
        return Reason(GUARD_SENTENCES["void_after_day"], {})
    return None


def why_not_reverse(entry: Entry, business_day: date, held: frozenset[Permission]) -> Reason | None:
    """The first reason against reversing an entry: never printed and still to be voided, undone already."""
    if reason := no_right(held) or _undone(entry):
        return reason
    if not entry.prints and entry.business_day >= business_day:
        values: dict[str, object] = {"number": entry.number}
        return Reason(mark("Receipt {number} was never printed; it is voided, not reversed."), values)
    return None


def why_not_print(entry: Entry, held: frozenset[Permission]) -> Reason | None:
    """The first reason against printing an entry."""
    if reason := no_right(held):
        return reason
    if entry.voided:
        return Reason(mark("Receipt {number} is void; it is not printed any more."), {"number": entry.number})
    return None


def no_right(held: frozenset[Permission]) -> Reason | None:
    """Why the person may not take and return money; None when they may."""
    if Permission.RECEIPT_WRITE in held:
        return None
    values: dict[str, object] = {"what": PERMISSION_WORDS[Permission.RECEIPT_WRITE]}
    return Reason(mark("Your role may not {what}."), values, permission=True)


def _undone(entry: Entry) -> Reason | None:
    if entry.voided or entry.reversed_by is not None or entry.kind is EntryKind.REVERSAL:
        return Reason(mark("Receipt {number} is undone already, or undoes another one."), {"number": entry.number})
    return None
