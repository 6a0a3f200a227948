"""Receipts and refund slips on paper.

To look at one is no print. A print is noted, and its note committed, before its first byte leaves for a printer or a
file; from then on the receipt can only be reversed.
"""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import METHOD_WORDS, EntryKind, Method
from salesdesk.domain.papers import MoneyLine, PaidBy, ReceiptPaper, RefundLine, RefundSlip, paper_hash
from salesdesk.domain.permissions import Permission
from salesdesk.repository.cash import Entry
from salesdesk.repository.work import Work
from salesdesk.services import paper_facts as facts
from salesdesk.services.cashier import Payment
from salesdesk.services.office import Form

FORMS = ("A5", "FORM_93", "ROLL_80")
COPIES = ("第一联 存根", "第二联 客户", "第三联 记账")
NOT_YET = "保存后编号"


@dataclass(frozen=True, kw_only=True)
class ReceiptPrintForm(Form):
    """A receipt about to be printed."""

    receipt_id: int


def note_receipt_print(work: Work, form: ReceiptPrintForm) -> int:
    """Notes a print of a receipt; which print it is, from 1. From then on the receipt cannot be voided."""
    entry = _printable(work, form.receipt_id)
    work.touched.orders.add(entry.order_id)
    return work.cash.note_print(form.receipt_id, paper_hash(_paper(work, entry, entry.prints + 1)))


def print_preview(work: Work, receipt_id: int, form: str = "FORM_93") -> bytes:
    """A receipt as it would leave now: the print that it would be. Nothing is noted."""
    return receipt_pdf(work, receipt_id, form, _printable(work, receipt_id).prints + 1)


def _printable(work: Work, receipt_id: int) -> Entry:
    work.require(Permission.RECEIPT_WRITE)
    entry = work.cash.entry(receipt_id)
    if entry.voided:
        raise Refusal(mark("Receipt {number} is void; it is not printed any more."), number=entry.number)
    return entry


def receipt_pdf(work: Work, receipt_id: int, form: str = "FORM_93", print_no: int | None = None) -> bytes:
    """A receipt, reversal or refund as PDF; ``print_no`` above 1 marks it as a reprint, and which."""
    from salesdesk.printing.refund_slip import render_refund_slip

    entry = work.cash.entry(receipt_id)
    number = print_no or max(1, entry.prints)
    if entry.kind is EntryKind.REFUND:
        return render_refund_slip(_slip(work, entry, number))
    return _render(_receipt(work, entry, number), form)


def preview_pdf(work: Work, payment: Payment, form: str = "FORM_93") -> bytes:
    """The receipt as it would be printed, before anything is saved: it has no number yet, and may lack its method."""
    order = work.order_views.detail(payment.order_id)
    account = next((row for row in work.projects.accounts() if row.id == payment.account_id), None)
    paper = ReceiptPaper(
        head=facts.letterhead(work, work.projects.head()), number=NOT_YET, received_on=payment.received_on,
        payer=payment.payer, unit=order.unit_label,
        items=tuple(MoneyLine(name=line.name or facts.item_name(line.item), amount_fen=line.amount_fen)
                    for line in payment.lines),
        paid_by=tuple(PaidBy(method=_method(t.method), amount_fen=t.amount_fen, reference=t.reference)
                      for t in payment.tenders),
        receiving_account=f"{account.bank} {account.number}" if account else "", cashier=work.actor.name,
        stamp=facts.stamp(work, copies=COPIES[:1]), remark=payment.note,
    )  # fmt: skip
    return _render(paper, form)


def _render(paper: ReceiptPaper, form: str) -> bytes:
    from salesdesk.printing.receipt import ReceiptForm, render_receipt

    return render_receipt(paper, ReceiptForm[form])


def _paper(work: Work, entry: Entry, print_no: int) -> ReceiptPaper | RefundSlip:
    if entry.kind is EntryKind.REFUND:
        return _slip(work, entry, print_no)
    return _receipt(work, entry, print_no)


def _receipt(work: Work, entry: Entry, print_no: int) -> ReceiptPaper:
    reversed_entry = work.cash.entry(entry.reverses_id).number if entry.reverses_id else ""
    copies = COPIES[: max(1, min(len(COPIES), work.settings.number("receipt.copies")))]
    return ReceiptPaper(
        head=facts.letterhead(work, work.projects.head()), number=entry.number, received_on=entry.received_on,
        payer=entry.payer, unit=entry.unit_label,
        items=tuple(MoneyLine(name=line.name or facts.item_name(line.item), amount_fen=line.amount_fen)
                    for line in entry.lines),
        paid_by=tuple(PaidBy(method=_method(t.method), amount_fen=t.amount_fen, reference=t.reference)
                      for t in entry.tenders),
        receiving_account=entry.account, cashier=entry.cashier, stamp=facts.stamp(work, print_no, copies),
        remark=entry.note or entry.reason, reverses=reversed_entry, voided=entry.voided,
    )  # fmt: skip


def _slip(work: Work, entry: Entry, print_no: int) -> RefundSlip:
    order = work.order_views.detail(entry.order_id)
    came_in = dict[str, int]()
    numbers = list[str]()
    for other in work.cash.of_order(entry.order_id):
        if not other.voided and other.id < entry.id:
            numbers += [other.number] if other.kind is EntryKind.RECEIPT else []
            for line in other.lines:
                came_in[line.item] = came_in.get(line.item, 0) + line.amount_fen
    lines = tuple(
        RefundLine(name=line.name or facts.item_name(line.item), received_fen=came_in.get(line.item, 0),
                   refund_fen=-line.amount_fen)
        for line in entry.lines
    )  # fmt: skip
    tender = entry.tenders[0]
    return RefundSlip(
        head=facts.letterhead(work, work.projects.head()), number=entry.number, refunded_on=entry.received_on,
        payee=entry.payer, payee_account=tender.reference, unit=entry.unit_label, order_number=order.number,
        lines=lines, receipts=tuple(numbers), method=_method(tender.method), reason=entry.reason,
        requested_by="", approved_by="", cashier=entry.cashier, stamp=facts.stamp(work, print_no, COPIES[:1]),
    )  # fmt: skip


def _method(method: str) -> str:
    return tr(METHOD_WORDS[Method(method)]) if method else ""
