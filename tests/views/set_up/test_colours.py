"""The colours of the states by keyboard: chosen, seen, saved, on every screen at once, and taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.state_colours import DEFAULT_COLOURS, Colour
from salesdesk.domain.states import SaleState
from salesdesk.services.state_colours import StateColours, set_state_colours, state_colours
from salesdesk.views.set_up.colours_page import ColoursPage
from salesdesk.views.set_up.screen import SetUpScreen
from tests.support.office import House
from tests.views.selling_desks import settle
from tests.views.set_up.conftest import At

Key = Qt.Key


def page_of(screen: SetUpScreen) -> ColoursPage:
    page = screen.page("colours")
    assert isinstance(page, ColoursPage)
    return page


def press(page: ColoursPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.grid, key)


def test_the_operator_chooses_a_colour_by_keyboard_and_every_desk_has_it(house: House, at: At, qtbot: QtBot) -> None:
    screen = at("operator", "colours")
    page = page_of(screen)
    page.grid.setFocus()
    assert not page.side.go.isEnabled()
    assert page.side.go.toolTip() == "Nothing is changed."
    press(page, Key.Key_Down, Key.Key_End)
    assert page.grid.state() is SaleState.AVAILABLE
    assert (page.side.now.value.text(), page.side.first.value.text()) == ("Brown", "White")
    assert page.grid.accessibleName() == "Available　Brown"
    QTest.keyClick(page.grid, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, screen.desk)
    assert house.desk("cashier").read(state_colours)[SaleState.AVAILABLE] is Colour.BROWN
    assert not page.side.go.isEnabled()


def test_what_is_chosen_is_seen_in_light_and_dark_before_it_is_saved(house: House, at: At, qtbot: QtBot) -> None:
    page = page_of(at("operator", "colours"))
    page.grid.choose(SaleState.HELD, Colour.RED)
    light, dark = (look.state("held").fill.name().upper() for look in page.side.preview.palettes)
    assert (light, dark) == ("#F0917F", "#8C2A22")
    assert house.desk("operator").read(state_colours) == DEFAULT_COLOURS


def test_colours_that_some_eyes_confuse_are_warned_of_and_may_be_saved_all_the_same(at: At, qtbot: QtBot) -> None:
    page = page_of(at("operator", "colours"))
    assert not page.side.warning.sentence()
    page.grid.choose(SaleState.HELD, Colour.YELLOW)
    assert "Held and Reserved have the same colour" in page.side.banner.sentence()
    assert not page.side.go.isEnabled()
    page.grid.choose(SaleState.HELD, Colour.PINK)
    assert "Held and Filed for the colour-blind" in page.side.warning.sentence()
    assert page.side.go.isEnabled()
    assert not page.side.banner.sentence()


def test_a_state_and_all_of_them_get_their_own_colours_back(house: House, at: At, qtbot: QtBot) -> None:
    form = StateColours(colours=(("held", "red"), ("filed", "green")))
    house.desk("operator").perform(set_state_colours, form)
    screen = at("operator", "colours")
    page = page_of(screen)
    page.grid.choose(SaleState.FILED, Colour.BLUE)
    press(page, Key.Key_Delete)
    assert page.grid.colours() == {**DEFAULT_COLOURS, SaleState.HELD: Colour.RED}
    page.reset.click()
    assert page.grid.colours() == DEFAULT_COLOURS
    page.save()
    settle(qtbot, screen.desk)
    assert house.desk("operator").read(state_colours) == DEFAULT_COLOURS


def test_a_click_chooses_a_cell_and_a_click_on_a_name_its_state(at: At) -> None:
    page = page_of(at("operator", "colours"))
    where = page.grid.cell(SaleState.FILED, Colour.PINK).center().toPoint()
    QTest.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=where)
    assert page.grid.colours()[SaleState.FILED] is Colour.PINK
    QTest.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=QPoint(20, 5))
    assert page.grid.state() is SaleState.UNLAUNCHED


def test_who_may_not_change_settings_looks_and_is_told_why(at: At) -> None:
    page = page_of(at("manager", "colours"))
    assert not page.grid.isEnabled()
    assert "may not" in page.side.banner.sentence()
    for button in (page.side.go, page.reset, page.side.reset):
        assert not button.isEnabled()
        assert "may not" in button.toolTip()


def test_a_colour_chosen_but_not_saved_stays_when_another_desk_saves_another_and_undoes_none(
    house: House, at: At, qtbot: QtBot
) -> None:
    screen = at("operator", "colours")
    page = page_of(screen)
    page.grid.choose(SaleState.HELD, Colour.RED)
    house.desk("admin").perform(set_state_colours, StateColours(colours=(("filed", "green"),)))
    page.load()
    settle(qtbot, screen.desk)
    mine_and_theirs = {**DEFAULT_COLOURS, SaleState.HELD: Colour.RED, SaleState.FILED: Colour.GREEN}
    assert page.grid.colours() == mine_and_theirs
    page.save()
    settle(qtbot, screen.desk)
    assert house.desk("operator").read(state_colours) == mine_and_theirs


def test_the_administrator_reads_who_chose_what(house: House, at: At, qtbot: QtBot) -> None:
    house.desk("operator").perform(set_state_colours, StateColours(colours=(("held", "red"),)))
    page = page_of(at("admin", "colours"))
    qtbot.waitUntil(lambda: "罗业务" in page.side.changes.text())
    assert "Held　Violet → Red" in page.side.changes.text()


@pytest.mark.parametrize("width", [720, 1126, 1680])
def test_every_cell_lies_within_the_grid_however_wide_it_is(at: At, width: int) -> None:
    page = page_of(at("operator", "colours"))
    page.grid.setFixedWidth(width - 320)
    for state in SaleState:
        for colour in Colour:
            assert page.grid.rect().toRectF().contains(page.grid.cell(state, colour))
