"""Capital figures against the official examples, and read back by a reader of the test's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.capital_figures import capital_figures
from salesdesk.domain.money import MAX_FEN

DIGITS = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
SMALL_UNITS = {"拾": 10, "佰": 100, "仟": 1000}
sums = st.integers(-MAX_FEN, MAX_FEN)


def read_number(words: str) -> int:
    """The number that capital figures say: split at the largest unit first, so that 万亿 is read too."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in words:
            head, _, rest = words.rpartition(unit)
            return read_number(head) * size + read_number(rest)
    total = digit = 0
    for word in words:
        if word in SMALL_UNITS:
            total, digit = total + digit * SMALL_UNITS[word], 0
        else:
            digit = DIGITS[word]
    return total + digit


def read_sum(words: str) -> int:
    sign = -1 if words.startswith("负") else 1
    yuan, _, rest = words.removeprefix("负").removesuffix("整").rpartition("元")
    fen = 0
    for unit, size in (("角", 10), ("分", 1)):
        if unit in rest:
            digit, _, rest = rest.partition(unit)
            fen += DIGITS[digit[-1]] * size
    return sign * (read_number(yuan) * 100 + fen)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (140950, "壹仟肆佰零玖元伍角"),
        (600714, "陆仟零柒元壹角肆分"),
        (168032, "壹仟陆佰捌拾元零叁角贰分"),
        (10700053, "壹拾万柒仟元零伍角叁分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (32504, "叁佰贰拾伍元零肆分"),
    ],
)
def test_the_official_examples_are_written_in_their_first_form(fen: int, words: str) -> None:
    assert capital_figures(fen) == words


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (1, "壹分"),
        (10, "壹角"),
        (34, "叁角肆分"),
        (100, "壹元整"),
        (1000, "壹拾元整"),
        (1005, "壹拾元零伍分"),
        (1050, "壹拾元零伍角"),
        (10_000_00, "壹万元整"),
        (10_001_00, "壹万零壹元整"),
        (10_0500_00, "壹拾万零伍佰元整"),
        (1000_1000_00, "壹仟万壹仟元整"),
        (1_0303_0354_00, "壹亿零叁佰零叁万零叁佰伍拾肆元整"),
        (10_1000_0000_00, "壹拾亿壹仟万元整"),
        (1_0000_0001_00, "壹亿零壹元整"),
        (1_0001_0000_00, "壹亿零壹万元整"),
        (9999_9999_9999_99, "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        (MAX_FEN, "壹万亿元整"),
        (-100, "负壹元整"),
        (-5, "负伍分"),
    ],
)
def test_zeros_large_units_and_signs(fen: int, words: str) -> None:
    assert capital_figures(fen) == words


@pytest.mark.parametrize("fen", [MAX_FEN + 1, -MAX_FEN - 1])
def test_a_sum_beyond_any_sale_is_a_fault_of_the_program(fen: int) -> None:
    with pytest.raises(ValueError, match="beyond"):
        capital_figures(fen)


@given(sums)
def test_what_is_written_reads_back_as_the_same_sum(fen: int) -> None:
    assert read_sum(capital_figures(fen)) == fen


@given(sums)
def test_zeros_never_double_and_zheng_stands_only_after_yuan(fen: int) -> None:
    words = capital_figures(fen)
    assert "零零" not in words
    assert words.endswith("整") == words.endswith("元整") == (fen % 100 == 0)
