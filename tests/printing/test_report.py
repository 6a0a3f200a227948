"""Reports on paper."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from salesdesk.domain.report_table import Column, ColumnKind, ReportSheet
from salesdesk.printing.report import cell_text, render_report
from tests.printing.pdf_reading import fonts, holds, outside, overlapping_lines, page_sizes_mm, page_texts
from tests.printing.sample_papers import HEAD, LONG_NAME, RARE_NAME, STAMP

COLUMNS = (
    Column("房号"),
    Column("买受人"),
    Column("签约日期", ColumnKind.DATE),
    Column("面积", ColumnKind.AREA, total=True),
    Column("总价", ColumnKind.YUAN, total=True),
)


def sheet(rows: int, name: str = RARE_NAME) -> ReportSheet:
    body = [(f"3-1-{number:04d}", name, date(2026, 11, 22), 1_389_929, 236_475_800) for number in range(rows)]
    return ReportSheet("销售明细分析表", COLUMNS, iter(body), ("销售明细分析表", "锦绣江南·一期"))


def test_a_report_prints_its_rows_and_adds_up_what_adds_up() -> None:
    pdf = render_report(sheet(3), HEAD, STAMP)
    wanted = ("销售明细分析表", "3-1-0002", RARE_NAME, "2026-11-22", "138.9929", "416.9787", "7,094,274.00", "合计")
    assert holds(pdf, *wanted) == []
    assert page_sizes_mm(pdf) == [(210, 297)]
    assert set(fonts(pdf).values()) == {True}


def test_the_heading_comes_again_on_every_page_and_pages_are_counted() -> None:
    pages = page_texts(render_report(sheet(100), HEAD, STAMP))
    assert len(pages) == 3
    assert all("房号买受人签约日期面积总价" in page for page in pages)
    assert "第2页共3页" in pages[1]


def test_many_columns_lie_across_and_long_names_break_into_lines() -> None:
    figures = tuple(Column(f"指标{number}（元）", ColumnKind.YUAN, total=True) for number in range(12))
    row = (LONG_NAME, "三室两厅两卫", *(10**number for number in range(12)))
    wide = ReportSheet("汇总", (Column("备注"), Column("户型"), *figures), [row] * 10)
    pdf = render_report(wide, HEAD, STAMP)
    assert page_sizes_mm(pdf)[0] == (297, 210)
    assert outside(pdf, 8) == []
    assert overlapping_lines(pdf) == []


def test_a_report_without_rows_says_its_name_and_zero() -> None:
    assert holds(render_report(sheet(0), HEAD, STAMP), "销售明细分析表", "房号", "0.00") == []


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, ColumnKind.YUAN, ""),
        (-123_456, ColumnKind.YUAN, "−1,234.56"),
        (976_000, ColumnKind.PERCENT, "97.60%"),
        (12_345, ColumnKind.INTEGER, "12,345"),
        (1_389_900, ColumnKind.AREA, "138.99"),
        ("=1+1", ColumnKind.TEXT, "=1+1"),
        (datetime(2026, 11, 22, 16, 5, tzinfo=UTC), ColumnKind.DATETIME, "2026-11-23 00:05"),
    ],
)
def test_values_are_printed_as_people_write_them(value: object, kind: ColumnKind, text: str) -> None:
    assert cell_text(value, kind) == text


def test_a_value_of_another_kind_is_a_fault_and_is_not_printed() -> None:
    with pytest.raises(TypeError, match="yuan"):
        cell_text("1,234.00", ColumnKind.YUAN)
