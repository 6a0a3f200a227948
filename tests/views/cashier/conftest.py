"""The counter in a window, with a real office behind it; keys go where the cursor is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.views.cashier.screen import CashierScreen
from salesdesk.views.desk import Desk
from salesdesk.views.kit.messages import Toast
from tests.support.office import House
from tests.views.conftest import commit
from tests.views.selling_desks import DeskOf, desk_of, engine_kind, settle

__all__ = ["desk_of", "engine_kind"]

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class AtCounter:
    """A person at the counter: types, presses keys, waits for the answer."""

    screen: CashierScreen
    window: QWidget
    toast: Toast
    desk: Desk
    qtbot: QtBot

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Each key, and what it brings, before the next."""
        for key in keys:
            QTest.keyClick(self.focus, key, modifier)
            self.settle()

    def type(self, words: str) -> None:
        """Latin letters by key, others as an input method sends them."""
        for ch in words:
            if ch.isascii():
                QTest.keyClicks(self.focus, ch)
            else:
                commit(self.focus, ch)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.screen

    def settle(self) -> None:
        settle(self.qtbot, self.desk)

    def open(self, text: str = "0301") -> None:
        """Finds an order and opens it, as a cashier does."""
        self.press(Key.Key_F2)
        self.type(text)
        self.press(Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.screen.counter is not None and self.desk.tasks.idle)

    def preview_drawn(self) -> bytes:
        """The PDF beside the counter, once it shows what is entered now."""
        panel = self.screen.receipt
        self.qtbot.waitUntil(lambda: not panel._pause.isActive() and self.desk.tasks.idle)
        return panel.paper._pdf

    def dialogs(self) -> list[QDialog]:
        return [one for one in self.screen.findChildren(QDialog) if one.isVisible()]

    def dialog(self) -> QDialog:
        """The dialog that is open, once it has the keyboard."""
        found = self.dialogs()
        assert len(found) == 1
        # A dialog counts as active while its parent is; the keyboard is its own only a moment later.
        found[0].activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is found[0])
        return found[0]


CounterOf = Callable[..., AtCounter]


@pytest.fixture
def counter_of(house: House, desk_of: DeskOf, qtbot: QtBot) -> Iterator[CounterOf]:
    """The counter of a person by login, shown in a window of this size."""
    kept: list[AtCounter] = []

    def make(login: str = "cashier", size: QSize | None = None) -> AtCounter:
        desk = desk_of(login)
        window = QWidget()
        window.resize(size or QSize(1440, 900))
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        screen = CashierScreen(desk)
        column.addWidget(screen)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        at = AtCounter(screen, window, Toast(window), desk, qtbot)
        kept.append(at)
        screen.enter()
        at.settle()
        return at

    yield make
    for at in kept:
        at.settle()
        at.window.close()
        # Gone for good before the next test: what listens to messages would else hear those of others.
        at.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def at(counter_of: CounterOf) -> AtCounter:
    """A cashier at the counter, nothing open yet."""
    return counter_of()
