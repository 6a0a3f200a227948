"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.errors import BadInput
from salesdesk.views.kit.calendar import CalendarPopup
from salesdesk.views.kit.date_edit import DateEdit
from salesdesk.views.kit.date_text import parse_date, short_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-22", TODAY),
        ("20261122", TODAY),
        ("2026/1/3", date(2026, 1, 3)),
        ("2026年1月3日", date(2026, 1, 3)),
        ("11-28", date(2026, 11, 28)),
        ("1128", date(2026, 11, 28)),
        ("11月8日", date(2026, 11, 8)),
        ("１１－２８", date(2026, 11, 28)),
        ("+3", date(2026, 11, 25)),
        ("-22", date(2026, 10, 31)),
    ],
)
def test_a_date_may_be_typed_in_short(typed: str, meant: date) -> None:
    assert parse_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("20206-11-22", "The year 20206 lies outside 1900 to 2100."),
        ("202061122", "The year 20206 lies outside 1900 to 2100."),
        ("2026-02-30", "a day that the calendar does not have"),
        ("1332", "a day that the calendar does not have"),
        ("明天", "is not a date"),
        ("12", "is not a date"),
        ("", "is not a date"),
    ],
)
def test_what_is_no_date_gets_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        parse_date(typed, TODAY)


def test_days_of_this_year_leave_the_year_out() -> None:
    assert short_date(TODAY, TODAY) == "11-22"
    assert short_date(date(2027, 1, 16), TODAY) == "2027-01-16"


@pytest.fixture
def field(qtbot: QtBot) -> DateEdit:
    made = DateEdit(today=lambda: TODAY, latest=lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_weekday_stands_beside_the_date_while_it_is_typed(field: DateEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(field.line, "1120")
    assert field.value() == date(2026, 11, 20)
    assert field.unit.text() == "Fri"


def test_a_day_after_the_latest_is_refused_with_both_days(field: DateEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(field.line, "+3")
    field.settle()
    assert field.value() is None
    assert field.problem() == "2026-11-25 lies after 2026-11-22."
    assert field.text() == "+3"


def test_leaving_the_field_writes_the_date_out(field: DateEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(field.line, "1101")
    field.settle()
    assert field.text() == "2026-11-01"


def test_arrows_step_by_a_day(field: DateEdit, qtbot: QtBot) -> None:
    field.set_value(date(2026, 11, 1))
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    assert field.value() == date(2026, 10, 31)


@pytest.fixture
def popup(field: DateEdit) -> CalendarPopup:
    field.set_value(date(2026, 11, 1))
    field.open_calendar()
    assert field._popup is not None
    assert field._popup.isVisible()
    return field._popup


def test_the_calendar_is_walked_by_keys_and_enter_picks(field: DateEdit, popup: CalendarPopup) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
        QTest.keyClick(popup, key)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert field.value() == date(2026, 10, 2)
    assert not popup.isVisible()


def test_a_month_later_than_january_31_is_the_last_day_of_february(popup: CalendarPopup) -> None:
    popup.set_day(date(2027, 1, 31))
    QTest.keyClick(popup, Qt.Key.Key_PageDown)
    assert popup.day() == date(2027, 2, 28)


def test_a_day_beyond_the_latest_cannot_be_picked_from_the_calendar(field: DateEdit, popup: CalendarPopup) -> None:
    popup.set_day(date(2026, 11, 30))
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert popup.isVisible()
    assert field.value() == date(2026, 11, 1)


def test_a_click_picks_the_day_under_it(field: DateEdit, popup: CalendarPopup) -> None:
    # November 2026 begins on a Sunday: its first week holds the 1st alone, at the right.
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=QPoint(20, 36 + 24 + 28 + 10))
    assert field.value() == date(2026, 11, 2)


def test_the_calendar_is_painted_with_its_bounds(popup: CalendarPopup) -> None:
    image = popup.grab().toImage()
    popup.set_day(date(2026, 12, 24))
    assert popup.grab().toImage() != image
