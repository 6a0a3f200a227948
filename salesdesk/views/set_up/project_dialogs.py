"""Dialogs of a project: opening one, a receiving account, a presale permit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.stale import Values
from salesdesk.services.projects import (
    AccountEdit,
    NewAccount,
    NewPermit,
    NewProject,
    PermitEdit,
    account_values,
    add_account,
    add_permit,
    change_account,
    change_permit,
    open_new_project,
    permit_values,
)
from salesdesk.services.rows import AccountRow, PermitRow, ProjectHead
from salesdesk.services.set_up import PermitList
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_new_account import Ui_NewAccount
from salesdesk.views.forms.ui_new_permit import Ui_NewPermit
from salesdesk.views.forms.ui_new_project import Ui_NewProject
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.stale.dialog import Wording
from salesdesk.views.stale.edit_dialog import EditDialog
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed


class ProjectDialog(ActionDialog):
    """Opens a project; ``carried_out`` tells its id."""

    def __init__(self, desk: Desk, head: ProjectHead | None, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_NewProject()
        self.ui.setupUi(self)
        fields = {"company": self.ui.company, "region": self.ui.region, "name": self.ui.name, "city": self.ui.city}
        self.wire(self.ui.go, self.ui.back, self.ui.banner, fields)
        if head is not None:
            self.ui.company.set_text(head.company)
            self.ui.region.set_text(head.region)
            self.ui.city.set_text(head.city)
        self.ui.borrow.setChecked(head is not None)
        reveal(self.ui.borrow, head is not None)
        (self.ui.name if head is not None else self.ui.company).line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return open_new_project

    def form(self) -> NewProject | None:
        here = self.desk.office.project
        like = here.id if here is not None and self.ui.borrow.isChecked() else None
        return NewProject(
            request_id=self.request_id, company=self.ui.company.text(), region=self.ui.region.text(),
            name=self.ui.name.text(), city=self.ui.city.text(), like_project=like,
        )  # fmt: skip


class AccountDialog(EditDialog):
    """A bank account that money is received on; presale money belongs on the supervised one. `fill` changes one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._row: AccountRow | None = None
        self.ui = Ui_NewAccount()
        self.ui.setupUi(self)
        fields = {"name": self.ui.name, "bank": self.ui.bank, "number": self.ui.number}
        self.wire(self.ui.go, self.ui.back, self.ui.banner, fields)
        self.ui.supervised.setChecked(True)
        self.ui.name.line.setFocus()

    def fill(self, row: AccountRow) -> None:
        """The account that is changed; its number is what it is known by, and stays."""
        self._row = row
        self.setWindowTitle(tr("Change account"))
        self.ui.title.setText(tr("Change account"))
        self.ui.about.setText(row.number)
        self.ui.number.set_text(row.number)
        self.ui.number.setEnabled(False)
        self.begin_edit(account_values(row))
        self.show_values(account_values(row))

    def row_name(self) -> str:
        return self._row.number if self._row is not None else ""

    def wording(self) -> Wording:
        nouns = {"name": tr("Name of the account"), "bank": tr("Bank"),
                 "supervised": tr("Supervised account for presale money")}  # fmt: skip
        return Wording(nouns.__getitem__, _in_words)

    def typed_values(self) -> Values:
        ui = self.ui
        return {"name": ui.name.text().strip(), "bank": ui.bank.text().strip(), "supervised": ui.supervised.isChecked()}

    def show_values(self, values: Values) -> None:
        self.ui.name.set_text(str(values["name"]))
        self.ui.bank.set_text(str(values["bank"]))
        self.ui.supervised.setChecked(bool(values["supervised"]))

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_account if self._row is None else change_account

    def form(self) -> NewAccount | AccountEdit | None:
        name = typed(self.ui.name, tr("The name of the account is missing."))
        bank = typed(self.ui.bank, tr("The bank is missing."))
        if name is None or bank is None:
            return None
        supervised = self.ui.supervised.isChecked()
        if self._row is not None:
            return AccountEdit(request_id=self.request_id, account_id=self._row.id, name=name, bank=bank,
                               supervised=supervised, seen=self.seen)  # fmt: skip
        return NewAccount(
            request_id=self.request_id, name=name, bank=bank, number=self.ui.number.text(), supervised=supervised
        )  # fmt: skip


