from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.money import price_of_area
from salesdesk.domain.pricing import Basis
from salesdesk.excel.prices import Areas, check_prices
from tests.excel.files import HEADINGS, home, notes, read_rows


def test_a_total_is_never_overwritten_by_area_times_price(tmp_path: Path) -> None:
    read = read_rows(tmp_path, [HEADINGS, home("101", 53.95, 10_001, 539_554)])
    assert read.units[0].total_fen == 53_955_400
    assert notes(read) == ["Differs by 0.05: the total 539,554.00 stays; 53.95 m² × 10,001.00 = 539,553.95."]


AREAS = st.integers(1, 10**9)
PRICES = st.none() | st.integers(1, 10**9)


@given(AREAS, st.none() | AREAS, PRICES, PRICES, st.none() | st.integers(1, 10**13))
def test_a_given_total_stays_and_a_difference_is_told(
    gross: int, inner: int | None, unit: int | None, inner_unit: int | None, total: int | None
) -> None:
    prices, notes = check_prices(Areas(gross, inner, None), unit, inner_unit, total, None)
    if total is not None:
        assert prices.total == total
    area = inner if prices.basis is Basis.INNER and inner else gross
    if unit is not None and prices.total != price_of_area(prices.unit or 0, area):
        assert any("stays" in source for _, source, _ in notes)


def test_a_missing_total_is_area_times_price_and_said(tmp_path: Path) -> None:
    read = read_rows(tmp_path, [HEADINGS, home("101", "89.36", 20_100, None)])
    assert read.units[0].total_fen == 179_613_600
    assert notes(read) == ["No total is given: 89.36 m² × 20,100.00 = 1,796,136.00 is taken."]


def test_a_missing_unit_price_is_what_the_total_comes_to(tmp_path: Path) -> None:
    read = read_rows(tmp_path, [HEADINGS, home("101", 100, None, 2_000_001)])
    assert (read.units[0].unit_price_fen, notes(read)) == (2_000_001, [])


def test_units_without_any_price_are_read(tmp_path: Path) -> None:
    read = read_rows(tmp_path, [HEADINGS, home("101", 100, "待定", 0)])
    assert (read.units[0].unit_price_fen, read.units[0].total_fen, notes(read)) == (None, None, [])


@pytest.mark.parametrize(
    ("unit", "inner_unit", "total", "basis", "price"),
    [
        (2_000_000, None, 200_000_000, Basis.GROSS, 2_000_000),
        (2_500_000, None, 200_000_000, Basis.INNER, 2_500_000),
        (None, 2_500_000, 200_000_000, Basis.INNER, 2_500_000),
        (None, 2_500_000, None, Basis.INNER, 2_500_000),
        (2_000_000, 2_500_000, 200_000_000, Basis.GROSS, 2_000_000),
        (1_900_000, 2_500_000, 200_000_000, Basis.INNER, 2_500_000),
        (None, None, 200_000_000, Basis.GROSS, 2_000_000),
    ],
)
def test_what_a_price_is_counted_by_shows_in_the_total(
    unit: int | None, inner_unit: int | None, total: int | None, basis: Basis, price: int
) -> None:
    prices, _ = check_prices(Areas(1_000_000, 800_000, None), unit, inner_unit, total, None)
    assert (prices.basis, prices.unit, prices.total) == (basis, price, 200_000_000)


def test_a_price_by_an_inner_area_that_is_not_there_is_left_out() -> None:
    prices, notes = check_prices(Areas(1_000_000, None, None), None, 2_500_000, None, None)
    assert (prices.unit, prices.total) == (None, None)
    assert len(notes) == 1


def test_areas_and_floor_prices_that_cannot_be_are_told(tmp_path: Path) -> None:
    headings = ["房号", "建筑面积", "套内面积", "公摊面积", "总价", "底价"]
    rows = [
        headings,
        ["101", 100, 80, 25, 2_000_000, 2_100_000],
        ["102", 100, 120, None, None, None],
        ["103", None, 80, 20, None, None],
        ["104", 100, 80.01, 19.98, None, None],
    ]
    read = read_rows(tmp_path, rows)
    assert [unit.gross_cm2 for unit in read.units] == [1_000_000] * 4
    said = [note for note in notes(read) if not note.startswith("Floor 1 is taken")]
    assert said == [
        "Inner 80.00 + shared 25.00 = 105.00 m², but the gross area is 100.00 m².",
        "The floor price 2,100,000.00 is above the total 2,000,000.00.",
        "The inner area 120.00 m² is larger than the gross area 100.00 m².",
        "The gross area is missing: inner + shared = 100.00 m² is taken.",
    ]


def test_the_result_of_a_formula_is_rounded_to_the_fen_and_said(tmp_path: Path) -> None:
    read = read_rows(tmp_path, [HEADINGS, home("101", 106.33, 15876.5, 106.33 * 15876.5)])
    assert read.units[0].total_fen == 168_814_825
    assert notes(read) == ["1688148.245 is finer than one fen: taken as 1,688,148.25."]
