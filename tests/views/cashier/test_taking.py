"""Money is taken at the counter, by keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit

from salesdesk.domain.money_items import MoneyClass
from salesdesk.services.accounts import order_account
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.rows import Entry, Tender
from tests.printing.pdf_reading import all_text
from tests.services.money_helpers import EARNEST, YUAN, by_item, days_pass, numbers, pay
from tests.support.office import House
from tests.views.cashier.conftest import AtCounter
from tests.views.cashier.taking import Key


def entries(house: House, order_id: int) -> tuple[Entry, ...]:
    return house.desk("cashier").read(order_account, order_id).entries


def words_on(at: AtCounter) -> str:
    """All that stands on the counter as text."""
    labels = [label.text() for label in at.screen.findChildren(QLabel) if label.isVisible()]
    return "\n".join([*labels, *(edit.text() for edit in at.screen.findChildren(QLineEdit) if edit.isVisible())])


def test_before_an_order_is_found_nothing_is_said_to_be_missing(house: House, at: AtCounter) -> None:
    line = at.screen.entry.fields.account.lineEdit()
    assert line is not None
    assert line.placeholderText() == ""
    with house.as_owner.begin() as connection:
        connection.exec_driver_sql("UPDATE receiving_account SET active = false")
    house.sold("0301")
    at.type("0301")
    at.press(Key.Key_Return)
    at.qtbot.waitUntil(lambda: at.screen.step() == "items")
    assert line.placeholderText() == "No receiving account is set up"


# --- the way through --------------------------------------------------------------------------------------------------


def test_a_payment_is_taken_by_keyboard_with_three_keys_after_the_sum(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    at.type("0301")
    at.press(Key.Key_Return)
    at.qtbot.waitUntil(lambda: at.screen.step() == "items")
    at.press(Key.Key_Return)
    assert at.screen.step() == "amount"
    at.type("50000")
    after_the_sum = (Key.Key_Return, Key.Key_3, Key.Key_F9)
    assert len(after_the_sum) <= 8
    at.press(*after_the_sum)
    (taken,) = entries(house, order_id)
    assert (taken.total_fen, taken.tenders) == (EARNEST, (Tender("transfer", EARNEST),))
    assert (taken.payer, taken.account) == ("韩若溪", "江宁农商行 3201 0001 2222 0001")
    assert at.screen.done.number.text() == taken.number == "SD01-0000001"
    assert at.toast.sentence() == "", "what the card says lies over nothing a second time"


def test_every_step_has_its_key_and_the_bar_shows_where_one_is(house: House, at: AtCounter) -> None:
    house.sold("0301")
    at.open()
    for key, step in ((Key.Key_F4, "amount"), (Key.Key_F5, "method"), (Key.Key_F3, "items"), (Key.Key_F2, "find")):
        at.press(key)
        assert at.screen.step() == at.screen.steps.current() == step


def test_enter_goes_on_and_escape_goes_back_and_nothing_typed_is_lost(house: House, at: AtCounter) -> None:
    house.sold("0301")
    at.open()
    at.press(Key.Key_Return)
    at.type("12000")
    at.press(Key.Key_Return, Key.Key_2, Key.Key_Return)
    at.type("郑代付")
    for step in ("method", "amount", "items", "find"):
        at.press(Key.Key_Escape)
        assert at.screen.step() == step
    at.press(Key.Key_F4)
    assert at.screen.entry.amount.value() == 12_000 * YUAN
    assert at.screen.entry.fields.payer.text() == "郑代付"
    at.type("13000")
    at.press(Key.Key_Return, Key.Key_1, Key.Key_F9)
    assert numbers(house) == [1]
    assert at.screen.done.sum.text() == "13,000.00"


def test_there_is_no_number_on_screen_or_paper_before_the_payment_is_saved(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    at.open()
    at.press(Key.Key_F4)
    at.type("50000")
    at.press(Key.Key_Return, Key.Key_2)
    text = all_text(at.preview_drawn())
    assert "保存后编号" in text
    assert "伍万元整" in text
    assert "SD01-" not in text + words_on(at)
    at.press(Key.Key_F9)
    assert entries(house, order_id)[0].number in all_text(at.preview_drawn())


def test_what_is_overdue_is_ticked_and_its_sum_proposed(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    days_pass(house, 9)
    at.open()
    down = house.desk("cashier").read(order_account, order_id).dues[1]
    assert at.screen.draft.ticked == {"due:2"}
    assert at.screen.entry.amount.value() == down.due.amount_fen
    assert at.screen.account.dues.rows.row(1).lamp == "overdue"


def test_a_part_of_a_due_item_leaves_the_rest_open(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    at.open()
    at.press(Key.Key_F4)
    at.type("20000")
    at.press(Key.Key_Return, Key.Key_1, Key.Key_F9)
    assert house.desk("cashier").read(order_account, order_id).dues[0].open_fen == 30_000 * YUAN


def test_a_later_instalment_brings_the_earlier_ones_along(house: House, at: AtCounter) -> None:
    house.sold("0301", choices=house.choices("分期三期"))
    at.open()
    third = next(row for row in at.screen.draft.rows if row.name == "三期款")
    at.screen.account.dues.select_key(third.key)
    at.press(Key.Key_Space)
    assert {row.name for row in at.screen.draft.chosen()} == {"定金", "二期款", "三期款"}
    at.press(Key.Key_Up, Key.Key_Space)
    assert {row.name for row in at.screen.draft.chosen()} == {"定金"}


def test_several_methods_share_one_receipt(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    at.open()
    at.press(Key.Key_F4)
    at.type("50000")
    at.press(Key.Key_Return, Key.Key_3, Key.Key_Plus, Key.Key_1, Key.Key_Return)
    at.type("8000")
    at.press(Key.Key_Return, Key.Key_F9)
    (taken,) = entries(house, order_id)
    assert taken.tenders == (Tender("transfer", 42_000 * YUAN), Tender("cash", 8_000 * YUAN))


def test_methods_that_come_to_more_than_the_sum_are_refused(house: House, at: AtCounter) -> None:
    house.sold("0301")
    at.open()
    at.press(Key.Key_F4)
    at.type("50000")
    at.press(Key.Key_Return, Key.Key_3, Key.Key_Plus, Key.Key_1, Key.Key_Return)
    at.type("50000")
    at.press(Key.Key_F9)
    assert "methods" in at.screen.entry.foot.hint.sentence()
    assert numbers(house) == []
    at.press(Key.Key_F5, Key.Key_Delete, Key.Key_F9)
    assert numbers(house) == [1]


def test_another_money_item_takes_the_sum_typed_for_it(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    at.open()
    at.press(Key.Key_Space)
    at.screen.account.dues.select_key("item:collected:maintenance_fund")
    at.press(Key.Key_Space, Key.Key_F4, Key.Key_Return)
    at.type("11832")
    at.press(Key.Key_Return, Key.Key_7, Key.Key_F9)
    assert by_item(house, order_id) == {(MoneyClass.COLLECTED, "maintenance_fund"): 1_183_200}


def test_a_late_fee_is_proposed_and_can_be_taken_beside_what_is_overdue(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    days_pass(house, 17)
    at.open()
    fee = at.screen.counter.late_fee_fen if at.screen.counter else 0
    assert fee == 333_200
    at.screen.account.dues.select_key("item:other:late_fee")
    at.press(Key.Key_Space, Key.Key_F5, Key.Key_3, Key.Key_F9)
    assert by_item(house, order_id)[MoneyClass.OTHER, "late_fee"] == fee


def test_a_reservation_takes_its_deposit(house: House, at: AtCounter) -> None:
    form = Reservation(unit_id=house.unit_id("0301"), customer_id=house.customer())
    order_id = house.desk("control").perform(reserve, form)
    at.open()
    assert at.screen.draft.rows[0].key == "item:price:deposit"
    at.press(Key.Key_F3, Key.Key_Space, Key.Key_F4, Key.Key_Return)
    at.type("20000")
    at.press(Key.Key_Return, Key.Key_6, Key.Key_F9)
    assert by_item(house, order_id) == {(MoneyClass.PRICE, "deposit"): 20_000 * YUAN}


def test_the_drawer_and_the_newest_receipts_follow_each_payment(house: House, at: AtCounter) -> None:
    house.sold("0301")
    assert at.screen.drawer.facts.values["numbers"].text() == "—"
    at.open()
    at.press(Key.Key_F5, Key.Key_1, Key.Key_F9)
    rows = {row.key: row.amount_fen for row in at.screen.drawer.lines.rows.rows()}
    assert rows == {"cash": EARNEST}
    assert at.screen.drawer.facts.values["numbers"].text() == "SD01-0000001"
    assert [entry.number for entry in at.screen.drawer.newest.rows.rows()] == ["SD01-0000001"]


def test_after_a_payment_escape_leads_to_the_next_buyer(house: House, at: AtCounter) -> None:
    house.sold("0301")
    at.open()
    at.press(Key.Key_F5, Key.Key_1, Key.Key_F9)
    assert at.screen.middle.currentWidget() is at.screen.done
    at.press(Key.Key_Escape)
    assert at.screen.step() == "find"
    assert at.screen.middle.currentWidget() is at.screen.entry
    assert at.screen.entry.amount.value() != EARNEST
