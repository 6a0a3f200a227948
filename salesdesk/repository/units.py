"""Units: the board, the facts that decide about one, and storing what a price list or a pattern says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import compress
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.board import BoardCell, BoardGap
from salesdesk.domain.errors import TryAgain, UnitTaken
from salesdesk.domain.labels import entrance_mark, short_rooms, split_layout, unit_label
from salesdesk.domain.reasons import UnitFacts
from salesdesk.domain.states import FREE_STATES, MOVES, Restriction, SaleState, Verb
from salesdesk.entities import (
    Building,
    BuildingGap,
    Entrance,
    Hold,
    PriceListLine,
    Unit,
    UnitLaunch,
)
from salesdesk.repository.guard_rules import GUARD_SENTENCES
from salesdesk.repository.one_unit import (
    LIVE_HOLD,
    RESTRICTIONS,
    UnitDetail,
    UnitRecord,
    price_now,
    read_unit,
    state_now,
)
from salesdesk.repository.touched import Touched

_NAMES = tuple(restriction.value for restriction in Restriction)
_NONE: frozenset[str] = frozenset()
_FREE = tuple(sorted(state.value for state in FREE_STATES))


@dataclass(frozen=True)
class NewUnit:
    """A unit to be stored; building and entrance by their ids."""

    building_id: int
    entrance_id: int
    number: str
    floor: int
    floor_to: int
    position: int
    kind: str
    layout: str
    aspect: str
    gross_cm2: int
    inner_cm2: int | None
    shared_cm2: int | None
    mortgaged: bool = False
    sealed: bool = False
    note: str = ""


@dataclass(frozen=True)
class KnownUnit:
    """A unit as a price list meets it: what an import may change of it, and how far it is sold."""

    id: int
    floor: int
    floor_to: int
    kind: str
    layout: str
    aspect: str
    gross_cm2: int
    inner_cm2: int | None
    shared_cm2: int | None
    state: SaleState


@cache
def _board_query() -> sa.Select[*tuple[Any, ...]]:
    """Built once, and asked again and again."""
    project_id = sa.bindparam("project", type_=sa.BigInteger)
    return (
        sa.select(
            Unit.id, Building.name, Entrance.name, Unit.number, Unit.floor, Unit.floor_to, Unit.position,
            Unit.layout, Unit.aspect, Unit.gross_cm2, PriceListLine.total_fen, state_now(), Entrance.mark,
            *RESTRICTIONS,
        )
        .join(Building, Building.id == Unit.building_id)
        .join(Entrance, Entrance.id == Unit.entrance_id)
        .outerjoin(PriceListLine, price_now(project_id))
        .outerjoin(Hold, LIVE_HOLD)
        .where(Unit.project_id == project_id)
        .order_by(Building.sort, Entrance.sort, Unit.floor.desc(), Unit.position)
    )  # fmt: skip


@cache
def _cells_query() -> sa.Select[*tuple[Any, ...]]:
    return _board_query().where(Unit.id.in_(sa.bindparam("units", expanding=True)))


@cache
def _lock_query() -> sa.Select[*tuple[Any, ...]]:
    project_id, unit_id = sa.bindparam("project", type_=sa.BigInteger), sa.bindparam("unit", type_=sa.BigInteger)
    return sa.select(sa.func.lock_unit(project_id, unit_id))


class Units:
    """The units of one project."""

    def __init__(self, connection: Connection, project_id: int, touched: Touched) -> None:
        self._connection = connection
        self._project_id = project_id
        self._touched = touched

    def board(self, ids: Sequence[int] | None = None) -> list[BoardCell]:
        """The cells of the board, thin; all of the project, or just these units."""
        if ids is None:
            rows = self._connection.execute(_board_query(), {"project": self._project_id})
        else:
            rows = self._connection.execute(_cells_query(), {"project": self._project_id, "units": list(ids)})
        return [_cell(row) for row in rows.all()]

    def gaps(self) -> list[BoardGap]:
        rows: Any = self._connection.execute(
            sa.select(
                Building.name, Entrance.name, BuildingGap.floor, BuildingGap.floor_to, BuildingGap.position,
                BuildingGap.position_to, BuildingGap.label,
            )
            .join(Entrance, Entrance.id == BuildingGap.entrance_id)
            .join(Building, Building.id == Entrance.building_id)
            .where(BuildingGap.project_id == self._project_id)
        )  # fmt: skip
        return [BoardGap(*row) for row in rows]

    def openings(self) -> list[tuple[str, date]]:
        """The day on which each building opens, as far as one is set."""
        rows: Any = self._connection.execute(
            sa.select(Building.name, Building.opens_on)
            .where(Building.project_id == self._project_id, Building.opens_on.is_not(None))
            .order_by(Building.sort)
        )
        return [(row[0], row[1]) for row in rows]

    def buildings(self) -> list[tuple[int, str]]:
        rows: Any = self._connection.execute(
            sa.select(Building.id, Building.name).where(Building.project_id == self._project_id).order_by(Building.sort)
        )
        return [(row[0], row[1]) for row in rows]

    def lock(self, unit_id: int, verb: Verb) -> UnitRecord:
        """Locks the unit until the end of the transaction, then reads it: the only way to ask whether it is free, for
        writing. On SQLite the transaction itself is the lock.

        Raises:
            UnitTaken: another desk had it locked, and left it in a state that ``verb`` does not begin with.
        """
        if self._connection.dialect.name == "postgresql":
            asked = {"project": self._project_id, "unit": unit_id}
            left: Any = self._connection.execute(_lock_query(), asked).scalar_one()
            # A hold may have run out: whether it has is not for the state alone to say.
            if left not in (None, SaleState.HELD) and left not in {old for old, _ in MOVES[verb]}:
                raise UnitTaken(GUARD_SENTENCES["unit_not_free"])
        return self.record(unit_id)

    def lock_all(self, *unit_ids: int) -> None:
        """Locks units until the end of the transaction, always in the same order: two desks that want each other's
        units wait, and never for each other."""
        if self._connection.dialect.name == "postgresql":
            project = sa.cast(self._project_id, sa.BigInteger)
            calls = (sa.func.lock_unit(project, sa.cast(unit, sa.BigInteger)) for unit in sorted(set(unit_ids)))
            self._connection.execute(sa.select(*calls))

    def record(self, unit_id: int) -> UnitRecord:
        """All about one unit."""
        return read_unit(self._connection, self._project_id, unit_id)

    def facts(self, unit_id: int) -> UnitFacts:
        """What decides about a unit."""
        return self.record(unit_id).facts

    def detail(self, unit_id: int) -> UnitDetail:
        """What the panel beside the board says of a unit."""
        return self.record(unit_id).detail

    def launch_facts(self, unit_ids: Sequence[int]) -> dict[int, UnitFacts]:
        """What decides about a launch, for many units at once."""
        wanted = set(unit_ids)
        permits = {
            row[0]: row[1]
            for row in self._connection.execute(
                sa.select(Unit.id, Unit.permit_id).where(Unit.project_id == self._project_id)
            )
        }
        return {
            cell.unit_id: UnitFacts(
                unit_label(cell.building, cell.mark, cell.number), SaleState(cell.state),
                frozenset(Restriction(name) for name in cell.restrictions), cell.total_fen is not None,
                permits[cell.unit_id] is not None,
            )
            for cell in self.board()
            if cell.unit_id in wanted
        }  # fmt: skip

    def known(self) -> dict[tuple[str, str, str], KnownUnit]:
        """Every unit by building, entrance and number."""
        rows: Any = self._connection.execute(
            sa.select(
                Building.name, Entrance.name, Unit.number, Unit.id, Unit.floor, Unit.floor_to, Unit.kind, Unit.layout,
                Unit.aspect, Unit.gross_cm2, Unit.inner_cm2, Unit.shared_cm2, Unit.sale_state,
            )
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .where(Unit.project_id == self._project_id)
        )  # fmt: skip
        return {(row[0], row[1], row[2]): _known(row[3:]) for row in rows}

    def places(self, phase_id: int, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, int]]:
        """Building and entrance ids for each (building, entrance) name, made where they are new."""
        buildings = {name: id_ for id_, name in self.buildings()}
        entrances = {
            (row.building_id, row.name): row.id
            for row in self._connection.execute(
                sa.select(Entrance.building_id, Entrance.name, Entrance.id).where(
                    Entrance.project_id == self._project_id
                )
            )
        }
        places = dict[tuple[str, str], tuple[int, int]]()
        for building, entrance in wanted:
            if building not in buildings:
                values = {"phase_id": phase_id, "name": building, "sort": len(buildings) + 1}
                buildings[building] = self._insert(Building, values)
            key = (buildings[building], entrance)
            if key not in entrances:
                values = {"building_id": key[0], "name": entrance, "sort": len(entrances) + 1}
                entrances[key] = self._insert(Entrance, values)
            places[building, entrance] = (key[0], entrances[key])
        return places

    def add(self, units: Sequence[NewUnit]) -> None:
        """Stores new units; they begin unlaunched."""
        if units:
            rows = [{**unit.__dict__, "project_id": self._project_id} for unit in units]
            self._connection.execute(sa.insert(Unit), rows)
            self._mark_entrances()
            self._touched.everything = True

    def _mark_entrances(self) -> None:
        """Where a number comes again in another entrance of its building, the labels name the entrance too."""
        again = (
            sa.select(Unit.building_id)
            .where(Unit.project_id == self._project_id)
            .group_by(Unit.building_id, Unit.number)
            .having(sa.func.count(sa.distinct(Unit.entrance_id)) > 1)
        )
        plain: Any = self._connection.execute(
            sa.select(Entrance.id, Entrance.name).where(
                Entrance.project_id == self._project_id, Entrance.building_id.in_(again), Entrance.mark == "",
                Entrance.name != "",
            )
        )  # fmt: skip
        for entrance_id, name in plain.all():
            marked = sa.update(Entrance).where(Entrance.id == entrance_id).values(mark=entrance_mark(name))
            self._connection.execute(marked)

    def change(self, unit_id: int, values: Mapping[str, Any]) -> None:
        self._touched.units.add(unit_id)
        self._connection.execute(
            sa.update(Unit)
            .where(Unit.id == unit_id, Unit.project_id == self._project_id)
            .values(**values, version=Unit.version + 1)
        )

    def change_unsold(self, unit_id: int, values: Mapping[str, Any]) -> None:
        """The same for a unit that no order rests on.

        Raises:
            TryAgain: it was sold or reserved since it was looked at.
        """
        self._touched.units.add(unit_id)
        changed = self._connection.execute(
            sa.update(Unit)
            .where(Unit.id == unit_id, Unit.project_id == self._project_id, Unit.sale_state.in_(_FREE))
            .values(**values, version=Unit.version + 1)
        )
        if not changed.rowcount:
            raise TryAgain(GUARD_SENTENCES["unit_not_free"])

    def set_permit(self, unit_ids: Sequence[int], permit_id: int) -> None:
        self._touched.everything = True
        for chunk in _chunks(unit_ids):
            self._connection.execute(
                sa.update(Unit)
                .where(Unit.id.in_(chunk), Unit.project_id == self._project_id)
                .values(permit_id=permit_id, version=Unit.version + 1)
            )

    def without_permit(self) -> list[int]:
        """The units that stand on no presale permit yet."""
        rows: Any = self._connection.execute(
            sa.select(Unit.id).where(Unit.project_id == self._project_id, Unit.permit_id.is_(None))
        )
        return [row[0] for row in rows]

    def launch(self, unit_ids: Sequence[int], direction: str, note: str) -> None:
        """Puts units on sale or takes them off it; the trigger moves their state."""
        self._touched.units.update(unit_ids)
        chosen = sa.select(Unit.project_id, Unit.id, sa.literal(direction), sa.literal(note)).where(
            Unit.project_id == self._project_id, Unit.id.in_(unit_ids)
        )
        columns = ["project_id", "unit_id", "direction", "note"]
        self._connection.execute(sa.insert(UnitLaunch).from_select(columns, chosen))

    def add_gap(self, entrance_id: int, floors: tuple[int, int], positions: tuple[int, int], label: str) -> None:
        values = {"entrance_id": entrance_id, "floor": floors[0], "floor_to": floors[1]}
        values |= {"position": positions[0], "position_to": positions[1], "label": label}  # type: ignore[dict-item]
        self._insert(BuildingGap, values)

    def _insert(self, entity: Any, values: Mapping[str, Any]) -> int:
        insert = sa.insert(entity).values(project_id=self._project_id, **values).returning(entity.id)
        return int(self._connection.execute(insert).scalar_one())


@lru_cache(maxsize=4096)
def _code_and_rooms(layout: str) -> tuple[str, str]:
    """What a cell shows of a layout; a project has few of them, and ten thousand units."""
    code, rooms = split_layout(layout)
    return code, short_rooms(rooms)


def _known(row: Any) -> KnownUnit:
    unit_id, floor, floor_to, kind, layout, aspect, gross, inner, shared, state = row
    return KnownUnit(unit_id, floor, floor_to, kind, layout, aspect, gross, inner, shared, SaleState(state))


def _cell(row: Any) -> BoardCell:
    (
        unit_id, building, entrance, number, floor, floor_to, position, layout, aspect, gross, total, state, mark,
        *held_back,
    ) = row  # fmt: skip
    restrictions = frozenset(compress(_NAMES, held_back)) if any(held_back) else _NONE
    code, rooms = _code_and_rooms(layout)
    note = "复式" if floor_to > floor else ""
    return BoardCell(
        unit_id, building, entrance, number, floor, floor_to, position, code, aspect, gross, total, state, restrictions,
        note, rooms, mark,
    )  # fmt: skip


def _chunks(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
