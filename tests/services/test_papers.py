"""Papers made from what is stored: the figures on them are those of the order."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from salesdesk.domain.errors import NotAllowed, Refusal
from salesdesk.domain.i18n import use_language
from salesdesk.domain.pricing import Basis, Working
from salesdesk.repository.cash import EntryLine, Tender
from salesdesk.services.accounts import receipt
from salesdesk.services.board import unit_panel
from salesdesk.services.cashier import Payment, Refund, Void, refund, take_payment, void_receipt
from salesdesk.services.contracts import Contract, sign_contract
from salesdesk.services.order_papers import (
    PaperPrint,
    agreement_pdf,
    contract_paper,
    contract_pdf,
    note_paper,
    quote_pdf,
    superseded,
)
from salesdesk.services.paper_facts import agreed_facts, floor_on_paper
from salesdesk.services.quotes import QuoteForm, make_quote
from salesdesk.services.receipt_papers import ReceiptPrintForm, note_receipt_print, print_preview, receipt_pdf
from tests.support.office import House


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def paid(house: House, order_id: int, fen: int = 5_000_000) -> int:
    form = Payment(
        order_id=order_id,
        lines=(EntryLine("earnest", "price", fen),),
        tenders=(Tender("transfer", fen, "0932"),),
        payer="韩若溪",
        received_on=house.today,
    )
    return house.desk("cashier").perform(take_payment, form)


def test_an_agreement_tells_buyer_unit_and_price(house: House) -> None:
    order_id = house.sold("0301")
    text = text_of(house.desk("control").read(agreement_pdf, order_id))
    assert "韩若溪" in text
    assert "2,366,400.00" in text
    assert "宁房销第2026001号" in text


def test_a_contract_says_on_which_floor_the_home_is(house: House) -> None:
    order_id = house.sold("0201")
    text = text_of(house.desk("control").read(contract_pdf, order_id))
    assert "位于第2层" in text.replace(" ", "")


def test_a_contract_names_the_area_that_was_agreed_whatever_is_stored_since(house: House) -> None:
    order_id = house.sold("0301")
    off = "DROP TRIGGER sd_unit_agreed"
    with house.as_owner.begin() as connection:
        connection.exec_driver_sql(off + (" ON unit" if house.kind == "postgresql" else ""))
        connection.exec_driver_sql("UPDATE unit SET gross_cm2 = 1500000 WHERE number = '0301'")
    paper = house.desk("control").read(contract_paper, order_id)
    assert (paper.unit.gross_cm2, paper.price.total_fen) == (1_183_200, 236_640_000)


def test_the_agreed_area_is_the_one_that_the_price_counts_by(house: House) -> None:
    unit = house.desk("control").read(unit_panel, house.unit_id("0301")).unit
    working = Working(100, 1, 990_000, Basis.INNER, (), 100, 1)
    assert (agreed_facts(unit, working).gross_cm2, agreed_facts(unit, working).inner_cm2) == (1_183_200, 990_000)
    for bare, by in ((replace(unit, inner_cm2=None), Basis.INNER), (unit, Basis.GROSS), (unit, Basis.HOME)):
        assert agreed_facts(bare, replace(working, basis=by)).gross_cm2 == 990_000


def earnest_clause(house: House, order_id: int) -> str:
    text = text_of(house.desk("control").read(contract_pdf, order_id)).replace(" ", "").replace("\n", "")
    start = text.index("签订本合同前")
    return text[start : text.index("，该定金于", start)]


def test_a_contract_says_what_came_in_of_the_earnest_money_and_leaves_a_blank_where_nothing_did(house: House) -> None:
    order_id = house.sold("0301")
    assert earnest_clause(house, order_id).replace("_", "") == "签订本合同前，买受人已支付定金人民币元（大写：）"
    receipt_id = paid(house, order_id, 2_000_000)
    assert "人民币20,000.00元（大写：贰万元整）" in earnest_clause(house, order_id)
    house.desk("cashier").perform(void_receipt, Void(receipt_id=receipt_id, reason="点错"))
    assert "20,000.00" not in earnest_clause(house, order_id)
    paid(house, order_id)
    assert "人民币50,000.00元（大写：伍万元整）" in earnest_clause(house, order_id)


def test_whoever_may_not_see_receipts_leaves_that_blank(house: House) -> None:
    order_id = house.sold("0301")
    paid(house, order_id)
    assert house.desk("control").read(contract_paper, order_id).earnest_received_fen == 5_000_000
    assert house.desk("consultant").read(contract_paper, order_id).earnest_received_fen is None


def test_a_receipt_supersedes_a_contract_that_says_what_came_in_and_no_agreement(house: House) -> None:
    order_id, desk = house.sold("0301"), house.desk("control")
    for kind in ("agreement", "contract"):
        desk.perform(note_paper, PaperPrint(order_id=order_id, kind=kind))
    paid(house, order_id)
    assert desk.read(superseded, order_id) == frozenset({"contract"})


@pytest.mark.parametrize(
    ("floors", "words"),
    [((2, 2), "第 2 层"), ((17, 18), "第 17–18 层"), ((-1, -1), "地下第 1 层"), ((-2, -1), "地下第 1–2 层"),
     ((-1, 2), "地下第 1 层至地上第 2 层")],
)  # fmt: skip
def test_floors_are_written_as_contracts_write_them(floors: tuple[int, int], words: str) -> None:
    assert floor_on_paper(*floors) == words


def test_a_printed_paper_knows_that_it_is_superseded(house: House) -> None:
    order_id = house.sold("0301")
    desk = house.desk("control")
    desk.perform(note_paper, PaperPrint(order_id=order_id, kind="agreement"))
    assert desk.read(superseded, order_id) == frozenset()
    desk.perform(sign_contract, Contract(order_id=order_id, contract_number="HT-1", contracted_on=house.today))
    assert desk.read(superseded, order_id) == frozenset({"agreement"})
    assert "HT-1" in text_of(desk.read(contract_pdf, order_id))


def test_a_quote_carries_the_loan_both_ways(house: House) -> None:
    desk = house.desk("consultant")
    quote_id = desk.perform(make_quote, QuoteForm(unit_id=house.unit_id("0301"), choices=house.choices()))
    text = text_of(desk.read(quote_pdf, quote_id))
    assert "等额本息" in text
    assert "等额本金" in text


def test_a_receipt_shows_number_capital_figures_and_that_it_is_a_reprint(house: House) -> None:
    use_language("zh_CN")
    order_id = house.sold("0301")
    receipt_id = paid(house, order_id)
    cashier = house.desk("cashier")
    assert cashier.perform(note_receipt_print, ReceiptPrintForm(receipt_id=receipt_id)) == 1
    text = text_of(cashier.read(receipt_pdf, receipt_id))
    assert "SD01-0000001" in text
    assert "伍万元整" in text
    assert "重打" not in text
    assert cashier.perform(note_receipt_print, ReceiptPrintForm(receipt_id=receipt_id)) == 2
    assert "重打" in text_of(cashier.read(receipt_pdf, receipt_id))


def test_a_receipt_is_looked_at_as_it_would_leave_and_that_is_no_print(house: House) -> None:
    use_language("zh_CN")
    receipt_id = paid(house, house.sold("0301"))
    cashier = house.desk("cashier")
    for _ in range(2):
        assert "重打" not in text_of(cashier.read(print_preview, receipt_id))
    cashier.perform(note_receipt_print, ReceiptPrintForm(receipt_id=receipt_id))
    assert "重打" in text_of(cashier.read(print_preview, receipt_id))
    assert cashier.read(receipt, receipt_id).prints == 1


def test_who_may_not_print_a_receipt_and_what_is_void_has_no_preview(house: House) -> None:
    receipt_id = paid(house, house.sold("0301"))
    with pytest.raises(NotAllowed):
        house.desk("manager").read(print_preview, receipt_id)
    cashier = house.desk("cashier")
    cashier.perform(void_receipt, Void(receipt_id=receipt_id, reason="点错"))
    with pytest.raises(Refusal, match="is void"):
        cashier.read(print_preview, receipt_id)


def test_a_refund_slip_names_the_receipt_it_comes_from(house: House) -> None:
    order_id = house.sold("0301")
    paid(house, order_id)
    cashier = house.desk("cashier")
    form = Refund(
        order_id=order_id,
        lines=(EntryLine("earnest", "price", 2_000_000),),
        method="transfer",
        payee="韩若溪",
        reason="客户退订",
    )
    text = text_of(cashier.read(receipt_pdf, cashier.perform(refund, form)))
    assert "SD01-0000001" in text
    assert "20,000.00" in text
