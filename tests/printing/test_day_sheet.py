"""The day sheet: everything of it can be copied out, the list goes over pages, the seal stands whole on one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from salesdesk.domain.day_sheet import DayEntry, DayMethod, DayNumbers, DaySheetPaper, grouped
from salesdesk.domain.papers import paper_hash
from salesdesk.printing.day_sheet import render_day_sheet
from tests.printing.pdf_reading import fonts, holds, outside, overlapping_lines, page_sizes_mm, page_texts
from tests.printing.sample_papers import HEAD, LONG_NAME, RARE_NAME, STAMP

SEAL = "3f0a91c2" * 8
BEFORE = "a7e1405b" * 8


def listed(place: int, fen: int, **changes: object) -> DayEntry:
    values: dict[str, object] = {
        "number": f"JX01-{place:07d}", "when": "14:32", "unit": "3-0705", "payer": "林晓岚", "items": "首付款",
        "method": "银行转账", "amount_fen": fen, "voided": False, "state": "",
    }  # fmt: skip
    return DayEntry(**(values | changes))  # type: ignore[arg-type]


def day_sheet(**changes: object) -> DaySheetPaper:
    values: dict[str, object] = {
        "head": HEAD,
        "first": date(2026, 11, 22),
        "last": date(2026, 11, 22),
        "methods": (
            DayMethod(name="现金", count=1, amount_fen=5_000_000),
            DayMethod(name="银行转账", count=1, amount_fen=64_784_091),
            DayMethod(name="退款", count=1, amount_fen=-2_000_000),
        ),
        "numbers": (
            DayNumbers(name="收据", first="JX01-0002186", last="JX01-0002188", count=3, missing=0, voided=1),
            DayNumbers(name="退款单", first="JT01-0000031", last="JT01-0000031", count=1, missing=0, voided=0),
        ),
        "entries": (
            listed(2186, 5_000_000, payer=RARE_NAME, items="定金", method="现金"),
            listed(2187, 100, voided=True, state="作废"),
            listed(2188, 64_784_091, payer=LONG_NAME, state="重打 1"),
            listed(31, -2_000_000, number="JT01-0000031", state="退款 未打印"),
        ),
        "prints": 4,
        "reprints": 1,
        "unprinted": 1,
        "closed_at": "2026-11-22 18:42",
        "closed_by": "方雅琴",
        "seal_number": 12,
        "seal_sha256": SEAL,
        "previous_sha256": BEFORE,
        "sealed_rows": 1_284,
        "stamp": STAMP,
    }
    return DaySheetPaper(**(values | changes))  # type: ignore[arg-type]


def long_day(count: int) -> DaySheetPaper:
    entries = tuple(listed(number, 100_000) for number in range(1, count + 1))
    return day_sheet(
        entries=entries, methods=(DayMethod(name="银行转账", count=count, amount_fen=count * 100_000),)
    )  # fmt: skip


def test_everything_that_a_day_sheet_says_can_be_copied_out_of_it() -> None:
    paper = day_sheet()
    wanted = [
        "收银日结单", "2026 年 11 月 22 日", "日结第 12 号", "现金", "退款", "−20,000.00", "净收合计", "677,840.91",
        "JX01-0002186", "JT01-0000031", RARE_NAME, LONG_NAME, "作废 1 笔不计入合计",
        "打印 4 次，其中重打 1 次；未打印 1 张",
        "结账 2026-11-22 18:42", "封存记录 1,284 条", "12:", "出纳", "复核", "财务负责人", paper_hash(paper)[:8],
    ]  # fmt: skip
    assert holds(render_day_sheet(paper), *wanted) == []


def test_the_seal_stands_there_in_groups_of_four_and_reads_back_as_it_is() -> None:
    text = page_texts(render_day_sheet(day_sheet()))[-1]
    assert SEAL in text
    assert BEFORE in text
    assert grouped(SEAL)[:3] == ("3f0a", "91c2", "3f0a")


def test_the_first_close_has_no_seal_before_it() -> None:
    assert holds(render_day_sheet(day_sheet(previous_sha256="")), "无，此为首次日结") == []


def test_one_page_of_a4_with_every_font_embedded_and_nothing_cut_off() -> None:
    pdf = render_day_sheet(day_sheet())
    assert page_sizes_mm(pdf) == [(210, 297)]
    assert set(fonts(pdf).values()) == {True}
    assert outside(pdf, 5) == []
    # A character above U+FFFF counts as two on one place.
    plain = (listed(1, 70_000_000, payer=LONG_NAME), listed(2, -2_215_909, state="退款 未打印"))
    assert overlapping_lines(render_day_sheet(day_sheet(entries=plain))) == []


def test_a_long_day_goes_over_pages_and_the_seal_is_never_parted_from_its_signatures() -> None:
    for count in range(20, 130, 9):
        pages = page_texts(render_day_sheet(long_day(count)))
        assert "".join(pages).count("JX01-") >= count
        assert [("日结封签" in page, SEAL in page, "财务负责人" in page) for page in pages].count(
            (True, True, True)
        ) == 1
        if len(pages) > 1:
            assert f"第{len(pages)}页共{len(pages)}页" in pages[-1]


def test_several_days_closed_at_once_are_both_named() -> None:
    assert holds(render_day_sheet(day_sheet(first=date(2026, 11, 20))), "2026 年 11 月 20 日", "至") == []


def test_a_day_without_entries_is_a_sheet_too() -> None:
    empty = day_sheet(entries=(), methods=(), numbers=())
    assert holds(render_day_sheet(empty), "当日没有开出票据", "0.00", SEAL) == []


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert render_day_sheet(day_sheet()) == render_day_sheet(day_sheet())
    assert paper_hash(replace(day_sheet(), stamp=replace(STAMP, printed_by="周明远"))) == paper_hash(day_sheet())
