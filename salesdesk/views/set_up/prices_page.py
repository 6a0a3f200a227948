"""Price list versions: which counts, which awaits signatures and why not yours, what each changed; revising."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.office_time import minute
from salesdesk.domain.permissions import Permission
from salesdesk.services.office import new_request_id
from salesdesk.services.price_lists import (
    PriceVersion,
    Signature,
    VersionState,
    price_versions,
    sign_price_list,
    version_changes,
)
from salesdesk.services.unit_comparison import PriceChange
from salesdesk.views.desk import Desk
from salesdesk.views.imports.tables import Change, changes_table
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.panel import Part, SidePanel
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Line, SectionTitle, Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.page import SetUpPage, form_hints
from salesdesk.views.set_up.revision_form import RevisionForm
from salesdesk.views.set_up.scans_part import ScansPart
from salesdesk.views.set_up.words import NOTHING, time_left

STATE_WORDS: dict[VersionState, tuple[str, str]] = {
    VersionState.WAITING: (mark("awaits signature"), "warn"),
    VersionState.COMING: (mark("signed, not yet effective"), "accent"),
    VersionState.CURRENT: (mark("in force"), "ok"),
    VersionState.SUPERSEDED: (mark("superseded version"), "plain"),
}


_TICK_MS = 30_000


class PricesPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._version: PriceVersion | None = None
        self._request_id = new_request_id()
        self._signing = False
        self.imports = self.action(Button(tr("Import"), "Ctrl I", icon="upload"), Permission.UNIT_WRITE)
        self.imports.clicked.connect(lambda: desk.go.emit("import", {}))
        self.revise = self.action(Button(tr("Revise prices"), "Ctrl N", icon="edit"), Permission.PRICE_WRITE)
        self.revise.clicked.connect(self.open_revision)
        self.versions, self.changes = _versions_table(), changes_table()
        self.versions.row_chosen.connect(self._choose)
        self.changes_head = SectionTitle(tr("Before and after"), size="base")
        self.side = VersionSide()
        self.side.go.clicked.connect(self.sign)
        self.scans = ScansPart(desk)
        self.side.add_part(self.scans)
        self.revision = RevisionForm(desk)
        self.revision.left.connect(self._back)
        self.revision.stored.connect(self._stored)
        self._lay_out()
        self.minutes = QTimer(self, interval=_TICK_MS)
        self.minutes.timeout.connect(self._tick)
        self.minutes.start()

    def _lay_out(self) -> None:
        left = Sheet("surface")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        padded = QVBoxLayout(head)
        padded.setContentsMargins(16, 12, 16, 6)
        padded.addWidget(self.changes_head)
        column.addWidget(self.versions, 2)
        column.addWidget(Line())
        column.addWidget(head)
        column.addWidget(self.changes, 3)
        listed = QWidget()
        row = QHBoxLayout(listed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.side)
        self.leaves = QStackedWidget()
        self.leaves.addWidget(listed)
        self.leaves.addWidget(self.revision)
        self.leaves.currentChanged.connect(lambda _: self.hints_changed.emit())
        self.body.addWidget(self.leaves)

    def key_hints(self) -> list[tuple[str, str]]:
        if self.leaves.currentWidget() is self.revision:
            return form_hints()
        return [("Ctrl N", tr("Revise prices")), ("Ctrl I", tr("Import")), ("Ctrl Enter", tr("Sign off"))]

    def _tick(self) -> None:
        """Once a minute: the countdown goes on, and a version whose time has come counts."""
        version, now = self._version, datetime.now(UTC)
        if version is None or not self.isVisible():
            return
        if version.state is VersionState.COMING and version.row.effective_at <= now:
            self.load()
        else:
            self.side.count_down(version, now)

    def load(self) -> None:
        self.desk.ask(self, price_versions, done=self._show)

    def _show(self, versions: list[PriceVersion]) -> None:
        self.versions.set_rows(versions)
        known = {version.row.id: version for version in versions}
        here = known.get(self._version.row.id) if self._version else None
        if here is None and versions:
            here = versions[0]
            self.versions.select_key(here.row.id)
        self._choose(here)

    def _choose(self, version: PriceVersion | None) -> None:
        if self._version is None or version is None or version.row.id != self._version.row.id:
            self._request_id = new_request_id()
        self._version = version
        self.side.show_version(version)
        self.scans.show_list(version.row.id if version else None)
        if version is None:
            self.changes.set_rows([])
            return
        list_id = version.row.id
        self.desk.ask(self, version_changes, list_id, done=lambda changes: self._show_changes(list_id, changes))

    def _show_changes(self, list_id: int, changes: list[PriceChange]) -> None:
        if self._version is None or self._version.row.id != list_id:
            return
        self.changes.set_rows([Change(place, price) for place, price in enumerate(changes)])
        first = sum(change.before_fen is None for change in changes)
        words = tr("{n} prices, {first} of them first ones")
        self.changes_head.set_note(words.format(n=f"{len(changes):,}", first=f"{first:,}"))

    def sign(self) -> None:
        """Signs the version off, once."""
        if self._version is None or self._signing or not self.side.go.isEnabled():
            return
        self._signing = True
        self.side.go.setEnabled(False)
        form = Signature(request_id=self._request_id, price_list_id=self._version.row.id)
        self.desk.perform(self, sign_price_list, form, self._signed, self._refused)

    def _signed(self, counts: bool) -> None:
        self._signing = False
        self._request_id = new_request_id()
        self.versions.setFocus()  # the button goes, and the cursor would go with it
        messages.say(tr("Signed off; the version counts.") if counts else tr("Signed; another signature is needed."))
        self.load()

    def _refused(self, refusal: Refusal) -> None:
        self._signing = False
        self.side.show_version(self._version)
        self.side.banner.set_text("", str(refusal))

    def open_revision(self) -> None:
        """The form that revises prices, in place of the versions."""
        self.leaves.setCurrentWidget(self.revision)
        self.revision.begin()
        self._show_actions(False)

    def _show_actions(self, shown: bool) -> None:
        for button in (self.imports, self.revise):
            button.setVisible(shown)

    def _back(self) -> None:
        self.leaves.setCurrentIndex(0)
        self._show_actions(True)
        self.versions.setFocus()

    def _stored(self) -> None:
        self._version = None
        self._back()
        self.load()

    def leave(self) -> bool:
        if self.leaves.currentWidget() is not self.revision:
            return False
        self._back()
        return True


class VersionSide(SidePanel):
    """All about one version, and the button that signs it off."""

    def __init__(self) -> None:
        super().__init__()
        self.name = Label("", "section", medium=True, elide=True)
        self.state = Label("", "small", "ink_2")
        self.head.addWidget(self.name)
        self.head.addWidget(self.state)
        part = Part(tr("Version"))
        self.source = ValueLine(tr("Source"))
        self.units = ValueLine(tr("Units"))
        self.effective = ValueLine(tr("Effective from"))
        self.countdown = ValueLine(tr("It counts in"), tone="accent")
        self.author = ValueLine(tr("Entered by"))
        self.signed_at = ValueLine(tr("Signed off"))
        for line in (self.source, self.units, self.effective, self.countdown, self.author, self.signed_at):
            part.add(line)
        self.add_part(part)
        self.signatures = Part(tr("Signatures"))
        self.signers = Label("", wrap=True)
        self.signatures.add(self.signers)
        self.add_part(self.signatures)
        self.banner = Banner("refusal")
        self.go = PrimaryButton(tr("Sign off"), "Ctrl Enter")
        self.foot.addWidget(self.banner)
        self.foot.addWidget(self.go)

    def show_version(self, version: PriceVersion | None) -> None:
        """Shows it; without one there is nothing to sign."""
        self.setVisible(version is not None)
        if version is None:
            return
        row = version.row
        words, _ = STATE_WORDS[version.state]
        self.name.setText(f"V{row.version_no}　{row.name}")
        self.state.setText(tr(words))
        self.source.set_value(row.source or NOTHING)
        self.units.set_value(f"{row.units:,}")
        self.effective.set_value(minute(row.effective_at))
        self.author.set_value(row.created_by_name)
        self.count_down(version, datetime.now(UTC))
        self.signed_at.set_value(minute(row.signed_at) if row.signed_at else NOTHING)
        self.signatures.note.setText(f"{len(row.signatures)} / {version.signatures_needed}")
        self.signers.setText(tr(", ").join(row.signatures) or tr("none yet"))
        self.go.set_text(tr("Sign off V{n}").format(n=row.version_no))
        self.go.set_refusal(str(version.against) if version.against else None)
        waits = version.state is VersionState.WAITING
        self.banner.set_text("", str(version.against) if version.against and waits else "")
        self.go.setVisible(waits)
        self.show_foot(waits)

    def count_down(self, version: PriceVersion, now: datetime) -> None:
        """How long it still takes until the version counts; one that waits for signatures may have to be signed."""
        left = version.row.effective_at - now
        ahead = left.total_seconds() > 0
        reveal(self.countdown, ahead)
        if ahead:
            unsigned = tr(", once signed") if version.state is VersionState.WAITING else ""
            self.countdown.set_value(time_left(left) + unsigned)


def _versions_table() -> SheetTable:
    columns = (
        TableColumn(key="version", title=mark("Version"), text=lambda row: f"V{row.row.version_no}", width=64,
                    medium=True, sort=lambda row: row.row.version_no),
        TableColumn(key="name", title=mark("Name"), text=lambda row: row.row.name, width=200, stretch=True),
        TableColumn(key="state", title=mark("State"), tag=lambda row: _tag(row), width=110,
                    sort=lambda row: row.state.value),
        TableColumn(key="effective", title=mark("Effective from"), text=lambda row: minute(row.row.effective_at),
                    width=140, tone="ink_2"),
        TableColumn(key="author", title=mark("Entered by"), text=lambda row: row.row.created_by_name, width=90),
        TableColumn(key="signers", title=mark("Signed by"), width=130,
                    text=lambda row: tr(", ").join(row.row.signatures) or NOTHING),
        TableColumn(key="units", title=mark("Units"), text=lambda row: f"{row.row.units:,}", width=70, align="right",
                    sort=lambda row: row.row.units),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.row.id))
    table.set_empty(tr("No price list yet."), tr("Import one, or set prices per ㎡."))
    return table


def _tag(row: PriceVersion) -> tuple[str, str]:
    words, tone = STATE_WORDS[row.state]
    return tr(words), tone
