"""Two windows of the program side by side: what is done in one is seen in the other, whose person is not disturbed."""

from __future__ import annotations

from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.states import SaleState
from salesdesk.services.holds import HoldForm, hold
from salesdesk.views.board_view.screen import BoardScreen
from salesdesk.views.shell.window import ShellWindow
from tests.support.office import House
from tests.views.live.conftest import OpenWindow


def board_of(qtbot: QtBot, window: ShellWindow) -> BoardScreen:
    window.choose("board")
    screen = window.current_screen()
    assert isinstance(screen, BoardScreen)
    qtbot.waitUntil(lambda: screen.reading.loaded and window.desk.tasks.idle, timeout=20_000)
    return screen


def state(screen: BoardScreen, unit_id: int) -> str:
    cell = screen.canvas.cell(unit_id)
    assert cell is not None
    return cell.state


def test_a_hold_in_one_window_is_on_the_other_s_board_and_nothing_there_moves(
    qtbot: QtBot, house: House, open_window: OpenWindow, monkeypatch: Any
) -> None:
    mine, other = open_window("manager"), open_window("control")
    board = board_of(qtbot, other)
    chosen, held = house.unit_id("0602"), house.unit_id("0101")
    board.show_unit(chosen)
    qtbot.waitUntil(lambda: board.beside.chosen.panel is not None)
    with qtbot.waitActive(other):
        other.activateWindow()
    other.top.search.setFocus()
    typing = QApplication.focusWidget()
    assert typing is not None
    QTest.keyClicks(typing, "han")
    bars = (board.canvas.horizontalScrollBar(), board.canvas.verticalScrollBar())
    before = (board.canvas.selected_unit(), [bar.value() for bar in bars], other.top.search.text())
    asked = list[Any]()
    monkeypatch.setattr(board.reading, "read", _noting(board.reading.read, asked))
    monkeypatch.setattr(board.reading, "load", lambda: asked.append("everything"))

    mine.desk.perform(mine, hold, HoldForm(unit_id=held, reason="领导预留"))
    qtbot.waitUntil(lambda: state(board, held) == SaleState.HELD, timeout=20_000)

    assert asked == [[held]], "just the unit that changed is read"
    assert before == (board.canvas.selected_unit(), [bar.value() for bar in bars], other.top.search.text())
    assert QApplication.focusWidget() is typing


def _noting(read: Any, asked: list[Any]) -> Any:
    def noted(unit_ids: list[int]) -> None:
        asked.append(unit_ids)
        read(unit_ids)

    return noted


def test_each_window_says_how_many_desks_are_online(qtbot: QtBot, open_window: OpenWindow) -> None:
    first = open_window("manager")
    second = open_window("control")
    qtbot.waitUntil(lambda: "2 desks online" in second.status.state.text())
    third = open_window("control")
    qtbot.waitUntil(lambda: "you are signed in at 2 desks" in third.status.state.text())
    assert "signed in at" not in first.status.state.text()
