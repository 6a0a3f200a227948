"""The subscription agreement and the contract draft on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pypdfium2 import PdfDocument

from salesdesk.domain.papers import BuyerLine, DueLine, paper_hash
from salesdesk.printing.agreement import render_agreement
from salesdesk.printing.office_text import CONTRACT_DRAFT, SUBSCRIPTION_AGREEMENT, shipped_text
from tests.printing.pdf_reading import all_text, fonts, holds, outside, overlapping_lines, page_sizes_mm, page_texts
from tests.printing.sample_papers import BUYERS, DUES, LONG_NAME, RARE_NAME, STAMP, agreement

SHIPPED = pytest.mark.parametrize("name", [SUBSCRIPTION_AGREEMENT, CONTRACT_DRAFT])


@SHIPPED
def test_the_deal_can_be_copied_out_of_the_paper(name: str) -> None:
    paper = agreement(shipped_text(name))
    wanted = [
        paper.number, paper.seller.name, "周明远", RARE_NAME, *(buyer.id_number for buyer in BUYERS), "60%", "40%",
        "138.9929 平方米", "2,364,758.00 元（大写：贰佰叁拾陆万肆仟柒佰伍拾捌元整）", "50,000.00 元（大写：伍万元整）",
        paper.project.permit_number, paper.project.account.number, *(due.name for due in DUES), "664,758.00",
        paper_hash(paper)[:8],
    ]  # fmt: skip
    assert holds(render_agreement(paper), *wanted) == []


def test_the_agreement_takes_two_pages_and_the_draft_four_to_six() -> None:
    assert len(page_texts(render_agreement(agreement(shipped_text(SUBSCRIPTION_AGREEMENT))))) == 2
    assert 4 <= len(page_texts(render_agreement(agreement(shipped_text(CONTRACT_DRAFT))))) <= 6


@SHIPPED
def test_pages_are_a4_and_counted_and_every_font_is_embedded(name: str) -> None:
    pdf = render_agreement(agreement(shipped_text(name)))
    pages = page_texts(pdf)
    assert set(page_sizes_mm(pdf)) == {(210, 297)}
    assert all(f"第{number}页共{len(pages)}页" in page for number, page in enumerate(pages, 1))
    assert set(fonts(pdf).values()) == {True}


def test_the_contract_draft_says_on_every_page_that_it_is_one() -> None:
    pages = page_texts(render_agreement(agreement(shipped_text(CONTRACT_DRAFT))))
    assert all("草稿" in page and "供网签参考" in page for page in pages)


def test_the_water_mark_breaks_no_line_that_is_copied_out() -> None:
    page = PdfDocument(render_agreement(agreement(shipped_text(CONTRACT_DRAFT))))[0]
    copied = page.get_textpage().get_text_range().splitlines()
    assert any(line.startswith("该商品房预测建筑面积 138.9929 平方米，其中套内建筑面积") for line in copied)


@SHIPPED
def test_four_buyers_with_long_names_and_twelve_due_items_stay_on_the_paper(name: str) -> None:
    address = (
        "宁州市江宁区锦绣街道文澜路与芳草街交会处东北侧锦绣江南花园一期三组团 13 栋 2 单元 1802 室（邮政编码 211100）"
    )
    buyers = tuple(
        BuyerLine(name=f"{LONG_NAME}{number}", id_kind="港澳居民来往内地通行证", id_number=f"H{number}0123456789012345",
                  telephone="+852 5550 0187", address=address, share=2_500)
        for number in range(4)
    )  # fmt: skip
    dues = tuple(
        DueLine(name=f"第 {n} 期分期款", amount_fen=19_706_316, when="主体结构封顶公告后 15 日内") for n in range(1, 13)
    )
    pdf = render_agreement(agreement(shipped_text(name), buyers=buyers, dues=dues))
    assert outside(pdf, 8) == []
    assert overlapping_lines(pdf) == []
    assert holds(pdf, *(f"第 {number} 期分期款" for number in range(1, 13))) == []
    assert all_text(pdf).count(LONG_NAME) >= 4


def test_signatures_never_stand_on_a_page_of_their_own() -> None:
    for lines in range(30, 60):
        text = "\n".join(["条款内容。"] * lines) + "\n@签 甲方： | 乙方：\n@签 日期： | 日期："
        last = page_texts(render_agreement(agreement(text)))[-1]
        assert "条款内容" in last
        assert "甲方" in last


def test_every_mark_of_a_text_prints() -> None:
    text = (
        "# 标题\n## 章\n### 条\n正文\n- 条目\n> 小字\n---\n@居中 中间\n@居右 右边\n@页眉 页眉字\n"
        "|--|--|\n| 左格 | 右格 |\n\n| 名 | 额 |\n|--|-:|\n| 定金 | 1.00 |\n@分页\n@签 甲方（签字）： | 乙方\n"
    )
    pdf = render_agreement(agreement(text))
    assert len(page_texts(pdf)) == 2
    assert (
        holds(
            pdf,
            *[
                "标题",
                "章",
                "条",
                "正文",
                "条目",
                "小字",
                "中间",
                "右边",
                "页眉字",
                "左格",
                "右格",
                "名",
                "额",
                "定金",
                "1.00",
                "甲方（签字）：",
                "乙方",
            ],
        )
        == []
    )


def test_names_cannot_draw_tables_or_headings() -> None:
    buyer = BuyerLine(name="# 林 | 晓\n@水印 岚", id_kind="{{ 1 }}", id_number="---", telephone="&#35;")
    text = "{% for 人 in 买受人 %}\n| {{ 人.姓名 }} | {{ 人.证件类型 }} | {{ 人.电话 }} |\n{% endfor %}"
    pdf = render_agreement(agreement(text, buyers=(buyer,)))
    assert holds(pdf, "# 林 | 晓 @水印 岚", "{{ 1 }}", "&#35;") == []


def test_the_hash_tells_what_was_agreed_and_not_who_printed_it_how_often() -> None:
    paper = agreement("正文")
    again = replace(paper, stamp=replace(STAMP, print_no=2, printed_by="周明远"))
    assert paper_hash(again) == paper_hash(paper)
    assert (
        len(
            {
                paper_hash(p)
                for p in (paper, replace(paper, text="正文。"), replace(paper, handover_by=date(2028, 7, 1)))
            }
        )
        == 3
    )


def test_the_same_paper_gives_the_same_bytes_and_a_reprint_says_so() -> None:
    paper = agreement(shipped_text(SUBSCRIPTION_AGREEMENT))
    assert render_agreement(paper) == render_agreement(paper)
    assert holds(render_agreement(replace(paper, stamp=replace(STAMP, print_no=2))), "重打 第2次") == []
