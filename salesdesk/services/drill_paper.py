"""The protocol of a restore drill: a page to be read at a prompt, and the same on paper."""

from __future__ import annotations

from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.office_time import minute
from salesdesk.domain.papers import Letterhead, PrintStamp
from salesdesk.domain.report_table import Column, ReportSheet
from salesdesk.services.restore_drill import Protocol


def headings(protocol: Protocol) -> list[str]:
    """What was drilled, when, and what came of it."""
    manifest = protocol.backup.manifest
    taken, drilled = (minute(moment) for moment in (manifest.moment, protocol.drilled_at))
    words = tr("Office {office} on {server}, schema version {schema}; backup of {taken} by SalesDesk {program}")
    wrong = sum(not line.good for line in protocol.lines)
    return [
        tr("Restore drill of {backup}").format(backup=protocol.backup.name),
        words.format(office=manifest.office, server=manifest.server, schema=manifest.schema, taken=taken,
                     program=manifest.program),
        tr("Drilled {at}, {seconds} s").format(at=drilled, seconds=f"{protocol.seconds:.1f}"),
        tr("PASSED: the office can be restored from this backup.") if protocol.passed
        else tr("FAILED: {wrong} of {all} are not as they should be.").format(wrong=wrong, all=len(protocol.lines)),
    ]  # fmt: skip


def text(protocol: Protocol) -> list[str]:
    """The protocol, a line for each thing that was tried."""
    title, office, drilled, result = headings(protocol)
    tried = [f"  {tr('ok') if line.good else tr('NOT')}  {line.what}: {line.found}" for line in protocol.lines]
    return [title, office, drilled, *tried, result]


def pdf(protocol: Protocol, by: str) -> bytes:
    """The protocol on paper; ``by`` is who drilled."""
    from salesdesk.printing.report import render_report

    rows = [(line.what, line.found, tr("ok") if line.good else tr("NOT")) for line in protocol.lines]
    columns = (Column(tr("Tried")), Column(tr("Found")), Column(tr("Result")))
    sheet = ReportSheet(tr("Restore drill"), columns, rows, tuple(headings(protocol)), len(rows))
    office = Letterhead(company=protocol.backup.manifest.office, project=protocol.backup.name, address="")
    return render_report(
        sheet, office, PrintStamp(printed_at=protocol.drilled_at, printed_by=by, print_no=1, copies=())
    )


def write_pdf(protocol: Protocol, path: Path, by: str) -> None:
    """Writes the paper.

    Raises:
        BadInput: the file cannot be written.
    """
    try:
        path.write_bytes(pdf(protocol, by))
    except OSError as error:
        raise BadInput(mark("“{path}” cannot be written: {why}."), path=path, why=error.strerror or error) from error
