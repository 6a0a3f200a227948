"""Construction nodes, and the due items that wait for a day that comes later: a node, the loan, the handover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.schedules import DayKind, Event
from salesdesk.domain.schedules import DueItem as Due
from salesdesk.entities import Building, ConstructionNode, DueItem, OrderTerms, PaymentSchemeLine, SaleOrder, Unit
from salesdesk.repository.touched import Touched


@dataclass(frozen=True)
class NodeRow:
    """A node of the building work; of all buildings where ``building_id`` is None."""

    id: int
    building_id: int | None
    building: str
    name: str
    planned_on: date | None
    reached_on: date | None
    sort: int
    version: int


@dataclass(frozen=True)
class LaterDue:
    """A due item of terms that count, whose day comes with an event; ``begun_on`` is the day of the subscription."""

    id: int
    order_id: int
    building_id: int
    item: str
    node: str
    months: int
    days: int
    day_kind: DayKind
    due_on: date | None
    begun_on: date | None


_LIVE = SaleOrder.stage.not_in(("draft", "cancelled"))
_PUBLISHED = sa.and_(
    OrderTerms.id == DueItem.terms_id,
    OrderTerms.order_id == SaleOrder.id,
    OrderTerms.version == SaleOrder.terms_version,
)


class BuildingWork:
    """The nodes and later due items of one project."""

    def __init__(self, connection: Connection, project_id: int, touched: Touched) -> None:
        self._connection = connection
        self._project_id = project_id
        self._touched = touched

    def nodes(self) -> list[NodeRow]:
        """Every node, in the office's order; those of all buildings first."""
        rows: Any = self._connection.execute(
            sa.select(
                ConstructionNode.id, ConstructionNode.building_id, sa.func.coalesce(Building.name, ""),
                ConstructionNode.name, ConstructionNode.planned_on, ConstructionNode.reached_on, ConstructionNode.sort,
                ConstructionNode.version,
            )
            .outerjoin(Building, Building.id == ConstructionNode.building_id)
            .where(ConstructionNode.project_id == self._project_id)
            .order_by(sa.func.coalesce(Building.sort, 0), ConstructionNode.sort, ConstructionNode.id)
        )  # fmt: skip
        return [NodeRow(*row) for row in rows]

    def add_node(self, building_id: int | None, name: str, planned_on: date | None, sort: int) -> int:
        values = {"building_id": building_id, "name": name, "planned_on": planned_on, "sort": sort}
        insert = sa.insert(ConstructionNode).values(project_id=self._project_id, **values)
        return int(self._connection.execute(insert.returning(ConstructionNode.id)).scalar_one())

    def change_node(self, node: NodeRow, values: Mapping[str, Any]) -> bool:
        """Changes a node that still stands as it was read; False when somebody else was faster."""
        changed = self._connection.execute(
            sa.update(ConstructionNode)
            .where(ConstructionNode.id == node.id, ConstructionNode.project_id == self._project_id,
                   ConstructionNode.version == node.version)
            .values(**values, version=ConstructionNode.version + 1)
        )  # fmt: skip
        return changed.rowcount == 1

    def named_by_schemes(self) -> frozenset[str]:
        """The names of nodes that lines of schemes count from."""
        query = sa.select(PaymentSchemeLine.node).where(
            PaymentSchemeLine.project_id == self._project_id, PaymentSchemeLine.node != ""
        )
        return frozenset(row[0] for row in self._connection.execute(query))

    def building_of(self, unit_id: int) -> int:
        query = sa.select(Unit.building_id).where(Unit.id == unit_id, Unit.project_id == self._project_id)
        return int(self._connection.execute(query).scalar_one())

    def later_dues(self, event: Event, *, order_id: int | None = None, node: str = "") -> list[LaterDue]:
        """The due items of live orders that wait for an event, or had their day from it."""
        query = (
            sa.select(
                DueItem.id, DueItem.order_id, Unit.building_id, DueItem.item, DueItem.node, DueItem.months,
                DueItem.days, DueItem.day_kind, DueItem.due_on, SaleOrder.subscribed_on,
            )
            .join(SaleOrder, SaleOrder.id == DueItem.order_id)
            .join(OrderTerms, _PUBLISHED)
            .join(Unit, Unit.id == SaleOrder.unit_id)
            .where(DueItem.project_id == self._project_id, DueItem.event == event.value, _LIVE)
        )  # fmt: skip
        if order_id is not None:
            query = query.where(DueItem.order_id == order_id)
        if node:
            query = query.where(DueItem.node == node)
        rows: Any = self._connection.execute(query.order_by(DueItem.id))
        found = list[LaterDue]()
        for row in rows:
            values: list[Any] = [*row[:7], DayKind(row[7]), *row[8:]]
            found.append(LaterDue(*values))
        return found

    def set_dates(self, days: Sequence[tuple[LaterDue, date | None]]) -> None:
        """Writes the days of due items whose event came, or was set right."""
        changed = [(due, day) for due, day in days if due.due_on != day]
        for due, day in changed:
            self._touched.orders.add(due.order_id)
            self._connection.execute(
                sa.update(DueItem)
                .where(DueItem.id == due.id, DueItem.project_id == self._project_id)
                .values(due_on=day)
            )

    def add_due(self, order_id: int, terms_version: int, due: Due) -> int:
        """Adds a due item of settlement beside the terms that count; the database asks for the agreed request."""
        self._touched.orders.add(order_id)
        terms = sa.select(OrderTerms.id).where(OrderTerms.order_id == order_id, OrderTerms.version == terms_version)
        values = {
            "project_id": self._project_id, "order_id": order_id, "terms_id": terms.scalar_subquery(), "seq": due.seq,
            "item": due.item, "klass": due.klass.value, "name": due.name, "event": due.event.value, "days": due.days,
            "due_on": due.due_on, "amount_fen": due.amount_fen, "share_millionths": 0,
        }  # fmt: skip
        return int(self._connection.execute(sa.insert(DueItem).values(**values).returning(DueItem.id)).scalar_one())
