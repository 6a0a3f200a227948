"""Duties: the one lamp of an order, everybody's tasks, and what the close of a month looks at.

The rules are in `domain.duties`; here they meet the facts. A few statements read all live orders of the project, so
that a list of a thousand orders asks no more questions than one of ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from salesdesk.domain.duties import duties, next_duty, urgency_of
from salesdesk.domain.duty_days import DAYS, STEP_DAYS, DutyRules
from salesdesk.domain.duty_facts import URGENCIES, Duty, DutyKind, OrderFacts, Urgency
from salesdesk.domain.labels import local_day
from salesdesk.domain.permissions import OfficeRole, Permission
from salesdesk.domain.requests import ASKED_BY, KIND_WORDS
from salesdesk.domain.settings import ProjectSettings
from salesdesk.repository.duties import DutyFacts, Seen
from salesdesk.repository.requests import RequestRow
from salesdesk.repository.work import Work
from salesdesk.services.requests import request_lists

HORIZON_DAYS = 30
"""What falls due later than this stands in nobody's tasks yet."""
MOST_CONTACTS = 200
SEE_ORDERS = (Permission.ORDER_READ_ALL, Permission.ORDER_WRITE, Permission.CUSTOMER_WRITE)
SEE_REQUESTS = frozenset({Permission.ORDER_READ_ALL, Permission.APPROVE, Permission.RECEIPT_WRITE}).union(
    *ASKED_BY.values()
)
MONEY_DUTIES = frozenset({DutyKind.EARNEST, DutyKind.ASK_MONEY, DutyKind.COLLECT, DutyKind.PAY_BACK})


def duty_rules(settings: ProjectSettings) -> DutyRules:
    """The days as the project set them."""
    return DutyRules({name: settings.number(name) for name in (*DAYS, *STEP_DAYS.values())})


@dataclass(frozen=True)
class OrderDuties:
    """An order with all its duties, the most urgent first; ``next`` is its lamp."""

    facts: OrderFacts
    duties: tuple[Duty, ...]
    next: Duty
    today: date


def duties_of_order(work: Work, order_id: int) -> OrderDuties | None:
    """The duties of one order; None for one that is cancelled or not seen."""
    found = _read(work, orders=(order_id,))
    if not found:
        return None
    rules, facts = duty_rules(work.settings), found[0]
    told = duties(facts, rules, work.today)
    return OrderDuties(facts, told, next_duty(facts, rules, work.today), work.today)


@dataclass(frozen=True)
class Lamps:
    """The next duties of orders, by id, as of a day; orders that are cancelled have none."""

    today: date
    duties: Mapping[int, Duty]


def lamps(work: Work, order_ids: Sequence[int]) -> Lamps:
    """The next duty of each of these orders."""
    rules, today = duty_rules(work.settings), work.today
    found = _read(work, orders=tuple(order_ids))
    return Lamps(today, {facts.order_id: next_duty(facts, rules, today) for facts in found})


def order_facts(work: Work) -> list[OrderFacts]:
    """The facts of every live order that the person sees."""
    return _read(work)


def _read(work: Work, orders: tuple[int, ...] | None = None, *, own: bool = False) -> list[OrderFacts]:
    held = work.actor.permissions
    if held.isdisjoint(SEE_ORDERS):
        return []
    all_money = not held.isdisjoint((Permission.MONEY_READ, Permission.RECEIPT_WRITE))
    seen = Seen(work.actor.person_id, all_money, Permission.CUSTOMER_WRITE in held, orders, own)
    return DutyFacts(work.connection, work.project_id).read(seen)


# tasks


@dataclass(frozen=True)
class Task:
    """One line of somebody's tasks. ``place`` is the screen where it is done, ``wanted`` what that screen shows."""

    key: str
    urgency: Urgency
    words: str
    subject: str
    whose: tuple[OfficeRole, ...]
    person: str
    until: date | None
    notes: tuple[str, ...] = ()
    amount_fen: int = 0
    place: str = "orders"
    wanted: tuple[str, int] = ("order_id", 0)


@dataclass(frozen=True)
class TaskList:
    """Tasks, the most urgent first; ``urgent`` counts those that are overdue or due soon."""

    tasks: tuple[Task, ...]
    today: date

    @property
    def urgent(self) -> int:
        return sum(task.urgency in (Urgency.OVERDUE, Urgency.SOON) for task in self.tasks)

    def counts(self) -> Mapping[Urgency, int]:
        return {urgency: sum(task.urgency is urgency for task in self.tasks) for urgency in URGENCIES}


