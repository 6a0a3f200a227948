"""An order's account: what is owed, what came in, what is left; every entry shown, and it adds up.

Money is entered by item. A due item is paid by money of its own item first, in the order of due dates; what remains
of a price class (a deposit, an overpaid part) then pays that class's open due items in order. So the account survives
every change of the terms: entries name items, never due items.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.money_items import PRICE_CLASSES, MoneyClass
from salesdesk.domain.schedules import DueItem


@dataclass(frozen=True)
class DueState:
    """A due item with what was paid of it; fen."""

    due: DueItem
    paid_fen: int

    @property
    def open_fen(self) -> int:
        return self.due.amount_fen - self.paid_fen

    def days_overdue(self, today: date) -> int:
        """How many days the open sum is late; 0 when it is not."""
        if self.open_fen <= 0 or self.due.due_on is None:
            return 0
        return max(0, (today - self.due.due_on).days)


def allocate(dues: Sequence[DueItem], received: Mapping[tuple[MoneyClass, str], int]) -> tuple[DueState, ...]:
    """What of each due item is paid, out of what was received by class and item."""
    left = dict(received)
    paid = [0] * len(dues)
    order = sorted(range(len(dues)), key=lambda i: (dues[i].due_on or date.max, dues[i].seq))
    for index in order:
        due = dues[index]
        key = (due.klass, due.item)
        paid[index] = max(0, min(due.amount_fen, left.get(key, 0)))
        left[key] = left.get(key, 0) - paid[index]
    for klass in PRICE_CLASSES:
        spare = sum(amount for (owner, _), amount in left.items() if owner is klass)
        for index in order:
            if dues[index].klass is klass and spare > 0:
                more = min(dues[index].amount_fen - paid[index], spare)
                paid[index] += more
                spare -= more
    return tuple(DueState(due, paid[index]) for index, due in enumerate(dues))
