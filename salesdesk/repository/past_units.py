"""The units of a project as they stood at a past moment, told from what was appended at the time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.states import SaleState
from salesdesk.entities import Hold, PriceList, PriceListLine, Unit, UnitStateChange


class PastUnits:
    """Sale states and list totals of then. Restrictions are not told: their past is the auditor's."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def states(self, moment: datetime) -> dict[int, str]:
        """The sale state of every unit at ``moment``: the one it had last come into, else the one that it left first
        afterwards, else the one it never left. A hold that had run out by then was none, whoever closed it when."""
        found = dict(self._pairs(sa.select(Unit.id, Unit.sale_state).where(Unit.project_id == self._project_id)))
        found.update(self._changes(sa.func.min, UnitStateChange.created_at > moment, UnitStateChange.old_state))
        found.update(self._changes(sa.func.max, UnitStateChange.created_at <= moment, UnitStateChange.new_state))
        for unit_id in self._run_out(moment):
            if found.get(unit_id) == SaleState.HELD.value:
                found[unit_id] = SaleState.AVAILABLE.value
        return found

    def totals(self, moment: datetime) -> dict[int, int]:
        """The list total of each unit in the price list that counted then: signed by then, and its time had come."""
        counted = (
            sa.select(PriceList.id)
            .where(
                PriceList.project_id == self._project_id, PriceList.signed_at <= moment,
                PriceList.effective_at <= moment,
            )
            .order_by(PriceList.effective_at.desc(), PriceList.version_no.desc())
            .limit(1)
            .scalar_subquery()
        )  # fmt: skip
        lines = sa.select(PriceListLine.unit_id, PriceListLine.total_fen).where(PriceListLine.price_list_id == counted)
        return dict(self._pairs(lines))

    def _changes(self, which: Any, when: sa.ColumnElement[bool], state: Any) -> list[tuple[int, str]]:
        """Unit and state of the first or last change of each unit on one side of the moment."""
        mine = UnitStateChange.project_id == self._project_id
        ids = sa.select(which(UnitStateChange.id)).where(mine, when).group_by(UnitStateChange.unit_id)
        return self._pairs(sa.select(UnitStateChange.unit_id, state).where(UnitStateChange.id.in_(ids)))

    def _run_out(self, moment: datetime) -> list[int]:
        """Units whose hold nobody had released by then, though its time was over."""
        rows: Any = self._connection.execute(
            sa.select(Hold.unit_id).where(
                Hold.project_id == self._project_id, Hold.created_at <= moment, Hold.expires_at <= moment,
                sa.or_(Hold.released_at.is_(None), Hold.released_at > moment),
            )
        )  # fmt: skip
        return [row[0] for row in rows]

    def _pairs(self, query: Any) -> list[tuple[int, Any]]:
        return [(row[0], row[1]) for row in self._connection.execute(query)]
