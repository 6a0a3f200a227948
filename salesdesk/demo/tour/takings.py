"""The afternoon: money, a receipt, a reversal, and the figures in Excel."""

from __future__ import annotations

from salesdesk.demo.tour.memory import Memory
from salesdesk.demo.tour.stage import Stage, StepFailed
from salesdesk.domain.money import format_yuan
from salesdesk.services.accounts import newest_receipts, order_account
from salesdesk.services.cashier import Reversal, reverse_receipt
from salesdesk.services.exports import ReportKind, write_report
from salesdesk.services.receipt_papers import ReceiptPrintForm, note_receipt_print, receipt_pdf
from salesdesk.views.cashier.screen import CashierScreen


def payment(stage: Stage, memory: Memory) -> str:
    """The cashier takes the earnest money, by keys alone."""
    screen = _counter(stage, memory)
    stage.picture("cashier")
    screen.go_to("method")
    stage.settle()
    stage.press("3")
    stage.picture("cashier-filled")
    stage.press("F9")
    stage.wait("the receipt", lambda: screen.middle.currentWidget() is screen.done)
    stage.picture("receipt-given")
    entry = stage.shell.desk.office.read(newest_receipts, 1)[0]
    memory.receipt_id = entry.id
    return f"{entry.number}: {format_yuan(entry.total_fen)} yuan"


def receipt_print(stage: Stage, memory: Memory) -> str:
    """The receipt on paper, in both forms; from now on it can only be reversed."""
    print_no = stage.perform(note_receipt_print, ReceiptPrintForm(receipt_id=memory.receipt_id))
    office = stage.shell.desk.office
    for form, name in (("FORM_93", "receipt-241x93.pdf"), ("A5", "receipt-A5.pdf")):
        stage.keep(name, office.read(receipt_pdf, memory.receipt_id, form))
    return f"print {print_no}"


def reversal(stage: Stage, memory: Memory) -> str:
    """A wrong payment is undone by its negative; the account adds up to what is left."""
    screen = _counter(stage, memory)
    office = stage.shell.desk.office
    before = office.read(order_account, memory.order_id).received_fen
    stage.perform(reverse_receipt, Reversal(receipt_id=memory.receipt_id, reason="付款人填错，重新收款"))
    stage.settle()
    after = office.read(order_account, memory.order_id)
    if after.received_fen != 0 or before <= 0:
        raise StepFailed(f"the account holds {after.received_fen} fen after the reversal of {before}")
    screen.enter(order_id=memory.order_id)
    stage.picture("reversal")
    entry = office.read(newest_receipts, 1)[0]
    stage.keep("reversal.pdf", office.read(receipt_pdf, entry.id))
    return f"{entry.number} reverses {format_yuan(-entry.total_fen)} yuan"


def exports(stage: Stage, memory: Memory) -> str:
    """The manager's figures as Excel files: of the office that has a year behind it."""
    memory.door.sign_in("luo")
    memory.door.stand_in(memory.old_project_id)
    stage.go("reports")
    stage.picture("reports-excel")
    office = stage.shell.desk.office
    rows = [write_report(office, kind, stage.out / f"{kind}.xlsx") for kind in ReportKind]
    return f"{len(rows)} workbooks with {sum(rows):,} rows"


def _counter(stage: Stage, memory: Memory) -> CashierScreen:
    memory.door.sign_in("fang")
    memory.door.stand_in(memory.project_id)
    screen = stage.go("cashier", order_id=memory.order_id)
    if not isinstance(screen, CashierScreen):
        raise StepFailed("the cashier's screen is not there")
    stage.wait("the order to be open", lambda: screen.counter is not None)
    stage.settle()
    return screen
