"""Agreed changes at the counter: listed while they wait, taken for or paid back, and their slips printed as usual."""

from __future__ import annotations

from PySide6.QtTest import QTest

from salesdesk.services.accounts import order_account
from salesdesk.services.cancellations import CancellationRequest, ask_cancellation
from salesdesk.views.cashier.settling import SettleDialog
from salesdesk.views.kit.labels import ValueLine
from tests.services.change_helpers import agree
from tests.services.money_helpers import EARNEST, line, pay
from tests.services.test_swaps import asked
from tests.support.office import House
from tests.views.cashier.conftest import CTRL, CounterOf, Key


def cancelled(house: House, order_id: int, penalty_fen: int = 1_000_000) -> int:
    """A cancellation that others agreed to."""
    form = CancellationRequest(order_id=order_id, reason="资格未通过", penalty_fen=penalty_fen)
    on_request = house.desk("control").perform(ask_cancellation, form)
    agree(house, on_request)
    return on_request


def test_what_waits_is_listed_and_a_cancellation_paid_back_with_its_slip(house: House, counter_of: CounterOf) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line("earnest", EARNEST))
    cancelled(house, order_id)
    at = counter_of()
    assert at.screen.waiting.text() == "To settle 1"
    at.press(Key.Key_F7)
    menu = at.screen.waiting.menu
    assert menu is not None
    assert "to keep 10,000.00" in menu.actions()[0].text()
    QTest.keyClick(menu, Key.Key_Return)
    at.settle()
    with at.qtbot.waitActive(at.window):
        at.window.activateWindow()
    part = at.screen.account.settling
    assert part.isVisible()
    assert part.banner.sentence().endswith("to keep 10,000.00，to pay back 40,000.00")
    assert "no more money is taken" in at.screen.entry.foot.button.refusal()
    at.press(Key.Key_J, modifier=CTRL)
    dialog = at.dialog()
    assert isinstance(dialog, SettleDialog)
    assert "40,000.00" in [line.value.text() for line in dialog.findChildren(ValueLine)]
    at.type("6222 0001")
    at.press(Key.Key_Return, modifier=CTRL)
    at.settle()
    account = house.desk("cashier").read(order_account, order_id)
    assert account.received_fen == 1_000_000
    shown = at.screen.receipt.entry
    assert shown is not None
    assert shown.total_fen == -4_000_000
    assert not part.isVisible()
    assert at.screen.waiting.refusal() == "No agreed change waits to be settled."


def test_the_fee_of_a_swap_is_filled_in_and_taken(house: House, counter_of: CounterOf) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line("earnest", EARNEST))
    on_request = asked(house, order_id, fee_fen=200_000)
    agree(house, on_request)
    at = counter_of()
    at.open()
    part = at.screen.account.settling
    at.qtbot.waitUntil(part.isVisible)
    assert not part.settle.isVisible(), "nothing goes back"
    at.press(Key.Key_T, modifier=CTRL)
    assert at.screen.entry.amount.value() == 200_000
    assert [(one.row.item, one.amount_fen) for one in at.screen.draft.shares()] == [("handling_fee", 200_000)]
    at.press(Key.Key_2, Key.Key_F9)
    at.settle()
    assert house.desk("cashier").read(order_account, order_id).received_fen == EARNEST + 200_000
    at.qtbot.waitUntil(lambda: not part.isVisible())


def test_a_refused_settlement_keeps_what_was_typed(house: House, counter_of: CounterOf) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line("earnest", EARNEST))
    cancelled(house, order_id)
    at = counter_of()
    at.open()
    at.qtbot.waitUntil(at.screen.account.settling.isVisible)
    at.press(Key.Key_J, modifier=CTRL)
    dialog = at.dialog()
    assert isinstance(dialog, SettleDialog)
    dialog.ui.payee.set_text("")
    at.type("6222")
    at.press(Key.Key_Return, modifier=CTRL)
    assert dialog.ui.payee.problem()
    assert dialog.ui.reference.text() == "6222"
    assert house.desk("cashier").read(order_account, order_id).received_fen == EARNEST


def test_without_a_waiting_change_the_key_says_so(house: House, counter_of: CounterOf) -> None:
    at = counter_of()
    at.press(Key.Key_F7)
    assert at.screen.waiting.refusal() == "No agreed change waits to be settled."
    assert house.project_id
