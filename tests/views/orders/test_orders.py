"""The screen of orders, by keyboard: finding one, seeing that its money adds up, doing the next thing."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.states import Stage, Verb
from salesdesk.services.cashier import Payment, Void, take_payment, void_receipt
from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.services.order_lists import order_detail
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.rows import Buyer, EntryLine, Tender, Touched
from salesdesk.views.deal import printing
from salesdesk.views.orders import order_list
from salesdesk.views.orders.screen import OrdersScreen
from salesdesk.views.unit_actions.cancelling import CancelOrderDialog
from salesdesk.views.unit_actions.contracting import SignContractDialog
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle


@pytest.fixture(autouse=True)
def printed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What was sent to the preview, instead of a window over the test."""
    sent: list[tuple[Any, ...]] = []
    monkeypatch.setattr(printing, "show_paper", lambda *paper: sent.append(paper))
    return sent


def opened(qtbot: QtBot, desk_of: DeskOf, login: str = "control", **wanted: Any) -> OrdersScreen:
    screen = OrdersScreen(desk_of(login))
    qtbot.addWidget(screen)
    screen.resize(1302, 694)
    with qtbot.waitActive(screen):
        screen.show()
    screen.enter(**wanted)
    read(qtbot, screen)
    return screen


def read(qtbot: QtBot, screen: OrdersScreen) -> None:
    qtbot.waitUntil(lambda: screen.desk.tasks.idle and not screen._pause.isActive(), timeout=10_000)
    settle(qtbot, screen.desk)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def pay(house: House, order_id: int, item: str, fen: int) -> int:
    form = Payment(
        order_id=order_id,
        lines=(EntryLine(item, "price", fen),),
        tenders=(Tender("card", fen),),
        payer="韩若溪",
        received_on=house.today,
    )
    return house.desk("cashier").perform(take_payment, form)


def units(screen: OrdersScreen) -> list[str]:
    return [row.unit_label for row in screen.list.table.rows.rows()]


