"""The screen of requests, by keyboard: answered with a sentence, withdrawn, carried out; every grey button says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.requests import RequestKind, RequestState, rule_name
from salesdesk.services.cancellations import CancellationRequest, ask_cancellation
from salesdesk.services.customer_corrections import Correction, ask_correction
from salesdesk.services.opening_balances import OpeningRequest, ask_opening, read_opening_file
from salesdesk.services.order_lists import order_detail
from salesdesk.services.price_requests import PriceRequest, ask_price
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.services.requests import request_lists, requests_of_order
from salesdesk.views.changes import signed
from salesdesk.views.requests import request_list
from salesdesk.views.requests.panel import (
    AGREE,
    ANEW,
    COUNTER,
    DEAL,
    DECLINE,
    FINISH,
    OPENING,
    ORDER,
    UNDO,
    WITHDRAW,
)
from salesdesk.views.requests.screen import RequestsScreen
from tests.services.change_helpers import agree, decline, state_of
from tests.services.money_helpers import EARNEST, line, pay
from tests.services.opening_samples import filled_template
from tests.services.test_swaps import asked
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def printed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What was sent to the preview, instead of a window over the test."""
    sent: list[tuple[Any, ...]] = []
    monkeypatch.setattr(signed, "show_paper", lambda *paper: sent.append(paper))
    return sent


def opened(qtbot: QtBot, desk_of: DeskOf, login: str = "manager", **wanted: Any) -> RequestsScreen:
    screen = RequestsScreen(desk_of(login))
    qtbot.addWidget(screen)
    screen.resize(1302, 694)
    with qtbot.waitActive(screen):
        screen.show()
    screen.enter(**wanted)
    read(qtbot, screen)
    return screen


def read(qtbot: QtBot, screen: RequestsScreen) -> None:
    def quiet() -> bool:
        return screen.desk.tasks.idle and not screen._pause.isActive() and not screen._look.isActive()

    qtbot.waitUntil(quiet, timeout=10_000)
    settle(qtbot, screen.desk)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def offered(screen: RequestsScreen) -> dict[str, str]:
    """The buttons that are there, with the reason of each grey one."""
    buttons = screen.panel.primary | screen.panel.others
    return {key: button.refusal() for key, button in buttons.items() if not button.isHidden()}


