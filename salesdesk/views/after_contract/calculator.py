"""The calculator of loans, the same from a quote and from an order: one or two loans, live, and an early repayment.

It stores nothing: whatever is typed is worked out at once, and what cannot be is said at its field.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.loan_comparison import Calculation, Early, calculate
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import ITEMS
from salesdesk.domain.mortgage import (
    KEEP_WORDS,
    MAX_MONTHS,
    MAX_RATE_MILLIONTHS,
    REPAYMENT_WORDS,
    Keep,
    Loan,
    RepaymentKind,
)
from salesdesk.services.loans import LoanInput
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.figures import FigureEdit, MoneyEdit, NumberEdit, PercentEdit
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Line, SectionTitle
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.kit.sheet_table import SheetTable

WIDE, HIGH = 960, 600
_LEFT = 400

MONTH_COLUMNS = (
    TableColumn(key="no", title=mark("Month"), text=lambda row: str(row.no), width=56, align="right", tone="ink_2"),
    TableColumn(key="payment", title=mark("Payment"), text=lambda row: format_yuan(row.payment_fen), width=104,
                align="right", medium=True, stretch=True),
    TableColumn(key="principal", title=mark("Principal"), text=lambda row: format_yuan(row.principal_fen), width=104,
                align="right"),
    TableColumn(key="interest", title=mark("Interest"), text=lambda row: format_yuan(row.interest_fen), width=96,
                align="right", tone="ink_2"),
    TableColumn(key="rest", title=mark("Remaining"), text=lambda row: format_yuan(row.remaining_fen), width=116,
                align="right", tone="ink_2"),
)  # fmt: skip


class LoanFields(QWidget):
    """Sum, rate and months of one loan; without a sum there is none."""

    def __init__(self, given: LoanInput) -> None:
        super().__init__()
        self.item = given.item
        self.amount, self.rate = MoneyEdit(), PercentEdit(most=MAX_RATE_MILLIONTHS)
        self.months = NumberEdit(least=1, most=MAX_MONTHS, unit=tr("months"))
        self.amount.set_value(given.amount_fen or None)
        self.rate.set_value(given.rate_millionths)
        self.months.set_value(given.months)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        noun = tr(ITEMS[given.item].name)
        fields = ((noun, self.amount, 5), (tr("Yearly rate"), self.rate, 3), (tr("Months"), self.months, 3))
        for place, (words, field, wide) in enumerate(fields):
            field.set_name(f"{noun} {words}")
            grid.addWidget(Label(words, "small", "ink_2"), 0, place)
            grid.addWidget(field, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, wide)

    @property
    def edits(self) -> tuple[FigureEdit, ...]:
        return self.amount, self.rate, self.months

    def loan(self, kind: RepaymentKind) -> Loan | None:
        """The loan as typed; None where there is none.

        Raises:
            BadInput: a sum without a rate or a term.
        """
        amount, rate, months = (edit.value() for edit in self.edits)
        if not amount:
            return None
        if rate is None or months is None:
            raise BadInput(mark("A loan needs its rate and its months."))
        return Loan(amount, rate, months, kind)


class LoanCalculator(QDialog):
    """See the module."""

    def __init__(self, given: Sequence[LoanInput], about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Loan calculator"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(WIDE, HIGH)
        self.loans = [LoanFields(one) for one in given]
        self.kind = Segmented([(kind.value, tr(words)) for kind, words in REPAYMENT_WORDS.items()])
        self.kind.set_key(given[0].repayment.value if given else RepaymentKind.EQUAL_PAYMENTS.value)
        self.early_loan = ChoiceField([(one.item, tr(ITEMS[one.item].name)) for one in given])
        self.early_after = NumberEdit(most=MAX_MONTHS)
        self.early_amount = MoneyEdit()
        self.keep = Segmented([(keep.value, tr(words)) for keep, words in KEEP_WORDS.items()])
        self.months = SheetTable(RowsModel(MONTH_COLUMNS, lambda row: row.no), dense=True)
        self.banner = Banner("refusal")
        self.close_button = Button(tr("Close"), "Esc", tall=True)
        self.found: Calculation | None = None
        if given:
            self.early_loan.set_key(given[0].item)
        self._lay_out(about)
        self._connect()
        self.work_out()
        if self.loans:
            self.loans[0].amount.line.setFocus()

    def _lay_out(self, about: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Loan calculator"), "section", medium=True))
        head.addWidget(Label(about, tone="ink_2", elide=True), 1)
        outer.addLayout(head)
        body = QHBoxLayout()
        body.setSpacing(24)
        left = QWidget()
        left.setFixedWidth(_LEFT)
        left.setLayout(self._inputs())
        body.addWidget(left)
        body.addWidget(self.months, 1)
        outer.addLayout(body, 1)
        foot = QHBoxLayout()
        which = tr(
            "Interest is the sum of the rounded monthly instalments: what is really paid. "
            "Calculators on the web print the unrounded formula. The bank's contract decides."
        )
        foot.addWidget(Label(which, "small", "ink_3", wrap=True), 1)
        foot.addWidget(self.close_button)
        outer.addLayout(foot)

    def _inputs(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for fields in self.loans:
            column.addWidget(fields)
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.banner)
        column.addWidget(Line())
        self.figures: dict[str, ValueLine] = {}
        nouns = (
            ("first", tr("First payment a month")), ("last", tr("Last payment")),
            ("interest", tr("Interest really paid in all")), ("total", tr("Principal and interest")),
            ("formula", tr("Interest by the unrounded formula")), ("other", ""),
        )  # fmt: skip
        for key, noun in nouns:
            self.figures[key] = ValueLine(noun, strong=key == "first")
            column.addWidget(self.figures[key])
        column.addWidget(Line())
        column.addWidget(SectionTitle(tr("Early repayment")))
        column.addLayout(self._early())
        self.saved = Label("", "small", "ink_2", wrap=True)
        column.addWidget(self.saved)
        column.addStretch(1)
        return column

    def _early(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        parts = ((tr("Loan"), self.early_loan), (tr("After instalment"), self.early_after),
                 (tr("Principal repaid"), self.early_amount))  # fmt: skip
        for place, (words, field) in enumerate(parts):
            field.setAccessibleName(words)
            grid.addWidget(Label(words, "small", "ink_2"), 0, place)
            grid.addWidget(field, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 4 if place == 2 else 3)
        grid.addWidget(self.keep, 2, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        return grid

    def _connect(self) -> None:
        for fields in self.loans:
            for edit in fields.edits:
                edit.value_changed.connect(lambda _: self.work_out())
        for early in (self.early_after, self.early_amount):
            early.value_changed.connect(lambda _: self.work_out())
        for choice in (self.kind, self.keep, self.early_loan):
            choice.chosen.connect(lambda _: self.work_out())
        self.close_button.clicked.connect(lambda _=False: self.reject())

    # figures

    def work_out(self) -> None:
        """Shows what stands in the fields, worked out."""
        kind = RepaymentKind(self.kind.key() or RepaymentKind.EQUAL_PAYMENTS)
        try:
            typed = {fields.item: loan for fields in self.loans if (loan := fields.loan(kind)) is not None}
            self.found = calculate(tuple(typed.values())) if typed else None
            self.banner.clear()
        except BadInput as refusal:
            self.found = None
            self.banner.set_text("", str(refusal))
            typed = {}
        self._show(kind)
        self._show_early(typed)

    def _show(self, kind: RepaymentKind) -> None:
        found = self.found
        self.months.set_empty(tr("Type the sum of a loan."))
        self.months.set_rows(found.together.instalments if found else ())
        plan = found.together if found else None
        figures = {
            "first": plan.first_payment_fen, "last": plan.last_payment_fen, "interest": plan.total_interest_fen,
            "total": plan.total_payment_fen,
        } if plan else {}  # fmt: skip
        for key in ("first", "last", "interest", "total"):
            self.figures[key].set_value(format_yuan(figures[key]) if key in figures else "—")
        self.figures["formula"].set_value(format_yuan(found.formula_interest_fen) if found else "—", "ink_2")
        other = RepaymentKind.EQUAL_PRINCIPAL if kind is RepaymentKind.EQUAL_PAYMENTS else RepaymentKind.EQUAL_PAYMENTS
        noun = tr("By {kind}: interest").format(kind=tr(REPAYMENT_WORDS[other]))
        self.figures["other"].noun.setText(noun)
        self.figures["other"].set_value(format_yuan(found.other_kind.total_interest_fen) if found else "—", "ink_2")

    def _show_early(self, typed: dict[str, Loan]) -> None:
        self.saved.setText("")
        self.early_amount.refuse(None)
        amount, loan = self.early_amount.value(), typed.get(self.early_loan.key() or "")
        if not amount or loan is None:
            return
        keep = Keep(self.keep.key() or Keep.TERM)
        try:
            found = calculate((loan,), Early(0, self.early_after.value() or 0, amount, keep)).early
        except BadInput as refusal:
            self.early_amount.refuse(refusal)
            return
        assert found is not None
        words = tr("{saved} yuan of interest saved, {months} months fewer; then {payment} yuan a month.")
        self.saved.setText(
            words.format(
                saved=format_yuan(found.interest_saved_fen), months=found.months_saved,
                payment=format_yuan(found.plan.first_payment_fen),
            )
        )  # fmt: skip


def open_calculator(parent: QWidget, given: Sequence[LoanInput], about: str) -> LoanCalculator:
    """Opens the calculator over a window."""
    dialog = LoanCalculator(given, about, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
