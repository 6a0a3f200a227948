"""A new customer by keyboard: telephone first, what is known said at once, and nothing typed is ever lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk.domain.labels import local_day
from salesdesk.services.customers import customer_count, find_customers
from salesdesk.views.customers.screen import CustomersScreen
from tests.support.office import House
from tests.views.customers.conftest import CTRL, ScreenOf, entered, focused, press, shown, stored, write

MOST_KEYS = 25


def fill(qtbot: QtBot, screen: CustomersScreen, telephone: str = "138 5146 2046", name: str = "叶承泽") -> None:
    """The least that a customer is entered with, the cursor in the name afterwards."""
    press(Qt.Key.Key_N, CTRL)
    shown(qtbot, screen)
    write(telephone)
    press(Qt.Key.Key_Tab)
    write(name)
    shown(qtbot, screen)


def save(qtbot: QtBot, screen: CustomersScreen) -> None:
    press(Qt.Key.Key_Return, CTRL)
    shown(qtbot, screen)


def test_a_customer_with_a_first_visit_takes_few_keys_beyond_what_is_typed_and_no_mouse(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    screen = screen_of()
    keys: list[Qt.Key] = []

    def key(one: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        keys.append(one)
        press(one, *modifiers)
        shown(qtbot, screen)

    key(Qt.Key.Key_N, CTRL)
    for words in ("13851462046", "叶承泽", "dy", "老客户何佩芸", "三房，250 万以内"):
        write(words)
        key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_A)
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_2)
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Tab)
    write("问 3# 三房，约周末看房")
    key(Qt.Key.Key_Tab)
    write("+2")
    key(Qt.Key.Key_Return, CTRL)

    assert len(keys) <= MOST_KEYS
    row = house.desk("consultant").read(find_customers, "ycz")[0]
    found = stored(house, row.id)
    customer = found.customer
    assert (customer.name, customer.telephones, customer.channel) == ("叶承泽", ("13851462046",), "抖音")
    assert (customer.referrer, customer.wish, customer.level) == ("老客户何佩芸", "三房，250 万以内", "A")
    assert customer.next_contact_on == house.today + timedelta(days=2)
    assert [(one.kind, one.note) for one in found.contacts] == [("call_in", "问 3# 三房，约周末看房")]
    assert screen.story.head.name.text() == "叶承泽"
    assert screen.list_pane.list.customer_id() == row.id


def test_the_next_contact_is_proposed_by_the_level_until_it_is_planned(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    screen = screen_of()
    fill(qtbot, screen)
    ui = screen.entry.ui
    ui.level.setFocus()
    press(Qt.Key.Key_A)
    assert ui.next_on.value() == house.today + timedelta(days=3)
    ui.next_on.line.setFocus()
    write("+9")
    ui.level.setFocus()
    press(Qt.Key.Key_C)
    assert ui.next_on.value() == house.today + timedelta(days=9)


def test_a_known_telephone_shows_owner_and_date_while_it_is_typed_and_nothing_else(
    house: House, screen_of: ScreenOf, qtbot: QtBot, refused: list[str]
) -> None:
    entered(house, "韩若溪", "13851462046", "colleague")
    screen = screen_of()
    press(Qt.Key.Key_N, CTRL)
    shown(qtbot, screen)
    write("1385146204")
    shown(qtbot, screen)
    assert screen.entry.ui.known.sentence() == ""
    write("6")
    shown(qtbot, screen)
    told = screen.entry.ui.known.sentence()
    assert "许知行" in told
    assert house.today.isoformat() in told
    assert "韩若溪" not in told
    assert "Open" not in screen.entry.ui.known._parts[2]
    assert screen.entry.save_button.refusal() == told
    press(Qt.Key.Key_Return, CTRL)
    assert refused == [told]


def test_whoever_may_see_the_customer_opens_them_from_there(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "韩若溪", "13851462046", "colleague")
    screen = screen_of("manager")
    fill(qtbot, screen, name="另一位")
    screen.entry.ui.known.link_activated.emit()
    shown(qtbot, screen)
    assert screen.story.head.name.text() == "韩若溪"
    assert screen.list_pane.list.customer_id() == customer_id
    assert screen.entry.ui.name.text() == "另一位"


def test_a_telephone_that_another_desk_takes_meanwhile_is_refused_with_everything_kept(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    screen = screen_of()
    fill(qtbot, screen)
    entered(house, "韩若溪", "13851462046", "colleague")
    save(qtbot, screen)
    ui = screen.entry.ui
    assert "许知行" in screen.entry.banner.sentence()
    assert "许知行" in ui.known.sentence()
    assert (ui.telephone.text(), ui.name.text()) == ("13851462046", "叶承泽")
    ui.telephone.line.setFocus()
    ui.telephone.line.selectAll()
    write("13851462047")
    shown(qtbot, screen)
    assert ui.known.sentence() == ""
    save(qtbot, screen)
    assert house.desk("consultant").read(customer_count) == 1


def test_a_second_press_of_a_hurried_hand_enters_nobody_twice(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    screen = screen_of()
    fill(qtbot, screen)
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    shown(qtbot, screen)
    assert house.desk("consultant").read(customer_count) == 1


def test_enter_alone_saves_nothing(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    screen = screen_of()
    fill(qtbot, screen)
    press(Qt.Key.Key_Return)
    shown(qtbot, screen)
    assert house.desk("consultant").read(customer_count) == 0


def test_what_was_typed_comes_back_after_esc(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    screen = screen_of()
    fill(qtbot, screen)
    press(Qt.Key.Key_Escape)
    assert screen.pages.currentIndex() == 0
    assert screen.list_pane.new_button.text() == "Go on entering"
    press(Qt.Key.Key_N, CTRL)
    shown(qtbot, screen)
    assert screen.entry.ui.name.text() == "叶承泽"
    save(qtbot, screen)
    assert screen.list_pane.new_button.text() == "New customer"
    assert not screen.entry.drafted()


@pytest.mark.parametrize(
    ("field", "words", "why"),
    [
        ("telephone", "1385146", "11"),
        ("name", "阿" * 61, "60"),
        ("next_on", "20206-01-05", "20206"),
        ("next_on", "2020-01-05", "2020-01-05"),
        ("contact_at", "2099-01-01 12:00", "future"),
        ("contact_at", "1120 25:70", "25:70"),
        ("note", "说" * 1001, "1000"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_its_field_and_stays_there(
    house: House, screen_of: ScreenOf, qtbot: QtBot, field: str, words: str, why: str
) -> None:
    screen = screen_of()
    fill(qtbot, screen)
    place = getattr(screen.entry.ui, field)
    place.line.setFocus()
    place.line.selectAll()
    write(words)
    save(qtbot, screen)
    assert why in place.problem()
    assert place.text() == words
    assert place.line.hasFocus()
    assert house.desk("consultant").read(customer_count) == 0


def test_a_missing_name_is_asked_for_at_its_field(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    screen = screen_of()
    fill(qtbot, screen, name="")
    save(qtbot, screen)
    assert screen.entry.ui.name.problem() == "The name is missing."
    assert focused() is screen.entry.ui.name.line


def test_a_name_with_an_emoji_and_pasted_rubbish_is_entered(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    screen = screen_of()
    fill(qtbot, screen, name="王😀")
    screen.entry.ui.wish.line.setText("三房\x00\n二百万\t" + "🏠" * 30)
    save(qtbot, screen)
    row = house.desk("consultant").read(find_customers, "王")[0]
    assert (row.name, row.wish) == ("王😀", "三房 二百万 " + "🏠" * 30)


def test_a_contact_of_yesterday_is_entered_late_and_says_so(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    screen = screen_of()
    fill(qtbot, screen)
    screen.entry.ui.contact_at.line.setFocus()
    write("-1 15:30")
    save(qtbot, screen)
    row = house.desk("consultant").read(find_customers, "ycz")[0]
    assert local_day(stored(house, row.id).customer.first_contact_at) == house.today - timedelta(days=1)
    assert "entered" in screen.story.timeline.events()[0].who


def test_a_consultant_enters_for_nobody_else_and_sales_control_for_a_colleague(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    own = screen_of()
    fill(qtbot, own)
    assert not own.entry.ui.owner.isVisible()
    screen = screen_of("control")
    fill(qtbot, screen, "13900001111", "何佩芸")
    screen.entry.ui.owner.set_key(house.desk("colleague").person.id)
    save(qtbot, screen)
    row = house.desk("colleague").read(find_customers, "hpy")[0]
    assert row.owner_name == "许知行"


def test_who_may_not_enter_customers_is_told_why(screen_of: ScreenOf, qtbot: QtBot, refused: list[str]) -> None:
    screen = screen_of("cashier")
    assert not screen.list_pane.new_button.isEnabled()
    press(Qt.Key.Key_N, CTRL)
    assert refused == [screen.list_pane.new_button.refusal()]
    assert screen.pages.currentIndex() == 0


def test_a_telephone_nobody_was_found_by_stands_in_the_new_form_already(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    screen = screen_of()
    press(Qt.Key.Key_F, CTRL)
    write("13851462046")
    shown(qtbot, screen)
    press(Qt.Key.Key_N, CTRL)
    shown(qtbot, screen)
    assert screen.entry.ui.telephone.text() == "13851462046"
