"""Commission: the sheet of a month, the manager's reasons, the close of a month.

A closed month never changes: what is found out later counts in the next month that is closed
(`domain.commission_working`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from salesdesk.domain.commission import INTRODUCERS, SchemeFor
from salesdesk.domain.commission_deals import Deal, Earner, Places, places_on
from salesdesk.domain.commission_working import Earned, Line, earned, introduced, line_from, month_lines
from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason
from salesdesk.repository.commission import CommissionSchemeRow, EntryRow
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.reports import month_days, month_key
from salesdesk.services.typed import needed_text

SEES = (Permission.SCHEME_WRITE, Permission.APPROVE, Permission.REPORT_READ)
"""Who sees the commission of everybody, agencies and referrers too; a consultant sees what closed months gave
themselves."""
WORKS_OUT = (Permission.ORDER_READ_ALL, Permission.MONEY_READ, Permission.CUSTOMER_READ_ALL)
"""All that an open month is made of: whoever sees less of it would see wrong figures, and sees closed months alone."""
LONGEST_REASON = 300


# the sheet of a month


@dataclass(frozen=True)
class CommissionRow:
    """What a month gives somebody for a deal, with its working; fen. ``kind`` says what they are, ``forgone_fen`` waits
    for the manager's reason."""

    earner: Earner
    name: str
    kind: SchemeFor
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
        return f"{self.earner.introducer:d}:{self.earner.id}:{self.order_id}"


@dataclass(frozen=True)
class CommissionSheet:
    """A month's commission: one row for each who gets something of a deal; persons first, then agencies and referrers,
    by their names.

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
        return CommissionSheet(month, _in_order(map(_stored, entries)), True, _closed_already())
    if not sees_open_months(work.actor.permissions):
        open_month = mark("This month is not closed; what it gives is seen then.")
        return CommissionSheet(month, (), False, Reason(open_month, {}), Reason(open_month, {}))
    rows = _in_order(_worked_out(work, month))
    return CommissionSheet(month, rows, False, why_not_close(work, month, rows))


def sees_open_months(held: frozenset[Permission]) -> bool:
    """Whether somebody sees everything that an open month is made of."""
    return held.issuperset(WORKS_OUT) and not held.isdisjoint(SEES)


def _stored(entry: EntryRow) -> CommissionRow:
    working = entry.working
    lines = tuple(line_from(line) for line in working["lines"])
    return CommissionRow(
        entry.earner, entry.name, entry.kind, entry.order_id, working["label"], working["customer"],
        working["earned_fen"], working["given_fen"], entry.amount_fen, lines,
    )  # fmt: skip


_KINDS = tuple(SchemeFor)


def _in_order(rows: Iterable[CommissionRow]) -> tuple[CommissionRow, ...]:
    def place(row: CommissionRow) -> tuple[int, str, int, str, int]:
        return _KINDS.index(row.kind), row.name, row.earner.id, row.label, row.order_id

    return tuple(sorted(rows, key=place))


def _worked_out(work: Work, month: str) -> Iterator[CommissionRow]:
    """Every figure that is not zero, and what is forgone for want of follow-ups."""
    day = min(month_days(month)[1], work.today)
    schemes, deals = work.commissions.schemes(), work.commissions.deals()
    given: dict[int, dict[Earner, int]] = defaultdict(dict)
    for entry in work.commissions.entries():
        if entry.month < month:
            mine = given[entry.order_id]
            mine[entry.earner] = mine.get(entry.earner, 0) + entry.amount_fen
    known = {row.id: row for row in work.introducers.rows()}
    month_of = _Month(month, day, schemes, places_on(deals, day), {id_: row.kind for id_, row in known.items()})
    rows = [row for deal in deals for row in month_of.rows(deal, given.get(deal.order_id, {}))]
    names = work.commissions.names(sorted({row.earner.id for row in rows if not row.earner.introducer}))
    for row in rows:
        named = known[row.earner.id].name if row.earner.introducer else names.get(row.earner.id, "")
        yield replace(row, name=named)


@dataclass(frozen=True)
class _Month:
    """What a month's figures are worked out from, besides the deals."""

    month: str
    day: date
    schemes: Sequence[CommissionSchemeRow]
    places: Places
    kinds: Mapping[int, SchemeFor]

    def rows(self, deal: Deal, given: Mapping[Earner, int]) -> Iterator[CommissionRow]:
        """What it gives for one deal; ``given`` is what earlier months gave for it."""
        found: dict[Earner, Earned | None] = dict.fromkeys(given)
        found |= {one.earner: one for one in earned_of(deal, self.schemes, self.day, self.places)}
        for earner, one in found.items():
            before = given.get(earner, 0)
            amount, forgone = (one.amount_fen, one.forgone_fen) if one else (0, 0)
            if amount != before or forgone:
                kind = self.kinds[earner.id] if earner.introducer else SchemeFor.CONSULTANT
                lines = month_lines(one, before, self.month)
                scheme = scheme_of(self.schemes, deal.subscribed_on, kind)
                if scheme is not None:
                    lines = (Line(mark("Scheme “{name}”"), {"name": scheme.name}), *lines)
                yield CommissionRow(
                    earner, "", kind, deal.order_id, deal.label, deal.customer, amount, before, amount - before, lines,
                    forgone,
                )  # fmt: skip


def scheme_of(schemes: Sequence[CommissionSchemeRow], day: date, kind: SchemeFor) -> CommissionSchemeRow | None:
    """The scheme that a deal subscribed on this day goes by: the newest of its kind that had begun."""
    return next((row for row in schemes if row.active and row.kind is kind and row.valid_from <= day), None)


def earned_of(deal: Deal, schemes: Sequence[CommissionSchemeRow], day: date, places: Places) -> Iterator[Earned]:
    """What everybody has earned with a deal up to a day: its consultants, and who introduced it."""
    own = scheme_of(schemes, deal.subscribed_on, SchemeFor.CONSULTANT)
    if own is not None:
        yield from earned(deal, own.rules, day, places)
    by = deal.introducer_on(day)
    theirs = scheme_of(schemes, deal.subscribed_on, by.kind) if by is not None and by.kind in INTRODUCERS else None
    one = introduced(deal, theirs.rules, day, places) if theirs is not None else None
    if one is not None:
        yield one


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
        form.month, [(row.earner, row.order_id, row.figure_fen, _plain(row)) for row in figures]
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
    return (
        month_key(work.today)
        if sees_open_months(work.actor.permissions)
        else work.commissions.last_closed() or month_key(work.today)
    )
