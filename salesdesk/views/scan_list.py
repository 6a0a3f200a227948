"""Signed sheets that were scanned, as a part of a panel: attached from a file, saved again as they came."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.office_time import minute
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.services.rows import AttachmentRow
from salesdesk.services.scans import SUFFIXES, Scan, read_scan
from salesdesk.views.ask_file import ask_open, ask_save
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.panel import Part
from salesdesk.views.paper_preview.saving import save_file
from salesdesk.views.theme import theme

_MARGINS = 48


class ScanList(Part):
    """The scans of one thing at a time, told by its id; ``attach_words`` name the button, ``needs`` who may press."""

    def __init__(self, desk: Desk, title: str, attach_words: str, needs: Permission) -> None:
        super().__init__(title, " ")
        self.desk = desk
        self.of_id: int | None = None
        self.dialog: QFileDialog | None = None
        self.links: list[Link] = []
        self._words = attach_words
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.column.addLayout(self._rows)
        self.button = Button(attach_words, icon="upload")
        self.button.clicked.connect(self.ask)
        self.column.addSpacing(4)
        self.add(self.button)
        refused = may_not(needs)
        self.button.set_refusal(None if desk.may(needs) else refused)

    @abstractmethod
    def keep(self, of_id: int, scan: Scan) -> None:
        """Store a scan that was read."""

    @abstractmethod
    def fetch(self, scan: AttachmentRow) -> None:
        """Get the content of a scan, then `ask_place`."""

    def show_scans(self, of_id: int | None, scans: tuple[AttachmentRow, ...]) -> None:
        """These and no others; nothing of the thing shown before stays."""
        self.of_id = of_id
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.links = []
        for scan in scans:
            self._rows.addWidget(self._line(scan))
        self.note.setText(str(len(scans)) if scans else tr("none attached yet"))

    def ask(self) -> None:
        """Asks which file to attach."""
        if self.of_id is not None:
            kinds = f"PDF, JPEG, PNG, TIFF ({' '.join(f'*.{suffix}' for suffix in SUFFIXES)})"
            self.dialog = ask_open(self.window(), self._words, kinds, partial(self.attach, self.of_id))

    def attach(self, of_id: int, path: Path) -> None:
        """Attaches a file; a second press while one is on its way does nothing."""
        self.desk.tasks.run(self, lambda: read_scan(path), partial(self.keep, of_id))

    def ask_place(self, scan: AttachmentRow, content: bytes) -> None:
        """Asks where to save a scan, and saves it there."""
        suffix = Path(scan.name).suffix
        kinds = f"*{suffix}" if suffix else "*"
        self.dialog = ask_save(self.window(), tr("Save the scan"), scan.name, kinds, partial(self._save, content))

    def _line(self, scan: AttachmentRow) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        room = theme().size("sidepanel") - _MARGINS
        link = Link(theme().metrics("small").elidedText(scan.name, Qt.TextElideMode.ElideMiddle, room))
        link.setToolTip(scan.name)
        link.clicked.connect(partial(self.fetch, scan))
        self.links.append(link)
        column.addWidget(link)
        column.addWidget(Label(f"{minute(scan.created_at)}　{scan.created_by}", "small", "ink_3"))
        return line

    def _save(self, content: bytes, path: Path) -> None:
        def saved(_: None) -> None:
            messages.say(tr("Saved: {file}").format(file=path.name))

        self.desk.tasks.run(self, lambda: save_file(path, content), saved)
