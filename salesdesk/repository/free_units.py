"""The units that a swap may go to, with what their price is worked out from: one query for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.labels import unit_label
from salesdesk.domain.states import SaleState
from salesdesk.entities import Building, Entrance, Hold, PriceListLine, Unit
from salesdesk.repository.one_unit import LIVE_HOLD, RESTRICTIONS, price_now, state_now


@dataclass(frozen=True)
class FreeUnit:
    """A unit on sale, or held for the one customer who was asked for; areas in cm², the list total in fen."""

    id: int
    label: str
    building: str
    floor: int
    floor_to: int
    layout: str
    aspect: str
    gross_cm2: int
    inner_cm2: int | None
    total_fen: int
    state: SaleState
    building_id: int


def free_units(connection: Connection, project_id: int, customer_id: int) -> list[FreeUnit]:
    """Every priced, unrestricted unit that this customer could take now, in the order of the board."""
    rows: Any = connection.execute(
        sa.select(
            Unit.id, Building.name, Entrance.mark, Unit.number, Unit.floor, Unit.floor_to, Unit.layout, Unit.aspect,
            Unit.gross_cm2, Unit.inner_cm2, PriceListLine.total_fen, state_now(), Unit.building_id,
        )
        .join(Building, Building.id == Unit.building_id)
        .join(Entrance, Entrance.id == Unit.entrance_id)
        .join(PriceListLine, price_now(project_id))
        .outerjoin(Hold, LIVE_HOLD)
        .where(
            Unit.project_id == project_id, *(sa.not_(restriction) for restriction in RESTRICTIONS),
            sa.or_(
                state_now() == SaleState.AVAILABLE.value,
                sa.and_(state_now() == SaleState.HELD.value, Hold.customer_id == customer_id),
            ),
        )
        .order_by(Building.sort, Entrance.sort, Unit.floor, Unit.position)
    )  # fmt: skip
    return [
        FreeUnit(row[0], unit_label(row[1], row[2], row[3]), row[1], *(*row[4:11], SaleState(row[11]), row[12]))
        for row in rows
    ]
