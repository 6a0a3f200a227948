"""The calculator: loans together, the other kind beside, an early repayment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.loan_comparison import Early, calculate
from salesdesk.domain.mortgage import Keep, Loan, RepaymentKind

LOANS = st.builds(
    Loan,
    st.integers(1_000_000, 10**10),
    st.integers(0, 100_000),
    st.integers(12, 360),
    st.sampled_from(RepaymentKind),
)


@given(st.lists(LOANS, min_size=1, max_size=2).map(tuple))
def test_every_plan_pays_the_principal_back_to_the_fen(loans: tuple[Loan, ...]) -> None:
    found = calculate(loans)
    for plan in (found.together, found.other_kind):
        assert sum(month.principal_fen for month in plan.instalments) == found.principal_fen
        assert plan.total_payment_fen == found.principal_fen + plan.total_interest_fen
        assert plan.instalments[-1].remaining_fen == 0
    assert found.together.total_interest_fen == sum(plan.total_interest_fen for plan in found.plans)


@given(LOANS, st.data())
def test_an_early_repayment_saves_interest_and_never_more_than_was_left(loan: Loan, data: st.DataObject) -> None:
    plan = calculate((loan,)).together
    after = data.draw(st.integers(0, len(plan.instalments) - 1))
    owed = plan.instalments[after - 1].remaining_fen if after else loan.principal_fen
    amount = data.draw(st.integers(1, owed))
    for keep in Keep:
        found = calculate((loan,), Early(0, after, amount, keep)).early
        assert found is not None
        rest = sum(month.interest_fen for month in plan.instalments[after:])
        assert found.plan.total_interest_fen + found.interest_saved_fen == rest
        assert sum(month.principal_fen for month in found.plan.instalments) == owed - amount
        if keep is Keep.PAYMENT:
            assert found.months_saved >= 0


def test_equal_principal_costs_less_interest_than_equal_payments() -> None:
    loan = Loan(100_000_000, 31_000, 360, RepaymentKind.EQUAL_PAYMENTS)
    found = calculate((loan,))
    assert found.other_kind.total_interest_fen < found.together.total_interest_fen
    assert found.together.monthly_payment_fen == 427_016
