"""Section 4: who owes what by when, adding up to the price; and for a quote, what the bank wants each month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_percent, format_yuan
from salesdesk.domain.money_items import ITEMS, PRICE_CLASSES, MoneyClass
from salesdesk.domain.mortgage import REPAYMENT_WORDS, Plan, RepaymentKind, combined_plan
from salesdesk.domain.schedules import DueItem, price_sum
from salesdesk.services.quotes import LoanPlans
from salesdesk.views.deal.words import due_day, due_start
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.sheet_table import SheetTable


@dataclass(frozen=True)
class DueRow:
    """A line of the schedule, ready to be shown."""

    key: int
    name: str
    start: str = ""
    day: str = ""
    note: str = ""
    share: str = ""
    amount: str = ""
    running: str = ""
    equal: bool = False


DUE_COLUMNS = (
    TableColumn(
        key="seq", title=mark("No."), text=lambda row: str(row.key) if row.key else "", width=40, tone="ink_2",
        sortable=False,
    ),
    TableColumn(key="name", title=mark("Item"), text=lambda row: row.name, width=160, stretch=True, sortable=False),
    TableColumn(key="start", title=mark("Due date counts from"), text=lambda row: row.start, width=128, tone="ink_2",
                sortable=False),
    TableColumn(key="day", title=mark("Due on"), text=lambda row: row.day, width=132, sortable=False),
    TableColumn(key="note", title=mark("Note"), text=lambda row: row.note, width=108, tone="ink_3", sortable=False),
    TableColumn(key="share", title=mark("Part of the price"), text=lambda row: row.share, width=80, align="right",
                tone="ink_2", sortable=False),
    TableColumn(key="amount", title=mark("Amount"), text=lambda row: row.amount, width=124, align="right",
                sortable=False),
    TableColumn(key="running", title=mark("Sum so far"), text=lambda row: row.running, width=128, align="right",
                tone=lambda row: "ink_3" if row.key else "ok" if row.equal else "danger", sortable=False),
)  # fmt: skip


class DuesSection(QWidget):
    """The schedule of a deal."""

    def __init__(self) -> None:
        super().__init__()
        self.title = SectionTitle(tr("Due items"), cap="4", note=tr("Due items equal the agreed total"))
        self.table = SheetTable(RowsModel(DUE_COLUMNS, lambda row: row.key), fit=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.table)

    def show_dues(self, dues: Sequence[DueItem], total_fen: int, bank: str, today: date) -> None:
        """The due items as they come out now."""
        running, rows = 0, list[DueRow]()
        for due in dues:
            running += due.amount_fen
            share = format_percent(due.share_millionths) if due.klass in PRICE_CLASSES else ""
            note = bank if due.klass is MoneyClass.PRICE_BY_LOAN else ""
            rows.append(
                DueRow(due.seq, due.name or item_name(due.item), due_start(due), due_day(due.due_on, today), note,
                       share, format_yuan(due.amount_fen), format_yuan(running))
            )  # fmt: skip
        self.table.set_rows(rows)
        equal = price_sum(dues) == total_fen
        words = tr("✓ equal") if equal else tr("≠ {sum}").format(sum=format_yuan(total_fen))
        amount = format_yuan(sum(due.amount_fen for due in dues))
        self.table.set_total(DueRow(0, tr("Together"), amount=amount, running=words, equal=equal) if dues else None)

    def take_cursor(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)


@dataclass(frozen=True)
class LoanRow:
    """One loan repaid in one way."""

    key: str
    name: str
    principal_fen: int
    rate: str
    months: int
    way: str
    plan: Plan


LOAN_COLUMNS = (
    TableColumn(key="name", title=mark("Loan"), text=lambda row: row.name, width=108, stretch=True, sortable=False),
    TableColumn(key="way", title=mark("Repayment"), text=lambda row: row.way, width=84, sortable=False),
    TableColumn(key="principal", title=mark("Principal"), text=lambda row: format_yuan(row.principal_fen), width=120,
                align="right", sortable=False),
    TableColumn(key="rate", title=mark("Yearly rate"), text=lambda row: row.rate, width=80, align="right",
                tone="ink_2", sortable=False),
    TableColumn(key="months", title=mark("Months"), text=lambda row: str(row.months), width=64, align="right",
                tone="ink_2", sortable=False),
    TableColumn(key="first", title=mark("First month"), text=lambda row: format_yuan(row.plan.first_payment_fen),
                width=104, align="right", medium=True, sortable=False),
    TableColumn(key="last", title=mark("Last month"), text=lambda row: format_yuan(row.plan.last_payment_fen),
                width=100, align="right", sortable=False),
    TableColumn(key="interest", title=mark("Total interest"),
                text=lambda row: format_yuan(row.plan.total_interest_fen), width=122, align="right", sortable=False),
    TableColumn(key="paid", title=mark("Paid in all"), text=lambda row: format_yuan(row.plan.total_payment_fen),
                width=128, align="right", sortable=False),
)  # fmt: skip


class LoansSection(QWidget):
    """What the bank wants: each loan by equal payments and by equal principal, several also together."""

    def __init__(self) -> None:
        super().__init__()
        self.title = SectionTitle(tr("Loan and monthly payments"), cap="5", note=tr("Total of rounded instalments"))
        self.table = SheetTable(RowsModel(LOAN_COLUMNS, lambda row: row.key), fit=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.table)

    def show_loans(self, loans: Sequence[LoanPlans]) -> None:
        """The loans of a deal; without one the section hides."""
        rows = [row for loan in loans for row in loan_rows(loan)]
        if len(loans) > 1:
            rows += together(loans)
        self.table.set_rows(rows)

    def take_cursor(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)


def loan_rows(plans: LoanPlans) -> list[LoanRow]:
    """One loan, both ways."""
    loan, name = plans.loan, item_name(plans.item)
    rate = format_percent(loan.annual_rate_millionths)
    ways = (
        (RepaymentKind.EQUAL_PAYMENTS, plans.equal_payments),
        (RepaymentKind.EQUAL_PRINCIPAL, plans.equal_principal),
    )
    return [
        LoanRow(f"{plans.item} {way}", name, loan.principal_fen, rate, loan.months, tr(REPAYMENT_WORDS[way]), plan)
        for way, plan in ways
    ]


def together(loans: Sequence[LoanPlans]) -> list[LoanRow]:
    """Several loans as one, both ways."""
    principal, months = sum(plans.loan.principal_fen for plans in loans), max(plans.loan.months for plans in loans)
    ways = {
        RepaymentKind.EQUAL_PAYMENTS: combined_plan([plans.equal_payments for plans in loans]),
        RepaymentKind.EQUAL_PRINCIPAL: combined_plan([plans.equal_principal for plans in loans]),
    }
    return [
        LoanRow(f"all {way}", tr("All loans"), principal, "", months, tr(REPAYMENT_WORDS[way]), plan)
        for way, plan in ways.items()
    ]


def item_name(code: str) -> str:
    """What a money item is called; the project may have items of its own."""
    return tr(ITEMS[code].name) if code in ITEMS else code
