"""One lamp an order: in the list by its sign, over the order in words."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.views.kit.sheet_delegate import SheetDelegate
from tests.services.money_helpers import pay
from tests.support.office import House
from tests.views.orders.test_orders import opened, read
from tests.views.selling_desks import DeskOf


def test_the_list_and_the_order_show_the_same_lamp(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, order_id=order_id)
    row = screen.list.table.current_row()
    assert screen.list.lamps._lamp(row) == "today"
    assert screen.list.lamps._words(row) == "Collect the earnest money in full"
    assert screen.detail.duty.words() == screen.list.lamps._told(row)
    assert "Cashier、Consultant 陈立" in screen.detail.duty.words()
    delegate = screen.list.table.itemDelegate()
    assert isinstance(delegate, SheetDelegate)
    tip = delegate.tip(screen.list.table.currentIndex())
    assert "Collect the earnest money" in tip


def test_the_lamp_changes_when_the_cashier_takes_the_money(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, order_id=order_id)
    pay(house, order_id)
    screen.enter(order_id=order_id)
    read(qtbot, screen)
    assert screen.detail.duty.words().startswith("Due later　Sign the contract with the buyer")


def test_a_cancelled_order_has_no_lamp(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    house.desk("control").perform(cancel_order, Cancellation(order_id=order_id, reason="no loan"))
    screen = opened(qtbot, desk_of, order_id=order_id)
    assert not screen.detail.duty.isVisible()
