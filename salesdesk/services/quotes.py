"""Quotes (置业计划): a deal worked out for a customer, kept, and later made a subscription without typing again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from salesdesk.domain.mortgage import Loan, Plan, RepaymentKind, repayment_plan
from salesdesk.domain.only_for import Sited
from salesdesk.domain.permissions import Permission
from salesdesk.domain.pricing import Working
from salesdesk.domain.schedules import DueItem, loan_sum
from salesdesk.entities import Quote
from salesdesk.repository.schemes import DiscountRow, SchemeRow
from salesdesk.repository.work import Work
from salesdesk.services.customers import seen_customer
from salesdesk.services.deals import Choices, Deal, price_allowed, work_out_deal
from salesdesk.services.office import Form


@dataclass(frozen=True)
class LoanPlans:
    """One loan of a deal worked out both ways."""

    item: str
    loan: Loan
    equal_payments: Plan
    equal_principal: Plan


@dataclass(frozen=True)
class DealPreview:
    """A deal as the form shows it while it is being chosen."""

    deal: Deal
    allowed: bool
    loans: tuple[LoanPlans, ...]

    @property
    def working(self) -> Working:
        return self.deal.working

    @property
    def dues(self) -> tuple[DueItem, ...]:
        return self.deal.dues


def choices_for(work: Work, unit_id: int) -> tuple[list[SchemeRow], list[DiscountRow]]:
    """What may be chosen today for a unit: schemes, and discounts with what they are tied to."""
    return choices_of(work, work.units.detail(unit_id))


def choices_of(work: Work, unit: Sited) -> tuple[list[SchemeRow], list[DiscountRow]]:
    """The same for a unit that is at hand."""
    today = work.today
    discounts = [row for row in work.offers.discounts if row.applies(today, row.scheme_id, unit)]
    return list(work.offers.schemes), discounts


def preview_deal(work: Work, unit_id: int, choices: Choices) -> DealPreview:
    """The deal with its loans, nothing stored."""
    deal = work_out_deal(work, work.units.detail(unit_id), choices, work.today)
    months = choices.loan_months or work.settings.number("loan.months")
    return DealPreview(deal, price_allowed(work, deal), loan_plans(work, deal.dues, months))


def loan_plans(work: Work, dues: Sequence[DueItem], months: int) -> tuple[LoanPlans, ...]:
    """Each kind of loan among the due items, worked out at the project's rates."""
    rates = {"loan": "loan.rate_millionths", "provident_loan": "loan.provident_rate_millionths"}
    plans = list[LoanPlans]()
    for item, setting in rates.items():
        principal = loan_sum(dues, item)
        if principal:
            rate = work.settings.number(setting)
            equal = Loan(principal, rate, months, RepaymentKind.EQUAL_PAYMENTS)
            falling = Loan(principal, rate, months, RepaymentKind.EQUAL_PRINCIPAL)
            plans.append(LoanPlans(item, equal, repayment_plan(equal), repayment_plan(falling)))
    return tuple(plans)


@dataclass(frozen=True, kw_only=True)
class QuoteForm(Form):
    unit_id: int
    choices: Choices
    customer_id: int | None = None


def make_quote(work: Work, form: QuoteForm) -> int:
    """Keeps a quote; its id."""
    work.require(Permission.QUOTE_WRITE)
    if form.customer_id is not None:
        seen_customer(work, form.customer_id)
    deal = work_out_deal(work, work.units.detail(form.unit_id), form.choices, work.today)
    number = work.orders.next_number(Quote, "ZY", work.today.year)
    return work.orders.add_quote(number, form.unit_id, form.customer_id, asdict(form.choices), deal.working.total_fen)


def quote(work: Work, quote_id: int) -> tuple[int, int | None, Choices]:
    """Unit, customer and choices of a quote: what a subscription starts from."""
    unit_id, customer_id, stored = work.orders.quote_choices(quote_id)
    values: dict[str, Any] = {**stored, "discount_ids": tuple(stored["discount_ids"])}
    return unit_id, customer_id, Choices(**values)
