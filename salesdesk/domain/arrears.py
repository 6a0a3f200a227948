"""Unreasonable arrears: what of an order's open money should long have been there (DOMAIN.md, "Unreasonable arrears").

The days are settings; what is money of the down payment and what of the stages is data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.accounts import DueState
from salesdesk.domain.after_contract import Step
from salesdesk.domain.duty_days import DutyRules
from salesdesk.domain.duty_facts import ARREAR_WORDS, Arrear, OrderFacts
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.reasons import Reason

ITEMS_OF: dict[Arrear, frozenset[str]] = {
    Arrear.DOWN_PAYMENT: frozenset({"down_payment"}),
    Arrear.STAGE_PAYMENT: frozenset({"stage_payment", "balance"}),
}
"""A balance is the last part of a price that is paid in parts."""


@dataclass(frozen=True)
class UnreasonableSum:
    """An open sum, how many days it is late by its rule, and which rule that is; fen."""

    state: DueState
    arrear: Arrear
    days: int

    @property
    def reason(self) -> Reason:
        return Reason(ARREAR_WORDS[self.arrear], {"days": self.days})


def unreasonable(facts: OrderFacts, rules: DutyRules, today: date) -> tuple[UnreasonableSum, ...]:
    """Every sum that is owed unreasonably, each by every rule that says so, in the order of the due items."""
    if not facts.money_known:
        return ()
    return tuple(found for state in facts.dues for found in _of_due(facts, state, rules, today))


def _of_due(facts: OrderFacts, state: DueState, rules: DutyRules, today: date) -> Iterator[UnreasonableSum]:
    late = state.days_overdue(today)
    if state.due.klass is MoneyClass.PRICE_BY_LOAN:
        yield from _of_loan(facts, state, rules, today)
    if not late:
        return
    item = state.due.item
    down, stage = ITEMS_OF[Arrear.DOWN_PAYMENT], ITEMS_OF[Arrear.STAGE_PAYMENT]
    if item in down and facts.contracted_on is None and late > rules.of("arrears.down_payment"):
        yield UnreasonableSum(state, Arrear.DOWN_PAYMENT, late)
    if item in stage and late > rules.of("arrears.stage_payment"):
        yield UnreasonableSum(state, Arrear.STAGE_PAYMENT, late)
    silent = min(late, _days_silent(facts, today, late))
    if facts.follow_ups_known and silent >= rules.of("arrears.silent"):
        yield UnreasonableSum(state, Arrear.SILENT, silent)


def _of_loan(facts: OrderFacts, state: DueState, rules: DutyRules, today: date) -> Iterator[UnreasonableSum]:
    complete = facts.done(Step.LOAN_PAPERS, state.due.item)
    if complete is None or state.open_fen <= 0 or facts.done(Step.LOAN_PAID_OUT, state.due.item):
        return
    days = (today - complete).days
    if days > rules.of("arrears.loan"):
        yield UnreasonableSum(state, Arrear.LOAN, days)


def _days_silent(facts: OrderFacts, today: date, late: int) -> int:
    """How long nobody spoke with the buyer; the time before the money was late does not count."""
    return late if facts.last_follow_up_on is None else (today - facts.last_follow_up_on).days
