"""The review of who may what: every person, role by role and project by project, with what the role allows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from salesdesk.domain.i18n import tr
from salesdesk.domain.office_time import minute
from salesdesk.domain.permissions import PERMISSION_WORDS, ROLE_WORDS, OfficeRole, Permission
from salesdesk.domain.report_table import Column, ColumnKind, ReportSheet
from salesdesk.repository.work import Work
from salesdesk.services import paper_facts
from salesdesk.services.office import Office


def review_sheet(work: Work) -> ReportSheet:
    """One line for each role that somebody holds, and one for whoever holds none; closed logins last."""
    work.require(Permission.PEOPLE_WRITE)
    granted = work.people.granted()
    names = {project.id: project.name for project in work.people.projects(work.actor.person_id)}
    rows = list[tuple[object, ...]]()
    for person in sorted(work.people.all(), key=lambda one: (one.closed_at is not None, one.id)):
        state = tr("closed") if person.closed_at else tr("first password") if person.must_change_password else ""
        for project_id, role in person.roles or ((None, None),):
            first, last = person.dates.get((project_id, role), (None, None)) if role else (None, None)
            where = tr("For the whole house") if project_id is None else names.get(project_id, f"#{project_id}")
            rows.append(
                (
                    person.name,
                    person.login,
                    where if role else "",
                    _word(role),
                    first,
                    last,
                    _may(granted.get(role) if role else None),
                    state,
                )
            )
    made = minute(work.now)
    title = tr("Review: who may what")
    as_of = tr("As of {at}, by {name}").format(at=made, name=work.actor.name)
    return ReportSheet(title, _columns(), rows, (title, as_of), len(rows))


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Full name"), width=12), Column(tr("Login name"), width=14), Column(tr("Project"), width=20),
        Column(tr("Role"), width=14), Column(tr("From day"), ColumnKind.DATE), Column(tr("To day"), ColumnKind.DATE),
        Column(tr("Allows"), width=60), Column(tr("Login"), width=12),
    )  # fmt: skip


def _word(role: OfficeRole | None) -> str:
    return tr(ROLE_WORDS[role]) if role else tr("no role")


def _may(permissions: frozenset[Permission] | None) -> str:
    return tr(", ").join(tr(PERMISSION_WORDS[one]) for one in Permission if one in (permissions or ()))


def review_pdf(work: Work) -> bytes:
    """The review on paper."""
    from salesdesk.printing.report import render_report

    return render_report(
        review_sheet(work), paper_facts.letterhead(work, work.projects.head()), paper_facts.stamp(work)
    )


def write_review(office: Office, path: Path) -> int:
    """Writes the review as .xlsx; how many lines it has.

    Raises:
        BadInput: the file cannot be written; the old one is as it was.
        NotAllowed: the person does not manage people.
    """
    from salesdesk.excel.workbook import write_workbook

    sheet = office.read(review_sheet)
    write_workbook(path, [sheet])
    return sheet.row_count


def review_name(project: str, day: date) -> str:
    """What the file is called unless the person says otherwise."""
    return f"{project} {tr('Review: who may what')} {day.isoformat()}.xlsx"
