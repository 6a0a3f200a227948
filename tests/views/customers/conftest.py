"""The customers' screen in a window of its own, at a real office on SQLite; see tests/views/selling_desks.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.services.customers import CustomerStory, NewCustomer, customer_story, enter_customer
from salesdesk.views.customers.screen import CustomersScreen
from salesdesk.views.kit import messages
from tests.support.office import House
from tests.views.conftest import commit
from tests.views.selling_desks import DeskOf, desk_of, engine_kind, settle

__all__ = ["desk_of", "engine_kind"]

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
ScreenOf = Callable[..., CustomersScreen]


@pytest.fixture
def screen_of(desk_of: DeskOf, qtbot: QtBot, put_in_window: Callable[..., QWidget]) -> ScreenOf:
    """The screen of a person, entered and filled."""

    def screen(login: str = "consultant", **wanted: Any) -> CustomersScreen:
        made = CustomersScreen(desk_of(login))
        window = put_in_window(made)
        window.resize(1320, 720)
        made.enter(**wanted)
        made.setFocus()
        shown(qtbot, made)
        return made

    return screen


@pytest.fixture
def refused() -> Iterator[list[str]]:
    """What the window would tell as refused."""
    told: list[str] = []
    messages.bridge.refused.connect(told.append)
    yield told
    messages.bridge.refused.disconnect(told.append)


def shown(qtbot: QtBot, screen: CustomersScreen) -> None:
    """Waits until everything that was asked for stands on the screen."""
    timers = (screen._look, screen._again, screen.entry.lookup._pause, screen.list_pane.search._pause)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers) and screen.desk.tasks.idle, timeout=10_000)
    settle(qtbot, screen.desk)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A key, wherever the focus is; an open list takes it first."""
    QTest.keyClick(QApplication.activePopupWidget() or focused(), key, modifiers)


def write(words: str) -> None:
    """Text into the focus: by keys, or by an input method where it is Chinese."""
    if words.isascii():
        QTest.keyClicks(focused(), words)
    else:
        commit(focused(), words)


def entered(house: House, name: str, telephone: str, login: str = "consultant", **values: Any) -> int:
    """A customer entered at another time; their id."""
    return house.desk(login).perform(enter_customer, NewCustomer(telephones=(telephone,), name=name, **values))


def stored(house: House, customer_id: int, login: str = "manager") -> CustomerStory:
    return house.desk(login).read(customer_story, customer_id)
