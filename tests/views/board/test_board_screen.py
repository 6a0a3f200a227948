"""Finding and choosing on the board."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.views.board_view import typed
from salesdesk.views.board_view.jump import shortened
from salesdesk.views.theme import theme
from tests.support.office import House
from tests.views.board.board_keys import Key, Open, choose, focused, going, press, shown_panel


def type_words(words: str) -> None:
    for character in words:
        QTest.keyClicks(focused(), character)


# choosing


def test_arrows_choose_a_unit_and_the_panel_tells_about_it(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    assert focused() is screen.canvas
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Right)
    shown_panel(qtbot, screen)
    side = screen.beside.side
    assert side.unit_head.number.text() == "3-0502"
    assert "C" in side.unit_head.place.text()
    assert side.price.total.text() == "1,795,000"
    assert "V1" in side.price.version.text()
    assert side.areas.isVisible()
    assert side.floor.strip.accessibleName().count("3-05") == 2
    assert screen.canvas.selected_unit() == house.unit_id("0502")


def test_the_legend_and_the_count_are_those_of_the_building(house: House, board_of: Open) -> None:
    screen = board_of("control")
    assert "12" in screen.filters.count.text()
    assert "Available 12" in screen.legend.accessibleName()
    screen.canvas.set_building("4#")
    assert "Unlaunched 12" in screen.legend.accessibleName()
    screen.canvas.set_zoom("overview")
    assert "Available 12" in screen.legend.accessibleName()
    assert "24" in screen.filters.count.text()


def test_a_building_of_which_nothing_is_on_sale_says_so(board_of: Open) -> None:
    screen = board_of("control")
    summaries = {summary.building: summary for summary in screen.stock.summaries()}
    assert summaries["4#"].note
    assert not summaries["3#"].note


def test_it_opens_at_the_unit_that_somebody_came_for(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control", unit_id=house.unit_id("0402", "4#"))
    shown_panel(qtbot, screen)
    assert screen.canvas.building() == "4#"
    assert screen.beside.side.unit_head.number.text() == "4-0402"


def test_esc_goes_back_to_the_board_then_chooses_none_then_shows_all(
    house: House, board_of: Open, qtbot: QtBot
) -> None:
    screen = board_of("control")
    screen.filters.fields["state"].set_key("available")
    screen.filters.changed.emit()
    choose(qtbot, screen, house.unit_id("0301"))
    press(Key.Key_Return)
    assert focused() is not screen.canvas
    press(Key.Key_Escape)
    assert focused() is screen.canvas
    assert screen.canvas.selected_unit() is not None
    press(Key.Key_Escape)
    assert screen.canvas.selected_unit() is None
    assert not screen.beside.side.isVisible()
    assert screen.filters.active()
    press(Key.Key_Escape)
    assert not screen.filters.active()


def test_esc_is_for_the_board_before_it_is_for_the_window(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    back: list[bool] = []
    QShortcut(QKeySequence(Key.Key_Escape), screen).activated.connect(lambda: back.append(True))
    choose(qtbot, screen, house.unit_id("0301"))
    press(Key.Key_Escape)
    assert screen.canvas.selected_unit() is None
    assert not back
    press(Key.Key_Escape)
    assert back


def test_enter_leads_to_the_next_thing_to_do(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    went = going(screen)
    choose(qtbot, screen, house.unit_id("0301"))
    press(Key.Key_Return)
    press(Key.Key_Return)
    assert went[0] == ("deal", {"unit_id": house.unit_id("0301"), "mode": "subscribe"})


# finding


@pytest.mark.parametrize("words", ["0301", "3-0301", "3#0301", "301", " 0301 "])
def test_a_number_that_is_typed_jumps_to_its_unit(house: House, board_of: Open, qtbot: QtBot, words: str) -> None:
    screen = board_of("control")
    press(Key.Key_Slash)
    type_words(words)
    press(Key.Key_Return)
    shown_panel(qtbot, screen)
    assert screen.canvas.selected_unit() == house.unit_id("0301")
    assert focused() is screen.canvas


def test_full_width_digits_and_every_kind_of_dash_are_understood(board_of: Open) -> None:
    screen = board_of("control")
    for words in ("０３０１", "3－0301", "3—0301", "3栋0301"):
        assert screen.stock.find(words, "3#")[0].number == "0301"


def test_where_the_name_of_the_building_is_long_the_number_of_the_unit_is_still_read(qapp: QApplication) -> None:
    assert shortened("3-1604", 94) == "3-1604"
    words = shortened("青枫路8号之一()-1701", 94)
    assert words.endswith("1701")
    assert theme().metrics("base", True).horizontalAdvance(words) <= 94


def test_digits_alone_open_the_search_and_find_across_buildings(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    type_words("0301")
    assert [cell.building for cell in screen.jump.matches.cells] == ["3#", "4#"]
    press(Key.Key_Down)
    press(Key.Key_Return)
    shown_panel(qtbot, screen)
    assert screen.canvas.building() == "4#"
    assert screen.beside.side.unit_head.number.text() == "4-0301"


def test_a_digit_leads_to_its_building_and_two_begin_a_number(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    type_words("2")
    qtbot.waitUntil(lambda: screen.canvas.building() == "4#")
    screen.canvas.set_building("3#")
    qtbot.waitUntil(lambda: not screen._typing._second.isActive(), timeout=3 * typed.SECOND_DIGIT_MS)
    type_words("2-")
    assert screen.jump.isVisible()
    assert screen.jump.line.text() == "2-"
    assert screen.canvas.building() == "3#"


def test_a_number_that_no_unit_has_says_so_and_esc_leaves_everything_as_it_was(
    house: House, board_of: Open, qtbot: QtBot
) -> None:
    screen = board_of("control")
    choose(qtbot, screen, house.unit_id("0301"))
    type_words("0999")
    assert screen.jump.matches.cells == []
    press(Key.Key_Return)
    assert screen.jump.isVisible()
    press(Key.Key_Escape)
    assert not screen.jump.isVisible()
    assert focused() is screen.canvas
    assert screen.canvas.selected_unit() == house.unit_id("0301")


# filters


def test_filters_grey_out_what_does_not_pass_and_count_what_does(house: House, board_of: Open) -> None:
    screen = board_of("control")
    press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused() is screen.filters.fields["rooms"]
    area = screen.filters.fields["area"]
    area.setFocus()
    press(Key.Key_Down)
    assert area.key() == "60-90"
    assert screen.filters.clear_link.isVisible()
    assert screen.canvas.passing() == 6
    assert "6" in screen.filters.count.text()
    screen.filters.clear_link.click()
    assert screen.canvas.passing() == 12
    assert not screen.filters.clear_link.isVisible()


def test_rows_are_dense_where_the_window_is_low_until_the_person_chooses(board_of: Open) -> None:
    screen = board_of("control", 1302, 694)
    assert screen.canvas.zoom() == "dense"
    assert screen.filters.zoom.key() == "dense"
    screen.filters.zoom.choose("wide")
    screen.resize(1302, 690)
    assert screen.canvas.zoom() == "wide"
