"""The calculator's figures: one or two loans together, by both kinds of repayment, and what an early repayment changes.

Every total of interest is the sum of rounded instalments, what the borrower really pays (see `domain.mortgage`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from salesdesk.domain.mortgage import (
    EarlyRepayment,
    Keep,
    Loan,
    Plan,
    RepaymentKind,
    combined_plan,
    interest_by_formula_fen,
    repay_early,
    repayment_plan,
)


@dataclass(frozen=True, slots=True)
class Early:
    """An early repayment of one of the loans: after which instalment, how much principal, what stays as it is."""

    loan: int
    after_no: int
    amount_fen: int
    keep: Keep


@dataclass(frozen=True, slots=True)
class Calculation:
    """Loans as they are repaid: each plan, all of them as one, and the change by an early repayment."""

    loans: tuple[Loan, ...]
    plans: tuple[Plan, ...]
    together: Plan
    other_kind: Plan
    early: EarlyRepayment | None

    @property
    def principal_fen(self) -> int:
        return sum(loan.principal_fen for loan in self.loans)

    @property
    def formula_interest_fen(self) -> int:
        """What other calculators print as the interest of all loans (`interest_by_formula_fen`)."""
        return sum(interest_by_formula_fen(loan) for loan in self.loans)


def calculate(loans: tuple[Loan, ...], early: Early | None = None) -> Calculation:
    """Works loans out; ``other_kind`` is the same money by the other kind of repayment, to compare.

    Raises:
        BadInput: the early repayment is not possible.
    """
    plans = tuple(repayment_plan(loan) for loan in loans)
    other = tuple(repayment_plan(replace(loan, kind=_other(loan.kind))) for loan in loans)
    changed = repay_early(loans[early.loan], early.after_no, early.amount_fen, early.keep) if early else None
    return Calculation(loans, plans, combined_plan(plans), combined_plan(other), changed)


def _other(kind: RepaymentKind) -> RepaymentKind:
    equal = RepaymentKind.EQUAL_PAYMENTS
    return RepaymentKind.EQUAL_PRINCIPAL if kind is equal else equal
