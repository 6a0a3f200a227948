"""From an order to its change: the menu with its reasons, the band of what is under way, the story."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.requests import RequestKind
from salesdesk.domain.states import Stage
from salesdesk.services.change_papers import AttachSigned, ChangePrint, attach_signed, note_change_print
from salesdesk.services.contracts import Contract, Filing, file_contract, sign_contract
from salesdesk.services.order_lists import order_detail
from salesdesk.services.scans import Scan
from salesdesk.views.changes import signed
from salesdesk.views.orders.change_menu import ChangeMenu
from salesdesk.views.orders.screen import OrdersScreen
from salesdesk.views.unit_actions.contracting import WithdrawFilingDialog
from tests.services.change_helpers import agree, decline
from tests.services.test_swaps import asked
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle


def opened(qtbot: QtBot, desk_of: DeskOf, order_id: int, login: str = "control") -> OrdersScreen:
    screen = OrdersScreen(desk_of(login))
    qtbot.addWidget(screen)
    screen.resize(1302, 694)
    with qtbot.waitActive(screen):
        screen.show()
    screen.enter(order_id=order_id)
    read(qtbot, screen)
    return screen


def read(qtbot: QtBot, screen: OrdersScreen) -> None:
    qtbot.waitUntil(lambda: screen.desk.tasks.idle and not screen._pause.isActive(), timeout=10_000)
    settle(qtbot, screen.desk)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def menu_of(qtbot: QtBot, screen: OrdersScreen) -> ChangeMenu:
    QTest.keyClick(focused(), Qt.Key.Key_F3)
    read(qtbot, screen)
    assert screen.menu is not None
    return screen.menu


def test_a_change_is_chosen_by_keyboard_and_its_form_opened(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, order_id)
    went: list[tuple[str, dict[str, Any]]] = []
    screen.desk.go.connect(lambda key, wanted: went.append((key, wanted)))
    menu = menu_of(qtbot, screen)
    assert all(action.isEnabled() for action in menu.actions())
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert went == [("change", {"order_id": order_id, "kind": RequestKind.CANCELLATION})]


def test_while_a_change_is_under_way_the_others_say_which_and_the_band_leads_there(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id = house.sold("0301")
    on_request = asked(house, order_id)
    screen = opened(qtbot, desk_of, order_id)
    menu = menu_of(qtbot, screen)
    assert not any(action.isEnabled() for action in menu.actions())
    assert all("under way" in action.toolTip() for action in menu.actions())
    menu.hide()
    assert screen.detail.under_way.isVisible()
    assert "Sales manager" in screen.detail.under_way.words.text()
    went: list[tuple[str, dict[str, Any]]] = []
    screen.desk.go.connect(lambda key, wanted: went.append((key, wanted)))
    screen.detail.under_way.link.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert went == [("requests", {"request_id": on_request})]


def test_whoever_may_not_change_orders_reads_it_at_the_button(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, house.sold("0301"), "manager")
    assert screen.detail.action_bar.change_button.refusal().startswith("Your role may not")


def test_the_story_tells_who_asked_what_who_agreed_and_who_declined(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id = house.sold("0301")
    decline(house, asked(house, order_id), "差价太大")
    agree(house, asked(house, order_id, "0402"))
    screen = opened(qtbot, desk_of, order_id)
    told = [(row.what, row.person) for row in screen.detail.story.rows.rows()]
    assert [what for what, _ in told] == [
        "Unit swap agreed to", "Unit swap asked for", "Unit swap declined", "Unit swap asked for", "Subscribed",
        "Entered",
    ]  # fmt: skip
    assert [person for _, person in told][:4] == ["罗建平", "沈雨桐", "罗建平", "沈雨桐"]


def test_a_printed_form_and_its_signed_scan_stand_with_the_order(
    house: House, desk_of: DeskOf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id = house.sold("0301")
    on_request, control = asked(house, order_id), house.desk("control")
    control.perform(note_change_print, ChangePrint(on_request=on_request))
    scan = Scan("signed.pdf", "application/pdf", b"%PDF-1.7 signed")
    control.perform(attach_signed, AttachSigned(on_request=on_request, scan=scan))
    screen = opened(qtbot, desk_of, order_id)
    assert screen.detail.story.rows.rows()[0].what == "Signed scan attached"
    shown: list[tuple[Any, ...]] = []
    monkeypatch.setattr(signed, "show_paper", lambda *paper: shown.append(paper))
    screen.detail.papers.setFocus()
    screen.detail.papers.select_key(screen.detail.papers.rows.rows()[0].key)
    QTest.keyClick(screen.detail.papers, Qt.Key.Key_Return)
    read(qtbot, screen)
    assert shown[0][2].startswith(b"%PDF")


def test_a_filing_is_withdrawn_from_the_menu_and_said_once_more(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    control = house.desk("control")
    control.perform(sign_contract, Contract(order_id=order_id, contract_number="HT-1", contracted_on=house.today))
    control.perform(file_contract, Filing(order_id=order_id, filing_number="BA-1", filed_on=house.today))
    screen = opened(qtbot, desk_of, order_id)
    assert not screen.detail.action_bar.banner.sentence(), "to take money is not put to sales control"
    menu = menu_of(qtbot, screen)
    withdraw = next(action for action in menu.actions() if action.text() == "Withdraw the filing")
    swap = menu.actions()[0]
    assert "filing has to be withdrawn first" in swap.toolTip()
    withdraw.trigger()
    menu.hide()
    dialog = screen.dialog
    assert isinstance(dialog, WithdrawFilingDialog)
    read(qtbot, screen)
    dialog.submit()
    read(qtbot, screen)
    assert control.read(order_detail, order_id).stage is Stage.CONTRACTED
