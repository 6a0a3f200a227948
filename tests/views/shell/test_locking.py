"""The locked desk: after idle time or by hand; what was typed stays, nothing beneath can be reached."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from salesdesk.services.desk_settings import DeskSettings, load_settings
from salesdesk.views.shell.lock import IdleWatch
from salesdesk.views.shell.window import ShellWindow
from tests.support.office import PASSWORD
from tests.views.shell.conftest import OpenShell, screen_of

CTRL = Qt.KeyboardModifier.ControlModifier


def lock(window: ShellWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    assert window.lock_sheet.locked


def unlock(qtbot: QtBot, window: ShellWindow, password: str = PASSWORD) -> None:
    QTest.keyClicks(window.lock_sheet.password.line, password)
    QTest.keyClick(window.lock_sheet.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.tasks.idle, timeout=10_000)


def test_a_locked_desk_opens_with_the_password_and_everything_typed_is_there(
    qtbot: QtBot, open_shell: OpenShell
) -> None:
    window = open_shell()
    QTest.keyClicks(screen_of(window).line, "half a sentence")
    lock(window)
    assert window.lock_sheet.geometry() == window.rect()
    unlock(qtbot, window)
    assert not window.lock_sheet.locked
    assert screen_of(window).line.text() == "half a sentence"
    assert QApplication.focusWidget() is screen_of(window).line


def test_a_wrong_password_keeps_it_locked_and_is_said(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell()
    lock(window)
    unlock(qtbot, window, "wrong")
    assert window.lock_sheet.locked
    assert window.lock_sheet.password.problem() == "The name or the password is wrong."
    assert window.lock_sheet.go.isEnabled()


def test_no_key_reaches_what_lies_beneath(open_shell: OpenShell) -> None:
    window = open_shell()
    lock(window)
    for press in (Qt.Key.Key_2, Qt.Key.Key_K):
        QTest.keyClick(window, press, CTRL)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_key() == "board"
    assert QApplication.focusWidget() is window.lock_sheet.password.line


def test_an_open_dialog_is_put_away_and_comes_back_as_it_was(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell()
    dialog = QDialog(window)
    finished: list[int] = []
    dialog.finished.connect(finished.append)
    dialog.open()
    window.lock()
    assert not dialog.isVisible()
    unlock(qtbot, window)
    assert dialog.isVisible()
    assert finished == []
    dialog.reject()


def test_somebody_else_may_sign_in_instead(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell()
    lock(window)
    with qtbot.waitSignal(window.signed_out):
        window.lock_sheet.left.emit()


def test_an_idle_desk_locks_itself_and_not_before(open_shell: OpenShell) -> None:
    window = open_shell(settings=DeskSettings(idle_minutes=15))
    now = [1_000.0]
    window.idle._clock = lambda: now[0]
    window.idle.start()
    now[0] += 15 * 60 - 1
    window.idle.look()
    assert not window.lock_sheet.locked
    now[0] += 2
    window.idle.look()
    assert window.lock_sheet.locked


def test_a_key_or_the_mouse_begins_the_idle_time_anew() -> None:
    now = [0.0]
    owner = QObject()
    watch = IdleWatch(60, owner, lambda: now[0])
    told: list[bool] = []
    watch.idle.connect(lambda: told.append(True))
    now[0] = 59
    watch.eventFilter(owner, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier))
    now[0] = 118
    watch.look()
    assert told == []
    now[0] = 119
    watch.look()
    assert told == [True]


def test_typing_in_the_window_is_seen(open_shell: OpenShell) -> None:
    window = open_shell()
    now = [0.0]
    window.idle._clock = lambda: now[0]
    window.idle.start()
    now[0] = 500
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_A)
    assert window.idle._last == 500


def test_the_menu_of_the_person_says_when_an_idle_desk_locks(open_shell: OpenShell) -> None:
    window = open_shell(settings=DeskSettings(idle_minutes=20))
    menu = next(action.menu() for action in window.top.person.menu.actions() if action.menu() is not None)
    assert isinstance(menu, QMenu)
    words = {action.text(): action.isChecked() for action in menu.actions()}
    assert words == {
        "5 minutes": False, "15 minutes": False, "20 minutes": True, "30 minutes": False, "60 minutes": False,
    }  # fmt: skip
    next(action for action in menu.actions() if action.text() == "5 minutes").trigger()
    assert window.idle.seconds == 300
    assert load_settings().idle_minutes == 5
