"""The steps after a contract as a line in time."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.after_contract import STEPS, Step, Track
from salesdesk.domain.timelines import (
    Done,
    earliest_day,
    last_done,
    next_step,
    timeline,
    why_not_back,
    why_not_yet,
)

BEGINS = date(2026, 9, 1)
DAYS = {step: 10 for step in STEPS[Track.LOAN]}


def done_up_to(count: int, gaps: list[int]) -> dict[Step, Done]:
    """The first steps of a loan, each so many days after the one before."""
    day, found = BEGINS, dict[Step, Done]()
    for step, gap in zip(STEPS[Track.LOAN][:count], gaps, strict=False):
        day += timedelta(days=gap)
        found[step] = Done(day)
    return found


@given(st.integers(0, 5), st.lists(st.integers(0, 60), min_size=5, max_size=5), st.integers(0, 400))
def test_one_step_is_next_and_only_that_one_is_late(count: int, gaps: list[int], passed: int) -> None:
    done = done_up_to(count, gaps)
    states = timeline(Track.LOAN, done, BEGINS, DAYS, BEGINS + timedelta(days=passed))
    assert [state.step for state in states] == list(STEPS[Track.LOAN])
    assert sum(state.is_next for state in states) == (count < len(states))
    assert all(not state.days_late for state in states if not state.is_next)
    following = next_step(states)
    if following is None:
        assert count == len(states)
        return
    reached = last_done(states)
    base = reached.done_on if reached and reached.done_on else BEGINS
    assert following.due_on == base + timedelta(days=10)
    assert following.days_late == max(0, (BEGINS + timedelta(days=passed) - following.due_on).days)


def test_nobody_waits_for_a_step_that_was_passed_over() -> None:
    """The bank has paid; that its papers were never ticked off is late for nobody. Without the pay-out they are."""
    long_after = BEGINS + timedelta(days=400)
    paid = timeline(Track.LOAN, {Step.LOAN_PAID_OUT: Done(BEGINS)}, BEGINS, DAYS, long_after)
    assert [(state.due_on, state.days_late) for state in paid[:-1]] == [(None, 0)] * 4
    assert timeline(Track.LOAN, {}, BEGINS, DAYS, long_after)[0].days_late == 390


@given(st.integers(0, 5), st.lists(st.integers(0, 60), min_size=5, max_size=5))
def test_exactly_one_step_may_be_done_and_one_taken_back(count: int, gaps: list[int]) -> None:
    done = done_up_to(count, gaps)
    may_do = [step for step in STEPS[Track.LOAN] if why_not_yet(step, done) is None]
    may_undo = [step for step in STEPS[Track.LOAN] if why_not_back(step, done) is None]
    assert may_do == list(STEPS[Track.LOAN][count : count + 1])
    assert may_undo == list(STEPS[Track.LOAN][:count][-1:])
    for step in may_do:
        assert earliest_day(step, done, BEGINS) == max([BEGINS, *(one.day for one in done.values())])


def test_without_a_beginning_nothing_is_due() -> None:
    states = timeline(Track.TITLE, {}, None, DAYS, BEGINS)
    assert [state.due_on for state in states] == [None] * 4
    assert last_done(states) is None
