"""A swap and a cancellation through the windows of everybody concerned: asked for from the order, agreed to, settled at
the counter, carried out. The office's own words, and every figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.domain.states import Stage
from salesdesk.services import desk_settings
from salesdesk.services.accounts import order_account
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.services.order_lists import order_detail
from salesdesk.services.requests import requests_of_order
from salesdesk.views.cashier.screen import CashierScreen
from salesdesk.views.cashier.settling import SettleDialog
from salesdesk.views.changes.forms import CancellationForm
from salesdesk.views.changes.screen import ChangeScreen
from salesdesk.views.orders.screen import OrdersScreen
from salesdesk.views.requests.panel import AGREE, FINISH
from salesdesk.views.requests.screen import RequestsScreen
from salesdesk.views.shell.window import ShellWindow
from tests.services.money_helpers import EARNEST, line, pay
from tests.support.office import House

CTRL = Qt.KeyboardModifier.ControlModifier
S = TypeVar("S", bound=QWidget)
WindowOf = Callable[[str], ShellWindow]


@pytest.fixture
def window_of(
    house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[[str], ShellWindow]]:
    """The window of a person by login, one each; a fault of the program fails the test."""
    monkeypatch.setattr(desk_settings, "_folder", lambda *_: tmp_path / "pc")
    with house.as_owner.begin() as connection:
        connection.execute(sa.text("UPDATE person SET must_change_password = 0"))
    shells: dict[str, ShellWindow] = {}
    faults: list[object] = []

    def window(login: str) -> ShellWindow:
        if login not in shells:
            shells[login] = ShellWindow(house.another_desk(login), house.address, DeskSettings())
            qtbot.addWidget(shells[login])
            shells[login].desk.tasks.fault.connect(faults.append)
            shells[login].show()
        with qtbot.waitActive(shells[login]):
            shells[login].activateWindow()
        quiet(qtbot, shells[login])
        return shells[login]

    yield window
    for made in shells.values():
        made.close()
        made.desk.tasks.wait()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    assert not faults


def quiet(qtbot: QtBot, window: ShellWindow) -> None:
    qtbot.waitUntil(lambda: window.desk.tasks.idle, timeout=10_000)


def at(window: ShellWindow, kind: type[S]) -> S:
    screen = window.current_screen()
    assert isinstance(screen, kind)
    return screen


def key(pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, pressed, modifier)


def type_words(words: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, words)


def change(qtbot: QtBot, window: ShellWindow, order_id: int, kind: RequestKind) -> ChangeScreen:
    """From the order to the form of its change, by the menu."""
    window.go("orders", {"order_id": order_id})
    orders = at(window, OrdersScreen)
    qtbot.waitUntil(lambda: orders.detail.file is not None and window.desk.tasks.idle)
    key(Qt.Key.Key_F3)
    quiet(qtbot, window)
    assert orders.menu is not None
    for _ in range(list(RequestKind).index(kind) - list(RequestKind).index(RequestKind.SWAP)):
        QTest.keyClick(orders.menu, Qt.Key.Key_Down)
    QTest.keyClick(orders.menu, Qt.Key.Key_Return)
    screen = at(window, ChangeScreen)
    qtbot.waitUntil(lambda: screen.start is not None and window.desk.tasks.idle)
    return screen


def agreed_by_the_manager(qtbot: QtBot, window: ShellWindow) -> None:
    window.go("requests")
    quiet(qtbot, window)
    screen = at(window, RequestsScreen)
    qtbot.waitUntil(lambda: screen.view is not None and window.desk.tasks.idle)
    assert not screen.panel.button(AGREE).refusal()
    key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not screen._busy and window.desk.tasks.idle)


def carried_out(qtbot: QtBot, window: ShellWindow, request_id: int) -> None:
    window.go("requests", {"request_id": request_id})
    screen = at(window, RequestsScreen)
    qtbot.waitUntil(lambda: screen.view is not None and window.desk.tasks.idle)
    screen._look_again()
    quiet(qtbot, window)
    assert not screen.panel.button(FINISH).refusal()
    screen.panel.button(FINISH).click()
    qtbot.waitUntil(lambda: not screen._busy and window.desk.tasks.idle)


def test_a_home_is_swapped_by_three_people_at_their_windows(house: House, window_of: WindowOf, qtbot: QtBot) -> None:
    order_id = house.sold("0302", choices=house.choices("一次性"))
    pay(house, order_id, line("earnest", EARNEST))
    control = window_of("control")
    screen = change(qtbot, control, order_id, RequestKind.SWAP)
    key(Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: bool(screen.finder.offers) and control.desk.tasks.idle)
    assert screen.finder.table.select_key(house.unit_id("0401"))
    key(Qt.Key.Key_Return)
    type_words("Larger")
    key(Qt.Key.Key_Tab)
    type_words("2000")
    key(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: screen.live.fresh and screen.sheet is not None and screen.panel.go.isEnabled())
    assert screen.panel.sum.amount.text() == "2,000"
    key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: control.current_key() == "requests")
    quiet(qtbot, control)
    agreed_by_the_manager(qtbot, window_of("manager"))
    cashier = window_of("cashier")
    cashier.go("cashier", {"order_id": order_id})
    till = at(cashier, CashierScreen)
    qtbot.waitUntil(lambda: till.account.settling.isVisible() and cashier.desk.tasks.idle)
    till.setFocus()
    QTest.keyClick(till, Qt.Key.Key_T, CTRL)
    for pressed in (Qt.Key.Key_2, Qt.Key.Key_F9):
        key(pressed)
        quiet(qtbot, cashier)
    (row,) = house.desk("control").read(requests_of_order, order_id)
    carried_out(qtbot, window_of("control"), row.id)
    after = house.desk("control").read(order_detail, order_id)
    assert (after.unit_label, after.stage) == ("3-0401", Stage.SUBSCRIBED)
    assert after.working is not None
    assert after.working.total_fen == 236_640_000
    account = house.desk("cashier").read(order_account, order_id)
    assert (account.received_fen, account.price_received_fen) == (EARNEST + 200_000, EARNEST)
    assert house.state_of("0302") == "available"


def test_a_home_is_cancelled_with_a_penalty_at_three_windows(house: House, window_of: WindowOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line("earnest", EARNEST))
    control = window_of("control")
    screen = change(qtbot, control, order_id, RequestKind.CANCELLATION)
    assert isinstance(screen.form, CancellationForm)
    type_words("No loan")
    key(Qt.Key.Key_Tab)
    type_words("20000")
    qtbot.waitUntil(lambda: screen.live.fresh and screen.panel.go.isEnabled())
    assert screen.panel.sum.amount.text() == "30,000"
    key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: control.current_key() == "requests")
    quiet(qtbot, control)
    agreed_by_the_manager(qtbot, window_of("manager"))
    cashier = window_of("cashier")
    cashier.go("cashier", {"order_id": order_id})
    till = at(cashier, CashierScreen)
    qtbot.waitUntil(lambda: till.account.settling.isVisible() and cashier.desk.tasks.idle)
    QTest.keyClick(till, Qt.Key.Key_J, CTRL)
    dialog = till.findChild(SettleDialog)
    assert isinstance(dialog, SettleDialog)
    dialog.submit()
    qtbot.waitUntil(lambda: till.receipt.entry is not None and cashier.desk.tasks.idle)
    assert till.receipt.entry is not None
    assert till.receipt.entry.total_fen == -3_000_000
    (row,) = house.desk("control").read(requests_of_order, order_id)
    carried_out(qtbot, window_of("control"), row.id)
    (row,) = house.desk("control").read(requests_of_order, order_id)
    assert row.state is RequestState.DONE
    assert house.desk("control").read(order_detail, order_id).stage is Stage.CANCELLED
    assert house.desk("cashier").read(order_account, order_id).received_fen == 2_000_000
    assert house.state_of("0301") == "available"
