"""Handling the board in tests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.views.board_view.screen import BoardScreen
from salesdesk.views.kit import messages

Open = Callable[..., BoardScreen]


Key = Qt.Key


def press(key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the keyboard is."""
    QTest.keyClick(focused(), key, modifiers)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def shown_panel(qtbot: QtBot, screen: BoardScreen) -> None:
    """Waits until the panel is that of the chosen unit."""
    qtbot.waitUntil(lambda: screen.beside.chosen.panel is not None)


def choose(qtbot: QtBot, screen: BoardScreen, unit_id: int) -> None:
    screen.show_unit(unit_id)
    shown_panel(qtbot, screen)


def buttons(screen: BoardScreen) -> dict[str, str]:
    """What stands at the foot: words, and why it cannot be pressed."""
    return {button.text(): button.refusal() for button in screen.beside.side.bar.shown()}


def dialogs(screen: BoardScreen) -> list[QDialog]:
    return [dialog for dialog in screen.findChildren(QDialog) if dialog.isVisible()]


def going(screen: BoardScreen) -> list[tuple[str, dict[str, object]]]:
    """Where the person is led from now on."""
    went: list[tuple[str, dict[str, object]]] = []
    screen.desk.go.connect(lambda key, wanted: went.append((key, wanted)))
    return went


def refused(qtbot: QtBot, act: Callable[[], None]) -> str:
    """What the person is told when they do it."""
    with qtbot.waitSignal(messages.bridge.refused) as told:
        act()
    assert told.args is not None
    return str(told.args[0])