def test_the_manager_reads_both_sides_and_agrees_with_a_sentence(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    on_request = asked(house, house.sold("0301"), "0402")
    screen = opened(qtbot, desk_of)
    assert [row.id for row in screen.list.table.rows.rows()] == [on_request]
    assert focused() is screen.list.table
    described = screen.reading.sheet.box.lines.accessibleDescription()
    assert "3-0301 ≠ 3-0402" in described
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is screen.panel.words.line
    QTest.keyClicks(focused(), "Fine with me")
    QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    read(qtbot, screen)
    assert state_of(house, on_request) is RequestState.AGREED
    assert screen.view is not None
    assert [answer.words for answer in screen.view.file.detail.answers] == ["Fine with me"]
    assert screen.list.rows_of(request_list.ANSWER) == ()
    assert focused() is screen.list.table, "the next one is under the cursor"


def test_a_refusal_without_a_sentence_is_asked_for_one_and_nothing_is_lost(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    on_request = asked(house, house.sold("0301"), "0402")
    screen = opened(qtbot, desk_of)
    screen.panel.button(DECLINE).setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    read(qtbot, screen)
    assert "Say why it is declined" in screen.panel.words.problem()
    assert focused() is screen.panel.words.line
    QTest.keyClicks(focused(), "Too far off")
    QTest.keyClick(focused(), Qt.Key.Key_D, CTRL)
    read(qtbot, screen)
    assert state_of(house, on_request) is RequestState.DECLINED


def test_nobody_answers_their_own_request_and_the_button_says_so(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    on_request = asked(house, house.sold("0301"), "0402")
    screen = opened(qtbot, desk_of, "control", request_id=on_request)
    assert offered(screen) == {
        AGREE: "Nobody answers their own request.",
        DECLINE: "Nobody answers their own request.",
        WITHDRAW: "",
    }
    screen.panel.button(WITHDRAW).setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    read(qtbot, screen)
    assert state_of(house, on_request) is RequestState.WITHDRAWN
    assert offered(screen) == {}


def test_whoever_is_not_asked_reads_whose_answer_it_needs(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    on_request = asked(house, house.sold("0301"), "0402")
    screen = opened(qtbot, desk_of, "management", request_id=on_request)
    assert offered(screen)[AGREE] == "This request asks Sales manager."


def test_an_agreed_swap_is_carried_out_once_its_money_is_settled(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line("earnest", EARNEST))
    on_request = asked(house, order_id, "0402", fee_fen=300_000)
    agree(house, on_request)
    screen = opened(qtbot, desk_of, "control")
    assert offered(screen)[FINISH] == "The cashier has still to take 3,000.00 yuan."
    pay(house, order_id, line("handling_fee", 300_000, "other"))
    screen._look_again()
    read(qtbot, screen)
    assert offered(screen) == {FINISH: "", UNDO: ""}
    QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    read(qtbot, screen)
    assert house.desk("control").read(order_detail, order_id).unit_label == "3-0402"
    assert offered(screen) == {}


def test_what_is_given_up_needs_its_reason(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    on_request = asked(house, house.sold("0301"), "0402")
    agree(house, on_request)
    screen = opened(qtbot, desk_of, "control", request_id=on_request)
    screen.panel.button(UNDO).click()
    read(qtbot, screen)
    assert "Say why it is given up." in screen.panel.words.problem()
    QTest.keyClicks(screen.panel.words.line, "They stay")
    screen.panel.button(UNDO).click()
    read(qtbot, screen)
    assert state_of(house, on_request) is RequestState.UNDONE


def test_the_cashier_is_sent_to_the_counter(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line("earnest", EARNEST))
    form = CancellationRequest(order_id=order_id, reason="资格未通过", penalty_fen=1_000_000)
    on_request = house.desk("control").perform(ask_cancellation, form)
    agree(house, on_request)
    screen = opened(qtbot, desk_of, "cashier")
    went: list[tuple[str, dict[str, Any]]] = []
    screen.desk.go.connect(lambda key, wanted: went.append((key, wanted)))
    assert COUNTER in offered(screen)
    QTest.keyClick(focused(), Qt.Key.Key_F9)
    assert went == [("cashier", {"order_id": order_id})]


def test_a_price_shows_its_working_and_the_limits_and_leads_to_the_deal(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    form = PriceRequest(
        unit_id=house.unit_id("0301"), choices=house.choices("一次性", ("开盘礼遇",)), reason="集团客户"
    )  # fmt: skip
    on_request = house.desk("control").perform(ask_price, form)
    screen = opened(qtbot, desk_of)
    assert screen.reading.currentWidget() is screen.reading.price
    assert screen.reading.price.working.rows.rows()[0].name == "List total"
    assert screen.reading.price.limits.count() == 4
    assert screen.print_button.refusal() == "This request has no before/after sheet to print."
    agree(house, on_request)
    screen = opened(qtbot, desk_of, "control", request_id=on_request)
    went: list[str] = []
    screen.desk.go.connect(lambda key, wanted: went.append(key))
    assert offered(screen)[DEAL] == ""
    screen.panel.button(DEAL).click()
    assert went == ["deal"]


def test_the_form_is_printed_and_the_signed_scan_attached(
    house: House, desk_of: DeskOf, qtbot: QtBot, printed: list[tuple[Any, ...]], tmp_path: Path
) -> None:
    on_request = asked(house, house.sold("0301"), "0402")
    screen = opened(qtbot, desk_of, "control", request_id=on_request)
    QTest.keyClick(focused(), Qt.Key.Key_P, CTRL)
    read(qtbot, screen)
    assert printed[0][2].startswith(b"%PDF")
    scan = tmp_path / "signed.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    screen.panel.signed.attach(on_request, scan)
    read(qtbot, screen)
    screen._look_again()
    read(qtbot, screen)
    assert len(screen.panel.signed.links) == 1


def test_what_another_desk_answers_is_seen_here_at_once(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    on_request = asked(house, house.sold("0301"), "0402")
    screen = opened(qtbot, desk_of, "control", request_id=on_request)
    assert WITHDRAW in offered(screen)
    other = desk_of("manager")
    agree(house, on_request)
    assert other is not screen.desk
    screen.desk.changed.emit(house.desk("manager").read(lambda work: _touched(work, on_request)))
    read(qtbot, screen)
    assert FINISH in offered(screen)


def _touched(work: Any, on_request: int) -> Any:
    work.touched.orders.add(work.requests.detail(on_request).row.order_id)
    return work.touched


def test_without_requests_each_list_says_what_comes_here(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of)
    assert screen._stack.currentWidget() is screen.nothing
    assert screen.print_button.refusal() == "Choose a request first."
    assert house.project_id


def test_a_correction_of_a_customer_is_read_old_and_new_and_carried_out_here(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    customer_id = house.customer()
    form = Correction(
        customer_id=customer_id, telephone="13812342046", right_telephone="13812342047", reason="Typed wrong"
    )  # fmt: skip
    on_request = house.desk("consultant").perform(ask_correction, form)
    agree(house, on_request)
    screen = opened(qtbot, desk_of, "manager", request_id=on_request)
    assert screen.reading.currentWidget() is screen.reading.plain
    assert offered(screen) == {FINISH: "", UNDO: ""}
    screen.panel.button(FINISH).click()
    read(qtbot, screen)
    assert state_of(house, on_request) is RequestState.DONE


# --- what goes on elsewhere -------------------------------------------------------------------------------------------


def reviewed(house: House) -> tuple[int, int]:
    """An order and the request for its review by finance."""
    rule = NewSetting(name=rule_name(RequestKind.SUBSCRIPTION_REVIEW), value="cashier")
    house.desk("operator").perform(change_setting, rule)
    order_id = house.sold("0301")
    return order_id, house.desk("cashier").read(request_lists).to_answer[0].id


def test_a_review_that_was_declined_is_asked_for_anew_once_and_leads_on_when_it_is_done(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id, on_request = reviewed(house)
    decline(house, on_request, "定金未到账", "cashier")
    assert "may not" in offered(opened(qtbot, desk_of, request_id=on_request))[ANEW]
    screen = opened(qtbot, desk_of, "control", request_id=on_request)
    assert offered(screen) == {ANEW: ""}
    QTest.keyClick(screen, Qt.Key.Key_Return, CTRL)
    read(qtbot, screen)
    newest = house.desk("control").read(requests_of_order, order_id)[0]
    assert (newest.state, newest.id > on_request) == (RequestState.ASKED, True)
    screen.enter(request_id=on_request)
    read(qtbot, screen)
    assert newest.number in offered(screen)[ANEW]
    agree(house, newest.id, "cashier")
    screen.enter(request_id=newest.id)
    read(qtbot, screen)
    with qtbot.waitSignal(screen.desk.go) as left:
        screen.panel.button(ORDER).press()
    assert left.args == ["orders", {"order_id": order_id}]


def test_agreed_opening_balances_are_begun_from_their_request(
    house: House, desk_of: DeskOf, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = house.desk("control")
    file = desk.read(read_opening_file, filled_template(tmp_path / "期初.xlsx", house.today))
    form = OpeningRequest(orders=file.orders, money=file.money, source="期初.xlsx", reason="上线")
    on_request = desk.perform(ask_opening, form)
    screen = opened(qtbot, desk_of, "control", request_id=on_request)
    assert OPENING not in offered(screen)
    agree(house, on_request, "manager", OfficeRole.MANAGER)
    agree(house, on_request, "management", OfficeRole.MANAGEMENT)
    screen.enter(request_id=on_request)
    read(qtbot, screen)
    assert offered(screen)[OPENING] == ""
    with qtbot.waitSignal(screen.desk.go) as left:
        screen.panel.button(OPENING).press()
    assert left.args == ["opening", {}]
    assert "does not carry this out" in offered(opened(qtbot, desk_of, "manager", request_id=on_request))[OPENING]


def test_a_request_that_is_in_no_list_is_shown_with_the_cursor_on_no_other(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    waits = asked(house, house.sold("0301"), "0402")
    over = asked(house, house.sold("0302", telephone="13812342048"), "0501")
    decline(house, over)
    screen = opened(qtbot, desk_of)
    assert screen.list.table.current_row().id == waits
    screen.enter(request_id=over)
    read(qtbot, screen)
    assert screen.view is not None
    assert screen.view.file.row.id == over
    assert screen.list.table.selected_rows() == []
