"""The model of every table: frozen rows in, shown by columns that are data. Updated by key, so that selection,
current row and scroll stay where they are while other desks work.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from salesdesk.domain.i18n import tr

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """One column. ``title`` is an English source; the callables take a row.

    ``text`` is what stands in the cell, ``note`` a few quiet words behind it, ``tone`` and ``medium`` how it looks;
    ``marks``, ``lamp``, ``tag``, ``check``, ``bar`` (millionths) draw what their names say; ``tip`` is told under the
    mouse. ``export`` is the value behind the text for Excel (fen, cm², a date), ``sort`` what the column is sorted by
    when that is something else.
    A ``stretch`` column takes what width is left; one that ``yields`` goes where there is too little for all.
    What does not fit is cut at its end; the names in a column ``unit`` in the middle, for their ends tell homes apart.
    """

    key: str
    title: str = ""
    text: Callable[[Any], str] = lambda row: ""
    width: int = 96
    stretch: bool = False
    yields: bool = False
    align: Literal["left", "right", "centre"] = "left"
    tone: str | Callable[[Any], str] = "ink"
    medium: bool | Callable[[Any], bool] = False
    note: Callable[[Any], str] | None = None
    marks: Callable[[Any], Sequence[str]] | None = None
    lamp: Callable[[Any], str] | None = None
    tip: Callable[[Any], str] | None = None
    tag: Callable[[Any], tuple[str, str] | None] | None = None
    check: Callable[[Any], bool | None] | None = None
    bar: Callable[[Any], int | None] | None = None
    export: Callable[[Any], object] | None = None
    sort: Callable[[Any], Any] | None = None
    sortable: bool = True

    def value(self, row: Any) -> object:
        """What Excel gets: the value behind the cell, else its text."""
        return self.export(row) if self.export else self.text(row)

    def order(self, row: Any) -> Any:
        return self.sort(row) if self.sort else self.value(row)

    def tone_of(self, row: Any) -> str:
        return self.tone if isinstance(self.tone, str) else self.tone(row)

    def is_medium(self, row: Any) -> bool:
        return self.medium if isinstance(self.medium, bool) else self.medium(row)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A heading between rows (``逾期 … 3``); it cannot be selected and goes away while a column is sorted."""

    key: Hashable
    words: str
    note: str = ""


