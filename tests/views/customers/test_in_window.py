"""The customers in the real window: Esc closes what is open here before it leads anywhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk.services.desk_settings import DeskSettings
from salesdesk.views.customers.screen import CustomersScreen
from salesdesk.views.shell.window import ShellWindow
from tests.support.office import House
from tests.views.customers.conftest import CTRL, entered, press, shown, write
from tests.views.selling_desks import settle


@pytest.fixture
def window(house: House, qtbot: QtBot) -> Iterator[ShellWindow]:
    entered(house, "曾明洁", "13851462046")
    made = ShellWindow(house.another_desk("consultant"), house.address, DeskSettings())
    made.show()
    made.go("board")
    made.go("customers")
    settle(qtbot, made.desk)
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    settle(qtbot, made.desk)
    made.close()


def here(window: ShellWindow, qtbot: QtBot) -> CustomersScreen:
    screen = window.current_screen()
    assert isinstance(screen, CustomersScreen)
    shown(qtbot, screen)
    return screen


def test_esc_closes_the_form_first_and_leads_back_after_that(window: ShellWindow, qtbot: QtBot) -> None:
    screen = here(window, qtbot)
    press(Qt.Key.Key_N, CTRL)
    shown(qtbot, screen)
    write("1385146")
    assert ("Ctrl Enter", "save") in window.status.hints._hints
    press(Qt.Key.Key_Escape)
    assert window.current_key() == "customers"
    assert screen.pages.currentIndex() == 0
    assert ("Ctrl N", "new customer") in window.status.hints._hints
    press(Qt.Key.Key_Escape)
    settle(qtbot, window.desk)
    assert window.current_key() == "board"


def test_the_list_has_the_keys_at_once(window: ShellWindow, qtbot: QtBot) -> None:
    screen = here(window, qtbot)
    assert screen.list_pane.list.hasFocus()


def test_esc_empties_the_search_first(window: ShellWindow, qtbot: QtBot) -> None:
    screen = here(window, qtbot)
    press(Qt.Key.Key_F, CTRL)
    write("zmj")
    press(Qt.Key.Key_Escape)
    assert screen.list_pane.search.text() == ""
    assert window.current_key() == "customers"


def test_a_form_left_half_written_is_there_when_one_comes_back(window: ShellWindow, qtbot: QtBot) -> None:
    screen = here(window, qtbot)
    press(Qt.Key.Key_N, CTRL)
    shown(qtbot, screen)
    write("1385146")
    window.go("board")
    window.go("customers")
    assert here(window, qtbot).entry.ui.telephone.text() == "1385146"
