"""One desk's window over a real office on SQLite, with plain screens in place of the real ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from salesdesk.services import desk_settings
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.views.desk import Screen
from salesdesk.views.shell.places import Place
from salesdesk.views.shell.window import ShellWindow
from tests.support.office import House

OpenShell = Callable[..., ShellWindow]


class PlainScreen(Screen):
    """A line to type in; remembers what it was told to show."""

    stays = False

    def __init__(self, desk: Any) -> None:
        super().__init__(desk)
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)
        self.setFocusProxy(self.line)
        self.entered: list[dict[str, Any]] = []

    def enter(self, **wanted: Any) -> None:
        self.entered.append(wanted)

    def may_leave(self) -> bool:
        return not self.stays

    def key_hints(self) -> list[tuple[str, str]]:
        return [("F3", "预留")]


@pytest.fixture
def engine_kind() -> str:
    """Windows are tried on SQLite; what they call is tried on both databases in tests/services."""
    return "sqlite"


@pytest.fixture(autouse=True)
def plain_screens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Place, "load", lambda place: PlainScreen)
    monkeypatch.setattr(desk_settings, "_folder", lambda *_: tmp_path / "pc")


@pytest.fixture
def at_home(house: House) -> House:
    """The house after everybody has chosen a password of their own."""
    with house.as_owner.begin() as connection:
        connection.execute(sa.text("UPDATE person SET must_change_password = 0"))
    return house


@pytest.fixture
def open_shell(qtbot: QtBot, at_home: House) -> Iterator[OpenShell]:
    """Opens the window of a person; a fault of the program fails the test."""
    shells: list[ShellWindow] = []
    faults: list[object] = []

    def shell(login: str = "control", settings: DeskSettings | None = None) -> ShellWindow:
        made = ShellWindow(at_home.another_desk(login), at_home.address, settings or DeskSettings())
        qtbot.addWidget(made)
        made.desk.tasks.fault.connect(faults.append)
        shells.append(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        qtbot.waitUntil(lambda: made.desk.tasks.idle, timeout=10_000)
        return made

    yield shell
    for made in shells:
        made.close()
        made.desk.tasks.wait()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    assert not faults


def screen_of(window: ShellWindow) -> PlainScreen:
    screen = window.current_screen()
    assert isinstance(screen, PlainScreen)
    return screen
