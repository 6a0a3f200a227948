"""Which column of the file holds what: recognised ones are chosen already, each may be assigned otherwise by hand.

Beneath, the sheet as it lies there, so that the choice needs no second window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.unit_sheet import FIELD_WORDS, SheetLook, SheetUse, UnitField
from salesdesk.services.price_files import SourceColumn, source_columns
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Line, SectionTitle
from salesdesk.views.kit.sheet_table import SheetTable

PER_ROW = 5
NONE = ""
NEEDED = (UnitField.NUMBER, UnitField.GROSS)


class ColumnsPage(QWidget):
    """`show_look` fills it; ``assigned`` tells a field and the column that the person chose for it."""

    assigned = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[SourceColumn, ...] = ()
        self.fields = {field: ChoiceField(placeholder=tr("no column")) for field in UnitField}
        self.head = SectionTitle(tr("What each column holds"))
        grid = QGridLayout()
        grid.setContentsMargins(16, 0, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, (field, choice) in enumerate(self.fields.items()):
            row, column = divmod(place, PER_ROW)
            noun = Label(tr(FIELD_WORDS[field]), "small", "ink_2", medium=field in NEEDED)
            choice.setAccessibleName(tr(FIELD_WORDS[field]))
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            choice.chosen.connect(self._told(field))
            grid.addWidget(noun, 2 * row, column)
            grid.addWidget(choice, 2 * row + 1, column)
        for column in range(PER_ROW):
            grid.setColumnStretch(column, 1)
        self._sheet_head = SectionTitle(tr("The sheet as it lies there"), size="base")
        self._table = QWidget()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        for widget in (_padded(self.head), grid, Line(), _padded(self._sheet_head), self._table):
            self._body.addLayout(widget) if isinstance(widget, QGridLayout) else self._body.addWidget(widget)
        self._body.setStretchFactor(self._table, 1)

    def _told(self, field: UnitField) -> Callable[[Any], None]:
        return lambda letter: self.assigned.emit(field.value, letter or NONE)

    def show_look(self, look: SheetLook | None, use: SheetUse | None = None) -> None:
        """The columns of a sheet and their use; ``use`` goes before what the look itself understood."""
        use = use or (look.use if look else None)
        self._columns = source_columns(look) if look else ()
        words = [(column.letter, _words(column), column.heading) for column in self._columns]
        used = {each.field: each.letter for each in use.columns} if use else {}
        for field, choice in self.fields.items():
            joined = [(used[field], used[field], "")] if "+" in used.get(field, "") else []
            choice.set_items([*joined, *words])
            choice.set_key(used.get(field))
        self.head.set_note(self._said(used, use))
        self._show_rows(look)

    def _said(self, used: dict[UnitField, str], use: SheetUse | None) -> str:
        missing = [tr(FIELD_WORDS[field]) for field in NEEDED if field not in used]
        if missing and self._columns:
            return tr("Missing: {names}").format(names=tr(", ").join(missing))
        row = use.heading_row if use else 0
        return tr("Headings found in row {row}; {n} columns recognised").format(row=row, n=len(used)) if row else ""

    def _show_rows(self, look: SheetLook | None) -> None:
        table = _raw_table(self._columns)
        rows = look.first_rows if look else ()
        table.set_rows([(number, row) for number, row in enumerate(rows, 1)])
        self._body.replaceWidget(self._table, table)
        self._body.setStretchFactor(table, 1)
        self._table.hide()
        self._table.deleteLater()
        self._table = table
        self._sheet_head.set_note(tr("the first {n} rows").format(n=len(rows)) if rows else "")


def _words(column: SourceColumn) -> str:
    said = column.heading or column.sample
    return f"{column.letter}　{said[:24]}" if said else column.letter


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(16, 10, 16, 6)
    column.addWidget(widget)
    return holder


def _raw_table(columns: Sequence[SourceColumn]) -> SheetTable:
    shown = [
        TableColumn(key="row", title="", text=lambda row: str(row[0]), width=44, align="right", tone="ink_3",
                    sortable=False)
    ]  # fmt: skip
    for place, column in enumerate(columns):
        shown.append(
            TableColumn(
                key=column.letter,
                title=column.letter,
                text=_cell(place),
                width=_width(column),
                sortable=False,
                stretch=place == len(columns) - 1,
            )
        )
    table = SheetTable(RowsModel(shown, key=lambda row: row[0]), dense=True)
    table.set_empty(tr("This sheet is empty."))
    return table


def _width(column: SourceColumn) -> int:
    longest = max(sum(2 if ord(ch) > 0x2E80 else 1 for ch in text) for text in (column.heading, column.sample))
    return min(max(longest * 7 + 24, 56), 260)


def _cell(place: int) -> Callable[[Any], str]:
    return lambda row: " ".join(row[1][place].split()) if place < len(row[1]) else ""
