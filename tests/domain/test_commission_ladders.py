"""Ladders by deal and by month, whole and in parts; fixed sums; agencies and referrers; all to the fen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.commission import (
    INTRODUCERS,
    WHOLE,
    CommissionBase,
    CommissionRules,
    CommissionStage,
    LadderBy,
    LadderCount,
    Rung,
    SchemeFor,
    check_rules,
    rules_from,
    usual_rules,
)
from salesdesk.domain.commission_deals import Deal, Earner, IntroducedBy, MoneyOn, Place, TermsThen, places_on
from salesdesk.domain.commission_working import Earned, earned, introduced, month_lines, preview

FIRST = date(2026, 3, 1)
MILLIONS = 100_000_000
CHEN, XU, AGENCY = 7, 8, 70
ONE = Earner(True, AGENCY)
AT_ONCE = ((CommissionStage.RECEIVED, 1_000_000),)
LADDER = (Rung(0, 2_000), Rung(2 * MILLIONS, 4_000), Rung(5 * MILLIONS, 6_000))
RULES = CommissionRules(threshold_millionths=0, ladder=LADDER, stages=AT_ONCE, follow_ups=0, base=CommissionBase.TOTAL)
BY_MONTH = replace(RULES, ladder_by=LadderBy.MONTH)
IN_PARTS = replace(BY_MONTH, ladder_count=LadderCount.PARTS)


def deal(order_id: int = 1, total: int = 2 * MILLIONS, day: date = FIRST, **changes: Any) -> Deal:
    """A home paid in full, of one consultant, introduced by the agency."""
    values: dict[str, Any] = {
        "order_id": order_id, "label": "3-1604", "customer": "韩若溪", "subscribed_on": day,
        "terms": (TermsThen(day, total, 0, ((CHEN, WHOLE),)),), "money": (MoneyOn(day, total),),
        "introduced": (IntroducedBy(day, AGENCY),),
    }  # fmt: skip
    return Deal(**{**values, **changes})


def one(found: Deal, rules: CommissionRules, *others: Deal, day: date = FIRST) -> int:
    return sum(each.amount_fen for each in earned(found, rules, day, places_on([found, *others], day)))


def test_by_the_deals_total_its_rung_counts_for_the_whole_or_each_for_its_part() -> None:
    five = deal(total=5 * MILLIONS)
    assert one(five, RULES) == 5 * MILLIONS * 6 // 1000
    parts = one(five, replace(RULES, ladder_count=LadderCount.PARTS))
    assert parts == 2 * MILLIONS * 2 // 1000 + 3 * MILLIONS * 4 // 1000


def test_by_the_month_all_deals_of_the_person_climb_together() -> None:
    first, second = deal(1), deal(2, 3 * MILLIONS, FIRST + timedelta(days=9))
    end = FIRST + timedelta(days=30)
    assert one(first, BY_MONTH, second, day=end) == 2 * MILLIONS * 6 // 1000
    assert one(second, BY_MONTH, first, day=end) == 3 * MILLIONS * 6 // 1000
    assert one(first, BY_MONTH, second, day=FIRST) == 2 * MILLIONS * 4 // 1000, "the second is not made yet"
    lines = [str(line) for line in earned(second, IN_PARTS, end, places_on([first, second], end))[0].lines]
    assert "Own deals of 2026-03 together" in lines
    assert "3,000,000 yuan from 2,000,000 on: 0.400%" in lines
    april = deal(3, 3 * MILLIONS, date(2026, 4, 2))
    assert one(april, BY_MONTH, first, second, day=date(2026, 4, 30)) == 3 * MILLIONS * 4 // 1000


def test_each_persons_share_climbs_their_own_ladder() -> None:
    shared = deal(terms=(TermsThen(FIRST, 2 * MILLIONS, 0, ((CHEN, 5_000), (XU, 5_000))),))
    alone = deal(2)
    found = {
        each.earner.id: each.amount_fen for each in earned(shared, BY_MONTH, FIRST, places_on([shared, alone], FIRST))
    }
    assert found == {CHEN: MILLIONS * 4 // 1000, XU: MILLIONS * 2 // 1000}


def test_a_cancelled_deal_climbs_no_ladder() -> None:
    first = deal(1)
    gone = deal(2, 3 * MILLIONS, cancelled_on=FIRST + timedelta(days=3))
    assert one(first, BY_MONTH, gone, day=FIRST) == 2 * MILLIONS * 6 // 1000
    assert one(first, BY_MONTH, gone, day=FIRST + timedelta(days=3)) == 2 * MILLIONS * 4 // 1000


def test_a_swap_counts_in_the_month_in_which_it_was_carried_out() -> None:
    swapped_on = date(2026, 4, 20)
    terms = (*deal().terms, TermsThen(swapped_on, 5 * MILLIONS, 0, ((CHEN, WHOLE),), swapped=True))
    swapped, march = deal(terms=terms, money=(MoneyOn(FIRST, 5 * MILLIONS),)), deal(2, 3 * MILLIONS)
    before, after = date(2026, 3, 31), date(2026, 4, 30)
    assert (swapped.counted_on(before), swapped.counted_on(after)) == (FIRST, swapped_on)
    assert one(march, BY_MONTH, swapped, day=before) == 3 * MILLIONS * 6 // 1000
    assert one(march, BY_MONTH, swapped, day=after) == 3 * MILLIONS * 4 // 1000, "worked anew without the swapped one"
    told = [str(line) for line in earned(swapped, BY_MONTH, after, places_on([swapped, march], after))[0].lines]
    assert "Swapped on 2026-04-20: the deal counts in 2026-04" in told
    other = (*deal().terms, TermsThen(swapped_on, 5 * MILLIONS, 0, ((CHEN, WHOLE),)))
    assert deal(terms=other).counted_on(after) == FIRST, "other terms are no swap"


def test_an_agency_is_paid_of_the_whole_deal_without_follow_ups() -> None:
    rules = usual_rules(SchemeFor.AGENCY)
    shared = deal(terms=(TermsThen(FIRST, 2 * MILLIONS, 0, ((CHEN, 5_000), (XU, 5_000))),))
    found = introduced(shared, rules, FIRST)
    assert (found and found.amount_fen) == 0, "paid only once the deal stands"
    signed = replace(shared, contracted_on=FIRST)
    paid = introduced(signed, rules, FIRST)
    assert paid is not None
    assert (paid.earner, paid.amount_fen) == (ONE, 2 * MILLIONS // 100)


def test_a_referrer_gets_a_fixed_sum_whatever_the_price() -> None:
    rules = usual_rules(SchemeFor.REFERRER)
    for total in (MILLIONS, 7 * MILLIONS):
        found = introduced(deal(total=total, contracted_on=FIRST), rules, FIRST)
        assert (found and found.amount_fen) == 500_000


def test_another_introducer_takes_over_from_the_day_on_that_it_is_said() -> None:
    later = FIRST + timedelta(days=40)
    changed = deal(introduced=(IntroducedBy(FIRST, AGENCY), IntroducedBy(later, None)))
    assert introduced(changed, RULES, FIRST) is not None
    assert introduced(changed, RULES, later) is None
    assert month_lines(None, 800_000, "2026-04")[-1].amount_fen == -800_000


def test_the_usual_rules_are_rules_and_are_stored_with_their_choices() -> None:
    for kind in SchemeFor:
        rules = replace(usual_rules(kind), ladder_by=LadderBy.MONTH, ladder_count=LadderCount.PARTS)
        check_rules(rules)
        assert rules_from(rules.plain()) == rules


@pytest.mark.parametrize("kind", INTRODUCERS)
def test_the_preview_of_an_introducers_scheme_ends_in_what_they_get(kind: SchemeFor) -> None:
    figures = [line.amount_fen for line in preview(usual_rules(kind), 2 * MILLIONS, kind)]
    assert figures[:2] == [0, 0]
    assert figures[-1] == (500_000 if kind is SchemeFor.REFERRER else 2 * MILLIONS // 100)


# --- whatever the figures ---------------------------------------------------------------------------------------------

rates = st.integers(0, 100_000)


@st.composite
def rule_sets(draw: st.DrawFn) -> CommissionRules:
    steps = sorted(draw(st.sets(st.integers(1, 10**11), max_size=3)))
    ladder = tuple(Rung(step, draw(rates)) for step in [0, *steps])
    cut = draw(st.integers(0, 1_000_000))
    stages = ((CommissionStage.RECEIVED, cut), (CommissionStage.HANDOVER, 1_000_000 - cut))
    return CommissionRules(
        draw(st.integers(0, 1_000_000)), ladder, stages, 0, draw(st.sampled_from(CommissionBase)),
        draw(st.sampled_from(LadderBy)), draw(st.sampled_from(LadderCount)), draw(st.sampled_from((0, 0, 7, 500_000))),
    )  # fmt: skip


@st.composite
def months(draw: st.DrawFn) -> list[Deal]:
    """Some deals of two consultants, some introduced, swapped, cancelled, handed over."""
    days = st.integers(0, 90).map(lambda count: FIRST + timedelta(days=count))
    found = list[Deal]()
    for order_id in range(1, draw(st.integers(1, 4)) + 1):
        total, begun, share = draw(st.integers(1, 10**11)), draw(days), draw(st.integers(1, WHOLE - 1))
        shares = ((CHEN, share), (XU, WHOLE - share))
        terms = [TermsThen(begun, total, 0, shares)]
        if draw(st.booleans()):
            terms.append(TermsThen(begun + timedelta(days=20), draw(st.integers(1, 10**11)), 0, shares[::-1], True))
        found.append(deal(
            order_id, total, begun, terms=tuple(terms), money=(MoneyOn(begun, draw(st.integers(0, total))),),
            handed_over_on=draw(st.one_of(st.none(), days)), cancelled_on=draw(st.one_of(st.none(), days)),
            introduced=draw(st.sampled_from(((), (IntroducedBy(begun, AGENCY),)))),
        ))  # fmt: skip
    return found


def everybody(deals: list[Deal], rules: CommissionRules, day: date) -> dict[tuple[int, Earner], Earned]:
    places = places_on(deals, day)
    found = dict[tuple[int, Earner], Earned]()
    for each in deals:
        own = introduced(each, rules, day, places)
        for who in (*earned(each, rules, day, places), *((own,) if own else ())):
            found[each.order_id, who.earner] = who
    return found


@given(months(), rule_sets(), st.lists(st.integers(0, 150), min_size=1, max_size=5, unique=True))
def test_what_months_give_is_what_was_earned_and_never_more_is_taken_back_than_was_given(
    deals: list[Deal], rules: CommissionRules, ends: list[int]
) -> None:
    paid = dict[tuple[int, Earner], int]()
    for day in (FIRST + timedelta(days=count) for count in sorted(ends)):
        now = everybody(deals, rules, day)
        for key in {*paid, *now}:
            before = paid.get(key, 0)
            figure = month_lines(now.get(key), before, "2026-03")[-1].amount_fen or 0
            assert -figure <= before, "no more goes back than was given"
            paid[key] = before + figure
        assert paid == {**dict.fromkeys(paid, 0), **{key: who.amount_fen for key, who in now.items()}}
        cancelled = {each.order_id for each in deals if each.cancelled_by(day)}
        assert not any(fen for (order_id, _), fen in paid.items() if order_id in cancelled)


@given(months(), st.integers(0, 150))
def test_the_places_of_a_month_stand_one_on_another_up_to_its_total(deals: list[Deal], count: int) -> None:
    day = FIRST + timedelta(days=count)
    stacks: dict[tuple[Earner, str], list[Place]] = {}
    for (_, earner), place in places_on(deals, day).items():
        stacks.setdefault((earner, place.month), []).append(place)
    for places in stacks.values():
        assert len({place.total_fen for place in places}) == 1
        assert sum(place.part_fen for place in places) == places[0].total_fen
        upto = 0
        for place in sorted(places, key=lambda place: (place.before_fen, place.part_fen)):
            assert place.before_fen == upto
            upto += place.part_fen


@given(rule_sets(), st.integers(0, 10**11), st.integers(0, 10**11), st.integers(0, 10**11))
def test_the_parts_on_the_rungs_add_up_wherever_an_amount_is_cut(
    rules: CommissionRules, before: int, first: int, second: int
) -> None:
    def product(start: int, amount: int) -> int:
        return sum(part.part_fen * part.rate_millionths for part in rules.parts(start, amount))

    assert sum(part.part_fen for part in rules.parts(before, first)) == first
    assert product(before, first) + product(before + first, second) == product(before, first + second)
