"""The rows of the list, with headings over contacts overdue and due today; grown page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from salesdesk.domain.i18n import tr
from salesdesk.services.customer_lists import CustomerCounts
from salesdesk.services.rows import CustomerRow
from salesdesk.views.customers.wording import joined
from salesdesk.views.kit.rows import ROW_ROLE, GroupRow

Index = QModelIndex | QPersistentModelIndex
Listed = CustomerRow | GroupRow
_NOWHERE = QModelIndex()


def with_headings(rows: Sequence[CustomerRow], counts: CustomerCounts) -> list[Listed]:
    """Contacts as they fall due, with a heading over those overdue and one over today's; the counts are of all."""
    words = {"overdue": (tr("Overdue"), counts.overdue), "today": (tr("Today"), counts.due_today)}
    listed: list[Listed] = []
    here = ""
    for row in rows:
        key = "overdue" if row.next_contact_on is not None and row.next_contact_on < counts.today else "today"
        if key != here:
            listed.append(GroupRow(key, words[key][0], f"{words[key][1]:,}"))
            here = key
        listed.append(row)
    return listed


class CustomersModel(QAbstractListModel):
    """What the list shows: customers, and headings that cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._listed: list[Listed] = []

    def listed(self) -> list[Listed]:
        return list(self._listed)

    def customers(self) -> list[CustomerRow]:
        return [row for row in self._listed if isinstance(row, CustomerRow)]

    def show(self, listed: Sequence[Listed]) -> None:
        """Shows these and no others."""
        self.beginResetModel()
        self._listed = list(listed)
        self.endResetModel()

    def grow(self, listed: Sequence[Listed]) -> None:
        """Shows what stands there already, and what ``listed`` has after it."""
        place = len(self._listed)
        if len(listed) > place:
            self.beginInsertRows(_NOWHERE, place, len(listed) - 1)
            self._listed += listed[place:]
            self.endInsertRows()

    def place_of(self, customer_id: int) -> int:
        """Where a customer stands, −1 where they do not."""
        for place, row in enumerate(self._listed):
            if isinstance(row, CustomerRow) and row.id == customer_id:
                return place
        return -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._listed)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._listed[index.row()], GroupRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._listed[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words if isinstance(row, GroupRow) else joined((row.name, row.level, row.wish))
        return None
