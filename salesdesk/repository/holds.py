"""Holds: taking a unit off sale for a while, and giving it back."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.entities import Hold
from salesdesk.repository.touched import Touched

_PASSED = Hold.expires_at <= sa.func.app_now()


class Holds:
    """The holds of one project."""

    def __init__(self, connection: Connection, project_id: int, touched: Touched) -> None:
        self._connection = connection
        self._project_id = project_id
        self._touched = touched

    def add(self, unit_id: int, customer_id: int | None, reason: str, expires_at: datetime) -> int:
        self._touched.units.add(unit_id)
        values = {"unit_id": unit_id, "customer_id": customer_id, "reason": reason, "expires_at": expires_at}
        insert = sa.insert(Hold).values(project_id=self._project_id, **values).returning(Hold.id)
        return int(self._connection.execute(insert).scalar_one())

    def end(self, unit_id: int, reason: str, customer_id: int | None = None) -> bool:
        """Ends the unit's hold, if there is one; whether there was. One whose time had passed has expired, whatever
        else became the reason to close it. Where a customer is named, a live hold for somebody else stays."""
        self._touched.units.add(unit_id)
        which = Hold.unit_id == unit_id
        if customer_id is not None:
            which &= sa.or_(_PASSED, Hold.customer_id.is_(None), Hold.customer_id == customer_id)
        return self._end(which, sa.case((_PASSED, "expired"), else_=reason)) > 0

    def end_expired(self, unit_id: int) -> bool:
        """Closes a hold whose time has passed, as expiry would have: the verb that takes the unit does this first."""
        return self._end(sa.and_(Hold.unit_id == unit_id, _PASSED), "expired") > 0

    def lengthen(self, unit_id: int, until: datetime) -> None:
        """A live hold ends later."""
        self._touched.units.add(unit_id)
        self._connection.execute(
            sa.update(Hold)
            .where(Hold.project_id == self._project_id, Hold.unit_id == unit_id, Hold.released_at.is_(None))
            .values(expires_at=until)
        )

    def _end(self, which: sa.ColumnElement[bool], reason: str | sa.ColumnElement[str]) -> int:
        return self._connection.execute(
            sa.update(Hold)
            .where(Hold.project_id == self._project_id, Hold.released_at.is_(None), which)
            .values(released_at=sa.func.app_now(), released_by=sa.func.app_person(), release_reason=reason)
        ).rowcount
