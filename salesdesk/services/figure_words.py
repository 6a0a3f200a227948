"""“Explain this number”: for each figure of the overview, what is counted, as of when, and the sum that leads to it."""

from __future__ import annotations

from enum import StrEnum

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import divide_half_up, format_percent, format_yuan, format_yuan_short
from salesdesk.domain.office_time import minute
from salesdesk.domain.sales_figures import Deals, SalesLine, format_area_sum
from salesdesk.services.reports import PACE_MONTHS, Overview


class Figure(StrEnum):
    """The key figures of the overview, in their order."""

    DEALS = "deals"
    TOTAL = "total"
    SELL_THROUGH = "sell_through"
    REALISED = "realised"
    RECEIVED = "received"
    RECEIVABLE = "receivable"


FIGURE_WORDS: dict[Figure, str] = {
    Figure.DEALS: mark("Sold in all"),
    Figure.TOTAL: mark("Agreed in all"),
    Figure.SELL_THROUGH: mark("Sell-through"),
    Figure.REALISED: mark("Price realised"),
    Figure.RECEIVED: mark("Price received"),
    Figure.RECEIVABLE: mark("Still to come in"),
}


def explain(seen: Overview, figure: Figure) -> str:
    """What a key figure counts, and how it comes about."""
    moment = minute(seen.at)
    return tr("As of {moment}.").format(moment=moment) + " " + _EXPLAINED[figure](seen)


def _deals(seen: Overview) -> str:
    return tr(
        "{count} units that are subscribed, contracted, filed or handed over. Reservations do not count, cancelled "
        "orders no longer do. This month, by the day of subscription: {month}; the same days of the month before: "
        "{before}."
    ).format(count=seen.total.deals.count, month=seen.this_month.count, before=seen.month_before_to_date.count)


def _total(seen: Overview) -> str:
    return tr(
        "The agreed totals of these {count} orders, by the terms that count now: {total} yuan. This month {month} "
        "yuan; the same days of the month before {before} yuan."
    ).format(
        count=seen.total.deals.count, total=format_yuan(seen.total.deals.total_fen),
        month=format_yuan(seen.this_month.total_fen), before=format_yuan(seen.month_before_to_date.total_fen),
    )  # fmt: skip


def _sell_through(seen: Overview) -> str:
    stock, sold = seen.total.stock, seen.total.deals.count
    if stock is None or not stock.launched:
        return tr("Nothing is launched yet, so there is no share to work out.")
    words = tr(
        "{sold} sold ÷ {launched} launched = {share}. {unlaunched} units that are not launched do not count. Launched "
        "are also {reserved} reserved and {free} that can be sold."
    ).format(
        sold=sold, launched=stock.launched, share=format_percent(seen.total.sell_through or 0, 1),
        unlaunched=stock.units - stock.launched, reserved=stock.reserved, free=stock.free,
    )  # fmt: skip
    months = months_of_stock(seen)
    if months is None:
        return words
    return f"{words} " + tr("At the pace of the last {months} months ({pace} sold) they last {left} months.").format(
        months=PACE_MONTHS, pace=seen.pace, left=months
    )


def months_of_stock(seen: Overview) -> str | None:
    """How many months the free units last at the pace of the last months, with one decimal; None without a pace."""
    if not seen.pace or seen.total.stock is None:
        return None
    tenths = divide_half_up(seen.total.stock.free * PACE_MONTHS * 10, seen.pace)
    return f"{tenths // 10}.{tenths % 10}"


def _realised(seen: Overview) -> str:
    return _realised_of(seen.total.deals) or tr("Nothing is sold yet, so there is no share to work out.")


def _realised_of(deals: Deals) -> str:
    if deals.realised is None:
        return ""
    return tr(
        "Agreed {total} yuan ÷ list price at the time {list} yuan = {share}. What is missing are discounts and "
        "rounding."
    ).format(
        total=format_yuan(deals.total_fen), list=format_yuan(deals.list_fen), share=format_percent(deals.realised)
    )  # fmt: skip


def _received(seen: Overview) -> str:
    deals = seen.total.deals
    return tr(
        "Price money of these {count} orders, loans paid out among it: receipts less refunds and reversals, voided "
        "ones aside: {received} yuan, {share} of what was agreed. What is collected for others, fees and penalties do "
        "not count, nor does money of reservations and cancelled orders."
    ).format(
        count=deals.count, received=format_yuan(deals.received_fen), share=format_percent(deals.received_share or 0, 1)
    )  # fmt: skip


def _receivable(seen: Overview) -> str:
    deals = seen.total.deals
    return tr(
        "Agreed {total} yuan − received {received} yuan = {left} yuan, due or not yet due, loans not paid out among it."
    ).format(
        total=format_yuan(deals.total_fen), received=format_yuan(deals.received_fen),
        left=format_yuan(deals.receivable_fen),
    )  # fmt: skip


_EXPLAINED = {
    Figure.DEALS: _deals,
    Figure.TOTAL: _total,
    Figure.SELL_THROUGH: _sell_through,
    Figure.REALISED: _realised,
    Figure.RECEIVED: _received,
    Figure.RECEIVABLE: _receivable,
}


def explain_line(line: SalesLine) -> str:
    """How the figures of one line of a summary come about, a line of text for each."""
    return "\n".join(words for words in (_stock_of(line), *_money_of(line.deals)) if words)


def _stock_of(line: SalesLine) -> str:
    stock = line.stock
    if stock is None:
        return tr("{count} subscribed in this month and not cancelled since.").format(count=line.deals.count)
    if not stock.launched:
        return tr("{units} units, none of them launched.").format(units=stock.units)
    return tr(
        "{launched} launched of {units} units = {sold} sold + {reserved} reserved + {free} to be sold; sell-through "
        "{sold} ÷ {launched} = {share}."
    ).format(
        launched=stock.launched, units=stock.units, sold=line.deals.count, reserved=stock.reserved, free=stock.free,
        share=format_percent(line.sell_through or 0, 1),
    )  # fmt: skip


def _money_of(deals: Deals) -> tuple[str, ...]:
    if deals.average_fen is None:
        return ()
    average = tr("Average {total} yuan ÷ {area} m² = {average} yuan per m².").format(
        total=format_yuan(deals.total_fen), area=format_area_sum(deals.area_cm2),
        average=format_yuan_short(deals.average_fen),
    )  # fmt: skip
    left = tr("Agreed {total} yuan − received {received} yuan = {left} yuan to come in.").format(
        total=format_yuan(deals.total_fen), received=format_yuan(deals.received_fen),
        left=format_yuan(deals.receivable_fen),
    )  # fmt: skip
    return average, _realised_of(deals), left
