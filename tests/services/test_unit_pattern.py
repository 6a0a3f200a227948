"""Units out of a pattern: what it makes, what it refuses, that nothing is stored by halves."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.errors import BadInput, NotAllowed
from salesdesk.services.unit_pattern import (
    NUMBER_FORMS,
    PatternColumn,
    UnitPattern,
    generate_units,
    pattern_numbers,
)
from tests.support.office import House

TWO = (PatternColumn("01", "C 三房两厅", "南北", 1_183_200, 946_560), PatternColumn("02", "B 两房", "南", 897_500))


def pattern(**changes: Any) -> UnitPattern:
    values: dict[str, Any] = {
        "building": "7#",
        "entrances": (("1单元", TWO), ("2单元", TWO)),
        "first_floor": 1,
        "last_floor": 3,
    }
    return UnitPattern(**{**values, **changes})


def numbers(form: UnitPattern) -> list[str]:
    return [unit.number for unit in pattern_numbers(form) if unit.entrance == "1单元"]


def test_a_pattern_makes_floors_times_columns_in_each_entrance() -> None:
    assert numbers(pattern()) == ["0101", "0102", "0201", "0202", "0301", "0302"]
    assert len(pattern_numbers(pattern())) == 12


def test_floors_and_numbers_that_the_building_skips_are_left_out() -> None:
    form = pattern(first_floor=-1, last_floor=5, skip_floors=(4,), skip_numbers=("0102",))
    assert numbers(form) == ["-101", "-102", "0101", "0201", "0202", "0301", "0302", "0501", "0502"]


@pytest.mark.parametrize(
    ("number_form", "first"),
    list(zip(NUMBER_FORMS, ["0101", "101", "1-01", "1单元-0101", "1单元-101"], strict=True)),
)
def test_units_are_numbered_in_the_usual_ways(number_form: str, first: str) -> None:
    assert numbers(pattern(number_form=number_form))[0] == first


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"building": "  "}, "building"),
        ({"building": "楼" * 41}, "building"),
        ({"first_floor": 5, "last_floor": 3}, "first_floor"),
        ({"last_floor": 201}, "first_floor"),
        ({"number_form": "{floor.__class__}{column}"}, "number_form"),
        ({"number_form": "{floor"}, "number_form"),
        ({"entrances": (("1单元", (TWO[0], TWO[0])),)}, "columns"),
        ({"entrances": (("1单元", (PatternColumn("", "", "", 1),)),)}, "columns"),
        ({"entrances": (("1单元", (PatternColumn("01", "", "", 0),)),)}, "columns"),
        ({"entrances": (("1单元", (PatternColumn("01", "", "", 100, 200),)),)}, "columns"),
        ({"entrances": ()}, ""),
    ],
)
def test_a_pattern_that_makes_no_sense_is_refused_at_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        pattern_numbers(pattern(**changes))
    assert refused.value.field == field
    assert str(refused.value)


@given(st.integers(-10, 200), st.integers(-10, 200), st.sets(st.integers(-10, 200), max_size=5))
def test_no_pattern_makes_a_number_twice_or_a_floor_0(first: int, last: int, skip: set[int]) -> None:
    form = pattern(first_floor=min(first, last), last_floor=max(first, last), skip_floors=tuple(skip))
    try:
        made = pattern_numbers(form)
    except BadInput:
        return
    assert len({(unit.entrance, unit.number) for unit in made}) == len(made)
    assert {unit.floor for unit in made}.isdisjoint({0} | skip)


def test_generated_units_are_stored_unlaunched_and_without_a_price(house: House) -> None:
    desk = house.desk("operator")
    assert desk.perform(generate_units, pattern()) == 12
    cells = [cell for cell in desk.read(lambda work: work.units.board()) if cell.building == "7#"]
    assert {(cell.state, cell.total_fen) for cell in cells} == {("unlaunched", None)}
    first = next(cell for cell in cells if (cell.entrance, cell.number) == ("2单元", "0302"))
    assert (first.floor, first.position, first.layout, first.rooms, first.gross_cm2) == (3, 2, "B", "两房", 897_500)


def test_a_number_that_exists_already_refuses_the_whole_pattern(house: House) -> None:
    desk = house.desk("operator")
    desk.perform(generate_units, pattern())
    with pytest.raises(BadInput, match="0301"):
        desk.perform(generate_units, pattern(first_floor=3, last_floor=6))
    cells = desk.read(lambda work: work.units.board())
    assert max(cell.floor for cell in cells if cell.building == "7#") == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"building": "7号楼"}, {"entrances": (("一单元", TWO),)}, {"entrances": (("", TWO),)},
        {"number_form": "{floor}{column}"}, {"number_form": "{entrance}-{floor:02d}{column}"},
    ],
    ids=str,
)  # fmt: skip
def test_a_number_that_exists_already_written_otherwise_refuses_the_whole_pattern(
    house: House, changes: dict[str, Any]
) -> None:
    desk = house.desk("operator")
    desk.perform(generate_units, pattern())
    before = desk.read(lambda work: len(work.units.known()))
    with pytest.raises(BadInput, match="looks like"):
        desk.perform(generate_units, pattern(**changes))
    assert desk.read(lambda work: len(work.units.known())) == before


def test_only_who_enters_units_may_generate_them(house: House) -> None:
    with pytest.raises(NotAllowed):
        house.desk("manager").perform(generate_units, pattern())
