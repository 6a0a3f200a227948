"""Surveyed areas (实测面积): typed or read from the survey's Excel file, looked at, stored when confirmed.

Whoever settles them enters them: customer service. Nothing is stored before a person confirms it; a home whose area is
settled keeps the area that it was settled by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.domain.survey_sheet import SurveyLine, SurveyProblem, SurveySheet
from salesdesk.repository.surveys import SurveyedUnit
from salesdesk.repository.work import Work
from salesdesk.services.office import Form

LARGEST_CM2 = 10**9
"""100,000 m²: no unit is larger."""


@dataclass(frozen=True)
class SurveyedArea:
    """What was surveyed of a unit; cm², None where it was not."""

    unit_id: int
    gross_cm2: int | None
    inner_cm2: int | None


@dataclass(frozen=True, kw_only=True)
class SurveyedAreas(Form):
    areas: tuple[SurveyedArea, ...]


def store_surveyed(work: Work, form: SurveyedAreas) -> int:
    """Stores surveyed areas; how many units.

    Raises:
        BadInput: an area is zero or below, an inner area is above the gross one, nothing is given.
        Refusal: the area of a home is settled already.
    """
    work.require(Permission.HANDOVER_WRITE)
    if not form.areas:
        raise BadInput(mark("There is no surveyed area to store."), field="areas")
    known = {unit.id: unit for unit in work.surveys.units()}
    fixed = settled_orders(work)
    for area in form.areas:
        unit = known.get(area.unit_id)
        if unit is None:
            raise Refusal(mark("This unit does not exist in this project."))
        check_area(unit, area)
        if unit.order_id in fixed and changes(unit, area):
            raise Refusal(mark("The area of {unit} is settled; its surveyed area stays."), unit=unit.label)
    work.surveys.store({area.unit_id: (area.gross_cm2, area.inner_cm2) for area in form.areas})
    return len(form.areas)


def check_area(unit: SurveyedUnit, area: SurveyedArea) -> None:
    """Refuses areas that cannot be.

    Raises:
        BadInput: an area is zero or below, or beyond any; the inner one is above the gross one.
    """
    for cm2, field in ((area.gross_cm2, "gross"), (area.inner_cm2, "inner")):
        if cm2 is not None and not 0 < cm2 <= LARGEST_CM2:
            raise BadInput(mark("The surveyed area of {unit} must be more than zero."), field=field, unit=unit.label)
    if area.gross_cm2 is not None and area.inner_cm2 is not None and area.inner_cm2 > area.gross_cm2:
        raise BadInput(mark("The inner area of {unit} is above the gross one."), field="inner", unit=unit.label)


def changes(unit: SurveyedUnit, area: SurveyedArea) -> bool:
    """Whether what was surveyed is not what is stored."""
    return (unit.surveyed_gross_cm2, unit.surveyed_inner_cm2) != (area.gross_cm2, area.inner_cm2)


def settled_orders(work: Work) -> frozenset[int]:
    """The orders whose areas are settled."""
    done = (row for row in work.requests.of_kind(RequestKind.AREA_SETTLEMENT) if row.state is RequestState.DONE)
    return frozenset(row.order_id for row in done if row.order_id is not None)


def surveyed_units(work: Work, building_id: int | None = None) -> tuple[SurveyedUnit, ...]:
    """Units with their predicted and surveyed areas, of a building or of all."""
    return tuple(work.surveys.units(building_id=building_id))


@dataclass(frozen=True)
class SurveyMatch:
    """A line of a survey's file with the unit that it names."""

    line: SurveyLine
    unit: SurveyedUnit
    area: SurveyedArea

    @property
    def is_new(self) -> bool:
        return changes(self.unit, self.area)


@dataclass(frozen=True)
class SurveyPreview:
    """What a file would store (``matches``), and what cannot be read or matched, row by row."""

    matches: tuple[SurveyMatch, ...]
    problems: tuple[SurveyProblem, ...]

    @property
    def areas(self) -> tuple[SurveyedArea, ...]:
        return tuple(match.area for match in self.matches if match.is_new)


def read_survey_file(path: str | Path) -> SurveySheet:
    """Reads a survey's file, without the database.

    Raises:
        BadInput: it cannot be read, or names no unit and no area.
    """
    from salesdesk.excel.survey import read_survey

    return read_survey(path)


def preview_survey(work: Work, sheet: SurveySheet) -> SurveyPreview:
    """Matches the lines of a file with the units of the project; nothing is stored."""
    units = _by_name(work.surveys.units())
    fixed = settled_orders(work)
    matches, problems, seen = list[SurveyMatch](), list(sheet.problems), dict[int, int]()
    for line in sheet.lines:
        found = _named(units, line)
        if len(found) != 1:
            words = mark("No unit {number} is known.") if not found else mark("Several units are called {number}.")
            problems.append(SurveyProblem(line.row, words, {"number": line.number}))
            continue
        [unit] = found
        area = SurveyedArea(
            unit.id, line.gross_cm2 or unit.surveyed_gross_cm2, line.inner_cm2 or unit.surveyed_inner_cm2
        )
        if problem := _against(unit, area, line, seen, fixed):
            problems.append(problem)
            continue
        seen[unit.id] = line.row
        matches.append(SurveyMatch(line, unit, area))
    return SurveyPreview(tuple(matches), tuple(sorted(problems, key=lambda problem: problem.row)))


def _against(
    unit: SurveyedUnit, area: SurveyedArea, line: SurveyLine, seen: Mapping[int, int], fixed: frozenset[int]
) -> SurveyProblem | None:  # fmt: skip
    if unit.id in seen:
        return SurveyProblem(line.row, mark("{unit} stands in row {row} already."), {"unit": unit.label,
                                                                                     "row": seen[unit.id]})  # fmt: skip
    if unit.order_id in fixed and changes(unit, area):
        return SurveyProblem(line.row, mark("The area of {unit} is settled; its surveyed area stays."),
                             {"unit": unit.label})  # fmt: skip
    try:
        check_area(unit, area)
    except BadInput as refusal:
        return SurveyProblem(line.row, refusal.source, refusal.values)
    return None


def _by_name(units: Sequence[SurveyedUnit]) -> dict[str, list[SurveyedUnit]]:
    """Units by each way that a file may name them: the label, the number with building or entrance, the bare number."""
    found = dict[str, list[SurveyedUnit]]()
    for unit in units:
        for name in {unit.label, unit.number, f"{unit.building}{unit.entrance}{unit.number}",
                     f"{unit.building}{unit.number}", f"{unit.building}-{unit.number}"}:  # fmt: skip
            found.setdefault(_plain(name), []).append(unit)
    return found


def _named(units: Mapping[str, Sequence[SurveyedUnit]], line: SurveyLine) -> Sequence[SurveyedUnit]:
    found = units.get(_plain(line.number), ())
    if line.building:
        found = [unit for unit in found if _head(unit.building) == _head(line.building)]
    if line.entrance and len(found) > 1:
        found = [unit for unit in found if _plain(unit.entrance) == _plain(line.entrance)]
    return found


def _plain(name: str) -> str:
    return "".join(name.split()).upper()


def _head(building: str) -> str:
    """``3#``, ``3栋`` and ``3号楼`` are one building."""
    return _plain(building).rstrip("#栋幢楼座号")
