"""What money may be taken for: the due items of an order, and the other money items of the project, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import ITEMS, PRICE_CLASSES, MoneyClass, MoneyItem
from salesdesk.services.accounts import received_by_item
from salesdesk.services.counter import Counter
from salesdesk.services.rows import DueState

DEPOSIT = "deposit"
LATE_FEE = "late_fee"


@dataclass(frozen=True)
class Payable:
    """One row. A due item has its ``state``; another money item has a ``proposed`` sum or none, and takes any."""

    key: str
    item: str
    klass: MoneyClass
    name: str
    stored_name: str
    paid_fen: int
    today: date
    state: DueState | None = None
    proposed_fen: int = 0

    @property
    def is_due(self) -> bool:
        return self.state is not None

    @property
    def owed_fen(self) -> int:
        return self.state.due.amount_fen if self.state else self.proposed_fen

    @property
    def open_fen(self) -> int:
        return max(0, self.state.open_fen) if self.state else self.proposed_fen

    @property
    def due_on(self) -> date | None:
        return self.state.due.due_on if self.state else None

    @property
    def days_overdue(self) -> int:
        return self.state.days_overdue(self.today) if self.state else 0

    @property
    def settled(self) -> bool:
        return self.state is not None and self.state.open_fen <= 0

    @property
    def lamp(self) -> str:
        """``done``, ``overdue``, ``today`` or ``upcoming``; a late fee is as overdue as what it stands for."""
        if self.settled:
            return "done"
        if self.days_overdue or (self.item == LATE_FEE and self.proposed_fen):
            return "overdue"
        return "today" if self.due_on == self.today else "upcoming"

    @property
    def part_of_price(self) -> bool:
        return self.klass in PRICE_CLASSES


PART_WORDS = {
    "price": mark("Price money"),
    "collected": mark("Collected for others"),
    "other": mark("Other money"),
}


def part_of(row: Payable) -> str:
    """Under which heading a row stands."""
    if row.part_of_price:
        return "price"
    return "collected" if row.klass is MoneyClass.COLLECTED else "other"


def payables(counter: Counter) -> list[Payable]:
    """Due items as the scheme has them, then what else the project takes money for; price first."""
    rows = [*_dues(counter), *_others(counter)]
    order = list(PART_WORDS)
    return sorted(rows, key=lambda row: order.index(part_of(row)))


def item_name(item: str, items: tuple[MoneyItem, ...] = ()) -> str:
    """What an item is called in this office."""
    known = next((one.name for one in items if one.code == item), None) or (ITEMS[item].name if item in ITEMS else item)
    return tr(known)


def _dues(counter: Counter) -> Iterator[Payable]:
    account = counter.account
    for state in account.dues:
        due = state.due
        name = due.name or item_name(due.item, counter.items)
        yield Payable(f"due:{due.seq}", due.item, due.klass, name, due.name, state.paid_fen, account.today, state)


def _others(counter: Counter) -> Iterator[Payable]:
    account = counter.account
    received = received_by_item(account.entries)
    among_dues = {(state.due.klass, state.due.item) for state in account.dues}
    bare = account.order.working is None
    for item in counter.items:
        if (item.klass, item.code) in among_dues or (item.klass in PRICE_CLASSES and not (bare and _is_deposit(item))):
            continue
        stored = "" if item.code in ITEMS and ITEMS[item.code].name == item.name else item.name
        proposed = counter.late_fee_fen if item.code == LATE_FEE else 0
        yield Payable(
            f"item:{item.klass}:{item.code}", item.code, item.klass, tr(item.name), stored,
            received.get((item.klass, item.code), 0), account.today, None, proposed,
        )  # fmt: skip


def _is_deposit(item: MoneyItem) -> bool:
    """All that a reservation takes: the price is paid after the subscription."""
    return item.code == DEPOSIT
