"""My tasks, by keyboard: what waits, whose, and the way to where it is done."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.services.customers import NewFollowUp, follow_up
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.views.kit.rows import GroupRow
from salesdesk.views.my_tasks.screen import TasksScreen
from tests.services.money_helpers import days_pass, pay
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle


def opened(qtbot: QtBot, desk_of: DeskOf, login: str = "control", **wanted: Any) -> TasksScreen:
    screen = TasksScreen(desk_of(login))
    qtbot.addWidget(screen)
    screen.resize(1302, 694)
    with qtbot.waitActive(screen):
        screen.show()
    screen.enter(**wanted)
    settle(qtbot, screen.desk)
    return screen


def words(screen: TasksScreen) -> list[str]:
    return [row.task.words for row in screen.tasks.rows.rows()]


def headings(screen: TasksScreen) -> list[tuple[str, str]]:
    model = screen.tasks.rows
    rows = [model.row(place) for place in range(model.rowCount())]
    return [(row.words, row.note) for row in rows if isinstance(row, GroupRow)]


def test_tasks_stand_under_how_urgent_they_are_and_enter_goes_to_the_order(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    for login in ("control", "consultant", "cashier"):
        desk_of(login)
    days_pass(house, 9)
    screen = opened(qtbot, desk_of)
    assert headings(screen)[0] == ("Overdue duties", "1")
    assert words(screen)[0] == "Sign the contract with the buyer"
    with qtbot.waitSignal(screen.desk.go) as gone:
        QTest.keyClick(screen.tasks, Qt.Key.Key_Return)
    assert gone.args == ["orders", {"order_id": order_id}]


def test_the_cashier_goes_from_the_earnest_money_to_the_till(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, "cashier")
    with qtbot.waitSignal(screen.desk.go) as gone:
        QTest.keyClick(screen.tasks, Qt.Key.Key_Return)
    assert gone.args == ["cashier", {"order_id": order_id}]


def test_a_consultant_has_customers_to_contact_and_no_list_of_others(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    customer = house.customer()
    form = NewFollowUp(customer_id=customer, kind="call_out", note="回访", next_on=house.today)
    house.desk("consultant").perform(follow_up, form)
    screen = opened(qtbot, desk_of, "consultant")
    assert words(screen) == ["Contact the customer"]
    assert [key for key, _ in screen._choices()] == ["mine"]
    with qtbot.waitSignal(screen.desk.go) as gone:
        QTest.keyClick(screen.tasks, Qt.Key.Key_Return)
    assert gone.args == ["customers", {"customer_id": customer}]


def test_everybodys_tasks_and_the_checks_of_the_month_are_a_digit_away(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, "manager")
    assert words(screen) == []
    QTest.keyClick(screen.tasks, Qt.Key.Key_2)
    settle(qtbot, screen.desk)
    assert "Collect the earnest money in full" in words(screen)
    QTest.keyClick(screen.tasks, Qt.Key.Key_3)
    settle(qtbot, screen.desk)
    rows = screen.checks.rows.rows()
    assert (rows[0].words, rows[0].lamp, rows[0].note) == ("Earnest money not complete", "today", "1 found")
    screen.checks.select_key("earnest:0")
    with qtbot.waitSignal(screen.desk.go) as gone:
        QTest.keyClick(screen.checks, Qt.Key.Key_Return)
    assert gone.args == ["orders", {"order_id": order_id}]


def test_the_months_before_are_looked_at_and_none_after_this_one(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    house.sold("0301")
    screen = opened(qtbot, desk_of, "manager", which="month")
    now = screen.month_label.text()
    assert screen.later.refusal()
    screen.earlier.click()
    settle(qtbot, screen.desk)
    assert screen.month_label.text() < now
    assert all(row.lamp == "done" for row in screen.checks.rows.rows())


def test_an_empty_list_says_that_nothing_waits(desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of)
    assert words(screen) == []
    assert screen.tasks._empty[0] == "Nothing waits for you"


def test_what_others_do_comes_into_the_list_and_the_cursor_stays(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    house.sold("0301")
    screen = opened(qtbot, desk_of)
    at = screen.tasks.current_row().task.key
    customer = house.customer("周念真", "18944104410")
    screen.desk.office.perform(reserve, Reservation(unit_id=house.unit_id("0401"), customer_id=customer))
    qtbot.waitUntil(lambda: "Subscribe, or give the reservation back" in words(screen), timeout=5_000)
    assert screen.tasks.current_row().task.key == at
