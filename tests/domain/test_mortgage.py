"""Instalments: figures that banks publish, and what must hold for every loan."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.errors import BadInput
from salesdesk.domain.mortgage import (
    MAX_MONTHS,
    MAX_RATE_MILLIONTHS,
    Instalment,
    Keep,
    Loan,
    Plan,
    RepaymentKind,
    combined_plan,
    interest_by_formula_fen,
    repay_early,
    repayment_plan,
)

PAYMENTS, PRINCIPAL = RepaymentKind.EQUAL_PAYMENTS, RepaymentKind.EQUAL_PRINCIPAL
WAN = 1_000_000

loans = st.builds(
    Loan,
    principal_fen=st.integers(10 * WAN, 10_000 * WAN),
    annual_rate_millionths=st.integers(0, 80_000),
    months=st.integers(1, 360),
    kind=st.sampled_from(RepaymentKind),
)


def annuity(loan: Loan) -> Decimal:
    """The monthly payment in fen by the textbook's formula, with 60 digits."""
    with localcontext(prec=60):
        rate = Decimal(loan.annual_rate_millionths) / 12_000_000
        if not rate:
            return Decimal(loan.principal_fen) / loan.months
        growth = (1 + rate) ** loan.months
        return loan.principal_fen * rate * growth / (growth - 1)


@pytest.mark.parametrize(
    ("loan", "interest"),
    [
        (Loan(100 * WAN, 36_000, 360, PAYMENTS), 63_672_326),
        (Loan(10 * WAN, 60_000, 12, PAYMENTS), 327_972),
        (Loan(100 * WAN, 39_500, 360, PAYMENTS), 70_833_405),
        (Loan(100 * WAN, 35_000, 360, PAYMENTS), 61_656_088),
        (Loan(100 * WAN, 45_000, 360, PAYMENTS), 82_406_712),
        (Loan(100 * WAN, 49_000, 360, PRINCIPAL), 73_704_167),
        (Loan(12 * WAN, 0, 12, PAYMENTS), 0),
    ],
)
def test_the_interest_that_other_calculators_print_is_the_formulas(loan: Loan, interest: int) -> None:
    assert interest_by_formula_fen(loan) == interest


@given(loan=loans)
def test_what_is_really_paid_differs_from_the_formula_by_less_than_a_fen_a_month(loan: Loan) -> None:
    assert abs(repayment_plan(loan).total_interest_fen - interest_by_formula_fen(loan)) <= loan.months


@pytest.mark.parametrize(
    ("loan", "monthly"),
    [
        (Loan(100 * WAN, 49_000, 360, PAYMENTS), 530_727),
        (Loan(100 * WAN, 36_000, 360, PAYMENTS), 454_645),
        (Loan(80 * WAN, 28_500, 360, PAYMENTS), 330_846),
        (Loan(40 * WAN, 32_500, 360, PAYMENTS), 174_083),
        (Loan(12 * WAN, 0, 12, PAYMENTS), 1_000_000),
        (Loan(1 * WAN, 80_000, 10, PAYMENTS), 103_703),
    ],
)
def test_equal_payments_are_those_that_banks_and_spreadsheets_publish(loan: Loan, monthly: int) -> None:
    assert repayment_plan(loan).monthly_payment_fen == monthly


def test_equal_principal_begins_high_and_falls_each_month() -> None:
    plan = repayment_plan(Loan(100 * WAN, 49_000, 360, PRINCIPAL))
    assert plan.first_payment_fen == 686_111
    payments = [instalment.payment_fen for instalment in plan.instalments]
    assert payments == sorted(payments, reverse=True)
    assert plan.monthly_payment_fen is None


def test_the_total_of_interest_is_what_the_rounded_instalments_add_up_to() -> None:
    plan = repayment_plan(Loan(10 * WAN, 60_000, 12, PAYMENTS))
    assert plan.monthly_payment_fen == 860_664
    assert plan.last_payment_fen == 860_669
    assert plan.total_interest_fen == 11 * 860_664 + 860_669 - 10 * WAN
    assert plan.total_payment_fen == 10 * WAN + plan.total_interest_fen


def test_a_small_plan_is_worked_out_by_hand() -> None:
    plan = repayment_plan(Loan(100_000, 120_000, 3, PAYMENTS))
    assert plan.instalments == (
        Instalment(1, 34_002, 33_002, 1_000, 66_998),
        Instalment(2, 34_002, 33_332, 670, 33_666),
        Instalment(3, 34_003, 33_666, 337, 0),
    )


@given(loans)
def test_principal_adds_up_to_the_loan_and_each_month_follows_from_the_one_before(loan: Loan) -> None:
    remaining = loan.principal_fen
    plan = repayment_plan(loan)
    for no, month in enumerate(plan.instalments, start=1):
        assert month.no == no
        assert month.payment_fen == month.principal_fen + month.interest_fen
        assert abs(month.interest_fen * 12_000_000 - remaining * loan.annual_rate_millionths) * 2 <= 12_000_000
        remaining -= month.principal_fen
        assert month.remaining_fen == remaining >= 0
    assert remaining == 0
    assert len(plan.instalments) == loan.months


@given(loans.filter(lambda loan: loan.kind is PAYMENTS and loan.months > 1))
def test_the_payment_is_the_formula_s_to_half_a_fen_and_only_the_last_differs(loan: Loan) -> None:
    plan = repayment_plan(loan)
    monthly = plan.monthly_payment_fen
    assert monthly is not None
    assert abs(monthly - annuity(loan)) <= Decimal("0.5") + Decimal(10) ** -30
    assert abs(plan.last_payment_fen - monthly) <= 3_000


