"""The entries of an account as rows: number, time, what for, how, how much, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import ENTRY_WORDS, EntryKind
from salesdesk.domain.office_time import short_minute
from salesdesk.services.rows import Entry
from salesdesk.views.cashier.payable import item_name
from salesdesk.views.cashier.wording import method_words
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.kit.tags import Tone


def entry_state(entry: Entry) -> tuple[str, Tone]:
    """A word about an entry: void, reversed, printed how often, a refund or reversal."""
    if entry.voided:
        return tr("Void"), "danger"
    if entry.reversed_by is not None:
        return tr("Reversed"), "danger"
    if entry.kind is not EntryKind.RECEIPT:
        return tr(ENTRY_WORDS[entry.kind]), "warn"
    if entry.prints > 1:
        return tr("Printed {count}×").format(count=entry.prints), "plain"
    return (tr("Printed"), "plain") if entry.prints else (tr("Not printed"), "accent")


def entry_items(entry: Entry) -> str:
    return "、".join(line.name or item_name(line.item) for line in entry.lines)


def entry_time(entry: Entry) -> str:
    return short_minute(entry.created_at)


def entry_tone(entry: Entry) -> str:
    """Void and reversed recede, money that goes out is red."""
    if entry.voided or entry.reversed_by is not None:
        return "ink_off"
    return "danger" if entry.total_fen < 0 else "ink"


class ReceiptsTable(SheetTable):
    """The entries of an order's account, newest first."""

    def __init__(self) -> None:
        columns = (
            TableColumn(key="number", title=mark("Receipt number"), text=lambda e: e.number, width=118,
                        tone=entry_tone),
            TableColumn(key="when", title=mark("Taken at"), text=entry_time, width=96, tone="ink_2"),
            TableColumn(key="items", title=mark("Paid for"), text=entry_items, width=90, stretch=True,
                        tone=entry_tone),
            TableColumn(key="method", title=mark("Method"), text=lambda e: method_words(e.tenders), width=84,
                        tone="ink_2"),
            TableColumn(key="sum", title=mark("Sum"), text=lambda e: format_yuan(e.total_fen), width=108, align="right",
                        tone=entry_tone),
            TableColumn(key="state", width=76, align="right", tag=entry_state),
        )  # fmt: skip
        super().__init__(RowsModel(columns, lambda e: e.id), fit=True)
        self.horizontalHeader().hide()
        self.setSelectionMode(SheetTable.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Receipts of this order"))

    def _rows_changed(self) -> None:
        super()._rows_changed()
        # The head is hidden, so its height is not needed.
        self.setFixedHeight(self.rows.rowCount() * self.verticalHeader().defaultSectionSize())
