"""The parts of the commission screen: the table by person, agency and referrer, and the working of a figure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.commission import SchemeFor
from salesdesk.domain.commission_deals import Earner
from salesdesk.domain.commission_working import Line
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.money import format_yuan
from salesdesk.services.commissions import CommissionRow
from salesdesk.views.deal.introducer import KIND_WORDS
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.kit.panel import Part, SidePanel
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.rows import GroupRow, RowsModel, TableColumn
from salesdesk.views.kit.section import Line as Rule
from salesdesk.views.kit.sheet_table import SheetTable


def _figure_tone(row: CommissionRow) -> str:
    return "danger" if row.figure_fen < 0 else "ink" if row.figure_fen else "ink_3"


def _forgone(row: CommissionRow) -> str:
    """What waits for the manager's reason."""
    return tr("too few follow-ups, {sum}").format(sum=format_yuan(row.forgone_fen))


COLUMNS = (
    TableColumn(key="unit", title=mark("Unit"), text=lambda row: row.label, width=110, medium=True),
    TableColumn(key="customer", title=mark("Customer"), text=lambda row: row.customer, width=120, stretch=True,
                tag=lambda row: (_forgone(row), "warn") if row.forgone_fen else None),
    TableColumn(key="earned", title=mark("Earned up to now"), text=lambda row: format_yuan(row.earned_fen), width=136,
                align="right", export=lambda row: row.earned_fen),
    TableColumn(key="given", title=mark("Given before"), width=136, align="right", tone="ink_2",
                text=lambda row: format_yuan(row.given_fen) if row.given_fen else "—",
                export=lambda row: row.given_fen),
    TableColumn(key="figure", title=mark("Figure"), text=lambda row: format_yuan(row.figure_fen), width=136,
                align="right", tone=_figure_tone, medium=True, export=lambda row: row.figure_fen),
)  # fmt: skip


def sheet_table() -> SheetTable:
    return SheetTable(RowsModel(COLUMNS, lambda row: row.key))


def grouped(rows: Sequence[CommissionRow]) -> list[CommissionRow | GroupRow]:
    """The rows under each person, agency and referrer, with how many deals there are and what they come to."""
    found = list[CommissionRow | GroupRow]()
    for (earner, name, kind), group in groupby(rows, key=lambda row: (row.earner, row.name, row.kind)):
        mine = list(group)
        count = trn("{n} deal", "{n} deals", len(mine)).format(n=len(mine))
        total = format_yuan(sum(row.figure_fen for row in mine))
        words = name if kind is SchemeFor.CONSULTANT else f"{name}　{tr(KIND_WORDS[kind])}"
        found += [GroupRow(earner, words, f"{count}　{total}"), *mine]
    return found


def total_row(rows: Sequence[CommissionRow]) -> CommissionRow | None:
    """The sum of everything shown."""
    if not rows:
        return None
    earned, given = sum(row.earned_fen for row in rows), sum(row.given_fen for row in rows)
    figure = sum(row.figure_fen for row in rows)
    nobody = Earner(False, 0)
    return CommissionRow(nobody, "", SchemeFor.CONSULTANT, 0, tr("Together"), "", earned, given, figure, ())


class WorkingPanel(SidePanel):
    """How a figure came about, line by line; below, what the manager may do about it."""

    def __init__(self) -> None:
        super().__init__(wide=True)
        self.title = Label("", "section", medium=True, elide=True)
        self.about = Label("", "small", "ink_2", elide=True)
        self.head.addWidget(self.title)
        self.head.addWidget(self.about)
        self.waive = Button(tr("Let it count…"), "F8", tall=True)
        self.open = Button(tr("Open the order"), "Ctrl O", tall=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.waive)
        row.addWidget(self.open)
        row.addStretch(1)
        self.foot.addLayout(row)
        self.lines: tuple[Line, ...] = ()
        self.show_row(None)

    def show_row(self, row: CommissionRow | None) -> None:
        """The working of a figure; nothing is chosen where it is None."""
        self.title.setText(f"{row.name}　{row.label}" if row else tr("No figure chosen"))
        self.about.setText(row.customer if row else tr("Choose one on the left: its working stands here."))
        self.lines = row.lines if row else ()
        self.open.set_refusal(None if row else tr("Choose a figure first."))
        reveal(self.waive, row is not None and row.forgone_fen > 0)
        self.clear_parts()
        part = Part()
        part.add(working_widget(self.lines))
        self.add_part(part)


def working_widget(lines: Sequence[Line], told_apart: int = 3) -> QWidget:
    """The lines of a working under each other; the last few, what the month makes of it, below a rule."""
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for place, line in enumerate(lines):
        last = place == len(lines) - 1
        if place == len(lines) - told_apart:
            column.addWidget(Rule())
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(str(line), "base" if last else "small", "ink" if last else "ink_2", wrap=True), 1)
        if line.amount_fen is not None:
            tone = "danger" if line.amount_fen < 0 else "ink"
            row.addWidget(Label(format_yuan(line.amount_fen), "base", tone, medium=last, align=RIGHT))
        column.addLayout(row)
    return widget
