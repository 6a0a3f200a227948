"""Due dates that come later: a node that is reached, a loan that is approved, keys that are handed over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from salesdesk.domain.schedules import Event, EventDates, Scheme, counted_from
from salesdesk.repository.building_work import LaterDue
from salesdesk.repository.work import Work
from salesdesk.services.holiday_calendar import working_day_exceptions

COMES_LATER = frozenset({Event.NODE, Event.LOAN_APPROVAL, Event.HANDOVER, Event.SETTLEMENT})
"""Events whose day is not known when terms are agreed; what was written of it since stays when a contract is signed."""


def due_day(due: LaterDue, came_on: date | None) -> date | None:
    """When a due item falls due whose event came on a day; never counted from before its own deal."""
    if came_on is None:
        return None
    start = max(came_on, due.begun_on) if due.begun_on is not None else came_on
    calendar = working_day_exceptions(range(start.year, start.year + 3), {})
    return counted_from(start, due.months, due.days, due.day_kind, EventDates({}, calendar))


def date_dues(work: Work, order_id: int, event: Event, came_on: date | None, item: str = "") -> None:
    """Sets the days of an order's due items that wait for an event; takes them away where it is taken back.

    ``item`` names the loan, where the order has two and each is approved on its own day.
    """
    waiting = work.building_work.later_dues(event, order_id=order_id)
    work.building_work.set_dates([(due, due_day(due, came_on)) for due in waiting if item in ("", due.item)])


def node_days(work: Work, building_id: int) -> dict[str, date]:
    """When each node was reached, for a building: its own nodes go before those of all buildings."""
    days = dict[str, date]()
    nodes = work.building_work.nodes()
    own = {node.name for node in nodes if node.building_id == building_id}
    for node in nodes:
        here = node.building_id == building_id or (node.building_id is None and node.name not in own)
        if here and node.reached_on is not None:
            days[node.name] = node.reached_on
    return days


def nodes_of_scheme(work: Work, scheme: Scheme, unit_id: int, begins_on: date) -> Mapping[str, date]:
    """The days that a scheme's nodes count from for a deal on ``begins_on``; asked only of schemes that name nodes."""
    if not any(line.event is Event.NODE for line in scheme.lines):
        return {}
    days = node_days(work, work.building_work.building_of(unit_id))
    return {name: max(day, begins_on) for name, day in days.items()}
