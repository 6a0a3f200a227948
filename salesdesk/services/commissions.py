"""Commission: schemes set up by the operator, the sheet of a month, the manager's reasons, the close of a month.

A closed month never changes: what is found out later counts in the next month that is closed (`domain.commission`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from salesdesk.domain.commission import (
    CommissionRules,
    Deal,
    Earned,
    Line,
    SchemeFor,
    check_rules,
    earned,
    line_from,
    month_lines,
)
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason
from salesdesk.repository.commission import CommissionSchemeRow, EntryRow
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.reports import month_days, month_key
from salesdesk.services.typed import check_choice, needed_text

SEES = (Permission.SCHEME_WRITE, Permission.APPROVE, Permission.REPORT_READ)
"""Who sees everybody's commission; a consultant sees what closed months gave themselves."""
WORKS_OUT = (Permission.ORDER_READ_ALL, Permission.MONEY_READ, Permission.CUSTOMER_READ_ALL)
"""All that an open month is made of: whoever sees less of it would see wrong figures, and sees closed months alone."""
LONGEST_NAME = 60
LONGEST_REASON = 300


# schemes


def commission_schemes(work: Work) -> list[CommissionSchemeRow]:
    """Every scheme, the newest first."""
    work.require_any(SEES)
    return work.commissions.schemes()


@dataclass(frozen=True, kw_only=True)
class NewCommissionScheme(Form):
    """A scheme for deals subscribed from a day on."""

    name: str
    valid_from: date
    rules: CommissionRules
    kind: str = SchemeFor.CONSULTANT.value


def add_commission_scheme(work: Work, form: NewCommissionScheme) -> int:
    """Adds a scheme; it counts for deals subscribed from its day on, until a newer one does.

    Raises:
        BadInput: rules that cannot be followed, or a day in a month that is closed.
    """
    work.require(Permission.SCHEME_WRITE)
    name = needed_text(form.name, LONGEST_NAME, "name", mark("The scheme needs a name."))
    check_choice(form.kind, tuple(SchemeFor), "kind")
    check_rules(form.rules)
    closed = work.commissions.last_closed()
    if closed and form.valid_from <= month_days(closed)[1]:
        raise BadInput(
            mark("Commission up to {month} is closed; a scheme begins later."), month=closed, field="valid_from"
        )
    same = (scheme.name == name and scheme.valid_from == form.valid_from for scheme in work.commissions.schemes())
    if any(same):
        raise BadInput(mark("This scheme begins on this day already."), field="name")
    return work.commissions.add_scheme(name, SchemeFor(form.kind), form.rules, form.valid_from)


@dataclass(frozen=True, kw_only=True)
class SchemeSwitch(Form):
    """A scheme switched on or off."""

    scheme_id: int
    active: bool


def switch_commission_scheme(work: Work, form: SchemeSwitch) -> int:
    """Switches a scheme off, as if it had never been, or on again; never one that a closed month may have given by."""
    work.require(Permission.SCHEME_WRITE)
    scheme = next((row for row in work.commissions.schemes() if row.id == form.scheme_id), None)
    if scheme is None:
        raise Refusal(mark("This scheme does not exist in this project."))
    closed = work.commissions.last_closed()
    if closed and scheme.valid_from <= month_days(closed)[1]:
        raise Refusal(mark("Closed months gave commission by this scheme; add one from a later day instead."))
    work.commissions.switch(form.scheme_id, active=form.active)
    return form.scheme_id


def scheme_of(schemes: list[CommissionSchemeRow], day: date) -> CommissionSchemeRow | None:
    """The scheme that a deal subscribed on this day goes by: the newest that had begun."""
    begun = (row for row in schemes if row.active and row.kind is SchemeFor.CONSULTANT and row.valid_from <= day)
    return next(begun, None)


# the sheet of a month


@dataclass(frozen=True)
class CommissionRow:
    """What a month gives a person for a deal, with its working; fen. ``forgone_fen`` waits for the manager's reason."""

    person_id: int
    person: str
    order_id: int
    label: str
    customer: str
    earned_fen: int
    given_fen: int
    figure_fen: int
    lines: tuple[Line, ...]
    forgone_fen: int = 0

    @property
    def key(self) -> str:
        return f"{self.person_id}:{self.order_id}"


@dataclass(frozen=True)
class CommissionSheet:
    """A month's commission: one row a person and deal, persons in the order of their names.

    ``why_not_close`` and ``why_not_see`` are the reasons against closing it and against its being worked out now.
    """

    month: str
    rows: tuple[CommissionRow, ...]
    closed: bool
    why_not_close: Reason | None = None
    why_not_see: Reason | None = None

    @property
    def total_fen(self) -> int:
        return sum(row.figure_fen for row in self.rows)


def commission_sheet(work: Work, month: str) -> CommissionSheet:
    """A month's commission: as it was given where the month is closed, else as it stands now."""
    entries = work.commissions.entries(month)
    if entries:
        return CommissionSheet(month, tuple(map(_stored, entries)), True, _closed_already())
    if not may_work_out(work):
        open_month = mark("This month is not closed; what it gives is seen then.")
        return CommissionSheet(month, (), False, Reason(open_month, {}), Reason(open_month, {}))
    rows = tuple(_worked_out(work, month))
    return CommissionSheet(month, rows, False, why_not_close(work, month, rows))


def may_work_out(work: Work) -> bool:
    """Whether the person sees everything that an open month is made of."""
    held = work.actor.permissions
    return held.issuperset(WORKS_OUT) and not held.isdisjoint(SEES)


