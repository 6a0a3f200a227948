"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.errors import BadInput
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


def test_a_day_picked_from_the_calendar_is_checked_like_a_typed_one(field: DateEdit, qtbot: QtBot) -> None:
    field.open_calendar()
    popup = field._popup
    assert popup is not None
    assert popup.isVisible()
    from PySide6.QtCore import QDate

    popup.month.activated.emit(QDate(2026, 11, 30))
    assert not popup.isVisible()
    assert "lies after" in field.problem()
