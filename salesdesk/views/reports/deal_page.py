"""The deals behind a line of the overview: their sum beside what the line says. Enter opens the order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.money import format_area, format_yuan
from salesdesk.domain.sales_figures import By, Deals, SaleRow, format_area_sum
from salesdesk.services.figure_words import explain_line
from salesdesk.services.report_sheets import line_name
from salesdesk.services.reports import DealList
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.date_text import short_date
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.reports.wording import NOTHING, decimal, percent


@dataclass(frozen=True)
class DealRow:
    """A deal, or the sum of all (then without ``sale``)."""

    deals: Deals
    sale: SaleRow | None
    today: date

    @property
    def key(self) -> int:
        return self.sale.order_id if self.sale else 0

    @property
    def unit(self) -> str:
        return self.sale.unit if self.sale else tr("In all")

    @property
    def area(self) -> str:
        return format_area(self.deals.area_cm2) if self.sale else format_area_sum(self.deals.area_cm2)

    @property
    def average(self) -> str:
        """The agreed unit price; of the sum, the average."""
        fen = self.sale.unit_price_fen if self.sale else self.deals.average_fen
        return NOTHING if fen is None else decimal(fen, 100, 2)

    @property
    def day(self) -> str:
        return short_date(self.sale.subscribed_on, self.today) if self.sale else ""


COLUMNS = (
    TableColumn(
        key="unit", title=mark("Unit"), text=lambda row: row.unit, width=128, medium=True,
        marks=lambda row: (row.sale.stage.value,) if row.sale else (),
    ),
    TableColumn(key="layout", title=mark("Layout"), text=lambda row: (row.sale.layout or NOTHING) if row.sale else "",
                width=124, stretch=True),
    TableColumn(key="area", title=mark("Area m²"), text=lambda row: row.area, width=88, align="right",
                export=lambda row: row.deals.area_cm2),
    TableColumn(key="buyers", title=mark("Buyers"), text=lambda row: row.sale.buyers if row.sale else "", width=110,
                stretch=True),
    TableColumn(key="day", title=mark("Subscribed on"), text=lambda row: row.day, width=92, align="right",
                export=lambda row: row.sale.subscribed_on if row.sale else None),
    TableColumn(key="list", title=mark("List total"), text=lambda row: format_yuan(row.deals.list_fen),
                width=122, stretch=True, align="right", tone="ink_2", export=lambda row: row.deals.list_fen),
    TableColumn(key="total", title=mark("Agreed total"), text=lambda row: format_yuan(row.deals.total_fen),
                width=122, stretch=True, align="right", export=lambda row: row.deals.total_fen),
    TableColumn(key="average", title=mark("Agreed unit price"), text=lambda row: row.average, width=92, align="right",
                export=lambda row: row.sale.unit_price_fen if row.sale else row.deals.average_fen),
    TableColumn(key="realised", title=mark("Realised"), text=lambda row: percent(row.deals.realised, 2), width=76,
                align="right", export=lambda row: row.deals.realised),
    TableColumn(key="received", title=mark("Price received"), text=lambda row: format_yuan(row.deals.received_fen),
                width=122, stretch=True, align="right", export=lambda row: row.deals.received_fen),
    TableColumn(key="left", title=mark("Still to come in"), text=lambda row: format_yuan(row.deals.receivable_fen),
                width=122, stretch=True, align="right", export=lambda row: row.deals.receivable_fen,
                tone=lambda row: "ink" if row.deals.receivable_fen else "ink_3"),
    TableColumn(key="consultant", title=mark("Consultant"), text=lambda row: row.sale.consultant if row.sale else "",
                width=84, stretch=True, tone="ink_2"),
)  # fmt: skip


class DealPage(QWidget):
    """Signals:
    order_wanted: the id of an order to be shown.
    left: back to the overview.
    """

    order_wanted = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.by: By | None = None
        self.key = ""
        self.found: DealList | None = None
        self.back = Button(tr("Back"), "Esc")
        self.title = Label("", "section", medium=True)
        self.count = Label("", "small", "ink_2")
        self.agreed = Label("", "small", "ok")
        self.table = SheetTable(RowsModel(COLUMNS, lambda row: row.key))
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.table.row_activated.connect(lambda row: self.order_wanted.emit(row.key))

    def _lay_out(self) -> None:
        head = Sheet("surface", "b")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 16, 9)
        row.setSpacing(12)
        for widget in (self.back, self.title, self.count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.agreed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.table, 1)

    def show_deals(self, found: DealList, today: date) -> None:
        """Shows the deals; the row under the cursor stays."""
        new = (self.by, self.key) != (found.by, found.line.key)
        self.by, self.key, self.found = found.by, found.line.key, found
        self.title.setText(tr("Deals: {what}").format(what=line_name(found.by, found.line.key)))
        self.count.setText(trn("{n} deal", "{n} deals", len(found.rows)).format(n=f"{len(found.rows):,}"))
        self._show_agreed(found)
        self.table.set_empty(tr("Nothing sold here yet"), tr("Esc leads back to the overview."))
        self.table.set_total(None)
        self.table.set_rows([DealRow(row.deals, row, today) for row in found.rows])
        if found.rows:
            self.table.set_total(DealRow(found.total, None, today))
        if found.rows and (new or self.table.current_row() is None):
            self.table.select_key(found.rows[0].order_id)

    def _show_agreed(self, found: DealList) -> None:
        total, line = found.total, found.line.deals
        if found.agrees:
            self.agreed.setText(tr("✓ equals the overview: {sum} yuan").format(sum=format_yuan(line.total_fen)))
            self.agreed.set_tone("ok")
            return
        words = tr("does not equal the overview: {rows} yuan here, {line} yuan there")
        self.agreed.setText(words.format(rows=format_yuan(total.total_fen), line=format_yuan(line.total_fen)))
        self.agreed.set_tone("danger", medium=True)

    def explanation(self) -> tuple[str, str]:
        """Head and sentence for the line whose deals these are."""
        return (line_name(self.by, self.key), explain_line(self.found.line)) if self.found else ("", "")

    def take_cursor(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
