"""Agencies and referrers of a project, and which of them introduced an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.commission import SchemeFor
from salesdesk.entities import Introducer, OrderIntroducer, Person


@dataclass(frozen=True)
class IntroducerRow:
    """An agency or a referrer; ``contact`` is a telephone number, or whom to ask for."""

    id: int
    kind: SchemeFor
    name: str
    contact: str
    active: bool
    by: str = ""


@dataclass(frozen=True)
class IntroductionRow:
    """Who was named as having introduced an order, and by whom; nobody where there is no id. The first one comes with
    the subscription and has no reason."""

    introducer_id: int | None
    kind: SchemeFor | None
    name: str
    reason: str
    at: datetime
    by: str


class Introducers:
    """The agencies and referrers of one project."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def rows(self, *, active: bool = False) -> list[IntroducerRow]:
        """All of them, or those in use; agencies first, by name."""
        query = (
            sa.select(
                Introducer.id, Introducer.kind, Introducer.name, Introducer.contact, Introducer.active,
                sa.func.coalesce(Person.name, ""),
            )
            .outerjoin(Person, Person.id == Introducer.created_by)
            .where(Introducer.project_id == self._project_id)
            .order_by(Introducer.kind, Introducer.name, Introducer.id)
        )  # fmt: skip
        rows: Any = self._connection.execute(query.where(Introducer.active) if active else query)
        return [IntroducerRow(row[0], SchemeFor(row[1]), *row[2:]) for row in rows]

    def add(self, kind: SchemeFor, name: str, contact: str) -> int:
        values = {"kind": kind.value, "name": name, "contact": contact}
        insert = sa.insert(Introducer).values(project_id=self._project_id, **values)
        return int(self._connection.execute(insert.returning(Introducer.id)).scalar_one())

    def switch(self, introducer_id: int, *, active: bool) -> bool:
        """Takes one into use or out of it; False where there is none."""
        changed = self._connection.execute(
            sa.update(Introducer)
            .where(Introducer.id == introducer_id, Introducer.project_id == self._project_id)
            .values(active=active)
        )
        return bool(changed.rowcount)

    # orders

    def name_first(self, order_id: int, introducer_id: int) -> bool:
        """Says with its subscription who introduced an order; False where they are not in use."""
        asked = {"project": self._project_id, "order": order_id, "introducer": introducer_id}
        return self._connection.execute(_first(), asked).first() is not None

    def name_later(self, order_id: int, introducer_id: int | None, reason: str) -> int:
        """Says anew who introduced an order, and why it is said anew; the row's id."""
        values = {"order_id": order_id, "introducer_id": introducer_id, "reason": reason}
        insert = sa.insert(OrderIntroducer).values(project_id=self._project_id, **values)
        return int(self._connection.execute(insert.returning(OrderIntroducer.id)).scalar_one())

    def of_order(self, order_id: int) -> list[IntroductionRow]:
        """Who was named for an order, oldest first; the last one counts."""
        rows: Any = self._connection.execute(
            sa.select(
                OrderIntroducer.introducer_id, Introducer.kind, sa.func.coalesce(Introducer.name, ""),
                OrderIntroducer.reason, OrderIntroducer.created_at, sa.func.coalesce(Person.name, ""),
            )
            .outerjoin(Introducer, Introducer.id == OrderIntroducer.introducer_id)
            .outerjoin(Person, Person.id == OrderIntroducer.created_by)
            .where(OrderIntroducer.order_id == order_id, OrderIntroducer.project_id == self._project_id)
            .order_by(OrderIntroducer.id)
        )  # fmt: skip
        return [IntroductionRow(row[0], SchemeFor(row[1]) if row[1] else None, *row[2:]) for row in rows]


@cache
def _first() -> Any:
    """One statement that looks for the introducer and names it: a subscription sends no more than it must."""
    project, order, introducer = (
        sa.bindparam(name, type_=sa.BigInteger) for name in ("project", "order", "introducer")
    )
    known = sa.select(Introducer.project_id, order, Introducer.id, sa.literal("")).where(
        Introducer.id == introducer, Introducer.project_id == project, Introducer.active
    )
    into = ["project_id", "order_id", "introducer_id", "reason"]
    return sa.insert(OrderIntroducer).from_select(into, known).returning(OrderIntroducer.id)
