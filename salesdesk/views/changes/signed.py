"""The approval form on paper, and the scan of the signed one, in the panel of its request."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import PERMISSION_WORDS, Permission
from salesdesk.services.change_papers import (
    AttachSigned,
    ChangePrint,
    attach_signed,
    change_pdf,
    note_change_print,
    signed_content,
)
from salesdesk.services.office import new_request_id
from salesdesk.services.rows import AttachmentRow
from salesdesk.services.scans import SUFFIXES, Scan, read_scan
from salesdesk.views.ask_file import ask_open, ask_save
from salesdesk.views.changes.wording import moment
from salesdesk.views.deal.printing import show_paper
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.panel import Part
from salesdesk.views.paper_preview.saving import save_file
from salesdesk.views.theme import theme

_MARGINS = 48


def print_form(desk: Desk, owner: QWidget, on_request: int, title: str) -> None:
    """Shows the form as it will be printed; what it was printed from is kept when it leaves."""

    def noted() -> None:
        desk.perform(owner, note_change_print, ChangePrint(request_id=new_request_id(), on_request=on_request))

    desk.ask(owner, change_pdf, on_request, done=lambda pdf: show_paper(owner, title, pdf, noted, lambda: None))


class SignedPart(Part):
    """The scans of the signed form; attached from a file, saved again as they came."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Signed form"), " ")
        self.desk = desk
        self.dialog: QFileDialog | None = None
        self._on_request: int | None = None
        self.links: list[Link] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.column.addLayout(self._rows)
        self.button = Button(tr("Attach the signed scan"), icon="upload")
        self.button.clicked.connect(self.ask)
        self.column.addSpacing(4)
        self.add(self.button)
        what = tr(PERMISSION_WORDS[Permission.ORDER_WRITE])
        may = desk.may(Permission.ORDER_WRITE)
        self.button.set_refusal(None if may else tr("Your role may not {what}.").format(what=what))

    def show_scans(self, on_request: int, scans: tuple[AttachmentRow, ...]) -> None:
        self._on_request = on_request
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.links = []
        for scan in scans:
            self._rows.addWidget(self._line(scan))
        self.note.setText(str(len(scans)) if scans else tr("none attached yet"))

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
        if self._on_request is not None:
            kinds = f"PDF, JPEG, PNG, TIFF ({' '.join(f'*.{suffix}' for suffix in SUFFIXES)})"
            done = partial(self.attach, self._on_request)
            self.dialog = ask_open(self.window(), tr("Attach the signed scan"), kinds, done)

    def attach(self, on_request: int, path: Path) -> None:
        """Attaches a file to a request's order."""
        self.desk.tasks.run(self, lambda: read_scan(path), partial(self._keep, on_request))

    def _keep(self, on_request: int, scan: Scan) -> None:
        form = AttachSigned(on_request=on_request, scan=scan)
        self.desk.perform(self, attach_signed, form, lambda _: messages.say(tr("The scan is attached.")))

    def _fetch(self, scan: AttachmentRow) -> None:
        self.desk.ask(self, signed_content, self._on_request, scan.id, done=partial(self._ask_place, scan))

    def _ask_place(self, scan: AttachmentRow, content: bytes) -> None:
        suffix = Path(scan.name).suffix
        kinds = f"*{suffix}" if suffix else "*"
        self.dialog = ask_save(self.window(), tr("Save the scan"), scan.name, kinds, partial(self._save, content))

    def _save(self, content: bytes, path: Path) -> None:
        def saved(_: None) -> None:
            messages.say(tr("Saved: {file}").format(file=path.name))

        self.desk.tasks.run(self, lambda: save_file(path, content), saved)
