"""The form of a subscription is filled in by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.states import Stage
from salesdesk.services.order_lists import order_detail
from tests.support.office import House
from tests.views.conftest import commit
from tests.views.deal.deal_forms import ALT, CTRL, ID, add_discount, confirm, focused, opened, type_into, worked_out
from tests.views.selling_desks import DeskOf, settle


def tab() -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Tab)


def test_a_home_is_subscribed_by_keyboard_alone(
    house: House, desk_of: DeskOf, qtbot: QtBot, printed: list[tuple[object, ...]]
) -> None:
    house.customer("韩若溪", "13812342046")
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"))
    type_into("2046")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.form.buyers.rows[0].name.text() == "韩若溪")
    settle(qtbot, screen.desk)
    screen.form.jump(1)
    for _ in range(3):
        tab()
    type_into(ID)
    QTest.keyClick(focused(), Qt.Key.Key_2, ALT)
    QTest.keyClick(focused(), Qt.Key.Key_2)
    worked_out(qtbot, screen)
    assert screen.panel.go.isEnabled(), screen.panel.go.refusal()
    with qtbot.waitSignal(screen.desk.go) as gone:
        confirm(screen)
    assert gone.args is not None
    assert gone.args[0] == "orders"
    order = house.desk("control").read(order_detail, gone.args[1]["order_id"])
    assert order.stage is Stage.SUBSCRIBED
    assert order.scheme_name == "商业贷款"
    assert order.buyers[0].identity_masked == "110105********002X"
    assert [name for _, name, _ in order.consultants] == ["陈立"]
    qtbot.waitUntil(lambda: len(printed) == 1)


def test_a_number_is_masked_once_it_is_left_and_read_in_full_while_it_is_typed(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    row = screen.form.buyers.rows[0]
    row.identity.line.setFocus()
    type_into(ID)
    assert row.identity.line.text() == ID
    row.address.line.setFocus()
    assert row.identity.line.text() == "110105********002X"
    assert row.telephone.line.text() == "138 **** 2046"
    row.identity.line.setFocus()
    assert row.identity.line.text() == ID


def test_a_wrong_identity_number_says_why_beneath_it_and_bars_the_button(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    row = screen.form.buyers.rows[0]
    row.identity.line.setFocus()
    type_into("110105194912310020")
    row.address.line.setFocus()
    assert row.identity.problem()
    assert row.identity.line.text() == "110105194912310020"
    assert "韩若溪" in screen.panel.go.refusal()
    assert screen.panel.refusal.sentence()
    screen.panel.refusal.link_activated.emit()
    assert focused() is row.identity.line


def test_a_second_buyer_takes_what_the_first_leaves_and_the_sum_is_shown(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    QTest.keyClick(focused(), Qt.Key.Key_B, CTRL)
    buyers = screen.form.buyers
    assert [row.share.value() for row in buyers.rows] == [5000, 5000]
    commit(focused(), "邵文博")
    buyers.rows[0].share.line.setFocus()
    type_into("60")
    assert [row.share.value() for row in buyers.rows] == [6000, 4000]
    assert "✓" in buyers.sum.text()
    buyers.rows[1].share.line.setFocus()
    type_into("30")
    assert "✓" not in buyers.sum.text()
    assert "10.00%" in buyers.sum.text()
    assert screen.panel.go.refusal()


def test_a_buyer_is_taken_away_again_and_the_last_one_stays(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    QTest.keyClick(focused(), Qt.Key.Key_B, CTRL)
    buyers = screen.form.buyers
    buyers.rows[1].remove.click()
    assert len(buyers.rows) == 1
    assert not buyers.rows[0].remove.isVisible()
    assert buyers.rows[0].share.value() == 10_000


def test_each_ticked_discount_has_its_line_and_the_total_follows_at_once(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    screen.form.schemes.cards.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_2)
    worked_out(qtbot, screen)
    table = screen.form.working.table
    names = {row.name: row for row in table.rows.rows()}
    assert names["商业贷款优惠"].checked
    assert names["商业贷款优惠"].off == "−11,832.00"
    assert screen.panel.amount.text() == "2,354,600"
    table.setFocus()
    table.select_key(names["按时签约"].key)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    worked_out(qtbot, screen)
    assert screen.panel.amount.text() == "2,331,000"
    assert [row.after for row in table.rows.rows()][-1] == "2,331,000.00"


def test_another_scheme_brings_its_own_discount_and_takes_that_of_the_other_away(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    screen.form.schemes.cards.setFocus()
    for digit, expected in ((Qt.Key.Key_1, "一次性付款优惠"), (Qt.Key.Key_2, "商业贷款优惠"), (Qt.Key.Key_5, None)):
        QTest.keyClick(focused(), digit)
        ticked = [row.name for row in screen.form.working.table.rows.rows() if row.checked]
        assert ticked == ([expected] if expected else [])


def test_the_schedule_adds_up_to_the_total_and_says_so(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    screen.form.schemes.cards.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_2)
    worked_out(qtbot, screen)
    model = screen.form.dues.table.rows
    total = model.row(len(model.rows()))
    assert total.amount == "2,354,600.00"
    assert total.equal
    assert model.rows()[-1].running == total.amount


def test_a_price_beyond_the_limit_is_told_and_cannot_be_confirmed(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    add_discount(house, "Staff home", 900_000)
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer())
    row = next(row for row in screen.form.working.table.rows.rows() if row.name == "Staff home")
    screen.form.working.toggle(int(row.key))
    worked_out(qtbot, screen)
    assert "approval" in screen.panel.go.refusal()
    assert not next(row for row in screen.form.working.table.rows.rows() if row.name == "Staff home").allowed
    confirm(screen)
    settle(qtbot, screen.desk)
    assert house.state_of("0301") == "available"
