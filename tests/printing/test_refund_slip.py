"""The refund slip."""

from __future__ import annotations

from dataclasses import replace

from salesdesk.domain.papers import RefundLine, paper_hash
from salesdesk.printing.refund_slip import render_refund_slip
from tests.printing.pdf_reading import fonts, holds, outside, overlapping_lines, page_sizes_mm
from tests.printing.sample_papers import LONG_NAME, RARE_NAME, STAMP, refund


def test_everything_that_a_refund_says_can_be_copied_out_of_it() -> None:
    paper = refund(payee=RARE_NAME)
    wanted = [
        "退款单", paper.number, RARE_NAME, paper.payee_account, paper.unit, paper.order_number, *paper.receipts,
        paper.reason, "转账", "659,427.40", "¥ 709,427.40", "人民币柒拾万玖仟肆佰贰拾柒元肆角",
        "唐静仪", "周明远", "方雅琴", "付款单位盖章", paper_hash(paper)[:8],
    ]  # fmt: skip
    assert holds(render_refund_slip(paper), *wanted) == []


def test_one_page_of_a5_across_with_every_font_embedded() -> None:
    pdf = render_refund_slip(refund())
    assert page_sizes_mm(pdf) == [(210, 148)]
    assert set(fonts(pdf).values()) == {True}


def test_twelve_items_and_twenty_receipts_go_on_to_a_second_page_with_the_heading_again() -> None:
    lines = tuple(RefundLine(name=f"第{n}期款", received_fen=n * 10**8, refund_fen=n * 10**8 - 1) for n in range(1, 13))
    paper = refund(payee=LONG_NAME, lines=lines, receipts=tuple(f"JX01-00018{n}" for n in range(10, 30)))
    pdf = render_refund_slip(paper)
    assert len(page_sizes_mm(pdf)) == 2
    assert holds(pdf, LONG_NAME, *paper.receipts, "第 2 页 共 2 页") == []
    assert outside(pdf, 5) == []
    assert overlapping_lines(pdf) == []


def test_a_reprint_says_so_and_the_same_slip_gives_the_same_bytes() -> None:
    again = refund(stamp=replace(STAMP, print_no=3))
    assert holds(render_refund_slip(again), "重打 第3次") == []
    assert render_refund_slip(refund()) == render_refund_slip(refund())
