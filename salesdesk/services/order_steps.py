"""The steps after a contract: of a loan, of the title, of a handover. Each is done on a day, after the one before it,
and may be taken back while no later one stands; everything that was said of it stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.after_contract import MAY, Step, Track
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import PERMISSION_WORDS
from salesdesk.domain.reasons import Reason
from salesdesk.domain.schedules import Event, loan_sum
from salesdesk.domain.states import STAGE_WORDS, Stage
from salesdesk.domain.timelines import Done, StepState, earliest_day, timeline, why_not_back, why_not_yet
from salesdesk.repository.after_contract import StepRow, newest
from salesdesk.repository.guard_rules import GUARD_SENTENCES
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.work import Work
from salesdesk.services.later_dates import date_dues
from salesdesk.services.office import Form
from salesdesk.services.typed import checked_text

LONGEST_NOTE = 300
LOAN_ITEMS = ("loan", "provident_loan")
"""The money items that a bank or the fund pays; each has its own line of steps."""

STAGES: Mapping[Track, frozenset[Stage]] = {
    Track.LOAN: frozenset({Stage.SUBSCRIBED, Stage.CONTRACTED, Stage.FILED, Stage.HANDED_OVER}),
    Track.TITLE: frozenset({Stage.CONTRACTED, Stage.FILED, Stage.HANDED_OVER}),
    Track.HANDOVER: frozenset({Stage.CONTRACTED, Stage.FILED}),
}
WRITTEN_BY_OTHERS: Mapping[Step, str] = {
    Step.LOAN_PAID_OUT: mark("The cashier's receipt of the pay-out writes this step."),
    Step.HANDOVER_KEYS: mark("The handover itself writes this step."),
}
LOAN_DAYS: Mapping[Step, str] = {
    Step.LOAN_PAPERS: "loan.days.papers",
    Step.LOAN_SUBMITTED: "loan.days.submitted",
    Step.LOAN_APPROVED: "loan.days.approved",
    Step.LOAN_SIGNED: "loan.days.signed",
    Step.LOAN_PAID_OUT: "loan.days.paid_out",
}


@dataclass(frozen=True)
class StepCard:
    """A step with the reasons against doing it and against taking it back, None where it may be."""

    state: StepState
    why_not_do: Reason | None
    why_not_back: Reason | None


@dataclass(frozen=True, kw_only=True)
class StepDone(Form):
    """A step that was done on a day; ``item`` names the loan."""

    order_id: int
    step: Step
    done_on: date
    item: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class StepBack(Form):
    """A step that is taken back."""

    order_id: int
    step: Step
    item: str = ""
    note: str = ""


def do_step(work: Work, form: StepDone) -> int:
    """Says that a step was done; its row's id. A loan that is approved gives what waits for it its day.

    Raises:
        Refusal: it is not this person's, not its turn, or written by another desk.
        BadInput: the day lies ahead, or before the step that it follows.
    """
    order, done = _locked(work, form.order_id, form.step, form.item)
    if reason := why_not_do(work, order, form.step, form.item, done):
        raise reason.raised()
    if form.done_on > work.today:
        raise BadInput(mark("A step is done on that day or before it, not ahead."), field="done_on")
    earliest = earliest_day(form.step, done, begins_on(order, form.step.track))
    if earliest is not None and form.done_on < earliest:
        raise BadInput(mark("That is before {day}, on which the step before it was done."), field="done_on",
                       day=earliest.isoformat())  # fmt: skip
    return write_step(work, order, form.step, form.done_on, form.note, form.item)


def take_back_step(work: Work, form: StepBack) -> int:
    """Takes a step back; its row's id. What it gave a day waits again."""
    order, done = _locked(work, form.order_id, form.step, form.item)
    if reason := why_not_take_back(work, order, form.step, done):
        raise reason.raised()
    return write_step(work, order, form.step, None, form.note, form.item)


def write_step(
    work: Work, order: OrderDetail, step: Step, day: date | None, note: str = "", item: str = ""
) -> int:  # fmt: skip
    """Writes a word on a step, with the due dates that hang on it."""
    row = work.steps.add(order.id, step, day, checked_text(note, LONGEST_NOTE, "note"), item)
    if step is Step.LOAN_APPROVED:
        _date_approval(work, order, item, day)
    return row


