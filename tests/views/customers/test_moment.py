"""When a contact was, as people type it; and long notes broken into lines."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from salesdesk.domain.errors import BadInput
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.views.customers.moment import parse_moment
from salesdesk.views.customers.timeline import _lines
from salesdesk.views.customers.wording import ago_words, due_words, lamp_of, last_words
from salesdesk.views.theme import theme

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day", "clock"),
    [
        ("1120 15:30", (2026, 11, 20), (15, 30)),
        ("11-20 9:05", (2026, 11, 20), (9, 5)),
        ("-1", (2026, 11, 21), (12, 0)),
        ("１５：３０", (2026, 11, 22), (15, 30)),
        ("2025-12-31 23:59", (2025, 12, 31), (23, 59)),
        ("11月20日", (2026, 11, 20), (12, 0)),
    ],
)
def test_a_moment_is_a_day_a_time_or_both(typed: str, day: tuple[int, int, int], clock: tuple[int, int]) -> None:
    assert parse_moment(typed, TODAY) == datetime(*day, *clock, tzinfo=SHANGHAI)


@pytest.mark.parametrize("typed", ["", "  ", "1122", "2026-11-22"])
def test_nothing_and_today_are_now(typed: str) -> None:
    assert parse_moment(typed, TODAY) is None


@pytest.mark.parametrize("typed", ["25:00", "1120 12:60", "20206-01-05", "gestern", "1340", "1120 15:30 x"])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        parse_moment(typed, TODAY)


def test_a_plan_has_its_words_and_its_lamp() -> None:
    days = [date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 25), date(2027, 1, 4), None]
    assert [due_words(day, TODAY) for day in days] == ["2 days overdue", "Today", "11-25", "2027-01-04", ""]
    assert [lamp_of(day, TODAY) for day in days] == ["overdue", "today", "upcoming", "upcoming", ""]
    assert (ago_words(TODAY, TODAY), ago_words(date(2026, 11, 21), TODAY)) == ("today", "1 day ago")
    assert last_words(None, TODAY) == ""


def test_a_note_of_any_kind_is_broken_into_lines_and_loses_nothing(dressed: object) -> None:
    for words in ("看沙盘和样板间。" * 30, "x" * 400, "𠮷😀" * 80, "", "短"):
        lines = _lines(words, theme().font(), 300)
        assert "".join(lines) == words
        metrics = theme().metrics()
        assert all(metrics.horizontalAdvance(line) <= 300 for line in lines)
