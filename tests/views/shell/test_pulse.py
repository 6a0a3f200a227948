"""Other desks' changes arrive, and a lost database is told while the window stays alive."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from salesdesk.domain.errors import DatabaseLost
from salesdesk.domain.i18n import mark
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.rows import Touched
from salesdesk.views.kit import messages
from salesdesk.views.shell.pulse import FAULT_MS, FILE_MS, LOST_MS
from salesdesk.views.shell.window import ShellWindow
from tests.support.office import House
from tests.views.shell.conftest import OpenShell


def beat(qtbot: QtBot, window: ShellWindow) -> None:
    """One beat and its answer."""
    window.pulse.ask()
    qtbot.waitUntil(lambda: window.desk.tasks.idle, timeout=10_000)


def told(window: ShellWindow) -> list[Touched]:
    changes: list[Touched] = []
    window.desk.changed.connect(changes.append)
    return changes


def test_what_another_desk_did_is_told_to_the_screens(qtbot: QtBot, open_shell: OpenShell, at_home: House) -> None:
    window = open_shell()
    changes = told(window)
    beat(qtbot, window)
    beat(qtbot, window)
    assert changes == []
    at_home.desk("manager").perform(hold, HoldForm(unit_id=at_home.unit_id("0101"), reason="领导预留"))
    beat(qtbot, window)
    assert [change.everything for change in changes] == [True]


def test_what_this_desk_did_itself_is_told_once(qtbot: QtBot, open_shell: OpenShell, at_home: House) -> None:
    window = open_shell()
    beat(qtbot, window)
    changes = told(window)
    form = HoldForm(unit_id=at_home.unit_id("0101"), reason="领导预留")
    window.desk.perform(window, hold, form)
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    beat(qtbot, window)
    assert [change.everything for change in changes] == [False]


def test_a_beat_is_never_asked_before_the_last_one_was_answered(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell()
    window.pulse.ask()
    assert not window.pulse._timer.isActive()
    qtbot.waitUntil(window.pulse._timer.isActive)


def test_a_lost_database_is_said_and_the_window_comes_back_with_it(
    qtbot: QtBot, open_shell: OpenShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_shell()
    beat(qtbot, window)
    changes = told(window)
    read = window.desk.office.read

    def lost(*arguments: Any, **named: Any) -> Any:
        raise DatabaseLost(mark("The database cannot be reached. Nothing was lost; what you typed is kept."))

    monkeypatch.setattr(window.desk.office, "read", lost)
    beat(qtbot, window)
    window._show_time()
    assert window.status.state.text() == "No connection; trying again"
    assert window.top.link.text() == "No connection"
    assert window.status.clock.text() == ""
    assert window.pulse._timer.interval() == LOST_MS
    monkeypatch.setattr(window.desk.office, "read", read)
    beat(qtbot, window)
    assert window.status.state.text() == "Connected"
    assert [change.everything for change in changes] == [True]


def test_a_file_that_went_away_is_said_at_once_and_the_window_comes_back_with_it(
    qtbot: QtBot, open_shell: OpenShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_shell()
    file = window.desk.office.database.file
    assert file is not None
    beat(qtbot, window)
    with monkeypatch.context() as away, qtbot.waitSignal(messages.bridge.refused) as told:
        away.setattr(file, "_now", lambda: None)
        beat(qtbot, window)
        beat(qtbot, window)
    assert told.args is not None
    assert "moved, deleted or replaced" in told.args[0]
    assert window.status.state.text() == "No connection; trying again"
    beat(qtbot, window)
    assert window.status.state.text() == "Connected"


def test_the_pulse_goes_on_after_a_fault_of_the_program_but_not_at_once(
    qtbot: QtBot, open_shell: OpenShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_shell()
    told: list[BaseException] = []
    window.desk.tasks.fault.disconnect()
    window.desk.tasks.fault.connect(told.append)
    with monkeypatch.context() as broken:
        broken.setattr(window.desk.office, "read", lambda *_, **__: 1 // 0)
        beat(qtbot, window)
    assert [type(fault) for fault in told] == [ZeroDivisionError]
    assert window.pulse._timer.interval() == FAULT_MS
    beat(qtbot, window)
    assert window.pulse._timer.interval() == FILE_MS


def test_the_time_of_the_database_is_shown(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell()
    window.start()
    qtbot.waitUntil(lambda: window.status.clock.text().startswith("Database time "))
    assert window.top.clock.accessibleName().count(" ") == 2
