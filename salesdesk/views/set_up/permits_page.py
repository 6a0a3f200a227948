"""Presale permits with their units, and the accounts that money is received on."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import Permission
from salesdesk.services.rows import AccountRow, PermitRow
from salesdesk.services.set_up import PermitList, permit_list, today
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import SectionTitle, Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.page import SetUpPage, why_not_permitted
from salesdesk.views.set_up.project_dialogs import AccountDialog, PermitDialog
from salesdesk.views.set_up.words import NOTHING


class PermitsPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._listed: PermitList | None = None
        self._today = date.today()
        self.new_account = self.action(Button(tr("New account"), "Ctrl B", icon="plus"), Permission.PROJECT_WRITE)
        self.new_permit = self.action(Button(tr("New permit"), "Ctrl N", icon="plus"), Permission.PROJECT_WRITE)
        self.new_permit.clicked.connect(self.open_permit)
        self.new_account.clicked.connect(self.open_account)
        self.change = self.action(Button(tr("Edit"), "Ctrl E"), Permission.PROJECT_WRITE)
        self.change.clicked.connect(self.open_change)
        self._chosen: PermitRow | AccountRow | None = None
        self.warning = Banner("warning")
        self.permits, self.accounts = _permits_table(), _accounts_table()
        self.permits.row_chosen.connect(lambda row: self._choose(row[0]))
        self.accounts.row_chosen.connect(self._choose)
        for table in (self.permits, self.accounts):
            table.row_activated.connect(lambda _: self.change.press())
        self._choose(None)
        sheet = Sheet("surface")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(16, 14, 16, 24)
        column.setSpacing(6)
        column.addWidget(self.warning)
        self.permits_head = SectionTitle(tr("Presale permits"))
        column.addWidget(self.permits_head)
        column.addWidget(self.permits)
        column.addSpacing(24)
        column.addWidget(
            SectionTitle(tr("Receiving accounts"), note=tr("Price money of presold homes goes to the supervised one"))
        )
        column.addWidget(self.accounts)
        column.addStretch(1)
        self.body.addWidget(scrolling(sheet))

    def key_hints(self) -> list[tuple[str, str]]:
        return [("Ctrl N", tr("New permit")), ("Ctrl B", tr("New account")), ("Ctrl E", tr("Edit"))]

    def load(self) -> None:
        self.desk.ask(self, today, done=self._know_day)
        self.desk.ask(self, permit_list, done=self._show)

    def _know_day(self, day: date) -> None:
        self._today = day

    def _show(self, listed: PermitList) -> None:
        self._listed = listed
        self.permits.set_rows(listed.permits)
        self.accounts.set_rows(listed.accounts)
        without = sum(len(ids) for ids in listed.without.values())
        self.permits_head.set_note(tr("{n} units stand on no permit").format(n=f"{without:,}") if without else "")
        supervised = any(row.supervised for row in listed.accounts)
        self.warning.set_text(
            "" if supervised else tr("No supervised account"),
            "" if supervised else tr("Price money of presold homes has to go to one."),
        )

    def _choose(self, row: PermitRow | AccountRow | None) -> None:
        """What `change` is about: the row that was gone to last, in whichever of the two tables."""
        self._chosen = row
        reason = why_not_permitted(self.desk, Permission.PROJECT_WRITE)
        self.change.set_refusal(reason or (tr("No permit or account is chosen.") if row is None else None))

    def open_change(self) -> PermitDialog | AccountDialog | None:
        """The dialog of the permit or account that is chosen, as it stands now."""
        row, listed = self._chosen, self._listed
        if row is None or listed is None:
            return None
        dialog: PermitDialog | AccountDialog
        if isinstance(row, AccountRow):
            dialog = AccountDialog(self.desk, self)
            dialog.fill(next(one for one in listed.accounts if one.id == row.id))
        else:
            dialog = PermitDialog(self.desk, listed, self._today, self)
            dialog.fill(next(one for one, _ in listed.permits if one.id == row.id))
        dialog.finished.connect(lambda _: self.load())
        dialog.open()
        return dialog

    def open_permit(self) -> PermitDialog | None:
        """The dialog for a new permit; None while the list is not there yet."""
        if self._listed is None:
            return None
        dialog = PermitDialog(self.desk, self._listed, self._today, self)
        dialog.open()
        return dialog

    def open_account(self) -> AccountDialog:
        dialog = AccountDialog(self.desk, self)
        dialog.carried_out.connect(lambda _: self.load())
        dialog.open()
        return dialog


def _permits_table() -> SheetTable:
    columns = (
        TableColumn(
            key="number",
            title=mark("Permit number"),
            text=lambda row: row[0].number,
            width=240,
            stretch=True,
            medium=True,
        ),
        TableColumn(key="issued", title=mark("Issued on"), text=lambda row: row[0].issued_on.isoformat(), width=120),
        TableColumn(
            key="account",
            title=mark("Supervised account"),
            text=lambda row: row[0].account or NOTHING,
            width=300,
            tone="ink_2",
        ),
        TableColumn(
            key="units",
            title=mark("Units"),
            text=lambda row: f"{row[1]:,}",
            export=lambda row: row[1],
            width=90,
            align="right",
        ),
    )
    table = SheetTable(RowsModel(columns, key=lambda row: row[0].id), fit=True)
    table.set_empty(tr("No permit yet."), tr("Without one nothing is launched and no money taken."))
    return table


def _accounts_table() -> SheetTable:
    columns = (
        TableColumn(key="name", title=mark("Name"), text=lambda row: row.name, width=200, medium=True),
        TableColumn(key="bank", title=mark("Bank"), text=lambda row: row.bank, width=240, stretch=True),
        TableColumn(key="number", title=mark("Account number"), text=lambda row: row.number, width=240),
        TableColumn(key="kind", title="", tag=_kind, width=90, sortable=False),
    )
    table = SheetTable(RowsModel(columns, key=lambda row: row.id), fit=True)
    table.set_empty(tr("No account yet."), tr("Enter the supervised account first."))
    return table


def _kind(row: AccountRow) -> tuple[str, str] | None:
    return (tr("supervised"), "accent") if row.supervised else None
