"""The middle of an import: columns, what will be stored and what it changes, what was rejected and what was skipped."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.unit_sheet import RejectedRow, UnitRow
from salesdesk.services.price_files import Reading
from salesdesk.services.unit_comparison import Comparison
from salesdesk.views.imports.columns_page import ColumnsPage
from salesdesk.views.imports.tables import (
    Change,
    Fact,
    Line,
    changes_table,
    facts_table,
    notes_of,
    rejected_table,
    skipped_table,
    units_table,
)
from salesdesk.views.kit.banner import PreviewBand
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.checks import CheckBox
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.segmented import Segmented

TABS = ("units", "facts", "changes", "rejected", "skipped", "columns")


class PreviewPage(Sheet):
    """Six leaves under one row of tabs; Ctrl+PgUp and Ctrl+PgDn turn them."""

    save_rejects = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self._lines: tuple[Line, ...] = ()
        self.band = PreviewBand(tr("Preview"), tr("Nothing is stored until you confirm it."))
        self.tabs = Segmented(small=False)
        self.tabs.chosen.connect(self.turn_to)
        self.only_notes = CheckBox("")
        self.only_notes.toggled.connect(self._filter)
        self.save = Button(tr("Save rejected rows as Excel"), "Ctrl S", icon="download")
        self.save.clicked.connect(self.save_rejects)
        self.units, self.facts, self.changes = units_table(), facts_table(), changes_table()
        self.rejected, self.skipped = rejected_table(), skipped_table()
        self.columns = ColumnsPage()
        self.leaves = QStackedWidget()
        for leaf in (self.units, self.facts, self.changes, self.rejected, self.skipped, self.columns):
            self.leaves.addWidget(leaf)
        self.note = Label("", "small", "warn", wrap=True)
        self.note.setContentsMargins(16, 6, 16, 8)
        self.note.hide()
        self.units.row_chosen.connect(self._show_note)
        self._lay_out()
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._turn_by, by))
        self._name_tabs(compared=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QWidget()
        bar.setFixedHeight(46)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.tabs)
        row.addWidget(self.only_notes)
        row.addStretch(1)
        row.addWidget(self.save)
        column.addWidget(self.band)
        column.addWidget(bar)
        column.addWidget(self.leaves, 1)
        column.addWidget(self.note)

    def turn_to(self, key: str) -> None:
        """Shows one of the leaves."""
        self.tabs.set_key(key)
        self.leaves.setCurrentIndex(TABS.index(key))
        reveal(self.only_notes, key == "units" and any(line.has_notes for line in self._lines))
        self.note.hide()
        reveal(self.save, key == "rejected" and bool(self.rejected.rows.rows()))

    def _turn_by(self, by: int) -> None:
        self.turn_to(TABS[(TABS.index(self.tabs.key()) + by) % len(TABS)])

    def _show_note(self, line: Line) -> None:
        """What is to know about the row under the cursor, in full."""
        words = notes_of(line)
        self.note.setText(words)
        self.note.setVisible(bool(words) and self.tabs.key() == "units")

    def _name_tabs(self, *, compared: bool) -> None:
        words = {
            "units": tr("To be stored"), "facts": tr("Fact changes"), "changes": tr("Price changes"),
            "rejected": tr("Rejected"), "skipped": tr("Skipped"), "columns": tr("Columns"),
        }  # fmt: skip
        tables = {"rejected": self.rejected, "skipped": self.skipped}
        tables |= {"facts": self.facts, "changes": self.changes} if compared else {}
        counts = {key: len(table.rows.rows()) for key, table in tables.items()} | {"units": len(self._lines)}
        self.tabs.set_choices([(key, f"{words[key]} {counts[key]:,}" if key in counts else words[key]) for key in TABS])

    def show_reading(self, reading: Reading, sheet: str | None) -> None:
        """What was read; without units the columns are shown, since it is there that it can be mended."""
        found = reading.found
        self.rejected.set_rows(found.rejected if found else ())
        self.skipped.set_rows(found.skipped if found else ())
        self.facts.set_rows(())
        self.changes.set_rows(())
        used = found.sheets if found else ()
        use = next((use for use in used if sheet in (None, use.name)), None)
        names = (sheet, use.name if use else None)
        look = next((look for look in reading.looks if look.use.name in names), None)
        self.columns.show_look(look or next(iter(reading.looks), None), use)
        self.show_rows(found.units if found else ())
        self._name_tabs(compared=False)
        self.turn_to("columns" if found is None else "units" if self._lines else "rejected")

    def show_rows(self, rows: tuple[UnitRow, ...]) -> None:
        """The units again, with the building that was named for them."""
        self._show_lines(tuple(map(Line, rows)))

    def show_preview(self, preview: Comparison, rejected: tuple[RejectedRow, ...]) -> None:
        """What becomes of each row; ``rejected`` are all that cannot be taken."""
        self.facts.set_rows([
            Fact(place, fact, row.why_kept) for place, (row, fact) in enumerate(preview.fact_changes)
        ])  # fmt: skip
        self.changes.set_rows([Change(place, price) for place, price in enumerate(preview.price_changes)])
        self.rejected.set_rows(rejected)
        self._show_lines(tuple(Line(row.row, row) for row in preview.rows))
        self._name_tabs(compared=True)
        leaf = self.tabs.key()
        self.turn_to("rejected" if leaf == "units" and not self._lines else leaf)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines
        self.only_notes.setText(tr("only rows with notes ({n})").format(n=f"{sum(map(_has_notes, lines)):,}"))
        self._filter()

    def _filter(self) -> None:
        noted = self.only_notes.isChecked()
        self.units.set_rows([line for line in self._lines if line.has_notes] if noted else self._lines)


def _has_notes(line: Line) -> bool:
    return line.has_notes
