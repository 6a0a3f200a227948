"""Money items in the office's order, and how receipts and refunds are numbered."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import CLASS_WORDS
from salesdesk.domain.permissions import Permission
from salesdesk.services.money_set_up import (
    KEPT,
    ItemOrder,
    ItemSwitch,
    MoneySetUp,
    money_set_up,
    order_items,
    switch_item,
)
from salesdesk.services.rows import BookRow, ItemRow
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import SectionTitle, Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.money_dialogs import BOOK_WORDS, BookDialog, ItemDialog
from salesdesk.views.set_up.moving import bind_moves, shifted
from salesdesk.views.set_up.page import SetUpPage, why_not_permitted

D = TypeVar("D", ItemDialog, BookDialog)


class MoneyPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._listed: MoneySetUp | None = None
        self._chosen: ItemRow | BookRow | None = None
        self.new = self.action(Button(tr("New money item"), "Ctrl N", icon="plus"), Permission.SCHEME_WRITE)
        self.new.clicked.connect(self.open_new)
        self.new_book = self.action(Button(tr("New book"), "Ctrl Shift N"), Permission.PROJECT_WRITE)
        self.new_book.clicked.connect(self.open_new_book)
        self.change = self.action(Button(tr("Edit"), "Ctrl E"))
        self.change.clicked.connect(self.open_change)
        self.switch = self.action(Button(tr("Switch off"), "Ctrl D"))
        self.switch.clicked.connect(self.toggle)
        self.banner = Banner("refusal")
        self.items, self.books = _items_table(), _books_table()
        for table in (self.items, self.books):
            table.row_chosen.connect(self._choose)
            table.row_activated.connect(lambda _: self.change.press())
        bind_moves(self.items, self.move_item)
        self._lay_out()
        self._choose(None)

    def _lay_out(self) -> None:
        sheet = Sheet("surface")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(16, 14, 16, 24)
        column.setSpacing(6)
        column.addWidget(self.banner)
        self.banner.clear()
        column.addWidget(SectionTitle(tr("Money items"), note=tr("In this order at the counter; Alt ↑↓ moves one")))
        column.addWidget(self.items)
        column.addSpacing(24)
        note = tr("Without gaps from the first number on")
        column.addWidget(SectionTitle(tr("Numbers of receipts and refunds"), note=note))
        column.addWidget(self.books)
        column.addStretch(1)
        self.body.addWidget(scrolling(sheet))

    def key_hints(self) -> list[tuple[str, str]]:
        return [("Ctrl N", tr("New money item")), ("Ctrl Shift N", tr("New book")), ("Ctrl E", tr("Edit")),
                ("Ctrl D", tr("Switch on or off")), ("Alt ↑↓", tr("move it"))]  # fmt: skip

    def load(self) -> None:
        self.desk.ask(self, money_set_up, done=self._show)

    def _show(self, listed: MoneySetUp) -> None:
        self._listed = listed
        self.items.set_rows(listed.items)
        self.books.set_rows(listed.books)
        rows: dict[tuple[bool, int], ItemRow | BookRow] = {(True, row.id): row for row in listed.items}
        rows |= {(False, book.id): book for book in listed.books}
        chosen = self._chosen
        here = rows.get((isinstance(chosen, ItemRow), chosen.id)) if chosen is not None else None
        if here is None and listed.items:
            here = listed.items[0]
            self.items.select_key(here.id)
        self._choose(here)

    def _choose(self, row: ItemRow | BookRow | None) -> None:
        """What the buttons are about: the row that was gone to last, in whichever of the two tables."""
        self._chosen = row
        self.banner.clear()
        needed = Permission.PROJECT_WRITE if isinstance(row, BookRow) else Permission.SCHEME_WRITE
        reason = why_not_permitted(self.desk, needed) or (tr("Nothing is chosen.") if row is None else None)
        self.change.set_refusal(reason)
        if isinstance(row, BookRow):
            words = tr("A book is closed by opening another in its place.")
            reason = reason or (words if row.active else tr("The book is closed; another numbers in its place."))
        elif isinstance(row, ItemRow) and row.code in KEPT:
            words = tr("The program itself asks for this money item; it can be renamed, not switched off.")
            reason = reason or words
        self.switch.set_refusal(reason)
        on = isinstance(row, ItemRow) and not row.active
        self.switch.set_text(tr("Switch on") if on else tr("Switch off"))

    def open_new(self) -> ItemDialog:
        """The dialog of a new money item."""
        return self._opened(ItemDialog(self.desk, self))

    def open_new_book(self) -> BookDialog | None:
        """The dialog of a new book."""
        return self._opened(BookDialog(self.desk, self._listed.usual, self)) if self._listed is not None else None

    def open_change(self) -> ItemDialog | BookDialog | None:
        """The dialog of the item or book that is chosen."""
        if self._chosen is None or self._listed is None:
            return None
        if isinstance(self._chosen, BookRow):
            books = BookDialog(self.desk, self._listed.usual, self)
            books.fill(self._chosen)
            return self._opened(books)
        dialog = ItemDialog(self.desk, self)
        dialog.fill(self._chosen)
        return self._opened(dialog)

    def _opened(self, dialog: D) -> D:
        dialog.finished.connect(lambda _: self.load())
        dialog.open()
        return dialog

    def toggle(self) -> None:
        """Offers the chosen item again, or no longer."""
        row = self._chosen
        if isinstance(row, ItemRow):
            form = ItemSwitch(item_id=row.id, active=not row.active)
            self.desk.perform(self, switch_item, form, self._switched, self._refused)

    def _switched(self, active: bool) -> None:
        messages.say(tr("Offered again.") if active else tr("No longer offered; what was owed and received stays."))
        self.load()

    def _refused(self, refusal: Refusal) -> None:
        self.banner.set_text("", str(refusal))

    def move_item(self, by: int) -> None:
        """Moves the chosen item up or down."""
        row = self._chosen
        if not isinstance(row, ItemRow) or self._listed is None or not self.desk.may(Permission.SCHEME_WRITE):
            return
        ids = shifted([one.id for one in self._listed.items], row.id, by)
        if ids is not None:
            self.desk.perform(self, order_items, ItemOrder(item_ids=ids), lambda _: self.load(), self._refused)


def _items_table() -> SheetTable:
    columns = (
        TableColumn(key="name", title=mark("Money item"), text=lambda row: tr(row.name), width=220, stretch=True,
                    medium=lambda row: row.active, tone=lambda row: "ink" if row.active else "ink_3", sortable=False),
        TableColumn(key="klass", title=mark("Class"), text=lambda row: tr(CLASS_WORDS[row.klass]), width=200,
                    tone="ink_2", sortable=False),
        TableColumn(key="state", title="", tag=lambda row: _item_state(row), width=130, sortable=False),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.id), fit=True)
    table.set_empty(tr("No money item yet."))
    return table


def _item_state(row: ItemRow) -> tuple[str, str] | None:
    if not row.active:
        return tr("switched off"), "plain"
    return (tr("fixed"), "plain") if row.code in KEPT else None


def _books_table() -> SheetTable:
    columns = (
        TableColumn(key="name", title=mark("Name"), text=lambda row: row.name, width=180, stretch=True,
                    medium=lambda row: row.active, tone=lambda row: "ink" if row.active else "ink_3", sortable=False),
        TableColumn(key="kind", title=mark("Numbers"), text=lambda row: tr(BOOK_WORDS[row.kind]), width=180,
                    tone="ink_2", sortable=False),
        TableColumn(key="prefix", title=mark("Prefix"), text=lambda row: row.prefix, width=110, sortable=False),
        TableColumn(key="digits", title=mark("Digits"), text=lambda row: str(row.digits), width=70, align="right",
                    sortable=False),
        TableColumn(key="first", title=mark("First number"), text=lambda row: row.first_number, width=150,
                    align="right", tone="ink_2", sortable=False),
        TableColumn(key="next", title=mark("Next number"), width=150,
                    text=lambda row: row.next_number if row.active else "—",
                    align="right", sortable=False),
        TableColumn(key="given", title=mark("Given out"), text=lambda row: f"{row.given:,}", width=90,
                    align="right", tone="ink_2", sortable=False),
        TableColumn(key="state", title="", tag=lambda row: None if row.active else (tr("closed"), "plain"), width=80,
                    sortable=False),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.id), fit=True)
    table.set_empty(tr("No book yet."))
    return table
