"""Every screen in the frame, as each role meets it: none opens a window of its own on the way, none raises a fault."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.views.shell.places import PLACES
from tests.support.office import House
from tests.views.shell.conftest import OpenShell


class Shown(QObject):
    """Notes each window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Shown]:
    noted = Shown()
    qapp.installEventFilter(noted)
    yield noted
    qapp.removeEventFilter(noted)


@pytest.mark.parametrize("login", ["control", "consultant", "cashier", "operator", "manager", "management", "auditor"])
def test_a_role_walks_through_all_its_places(
    qtbot: QtBot, open_shell: OpenShell, at_home: House, shown: Shown, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home.sold("0301")
    monkeypatch.undo()
    window = open_shell(login)
    for place in PLACES:
        if place.may_enter(window.desk.office.permissions):
            window.go(place.key)
            qtbot.waitUntil(lambda: window.desk.tasks.idle, timeout=10_000)
            assert window.current_key() == place.key
    assert set(shown.windows) == {"ShellWindow"}
