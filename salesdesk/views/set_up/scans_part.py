"""The scans of a price list in the panel of its version: attached from a file, saved again as they came."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import PERMISSION_WORDS, Permission
from salesdesk.services.rows import AttachmentRow
from salesdesk.services.scans import SUFFIXES, AttachScan, Scan, attach_scan, read_scan, scan_content, scans_of
from salesdesk.views.ask_file import ask_open, ask_save
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.panel import Part
from salesdesk.views.paper_preview.saving import save_file
from salesdesk.views.set_up.words import moment
from salesdesk.views.theme import theme

_MARGINS = 48


class ScansPart(Part):
    """Shows the scans of the version that is chosen (`show_list`)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Signed scans"))
        self.desk = desk
        self._list_id: int | None = None
        self.dialog: QFileDialog | None = None
        self.links: list[Link] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.column.addLayout(self._rows)
        self.button = Button(tr("Attach a scan"), icon="upload")
        self.button.clicked.connect(self.ask)
        self.column.addSpacing(4)
        self.add(self.button)
        may = desk.may(Permission.PRICE_WRITE)
        what = tr(PERMISSION_WORDS[Permission.PRICE_WRITE])
        self.button.set_refusal(None if may else tr("Your role may not {what}.").format(what=what))

    def show_list(self, price_list_id: int | None) -> None:
        """The scans of this version; nothing of the one before stays."""
        if price_list_id != self._list_id:
            self._show(price_list_id, ())
        self._list_id = price_list_id
        if price_list_id is not None:
            self.desk.ask(self, scans_of, price_list_id, done=partial(self._show, price_list_id))

    def _show(self, price_list_id: int | None, scans: tuple[AttachmentRow, ...]) -> None:
        if price_list_id != self._list_id and scans:
            return
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.links = []
        for scan in scans:
            self._rows.addWidget(self._line(scan))
        self.note.setText(str(len(scans)) if scans else tr("none yet"))

    def _line(self, scan: AttachmentRow) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        room = theme().size("sidepanel") - _MARGINS
        link = Link(theme().metrics("small").elidedText(scan.name, Qt.TextElideMode.ElideMiddle, room))
        link.setToolTip(scan.name)
        link.clicked.connect(partial(self._fetch, scan))
        self.links.append(link)
        column.addWidget(link)
        column.addWidget(Label(f"{moment(scan.created_at)}　{scan.created_by}", "small", "ink_3"))
        return line

    def ask(self) -> None:
        """Asks which file to attach."""
        if self._list_id is not None:
            kinds = f"PDF, JPEG, PNG, TIFF ({' '.join(f'*.{suffix}' for suffix in SUFFIXES)})"
            self.dialog = ask_open(self.window(), tr("Attach a scan"), kinds, partial(self.attach, self._list_id))

    def attach(self, price_list_id: int, path: Path) -> None:
        """Attaches a file to a version; a second press while one is on its way does nothing."""
        self.desk.tasks.run(self, lambda: read_scan(path), partial(self._keep, price_list_id))

    def _keep(self, price_list_id: int, scan: Scan) -> None:
        self.desk.perform(self, attach_scan, AttachScan(price_list_id=price_list_id, scan=scan), self._kept)

    def _kept(self, _: int) -> None:
        messages.say(tr("The scan is attached."))
        self.show_list(self._list_id)

    def _fetch(self, scan: AttachmentRow) -> None:
        self.desk.ask(self, scan_content, scan.id, done=partial(self._ask_place, scan))

    def _ask_place(self, scan: AttachmentRow, content: bytes) -> None:
        suffix = Path(scan.name).suffix
        kinds = f"*{suffix}" if suffix else "*"
        self.dialog = ask_save(self.window(), tr("Save the scan"), scan.name, kinds, partial(self._save, content))

    def _save(self, content: bytes, path: Path) -> None:
        def saved(_: None) -> None:
            messages.say(tr("Saved: {file}").format(file=path.name))

        self.desk.tasks.run(self, lambda: save_file(path, content), saved)
