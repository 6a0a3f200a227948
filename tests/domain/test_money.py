"""Sums and areas as people type and paste them: what is read, what is refused, and that nothing is guessed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.errors import BadInput
from salesdesk.domain.money import (
    MAX_FEN,
    divide_half_up,
    format_area,
    format_percent,
    format_wan,
    format_yuan,
    format_yuan_short,
    parse_area,
    parse_decimal,
    parse_yuan,
    price_of_area,
    split_evenly,
    times_millionths,
    unit_price_of,
)

sums = st.integers(-MAX_FEN, MAX_FEN)
areas = st.integers(1, 1_000_000_000)

READ: dict[str, int] = {
    "0": 0, "-0": 0, "+0": 0, "0.00": 0, "00": 0, "-0.00": 0, "１": 100, "1": 100, "01": 100, "1.": 100, ".5": 50,
    "+1": 100, "-1": -100, "−1": -100, "－1": -100, "﹣1": -100, "1.2": 120, "1.20": 120, "1.230": 123, "0.01": 1,
    "-0.01": -1, "999999999999.99": 99_999_999_999_999, "1000000000000": MAX_FEN, "-1000000000000": -MAX_FEN,
    "1,234": 123_400, "1,234.5": 123_450, "1，234.5": 123_450, "12,345,678.90": 1_234_567_890, "-1,234": -123_400,
    "￥１２，３４５．６": 1_234_560, "¥1": 100, "￥1": 100, "¥ 1,000": 100_000, "-¥1": -100, "¥-1": -100, "1¥": 100,
    "1元": 100, "1 元": 100, "1圆": 100, "3000元整": 300_000, "1yuan": 100, "1 YUAN": 100, "1RMB": 100, "1rmb": 100,
    "12.5万": 12_500_000, "12.5 万元": 12_500_000, "１２．５萬": 12_500_000, "1萬元": 1_000_000, "0.000001万": 1,
    "¥12.5万": 12_500_000, "1,234.5万": 1_234_500_000, "-3万": -3_000_000, "100000000万": MAX_FEN,
    "1 234": 123_400, "1 234 567.89": 123_456_789, "1\u00a0234": 123_400, "1\u2009234": 123_400, "1\u3000234": 123_400,
    "1'234": 123_400, "1’234.50": 123_450, "  7  ": 700, "\t7\n": 700, "\ufeff7": 700, "7\u200b": 700, "'7": 700,
    "- 7": -700, "00012": 1_200, "1" + "0" * 12 + ".0000": MAX_FEN, "1,000,000": 100_000_000, "𝟏𝟐": 1_200,
}  # fmt: skip
"""What is read, in fen."""

REFUSED: tuple[str, ...] = (
    # nothing, or nothing but signs
    "", " ", "\n", "\u3000", "-", "+", ".", ",", "，", "¥", "￥", "元", "万", "万元", "--", "-.", "..", "...", "'",
    "\u200b",
    # finer than a fen
    "1.005", "0.001", "-0.009", "1.999", "0.0000001万", "1,234.567", "１．００５", "1.0000000000000000000000001",
    "12345678901.000000000000000000000000001", "0.005元",
    # beyond what an office takes
    "1000000000000.01", "-1000000000000.01", "100000001万", "9" * 20, "9" * 40, "9" * 5000, "1" + "0" * 13, "1e309",
    # not numbers, though other programs take them for some
    "1e9", "1E9", "1e-2", "１ｅ９", "NaN", "nan", "Inf", "inf", "-inf", "Infinity", "∞", "0x10", "0b1", "0o7", "1_000",
    "1L", "1f", "1d", "1j", "None", "null", "true", "True", "#N/A", "#REF!", "#DIV/0!", "=1+1", "1+1", "1-1", "1/2",
    "1*2",
    "½", "1½", "¾", "5²", "x²", "5³", "5₂", "①", "①②", "⒈5", "⑴", "㈠", "㊀", "㏠", "５％", "5%", "5‰",
    # two numbers, ranges, lists
    "1 2", "12 5", "1 23", "1 2345", "100.50 200.75", "1\t2", "1\n2", "1 234 56", "1;2", "1；2", "1、2", "1~2",
    "1～2", "1—2",
    "1:2", "1|2", "1 或 2", "1到2", "5-3", "1..2", "1.2.3", "1.234.567", "1'23", "1' 2",
    # commas that stand elsewhere than at the thousands
    "1,23", "1,2345", "12,34", ",123", "1,,234", "1,234,56", "0,123", "00,123", "1.234,56", "1,234.5,6", "1234,567",
    "1,234,", "，123", "1，23", "0,5", "-1,23", "1,23元", "1,23万",
    # other money, other units, words
    "$5", "US$5", "€5", "£5", "5美元", "5USD", "5CNY", "5角", "5分", "5千", "5亿", "5万5", "5万5千", "3元5角",
    "5元元", "5万万",
    "人民币5元", "约5", "五", "伍", "一百", "壹佰元整", "5块", "5元/㎡", "5平方米", "5㎡", "五万", "5¥5", "5元5",
    # signs that look like something
    "--1", "+-1", "-+1", "++1", "1-", "1+", "(5)", "（5）", "‐5", "–5", "—5", "~5", "≈5", "±5", "<5", "≤5", "5!",
    "5?", "5。",
    "5．5．5", "5·5", "5٫5", "5˙5", "٥", "५", "१२", "๕", "Ⅴ", "ⅴ", "Ｖ", "l00", "1O0", "O", "１Ｏ０", "1o",
    # what comes along with a paste
    "5\x00", "\x005", "5\x1b[0m", "5️⃣", "💰5", "5💰", "😀", "👨‍👩‍👧", "5\u200d", "\u202d5\u202c", "\u200e5",
    "5\u0301",
    "<b>5</b>", "&nbsp;5", "5&#x20;", "${5}", "{{5}}", "'; DROP TABLE receipt; --", "5\\n", "%35", "\ud8005",
)  # fmt: skip


def test_the_table_is_long_and_no_line_of_it_stands_twice() -> None:
    assert len(READ) + len(set(REFUSED)) >= 200
    assert len(set(REFUSED)) == len(REFUSED)
    assert not set(READ) & set(REFUSED)


@pytest.mark.parametrize(("text", "fen"), READ.items())
def test_a_sum_is_read_as_it_was_meant(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize("text", REFUSED)
def test_a_sum_that_could_mean_something_else_is_refused_in_one_short_sentence(text: str) -> None:
    with pytest.raises(BadInput) as refusal:
        parse_yuan(text)
    assert 10 < len(str(refusal.value)) < 140


@given(sums)
def test_what_is_shown_is_read_back_the_same(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen
    assert parse_yuan(format_yuan_short(fen)) == fen
    assert parse_yuan(f"￥{format_yuan(fen)} 元") == fen


@given(st.text(max_size=30))
def test_any_text_at_all_is_a_number_or_a_kind_refusal(text: str) -> None:
    for parse in (parse_yuan, parse_area, parse_decimal):
        try:
            parse(text)
        except BadInput:
            continue


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_plain_decimal_keeps_every_digit(value: Decimal) -> None:
    assert parse_yuan(f"{value:f}") == int(value * 100)


@pytest.mark.parametrize(
    ("text", "cm2"),
    [
        ("118.32", 1_183_200), ("118.3200", 1_183_200), ("138.9929", 1_389_929), ("0.00005", 1), ("89.99995", 900_000),
        ("118.32㎡", 1_183_200), ("118.32 m²", 1_183_200), ("118.32M²", 1_183_200), ("118.32m2", 1_183_200),
        ("１１８．３２平方米", 1_183_200), ("118.32 平米", 1_183_200), ("118.32平", 1_183_200), ("100000", 10**9),
        ("1,183.2", 11_832_000),
    ],
)  # fmt: skip
def test_an_area_is_read_to_the_square_centimetre(text: str, cm2: int) -> None:
    assert parse_area(text) == cm2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "-1",
        "0.00001",
        "0.00004",
        "100000.1",
        "118.3²",
        "118,3",
        "NaN",
        "1e3",
        "㎡",
        "12 5",
        "118.32亩",
        "1/2",
        "🏠",
    ],
)
def test_an_area_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_area(text)


@given(areas)
def test_an_area_that_is_shown_is_read_back_the_same(cm2: int) -> None:
    assert parse_area(format_area(cm2)) == cm2


@given(st.integers(-(10**20), 10**20), st.integers(1, 10**12))
def test_a_quotient_is_rounded_half_up_away_from_zero(dividend: int, divisor: int) -> None:
    with_decimal = (Decimal(abs(dividend)) / Decimal(divisor)).quantize(Decimal(1), ROUND_HALF_UP)
    expected = int(with_decimal) * (-1 if dividend < 0 else 1)
    assert divide_half_up(dividend, divisor) == expected
    assert divide_half_up(-dividend, divisor) == -expected


@pytest.mark.parametrize("divisor", [0, -1])
def test_nothing_is_divided_by_zero_or_less(divisor: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        divide_half_up(1, divisor)


@given(st.integers(0, 10**14), st.integers(1, 60))
def test_a_sum_that_is_split_is_whole_again_and_no_part_differs_by_more_than_a_fen(total: int, parts: int) -> None:
    split = split_evenly(total, parts)
    assert (len(split), sum(split)) == (parts, total)
    assert split == sorted(split, reverse=True)
    assert split[0] - split[-1] <= 1


def test_a_sum_is_not_split_into_no_parts() -> None:
    with pytest.raises(ValueError, match="positive"):
        split_evenly(1, 0)


@given(st.integers(0, 10**12), st.integers(10_000, 10**9))
def test_a_unit_price_that_is_shown_lies_within_half_a_fen(total: int, area: int) -> None:
    unit_price = unit_price_of(total, area)
    assert abs(unit_price * area - total * 10_000) * 2 <= area
    assert abs(price_of_area(unit_price, area) - total) <= area // 20_000 + 1


def test_a_unit_without_an_area_has_no_unit_price() -> None:
    assert unit_price_of(1_000_000, 0) == 0


def test_nine_and_a_half_tenths_of_a_price_are_rounded_once() -> None:
    assert times_millionths(100_01, 950_000) == 95_01
    assert times_millionths(100_10, 950_000) == 95_10
    assert times_millionths(-100_01, 950_000) == -95_01


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (format_yuan(-123_456), "−1,234.56"), (format_yuan(0), "0.00"), (format_yuan(5), "0.05"),
        (format_yuan_short(100_000), "1,000"), (format_yuan_short(100_010), "1,000.10"),
        (format_wan(247_400_000), "247.4"), (format_wan(49_999), "0.0"), (format_wan(50_000), "0.1"),
        (format_wan(-1_250_000), "−1.3"), (format_percent(976_000), "97.60%"), (format_percent(5_000, 1), "0.5%"),
        (format_percent(1_000_000, 0), "100%"), (format_percent(-5_000), "−0.50%"), (format_area(1_183_200), "118.32"),
        (format_area(1), "0.0001"), (format_area(10_000), "1.00"),
    ],
)  # fmt: skip
def test_figures_are_shown_as_the_trade_writes_them(shown: str, expected: str) -> None:
    assert shown == expected
