"""Unreasonable arrears, at the days where each begins."""

from __future__ import annotations

import pytest

from salesdesk.domain.after_contract import Step
from salesdesk.domain.arrears import unreasonable
from salesdesk.domain.duty_facts import Arrear, OrderFacts
from salesdesk.domain.states import Stage
from tests.domain.duty_samples import RULES, TODAY, days, due, order

_A = Arrear


def found(facts: OrderFacts) -> list[tuple[Arrear, int]]:
    return [(one.arrear, one.days) for one in unreasonable(facts, RULES, TODAY)]


@pytest.mark.parametrize(("late", "told"), [(7, []), (8, [(_A.DOWN_PAYMENT, 8)])])
def test_a_down_payment_more_than_seven_days_late_without_contract(late: int, told: list[tuple[Arrear, int]]) -> None:
    assert found(order(Stage.SUBSCRIBED, due(1, "down_payment", days(-late)))) == told


def test_with_a_contract_a_late_down_payment_is_no_such_arrear() -> None:
    assert found(order(Stage.CONTRACTED, due(1, "down_payment", days(-20)))) == []


@pytest.mark.parametrize(("late", "told"), [(30, []), (31, [(_A.STAGE_PAYMENT, 31)])])
def test_a_stage_payment_more_than_thirty_days_late(late: int, told: list[tuple[Arrear, int]]) -> None:
    assert found(order(Stage.CONTRACTED, due(1, "stage_payment", days(-late)))) == told


@pytest.mark.parametrize(("ago", "told"), [(45, []), (46, [(_A.LOAN, 46)])])
def test_loan_papers_complete_for_more_than_forty_five_days(ago: int, told: list[tuple[Arrear, int]]) -> None:
    steps = {(Step.LOAN_PAPERS, "loan"): days(-ago)}
    assert found(order(Stage.CONTRACTED, due(1, "loan", days(5)), steps=steps)) == told
    paid = {**steps, (Step.LOAN_PAID_OUT, "loan"): TODAY}
    assert found(order(Stage.CONTRACTED, due(1, "loan", days(5)), steps=paid)) == []


@pytest.mark.parametrize(("spoken", "late", "told"), [(13, 20, []), (14, 20, [14]), (40, 15, [15]), (40, 13, [])])
def test_overdue_and_nobody_spoke_with_the_buyer_for_fourteen_days(spoken: int, late: int, told: list[int]) -> None:
    facts = order(Stage.CONTRACTED, due(1, "deed_tax", days(-late)), last_follow_up_on=days(-spoken))
    assert found(facts) == [(_A.SILENT, count) for count in told]


def test_what_is_not_known_is_not_held_against_anybody() -> None:
    late = due(1, "stage_payment", days(-60))
    silent = order(Stage.CONTRACTED, late, last_follow_up_on=None, follow_ups_known=False)
    assert found(silent) == [(_A.STAGE_PAYMENT, 60)]
    assert found(order(Stage.CONTRACTED, late, money_known=False)) == []


def test_what_is_paid_is_in_no_arrear() -> None:
    assert found(order(Stage.SUBSCRIBED, due(1, "down_payment", days(-60), 100, 100))) == []
