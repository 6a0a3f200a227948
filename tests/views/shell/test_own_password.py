"""The password of whoever sits at the desk: its end is told some days before, and a locked desk does not outlive it."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.views.kit import messages
from salesdesk.views.sign_in.change_password import ChangePasswordDialog
from tests.support.office import PASSWORD, House
from tests.views.shell.conftest import OpenShell
from tests.views.shell.test_locking import lock, unlock


def password_of_days(house: House, days: int) -> None:
    with house.as_owner.begin() as owner:
        owner.exec_driver_sql(f"UPDATE person SET password_changed_at = datetime('now', '-{days} days')")


@pytest.fixture
def said(qtbot: QtBot) -> list[str]:
    heard: list[str] = []
    messages.bridge.said.connect(heard.append)
    return heard


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (29, ["The password ends in 1 day; it is changed in the menu of your name."]),
        (23, ["The password ends in 7 days; it is changed in the menu of your name."]),
        (30, ["The password ends tonight; it is changed in the menu of your name."]),
        (22, []),
    ],
)
def test_the_end_of_a_password_is_told_a_week_before(
    open_shell: OpenShell, at_home: House, said: list[str], age: int, words: list[str]
) -> None:
    at_home.desk("operator").perform(change_setting, NewSetting(name="password.days", value=30))
    password_of_days(at_home, age)
    window = open_shell()
    said.clear()
    window.own_password.tell()
    assert said == words


def test_a_desk_that_was_locked_past_the_end_asks_for_a_new_password_and_then_shows_all(
    qtbot: QtBot, open_shell: OpenShell, at_home: House
) -> None:
    window = open_shell()
    lock(window)
    at_home.desk("operator").perform(change_setting, NewSetting(name="password.days", value=30))
    password_of_days(at_home, 31)
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: window.findChild(ChangePasswordDialog) is not None)
    dialog = window.findChild(ChangePasswordDialog)
    assert dialog is not None
    assert "has served its days" in dialog.why.text()
    QTest.keyClicks(dialog.now.line, PASSWORD)
    for field in (dialog.fresh, dialog.again):
        QTest.keyClicks(field.line, "Green-kettle-8")
    with qtbot.waitSignal(window.desk.changed, timeout=10_000, check_params_cb=lambda touched: touched.everything):
        dialog.submit()
    office = window.desk.office
    assert (office.person.password_is_old, len(office.projects)) == (False, 1)


def test_a_password_in_its_days_is_not_spoken_of(qtbot: QtBot, open_shell: OpenShell, said: list[str]) -> None:
    window = open_shell()
    lock(window)
    unlock(qtbot, window)
    assert window.findChild(ChangePasswordDialog) is None
    assert said == []
