"""Reports leaving the program: as Excel files, and as papers.

A file takes the place of an old one when it is complete. What goes wrong with it (open in another program, no space,
no permission) is a `BadInput` with a sentence, and the old file is as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.long_work import Cancelled, Progress
from salesdesk.domain.permissions import Permission
from salesdesk.domain.report_table import ReportSheet
from salesdesk.domain.sales_figures import By
from salesdesk.repository.work import Work
from salesdesk.services import paper_facts
from salesdesk.services.change_list import changes_count, changes_sheet
from salesdesk.services.office import Office
from salesdesk.services.report_sheets import (
    deal_list_sheet,
    money_entries_sheet,
    sales_detail_sheet,
    sales_summary_sheet,
)
from salesdesk.services.reports import FIRST_DAY, LAST_DAY, require_reports


class ReportKind(StrEnum):
    """The reports that are written as Excel files."""

    SALES_DETAIL = "sales_detail"
    SALES_SUMMARY = "sales_summary"
    MONEY_ENTRIES = "money_entries"
    CHANGES = "changes"


REPORT_WORDS: dict[ReportKind, str] = {
    ReportKind.SALES_DETAIL: mark("Sales detail"),
    ReportKind.SALES_SUMMARY: mark("Sales summary"),
    ReportKind.MONEY_ENTRIES: mark("Receipts and refunds"),
    ReportKind.CHANGES: mark("Changes carried out"),
}
DATED = frozenset({ReportKind.SALES_DETAIL, ReportKind.MONEY_ENTRIES, ReportKind.CHANGES})
"""Reports of what happened between two days; the summary is of this moment."""


def write_report(
    office: Office,
    kind: ReportKind,
    path: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    first: date = FIRST_DAY,
    last: date = LAST_DAY,
) -> int:
    """Writes a report as .xlsx; how many rows it has.

    Everything in it is of one moment. That moment is over before the file is begun, so that nobody waits in the
    database for a disk (`packed_rows`).

    Args:
        progress: told the rows written and to write; reading them comes before, and takes a fraction of the time.
        first, last: the days of a dated report, both counted.

    Raises:
        NotAllowed: the person may not read reports, or not export them.
        BadInput: the file cannot be written; the old one is as it was.
        Stopped: as ``cancelled`` asked; likewise.
    """
    from salesdesk.excel.workbook import write_workbook

    sheets = office.read(_sheets, kind, first, last, cancelled)
    write_workbook(path, sheets, progress=progress, cancelled=cancelled)
    return sum(sheet.row_count for sheet in sheets)


def _sheets(
    work: Work, kind: ReportKind, first: date, last: date, cancelled: Cancelled | None
) -> Sequence[ReportSheet]:
    work.require(Permission.EXPORT)
    match kind:
        case ReportKind.SALES_DETAIL:
            return [sales_detail_sheet(work, first, last, cancelled)]
        case ReportKind.SALES_SUMMARY:
            return [sales_summary_sheet(work, by) for by in By]
        case ReportKind.MONEY_ENTRIES:
            return [money_entries_sheet(work, first, last, cancelled)]
        case ReportKind.CHANGES:
            return [changes_sheet(work, first, last, cancelled)]


def file_name(kind: ReportKind, project: str, day: date) -> str:
    """What the file is called unless the person says otherwise."""
    return f"{project} {tr(REPORT_WORDS[kind])} {day.isoformat()}.xlsx"


def report_rows(work: Work, kind: ReportKind, first: date = FIRST_DAY, last: date = LAST_DAY) -> int:
    """How many rows a dated report has: to see before it is written."""
    require_reports(work)
    if kind is ReportKind.CHANGES:
        return changes_count(work, first, last)
    count = work.reports.sales_count if kind is ReportKind.SALES_DETAIL else work.reports.money_count
    return count(first, last)


def summary_pdf(work: Work, by: By) -> bytes:
    """The summary by building, layout or month as PDF."""
    return _pdf(work, sales_summary_sheet(work, by))


def deals_pdf(work: Work, by: By | None = None, key: str = "") -> bytes:
    """The deals behind one line of a summary as PDF."""
    return _pdf(work, deal_list_sheet(work, by, key))


def _pdf(work: Work, sheet: ReportSheet) -> bytes:
    from salesdesk.printing.report import render_report

    return render_report(sheet, paper_facts.letterhead(work, work.projects.head()), paper_facts.stamp(work))
