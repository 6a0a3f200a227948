"""Whole windows of the program, side by side, on one PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from salesdesk.services import desk_settings
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.services.sign_in import sign_in
from salesdesk.views.shell.window import ShellWindow
from tests.support.office import PASSWORD, House

OpenWindow = Callable[..., ShellWindow]


@pytest.fixture
def engine_kind() -> str:
    return "postgresql"


@pytest.fixture
def open_window(qtbot: QtBot, house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[OpenWindow]:
    """Opens the window of a person, as the program does after the sign-in; a fault of the program fails the test."""
    monkeypatch.setattr(desk_settings, "_folder", lambda *_: tmp_path / "pc")
    with house.as_owner.begin() as connection:
        connection.execute(sa.text("UPDATE person SET must_change_password = false"))
    windows: list[ShellWindow] = []
    faults: list[object] = []

    def opened(login: str, address: str = "") -> ShellWindow:
        office = sign_in(address or f"{house.address}?realm={house.realm}", login, PASSWORD)
        office.enter(house.project_id)
        made = ShellWindow(office, address or house.address, DeskSettings())
        qtbot.addWidget(made)
        made.desk.tasks.fault.connect(faults.append)
        windows.append(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.start()
        qtbot.waitUntil(lambda: made.live.listening and made.desk.tasks.idle, timeout=20_000)
        return made

    yield opened
    for made in windows:
        made.close()
        made.desk.tasks.wait()
        made.desk.office.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    assert not faults
