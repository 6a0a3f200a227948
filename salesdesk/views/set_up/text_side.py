"""Beside the editor of a text: the paper that it makes, or the fields that it may name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.services.office_texts import TextFieldRow
from salesdesk.services.text_previews import TextPreview
from salesdesk.views.kit.banner import PreviewBand
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.rows import GroupRow, RowsModel, TableColumn
from salesdesk.views.kit.search import SearchField
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.paper_preview.pages import PdfPages
from salesdesk.views.paper_preview.sheets import SheetStack

PAPER, FIELDS = "paper", "fields"


class TextSide(Sheet):
    """See the module. Signals:

    wanted: a field or filter is to be put into the text.
    order_wanted: the order that the paper is to be made from has been named.
    """

    wanted = Signal(str)
    order_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self._rows: tuple[TextFieldRow, ...] = ()
        self.tabs = Segmented([(PAPER, tr("Preview")), (FIELDS, tr("Fields"))])
        self.tabs.chosen.connect(lambda key: self.show_tab(key))
        self.order = SearchField(tr("Order or unit number"))
        self.order.searched.connect(lambda _: self.order_wanted.emit())
        self.finder = SearchField(tr("Field or meaning"))
        self.finder.searched.connect(lambda _: self._filter())
        self.band = PreviewBand(tr("Preview"), tr("Nothing is stored until you confirm it."))
        self.fields = _fields_table()
        self.fields.row_activated.connect(lambda row: self.wanted.emit(row.snippet))
        self.blank = EmptyState("file", tr("No preview yet"), "")
        self._pages: PdfPages | None = None
        self._paper: SheetStack | None = None
        self._lay_out()
        self.show_tab(PAPER)

    def _lay_out(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.tabs)
        row.addStretch(1)
        for field in (self.order, self.finder):
            field.setFixedWidth(200)
            row.addWidget(field)
        self.papers = QStackedWidget()
        self.papers.addWidget(self.blank)
        paper = QWidget()
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.band)
        inside.addWidget(self.papers, 1)
        self.leaves = QStackedWidget()
        self.leaves.addWidget(paper)
        self.leaves.addWidget(self.fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.leaves, 1)

    def show_tab(self, key: str) -> None:
        """The paper or the fields."""
        self.tabs.set_key(key)
        self.leaves.setCurrentIndex(0 if key == PAPER else 1)
        self.order.setVisible(key == PAPER)
        self.finder.setVisible(key == FIELDS)

    def show_fields(self, rows: Sequence[TextFieldRow]) -> None:
        self._rows = tuple(rows)
        self._filter()

    def _filter(self) -> None:
        wanted = self.finder.text().casefold()
        rows: list[TextFieldRow | GroupRow] = []
        group = ""
        for row in self._rows:
            if wanted not in f"{row.name} {row.note}".casefold():
                continue
            if row.group != group:
                group = row.group
                rows.append(GroupRow(group, group))
            rows.append(row)
        self.fields.set_rows(rows)

    def show_paper(self, made: TextPreview) -> None:
        """The paper as it would be printed, at the page that was in sight."""
        before, self._pages = self._pages, PdfPages(made.pdf)
        if self._paper is None:
            self._paper = SheetStack(self._pages)
            self.papers.addWidget(self._paper)
        else:
            self._paper.show_pages(self._pages)
        if before is not None:
            before.close()
        self.papers.setCurrentWidget(self._paper)
        example = tr("an example with invented buyers")
        self.band.note.setText(tr("order {number}").format(number=made.order) if made.order else example)

    def show_nothing(self, reason: str) -> None:
        """Why there is no paper: the last one goes, for it is not what the text makes now."""
        self.blank.set_words(tr("No preview yet"), reason)
        self.papers.setCurrentWidget(self.blank)
        self.band.note.setText("")


def _fields_table() -> SheetTable:
    columns = (
        TableColumn(key="name", title=mark("Field"), text=lambda row: row.name, width=170, medium=True, sortable=False),
        TableColumn(key="kind", title=mark("Class"), text=lambda row: row.kind, width=64, tone="ink_3", sortable=False),
        TableColumn(key="note", title=mark("Meaning"), text=lambda row: row.note, width=220, stretch=True,
                    tone="ink_2", sortable=False),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.name), dense=True)
    table.set_empty(tr("No field is called so."))
    return table
