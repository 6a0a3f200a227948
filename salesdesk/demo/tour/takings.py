"""The afternoon: money, a receipt, a reversal, and the figures in Excel."""

from __future__ import annotations

from salesdesk.demo.tour.eyes import StepFailed
from salesdesk.demo.tour.memory import Memory
from salesdesk.demo.tour.opening import PROJECT
from salesdesk.demo.tour.stage import Stage
from salesdesk.demo.tour.ways import go_to, keep_paper
from salesdesk.domain.i18n import tr
from salesdesk.domain.money_items import EntryKind
from salesdesk.services.exports import DATED, ReportKind
from salesdesk.services.rows import Entry
from salesdesk.views.cashier.screen import CashierScreen
from salesdesk.views.cashier.undo_dialog import ReverseDialog
from salesdesk.views.reports.exporting import ENTRIES
from salesdesk.views.reports.range_dialog import RangeDialog
from salesdesk.views.reports.screen import ReportsScreen

CASH = "3"
PRINTS = 2


def payment(stage: Stage, memory: Memory) -> str:
    """The cashier takes the earnest money, by keys alone."""
    memory.door.sign_in("fang", PROJECT)
    screen = _order_at_counter(stage, memory)
    stage.picture("cashier")
    stage.press("F5")
    stage.press(CASH)
    stage.picture("cashier-filled")
    stage.press("F9")
    stage.wait("the receipt", lambda: screen.middle.currentWidget() is screen.done)
    stage.picture("receipt-given")
    memory.receipt = screen.done.number.text()
    return f"{memory.receipt}: {screen.done.sum.text()} yuan"


def receipt_print(stage: Stage, memory: Memory) -> str:
    """The receipt on paper, in two forms, the second a copy that says so; now it can only be reversed."""
    memory.door.sign_in("fang", PROJECT)
    screen = go_to(stage, CashierScreen)
    stage.press("Ctrl+P")
    keep_paper(stage, "receipt-241x93.pdf", "receipt-paper")
    screen.receipt.form.setFocus()
    stage.press("2")
    stage.press("Ctrl+P")
    keep_paper(stage, "receipt-A5.pdf")
    shown = screen.receipt
    stage.wait("the second print to be noted", lambda: shown.entry is not None and shown.entry.prints == PRINTS)
    stage.picture("receipt-printed")
    return f"{memory.receipt} printed {PRINTS} times"


def reversal(stage: Stage, memory: Memory) -> str:
    """A wrong payment is undone by its negative; the account adds up to what is left."""
    memory.door.sign_in("fang", PROJECT)
    screen = _order_at_counter(stage, memory)
    screen.account.receipts.setFocus()
    stage.press("Home")
    stage.wait("the receipt to be shown", lambda: screen.receipt.entry is not None)
    stage.press("F11")
    dialog = stage.dialog(ReverseDialog)
    stage.write("付款人填错，重新收款")
    stage.confirm(dialog, "reverse-receipt")
    undone = _shown(stage, screen, EntryKind.REVERSAL)
    stage.wait("nothing to be received any more", lambda: screen.head.sums["paid"].text() == "0.00")
    stage.picture("reversal")
    stage.press("Ctrl+P")
    keep_paper(stage, "reversal.pdf", "reversal-paper")
    return f"{undone.number} reverses {memory.receipt}"


def exports(stage: Stage, memory: Memory) -> str:
    """The manager's figures as Excel files: of the office that has a year behind it."""
    memory.door.sign_in("luo", memory.old_project)
    screen = go_to(stage, ReportsScreen)
    said = [_export(stage, screen, kind) for kind in ReportKind]
    stage.picture("reports-excel")
    return f"{len(said)} workbooks: " + ", ".join(said)


def _export(stage: Stage, screen: ReportsScreen, kind: ReportKind) -> str:
    """One workbook: its entry of the menu, all days where it asks for days, the file."""
    stage.press("Ctrl+E")
    if kind is ReportKind.SALES_DETAIL:
        stage.picture("export-menu")
    stage.pick(tr(ENTRIES[kind]))
    if kind in DATED:
        dialog = stage.dialog(RangeDialog)
        stage.press("4")
        stage.confirm(dialog, f"export-{kind}", "Return")
    path = stage.out / f"{kind}.xlsx"
    stage.choose_file(path)
    stage.wait(f"{path.name} to be written", lambda: path.exists() and path.name in screen.told.sentence())
    return path.name


def _order_at_counter(stage: Stage, memory: Memory) -> CashierScreen:
    """Finds the order at the counter by its home, and opens it."""
    screen = go_to(stage, CashierScreen)
    stage.press("F2")
    stage.write(memory.unit)
    stage.press("Return")
    stage.wait("the order to be open", lambda: screen.counter is not None and screen.head.unit.text() == memory.unit)
    stage.settle()
    return screen


def _shown(stage: Stage, screen: CashierScreen, kind: EntryKind) -> Entry:
    """The entry that the counter shows, once it is one of this kind."""
    panel = screen.receipt
    stage.wait(f"the {kind} to be shown", lambda: panel.entry is not None and panel.entry.kind is kind)
    stage.settle()
    if panel.entry is None:
        raise StepFailed("there is no receipt to look at")
    return panel.entry
