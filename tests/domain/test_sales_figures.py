"""Sums of deals and the shares made of them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.money import MAX_FEN
from salesdesk.domain.sales_figures import Deals, SalesLine, Stock, format_area_sum, line_total

deals = st.builds(
    Deals, st.integers(0, 10**6), st.integers(0, 10**12), st.integers(0, MAX_FEN), st.integers(0, MAX_FEN),
    st.integers(-MAX_FEN, MAX_FEN),
)  # fmt: skip


@given(st.lists(deals, max_size=6))
def test_a_total_is_the_sum_of_its_lines_in_every_figure(found: list[Deals]) -> None:
    total = line_total(tuple(SalesLine(str(n), one) for n, one in enumerate(found))).deals
    assert total.count == sum(one.count for one in found)
    assert total.total_fen == sum(one.total_fen for one in found)
    assert total.receivable_fen == sum(one.receivable_fen for one in found)
    assert total.received_fen + total.receivable_fen == total.total_fen


@given(deals)
def test_a_share_is_rounded_once_from_whole_sums_and_none_without_a_whole(found: Deals) -> None:
    if not found.list_fen:
        assert found.realised is None
        return
    assert found.realised is not None
    assert abs(found.realised - Fraction(found.total_fen * 1_000_000, found.list_fen)) <= Fraction(1, 2)


def test_a_total_of_months_has_no_stock_and_one_of_buildings_adds_it_up() -> None:
    lines = (SalesLine("1#", Deals(1), Stock(4, 3, 1, 1, 90)), SalesLine("2#", Deals(2), Stock(5, 5, 0, 3, 10)))
    total = line_total(lines)
    assert total.stock == Stock(9, 8, 1, 4, 100)
    assert total.sell_through == 375_000
    assert line_total((SalesLine("2026-11", Deals(1)),)).sell_through is None


def test_a_sum_of_areas_is_rounded_to_two_decimals() -> None:
    assert format_area_sum(86_690_450) == "8,669.05"
    assert format_area_sum(0) == "0.00"
