"""Another program holds the office's file: the window says so while it waits, goes on, stops with the person."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.errors import Refusal
from salesdesk.repository.sqlite import turns
from salesdesk.services.holds import HoldForm, hold
from tests.support.office import House
from tests.support.raw import raw
from tests.views.shell.conftest import OpenShell


def test_the_window_says_what_it_waits_for_and_stops_at_a_key(
    qtbot: QtBot, open_shell: OpenShell, at_home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "TOLD_SECONDS", 0.05)
    shell, refused = open_shell(), list[Refusal]()
    qtbot.waitUntil(lambda: shell.desk.tasks.idle)
    form = HoldForm(unit_id=at_home.unit_id("0301"), reason="x")
    with raw(at_home, "manager"):
        shell.desk.perform(shell, hold, form, failed=refused.append)
        qtbot.waitUntil(shell.waiting.isVisible)
        assert shell.waiting.sentence() == "Another program is writing to the office's file; this waits for it."
        QTest.keyClick(shell, Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier)
        qtbot.waitUntil(lambda: bool(refused))
    assert str(refused[0]).startswith("You stopped waiting")
    qtbot.waitUntil(shell.waiting.isHidden)
    done = list[object]()
    shell.desk.perform(shell, hold, form, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert at_home.state_of("0301") == "held"
