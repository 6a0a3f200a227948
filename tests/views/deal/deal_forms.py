"""Handling the form of a deal in tests."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.pricing import DiscountKind, DiscountStep
from salesdesk.repository.schemes import Schemes
from salesdesk.views.deal.screen import DealScreen
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LOST = "The database cannot be reached."
ID = "11010519491231002X"


def opened(qtbot: QtBot, desk_of: DeskOf, login: str = "control", **wanted: Any) -> DealScreen:
    screen = DealScreen(desk_of(login))
    qtbot.addWidget(screen)
    screen.resize(1302, 694)
    with qtbot.waitActive(screen):
        screen.show()
    screen.enter(**wanted)
    worked_out(qtbot, screen)
    return screen


def worked_out(qtbot: QtBot, screen: DealScreen) -> None:
    settle(qtbot, screen.desk)
    qtbot.waitUntil(lambda: screen.live.fresh and screen.desk.tasks.idle, timeout=10_000)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_into(words: str) -> None:
    QTest.keyClicks(focused(), words)


def confirm(screen: DealScreen) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)


def add_discount(house: House, name: str, millionths: int) -> None:
    """A further discount of the project, so much of the price remaining."""
    step = DiscountStep(name, DiscountKind.PERCENT, millionths)
    with house.desk("operator").database.writing() as connection:
        Schemes(connection, house.project_id).add_discount(step, None, None, None, 99)
