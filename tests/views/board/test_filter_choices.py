"""What the board can be filtered by, and what passes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.board import SALE_STATES, BoardCell
from salesdesk.domain.i18n import use_language
from salesdesk.views.board_view.choices import options, predicate, rooms_of, total_bands
from salesdesk.views.board_view.filters import FilterBar
from tests.views.board_samples import mock_building, project

CELLS = mock_building()[0]


def keys(name: str, cells: list[BoardCell] | None = None) -> list[str]:
    return [key for key, _ in options(CELLS if cells is None else cells)[name]]


def passing(**chosen: str) -> list[BoardCell]:
    test = predicate(chosen)
    assert test is not None
    return [cell for cell in CELLS if test(cell)]


def test_every_filter_begins_with_all_and_offers_only_what_some_unit_is() -> None:
    assert all(found[0][0] == "" for found in options(CELLS).values())
    assert set(keys("rooms")) == {"", "两房", "三房", "四房", "五房"}
    assert keys("area") == ["", "60-90", "90-120", "120-144", "180-"]
    assert set(keys("aspect")) == {"", "南北", "南"}


def test_every_sale_state_can_be_chosen_and_of_the_restrictions_those_there_are() -> None:
    assert keys("state")[1:9] == list(SALE_STATES)
    assert set(keys("state")[9:]) == {"mortgaged", "sealed", "change_pending", "price_pending"}
    assert keys("state", [CELLS[0]])[9:] == []


def test_nothing_chosen_filters_nothing() -> None:
    assert predicate({"rooms": "", "state": ""}) is None


def test_a_filter_by_rooms_takes_all_layouts_with_as_many() -> None:
    assert {cell.layout for cell in passing(rooms="三房")} == {"B", "C"}


def test_filters_are_all_to_be_met() -> None:
    found = passing(rooms="三房", state="available", area="90-120")
    assert found
    assert all(cell.state == "available" and rooms_of(cell) == "三房" for cell in found)
    assert passing(rooms="两房", area="120-144") == []


def test_a_restriction_is_chosen_whatever_the_sale_state() -> None:
    assert {cell.state for cell in passing(state="change_pending")} == {"available", "contracted"}


def test_a_unit_that_awaits_its_price_passes_no_band_and_has_a_choice_of_its_own() -> None:
    unpriced = replace(CELLS[0], total_fen=None)
    assert "none" not in keys("total")
    assert keys("total", [unpriced])[-1] == "none"
    test, band = predicate({"total": "none"}), predicate({"total": "0-100000"})
    assert test is not None
    assert band is not None
    assert test(unpriced)
    assert not band(unpriced)
    assert not test(CELLS[0])


@pytest.mark.parametrize(("rooms", "short"), [("三房两厅两卫", "三房"), ("3室2厅", "3室"), ("复式五房", "五房")])
def test_rooms_are_counted_and_not_described(rooms: str, short: str) -> None:
    assert rooms_of(replace(CELLS[0], rooms=rooms)) == short


def test_a_layout_without_rooms_stands_for_itself() -> None:
    assert rooms_of(replace(CELLS[0], rooms="大平层")) == "大平层"
    assert rooms_of(replace(CELLS[0], rooms="", layout="B")) == "B"


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=40))
def test_every_total_stands_in_exactly_one_of_at_most_seven_bands(totals: list[int]) -> None:
    cells = [replace(CELLS[0], unit_id=place, total_fen=fen) for place, fen in enumerate(totals)]
    bands = total_bands(cells)
    assert 1 <= len(bands) <= 7 or max(totals) > 7 * 10_000 * 1_000_000
    for fen in totals:
        assert sum(band.holds(fen // 1_000_000) for band in bands) == 1


@pytest.mark.parametrize("width", [480, 576, 700, 982, 1500])
def test_in_little_room_the_filters_say_less_and_nothing_of_them_is_cut(qtbot: QtBot, width: int) -> None:
    use_language("zh_CN")
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.set_cells(project(3)[0])
    bar.resize(width, 40)
    bar.show()
    bar.set_count(137, 137)
    QApplication.processEvents()
    shown = [widget for widget in (*bar.fields.values(), bar.count, bar.zoom, bar.clock) if widget.isVisible()]
    assert {bar.zoom, bar.clock, *bar.fields.values()} <= set(shown)
    for widget in shown:
        assert widget.width() >= widget.sizeHint().width() or width < 576
        assert bar.rect().contains(widget.geometry())
    assert bar.count.isVisible() or width < 982