def test_arrow_keys_run_through_the_list_and_the_order_is_read_where_they_stop(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    house.sold("0301")
    house.sold("0401", "18944104410")
    screen = opened(qtbot, desk_of)
    assert units(screen) == ["3-0401", "3-0301"]
    assert focused() is screen.list.table
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    read(qtbot, screen)
    assert screen.detail.unit.text() == "3-0301"
    assert screen.detail.isVisible()


def test_an_order_is_found_by_unit_name_pinyin_telephone_and_number(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id = house.sold("0301")
    house.customer("周念真", "18944104410")
    number = house.desk("control").read(order_detail, order_id).number
    screen = opened(qtbot, desk_of)
    for words in ("0301", "3-0301", "韩若溪", "hrx", "2046", number):
        screen.list.search.take_cursor()
        screen.list.search.set_text(words)
        screen.list.search.submitted.emit(words)
        screen.list.search._search()
        read(qtbot, screen)
        assert units(screen) == ["3-0301"], words
    screen.list.search.set_text("nobody of that name")
    screen.list.search._search()
    read(qtbot, screen)
    assert units(screen) == []


def test_a_stage_shows_its_orders_alone(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    gone = house.sold("0301")
    house.sold("0401", "18944104410")
    house.desk("control").perform(cancel_order, Cancellation(order_id=gone, reason="no loan"))
    screen = opened(qtbot, desk_of)
    assert units(screen) == ["3-0401"]
    screen.list.filter.choose(Stage.CANCELLED.value)
    read(qtbot, screen)
    assert units(screen) == ["3-0301"]
    screen.list.filter.choose(Stage.FILED.value)
    read(qtbot, screen)
    assert units(screen) == []
    assert screen.list.table._empty[0]


def test_the_account_shows_every_entry_and_adds_up_to_what_is_paid_and_owed(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, "earnest", 5_000_000)
    wrong = pay(house, order_id, "down_payment", 100)
    pay(house, order_id, "down_payment", 10_000_000)
    house.desk("cashier").perform(void_receipt, Void(receipt_id=wrong, reason="wrong card"))
    screen = opened(qtbot, desk_of, order_id=order_id)
    rows = screen.detail.entries.rows.rows()
    assert [(row.amount_fen, row.void, row.balance_fen) for row in rows] == [
        (5_000_000, False, 5_000_000),
        (100, True, None),
        (10_000_000, False, 15_000_000),
    ]
    owed = screen.detail.owed.rows.rows()
    assert (owed[0].paid_fen, owed[0].open_fen) == (5_000_000, 0)
    assert sum(row.paid_fen for row in owed) == 15_000_000
    total = screen.detail.owed.rows.row(len(owed))
    assert (total.amount_fen, total.paid_fen) == (236_640_000, 15_000_000)
    assert screen.detail.figures["received"].text() == "150,000.00"
    assert screen.detail.figures["open"].text() == "2,216,400.00"


def test_the_next_thing_to_do_is_the_filled_button_and_opens_its_dialog(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, order_id=order_id)
    assert screen.detail.action_bar.buttons[Verb.SIGN_CONTRACT].filled
    QTest.keyClick(focused(), Qt.Key.Key_F6)
    dialog = screen.dialog
    assert isinstance(dialog, SignContractDialog)
    settle(qtbot, screen.desk)
    QTest.keyClicks(dialog.ui.number.line, "NJ-1")
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    read(qtbot, screen)
    qtbot.waitUntil(lambda: Verb.FILE in screen.detail.action_bar.buttons)
    assert screen.detail.action_bar.buttons[Verb.FILE].filled
    assert screen.list.table.current_row().stage is Stage.CONTRACTED


def test_an_order_with_money_cannot_be_cancelled_and_the_button_says_why(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, order_id=order_id)
    assert screen.detail.action_bar.buttons[Verb.CANCEL].isEnabled()
    pay(house, order_id, "earnest", 5_000_000)
    screen.desk.changed.emit(Touched(orders={order_id}))
    read(qtbot, screen)
    assert "refunded" in screen.detail.action_bar.buttons[Verb.CANCEL].refusal()


def test_a_cancelled_order_stays_to_be_read_with_its_reason(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, order_id=order_id)
    screen.detail.action_bar.buttons[Verb.CANCEL].click()
    dialog = screen.dialog
    assert isinstance(dialog, CancelOrderDialog)
    settle(qtbot, screen.desk)
    QTest.keyClicks(dialog.ui.reason.line, "no loan")
    with qtbot.waitSignal(dialog.carried_out):
        dialog.submit()
    read(qtbot, screen)
    qtbot.waitUntil(lambda: "no loan" in screen.detail.note.text())
    assert screen.detail.cancelled.isVisible()
    assert list(screen.detail.action_bar.buttons) == []
    assert any("no loan" in row.detail for row in screen.detail.story.rows.rows())


def test_an_order_shown_that_is_not_in_the_list_leaves_no_other_one_selected(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    gone = house.sold("0301")
    house.desk("control").perform(cancel_order, Cancellation(order_id=gone, reason="no loan"))
    other = house.sold("0302", "18944104410")
    screen = opened(qtbot, desk_of, order_id=other)
    screen.enter(order_id=gone)
    read(qtbot, screen)
    qtbot.waitUntil(lambda: screen.detail.cancelled.isVisible())
    assert [row.id for row in screen.list.table.rows.rows()] == [other]
    assert screen.list.table.selected_rows() == []
    screen.list.filter.choose("cancelled")
    qtbot.waitUntil(lambda: [row.id for row in screen.list.table.selected_rows()] == [gone])


def test_the_cashier_is_led_to_the_counter_with_the_order(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, "cashier", order_id=order_id)
    assert screen.detail.action_bar.buttons[Verb.TAKE_MONEY].filled
    assert screen.detail.action_bar.buttons[Verb.SIGN_CONTRACT].refusal()
    with qtbot.waitSignal(screen.desk.go) as gone:
        QTest.keyClick(focused(), Qt.Key.Key_F9)
    assert gone.args == ["cashier", {"order_id": order_id}]


def test_a_reservation_has_its_consultant_before_any_terms_say_so(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    consultant = house.desk("consultant").person.id
    form = Reservation(unit_id=house.unit_id("0301"), customer_id=house.customer(), consultant_id=consultant)
    order_id = house.desk("control").perform(reserve, form)
    screen = opened(qtbot, desk_of, order_id=order_id)
    assert screen.detail.terms["consultants"].value.text() == "陈立"


def test_a_list_that_goes_on_says_so(
    house: House, desk_of: DeskOf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_list, "PAGE", 1)
    house.sold("0301")
    house.sold("0401", "18944104410")
    screen = opened(qtbot, desk_of)
    assert screen.list.count.text() == "1+ order"


def test_a_reservation_leads_on_to_the_form_of_the_subscription(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    unit_id, customer_id = house.unit_id("0301"), house.customer()
    order_id = house.desk("control").perform(reserve, Reservation(unit_id=unit_id, customer_id=customer_id))
    screen = opened(qtbot, desk_of, order_id=order_id)
    assert screen.detail.action_bar.print_button.refusal()
    with qtbot.waitSignal(screen.desk.go) as gone:
        QTest.keyClick(focused(), Qt.Key.Key_F4)
    assert gone.args == ["deal", {"unit_id": unit_id, "customer_id": customer_id}]


def test_a_printed_paper_is_listed_and_known_to_be_old_once_the_terms_changed(
    house: House, desk_of: DeskOf, qtbot: QtBot, printed: list[tuple[Any, ...]]
) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, order_id=order_id)
    QTest.keyClick(focused(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(printed) == 1)
    _, title, pdf, noted, _ = printed[0]
    assert "3-0301" in title
    assert pdf.startswith(b"%PDF")
    noted()
    read(qtbot, screen)
    screen.enter(order_id=order_id)
    read(qtbot, screen)
    assert [line.old for line in screen.detail.papers.rows.rows()] == [False]


def test_an_office_without_orders_says_what_to_do_next(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of)
    assert units(screen) == []
    assert all(screen.list.table._empty)
    assert screen.nothing.isVisible()


def test_identity_numbers_stay_masked(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    buyers = (Buyer("韩若溪", 10_000, "self", "resident", "11010519491231002X"),)
    screen = opened(qtbot, desk_of, order_id=house.sold("0301", buyers=buyers))
    texts = [
        screen.detail.buyers.rows.data(screen.detail.buyers.rows.index(0, column))
        for column in range(screen.detail.buyers.rows.columnCount())
    ]
    assert "110105********002X" in texts
    assert not any("19491231" in str(text) for text in texts)


def test_a_consultant_sees_their_own_order_but_neither_receipts_nor_arrears(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, "earnest", 5_000_000)
    screen = opened(qtbot, desk_of, "consultant", order_id=order_id)
    assert units(screen) == ["3-0301"]
    assert screen.detail.figures["received"].text() == "—"
    assert screen.detail.entries.rows.rows() == []
    assert {row.lamp for row in screen.detail.owed.rows.rows()} == {""}
    assert all(button.refusal() for button in screen.detail.action_bar.buttons.values())
