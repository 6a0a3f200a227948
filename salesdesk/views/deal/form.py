"""The sections of a deal in one scrolling sheet, and what was typed in them as values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from salesdesk.services.deal_forms import DealStart
from salesdesk.services.deals import Choices
from salesdesk.services.quotes import DealPreview
from salesdesk.views.deal.buyers import BuyersSection
from salesdesk.views.deal.dues import DuesSection, LoansSection
from salesdesk.views.deal.papers import PapersSection
from salesdesk.views.deal.schemes import SchemeSection
from salesdesk.views.deal.working import WorkingSection
from salesdesk.views.desk import Desk
from salesdesk.views.kit.section import Line, Sheet

WIDEST = 1120


class DealForm(QScrollArea):
    """Buyers, scheme, discounts, due items, papers or loans. ``changed`` tells any edit."""

    changed = Signal()

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__()
        self.buyers = BuyersSection(desk, today)
        self.schemes = SchemeSection()
        self.working = WorkingSection()
        self.dues = DuesSection()
        self.papers = PapersSection()
        self.loans = LoansSection()
        self._lines: dict[QWidget, Line] = {}
        self._subscribing = True
        self._lay_out()
        self.schemes.scheme_chosen.connect(self.working.follow_scheme)
        for section in (self.buyers, self.schemes, self.working):
            section.changed.connect(self.changed)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = Sheet("surface")
        body = QWidget()
        body.setMaximumWidth(WIDEST)
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(body, 1)
        row.addStretch(0)
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 14, 20, 18)
        column.setSpacing(13)
        for section in (self.buyers, self.schemes, self.working, self.dues, self.papers, self.loans):
            if section is not self.buyers:
                self._lines[section] = Line()
                column.addWidget(self._lines[section])
            column.addWidget(section)
        column.addStretch(1)
        self.setWidget(ground)

    def set_mode(self, *, subscribing: bool) -> None:
        """A quote has loans instead of buyers and papers."""
        self._subscribing = subscribing
        self.buyers.show_buyers(subscribing)
        self._reveal(self.papers, subscribing)
        self._reveal(self.loans, not subscribing)

    def _reveal(self, section: QWidget, shown: bool) -> None:
        section.setVisible(shown)
        self._lines[section].setVisible(shown)

    def reset(self) -> None:
        """As if nothing had been typed."""
        self.buyers.reset()
        self.working.choose(())
        self.schemes.bank.set_text("")
        self.papers.agreement.setChecked(True)
        self.papers.contract.setChecked(False)

    def show_start(self, start: DealStart) -> None:
        """What may be chosen today; what was chosen stays where it still may be."""
        self.schemes.set_schemes(start.schemes, start.discounts)
        if self.schemes.years.value() is None and not self.schemes.years.text():
            self.schemes.set_years(start.loan_months)
        self.working.set_discounts(start.discounts, start.rules, start.price_list)
        self.working.follow_scheme(self.schemes.scheme_id())

    def take_choices(self, choices: Choices) -> None:
        """Chooses what a quote was made with."""
        self.schemes.set_scheme(choices.scheme_id)
        self.working.follow_scheme(self.schemes.scheme_id())
        self.working.choose(choices.discount_ids)
        self.schemes.bank.set_text(choices.bank)
        if choices.loan_months:
            self.schemes.set_years(choices.loan_months)

    def choices(self) -> Choices | None:
        """Scheme and discounts as chosen; ``None`` without a scheme."""
        scheme_id = self.schemes.scheme_id()
        if scheme_id is None:
            return None
        return Choices(scheme_id, self.working.chosen(), self.schemes.bank_name(), self.schemes.loan_months())

    def show_preview(self, preview: DealPreview | None, today: date) -> None:
        """The working, the due items and the loans as they come out now."""
        working = preview.working if preview is not None else None
        self.working.show_working(working, allowed=preview is None or preview.allowed)
        total = working.total_fen if working else 0
        self.dues.show_dues(preview.dues if preview is not None else (), total, self.schemes.bank_name(), today)
        loans = preview.loans if preview is not None else ()
        self.loans.show_loans(loans)
        self._reveal(self.loans, bool(loans) and not self._subscribing)

    def jump(self, place: int) -> None:
        """Alt and a digit: the cursor goes to a section."""
        last = self.papers if self._subscribing else self.loans
        section = (self.buyers, self.schemes, self.working, self.dues, last)[place - 1]
        section.take_cursor()
        if place == 1:
            self.verticalScrollBar().setValue(0)
        else:
            self.ensureWidgetVisible(section, 0, 24)
