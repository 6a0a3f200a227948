"""Dialogs of a project: opening one, a receiving account, a presale permit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.services.projects import NewAccount, NewPermit, NewProject, add_account, add_permit, open_new_project
from salesdesk.services.rows import ProjectHead
from salesdesk.services.set_up import PermitList
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_new_account import Ui_NewAccount
from salesdesk.views.forms.ui_new_permit import Ui_NewPermit
from salesdesk.views.forms.ui_new_project import Ui_NewProject
from salesdesk.views.kit.reveal import reveal
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


class AccountDialog(ActionDialog):
    """A bank account that money is received on; presale money belongs on the supervised one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_NewAccount()
        self.ui.setupUi(self)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"name": self.ui.name, "number": self.ui.number})
        self.ui.supervised.setChecked(True)
        self.ui.name.set_text(tr("Supervised account"))
        self.ui.bank.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_account

    def form(self) -> NewAccount | None:
        bank = typed(self.ui.bank, tr("The bank is missing."))
        if bank is None:
            return None
        return NewAccount(
            request_id=self.request_id, name=self.ui.name.text(), bank=bank, number=self.ui.number.text(),
            supervised=self.ui.supervised.isChecked(),
        )  # fmt: skip


class PermitDialog(ActionDialog):
    """A presale permit for the units of some buildings that have none yet."""

    def __init__(self, desk: Desk, listed: PermitList, today: date, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_NewPermit()
        self.ui.setupUi(self)
        self.wire(self.ui.go, self.ui.back, self.ui.banner,
                  {"number": self.ui.number, "issued_on": self.ui.issued_on})  # fmt: skip
        self.ui.issued_on.house_today = today
        self.ui.issued_on.last = today
        accounts = [(row.id, f"{row.name}　{row.bank} {row.number}") for row in listed.accounts if row.supervised]
        self.ui.account.set_items(accounts)
        self.ui.account.set_key(accounts[0][0] if accounts else None)
        self.ui.buildings.show_buildings(listed.without)
        self.ui.buildings.changed.connect(self._bar_nothing)
        self._bar_nothing()
        self.ui.number.line.setFocus()

    def _bar_nothing(self) -> None:
        nothing = not self.ui.buildings.unit_ids()
        self.bar(tr("No unit is chosen.") if nothing else None)

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_permit

    def form(self) -> NewPermit | None:
        if not self.ui.issued_on.check():
            return None
        day = self.ui.issued_on.value()
        if day is None:
            self.ui.issued_on.refuse(tr("The date is missing."))
            self.ui.issued_on.line.setFocus()
            return None
        return NewPermit(
            request_id=self.request_id, number=self.ui.number.text(), issued_on=day,
            account_id=self.ui.account.key(), unit_ids=self.ui.buildings.unit_ids(),
        )  # fmt: skip
