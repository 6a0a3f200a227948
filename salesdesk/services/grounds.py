"""Phases, buildings and entrances as the office calls and orders them; facts of many unsold units at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.states import FREE_STATES
from salesdesk.repository.set_up_parts import BuildingRow, EntranceRow, PhaseRow, SetUpParts
from salesdesk.repository.set_up_views import UnitLine
from salesdesk.repository.work import Work
from salesdesk.services.edits import Seen, change_row
from salesdesk.services.office import Form
from salesdesk.services.typed import checked_text, needed_text

LONGEST_PLACE, LONGEST_ENTRANCE, LONGEST_FACT = 100, 50, 50
Ground = Literal["phase", "building", "entrance"]


@dataclass(frozen=True)
class Grounds:
    """The parts of a project, each kind in the office's order."""

    phases: tuple[PhaseRow, ...]
    buildings: tuple[BuildingRow, ...]
    entrances: tuple[EntranceRow, ...]


def _parts(work: Work) -> SetUpParts:
    return SetUpParts(work.connection, work.project_id)


def grounds(work: Work) -> Grounds:
    """Phases, buildings and entrances."""
    work.require(Permission.BOARD_READ)
    parts = _parts(work)
    return Grounds(tuple(parts.phases()), tuple(parts.buildings()), tuple(parts.entrances()))


@dataclass(frozen=True, kw_only=True)
class NewPhase(Form):
    name: str


def add_phase(work: Work, form: NewPhase) -> int:
    """A phase after the others; its id."""
    work.require(Permission.UNIT_WRITE)
    name = needed_text(form.name, LONGEST_PLACE, "name", mark("A phase, building or entrance needs its name."))
    work.touched.everything = True
    return _parts(work).add_phase(name, len(_parts(work).phases()) + 1)


@dataclass(frozen=True, kw_only=True)
class GroundEdit(Form):
    """A phase, building or entrance as it shall be; days count for buildings alone. ``seen`` is what the form was
    filled from (`ground_values`)."""

    ground: Ground
    row_id: int
    name: str
    seen: Seen
    opens_on: date | None = None
    handover_on: date | None = None


def ground_values(row: PhaseRow | BuildingRow | EntranceRow) -> dict[str, object]:
    """The fields that may be changed, in the order of the form."""
    if isinstance(row, BuildingRow):
        return {"name": row.name, "opens_on": row.opens_on, "handover_on": row.handover_on}
    return {"name": row.name}


def change_ground(work: Work, form: GroundEdit) -> int:
    """Renames a part of the project, or sets a building's days. Its id.

    Raises:
        Refusal: orders rest on units there, and papers say its name.
        StaleEdit: somebody else changed it meanwhile.
    """
    work.require(Permission.UNIT_WRITE)
    if form.ground == "entrance":
        values: dict[str, object] = {"name": checked_text(form.name, LONGEST_ENTRANCE, "name")}
    else:
        missing = mark("A phase, building or entrance needs its name.")
        values = {"name": needed_text(form.name, LONGEST_PLACE, "name", missing)}
    if form.ground == "building":
        if form.opens_on and form.handover_on and form.handover_on < form.opens_on:
            raise BadInput(mark("A building is handed over after it opens, not before."), field="handover_on")
        values |= {"opens_on": form.opens_on, "handover_on": form.handover_on}
    change_row(work, form.ground, form.row_id, values, form.seen)
    work.touched.everything = True
    return form.row_id


@dataclass(frozen=True, kw_only=True)
class GroundOrder(Form):
    """The rows of one kind by their ids, first to last."""

    ground: Ground
    row_ids: tuple[int, ...]


def order_grounds(work: Work, form: GroundOrder) -> int:
    """Puts phases, buildings or entrances in this order, on the board and in lists; how many they are."""
    work.require(Permission.UNIT_WRITE)
    _parts(work).set_order(form.ground, form.row_ids)
    work.touched.everything = True
    return len(form.row_ids)


@dataclass(frozen=True)
class FactChange:
    """One fact of one unit, before and after."""

    unit: UnitLine
    fact: str
    before: str
    after: str


@dataclass(frozen=True)
class FactChanges:
    """What a change of facts would do: every difference, and the units that it leaves as they are for they are sold."""

    changes: tuple[FactChange, ...]
    sold: tuple[UnitLine, ...]

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """The units that would be changed, each once."""
        return tuple(dict.fromkeys(change.unit.id for change in self.changes))


@dataclass(frozen=True, kw_only=True)
class UnitFacts(Form):
    """Facts of some units from now on; None leaves one as it is."""

    unit_ids: tuple[int, ...]
    layout: str | None = None
    aspect: str | None = None


def _wanted(form: UnitFacts) -> dict[str, str]:
    given: Mapping[str, str | None] = {"layout": form.layout, "aspect": form.aspect}
    return {name: checked_text(text, LONGEST_FACT, name) for name, text in given.items() if text is not None}


def fact_changes(lines: list[UnitLine], form: UnitFacts) -> FactChanges:
    """What the change would do to these units, nothing stored.

    Raises:
        BadInput: a fact is too long.
    """
    ids, wanted = frozenset(form.unit_ids), _wanted(form)
    chosen = [line for line in lines if line.id in ids]
    changes = [
        FactChange(line, name, str(getattr(line, name)), after)
        for line in chosen
        if line.state in FREE_STATES
        for name, after in wanted.items()
        if getattr(line, name) != after
    ]
    return FactChanges(tuple(changes), tuple(line for line in chosen if line.state not in FREE_STATES))


def change_facts(work: Work, form: UnitFacts) -> int:
    """Changes facts of the units that no order rests on; of how many. Sold ones stay as they were sold.

    Raises:
        Refusal: nothing would change.
    """
    work.require(Permission.UNIT_WRITE)
    unit_ids = fact_changes(work.set_up_views.units(), form).unit_ids
    if not unit_ids:
        raise Refusal(mark("Nothing is changed."))
    work.touched.everything = True
    return _parts(work).change_units(unit_ids, _wanted(form))
