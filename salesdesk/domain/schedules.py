"""From a payment scheme to due items: who owes what by when (DOMAIN.md, "Payment scheme").

The due items of the two price classes always add up to the contract total, to the fen: fixed sums and loan parts are
set first, the line that takes the rest gets what is left, and parts of one line are split so that nothing is lost.
A loan is always rounded down, the rest goes to the buyer's own money.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import MILLION, divide_half_up, format_yuan, split_evenly, times_millionths
from salesdesk.domain.money_items import PRICE_CLASSES, MoneyClass
from salesdesk.domain.working_days import add_months, add_working_days


class Event(StrEnum):
    """What a due date is counted from."""

    SUBSCRIPTION = "subscription"
    CONTRACT = "contract"
    LOAN_APPROVAL = "loan_approval"
    NODE = "node"
    HANDOVER = "handover"
    SETTLEMENT = "settlement"
    FIXED_DATE = "fixed_date"


class DayKind(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"


class SchemeKind(StrEnum):
    IN_FULL = "in_full"
    STAGES = "stages"
    COMMERCIAL_LOAN = "commercial_loan"
    PROVIDENT_FUND = "provident_fund"
    COMBINED_LOAN = "combined_loan"


KIND_WORDS: dict[SchemeKind, str] = {
    SchemeKind.IN_FULL: mark("In full"),
    SchemeKind.STAGES: mark("In stages"),
    SchemeKind.COMMERCIAL_LOAN: mark("Commercial loan scheme"),
    SchemeKind.PROVIDENT_FUND: mark("Provident fund scheme"),
    SchemeKind.COMBINED_LOAN: mark("Combined loan scheme"),
}
EVENT_WORDS: dict[Event, str] = {
    Event.SUBSCRIPTION: mark("subscription"),
    Event.CONTRACT: mark("contract"),
    Event.LOAN_APPROVAL: mark("loan approval"),
    Event.NODE: mark("construction node"),
    Event.HANDOVER: mark("handover"),
    Event.SETTLEMENT: mark("settlement"),
    Event.FIXED_DATE: mark("fixed date"),
}


@dataclass(frozen=True)
class SchemeLine:
    """One line of a scheme.

    Exactly one of ``share_millionths``, ``amount_fen`` and ``takes_rest`` says how much. ``less_earnest`` takes what
    the scheme asks as earnest money off this line (定金抵首付). ``parts`` share the line evenly, ``gap_months`` apart.
    """

    item: str
    klass: MoneyClass
    event: Event
    name: str = ""
    months: int = 0
    days: int = 0
    day_kind: DayKind = DayKind.CALENDAR
    share_millionths: int = 0
    amount_fen: int = 0
    takes_rest: bool = False
    less_earnest: bool = False
    parts: int = 1
    gap_months: int = 1
    fixed_on: date | None = None
    node: str = ""


@dataclass(frozen=True)
class Scheme:
    """A payment scheme as it is worked with; ``loan_round_fen`` is the step that loans are rounded down to."""

    name: str
    kind: SchemeKind
    lines: tuple[SchemeLine, ...]
    loan_round_fen: int = 1_000_000


@dataclass(frozen=True)
class DueItem:
    """One sum owed by one date; ``due_on`` is None until its event has a date."""

    seq: int
    item: str
    klass: MoneyClass
    name: str
    event: Event
    days: int
    due_on: date | None
    amount_fen: int
    share_millionths: int
    node: str = ""
    months: int = 0
    day_kind: DayKind = DayKind.CALENDAR


@dataclass(frozen=True)
class EventDates:
    """The dates that due dates are counted from; what is not yet known is missing."""

    dates: Mapping[Event, date]
    working_day_exceptions: Mapping[date, bool]
    nodes: Mapping[str, date] = field(default_factory=dict)
    """When each construction node was reached."""


def _round_down(fen: int, step: int) -> int:
    return fen // step * step if step > 1 else fen


def _amount(line: SchemeLine, total_fen: int, scheme: Scheme) -> int:
    """What a line asks for by itself, before earnest money and the rest of the price are looked at."""
    amount = line.amount_fen or times_millionths(total_fen, line.share_millionths)
    return _round_down(amount, scheme.loan_round_fen) if line.klass is MoneyClass.PRICE_BY_LOAN else amount


def _amounts(scheme: Scheme, total_fen: int) -> list[int]:
    """What each line comes to. The price classes are balanced by the line that takes the rest; what a loan loses by
    rounding down, by a line of the buyer's own money."""
    lines = scheme.lines
    amounts = [0 if line.takes_rest else _amount(line, total_fen, scheme) for line in lines]
    earnest = sum(amount for line, amount in zip(lines, amounts, strict=True) if line.item == "earnest")
    amounts = [
        amount - earnest if line.less_earnest and not line.takes_rest else amount
        for line, amount in zip(lines, amounts, strict=True)
    ]
    priced = [i for i, line in enumerate(lines) if line.klass in PRICE_CLASSES]
    rest = total_fen - sum(amounts[i] for i in priced)
    _check_rest(scheme, rest, total_fen)
    for i in [i for i in priced if lines[i].takes_rest and lines[i].klass is MoneyClass.PRICE_BY_LOAN][-1:]:
        amounts[i] = _round_down(rest, scheme.loan_round_fen)
        rest -= amounts[i]
    if rest:
        amounts[_rest_line(scheme)] += rest
    if any(amount < 0 for amount in amounts):
        raise _too_much(scheme, total_fen)
    return amounts


