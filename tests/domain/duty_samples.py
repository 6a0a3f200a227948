"""Orders as the rules of duties see them, in one line each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from salesdesk.domain.accounts import DueState
from salesdesk.domain.duty_days import DAYS, STEP_DAYS, DutyRules
from salesdesk.domain.duty_facts import OpenRequest, OrderFacts
from salesdesk.domain.money_items import ITEMS
from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.domain.schedules import DueItem, Event
from salesdesk.domain.settings import ProjectSettings
from salesdesk.domain.states import Stage

TODAY = date(2026, 11, 22)
SETTINGS = ProjectSettings()
RULES = DutyRules({name: SETTINGS.number(name) for name in (*DAYS, *STEP_DAYS.values())})
CONSULTANT = 7


def days(count: int) -> date:
    """The day so many days from today."""
    return TODAY + timedelta(days=count)


def due(seq: int, item: str, due_on: date | None, amount: int = 100_000_00, paid: int = 0) -> DueState:
    klass = ITEMS[item].klass
    return DueState(DueItem(seq, item, klass, "", Event.SUBSCRIPTION, 0, due_on, amount, 0), paid)


def request(kind: RequestKind, state: RequestState = RequestState.ASKED, **changes: Any) -> OpenRequest:
    values: dict[str, Any] = {"waits_for": (OfficeRole.MANAGER,), "asked_on": TODAY, "closed_to": frozenset({3})}
    return OpenRequest(5, "SQ2026-00005", kind, state, **{**values, **changes})


def order(stage: Stage = Stage.SUBSCRIBED, *dues: DueState, **changes: Any) -> OrderFacts:
    """An order of the consultant, subscribed ten days ago, its contract due in ten days."""
    values: dict[str, Any] = {
        "order_id": 1, "number": "XS2026-00001", "unit_label": "3-1604", "customer": "韩若溪", "customer_id": 2,
        "stage": stage, "consultant_id": CONSULTANT, "consultant": "陈立", "subscribed_on": days(-10),
        "contract_due_on": days(10), "dues": dues, "last_follow_up_on": days(-1),
    }  # fmt: skip
    if stage in (Stage.CONTRACTED, Stage.FILED, Stage.HANDED_OVER):
        values["contracted_on"] = days(-5)
    return OrderFacts(**{**values, **changes})
