"""The figures of the overview as its parts show them: cells, bars, and their words."""

from __future__ import annotations

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import MILLION, divide_half_up
from salesdesk.domain.sales_figures import By, SalesLine
from salesdesk.domain.states import STATE_WORDS, SaleState
from salesdesk.services.figure_words import FIGURE_WORDS, Figure, explain, months_of_stock
from salesdesk.services.reports import FREE, Overview, StateLine
from salesdesk.views.reports.key_figures import FigureCell
from salesdesk.views.reports.month_chart import MonthBar
from salesdesk.views.reports.share_bars import ShareBar
from salesdesk.views.reports.wording import NOTHING, coded_name, in_unit, large_sum, percent, wan, wan_unit

MOST_LAYOUTS = 8


def figure_cells(seen: Overview) -> list[FigureCell]:
    """The key figures, each with what stands beside it."""
    deals, stock = seen.total.deals, seen.total.stock
    month, before = seen.this_month, seen.month_before_to_date
    total, total_unit = large_sum(deals.total_fen)
    received, received_unit = large_sum(deals.received_fen)
    left, left_unit = large_sum(deals.receivable_fen)
    this, then = tr("this month"), tr("same days before")
    share = percent(seen.total.sell_through)
    realised = percent(deals.realised, 2)
    launched, free = (stock.launched, stock.free) if stock else (0, 0)
    cells = {
        Figure.DEALS: (f"{deals.count:,}", tr("units"), ((this, f"{month.count:,}"), (then, f"{before.count:,}"))),
        Figure.TOTAL: (
            total, total_unit,
            ((this, in_unit(month.total_fen, total_unit)), (then, in_unit(before.total_fen, total_unit))),
        ),
        Figure.SELL_THROUGH: (
            share.rstrip("%"), "%" if share != NOTHING else "",
            ((tr("launched"), f"{launched:,}"), (tr("to be sold"), f"{free:,}")),
        ),
        Figure.REALISED: (
            realised.rstrip("%"), "%" if realised != NOTHING else "", ((tr("agreed ÷ list price"), ""),),
        ),
        Figure.RECEIVED: (received, received_unit, ((tr("of what was agreed"), percent(deals.received_share)),)),
        Figure.RECEIVABLE: (left, left_unit, ((tr("due or not, with loans"), ""),)),
    }  # fmt: skip
    return [FigureCell(figure.value, tr(FIGURE_WORDS[figure]), *cells[figure]) for figure in Figure]


def month_bar(line: SalesLine) -> MonthBar:
    """A month of the chart."""
    words = tr("{month}: {count} sold, {sum}").format(
        month=line.key, count=line.deals.count, sum=f"{wan(line.deals.total_fen)} {wan_unit()}"
    )
    return MonthBar(line.key, line.deals.total_fen, words)


def layout_bars(lines: tuple[SalesLine, ...]) -> list[ShareBar]:
    """The layouts with the most launched units, in their order; the table has them all."""
    known = sorted(lines, key=lambda line: -(line.stock.launched if line.stock else 0))[:MOST_LAYOUTS]
    return [_layout_bar(line) for line in lines if line in known]


def _layout_bar(line: SalesLine) -> ShareBar:
    code, name = coded_name(By.LAYOUT, line.key)
    launched = line.stock.launched if line.stock else 0
    note = f"{line.deals.count} / {launched}" if launched else NOTHING
    return ShareBar(line.key, name, line.sell_through or 0, percent(line.sell_through), note, code=code)


def state_bars(seen: Overview) -> list[ShareBar]:
    """How the units of the project share out; none before there are units."""
    units = seen.total.stock.units if seen.total.stock else 0
    return [_state_bar(line, units) for line in seen.states] if units else []


def _state_bar(line: StateLine, units: int) -> ShareBar:
    key = SaleState.AVAILABLE.value if line.state == FREE else line.state
    note = wan(line.total_fen) if line.total_fen else NOTHING
    return ShareBar(line.state, _state_word(line.state), divide_half_up(line.units * MILLION, units), f"{line.units:,}",
                    note, mark=key)  # fmt: skip


def _state_word(state: str) -> str:
    return tr("To be sold") if state == FREE else tr(STATE_WORDS[SaleState(state)])


def explain_state(seen: Overview, state: str) -> tuple[str, str]:
    """Head and sentence for the units in one state."""
    line = next((line for line in seen.states if line.state == state), None)
    if line is None:
        return "", ""
    if state == FREE:
        words = tr("{count} units that are available or held; held ones can be sold once they are released.")
        sentence = words.format(count=line.units)
        months = months_of_stock(seen)
        return _state_word(state), f"{sentence} {explain(seen, Figure.SELL_THROUGH)}" if months else sentence
    sentence = tr("{count} units stand in this state now; their orders come to {sum}.").format(
        count=line.units, sum=f"{wan(line.total_fen)} {wan_unit()}"
    )
    return _state_word(state), sentence if line.total_fen else tr("{count} units stand in this state now.").format(
        count=line.units
    )
