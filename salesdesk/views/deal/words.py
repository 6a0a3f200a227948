"""How prices, discounts and due items read on the form: one way for deal and orders."""

from __future__ import annotations

from datetime import date

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import (
    format_area,
    format_percent,
    format_yuan,
    format_yuan_short,
    price_of_area,
)
from salesdesk.domain.pricing import Agreed, DiscountKind, PointsBase, PricingRules, StepOrder, Working, WorkingLine
from salesdesk.domain.schedules import EVENT_WORDS, DueItem, Event
from salesdesk.views.kit.date_text import short_date, weekday

_START_WORDS: dict[Event, str] = {
    Event.SUBSCRIPTION: mark("subscription + {n} days"),
    Event.CONTRACT: mark("contract + {n} days"),
    Event.LOAN_APPROVAL: mark("loan approval + {n} days"),
    Event.NODE: mark("construction node + {n} days"),
    Event.HANDOVER: mark("handover + {n} days"),
    Event.SETTLEMENT: mark("settlement + {n} days"),
    Event.FIXED_DATE: mark("fixed date + {n} days"),
}


def plain_number(value: int, scale: int) -> str:
    """``995000`` over ``10000`` → ``99.5``: as many decimals as there are, none for a whole number."""
    whole, rest = divmod(value, scale)
    digits = str(rest).rjust(len(str(scale)) - 1, "0").rstrip("0")
    return f"{whole}.{digits}" if digits else str(whole)


def signed_yuan(fen: int) -> str:
    """``+5.71`` or ``−12,358.52``."""
    return f"+{format_yuan(fen)}" if fen > 0 else format_yuan(fen)


def extent(kind: str, value: int) -> str:
    """How much a discount takes: ``99 折``, ``减 0.5 点``, ``减 10,000 元``, ``减 100 元/㎡``."""
    match kind:
        case DiscountKind.PERCENT:
            return tr("× {n} %").format(n=plain_number(value, 10_000))
        case DiscountKind.POINTS:
            return tr("{n} points off").format(n=plain_number(value, 10_000))
        case DiscountKind.SUM:
            return tr("{sum} yuan off").format(sum=format_yuan_short(value))
        case DiscountKind.UNIT_SUM:
            return tr("{sum} yuan/㎡ off").format(sum=format_yuan_short(value))
        case _:
            return ""


def formula(line: WorkingLine, area_cm2: int) -> str:
    """The sum that a line does: ``2,471,704.80 × 0.99``."""
    before = format_yuan(line.after_fen + line.off_fen)
    match line.kind:
        case DiscountKind.PERCENT:
            return f"{before} × {plain_number(line.value, 1_000_000)}"
        case DiscountKind.POINTS:
            return f"{before} − {format_yuan(line.base_fen)} × {plain_number(line.value, 10_000)}%"
        case DiscountKind.SUM:
            return f"{before} − {format_yuan(line.value)}"
        case DiscountKind.UNIT_SUM:
            return f"{before} − {format_yuan_short(line.value)} × {format_area(area_cm2)} ㎡"
        case _:
            return ""


def list_formula(working: Working) -> str:
    """Area × unit price where that is what the list total comes to; a total that was given otherwise stands alone."""
    if price_of_area(working.list_unit_price_fen, working.area_cm2) != working.list_total_fen:
        return ""
    return f"{format_area(working.area_cm2)} ㎡ × {format_yuan_short(working.list_unit_price_fen)}"


def rounding_words(value_fen: int) -> str:
    return tr("to {sum} yuan").format(sum=plain_number(value_fen, 100))


def rules_note(rules: PricingRules) -> str:
    """``先乘后减　点数按原价　每步四舍五入到分``."""
    first = tr("multiply first") if rules.order is StepOrder.MULTIPLY_FIRST else tr("subtract first")
    original = rules.points_base is PointsBase.ORIGINAL
    points = tr("points off the list price") if original else tr("points off the running price")
    agreed = [] if rules.agreed is Agreed.TOTAL else [tr("unit price agreed")]
    return "　".join([first, points, tr("each step rounded to the fen"), *agreed])


def due_start(due: DueItem) -> str:
    """What a due date counts from: ``认购当日``, ``签约 + 45 日``."""
    if not due.days:
        return tr("day of {event}").format(event=tr(EVENT_WORDS[due.event]))
    return tr(_START_WORDS[due.event]).format(n=due.days)


def due_day(day: date | None, today: date) -> str:
    """``11-29 周日``; a date that its event has not set yet is a dash."""
    return f"{short_date(day, today)} {weekday(day)}" if day is not None else "—"


def share_text(ten_thousandths: int) -> str:
    """``6000`` → ``60.00%``."""
    return format_percent(ten_thousandths * 100)


def whole_percent(ten_thousandths: int) -> str:
    """``7000`` → ``70%``, ``3333`` → ``33.33%``."""
    return f"{plain_number(ten_thousandths, 100)}%"


def per_m2(fen: int) -> str:
    return tr("{sum} yuan/㎡").format(sum=format_yuan(fen))


def amount_text(fen: int) -> str:
    """The one amount of the panel: without decimals where they are zero."""
    return format_yuan_short(fen)


def with_swap(day: date | None, swapped_on: date | None) -> str:
    """The day of a paper, and beside it the day on which the order went to another unit since."""
    if day is None or swapped_on is None or swapped_on < day:
        return str(day or "")
    return tr("{day}, swapped {swap}").format(day=day.isoformat(), swap=swapped_on.isoformat())
