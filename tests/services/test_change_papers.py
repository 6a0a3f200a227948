"""The approval form of a request: the data of the sheet on paper, kept when printed; the scan of the signed one."""

from __future__ import annotations

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.repository.sale_orders import Buyer
from salesdesk.services.buyer_changes import BuyerChange, preview_buyer_change
from salesdesk.services.change_papers import (
    AttachSigned,
    ChangePrint,
    attach_signed,
    change_paper,
    change_pdf,
    note_change_print,
    order_scans,
    signed_content,
    signed_scans,
)
from salesdesk.services.order_lists import order_papers
from salesdesk.services.order_papers import PaperPrint, note_paper
from salesdesk.services.price_requests import PriceRequest, ask_price
from salesdesk.services.scans import Scan
from salesdesk.services.swaps import FinishSwap, finish_swap
from tests.printing.pdf_reading import fonts, holds, outside, overlapping_lines
from tests.services.change_helpers import agree, sheet
from tests.services.money_helpers import pay
from tests.services.test_swaps import asked
from tests.support.office import House

PDF = b"%PDF-1.7 signed"
SIGNED = Scan("审批表 签字.pdf", "application/pdf", PDF)


def test_the_form_says_what_the_stored_sheet_says_and_who_agreed(house: House) -> None:
    on_request = asked(house, house.sold("0301"), "0402", fee_fen=300_000)
    before = house.desk("control").read(change_paper, on_request)
    assert [answer.name for answer in before.answers] == [""]
    agree(house, on_request)
    paper = house.desk("control").read(change_paper, on_request)
    stored = sheet(house, on_request)
    assert (paper.to_pay_fen, paper.fee_fen) == (stored.to_pay_fen, 300_000)
    assert paper.answers[0].name == "罗建平"
    assert paper.answers[0].agrees
    lines = {line.words: line for group in paper.groups for line in group.lines}
    assert any(line.before == "3-0301" and line.after == "3-0402" for line in lines.values())
    pdf = house.desk("control").read(change_pdf, on_request)
    assert holds(pdf, paper.number, paper.order_number, "韩若溪", "想要高一点的楼层", "罗建平", "同意", "3-0402") == []
    assert set(fonts(pdf).values()) == {True}
    assert outside(pdf, 5) == []
    assert overlapping_lines(pdf) == []


def test_a_printed_form_is_kept_with_its_order_and_its_data(house: House) -> None:
    order_id = house.sold("0301")
    on_request = asked(house, order_id)
    house.desk("control").perform(note_change_print, ChangePrint(on_request=on_request))
    kept = house.desk("control").read(order_papers, order_id)
    number = house.desk("control").read(change_paper, on_request).number
    assert [paper.kind for paper in kept] == [f"approval {number}"]


def test_a_paper_becomes_void_by_the_first_change_alone(house: House) -> None:
    control, order_id = house.desk("control"), house.sold("0301")
    pay(house, order_id)
    control.perform(note_paper, PaperPrint(order_id=order_id, kind="agreement"))
    first = asked(house, order_id)
    assert [title.split()[0] for title in sheet(house, first).papers] == ["认购协议书"]
    agree(house, first)
    control.perform(finish_swap, FinishSwap(on_request=first))
    buyers = (Buyer("韩若溪", 5_000), Buyer("周敏", 5_000, "配偶"))
    form = BuyerChange(order_id=order_id, buyers=buyers, reason="增加配偶")
    assert control.read(preview_buyer_change, form).papers == ()
    control.perform(note_paper, PaperPrint(order_id=order_id, kind="agreement"))
    assert len(control.read(preview_buyer_change, form).papers) == 1


def test_a_price_has_no_before_and_after_to_print(house: House) -> None:
    form = PriceRequest(
        unit_id=house.unit_id("0301"), choices=house.choices("一次性", ("开盘礼遇",)), reason="集团客户"
    )  # fmt: skip
    on_request = house.desk("control").perform(ask_price, form)
    with pytest.raises(Refusal, match="no before/after sheet"):
        house.desk("control").read(change_paper, on_request)


def test_the_signed_scan_belongs_to_the_order_under_the_number_of_the_request(house: House) -> None:
    order_id = house.sold("0301")
    on_request = asked(house, order_id)
    house.desk("control").perform(attach_signed, AttachSigned(on_request=on_request, scan=SIGNED))
    (scan,) = house.desk("manager").read(signed_scans, on_request)
    number = house.desk("control").read(change_paper, on_request).number
    assert scan.name == f"{number} 审批表 签字.pdf"
    assert [one.id for one in house.desk("control").read(order_scans, order_id)] == [scan.id]
    assert house.desk("manager").read(signed_content, on_request, scan.id) == PDF
    with pytest.raises(BadInput, match="attached already"):
        house.desk("control").perform(attach_signed, AttachSigned(on_request=on_request, scan=SIGNED))
    with pytest.raises(NotAllowed):
        house.desk("cashier").perform(attach_signed, AttachSigned(on_request=on_request, scan=SIGNED))
