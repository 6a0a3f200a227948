"""The order at the counter: what it is, what it owes with a tick for each row, the receipts it has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.money import format_yuan
from salesdesk.domain.states import STAGE_WORDS, Stage
from salesdesk.services.accounts import OrderAccount
from salesdesk.services.counter import Counter
from salesdesk.services.rows import Entry
from salesdesk.views.cashier.payable import PART_WORDS, Payable, part_of
from salesdesk.views.cashier.receipts_table import ReceiptsTable
from salesdesk.views.cashier.settling import SettlingPart
from salesdesk.views.kit.date_text import short_date
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.marks import Mark
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.kit.rows import GroupRow, RowsModel, TableColumn
from salesdesk.views.kit.section import Line, SectionTitle, Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.kit.tags import Tag

_NOTHING = "—"


def _sum(fen: int) -> str:
    return format_yuan(fen) if fen else _NOTHING


def _due(row: Payable) -> str:
    if row.due_on is None:
        return _NOTHING if row.is_due else ""
    return short_date(row.due_on, row.today)


def _late(row: Payable) -> str:
    if not row.days_overdue:
        return ""
    return trn("{days} day overdue", "{days} days overdue", row.days_overdue).format(days=row.days_overdue)


def _tone(row: Payable) -> str:
    return "ink_2" if row.settled else "ink"


def _tint(row: Payable) -> str:
    return "danger_tint" if row.days_overdue else ""


class DuesTable(SheetTable):
    """Rows of `Payable`, ticked with space or a click."""

    def __init__(self) -> None:
        columns = (
            TableColumn(
                key="item", title=mark("Due item"), text=lambda r: r.name, lamp=lambda r: r.lamp, width=100,
                stretch=True, tone=_tone, sortable=False,
            ),
            TableColumn(
                key="due", title=mark("Due on"), text=_due_text, width=122, sortable=False,
                tone=lambda r: "danger" if r.days_overdue else "ink_2",
            ),
            TableColumn(key="owed", title=mark("Owed"), text=lambda r: _sum(r.owed_fen), width=98, align="right",
                        tone=_tone, sortable=False),
            TableColumn(key="paid", title=mark("Paid so far"), text=lambda r: _sum(r.paid_fen), width=98, align="right",
                        tone="ink_2", sortable=False),
            TableColumn(key="open", title=mark("Still open"), text=lambda r: _sum(r.open_fen), width=98, align="right",
                        medium=lambda r: r.open_fen > 0, sortable=False),
            TableColumn(key="tick", title=mark("Tick"), width=40, align="centre", sortable=False,
                        check=lambda r: None if r.settled else r.key in self._ticked),
        )  # fmt: skip
        super().__init__(
            RowsModel(columns, lambda r: r.key, lambda r: "danger_tint" if r.days_overdue else ""), fit=True
        )
        self.setSelectionMode(SheetTable.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Due items"))

    def show_rows(self, rows: Sequence[Payable], ticked: set[str]) -> None:
        """The rows under their headings; the first heading, of the price, is left out."""
        shown: list[Any] = []
        for row in rows:
            part = part_of(row)
            if part != "price" and not any(isinstance(one, GroupRow) and one.key == part for one in shown):
                note = tr("not part of the price") if part == "collected" else ""
                shown.append(GroupRow(part, tr(PART_WORDS[part]), note))
            shown.append(row)
        self._ticked = frozenset(ticked)
        self.set_rows(shown)
        self.viewport().update()

    def go_to_first_ticked(self) -> None:
        """The cursor to the first ticked row, else to the first that can be ticked."""
        rows = [row for row in self.rows.rows() if not row.settled]
        wanted = [row for row in rows if row.key in self._ticked] or rows
        if wanted:
            self.select_key(wanted[0].key)


def _due_text(row: Payable) -> str:
    return "  ".join(part for part in (_due(row), _late(row)) if part)


class OrderHead(Sheet):
    """Unit, stage and scheme on the left, the three sums of the price on the right."""

    def __init__(self) -> None:
        super().__init__("surface", "b")
        self.setFixedHeight(62)
        self.unit = Label("", "figure", medium=True, shrink=True)
        self.marks = Mark("", words=True)
        self.cancelled = Tag("")
        self.about = Label("", "small", "ink_2", elide=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(self.unit)
        row.addWidget(self.marks)
        row.addWidget(self.cancelled)
        row.addWidget(self.about, 1)
        self.sums = {key: Label("", medium=True, align=RIGHT) for key in ("total", "paid", "open")}
        nouns = {"total": tr("Deal total"), "paid": tr("Price received"), "open": tr("Price open")}
        for key, value in self.sums.items():
            part = QVBoxLayout()
            part.setSpacing(0)
            part.addStretch(1)
            part.addWidget(Label(nouns[key], "small", "ink_3", align=RIGHT))
            part.addWidget(value)
            part.addStretch(1)
            row.addLayout(part)
            row.addSpacing(6)

    def show_order(self, account: OrderAccount) -> None:
        order = account.order
        gone = order.stage is Stage.CANCELLED
        self.unit.setText(order.unit_label)
        self.marks.set_marks("" if gone else order.stage.value)
        self.marks.setVisible(not gone)
        self.cancelled.set_text(tr(STAGE_WORDS[order.stage]) if gone else "")
        buyers = "、".join(buyer.name for buyer in order.buyers) or order.customer_name
        self.about.setText("　".join(part for part in (buyers, order.scheme_name) if part))
        total = order.working.total_fen if order.working else None
        self.sums["total"].setText(_NOTHING if total is None else format_yuan(total))
        self.sums["paid"].setText(format_yuan(account.price_received_fen))
        self.sums["open"].setText(_NOTHING if total is None or gone else format_yuan(account.price_open_fen))
        self.sums["open"].set_tone("danger" if account.overdue_fen else "ink")


class AccountPanel(QWidget):
    """What the left column shows of an order, under its head.

    Signals:
        toggled: a `Payable` was ticked or unticked.
        done: Enter on a row: on to the sum.
        receipt_chosen: an `Entry` is to be looked at.
    """

    toggled = Signal(object)
    done = Signal()
    receipt_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.settling = SettlingPart()
        self.dues = DuesTable()
        self.title = SectionTitle(tr("Receipts given"))
        self.receipts = ReceiptsTable()
        self.none_yet = Label(tr("No receipt yet."), "small", "ink_3")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 16)
        column.setSpacing(0)
        column.addWidget(self.settling)
        column.addWidget(self.dues)
        column.addSpacing(18)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 6)
        head.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(Line(strong=True))
        column.addWidget(self.receipts)
        none = QHBoxLayout()
        none.setContentsMargins(12, 8, 12, 0)
        none.addWidget(self.none_yet)
        column.addLayout(none)
        column.addStretch(1)
        self.dues.check_toggled.connect(lambda row, _: self.toggled.emit(row))
        self.dues.row_activated.connect(lambda _: self.done.emit())
        self.receipts.row_chosen.connect(self._chosen)

    def show_counter(self, counter: Counter, rows: Sequence[Payable], ticked: set[str]) -> None:
        account = counter.account
        self.dues.show_rows(rows, ticked)
        self.receipts.set_rows(list(reversed(account.entries)))
        self.receipts.setVisible(bool(account.entries))
        self.none_yet.setVisible(not account.entries)
        note = trn("{count} receipt", "{count} receipts", len(account.entries)).format(count=len(account.entries))
        total = tr("together {sum}").format(sum=format_yuan(account.received_fen))
        self.title.set_note(f"{note}　{total}" if account.entries else "")

    def show_ticks(self, rows: Sequence[Payable], ticked: set[str]) -> None:
        self.dues.show_rows(rows, ticked)

    def take_cursor(self) -> None:
        """Into the due items, at the first ticked one."""
        self.dues.go_to_first_ticked()
        self.dues.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, entry: Entry) -> None:
        if self.receipts.hasFocus():
            self.receipt_chosen.emit(entry)