def _in_words(_: str, value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return value.isoformat() if isinstance(value, date) else str(value or "")


class PermitDialog(EditDialog):
    """A presale permit for the units of some buildings that have none yet. `fill` changes one."""

    def __init__(self, desk: Desk, listed: PermitList, today: date, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._row: PermitRow | None = None
        self.ui = Ui_NewPermit()
        self.ui.setupUi(self)
        self.wire(self.ui.go, self.ui.back, self.ui.banner,
                  {"number": self.ui.number, "issued_on": self.ui.issued_on})  # fmt: skip
        self.ui.issued_on.house_today = today
        self.ui.issued_on.last = today
        accounts = [(row.id, f"{row.name}　{row.bank} {row.number}") for row in listed.accounts if row.supervised]
        self._accounts = {row.id: f"{row.bank} {row.number}" for row in listed.accounts}
        self.ui.account.set_items(accounts)
        self.ui.account.set_key(accounts[0][0] if accounts else None)
        self.ui.buildings.show_buildings(listed.without)
        self.ui.buildings.changed.connect(self._bar_nothing)
        self._bar_nothing()
        self.ui.number.line.setFocus()

    def fill(self, row: PermitRow) -> None:
        """The permit that is changed; its number and its units stay."""
        self._row = row
        self.setWindowTitle(tr("Change permit"))
        self.ui.title.setText(tr("Change permit"))
        self.ui.about.setText(row.number)
        self.ui.number.set_text(row.number)
        self.ui.number.setEnabled(False)
        for part in (self.ui.buildings, self.ui.buildings_noun):
            part.hide()
        self.begin_edit(permit_values(row))
        self.show_values(permit_values(row))
        self.bar(None)
        self.ui.issued_on.line.setFocus()

    def row_name(self) -> str:
        return self._row.number if self._row is not None else ""

    def wording(self) -> Wording:
        nouns = {"issued_on": tr("Issued on"), "supervised_account_id": tr("Supervised account")}

        def words(key: str, value: object) -> str:
            if key == "supervised_account_id":
                return self._accounts.get(value, "") if isinstance(value, int) else ""
            return _in_words(key, value)

        return Wording(nouns.__getitem__, words)

    def typed_values(self) -> Values:
        return {"issued_on": self.ui.issued_on.value(), "supervised_account_id": self.ui.account.key()}

    def show_values(self, values: Values) -> None:
        day, account = values["issued_on"], values["supervised_account_id"]
        self.ui.issued_on.set_value(day if isinstance(day, date) else None)
        self.ui.account.set_key(account)

    def _bar_nothing(self) -> None:
        if self._row is not None:
            return
        nothing = not self.ui.buildings.unit_ids()
        self.bar(tr("No unit is chosen.") if nothing else None)

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_permit if self._row is None else change_permit

    def form(self) -> NewPermit | PermitEdit | None:
        if not self.ui.issued_on.check():
            return None
        day = self.ui.issued_on.value()
        if day is None:
            self.ui.issued_on.refuse(tr("The date is missing."))
            self.ui.issued_on.line.setFocus()
            return None
        if self._row is not None:
            return PermitEdit(request_id=self.request_id, permit_id=self._row.id, issued_on=day,
                              supervised_account_id=self.ui.account.key(), seen=self.seen)  # fmt: skip
        return NewPermit(
            request_id=self.request_id, number=self.ui.number.text(), issued_on=day,
            account_id=self.ui.account.key(), unit_ids=self.ui.buildings.unit_ids(),
        )  # fmt: skip
