"""Area settlement; homes and prices are invented, the figures worked by hand from article 20."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.area_settlement import (
    BUYER_PAYS_NOTHING,
    RETURNED_TWICE,
    WITHIN_LIMIT,
    AreaScheme,
    SettlementLine,
    settle_area,
)
from salesdesk.domain.errors import BadInput

M2 = 10_000
PRICE = 1_000_000
"""10,000 yuan per m², in fen."""

areas = st.integers(10 * M2, 500 * M2)
prices = st.integers(100_000, 20_000_000)


@pytest.mark.parametrize(
    ("surveyed_cm2", "yuan", "may_withdraw"),
    [
        (100 * M2, 0, False),
        (102 * M2, 20_000, False),
        (103 * M2, 30_000, False),
        (103 * M2 + 1, 30_000, True),
        (105 * M2, 30_000, True),
        (98 * M2, -20_000, False),
        (97 * M2, -30_000, False),
        (969_900, -30_200, True),
        (96 * M2, -50_000, True),
        (95 * M2, -70_000, True),
    ],
)
def test_a_home_of_100_m2_at_10_000_is_settled_by_law(surveyed_cm2: int, yuan: int, may_withdraw: bool) -> None:
    settlement = settle_area(AreaScheme.LAW, 100 * M2, surveyed_cm2, PRICE)
    assert settlement.amount_fen == yuan * 100
    assert settlement.buyer_may_withdraw is may_withdraw


def test_a_smaller_home_shows_the_first_3_percent_once_and_the_rest_twice() -> None:
    settlement = settle_area(AreaScheme.LAW, 88_50_00, 82_04_00, 1_523_456)
    assert settlement.ratio_millionths == -72_994
    assert settlement.lines == (
        SettlementLine(WITHIN_LIMIT, -26_550, 1, -4_044_776),
        SettlementLine(RETURNED_TWICE, -38_050, 2, -11_593_500),
    )
    assert settlement.amount_fen == -15_638_276


def test_a_larger_home_shows_what_the_buyer_does_not_pay() -> None:
    settlement = settle_area(AreaScheme.LAW, 100 * M2, 105 * M2, PRICE)
    assert settlement.lines == (
        SettlementLine(WITHIN_LIMIT, 3 * M2, 1, 3_000_000),
        SettlementLine(BUYER_PAYS_NOTHING, 2 * M2, 0, 0),
    )
    assert settlement.difference_cm2 == 5 * M2


def test_the_limit_is_exact_where_it_falls_inside_a_square_centimetre() -> None:
    contract = 138_9929
    at_limit = contract * 103 // 100
    assert not settle_area(AreaScheme.LAW, contract, at_limit, PRICE).buyer_may_withdraw
    beyond = settle_area(AreaScheme.LAW, contract, at_limit + 1, PRICE)
    assert beyond.buyer_may_withdraw
    assert beyond.amount_fen == 4_169_787


def test_without_a_difference_there_is_nothing_to_show() -> None:
    for scheme in AreaScheme:
        settlement = settle_area(scheme, 100 * M2, 100 * M2, PRICE, 10_000)
        assert (settlement.amount_fen, settlement.lines, settlement.buyer_may_withdraw) == (0, (), False)


@pytest.mark.parametrize(
    ("scheme", "surveyed_m2", "yuan"),
    [
        (AreaScheme.SETTLE_ALL, 105, 50_000),
        (AreaScheme.SETTLE_ALL, 95, -50_000),
        (AreaScheme.BEYOND_BAND, 101, 0),
        (AreaScheme.BEYOND_BAND, 99, 0),
        (AreaScheme.BEYOND_BAND, 104, 30_000),
        (AreaScheme.BEYOND_BAND, 96, -30_000),
        (AreaScheme.PER_HOME, 120, 0),
        (AreaScheme.PER_HOME, 80, 0),
    ],
)
def test_an_office_may_agree_otherwise(scheme: AreaScheme, surveyed_m2: int, yuan: int) -> None:
    settlement = settle_area(scheme, 100 * M2, surveyed_m2 * M2, PRICE, 10_000)
    assert settlement.amount_fen == yuan * 100
    assert not settlement.buyer_may_withdraw


@given(areas, areas, prices)
def test_the_law_s_sum_is_that_of_exact_fractions(contract: int, surveyed: int, price: int) -> None:
    settlement = settle_area(AreaScheme.LAW, contract, surveyed, price)
    difference, limit = Fraction(surveyed - contract), Fraction(contract * 3, 100)
    area = min(difference, limit) if difference > 0 else difference + min(Fraction(0), difference + limit)
    assert abs(settlement.amount_fen - area * price / M2) <= 1
    assert settlement.buyer_may_withdraw == (abs(difference) > limit)


@given(areas, areas, prices, st.integers(0, 50_000), st.sampled_from(AreaScheme))
def test_lines_add_up_and_cover_the_whole_difference(
    contract: int, surveyed: int, price: int, band: int, scheme: AreaScheme
) -> None:
    settlement = settle_area(scheme, contract, surveyed, price, band)
    assert sum(line.amount_fen for line in settlement.lines) == settlement.amount_fen
    assert abs(sum(line.area_cm2 for line in settlement.lines) - settlement.difference_cm2) <= 1
    assert settlement.amount_fen * settlement.difference_cm2 >= 0


@given(areas, areas, prices, st.sampled_from([AreaScheme.SETTLE_ALL, AreaScheme.BEYOND_BAND]))
def test_an_agreed_settlement_is_the_same_sum_both_ways(
    contract: int, difference: int, price: int, scheme: AreaScheme
) -> None:
    part = difference % contract
    more = settle_area(scheme, contract, contract + part, price, 6_000)
    less = settle_area(scheme, contract, contract - part, price, 6_000)
    assert more.amount_fen == -less.amount_fen


@pytest.mark.parametrize(("contract", "surveyed"), [(0, M2), (M2, 0), (-M2, M2)])
def test_a_home_without_area_is_refused(contract: int, surveyed: int) -> None:
    with pytest.raises(BadInput, match="both more than zero"):
        settle_area(AreaScheme.LAW, contract, surveyed, PRICE)
