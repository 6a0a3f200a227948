from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.chinese_numbers import chinese_number
from salesdesk.domain.errors import BadInput
from salesdesk.excel.floors import floor_of_number, read_floor


@pytest.mark.parametrize(
    ("text", "floors"),
    [
        ("12", (12, 12)),
        ("１２层", (12, 12)),
        ("十二层", (12, 12)),
        ("第三层", (3, 3)),
        ("二十三層", (23, 23)),
        ("廿一层", (21, 21)),
        ("地下一层", (-1, -1)),
        ("负二层", (-2, -2)),
        ("-1", (-1, -1)),
        ("−1F", (-1, -1)),
        ("B1", (-1, -1)),
        ("1F", (1, 1)),
        ("首层", (1, 1)),
        ("17-18层", (17, 18)),
        ("跃层17～18", (17, 18)),
        ("17、18", (17, 18)),
        ("1F+2F", (1, 2)),
        ("十七至十八层（复式）", (17, 18)),
        ("-2--1", (-2, -1)),
        ("18-17", (17, 18)),
        ("全棟", (1, 1)),
    ],
)
def test_floors_are_read_as_people_write_them(text: str, floors: tuple[int, int]) -> None:
    assert read_floor(text)[:2] == floors


@pytest.mark.parametrize("text", ["0", "-10", "151", "999", "1-30", "夹层", "12.5", "18/32", "高区", ""])
def test_a_floor_that_no_building_has_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_floor(text)


@pytest.mark.parametrize(
    ("number", "floor"),
    [
        ("1604", 16),
        ("１６０４", 16),
        ("0302", 3),
        ("101", 1),
        ("1604室", 16),
        ("2A", 2),
        ("12B", 12),
        ("-106", -1),
        ("B101", -1),
        ("2单元-102", 1),
        ("A-1203", 12),
        ("1-1-101", 1),
        ("A2棟23F號", 23),
        ("B1-023", -1),
        ("103A", 1),
        ("12", None),
        ("10105", None),
        ("023", None),
        ("A-5", None),
        ("", None),
        ("车位", None),
    ],
)
def test_a_number_tells_its_floor_or_nothing(number: str, floor: int | None) -> None:
    assert floor_of_number(number) == floor


def in_chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{digits[hundreds]}百" if hundreds else ""
    words += "零" if hundreds and not tens and ones else ""
    words += "" if not tens else "十" if tens == 1 and not hundreds else f"{digits[tens]}十"
    return words + (digits[ones] if ones else "")


@given(st.integers(1, 150))
def test_every_floor_in_words_is_its_number(floor: int) -> None:
    assert chinese_number(in_chinese(floor)) == floor
    assert read_floor(f"{in_chinese(floor)}层").floor == floor
