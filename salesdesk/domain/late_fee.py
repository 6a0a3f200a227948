"""The late fee on what is overdue (逾期违约金): a daily rate, from the day after the due date.

The day of payment counts and the due date does not, as in the model contract of sale: paid one day late is one day.
Each part that was paid late bears the fee for its own days. Days of grace forgive the fee of what is paid within them;
what is paid after them bears it from the day after the due date, grace included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.money import MILLION, divide_half_up


@dataclass(frozen=True, slots=True)
class LateFeeLine:
    """One part of the sum: overdue for ``days`` until ``until``, because it was paid then or is still owed then."""

    overdue_fen: int
    until: date
    days: int
    fee_fen: int
    is_paid: bool


@dataclass(frozen=True, slots=True)
class LateFee:
    """The working; the fee is the sum of its lines, each rounded half up to the fen."""

    lines: tuple[LateFeeLine, ...]

    @property
    def fee_fen(self) -> int:
        return sum(line.fee_fen for line in self.lines)


def _parts(due_fen: int, payments: Iterable[tuple[date, int]], as_of: date) -> Iterator[tuple[int, date, bool]]:
    """How the sum was covered, in order of time: amount, day, whether paid that day. An excess is left out."""
    left = due_fen
    for paid_on, fen in sorted(payments):
        if fen < 0:
            raise ValueError("a payment that was reversed must be left out, not entered as negative")
        if paid_on <= as_of and min(fen, left):
            yield min(fen, left), paid_on, True
            left -= min(fen, left)
    if left:
        yield left, as_of, False


def late_fee(
    due_fen: int,
    due_on: date,
    payments: Iterable[tuple[date, int]],
    as_of: date,
    *,
    daily_millionths: int,
    grace_days: int,
) -> LateFee:
    """The late fee of one due item as it stands on ``as_of``; no lines when nothing is or was overdue beyond grace.

    Args:
        payments: (received on, fen) against the item, in any order; reversed ones left out.
        daily_millionths: 500 is 0.05 % a day.
    """
    lines = []
    for fen, until, is_paid in _parts(due_fen, payments, as_of):
        days = (until - due_on).days
        if days > grace_days:
            fee = divide_half_up(fen * daily_millionths * days, MILLION)
            lines.append(LateFeeLine(fen, until, days, fee, is_paid))
    return LateFee(tuple(lines))
