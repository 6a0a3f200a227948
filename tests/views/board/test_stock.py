"""The units as the screen knows them: what changed, who lives on a floor, what is like a unit, what is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from salesdesk.domain.board import BoardCell
from salesdesk.domain.states import SaleState
from salesdesk.services.board import Board
from salesdesk.views.board_view.stock import Stock, door_words, label_of
from tests.views.board_samples import mock_building, project

TODAY = date(2026, 11, 22)


def board(cells: list[BoardCell] | None = None, **changes: object) -> Board:
    found, gaps = project(3)
    whole = Board(tuple(found if cells is None else cells), tuple(gaps), (), TODAY)
    return replace(whole, **changes)  # type: ignore[arg-type]


@pytest.fixture
def stock() -> Stock:
    made = Stock()
    made.replace(board())
    return made


def numbered(stock: Stock, building: str, number: str) -> BoardCell:
    return next(cell for cell in stock.of(building) if cell.number == number)


def test_only_what_differs_in_a_board_read_later_is_a_change(stock: Stock) -> None:
    cells = list(board().cells)
    assert stock.changes(board()) == []
    cells[5] = replace(cells[5], state="held")
    assert stock.changes(board(cells)) == [cells[5]]
    stock.update([cells[5]])
    assert stock.changes(board(cells)) == []


def test_a_board_laid_out_in_another_way_is_another_board(stock: Stock) -> None:
    cells = list(board().cells)
    assert stock.changes(board(cells[1:])) is None
    assert stock.changes(board([replace(cells[0], unit_id=99_999), *cells[1:]])) is None
    assert stock.changes(board(gaps=())) is None
    assert stock.changes(board(openings=(("3#", date(2026, 12, 6)),))) is None


def test_the_floor_of_a_unit_runs_from_left_to_right_through_all_entrances(stock: Stock) -> None:
    doors = [door_words(cell) for cell in stock.floor_of(numbered(stock, "3#", "1604"))]
    assert doors == ["01", "02", "03", "04", "05", "06", "07", "08"]


def test_a_duplex_stands_on_both_of_its_floors_and_has_the_neighbours_of_the_lower(stock: Stock) -> None:
    upper = [cell.number for cell in stock.floor_of(numbered(stock, "3#", "1802"))]
    assert upper == ["1701", "1802", "1803", "1804", "1805", "1806", "1807", "1708"]
    lower = [cell.number for cell in stock.floor_of(numbered(stock, "3#", "1701"))]
    assert lower == ["1701", "1702", "1703", "1704", "1705", "1706", "1707", "1708"]


def test_units_alike_are_free_of_the_same_layout_and_nearest_in_price_first(stock: Stock) -> None:
    here = numbered(stock, "3#", "1604")
    alike = stock.alike(here, 3)
    assert [gap for _, gap in alike] == sorted((gap for _, gap in alike), key=abs)
    assert alike[0][0].building == "3#"
    for cell, gap in alike:
        assert cell.layout == here.layout
        assert cell.state == SaleState.AVAILABLE
        assert not cell.restrictions
        assert cell.unit_id != here.unit_id
        assert gap == (cell.total_fen or 0) - (here.total_fen or 0)


def test_a_unit_without_a_price_has_none_alike(stock: Stock) -> None:
    assert stock.alike(replace(numbered(stock, "3#", "1604"), total_fen=None), 3) == []


def test_equal_numbers_are_found_in_the_building_on_show_first(stock: Stock) -> None:
    assert [cell.building for cell in stock.find("0301", "2#")] == ["2#", "1#", "3#"]
    assert [label_of(cell) for cell in stock.find("3-0301", "2#")] == ["3-0301"]


def test_a_whole_number_stands_before_numbers_that_begin_with_it_and_those_that_hold_it(stock: Stock) -> None:
    found = [cell.number for cell in stock.find("160", "3#")]
    assert found[0].startswith("160")
    assert len(found) == 8
    assert stock.find("301", "3#")[0].number == "0301"
    assert stock.find("  ", "3#") == []
    assert stock.find("9999", "3#") == []


def test_a_building_says_when_it_opens_while_nothing_of_it_is_on_sale() -> None:
    cells, gaps = mock_building("6#")
    waiting = [replace(cell, state="unlaunched") for cell in cells]
    stock = Stock()
    stock.replace(Board(tuple(waiting), tuple(gaps), (("6#", date(2026, 12, 6)),), TODAY))
    (summary,) = stock.summaries()
    assert summary.note
    assert "12-06" in summary.detail
    stock.update([replace(waiting[0], state="available")])
    (summary,) = stock.summaries()
    assert not summary.note


def test_a_door_is_what_follows_the_floor_or_the_whole_number() -> None:
    cell = mock_building()[0][0]
    assert door_words(replace(cell, number="1604", floor=16)) == "04"
    assert door_words(replace(cell, number="302", floor=3)) == "02"
    assert door_words(replace(cell, number="2单元-102", floor=1)) == "02"
    assert door_words(replace(cell, number="A7", floor=3)) == "A7"
