"""A door to a real office on SQLite, and a keyring that keeps in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
import sqlalchemy as sa
from keyring.backend import KeyringBackend
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from salesdesk.services import desk_settings
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.services.office import Office
from salesdesk.views.sign_in.offer import DemoOffer
from salesdesk.views.sign_in.window import SignInWindow
from tests.support.office import House

OpenDoor = Callable[..., SignInWindow]


class MemoryKeyring(KeyringBackend):
    """Keeps passwords as long as the test lasts; ``broken`` ones raise as those without a desktop session do."""

    priority = 1
    kept: ClassVar[dict[tuple[str, str], str]] = {}
    broken: ClassVar[bool] = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.broken:
            raise RuntimeError("no keyring here")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.broken:
            raise RuntimeError("no keyring here")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def engine_kind() -> str:
    """Windows are tried on SQLite; what they call is tried on both databases in tests/services."""
    return "sqlite"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and new offices of this test alone."""
    monkeypatch.setattr(desk_settings, "_folder", lambda *_: tmp_path / "pc")
    return tmp_path / "pc"


@pytest.fixture
def memory_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[MemoryKeyring]]:
    before = keyring.get_keyring()
    monkeypatch.setattr(MemoryKeyring, "kept", {})
    monkeypatch.setattr(MemoryKeyring, "broken", False)
    keyring.set_keyring(MemoryKeyring())  # type: ignore[no-untyped-call]
    yield MemoryKeyring
    keyring.set_keyring(before)


@pytest.fixture
def at_home(house: House) -> House:
    """The house after everybody has chosen a password of their own."""
    with house.as_owner.begin() as connection:
        connection.execute(sa.text("UPDATE person SET must_change_password = 0"))
    return house


@pytest.fixture
def faults() -> list[object]:
    """The faults of the program that were told; a test that causes one takes it out."""
    return []


@pytest.fixture
def open_door(qtbot: QtBot, faults: list[object]) -> Iterator[OpenDoor]:
    """Opens a sign-in window with these settings; a fault of the program fails the test."""
    doors: list[SignInWindow] = []
    offices: list[Office] = []

    def door(settings: DeskSettings | None = None, demo: DemoOffer | None = None) -> SignInWindow:
        made = SignInWindow(settings or DeskSettings(), demo)
        qtbot.addWidget(made)
        made.tasks.fault.connect(faults.append)
        made.arrived.connect(lambda office, _: offices.append(office))
        doors.append(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    yield door
    for made in doors:
        made.tasks.wait()
        made._passwords.wait()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    for office in offices:
        office.close()
    assert not faults
