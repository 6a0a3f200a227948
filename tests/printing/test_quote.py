"""The quote."""

from __future__ import annotations

from salesdesk.domain.money import format_yuan
from salesdesk.domain.papers import CostLine, DueLine, Price
from salesdesk.printing.quote import DISCLAIMER, render_quote
from tests.printing.pdf_reading import all_text, fonts, holds, outside, overlapping_lines, page_sizes_mm
from tests.printing.sample_papers import COSTS, DUES, LOANS, LONG_NAME, PRICE, RARE_NAME, quote


def test_everything_that_a_quote_says_can_be_copied_out_of_it() -> None:
    paper = quote(customer=RARE_NAME)
    wanted = [
        "置业计划书", paper.number, RARE_NAME, paper.unit.name, "三室两厅两卫", "138.9929 ㎡", "109.8044 ㎡",
        "29.1885 ㎡",
        "2,364,758.00", "17,013.52 元/㎡（建筑面积）", "97.60%", *(format_yuan(step.after_fen) for step in PRICE.steps),
        paper.scheme, *(due.name for due in DUES), *(format_yuan(due.amount_fen) for due in DUES), "2026-11-29",
        *(format_yuan(loan.equal_payment_fen) for loan in LOANS), "3.10%", "2.60%", "360 期",
        *(format_yuan(loan.equal_principal_interest_fen) for loan in LOANS), *(cost.basis for cost in COSTS),
        "34,284.39",
        "2026 年 11 月 25 日", "唐静仪", *DISCLAIMER,
    ]  # fmt: skip
    assert holds(render_quote(paper), *wanted) == []


def test_a_usual_quote_is_one_page_of_a4_with_every_font_embedded() -> None:
    pdf = render_quote(quote())
    assert page_sizes_mm(pdf) == [(210, 297)]
    assert set(fonts(pdf).values()) == {True}
    assert outside(pdf, 8) == []
    assert overlapping_lines(pdf) == []


def test_two_loans_are_added_up_side_by_side() -> None:
    assert holds(render_quote(quote()), "6,925.72", "8,658.33", "843,259.20") == []


def test_a_price_paid_in_full_has_no_loans_and_no_costs() -> None:
    pdf = render_quote(quote(loans=(), costs=(), dues=DUES[:1]))
    text = all_text(pdf)
    assert "贷款测算" not in text
    assert "购房费用估算" not in text


def test_the_offices_own_disclaimer_stands_instead_of_ours() -> None:
    text = all_text(render_quote(quote(disclaimer=("以合同为准。",))))
    assert "1.以合同为准。" in text
    assert DISCLAIMER[2] not in text


def test_many_due_items_and_a_long_name_go_on_to_a_second_page_and_nothing_is_cut_off() -> None:
    days = [f"第 {number} 个施工节点公告后 15 日内" for number in range(1, 13)]
    dues = tuple(DueLine(name="分期款（主体结构封顶后）", amount_fen=19_706_316, when=day) for day in days)
    costs = tuple(
        CostLine(name=f"费用 {n}", amount_fen=n, basis="按主管部门核定的标准计收，多退少补" * 3) for n in range(9)
    )
    pdf = render_quote(quote(customer=LONG_NAME, dues=dues, costs=costs))
    assert len(page_sizes_mm(pdf)) == 2
    assert holds(pdf, LONG_NAME, *days, "第 2 页 共 2 页") == []
    assert outside(pdf, 8) == []
    assert overlapping_lines(pdf) == []


def test_a_price_without_a_list_price_prints() -> None:
    price = Price(list_total_fen=0, list_unit_price_fen=0, total_fen=0, unit_price_fen=0)
    assert holds(render_quote(quote(price=price)), "0.00") == []
