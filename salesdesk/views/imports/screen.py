"""Price list import: choose a file, look at every row as it will be stored, confirm. Reading runs on the worker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.long_work import Stopped
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.domain.unit_sheet import UnitField, UnitRow, UnitSheet
from salesdesk.services.office import new_request_id
from salesdesk.services.price_files import Reading, Wish, in_building, read_price_file, save_rejects, without_building
from salesdesk.services.rows import Touched
from salesdesk.services.set_up import Progress, progress
from salesdesk.services.unit_comparison import Comparison
from salesdesk.services.unit_import import UnitImport, preview_import, watched_import
from salesdesk.views.ask_file import ask_open, ask_save
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.imports.file_choice import FileChoice
from salesdesk.views.imports.preview_page import PreviewPage
from salesdesk.views.imports.side import ImportSide
from salesdesk.views.imports.stored import StoredPage
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.page_bar import PageBar
from salesdesk.views.kit.progress import ProgressStrip
from salesdesk.views.long_task import LongTask

KINDS = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.tsv"


class ImportScreen(Screen):
    """See the module. `load` takes a file, by hand, by drop, or as ``enter(path=…)``."""

    key: ClassVar[str] = "import"
    needs: ClassVar[tuple[Permission, ...]] = (Permission.UNIT_WRITE, Permission.PRICE_WRITE)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._path: Path | None = None
        self._wish = Wish()
        self._reading: Reading | None = None
        self._found: UnitSheet | None = None
        self._rows: tuple[UnitRow, ...] = ()
        self._preview: Comparison | None = None
        self._request_id = new_request_id()
        self._task: LongTask | None = None
        self._storing = False
        self._make_parts()
        self._lay_out()
        self.setAcceptDrops(True)
        desk.changed.connect(self._others_changed)
        self._show_state()

    # parts

    def _make_parts(self) -> None:
        self.bar = PageBar(tr("Price list import"))
        self.choice = FileChoice()
        self.choice.sheet_chosen.connect(self._choose_sheet)
        self.choice.development_chosen.connect(self._choose_development)
        self.choose = Button(tr("Choose a file"), "Ctrl O", icon="folder")
        self.choose.clicked.connect(self._ask_file)
        self.leave = Button(tr("Back"), "Esc")
        self.leave.clicked.connect(lambda: self.desk.go.emit("set-up", {"place": "units"}))
        self.strip = ProgressStrip()
        self.trouble = Banner("warning")
        self.preview = PreviewPage()
        self.preview.save_rejects.connect(self._ask_rejects)
        self.preview.columns.assigned.connect(self._assign)
        self.side = ImportSide()
        self.side.confirmed.connect(self.store)
        self.side.building_named.connect(self._name_building)
        self.empty = _empty_state()
        self.empty.acted.connect(self._ask_file)
        self.stored = StoredPage()
        self.stored.wanted.connect(lambda place: self.desk.go.emit("set-up", {"place": place}))
        self.stored.board.connect(lambda: self.desk.go.emit("board", {}))

    def _lay_out(self) -> None:
        self.bar.add(self.choice, 1)
        self.bar.add_action(self.choose)
        self.bar.add_action(self.leave)
        self._told = QWidget()
        telling = QVBoxLayout(self._told)
        telling.setContentsMargins(16, 8, 16, 8)
        telling.addWidget(self.strip)
        telling.addWidget(self.trouble)
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.preview, 1)
        row.addWidget(self.side)
        self.pages = QStackedWidget()
        for page in (self.empty, work, self.stored):
            self.pages.addWidget(page)
        self.pages.currentChanged.connect(lambda _: self.hints_changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._told)
        column.addWidget(self.pages, 1)

    def key_hints(self) -> list[tuple[str, str]]:
        always = [("Ctrl O", tr("Choose a file")), ("Esc", tr("Back"))]
        if self.pages.currentWidget() is self.stored:
            return [("Ctrl Enter", tr("To the board")), *always]
        if self.pages.currentWidget() is self.empty:
            return always
        return [("Ctrl PgDn", tr("turn the leaves")), ("Ctrl Enter", tr("Store")), *always]

    # the file

    def enter(self, **wanted: Any) -> None:
        """Shows what was being looked at; ``path`` loads a file."""
        if path := wanted.get("path"):
            self.load(Path(path))
        elif self.pages.currentWidget() is self.stored:
            self._forget()
        self.choose.setFocus()

    def load(self, path: Path) -> None:
        """Reads a file anew, with nothing assigned by hand."""
        self._path, self._wish = path, Wish()
        self._read()

    def _ask_file(self) -> None:
        ask_open(self, tr("Choose a price list"), tr("Price lists") + f" ({KINDS})", self.load)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.load(Path(event.mimeData().urls()[0].toLocalFile()))

    def _choose_sheet(self, name: str) -> None:
        self._wish = Wish(sheet=name or None)
        self._read()

    def _choose_development(self, name: str) -> None:
        self._wish = replace(self._wish, development=name or None)
        self._read()

    def _assign(self, field: str, column: str) -> None:
        development = None if field == UnitField.DEVELOPMENT else self._wish.development
        self._wish = Wish(self._wish.sheet, {**self._wish.assign, field: column}, development)
        self._read(stay=True)

    def _read(self, *, stay: bool = False) -> None:
        path, wish = self._path, self._wish
        if path is None or self._storing:
            return
        if self._task is not None:
            self._task.abandon()
        task = self._task = LongTask(self.strip, tr("Reading {file}").format(file=path.name))
        self.trouble.clear()
        self._preview = None
        self._show_state()

        def read() -> Reading:
            return read_price_file(path, wish, progress=task.progress, cancelled=task.cancelled)

        def done(reading: Reading) -> None:
            if self._ended(task):
                self._show_reading(reading, stay=stay)

        def failed(refusal: Refusal) -> None:
            if self._ended(task):
                self._not_read(refusal)

        self.desk.tasks.run(self, read, done, failed)

    def _ended(self, task: LongTask) -> bool:
        """The work is over; false when newer work has taken its place."""
        task.finish()
        if task is not self._task:
            return False
        self._task = None
        return True

    def _not_read(self, refusal: Refusal) -> None:
        if isinstance(refusal, Stopped):
            self._tell("", refusal)
            return
        self._reading, self._found, self._rows = None, None, ()
        self.choice.clear()
        self.side.clear()
        self._tell(tr("This file cannot be taken"), refusal)

    def _show_reading(self, reading: Reading, *, stay: bool) -> None:
        self._reading, self._found = reading, reading.found
        self._rows = reading.found.units if reading.found else ()
        self._request_id = new_request_id()
        leaf = self.preview.tabs.key()
        self.choice.show_reading(str(self._path), reading, self._wish)
        self.preview.show_reading(reading, self._wish.sheet)
        if stay:
            self.preview.turn_to(leaf)
        self.side.clear()
        name = self._path.name if self._path else ""
        lines = sum(look.lines for look in reading.looks)
        sheets = trn("{n} sheet", "{n} sheets", len(reading.looks)).format(n=len(reading.looks))
        self.side.show_file(name, sheets + "　" + trn("{n} line", "{n} lines", lines).format(n=f"{lines:,}"))
        self.side.version_name.set_text(Path(name).stem[:200])
        if reading.found is not None:
            self.side.show_counts(reading.found, without_building(reading.found.units))
            self._name_building()
        if reading.refusal:
            self._tell(tr("No units here"), reading.refusal)
        elif not all(row.building for row in self._rows):
            self.side.building.line.setFocus()

    def _name_building(self) -> None:
        found = self._reading.found if self._reading else None
        if found is None:
            return
        building = self.side.building.text().strip()
        rows = in_building(found.units, building) if building else found.units
        if rows == self._rows and self._preview is not None:
            return  # Leaving the field unchanged must not take the button away that is just being pressed.
        self._rows = rows
        self.preview.show_rows(self._rows)
        self._compare()

    # what storing would change

    def _compare(self) -> None:
        rows = self._rows
        self._preview = None
        self._show_state()
        if rows and self.desk.may(Permission.UNIT_WRITE):
            self.desk.ask(self, preview_import, rows, done=lambda preview: self._compared(rows, preview),
                          failed=lambda refusal: self._tell("", refusal))  # fmt: skip

    def _compared(self, rows: tuple[UnitRow, ...], preview: Comparison) -> None:
        read = self._reading.found if self._reading else None
        if rows is not self._rows or read is None:
            return
        self._preview, self._found = preview, read.without(preview.refused)
        self.side.show_counts(self._found, without_building(read.units))
        self.side.show_preview(preview)
        self.preview.show_preview(preview, self._found.rejected)
        self._show_state()

    def _others_changed(self, touched: Touched) -> None:
        if touched.everything and self._preview is not None and not self._storing:
            self._compare()

    # storing

    def store(self) -> None:
        """Stores what the preview shows, once."""
        if not self.side.go.isEnabled() or self._storing or not self.side.effective.check():
            return
        form = UnitImport(
            request_id=self._request_id, rows=self._rows, source=self._path.name if self._path else "",
            name=self.side.version_name.text(), effective_at=self.side.effective_at(),
        )  # fmt: skip
        self._storing = True
        self.side.banner.clear()
        task = self._task = LongTask(self.strip, tr("Storing"))
        self._show_state()

        def done(stored: dict[str, int]) -> None:
            self._ended(task)
            self._storing = False
            self.desk.ask(self, progress, done=lambda now: self._show_stored(stored, now))

        def failed(refusal: Refusal) -> None:
            self._ended(task)
            self._storing = False
            self._show_state()
            self.side.banner.set_text("", str(refusal))

        self.desk.perform(self, watched_import(task.progress, task.cancelled), form, done, failed)

    def _show_stored(self, stored: dict[str, int], now: Progress) -> None:
        self._forget()
        self.stored.show_stored(stored, now)
        self.pages.setCurrentWidget(self.stored)

    def _forget(self) -> None:
        self._path, self._wish, self._rows = None, Wish(), ()
        self._reading, self._found, self._preview = None, None, None
        self._request_id = new_request_id()
        self.choice.clear()
        self.side.clear()
        self.side.building.set_text("")
        self.side.effective.set_value(None)
        self.trouble.clear()
        self._show_state()

    # rejected rows

    def _ask_rejects(self) -> None:
        if self._found is None or self._path is None:
            return
        found, name = self._found, tr("{file} not taken").format(file=self._path.stem)
        ask_save(self, tr("Save rejected rows as Excel"), f"{name}.xlsx", "Excel (*.xlsx)",
                 lambda path: self.save_rejects_to(path, found))  # fmt: skip

    def save_rejects_to(self, path: Path, found: UnitSheet) -> None:
        """Writes the rejected rows of what was read."""
        words = tr("Saved: {file}").format(file=path.name)
        self.desk.tasks.run(self, lambda: save_rejects(path, found), lambda _: messages.say(words))

    # how it stands

    def _tell(self, head: str, refusal: Refusal) -> None:
        self.trouble.set_text(head, str(refusal))
        self._show_state()

    def _show_state(self) -> None:
        busy = self._task is not None
        if self._reading is not None:
            self.pages.setCurrentIndex(1)
        elif self.pages.currentWidget() is not self.stored or busy or self.trouble.sentence():
            self.pages.setCurrentWidget(self.empty)
        self._told.setVisible(busy or bool(self.trouble.sentence()))
        reason = self._why_not()
        self.side.go.set_refusal(reason)
        self.side.banner.set_text("", "" if busy or self._is_comparing() else reason or "")
        self.choose.set_refusal(tr("Storing is under way.") if self._storing else None)

    def _is_comparing(self) -> bool:
        named = bool(self._rows) and all(row.building for row in self._rows)
        return named and self._preview is None and self.desk.may(Permission.UNIT_WRITE)

    def _why_not(self) -> str | None:
        """Why nothing can be stored now."""
        if self._storing or self._task is not None:
            return tr("Storing is under way.") if self._storing else tr("The file is being read.")
        if not self.desk.may(Permission.UNIT_WRITE):
            return may_not(Permission.UNIT_WRITE)
        if not self._rows:
            return tr("There is nothing to store.")
        if not all(row.building for row in self._rows):
            return tr("The building needs a name.")
        if self._is_comparing() or self._preview is None:
            return tr("It is being compared with what is stored.")
        if self._preview.changes_nothing and (self._preview.refused or self._preview.fact_changes):
            return tr("Nothing would be stored: the rows are rejected, or concern units that stay as agreed.")
        if self._preview.changes_nothing:
            return tr("All of this is stored already; nothing would change.")
        if self._preview.price_changes and not self.desk.may(Permission.PRICE_WRITE):
            return may_not(Permission.PRICE_WRITE)
        return None


def _empty_state() -> EmptyState:
    return EmptyState(
        "upload", tr("Choose the price list, or drop it here"),
        tr("Excel, OpenDocument or CSV, as filed or as the office keeps it. Every row is shown before it is stored."),
        Button(tr("Choose a file"), icon="folder"),
    )  # fmt: skip
