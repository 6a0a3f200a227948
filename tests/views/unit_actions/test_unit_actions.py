"""The small dialogs of the counter, by keyboard: what they carry out, what they refuse, what they keep."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.order_lists import order_detail
from salesdesk.services.subscriptions import subscribe
from salesdesk.views.unit_actions.action_dialog import ActionDialog
from salesdesk.views.unit_actions.cancelling import CancelOrderDialog
from salesdesk.views.unit_actions.contracting import FileContractDialog, SignContractDialog
from salesdesk.views.unit_actions.holding import HoldDialog, ReleaseDialog
from salesdesk.views.unit_actions.launching import LaunchDialog, WithdrawDialog
from salesdesk.views.unit_actions.reserving import ReserveDialog
from tests.services.money_helpers import pay
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle

D = TypeVar("D", bound=ActionDialog)
CTRL = Qt.KeyboardModifier.ControlModifier


def opened(qtbot: QtBot, dialog: D) -> D:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    settle(qtbot, dialog.desk)
    return dialog


def type_into(widget: QWidget, words: str) -> None:
    QTest.keyClicks(widget, words)


def submit(dialog: QDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_hold_is_made_by_keyboard_for_a_customer_found_by_the_end_of_the_telephone(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    house.customer("韩若溪", "13812342046")
    unit_id = house.unit_id("0301")
    dialog = opened(qtbot, HoldDialog(desk_of("control"), "3-0301", unit_id))
    type_into(focused(), "2046")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.ui.customer.customer_id() is not None)
    assert "韩若溪" in dialog.ui.customer.name.text()
    assert "13812342046" not in dialog.ui.customer.name.text()
    type_into(focused(), "VIP")
    assert dialog.ui.reason.text() == "VIP"
    with qtbot.waitSignal(dialog.carried_out):
        submit(dialog)
    assert house.state_of("0301") == "held"
    assert not dialog.isVisible()


def test_a_hold_says_until_when_it_lasts_and_follows_the_hours(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    dialog = opened(qtbot, HoldDialog(desk_of("control"), "3-0301", house.unit_id("0301")))
    assert dialog.ui.hours.value() == 72
    before = dialog.ui.until.text()
    dialog.ui.hours.line.setFocus()
    type_into(dialog.ui.hours.line, "24")
    assert before
    assert dialog.ui.until.text() not in ("", before)


def test_a_hold_without_a_reason_is_refused_at_the_field_and_keeps_what_was_typed(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    dialog = opened(qtbot, HoldDialog(desk_of("control"), "3-0301", house.unit_id("0301")))
    dialog.ui.hours.line.setFocus()
    type_into(dialog.ui.hours.line, "24")
    submit(dialog)
    assert dialog.ui.reason.problem()
    assert focused() is dialog.ui.reason.line
    assert dialog.ui.hours.text() == "24"
    assert dialog.isVisible()


def test_a_unit_taken_meanwhile_is_told_in_the_dialog_and_the_typing_stays(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    unit_id = house.unit_id("0301")
    dialog = opened(qtbot, HoldDialog(desk_of("control"), "3-0301", unit_id))
    type_into(dialog.ui.reason.line, "Owner's friend")
    house.another_desk("manager").perform(hold, HoldForm(unit_id=unit_id, reason="first"))
    submit(dialog)
    qtbot.waitUntil(lambda: "3-0301" in dialog.ui.banner.sentence())
    assert dialog.ui.reason.text() == "Owner's friend"
    assert dialog.ui.go.isEnabled()


def test_a_second_press_while_saving_does_nothing(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    dialog = opened(qtbot, HoldDialog(desk_of("control"), "3-0301", house.unit_id("0301")))
    told: list[object] = []
    dialog.carried_out.connect(told.append)
    type_into(dialog.ui.reason.line, "VIP")
    submit(dialog)
    submit(dialog)
    settle(qtbot, dialog.desk)
    assert len(told) == 1


def test_whoever_may_not_hold_reads_why_before_typing(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    dialog = opened(qtbot, HoldDialog(desk_of("cashier"), "3-0301", house.unit_id("0301")))
    assert not dialog.ui.go.isEnabled()
    assert dialog.ui.go.refusal() == dialog.ui.banner.sentence() != ""


def test_escape_leaves_without_a_hold(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    dialog = opened(qtbot, HoldDialog(desk_of("control"), "3-0301", house.unit_id("0301")))
    type_into(dialog.ui.reason.line, "VIP")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert house.state_of("0301") == "available"


def test_a_release_names_whom_the_unit_was_held_for(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    customer_id, unit_id = house.customer(), house.unit_id("0301")
    house.desk("control").perform(hold, HoldForm(unit_id=unit_id, reason="VIP", customer_id=customer_id))
    dialog = opened(qtbot, ReleaseDialog(desk_of("control"), "3-0301", unit_id))
    assert "韩若溪" in dialog.ui.held_for.text()
    type_into(focused(), "gave up")
    with qtbot.waitSignal(dialog.carried_out):
        submit(dialog)
    assert house.state_of("0301") == "available"


def test_a_reservation_takes_the_customer_of_the_hold_and_their_consultant(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    customer_id, unit_id = house.customer(), house.unit_id("0301")
    house.desk("control").perform(hold, HoldForm(unit_id=unit_id, reason="VIP", customer_id=customer_id))
    dialog = opened(qtbot, ReserveDialog(desk_of("control"), "3-0301", unit_id))
    qtbot.waitUntil(lambda: dialog.ui.consultant.key() is not None)
    assert dialog.ui.customer.customer_id() == customer_id
    assert dialog.ui.consultant.currentText() == "陈立"
    with qtbot.waitSignal(dialog.carried_out):
        submit(dialog)
    assert house.state_of("0301") == "reserved"


def test_a_reservation_without_a_customer_is_refused_and_the_search_has_the_cursor(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    dialog = opened(qtbot, ReserveDialog(desk_of("control"), "3-0301", house.unit_id("0301")))
    dialog.ui.note.line.setFocus()
    submit(dialog)
    assert dialog.ui.banner.sentence()
    assert focused() is dialog.ui.customer.search.line


def test_a_launch_leaves_out_what_cannot_be_launched_and_says_why(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    free, launched = house.unit_id("0301", "4#"), house.unit_id("0301")
    dialog = opened(qtbot, LaunchDialog(desk_of("operator"), [free, launched]))
    assert dialog.unit_ids == (free,)
    assert "3-0301" in dialog.ui.refused.text()
    with qtbot.waitSignal(dialog.carried_out) as told:
        submit(dialog)
    assert told.args == [1]


def test_where_nothing_is_left_out_no_room_is_kept_for_it(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    free, launched = house.unit_id("0301", "4#"), house.unit_id("0301")
    whole = opened(qtbot, LaunchDialog(desk_of("operator"), [free]))
    partly = opened(qtbot, LaunchDialog(desk_of("operator"), [free, launched]))
    assert not whole.ui.refused.isVisible()
    qtbot.waitUntil(lambda: whole.height() < partly.height())


def test_a_launch_of_nothing_that_can_go_ahead_is_greyed_with_the_reason(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    dialog = opened(qtbot, LaunchDialog(desk_of("operator"), [house.unit_id("0301")]))
    assert "3-0301" in dialog.ui.go.refusal()


def test_free_units_are_taken_off_sale_again(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    dialog = opened(qtbot, WithdrawDialog(desk_of("operator"), [house.unit_id("0301")]))
    with qtbot.waitSignal(dialog.carried_out):
        submit(dialog)
    assert house.state_of("0301") == "unlaunched"


def test_a_contract_is_recorded_with_number_and_day_and_then_filed(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    dialog = opened(qtbot, SignContractDialog(desk_of("control"), "3-0301", order_id))
    assert dialog.ui.day.value() == house.today
    type_into(focused(), "NJ2026-0042")
    with qtbot.waitSignal(dialog.carried_out):
        submit(dialog)
    assert house.desk("control").read(order_detail, order_id).contract_number == "NJ2026-0042"
    filing = opened(qtbot, FileContractDialog(desk_of("control"), "3-0301", order_id))
    with qtbot.waitSignal(filing.carried_out):
        submit(filing)
    assert house.state_of("0301") == "filed"


def test_money_that_has_not_come_in_is_told_before_a_contract_is_signed(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id = house.sold("0301")
    dialog = opened(qtbot, SignContractDialog(desk_of("control"), "3-0301", order_id))
    assert dialog.ui.owed.sentence() == "Not received yet: 定金 50,000.00. The contract can be signed all the same."
    pay(house, order_id)
    paid = opened(qtbot, SignContractDialog(desk_of("control"), "3-0301", order_id))
    assert paid.ui.owed.isHidden()


@pytest.mark.parametrize("typed", ["+1", "20206-01-01", "2月30日", "下周"])
def test_a_contract_day_that_cannot_be_is_refused_at_the_field(
    house: House, desk_of: DeskOf, qtbot: QtBot, typed: str
) -> None:
    order_id = house.sold("0301")
    dialog = opened(qtbot, SignContractDialog(desk_of("control"), "3-0301", order_id))
    type_into(dialog.ui.number.line, "1")
    dialog.ui.day.line.setFocus()
    dialog.ui.day.line.clear()
    dialog.ui.day.line.insert(typed)
    submit(dialog)
    assert dialog.ui.day.problem()
    assert dialog.ui.day.text() == typed
    assert house.state_of("0301") == "subscribed"


def test_a_contract_before_the_subscription_cannot_be_begun(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    house.desk("control").read(order_detail, order_id)
    dialog = opened(qtbot, FileContractDialog(desk_of("control"), "3-0301", order_id))
    assert dialog.ui.go.refusal()


def test_an_order_is_cancelled_with_a_reason_before_any_money(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    dialog = opened(qtbot, CancelOrderDialog(desk_of("control"), "3-0301", order_id))
    submit(dialog)
    assert dialog.ui.reason.problem()
    type_into(focused(), "changed their mind")
    with qtbot.waitSignal(dialog.carried_out):
        submit(dialog)
    assert house.state_of("0301") == "available"


def test_a_closed_dialog_of_a_sold_unit_leaves_the_order_alone(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    customer_id = house.customer()
    house.desk("control").perform(subscribe, house.subscription("0301", customer_id))
    dialog = opened(qtbot, HoldDialog(desk_of("control"), "3-0301", house.unit_id("0301")))
    assert "3-0301" in dialog.ui.go.refusal()
