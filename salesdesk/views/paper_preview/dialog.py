"""A paper before it leaves: looked at page by page, sent to a printer by the system's dialog, or saved as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, IconButton, PrimaryButton
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import Line, Sheet
from salesdesk.views.paper_preview.pages import PdfPages
from salesdesk.views.paper_preview.printing import PrintRun, printer_for, printer_there
from salesdesk.views.paper_preview.saving import file_name, save_file
from salesdesk.views.paper_preview.sheets import SheetStack

Noted = Callable[[bytes], None]
Refused = Callable[[Refusal], None]
Note = Callable[[Noted, Refused], None]
"""Notes that a paper leaves; calls one of the two later: with the paper as it may leave now, or why it may not."""

_SMALLEST, _LARGEST = (720, 480), (1040, 860)


class PaperPreview(QDialog):
    """The preview of one PDF. It stays open until it is closed, so that a paper that did not print is not lost."""

    def __init__(
        self, parent: QWidget | None, title: str, pdf: bytes, printed: Callable[[], None] | None, note: Note | None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._title = title
        self._printed, self._note = printed, note
        self._noting = self._noted = False
        self.pages = PdfPages(pdf)
        self.sheets = SheetStack(self.pages)
        self.place = Label("", "small", "ink_2")
        self.percent = Label("", "small", "ink_2", align=Qt.AlignmentFlag.AlignCenter)
        self.banner = Banner("refusal")
        self.print_button = PrimaryButton(tr("Print"), "Ctrl P", tall=False)
        self.save_button = Button(tr("Save as PDF"), "Ctrl S")
        self.close_button = Button(tr("Close"), "Esc")
        self._run: PrintRun | None = None
        self._lay_out()
        self._connect()
        self._take_size(parent)

    @classmethod
    def show_pdf(
        cls,
        parent: QWidget | None,
        title: str,
        pdf: bytes,
        *,
        printed: Callable[[], None] | None = None,
        note: Note | None = None,
    ) -> PaperPreview:
        """Shows a paper over ``parent`` and comes back at once.

        Args:
            title: what the paper is; also the window's title, the print job's and the proposed file's name.
            printed: called each time the paper left, for a printer or into a file.
            note: called each time before it leaves; nothing leaves before it has answered.
        """
        dialog = cls(parent, title, pdf, printed, note)
        dialog.open()
        return dialog

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(Line())
        column.addWidget(self.sheets, 1)
        column.addWidget(Line())
        column.addWidget(self._foot())

    def _head(self) -> QWidget:
        head = Sheet("surface")
        head.setFixedHeight(48)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(Label(self._title, "section", medium=True, elide=True), 1)
        row.addWidget(self.place)
        row.addSpacing(16)
        self.smaller = IconButton("zoom-out", tr("Smaller (Ctrl −)"))
        self.larger = IconButton("zoom-in", tr("Larger (Ctrl +)"))
        self.percent.setFixedWidth(44)
        for widget in (self.smaller, self.percent, self.larger):
            row.addWidget(widget)
        return head

    def _foot(self) -> QWidget:
        foot = Sheet("surface")
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.close_button)
        row.addStretch(1)
        row.addWidget(self.save_button)
        row.addWidget(self.print_button)
        column.addLayout(row)
        return foot

    def _connect(self) -> None:
        self.print_button.clicked.connect(self.print_paper)
        self.save_button.clicked.connect(self.save_paper)
        self.close_button.clicked.connect(self.reject)
        self.banner.link_activated.connect(self.save_paper)
        self.smaller.clicked.connect(lambda: self.sheets.zoom(-1))
        self.larger.clicked.connect(lambda: self.sheets.zoom(1))
        self.sheets.moved.connect(self._moved)
        for keys, act in (
            ("Ctrl++", lambda: self.sheets.zoom(1)),
            ("Ctrl+=", lambda: self.sheets.zoom(1)),
            ("Ctrl+-", lambda: self.sheets.zoom(-1)),
            ("Ctrl+0", self.sheets.fit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.finished.connect(lambda: self.pages.close())
        self.destroyed.connect(self.pages.close)
        self.sheets.setFocus()

    def _take_size(self, parent: QWidget | None) -> None:
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        wide, high = (max(least, min(most, size - 64)) for least, most, size in
                      zip(_SMALLEST, _LARGEST, room.toTuple(), strict=True))  # fmt: skip
        self.resize(wide, high)

    def _moved(self, page: int, pages: int, percent: int) -> None:
        self.place.setText(tr("Page {page} of {pages}").format(page=page, pages=pages))
        self.percent.setText(f"{percent}%")

    # leaving

    def _busy(self) -> bool:
        return self._noting or self._run is not None

    def _let_leave(self, act: Callable[[], None]) -> None:
        """Prints or saves: at once, or when it is noted that the paper leaves."""
        if self._busy():
            return
        self.banner.clear()
        if self._note is None or self._noted:
            act()
            return
        self._noting = True
        self._bar()
        self._note(lambda pdf: self._may_leave(pdf, act), self._may_not_leave)

    def _may_leave(self, pdf: bytes, act: Callable[[], None]) -> None:
        """What was noted is what leaves: another desk may have printed the same paper meanwhile."""
        before, self.pages = self.pages, PdfPages(pdf)
        self.destroyed.connect(self.pages.close)
        self.sheets.show_pages(self.pages)
        before.close()
        self._noting, self._noted = False, True
        self._bar()
        act()

    def _may_not_leave(self, refusal: Refusal) -> None:
        self._noting = False
        self._bar()
        self.banner.set_text(str(refusal), kind="refusal")

    def _bar(self) -> None:
        """Nothing else leaves while something is leaving."""
        reason = tr("The paper is being printed.") if self._busy() else None
        for button in (self.print_button, self.save_button):
            button.set_refusal(reason)

    def _left(self) -> None:
        self._noted = False
        if self._printed is not None:
            self._printed()

    def print_paper(self) -> None:
        """Asks the system's dialog for printer, copies and pages, then prints."""
        if self._busy():
            return
        if not printer_there():
            self.banner.set_text(
                tr("No printer is set up on this PC."), tr("The paper can be saved and printed elsewhere. "),
                tr("Save as PDF"), kind="refusal",
            )  # fmt: skip
            return
        printer = printer_for(self.pages, self._title)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, len(self.pages) > 1)
        dialog.setMinMax(1, len(self.pages))
        dialog.accepted.connect(lambda: self.print_to(printer))
        # The class's own `open` wants a slot by name.
        QDialog.open(dialog)

    def print_to(self, printer: QPrinter) -> None:
        """Prints on this printer, page by page."""
        self._let_leave(lambda: self._print(printer))

    def _print(self, printer: QPrinter) -> None:
        self._run = PrintRun(self.pages, printer, self)
        self._run.advanced.connect(self._advanced)
        self._run.ended.connect(self._ended)
        self._bar()
        self._run.start()

    def _advanced(self, done: int, total: int) -> None:
        if total > 1:
            self.banner.set_text(tr("Printing: page {done} of {total}").format(done=done, total=total), kind="note")

    def _ended(self, refusal: Refusal | None) -> None:
        if self._run is not None and self._run.given:
            # What never began to leave is not noted as another print when it is tried again.
            self._noted = False
        self._run = None
        self._bar()
        if refusal is not None:
            self.banner.set_text(str(refusal), tr("The paper can be saved and printed elsewhere. "), tr("Save as PDF"),
                                 kind="refusal")  # fmt: skip
            return
        self.banner.set_text(tr("Sent to the printer."), kind="done")
        self._left()

    def save_paper(self) -> None:
        """Asks where to, then saves the PDF as it is."""
        if self._busy():
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("Save as PDF"), folder, "PDF (*.pdf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(file_name(self._title))
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Saves there; a disk that is full or a folder that is closed is said, and the paper stays."""
        self._let_leave(lambda: self._save(path))

    def _save(self, path: Path) -> None:
        try:
            save_file(path, self.pages.pdf)
        except Refusal as refusal:
            self.banner.set_text(str(refusal), kind="refusal")
            return
        self.banner.set_text(tr("Saved: {file}").format(file=path.name), kind="done")
        messages.say(tr("Saved: {file}").format(file=path.name))
        self._left()

    def reject(self) -> None:
        """Esc and the button close the window, but not in the middle of a print."""
        if not self._busy():
            super().reject()
