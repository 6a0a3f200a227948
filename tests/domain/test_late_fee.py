from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.late_fee import LateFee, LateFeeLine, late_fee

DUE_ON = date(2026, 4, 10)
WAN = 1_000_000
dates = st.dates(date(2026, 3, 1), date(2026, 8, 1))
payments_made = st.lists(st.tuples(dates, st.integers(0, 30 * WAN)), max_size=5)


def fee(as_of: date, *payments: tuple[date, int], due_fen: int = 10 * WAN, grace_days: int = 0) -> LateFee:
    return late_fee(due_fen, DUE_ON, payments, as_of, daily_millionths=500, grace_days=grace_days)


def test_on_the_due_date_there_is_no_fee_and_the_day_after_is_one_day() -> None:
    assert fee(DUE_ON).fee_fen == 0
    assert fee(date(2026, 4, 11)).lines == (LateFeeLine(10 * WAN, date(2026, 4, 11), 1, 5_000, False),)


def test_what_was_paid_in_time_bears_nothing_and_the_rest_its_days() -> None:
    late = fee(date(2026, 4, 20), (date(2026, 4, 9), 4 * WAN))
    assert late.lines == (LateFeeLine(6 * WAN, date(2026, 4, 20), 10, 30_000, False),)


def test_each_part_bears_the_days_until_it_was_paid() -> None:
    late = fee(date(2026, 4, 30), (date(2026, 4, 20), 3 * WAN), (date(2026, 4, 15), 4 * WAN))
    assert late.lines == (
        LateFeeLine(4 * WAN, date(2026, 4, 15), 5, 10_000, True),
        LateFeeLine(3 * WAN, date(2026, 4, 20), 10, 15_000, True),
        LateFeeLine(3 * WAN, date(2026, 4, 30), 20, 30_000, False),
    )
    assert late.fee_fen == 55_000


def test_a_paid_item_bears_no_more_with_time() -> None:
    paid = (date(2026, 4, 15), 10 * WAN)
    assert fee(date(2026, 4, 30), paid) == fee(date(2027, 4, 30), paid)


def test_days_of_grace_forgive_what_is_paid_within_them_and_count_once_they_have_passed() -> None:
    assert fee(date(2026, 4, 15), grace_days=5).fee_fen == 0
    assert fee(date(2026, 4, 30), (date(2026, 4, 15), 10 * WAN), grace_days=5).fee_fen == 0
    assert fee(date(2026, 4, 16), grace_days=5).fee_fen == 6 * 5_000


def test_money_received_after_the_day_asked_about_is_not_there_yet() -> None:
    assert fee(date(2026, 4, 12), (date(2026, 4, 15), 10 * WAN)).fee_fen == 10_000


def test_more_than_was_due_bears_no_fee() -> None:
    assert fee(date(2026, 4, 30), (date(2026, 4, 11), 50 * WAN)).fee_fen == 5_000


def test_a_fee_is_rounded_half_up_to_the_fen() -> None:
    assert fee(date(2026, 4, 11), due_fen=1_000).fee_fen == 1
    assert fee(date(2026, 4, 11), due_fen=999).fee_fen == 0


def test_a_negative_payment_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="reversed"):
        fee(DUE_ON, (DUE_ON, -1))


@given(st.integers(0, 100 * WAN), payments_made, dates, st.integers(0, 30))
def test_parts_never_exceed_the_sum_and_the_fee_never_falls_with_time(
    due_fen: int, payments: list[tuple[date, int]], as_of: date, grace_days: int
) -> None:
    today = fee(as_of, *payments, due_fen=due_fen, grace_days=grace_days)
    tomorrow = fee(as_of + timedelta(days=1), *payments, due_fen=due_fen, grace_days=grace_days)
    assert sum(line.overdue_fen for line in today.lines) <= due_fen
    assert all(line.days > grace_days for line in today.lines)
    assert 0 <= today.fee_fen <= tomorrow.fee_fen + 5


@given(st.integers(0, 100 * WAN), dates, dates)
def test_one_sum_paid_late_bears_rate_times_days(due_fen: int, paid_on: date, as_of: date) -> None:
    days = max(0, (min(paid_on, as_of) - DUE_ON).days)
    charged = fee(as_of, (paid_on, due_fen), due_fen=due_fen).fee_fen
    assert abs(charged * 10**6 - due_fen * 500 * days) * 2 <= 10**6
