"""What a business day holds before it is closed, and the days that were closed with their seals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from salesdesk.domain.i18n import mark
from salesdesk.domain.money_items import EntryKind
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason
from salesdesk.repository.cash import DrawerLine, Entry
from salesdesk.repository.closes import Close, DaySum
from salesdesk.repository.work import Work
from salesdesk.services.accounts import by_method, counted, missing_between
from salesdesk.services.counter import no_right

SEES = (Permission.RECEIPT_WRITE, Permission.MONEY_READ)
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Numbers:
    """What the book of receipts, or that of refunds, gave: from, to, how many, missing between, void."""

    refunds: bool
    first: str
    last: str
    count: int
    missing: int
    voided: int


@dataclass(frozen=True)
class DayFigures:
    """The business days ``first`` to ``last`` in figures; nearly always one day.

    ``printed`` says of each entry how often it had been printed; ``prints`` is what left since the close before, of it
    ``reprints`` copies.
    """

    first: date
    last: date
    entries: tuple[Entry, ...]
    lines: tuple[DrawerLine, ...]
    numbers: tuple[Numbers, ...]
    printed: Mapping[int, int]
    prints: int
    reprints: int

    @property
    def net_fen(self) -> int:
        return sum(line.amount_fen for line in self.lines)

    @property
    def voided(self) -> int:
        return sum(entry.voided for entry in self.entries)

    @property
    def missing(self) -> int:
        """Numbers between the first and the last that no entry has."""
        return sum(numbers.missing for numbers in self.numbers)

    @property
    def unprinted(self) -> int:
        return sum(not self.printed.get(entry.id) for entry in counted(self.entries))


def figures(work: Work, last: date, after: Close | None, until: datetime | None) -> DayFigures:
    """What lies between a close and the business day ``last``, as it stood at a moment (now where none is named)."""
    entries = tuple(work.cash.of_days(after.seal.day if after else None, last))
    prints = work.closes.prints(after.at if after else None, until)
    first = min((entry.business_day for entry in entries), default=last)
    return DayFigures(
        first, last, entries, by_method(entries), _numbers(entries),
        work.closes.printed([entry.id for entry in entries], until), prints.count, prints.again,
    )  # fmt: skip


def _numbers(entries: Sequence[Entry]) -> tuple[Numbers, ...]:
    """Receipts and reversals have their numbers from one book, refunds from another; another book may have begun."""
    given = dict[tuple[bool, str], list[Entry]]()
    for entry in entries:
        given.setdefault((entry.kind is EntryKind.REFUND, entry.book), []).append(entry)
    ordered = sorted(given.items(), key=lambda one: (one[0][0], one[1][0].id))
    return tuple(_range(refunds, of_book) for (refunds, _), of_book in ordered)


def _range(refunds: bool, entries: Sequence[Entry]) -> Numbers:
    ordered = sorted(entries, key=lambda entry: entry.place)
    first, last = ordered[0].number, ordered[-1].number
    missing = missing_between(ordered)
    return Numbers(refunds, first, last, len(ordered), missing, sum(entry.voided for entry in ordered))


@dataclass(frozen=True)
class OpenDay:
    """A business day that may be closed, and what it holds."""

    day: date
    entries: int
    net_fen: int


@dataclass(frozen=True)
class DayToClose:
    """What closing would do.

    Args:
        figures: of the day that would be closed, and of earlier days that would be closed with it.
        days: the days that may be chosen, the oldest first; several where one was left open.
        today: the office's day; counts_for: the business day that money counts for now.
        last: the close before.
        why_not: the first reason against closing, or None.
    """

    figures: DayFigures
    days: tuple[OpenDay, ...]
    today: date
    counts_for: date
    last: Close | None
    why_not: Reason | None

    @property
    def day(self) -> date:
        return self.figures.last

    @property
    def left_open(self) -> tuple[date, ...]:
        """Days before today that were not closed when they were over."""
        return tuple(one.day for one in self.days if one.day < self.today)


def day_to_close(work: Work, wanted: date | None = None) -> DayToClose:
    """The business day to be closed next, with what it holds: ``wanted``, or the oldest one of the last week that was
    left open, or today. What is older than a week goes into the next close, whatever its day."""
    work.require_any(SEES)
    today = work.today
    last, counts_for = work.closes.last(), work.closes.business_day(today)
    sums = {day: sum_ for day, sum_ in work.closes.by_day().items() if last is None or day > last.seal.day}
    days = _open_days(sums, today, counts_for)
    day = wanted if wanted in {one.day for one in days} else _next(days, today)
    return DayToClose(figures(work, day, last, None), days, today, counts_for, last, _why_not(work, today, counts_for))


def _open_days(sums: Mapping[date, DaySum], today: date, counts_for: date) -> tuple[OpenDay, ...]:
    if counts_for > today:
        nothing = sums.get(counts_for, DaySum(0, 0))
        return (OpenDay(counts_for, nothing.entries, nothing.net_fen),)
    held = {**{today: DaySum(0, 0)}, **{day: sum_ for day, sum_ in sums.items() if today - LATELY <= day <= today}}
    return tuple(OpenDay(day, held[day].entries, held[day].net_fen) for day in sorted(held))


def _next(days: Sequence[OpenDay], today: date) -> date:
    return next((one.day for one in days if one.day < today), days[-1].day)


def _why_not(work: Work, today: date, counts_for: date) -> Reason | None:
    if reason := no_right(work.actor.permissions):
        return reason
    if counts_for > today:
        return Reason(
            mark("{day} is closed. Money taken now counts for {next}, which is closed on that day or after it."),
            {"day": (counts_for - timedelta(days=1)).isoformat(), "next": counts_for.isoformat()},
        )
    return None


@dataclass(frozen=True)
class ClosedDay:
    """A closed business day as the list shows it; ``after`` is the last day of the close before."""

    close: Close
    after: date | None
    entries: int
    net_fen: int


def closed_days(work: Work) -> list[ClosedDay]:
    """Every close with its seal and what it holds, the newest first."""
    work.require_any(SEES)
    sums = work.closes.by_day()
    found, after = list[ClosedDay](), None
    for close in work.closes.all():
        held = [one for day, one in sums.items() if (after is None or day > after) and day <= close.seal.day]
        found.append(ClosedDay(close, after, sum(one.entries for one in held), sum(one.net_fen for one in held)))
        after = close.seal.day
    return found[::-1]