def _check_rest(scheme: Scheme, rest: int, total_fen: int) -> None:
    """Without a line that takes the rest, no more than what rounding leaves may be over or missing."""
    if any(line.takes_rest and line.klass in PRICE_CLASSES for line in scheme.lines):
        return
    loans = sum(line.klass is MoneyClass.PRICE_BY_LOAN for line in scheme.lines)
    if rest > len(scheme.lines) + loans * scheme.loan_round_fen:
        raise BadInput(
            mark("The scheme “{scheme}” does not come to the whole price of {total} yuan."),
            scheme=scheme.name,
            total=format_yuan(total_fen),
        )
    if rest < -len(scheme.lines):
        raise _too_much(scheme, total_fen)


def _rest_line(scheme: Scheme) -> int:
    """The line of the buyer's own money that takes what is over: the one that takes the rest, else the down payment,
    else the last one that is a share."""
    own = [i for i, line in enumerate(scheme.lines) if line.klass is MoneyClass.PRICE and not line.amount_fen]
    resting = [i for i in own if scheme.lines[i].takes_rest]
    down = [i for i in own if scheme.lines[i].item == "down_payment"]
    if not own:
        raise BadInput(
            mark("The scheme “{scheme}” has no line that can take the rest of the price."), scheme=scheme.name
        )
    return (resting or down or own)[-1]


def _too_much(scheme: Scheme, total_fen: int) -> BadInput:
    return BadInput(
        mark("The scheme “{scheme}” asks for more than the price of {total} yuan."),
        scheme=scheme.name,
        total=format_yuan(total_fen),
    )


def _due_on(line: SchemeLine, part: int, when: EventDates) -> date | None:
    start = when.dates.get(line.event)
    if line.event is Event.FIXED_DATE:
        start = line.fixed_on
    elif line.event is Event.NODE:
        start = when.nodes.get(line.node)
    if start is None:
        return None
    return counted_from(start, line.months + part * line.gap_months, line.days, line.day_kind, when)


def counted_from(start: date, months: int, days: int, day_kind: DayKind, when: EventDates) -> date:
    """The day that lies so many months and then so many days, of the calendar or working ones, after ``start``."""
    due = add_months(start, months)
    if day_kind is DayKind.WORKING:
        return add_working_days(due, days, when.working_day_exceptions)
    return due + timedelta(days=days)


def schedule(scheme: Scheme, total_fen: int, when: EventDates) -> tuple[DueItem, ...]:
    """The due items of a deal at ``total_fen``.

    Raises:
        BadInput: the scheme asks for more than the price.
    """
    items = list[DueItem]()
    for line, amount in zip(scheme.lines, _amounts(scheme, total_fen), strict=True):
        for part, sum_fen in enumerate(split_evenly(amount, line.parts)):
            if sum_fen == 0:
                continue
            share = divide_half_up(sum_fen * MILLION, total_fen) if total_fen else 0
            due_on = _due_on(line, part, when)
            months = line.months + part * line.gap_months
            items.append(
                DueItem(len(items) + 1, line.item, line.klass, line.name, line.event, line.days, due_on, sum_fen, share,
                        line.node, months, line.day_kind)
            )  # fmt: skip
    return tuple(items)


def price_sum(items: Sequence[DueItem]) -> int:
    """What the due items of the price classes add up to: the contract total, always."""
    return sum(item.amount_fen for item in items if item.klass in PRICE_CLASSES)


def loan_sum(items: Sequence[DueItem], item: str | None = None) -> int:
    """What a bank is to pay of it; of one kind of loan where ``item`` names it."""
    wanted: Callable[[DueItem], bool] = lambda due: item is None or due.item == item  # noqa: E731
    return sum(due.amount_fen for due in items if due.klass is MoneyClass.PRICE_BY_LOAN and wanted(due))
