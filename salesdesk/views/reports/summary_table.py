"""The table of the overview: a line for each building, layout or month, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.sales_figures import By, Deals, SalesLine, Stock, format_area_sum, line_total
from salesdesk.services.report_sheets import BY_WORDS
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.reports.wording import NOTHING, coded_name, count, percent, wan, whole_yuan


@dataclass(frozen=True)
class LineRow:
    """A line under its name; the total has no key."""

    key: str | None
    name: str
    line: SalesLine

    @property
    def deals(self) -> Deals:
        return self.line.deals

    @property
    def stock(self) -> Stock:
        return self.line.stock or Stock()


def _figure(
    key: str, title: str, text: Callable[[Any], str], value: Callable[[Any], Any], width: int, **more: Any
) -> TableColumn:
    return TableColumn(
        key=key, title=title, text=text, export=value, sort=value, width=width, align="right",
        tone=lambda row: "ink_3" if text(row) == NOTHING else "ink", stretch=True, **more,
    )  # fmt: skip


def _counted(key: str, title: str, value: Callable[[Any], int], width: int = 52) -> TableColumn:
    return _figure(key, title, lambda row: count(value(row)), value, width)


def _money(key: str, title: str, value: Callable[[Any], int], width: int = 92) -> TableColumn:
    return _figure(key, title, lambda row: wan(value(row)), value, width)


_SOLD = _counted("sold", mark("Sold"), lambda row: row.deals.count)
_STOCK = (
    _counted("units", mark("Units in all"), lambda row: row.stock.units),
    _counted("launched", mark("Launched"), lambda row: row.stock.launched),
    _SOLD,
    _counted("reserved", mark("Reserved"), lambda row: row.stock.reserved),
    _counted("free", mark("To be sold"), lambda row: row.stock.free),
    _figure(
        "sell_through", mark("Sell-through"), lambda row: percent(row.line.sell_through),
        lambda row: row.line.sell_through, 104, bar=lambda row: row.line.sell_through or 0,
    ),
)  # fmt: skip
_DEALS = (
    _figure(
        "area", mark("Area sold m²"), lambda row: format_area_sum(row.deals.area_cm2) if row.deals.count else NOTHING,
        lambda row: row.deals.area_cm2, 92,
    ),
    _money("total", mark("Agreed 10k"), lambda row: row.deals.total_fen, 96),
    _figure(
        "average", mark("Average yuan"), lambda row: whole_yuan(row.deals.average_fen),
        lambda row: row.deals.average_fen, 66,
    ),
    _figure(
        "realised", mark("Realised"), lambda row: percent(row.deals.realised, 2), lambda row: row.deals.realised, 72,
    ),
    _money("received", mark("Received 10k"), lambda row: row.deals.received_fen),
    _money("receivable", mark("To come in 10k"), lambda row: row.deals.receivable_fen),
)  # fmt: skip


def _named(by: By) -> TableColumn:
    return TableColumn(
        key="name", title=BY_WORDS[by], text=lambda row: row.name, width=110, stretch=True,
        medium=lambda row: row.key is None,
    )  # fmt: skip


class SummaryTable(QStackedWidget):
    """One table for each grouping, each as high as its rows.

    Signals:
        opened: the key of the line whose deals are asked for: Enter, double click.
        chosen: the cursor moved to another line.
    """

    opened = Signal(str)
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tables = dict[By, SheetTable]()
        for by in By:
            columns = (_named(by), *((_SOLD, *_DEALS) if by is By.MONTH else (*_STOCK, *_DEALS)))
            table = SheetTable(RowsModel(columns, lambda row: row.key), fit=True)
            table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            table.row_activated.connect(lambda row: self.opened.emit(row.key))
            table.row_chosen.connect(lambda _: self.chosen.emit())
            self._tables[by] = table
            self.addWidget(table)
        self._by = By.BUILDING

    @property
    def table(self) -> SheetTable:
        """The table that is shown."""
        return self._tables[self._by]

    def show_lines(self, by: By, lines: Sequence[SalesLine]) -> None:
        """Shows these lines with their total; months newest first, those without a deal left out."""
        self._by = by
        shown = [line for line in reversed(lines) if line.deals.count] if by is By.MONTH else list(lines)
        table = self.table
        table.set_rows([LineRow(line.key, " ".join(filter(None, coded_name(by, line.key))), line) for line in shown])
        table.set_total(LineRow(None, tr("In all"), line_total(tuple(lines))) if shown else None)
        table.set_empty(tr("Nothing sold yet"))
        self.setCurrentWidget(table)
        self.setFixedHeight(max(table.height(), 90))
        self.setFocusProxy(table)

    def current_line(self) -> SalesLine | None:
        row = self.table.current_row()
        return row.line if row is not None else None

    def cursor_rect(self) -> QRect:
        """Where the line under the cursor lies, in this widget."""
        rect = self.table.visualRect(self.table.currentIndex())
        return rect.translated(self.table.viewport().mapTo(self, QPoint(0, 0)))

    def take_cursor(self) -> None:
        """The keyboard to the table, on a row."""
        if self.table.current_row() is None and self.table.rows.rows():
            self.table.select_key(self.table.rows.rows()[0].key)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
