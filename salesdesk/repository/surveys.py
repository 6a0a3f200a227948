"""Surveyed areas of units, and what a handover is checked by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.labels import unit_label
from salesdesk.domain.states import Stage
from salesdesk.entities import Building, Customer, Entrance, HandoverCheck, OrderTerms, Person, SaleOrder, Unit
from salesdesk.repository.one_unit import LIVE_ORDER
from salesdesk.repository.order_views import buyer_names
from salesdesk.repository.touched import Touched


@dataclass(frozen=True)
class SurveyedUnit:
    """A unit with its predicted and its surveyed areas in cm², and the live order that stands on it."""

    id: int
    label: str
    building_id: int
    building: str
    entrance: str
    number: str
    gross_cm2: int
    inner_cm2: int | None
    surveyed_gross_cm2: int | None
    surveyed_inner_cm2: int | None
    order_id: int | None
    stage: Stage | None
    buyers: str


@dataclass(frozen=True)
class CheckRow:
    """What was said of a point of the handover."""

    item: str
    passed: bool
    note: str
    at: datetime
    person: str


class Surveys:
    """The surveyed areas and handover checks of one project."""

    def __init__(self, connection: Connection, project_id: int, touched: Touched) -> None:
        self._connection = connection
        self._project_id = project_id
        self._touched = touched

    def units(self, *, building_id: int | None = None, unit_id: int | None = None) -> list[SurveyedUnit]:
        """Units with their areas, in the order of the board."""
        published = sa.and_(OrderTerms.order_id == SaleOrder.id, OrderTerms.version == SaleOrder.terms_version)
        query = (
            sa.select(
                Unit.id, Building.name, Entrance.mark, Unit.number, Unit.building_id, Building.name, Entrance.name,
                Unit.number, Unit.gross_cm2, Unit.inner_cm2, Unit.surveyed_gross_cm2, Unit.surveyed_inner_cm2,
                SaleOrder.id, SaleOrder.stage, sa.func.coalesce(buyer_names(self._connection), Customer.name, ""),
            )
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .outerjoin(SaleOrder, LIVE_ORDER)
            .outerjoin(OrderTerms, published)
            .outerjoin(Customer, Customer.id == SaleOrder.customer_id)
            .where(Unit.project_id == self._project_id)
            .order_by(Building.sort, Entrance.sort, Unit.floor, Unit.position)
        )  # fmt: skip
        if building_id is not None:
            query = query.where(Unit.building_id == building_id)
        if unit_id is not None:
            query = query.where(Unit.id == unit_id)
        rows: Any = self._connection.execute(query)
        found = list[SurveyedUnit]()
        for row in rows:
            stage = Stage(row[13]) if row[13] else None
            values: list[Any] = [row[0], unit_label(*row[1:4]), *row[4:13], stage, row[14]]
            found.append(SurveyedUnit(*values))
        return found

    def store(self, areas: Mapping[int, tuple[int | None, int | None]]) -> None:
        """Writes surveyed gross and inner areas by unit; cm²."""
        self._touched.units.update(areas)
        for unit_id, (gross, inner) in areas.items():
            self._connection.execute(
                sa.update(Unit)
                .where(Unit.id == unit_id, Unit.project_id == self._project_id)
                .values(surveyed_gross_cm2=gross, surveyed_inner_cm2=inner, version=Unit.version + 1)
            )

    def add_check(self, order_id: int, item: str, note: str, *, passed: bool) -> None:
        self._touched.orders.add(order_id)
        values = {"order_id": order_id, "item": item, "passed": passed, "note": note}
        self._connection.execute(sa.insert(HandoverCheck).values(project_id=self._project_id, **values))

    def checks(self, order_id: int) -> dict[str, CheckRow]:
        """What counts of each point: the newest word on it."""
        rows: Any = self._connection.execute(
            sa.select(
                HandoverCheck.item, HandoverCheck.passed, HandoverCheck.note, HandoverCheck.created_at, Person.name
            )
            .join(Person, Person.id == HandoverCheck.created_by)
            .where(HandoverCheck.order_id == order_id, HandoverCheck.project_id == self._project_id)
            .order_by(HandoverCheck.id)
        )
        return {row[0]: CheckRow(*row) for row in rows}

    def failed_checks(self) -> dict[int, int]:
        """How many points of each order stand as not passed."""
        newest = (
            sa.select(sa.func.max(HandoverCheck.id))
            .where(HandoverCheck.project_id == self._project_id)
            .group_by(HandoverCheck.order_id, HandoverCheck.item)
        )
        rows: Any = self._connection.execute(
            sa.select(HandoverCheck.order_id, sa.func.count())
            .where(HandoverCheck.id.in_(newest), ~HandoverCheck.passed)
            .group_by(HandoverCheck.order_id)
        )
        return {row[0]: row[1] for row in rows}

    def handed_over(self, order_ids: Sequence[int]) -> dict[int, date]:
        """The day on which each of these orders was handed over, as far as it was."""
        rows: Any = self._connection.execute(
            sa.select(SaleOrder.id, SaleOrder.handed_over_on).where(
                SaleOrder.project_id == self._project_id, SaleOrder.id.in_(order_ids),
                SaleOrder.handed_over_on.is_not(None),
            )
        )  # fmt: skip
        return {row[0]: row[1] for row in rows}
