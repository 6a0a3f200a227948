"""Ctrl+K: typing, arrow keys, Enter, and the screen that shows what was found."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.services.find import Found, FoundKind
from salesdesk.views.shell.finder import wanted_of
from salesdesk.views.shell.window import ShellWindow
from tests.support.office import House
from tests.views.shell.conftest import OpenShell, screen_of

CTRL = Qt.KeyboardModifier.ControlModifier


def search(qtbot: QtBot, window: ShellWindow, words: str) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.top.search.line, words)
    qtbot.waitUntil(lambda: window.finder.isVisible() and window.finder._answered == words, timeout=10_000)


def key(window: ShellWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.top.search.line, key)


def test_a_unit_is_found_by_its_number_and_shown_on_the_board(
    qtbot: QtBot, open_shell: OpenShell, at_home: House
) -> None:
    window = open_shell()
    search(qtbot, window, "0101")
    assert [found.title for found in window.finder.found()] == ["3-0101", "4-0101"]
    key(window, Qt.Key.Key_Down)
    key(window, Qt.Key.Key_Return)
    assert screen_of(window).entered[-1] == {"unit_id": at_home.unit_id("0101", "4#")}
    assert not window.finder.isVisible()
    assert window.top.search.text() == ""


def test_a_customer_is_found_by_pinyin_initials(qtbot: QtBot, open_shell: OpenShell, at_home: House) -> None:
    customer_id = at_home.customer()
    window = open_shell()
    search(qtbot, window, "hrx")
    key(window, Qt.Key.Key_Return)
    assert window.current_key() == "customers"
    assert screen_of(window).entered == [{"customer_id": customer_id}]


def test_enter_before_the_answer_goes_to_the_first_as_soon_as_it_is_there(
    qtbot: QtBot, open_shell: OpenShell, at_home: House
) -> None:
    window = open_shell()
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.top.search.line, "3-0202")
    key(window, Qt.Key.Key_Return)
    wanted: dict[str, Any] = {"unit_id": at_home.unit_id("0202")}
    qtbot.waitUntil(lambda: screen_of(window).entered[-1] == wanted)


def test_the_marked_line_stays_between_the_first_and_the_last(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell()
    search(qtbot, window, "0101")
    key(window, Qt.Key.Key_Up)
    assert window.finder.current() == window.finder.found()[0]
    for _ in range(5):
        key(window, Qt.Key.Key_Down)
    assert window.finder.current() == window.finder.found()[-1]


def test_esc_closes_the_list_and_stays_on_the_screen(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell()
    window.choose("orders")
    search(qtbot, window, "0101")
    key(window, Qt.Key.Key_Escape)
    assert not window.finder.isVisible()
    assert window.top.search.text() == ""
    assert window.current_key() == "orders"


def test_nothing_found_is_said(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell()
    search(qtbot, window, "9999x")
    assert window.finder.found() == []
    assert window.finder.height() > 40
    key(window, Qt.Key.Key_Return)
    assert window.current_key() == "board"


def test_a_click_goes_there_too(qtbot: QtBot, open_shell: OpenShell, at_home: House) -> None:
    window = open_shell()
    search(qtbot, window, "0101")
    QTest.mouseClick(window.finder, Qt.MouseButton.LeftButton, pos=QPoint(60, 6 + 26 + 32 + 10))
    assert screen_of(window).entered[-1] == {"unit_id": at_home.unit_id("0101", "4#")}


def test_the_list_goes_when_the_cursor_leaves_and_comes_back_with_it(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell()
    search(qtbot, window, "0101")
    screen_of(window).line.setFocus()
    assert not window.finder.isVisible()
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.finder.isVisible()
    assert QApplication.focusWidget() is window.top.search.line


def test_the_list_stays_inside_a_small_window(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell()
    window.resize(1120, 660)
    search(qtbot, window, "010")
    assert window.rect().contains(window.finder.geometry())


def test_a_receipt_is_shown_at_the_till_with_its_order() -> None:
    found = Found(FoundKind.RECEIPT, 12, "SD01-0000012", "", order_id=7)
    assert wanted_of(found) == ("cashier", {"order_id": 7, "receipt_id": 12})


def test_a_quote_goes_on_as_a_deal() -> None:
    assert wanted_of(Found(FoundKind.QUOTE, 5, "3-0301", "")) == ("deal", {"quote_id": 5})
