"""The frame: places by role, going there by keys, project and person, what the status line tells."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.services.projects import NewProject, open_new_project
from salesdesk.views import theme
from salesdesk.views.kit import messages
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.shell.places import PLACES, RAIL, Place, place_of
from salesdesk.views.shell.window import ShellWindow
from tests.support.office import House
from tests.views.shell.conftest import OpenShell, screen_of

CTRL = Qt.KeyboardModifier.ControlModifier


def action_of(window: ShellWindow, words: str) -> QAction:
    return next(action for action in window.top.person.menu.actions() if action.text() == words)


def test_a_person_stands_where_they_work_first(open_shell: OpenShell) -> None:
    assert open_shell("control").current_key() == "board"
    assert open_shell("admin").current_key() == "set-up"


def test_project_company_person_and_role_stand_above(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell("control")
    qtbot.waitUntil(lambda: window.top.path.text() != "")
    assert window.top.project.text() == "锦绣江南"
    assert window.top.path.text() == "栖霞地产 / 江宁公司"
    assert window.top.person.accessibleName() == "沈雨桐 Sales control"


def test_ctrl_and_a_digit_lead_to_a_place_and_esc_back(open_shell: OpenShell) -> None:
    window = open_shell()
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.current_key() == "customers"
    assert window.rail.key() == "customers"
    QTest.keyClick(window, Qt.Key.Key_3, CTRL)
    assert window.current_key() == "orders"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_key() == "customers"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_key() == "board"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_key() == "board"


def key_of(place: str) -> Qt.Key:
    """The digit that with Ctrl goes to a place."""
    return Qt.Key(Qt.Key.Key_1 + [one.key for one in RAIL].index(place))


def test_a_place_that_the_role_may_not_enter_is_greyed_and_its_key_says_why(
    qtbot: QtBot, open_shell: OpenShell
) -> None:
    window = open_shell("consultant")
    assert window.rail._barred == {
        "cashier": "Your role may not see receipts.",
        "reports": "Your role may not read reports.",
        "set-up": "Your role may not change settings.",
    }
    with qtbot.waitSignal(messages.bridge.refused) as refused:
        QTest.keyClick(window, key_of("cashier"), CTRL)
    assert refused.args == ["Your role may not see receipts."]
    assert window.current_key() == "board"


def test_a_screen_is_made_at_the_first_visit_and_keeps_what_was_typed(open_shell: OpenShell) -> None:
    window = open_shell()
    window.choose("customers")
    first = screen_of(window)
    QTest.keyClicks(first.line, "lxl")
    window.choose("board")
    window.choose("customers")
    assert screen_of(window) is first
    assert first.line.text() == "lxl"
    assert first.entered == [{}, {}]


def test_a_screen_sends_the_person_to_another_with_what_it_shall_show(open_shell: OpenShell) -> None:
    window = open_shell()
    window.desk.go.emit("deal", {"unit_id": 7})
    assert screen_of(window).entered == [{"unit_id": 7}]
    assert window.rail.key() == "board"


def test_a_screen_that_keeps_the_person_is_not_left(open_shell: OpenShell) -> None:
    window = open_shell()
    screen_of(window).stays = True
    window.rail.choose("orders")
    assert window.current_key() == "board"
    assert window.rail.key() == "board"


def test_the_keys_of_the_screen_stand_in_the_status_line(open_shell: OpenShell) -> None:
    assert open_shell().status.hints.accessibleName() == "F3 预留"


def test_the_last_message_stays_in_the_status_line(open_shell: OpenShell) -> None:
    window = open_shell()
    messages.say("3-1406 小订")
    assert window.status.message.text() == "3-1406 小订"


def test_a_screen_that_this_program_does_not_have_says_so(
    open_shell: OpenShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_shell()
    monkeypatch.setattr(Place, "load", lambda place: None)
    window.choose("reports")
    screen = window.current_screen()
    assert isinstance(screen, EmptyState)
    assert screen.words.text() == "Reports"


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.key)
def test_every_place_leads_to_a_screen_of_its_key(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    found = place_of(place.key).load()
    assert found is not None
    assert found.key == place.key
    assert set(found.needs) == set(place.needs)


def test_another_project_begins_with_fresh_screens(qtbot: QtBot, open_shell: OpenShell, at_home: House) -> None:
    form = NewProject(company="栖霞地产", region="江宁公司", name="云栖里", like_project=at_home.project_id)
    project_id = at_home.desk("operator").perform(open_new_project, form)
    window = open_shell("control")
    before = screen_of(window)
    with qtbot.waitSignal(window.desk.project_entered):
        window.top.project.project_chosen.emit(project_id)
    assert window.desk.office.project is not None
    assert window.desk.office.project.name == "云栖里"
    assert window.top.project.text() == "云栖里"
    assert screen_of(window) is not before
    assert [action.isChecked() for action in window.top.project.menu.actions()] == [False, True]


def test_the_menu_of_the_person_changes_the_palette_and_remembers_it(open_shell: OpenShell) -> None:
    window = open_shell()
    action_of(window, "Dark").trigger()
    assert theme.wanted_mode() == "dark"
    assert window.settings.palette == "dark"


def test_dense_rows_are_less_high(open_shell: OpenShell) -> None:
    window = open_shell()
    action_of(window, "Dense rows").trigger()
    assert theme.theme().size("table") == 26
    action_of(window, "Normal rows").trigger()
    assert theme.theme().size("table") == 30


@pytest.mark.parametrize("width", [960, 1440])
def test_the_menu_of_the_person_stays_inside_the_window(
    open_shell: OpenShell, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    window = open_shell()
    window.resize(width, 700)
    menu, opened = window.top.person.menu, list[QPoint]()
    monkeypatch.setattr(menu, "popup", opened.append)
    QTest.mouseClick(window.top.person, Qt.MouseButton.LeftButton)
    left = window.mapFromGlobal(opened[0]).x()
    assert 0 <= left <= width - menu.sizeHint().width()


def test_the_menu_of_the_person_leads_out(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell()
    with qtbot.waitSignal(window.signed_out):
        action_of(window, "Sign out").trigger()


@pytest.mark.parametrize(("width", "height"), [(1120, 660), (1366, 768), (1920, 1080)])
def test_nothing_of_the_frame_is_cut_off(open_shell: OpenShell, width: int, height: int) -> None:
    window = open_shell()
    window.resize(width, height)
    bar = window.top
    for widget in (bar.project, bar.search, bar.clock, bar.person):
        assert widget.width() >= widget.minimumSizeHint().width()
        assert bar.rect().contains(widget.rect().translated(widget.mapTo(bar, widget.rect().topLeft())))
    assert window.rail.height() >= window.rail.minimumSizeHint().height()
