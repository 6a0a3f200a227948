"""The steps after a contract as a line in time: what is done on which day, what comes next, until when, what is late.

Each step is due some days after the one before it; the first, after the day that the track begins on (DOMAIN.md,
"After the contract"). Which days are settings of the project.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from salesdesk.domain.after_contract import STEP_WORDS, STEPS, Step, Track
from salesdesk.domain.i18n import mark
from salesdesk.domain.reasons import Reason


@dataclass(frozen=True)
class StepState:
    """One step: done on a day, else due on one; ``days_late`` is above zero for the next step alone."""

    step: Step
    done_on: date | None
    due_on: date | None = None
    days_late: int = 0
    is_next: bool = False
    note: str = ""
    person: str = ""


@dataclass(frozen=True)
class Done:
    """What was said of a step that stands."""

    day: date
    note: str = ""
    person: str = ""


def timeline(
    track: Track, done: Mapping[Step, Done], begins_on: date | None, days: Mapping[Step, int], today: date
) -> tuple[StepState, ...]:
    """Every step of a track in its order. A step without days in ``days`` falls due on no day; nor does one that was
    passed over, for a later one is done: nobody waits for it any more."""
    states, before, next_found = list[StepState](), begins_on, False
    steps = STEPS[track]
    for place, step in enumerate(steps):
        if said := done.get(step):
            states.append(StepState(step, said.day, note=said.note, person=said.person))
            before = said.day
            continue
        waited_for = before is not None and step in days and not any(later in done for later in steps[place + 1 :])
        due_on = before + timedelta(days=days[step]) if before is not None and waited_for else None
        late = max(0, (today - due_on).days) if due_on is not None and not next_found else 0
        states.append(StepState(step, None, due_on, late, not next_found))
        before, next_found = due_on, True
    return tuple(states)


def next_step(states: tuple[StepState, ...]) -> StepState | None:
    """What is to be done next; None when everything is done."""
    return next((state for state in states if state.done_on is None), None)


def last_done(states: tuple[StepState, ...]) -> StepState | None:
    """How far the track has come; None at its beginning."""
    done = [state for state in states if state.done_on is not None]
    return done[-1] if done else None


def why_not_yet(step: Step, done: Mapping[Step, Done]) -> Reason | None:
    """A step is done once, after the one before it."""
    if step in done:
        words: dict[str, object] = {"step": STEP_WORDS[step], "day": done[step].day.isoformat()}
        return Reason(mark("“{step}” is done since {day}."), words)
    steps = STEPS[step.track]
    for before in steps[: steps.index(step)]:
        if before not in done:
            return Reason(mark("“{step}” comes before it."), {"step": STEP_WORDS[before]})
    return None


def why_not_back(step: Step, done: Mapping[Step, Done]) -> Reason | None:
    """A step is taken back while no later one stands."""
    if step not in done:
        return Reason(mark("“{step}” is not done yet."), {"step": STEP_WORDS[step]})
    steps = STEPS[step.track]
    for later in steps[steps.index(step) + 1 :]:
        if later in done:
            return Reason(mark("“{step}” stands after it; that is taken back first."), {"step": STEP_WORDS[later]})
    return None


def earliest_day(step: Step, done: Mapping[Step, Done], begins_on: date | None) -> date | None:
    """The first day that a step may bear: that of the step before it, or of the track's beginning."""
    steps = STEPS[step.track]
    days = [done[before].day for before in steps[: steps.index(step)] if before in done]
    return max([*days, *([begins_on] if begins_on else [])], default=None)
