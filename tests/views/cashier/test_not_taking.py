"""What keeps a payment from being taken, and what happens at other desks meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest

from tests.services.money_helpers import YUAN, as_owner, line, numbers, pay
from tests.support.office import House
from tests.views.cashier.conftest import AtCounter, CounterOf
from tests.views.cashier.taking import Key

# --- what keeps it from being taken -----------------------------------------------------------------------------------


def test_nothing_is_open_at_first_and_the_counter_says_what_to_do(at: AtCounter) -> None:
    assert at.screen.empty.isVisible()
    assert at.screen.step() == "find"
    assert at.screen.entry.foot.button.refusal()
    at.press(Key.Key_F9)
    assert at.toast.sentence() == at.screen.entry.foot.button.refusal()


def test_a_search_that_finds_nothing_says_so(at: AtCounter) -> None:
    at.type("9999")
    at.press(Key.Key_Return)
    at.qtbot.waitUntil(lambda: at.screen.finder.search.note.text() == "Not found")
    assert at.screen.counter is None


def test_what_is_missing_is_said_at_its_place_and_the_cursor_goes_there(house: House, at: AtCounter) -> None:
    house.sold("0301")
    at.open()
    at.press(Key.Key_F9)
    assert at.screen.step() == "method"
    at.press(Key.Key_2, Key.Key_F3, Key.Key_Space, Key.Key_F9)
    assert at.screen.step() == "items"
    at.press(Key.Key_Space, Key.Key_F5, Key.Key_Return)
    at.screen.entry.fields.payer.line.clear()
    at.type(" ")
    at.press(Key.Key_F9)
    assert at.screen.entry.fields.payer.problem() == "Who pays is missing."
    assert numbers(house) == []


def test_a_date_in_the_future_is_refused_at_its_field(house: House, at: AtCounter) -> None:
    house.sold("0301")
    at.open()
    at.press(Key.Key_F5, Key.Key_2, Key.Key_Return, Key.Key_Return)
    at.screen.entry.fields.received_on.line.selectAll()
    at.type("20206-01-01")
    at.press(Key.Key_F9)
    assert at.screen.entry.fields.received_on.problem()
    assert at.screen.entry.fields.received_on.text() == "20206-01-01"
    assert numbers(house) == []


def test_a_refusal_of_the_service_is_told_and_everything_typed_stays(house: House, at: AtCounter) -> None:
    house.sold("0301")
    at.open()
    at.press(Key.Key_F4)
    at.type("20000")
    at.press(Key.Key_Return, Key.Key_3, Key.Key_Return)
    at.type("郑代付")
    as_owner(house, "UPDATE unit SET sealed = 1 WHERE number = '0301'")
    at.press(Key.Key_F9)
    assert "0301" in at.screen.entry.foot.hint.sentence()
    assert at.screen.entry.amount.value() == 20_000 * YUAN
    assert at.screen.draft.payer == "郑代付"
    as_owner(house, "UPDATE unit SET sealed = 0 WHERE number = '0301'")
    at.press(Key.Key_F9)
    assert numbers(house) == [1]


def test_a_second_press_while_it_is_saved_takes_nothing_twice(house: House, at: AtCounter) -> None:
    house.sold("0301")
    at.open()
    at.press(Key.Key_F5, Key.Key_1)
    for _ in range(3):
        QTest.keyClick(at.focus, Key.Key_F9)
    at.settle()
    assert numbers(house) == [1]


def test_the_same_payment_a_moment_later_is_asked_about_and_no_takes_nothing(house: House, at: AtCounter) -> None:
    house.sold("0301")
    for _ in range(2):
        at.open()
        at.press(Key.Key_F3, Key.Key_F4)
        at.type("1000")
        at.press(Key.Key_Return, Key.Key_1, Key.Key_F9)
    assert at.screen.entry.foot.asks
    assert "SD01-0000001" in at.screen.entry.foot.again.sentence()
    at.press(Key.Key_N)
    assert not at.screen.entry.foot.asks
    assert at.screen.entry.amount.value() == 1_000 * YUAN
    assert numbers(house) == [1]
    at.press(Key.Key_F9, Key.Key_Y)
    assert numbers(house) == [1, 2]


def test_who_may_not_take_money_sees_why_the_button_is_grey(house: House, counter_of: CounterOf) -> None:
    house.sold("0301")
    at = counter_of("manager")
    at.open()
    assert "take and return money" in at.screen.entry.foot.button.refusal()
    assert "take and return money" in at.screen.refund_button.refusal()
    at.press(Key.Key_F9)
    assert numbers(house) == []


def typed_as_amount(at: AtCounter, words: str) -> None:
    """As if pasted, then touched once more by hand."""
    at.press(Key.Key_F4)
    at.screen.entry.amount.line.clear()
    at.screen.entry.amount.line.insert(words)
    QTest.keyClicks(at.focus, "1")
    QTest.keyClick(at.focus, Key.Key_Backspace)


READ = {
    "￥１２，３４５．６": 1_234_560,
    "1.5万": 1_500_000,
    "12,345.60元": 1_234_560,
    "　300 ": 30_000,
    "3000元整": 300_000,
    "0.01": 1,
}


REFUSED = (
    "1.005",
    "1e9",
    "NaN",
    "-0",
    "-500",
    "abc",
    "1,23",
    "12 34.5.6",
    "∞",
    "١٢٣",
    "9" * 60,
    "0",
    "=1+1",
    "0x10",
    "🏠",
)


def test_a_sum_is_read_as_people_type_and_paste_it(house: House, at: AtCounter) -> None:
    house.sold("0301")
    at.open()
    for words, fen in READ.items():
        typed_as_amount(at, words)
        assert at.screen.entry.amount.value() == at.screen.draft.total_fen == fen, words
    at.press(Key.Key_Return, Key.Key_2, Key.Key_F9)
    assert at.screen.done.sum.text() == "0.01"


def test_what_is_no_sum_is_refused_by_a_sentence_and_stays_as_typed(house: House, at: AtCounter) -> None:
    house.sold("0301")
    at.open()
    at.press(Key.Key_F5, Key.Key_2)
    for words in REFUSED:
        typed_as_amount(at, words)
        at.press(Key.Key_F9)
        assert at.screen.entry.amount.problem(), words
        assert at.screen.entry.amount.text() in (words, "0.00", "−500.00")
    assert numbers(house) == []


# --- other desks, other projects, other screens -----------------------------------------------------------------------


def test_what_another_desk_takes_meanwhile_is_seen_and_the_typing_stays(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    at.open()
    at.press(Key.Key_F4)
    at.type("20000")
    pay(house, order_id, line(amount_fen=10_000 * YUAN))
    at.qtbot.waitUntil(lambda: len(at.screen.account.receipts.rows.rows()) == 1)
    assert at.screen.account.dues.rows.row(0).paid_fen == 10_000 * YUAN
    assert at.screen.entry.amount.text() == "20000"
    assert at.screen.draft.ticked == {"due:1"}


def test_another_project_empties_the_counter(house: House, at: AtCounter) -> None:
    house.sold("0301")
    at.open()
    at.press(Key.Key_F4)
    at.type("20000")
    at.desk.project_entered.emit()
    at.settle()
    assert at.screen.counter is None
    assert at.screen.empty.isVisible()
    assert at.screen.entry.amount.value() is None


def test_an_order_can_be_brought_along_from_another_screen(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    at.screen.enter(order_id=order_id)
    at.settle()
    assert at.screen.head.unit.text() == "3-0301"
    assert at.screen.step() == "items"


def test_a_receipt_found_elsewhere_is_shown_with_its_order(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    first = pay(house, order_id, line(amount_fen=100))
    pay(house, order_id, line(amount_fen=200))
    at.screen.enter(order_id=order_id, receipt_id=first)
    at.settle()
    assert at.screen.head.unit.text() == "3-0301"
    assert at.screen.receipt.number.text() == "SD01-0000001"


@pytest.mark.parametrize("size", [QSize(1302, 646), QSize(1856, 958), QSize(1029, 492)], ids=["1366", "1920", "125 %"])
def test_nothing_is_cut_off_at_any_size(house: House, counter_of: CounterOf, size: QSize) -> None:
    house.sold("0301")
    at = counter_of(size=size)
    at.open()
    button = at.screen.entry.foot.button
    assert at.window.rect().contains(button.rect().translated(button.mapTo(at.window, button.rect().topLeft())))
    for table in (at.screen.account.dues, at.screen.finder.table, at.screen.drawer.lines):
        assert sum(table.columnWidth(place) for place in range(table.rows.columnCount())) <= table.viewport().width()


def test_the_cursor_is_always_in_sight_where_there_is_little_room(house: House, counter_of: CounterOf) -> None:
    house.sold("0301")
    at = counter_of(size=QSize(1029, 492))
    at.open()
    at.press(Key.Key_F5, Key.Key_3, Key.Key_Return, *[Key.Key_Return] * 4)
    note = at.screen.entry.fields.note
    assert at.focus is note.line
    assert not note.visibleRegion().isEmpty()
    at.press(Key.Key_F3, *[Key.Key_Down] * 9)
    dues = at.screen.account.dues
    assert dues.visibleRegion().contains(dues.visualRect(dues.currentIndex()).translated(dues.viewport().pos()))
