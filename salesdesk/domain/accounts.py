"""An order's account: what is owed, what came in, what is left; every entry shown, and it adds up.

Money is entered by item. A due item is paid by money of its own item first, in the order of due dates; what remains
of a price class (a deposit, an overpaid part) then pays that class's open due items in order. So the account survives
every change of the terms: entries name items, never due items.

A settlement of areas may be corrected by a further due item of the other sign; the two take each other up before
anybody pays: what is open is then owed by one side alone.
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
        paid[index] = _of_due(due.amount_fen, left.get(key, 0))
        left[key] = left.get(key, 0) - paid[index]
    for klass in PRICE_CLASSES:
        spare = sum(amount for (owner, _), amount in left.items() if owner is klass)
        for index in order:
            if dues[index].klass is klass and spare > 0:
                more = min(dues[index].amount_fen - paid[index], spare)
                paid[index] += more
                spare -= more
    _set_off(dues, paid, order)
    return tuple(DueState(due, paid[index]) for index, due in enumerate(dues))


def _set_off(dues: Sequence[DueItem], paid: list[int], order: Sequence[int]) -> None:
    """Lets what is open of settlements to either side take each other up, the earliest first; their sum stays."""
    settled = [index for index in order if dues[index].klass is MoneyClass.SETTLEMENT]
    left = {index: dues[index].amount_fen - paid[index] for index in settled}
    for one in (index for index in settled if left[index] > 0):
        for other in (index for index in settled if left[index] < 0 and dues[index].item == dues[one].item):
            part = min(left[one], -left[other])
            for index, fen in ((one, part), (other, -part)):
                paid[index] += fen
                left[index] -= fen


def _of_due(amount_fen: int, received_fen: int) -> int:
    """What of a due item is settled; one below zero is owed by the office, and settled by what it paid back."""
    if amount_fen < 0:
        return max(amount_fen, min(0, received_fen))
    return max(0, min(amount_fen, received_fen))


Received = Mapping[tuple[MoneyClass, str], int]


def paid_when(
    dues: Sequence[DueItem], received: Sequence[tuple[date, Received]]
) -> tuple[tuple[tuple[date, int], ...], ...]:
    """For each due item, on which days what of it was paid: what a late fee counts from.

    Args:
        received: what came in and went out by class and item, each with its day, oldest first. What goes back is taken
            off the youngest payments of the due item that loses it. What the office owes is paid by nobody here.
    """
    sums = dict[tuple[MoneyClass, str], int]()
    before = [0] * len(dues)
    paid: list[list[tuple[date, int]]] = [[] for _ in dues]
    for day, change in received:
        for key, amount in change.items():
            sums[key] = sums.get(key, 0) + amount
        for index, state in enumerate(allocate(dues, sums)):
            if state.due.amount_fen < 0:
                continue
            more, before[index] = state.paid_fen - before[index], state.paid_fen
            if more > 0:
                paid[index].append((day, more))
            while more < 0:
                last_day, amount = paid[index].pop()
                more += amount
                if more > 0:
                    paid[index].append((last_day, more))
    return tuple(tuple(payments) for payments in paid)


def spread(amount_fen: int, states: Sequence[DueState]) -> tuple[int, ...]:
    """What of a sum goes to each of these due items: each is filled in the order of due dates; what is over stays out.

    One answer for each of ``states``, in their order, from 0 to what is open of it.
    """
    left = max(0, amount_fen)
    parts = [0] * len(states)
    for index in sorted(range(len(states)), key=lambda i: (states[i].due.due_on or date.max, states[i].due.seq)):
        parts[index] = max(0, min(states[index].open_fen, left))
        left -= parts[index]
    return tuple(parts)
