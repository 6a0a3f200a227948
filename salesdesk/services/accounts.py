"""An order's account as the counter reads it: what is owed and open, every entry, and that it adds up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.accounts import DueState, allocate
from salesdesk.domain.money_items import PRICE_CLASSES, EntryKind, MoneyClass
from salesdesk.domain.permissions import Permission
from salesdesk.domain.states import Stage
from salesdesk.repository.cash import DrawerLine, Entry
from salesdesk.repository.closes import Close
from salesdesk.repository.order_views import OrderDetail, OrderRow
from salesdesk.repository.work import Work


@dataclass(frozen=True)
class OrderAccount:
    """The order, its due items with what is paid of each, and its entries, oldest first; fen. A cancelled order owes
    nothing any more and has no due items."""

    order: OrderDetail
    dues: tuple[DueState, ...]
    entries: tuple[Entry, ...]
    received_fen: int
    price_received_fen: int
    today: date

    @property
    def price_open_fen(self) -> int:
        if self.order.working is None or self.order.stage is Stage.CANCELLED:
            return 0
        return self.order.working.total_fen - self.price_received_fen

    @property
    def overdue_fen(self) -> int:
        return sum(state.open_fen for state in self.dues if state.days_overdue(self.today))


def counted(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that count: all but voided ones. A reversal counts beside what it reverses."""
    return [entry for entry in entries if not entry.voided]


def missing_between(entries: Sequence[Entry]) -> int:
    """How many numbers between the first and the last of one book no entry has."""
    places = [entry.place for entry in entries]
    return max(places) - min(places) + 1 - len(places) if places else 0


def received_by_item(entries: Sequence[Entry]) -> Mapping[tuple[MoneyClass, str], int]:
    """What came in less what went out, by class and item; fen."""
    sums = dict[tuple[MoneyClass, str], int]()
    for entry in counted(entries):
        for line in entry.lines:
            key = (MoneyClass(line.klass), line.item)
            sums[key] = sums.get(key, 0) + line.amount_fen
    return sums


def order_account(work: Work, order_id: int) -> OrderAccount:
    """Everything about an order's money."""
    order = work.order_views.detail(order_id)
    entries = work.cash.of_order(order_id)
    sums = received_by_item(entries)
    price = sum(amount for (klass, _), amount in sums.items() if klass in PRICE_CLASSES)
    total = sum(entry.total_fen for entry in counted(entries))
    dues = () if order.stage is Stage.CANCELLED else allocate(order.dues, sums)
    return OrderAccount(order, dues, tuple(entries), total, price, work.today)


def earnest_received(account: OrderAccount) -> int:
    """What came in of the earnest money; fen."""
    return sum(state.paid_fen for state in account.dues if state.due.item == "earnest")


def missing_for_contract(account: OrderAccount) -> tuple[DueState, ...]:
    """What the month close will ask for when the contract is signed now (DOMAIN.md, "Month close"): earnest money that
    is not complete, and parts of the price that are overdue."""
    return tuple(
        state
        for state in account.dues
        if state.due.klass in PRICE_CLASSES
        and state.open_fen > 0
        and (state.due.item == "earnest" or state.days_overdue(account.today))
    )


def find_orders(work: Work, text: str) -> list[OrderRow]:
    """Orders by unit, buyer's name or pinyin, end of telephone, order or contract number."""
    if not text.strip():
        return []
    customers = [row.id for row in work.customer_search.find(text, None)]
    return work.order_views.find(text, customers)


def orders_of_customer(work: Work, customer_id: int) -> list[OrderRow]:
    """The orders of a customer, newest first; a consultant's own ones only."""
    own = None if Permission.ORDER_READ_ALL in work.actor.permissions else work.actor.person_id
    return work.order_views.of_customer(customer_id, own)


@dataclass(frozen=True)
class Drawer:
    """What came and went on a business day, by method; fen. ``day`` lies after ``today`` once today is closed;
    ``last_close`` is the newest close."""

    day: date
    lines: tuple[DrawerLine, ...]
    entries: tuple[Entry, ...]
    today: date
    last_close: Close | None

    @property
    def total_fen(self) -> int:
        return sum(line.amount_fen for line in self.lines)

    @property
    def voided(self) -> int:
        return sum(entry.voided for entry in self.entries)

    @property
    def receipt_numbers(self) -> tuple[str, str] | None:
        """The first and the last number that the books of receipts gave on this day; None on a day without."""
        ordered = sorted(self._receipts, key=lambda entry: entry.id)
        return (ordered[0].number, ordered[-1].number) if ordered else None

    @property
    def _receipts(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind is not EntryKind.REFUND]

    @property
    def missing_numbers(self) -> int:
        """How many numbers between the first and the last are not there: always none, and shown to be so."""
        books = {entry.book for entry in self._receipts}
        return sum(missing_between([entry for entry in self._receipts if entry.book == book]) for book in books)

    @property
    def reprints(self) -> int:
        return sum(max(0, entry.prints - 1) for entry in self.entries)


def drawer(work: Work, day: date | None = None) -> Drawer:
    """The drawer of a business day, by default of the one that money counts for now."""
    when = day or work.closes.business_day(work.today)
    entries = tuple(work.cash.of_day(when))
    return Drawer(when, by_method(entries), entries, work.today, work.closes.last())


def by_method(entries: Sequence[Entry]) -> tuple[DrawerLine, ...]:
    """What counts of entries: receipts by method, refunds and reversals each as one line, whatever their method."""
    sums = dict[tuple[EntryKind, str], tuple[int, int]]()
    for entry in counted(entries):
        for tender in entry.tenders:
            key = (entry.kind, tender.method if entry.kind is EntryKind.RECEIPT else "")
            count, amount = sums.get(key, (0, 0))
            sums[key] = (count + 1, amount + tender.amount_fen)
    return tuple(DrawerLine(method, kind, *sums[kind, method]) for kind, method in sums)


def receipt(work: Work, receipt_id: int) -> Entry:
    return work.cash.entry(receipt_id)


def newest_receipts(work: Work, limit: int = 20) -> list[Entry]:
    """The newest entries of the project, newest first."""
    return work.cash.newest(limit)
