"""A next try that has to wait counts its seconds down where the person looks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from salesdesk.domain.errors import WaitFirst
from salesdesk.views.kit.buttons import PrimaryButton
from salesdesk.views.kit.countdown import Countdown
from salesdesk.views.kit.password import PasswordEdit


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_seconds_count_down_and_the_button_is_free_at_the_end(put_in_window: Callable[..., QWidget]) -> None:
    field, button, clock = PasswordEdit("Password"), PrimaryButton("Sign in"), Clock()
    put_in_window(field, button)
    waiting = Countdown(field, button, clock)
    waiting.begin(WaitFirst(12))
    assert field.problem() == "Wrong too often; the next try is possible in 12 seconds."
    assert not button.isEnabled()
    assert button.refusal() == field.problem()
    clock.now += 4.5
    QTest.keyClicks(field.line, "typed meanwhile")
    waiting.look()
    assert field.problem() == "Wrong too often; the next try is possible in 8 seconds."
    clock.now += 7.5
    waiting.look()
    assert field.problem() == ""
    assert button.isEnabled()
    assert not waiting.running
    assert field.text() == "typed meanwhile"


def test_who_no_longer_waits_leaves_nothing_behind(put_in_window: Callable[..., QWidget]) -> None:
    field, button = PasswordEdit("Password"), PrimaryButton("Sign in")
    put_in_window(field, button)
    waiting = Countdown(field, button, Clock())
    waiting.begin(WaitFirst(300))
    waiting.stop()
    assert field.problem() == ""
    assert button.isEnabled()
    button.set_refusal("Signing in.")
    waiting.stop()
    assert button.refusal() == "Signing in."
