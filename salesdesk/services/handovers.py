"""Handover (交房): the list of points, each passed or not; then keys, and the order is handed over. What stands in the
way forbids or warns, as the project sets it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.accounts import allocate
from salesdesk.domain.after_contract import Step, Track
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason, why_not
from salesdesk.domain.schedules import Event
from salesdesk.domain.settings import Against
from salesdesk.domain.states import Stage, Verb
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.surveys import CheckRow
from salesdesk.repository.work import Work
from salesdesk.services.area_settlements import AreaCase, area_case
from salesdesk.services.later_dates import date_dues, due_day
from salesdesk.services.office import Form
from salesdesk.services.order_steps import against_track, done_steps, write_step
from salesdesk.services.typed import checked_text, needed_text

LONGEST_POINT = 60
_NO_POINTS = mark("Not every point of the list is passed: {points}.")


@dataclass(frozen=True)
class Point:
    """One point of the list; ``said`` is None until somebody looked."""

    name: str
    said: CheckRow | None


@dataclass(frozen=True)
class HandoverCard:
    """A handover as its screen shows it: the points, what stands in its way (``forbids``), what is only to be known
    (``warns``), and the day on which it was done."""

    points: tuple[Point, ...]
    forbids: tuple[Reason, ...]
    warns: tuple[Reason, ...]
    handed_over_on: date | None
    why_not_check: Reason | None


def points(work: Work, said: Mapping[str, CheckRow]) -> tuple[Point, ...]:
    """The office's list, then what was looked at besides."""
    listed = [name.strip() for name in work.settings.text("handover.points").replace(",", "、").split("、")]
    names = dict.fromkeys([*(name for name in listed if name), *said])
    return tuple(Point(name, said.get(name)) for name in names)


@dataclass(frozen=True, kw_only=True)
class CheckPoint(Form):
    """What was found at one point."""

    order_id: int
    point: str
    passed: bool
    note: str = ""


def check_point(work: Work, form: CheckPoint) -> int:
    """Writes what was found at a point of the list; it may be said anew, and everything said stays.

    Raises:
        BadInput: a point that is not passed needs a word why.
    """
    work.orders.lock(form.order_id)
    order = work.order_views.detail(form.order_id)
    if reason := against_track(work, order, Track.HANDOVER):
        raise reason.raised()
    point = needed_text(form.point, LONGEST_POINT, "point", mark("Name the point."))
    note = checked_text(form.note, 300, "note")
    if not form.passed:
        needed_text(note, 300, "note", mark("Say what is wrong with it."))
    work.surveys.add_check(order.id, point, note, passed=form.passed)
    return order.id


@dataclass(frozen=True, kw_only=True)
class HandOver(Form):
    """Keys and papers are handed to the buyer on a day."""

    order_id: int
    handed_over_on: date
    note: str = ""


def hand_over(work: Work, form: HandOver) -> int:
    """Hands a home over: its order stands so from now on, and what is due on the handover has its day; the order's id.

    Raises:
        Refusal: sums are unpaid, the area is not settled, points are not passed, where the project forbids it.
        BadInput: the day lies ahead, or before the contract.
    """
    work.require(Permission.HANDOVER_WRITE)
    head = work.orders.lock(form.order_id)
    case = area_case(work, form.order_id)
    order = case.order
    _check_day(work, order, form.handed_over_on)
    if reasons := _against(work, case, form.handed_over_on)[0]:
        raise reasons[0].raised()
    date_dues(work, order.id, Event.HANDOVER, form.handed_over_on)
    done = done_steps(work.steps.told(order.id), Track.HANDOVER)
    if Step.HANDOVER_KEYS not in done:
        write_step(work, order, Step.HANDOVER_KEYS, form.handed_over_on, form.note)
    work.orders.move(head, Stage.HANDED_OVER, {"handed_over_on": form.handed_over_on})
    return order.id


def _check_day(work: Work, order: OrderDetail, day: date) -> None:
    if day > work.today:
        raise BadInput(mark("A home is handed over on that day or before it, not ahead."), field="handed_over_on")
    if order.contract_on is not None and day < order.contract_on:
        raise BadInput(mark("A home is not handed over before its contract."), field="handed_over_on")


def handover_card(work: Work, case: AreaCase) -> HandoverCard:
    """Everything about the handover of an order."""
    order = case.order
    said = work.surveys.checks(order.id)
    forbids, warns = _against(work, case, work.today)
    day = work.surveys.handed_over([order.id]).get(order.id)
    return HandoverCard(points(work, said), forbids, warns, day, against_track(work, order, Track.HANDOVER))


def _against(work: Work, case: AreaCase, day: date) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """What forbids a handover on a day, and what is only to be known."""
    order = case.order
    reason = why_not(Verb.HAND_OVER, work.units.facts(order.unit_id), work.actor.permissions)
    if reason is not None:
        return (reason,), ()
    found = (
        ("handover.unpaid", _unpaid(work, order, day)),
        ("handover.unsettled", _unsettled(work, case)),
        ("handover.checks", _not_passed(work, order)),
    )
    forbids = [why for name, why in found if why and work.settings.text(name) == Against.FORBID]
    warns = [why for name, why in found if why and work.settings.text(name) != Against.FORBID]
    return tuple(forbids), tuple(warns)


def _unpaid(work: Work, order: OrderDetail, day: date) -> Reason | None:
    """What falls due up to the handover, on it too, and is not paid."""
    on_handover = {due.item for due in work.building_work.later_dues(Event.HANDOVER, order_id=order.id)
                   if (falls := due_day(due, day)) is not None and falls <= day}  # fmt: skip
    open_fen = sum(
        state.open_fen
        for state in allocate(order.dues, work.cash.sums(order.id))
        if state.open_fen > 0
        and (
            (state.due.due_on is not None and state.due.due_on <= day)
            or (state.due.event is Event.HANDOVER and state.due.item in on_handover)
        )
    )
    if not open_fen:
        return None
    sums: dict[str, object] = {"sum": format_yuan(open_fen)}
    return Reason(mark("{sum} yuan that fall due up to the handover are not paid."), sums)


def _unsettled(work: Work, case: AreaCase) -> Reason | None:
    if not case.settled:
        settlement = case.settlement
        if settlement is not None and not settlement.amount_fen and not settlement.difference_cm2:
            return None
        return Reason(mark("The surveyed area is not settled."), {})
    states = allocate(case.order.dues, work.cash.sums(case.order.id))
    owed = sum(min(0, one.open_fen) for one in states if one.due.klass is MoneyClass.SETTLEMENT)
    if owed:
        sums: dict[str, object] = {"sum": format_yuan(-owed)}
        return Reason(mark("{sum} yuan of the settlement have still to go back to the buyer."), sums)
    return None


def _not_passed(work: Work, order: OrderDetail) -> Reason | None:
    missing: Sequence[str] = [
        point.name for point in points(work, work.surveys.checks(order.id)) if not (point.said and point.said.passed)
    ]
    return Reason(_NO_POINTS, {"points": "、".join(tr(name) for name in missing)}) if missing else None
