"""The list of orders: filtered by stage, searched by whatever is at hand, read page by page."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.labels import local_day
from salesdesk.domain.money import format_yuan
from salesdesk.domain.permissions import Permission
from salesdesk.domain.states import STAGE_WORDS, Stage
from salesdesk.services.accounts import find_orders
from salesdesk.services.order_lists import LIVE_STAGES, order_page
from salesdesk.services.rows import OrderRow
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.date_text import short_date
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.search import SearchField
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.orders.lamps import OrderLamps
from salesdesk.views.theme import theme

PAGE = 200
ALL = "live"
FILTERS: dict[str, tuple[Stage, ...]] = {
    ALL: LIVE_STAGES,
    **{stage.value: (stage,) for stage in (Stage.RESERVED, Stage.SUBSCRIBED, Stage.CONTRACTED, Stage.FILED)},
    Stage.HANDED_OVER.value: (Stage.HANDED_OVER,),
    Stage.CANCELLED.value: (Stage.CANCELLED,),
}
COLUMNS = (
    TableColumn(
        key="unit", title=mark("Unit"), text=lambda row: row.unit_label, width=100,
        marks=lambda row: () if row.stage is Stage.CANCELLED else (row.stage.value,), medium=True,
    ),
    TableColumn(
        key="buyers", title=mark("Buyers"), text=lambda row: row.buyers, width=104, stretch=True,
        tag=lambda row: (tr(STAGE_WORDS[row.stage]), "plain") if row.stage is Stage.CANCELLED else None,
    ),
    TableColumn(key="consultant", title=mark("Consultant"), text=lambda row: row.consultant, width=70, tone="ink_2"),
    TableColumn(
        key="total", title=mark("Agreed total"), width=104, align="right",
        text=lambda row: "—" if row.total_fen is None else format_yuan(row.total_fen),
        export=lambda row: row.total_fen, sort=lambda row: row.total_fen,
    ),
    TableColumn(
        key="received", title=mark("Received"), text=lambda row: format_yuan(row.received_fen), width=98,
        align="right", tone=lambda row: "ink" if row.received_fen else "ink_3", export=lambda row: row.received_fen,
    ),
    TableColumn(
        key="day", title=mark("Signed on"), text=lambda row: _short(row.signed_on), width=84,
        align="right", tone="ink_2", export=lambda row: row.signed_on, sort=lambda row: row.signed_on,
    ),
)  # fmt: skip


class OrderList(QWidget):
    """``chosen`` tells the order under the cursor, ``activated`` that Enter was pressed on it."""

    chosen = Signal(int)
    activated = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._whole = False
        self._reading = False
        self._wanted: int | None = None
        self.filter = Segmented([(key, _filter_word(key)) for key in FILTERS])
        self.filter.setToolTip("")
        self.search = SearchField(tr("Unit, buyer, pinyin, end of telephone, order or contract number"), "/")
        self.count = Label("", "small", "ink_3")
        seen = COLUMNS if desk.may(Permission.MONEY_READ) else [one for one in COLUMNS if one.key != "received"]
        self.lamps = OrderLamps(desk, self, lambda: self.table.viewport().update())
        self.table = SheetTable(RowsModel(self.lamps.columns(seen), lambda row: row.id))
        self._lay_out()
        self._say_nothing_here()
        self.filter.chosen.connect(lambda _: self.read())
        self.search.searched.connect(lambda _: self.read())
        self.search.left_downwards.connect(self.take_cursor)
        self.search.submitted.connect(lambda _: self.take_cursor())
        self.table.row_chosen.connect(self._row_chosen)
        self.table.row_activated.connect(lambda row: self.activated.emit(row.id))
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme().size("m"))
        line.addWidget(self.filter)
        line.addStretch(1)
        line.addWidget(self.count)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.setSpacing(10)
        head.addWidget(self.search)
        head.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def _row_chosen(self, row: OrderRow) -> None:
        self._wanted = None
        self.chosen.emit(row.id)

    def read(self, select: int | None = None) -> None:
        """Reads the first page, or what is searched for; ``select`` puts the cursor on an order."""
        self._wanted = select if select is not None else self._wanted
        stages, words = FILTERS[self.filter.key()], self.search.text()
        if words:
            self._desk.ask(self, find_orders, words, done=lambda rows: self._found(words, rows))
        else:
            self._desk.ask(self, order_page, stages, PAGE, done=lambda rows: self._first_page(stages, rows))

    def _found(self, words: str, rows: list[OrderRow]) -> None:
        if words == self.search.text():
            stages = FILTERS[self.filter.key()]
            self._show([row for row in rows if self.filter.key() == ALL or row.stage in stages], whole=True)

    def _first_page(self, stages: tuple[Stage, ...], rows: list[OrderRow]) -> None:
        if self.search.text() or stages != FILTERS[self.filter.key()]:
            return
        shown = self.table.rows.rows()
        kept = shown[len(rows) :] if len(rows) == PAGE and len(shown) > PAGE else []
        fresh = {row.id for row in rows}
        self._show([*rows, *(row for row in kept if row.id not in fresh)], whole=len(rows) < PAGE)

    def _show(self, rows: list[OrderRow], *, whole: bool) -> None:
        self._whole = whole
        self._say_nothing_here()
        self.table.set_rows(rows)
        self.lamps.read([row.id for row in rows])
        words = trn("{n} order", "{n} orders", len(rows))
        self.count.setText(words.format(n=len(rows) if whole else f"{len(rows)}+"))
        if self._wanted is not None:
            if self.table.select_key(self._wanted):
                self._wanted = None
            else:
                self.table.choose_none()  # the order that is shown is not in this list
        elif rows and self.table.current_row() is None:
            self.table.select_key(rows[0].id)

    def _scrolled(self, value: int) -> None:
        """Near the end of what is read, the next page."""
        bar = self.table.verticalScrollBar()
        rows = self.table.rows.rows()
        if self._whole or self._reading or not rows or self.search.text() or value < bar.maximum() - bar.pageStep():
            return
        self._reading = True
        stages, last = FILTERS[self.filter.key()], min(row.id for row in rows)
        self._desk.ask(
            self, order_page, stages, PAGE, last, done=lambda more: self._next_page(stages, more), failed=self._not_read
        )

    def _not_read(self, refusal: Refusal) -> None:
        self._reading = False
        messages.refuse(refusal)

    def _next_page(self, stages: tuple[Stage, ...], more: list[OrderRow]) -> None:
        self._reading = False
        if stages == FILTERS[self.filter.key()] and not self.search.text():
            self._show([*self.table.rows.rows(), *more], whole=len(more) < PAGE)

    def _say_nothing_here(self) -> None:
        if self.search.text():
            hint = tr("Try the unit number, the buyer's name or the end of the telephone.")
            self.table.set_empty(tr("No order found for “{text}”").format(text=self.search.text()), hint)
        elif self.filter.key() == ALL:
            self.table.set_empty(tr("No orders yet"), tr("Choose a unit on the board and subscribe it with F4."))
        else:
            self.table.set_empty(tr("No order in this stage"), tr("The other stages may hold it."))

    def take_cursor(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _short(day: date | None) -> str:
    """The year is left out where it is this one; which one that is, this PC knows well enough."""
    return short_date(day, local_day(datetime.now(UTC))) if day is not None else "—"


def _filter_word(key: str) -> str:
    return tr("All live ones") if key == ALL else tr(STAGE_WORDS[Stage(key)])
