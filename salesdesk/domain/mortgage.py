"""What a borrower pays the bank: equal payments (等额本息), equal principal (等额本金), and early repayment.

All in whole fen, worked out on whole numbers of any length, so that the formula itself is exact:

* the monthly rate is a twelfth of the yearly one, unrounded;
* equal payments: the payment is the exact annuity, rounded once, half up; equal principal: the principal of a month
  is the loan divided by its months, rounded once, half up;
* the interest of a month is what remains × the monthly rate, rounded half up;
* the last payment takes the rounding: it pays what then remains, and so differs from the others by a few yuan at most.

**The total of interest** shown everywhere is the sum of these rounded instalments: what the borrower really pays.
Two other totals are in use, the unrounded formula's (`interest_by_formula_fen`, which calculators of banks and on the
web print) and “rounded payment × months − loan”; they differ by up to a few yuan, and neither can be paid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import MAX_FEN, MILLION, divide_half_up, format_percent, format_yuan

MAX_MONTHS = 480
MAX_RATE_MILLIONTHS = 240_000
_RATE_DIVISOR = 12 * MILLION


class RepaymentKind(StrEnum):
    EQUAL_PAYMENTS = "equal_payments"
    EQUAL_PRINCIPAL = "equal_principal"


REPAYMENT_WORDS: dict[RepaymentKind, str] = {
    RepaymentKind.EQUAL_PAYMENTS: mark("Equal payments"),
    RepaymentKind.EQUAL_PRINCIPAL: mark("Equal principal"),
}


class Keep(StrEnum):
    """What an early repayment leaves as it is: the term (payments fall) or the payment (the term shortens)."""

    TERM = "term"
    PAYMENT = "payment"


KEEP_WORDS: dict[Keep, str] = {Keep.TERM: mark("Keep the term"), Keep.PAYMENT: mark("Keep the payment")}


@dataclass(frozen=True, slots=True)
class Loan:
    """One loan of a bank or of the provident fund.

    Raises:
        BadInput: a sum, rate or term that no bank lends; ``field`` names which.
    """

    principal_fen: int
    annual_rate_millionths: int
    months: int
    kind: RepaymentKind

    def __post_init__(self) -> None:
        if not 0 < self.principal_fen <= MAX_FEN:
            raise BadInput(
                mark("A loan of {amount} yuan is not possible."),
                field="principal_fen",
                amount=format_yuan(self.principal_fen),
            )
        if not 0 <= self.annual_rate_millionths <= MAX_RATE_MILLIONTHS:
            raise BadInput(
                mark("A yearly rate of {rate} is not possible; it lies between 0 and {most}."),
                field="annual_rate_millionths",
                rate=format_percent(self.annual_rate_millionths),
                most=format_percent(MAX_RATE_MILLIONTHS, 0),
            )
        if not 1 <= self.months <= MAX_MONTHS:
            raise BadInput(
                mark("A loan runs 1 to {most} months, not {months}."),
                field="months",
                most=MAX_MONTHS,
                months=self.months,
            )


@dataclass(frozen=True, slots=True)
class Instalment:
    """One month: the payment is principal and interest; ``remaining_fen`` is owed after it."""

    no: int
    payment_fen: int
    principal_fen: int
    interest_fen: int
    remaining_fen: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The instalments of one loan or of several together, in order.

    A loan so small that the rounded payments cover it sooner ends before its term; a fully repaid one has none left.
    """

    instalments: tuple[Instalment, ...]

    @property
    def total_interest_fen(self) -> int:
        """The sum of the rounded instalments' interest (see the head of this module)."""
        return sum(instalment.interest_fen for instalment in self.instalments)

    @property
    def total_payment_fen(self) -> int:
        return sum(instalment.payment_fen for instalment in self.instalments)

    @property
    def first_payment_fen(self) -> int:
        return self.instalments[0].payment_fen if self.instalments else 0

    @property
    def last_payment_fen(self) -> int:
        return self.instalments[-1].payment_fen if self.instalments else 0

    @property
    def monthly_payment_fen(self) -> int | None:
        """The payment of every month but the last, 月供; None where payments change from month to month."""
        regular = {instalment.payment_fen for instalment in self.instalments[:-1]} or {self.first_payment_fen}
        return regular.pop() if len(regular) == 1 else None


@dataclass(frozen=True, slots=True)
class EarlyRepayment:
    """What an early repayment changes: the months that remain, numbered on, and what is saved against the old plan."""

    plan: Plan
    interest_saved_fen: int
    months_saved: int


