"""What the set-up screens list: units as an operator sees them, permits with their units, changed settings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.labels import unit_label
from salesdesk.domain.states import Restriction, SaleState
from salesdesk.entities import Audit, Building, Entrance, Person, PresalePermit, PriceListLine, Unit
from salesdesk.repository.one_unit import RESTRICTIONS
from salesdesk.repository.prices import current_list_id


@dataclass(frozen=True)
class UnitLine:
    """One unit of the list. Areas in cm²; ``total_fen`` is the price that counts now, None while it awaits one."""

    id: int
    label: str
    building: str
    entrance: str
    number: str
    floor: int
    floor_to: int
    layout: str
    aspect: str
    gross_cm2: int
    inner_cm2: int | None
    unit_price_fen: int | None
    total_fen: int | None
    permit: str
    state: SaleState
    restrictions: frozenset[Restriction]
    restriction_note: str
    building_id: int


@dataclass(frozen=True)
class SettingChange:
    """One change of one setting; ``before`` is None where the default stood."""

    id: int
    at: datetime
    person: str
    name: str
    before: int | str | bool | None
    after: int | str | bool | None


class SetUpViews:
    """The lists of one project."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def units(self) -> list[UnitLine]:
        """Every unit, building by building from the ground up."""
        current = current_list_id(self._project_id)
        rows: Any = self._connection.execute(
            sa.select(
                Unit.id, Building.name, Entrance.name, Unit.number, Unit.floor, Unit.floor_to, Unit.layout, Unit.aspect,
                Unit.gross_cm2, Unit.inner_cm2, PriceListLine.unit_price_fen, PriceListLine.total_fen,
                PresalePermit.number, Unit.sale_state, Unit.restriction_note, *RESTRICTIONS, Entrance.mark,
                Unit.building_id,
            )
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .outerjoin(PresalePermit, PresalePermit.id == Unit.permit_id)
            .outerjoin(
                PriceListLine, sa.and_(PriceListLine.unit_id == Unit.id, PriceListLine.price_list_id == current)
            )
            .where(Unit.project_id == self._project_id)
            .order_by(Building.sort, Entrance.sort, Unit.floor, Unit.position)
        )  # fmt: skip
        return [_line(row) for row in rows]

    def permit_units(self) -> dict[int, int]:
        """How many units stand on each permit."""
        rows: Any = self._connection.execute(
            sa.select(Unit.permit_id, sa.func.count())
            .where(Unit.project_id == self._project_id, Unit.permit_id.is_not(None))
            .group_by(Unit.permit_id)
        )
        return {row[0]: row[1] for row in rows}

    def setting_changes(self, limit: int = 100) -> list[SettingChange]:
        """Who changed which setting, newest first, as the history kept it."""
        rows: Any = self._connection.execute(
            sa.select(Audit.id, Audit.created_at, Person.name, Audit.before, Audit.after)
            .outerjoin(Person, Person.id == Audit.person_id)
            .where(Audit.table_name == "project_setting", Audit.project_id == self._project_id)
            .order_by(Audit.id.desc())
            .limit(limit)
        )
        changes = list[SettingChange]()
        for row in rows:
            before, after = (json.loads(image) if image else {} for image in row[3:5])
            name = (after or before)["name"]
            changes.append(SettingChange(row[0], row[1], row[2] or "", name, _value(before), _value(after)))
        return changes


def _line(row: Any) -> UnitLine:
    restrictions = frozenset(one for one, on in zip(Restriction, row[15:19], strict=True) if on)
    label = unit_label(row[1], row[19], row[3])
    return UnitLine(*(row[0], label, *row[1:12], row[12] or "", SaleState(row[13]), restrictions, row[14], row[20]))


def _value(image: dict[str, Any]) -> int | str | bool | None:
    value: int | str | bool | None = json.loads(image["value"]) if image else None
    return value