def _stored(entry: EntryRow) -> CommissionRow:
    working = entry.working
    lines = tuple(line_from(line) for line in working["lines"])
    return CommissionRow(
        entry.person_id, entry.person, entry.order_id, working["label"], working["customer"], working["earned_fen"],
        working["given_fen"], entry.amount_fen, lines,
    )  # fmt: skip


def _worked_out(work: Work, month: str) -> Iterator[CommissionRow]:
    """Every figure that is not zero, and what is forgone for want of follow-ups."""
    day = min(month_days(month)[1], work.today)
    schemes = work.commissions.schemes()
    given = dict[tuple[int, int], int]()
    for entry in work.commissions.entries():
        if entry.month < month:
            key = (entry.order_id, entry.person_id)
            given[key] = given.get(key, 0) + entry.amount_fen
    rows = [row for deal in work.commissions.deals() for row in _of_deal(deal, schemes, given, day, month)]
    names = work.commissions.names(sorted({row.person_id for row in rows}))
    named = (CommissionRow(**{**row.__dict__, "person": names.get(row.person_id, "")}) for row in rows)
    yield from sorted(named, key=lambda row: (row.person, row.person_id, row.label, row.order_id))


def _of_deal(
    deal: Deal, schemes: list[CommissionSchemeRow], given: Mapping[tuple[int, int], int], day: date, month: str
) -> Iterator[CommissionRow]:
    scheme = scheme_of(schemes, deal.subscribed_on)
    found: dict[int, Earned | None] = {person: None for order, person in given if order == deal.order_id}
    if scheme is not None:
        found |= {one.person_id: one for one in earned(deal, scheme.rules, day)}
    for person, one in found.items():
        before = given.get((deal.order_id, person), 0)
        amount = one.amount_fen if one else 0
        forgone = one.forgone_fen if one else 0
        if amount != before or forgone:
            lines = month_lines(one, before, month)
            if scheme is not None:
                lines = (Line(mark("Scheme “{name}”"), {"name": scheme.name}), *lines)
            yield CommissionRow(
                person, "", deal.order_id, deal.label, deal.customer, amount, before, amount - before, lines, forgone
            )


# the manager's part


@dataclass(frozen=True, kw_only=True)
class FollowUpWaiver(Form):
    """The manager's reason why a person's deal counts with fewer follow-ups."""

    order_id: int
    person_id: int
    reason: str


def waive_follow_ups(work: Work, form: FollowUpWaiver) -> int:
    """Lets a deal count for a person in spite of too few follow-ups; the reason stands in the working.

    Raises:
        BadInput: no reason.
        Refusal: it is one's own deal, the person has no share in it, or a reason was given already.
    """
    work.require(Permission.APPROVE)
    reason = needed_text(form.reason, LONGEST_REASON, "reason", mark("Say why it counts: the sheet shows the reason."))
    if form.person_id == work.actor.person_id:
        raise Refusal(mark("Nobody lets their own deal count."))
    deal = next((deal for deal in work.commissions.deals() if deal.order_id == form.order_id), None)
    if deal is None or not deal.terms or form.person_id not in dict(deal.terms[-1].shares):
        raise Refusal(mark("This person has no share in this deal."))
    if form.person_id in deal.waivers:
        raise Refusal(mark("A reason was given already."))
    work.touched.orders.add(form.order_id)
    return work.commissions.add_waiver(form.order_id, form.person_id, reason)


def why_not_close(work: Work, month: str, rows: tuple[CommissionRow, ...]) -> Reason | None:
    """The first reason against closing a month."""
    if Permission.APPROVE not in work.actor.permissions:
        return Reason(mark("The sales manager closes the month."), {}, permission=True)
    last = month_days(month)[1]
    if last >= work.today:
        return Reason(mark("{month} is not over yet."), {"month": month})
    closed = work.commissions.last_closed()
    if closed and month <= closed:
        return Reason(mark("Commission up to {month} is closed already."), {"month": closed})
    opened = work.closes.open_day()
    if opened is not None and opened <= last and any(opened <= day <= last for day in work.closes.by_day()):
        return Reason(mark("Business days of {month} are not closed yet."), {"month": month})
    if not any(row.figure_fen for row in rows):
        return Reason(mark("{month} gives nothing to anybody."), {"month": month})
    return None


def _closed_already() -> Reason:
    return Reason(mark("This month is closed."), {})


@dataclass(frozen=True, kw_only=True)
class CommissionClose(Form):
    """A month that is closed, with the sum that was on the screen; fen."""

    month: str
    total_fen: int


def close_commission(work: Work, form: CommissionClose) -> int:
    """Writes what a month gives; the number of figures. It never changes afterwards.

    Raises:
        Refusal: the month is not over, closed, or gives another sum by now than the one that was shown.
    """
    work.require(Permission.APPROVE)
    sheet = commission_sheet(work, form.month)
    if sheet.why_not_close is not None:
        raise sheet.why_not_close.raised()
    if sheet.total_fen != form.total_fen:
        raise Refusal(mark("The sum has changed meanwhile; look at the sheet again."))
    figures = [row for row in sheet.rows if row.figure_fen]
    work.commissions.add_entries(
        form.month, [(row.person_id, row.order_id, row.figure_fen, _plain(row)) for row in figures]
    )
    work.touched.everything = True
    return len(figures)


def _plain(row: CommissionRow) -> dict[str, Any]:
    return {
        "label": row.label, "customer": row.customer, "earned_fen": row.earned_fen, "given_fen": row.given_fen,
        "lines": [line.plain() for line in row.lines],
    }  # fmt: skip


def commission_month(work: Work) -> str:
    """The month that is looked at first: this one for who works it out, else the newest closed one."""
    return month_key(work.today) if may_work_out(work) else work.commissions.last_closed() or month_key(work.today)
