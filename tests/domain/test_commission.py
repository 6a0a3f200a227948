"""Commission worked out line by line, to the fen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.commission import (
    WHOLE,
    CommissionRules,
    CommissionStage,
    Rung,
    by_shares,
    check_rules,
    rules_from,
)
from salesdesk.domain.commission_deals import Deal, MoneyOn, TermsThen, Waiver
from salesdesk.domain.commission_working import earned, line_from, month_lines, preview
from salesdesk.domain.errors import BadInput

FIRST = date(2026, 3, 1)
TOTAL = 200_000_000
CHEN, XU = 7, 8
RULES = CommissionRules(follow_ups=3)


def deal(received: int = TOTAL, by_loan: int = 120_000_000, **changes: Any) -> Deal:
    """A home of 2,000,000 yuan, 1,200,000 of them by a loan, of one consultant with three follow-ups."""
    values: dict[str, Any] = {
        "order_id": 1, "label": "3-1604", "customer": "韩若溪", "subscribed_on": FIRST,
        "terms": (TermsThen(FIRST, TOTAL, 120_000_000, ((CHEN, WHOLE),)),),
        "money": (MoneyOn(FIRST, received, by_loan),), "follow_ups": {CHEN: 3, XU: 3},
    }  # fmt: skip
    return Deal(**{**values, **changes})


def amount(found: Deal, rules: CommissionRules = RULES, day: date = FIRST) -> int:
    return sum(one.amount_fen for one in earned(found, rules, day))


def test_below_thirty_percent_nothing_and_from_it_seventy_percent_of_the_rate() -> None:
    assert amount(deal(TOTAL * 3 // 10 - 1, 0)) == 0
    assert amount(deal(TOTAL * 3 // 10, 0)) == 60_000_000 * 3 // 1000 * 7 // 10


def test_the_stages_follow_contract_loan_and_keys() -> None:
    full = TOTAL * 3 // 1000
    assert amount(deal()) == full * 7 // 10
    signed = deal(contracted_on=FIRST)
    assert amount(signed) == full * 9 // 10
    assert amount(deal(by_loan=0, contracted_on=FIRST)) == full * 7 // 10
    assert amount(replace(signed, handed_over_on=FIRST)) == full


def test_what_happens_later_counts_later() -> None:
    later = FIRST + timedelta(days=31)
    one = deal(contracted_on=later)
    assert amount(one, day=FIRST) < amount(one, day=later)
    paid = deal(money=(MoneyOn(FIRST, 60_000_000), MoneyOn(later, 140_000_000, 120_000_000)))
    assert amount(paid, day=FIRST) == 60_000_000 * 21 // 10_000
    assert amount(paid, day=FIRST - timedelta(days=1)) == 0


def test_a_ladder_gives_the_rate_of_its_rung_for_the_whole() -> None:
    rules = replace(RULES, ladder=(Rung(0, 3_000), Rung(TOTAL, 5_000)))
    assert amount(deal(), rules) == TOTAL * 5 // 1000 * 7 // 10
    assert rules.rate(TOTAL - 1) == 3_000


def test_a_cancelled_deal_has_earned_nothing() -> None:
    gone = deal(cancelled_on=FIRST + timedelta(days=5))
    assert amount(gone) > 0
    assert amount(gone, day=FIRST + timedelta(days=5)) == 0


def test_a_swap_is_worked_anew_from_its_new_terms() -> None:
    swapped = FIRST + timedelta(days=9)
    terms = (*deal().terms, TermsThen(swapped, TOTAL // 2, 0, ((XU, WHOLE),)))
    one = deal(TOTAL // 2, 0, terms=terms)
    assert [(found.earner.id, found.amount_fen > 0) for found in earned(one, RULES, FIRST)] == [(CHEN, True)]
    assert [found.earner.id for found in earned(one, RULES, swapped)] == [XU]


def test_without_three_follow_ups_nothing_unless_the_manager_gave_a_reason_by_then() -> None:
    few = deal(follow_ups={CHEN: 2})
    assert amount(few) == 0
    excused = replace(few, waivers={CHEN: Waiver(FIRST + timedelta(days=40), "老客户介绍", "罗建平")})
    assert amount(excused) == 0
    later = earned(excused, RULES, FIRST + timedelta(days=40))[0]
    assert later.amount_fen == amount(deal())
    assert "老客户介绍" in str(later.lines[-1])


def test_a_shared_deal_is_divided_by_shares_and_each_needs_follow_ups() -> None:
    terms = (TermsThen(FIRST, TOTAL, 0, ((CHEN, 6_000), (XU, 4_000))),)
    both = earned(deal(terms=terms), RULES, FIRST)
    assert [one.amount_fen for one in both] == [252_000, 168_000]
    one = earned(deal(terms=terms, follow_ups={CHEN: 3}), RULES, FIRST)
    assert [found.amount_fen for found in one] == [252_000, 0]


def test_a_months_figure_is_what_was_earned_less_what_was_given() -> None:
    found = earned(deal(), RULES, FIRST)[0]
    assert month_lines(found, 100_000, "2026-03")[-1].amount_fen == found.amount_fen - 100_000
    assert month_lines(None, 100_000, "2026-04")[-1].amount_fen == -100_000


def test_rules_and_lines_are_stored_and_read_again() -> None:
    rules = CommissionRules(250_000, (Rung(0, 1_000), Rung(5, 2_000)), follow_ups=5)
    assert rules_from(rules.plain()) == rules
    for line in month_lines(earned(deal(), rules, FIRST)[0], 5, "2026-03"):
        assert line_from(line.plain()) == line


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"threshold_millionths": 1_000_001}, "threshold"),
        ({"ladder": ()}, "ladder"),
        ({"ladder": (Rung(1, 1),)}, "ladder"),
        ({"ladder": (Rung(0, 1), Rung(0, 2))}, "ladder"),
        ({"ladder": (Rung(0, 100_001),)}, "ladder"),
        ({"stages": ((CommissionStage.RECEIVED, 999_999),)}, "stages"),
        ({"follow_ups": -1}, "follow_ups"),
        ({"fixed_fen": -1}, "fixed"),
        ({"fixed_fen": 100_000_001}, "fixed"),
    ],
)
def test_rules_that_no_deal_could_follow_are_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_rules(replace(RULES, **changes))
    assert refused.value.field == field


def test_the_preview_rises_from_nothing_to_the_whole() -> None:
    figures = [line.amount_fen for line in preview(RULES, TOTAL)]
    assert figures == [0, 168_000, 540_000, 600_000]


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, ...]:
    """Shares of some people that add up to the whole."""
    cuts = sorted(draw(st.sets(st.integers(1, WHOLE - 1), max_size=4)))
    return tuple(after - before for before, after in zip([0, *cuts], [*cuts, WHOLE], strict=True))


@given(st.integers(0, 10**12), shares())
def test_the_parts_add_up_to_the_fen(total: int, parts: tuple[int, ...]) -> None:
    found = by_shares(total, parts)
    assert sum(found) == total
    assert min(found) >= 0


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    total = draw(st.integers(1, 10**11))
    loan = draw(st.integers(0, total))
    days = st.one_of(st.none(), st.integers(0, 400).map(lambda count: FIRST + timedelta(days=count)))
    money = draw(st.lists(st.tuples(st.integers(0, 400), st.integers(-total, total)), max_size=5))
    people = shares()
    versions = draw(st.lists(st.tuples(st.integers(0, 400), people), max_size=3))
    first = TermsThen(FIRST, total, loan, tuple(enumerate(draw(people))))
    later = tuple(
        TermsThen(FIRST + timedelta(days=day), draw(st.integers(1, total)), 0, tuple(enumerate(parts)))
        for day, parts in sorted(versions)
    )
    return deal(
        contracted_on=draw(days), handed_over_on=draw(days), cancelled_on=draw(days), terms=(first, *later),
        money=tuple(MoneyOn(FIRST + timedelta(days=day), sum_) for day, sum_ in sorted(money)),
        follow_ups=dict.fromkeys(range(5), draw(st.integers(2, 3))),
    )  # fmt: skip


@given(deals(), st.lists(st.integers(0, 500), min_size=1, max_size=6, unique=True))
def test_months_give_together_what_was_earned_and_a_cancellation_takes_all_of_it_back(
    one: Deal, ends: list[int]
) -> None:
    given = dict.fromkeys(range(5), 0)
    for day in (FIRST + timedelta(days=count) for count in sorted(ends)):
        now = {found.earner.id: found.amount_fen for found in earned(one, RULES, day)}
        assert min(now.values(), default=0) >= 0
        for person in given:
            given[person] += now.get(person, 0) - given[person]
        assert given == {person: now.get(person, 0) for person in given}
        if one.cancelled_on is not None and one.cancelled_on <= day:
            assert not any(given.values())


@given(deals(), st.integers(0, 500))
def test_every_working_ends_in_the_figure_and_the_shares_in_the_deal(one: Deal, count: int) -> None:
    enough = replace(one, follow_ups=dict.fromkeys(range(5), 3))
    day = FIRST + timedelta(days=count)
    found = earned(enough, RULES, day)
    terms = enough.terms_on(day)
    assert terms is not None
    assert [each.earner.id for each in found] == [person for person, _ in terms.shares]
    whole = sum(each.amount_fen for each in found)
    stages = [line.amount_fen or 0 for line in found[0].lines if "{share}" in line.source and "after" in line.source]
    once = [line.amount_fen or 0 for line in found[0].lines if line.source.endswith("threshold is received")]
    assert whole == sum(stages) + sum(once)
