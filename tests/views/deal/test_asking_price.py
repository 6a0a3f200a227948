"""A price beyond the limit, asked for where it is refused: agreed to by others, the same deal goes through."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.services.requests import request_lists
from salesdesk.services.rows import RequestRow, Touched
from salesdesk.views.deal.screen import DealScreen
from tests.services.change_helpers import agree, state_of
from tests.support.office import House
from tests.views.deal.deal_forms import add_discount, opened, worked_out
from tests.views.selling_desks import DeskOf, settle


def beyond(house: House, desk_of: DeskOf, qtbot: QtBot) -> DealScreen:
    add_discount(house, "Staff home", 900_000)
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    row = next(row for row in screen.form.working.table.rows.rows() if row.name == "Staff home")
    screen.form.working.toggle(int(row.key))
    worked_out(qtbot, screen)
    return screen


def asked(house: House) -> tuple[RequestRow, ...]:
    return house.desk("control").read(request_lists).mine


def ask(screen: DealScreen, qtbot: QtBot, words: str) -> None:
    worked_out(qtbot, screen)
    with qtbot.waitActive(screen):
        screen.activateWindow()
    QTest.keyClick(screen, Qt.Key.Key_F3)
    dialog = screen.price_dialog
    assert dialog is not None
    settle(qtbot, screen.desk)
    QTest.keyClicks(dialog.ui.reason.line, words)
    dialog.submit()
    settle(qtbot, screen.desk)


def test_a_price_is_asked_for_and_subscribed_once_others_agreed(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = beyond(house, desk_of, qtbot)
    assert screen.panel.ask_price.isVisible()
    ask(screen, qtbot, "Third home of the group")
    (row,) = asked(house)
    assert (row.kind, row.reason) == (RequestKind.PRICE, "Third home of the group")
    assert not screen.panel.go.isEnabled()
    agree(house, row.id)
    screen.desk.changed.emit(Touched(units={house.unit_id("0301")}))
    settle(qtbot, screen.desk)
    worked_out(qtbot, screen)
    assert not screen.panel.ask_price.isVisible()
    assert screen.panel.go.isEnabled()
    with qtbot.waitSignal(screen.desk.go, timeout=10_000):
        screen.confirm()
    settle(qtbot, screen.desk)
    assert house.state_of("0301") == "subscribed"
    assert state_of(house, row.id) is RequestState.DONE


def test_the_same_price_is_not_asked_for_twice(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = beyond(house, desk_of, qtbot)
    ask(screen, qtbot, "Third home")
    ask(screen, qtbot, "Third home")
    dialog = screen.price_dialog
    assert dialog is not None
    assert "asked for already" in dialog.ui.go.refusal()
    dialog.reject()
    assert len(asked(house)) == 1


def test_without_a_reason_nothing_is_asked_for(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = beyond(house, desk_of, qtbot)
    ask(screen, qtbot, "")
    dialog = screen.price_dialog
    assert dialog is not None
    assert dialog.ui.reason.problem() == "A request needs its reason."
    assert asked(house) == ()
    dialog.reject()


def test_a_price_within_the_limit_needs_no_button(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    assert not screen.panel.ask_price.isVisible()
