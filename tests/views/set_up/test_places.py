"""Where a person may go in set-up, and what the places show when there is nothing yet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.permissions import MATRIX, OfficeRole, Permission
from salesdesk.services.projects import NewProject, open_new_project
from salesdesk.views.kit import messages
from salesdesk.views.set_up.matrix_page import MatrixPage
from salesdesk.views.set_up.project_page import ProjectPage
from salesdesk.views.set_up.screen import PLACES
from tests.support.office import House
from tests.views.selling_desks import settle
from tests.views.set_up.conftest import At

OPEN_TO_THE_BOARD = {
    "project", "permits", "grounds", "units", "prices", "launch", "schemes", "discounts", "commission",
    "introducers", "money", "texts", "approvals", "settings", "colours", "matrix",
}  # fmt: skip


@pytest.mark.parametrize(
    ("login", "free"),
    [
        ("operator", OPEN_TO_THE_BOARD),
        ("manager", OPEN_TO_THE_BOARD),
        ("admin", {"project", "approvals", "settings", "colours", "people", "matrix", "sessions"}),
    ],
)
def test_the_list_bars_what_the_role_may_not_read(at: At, login: str, free: set[str]) -> None:
    assert set(at(login).places.free()) == free


def test_a_barred_place_says_why_and_is_not_entered(at: At, qtbot: QtBot) -> None:
    screen = at("operator", "units")
    with qtbot.waitSignal(messages.bridge.refused) as refused:
        screen.places.choose("people")
    assert "manage people" in refused.args[0]
    assert screen.places.key() == "units"


def test_arrows_walk_through_the_places(at: At, qtbot: QtBot) -> None:
    screen = at("admin", "project")
    QTest.keyClick(screen.places, Qt.Key.Key_Down)
    assert screen.places.key() == "approvals"
    QTest.keyClick(screen.places, Qt.Key.Key_Down)
    assert screen.places.key() == "settings"
    for _ in range(3):
        QTest.keyClick(screen.places, Qt.Key.Key_Up)
    assert screen.places.key() == "project"
    settle(qtbot, screen.desk)


def test_every_place_of_a_new_project_says_what_to_do_next(house: House, at: At, qtbot: QtBot) -> None:
    form = NewProject(company="栖霞地产", region="江宁公司", name="望江台")
    desk = house.desk("operator")
    project_id = desk.perform(open_new_project, form)
    desk.reload()
    desk.enter(project_id)
    screen = at("operator")
    for key in screen.places.free():
        screen.go_to(key)
        settle(qtbot, screen.desk)
    for key, attribute in (("permits", "permits"), ("units", "table"), ("launch", "table"), ("prices", "versions")):
        table = getattr(screen.page(key), attribute)
        assert table.rows.rows() == []
        assert table._empty[0]


def test_every_place_is_there_and_hints_at_its_keys(at: At, qtbot: QtBot) -> None:
    screen = at("operator")
    for key in screen.places.free():
        screen.go_to(key)
        settle(qtbot, screen.desk)
        assert screen.pages.currentWidget() is screen.page(key)
        assert all(keys and words for keys, words in screen.key_hints())
    assert set(PLACES) == OPEN_TO_THE_BOARD | {"people", "sessions"}


def test_the_keys_that_count_are_told_with_each_place_and_each_form(at: At, qtbot: QtBot) -> None:
    screen = at("operator", "project")
    with qtbot.waitSignal(screen.hints_changed):
        QTest.keyClick(screen.places, Qt.Key.Key_Down)
    assert ("Ctrl B", "New account") in screen.key_hints()
    for key, opens in (("prices", Qt.Key.Key_N), ("units", Qt.Key.Key_G), ("schemes", Qt.Key.Key_N)):
        screen.go_to(key)
        settle(qtbot, screen.desk)
        listed = screen.key_hints()
        with qtbot.waitSignal(screen.hints_changed):
            QTest.keyClick(screen, opens, Qt.KeyboardModifier.ControlModifier)
        assert ("Ctrl Enter", "save") in screen.key_hints()
        with qtbot.waitSignal(screen.hints_changed):
            QTest.keyClick(screen, Qt.Key.Key_Escape)
        assert screen.key_hints() == listed
        settle(qtbot, screen.desk)


def test_the_matrix_is_shown_as_it_is(at: At) -> None:
    page = at("operator", "matrix").page("matrix")
    assert isinstance(page, MatrixPage)
    assert page.table.rows.rows() == list(Permission)
    for column, role in zip(page.table.rows.columns[1:], OfficeRole, strict=True):
        assert {row for row in Permission if column.text(row)} == MATRIX[role]


def test_a_project_is_opened_by_keyboard_and_the_window_is_asked_to_enter_it(
    house: House, at: At, qtbot: QtBot
) -> None:
    screen = at("operator", "project")
    page = screen.page("project")
    assert isinstance(page, ProjectPage)
    assert page.project.value.text() == "锦绣江南"
    dialog = page.open_dialog()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.ui.company.text() == "栖霞地产"
    dialog.ui.name.set_text("锦绣江南")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, screen.desk)
    assert "already" in dialog.ui.banner.sentence()
    assert dialog.ui.name.text() == "锦绣江南"
    dialog.ui.name.set_text("望江台")
    with qtbot.waitSignal(screen.desk.enter) as told:
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args is not None
    project_id, *shown = told.args
    assert shown == ["set-up", {"place": "project"}]
    assert house.another_desk("operator").projects[-1].id == project_id


def test_a_manager_may_not_open_a_project_and_the_button_says_so(at: At) -> None:
    page = at("manager", "project").page("project")
    assert isinstance(page, ProjectPage)
    assert "set up projects" in page.new.refusal()


def test_the_next_steps_lead_to_their_places(at: At, qtbot: QtBot) -> None:
    screen = at("operator", "project")
    page = screen.page("project")
    assert isinstance(page, ProjectPage)
    page.steps.links["launch"].click()
    settle(qtbot, screen.desk)
    assert screen.places.key() == "launch"


@pytest.mark.parametrize("height", [486, 694, 1006])
def test_every_place_is_in_sight_however_low_the_window(at: At, height: int) -> None:
    screen = at("operator")
    screen.resize(896, height)
    lines = screen.places._rects()
    assert {key for key, _, _ in lines if key} == set(PLACES)
    assert lines[-1][1].bottom() <= height
