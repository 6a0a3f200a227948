"""Reports on the screen: the overview of sales, the deals behind a line, and what each figure counts.

Everything that is shown together is read at one moment, so that the table, the key figures and the deals agree; the
overview compares them all the same, and says so.

The figures are those of all orders and all money of the project. Whoever may not see these is refused: a database that
hides rows would else make the sums too small, without a word.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from salesdesk.domain.labels import local_day
from salesdesk.domain.permissions import Permission
from salesdesk.domain.sales_figures import SOLD, By, Deals, SaleRow, SalesLine, Stock, line_total
from salesdesk.domain.states import SaleState
from salesdesk.repository.work import Work

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
"""As far as dates go that are typed."""
NEEDED = (Permission.REPORT_READ, Permission.ORDER_READ_ALL, Permission.MONEY_READ)
MONTHS_SHOWN = 12
PACE_MONTHS = 3
FREE = "free"
"""Available and held units together, as the summary counts them."""
STATES = (
    SaleState.UNLAUNCHED.value, FREE, SaleState.RESERVED.value, SaleState.SUBSCRIBED.value,
    SaleState.CONTRACTED.value, SaleState.FILED.value, SaleState.HANDED_OVER.value,
)  # fmt: skip


@dataclass(frozen=True)
class StateLine:
    """The units in one state, and what the orders on them come to. ``state`` is a sale state or `FREE`."""

    state: str
    units: int
    total_fen: int


@dataclass(frozen=True)
class Overview:
    """Everything the overview shows, of one moment.

    ``months`` are without gaps, from the first deal (at least a year) to this month. ``pace`` is how many deals the
    last three months brought.
    """

    at: datetime
    lines: Mapping[By, tuple[SalesLine, ...]]
    total: SalesLine
    states: tuple[StateLine, ...]
    this_month: Deals
    month_before_to_date: Deals
    pace: int

    @property
    def today(self) -> date:
        return local_day(self.at)

    @property
    def agrees(self) -> bool:
        """Whether buildings, layouts, months and states come to the same deals and the same money."""
        sums = {line_total(lines).deals for lines in self.lines.values()}
        sold = [line for line in self.states if line.state in SOLD]
        counted = (sum(line.units for line in sold), sum(line.total_fen for line in sold))
        return sums == {self.total.deals} and counted == (self.total.deals.count, self.total.deals.total_fen)


def require_reports(work: Work) -> None:
    """Refuses whoever may not read reports, or may not see all that they are made of."""
    for permission in NEEDED:
        work.require(permission)


def sales_summary(work: Work, by: By) -> tuple[SalesLine, ...]:
    """The deals by building, layout or month; every building and layout has its line, and every month between."""
    require_reports(work)
    lines = tuple(work.reports.sales_summary(by))
    return _without_gaps(lines, work.today) if by is By.MONTH else lines


def overview(work: Work) -> Overview:
    """The overview of sales at this moment."""
    lines = {by: sales_summary(work, by) for by in By}
    today = work.today
    return Overview(
        at=work.now, lines=lines, total=line_total(lines[By.BUILDING]), states=_states(work),
        this_month=work.reports.deals_between(today.replace(day=1), today),
        month_before_to_date=work.reports.deals_between(*_month_before_to_date(today)),
        pace=sum(line.deals.count for line in lines[By.MONTH][-PACE_MONTHS:]),
    )  # fmt: skip


def _states(work: Work) -> tuple[StateLine, ...]:
    found = work.reports.units_by_state()
    held, total = found.pop(SaleState.HELD.value, (0, 0))
    free = found.pop(SaleState.AVAILABLE.value, (0, 0))
    found[FREE] = (free[0] + held, free[1] + total)
    return tuple(StateLine(state, *found.get(state, (0, 0))) for state in STATES)


def month_key(day: date) -> str:
    """``2026-11``: how a month is called in a summary."""
    return f"{day.year:04d}-{day.month:02d}"


def month_days(key: str) -> tuple[date, date]:
    """The first and the last day of a month of a summary."""
    year, month = map(int, key.split("-"))
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _without_gaps(lines: tuple[SalesLine, ...], today: date) -> tuple[SalesLine, ...]:
    """Each month up to this one, at least a year of them; those without a deal with zeros."""
    known = {line.key: line for line in lines}
    months, day = list[SalesLine](), today.replace(day=1)
    first = min(known, default=month_key(day))
    last = max(month_key(day), max(known, default=""))
    day = month_days(last)[0]
    while len(months) < MONTHS_SHOWN or month_key(day) >= first:
        key = month_key(day)
        months.append(known.get(key, SalesLine(key, Deals())))
        day = (day - timedelta(days=1)).replace(day=1)
    return tuple(reversed(months))


def _month_before_to_date(today: date) -> tuple[date, date]:
    """The same days of the month before: to compare a month that is not over with its like."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), min(last, last.replace(day=min(today.day, last.day)))


@dataclass(frozen=True)
class DealList:
    """The deals behind a line of a summary, newest first, beside the line itself, read at the same moment."""

    by: By | None
    line: SalesLine
    rows: tuple[SaleRow, ...]
    at: datetime

    @property
    def today(self) -> date:
        return local_day(self.at)

    @property
    def total(self) -> Deals:
        return sum((row.deals for row in self.rows), Deals())

    @property
    def agrees(self) -> bool:
        return self.total == self.line.deals


def deals_of(work: Work, by: By | None = None, key: str = "") -> DealList:
    """The deals of one building, layout or month; of the whole project without ``by``."""
    found = sales_summary(work, by or By.BUILDING)
    line = line_total(found) if by is None else next((line for line in found if line.key == key), None)
    first, last = month_days(key) if by is By.MONTH else (FIRST_DAY, LAST_DAY)
    rows = work.reports.sales_detail(
        first, last, key if by is By.BUILDING else None, key if by is By.LAYOUT else None
    )  # fmt: skip
    empty = SalesLine(key, Deals(), None if by is By.MONTH else Stock())
    return DealList(by, replace(line or empty, key=key), tuple(rows)[::-1], work.now)