def _monthly_sum(principal_fen: int, loan: Loan, months: int) -> int:
    """What stays the same each month: the payment with equal payments, the principal with equal principal."""
    rate = loan.annual_rate_millionths
    if loan.kind is RepaymentKind.EQUAL_PRINCIPAL or rate == 0:
        return divide_half_up(principal_fen, months)
    grown, flat = (_RATE_DIVISOR + rate) ** months, _RATE_DIVISOR**months
    return divide_half_up(principal_fen * rate * grown, _RATE_DIVISOR * (grown - flat))


def _run(loan: Loan, start_fen: int, done: int, monthly_fen: int) -> Plan:
    """The instalments after ``done``, until nothing remains; the month that ends the term pays all that does."""
    rate, interest_in_monthly = loan.annual_rate_millionths, loan.kind is RepaymentKind.EQUAL_PAYMENTS
    instalments = []
    remaining = start_fen
    for no in range(done + 1, loan.months + 1):
        if not remaining:
            break
        interest = divide_half_up(remaining * rate, _RATE_DIVISOR)
        principal = monthly_fen - interest if interest_in_monthly else monthly_fen
        if no == loan.months or principal > remaining:
            principal = remaining
        remaining -= principal
        instalments.append(Instalment(no, principal + interest, principal, interest, remaining))
    return Plan(tuple(instalments))


def repayment_plan(loan: Loan) -> Plan:
    """The whole plan of one loan."""
    return _run(loan, loan.principal_fen, 0, _monthly_sum(loan.principal_fen, loan, loan.months))


def interest_by_formula_fen(loan: Loan) -> int:
    """The interest of the whole term by the formula alone, rounded once, half up: to compare with other calculators."""
    principal, rate, months = loan.principal_fen, loan.annual_rate_millionths, loan.months
    if loan.kind is RepaymentKind.EQUAL_PRINCIPAL:
        return divide_half_up(principal * rate * (months + 1), 2 * _RATE_DIVISOR)
    if rate == 0:
        return 0
    grown, flat = (_RATE_DIVISOR + rate) ** months, _RATE_DIVISOR**months
    return divide_half_up(months * principal * rate * grown, _RATE_DIVISOR * (grown - flat)) - principal


def combined_plan(plans: Sequence[Plan]) -> Plan:
    """Several plans as one, month by month, from the same first month: 商业贷款 and 公积金 together (组合贷).

    Terms may differ; a plan that has ended adds nothing.
    """
    nothing = Instalment(0, 0, 0, 0, 0)
    together = []
    for month in zip_longest(*(plan.instalments for plan in plans), fillvalue=nothing):
        together.append(
            Instalment(
                max(part.no for part in month),
                sum(part.payment_fen for part in month),
                sum(part.principal_fen for part in month),
                sum(part.interest_fen for part in month),
                sum(part.remaining_fen for part in month),
            )
        )
    return Plan(tuple(together))


def repay_early(loan: Loan, after_no: int, amount_fen: int, keep: Keep) -> EarlyRepayment:
    """Pay ``amount_fen`` of principal on the day of instalment ``after_no`` (0: before the first), right after it.

    Keeping the term, the rest is spread anew over the months that remain. Keeping the payment (with equal principal:
    the principal of a month), the term shortens and its last payment is what is left. Repaying all that remains
    leaves no instalments.

    Raises:
        BadInput: there is no such month, or the sum is not positive or more than what remains.
    """
    before = repayment_plan(loan)
    if not 0 <= after_no < len(before.instalments):
        raise BadInput(mark("The loan has no instalment after number {no}."), field="after_no", no=after_no)
    owed = before.instalments[after_no - 1].remaining_fen if after_no else loan.principal_fen
    if not 0 < amount_fen <= owed:
        raise BadInput(
            mark("{amount} yuan cannot be repaid early; {owed} yuan remain."),
            field="amount_fen",
            amount=format_yuan(amount_fen),
            owed=format_yuan(owed),
        )
    left = owed - amount_fen
    spread = (left, loan.months - after_no) if keep is Keep.TERM else (loan.principal_fen, loan.months)
    plan = _run(loan, left, after_no, _monthly_sum(spread[0], loan, spread[1]))
    rest_before = before.instalments[after_no:]
    saved = sum(instalment.interest_fen for instalment in rest_before) - plan.total_interest_fen
    return EarlyRepayment(plan, saved, len(rest_before) - len(plan.instalments))
