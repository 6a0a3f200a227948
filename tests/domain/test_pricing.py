"""The price of a deal: every line of its working can be worked out again, and nobody pays more than the list says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.money import MILLION, divide_half_up, price_of_area, times_millionths, unit_price_of
from salesdesk.domain.pricing import (
    Agreed,
    Basis,
    DiscountKind,
    DiscountStep,
    PointsBase,
    PricingRules,
    Rounding,
    StepOrder,
    Working,
    round_total,
    work_out,
)

LIST = 236_640_000
AREA = 1_183_200
EXACT = PricingRules(round_to_fen=1)


def percent(value: int) -> DiscountStep:
    return DiscountStep("折扣", DiscountKind.PERCENT, value)


def points(value: int) -> DiscountStep:
    return DiscountStep("减点", DiscountKind.POINTS, value)


def off(value: int) -> DiscountStep:
    return DiscountStep("总价优惠", DiscountKind.SUM, value)


def off_per_m2(value: int) -> DiscountStep:
    return DiscountStep("单价优惠", DiscountKind.UNIT_SUM, value)


list_totals = st.integers(1, 10**11)
areas = st.integers(10_000, 100_000_000)
steps = st.lists(
    st.one_of(
        st.integers(1, MILLION).map(percent),
        st.integers(0, MILLION).map(points),
        st.integers(0, 10**9).map(off),
        st.integers(0, 10**6).map(off_per_m2),
    ),
    max_size=6,
)
all_rules = st.builds(
    PricingRules,
    st.sampled_from(StepOrder),
    st.sampled_from(PointsBase),
    st.sampled_from(Rounding),
    st.sampled_from([1, 100, 1_000, 10_000, 100_000]),
    st.sampled_from(Agreed),
    st.sampled_from(Basis),
)


@given(list_totals, areas, steps, all_rules)
def test_the_total_lies_between_nothing_and_the_list_and_the_lines_add_up(
    list_total: int, area: int, chosen: list[DiscountStep], rules: PricingRules
) -> None:
    working = work_out(list_total, area, chosen, rules)
    assert 0 <= working.total_fen <= list_total
    assert sum(line.off_fen for line in working.lines) == working.off_fen == list_total - working.total_fen
    assert working.lines[-1].after_fen == working.total_fen if working.lines else working.total_fen == list_total
    assert [line.kind for line in working.lines if line.kind != "rounding"] == [
        step.kind.value for step in in_order(chosen, rules.order)
    ]


def in_order(chosen: list[DiscountStep], order: StepOrder) -> list[DiscountStep]:
    multiplying_last = order is StepOrder.SUBTRACT_FIRST
    return sorted(chosen, key=lambda step: (step.kind is DiscountKind.PERCENT) is multiplying_last)


@given(list_totals, areas, steps, all_rules)
def test_each_line_of_a_working_can_be_worked_out_again_from_what_it_says(
    list_total: int, area: int, chosen: list[DiscountStep], rules: PricingRules
) -> None:
    working = work_out(list_total, area, chosen, rules)
    running = list_total
    for line in working.lines:
        original = line.kind == DiscountKind.POINTS and rules.points_base is PointsBase.ORIGINAL
        assert line.base_fen == (list_total if original else running)
        match line.kind:
            case DiscountKind.PERCENT:
                running = times_millionths(line.base_fen, line.value)
            case DiscountKind.POINTS:
                running = max(0, running - times_millionths(line.base_fen, line.value))
            case DiscountKind.SUM:
                running = max(0, running - line.value)
            case DiscountKind.UNIT_SUM:
                running = max(0, running - price_of_area(line.value, area))
            case _:
                assert line.value == rules.round_to_fen
                running = as_agreed(min(round_total(running, rules), list_total), working, rules)
        assert line.after_fen == running
    assert running == working.total_fen


def as_agreed(total: int, working: Working, rules: PricingRules) -> int:
    by_unit_price = rules.agreed is Agreed.UNIT_PRICE and rules.basis is not Basis.HOME
    return price_of_area(working.unit_price_fen, working.area_cm2) if by_unit_price else total


@given(list_totals, areas, steps, all_rules)
def test_only_the_agreed_figure_is_exact_and_the_other_one_is_shown(
    list_total: int, area: int, chosen: list[DiscountStep], rules: PricingRules
) -> None:
    working = work_out(list_total, area, chosen, rules)
    if rules.agreed is Agreed.TOTAL or rules.basis is Basis.HOME:
        assert working.total_fen == min(round_total(working.total_fen, rules), list_total)
        assert working.unit_price_fen == unit_price_of(working.total_fen, area)
    else:
        assert working.total_fen == price_of_area(working.unit_price_fen, area)


@given(st.integers(1, 10**7), areas)
def test_an_agreed_unit_price_without_discounts_is_that_of_the_list(unit_price: int, area: int) -> None:
    rules = PricingRules(round_to_fen=1, agreed=Agreed.UNIT_PRICE)
    working = work_out(price_of_area(unit_price, area), area, [], rules)
    assert (working.unit_price_fen, working.lines) == (unit_price, ())


@given(list_totals, areas, steps)
def test_an_agreed_unit_price_gives_away_less_than_a_fen_per_square_metre(
    list_total: int, area: int, chosen: list[DiscountStep]
) -> None:
    by_total = work_out(list_total, area, chosen, EXACT).total_fen
    by_unit_price = work_out(list_total, area, chosen, PricingRules(round_to_fen=1, agreed=Agreed.UNIT_PRICE))
    assert 0 <= by_total - by_unit_price.total_fen <= area // 10_000 + 1
    assert price_of_area(by_unit_price.unit_price_fen + 1, area) > by_total


@given(list_totals, areas, steps, all_rules)
def test_one_more_discount_never_makes_a_home_dearer(
    list_total: int, area: int, chosen: list[DiscountStep], rules: PricingRules
) -> None:
    before = work_out(list_total, area, chosen, rules).total_fen
    assert work_out(list_total, area, [*chosen, off(100)], rules).total_fen <= before
    assert work_out(list_total, area, [*chosen, percent(990_000)], rules).total_fen <= before


def test_multiplying_first_and_subtracting_first_come_to_different_totals_as_the_project_sets() -> None:
    chosen = [off(1_000_000), percent(950_000)]
    first = work_out(LIST, AREA, chosen, PricingRules(StepOrder.MULTIPLY_FIRST, round_to_fen=1))
    last = work_out(LIST, AREA, chosen, PricingRules(StepOrder.SUBTRACT_FIRST, round_to_fen=1))
    assert [line.kind for line in first.lines] == ["percent", "sum"]
    assert [line.kind for line in last.lines] == ["sum", "percent"]
    assert (first.total_fen, last.total_fen) == (223_808_000, 223_858_000)


def test_discounts_of_one_kind_stay_in_the_order_they_were_chosen_in() -> None:
    working = work_out(LIST, AREA, [percent(990_000), off(300), percent(980_000), points(5_000)], EXACT)
    assert [(line.kind, line.value) for line in working.lines] == [
        ("percent", 990_000), ("percent", 980_000), ("sum", 300), ("points", 5_000),
    ]  # fmt: skip


def test_points_are_taken_off_the_list_price_or_the_running_price_as_the_project_sets() -> None:
    chosen = [percent(900_000), points(10_000)]
    original = work_out(LIST, AREA, chosen, PricingRules(points_base=PointsBase.ORIGINAL, round_to_fen=1))
    running = work_out(LIST, AREA, chosen, PricingRules(points_base=PointsBase.RUNNING, round_to_fen=1))
    assert [line.base_fen for line in original.lines] == [LIST, LIST]
    assert [line.base_fen for line in running.lines] == [LIST, 212_976_000]
    assert (original.total_fen, running.total_fen) == (210_609_600, 210_846_240)


def test_a_sum_off_the_unit_price_is_worth_the_area() -> None:
    assert work_out(LIST, AREA, [off_per_m2(10_000)], EXACT).off_fen == 1_183_200


@pytest.mark.parametrize(
    ("rounding", "step", "total"),
    [
        (Rounding.HALF_UP, 1, 123_456_750), (Rounding.HALF_UP, 100, 123_456_800),
        (Rounding.HALF_UP, 1_000, 123_457_000),
        (Rounding.HALF_UP, 10_000, 123_460_000), (Rounding.HALF_UP, 100_000, 123_500_000),
        (Rounding.UP, 100, 123_456_800), (Rounding.UP, 100_000, 123_500_000), (Rounding.UP, 1_000, 123_457_000),
        (Rounding.DOWN, 100, 123_456_700), (Rounding.DOWN, 100_000, 123_400_000), (Rounding.DOWN, 1, 123_456_750),
    ],
)  # fmt: skip
def test_a_total_is_rounded_to_the_step_and_the_way_the_project_says(rounding: Rounding, step: int, total: int) -> None:
    rules = PricingRules(rounding=rounding, round_to_fen=step)
    assert round_total(123_456_750, rules) == total
    working = work_out(200_000_000, AREA, [off(200_000_000 - 123_456_750)], rules)
    assert working.total_fen == total
    assert ("rounding" in [line.kind for line in working.lines]) is (step > 1)


def test_a_total_that_rounding_would_lift_above_the_list_is_cut_to_the_list() -> None:
    working = work_out(123_456_789, AREA, [], PricingRules(rounding=Rounding.UP, round_to_fen=100_000))
    assert (working.total_fen, working.lines) == (123_456_789, ())


def test_a_home_priced_by_the_piece_agrees_on_its_total_whatever_is_set() -> None:
    rules = PricingRules(round_to_fen=100, agreed=Agreed.UNIT_PRICE, basis=Basis.HOME)
    assert work_out(LIST, AREA, [off(50)], rules).total_fen == 236_640_000


def test_discounts_beyond_the_price_end_at_nothing_and_not_below() -> None:
    working = work_out(1_000, AREA, [off(2_000), points(MILLION), percent(1)], EXACT)
    assert working.total_fen == 0
    assert working.ratio_millionths == 0


@given(list_totals, areas, steps)
def test_the_ratio_is_the_total_as_a_share_of_the_list(list_total: int, area: int, chosen: list[DiscountStep]) -> None:
    working = work_out(list_total, area, chosen, EXACT)
    assert working.ratio_millionths == divide_half_up(working.total_fen * MILLION, list_total)


def test_a_working_knows_which_discounts_it_came_from_and_why() -> None:
    step = DiscountStep("老带新", DiscountKind.POINTS, 5_000, discount_id=7, ground="推荐人为业主")
    line = work_out(LIST, AREA, [step], EXACT).lines[0]
    assert (line.name, line.discount_id, line.ground) == ("老带新", 7, "推荐人为业主")