def _date_approval(work: Work, order: OrderDetail, item: str, day: date | None) -> None:
    """A loan's own due items count from its approval; the buyer's money that waits for the approval, from the last of
    all loans of the order."""
    date_dues(work, order.id, Event.LOAN_APPROVAL, day, item)
    done = newest(work.steps.told(order.id))
    days = [done[Step.LOAN_APPROVED, each].done_on for each in loan_items(order) if (Step.LOAN_APPROVED, each) in done]
    all_approved = len(days) == len(loan_items(order))
    last = max((one for one in days if one is not None), default=None) if all_approved else None
    for other in {due.item for due in order.dues if due.event is Event.LOAN_APPROVAL} - set(LOAN_ITEMS):
        date_dues(work, order.id, Event.LOAN_APPROVAL, last, other)


def _locked(work: Work, order_id: int, step: Step, item: str) -> tuple[OrderDetail, dict[Step, Done]]:
    work.orders.lock(order_id)
    return work.order_views.detail(order_id), done_steps(work.steps.told(order_id), step.track, item)


def loan_items(order: OrderDetail) -> tuple[str, ...]:
    """The kinds of loan that pay part of this order."""
    return tuple(item for item in LOAN_ITEMS if loan_sum(order.dues, item))


def done_steps(told: list[StepRow], track: Track, item: str = "") -> dict[Step, Done]:
    """The steps of one track, and one loan, that stand."""
    return {
        step: Done(row.done_on, row.note, row.person)
        for (step, of_item), row in newest(told).items()
        if step.track is track and of_item == item and row.done_on is not None
    }


def begins_on(order: OrderDetail, track: Track) -> date | None:
    """The day from which a track's first step counts."""
    if track is Track.LOAN:
        return order.contracted_on
    return None


def why_not_do(work: Work, order: OrderDetail, step: Step, item: str, done: Mapping[Step, Done]) -> Reason | None:
    """The first reason against doing a step now."""
    if reason := against_track(work, order, step.track):
        return reason
    if step in WRITTEN_BY_OTHERS and step not in done:
        return Reason(WRITTEN_BY_OTHERS[step], {})
    if step.track is Track.LOAN:
        if item not in loan_items(order):
            return Reason(mark("No bank pays part of this order."), {})
        if not any(loan.item == item for loan in work.loans.of_order(order.id)):
            return Reason(mark("Bank, rate and months of the loan are entered first."), {})
    return why_not_yet(step, done)


def why_not_take_back(work: Work, order: OrderDetail, step: Step, done: Mapping[Step, Done]) -> Reason | None:
    """The first reason against taking a step back."""
    if reason := against_track(work, order, step.track):
        return reason
    if step in WRITTEN_BY_OTHERS:
        return Reason(WRITTEN_BY_OTHERS[step], {})
    return why_not_back(step, done)


def against_track(work: Work, order: OrderDetail, track: Track) -> Reason | None:
    """Why nothing is done on a track: the person's role, or the stage of the order."""
    if not any(permission in work.actor.permissions for permission in MAY[track]):
        what: dict[str, object] = {"what": PERMISSION_WORDS[MAY[track][-1]]}
        return Reason(mark("Your role may not {what}."), what, permission=True)
    if order.stage not in STAGES[track]:
        words: dict[str, object] = {"number": order.number, "stage": STAGE_WORDS[order.stage]}
        return Reason(mark("Order {number} is in the stage “{stage}”; this is not its time."), words)
    return against_change(work, order)


def against_change(work: Work, order: OrderDetail) -> Reason | None:
    """Why nothing else goes on: a change of this order is pending (DOMAIN.md, the table of restrictions)."""
    if not order.change_pending:
        return None
    if other := work.requests.open_special(order.id):
        number: dict[str, object] = {"number": other.number}
        return Reason(mark("Another change of this order is under way ({number}); it has to end first."), number)
    return Reason(GUARD_SENTENCES["unit_restricted"], {})


def step_days(work: Work) -> dict[Step, int]:
    """How many days each step has, by the project's settings."""
    return {step: work.settings.number(name) for step, name in LOAN_DAYS.items()}


def step_cards(
    work: Work, order: OrderDetail, told: list[StepRow], track: Track, item: str = ""
) -> tuple[StepCard, ...]:
    """A track of an order as its screen shows it."""
    done = done_steps(told, track, item)
    states = timeline(track, done, begins_on(order, track), step_days(work), work.today)
    return tuple(
        StepCard(
            state, why_not_do(work, order, state.step, item, done), why_not_take_back(work, order, state.step, done)
        )
        for state in states
    )
