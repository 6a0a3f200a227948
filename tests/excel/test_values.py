from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.errors import BadInput
from salesdesk.domain.money import format_yuan
from salesdesk.excel.cells import Came, Cell, cell_of
from salesdesk.excel.values import Sum, code_text, kind_of, read_area, read_sum, yes_or_no


def text(words: str) -> Cell:
    return Cell(words, Came.TEXT)


@pytest.mark.parametrize(
    ("words", "unit", "fen"),
    [
        ("15000", 100, 1_500_000),
        ("１５，０００．５", 100, 1_500_050),
        ("￥15,000", 100, 1_500_000),
        ("15000元/㎡", 100, 1_500_000),
        ("123.4万", 100, 123_400_000),
        ("123.4", 1_000_000, 123_400_000),
        ("1234000元", 1_000_000, 123_400_000),
        ("277.9945萬元", 100, 277_994_500),
        ("1,234,567.89元整", 100, 123_456_789),
        ("1500千元", 100, 150_000_000),
        (" 12893.00\u00a0", 100, 1_289_300),
        ("20000/平方米", 100, 2_000_000),
        ("180万元/套", 100, 180_000_000),
    ],
)
def test_a_sum_is_read_in_the_unit_of_its_cell_else_of_its_column(words: str, unit: int, fen: int) -> None:
    assert read_sum(text(words), unit) == Sum(fen, "")


@pytest.mark.parametrize("words", ["", " ", "-", "—", "/", "待定", "无", "0", "0.00"])
def test_a_price_that_is_not_set_is_none(words: str) -> None:
    assert read_sum(text(words), 100) is None


@pytest.mark.parametrize("words", ["-5", "abc", "1,23", "1.2.3", "1e5", "元", "99999999999999999", "12万5千"])
def test_what_is_no_price_is_refused(words: str) -> None:
    with pytest.raises(BadInput):
        read_sum(text(words), 100)


def test_what_is_finer_than_a_fen_is_rounded_half_up_and_given_back() -> None:
    assert read_sum(cell_of(1688148.245), 100) == Sum(168_814_825, "1688148.245")


@given(st.integers(1, 10**13))
def test_a_sum_written_for_people_is_read_back_the_same(fen: int) -> None:
    assert read_sum(text(f"{format_yuan(fen)}元"), 1_000_000) == Sum(fen, "")


@pytest.mark.parametrize(
    ("words", "cm2"),
    [("468.33平方米", 4_683_300), ("138.9929㎡", 1_389_929), ("８９．５", 895_000), ("59.13平方公尺", 591_300)],
)
def test_an_area_is_read_with_its_unit(words: str, cm2: int) -> None:
    assert read_area(text(words)) == cm2


@pytest.mark.parametrize("words", ["0", "-1", "abc", "100001", "3套"])
def test_what_is_no_area_is_refused(words: str) -> None:
    with pytest.raises(BadInput):
        read_area(text(words))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("-106", "-106"),
        ("02", "02"),
        (" 1A\u00a0", "1A"),
        ("２单元－１０２", "2单元-102"),
        ("A  栋", "A 栋"),
        ("（自编7B栋）", "（自编7B栋）"),
    ],
)
def test_a_code_stays_text(words: str, code: str) -> None:
    assert code_text(text(words)) == code


def test_a_code_that_excel_turned_into_a_date_is_refused() -> None:
    with pytest.raises(BadInput, match="turned this code into a date"):
        code_text(cell_of(date(2026, 1, 12)))


def test_a_code_longer_than_any_is_refused() -> None:
    assert code_text(text("9" * 50)) == "9" * 50
    with pytest.raises(BadInput, match="too long"):
        code_text(text("9" * 51))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("住宅", "home"),
        ("住商用", "home"),
        ("商业用", "shop"),
        ("住宅底商", "shop"),
        ("地下车位", "parking"),
        ("储藏室", "storage"),
        ("办公", "shop"),
        ("停車空間", "parking"),
        ("其他", None),
        ("", None),
    ],
)
def test_the_use_is_told_by_its_words(words: str, kind: str | None) -> None:
    assert kind_of(words.replace("車", "车")) == kind


def test_yes_and_no_are_told_from_what_is_neither() -> None:
    assert [yes_or_no(text(words)) for words in ("是", "1", "已抵押", "否", "0", "", "未抵押", "部分")] == [
        True, True, True, False, False, False, False, None,
    ]  # fmt: skip
