"""The server is really restarted while a cashier takes a payment: the window lives and says so, keeps what was typed,
comes back by itself, and the receipt stands once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.rows import Touched
from salesdesk.views.cashier.screen import CashierScreen
from salesdesk.views.shell.window import ShellWindow
from tests.services.money_helpers import EARNEST, numbers
from tests.support.office import House
from tests.support.restarting import RestartedServer, copy_is_kept, pg_server, pg_template, server
from tests.views.cashier.conftest import AtCounter
from tests.views.live.conftest import OpenWindow

__all__ = ["copy_is_kept", "pg_server", "pg_template", "server"]

Key = Qt.Key
LONG = 60_000
LOST = "No connection; trying again"


@pytest.fixture
def window(open_window: OpenWindow) -> ShellWindow:
    return open_window("cashier")


@pytest.fixture
def at(qtbot: QtBot, house: House, window: ShellWindow) -> AtCounter:
    """A cashier at the counter, all typed for the first payment but the last key."""
    house.sold("0301")
    window.go("cashier")
    screen = window.current_screen()
    assert isinstance(screen, CashierScreen)
    at = AtCounter(screen, window, window.toast, window.desk, qtbot)
    at.open()
    at.press(Key.Key_F4)
    at.type("50000")
    at.press(Key.Key_Return, Key.Key_2, Key.Key_Return)
    at.type("郑代付")
    return at


@contextmanager
def the_book_taken(house: House) -> Iterator[None]:
    """Another one holds the book of receipts: a payment stands in its middle, and waits."""
    owner = house.as_owner.connect()
    owner.execute(sa.text("SELECT id FROM receipt_book FOR UPDATE"))
    try:
        yield
    finally:
        owner.invalidate()  # the server that it spoke to is gone
        owner.close()


def waits(house: House) -> bool:
    question = (
        "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() "
        "AND usename LIKE 'cashier@%'"
    )
    with house.as_owner.connect() as owner:
        return bool(owner.execute(sa.text(question)).scalar_one())


def typed(at: AtCounter) -> tuple[int | None, str]:
    return at.screen.entry.amount.value(), at.screen.entry.fields.payer.text()


def back(qtbot: QtBot, window: ShellWindow) -> None:
    qtbot.waitUntil(lambda: window.status.state.text().startswith("Connected"), timeout=LONG)
    qtbot.waitUntil(lambda: window.live.listening and window.desk.tasks.idle, timeout=LONG)


def hears(qtbot: QtBot, house: House, window: ShellWindow) -> bool:
    """Whether a hold at another desk is told here by a notice, which names its unit, and by no pulse."""
    unit, changes = house.unit_id("0101"), list[Touched]()
    window.desk.changed.connect(changes.append)
    house.another_desk("manager").perform(hold, HoldForm(unit_id=unit, reason="领导预留"))
    qtbot.waitUntil(lambda: any(unit in change.units for change in changes), timeout=LONG)
    return True


def fall_in_the_middle(qtbot: QtBot, house: House, server: RestartedServer, at: AtCounter) -> None:
    """F9, and the server falls while the payment waits for its number."""
    with the_book_taken(house):
        QTest.keyClick(at.focus, Key.Key_F9)
        qtbot.waitUntil(lambda: waits(house), timeout=LONG)
        server.stop("immediate")


def test_a_payment_in_whose_middle_the_server_falls_is_finished_when_it_is_back(
    qtbot: QtBot, house: House, server: RestartedServer, window: ShellWindow, at: AtCounter
) -> None:
    changes = list[Touched]()
    fall_in_the_middle(qtbot, house, server, at)
    qtbot.waitUntil(lambda: window.status.state.text() == LOST, timeout=LONG)
    assert window.top.link.text() == "No connection"
    window.top.search.setFocus()
    at.type("han")
    assert (window.top.search.text(), typed(at)) == ("han", (EARNEST, "郑代付")), "the window lives"

    window.desk.changed.connect(changes.append)
    server.start()
    qtbot.waitUntil(lambda: at.screen.middle.currentWidget() is at.screen.done, timeout=LONG)
    back(qtbot, window)
    assert at.screen.done.number.text() == "SD01-0000001"
    assert (numbers(house), window.top.search.text()) == ([1], "han")
    assert any(change.everything for change in changes), "what other desks did meanwhile is read"
    assert hears(qtbot, house, window)


def test_control_without_patience_all_stays_typed_and_the_same_key_takes_it_once(
    qtbot: QtBot, house: House, server: RestartedServer, window: ShellWindow, at: AtCounter
) -> None:
    window.desk.office.patience = 0.0
    fall_in_the_middle(qtbot, house, server, at)
    qtbot.waitUntil(lambda: "cannot be reached" in at.screen.entry.foot.hint.sentence(), timeout=LONG)
    server.start()
    back(qtbot, window)
    assert (numbers(house), typed(at)) == ([], (EARNEST, "郑代付"))
    at.press(Key.Key_F9)
    qtbot.waitUntil(lambda: at.screen.middle.currentWidget() is at.screen.done, timeout=LONG)
    assert numbers(house) == [1]


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_restart_while_one_types_takes_nothing_of_it(
    qtbot: QtBot, house: House, server: RestartedServer, window: ShellWindow, at: AtCounter, mode: str
) -> None:
    states, cursor = list[bool](), at.focus
    window.pulse.connected.connect(states.append)
    server.stop(mode)
    qtbot.waitUntil(lambda: window.status.state.text() == LOST, timeout=LONG)
    at.type("的")
    server.start()
    back(qtbot, window)
    assert (states, typed(at), at.focus) == ([False, True], (EARNEST, "郑代付的"), cursor)
    at.press(Key.Key_F9)
    qtbot.waitUntil(lambda: at.screen.middle.currentWidget() is at.screen.done, timeout=LONG)
    assert numbers(house) == [1]
    assert hears(qtbot, house, window)
