"""Every special transaction that was carried out between two days, with the month it counts in (变更明细表: 退房, 换房,
更名, 变更付款方式与折扣, 延期): what the stored sheets said before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from salesdesk.domain.change_sheet import from_plain
from salesdesk.domain.i18n import tr
from salesdesk.domain.labels import local_day
from salesdesk.domain.long_work import Cancelled
from salesdesk.domain.report_table import Column, ColumnKind, ReportSheet
from salesdesk.domain.requests import KIND_WORDS
from salesdesk.repository.requests import RequestDetail
from salesdesk.repository.work import Work
from salesdesk.services.changes import counts_in
from salesdesk.services.packed_rows import PackedRows
from salesdesk.services.report_sheets import period_words, report_titles
from salesdesk.services.reports import FIRST_DAY, LAST_DAY, require_reports

_K = ColumnKind


def changes_sheet(
    work: Work, first: date = FIRST_DAY, last: date = LAST_DAY, cancelled: Cancelled | None = None
) -> ReportSheet:
    """The changes carried out between two days, oldest first.

    Raises:
        NotAllowed: the person may not read reports.
    """
    require_reports(work)
    name = tr("Changes carried out")
    period = tr("Carried out on: {period}").format(period=period_words(first, last))
    rows = PackedRows(_rows(work.requests.carried_out(first, last), work.today), cancelled)
    titles = report_titles(work.projects.head().project, work.now, work.actor.name, name, period)
    return ReportSheet(name, _columns(), rows, titles, len(rows))


def changes_count(work: Work, first: date, last: date) -> int:
    """How many changes were carried out between two days."""
    return len(work.requests.carried_out(first, last))


def _added(heading: str) -> Column:
    return Column(heading, _K.YUAN, total=True)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Month")), Column(tr("Carried out on"), _K.DATE), Column(tr("Kind of change"), width=16),
        Column(tr("Request"), width=16), Column(tr("Order number"), width=18), Column(tr("Buyers"), width=18),
        Column(tr("Unit before"), width=12), Column(tr("Unit after"), width=12), _added(tr("Total before")),
        _added(tr("Total after")), _added(tr("Difference yuan")), _added(tr("Handling fee")), _added(tr("Penalty")),
        _added(tr("Returned")), Column(tr("Asked on"), _K.DATE), Column(tr("Carried out by")),
        Column(tr("Reason"), width=30),
    )  # fmt: skip


def _rows(found: Sequence[RequestDetail], today: date) -> Iterator[Sequence[object]]:
    for detail in found:
        row, sheet = detail.row, from_plain(detail.sheet)
        ends = sheet.after.working is None
        yield (
            counts_in(row, today), local_day(row.closed_at) if row.closed_at else None, tr(KIND_WORDS[row.kind]),
            row.number, sheet.order_number, sheet.customer, sheet.before.unit_label,
            "" if ends else sheet.after.unit_label, sheet.before.total_fen, sheet.after.total_fen,
            sheet.difference_fen, sheet.fee_fen, sheet.penalty_fen, sheet.to_return_fen, local_day(row.asked_at),
            row.closed_by, row.reason,
        )  # fmt: skip
