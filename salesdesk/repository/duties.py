"""The facts that duties are worked out from, for all live orders of a project at once: a few statements, however many
orders there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.accounts import Received, allocate
from salesdesk.domain.after_contract import Step
from salesdesk.domain.duty_facts import OpenRequest, OrderFacts
from salesdesk.domain.labels import local_day, unit_label
from salesdesk.domain.money_items import PRICE_CLASSES, MoneyClass
from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.pricing import Basis
from salesdesk.domain.requests import OPEN_STATES, RequestKind, RequestState, needed_roles
from salesdesk.domain.schedules import DayKind, DueItem, Event
from salesdesk.domain.states import Stage
from salesdesk.entities import (
    Building,
    Customer,
    Entrance,
    OrderStep,
    OrderTerms,
    Person,
    Receipt,
    ReceiptLine,
    ReceiptVoid,
    Request,
    RequestAnswer,
    SaleOrder,
    Unit,
)
from salesdesk.entities import DueItem as DueRow

_TERMS = sa.and_(OrderTerms.order_id == SaleOrder.id, OrderTerms.version == SaleOrder.terms_version)
_NOT_LIVE = (Stage.DRAFT.value, Stage.CANCELLED.value)
_OPEN = tuple(sorted(state.value for state in OPEN_STATES))


@dataclass(frozen=True)
class Seen:
    """What the person who asks may know: of whose money, and whether of follow-ups. ``person_id`` may know the money of
    own orders; ``orders`` and ``own`` narrow what is read."""

    person_id: int
    all_money: bool
    own_money: bool
    orders: tuple[int, ...] | None = None
    own: bool = False

    def money_of(self, consultant_id: int | None) -> bool:
        return self.all_money or (self.own_money and consultant_id == self.person_id)


class DutyFacts:
    """The live orders of one project, as the rules of duties see them."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def read(self, seen: Seen) -> list[OrderFacts]:
        """The facts of every live order that the person sees, oldest first."""
        which = self._which(seen)
        dues, paid, steps = self._dues(which), self._paid(which), self._steps(which)
        requests = self.requests(which)
        rows: Any = self._connection.execute(self._orders().where(*which).order_by(SaleOrder.id))
        return [_facts(row, seen, dues[row.id], paid[row.id], steps[row.id], requests[row.id]) for row in rows]

    def _which(self, seen: Seen) -> list[Any]:
        which: list[Any] = [SaleOrder.project_id == self._project_id, SaleOrder.stage.not_in(_NOT_LIVE)]
        if seen.orders is not None:
            which.append(SaleOrder.id.in_(seen.orders))
        if seen.own:
            which.append(SaleOrder.consultant_id == seen.person_id)
        return which

    def _orders(self) -> Any:
        return (
            sa.select(
                SaleOrder.id, SaleOrder.number, Building.name.label("building"), Entrance.mark.label("entrance"),
                Unit.number.label("unit"), SaleOrder.customer_id, Customer.name.label("customer"),
                Customer.last_contact_at, SaleOrder.stage, SaleOrder.consultant_id, Person.name.label("consultant"),
                SaleOrder.reserved_on, SaleOrder.subscribed_on, SaleOrder.contract_due_on, SaleOrder.contracted_on,
                SaleOrder.filed_on, SaleOrder.handed_over_on, Building.handover_on, Unit.mortgaged, Unit.sealed,
                Unit.surveyed_gross_cm2, Unit.surveyed_inner_cm2, OrderTerms.total_fen, OrderTerms.area_cm2,
                OrderTerms.basis,
            )
            .join(Unit, Unit.id == SaleOrder.unit_id)
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .outerjoin(Customer, Customer.id == SaleOrder.customer_id)
            .outerjoin(Person, Person.id == SaleOrder.consultant_id)
            .outerjoin(OrderTerms, _TERMS)
        )  # fmt: skip

    def _dues(self, which: Sequence[Any]) -> Mapping[int, list[DueItem]]:
        rows: Any = self._connection.execute(
            sa.select(
                DueRow.order_id, DueRow.seq, DueRow.item, DueRow.klass, DueRow.name, DueRow.event, DueRow.days,
                DueRow.due_on, DueRow.amount_fen, DueRow.share_millionths, DueRow.node, DueRow.months, DueRow.day_kind,
            )
            .join(OrderTerms, OrderTerms.id == DueRow.terms_id)
            .join(SaleOrder, _TERMS)
            .where(*which)
            .order_by(DueRow.order_id, DueRow.seq)
        )  # fmt: skip
        found: dict[int, list[DueItem]] = defaultdict(list)
        for row in rows:
            klass, event, kind = MoneyClass(row[3]), Event(row[5]), DayKind(row[12])
            due = DueItem(row[1], row[2], klass, row[4], event, row[6], row[7], row[8], row[9], row[10], row[11], kind)
            found[row[0]].append(due)
        return found

    def _paid(self, which: Sequence[Any]) -> Mapping[int, dict[tuple[MoneyClass, str], int]]:
        """What came in less what went out, by order, class and item; voided entries aside."""
        rows: Any = self._connection.execute(
            sa.select(
                Receipt.order_id, ReceiptLine.klass, ReceiptLine.item,
                sa.cast(sa.func.sum(ReceiptLine.amount_fen), sa.BigInteger),
            )
            .join(ReceiptLine, ReceiptLine.receipt_id == Receipt.id)
            .join(SaleOrder, SaleOrder.id == Receipt.order_id)
            .where(*which, Receipt.id.not_in(sa.select(ReceiptVoid.receipt_id)))
            .group_by(Receipt.order_id, ReceiptLine.klass, ReceiptLine.item)
        )  # fmt: skip
        found: dict[int, dict[tuple[MoneyClass, str], int]] = defaultdict(dict)
        for order_id, klass, item, amount in rows:
            found[order_id][MoneyClass(klass), item] = int(amount)
        return found

    def _steps(self, which: Sequence[Any]) -> Mapping[int, dict[tuple[Step, str], date]]:
        """When each step was done: the newest word on it, where that is not that it was taken back."""
        rows: Any = self._connection.execute(
            sa.select(OrderStep.order_id, OrderStep.step, OrderStep.item, OrderStep.done_on)
            .join(SaleOrder, SaleOrder.id == OrderStep.order_id)
            .where(*which)
            .order_by(OrderStep.id)
        )
        found: dict[int, dict[tuple[Step, str], date]] = defaultdict(dict)
        for order_id, step, item, done_on in rows:
            if done_on is None:
                found[order_id].pop((Step(step), item), None)
            else:
                found[order_id][Step(step), item] = done_on
        return found

    def requests(self, which: Sequence[Any] = ()) -> Mapping[int, tuple[OpenRequest, ...]]:
        """The open requests of orders that the person sees, by order, oldest first."""
        rows: Any = self._connection.execute(
            sa.select(
                Request.id, Request.number, Request.kind, Request.state, Request.needs, Request.order_id,
                Request.created_at, Request.created_by, Request.decided_at, Request.sheet,
            )
            .join(SaleOrder, SaleOrder.id == Request.order_id)
            .where(Request.project_id == self._project_id, Request.state.in_(_OPEN), *which)
            .order_by(Request.id)
        ).all()  # fmt: skip
        answered = self._answered([row.id for row in rows])
        settled = self._settled([row.number for row in rows])
        found: dict[int, tuple[OpenRequest, ...]] = defaultdict(tuple)
        for row in rows:
            roles, people = answered[row.id]
            waits = tuple(role for role in needed_roles(row.needs) if role not in roles)
            request = OpenRequest(
                row.id, row.number, RequestKind(row.kind), RequestState(row.state), waits, local_day(row.created_at),
                local_day(row.decided_at) if row.decided_at else None, bool((row.sheet or {}).get("moved")),
                row.number in settled, people | {row.created_by},
            )  # fmt: skip
            found[row.order_id] = (*found[row.order_id], request)
        return found

    def _answered(self, ids: Sequence[int]) -> Mapping[int, tuple[frozenset[OfficeRole], frozenset[int]]]:
        """As which roles, and by whom, each request was answered."""
        found: dict[int, tuple[frozenset[OfficeRole], frozenset[int]]] = defaultdict(lambda: (frozenset(), frozenset()))
        if ids:
            query = sa.select(RequestAnswer.request_id, RequestAnswer.office_role, RequestAnswer.created_by)
            for request_id, role, person in self._connection.execute(query.where(RequestAnswer.request_id.in_(ids))):
                roles, people = found[request_id]
                found[request_id] = (roles | {OfficeRole(role)}, people | {person})
        return found

    def _settled(self, numbers: Sequence[str]) -> frozenset[str]:
        """Which requests have their money in the books: an entry names the request, and was not undone."""
        if not numbers:
            return frozenset()
        undone: Any = sa.union(sa.select(ReceiptVoid.receipt_id), sa.select(Receipt.reverses_id).where(_REVERSES))
        rows = self._connection.execute(
            sa.select(Receipt.note).where(
                Receipt.project_id == self._project_id, Receipt.note.in_(numbers), Receipt.id.not_in(undone)
            )
        )
        return frozenset(row[0] for row in rows)

    def cancelled_with_money(self, last: date) -> list[tuple[int, str, str, int]]:
        """Orders cancelled up to a day that still hold money for their price: id, label, customer, fen."""
        held = sa.cast(sa.func.sum(ReceiptLine.amount_fen), sa.BigInteger)
        rows: Any = self._connection.execute(
            sa.select(
                SaleOrder.id, Building.name, Entrance.mark, Unit.number, Customer.name, held, SaleOrder.cancelled_at
            )
            .join(Receipt, Receipt.order_id == SaleOrder.id)
            .join(ReceiptLine, ReceiptLine.receipt_id == Receipt.id)
            .join(Unit, Unit.id == SaleOrder.unit_id)
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .outerjoin(Customer, Customer.id == SaleOrder.customer_id)
            .where(
                SaleOrder.project_id == self._project_id, SaleOrder.stage == Stage.CANCELLED.value,
                ReceiptLine.klass.in_([klass.value for klass in PRICE_CLASSES]),
                Receipt.id.not_in(sa.select(ReceiptVoid.receipt_id)),
            )
            .group_by(SaleOrder.id, Building.name, Entrance.mark, Unit.number, Customer.name, SaleOrder.cancelled_at)
            .having(held != 0)
            .order_by(SaleOrder.id)
        )  # fmt: skip
        return [
            (row[0], unit_label(row[1], row[2], row[3]), row[4] or "", int(row[5]))
            for row in rows if local_day(row[6]) <= last
        ]  # fmt: skip


