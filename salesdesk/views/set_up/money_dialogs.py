"""A money item, new or renamed; a receipt book and how it numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money_items import CLASS_WORDS, MoneyClass
from salesdesk.domain.stale import Values
from salesdesk.services.money_set_up import (
    OWN_CLASSES,
    BookEdit,
    ItemEdit,
    NewItem,
    add_item,
    book_values,
    change_book,
    rename_item,
)
from salesdesk.services.rows import BookRow, ItemRow
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_money_item import Ui_MoneyItem
from salesdesk.views.forms.ui_receipt_book import Ui_ReceiptBook
from salesdesk.views.stale.dialog import Wording
from salesdesk.views.stale.edit_dialog import EditDialog


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
    """Changes a receipt book. Once a number was given out only its name."""

    def __init__(self, desk: Desk, row: BookRow, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._row = row
        self.ui = Ui_ReceiptBook()
        self.ui.setupUi(self)
        fields = {"name": self.ui.name, "prefix": self.ui.prefix, "digits": self.ui.digits}
        self.wire(self.ui.go, self.ui.back, self.ui.banner, fields)
        self.begin_edit(book_values(row))
        self.show_values(book_values(row))
        used = row.next_no > 1
        for field in (self.ui.prefix, self.ui.digits):
            field.setEnabled(not used)
            field.edited.connect(self._tell_next)
        self._tell_next()
        if used:
            words = tr("Numbers of this book were given out: its prefix and its digits stay.")
            self.ui.banner.set_text("", words, kind="note")
        self.ui.name.line.setFocus()

    def _tell_next(self) -> None:
        number = f"{self.ui.prefix.text().strip()}{self._row.next_no:0{self.ui.digits.value() or 1}d}"
        self.ui.about.setText(tr("next number {number}").format(number=number))

    def row_name(self) -> str:
        return self._row.name

    def wording(self) -> Wording:
        nouns = {"name": tr("Name"), "prefix": tr("Prefix of the numbers"), "digits": tr("Digits of the number")}
        return Wording(nouns.__getitem__, lambda _, value: str(value))

    def typed_values(self) -> Values:
        ui = self.ui
        return {"name": ui.name.text().strip(), "prefix": ui.prefix.text().strip(), "digits": ui.digits.value() or 0}

    def show_values(self, values: Values) -> None:
        self.ui.name.set_text(str(values["name"]))
        self.ui.prefix.set_text(str(values["prefix"]))
        self.ui.digits.set_value(int(str(values["digits"])))

    def verb(self) -> Callable[[Any, Any], Any]:
        return change_book

    def form(self) -> BookEdit | None:
        if not self.ui.digits.check():
            return None
        return BookEdit(
            request_id=self.request_id, book_id=self._row.id, name=self.ui.name.text(), prefix=self.ui.prefix.text(),
            digits=self.ui.digits.value() or 0, seen=self.seen,
        )  # fmt: skip
