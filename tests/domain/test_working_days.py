from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.working_days import add_months, add_working_days, is_working_day

SPRING = {
    date(2026, 2, 14): True,
    **{date(2026, 2, 15) + timedelta(days=day): False for day in range(9)},
    date(2026, 2, 28): True,
}
"""The spring festival of 2026: nine days off from Sunday the 15th, made up for on two Saturdays."""

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
exceptions = st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.booleans(), max_size=30)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), True),
        (date(2026, 2, 16), False),
        (date(2026, 2, 21), False),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
    ],
)
def test_exceptions_go_before_the_week(day: date, works: bool) -> None:
    assert is_working_day(day, SPRING) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 2, 12), 1, date(2026, 2, 13)),
        (date(2026, 2, 12), 2, date(2026, 2, 14)),
        (date(2026, 2, 12), 3, date(2026, 2, 24)),
        (date(2026, 2, 17), 1, date(2026, 2, 24)),
        (date(2026, 2, 24), 4, date(2026, 2, 28)),
        (date(2026, 2, 24), 5, date(2026, 3, 2)),
        (date(2026, 2, 17), 0, date(2026, 2, 17)),
    ],
)
def test_a_term_of_working_days_skips_the_festival_and_counts_the_days_that_make_up(
    start: date, count: int, end: date
) -> None:
    assert add_working_days(start, count, SPRING) == end


@given(st.dates(date(2025, 12, 1), date(2026, 3, 1)), st.integers(0, 40), exceptions)
def test_a_term_ends_on_a_working_day_and_holds_exactly_its_days(
    start: date, count: int, exceptions: dict[date, bool]
) -> None:
    end = add_working_days(start, count, exceptions)
    between = [start + timedelta(days=day) for day in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day, exceptions) for day in between) == count
    assert count == 0 or is_working_day(end, exceptions)


def test_a_negative_term_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 2, 12), -1, {})


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 5, 8), 0, date(2026, 5, 8)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_end_of_a_shorter_month(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@given(days, st.integers(-360, 360))
def test_months_move_the_month_by_as_many_and_never_the_day_forward(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
