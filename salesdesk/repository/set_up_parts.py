"""What an office arranges by hand: money items and receipt books; phases, buildings and entrances; facts of units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.money_items import MoneyClass
from salesdesk.entities import Base, Building, Entrance, MoneyItem, Phase, ReceiptBook, Unit

SORTED = {"money_item": MoneyItem, "phase": Phase, "building": Building, "entrance": Entrance}
"""The tables whose rows stand in an order that the office sets."""
_CHUNK = 500


@dataclass(frozen=True)
class ItemRow:
    """A money item with what the office made of it; ``code`` is stable."""

    id: int
    code: str
    klass: MoneyClass
    name: str
    active: bool


@dataclass(frozen=True)
class BookRow:
    """A row of receipt numbers from ``first_no`` on; ``next_no`` is the one that is given next."""

    id: int
    kind: str
    name: str
    prefix: str
    digits: int
    first_no: int
    next_no: int
    active: bool

    @property
    def given(self) -> int:
        """How many numbers were given out."""
        return self.next_no - self.first_no

    @property
    def first_number(self) -> str:
        return f"{self.prefix}{self.first_no:0{self.digits}d}"

    @property
    def next_number(self) -> str:
        """The next number as it is printed."""
        return f"{self.prefix}{self.next_no:0{self.digits}d}"


@dataclass(frozen=True)
class PhaseRow:
    id: int
    name: str


@dataclass(frozen=True)
class BuildingRow:
    """A building of a phase with the number of its units."""

    id: int
    phase_id: int
    name: str
    opens_on: date | None
    handover_on: date | None
    units: int


@dataclass(frozen=True)
class EntranceRow:
    """An entrance of a building; a building without entrances has one with an empty name."""

    id: int
    building_id: int
    name: str
    units: int


class SetUpParts:
    """The parts of one project, in the office's order."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def items(self) -> list[ItemRow]:
        """Every money item, those switched off too."""
        rows: Any = self._connection.execute(
            sa.select(MoneyItem.id, MoneyItem.code, MoneyItem.klass, MoneyItem.name, MoneyItem.active)
            .where(MoneyItem.project_id == self._project_id)
            .order_by(MoneyItem.sort, MoneyItem.id)
        )
        return [ItemRow(row[0], row[1], MoneyClass(row[2]), row[3], row[4]) for row in rows]

    def add_item(self, code: str, klass: MoneyClass, name: str, sort: int) -> int:
        return self._insert(MoneyItem, {"code": code, "klass": klass.value, "name": name, "sort": sort})

    def set_item_active(self, item_id: int, active: bool) -> None:
        here = sa.update(MoneyItem).where(MoneyItem.id == item_id, MoneyItem.project_id == self._project_id)
        self._connection.execute(here.values(active=active))

    def books(self) -> list[BookRow]:
        """Every receipt book."""
        columns = (
            ReceiptBook.id, ReceiptBook.kind, ReceiptBook.name, ReceiptBook.prefix, ReceiptBook.digits,
            ReceiptBook.first_no, ReceiptBook.next_no, ReceiptBook.active,
        )  # fmt: skip
        query = sa.select(*columns).where(ReceiptBook.project_id == self._project_id).order_by(ReceiptBook.id)
        return [BookRow(*row) for row in self._connection.execute(query)]

    def add_book(self, kind: str, numbering: Mapping[str, Any], today: date) -> int:
        """Opens a book, which numbers from now on in place of those of its kind; its first day is theirs."""
        here = ReceiptBook.project_id == self._project_id
        day = self._connection.execute(sa.select(sa.func.max(ReceiptBook.open_day)).where(here)).scalar()
        self._connection.execute(
            sa.update(ReceiptBook).where(here, ReceiptBook.kind == kind, ReceiptBook.active).values(active=False)
        )
        values = {"kind": kind, "next_no": numbering["first_no"], "open_day": day or today, **numbering}
        return self._insert(ReceiptBook, values)

    def phases(self) -> list[PhaseRow]:
        query = sa.select(Phase.id, Phase.name).where(Phase.project_id == self._project_id)
        return [PhaseRow(*row) for row in self._connection.execute(query.order_by(Phase.sort, Phase.id))]

    def add_phase(self, name: str, sort: int) -> int:
        return self._insert(Phase, {"name": name, "sort": sort})

    def buildings(self) -> list[BuildingRow]:
        units = sa.select(sa.func.count(Unit.id)).where(Unit.building_id == Building.id).scalar_subquery()
        query = (
            sa.select(
                Building.id, Building.phase_id, Building.name, Building.opens_on, Building.handover_on, units
            )
            .where(Building.project_id == self._project_id)
            .order_by(Building.sort, Building.id)
        )  # fmt: skip
        return [BuildingRow(*row) for row in self._connection.execute(query)]

    def entrances(self) -> list[EntranceRow]:
        units = sa.select(sa.func.count(Unit.id)).where(Unit.entrance_id == Entrance.id).scalar_subquery()
        query = (
            sa.select(Entrance.id, Entrance.building_id, Entrance.name, units)
            .where(Entrance.project_id == self._project_id)
            .order_by(Entrance.sort, Entrance.id)
        )
        return [EntranceRow(*row) for row in self._connection.execute(query)]

    def set_order(self, table: str, ids: Sequence[int]) -> None:
        """The rows of a table stand in this order from now on; others keep their place."""
        entity = Base.metadata.tables[SORTED[table].__tablename__]
        change = (
            sa.update(entity)
            .where(entity.c.id == sa.bindparam("row"), entity.c.project_id == self._project_id)
            .values(sort=sa.bindparam("place"))
        )
        rows = [{"row": row_id, "place": place} for place, row_id in enumerate(ids, 1)]
        if rows:
            self._connection.execute(change, rows)

    def change_units(self, unit_ids: Sequence[int], values: Mapping[str, Any]) -> int:
        """Changes facts of many units; how many there were."""
        changed = 0
        for start in range(0, len(unit_ids), _CHUNK):
            chunk = unit_ids[start : start + _CHUNK]
            here = sa.update(Unit).where(Unit.id.in_(chunk), Unit.project_id == self._project_id)
            changed += self._connection.execute(here.values(**values, version=Unit.version + 1)).rowcount
        return changed

    def _insert(self, entity: Any, values: Mapping[str, Any]) -> int:
        insert = sa.insert(entity).values(project_id=self._project_id, **values).returning(entity.id)
        return int(self._connection.execute(insert).scalar_one())
