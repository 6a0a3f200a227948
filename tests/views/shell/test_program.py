"""From the door to the desk and back, and faults of the program told once."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from salesdesk.services.desk_settings import DeskSettings
from salesdesk.views.shell.faults import Faults
from salesdesk.views.shell.program import Program
from tests.support.office import PASSWORD, House


@pytest.fixture
def program(at_home: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    made = Program(DeskSettings(address=at_home.address, login="control"), None, "salesdesk.log")
    made.start()
    yield made
    if made.shell is not None:
        made.shell.close()
    if made.door is not None:
        made.door.tasks.wait()
        made.door.close()
        made.door.deleteLater()


def test_signing_in_opens_the_desk_and_signing_out_the_door(qtbot: QtBot, program: Program) -> None:
    door = program.door
    assert door is not None
    QTest.keyClicks(door.form.password.line, PASSWORD)
    with qtbot.waitSignal(program.desk_opened, timeout=20_000):
        door.submit()
    shell = program.shell
    assert shell is not None
    assert shell.isVisible()
    assert not door.isVisible()
    shell.signed_out.emit()
    assert program.shell is None
    assert program.door is not None
    assert program.door is not door
    assert program.door.isVisible()
    assert program.door.form.login.text() == "control"


def test_what_comes_later_is_imported_while_the_person_types(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program._prefetch is not None)
    prefetch = program._prefetch
    assert prefetch is not None
    qtbot.waitUntil(lambda: not prefetch._before, timeout=20_000)
    assert "salesdesk.views.shell.window" in sys.modules


def test_another_language_opens_the_door_anew(qtbot: QtBot, program: Program) -> None:
    door = program.door
    assert door is not None
    door.language_chosen.emit("en")
    assert program.door is not door
    assert program.settings.language == "en"


def test_a_fault_nobody_caught_is_told(qtbot: QtBot, program: Program) -> None:
    try:
        raise ZeroDivisionError("by zero")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert program._faults is not None
    window = program._faults.window
    assert window is not None
    assert "by zero" in window.text.toPlainText()
    window.accept()


def test_many_faults_are_one_window_with_details_to_copy(qtbot: QtBot) -> None:
    faults = Faults("salesdesk.log")
    faults.show(ValueError("first"))
    faults.show(ValueError("second"))
    window = faults.window
    assert window is not None
    assert isinstance(window.text, QPlainTextEdit)
    assert window.more.text() == "And 1 more"
    window.copy.click()
    copied = QApplication.clipboard().text()
    assert "first" in copied
    assert "second" in copied
    window.accept()
    assert faults.window is None
    faults.show(ValueError("third"))
    assert faults.window is not None
    faults.window.accept()
