"""Where cells stand: no unit is ever out of its place, under another, or lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.board import BoardCell, BoardGap
from salesdesk.views.board_view.geometry import BuildingLayout, Density, Place, natural
from salesdesk.views.board_view.overview import OverviewLayout
from tests.views.board_samples import many, mock_building, project

MEDIUM = Density("medium", 33, 96, 140)


def mock_layout(room: int = 1004) -> BuildingLayout:
    cells, gaps = mock_building()
    return BuildingLayout(cells, gaps, room, MEDIUM)


def overlap(one: Place, other: Place) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def unit(layout: BuildingLayout, cells: list[BoardCell], number: str) -> int:
    return next(cell.unit_id for cell in cells if cell.number == number)


def test_columns_share_the_room_to_the_last_pixel() -> None:
    layout = mock_layout()
    assert layout.width == 1004
    assert {column.width for column in layout.columns} <= {122, 123}


def test_columns_stop_growing_at_their_widest_and_shrinking_at_their_narrowest() -> None:
    assert {column.width for column in mock_layout(2000).columns} == {140}
    assert {column.width for column in mock_layout(300).columns} == {96}


def test_entrances_stand_apart_by_ten_pixels_more_than_columns() -> None:
    layout = mock_layout()
    first, second = layout.entrances
    assert second.left - first.right == 14
    assert layout.columns[1].left - layout.columns[0].left - layout.columns[0].width == 2


def test_heads_name_the_door_and_what_most_of_its_units_are() -> None:
    heads = [(column.number, column.words) for column in mock_layout().columns]
    assert heads[0] == ("01", ("D", "四房", "南北"))
    assert heads[4] == ("05", ("C", "三房", "南北"))


def test_a_duplex_takes_both_rows_and_is_found_in_either() -> None:
    cells, _ = mock_building()
    layout = mock_layout()
    duplex = unit(layout, cells, "1701")
    left, top, _, height = layout.places[duplex]
    assert (top, height) == (0, 68)
    assert layout.unit_at(left + 5, 10) == layout.unit_at(left + 5, 60) == duplex


def test_a_gap_takes_the_room_of_its_columns_and_is_no_unit() -> None:
    layout = mock_layout()
    label, (left, top, width, _) = layout.gaps[0]
    assert label == "大堂"
    assert width == layout.columns[1].width + 2 + layout.columns[2].width
    assert layout.unit_at(left + 5, top + 5) is None


def test_arrows_go_over_gaps_and_both_ways_through_a_duplex() -> None:
    cells, _ = mock_building()
    layout = mock_layout()
    assert layout.step(unit(layout, cells, "0101"), 1, 0) == unit(layout, cells, "0105")
    assert layout.step(unit(layout, cells, "1601"), 0, -1) == unit(layout, cells, "1701")
    assert layout.step(unit(layout, cells, "1701"), 0, 1) == unit(layout, cells, "1601")
    assert layout.step(unit(layout, cells, "1701"), 0, -1) is None
    assert layout.ends(unit(layout, cells, "1604")) == (unit(layout, cells, "1601"), unit(layout, cells, "1608"))


def test_basements_and_missing_floors_keep_the_order() -> None:
    cell = mock_building()[0][0]
    cells = [replace(cell, unit_id=floor + 100, floor=floor, floor_to=floor) for floor in (-1, 1, 2, 5)]
    assert BuildingLayout(cells, [], 500, MEDIUM).floors == [5, 2, 1, -1]


def test_two_units_that_claim_one_place_both_stay_visible() -> None:
    cell = mock_building()[0][0]
    twins = [cell, replace(cell, unit_id=9_999, number="1802A")]
    first, second = BuildingLayout(twins, [], 500, MEDIUM).places.values()
    assert not overlap(first, second)


def test_an_empty_building_has_no_size() -> None:
    layout = BuildingLayout([], [], 500, MEDIUM)
    assert (layout.width, layout.height, layout.first(), layout.unit_at(3, 3)) == (0, 0, None, None)


def test_entrances_are_sorted_as_people_count() -> None:
    assert sorted(["10 单元", "2 单元", "A"], key=natural) == ["2 单元", "10 单元", "A"]


places = st.tuples(st.integers(-2, 9), st.integers(0, 2), st.integers(1, 4), st.sampled_from("12"))


@given(st.lists(places, min_size=1, max_size=40))
def test_whatever_floors_and_columns_are_claimed_no_cell_covers_another(
    claims: list[tuple[int, int, int, str]],
) -> None:
    sample = mock_building()[0][0]
    cells = [
        replace(sample, unit_id=i, floor=floor, floor_to=floor + more, position=position, entrance=entrance)
        for i, (floor, more, position, entrance) in enumerate(claims)
    ]
    layout = BuildingLayout(cells, [], 700, MEDIUM)
    drawn = list(layout.places.items())
    for index, (unit_id, place) in enumerate(drawn):
        assert layout.unit_at(place[0] + 1, place[1] + 1) == unit_id
        assert not any(overlap(place, other) for _, other in drawn[index + 1 :])


@pytest.mark.parametrize("units", [30, 700, 5_000, 20_000])
def test_the_overview_shows_every_unit_of_every_building_inside_the_screen(units: int) -> None:
    cells = many(units)
    buildings: dict[str, tuple[list[BoardCell], list[BoardGap]]] = {}
    for cell in cells:
        buildings.setdefault(cell.building, ([], []))[0].append(cell)
    layout = OverviewLayout(buildings, 1600, 1000)
    assert len(layout.places) == units
    assert layout.width <= 1600
    assert layout.height <= 1000


def test_in_the_overview_an_arrow_leads_into_the_next_building() -> None:
    cells, gaps = project(2)
    buildings = {
        name: ([c for c in cells if c.building == name], [g for g in gaps if g.building == name])
        for name in ("1#", "2#")
    }
    layout = OverviewLayout(buildings, 1056, 680)
    last = next(cell.unit_id for cell in cells if cell.building == "1#" and cell.number == "1608")
    beside = layout.step(last, 1, 0)
    assert beside is not None
    assert next(cell.building for cell in cells if cell.unit_id == beside) == "2#"
