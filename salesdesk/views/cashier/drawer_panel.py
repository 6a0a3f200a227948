"""Today's drawer: what came and went by method, the numbers the book gave, and the newest receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import ENTRY_WORDS, EntryKind
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.services.accounts import Drawer, drawer, newest_receipts
from salesdesk.services.rows import DrawerLine, Entry
from salesdesk.views.cashier.receipts_table import entry_items
from salesdesk.views.cashier.wording import METHODS, method_word
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.date_text import weekday
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import box
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.theme import theme

NEWEST = 3


@dataclass(frozen=True)
class MethodLine:
    """What one method brought, or what refunds or reversals took."""

    key: str
    words: str
    count: int
    amount_fen: int


def method_lines(sums: Sequence[DrawerLine]) -> list[MethodLine]:
    """Methods in the order of their digits, then refunds and reversals; what did not happen is left out."""
    received = {line.method: line for line in sums if line.kind is EntryKind.RECEIPT}
    lines = [
        MethodLine(method, method_word(method), received[method].count, received[method].amount_fen)
        for method in METHODS
        if method in received
    ]
    for kind in (EntryKind.REFUND, EntryKind.REVERSAL):
        there = [line for line in sums if line.kind is kind]
        if there:
            count, amount = sum(line.count for line in there), sum(line.amount_fen for line in there)
            lines.append(MethodLine(kind, tr(ENTRY_WORDS[kind]), count, amount))
    return lines


def method_tone(line: MethodLine) -> str:
    """What goes out is red."""
    return "danger" if line.amount_fen < 0 else "ink"


class _Facts(QWidget):
    """Numbers from to, missing, void, printed again: four cells in a box."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(50)
        self.values: dict[str, Label] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.setSpacing(12)
        nouns = {
            "numbers": tr("Receipt numbers"), "missing": tr("Missing numbers"), "void": tr("Void"),
            "again": tr("Reprints"),
        }  # fmt: skip
        for key, noun in nouns.items():
            self.values[key] = Label("—", medium=True, elide=key == "numbers")
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(Label(noun, "caption", "ink_3"), 0, Qt.AlignmentFlag.AlignTop)
            cell.addWidget(self.values[key])
            row.addLayout(cell, 1 if key == "numbers" else 0)

    def show_drawer(self, day: Drawer) -> None:
        numbers = day.receipt_numbers
        self.values["numbers"].setText(_from_to(*numbers) if numbers else "—")
        self.values["missing"].setText(str(day.missing_numbers))
        self.values["missing"].set_tone("danger" if day.missing_numbers else "ok")
        self.values["void"].setText(str(day.voided))
        self.values["again"].setText(str(day.reprints))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), theme().colour("surface"), theme().colour("line"))


def _from_to(first: str, last: str) -> str:
    """``SD01-0000006 – 0000011``: the prefix once."""
    return first if first == last else f"{first} – {last.rsplit('-', 1)[-1]}"


class DrawerPanel(QWidget):
    """The day of this desk.

    Signals:
        entry_chosen: one of the newest receipts is to be looked at.
        day_seen: the business day that money counts for now.
    """

    entry_chosen = Signal(object)
    day_seen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.title = SectionTitle(tr("Drawer today"))
        self.closed = Banner("note")
        self.lines = SheetTable(RowsModel(_LINE_COLUMNS, lambda line: line.key), dense=True, fit=True)
        self.facts = _Facts()
        self.newest_title = SectionTitle(tr("Newest receipts"))
        self.newest = SheetTable(RowsModel(_NEWEST_COLUMNS, lambda entry: entry.id), dense=True)
        self.newest.horizontalHeader().hide()
        self.newest.setSelectionMode(SheetTable.SelectionMode.SingleSelection)
        self.newest.set_empty(tr("Nothing was taken yet."))
        self.newest.setAccessibleName(tr("Newest receipts"))
        self.show_newest([])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.title, self.closed, self.lines, self.facts):
            column.addWidget(widget)
        column.addSpacing(10)
        column.addWidget(self.newest_title)
        column.addWidget(self.newest)
        self.newest.clicked.connect(lambda _: self._chosen())
        self.newest.row_activated.connect(lambda _: self._chosen())

    def look(self) -> None:
        """Asks for the day as it stands now."""
        self.desk.ask(self, drawer, done=self.show_drawer)
        self.desk.ask(self, newest_receipts, NEWEST, done=self.show_newest)

    def show_drawer(self, day: Drawer) -> None:
        self.day_seen.emit(day.day)
        self._show_day(day)
        lines = method_lines(day.lines)
        self.lines.set_rows(lines)
        self.lines.set_total(MethodLine("total", tr("Net received"), sum(line.count for line in lines), day.total_fen))
        self.facts.show_drawer(day)
        count = len(day.entries)
        note = trn("{count} today", "{count} today", count).format(count=count)
        self.newest_title.set_note("" if day.day > day.today else note)

    def _show_day(self, day: Drawer) -> None:
        """Which day it is, and when the last one was closed; once today is closed, that money counts for the next."""
        written = f"{day.day:%m-%d} {weekday(day.day)}"
        ahead, last = day.day > day.today, day.last_close
        self.title.title.setText(tr("Drawer of the next business day") if ahead else tr("Drawer today"))
        closed = tr("last close {when}").format(when=f"{last.at.astimezone(SHANGHAI):%m-%d %H:%M}") if last else ""
        self.title.set_note("　".join(part for part in (written, closed) if part))
        self.closed.set_text(
            tr("{today} is closed").format(today=f"{day.today:%m-%d}") if ahead else "",
            tr("Money taken now counts for {day}.").format(day=written) if ahead else "",
        )

    def show_newest(self, entries: Sequence[Entry]) -> None:
        self.newest.set_rows(list(entries))
        self.newest.setFixedHeight((len(entries) or 2) * theme().size("table_dense"))

    def _chosen(self) -> None:
        entry = self.newest.current_row()
        if entry is not None:
            self.entry_chosen.emit(entry)


_LINE_COLUMNS = (
    TableColumn(key="method", title=mark("Method"), text=lambda line: line.words, width=120, stretch=True,
                sortable=False),
    TableColumn(key="count", title=mark("Entries"), text=lambda line: str(line.count), width=60, align="right",
                tone="ink_2", sortable=False),
    TableColumn(key="sum", title=mark("Sum"), text=lambda line: format_yuan(line.amount_fen), width=130,
                align="right", tone=method_tone, sortable=False),
)  # fmt: skip
_NEWEST_COLUMNS = (
    TableColumn(key="when", text=lambda entry: f"{entry.created_at.astimezone(SHANGHAI):%H:%M}", width=56,
                tone="ink_2"),
    TableColumn(key="unit", text=lambda entry: entry.unit_label, width=74),
    TableColumn(key="items", text=entry_items, width=70, stretch=True),
    TableColumn(key="sum", text=lambda entry: format_yuan(entry.total_fen), width=100, align="right",
                tone=lambda entry: "danger" if entry.total_fen < 0 else "ink_off" if entry.voided else "ink"),
)  # fmt: skip
