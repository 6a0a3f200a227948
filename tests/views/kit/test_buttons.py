"""Buttons: pressed by mouse and key, and refusing with a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button, PrimaryButton

Put = Callable[..., QWidget]


@pytest.mark.parametrize(
    ("keys", "pressed", "with_"),
    [
        ("F3", Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        ("Ctrl Enter", Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        ("Ctrl S", Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_the_key_on_the_cap_presses_the_button(
    qtbot: QtBot, put_in_window: Put, keys: str, pressed: Qt.Key, with_: Qt.KeyboardModifier
) -> None:
    button = PrimaryButton("Hold", keys)
    window = put_in_window(button)
    with qtbot.waitSignal(button.clicked, timeout=1000):
        QTest.keyClick(window, pressed, with_)


def test_a_refused_button_is_disabled_and_tells_its_reason(qtbot: QtBot, put_in_window: Put) -> None:
    button = Button("Subscribe", "F4")
    put_in_window(button)
    button.set_refusal("The mortgage is not released.")
    assert not button.isEnabled()
    assert button.refusal() == button.toolTip() == button.accessibleDescription() == "The mortgage is not released."


def test_the_key_of_a_refused_button_says_the_reason_instead_of_nothing(qtbot: QtBot, put_in_window: Put) -> None:
    button = Button("Subscribe", "F4")
    window = put_in_window(button)
    button.set_refusal("The mortgage is not released.")
    with (
        qtbot.assertNotEmitted(button.clicked),
        qtbot.waitSignal(messages.bridge.refused, timeout=1000) as refused,
    ):
        QTest.keyClick(window, Qt.Key.Key_F4)
    assert refused.args == ["The mortgage is not released."]


def test_a_button_that_may_be_pressed_again_forgets_the_reason(qtbot: QtBot) -> None:
    button = Button("Subscribe")
    qtbot.addWidget(button)
    button.set_refusal("Not yet.")
    button.set_refusal(None)
    assert button.isEnabled()
    assert button.toolTip() == ""


def test_enter_and_space_press_the_button_that_has_the_focus(qtbot: QtBot, put_in_window: Put) -> None:
    button = Button("Print")
    put_in_window(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 2


def test_focus_moves_no_pixel_of_the_button(qtbot: QtBot, put_in_window: Put) -> None:
    button = Button("Print", "Ctrl P")
    put_in_window(button)
    before = button.geometry()
    button.setFocus()
    assert button.geometry() == before
    accent = button.grab().toImage().pixelColor(button.width() // 2, 1)
    assert accent.name() == "#2453c4"


def test_of_two_buttons_that_take_turns_the_shown_one_has_the_key(qtbot: QtBot, put_in_window: Put) -> None:
    agree, finish = PrimaryButton("Agree", "Ctrl Enter"), PrimaryButton("Carry out", "Ctrl Enter")
    window = put_in_window(agree, finish)
    for hidden, shown in ((agree, finish), (finish, agree)):
        hidden.hide()
        shown.show()
        with qtbot.waitSignal(shown.clicked):
            QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
