"""Reports as sheets: what Excel and paper get. The same questions as on the screen, so the sums are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.long_work import Cancelled
from salesdesk.domain.money import format_percent
from salesdesk.domain.money_items import CLASS_WORDS, ENTRY_WORDS, ITEMS, METHOD_WORDS, Method, MoneyClass
from salesdesk.domain.office_time import minute
from salesdesk.domain.report_table import Column, ColumnKind, ReportSheet
from salesdesk.domain.sales_figures import By, MoneyRow, SaleRow, SalesLine, line_total
from salesdesk.domain.states import STAGE_WORDS
from salesdesk.repository.work import Work
from salesdesk.services.packed_rows import PackedRows
from salesdesk.services.reports import FIRST_DAY, LAST_DAY, deals_of, require_reports, sales_summary

_K = ColumnKind
BY_WORDS: dict[By, str] = {
    By.BUILDING: mark("Building"),
    By.LAYOUT: mark("Layout"),
    By.MONTH: mark("Month"),
}
BASIS = mark("subscribed and beyond, cancelled ones aside")
"""What sales reports count (口径)."""


def _added(heading: str, kind: ColumnKind = _K.YUAN) -> Column:
    """A column whose sum stands below it."""
    return Column(heading, kind, total=True)


def line_name(by: By | None, key: str) -> str:
    """What a line of a summary is called."""
    if by is None:
        return tr("All sales")
    return key or (tr("No layout") if by is By.LAYOUT else tr("No name"))


def period_words(first: date, last: date) -> str:
    """The days that a report covers, in words."""
    if first <= FIRST_DAY and last >= LAST_DAY:
        return tr("all days")
    if last >= LAST_DAY:
        return tr("from {first}").format(first=first.isoformat())
    if first <= FIRST_DAY:
        return tr("to {last}").format(last=last.isoformat())
    return tr("{first} to {last}").format(first=first.isoformat(), last=last.isoformat())


def report_titles(project: str, at: datetime, by: str, name: str, *notes: str) -> tuple[str, ...]:
    """The lines above a report: project and name, what it is of, when it was made and by whom."""
    moment = minute(at)
    made = tr("As of {moment}, by {person}").format(moment=moment, person=by)
    return (f"{project}　{name}", "　".join(notes), made)


def _titles(work: Work, name: str, *notes: str) -> tuple[str, ...]:
    return report_titles(work.projects.head().project, work.now, work.actor.name, name, *notes)


# sales detail


def sales_detail_sheet(
    work: Work, first: date = FIRST_DAY, last: date = LAST_DAY, cancelled: Cancelled | None = None
) -> ReportSheet:
    """Every deal signed between two days (销售明细分析表)."""
    require_reports(work)
    period = tr("Subscribed on: {period}").format(period=period_words(first, last))
    titles = _titles(work, tr("Sales detail"), period, _basis())
    rows = PackedRows(_detail_rows(work.reports.sales_detail(first, last)), cancelled)
    return ReportSheet(tr("Sales detail"), _detail_columns(), rows, titles, len(rows))


def _basis() -> str:
    return tr("Counted: {basis}").format(basis=tr(BASIS))


def _detail_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Building")), Column(tr("Entrance")), Column(tr("Unit number")), Column(tr("Layout"), width=18),
        _added(tr("Area m²"), _K.AREA), Column(tr("Order number"), width=18), Column(tr("Buyers"), width=18),
        Column(tr("State")), Column(tr("Subscribed on"), _K.DATE), Column(tr("Contracted on"), _K.DATE),
        Column(tr("Contract number"), width=18), Column(tr("Scheme"), width=16), _added(tr("List total")),
        _added(tr("Agreed total")), Column(tr("Agreed unit price"), _K.YUAN),
        Column(tr("Price realised"), _K.PERCENT), _added(tr("Price received")),
        _added(tr("Still to come in")), Column(tr("Consultant")),
    )  # fmt: skip


def _detail_rows(rows: Iterator[SaleRow]) -> Iterator[Sequence[object]]:
    stages = {stage: tr(word) for stage, word in STAGE_WORDS.items()}
    for row in rows:
        deals = row.deals
        yield (
            row.building, row.entrance, row.number, row.layout, row.area_cm2, row.order_number, row.buyers,
            stages[row.stage], row.subscribed_on, row.contracted_on, row.contract_number, row.scheme, row.list_fen,
            row.total_fen, row.unit_price_fen, deals.realised, row.received_fen, deals.receivable_fen, row.consultant,
        )  # fmt: skip


# sales summary


def sales_summary_sheet(work: Work, by: By) -> ReportSheet:
    """The deals by building, layout or month, with the stock they are made of (销售汇总表)."""
    lines = sales_summary(work, by)
    name = tr("Sales by {what}").format(what=tr(BY_WORDS[by]).lower())
    notes = (_basis(), *_ratios(line_total(lines)))
    if by is By.MONTH:
        rows = [(line_name(by, line.key), *_deal_cells(line)) for line in lines if line.deals.count]
        columns = (Column(tr(BY_WORDS[by])), _added(tr("Sold"), _K.INTEGER), *_deal_columns())
    else:
        rows = [(line_name(by, line.key), *_stock_cells(line), *_deal_cells(line)[1:]) for line in lines]
        columns = (Column(tr(BY_WORDS[by]), width=18), *_stock_columns(), *_deal_columns())
    return ReportSheet(name, columns, rows, _titles(work, name, *notes), len(rows))


def _ratios(total: SalesLine) -> Iterator[str]:
    """The shares of the whole: a totals row cannot add shares up."""
    if total.sell_through is not None:
        yield tr("sell-through {share}").format(share=format_percent(total.sell_through))
    if total.deals.realised is not None:
        yield tr("price realised {share}").format(share=format_percent(total.deals.realised))


def _stock_columns() -> tuple[Column, ...]:
    return (
        _added(tr("Units in all"), _K.INTEGER), _added(tr("Launched"), _K.INTEGER), _added(tr("Sold"), _K.INTEGER),
        _added(tr("Reserved"), _K.INTEGER), _added(tr("To be sold"), _K.INTEGER),
        Column(tr("Sell-through"), _K.PERCENT), _added(tr("List price of the unsold")),
    )  # fmt: skip


def _stock_cells(line: SalesLine) -> tuple[object, ...]:
    stock = line.stock
    if stock is None:
        raise ValueError("a month has no stock")
    return (stock.units, stock.launched, line.deals.count, stock.reserved, stock.free, line.sell_through,
            stock.free_list_fen)  # fmt: skip


def _deal_columns() -> tuple[Column, ...]:
    return (
        _added(tr("Area sold m²"), _K.AREA), _added(tr("List total")), _added(tr("Agreed total")),
        Column(tr("Average per m²"), _K.YUAN), Column(tr("Price realised"), _K.PERCENT),
        _added(tr("Price received")), _added(tr("Still to come in")),
    )  # fmt: skip


def _deal_cells(line: SalesLine) -> tuple[object, ...]:
    deals = line.deals
    return (deals.count, deals.area_cm2, deals.list_fen, deals.total_fen, deals.average_fen, deals.realised,
            deals.received_fen, deals.receivable_fen)  # fmt: skip


# the deals behind a line


def deal_list_sheet(work: Work, by: By | None = None, key: str = "") -> ReportSheet:
    """The deals behind one line of a summary, in the columns that fit on paper."""
    found = deals_of(work, by, key)
    name = tr("Deals: {what}").format(what=line_name(by, key))
    count = trn("{n} deal", "{n} deals", len(found.rows)).format(n=len(found.rows))
    columns = (
        Column(tr("Unit")), Column(tr("Layout")), _added(tr("Area m²"), _K.AREA), Column(tr("Buyers")),
        Column(tr("State")), Column(tr("Subscribed on"), _K.DATE), _added(tr("List total")),
        _added(tr("Agreed total")), Column(tr("Price realised"), _K.PERCENT),
        _added(tr("Price received")), _added(tr("Still to come in")), Column(tr("Consultant")),
    )  # fmt: skip
    rows = [
        (row.unit, row.layout, row.area_cm2, row.buyers, tr(STAGE_WORDS[row.stage]), row.subscribed_on, row.list_fen,
         row.total_fen, row.deals.realised, row.received_fen, row.deals.receivable_fen, row.consultant)
        for row in found.rows
    ]  # fmt: skip
    return ReportSheet(name, columns, rows, _titles(work, name, count, _basis()), len(rows))


# receipts and refunds


def money_entries_sheet(
    work: Work, first: date = FIRST_DAY, last: date = LAST_DAY, cancelled: Cancelled | None = None
) -> ReportSheet:
    """Every line of every receipt, refund and reversal (收退款明细表); a voided sum stands in a column of its own."""
    require_reports(work)
    period = tr("Business day: {period}").format(period=period_words(first, last))
    columns = (
        Column(tr("Business day"), _K.DATE), Column(tr("Received on"), _K.DATE), Column(tr("Entry number"), width=16),
        Column(tr("Kind of entry")), Column(tr("Unit"), width=14), Column(tr("Payer"), width=18),
        Column(tr("Money class"), width=12), Column(tr("Item"), width=14), Column(tr("Method"), width=16),
        _added(tr("Sum")), _added(tr("Voided sum")), Column(tr("Taken by")),
    )  # fmt: skip
    titles = _titles(work, tr("Receipts and refunds"), period)
    rows = PackedRows(_money_rows(work.reports.money_entries(first, last)), cancelled)
    return ReportSheet(tr("Receipts and refunds"), columns, rows, titles, len(rows))


def _money_rows(rows: Iterator[MoneyRow]) -> Iterator[Sequence[object]]:
    for row in rows:
        yield (
            row.business_day, row.received_on, row.number, tr(ENTRY_WORDS[row.kind]), row.unit, row.payer,
            tr(CLASS_WORDS[MoneyClass(row.klass)]), row.item_name or _item(row.item),
            "、".join(tr(METHOD_WORDS[Method(code)]) for code in row.methods if code),
            None if row.voided else row.amount_fen, row.amount_fen if row.voided else None, row.cashier,
        )  # fmt: skip


def _item(code: str) -> str:
    return tr(ITEMS[code].name) if code in ITEMS else code
