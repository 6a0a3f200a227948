"""Choosing a customer: type name, pinyin or the end of a telephone; the list opens beneath, Enter takes one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.identity import mask_telephone
from salesdesk.services.customers import CustomerStory, customer_story, find_customers
from salesdesk.services.rows import CustomerRow
from salesdesk.views.desk import Desk
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.search import SearchField
from salesdesk.views.kit.sheet_table import SheetTable

_MOST_SHOWN = 6
_COLUMNS = (
    TableColumn(
        key="name", title=mark("Full name"), text=lambda row: row.name, width=120, stretch=True, sortable=False
    ),
    TableColumn(
        key="telephone", title=mark("Telephone"), text=lambda row: _masked(row.telephone), width=120, sortable=False
    ),
    TableColumn(
        key="owner", title=mark("Consultant"), text=lambda row: row.owner_name, width=88, tone="ink_2", sortable=False
    ),
)


class CustomerPick(QWidget):
    """A customer, or none yet. `use` gives it the desk; ``picked`` tells the id, or ``None`` when it was taken back."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._customer_id: int | None = None
        self._name = ""
        self._take_single = False
        self.search = SearchField(tr("Name, pinyin initials, end of the telephone"))
        self.results = SheetTable(RowsModel(_COLUMNS, lambda row: row.id), dense=True, fit=True)
        self.results.hide()
        self._none = Label("", "small", "ink_3")
        self._none.hide()
        self._chosen = QWidget()
        self.name = Label("", medium=True, elide=True)
        self.change = Link(tr("Another one"))
        line = QHBoxLayout(self._chosen)
        line.setContentsMargins(0, 4, 0, 4)
        line.addWidget(self.name, 1)
        line.addWidget(self.change)
        self._chosen.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.search, self._chosen, self.results, self._none):
            column.addWidget(part)
        self.setFocusProxy(self.search)
        self.search.line.installEventFilter(self)
        self.search.searched.connect(self._search)
        self.search.submitted.connect(self._submitted)
        self.search.left_downwards.connect(self._into_results)
        self.results.row_activated.connect(self._picked)
        self.change.clicked.connect(self.take_back)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc empties a search before it leaves the window."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return False
        if event.key() != Qt.Key.Key_Escape or not self.search.text():
            return False
        event.accept()
        return True

    def use(self, desk: Desk) -> None:
        """The desk whose customers are searched."""
        self._desk = desk

    def customer_id(self) -> int | None:
        return self._customer_id

    def customer_name(self) -> str:
        return self._name

    def set_customer(self, customer_id: int | None) -> None:
        """Shows a customer that is known already; tells ``picked`` when they are read."""
        if customer_id is None or self._desk is None:
            self.take_back()
            return
        self._desk.ask(self, customer_story, customer_id, done=self._known)

    def _known(self, story: CustomerStory) -> None:
        customer = story.customer
        telephone = customer.telephones[0] if customer.telephones else ""
        self._show(customer.id, customer.name, telephone, customer.owner_name)

    def clear(self) -> None:
        """Nobody is chosen; tells nothing."""
        self._customer_id, self._name = None, ""
        self._chosen.hide()
        self.search.show()
        self.search.set_text("")

    def take_back(self) -> None:
        """Nobody is chosen any more; the search field takes the cursor."""
        had = self._customer_id is not None
        self.clear()
        if had:
            self.picked.emit(None)
        self.search.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, words: str) -> None:
        if self._desk is None or not words:
            self._found(words, [])
            return
        self._desk.ask(self, find_customers, words, done=lambda rows: self._found(words, rows))

    def _found(self, words: str, rows: list[CustomerRow]) -> None:
        if words != self.search.text() or self._customer_id is not None:
            return  # typed on meanwhile: a later answer is on its way
        self.results.set_rows(rows[:_MOST_SHOWN])
        self.results.setVisible(bool(rows))
        nobody = bool(words) and not rows
        self._none.setText(tr("Nobody found. A new customer is entered in “Customers”.") if nobody else "")
        self._none.setVisible(nobody)
        if self._take_single and len(rows) == 1:
            self._picked(rows[0])
        elif self._take_single and rows:
            self._into_results()
        self._take_single = False

    def _submitted(self, words: str) -> None:
        rows = self.results.rows.rows() if self.results.isVisible() else []
        if len(rows) == 1:
            self._picked(rows[0])
        elif rows:
            self._into_results()
        else:
            self._take_single = bool(words)

    def _into_results(self) -> None:
        if self.results.isVisible():
            self.results.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _picked(self, row: CustomerRow) -> None:
        self._show(row.id, row.name, row.telephone, row.owner_name)

    def _show(self, customer_id: int, name: str, telephone: str, owner: str) -> None:
        self._customer_id, self._name, self._take_single = customer_id, name, False
        had_focus = self.search.line.hasFocus() or self.results.hasFocus()
        self.name.setText("　".join(part for part in (name, _masked(telephone), owner) if part))
        self.search.hide()
        self.results.hide()
        self._none.hide()
        self._chosen.show()
        if had_focus:
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit(customer_id)


def _masked(telephone: str) -> str:
    return mask_telephone(telephone) if telephone else "—"
