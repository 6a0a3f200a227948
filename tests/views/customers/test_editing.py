"""Changing a customer: somebody else's change meanwhile is shown beside what was typed, and overwrites nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk.services.customer_lists import entry_desk
from salesdesk.services.customers import CustomerEdit, edit_customer
from salesdesk.views.customers.comparison import differences, merged
from salesdesk.views.customers.screen import CustomersScreen
from tests.support.office import House
from tests.views.customers.conftest import CTRL, ScreenOf, entered, press, shown, stored, write


def opened(screen: CustomersScreen, qtbot: QtBot) -> None:
    press(Qt.Key.Key_E, CTRL)
    shown(qtbot, screen)


def save(screen: CustomersScreen, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return, CTRL)
    shown(qtbot, screen)
    shown(qtbot, screen)


def wish(screen: CustomersScreen, words: str) -> None:
    line = screen.edit.ui.wish.line
    line.setFocus()
    line.selectAll()
    write(words)


def changed_by_manager(house: House, customer_id: int, **changes: object) -> None:
    now = stored(house, customer_id).customer
    values = {"name": now.name, "level": now.level, "channel_id": now.channel_id, "wish": now.wish}
    form = CustomerEdit(customer_id=customer_id, version=now.version, **{**values, **changes})  # type: ignore[arg-type]
    house.desk("manager").perform(edit_customer, form)


def test_a_customer_is_changed_by_keyboard(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "林小岚", "13851462046")
    screen = screen_of(customer_id=customer_id)
    opened(screen, qtbot)
    write("林晓岚")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_A)
    wish(screen, "四房")
    save(screen, qtbot)
    now = stored(house, customer_id).customer
    assert (now.level, now.wish) == ("A", "四房")
    assert "林晓岚" in now.name
    assert screen.pages.currentIndex() == 0
    assert screen.side.wish.text() == "四房"


def test_a_change_meanwhile_shows_both_values_and_keeps_what_was_typed(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    customer_id = entered(house, "叶承泽", "13851462046", wish="三房")
    screen = screen_of(customer_id=customer_id)
    opened(screen, qtbot)
    wish(screen, "四房，300 万")
    changed_by_manager(house, customer_id, wish="三房，270 万", level="A")
    save(screen, qtbot)
    edit = screen.edit
    assert edit.comparison.isVisible()
    found = {one.key: (one.theirs, one.mine) for one in edit.comparison.differences()}
    assert found == {"wish": ("三房，270 万", "四房，300 万"), "level": ("A", "A")}
    assert edit.ui.wish.text() == "四房，300 万"
    assert edit.ui.level.key() == "A"
    assert stored(house, customer_id).customer.wish == "三房，270 万"
    save(screen, qtbot)
    now = stored(house, customer_id).customer
    assert (now.wish, now.level) == ("四房，300 万", "A")
    assert screen.pages.currentIndex() == 0


def test_the_present_value_is_taken_over_by_a_word(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "叶承泽", "13851462046", wish="三房")
    screen = screen_of(customer_id=customer_id)
    opened(screen, qtbot)
    wish(screen, "四房")
    changed_by_manager(house, customer_id, wish="三房，270 万")
    save(screen, qtbot)
    screen.edit.comparison.taken.emit("wish")
    assert screen.edit.ui.wish.text() == "三房，270 万"
    assert [one.same for one in screen.edit.comparison.differences()] == [True]
    save(screen, qtbot)
    assert stored(house, customer_id).customer.wish == "三房，270 万"


def test_what_was_typed_comes_back_after_esc_also_beside_a_newer_version(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    customer_id = entered(house, "叶承泽", "13851462046", wish="三房")
    other = entered(house, "何佩芸", "13900001111")
    screen = screen_of(customer_id=customer_id)
    opened(screen, qtbot)
    wish(screen, "四房")
    press(Qt.Key.Key_Escape)
    screen.show_customer(other)
    shown(qtbot, screen)
    opened(screen, qtbot)
    assert screen.edit.ui.wish.text() == ""
    press(Qt.Key.Key_Escape)
    changed_by_manager(house, customer_id, wish="三房，270 万")
    screen.show_customer(customer_id)
    shown(qtbot, screen)
    opened(screen, qtbot)
    assert screen.edit.ui.wish.text() == "四房"
    assert screen.edit.comparison.isVisible()


def test_a_channel_is_chosen_once_by_the_consultant_and_corrected_by_the_manager(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    customer_id = entered(house, "叶承泽", "13851462046")
    screen = screen_of(customer_id=customer_id)
    opened(screen, qtbot)
    assert screen.edit.ui.channel.isEnabled()
    screen.edit.ui.channel.setFocus()
    write("dy")
    press(Qt.Key.Key_Tab)
    save(screen, qtbot)
    assert stored(house, customer_id).customer.channel == "抖音"
    opened(screen, qtbot)
    assert not screen.edit.ui.channel.isEnabled()
    assert "manager" in screen.edit.ui.channel.toolTip()
    manager = screen_of("manager", customer_id=customer_id)
    opened(manager, qtbot)
    assert manager.edit.ui.channel.isEnabled()


def test_a_refused_edit_says_why_at_the_field_and_keeps_it(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "叶承泽", "13851462046")
    screen = screen_of(customer_id=customer_id)
    opened(screen, qtbot)
    screen.edit.ui.name.line.selectAll()
    write("阿" * 61)
    save(screen, qtbot)
    assert "60" in screen.edit.ui.name.problem()
    assert len(screen.edit.ui.name.text()) == 61
    screen.edit.ui.name.line.clear()
    save(screen, qtbot)
    assert screen.edit.ui.name.problem() == "The name is missing."


def test_the_form_of_another_kind_stays_open_while_an_edit_is_still_being_saved(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    customer_id = entered(house, "叶承泽", "13851462046")
    screen = screen_of(customer_id=customer_id)
    opened(screen, qtbot)
    wish(screen, "四房")
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_N, CTRL)
    shown(qtbot, screen)
    assert screen.pages.currentWidget() is screen.entry
    assert stored(house, customer_id).customer.wish == "四房"


def test_only_what_somebody_else_changed_is_compared_and_only_what_was_typed_is_kept() -> None:
    base = {"name": "叶", "wish": "三房", "level": "B"}
    theirs = {"name": "叶", "wish": "四房", "level": "A"}
    mine = {"name": "叶承泽", "wish": "五房", "level": "B"}
    kept = merged(base, theirs, mine)
    assert kept == {"name": "叶承泽", "wish": "五房", "level": "A"}
    found = [(one.key, one.same) for one in differences(base, theirs, kept)]
    assert found == [("wish", False), ("level", True)]


def test_the_channels_of_the_office_are_offered(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "叶承泽", "13851462046")
    screen = screen_of(customer_id=customer_id)
    opened(screen, qtbot)
    offered = [screen.edit.ui.channel.itemText(place) for place in range(screen.edit.ui.channel.count())]
    assert offered == [channel.words for channel in house.desk("consultant").read(entry_desk).channels]