@given(st.builds(Loan, st.integers(1, 1000), st.integers(0, MAX_RATE_MILLIONTHS), st.integers(1, MAX_MONTHS),
                 st.sampled_from(RepaymentKind)))  # fmt: skip
def test_a_loan_of_a_few_yuan_is_repaid_too_and_never_negative(loan: Loan) -> None:
    plan = repayment_plan(loan)
    assert sum(month.principal_fen for month in plan.instalments) == loan.principal_fen
    assert all(min(month.principal_fen, month.interest_fen, month.remaining_fen) >= 0 for month in plan.instalments)


def test_commercial_and_provident_loan_together_are_one_plan() -> None:
    commercial = repayment_plan(Loan(120 * WAN, 34_500, 360, PAYMENTS))
    provident = repayment_plan(Loan(80 * WAN, 28_500, 360, PAYMENTS))
    together = combined_plan([commercial, provident])
    assert together.monthly_payment_fen == 866_356
    assert together.total_interest_fen == commercial.total_interest_fen + provident.total_interest_fen
    assert together.instalments[0].remaining_fen == (
        commercial.instalments[0].remaining_fen + provident.instalments[0].remaining_fen
    )


def test_the_shorter_of_two_loans_ends_and_the_longer_goes_on() -> None:
    long, short = Loan(100 * WAN, 31_000, 24, PAYMENTS), Loan(50 * WAN, 26_000, 12, PRINCIPAL)
    together = combined_plan([repayment_plan(short), repayment_plan(long)])
    assert [month.no for month in together.instalments] == list(range(1, 25))
    assert together.instalments[12:] == repayment_plan(long).instalments[12:]
    assert together.monthly_payment_fen is None


@given(loans.filter(lambda loan: loan.months > 1), st.data())
def test_an_early_repayment_leaves_a_plan_that_repays_the_rest(loan: Loan, data: st.DataObject) -> None:
    before = repayment_plan(loan)
    after_no = data.draw(st.integers(0, loan.months - 1))
    owed = before.instalments[after_no - 1].remaining_fen if after_no else loan.principal_fen
    amount = data.draw(st.integers(1, owed))
    for keep in Keep:
        early = repay_early(loan, after_no, amount, keep)
        assert sum(month.principal_fen for month in early.plan.instalments) == owed - amount
        interest_before = sum(month.interest_fen for month in before.instalments[after_no:])
        assert early.interest_saved_fen == interest_before - early.plan.total_interest_fen
        assert early.months_saved == loan.months - after_no - len(early.plan.instalments)
        assert [month.no for month in early.plan.instalments][:1] in ([], [after_no + 1])


@pytest.mark.parametrize("kind", RepaymentKind)
def test_keeping_the_payment_saves_months_and_more_interest_than_keeping_the_term(kind: RepaymentKind) -> None:
    loan = Loan(100 * WAN, 36_000, 360, kind)
    term = repay_early(loan, 60, 20 * WAN, Keep.TERM)
    payment = repay_early(loan, 60, 20 * WAN, Keep.PAYMENT)
    assert term.months_saved == 0
    assert term.plan.first_payment_fen < repayment_plan(loan).instalments[60].payment_fen
    assert payment.months_saved > 60
    assert payment.interest_saved_fen > term.interest_saved_fen > 0


def test_keeping_the_payment_leaves_each_payment_but_the_last() -> None:
    loan = Loan(100 * WAN, 36_000, 360, PAYMENTS)
    plan = repay_early(loan, 60, 20 * WAN, Keep.PAYMENT).plan
    assert plan.monthly_payment_fen == repayment_plan(loan).monthly_payment_fen
    assert 0 < plan.last_payment_fen <= 454_645


def test_repaying_everything_early_leaves_no_instalments() -> None:
    early = repay_early(Loan(12 * WAN, 0, 12, PAYMENTS), 2, 10 * WAN, Keep.TERM)
    assert early.plan == Plan(())
    assert early.months_saved == 10
    assert early.plan.first_payment_fen == early.plan.last_payment_fen == early.plan.monthly_payment_fen == 0


@pytest.mark.parametrize(
    ("principal", "rate", "months", "field", "sentence"),
    [
        (0, 31_000, 360, "principal_fen", "A loan of 0.00 yuan is not possible."),
        (-WAN, 31_000, 360, "principal_fen", "A loan of −10,000.00 yuan is not possible."),
        (WAN, 3_100_000, 360, "annual_rate_millionths", "A yearly rate of 310.00% is not possible"),
        (WAN, -1, 360, "annual_rate_millionths", "is not possible; it lies between 0 and 24%."),
        (WAN, 31_000, 0, "months", "A loan runs 1 to 480 months, not 0."),
        (WAN, 31_000, 3600, "months", "A loan runs 1 to 480 months, not 3600."),
    ],
)
def test_a_loan_that_no_bank_gives_is_refused(
    principal: int, rate: int, months: int, field: str, sentence: str
) -> None:
    with pytest.raises(BadInput) as refused:
        Loan(principal, rate, months, PAYMENTS)
    assert refused.value.field == field
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("after_no", "amount", "sentence"),
    [
        (12, 1, "The loan has no instalment after number 12."),
        (-1, 1, "The loan has no instalment after number -1."),
        (2, 0, "0.00 yuan cannot be repaid early; 100,000.00 yuan remain."),
        (2, 10 * WAN + 1, "100,000.01 yuan cannot be repaid early; 100,000.00 yuan remain."),
    ],
)
def test_an_early_repayment_that_cannot_be_is_refused(after_no: int, amount: int, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        repay_early(Loan(12 * WAN, 0, 12, PAYMENTS), after_no, amount, Keep.TERM)
    assert str(refused.value) == sentence
