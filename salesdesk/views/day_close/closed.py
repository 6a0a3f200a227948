"""The business days that were closed: each with its seal, its sheet, and the check that nothing was changed since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.money import format_yuan
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.services.day_close import ClosedDay
from salesdesk.services.seals import Finding, Verdict
from salesdesk.views.day_close.seal_figures import SealFigures
from salesdesk.views.day_close.verifying import VerifyPart
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import PrimaryButton
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.panel import Part, SidePanel
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Line, SectionTitle, Sheet
from salesdesk.views.kit.sheet_table import SheetTable


class ClosedView(QWidget):
    """Signals:
    sheet_wanted: of a `ClosedDay`.
    write_again: the seal that could not be written to this PC's file.
    """

    sheet_wanted = Signal(object)
    write_again = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.table = SheetTable(RowsModel(_COLUMNS, lambda row: row.close.seal.id))
        self.table.setSelectionMode(SheetTable.SelectionMode.SingleSelection)
        self.table.setAccessibleName(tr("Closed days"))
        self.table.set_empty(tr("No business day was closed here yet."))
        self.findings_head = SectionTitle(tr("Findings"), size="base")
        self.findings = SheetTable(RowsModel(_FINDINGS, lambda row: row[0]), dense=True)
        self.findings.setAccessibleName(tr("Findings"))
        self.found = QWidget()
        self.side = SealSide(desk)
        self.table.row_chosen.connect(self.side.show_close)
        self.table.row_activated.connect(self.sheet_wanted)
        self.side.go.clicked.connect(self._want_sheet)
        self.side.written.link_activated.connect(self.write_again)
        self.side.verify.judged.connect(self._judge)
        self._lay_out()

    def _lay_out(self) -> None:
        below = QVBoxLayout(self.found)
        below.setContentsMargins(0, 10, 0, 0)
        below.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.findings_head)
        below.addWidget(Line())
        below.addLayout(head)
        below.addWidget(self.findings)
        reveal(self.found, False)
        sheet = Sheet("surface")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 3)
        column.addWidget(self.found, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(sheet, 1)
        row.addWidget(self.side)

    def show_days(self, days: Sequence[ClosedDay]) -> None:
        self.table.set_rows(list(days))
        if days and self.table.current_row() is None:
            self.table.select_key(days[0].close.seal.id)
        self.side.show_close(self.table.current_row())

    def select(self, seal_id: int) -> None:
        """The close with this seal."""
        self.table.select_key(seal_id)

    def take_cursor(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_sheet(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.sheet_wanted.emit(row)

    def _judge(self, verdict: Verdict | None) -> None:
        findings = list(enumerate(verdict.findings, 1)) if verdict is not None else []
        self.findings.set_rows(findings)
        self.findings_head.set_note(trn("{count} finding", "{count} findings", len(findings)).format(
            count=f"{len(findings):,}"))  # fmt: skip
        reveal(self.found, bool(findings))


class SealSide(SidePanel):
    """One seal, whole; where it was written to; the check of all of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.title = Label("", "section", medium=True)
        self.head.addWidget(self.title)
        seal = Part(tr("Seal"))
        self.figures = SealFigures()
        seal.add(self.figures)
        seal.column.addSpacing(6)
        nouns = {"day": tr("Business day"), "when": tr("Closed at"), "by": tr("By"), "entries": tr("Entries"),
                 "net": tr("Net received"), "rows": tr("Records sealed")}  # fmt: skip
        self.lines = {key: ValueLine(noun) for key, noun in nouns.items()}
        for line in self.lines.values():
            seal.add(line)
        self.written = Banner("done")
        seal.add(self.written)
        self.add_part(seal)
        self.verify = VerifyPart(desk)
        self.add_part(self.verify)
        self.go = PrimaryButton(tr("Day sheet"), "Ctrl P")
        self.foot.addWidget(self.go)
        self._noted: tuple[int, str, Refusal | None] | None = None
        self._shown = 0
        self.show_close(None)

    def show_close(self, row: ClosedDay | None) -> None:
        self._shown = row.close.seal.id if row is not None else 0
        self.go.set_refusal(tr("No business day was closed here yet.") if row is None else None)
        for widget in (self.figures, *self.lines.values()):
            reveal(widget, row is not None)
        if row is None:
            self.title.setText(tr("No seal yet"))
        else:
            close = row.close
            self.title.setText(tr("Seal {number}").format(number=close.seal.number))
            self.figures.show_seal(close.seal.number, close.seal.sha256)
            for key, value in (
                ("day", close.seal.day.isoformat()),
                ("when", f"{close.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"),
                ("by", close.by),
                ("entries", f"{row.entries:,}"),
                ("net", format_yuan(row.net_fen)),
                ("rows", f"{close.seal.rows:,}"),
            ):
                self.lines[key].set_value(value)
        self._tell_noted()

    def noted(self, seal_id: int, path: str, refusal: Refusal | None) -> None:
        """Whether the seal that was just made could be written outside the database."""
        self._noted = (seal_id, path, refusal)
        self._tell_noted()

    def _tell_noted(self) -> None:
        if self._noted is None or self._noted[0] != self._shown:
            self.written.clear()
            return
        _, path, refusal = self._noted
        if refusal is None:
            self.written.set_text(tr("Written to {file}").format(file=path), kind="done")
        else:
            self.written.set_text("", str(refusal) + " ", tr("Write again"), kind="danger")

    def forget(self) -> None:
        self._noted = None
        self.verify.forget()


def _days(row: ClosedDay) -> str:
    """Since when, where more than one business day was closed at once."""
    day = row.close.seal.day
    since = row.after + timedelta(days=1) if row.after is not None else day
    return tr("since {day}").format(day=f"{since:%m-%d}") if since != day else ""


def _first_figures(row: ClosedDay) -> str:
    return f"{row.close.seal.sha256[:4]} {row.close.seal.sha256[4:8]} …"


_COLUMNS = (
    TableColumn(key="number", title=mark("Seal"), text=lambda row: str(row.close.seal.number), width=64,
                sort=lambda row: row.close.seal.number),
    TableColumn(key="day", title=mark("Business day"), text=lambda row: row.close.seal.day.isoformat(), width=164,
                medium=True, note=_days),
    TableColumn(key="when", title=mark("Closed at"), width=136, tone="ink_2",
                text=lambda row: f"{row.close.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"),
    TableColumn(key="by", title=mark("By"), text=lambda row: row.close.by, width=90, stretch=True),
    TableColumn(key="entries", title=mark("Entries"), text=lambda row: f"{row.entries:,}", width=70, align="right",
                export=lambda row: row.entries),
    TableColumn(key="net", title=mark("Net received"), text=lambda row: format_yuan(row.net_fen), width=140,
                align="right", export=lambda row: row.net_fen,
                tone=lambda row: "danger" if row.net_fen < 0 else "ink"),
    TableColumn(key="seal", title=mark("Begins with"), text=_first_figures, width=120, tone="ink_2", sortable=False),
)  # fmt: skip
_FINDINGS = (
    TableColumn(key="place", text=lambda row: str(row[0]), width=48, align="right", tone="ink_3", sortable=False),
    TableColumn(key="what", title=mark("What does not agree"), text=lambda row: _sentence(row[1]), width=300,
                stretch=True, tone="danger", sortable=False),
)  # fmt: skip


def _sentence(finding: Finding) -> str:
    return finding.sentence
