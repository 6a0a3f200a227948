"""Lines of Chinese: what is never cut, and what never stands at an end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.printing.fonts import REGULAR, text_width
from salesdesk.printing.linebreak import break_lines

CLAUSE = (
    "买受人应于2026年11月22日前，向出卖人（以下简称“甲方”）支付购房款人民币¥1,234,567.89元（大写：壹佰贰拾叁万元整），单价25,760.00元/㎡，"
    "建筑面积138.9929㎡；账号6229 0100 2345 6789 012，证件号码320199199203145028，收据JX01-0002188。"
)
WHOLE = ("2026年", "¥1,234,567.89元", "25,760.00元/㎡", "138.9929㎡", "6229 0100 2345 6789 012", "320199199203145028",
         "JX01-0002188")  # fmt: skip


@pytest.mark.parametrize("width", range(60, 400, 20))
def test_sums_numbers_and_codes_are_never_cut(width: int) -> None:
    lines = break_lines(CLAUSE, REGULAR, 10, width)
    assert [whole for whole in WHOLE if not any(whole in line for line in lines)] == []


@pytest.mark.parametrize("width", range(60, 400, 20))
def test_closing_marks_do_not_begin_a_line_and_opening_ones_do_not_end_it(width: int) -> None:
    lines = break_lines(CLAUSE, REGULAR, 10, width)
    assert not [line for line in lines if line[0] in "，。；：）”、"]
    assert not [line for line in lines if line[-1] in "（“¥"]


def test_the_currency_sign_stays_with_its_figures_across_a_blank() -> None:
    lines = break_lines("合计人民币 ¥ 647,840.91", REGULAR, 10, 75)
    assert any("¥ 647,840.91" in line for line in lines)


def test_a_long_word_without_figures_is_cut_rather_than_drawn_over_the_edge() -> None:
    lines = break_lines("A" * 200, REGULAR, 10, 100)
    assert max(text_width(line, REGULAR, 10) for line in lines) <= 100.01


def test_a_sum_wider_than_the_line_has_a_line_of_its_own() -> None:
    assert break_lines("共¥1,234,567,890.00元", REGULAR, 10, 40) == ["共", "¥1,234,567,890.00元"]


def test_the_first_line_is_shorter_by_its_indent() -> None:
    first, second, *_ = break_lines("房" * 30, REGULAR, 10, 100, indent=20)
    assert (len(first), len(second)) == (8, 10)


def test_no_text_is_one_empty_line() -> None:
    assert break_lines("", REGULAR, 10, 100) == [""]


@given(st.text("房屋，。（）“”¥1234567890,.A ", max_size=80), st.integers(30, 200))
def test_nothing_is_lost_or_doubled_and_lines_fit(text: str, width: int) -> None:
    lines = break_lines(text, REGULAR, 10, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert text_width(line, REGULAR, 10) <= width + 0.1 or re.fullmatch(r"\D{0,3}[\dA,.¥ ]+\D{0,6}", line)
