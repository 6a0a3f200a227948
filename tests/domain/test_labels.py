from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from salesdesk.domain.labels import entrance_mark, local_day, paper_date, short_rooms, spaced, split_layout, unit_label


@pytest.mark.parametrize(
    ("building", "mark", "number", "label"),
    [
        ("3#", "", "1604", "3-1604"), ("3号楼", "", "1604", "3-1604"), ("3栋", "", "1604", "3-1604"),
        ("3幢", "", "02", "3-02"), ("A座", "", "1A", "A-1A"), ("3号", "", "101", "3-101"), ("3", "", "101", "3-101"),
        (" 3# ", "", "101", "3-101"), ("", "", "101", "101"), ("3#", "2", "102", "3-2-102"), ("", "2", "102", "2-102"),
        ("3#", "", "3-1604", "3-1604"),
        ("3#", "", "-106", "3--106"), ("悦湖楼", "", "101", "悦湖-101"), ("楼", "", "101", "楼-101"),
        ("13#", "", "3-101", "13-3-101"), ("3#", "", "2单元-102", "3-2单元-102"),
    ],
)  # fmt: skip
def test_a_unit_is_called_by_its_building_its_entrance_where_needed_and_its_number(
    building: str, mark: str, number: str, label: str
) -> None:
    assert unit_label(building, mark, number) == label


@pytest.mark.parametrize(
    ("name", "mark"), [("2单元", "2"), ("二单元", "二"), ("A座", "A"), ("", ""), ("单元", "单元"), ("东", "东")]
)
def test_an_entrance_is_marked_by_what_tells_it_from_the_others(name: str, mark: str) -> None:
    assert entrance_mark(name) == mark


@pytest.mark.parametrize(
    ("words", "apart"),
    [("1单元", "1 单元"), ("12 单元", "12 单元"), ("3#", "3#"), ("东侧", "东侧"), ("3-2", "3-2"), ("", "")],
)
def test_a_figure_stands_apart_from_the_word_it_counts(words: str, apart: str) -> None:
    assert spaced(words) == apart


@pytest.mark.parametrize(
    ("layout", "parts"),
    [
        ("C 三房两厅", ("C", "三房两厅")), ("B2 两房一厅", ("B2", "两房一厅")), ("A1'", ("A1'", "")),
        ("B2a·两房", ("B2a", "两房")), ("C-三房", ("C", "三房")), ("三房两厅", ("", "三房两厅")), ("C", ("C", "")),
        ("B2", ("B2", "")), ("", ("", "")), ("  C 三房 ", ("C", "三房")), ("四室两厅两卫", ("", "四室两厅两卫")),
        ("LOFT", ("", "LOFT")), ("三房", ("", "三房")),
    ],
)  # fmt: skip
def test_a_layout_is_a_code_and_its_words(layout: str, parts: tuple[str, str]) -> None:
    assert split_layout(layout) == parts


@pytest.mark.parametrize(
    ("rooms", "short"),
    [
        ("三房两厅两卫", "三房"), ("3室2厅", "3室"), ("复式五房两厅", "复式五房"), ("十一居", "十一居"),
        ("大平层", "大平层"), ("", ""), ("单间", "单间"),
    ],
)  # fmt: skip
def test_a_cell_says_how_many_rooms_and_no_more(rooms: str, short: str) -> None:
    assert short_rooms(rooms) == short


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 11, 22, 23, 0, tzinfo=timezone(timedelta(hours=-8))), date(2026, 11, 23)),
    ],
)
def test_a_moment_falls_on_the_day_of_the_office_wherever_the_clock_stands(moment: datetime, day: date) -> None:
    assert local_day(moment) == day


def test_papers_write_a_date_in_words() -> None:
    assert paper_date(date(2026, 1, 2)) == "2026 年 1 月 2 日"
