"""The approval form on paper, and the scan of the signed one, in the panel of its request."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
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
from salesdesk.services.scans import Scan
from salesdesk.views.deal.printing import show_paper
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.scan_list import ScanList


def print_form(desk: Desk, owner: QWidget, on_request: int, title: str) -> None:
    """Shows the form as it will be printed; what it was printed from is kept when it leaves."""

    def noted() -> None:
        desk.perform(owner, note_change_print, ChangePrint(request_id=new_request_id(), on_request=on_request))

    desk.ask(owner, change_pdf, on_request, done=lambda pdf: show_paper(owner, title, pdf, noted, lambda: None))


class SignedPart(ScanList):
    """The scans of the signed form of one request."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Signed form"), tr("Attach the signed scan"), Permission.ORDER_WRITE)

    def keep(self, of_id: int, scan: Scan) -> None:
        """Attach it to the request."""
        form = AttachSigned(on_request=of_id, scan=scan)
        self.desk.perform(self, attach_signed, form, lambda _: messages.say(tr("The scan is attached.")))

    def fetch(self, scan: AttachmentRow) -> None:
        """Its content, to be saved."""
        self.desk.ask(self, signed_content, self.of_id, scan.id, done=partial(self.ask_place, scan))
