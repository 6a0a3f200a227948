"""What the office owes a buyer by the due items: money for a smaller area, that goes back though it never came in for
its own item. What goes out of an order in all never exceeds what came in for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.schedules import DueItem
from salesdesk.repository.cash import EntryLine
from salesdesk.repository.work import Work

Sums = Mapping[tuple[MoneyClass, str], int]


def owed_by_dues(dues: Sequence[DueItem]) -> dict[tuple[MoneyClass, str], int]:
    """What is to be returned by class and item, a settlement and its corrections taken together; fen, above zero."""
    sums = dict[tuple[MoneyClass, str], int]()
    for due in dues:
        if due.klass is MoneyClass.SETTLEMENT:
            sums[due.klass, due.item] = sums.get((due.klass, due.item), 0) - due.amount_fen
    return {key: owed for key, owed in sums.items() if owed > 0}


def refundable(dues: Sequence[DueItem], received: Sums) -> dict[tuple[MoneyClass, str], int]:
    """What may go back by class and item: what came in for it, and what is owed for it."""
    sums = dict(received)
    for key, owed in owed_by_dues(dues).items():
        sums[key] = sums.get(key, 0) + owed
    return sums


def with_owed(
    work: Work, order_id: int, received: Sums, lines: Sequence[EntryLine]
) -> dict[tuple[MoneyClass, str], int]:
    """The same for a verb; asked of the due items only where a settlement is spoken of."""
    if any(line.klass == MoneyClass.SETTLEMENT for line in lines) or any(sum_fen < 0 for sum_fen in received.values()):
        return refundable(work.order_views.detail(order_id).dues, received)
    return dict(received)
