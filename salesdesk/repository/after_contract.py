"""What follows on a contract, read and written: the steps of an order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.after_contract import STEPS, Step, Track
from salesdesk.entities import OrderStep, Person
from salesdesk.repository.touched import Touched


@dataclass(frozen=True)
class StepRow:
    """One word on a step: done on a day, or taken back where ``done_on`` is None; ``item`` names a loan."""

    step: Step
    item: str
    done_on: date | None
    note: str
    at: datetime
    person: str


class OrderSteps:
    """The steps of the orders of one project."""

    def __init__(self, connection: Connection, project_id: int, touched: Touched) -> None:
        self._connection = connection
        self._project_id = project_id
        self._touched = touched

    def add(self, order_id: int, step: Step, done_on: date | None, note: str = "", item: str = "") -> int:
        self._touched.orders.add(order_id)
        values = {"order_id": order_id, "step": step.value, "done_on": done_on, "note": note, "item": item}
        insert = sa.insert(OrderStep).values(project_id=self._project_id, **values).returning(OrderStep.id)
        return int(self._connection.execute(insert).scalar_one())

    def told(self, order_id: int) -> list[StepRow]:
        """Everything that was said of an order's steps, oldest first."""
        rows: Any = self._connection.execute(
            sa.select(
                OrderStep.step, OrderStep.item, OrderStep.done_on, OrderStep.note, OrderStep.created_at, Person.name
            )
            .join(Person, Person.id == OrderStep.created_by)
            .where(OrderStep.order_id == order_id, OrderStep.project_id == self._project_id)
            .order_by(OrderStep.id)
        )
        return [StepRow(Step(row[0]), *row[1:]) for row in rows]

    def of_tracks(self, *tracks: Track) -> dict[int, list[StepRow]]:
        """Everything that was said of the steps of these tracks, by order, oldest first."""
        steps = [step.value for track in tracks for step in STEPS[track]]
        rows: Any = self._connection.execute(
            sa.select(
                OrderStep.order_id, OrderStep.step, OrderStep.item, OrderStep.done_on, OrderStep.note,
                OrderStep.created_at, Person.name,
            )
            .join(Person, Person.id == OrderStep.created_by)
            .where(OrderStep.project_id == self._project_id, OrderStep.step.in_(steps))
            .order_by(OrderStep.id)
        )  # fmt: skip
        found = dict[int, list[StepRow]]()
        for order_id, step, *rest in rows:
            found.setdefault(order_id, []).append(StepRow(Step(step), *rest))
        return found


def newest(rows: Iterable[StepRow]) -> dict[tuple[Step, str], StepRow]:
    """What counts of each step: the newest word on it, where that is not that it was taken back."""
    last = {(row.step, row.item): row for row in rows}
    return {key: row for key, row in last.items() if row.done_on is not None}
