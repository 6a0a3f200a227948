"""The signed scans of a price list, in the panel of its version."""

from __future__ import annotations

from functools import partial

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.services.rows import AttachmentRow
from salesdesk.services.scans import AttachScan, Scan, attach_scan, scan_content, scans_of
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.scan_list import ScanList


class ScansPart(ScanList):
    """Shows the scans of the version that is chosen (`show_list`)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Signed scans"), tr("Attach a scan"), Permission.PRICE_WRITE)

    def show_list(self, price_list_id: int | None) -> None:
        """The scans of this version, as soon as they are there."""
        if price_list_id != self.of_id:
            self.show_scans(price_list_id, ())
        if price_list_id is not None:
            self.desk.ask(self, scans_of, price_list_id, done=partial(self._came, price_list_id))

    def _came(self, price_list_id: int, scans: tuple[AttachmentRow, ...]) -> None:
        if price_list_id == self.of_id:
            self.show_scans(price_list_id, scans)

    def keep(self, of_id: int, scan: Scan) -> None:
        """Attach it to the version."""
        self.desk.perform(self, attach_scan, AttachScan(price_list_id=of_id, scan=scan), self._kept)

    def _kept(self, _: int) -> None:
        messages.say(tr("The scan is attached."))
        self.show_list(self.of_id)

    def fetch(self, scan: AttachmentRow) -> None:
        """Its content, to be saved."""
        self.desk.ask(self, scan_content, scan.id, done=partial(self.ask_place, scan))
