"""Units out of a pattern: floors × units per entrance, numbers skipped where the building skips them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.unit_names import UnitNames
from salesdesk.repository.units import NewUnit
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.typed import plain_text
from salesdesk.services.unit_matching import why_no_new_unit

MOST_UNITS = 20_000
LONGEST_NAME = 40
LONGEST_WORD = 20
NUMBER_FORMS = (
    "{floor:02d}{column}", "{floor}{column}", "{floor}-{column}", "{entrance}-{floor:02d}{column}",
    "{entrance}-{floor}{column}",
)  # fmt: skip
"""The usual ways to number units: 0302, 302, 3-02, 1单元-0302, 1单元-302."""


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


class PatternUnit(NamedTuple):
    """One unit that a pattern makes."""

    entrance: str
    floor: int
    position: int
    column: PatternColumn
    number: str


def pattern_numbers(form: UnitPattern) -> list[PatternUnit]:
    """Every unit that the pattern makes, floor by floor.

    Raises:
        BadInput: the pattern makes none, too many, or two of one number.
    """
    _check_place(form)
    _check_columns(form)
    floors = range(form.first_floor, form.last_floor + 1)
    made = [unit for floor in floors if floor and floor not in form.skip_floors for unit in _floor(form, floor)]
    if not 0 < len(made) <= MOST_UNITS:
        raise BadInput(
            mark("The pattern makes {n} units; up to {most} can be made at once."), n=len(made), most=MOST_UNITS
        )
    twice = Counter((unit.entrance, unit.number) for unit in made).most_common(1)[0]
    if twice[1] > 1:
        raise BadInput(mark("The pattern makes unit {number} twice."), number=twice[0][1], field="columns")
    return made


def _floor(form: UnitPattern, floor: int) -> Iterator[PatternUnit]:
    for entrance, columns in form.entrances:
        for position, column in enumerate(columns, 1):
            number = form.number_form.format(floor=floor, column=column.mark, entrance=entrance)
            if number not in form.skip_numbers:
                yield PatternUnit(entrance, floor, position, column, number)


def _check_place(form: UnitPattern) -> None:
    if not 0 < len(plain_text(form.building)) <= LONGEST_NAME:
        raise BadInput(
            mark("The building needs a name of up to {most} characters."), most=LONGEST_NAME, field="building"
        )
    if max((len(entrance) for entrance, _ in form.entrances), default=0) > LONGEST_WORD:
        raise BadInput(mark("At most {most} characters for an entrance."), most=LONGEST_WORD, field="entrances")
    if not -10 <= form.first_floor <= form.last_floor <= 200:
        raise BadInput(mark("The floors must run upwards, from -10 to 200."), field="first_floor")


def _check_columns(form: UnitPattern) -> None:
    if form.number_form not in NUMBER_FORMS:
        raise BadInput(mark("“{form}” is not one of the ways to number."), form=form.number_form, field="number_form")
    for _, columns in form.entrances:
        for column in columns:
            if not column.mark.strip() or column.gross_cm2 <= 0:
                raise BadInput(mark("Each column needs its mark and its gross area."), field="columns")
            if column.inner_cm2 is not None and not 0 < column.inner_cm2 <= column.gross_cm2:
                raise BadInput(mark("The inner area is larger than the gross area."), field="columns")
            if max(map(len, (column.mark, column.layout, column.aspect))) > LONGEST_WORD:
                raise BadInput(mark("At most {most} characters for mark, layout and aspect."), most=LONGEST_WORD,
                               field="columns")  # fmt: skip


def generate_units(work: Work, form: UnitPattern) -> int:
    """Stores the pattern's units; how many. A number that exists already, written so or otherwise, is refused, and
    nothing is stored."""
    work.require(Permission.UNIT_WRITE)
    made, known = pattern_numbers(form), work.units.known()
    building, names = plain_text(form.building), UnitNames(known)
    for entrance, _, _, _, number in made:
        if (building, entrance, number) in known:
            raise BadInput(mark("Unit {number} exists already; nothing was stored."), number=number)
        if problem := why_no_new_unit(names, (building, entrance, number)):
            raise BadInput(problem.source, field="building", **dict(problem.values))
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
