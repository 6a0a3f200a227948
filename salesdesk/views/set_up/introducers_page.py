"""Agencies and referrers that bring customers: who they are, and whether orders may name them."""

from __future__ import annotations

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import Permission
from salesdesk.services.introducers import IntroducerSwitch, introducers, switch_introducer
from salesdesk.services.rows import IntroducerRow
from salesdesk.views.deal.introducer import KIND_WORDS
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.introducer_dialog import IntroducerDialog
from salesdesk.views.set_up.page import SetUpPage, why_not_permitted


class IntroducersPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._row: IntroducerRow | None = None
        self.new = self.action(Button(tr("New one"), "Ctrl N", icon="plus"), Permission.SCHEME_WRITE)
        self.new.clicked.connect(self.open_new)
        self.change = self.action(Button(tr("Edit"), "Ctrl E"))
        self.change.clicked.connect(self.open_change)
        self.switch = self.action(Button(tr("Switch off"), "Ctrl D"))
        self.switch.clicked.connect(self.toggle)
        self.table = _table()
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(lambda _: self.change.press())
        self.body.addWidget(self.table)
        self._choose(None)

    def key_hints(self) -> list[tuple[str, str]]:
        return [("Ctrl N", tr("New one")), ("Ctrl E", tr("Edit")), ("Ctrl D", tr("Switch on or off"))]

    def load(self) -> None:
        self.desk.ask(self, introducers, done=self._show)

    def _show(self, rows: list[IntroducerRow]) -> None:
        self.table.set_rows(rows)
        here = next((row for row in rows if self._row is not None and row.id == self._row.id), None)
        if here is None and rows:
            here = rows[0]
            self.table.select_key(here.id)
        self._choose(here)

    def _choose(self, row: IntroducerRow | None) -> None:
        self._row = row
        reason = why_not_permitted(self.desk, Permission.SCHEME_WRITE) or (
            tr("Nothing is chosen.") if not row else None
        )
        self.change.set_refusal(reason)
        self.switch.set_refusal(reason)
        self.switch.set_text(tr("Switch off") if row is None or row.active else tr("Switch on"))

    def open_new(self) -> IntroducerDialog:
        """The dialog of a new one."""
        return self._opened(IntroducerDialog(self.desk, self))

    def open_change(self) -> IntroducerDialog | None:
        """The dialog of the chosen one."""
        if self._row is None:
            return None
        dialog = IntroducerDialog(self.desk, self)
        dialog.fill(self._row)
        return self._opened(dialog)

    def _opened(self, dialog: IntroducerDialog) -> IntroducerDialog:
        dialog.carried_out.connect(lambda _: self.load())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def toggle(self) -> None:
        """Lets orders name the chosen one, or no longer."""
        if self._row is not None:
            form = IntroducerSwitch(introducer_id=self._row.id, active=not self._row.active)
            self.desk.perform(self, switch_introducer, form, self._switched, messages.refuse)

    def _switched(self, active: bool) -> None:
        words = tr("Orders may name it again.") if active else tr("No order names it any more; those that do keep it.")
        messages.say(words)
        self.load()


def _table() -> SheetTable:
    columns = (
        TableColumn(key="name", title=mark("Name"), text=lambda row: row.name, width=220, stretch=True,
                    medium=lambda row: row.active, tone=lambda row: "ink" if row.active else "ink_3"),
        TableColumn(key="kind", title=mark("Agency or referrer"), text=lambda row: tr(KIND_WORDS[row.kind]), width=120,
                    tone="ink_2"),
        TableColumn(key="contact", title=mark("Telephone or contact"), text=lambda row: row.contact, width=240),
        TableColumn(key="by", title=mark("Entered by"), text=lambda row: row.by, width=100, tone="ink_2"),
        TableColumn(key="state", title="", tag=lambda row: None if row.active else (tr("switched off"), "plain"),
                    width=100, sortable=False),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.id))
    table.set_empty(tr("No agency or referrer yet"), tr("Ctrl N adds one; a subscription may then name it."))
    return table
