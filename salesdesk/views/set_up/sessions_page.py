"""The server from the administrator's chair: when a backup was last proved, who is signed in, who holds others up."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.office_time import minute
from salesdesk.domain.permissions import Permission
from salesdesk.services.backup_proofs import Proofs, proofs
from salesdesk.services.sessions import AtDesk, EndSession, end_session, sessions
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.page import SetUpPage
from salesdesk.views.set_up.words import NOTHING


class SessionsPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._chosen: AtDesk | None = None
        self.again = self.action(Button(tr("Look again"), "F5"), Permission.PEOPLE_WRITE)
        self.again.clicked.connect(self.load)
        self.end = self.action(Button(tr("End the session"), "Ctrl D"), Permission.PEOPLE_WRITE)
        self.end.clicked.connect(self.end_chosen)
        self.backup = Label("", wrap=True)
        self.table = _table()
        self.table.row_chosen.connect(self._choose)
        sheet = Sheet("surface")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        about = QVBoxLayout()
        about.setContentsMargins(16, 12, 16, 12)
        about.addWidget(self.backup)
        column.addLayout(about)
        column.addWidget(self.table, 1)
        self.body.addWidget(sheet)
        self._choose(None)

    def key_hints(self) -> list[tuple[str, str]]:
        return [("F5", tr("Look again")), ("Ctrl D", tr("End the session"))]

    def load(self) -> None:
        self.desk.ask(self, proofs, done=self._show_backup)
        self.desk.ask(self, sessions, done=self._show)

    def _show_backup(self, found: Proofs) -> None:
        self.backup.setText(backup_words(found))

    def _show(self, rows: list[AtDesk]) -> None:
        self.table.set_rows(rows)
        here = next((row for row in rows if self._chosen and _key(row) == _key(self._chosen)), None)
        if here is not None:
            self.table.select_key(_key(here))
        self._choose(here)

    def _choose(self, row: AtDesk | None) -> None:
        self._chosen = row
        self.end.set_refusal(tr("No session is chosen.") if row is None else None)

    def end_chosen(self) -> None:
        """Ends the session that is chosen; what it had not saved is undone."""
        if self._chosen is None:
            return
        one = self._chosen.session
        form = EndSession(pid=one.pid, since=one.since)
        self.desk.perform(self, end_session, form, lambda _: self._ended(one.name), self._refused)

    def _ended(self, name: str) -> None:
        messages.say(tr("The session of {name} is ended.").format(name=name))
        self._choose(None)
        self.load()

    def _refused(self, refusal: Refusal) -> None:
        messages.refuse(str(refusal))
        self.load()


def backup_words(found: Proofs) -> str:
    """When a backup was last proved, and that a later drill failed, where one did."""
    if found.failed is not None:
        words = tr("The restore drill of {at} FAILED: {summary}")
        return words.format(at=minute(found.failed.proved_at), summary=found.failed.summary)
    if found.proved is None:
        return tr("No backup was ever proved. `salesdesk restore-drill` proves one.")
    words = tr("Last proved backup: {name} of {taken}, drilled {at}")
    return words.format(
        name=found.proved.backup, taken=minute(found.proved.taken_at), at=minute(found.proved.proved_at)
    )


def _key(row: AtDesk) -> tuple[int, object]:
    return row.session.pid, row.session.since


def _table() -> SheetTable:
    columns = (
        TableColumn(key="name", title=mark("Full name"), text=lambda row: row.session.name, width=140,
                    medium=lambda row: row.session.holds_up > 0),
        TableColumn(key="desks", title=mark("Desks"), text=lambda row: str(row.desks or NOTHING), width=80,
                    tone=lambda row: "warn" if row.desks > 1 else "ink_2"),
        TableColumn(key="place", title=mark("Network address"), text=lambda row: row.session.place or NOTHING,
                    width=160, tone="ink_2"),
        TableColumn(key="since", title=mark("Signed in"), text=lambda row: minute(row.session.since), width=150),
        TableColumn(key="busy", title=mark("At work since"), width=150, text=_busy),
        TableColumn(key="holds", title=mark("Holds up"), text=_holds, width=160, stretch=True,
                    tone=lambda row: "danger" if row.session.holds_up else "ink_3"),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=_key))
    table.set_empty(tr("An office on one PC has no sessions to look after."))
    return table


def _busy(row: AtDesk) -> str:
    return minute(row.session.busy_since) if row.session.busy_since else NOTHING


def _holds(row: AtDesk) -> str:
    count = row.session.holds_up
    return trn("{n} other waits", "{n} others wait", count).format(n=count) if count else NOTHING
