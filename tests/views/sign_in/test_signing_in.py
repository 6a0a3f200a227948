"""The door: signing in by keyboard, what is said when it fails, first passwords, remembered ones."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole
from salesdesk.services import sign_in as services
from salesdesk.services.desk_settings import DeskSettings, load_settings
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.views.kit.labels import Link
from salesdesk.views.sign_in.change_password import ChangePasswordDialog
from salesdesk.views.sign_in.offer import DemoOffer, DemoPerson
from salesdesk.views.sign_in.people import PersonButton
from salesdesk.views.sign_in.window import SignInWindow
from tests.support.office import PASSWORD, House
from tests.views.sign_in.conftest import MemoryKeyring, OpenDoor


def type_in(door: SignInWindow, login: str, password: str) -> None:
    """As a person does: the name, Enter, the password, Enter."""
    QTest.keyClicks(door.form.login.line, login)
    QTest.keyClick(door.form.login.line, Qt.Key.Key_Return)
    QTest.keyClicks(door.form.password.line, password)
    QTest.keyClick(door.form.password.line, Qt.Key.Key_Return)


def wait_answered(qtbot: QtBot, door: SignInWindow) -> None:
    qtbot.waitUntil(lambda: door.tasks.idle, timeout=10_000)


def test_a_person_signs_in_with_the_keyboard_alone(qtbot: QtBot, open_door: OpenDoor, at_home: House) -> None:
    door = open_door(DeskSettings(address=at_home.address))
    assert QApplication.focusWidget() is door.form.login.line
    with qtbot.waitSignal(door.arrived, timeout=10_000) as arrived:
        type_in(door, "Control", PASSWORD)
    assert arrived.args is not None
    office, address = arrived.args
    assert (office.person.name, address) == ("沈雨桐", at_home.address)


def test_the_last_name_is_there_and_the_cursor_stands_in_the_password(open_door: OpenDoor, at_home: House) -> None:
    door = open_door(DeskSettings(address=at_home.address, login="cashier"))
    assert door.form.login.text() == "cashier"
    assert QApplication.focusWidget() is door.form.password.line


def test_office_and_name_are_remembered_for_the_next_time(qtbot: QtBot, open_door: OpenDoor, at_home: House) -> None:
    door = open_door(DeskSettings(address=at_home.address))
    with qtbot.waitSignal(door.arrived, timeout=10_000):
        type_in(door, "control", PASSWORD)
    stored = load_settings()
    assert (stored.address, stored.login, stored.offices) == (at_home.address, "control", [at_home.address])


def test_a_wrong_password_is_said_at_its_field_and_the_name_stays(
    qtbot: QtBot, open_door: OpenDoor, at_home: House
) -> None:
    door = open_door(DeskSettings(address=at_home.address))
    type_in(door, "control", "wrong")
    wait_answered(qtbot, door)
    assert door.form.password.problem() == "The name or the password is wrong."
    assert door.form.login.text() == "control"
    assert QApplication.focusWidget() is door.form.password.line
    assert door.form.password.line.selectedText() != ""
    assert door.form.go.isEnabled()


def test_a_second_enter_while_signing_in_does_nothing(qtbot: QtBot, open_door: OpenDoor, at_home: House) -> None:
    door = open_door(DeskSettings(address=at_home.address))
    arrived: list[object] = []
    door.arrived.connect(lambda office, _: arrived.append(office))
    type_in(door, "control", PASSWORD)
    QTest.keyClick(door.form.password.line, Qt.Key.Key_Return)
    assert door.form.go.refusal() == "Signing in."
    wait_answered(qtbot, door)
    assert len(arrived) == 1


def test_an_office_that_is_gone_is_said_in_a_sentence(qtbot: QtBot, open_door: OpenDoor, tmp_path: Path) -> None:
    door = open_door(DeskSettings(address=str(tmp_path / "gone.db")))
    type_in(door, "control", PASSWORD)
    wait_answered(qtbot, door)
    assert door.form.sentence.text() == f"There is no office at “{tmp_path / 'gone.db'}”."
    QTest.keyClicks(door.form.password.line, "x")
    assert door.form.sentence.text() == ""


def test_a_damaged_file_is_said_and_another_office_can_be_chosen(
    qtbot: QtBot, open_door: OpenDoor, at_home: House, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(Path(at_home.address).read_bytes()[:5_000])
    door = open_door(DeskSettings(address=str(damaged)))
    type_in(door, "control", PASSWORD)
    wait_answered(qtbot, door)
    assert door.form.password.problem().startswith("The file of the office is damaged")
    door.use_office(at_home.address)
    with qtbot.waitSignal(door.arrived, timeout=10_000):
        type_in(door, "control", PASSWORD)


def test_after_a_fault_of_the_program_one_can_sign_in_again(
    qtbot: QtBot, open_door: OpenDoor, at_home: House, faults: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    door = open_door(DeskSettings(address=at_home.address))
    with monkeypatch.context() as broken:
        broken.setattr(services, "sign_in", lambda *_: 1 // 0)
        type_in(door, "control", PASSWORD)
        wait_answered(qtbot, door)
    assert isinstance(faults.pop(), ZeroDivisionError)
    assert "Something went wrong in the program" in door.form.sentence.text()
    with qtbot.waitSignal(door.arrived, timeout=10_000):
        door.submit()


def test_a_missing_name_is_said_at_the_name(qtbot: QtBot, open_door: OpenDoor, at_home: House) -> None:
    door = open_door(DeskSettings(address=at_home.address))
    door.submit()
    wait_answered(qtbot, door)
    assert door.form.login.problem() == "The login name is missing."


def test_a_first_password_is_changed_before_the_desk_opens(
    qtbot: QtBot, open_door: OpenDoor, house: House, memory_keyring: type[MemoryKeyring]
) -> None:
    door = open_door(DeskSettings(address=house.address))
    door.form.remember.setChecked(True)
    type_in(door, "control", PASSWORD)
    qtbot.waitUntil(lambda: door.findChild(ChangePasswordDialog) is not None, timeout=10_000)
    dialog = door.findChild(ChangePasswordDialog)
    assert dialog is not None
    assert dialog.now.isHidden()
    QTest.keyClicks(dialog.fresh.line, "short")
    QTest.keyClicks(dialog.again.line, "short")
    QTest.keyClick(dialog.again.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.fresh.problem() != "", timeout=10_000)
    dialog.fresh.set_text(PASSWORD)
    dialog.again.set_text(PASSWORD)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.fresh.problem() == "The new password must be another one.", timeout=10_000)
    dialog.fresh.set_text("Green-kettle-8")
    dialog.again.set_text("Green-kettle-9")
    dialog.submit()
    assert dialog.again.problem() == "The two are not the same."
    dialog.again.set_text("Green-kettle-8")
    with qtbot.waitSignal(door.arrived, timeout=10_000) as arrived:
        dialog.submit()
    assert arrived.args is not None
    assert not arrived.args[0].person.must_change_password
    qtbot.waitUntil(lambda: "Green-kettle-8" in memory_keyring.kept.values(), timeout=10_000)
    assert PASSWORD not in memory_keyring.kept.values(), "the new one is remembered, and not the first"


def test_after_three_wrong_passwords_the_right_one_has_to_wait(
    qtbot: QtBot, open_door: OpenDoor, at_home: House
) -> None:
    door = open_door(DeskSettings(address=at_home.address))
    for _ in range(3):
        type_in(door, "control", "wrong")
        wait_answered(qtbot, door)
        assert door.form.password.problem() == "The name or the password is wrong."
        door.form.login.set_text("")
    type_in(door, "control", PASSWORD)
    wait_answered(qtbot, door)
    assert door.form.password.problem().startswith("Wrong too often; the next try is possible in")
    assert door.form.go.refusal() == door.form.password.problem()
    QTest.keyClicks(door.form.login.line, "x")
    assert door.form.password.problem() == ""
    assert door.form.go.isEnabled()  # somebody else waits for nothing


def test_who_does_not_change_a_first_password_stays_outside(qtbot: QtBot, open_door: OpenDoor, house: House) -> None:
    door = open_door(DeskSettings(address=house.address))
    with qtbot.assertNotEmitted(door.arrived):
        type_in(door, "control", PASSWORD)
        qtbot.waitUntil(lambda: door.findChild(ChangePasswordDialog) is not None, timeout=10_000)
        dialog = door.findChild(ChangePasswordDialog)
        assert dialog is not None
        dialog.reject()


def test_a_remembered_password_is_there_the_next_time(
    qtbot: QtBot, open_door: OpenDoor, at_home: House, memory_keyring: type[MemoryKeyring]
) -> None:
    door = open_door(DeskSettings(address=at_home.address))
    door.form.remember.setChecked(True)
    with qtbot.waitSignal(door.arrived, timeout=10_000):
        type_in(door, "control", PASSWORD)
    qtbot.waitUntil(lambda: door._passwords.idle)
    again = open_door(load_settings())
    qtbot.waitUntil(lambda: again.form.password.text() == PASSWORD)
    assert again.form.remember.isChecked()
    again.form.remember.setChecked(False)
    with qtbot.waitSignal(again.arrived, timeout=10_000):
        again.submit()
    qtbot.waitUntil(lambda: again._passwords.idle)
    assert memory_keyring.kept == {}
    assert load_settings().remember == []


def test_without_a_working_keyring_nothing_is_remembered_and_nothing_is_said(
    qtbot: QtBot,
    open_door: OpenDoor,
    at_home: House,
    memory_keyring: type[MemoryKeyring],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory_keyring, "broken", True)
    door = open_door(DeskSettings(address=at_home.address))
    door.form.remember.setChecked(True)
    with qtbot.waitSignal(door.arrived, timeout=10_000):
        type_in(door, "control", PASSWORD)
    qtbot.waitUntil(lambda: door._passwords.idle)
    assert load_settings().remember == []


def test_another_language_is_asked_for(qtbot: QtBot, open_door: OpenDoor, at_home: House) -> None:
    door = open_door(DeskSettings(address=at_home.address))
    link = next(link for link in door.findChildren(Link) if link.text() == "繁體中文")
    with qtbot.waitSignal(door.language_chosen) as chosen:
        link.click()
    assert chosen.args == ["zh_TW"]


def test_a_person_of_the_demo_office_is_one_click_away(qtbot: QtBot, open_door: OpenDoor, at_home: House) -> None:
    people = (DemoPerson("cashier", "方雅琴", ROLE_WORDS[OfficeRole.CASHIER]),)
    offer = DemoOffer(at_home.address, lambda progress, cancelled: None, lambda: people, lambda: PASSWORD)
    door = open_door(DeskSettings(address=at_home.address), offer)
    button = door.findChild(PersonButton)
    assert button is not None
    with qtbot.waitSignal(door.arrived, timeout=10_000) as arrived:
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert arrived.args is not None
    assert arrived.args[0].person.login == "cashier"


def in_problem(dialog: ChangePasswordDialog, words: str) -> bool:
    return words in dialog.fresh.problem()


def test_a_password_past_its_days_is_changed_at_the_door_and_the_desk_opens_as_before(
    qtbot: QtBot, open_door: OpenDoor, at_home: House
) -> None:
    at_home.desk("operator").perform(change_setting, NewSetting(name="password.days", value=30))
    with at_home.as_owner.begin() as owner:
        owner.exec_driver_sql("UPDATE person SET password_changed_at = datetime('now', '-40 days')")
    door = open_door(DeskSettings(address=at_home.address))
    type_in(door, "control", PASSWORD)
    qtbot.waitUntil(lambda: door.findChild(ChangePasswordDialog) is not None, timeout=10_000)
    dialog = door.findChild(ChangePasswordDialog)
    assert dialog is not None
    assert "has served its days" in dialog.why.text()
    assert dialog.now.isHidden(), "it was typed a moment ago"
    for text, problem in (("qwer1234", "easily guessed"), (PASSWORD, "another one")):
        dialog.fresh.set_text(text)
        dialog.again.set_text(text)
        dialog.submit()
        qtbot.waitUntil(partial(in_problem, dialog, problem), timeout=10_000)
    dialog.fresh.set_text("Green-kettle-8")
    dialog.again.set_text("Green-kettle-8")
    with qtbot.waitSignal(door.arrived, timeout=10_000) as arrived:
        dialog.submit()
    assert arrived.args is not None
    office = arrived.args[0]
    assert (office.person.password_days, [project.id for project in office.projects]) == (30, [at_home.project_id])
