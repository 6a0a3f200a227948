"""A quote: worked out for a customer or none, with loans, and made a subscription with one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.services.deals import Choices
from salesdesk.services.quotes import QuoteForm, make_quote, quote
from tests.support.office import House
from tests.views.deal.deal_forms import confirm, focused, opened, worked_out
from tests.views.selling_desks import DeskOf


def test_a_consultant_saves_a_quote_with_its_loan_and_it_goes_to_the_preview(
    house: House, desk_of: DeskOf, qtbot: QtBot, printed: list[tuple[object, ...]]
) -> None:
    screen = opened(
        qtbot, desk_of, "consultant", unit_id=house.unit_id("0301"), customer_id=house.customer(), mode="quote"
    )
    screen.form.schemes.cards.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_2)
    worked_out(qtbot, screen)
    rows = screen.form.loans.table.rows.rows()
    assert screen.form.loans.isVisible()
    assert [row.principal_fen for row in rows] == [164_000_000, 164_000_000]
    assert rows[0].plan.total_interest_fen > rows[1].plan.total_interest_fen
    with qtbot.waitSignal(screen.saver.quoted) as saved:
        confirm(screen)
    assert saved.args is not None
    _, _, choices = house.desk("consultant").read(quote, saved.args[0])
    assert choices.scheme_id == screen.form.schemes.scheme_id()
    qtbot.waitUntil(lambda: len(printed) == 1)


def test_a_quote_needs_no_customer(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, "consultant", unit_id=house.unit_id("0301"), mode="quote")
    with qtbot.waitSignal(screen.saver.quoted):
        confirm(screen)


def test_two_loans_are_also_shown_together(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), mode="quote")
    screen.form.schemes.cards.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_4)
    worked_out(qtbot, screen)
    rows = screen.form.loans.table.rows.rows()
    assert len(rows) == 6
    assert rows[4].principal_fen == rows[0].principal_fen + rows[2].principal_fen
    assert rows[4].plan.total_interest_fen == rows[0].plan.total_interest_fen + rows[2].plan.total_interest_fen


def test_one_key_turns_a_quote_into_a_subscription_without_typing_again(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), customer_id=house.customer(), mode="quote")
    screen.form.schemes.cards.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_2)
    worked_out(qtbot, screen)
    amount = screen.panel.amount.text()
    QTest.keyClick(focused(), Qt.Key.Key_F4)
    worked_out(qtbot, screen)
    assert screen.mode == "subscribe"
    assert screen.panel.amount.text() == amount
    assert screen.form.buyers.rows[0].name.text() == "韩若溪"
    with qtbot.waitSignal(screen.desk.go, timeout=10_000):
        confirm(screen)
    assert house.state_of("0301") == "subscribed"


def test_a_quote_from_yesterday_opens_with_what_was_chosen(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    chosen = house.choices("商业贷款", ("老带新",))
    form = QuoteForm(
        unit_id=house.unit_id("0301"),
        customer_id=house.customer(),
        choices=Choices(chosen.scheme_id, chosen.discount_ids, "Canal Bank", 240),
    )
    quote_id = house.desk("consultant").perform(make_quote, form)
    screen = opened(qtbot, desk_of, quote_id=quote_id)
    qtbot.waitUntil(lambda: screen.form.buyers.rows[0].name.text() == "韩若溪")
    assert screen.form.buyers.rows[0].identity.line.hasFocus()
    assert screen.form.choices() == form.choices
    assert screen.unit_id == form.unit_id


def test_who_does_not_subscribe_goes_on_with_a_quote_as_a_quote(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    form = QuoteForm(unit_id=house.unit_id("0301"), customer_id=house.customer(), choices=house.choices())
    quote_id = house.desk("consultant").perform(make_quote, form)
    assert opened(qtbot, desk_of, "consultant", quote_id=quote_id).mode == "quote"
    assert opened(qtbot, desk_of, "control", quote_id=quote_id).mode == "subscribe"


def test_a_consultant_cannot_turn_the_quote_and_is_told_why(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, "consultant", unit_id=house.unit_id("0301"), mode="quote")
    assert not screen.bar.to_subscription.isEnabled()
    assert screen.bar.to_subscription.refusal()


@pytest.mark.parametrize("years", ["0", "41", "x", ""])
def test_years_that_no_bank_lends_are_refused_at_the_field(
    house: House, desk_of: DeskOf, qtbot: QtBot, years: str
) -> None:
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"), mode="quote")
    screen.form.schemes.cards.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_2)
    field = screen.form.schemes.years
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    QTest.keyClicks(focused(), years)
    screen.form.schemes.cards.setFocus()
    worked_out(qtbot, screen)
    assert screen.panel.go.refusal()
    assert field.problem() or not years
    assert field.text() == years


def test_a_customer_waits_until_a_unit_is_chosen_on_the_board(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    customer_id = house.customer()
    screen = opened(qtbot, desk_of, "consultant", unit_id=house.unit_id("0302"), mode="quote")
    with qtbot.waitSignal(screen.desk.go) as gone:
        screen.enter(customer_id=customer_id, mode="quote")
    assert gone.args == ["board", {}]
    screen.enter(unit_id=house.unit_id("0301"), mode="quote")
    qtbot.waitUntil(lambda: screen.form.buyers.customer_id() == customer_id, timeout=10_000)
