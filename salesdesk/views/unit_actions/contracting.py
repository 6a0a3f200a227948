"""Recording the signed contract, and its filing with the housing bureau."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.accounts import DueState
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import ITEMS
from salesdesk.domain.permissions import Permission
from salesdesk.domain.schedules import DueItem
from salesdesk.domain.states import Verb
from salesdesk.services.accounts import OrderAccount, missing_for_contract, order_account
from salesdesk.services.change_forms import order_changes
from salesdesk.services.contracts import (
    Contract,
    Filing,
    FilingWithdrawal,
    file_contract,
    sign_contract,
    withdraw_filing,
)
from salesdesk.services.order_files import order_actions
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_file_contract import Ui_FileContract
from salesdesk.views.forms.ui_sign_contract import Ui_SignContract
from salesdesk.views.forms.ui_withdraw_filing import Ui_WithdrawFiling
from salesdesk.views.kit.in_forms import FormDate
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed


class SignContractDialog(ActionDialog):
    """The contract's number and day; due dates that count from it move, sums stay."""

    def __init__(self, desk: Desk, unit_label: str, order_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.order_id = order_id
        self.ui = Ui_SignContract()
        self.ui.setupUi(self)
        self.ui.about.setText(unit_label)
        self.wire(
            self.ui.go,
            self.ui.back,
            self.ui.banner,
            {"contract_number": self.ui.number, "contracted_on": self.ui.day},
        )
        desk.ask(self, order_account, order_id, done=self._loaded)
        desk.ask(self, order_actions, order_id, done=lambda why: self.bar(why[Verb.SIGN_CONTRACT]))
        self.ui.number.line.setFocus()

    def _loaded(self, account: OrderAccount) -> None:
        begin_at(self.ui.day, account.today, account.order.subscribed_on)
        planned = account.order.contract_due_on
        if planned is not None:
            words = tr("Agreed for {day}.").format(day=planned.isoformat())
            self.ui.moved.setText(f"{words} {self.ui.moved.text()}")
        if self.desk.may(Permission.MONEY_READ):
            self._say_what_is_owed(missing_for_contract(account))

    def _say_what_is_owed(self, missing: Sequence[DueState]) -> None:
        """Signing is not forbidden by it; the close of the month will ask."""
        sums = "、".join(f"{_called(state.due)} {format_yuan(state.open_fen)}" for state in missing)
        words = tr("Not received yet: {sums}. The contract can be signed all the same.").format(sums=sums)
        self.ui.owed.set_text("", words if missing else "", kind="warning")

    def verb(self) -> Callable[[Any, Any], Any]:
        return sign_contract

    def form(self) -> Contract | None:
        number = typed(self.ui.number, tr("The contract needs its number."))
        day = chosen_day(self.ui.day)
        if number is None or day is None:
            return None
        return Contract(
            request_id=self.request_id, order_id=self.order_id, contract_number=number, contracted_on=day
        )  # fmt: skip


def _called(due: DueItem) -> str:
    return due.name or (tr(ITEMS[due.item].name) if due.item in ITEMS else due.item)


class FileContractDialog(ActionDialog):
    """The filing's number, where the bureau gave one, and its day."""

    def __init__(self, desk: Desk, unit_label: str, order_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.order_id = order_id
        self.ui = Ui_FileContract()
        self.ui.setupUi(self)
        self.ui.about.setText(unit_label)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"filing_number": self.ui.number, "filed_on": self.ui.day})
        desk.ask(self, order_account, order_id, done=self._loaded)
        desk.ask(self, order_actions, order_id, done=lambda why: self.bar(why[Verb.FILE]))
        self.ui.number.line.setFocus()

    def _loaded(self, account: OrderAccount) -> None:
        begin_at(self.ui.day, account.today, account.order.contracted_on)

    def verb(self) -> Callable[[Any, Any], Any]:
        return file_contract

    def form(self) -> Filing | None:
        day = chosen_day(self.ui.day)
        if day is None:
            return None
        number = self.ui.number.text().strip()
        return Filing(request_id=self.request_id, order_id=self.order_id, filing_number=number, filed_on=day)


class WithdrawFilingDialog(ActionDialog):
    """The filing is taken back at the bureau: said once more before it is recorded."""

    def __init__(self, desk: Desk, unit_label: str, order_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.order_id = order_id
        self.ui = Ui_WithdrawFiling()
        self.ui.setupUi(self)
        self.ui.about.setText(unit_label)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {})
        desk.ask(self, order_changes, order_id, done=lambda changes: self.bar(changes.filing))
        self.ui.go.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return withdraw_filing

    def form(self) -> FilingWithdrawal:
        return FilingWithdrawal(request_id=self.request_id, order_id=self.order_id)


def begin_at(field: FormDate, today: date, first: date | None) -> None:
    """Today, unless a day was typed already; nothing in the future, nothing before ``first``."""
    field.house_today, field.last = today, today
    field.first = first or date.min
    if not field.text():
        field.set_value(today)


def chosen_day(field: FormDate) -> date | None:
    """The day in the field; ``None``, with a sentence beneath and the cursor there, when it cannot be taken."""
    right = field.check()
    if right and field.value() is None:
        field.refuse(tr("The date is missing."))
    if field.value() is None:
        field.line.setFocus()
    return field.value()
