from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.excel.cells import BLANK, Came, Cell, cell_of, column_letter, number_text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (13800138000.0, "13800138000"),
        (0.1 + 0.2, "0.3"),
        (53.95 * 10001, "539553.95"),
        (138.9929, "138.9929"),
        (-1.0, "-1"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (1e16, "10000000000000000"),
        (1604.0, "1604"),
    ],
)
def test_a_number_becomes_the_text_that_excel_shows(number: float, text: str) -> None:
    assert number_text(number) == text


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_a_whole_number_of_15_digits_loses_nothing(number: int) -> None:
    assert number_text(float(number)) == str(number)


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_a_sum_in_yuan_loses_nothing(yuan: int, cents: int) -> None:
    whole, _, rest = number_text(float(f"{yuan}.{cents:02d}")).partition(".")
    assert (int(whole), int(rest.ljust(2, "0") or 0)) == (yuan, cents)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("", BLANK),
        ("1A", Cell("1A", Came.TEXT)),
        (1.5, Cell("1.5", Came.NUMBER)),
        (True, Cell("TRUE", Came.TEXT)),
        (date(2026, 1, 12), Cell("2026-01-12", Came.DATE)),
        (datetime(2026, 1, 12, 9, 30), Cell("2026-01-12 09:30:00", Came.DATE)),
        (time(9, 30), Cell("09:30:00", Came.DATE)),
    ],
)
def test_a_cell_knows_what_it_came_as(value: object, cell: Cell) -> None:
    assert cell_of(value) == cell


def test_columns_are_named_as_in_excel() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]
