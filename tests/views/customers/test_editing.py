"""Changing a customer: somebody else's change meanwhile is shown beside what was typed, and overwrites nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.stale import Side
from salesdesk.services.customer_lists import entry_desk
from salesdesk.services.customers import CustomerEdit, edit_customer
from salesdesk.views.customers.screen import CustomersScreen
from salesdesk.views.stale.dialog import StaleDialog
from tests.support.office import House
from tests.views.customers.conftest import CTRL, NONE, ScreenOf, entered, focused, press, shown, stored, write


def opened(screen: CustomersScreen, qtbot: QtBot) -> None:
    press(Qt.Key.Key_E, CTRL)
    shown(qtbot, screen)


def save(screen: CustomersScreen, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return, CTRL)
    shown(qtbot, screen)
    shown(qtbot, screen)


def left(screen: CustomersScreen, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A key that closes the comparison; the form has the keyboard again."""
    press(key, modifiers)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is screen.window() and QApplication.focusWidget() is not None)
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


def comparison(screen: CustomersScreen, qtbot: QtBot) -> StaleDialog:
    """The comparison that is open, once it has the keyboard."""
    qtbot.waitUntil(lambda: screen.edit.comparison is not None)
    dialog = screen.edit.comparison
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def stale_wish(house: House, screen: CustomersScreen, qtbot: QtBot, customer_id: int) -> StaleDialog:
    """The consultant typed a wish, the manager stored another one and a level; the consultant saves."""
    opened(screen, qtbot)
    wish(screen, "四房，300 万")
    changed_by_manager(house, customer_id, wish="三房，270 万", level="A")
    save(screen, qtbot)
    return comparison(screen, qtbot)


def test_a_change_meanwhile_is_shown_side_by_side_with_who_and_keeps_what_was_typed(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    customer_id = entered(house, "叶承泽", "13851462046", wish="三房")
    screen = screen_of(customer_id=customer_id)
    dialog = stale_wish(house, screen, qtbot, customer_id)
    found = {key: (row.one.before, row.one.theirs, row.one.mine) for key, row in dialog.rows.items()}
    assert found == {"level": ("B", "A", "B"), "wish": ("三房", "三房，270 万", "四房，300 万")}
    assert "罗建平 changed this meanwhile" in dialog.banner.sentence()
    assert [row.side() for row in dialog.rows.values()] == [Side.THEIRS, Side.MINE]
    assert focused() is dialog.rows["wish"].sides, "the field that both changed is decided first"
    left(screen, qtbot, Qt.Key.Key_Escape)
    assert screen.edit.ui.wish.text() == "四房，300 万"
    assert stored(house, customer_id).customer.wish == "三房，270 万"
    save(screen, qtbot)
    comparison(screen, qtbot)
    left(screen, qtbot, Qt.Key.Key_Return, CTRL)
    now = stored(house, customer_id).customer
    assert (now.wish, now.level) == ("四房，300 万", "A"), "mine on top, and what only they changed stays"
    assert screen.pages.currentIndex() == 0


def test_field_by_field_theirs_may_be_taken(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "叶承泽", "13851462046", wish="三房")
    screen = screen_of(customer_id=customer_id)
    opened(screen, qtbot)
    screen.edit.ui.address.set_text("文澜路 18 号")
    wish(screen, "四房")
    changed_by_manager(house, customer_id, wish="三房，270 万")
    save(screen, qtbot)
    dialog = comparison(screen, qtbot)
    press(Qt.Key.Key_Right)
    assert dialog.rows["wish"].theirs.is_chosen()
    left(screen, qtbot, Qt.Key.Key_Return, CTRL)
    now = stored(house, customer_id).customer
    assert (now.wish, now.address) == ("三房，270 万", "文澜路 18 号")


def test_mine_may_be_dropped(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "叶承泽", "13851462046", wish="三房")
    screen = screen_of(customer_id=customer_id)
    stale_wish(house, screen, qtbot, customer_id)
    left(screen, qtbot, Qt.Key.Key_D, CTRL)
    assert screen.pages.currentIndex() == 0
    assert screen.side.wish.text() == "三房，270 万"
    opened(screen, qtbot)
    assert screen.edit.ui.wish.text() == "三房，270 万", "nothing typed comes back"


def test_a_third_change_while_choosing_is_compared_anew(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "叶承泽", "13851462046", wish="三房")
    screen = screen_of(customer_id=customer_id)
    first = stale_wish(house, screen, qtbot, customer_id)
    changed_by_manager(house, customer_id, wish="两房")
    press(Qt.Key.Key_Return, CTRL)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: screen.edit.comparison not in (None, first))
    row = comparison(screen, qtbot).rows["wish"]
    assert (row.one.before, row.one.theirs, row.one.mine) == ("三房，270 万", "两房", "四房，300 万")


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
    assert comparison(screen, qtbot).rows["wish"].one.theirs == "三房，270 万"


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


def test_the_channels_of_the_office_are_offered(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "叶承泽", "13851462046")
    screen = screen_of(customer_id=customer_id)
    opened(screen, qtbot)
    offered = [screen.edit.ui.channel.itemText(place) for place in range(screen.edit.ui.channel.count())]
    assert offered == [channel.words for channel in house.desk("consultant").read(entry_desk).channels]
