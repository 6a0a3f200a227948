"""Finding the order: one line to type in, and the few orders that may be meant."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.identity import mask_telephone
from salesdesk.domain.states import STAGE_WORDS, Stage
from salesdesk.services.counter import FoundOrder, find_at_counter
from salesdesk.views.desk import Desk
from salesdesk.views.kit.date_text import short_date
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.search import SearchField
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.theme import theme

_MOST_SHOWN = 3


def payments_tag(found: FoundOrder) -> tuple[str, str] | None:
    """How the payments of an order stand, in a word: overdue for so many days, settled, due on a day."""
    if found.order.stage is Stage.CANCELLED:
        return tr(STAGE_WORDS[Stage.CANCELLED]), "plain"
    if found.order.total_fen is None:
        return tr("Deposit"), "plain"
    if found.days_overdue:
        words = trn("{days} day overdue", "{days} days overdue", found.days_overdue)
        return words.format(days=found.days_overdue), "danger"
    if not found.open_fen:
        return tr("Settled"), "ok"
    if found.next_due is None:
        return tr("Not due yet"), "plain"
    return tr("Due {day}").format(day=short_date(found.next_due, found.today)), "plain"


_COLUMNS = (
    TableColumn(key="unit", title=mark("Unit"), text=lambda f: f.order.unit_label, width=78, medium=True),
    TableColumn(key="buyers", title=mark("Buyers"), text=lambda f: f.order.buyers, width=90, stretch=True),
    TableColumn(
        key="telephone", width=116, tone="ink_2",
        text=lambda f: mask_telephone(f.order.telephone) if f.order.telephone else "—",
    ),
    TableColumn(
        key="stage", width=36,
        marks=lambda f: () if f.order.stage is Stage.CANCELLED else (f.order.stage.value,),
    ),
    TableColumn(key="tag", width=128, align="right", tag=payments_tag),
)  # fmt: skip


class OrderFinder(Sheet):
    """The search of the counter.

    Signals:
        chosen: a `FoundOrder`.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface_alt", "b")
        self.desk = desk
        self.search = SearchField(tr("Unit, name, initials, end of telephone, order"))
        self.table = SheetTable(RowsModel(_COLUMNS, lambda found: found.order.id))
        self.table.horizontalHeader().hide()
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setSelectionMode(SheetTable.SelectionMode.SingleSelection)
        self._asked = self._answered = ""
        self._enter_waits = False
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 11, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.table)
        self._show([])
        self.search.searched.connect(self._look)
        self.search.submitted.connect(self._submitted)
        self.search.left_downwards.connect(self._into_table)
        self.table.row_activated.connect(self.chosen)
        self.table.clicked.connect(lambda _: self._take_current())

    def take_cursor(self) -> None:
        """The cursor into the search, what was typed selected."""
        self.search.take_cursor()

    def holds_focus(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self.table or self.isAncestorOf(widget))

    def _look(self, text: str) -> None:
        self._asked = text
        if not text:
            self._enter_waits = False
            self._answered = ""
            self._show([])
            return
        self.desk.ask(
            self, find_at_counter, text, done=lambda found: self._found(text, found), failed=lambda r: self._failed(r)
        )

    def look_again(self) -> None:
        """Asks again for what stands there: money came in meanwhile."""
        if self._asked:
            self._look(self._asked)

    def _failed(self, refusal: Refusal) -> None:
        self._enter_waits = False
        self.search.set_note(str(refusal))

    def _found(self, text: str, found: list[FoundOrder]) -> None:
        if text != self._asked:
            return
        self._answered = text
        self._show(found)
        self.search.set_note(
            trn("{count} result", "{count} results", len(found)).format(count=len(found)) if found else tr("Not found")
        )
        if self._enter_waits:
            self._enter_waits = False
            self._submitted(text)

    def _show(self, found: list[FoundOrder]) -> None:
        self.table.set_rows(found)
        high = theme().size("table") * min(len(found), _MOST_SHOWN)
        self.table.setFixedHeight(high)
        reveal(self.table, bool(found))
        if not found:
            self.search.set_note("")

    def _submitted(self, text: str) -> None:
        """Enter takes the first result; while the answer is still under way, as soon as it is there."""
        if not text or text != self._answered:
            self._enter_waits = bool(text)
            return
        rows = self.table.rows.rows()
        if rows:
            current = self.table.current_row()
            self.chosen.emit(current if current in rows else rows[0])

    def _into_table(self) -> None:
        if self.table.rows.rows():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.chosen.emit(row)

    def mark_chosen(self, order_id: int) -> None:
        """Shows which of the results is open."""
        self.table.select_key(order_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up and self.table.hasFocus():
            self.take_cursor()
            return
        super().keyPressEvent(event)
