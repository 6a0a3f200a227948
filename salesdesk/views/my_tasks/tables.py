"""The columns of the task list and of the month's checks, with how each line is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.duty_days import CHECK_WORDS, Severity
from salesdesk.domain.duty_facts import LAMPS, URGENCIES, URGENCY_WORDS, Duty, Urgency
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.money import format_yuan
from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole
from salesdesk.services.duties import Task, TaskList
from salesdesk.services.month_checks import MonthCheck
from salesdesk.views.kit.date_text import short_date, weekday
from salesdesk.views.kit.rows import GroupRow, TableColumn


def until_words(until: date | None, today: date) -> str:
    """``11-28 周六``; a dash where nobody set a day."""
    return f"{short_date(until, today)} {weekday(until)}" if until is not None else "—"


def late_words(until: date | None, today: date) -> str:
    """How late it is, or that it is today."""
    if until is None or until > today:
        return ""
    days = (today - until).days
    return trn("{n} day late", "{n} days late", days).format(n=days) if days else tr("due today")


def whose_words(roles: Sequence[OfficeRole], person: str) -> str:
    """``置业顾问 陈立``: the roles, with the consultant's name behind their own role."""
    names = (f"{tr(ROLE_WORDS[role])} {person}".strip() if role is OfficeRole.CONSULTANT else tr(ROLE_WORDS[role])
             for role in roles)  # fmt: skip
    return "、".join(names)


def lamp_words(duty: Duty, today: date) -> str:
    """The whole lamp in one line: how urgent, what, whose, until when, what blocks it."""
    parts = [tr(URGENCY_WORDS[duty.urgency]), duty.words()]
    if duty.roles:
        parts.append(whose_words(duty.roles, duty.person))
    if duty.until is not None:
        parts.append(tr("until {day}").format(day=until_words(duty.until, today)))
        parts += [late] if (late := late_words(duty.until, today)) else []
    parts += [str(reason) for reason in duty.arrears]
    if duty.blocked_by is not None:
        parts.append(tr("blocked: {reason}").format(reason=duty.blocked_by))
    return "　".join(parts)


@dataclass(frozen=True)
class TaskRow:
    """A task with the day that it is looked at."""

    task: Task
    today: date

    @property
    def late(self) -> bool:
        return self.task.urgency is Urgency.OVERDUE


TASK_COLUMNS = (
    TableColumn(key="what", title=mark("Task"), text=lambda row: row.task.words, width=230, stretch=True,
                medium=lambda row: row.late, lamp=lambda row: LAMPS[row.task.urgency],
                note=lambda row: "　".join(row.task.notes)),
    TableColumn(key="subject", title=mark("Order or customer"), text=lambda row: row.task.subject, width=190),
    TableColumn(key="until", title=mark("Until"), text=lambda row: until_words(row.task.until, row.today), width=184,
                note=lambda row: late_words(row.task.until, row.today),
                tone=lambda row: "danger" if row.late else "ink",
                export=lambda row: row.task.until, sort=lambda row: row.task.until),
    TableColumn(key="whose", title=mark("Whose"), width=180, tone="ink_2",
                text=lambda row: whose_words(row.task.whose, row.task.person)),
    TableColumn(key="amount", title=mark("Sum, yuan"), width=124, align="right",
                text=lambda row: format_yuan(row.task.amount_fen) if row.task.amount_fen else "",
                export=lambda row: row.task.amount_fen or None, sort=lambda row: row.task.amount_fen),
)  # fmt: skip


def task_rows(found: TaskList) -> list[TaskRow | GroupRow]:
    """The tasks under a heading for each urgency, with how many there are."""
    rows, counts = list[TaskRow | GroupRow](), found.counts()
    for urgency in URGENCIES:
        if counts[urgency]:
            rows.append(GroupRow(urgency.value, tr(URGENCY_WORDS[urgency]), f"{counts[urgency]:,}"))
            rows += [TaskRow(task, found.today) for task in found.tasks if task.urgency is urgency]
    return rows


@dataclass(frozen=True)
class CheckRow:
    """A check of the month, or under it what it found; ``lamp`` is empty there."""

    key: str
    words: str
    lamp: str = ""
    tag: str = ""
    note: str = ""
    amount_fen: int = 0
    order_id: int | None = None


CHECK_COLUMNS = (
    TableColumn(key="what", title=mark("Check"), text=lambda row: row.words, width=300, stretch=True, sortable=False,
                medium=lambda row: bool(row.lamp), lamp=lambda row: row.lamp),
    TableColumn(key="note", title=mark("Found"), text=lambda row: row.note, width=330, sortable=False,
                tone=lambda row: "ink" if row.lamp else "ink_2"),
    TableColumn(key="effect", title=mark("The close is"), text=lambda row: row.tag, width=120, sortable=False,
                tone=lambda row: "danger" if row.lamp == "overdue" else "ink_2"),
    TableColumn(key="amount", title=mark("Sum, yuan"), width=140, align="right", sortable=False,
                text=lambda row: format_yuan(row.amount_fen) if row.amount_fen else "",
                export=lambda row: row.amount_fen or None),
)  # fmt: skip


def check_rows(checks: Sequence[MonthCheck]) -> list[CheckRow]:
    """Every check, and under it the orders or days that it found."""
    rows = list[CheckRow]()
    for one in checks:
        lamp = "done" if one.passed else "overdue" if one.forbids else "today"
        effect = "" if one.passed else tr("forbidden") if one.severity is Severity.FORBIDS else tr("warned of")
        found = trn("{n} found", "{n} found", len(one.rows)).format(n=len(one.rows)) if one.rows else tr("in order")
        total = sum(row.amount_fen for row in one.rows)
        rows.append(CheckRow(one.check.value, tr(CHECK_WORDS[one.check]), lamp, effect, found, total))
        rows += [
            CheckRow(f"{one.check.value}:{place}", f"　　{row.subject}", "", "", str(row.note), row.amount_fen,
                     row.order_id)
            for place, row in enumerate(one.rows)
        ]  # fmt: skip
    return rows
