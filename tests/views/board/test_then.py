"""The board at another time: asked for by F5, said as long as it lasts, nothing sold there, and Esc leads back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from salesdesk.domain.errors import BadInput
from salesdesk.repository.database import utc_now
from salesdesk.services.holds import HoldForm, hold
from salesdesk.views.board_view.screen import BoardScreen
from salesdesk.views.board_view.then import MomentDialog, moment_words, parse_hour, quick_day
from salesdesk.views.kit import messages
from salesdesk.views.kit.date_text import short_date
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle

Key = Qt.Key
Open = Callable[..., BoardScreen]


@pytest.fixture
def a_day_later(house: House) -> House:
    """The office as it is two days after it was furnished: what is done now is not seen as of yesterday."""
    for login in ("control", "consultant", "operator"):
        house.desk(login).database.clock = lambda: utc_now() + timedelta(days=2)
    return house


@pytest.fixture
def board_of(desk_of: DeskOf, qtbot: QtBot) -> Open:
    def opened(login: str, **wanted: object) -> BoardScreen:
        desk = desk_of(login)
        screen = BoardScreen(desk)
        qtbot.addWidget(screen)
        screen.resize(1302, 694)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.enter(**wanted)
        settle(qtbot, desk)
        return screen

    return opened


def dialog_of(qtbot: QtBot, screen: BoardScreen) -> MomentDialog:
    QTest.keyClick(screen.canvas, Key.Key_F5)
    (dialog,) = screen.findChildren(MomentDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def go_back_in_time(qtbot: QtBot, screen: BoardScreen, quick: str = "yesterday") -> None:
    dialog = dialog_of(qtbot, screen)
    dialog.quick.choose(quick)
    QTest.keyClick(dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: screen.then.isVisible())
    settle(qtbot, screen.desk)


def test_f5_shows_the_board_of_then_and_says_so_and_esc_leads_back(
    a_day_later: House, board_of: Open, qtbot: QtBot
) -> None:
    a_day_later.sold("0301")
    screen = board_of("control")
    unit_id = a_day_later.unit_id("0301")
    assert screen.stock.cells[unit_id].state == "subscribed"
    assert not screen.then.isVisible()
    with qtbot.waitSignal(screen.hints_changed):
        go_back_in_time(qtbot, screen)
    assert screen.stock.cells[unit_id].state == "available"
    yesterday = screen.reading.today - timedelta(days=1)
    assert f"{short_date(yesterday, screen.reading.today)} 23:59" in screen.then.sentence.text()
    assert ("Esc", "Back to now") in screen.key_hints()
    assert screen.legend.accessibleName().startswith("Unlaunched 0，Available 12")
    assert "Mortgaged —" in screen.legend.accessibleName()
    QTest.keyClick(screen.canvas, Key.Key_Escape)
    qtbot.waitUntil(lambda: not screen.then.isVisible())
    assert screen.stock.cells[unit_id].state == "subscribed"
    assert ("F5", "Other time") in screen.key_hints()


def test_nothing_is_done_with_a_unit_of_then(a_day_later: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    screen.show_unit(a_day_later.unit_id("0301"))
    go_back_in_time(qtbot, screen)
    side = screen.beside.side
    assert (side.unit_head.number.text(), side.price.total.text()) == ("3-0301", "2,366,400")
    for part in (side.bar, side.orders, side.hold, side.past, side.alike, side.unit_head.more):
        assert not part.isVisible()
    for key in (Key.Key_F3, Key.Key_F4, Key.Key_F6):
        with qtbot.waitSignal(messages.bridge.refused) as told:
            QTest.keyClick(screen.canvas, key)
        assert "another time" in told.args[0]
    screen.beside.open_menu(QPoint(0, 0))
    assert not [menu for menu in screen.findChildren(QMenu) if menu.isVisible()]
    QTest.keyClick(screen.canvas, Key.Key_Return)
    assert screen.focusWidget() is screen.canvas
    QTest.keyClick(screen.canvas, Key.Key_Right)
    assert side.unit_head.number.text() == "3-0302"
    QTest.keyClick(screen.canvas, Key.Key_Escape)
    qtbot.waitUntil(lambda: screen.beside.chosen.panel is not None)
    assert side.bar.isVisible()


def test_what_other_desks_do_is_seen_on_the_way_back(a_day_later: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("consultant")
    unit_id = a_day_later.unit_id("0201")
    go_back_in_time(qtbot, screen)
    a_day_later.desk("control").perform(hold, HoldForm(unit_id=unit_id, reason="客户筹款"))
    screen.reading.load()
    screen.reading.read([unit_id])
    settle(qtbot, screen.desk)
    assert screen.stock.cells[unit_id].state == "available"
    QTest.keyClick(screen.canvas, Key.Key_Escape)
    qtbot.waitUntil(lambda: screen.stock.cells[unit_id].state == "held")


def test_whoever_is_led_to_a_unit_finds_it_as_it_is(a_day_later: House, board_of: Open, qtbot: QtBot) -> None:
    a_day_later.sold("0301")
    screen = board_of("control")
    go_back_in_time(qtbot, screen)
    unit_id = a_day_later.unit_id("0301")
    screen.enter(unit_id=unit_id)
    qtbot.waitUntil(lambda: not screen.then.isVisible())
    qtbot.waitUntil(lambda: screen.beside.chosen.panel is not None)
    assert screen.stock.cells[unit_id].state == "subscribed"


def test_a_day_to_come_and_an_hour_that_is_none_are_refused_and_what_was_typed_stays(
    house: House, board_of: Open, qtbot: QtBot
) -> None:
    screen = board_of("control")
    dialog = dialog_of(qtbot, screen)
    dialog.ui.day.line.setText((screen.reading.today + timedelta(days=1)).isoformat())
    dialog.submit()
    assert dialog.ui.day.problem()
    dialog.ui.day.set_value(screen.reading.today)
    dialog.ui.hour.set_text("25:00")
    dialog.submit()
    assert "25:00" in dialog.ui.hour.problem()
    assert dialog.ui.hour.text() == "25:00"
    dialog.ui.day.set_value(None)
    dialog.submit()
    assert dialog.ui.day.problem() == "The day is missing."
    assert screen.reading.moment is None


def test_a_time_that_the_database_knows_to_be_still_to_come_leads_back_to_now(
    house: House, board_of: Open, qtbot: QtBot
) -> None:
    screen = board_of("control")
    with qtbot.waitSignal(messages.bridge.refused):
        screen.reading.show_at(datetime.now(UTC) + timedelta(hours=1))
    settle(qtbot, screen.desk)
    assert screen.reading.moment is None
    assert not screen.then.isVisible()


def test_asked_again_the_dialog_has_the_time_that_is_shown(a_day_later: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    go_back_in_time(qtbot, screen, "week")
    dialog = dialog_of(qtbot, screen)
    assert dialog.ui.day.value() == screen.reading.today - timedelta(days=7)
    assert dialog.ui.hour.text() == ""
    dialog.reject()


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("", time(23, 59, 59)), ("9", time(9)), ("930", time(9, 30)), ("9:30", time(9, 30)),
        ("２１：０５", time(21, 5)), ("0:00", time(0)), ("24:00", time(23, 59, 59)), ("18.30", time(18, 30)),
    ],
)  # fmt: skip
def test_a_time_of_day_is_typed_in_short(text: str, hour: time) -> None:
    assert parse_hour(text) == hour


@pytest.mark.parametrize("text", ["25", "9:60", "noon", "24:01", "12345"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_hour(text)


def test_quick_days_are_yesterday_a_week_ago_and_the_ends_of_month_and_year() -> None:
    today = date(2026, 11, 22)
    days = [quick_day(key, today) for key in ("yesterday", "week", "month", "year")]
    assert days == [date(2026, 11, 21), date(2026, 11, 15), date(2026, 10, 31), date(2025, 12, 31)]


def test_a_moment_is_told_at_the_office_with_its_weekday() -> None:
    assert moment_words(datetime(2026, 10, 31, 10, 0, tzinfo=UTC), date(2026, 11, 22)) == "10-31 18:00 Sat"
    assert moment_words(datetime(2025, 12, 31, 15, 59, tzinfo=UTC), date(2026, 1, 1)) == "2025-12-31 23:59 Wed"
