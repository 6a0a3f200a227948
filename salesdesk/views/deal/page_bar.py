"""The head of the screen: what is being made, for which unit, and the ways out of it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from salesdesk.domain.i18n import tr
from salesdesk.services.loans import LoanInput, calculator_inputs
from salesdesk.services.quotes import DealPreview, LoanPlans
from salesdesk.views.desk import Desk
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.tags import Tag
from salesdesk.views.live_answer import LiveAnswer
from salesdesk.views.theme import theme


class DealBar(Sheet):
    """Title, unit, and the buttons that are not the one of the panel."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", "b")
        self._desk = desk
        self._loans: tuple[LoanPlans, ...] = ()
        self.setFixedHeight(theme().size("pagebar"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(theme().size("m"))
        self.title = Label("", "title", medium=True)
        self.tag = Tag(tr("New deal"), "accent")
        self.about = Label("", "base", "ink_2", elide=True)
        self.calculator = Button(tr("Loan calculator …"))
        self.to_subscription = Button(tr("Turn into a subscription"), "F4")
        self.clear = Button(tr("Clear"))
        self.back = Button(tr("Back"), "Esc")
        row.addWidget(self.title)
        row.addWidget(self.tag)
        row.addWidget(self.about, 1)
        for button in (self.calculator, self.to_subscription, self.clear, self.back):
            row.addWidget(button)

    def listen(self, live: LiveAnswer) -> None:
        """The calculator begins with the loans of what was worked out last."""
        live.worked_out.connect(self._worked_out)
        self.calculator.clicked.connect(lambda _=False: self._calculate())

    def _worked_out(self, preview: DealPreview) -> None:
        self._loans = preview.loans

    def _calculate(self) -> None:
        """The same calculator as beside an order."""
        from salesdesk.views.after_contract.calculator import open_calculator

        known = {plans.item: plans.loan for plans in self._loans}

        def opened(inputs: tuple[LoanInput, ...]) -> None:
            given = tuple(
                LoanInput(one.item, loan.principal_fen, loan.annual_rate_millionths, loan.months, loan.kind)
                if (loan := known.get(one.item))
                else one
                for one in inputs
            )
            self.opened = open_calculator(self.window(), given, self.about.text())

        self._desk.ask(self, calculator_inputs, done=opened)

    def set_mode(self, *, subscribing: bool) -> None:
        self.title.setText(tr("Subscription") if subscribing else tr("Quote"))
        self.to_subscription.setVisible(not subscribing)
