"""Units out of a pattern: floors × units per entrance, numbers skipped where the building skips them."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.repository.units import NewUnit
from salesdesk.repository.work import Work
from salesdesk.services.office import Form

MOST_UNITS = 20_000


@dataclass(frozen=True)
class PatternColumn:
    """One column of an entrance: its number and what stands in it."""

    mark: str
    layout: str
    aspect: str
    gross_cm2: int
    inner_cm2: int | None = None


@dataclass(frozen=True, kw_only=True)
class UnitPattern(Form):
    """A building to be filled, entrance by entrance. ``number_form`` makes the numbers: ``{floor:02d}{column}``."""

    building: str
    entrances: tuple[tuple[str, tuple[PatternColumn, ...]], ...]
    first_floor: int
    last_floor: int
    skip_floors: tuple[int, ...] = ()
    skip_numbers: tuple[str, ...] = ()
    number_form: str = "{floor:02d}{column}"


def pattern_numbers(form: UnitPattern) -> list[tuple[str, int, int, PatternColumn, str]]:
    """Every unit that the pattern makes: entrance, floor, position, column, number."""
    if not form.building.strip():
        raise BadInput(mark("The building needs a name."), field="building")
    if not -10 <= form.first_floor <= form.last_floor <= 200:
        raise BadInput(mark("The floors must run upwards, from -10 to 200."), field="first_floor")
    made = list[tuple[str, int, int, PatternColumn, str]]()
    for floor in range(form.first_floor, form.last_floor + 1):
        if floor == 0 or floor in form.skip_floors:
            continue
        for entrance, columns in form.entrances:
            for position, column in enumerate(columns, 1):
                number = form.number_form.format(floor=floor, column=column.mark)
                if number not in form.skip_numbers:
                    made.append((entrance, floor, position, column, number))
    if not 0 < len(made) <= MOST_UNITS:
        raise BadInput(
            mark("The pattern makes {n} units; up to {most} can be made at once."), n=len(made), most=MOST_UNITS
        )
    return made


def generate_units(work: Work, form: UnitPattern) -> int:
    """Stores the pattern's units; how many. A number that exists already is refused, and nothing is stored."""
    work.require(Permission.UNIT_WRITE)
    made, known = pattern_numbers(form), work.units.known()
    building = form.building.strip()
    for entrance, _, _, _, number in made:
        if (building, entrance, number) in known:
            raise BadInput(mark("Unit {number} exists already; nothing was stored."), number=number)
    places = work.units.places(work.projects.first_phase(), [(building, entrance) for entrance, _ in form.entrances])
    work.units.add(
        [
            NewUnit(*places[building, entrance], number, floor, floor, position, "home", column.layout, column.aspect,
                    column.gross_cm2, column.inner_cm2,
                    column.gross_cm2 - column.inner_cm2 if column.inner_cm2 else None)
            for entrance, floor, position, column, number in made
        ]
    )  # fmt: skip
    return len(made)
