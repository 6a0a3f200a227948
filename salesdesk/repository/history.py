"""What happened to a unit, told from the rows that were appended at the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.entities import Customer, Hold, Person, UnitLaunch, UnitStateChange


@dataclass(frozen=True)
class UnitEvent:
    """One event of a unit. ``kind`` is launch, withdraw, hold, release or state; ``detail`` what was said of it."""

    at: datetime
    kind: str
    person: str
    detail: str
    new_state: str = ""


class History:
    """The past of one project's units."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def of_unit(self, unit_id: int, owner_id: int | None = None) -> list[UnitEvent]:
        """Launches, holds with their releases, and moves by orders; newest first. Customers are named, or only those of
        one owner."""
        events = [*self._launches(unit_id), *self._holds(unit_id, owner_id), *self._moves(unit_id)]
        return sorted(events, key=lambda event: event.at, reverse=True)

    def _launches(self, unit_id: int) -> list[UnitEvent]:
        rows: Any = self._connection.execute(
            sa.select(UnitLaunch.created_at, UnitLaunch.direction, Person.name, UnitLaunch.note)
            .join(Person, Person.id == UnitLaunch.created_by)
            .where(UnitLaunch.unit_id == unit_id, UnitLaunch.project_id == self._project_id)
        )
        return [UnitEvent(*row) for row in rows]

    def _holds(self, unit_id: int, owner_id: int | None) -> list[UnitEvent]:
        releaser = sa.orm.aliased(Person)
        named: Any = Customer.name if owner_id is None else sa.case((Customer.owner_id == owner_id, Customer.name))
        rows: Any = self._connection.execute(
            sa.select(
                Hold.created_at, Person.name, Hold.reason, named, Hold.released_at, releaser.name,
                Hold.release_reason, Hold.expires_at,
            )
            .join(Person, Person.id == Hold.created_by)
            .outerjoin(Customer, Customer.id == Hold.customer_id)
            .outerjoin(releaser, releaser.id == Hold.released_by)
            .where(Hold.unit_id == unit_id, Hold.project_id == self._project_id)
        )  # fmt: skip
        events = list[UnitEvent]()
        for row in rows:
            events.append(UnitEvent(row[0], "hold", row[1], " ".join(part for part in (row[3], row[2]) if part)))
            if row[4] is not None:
                expired = row[6] == "expired"
                when = row[7] if expired else row[4]
                events.append(UnitEvent(when, "expire" if expired else "release", row[5] or "", row[6] or ""))
        return events

    def _moves(self, unit_id: int) -> list[UnitEvent]:
        rows: Any = self._connection.execute(
            sa.select(UnitStateChange.created_at, Person.name, UnitStateChange.new_state)
            .outerjoin(Person, Person.id == UnitStateChange.created_by)
            .where(
                UnitStateChange.unit_id == unit_id, UnitStateChange.project_id == self._project_id,
                UnitStateChange.new_state.in_(("reserved", "subscribed", "contracted", "filed", "handed_over")),
            )
        )  # fmt: skip
        return [UnitEvent(row[0], "state", row[1] or "", "", row[2]) for row in rows]
