"""A deal is confirmed: once, for the figures that stand there, whatever other desks and the database do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.errors import DatabaseLost
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.order_lists import order_detail, order_page
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.rows import Touched
from salesdesk.services.subscriptions import subscribe
from salesdesk.services.unit_import import UnitImport, import_units
from salesdesk.views.deal.screen import DealScreen
from tests.support.office import House, rows_of
from tests.views.deal.deal_forms import ID, LOST, confirm, focused, opened, type_into, worked_out
from tests.views.selling_desks import DeskOf, settle


def test_pressed_before_the_newest_figures_are_there_the_button_waits_for_them(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    screen.form.schemes.cards.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_2)
    with qtbot.waitSignal(screen.desk.go, timeout=10_000) as gone:
        screen.confirm()
    assert gone.args is not None
    order = house.desk("control").read(order_detail, gone.args[1]["order_id"])
    assert order.scheme_name == "商业贷款"


def test_pressed_before_the_first_figures_are_there_the_key_is_kept(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    screen = begun(qtbot, desk_of, house)
    confirm(screen)
    with qtbot.waitSignal(screen.desk.go, timeout=10_000) as gone:
        screen.live._ask()
    assert gone.args is not None
    assert gone.args[0] == "orders"


def test_what_is_changed_after_the_key_was_pressed_is_not_confirmed_by_it(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    screen = begun(qtbot, desk_of, house)
    confirm(screen)
    screen.form.buyers.rows[0].name.line.setFocus()
    type_into("x")
    screen.live._ask()
    worked_out(qtbot, screen)
    assert house.state_of("0301") == "available"


def begun(qtbot: QtBot, desk_of: DeskOf, house: House) -> DealScreen:
    """The screen as soon as its unit was read; the first figures are still on their way."""
    screen = DealScreen(desk_of("control"))
    qtbot.addWidget(screen)
    screen.resize(1302, 694)
    with qtbot.waitActive(screen):
        screen.show()
    screen.live._pause.setInterval(600_000)
    screen.enter(unit_id=house.unit_id("0301"), customer_id=house.customer(), mode="subscribe")
    settle(qtbot, screen.desk)
    qtbot.waitUntil(lambda: screen.form.buyers.rows[0].name.text() != "", timeout=10_000)
    assert screen._preview is None
    return screen


def test_a_second_press_while_saving_makes_no_second_order(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    with qtbot.waitSignal(screen.desk.go, timeout=10_000):
        confirm(screen)
        confirm(screen)
    settle(qtbot, screen.desk)
    assert len(house.desk("control").read(order_page)) == 1


def test_after_a_lost_database_the_same_press_again_learns_that_it_was_saved_and_saves_no_second(
    house: House, desk_of: DeskOf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    office = screen.desk.office
    perform = office.perform

    def lost_on_the_way_back(verb: Any, form: Any) -> Any:
        perform(verb, form)
        monkeypatch.setattr(office, "perform", perform)
        raise DatabaseLost(LOST)

    monkeypatch.setattr(office, "perform", lost_on_the_way_back)
    confirm(screen)
    qtbot.waitUntil(lambda: LOST in screen.panel.refusal.sentence())
    settle(qtbot, screen.desk)
    assert house.state_of("0301") == "subscribed"
    assert not screen.nearby.isVisible()
    with qtbot.waitSignal(screen.desk.go, timeout=10_000):
        screen.confirm()
    assert len(house.desk("control").read(order_page)) == 1


def test_a_unit_taken_meanwhile_is_told_kindly_and_the_typing_goes_on_with_a_neighbour(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    unit_id, customer_id = house.unit_id("0301"), house.customer()
    screen = opened(qtbot, desk_of, unit_id=unit_id, customer_id=customer_id)
    row = screen.form.buyers.rows[0]
    row.identity.line.setFocus()
    type_into(ID)
    screen.form.schemes.cards.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_2)
    worked_out(qtbot, screen)
    other = house.customer("周念真", "18944104410")
    house.another_desk("control").perform(subscribe, house.subscription("0301", other))
    confirm(screen)
    qtbot.waitUntil(lambda: screen.nearby.isVisible())
    assert "3-0301" in screen.nearby.banner.sentence()
    offered = screen.nearby.table.rows.rows()
    assert {cell.layout for cell in offered} == {"C"}
    assert row.identity.number() == ID
    screen.nearby.table.setFocus()
    screen.nearby.table.select_key(offered[0].unit_id)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    worked_out(qtbot, screen)
    assert screen.unit_id == offered[0].unit_id
    assert not screen.nearby.isVisible()
    assert screen.form.buyers.rows[0].identity.number() == ID
    with qtbot.waitSignal(screen.desk.go, timeout=10_000) as gone:
        screen.confirm()
    assert gone.args is not None
    assert house.desk("control").read(order_detail, gone.args[1]["order_id"]).unit_id == offered[0].unit_id


def test_a_unit_taken_at_another_desk_is_seen_as_soon_as_it_is_heard_of(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    other = house.customer("周念真", "18944104410")
    house.another_desk("control").perform(subscribe, house.subscription("0301", other))
    screen.desk.changed.emit(Touched(units={house.unit_id("0301")}))
    qtbot.waitUntil(lambda: screen.nearby.isVisible())
    assert screen.panel.go.refusal()


def test_whoever_may_not_subscribe_reads_why_on_the_button(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, "consultant", unit_id=house.unit_id("0301"), customer_id=house.customer())
    assert not screen.panel.go.isEnabled()
    assert screen.panel.go.refusal() == screen._against.reason  # type: ignore[union-attr]


def test_a_held_unit_brings_its_customer_and_refuses_another_one(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    customer_id, unit_id = house.customer(), house.unit_id("0301")
    other = house.customer("周念真", "18944104410")
    house.desk("control").perform(hold, HoldForm(unit_id=unit_id, reason="VIP", customer_id=customer_id))
    screen = opened(qtbot, desk_of, unit_id=unit_id)
    qtbot.waitUntil(lambda: screen.form.buyers.rows[0].name.text() == "韩若溪")
    settle(qtbot, screen.desk)
    assert screen.panel.go.isEnabled()
    screen.form.buyers.another.click()
    screen.form.buyers.pick.set_customer(other)
    qtbot.waitUntil(lambda: screen.form.buyers.rows[0].name.text() == "周念真")
    settle(qtbot, screen.desk)
    assert "韩若溪" in screen.panel.go.refusal()


def test_a_reservation_becomes_a_subscription_of_the_same_order(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    customer_id, unit_id = house.customer(), house.unit_id("0301")
    consultant = house.desk("consultant").person.id
    order_id = house.desk("control").perform(
        reserve, Reservation(unit_id=unit_id, customer_id=customer_id, consultant_id=consultant)
    )
    screen = opened(qtbot, desk_of, unit_id=unit_id)
    qtbot.waitUntil(lambda: screen.form.buyers.rows[0].name.text() == "韩若溪")
    worked_out(qtbot, screen)
    with qtbot.waitSignal(screen.desk.go, timeout=10_000) as gone:
        confirm(screen)
    assert gone.args == ["orders", {"order_id": order_id}]


def test_coming_back_to_the_same_unit_finds_what_was_typed_and_another_unit_begins_anew(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    customer_id = house.customer()
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=customer_id)
    row = screen.form.buyers.rows[0]
    row.address.line.setFocus()
    type_into("5 Canal Street")
    screen.enter(unit_id=house.unit_id("0301"))
    worked_out(qtbot, screen)
    assert screen.form.buyers.rows[0].address.text() == "5 Canal Street"
    screen.enter(unit_id=house.unit_id("0401"))
    worked_out(qtbot, screen)
    assert screen.form.buyers.customer_id() is None
    assert screen.form.buyers.rows[0].address.text() == ""


@pytest.mark.parametrize("junk", ["", "12,34", "１３８１２３４２０４６９９", "😀", "a" * 80])
def test_junk_in_any_field_is_kept_and_never_breaks_the_form(
    house: House, desk_of: DeskOf, qtbot: QtBot, junk: str
) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    row = screen.form.buyers.rows[0]
    for field in (row.name, row.identity, row.telephone, row.address, row.share, screen.form.schemes.years):
        field.line.setFocus()
        field.line.selectAll()
        field.line.insert(junk)
        field._on_typed()
    screen.form.schemes.cards.setFocus()
    settle(qtbot, screen.desk)
    assert row.name.text() == junk
    assert screen.panel.go.refusal() or not junk


def test_a_home_without_a_price_says_so_instead_of_figures(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    rows = tuple(replace(row, unit_price_fen=None, total_fen=None, floor_total_fen=None) for row in rows_of("5#"))
    house.desk("operator").perform(import_units, UnitImport(rows=rows, source="second list"))
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301", "5#"), customer_id=house.customer())
    assert screen.panel.amount.text() == "—"
    assert "5-0301" in screen.panel.go.refusal()


def test_the_empty_form_asks_for_the_customer_first(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"))
    assert focused() is screen.form.buyers.pick.search.line
    assert screen.panel.go.refusal()
    assert not screen.form.buyers._sheet.isVisible()


def test_the_same_unit_for_another_customer_begins_anew(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    first, second = house.customer(), house.customer("周念真", "18944104410")
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=first)
    screen.form.buyers.rows[0].address.line.setFocus()
    type_into("5 Canal Street")
    screen.enter(unit_id=house.unit_id("0301"), customer_id=second)
    qtbot.waitUntil(lambda: screen.form.buyers.rows[0].name.text() == "周念真")
    assert screen.form.buyers.rows[0].address.text() == ""


def test_without_a_unit_the_screen_says_where_to_choose_one(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = DealScreen(desk_of("control"))
    qtbot.addWidget(screen)
    screen.show()
    screen.enter()
    assert screen.nothing.isVisible()
    assert not screen.panel.isVisible()


def test_a_customer_waits_for_the_unit_that_is_chosen_next(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    customer_id = house.customer()
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0401"))
    with qtbot.waitSignal(screen.desk.go) as gone:
        screen.enter(customer_id=customer_id, mode="quote")
    assert gone.args == ["board", {}]
    screen.enter(unit_id=house.unit_id("0301"))
    qtbot.waitUntil(lambda: screen.form.buyers.customer_id() == customer_id)
