"""Dialogs over an order after its contract: its loan, its surveyed area, the settlement that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from salesdesk.domain.area_settlement import Settlement
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_area, format_yuan
from salesdesk.domain.money_items import ITEMS
from salesdesk.domain.mortgage import REPAYMENT_WORDS, Loan, RepaymentKind, repayment_plan
from salesdesk.services.area_settlements import AskBuilding, AskSettlement, ask_building, ask_settlement
from salesdesk.services.loans import LoanCard, LoanForm, enter_loan
from salesdesk.services.rows import SurveyedUnit
from salesdesk.services.surveyed_areas import SurveyedArea, SurveyedAreas, store_surveyed
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_after_area import Ui_AfterArea
from salesdesk.views.forms.ui_after_loan import Ui_AfterLoan
from salesdesk.views.forms.ui_after_settlement import Ui_AfterSettlement
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed


class LoanDialog(ActionDialog):
    """Bank, rate and months of a loan; its sum is what the due items come to. The monthly payment is shown live."""

    def __init__(self, desk: Desk, unit_label: str, card: LoanCard, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._draft = card.draft
        self.ui = Ui_AfterLoan()
        self.ui.setupUi(self)
        self.ui.title.setText(tr(ITEMS[card.item].name))
        self.ui.about.setText(unit_label)
        ui = self.ui
        ui.repayment.set_items([(kind, tr(words)) for kind, words in REPAYMENT_WORDS.items()])
        ui.repayment.set_key(card.draft.repayment)
        ui.amount.set_value(card.owed_fen)
        ui.amount.set_locked(True)
        ui.amount.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ui.rate.set_value(card.draft.rate_millionths)
        ui.months.set_value(card.draft.months)
        for field, words in ((ui.bank, card.draft.bank), (ui.branch, card.draft.branch), (ui.note, card.draft.note),
                             (ui.number, card.draft.contract_number)):  # fmt: skip
            field.set_text(words)
        fields = {"bank": ui.bank, "branch": ui.branch, "amount_fen": ui.amount, "annual_rate_millionths": ui.rate,
                  "months": ui.months, "contract_number": ui.number, "note": ui.note}  # fmt: skip
        self.wire(ui.go, ui.back, ui.banner, fields)
        ui.rate.value_changed.connect(lambda _: self._show_monthly())
        ui.months.value_changed.connect(lambda _: self._show_monthly())
        ui.repayment.chosen.connect(lambda _: self._show_monthly())
        self._show_monthly()
        ui.bank.line.setFocus()

    def _show_monthly(self) -> None:
        form = self._filled()
        if form is None:
            self.ui.monthly.setText("")
            return
        try:
            plan = repayment_plan(Loan(form.amount_fen, form.rate_millionths, form.months, form.repayment))
        except BadInput as refusal:
            self.ui.monthly.setText(str(refusal))
            return
        words = tr("First payment {first} yuan, last {last}; interest really paid {interest}.")
        self.ui.monthly.setText(
            words.format(
                first=format_yuan(plan.first_payment_fen), last=format_yuan(plan.last_payment_fen),
                interest=format_yuan(plan.total_interest_fen),
            )
        )  # fmt: skip

    def verb(self) -> Callable[[Any, Any], Any]:
        return enter_loan

    def form(self) -> LoanForm | None:
        if typed(self.ui.bank, tr("The bank is missing.")) is None:
            return None
        for field in (self.ui.rate, self.ui.months):
            if not field.check() or field.value() is None:
                if not field.problem():
                    field.refuse(tr("A figure is missing here."))
                field.line.setFocus()
                return None
        return self._filled()

    def _filled(self) -> LoanForm | None:
        ui, draft = self.ui, self._draft
        rate, months = ui.rate.value(), ui.months.value()
        if rate is None or months is None:
            return None
        return LoanForm(
            request_id=self.request_id, order_id=draft.order_id, item=draft.item, bank=ui.bank.text(),
            branch=ui.branch.text(), amount_fen=draft.amount_fen, months=months, rate_millionths=rate,
            repayment=RepaymentKind(ui.repayment.key() or RepaymentKind.EQUAL_PAYMENTS),
            contract_number=ui.number.text(), note=ui.note.text(), version=draft.version,
        )  # fmt: skip


class AreaDialog(ActionDialog):
    """The surveyed areas of one home."""

    def __init__(self, desk: Desk, unit: SurveyedUnit, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._unit = unit
        self.ui = Ui_AfterArea()
        self.ui.setupUi(self)
        self.ui.about.setText(unit.label)
        inner = format_area(unit.inner_cm2) if unit.inner_cm2 else "—"
        words = tr("Predicted: gross {gross} m², inner {inner} m².")
        self.ui.predicted.setText(words.format(gross=format_area(unit.gross_cm2), inner=inner))
        self.ui.gross.set_value(unit.surveyed_gross_cm2)
        self.ui.inner.set_value(unit.surveyed_inner_cm2)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"gross": self.ui.gross, "inner": self.ui.inner})
        self.ui.gross.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return store_surveyed

    def form(self) -> SurveyedAreas | None:
        ui = self.ui
        if not (ui.gross.check() and ui.inner.check()):
            return None
        if ui.gross.value() is None and ui.inner.value() is None:
            ui.gross.refuse(tr("A figure is missing here."))
            ui.gross.line.setFocus()
            return None
        area = SurveyedArea(self._unit.id, ui.gross.value(), ui.inner.value())
        return SurveyedAreas(request_id=self.request_id, areas=(area,))


class SettlementDialog(ActionDialog):
    """Asks for the settlement of one order, with its working."""

    def __init__(
        self, desk: Desk, unit_label: str, order_id: int, settlement: Settlement, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._order_id = order_id
        self.ui = Ui_AfterSettlement()
        self.ui.setupUi(self)
        self.ui.about.setText(unit_label)
        self.ui.working.setText(outcome(settlement))
        self.ui.withdraw.set_text("", withdrawal(settlement), kind="warning")
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"reason": self.ui.reason})
        self.ui.reason.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return ask_settlement

    def form(self) -> AskSettlement | None:
        reason = typed(self.ui.reason, tr("A request needs its reason."))
        if reason is None:
            return None
        return AskSettlement(request_id=self.request_id, order_id=self._order_id, reason=reason)


class BuildingSettlementDialog(ActionDialog):
    """Asks for every open settlement of a building at once."""

    def __init__(
        self, desk: Desk, building_id: int, building: str, summary: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._building_id = building_id
        self.ui = Ui_AfterSettlement()
        self.ui.setupUi(self)
        self.ui.about.setText(building)
        self.ui.working.setText(summary)
        self.ui.withdraw.hide()
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"reason": self.ui.reason})
        self.ui.reason.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return ask_building

    def form(self) -> AskBuilding | None:
        reason = typed(self.ui.reason, tr("A request needs its reason."))
        if reason is None:
            return None
        return AskBuilding(request_id=self.request_id, building_id=self._building_id, reason=reason)


def outcome(settlement: Settlement) -> str:
    """Who pays whom, in one sentence."""
    amount = settlement.amount_fen
    if not amount:
        return tr("Nothing is paid either way.")
    if amount > 0:
        return tr("The buyer pays {sum} yuan.").format(sum=format_yuan(amount))
    return tr("{sum} yuan go back to the buyer.").format(sum=format_yuan(-amount))


def withdrawal(settlement: Settlement) -> str:
    """Beyond 3 % the buyer may choose (商品房销售管理办法, article 20)."""
    if not settlement.buyer_may_withdraw:
        return ""
    return tr("The area differs by more than 3 %: the buyer may also withdraw from the contract.")
