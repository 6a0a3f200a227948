"""Loans of orders (按揭): bank, rate, months, stages with their dates; the list of the whole project.

The sum is what the due items of the loan come to, always: whoever wants another sum changes the terms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from salesdesk.domain.after_contract import Step, Track
from salesdesk.domain.errors import BadInput, Refusal, TryAgain
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import format_yuan
from salesdesk.domain.mortgage import Loan, Plan, RepaymentKind, repayment_plan
from salesdesk.domain.reasons import Reason
from salesdesk.domain.schedules import loan_sum
from salesdesk.domain.states import Stage
from salesdesk.domain.timelines import StepState, last_done, next_step, timeline
from salesdesk.repository.after_contract import StepRow
from salesdesk.repository.guard_rules import GUARD_SENTENCES
from salesdesk.repository.loans import LoanOrder, LoanRow
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.order_steps import (
    LOAN_ITEMS,
    StepCard,
    against_track,
    done_steps,
    loan_items,
    step_cards,
    step_days,
)
from salesdesk.services.typed import checked_text, needed_text

LONGEST_BANK = 100
LONGEST_NUMBER = 60
LOAN_STAGES = (Stage.SUBSCRIBED, Stage.CONTRACTED, Stage.FILED, Stage.HANDED_OVER)


@dataclass(frozen=True, kw_only=True)
class LoanForm(Form):
    """A loan as it shall stand. ``version`` is that of the loan the form was filled from; 0 for a new one."""

    order_id: int
    item: str
    bank: str
    amount_fen: int
    months: int
    rate_millionths: int
    repayment: RepaymentKind = RepaymentKind.EQUAL_PAYMENTS
    branch: str = ""
    contract_number: str = ""
    note: str = ""
    version: int = 0


def enter_loan(work: Work, form: LoanForm) -> int:
    """Enters or changes a loan of an order; its id.

    Raises:
        BadInput: the sum is not what the due items of the loan come to; a rate or term that no bank lends.
        Refusal: it is not this person's to do, or the bank has paid out.
    """
    work.orders.lock(form.order_id)
    order = work.order_views.detail(form.order_id)
    known = next((loan for loan in work.loans.of_order(order.id) if loan.item == form.item), None)
    if reason := why_not_enter(work, order, form.item):
        raise reason.raised()
    values = _checked(order, form)
    if known is None:
        if form.version:
            raise TryAgain(GUARD_SENTENCES["old_view"])
        return work.loans.add(order.id, form.item, values)
    if not work.loans.change(known, form.version, values):
        raise Refusal(mark("Somebody else changed this loan meanwhile; look at it again."))
    return known.id


def _checked(order: OrderDetail, form: LoanForm) -> dict[str, object]:
    owed = loan_sum(order.dues, form.item)
    if form.amount_fen != owed:
        raise BadInput(
            mark("The bank is to pay {owed} yuan by the due items, not {amount}; another sum is a change of terms."),
            field="amount_fen",
            owed=format_yuan(owed),
            amount=format_yuan(form.amount_fen),
        )
    loan = Loan(form.amount_fen, form.rate_millionths, form.months, form.repayment)
    return {
        "bank": needed_text(form.bank, LONGEST_BANK, "bank", mark("The bank is missing.")),
        "branch": checked_text(form.branch, LONGEST_BANK, "branch"),
        "amount_fen": loan.principal_fen, "months": loan.months, "rate_millionths": loan.annual_rate_millionths,
        "repayment": form.repayment.value,
        "contract_number": checked_text(form.contract_number, LONGEST_NUMBER, "contract_number"),
        "note": checked_text(form.note, 300, "note"),
    }  # fmt: skip


def why_not_enter(work: Work, order: OrderDetail, item: str) -> Reason | None:
    """The first reason against entering or changing a loan."""
    if reason := against_track(work, order, Track.LOAN):
        return reason
    if item not in loan_items(order):
        return Reason(mark("No bank pays part of this order."), {})
    if Step.LOAN_PAID_OUT in done_steps(work.steps.told(order.id), Track.LOAN, item):
        return Reason(mark("The bank has paid this loan out; it stays as it is."), {})
    return None


@dataclass(frozen=True)
class LoanCard:
    """One loan of an order: ``loan`` is None until it is entered, ``draft`` what its form begins with; its steps, and
    what the borrower pays the bank."""

    item: str
    owed_fen: int
    loan: LoanRow | None
    draft: LoanForm
    steps: tuple[StepCard, ...]
    plan: Plan | None
    why_not_enter: Reason | None


def loan_cards(work: Work, order: OrderDetail, told: list[StepRow]) -> tuple[LoanCard, ...]:
    """The loans that pay part of an order, commercial first."""
    entered = {loan.item: loan for loan in work.loans.of_order(order.id)}
    return tuple(_card(work, order, item, entered.get(item), told) for item in loan_items(order))


def _card(work: Work, order: OrderDetail, item: str, loan: LoanRow | None, told: list[StepRow]) -> LoanCard:
    owed = loan_sum(order.dues, item)
    draft = _draft(work, order, item, owed) if loan is None else _as_form(loan, owed)
    plan = repayment_plan(Loan(owed, draft.rate_millionths, draft.months, draft.repayment))
    steps = step_cards(work, order, told, Track.LOAN, item)
    return LoanCard(item, owed, loan, draft, steps, plan, why_not_enter(work, order, item))


def _draft(work: Work, order: OrderDetail, item: str, owed: int) -> LoanForm:
    """What the form of a new loan begins with: the terms' bank and months, the project's rate."""
    months = order.loan_months or work.settings.number("loan.months")
    bank = order.bank if item == "loan" else ""
    return LoanForm(
        order_id=order.id, item=item, bank=bank, amount_fen=owed, months=months,
        rate_millionths=work.settings.number(_RATES[item]),
    )  # fmt: skip


def _as_form(loan: LoanRow, owed: int) -> LoanForm:
    return LoanForm(
        order_id=loan.order_id, item=loan.item, bank=loan.bank, amount_fen=owed, months=loan.months,
        rate_millionths=loan.rate_millionths, repayment=loan.repayment, branch=loan.branch,
        contract_number=loan.contract_number, note=loan.note, version=loan.version,
    )  # fmt: skip


@dataclass(frozen=True)
class LoanLine:
    """A loan in the list of the project: how far it has come, since when, what is next and until when."""

    order: LoanOrder
    loan: LoanRow | None
    reached: Step | None
    reached_on: date | None
    next: StepState | None

    @property
    def days_late(self) -> int:
        return self.next.days_late if self.next else 0

    @property
    def bank(self) -> str:
        return self.loan.bank if self.loan else self.order.bank

    @property
    def key(self) -> str:
        return f"{self.order.order_id} {self.order.item}"


def loan_lines(work: Work) -> tuple[LoanLine, ...]:
    """Every loan of the project with its stage and days (按揭情况列表), newest order first."""
    entered = {(loan.order_id, loan.item): loan for loan in work.loans.all()}
    told = work.steps.of_tracks(Track.LOAN)
    days = step_days(work)
    return tuple(
        _line(order, entered.get((order.order_id, order.item)), told.get(order.order_id, []), days, work.today)
        for order in work.loans.orders(LOAN_STAGES)
    )


def _line(order: LoanOrder, loan: LoanRow | None, told: list[StepRow], days: dict[Step, int], today: date) -> LoanLine:
    done = done_steps(told, Track.LOAN, order.item)
    states = timeline(Track.LOAN, done, order.contracted_on, days, today)
    reached, following = last_done(states), next_step(states)
    if following is not None and order.contracted_on is None:
        following = replace(following, days_late=0)
    return LoanLine(order, loan, reached.step if reached else None, reached.done_on if reached else None, following)


@dataclass(frozen=True)
class LoanInput:
    """What the calculator begins with for one kind of loan; no sum where the deal has none of it."""

    item: str
    amount_fen: int
    rate_millionths: int
    months: int
    repayment: RepaymentKind = RepaymentKind.EQUAL_PAYMENTS


def calculator_inputs(work: Work, sums: tuple[tuple[str, int], ...] = (), months: int = 0) -> tuple[LoanInput, ...]:
    """Both kinds of loan with the project's rates; ``sums`` by item are what a deal asks of a bank."""
    asked = dict(sums)
    term = months or work.settings.number("loan.months")
    return tuple(LoanInput(item, asked.get(item, 0), work.settings.number(_RATES[item]), term) for item in LOAN_ITEMS)


_RATES = {"loan": "loan.rate_millionths", "provident_loan": "loan.provident_rate_millionths"}
