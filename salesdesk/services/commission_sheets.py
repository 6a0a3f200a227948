"""The commission of a month as an Excel file: what each person, agency and referrer gets, each deal with its figure,
and every working."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from salesdesk.domain.commission import FOR_WORDS
from salesdesk.domain.i18n import tr
from salesdesk.domain.long_work import Cancelled, Progress
from salesdesk.domain.permissions import Permission
from salesdesk.domain.report_table import Column, ColumnKind, ReportSheet
from salesdesk.repository.work import Work
from salesdesk.services.commissions import CommissionSheet, commission_sheet
from salesdesk.services.office import Office
from salesdesk.services.report_sheets import report_titles

_K = ColumnKind


def commission_sheets(work: Work, month: str) -> tuple[ReportSheet, ...]:
    """The three sheets of a month.

    Raises:
        NotAllowed: the person may not export.
    """
    work.require(Permission.EXPORT)
    found = commission_sheet(work, month)
    if found.why_not_see is not None:
        raise found.why_not_see.raised()
    state = tr("closed, never changes") if found.closed else tr("as it stands now, not closed")
    notes = (tr("Commission of {month}").format(month=month), state)
    return _people(work, found, notes), _deals(work, found, notes), _workings(work, found, notes)


def _titles(work: Work, name: str, notes: Sequence[str]) -> tuple[str, ...]:
    return report_titles(work.projects.head().project, work.now, work.actor.name, name, *notes)


def _yuan(heading: str) -> Column:
    return Column(heading, _K.YUAN, total=True)


def _people(work: Work, found: CommissionSheet, notes: Sequence[str]) -> ReportSheet:
    name = tr("Commission by person")
    columns = (
        Column(tr("Scheme for"), width=12), Column(tr("Person"), width=14),
        Column(tr("Deals counted"), _K.INTEGER, total=True), _yuan(tr("Figure")),
    )  # fmt: skip
    rows = list[tuple[str, str, int, int]]()
    for (kind, _, who), group in groupby(found.rows, key=lambda row: (row.kind, row.earner, row.name)):
        mine = list(group)
        rows.append((tr(FOR_WORDS[kind]), who, len(mine), sum(row.figure_fen for row in mine)))
    return ReportSheet(name, columns, rows, _titles(work, name, notes), len(rows))


def _deals(work: Work, found: CommissionSheet, notes: Sequence[str]) -> ReportSheet:
    name = tr("Commission by deal")
    columns = (
        Column(tr("Person"), width=14), Column(tr("Unit"), width=14), Column(tr("Customer"), width=16),
        _yuan(tr("Earned up to now")), _yuan(tr("Given before")), _yuan(tr("Figure")),
    )  # fmt: skip
    rows = [(row.name, row.label, row.customer, row.earned_fen, row.given_fen, row.figure_fen) for row in found.rows]
    return ReportSheet(name, columns, rows, _titles(work, name, notes), len(rows))


def _workings(work: Work, found: CommissionSheet, notes: Sequence[str]) -> ReportSheet:
    name = tr("Workings of the commission")
    columns = (
        Column(tr("Person"), width=14), Column(tr("Unit"), width=14), Column(tr("Line"), width=48),
        Column(tr("Sum"), _K.YUAN),
    )  # fmt: skip
    rows = [(row.name, row.label, str(line), line.amount_fen) for row in found.rows for line in row.lines]
    return ReportSheet(name, columns, rows, _titles(work, name, notes), len(rows))


def write_commission(
    office: Office, month: str, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> int:
    """Writes the commission of a month as .xlsx; how many figures it has.

    Raises:
        NotAllowed: the person may not export.
        BadInput: the file cannot be written; the old one is as it was.
    """
    from salesdesk.excel.workbook import write_workbook

    sheets = office.read(commission_sheets, month)
    write_workbook(path, sheets, progress=progress, cancelled=cancelled)
    return sheets[1].row_count


def commission_file_name(project: str, month: str) -> str:
    """What the file is called unless the person says otherwise."""
    name = tr("Commission")
    return f"{project} {name} {month}.xlsx"
