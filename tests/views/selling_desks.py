"""Desks for the windows of selling: a real office on SQLite, each person at a desk with its own worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from salesdesk.views.desk import Desk
from tests.support.office import House

DeskOf = Callable[[str], Desk]


@pytest.fixture
def engine_kind() -> str:
    """Windows are tried on SQLite; what they call is tried on both databases in tests/services."""
    return "sqlite"


@pytest.fixture
def desk_of(house: House, qtbot: QtBot) -> Iterator[DeskOf]:
    """The desk of a person by login; a fault of the program at any desk fails the test."""
    desks: dict[str, Desk] = {}
    faults: list[object] = []

    def desk(login: str) -> Desk:
        if login not in desks:
            desks[login] = Desk(house.desk(login))
            desks[login].tasks.fault.connect(faults.append)
        return desks[login]

    yield desk
    for made in desks.values():
        made.tasks.wait()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    assert not faults


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Waits until the desk's worker has nothing left to do and its answers are shown."""
    qtbot.waitUntil(lambda: desk.tasks.idle, timeout=10_000)