_REVERSES = Receipt.reverses_id.is_not(None)


def _facts(
    row: Any, seen: Seen, dues: list[DueItem], paid: Received, steps: Mapping[tuple[Step, str], date],
    requests: tuple[OpenRequest, ...],
) -> OrderFacts:  # fmt: skip
    return OrderFacts(
        order_id=row.id, number=row.number, unit_label=unit_label(row.building, row.entrance, row.unit),
        customer=row.customer or "", customer_id=row.customer_id, stage=Stage(row.stage),
        consultant_id=row.consultant_id, consultant=row.consultant or "", total_fen=row.total_fen,
        reserved_on=row.reserved_on, subscribed_on=row.subscribed_on, contract_due_on=row.contract_due_on,
        contracted_on=row.contracted_on, filed_on=row.filed_on, handed_over_on=row.handed_over_on,
        handover_planned_on=row.handover_on, dues=allocate(dues, paid),
        price_received_fen=sum(amount for (klass, _), amount in paid.items() if klass in PRICE_CLASSES),
        requests=requests, steps=steps, area_differs=_area_differs(row), mortgaged=row.mortgaged, sealed=row.sealed,
        last_follow_up_on=local_day(row.last_contact_at) if row.last_contact_at else None,
        money_known=seen.money_of(row.consultant_id), follow_ups_known=row.customer is not None,
    )  # fmt: skip


def _area_differs(row: Any) -> bool:
    """Whether the home was surveyed with another area than the one that was agreed on."""
    inner = row.basis == Basis.INNER.value
    surveyed = row.surveyed_inner_cm2 if inner else row.surveyed_gross_cm2
    return row.basis in (Basis.INNER.value, Basis.GROSS.value) and surveyed not in (None, row.area_cm2)
