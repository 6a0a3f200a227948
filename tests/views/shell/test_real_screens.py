"""Every screen in the frame, as each role meets it: none opens a window of its own on the way, none raises a fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.views.set_up.project_dialogs import ProjectDialog
from salesdesk.views.set_up.project_page import ProjectPage
from salesdesk.views.set_up.screen import SetUpScreen
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


def keys_twice(window: QWidget) -> dict[str, int]:
    """Keys that more than one thing in sight listens to: Qt then gives them to neither."""
    heard = Counter(
        shortcut.key().toString()
        for shortcut in window.findChildren(QShortcut)
        if shortcut.isEnabled()
        and shortcut.context() is Qt.ShortcutContext.WindowShortcut
        and isinstance(owner := shortcut.parent(), QWidget)
        and owner.isVisible()
    )
    return {keys: count for keys, count in heard.items() if count > 1}


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
            assert keys_twice(window) == {}, place.key
    assert set(shown.windows) == {"ShellWindow"}


def test_whoever_opens_a_project_stands_in_it_with_the_whole_window(
    qtbot: QtBot, open_shell: OpenShell, at_home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    window = open_shell("operator")
    window.go("set-up", {"place": "project"})
    screen = window.current_screen()
    assert isinstance(screen, SetUpScreen)
    qtbot.waitUntil(lambda: window.desk.tasks.idle, timeout=10_000)
    QTest.keyClick(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ProjectDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.ui.name.set_text("望江台")
    with qtbot.waitSignal(window.desk.project_entered, timeout=10_000):
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.desk.tasks.idle, timeout=10_000)
    assert window.top.project.text() == "望江台"
    assert [action.text() for action in window.top.project.menu.actions()] == ["锦绣江南", "望江台"]
    fresh = window.current_screen()
    assert isinstance(fresh, SetUpScreen)
    assert fresh is not screen
    page = fresh.page("project")
    assert isinstance(page, ProjectPage)
    assert page.project.value.text() == "望江台"
    assert [row.name for row in page.table.rows.rows()] == ["锦绣江南", "望江台"]
    assert "units" in page.steps.links
