"""The cable is pulled in the middle of an entry: the window lives, says so, and finishes the entry when it is back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.errors import DatabaseLost, Refusal
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.rows import Touched
from salesdesk.services.sign_in import sign_in
from salesdesk.views.shell.window import ShellWindow
from tests.support.line import Line, line_to
from tests.support.office import PASSWORD, House
from tests.views.live.conftest import OpenWindow

LONG = 60_000


@pytest.fixture
def line(house: House) -> Iterator[tuple[Line, str]]:
    with line_to(house.address) as made:
        yield made


def window_over(qtbot: QtBot, house: House, open_window: OpenWindow, address: str) -> ShellWindow:
    window = open_window("manager", f"{address}?realm={house.realm}")
    watch = window.desk.office.database.watch
    assert watch is not None
    watch.suspect_seconds = 0.2
    return window


def holds(house: House) -> int:
    with house.as_owner.connect() as owner:
        return int(owner.execute(sa.text("SELECT COUNT(*) FROM hold")).scalar_one())


def settled(qtbot: QtBot, window: ShellWindow) -> None:
    qtbot.waitUntil(lambda: window.desk.tasks.idle, timeout=LONG)


@pytest.mark.parametrize("arrived", [True, False])
def test_an_entry_whose_line_is_cut_is_finished_when_the_line_is_back(
    qtbot: QtBot, house: House, open_window: OpenWindow, line: tuple[Line, str], arrived: bool
) -> None:
    window = window_over(qtbot, house, open_window, line[1])
    changes, answers, refusals = list[Touched](), list[int](), list[Refusal]()
    line[0].silence_when(lambda sent: b"COMMIT\x00" in sent, forwarded=arrived)
    form = HoldForm(unit_id=house.unit_id("0101"), reason="领导预留")
    window.desk.perform(window, hold, form, answers.append, refusals.append)

    qtbot.waitUntil(lambda: window.status.state.text() == "No connection; trying again", timeout=LONG)
    assert window.top.link.text() == "No connection"
    window.top.search.setFocus()
    typing = QApplication.focusWidget()
    assert typing is not None
    QTest.keyClicks(typing, "han")
    assert window.top.search.text() == "han", "the window lives"
    assert (answers, refusals) == ([], [])

    window.desk.changed.connect(changes.append)
    line[0].mend()
    qtbot.waitUntil(lambda: bool(answers), timeout=LONG)
    qtbot.waitUntil(lambda: window.status.state.text().startswith("Connected"), timeout=LONG)
    assert (len(answers), refusals, holds(house)) == (1, [], 1)
    assert window.top.search.text() == "han"
    assert any(change.everything for change in changes), "what other desks did meanwhile is read"


def test_when_the_line_stays_away_the_form_is_given_back_and_may_be_sent_again(
    qtbot: QtBot, house: House, open_window: OpenWindow, line: tuple[Line, str]
) -> None:
    window = window_over(qtbot, house, open_window, line[1])
    window.desk.office.patience = 0.0
    answers, refusals = list[int](), list[Refusal]()
    line[0].silence_when(lambda sent: b"COMMIT\x00" in sent, forwarded=True)
    form = HoldForm(unit_id=house.unit_id("0101"), reason="领导预留")
    window.desk.perform(window, hold, form, answers.append, refusals.append)
    qtbot.waitUntil(lambda: bool(refusals), timeout=LONG)
    assert isinstance(refusals[0], DatabaseLost)
    line[0].mend()
    window.desk.perform(window, hold, form, answers.append, refusals.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=LONG)
    assert (len(refusals), holds(house)) == (1, 1)


def test_the_next_life_of_the_program_tells_what_became_of_the_last_entry(
    qtbot: QtBot, house: House, open_window: OpenWindow, line: tuple[Line, str]
) -> None:
    window = window_over(qtbot, house, open_window, line[1])
    window.desk.office.patience = 0.0
    refusals = list[Refusal]()
    line[0].silence_when(lambda sent: b"COMMIT\x00" in sent, forwarded=True)
    form = HoldForm(unit_id=house.unit_id("0101"), reason="领导预留")
    window.desk.perform(window, hold, form, failed=refusals.append)
    qtbot.waitUntil(lambda: bool(refusals), timeout=LONG)
    line[0].mend()
    settled(qtbot, window)
    window.close()

    address = f"{line[1]}?realm={house.realm}"
    again = ShellWindow(sign_in(address, "manager", PASSWORD), address, DeskSettings())
    qtbot.addWidget(again)
    again.show()
    again.start()
    qtbot.waitUntil(
        lambda: "a hold was still on its way: it was carried out" in again.status.message.text(), timeout=LONG
    )
    settled(qtbot, again)
    assert again.desk.office.unanswered.before() == []
    again.close()
    again.desk.tasks.wait()
