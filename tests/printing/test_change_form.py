"""The approval form on paper: both sides beside each other, signed on one page however much is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from salesdesk.domain.change_lines import ChangeGroup, ChangeLine
from salesdesk.domain.change_paper import AnswerLine, ChangePaper, MovedLine
from salesdesk.domain.papers import paper_hash
from salesdesk.printing.change_form import render_change_form
from tests.printing.pdf_reading import fonts, holds, outside, overlapping_lines, page_sizes_mm
from tests.printing.sample_papers import HEAD, LONG_NAME, STAMP

LINES = (
    ChangeLine("unit", "房号", "3-0902", "3-1205"),
    ChangeLine("scheme", "付款方案", "商业贷款", "商业贷款"),
    ChangeLine("total", "成交总价", "1,893,400.00", "2,413,100.00", "+519,700.00", total=True),
)


def paper(**changes: object) -> ChangePaper:
    made = ChangePaper(
        head=HEAD, title="换房审批表", number="SQ2026-00007", order_number="RG2026-00318", customer="蒋怀瑾",
        unit="3-0902", asked_on=date(2026, 11, 22), asked_by="沈雨桐", reason="要大一点的房子",
        before_words="换房前 3-0902", after_words="换房后 3-1205", groups=(ChangeGroup("unit", "房源", LINES),),
        to_pay_fen=52_170_000, to_return_fen=0, fee_fen=200_000, penalty_fen=0,
        moved=(MovedLine(item="定金", amount_fen=5_000_000, to="违约金"),), void_papers=("认购协议书 RG-0318",),
        counts_in="2026-11",
        answers=(
            AnswerLine(role="销售经理", name="罗建平", answered_on=date(2026, 11, 22), agrees=True, words="同意换房"),
            AnswerLine(role="管理层"),
        ),
        stamp=STAMP, state="待审批",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def test_everything_that_a_form_says_can_be_copied_out_of_it() -> None:
    made = paper()
    wanted = [
        "换房审批表", "SQ2026-00007", "RG2026-00318", "蒋怀瑾", "3-1205", "+519,700.00", "≠", "＝", "要大一点的房子",
        "人民币伍拾贰万壹仟柒佰元整", "认购协议书 RG-0318", "转为违约金", "罗建平", "同意换房", "管理层", "财务结算",
        "客户确认", "2026-11", paper_hash(made)[:8],
    ]  # fmt: skip
    assert holds(render_change_form(made), *wanted) == []


def test_one_page_of_a4_with_every_font_embedded() -> None:
    pdf = render_change_form(paper())
    assert page_sizes_mm(pdf) == [(210, 297)]
    assert set(fonts(pdf).values()) == {True}


def test_a_long_sheet_goes_on_with_its_heading_and_is_signed_on_one_page() -> None:
    many = tuple(ChangeLine(f"due {n}", f"第 {n} 期", "2026-12-01　1,000.00", "—", "−1,000.00") for n in range(60))
    long = paper(groups=(ChangeGroup("dues", "付款与应收", many),), customer=LONG_NAME, reason=LONG_NAME * 4)
    pdf = render_change_form(long)
    assert len(page_sizes_mm(pdf)) == 2
    assert holds(pdf, "第 59 期", "第 2 页 共 2 页", "客户确认") == []
    assert outside(pdf, 5) == []
    assert overlapping_lines(pdf) == []


def test_a_refusal_stands_where_the_signature_would_and_the_same_form_gives_the_same_bytes() -> None:
    declined = paper(answers=(AnswerLine(role="销售经理", name="罗建平", words="差价太大"),))
    assert holds(render_change_form(declined), "驳回", "差价太大") == []
    assert render_change_form(paper()) == render_change_form(paper())
