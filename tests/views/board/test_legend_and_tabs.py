"""The legend that is always there, and the strip of buildings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.board import RESTRICTIONS, SALE_STATES, BuildingSummary, summarise
from salesdesk.views.board_view.legend import Legend
from salesdesk.views.board_view.tabs import BuildingTabs
from tests.views.board_samples import mock_building, project


def test_the_counts_of_a_building_are_those_of_its_units() -> None:
    (summary,) = summarise(mock_building()[0])
    assert summary.units == 137
    assert summary.states == {
        "available": 47,
        "held": 4,
        "reserved": 8,
        "subscribed": 20,
        "contracted": 38,
        "filed": 20,
    }
    assert summary.restrictions == {"mortgaged": 2, "sealed": 1, "change_pending": 2, "price_pending": 1}
    assert summary.sold_millionths == 569_343


@pytest.fixture
def legend(qtbot: QtBot) -> Legend:
    made = Legend()
    qtbot.addWidget(made)
    (summary,) = summarise(mock_building()[0])
    made.set_counts(summary.states, summary.restrictions)
    made.show()
    return made


def test_the_legend_names_every_state_and_restriction_also_those_with_none(legend: Legend) -> None:
    words = legend.accessibleName()
    for part in ("Unlaunched 0", "Available 47", "Handed over 0", "Mortgaged 2", "Price pending 1"):
        assert part in words


def test_where_room_is_short_the_swatches_go_and_the_words_stay(legend: Legend) -> None:
    legend.resize(1700, 34)
    with_swatches = legend._measures()
    assert with_swatches is not None
    assert with_swatches[0]
    legend.resize(1400, 34)
    without = legend._measures()
    assert without is not None
    assert not without[0]


@pytest.mark.parametrize("width", [320, 576, 660, 740, 980])
def test_where_one_line_is_not_enough_the_legend_takes_another_and_nothing_is_cut(legend: Legend, width: int) -> None:
    legend.resize(width, 34)
    places = legend._wrapped()
    assert [key for key, _, _ in places] == [*SALE_STATES, *RESTRICTIONS]
    assert all(x + legend._item_width(key, 16) <= width for key, x, _ in places)
    lines = 1 + max(line for _, _, line in places)
    assert legend.height() == (34 if legend._measures() else lines * 24 + 10)
    legend.resize(1700, legend.height())
    assert legend.height() == 34


@pytest.fixture
def tabs(qtbot: QtBot) -> BuildingTabs:
    made = BuildingTabs()
    qtbot.addWidget(made)
    made.resize(1056, 66)
    made.set_buildings(summarise(project(6)[0]))
    made.set_key("3#")
    made.show()
    return made


def test_a_click_and_the_arrows_choose_a_building(tabs: BuildingTabs) -> None:
    told: list[str] = []
    tabs.chosen.connect(told.append)
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    tabs.choose(5)
    tabs.choose(6)
    assert told == ["1#", "2#", "6#"]


def test_the_present_building_is_told_in_words(tabs: BuildingTabs) -> None:
    assert tabs.accessibleName() == "3#　56.9%　137 units　Available 47　Held 4"


def test_with_many_buildings_the_present_one_stays_in_sight(tabs: BuildingTabs) -> None:
    tabs.set_buildings([BuildingSummary(f"{number}#", 100) for number in range(1, 41)])
    for name in ("40#", "1#", "20#"):
        tabs.set_key(name)
        assert tabs.rect().contains(tabs._tab(tabs._place()))
    tabs.grab()


def test_a_building_not_on_sale_yet_says_so_instead_of_a_share(tabs: BuildingTabs) -> None:
    tabs.set_buildings([BuildingSummary("6#", 129, {"unlaunched": 129}, note="Not launched", detail="12-06")])
    tabs.set_key("6#")
    assert tabs.accessibleName() == "6#　Not launched　129 units　12-06"


def test_a_building_without_units_does_not_divide_by_them(tabs: BuildingTabs) -> None:
    tabs.set_buildings([BuildingSummary("7#", 0)])
    tabs.grab()
    assert BuildingSummary("7#", 0).sold_millionths == 0