class RowsModel(QAbstractTableModel):
    """Rows of one kind, each known by ``key``. ``tint`` names a ground colour for a row (``danger_tint``) or ``""``."""

    sorted_by = Signal(int, bool)

    def __init__(
        self,
        columns: Sequence[TableColumn],
        key: Callable[[Any], Hashable],
        tint: Callable[[Any], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self.tint = tint or (lambda row: "")
        self._given: list[Any] = []
        self._rows: list[Any] = []
        self._keys: list[Hashable] = []
        self._total: Any = None
        self._sort: tuple[int, bool] | None = None

    # what it holds

    def rows(self) -> list[Any]:
        """The rows as shown, without headings and total."""
        return [row for row in self._rows if not isinstance(row, GroupRow)]

    def row(self, place: int) -> Any:
        """The row at a place; the total stands after the last."""
        return self._rows[place] if place < len(self._rows) else self._total

    def place_of(self, key: Hashable) -> int:
        """Where the row with this key stands, −1 when it does not."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def key_at(self, place: int) -> Hashable:
        """The key of the row at a place."""
        return self._keys[place]

    def is_total(self, place: int) -> bool:
        return self._total is not None and place == len(self._rows)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; what is unchanged keeps its place in selection and scroll. Keys must differ."""
        self._given = list(rows)
        self._show(self._in_order())

    def set_total(self, row: Any) -> None:
        """The last line, in medium weight, of the same kind as the rows; ``None`` takes it away."""
        place, had, has = len(self._rows), self._total is not None, row is not None
        if has and not had:
            self.beginInsertRows(_NOWHERE, place, place)
        elif had and not has:
            self.beginRemoveRows(_NOWHERE, place, place)
        self._total = row
        if has and not had:
            self.endInsertRows()
        elif had and not has:
            self.endRemoveRows()
        elif has:
            self._tell(place, place)

    # sorting

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; −1 gives back the order in which the rows came."""
        self._sort = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._show(self._in_order())
        self.sorted_by.emit(column, order == Qt.SortOrder.DescendingOrder)

    def sorting(self) -> tuple[int, bool] | None:
        """Column and whether it goes down; ``None`` in the order as given."""
        return self._sort

    def _in_order(self) -> list[Any]:
        if self._sort is None:
            return list(self._given)
        place, down = self._sort
        order = self.columns[place].order
        plain = [(order(row), row) for row in self._given if not isinstance(row, GroupRow)]
        known = [pair for pair in plain if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=down)
        return [row for _, row in known] + [row for value, row in plain if value is None]

    # the difference between what is shown and what shall be

    def _key_of(self, row: Any) -> Hashable:
        return ("group", row.key) if isinstance(row, GroupRow) else self._key(row)

    def _show(self, rows: list[Any]) -> None:
        keys = [self._key_of(row) for row in rows]
        wanted = set(keys)
        if len(wanted) != len(keys):
            raise ValueError("two rows share one key")
        if not self._keys or not keys or wanted.isdisjoint(self._keys):
            self.beginResetModel()
            self._rows, self._keys = rows, keys
            self.endResetModel()
            return
        self._drop_all_but(wanted)
        standing = set(self._keys)
        self._bring_into_order([key for key in keys if key in standing])
        self._insert(rows, keys)
        self._replace(rows)

    def _drop_all_but(self, wanted: set[Hashable]) -> None:
        end = len(self._keys)
        while end > 0:
            if self._keys[end - 1] in wanted:
                end -= 1
                continue
            start = end
            while start > 0 and self._keys[start - 1] not in wanted:
                start -= 1
            self.beginRemoveRows(_NOWHERE, start, end - 1)
            del self._rows[start:end], self._keys[start:end]
            self.endRemoveRows()
            end = start

    def _bring_into_order(self, keys: list[Hashable]) -> None:
        if keys == self._keys:
            return
        self.layoutAboutToBeChanged.emit()
        rows = dict(zip(self._keys, self._rows, strict=True))
        place = {key: index for index, key in enumerate(keys)}
        old = self.persistentIndexList()
        new = [
            self.index(place[self._keys[index.row()]], index.column()) if index.row() < len(self._keys) else index
            for index in old
        ]
        self._rows, self._keys = [rows[key] for key in keys], keys
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _insert(self, rows: list[Any], keys: list[Hashable]) -> None:
        start = 0
        while start < len(keys):
            here = self._keys[start] if start < len(self._keys) else None
            if start < len(self._keys) and keys[start] == here:
                start += 1
                continue
            end = start
            while end < len(keys) and (start >= len(self._keys) or keys[end] != here):
                end += 1
            self.beginInsertRows(_NOWHERE, start, end - 1)
            self._rows[start:start], self._keys[start:start] = rows[start:end], keys[start:end]
            self.endInsertRows()
            start = end

    def _replace(self, rows: list[Any]) -> None:
        for place, row in enumerate(rows):
            if row is not self._rows[place] and row != self._rows[place]:
                self._rows[place] = row
                self._tell(place, place)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    # what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows) + (self._total is not None)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.is_total(index.row()) or isinstance(self.row(index.row()), GroupRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row(index.row()), self.columns[index.column()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row, index.column())
        if role == Qt.ItemDataRole.CheckStateRole and column.check and not isinstance(row, GroupRow):
            ticked = column.check(row)
            return None if ticked is None else Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return None

    def _words(self, row: Any, place: int) -> str:
        if isinstance(row, GroupRow):
            return row.words if place == 0 else ""
        return self.columns[place].text(row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, which the tooltip tells whole where the column is too narrow for it."""
        if orientation == Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return tr(self.columns[section].title)
        return None