def my_tasks(work: Work) -> TaskList:
    """What is to be done by the person: duties of orders, requests, contacts that are due."""
    actor = work.actor
    own = actor.roles == {OfficeRole.CONSULTANT}
    mine = [task for facts, duty in _told(work, own=own) if duty.is_of(actor.person_id, actor.roles)
            for task in (_of_duty(facts, duty, actor.roles),)]  # fmt: skip
    return _sorted(work, (*mine, *_of_requests(work), *_of_contacts(work)))


def all_tasks(work: Work) -> TaskList:
    """What is to be done for all orders of the project, by whomever."""
    work.require(Permission.ORDER_READ_ALL)
    return _sorted(work, [_of_duty(facts, duty, work.actor.roles) for facts, duty in _told(work)])


def urgent_tasks(work: Work) -> int:
    """How many of the person's tasks are overdue or due soon."""
    return my_tasks(work).urgent


def _told(work: Work, *, own: bool = False) -> Iterable[tuple[OrderFacts, Duty]]:
    rules, today = duty_rules(work.settings), work.today
    last = today + timedelta(days=HORIZON_DAYS)
    for facts in _read(work, own=own):
        for duty in duties(facts, rules, today):
            if duty.until is not None and duty.until <= last:
                yield facts, duty


def _of_duty(facts: OrderFacts, duty: Duty, roles: frozenset[OfficeRole]) -> Task:
    notes = [str(reason) for reason in (*duty.arrears, *((duty.blocked_by,) if duty.blocked_by else ()))]
    key = f"order:{facts.order_id}:{duty.kind.value}:{duty.request_id or duty.what}:{duty.until}"
    place, wanted = ("orders", ("order_id", facts.order_id))
    if duty.request_id is not None:
        place, wanted = "requests", ("request_id", duty.request_id)
    elif OfficeRole.CASHIER in roles and duty.kind in MONEY_DUTIES:
        place = "cashier"
    return Task(
        key, duty.urgency, duty.words(), f"{facts.unit_label}　{facts.customer}", duty.roles,
        duty.person or facts.consultant, duty.until, tuple(notes), duty.amount_fen, place, wanted,
    )  # fmt: skip


def _of_requests(work: Work) -> list[Task]:
    """Requests that are about no order; those about one are duties of the order."""
    if work.actor.permissions.isdisjoint(SEE_REQUESTS):
        return []
    lists = request_lists(work)
    answer = [_of_request(work, row, DutyKind.ANSWER) for row in lists.to_answer if row.order_id is None]
    carry = [_of_request(work, row, DutyKind.CARRY_OUT) for row in lists.to_carry_out if row.order_id is None]
    return [*answer, *carry]


def _of_request(work: Work, row: RequestRow, kind: DutyKind) -> Task:
    rules = duty_rules(work.settings)
    days = rules.of("duty.answer" if kind is DutyKind.ANSWER else "duty.carry_out")
    until = local_day(row.decided_at or row.asked_at) + timedelta(days=days)
    duty = Duty(kind, row.needs, until, urgency_of(until, rules, work.today), KIND_WORDS[row.kind])
    return Task(
        f"request:{row.id}", duty.urgency, duty.words(), row.subject, row.needs, row.asked_by, until, (row.reason,), 0,
        "requests", ("request_id", row.id),
    )  # fmt: skip


def _of_contacts(work: Work) -> list[Task]:
    """The person's customers whose next contact is due."""
    if Permission.CUSTOMER_WRITE not in work.actor.permissions:
        return []
    rules, today = duty_rules(work.settings), work.today
    duty = Duty(DutyKind.CONTACT, (OfficeRole.CONSULTANT,), None, Urgency.SOON)
    return [
        Task(
            f"customer:{row.id}", urgency_of(row.next_contact_on or today, rules, today), duty.words(),
            f"{row.name}　{row.telephone}", duty.roles, row.owner_name, row.next_contact_on,
            (row.wish,) if row.wish else (), 0, "customers", ("customer_id", row.id),
        )
        for row in work.customers.due(work.actor.person_id, today, None, MOST_CONTACTS)
    ]  # fmt: skip


def _sorted(work: Work, tasks: Iterable[Task]) -> TaskList:
    order = sorted(tasks, key=lambda task: (URGENCIES.index(task.urgency), task.until or date.max, task.key))
    return TaskList(tuple({task.key: task for task in order}.values()), work.today)
