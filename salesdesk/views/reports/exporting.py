"""Reports to Excel: the menu, the days, the file, how far it is, and how it ended."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.long_work import Stopped
from salesdesk.services.exports import DATED, REPORT_WORDS, ReportKind, file_name, write_report
from salesdesk.services.reports import FIRST_DAY, LAST_DAY
from salesdesk.views.ask_file import ask_save
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.progress import ProgressStrip
from salesdesk.views.long_task import LongTask
from salesdesk.views.reports.range_dialog import DEFAULT, RangeDialog

ENTRIES: dict[ReportKind, str] = {
    ReportKind.SALES_DETAIL: mark("Sales detail…"),
    ReportKind.SALES_SUMMARY: mark("Sales summary (building, layout, month)"),
    ReportKind.MONEY_ENTRIES: mark("Receipts and refunds…"),
    ReportKind.CHANGES: mark("Changes carried out…"),
}


class Exporting(QObject):
    """Works for one screen: its button opens the menu, its strip shows the progress, its banner the end.

    ``today`` is the office's day, set when the figures are read.
    """

    def __init__(self, desk: Desk, screen: QWidget, button: Button, strip: ProgressStrip, banner: Banner) -> None:
        super().__init__(screen)
        self._desk, self._screen, self._button, self._strip, self._banner = desk, screen, button, strip, banner
        self._quick = DEFAULT
        self._again: partial[None] | None = None
        self._written: Path | None = None
        self.today: date | None = None
        self.task: LongTask | None = None
        self.file_dialog: QFileDialog | None = None
        self.menu = QMenu(screen)
        for kind, words in ENTRIES.items():
            action = QAction(tr(words), self.menu)
            action.triggered.connect(partial(self._choose, kind))
            self.menu.addAction(action)
        button.clicked.connect(self.open_menu)
        banner.link_activated.connect(self._follow)

    def open_menu(self) -> None:
        """The menu beneath the button, its first entry ready for Enter."""
        self.menu.setMinimumWidth(self._button.width())
        left = self._button.width() - self.menu.sizeHint().width()
        self.menu.popup(self._button.mapToGlobal(QPoint(min(left, 0), self._button.height() + 4)))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _choose(self, kind: ReportKind) -> None:
        if self.today is None:
            return
        if kind not in DATED:
            self._ask_file(kind, FIRST_DAY, LAST_DAY)
            return
        dialog = RangeDialog(self._desk, kind, self.today, self._screen, self._quick)
        dialog.chosen.connect(lambda first, last: self._range_chosen(dialog, kind, first, last))
        dialog.open()

    def _range_chosen(self, dialog: RangeDialog, kind: ReportKind, first: date, last: date) -> None:
        self._quick = dialog.quick.key()
        self._ask_file(kind, first, last)

    def _ask_file(self, kind: ReportKind, first: date, last: date) -> None:
        project = self._desk.office.project
        name = file_name(kind, project.name if project else "", self.today or first)
        title = tr("Export to Excel")
        self.file_dialog = ask_save(
            self._screen, f"{title}: {tr(REPORT_WORDS[kind])}", name, "Excel (*.xlsx)",
            lambda path: self.export(kind, path, first, last),
        )  # fmt: skip

    def export(self, kind: ReportKind, path: Path, first: date = FIRST_DAY, last: date = LAST_DAY) -> None:
        """Writes a report; it says where when it is there, or why it is not."""
        if self.task is not None:
            return
        self._banner.clear()
        task = self.task = LongTask(self._strip, tr("Writing {file}").format(file=path.name))
        self._button.set_refusal(tr("A report is being written."))
        self._again = partial(self._ask_file, kind, first, last)

        def done(rows: int) -> None:
            self._end()
            self._written, self._again = path, None
            words = trn("{n} row", "{n} rows", rows).format(n=f"{rows:,}")
            sentence = tr("{rows} in {folder}. ").format(rows=words, folder=str(path.parent))
            self._banner.set_text(
                tr("Saved: {file}").format(file=path.name), sentence, tr("Open the file"), kind="done"
            )

        def failed(refusal: Refusal) -> None:
            self._end()
            self._written = None
            stopped = isinstance(refusal, Stopped)
            head = "" if stopped else tr("The report is not written.")
            self._banner.set_text(head, f"{refusal} ", "" if stopped else tr("Choose another file"), kind="refusal")

        office, days = self._desk.office, {"first": first, "last": last}
        write = partial(write_report, office, kind, path, task.progress, task.cancelled, **days)
        self._desk.tasks.run(self._screen, write, done, failed)

    def _end(self) -> None:
        if self.task is not None:
            self.task.finish()
        self.task = None
        self._button.set_refusal(None)

    def _follow(self) -> None:
        """The link of the banner: opens what was written, or asks for another file."""
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))
        elif self._again is not None:
            self._again()
