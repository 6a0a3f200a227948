"""What a business day holds: sums by method, the numbers that the books gave, prints, and every entry."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.money import format_yuan
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.services.day_close import DayFigures, Numbers
from salesdesk.services.rows import Entry
from salesdesk.views.cashier.drawer_panel import MethodLine, method_lines, method_tone
from salesdesk.views.cashier.receipts_table import entry_items, entry_tone
from salesdesk.views.cashier.wording import method_words
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.kit.tags import Tone

_LEAST_LIST = 150


@dataclass(frozen=True)
class _Listed:
    """An entry of the list with how often it was printed by then."""

    entry: Entry
    prints: int
    with_day: bool


def _state(row: _Listed) -> tuple[str, Tone] | None:
    if row.entry.voided:
        return tr("Void"), "danger"
    if not row.prints:
        return tr("Not printed"), "accent"
    return (tr("Printed {count}×").format(count=row.prints), "plain") if row.prints > 1 else None


def _when(row: _Listed) -> str:
    return row.entry.created_at.astimezone(SHANGHAI).strftime("%m-%d %H:%M" if row.with_day else "%H:%M")


class DayTables(QWidget):
    """The figures of a business day above, its entries below; the entries scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.methods = SheetTable(RowsModel(_METHODS, lambda line: line.key), dense=True, fit=True)
        self.numbers = SheetTable(RowsModel(_NUMBERS, lambda numbers: numbers.first), dense=True, fit=True)
        self.entries = SheetTable(RowsModel(_ENTRIES, lambda row: row.entry.id), dense=True)
        self.prints = Label("", "small", "ink_2", wrap=True)
        self.list_head = SectionTitle(tr("Entries of the day"))
        for table, name in (
            (self.methods, tr("By method")),
            (self.numbers, tr("Numbers given")),
            (self.entries, tr("Entries of the day")),
        ):
            table.setAccessibleName(name)
            table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            table.setSelectionMode(SheetTable.SelectionMode.SingleSelection)
        self.entries.setMinimumHeight(_LEAST_LIST)
        self.entries.set_empty(tr("Nothing was taken on this day."), tr("It can be closed all the same."))
        self._lay_out()

    def _lay_out(self) -> None:
        above = QGridLayout()
        above.setContentsMargins(0, 0, 0, 0)
        above.setHorizontalSpacing(24)
        above.setVerticalSpacing(6)
        above.addWidget(SectionTitle(tr("By method"), size="base"), 0, 0)
        above.addWidget(SectionTitle(tr("Numbers given"), size="base"), 0, 1)
        above.addWidget(self.methods, 1, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.numbers)
        beside.addWidget(self.prints)
        beside.addStretch(1)
        above.addLayout(beside, 1, 1)
        above.setColumnStretch(0, 5)
        above.setColumnStretch(1, 6)
        head = QHBoxLayout()
        head.addWidget(self.list_head)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 0)
        column.setSpacing(6)
        column.addLayout(above)
        column.addSpacing(12)
        column.addLayout(head)
        column.addWidget(self.entries, 1)

    def show_figures(self, day: DayFigures, *, closed_before: bool) -> None:
        lines = method_lines(day.lines)
        self.methods.set_rows(lines)
        total = MethodLine("total", tr("Net received"), sum(line.count for line in lines), day.net_fen)
        self.methods.set_total(total if lines else None)
        self.numbers.set_rows(day.numbers)
        self.prints.setText(_printed(day, closed_before))
        several = day.first != day.last
        rows = [_Listed(entry, day.printed.get(entry.id, 0), several) for entry in day.entries]
        self.entries.set_rows(rows[::-1])
        count = trn("{count} entry", "{count} entries", len(rows)).format(count=f"{len(rows):,}")
        void = tr("{count} of them void").format(count=day.voided) if day.voided else ""
        self.list_head.set_note("　".join(part for part in (count, void) if part))


def _printed(day: DayFigures, closed_before: bool) -> str:
    """``上次日结以来打印 14 次，其中重打 2 次。1 笔还没打印。`` Prints of earlier days' receipts count among them."""
    sentence = (
        tr("Printed {count} times since the last close, {again} of them again.")
        if closed_before
        else tr("Printed {count} times so far, {again} of them again.")
    )
    return sentence.format(count=day.prints, again=day.reprints) + never_printed(day)


def never_printed(day: DayFigures) -> str:
    """How many entries were never printed; empty when all were."""
    left = trn(" {count} entry was never printed.", " {count} entries were never printed.", day.unprinted)
    return left.format(count=day.unprinted) if day.unprinted else ""


def _book(numbers: Numbers) -> str:
    return tr("Refunds") if numbers.refunds else tr("Receipts")


_METHODS = (
    TableColumn(key="method", title=mark("Method"), text=lambda line: line.words, width=90, stretch=True,
                sortable=False),
    TableColumn(key="count", title=mark("Entries"), text=lambda line: f"{line.count:,}", width=56, align="right",
                tone="ink_2", sortable=False),
    TableColumn(key="sum", title=mark("Sum"), text=lambda line: format_yuan(line.amount_fen), width=126,
                align="right", tone=method_tone, sortable=False),
)  # fmt: skip
_NUMBERS = (
    TableColumn(key="book", title=mark("Book"), text=_book, width=60, sortable=False),
    TableColumn(key="first", title=mark("From"), text=lambda n: n.first, width=104, stretch=True, sortable=False),
    TableColumn(key="last", title=mark("To"), text=lambda n: n.last, width=104, sortable=False),
    TableColumn(key="count", title=mark("Given"), text=lambda n: f"{n.count:,}", width=48, align="right",
                sortable=False),
    TableColumn(key="missing", title=mark("Missing"), text=lambda n: f"{n.missing:,}", width=48, align="right",
                tone=lambda n: "danger" if n.missing else "ok", sortable=False),
    TableColumn(key="void", title=mark("Void"), text=lambda n: f"{n.voided:,}", width=50, align="right",
                sortable=False),
)  # fmt: skip
_ENTRIES = (
    TableColumn(key="number", title=mark("Receipt number"), text=lambda row: row.entry.number, width=118,
                tone=lambda row: entry_tone(row.entry)),
    TableColumn(key="when", title=mark("Taken at"), text=_when, width=92, tone="ink_2",
                sort=lambda row: row.entry.created_at),
    TableColumn(key="unit", title=mark("Unit"), text=lambda row: row.entry.unit_label, width=84),
    TableColumn(key="payer", title=mark("Payer"), text=lambda row: row.entry.payer, width=90, stretch=True),
    TableColumn(key="items", title=mark("Paid for"), text=lambda row: entry_items(row.entry), width=100),
    TableColumn(key="method", title=mark("Method"), text=lambda row: method_words(row.entry.tenders), width=84,
                tone="ink_2"),
    TableColumn(key="sum", title=mark("Sum"), text=lambda row: format_yuan(row.entry.total_fen),
                export=lambda row: row.entry.total_fen, width=112, align="right",
                tone=lambda row: entry_tone(row.entry)),
    TableColumn(key="state", width=76, align="right", tag=_state, sortable=False),
)  # fmt: skip
