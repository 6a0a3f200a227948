"""A money item, new or renamed; a receipt book and how it numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import CLASS_WORDS, MoneyClass
from salesdesk.domain.stale import Values
from salesdesk.services.money_set_up import (
    BOOK_LETTERS,
    OWN_CLASSES,
    BookEdit,
    ItemEdit,
    NewBook,
    NewItem,
    UsualBook,
    add_item,
    book_values,
    change_book,
    open_book,
    rename_item,
)
from salesdesk.services.rows import BookRow, ItemRow
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_money_item import Ui_MoneyItem
from salesdesk.views.forms.ui_receipt_book import Ui_ReceiptBook
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.stale.dialog import Wording
from salesdesk.views.stale.edit_dialog import EditDialog

BOOK_WORDS = {
    "receipt": mark("receipts and reversals"),
    "refund": mark("refunds"),
    "opening": mark("opening balances taken over"),
}
BOOK_NAMES = {
    "receipt": mark("Receipts {year}"),
    "refund": mark("Refunds {year}"),
    "opening": mark("Opening balances {year}"),
}
"""What a new book is called until it is called otherwise."""


class ItemDialog(EditDialog):
    """Adds a money item; renames one after `fill`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._row: ItemRow | None = None
        self.ui = Ui_MoneyItem()
        self.ui.setupUi(self)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"name": self.ui.name})
        self.ui.klass.set_items([(klass, tr(CLASS_WORDS[klass])) for klass in OWN_CLASSES])
        self.ui.klass.set_key(MoneyClass.OTHER)
        self.ui.name.line.setFocus()

    def fill(self, row: ItemRow) -> None:
        """The item that is renamed; its class stays."""
        self._row = row
        self.setWindowTitle(tr("Rename money item"))
        self.ui.title.setText(tr("Rename money item"))
        self.ui.about.setText(tr(row.name))
        self.ui.klass.set_items([(row.klass, tr(CLASS_WORDS[row.klass]))])
        self.ui.klass.set_key(row.klass)
        self.ui.klass.setEnabled(False)
        self.begin_edit({"name": row.name})
        self.show_values({"name": tr(row.name)})
        self.ui.name.line.selectAll()

    def row_name(self) -> str:
        return tr(self._row.name) if self._row is not None else ""

    def wording(self) -> Wording:
        return Wording(lambda _: tr("Name"), lambda _, value: tr(str(value)))

    def typed_values(self) -> Values:
        return {"name": self.ui.name.text().strip()}

    def show_values(self, values: Values) -> None:
        self.ui.name.set_text(str(values["name"]))

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_item if self._row is None else rename_item

    def form(self) -> NewItem | ItemEdit:
        name = self.ui.name.text()
        if self._row is not None:
            return ItemEdit(request_id=self.request_id, item_id=self._row.id, name=name, seen=self.seen)
        klass = MoneyClass(self.ui.klass.key() or MoneyClass.OTHER)
        return NewItem(request_id=self.request_id, name=name, klass=klass)


class BookDialog(EditDialog):
    """Opens a receipt book; changes one after `fill`: once a number was given out only its name."""

    def __init__(self, desk: Desk, usual: UsualBook, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._row: BookRow | None = None
        self._usual = usual
        ui = self.ui = Ui_ReceiptBook()
        ui.setupUi(self)
        fields = {"name": ui.name, "prefix": ui.prefix, "digits": ui.digits, "first_no": ui.first_no}
        self.wire(ui.go, ui.back, ui.banner, fields)
        ui.kind.set_items([(kind, tr(BOOK_WORDS[kind])) for kind in BOOK_LETTERS])
        ui.kind.chosen.connect(lambda _: self._begin_as_usual())
        for field in (ui.prefix, ui.digits, ui.first_no):
            field.edited.connect(self._tell_next)
        ui.kind.set_key("receipt")
        self._begin_as_usual()
        ui.name.line.setFocus()

    def _begin_as_usual(self) -> None:
        """A new book of this kind, by the settings of the project; it takes the place of the one that counts now."""
        kind = str(self.ui.kind.key())
        name = tr(BOOK_NAMES[kind]).format(year=self._usual.year)
        self.show_values(
            {"name": name, "prefix": self._usual.prefix_of(kind), "digits": self._usual.digits, "first_no": 1}
        )
        self.ui.banner.set_text("", tr("It numbers from now on; the book so far is closed and kept."), kind="note")
        self._tell_next()

    def fill(self, row: BookRow) -> None:
        """The book that is changed; what it numbers stays."""
        self._row = row
        self.setWindowTitle(tr("Change receipt book"))
        self.ui.title.setText(tr("Change receipt book"))
        reveal(self.ui.kind_noun, False)
        reveal(self.ui.kind, False)
        self.begin_edit(book_values(row))
        self.show_values(book_values(row))
        for field in (self.ui.prefix, self.ui.digits, self.ui.first_no):
            field.setEnabled(not row.given)
        words = tr("Numbers of this book were given out: its prefix, its digits and its first number stay.")
        self.ui.banner.set_text("", words if row.given else "", kind="note")
        self._tell_next()

    def _tell_next(self) -> None:
        ui, row = self.ui, self._row
        next_no = row.next_no if row is not None and row.given else ui.first_no.value() or 1
        number = f"{ui.prefix.text().strip()}{next_no:0{ui.digits.value() or 1}d}"
        ui.about.setText(tr("next number {number}").format(number=number))

    def row_name(self) -> str:
        return self._row.name if self._row is not None else ""

    def wording(self) -> Wording:
        nouns = {
            "name": tr("Name"), "prefix": tr("Prefix of the numbers"), "digits": tr("Digits of the number"),
            "first_no": tr("First number"),
        }  # fmt: skip
        return Wording(nouns.__getitem__, lambda _, value: str(value))

    def typed_values(self) -> Values:
        ui = self.ui
        return {
            "name": ui.name.text().strip(), "prefix": ui.prefix.text().strip(), "digits": ui.digits.value() or 0,
            "first_no": ui.first_no.value() or 0,
        }  # fmt: skip

    def show_values(self, values: Values) -> None:
        self.ui.name.set_text(str(values["name"]))
        self.ui.prefix.set_text(str(values["prefix"]))
        self.ui.digits.set_value(int(str(values["digits"])))
        self.ui.first_no.set_value(int(str(values["first_no"])))

    def verb(self) -> Callable[[Any, Any], Any]:
        return open_book if self._row is None else change_book

    def form(self) -> NewBook | BookEdit | None:
        ui = self.ui
        if not (ui.digits.check() and ui.first_no.check()):
            return None
        name, prefix, digits, first = ui.name.text(), ui.prefix.text(), ui.digits.value(), ui.first_no.value()
        if self._row is None:
            return NewBook(
                request_id=self.request_id, kind=str(ui.kind.key()), name=name, prefix=prefix, digits=digits or 0,
                first_no=first or 0,
            )  # fmt: skip
        return BookEdit(
            request_id=self.request_id, book_id=self._row.id, name=name, prefix=prefix, digits=digits or 0,
            first_no=first or 0, seen=self.seen,
        )  # fmt: skip
