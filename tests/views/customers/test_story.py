"""The list and a customer's story, by keyboard: who is due, what was said, the next contact, and whom one may see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from salesdesk.services.customers import NewFollowUp, follow_up
from salesdesk.services.rows import Touched
from salesdesk.services.subscriptions import subscribe
from salesdesk.views.customers.list_model import with_headings
from salesdesk.views.customers.screen import CustomersScreen
from salesdesk.views.kit.rows import GroupRow
from tests.support.office import House
from tests.views.customers.conftest import CTRL, ScreenOf, entered, focused, press, shown, stored, write


def due(house: House, name: str, telephone: str, days: int, login: str = "consultant") -> int:
    """A customer whose next contact falls due so many days from today."""
    customer_id = entered(house, name, telephone, login)
    with house.as_owner.begin() as connection:
        day = (house.today + timedelta(days=days)).isoformat()
        connection.execute(
            text("UPDATE customer SET next_contact_on = :day WHERE id = :id"), {"day": day, "id": customer_id}
        )
    return customer_id


def listed(screen: CustomersScreen) -> list[str]:
    rows = screen.list_pane.list.rows.listed()
    return [f"{row.words} {row.note}" if isinstance(row, GroupRow) else row.name for row in rows]


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_day_begins_with_whom_to_contact_the_longest_overdue_first(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    due(house, "今天", "13851460001", 0)
    due(house, "逾期两天", "13851460002", -2)
    due(house, "明天", "13851460003", 1)
    due(house, "逾期九天", "13851460004", -9)
    screen = screen_of()
    assert listed(screen) == ["Overdue 2", "逾期九天", "逾期两天", "Today 1", "今天"]
    assert screen.story.head.name.text() == "逾期九天"
    assert "9 days overdue" in screen.story.band.words()
    press(Qt.Key.Key_J)
    press(Qt.Key.Key_Down)
    shown(qtbot, screen)
    assert screen.story.head.name.text() == "今天"
    press(Qt.Key.Key_K)
    shown(qtbot, screen)
    assert screen.story.head.name.text() == "逾期两天"


def test_mine_and_all_are_as_many_as_one_may_see(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    entered(house, "韩若溪", "13851460001")
    entered(house, "何佩芸", "13851460002", "colleague")
    own = screen_of("consultant")
    assert [words for _, words in own.list_pane.which._choices] == ["To contact 0", "Mine 1"]
    manager = screen_of("manager")
    manager.list_pane.which.choose("all")
    shown(qtbot, manager)
    assert listed(manager) == ["何佩芸", "韩若溪"]
    assert manager.list_pane.which._choices[2][1] == "All customers 2"


def test_more_customers_come_while_scrolling(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    for number in range(130):
        entered(house, f"客户{number:03d}", f"1385146{number:04d}")
    screen = screen_of()
    screen.list_pane.which.choose("mine")
    shown(qtbot, screen)
    assert len(listed(screen)) == 100
    bar = screen.list_pane.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    shown(qtbot, screen)
    assert listed(screen) == [f"客户{number:03d}" for number in reversed(range(130))]
    bar.setValue(bar.maximum())
    shown(qtbot, screen)
    assert len(listed(screen)) == 130


def test_a_name_its_pinyin_or_the_end_of_its_telephone_finds_a_customer_and_esc_gives_the_list_back(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    entered(house, "曾明洁", "13851462046")
    entered(house, "单文涛", "13917312201")
    screen = screen_of()
    for typed, name in (("zmj", "曾明洁"), ("2201", "单文涛"), ("swt", "单文涛"), ("明洁", "曾明洁")):
        press(Qt.Key.Key_F, CTRL)
        write(typed)
        shown(qtbot, screen)
        assert listed(screen) == [name]
    press(Qt.Key.Key_Return)
    shown(qtbot, screen)
    assert screen.list_pane.list.hasFocus()
    assert screen.story.head.name.text() == "曾明洁"
    press(Qt.Key.Key_F, CTRL)
    press(Qt.Key.Key_Escape)
    shown(qtbot, screen)
    assert screen.list_pane.search.text() == ""


def test_enter_right_after_typing_goes_to_what_that_finds(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    entered(house, "曾明洁", "13851462046")
    due(house, "单文涛", "13917312201", 0)
    screen = screen_of()
    press(Qt.Key.Key_F, CTRL)
    write("zmj")
    press(Qt.Key.Key_Return)
    shown(qtbot, screen)
    assert screen.story.head.name.text() == "曾明洁"


def test_an_office_without_customers_says_what_to_do(screen_of: ScreenOf) -> None:
    screen = screen_of()
    assert not screen.story.shows_somebody()
    assert "Ctrl N" in screen.story.empty.hint.text()
    assert screen.list_pane.list._empty[0] == "Nobody is waiting to be contacted"


def test_headings_stand_over_both_parts_and_count_all(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    due(house, "今天", "13851460001", 0)
    screen = screen_of()
    counts = screen.list_pane.counts
    assert counts is not None
    rows = screen.list_pane.list.rows.customers()
    assert [row.key for row in with_headings(rows, counts) if isinstance(row, GroupRow)] == ["today"]
    assert with_headings([], counts) == []


# --- whom one may see -------------------------------------------------------------------------------------------------


def test_a_colleague_s_customer_is_in_no_list_no_search_and_no_story(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    secret = due(house, "韩若溪", "13812342046", 0, "colleague")
    screen = screen_of(customer_id=secret)
    assert not screen.story.shows_somebody()
    assert "colleague" in screen.story.empty.words.text()
    assert "韩若溪" not in screen.story.empty.words.text()
    assert listed(screen) == []
    screen.list_pane.search.set_text("hrx")
    shown(qtbot, screen)
    assert listed(screen) == []
    assert not screen.side.isVisible()


def test_the_telephone_stands_without_its_middle_until_the_owner_looks(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    customer_id = entered(house, "韩若溪", "13812342046")
    screen = screen_of(customer_id=customer_id)
    head = screen.story.head
    assert head.telephone.text() == "138 **** 2046"
    head.eye.setFocus()
    press(Qt.Key.Key_Space)
    assert head.telephone.text() == "13812342046"
    other = entered(house, "何佩芸", "13900001111")
    screen.show_customer(other)
    shown(qtbot, screen)
    assert head.telephone.text() == "139 **** 1111"


def test_who_only_reads_sees_no_whole_telephone_and_every_grey_button_says_why(
    house: House, screen_of: ScreenOf, qtbot: QtBot, refused: list[str]
) -> None:
    customer_id = entered(house, "韩若溪", "13812342046")
    screen = screen_of("auditor", customer_id=customer_id)
    head = screen.story.head
    assert (head.telephone.text(), head.eye.isEnabled()) == ("138 **** 2046", False)
    assert head.eye.toolTip()
    assert "make quotes" in head.quote.refusal()
    assert "enter customers" in screen.side.edit.toolTip()
    assert not screen.story.bar.isVisible()
    press(Qt.Key.Key_E, CTRL)
    press(Qt.Key.Key_F6)
    assert refused == [screen.side.edit.toolTip(), head.quote.refusal()]
    assert [keys for keys, _ in screen.key_hints()] == ["J K", "Ctrl F"]


# --- following up -----------------------------------------------------------------------------------------------------


def test_a_contact_is_recorded_by_keyboard_and_the_list_moves_on(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    customer_id = due(house, "叶承泽", "13851462046", -2)
    screen = screen_of()
    press(Qt.Key.Key_Return)
    assert focused() is screen.story.bar.note.line
    write("报价已发，周末再来")
    press(Qt.Key.Key_S, CTRL)
    shown(qtbot, screen)
    found = stored(house, customer_id)
    assert (found.contacts[0].kind, found.contacts[0].note) == ("call_out", "报价已发，周末再来")
    assert found.customer.next_contact_on == house.today + timedelta(days=4)
    assert listed(screen) == []
    assert screen.story.timeline.events()[0].text == "报价已发，周末再来"
    assert screen.story.bar.note.text() == ""


def test_kind_and_time_and_plan_are_chosen_by_keys(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "叶承泽", "13851462046")
    screen = screen_of(customer_id=customer_id)
    bar = screen.story.bar
    bar.kinds.setFocus()
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Tab)
    write("+7")
    press(Qt.Key.Key_Tab)
    write("-3 15:30")
    press(Qt.Key.Key_Tab)
    write("B 3 show flat")
    press(Qt.Key.Key_Return)
    shown(qtbot, screen)
    late = stored(house, customer_id).contacts[-1]
    assert (late.kind, late.note, late.next_on) == ("visit", "B 3 show flat", house.today + timedelta(days=7))
    assert late.happened_at.astimezone().date() <= house.today - timedelta(days=2)


@pytest.mark.parametrize(
    ("part", "words", "why"),
    [("note", "", "missing"), ("when", "2099-01-01 9:00", "future"), ("next_on", "20206-01-05", "20206")],
)
def test_a_contact_that_cannot_be_taken_says_why_and_keeps_what_was_typed(
    house: House, screen_of: ScreenOf, qtbot: QtBot, part: str, words: str, why: str
) -> None:
    customer_id = entered(house, "叶承泽", "13851462046")
    screen = screen_of(customer_id=customer_id)
    bar = screen.story.bar
    bar.note.line.setFocus()
    write("谈了价格" if part != "note" else "")
    place = getattr(bar, part)
    place.line.setFocus()
    place.line.selectAll()
    write(words)
    press(Qt.Key.Key_S, CTRL)
    shown(qtbot, screen)
    assert why in place.problem()
    assert bar.note.text() == ("谈了价格" if part != "note" else "")
    assert len(stored(house, customer_id).contacts) == 1


def test_the_enter_that_ends_a_chinese_word_records_nothing(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "叶承泽", "13851462046")
    screen = screen_of(customer_id=customer_id)
    screen.story.bar.note.line.setFocus()
    write("看样板间")
    press(Qt.Key.Key_Return)
    shown(qtbot, screen)
    assert len(stored(house, customer_id).contacts) == 1
    assert screen.story.bar.note.text() == "看样板间"


def test_a_second_press_records_nothing_twice(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "叶承泽", "13851462046")
    screen = screen_of(customer_id=customer_id)
    screen.story.bar.note.line.setFocus()
    write("谈了价格")
    QTest.keyClick(focused(), Qt.Key.Key_S, CTRL)
    QTest.keyClick(focused(), Qt.Key.Key_S, CTRL)
    shown(qtbot, screen)
    assert len(stored(house, customer_id).contacts) == 2


def test_what_is_typed_stays_with_its_customer(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    first = entered(house, "叶承泽", "13851462046")
    second = entered(house, "何佩芸", "13900001111")
    screen = screen_of(customer_id=first)
    bar = screen.story.bar
    bar.note.line.setFocus()
    write("还没说完")
    bar.kinds.choose("visit")
    bar.next_on.line.setFocus()
    bar.next_on.line.selectAll()
    write("+8")
    screen.show_customer(second)
    shown(qtbot, screen)
    assert (bar.note.text(), bar.kinds.key()) == ("", "call_out")
    screen.show_customer(first)
    shown(qtbot, screen)
    assert (bar.note.text(), bar.kinds.key()) == ("还没说完", "visit")
    assert bar.next_on.value() == house.today + timedelta(days=8)


def test_a_change_at_another_desk_is_shown_with_cursor_and_typing_where_they_are(
    house: House, screen_of: ScreenOf, qtbot: QtBot
) -> None:
    due(house, "何佩芸", "13900001111", -1)
    customer_id = due(house, "叶承泽", "13851462046", 0)
    screen = screen_of(customer_id=customer_id)
    screen.story.bar.note.line.setFocus()
    write("还没说完")
    form = NewFollowUp(customer_id=customer_id, kind="message", note="经理抽查", next_on=house.today)
    house.desk("manager").perform(follow_up, form)
    screen.desk.changed.emit(Touched(customers={customer_id}))
    qtbot.waitUntil(lambda: len(screen.story.timeline.events()) == 3)
    assert screen.list_pane.list.customer_id() == customer_id
    assert screen.story.bar.note.text() == "还没说完"
    assert focused() is screen.story.bar.note.line


def test_the_story_is_filtered_by_kind(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "叶承泽", "13851462046", contact="call_in")
    for kind in ("visit", "visit", "message"):
        house.desk("consultant").perform(follow_up, NewFollowUp(customer_id=customer_id, kind=kind, note=kind))
    screen = screen_of(customer_id=customer_id)
    assert [words for _, words in screen.story.kinds._choices] == ["All 4", "Visits 2", "Calls 1", "Others 1"]
    heads = [event.head for event in screen.story.timeline.events()]
    assert heads == ["Message", "Visit　No. 2", "First visit", "Call-in", "Entered"]
    screen.story.kinds.setFocus()
    press(Qt.Key.Key_2)
    assert [event.head for event in screen.story.timeline.events()] == ["Visit　No. 2", "First visit"]


# --- where it leads ---------------------------------------------------------------------------------------------------


def test_a_quote_and_an_order_are_one_key_away(house: House, screen_of: ScreenOf, qtbot: QtBot) -> None:
    customer_id = entered(house, "韩若溪", "13812342046")
    order_id = house.desk("control").perform(subscribe, house.subscription("0301", customer_id))
    screen = screen_of(customer_id=customer_id)
    wanted: list[tuple[str, dict[str, object]]] = []
    screen.desk.go.connect(lambda key, what: wanted.append((key, what)))
    press(Qt.Key.Key_F6)
    line = screen.side.order_lines()[0]
    assert "3-0301" in line.text()
    assert "2,366,400.00" in line.text()
    qtbot.waitUntil(line.isVisible)
    line.setFocus()
    press(Qt.Key.Key_Return)
    assert wanted == [
        ("deal", {"customer_id": customer_id, "mode": "quote"}),
        ("orders", {"order_id": order_id}),
    ]


def test_the_manager_gives_a_customer_over_with_a_reason(screen_of: ScreenOf, house: House, qtbot: QtBot) -> None:
    customer_id = entered(house, "韩若溪", "13851462046", "consultant")
    assert not screen_of("control", customer_id=customer_id).side.give.isVisible()
    screen = screen_of("manager", customer_id=customer_id)
    qtbot.waitUntil(lambda: screen.side.give.isVisible())
    dialog = screen.give_customer()
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.ui.owner.count() > 0)
    assert "陈立" not in [dialog.ui.owner.itemText(place) for place in range(dialog.ui.owner.count())]
    dialog.submit()
    qtbot.waitUntil(lambda: "missing" in dialog.ui.reason.problem())
    dialog.ui.reason.set_text("Two weeks without a word")
    with qtbot.waitSignal(dialog.carried_out):
        dialog.submit()
    qtbot.waitUntil(lambda: screen._story is not None and screen._story.customer.owner_name == "许知行")
