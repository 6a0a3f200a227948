"""The receipt on its three forms, read by independent readers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from salesdesk.domain.capital_figures import capital_figures
from salesdesk.domain.money import format_yuan
from salesdesk.domain.papers import MoneyLine, PaidBy, paper_hash
from salesdesk.printing.receipt import ReceiptForm, render_receipt
from tests.printing.pdf_reading import all_text, fonts, holds, outside, overlapping_lines, page_sizes_mm
from tests.printing.sample_papers import LONG_NAME, RARE_NAME, STAMP, THREE_COPIES, receipt

FORMS = pytest.mark.parametrize("form", list(ReceiptForm), ids=lambda form: form.name)
MANY_ITEMS = tuple(MoneyLine(name=f"第{number}期款", amount_fen=12_345_678 + number) for number in range(1, 13))
ALL_WAYS = ("现金", "刷卡", "转账", "支票", "按揭放款", "微信支付", "支付宝")


def many_items(**changes: object) -> dict[str, object]:
    total = sum(item.amount_fen for item in MANY_ITEMS)
    ways = [PaidBy(method=way, amount_fen=100) for way in ALL_WAYS[1:]]
    first = PaidBy(method=ALL_WAYS[0], amount_fen=total - 100 * len(ways))
    return {"items": MANY_ITEMS, "paid_by": (first, *ways), **changes}


@FORMS
def test_everything_that_a_receipt_says_can_be_copied_out_of_it(form: ReceiptForm) -> None:
    paper = receipt(payer=RARE_NAME, remark="首期")
    wanted = [
        "收款收据", paper.number, RARE_NAME, paper.unit, "二期款", "645,903.20", "滞纳金", "1,937.71", "转账",
        "0932 2026 1122 0047 18", "人民币" + capital_figures(paper.total_fen), "¥ 647,840.91", paper.receiving_account,
        "方雅琴", "2026 年 11 月 22 日", "收款单位盖章", "首期", paper.head.company, paper.head.project,
        "2026-11-22 14:32", paper_hash(paper)[:8],
    ]  # fmt: skip
    assert holds(render_receipt(paper, form), *wanted) == []


@FORMS
def test_every_font_is_embedded_as_a_subset_and_nothing_else_is_named(form: ReceiptForm) -> None:
    found = fonts(render_receipt(receipt(payer=RARE_NAME), form))
    assert set(found.values()) == {True}
    assert {name.split("+")[1] for name in found} == {
        "NotoSansSC-Regular",
        "NotoSansSC-Medium",
        "SalesDeskRare-Regular",
    }


def test_forms_have_the_size_of_their_paper() -> None:
    assert page_sizes_mm(render_receipt(receipt(), ReceiptForm.A5)) == [(210, 148)]
    assert page_sizes_mm(render_receipt(receipt(), ReceiptForm.FORM_93)) == [(241, 93)]
    ((width, height),) = page_sizes_mm(render_receipt(receipt(), ReceiptForm.ROLL_80))
    assert (width, height > 120) == (80, True)


@FORMS
def test_the_same_receipt_gives_the_same_bytes(form: ReceiptForm) -> None:
    assert render_receipt(receipt(), form) == render_receipt(receipt(), form)


def test_receipts_printed_at_the_same_time_do_not_disturb_each_other() -> None:
    papers = [receipt(payer=RARE_NAME[:number] + "林晓岚", number=f"JX01-{number:07d}") for number in range(1, 5)] * 3
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(render_receipt, papers))
    assert together == [render_receipt(paper) for paper in papers]


@FORMS
def test_long_names_many_items_and_every_way_of_payment_stay_on_the_paper(form: ReceiptForm) -> None:
    long_unit = "锦绣江南花园一期三组团 13 栋 2 单元 1802（复式上下层）"
    account = "宁州银行股份有限公司江宁经济技术开发区支行 锦绣江南花园一期预售资金监管专户 6229 0100 2345 6789 012"
    remark = "买受人委托其母代为支付，委托书已收存；本收据不作发票使用，遗失不补。" * 2
    paper = receipt(**many_items(payer=LONG_NAME, unit=long_unit, receiving_account=account, remark=remark))
    pdf = render_receipt(paper, form)
    assert outside(pdf, 3) == []
    assert overlapping_lines(pdf) == []
    assert holds(pdf, LONG_NAME, long_unit, account, remark) == []
    assert holds(pdf, *(format_yuan(item.amount_fen) for item in MANY_ITEMS), *ALL_WAYS) == []


def test_more_items_than_a_form_has_lines_for_go_on_to_the_next_with_payer_and_sum() -> None:
    pdf = render_receipt(receipt(**many_items()), ReceiptForm.FORM_93)
    assert len(page_sizes_mm(pdf)) == 2
    assert all_text(pdf).count("¥1,481,482.14") == 2
    assert holds(pdf, "第 1 页 共 2 页", "第 2 页 共 2 页") == []


def test_each_copy_is_a_page_that_names_itself() -> None:
    pdf = render_receipt(receipt(stamp=replace(STAMP, copies=THREE_COPIES)), ReceiptForm.A5)
    assert len(page_sizes_mm(pdf)) == 3
    assert holds(pdf, *THREE_COPIES) == []


@FORMS
def test_a_reprint_says_which_it_is_and_an_original_does_not(form: ReceiptForm) -> None:
    assert holds(render_receipt(receipt(stamp=replace(STAMP, print_no=2)), form), "重打 第2次") == []
    assert "重打" not in all_text(render_receipt(receipt(), form))


@FORMS
def test_a_voided_receipt_and_a_reversal_say_so(form: ReceiptForm) -> None:
    assert "作废" in all_text(render_receipt(receipt(voided=True), form))
    negative = receipt(
        items=(MoneyLine(name="定金", amount_fen=-500_000),),
        paid_by=(PaidBy(method="现金", amount_fen=-500_000),),
        reverses="JX01-0002100",
    )
    assert holds(render_receipt(negative, form), "红冲", "JX01-0002100", "−5,000.00", "负伍仟元整") == []


@FORMS
def test_the_largest_sum_an_office_takes_goes_in(form: ReceiptForm) -> None:
    sum_fen = 99_999_999_999_99
    way = PaidBy(method="转账", amount_fen=sum_fen)
    pdf = render_receipt(receipt(items=(MoneyLine(name="房款", amount_fen=sum_fen),), paid_by=(way,)), form)
    assert holds(pdf, "99,999,999,999.99", capital_figures(sum_fen)) == []
    assert outside(pdf, 3) == []


@FORMS
def test_a_character_that_no_font_has_is_seen_on_the_receipt_and_is_no_empty_box(form: ReceiptForm) -> None:
    assert holds(render_receipt(receipt(payer="林😀岚"), form), "林〓岚") == []


def test_ways_of_payment_that_do_not_add_up_are_no_receipt() -> None:
    with pytest.raises(ValueError, match="add up"):
        receipt(paid_by=(PaidBy(method="现金", amount_fen=1),))


def test_a_receipt_without_items_is_none() -> None:
    with pytest.raises(ValueError, match="at least one"):
        receipt(items=(), paid_by=())
