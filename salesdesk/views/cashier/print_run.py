"""A receipt to paper: the print is noted first, then the paper is made, then shown with its way to the printer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.money_items import ENTRY_WORDS
from salesdesk.services.receipt_papers import ReceiptPrintForm, note_receipt_print, receipt_pdf
from salesdesk.services.rows import Entry
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.paper_preview.dialog import PaperPreview


class ReceiptPrinting(QObject):
    """One print at a time: a second press while one is under way does nothing.

    Signals:
        closed: the preview was left, printed or not.
    """

    closed = Signal()

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self.desk = desk
        self.preview: PaperPreview | None = None
        self._owner = owner
        self._under_way = False

    def start(self, entry: Entry, form: str) -> None:
        """Notes the print and commits it before the first byte leaves; from then on the receipt cannot be voided."""
        if self._under_way:
            return
        self._under_way = True
        noted = ReceiptPrintForm(receipt_id=entry.id)
        self.desk.perform(
            self, note_receipt_print, noted, lambda number: self._noted(entry, form, number), self._failed
        )  # fmt: skip

    def _noted(self, entry: Entry, form: str, print_no: int) -> None:
        self.desk.ask(
            self, receipt_pdf, entry.id, form, print_no, done=lambda pdf: self._made(entry, pdf), failed=self._failed
        )

    def _made(self, entry: Entry, pdf: bytes) -> None:
        self._under_way = False
        title = f"{tr(ENTRY_WORDS[entry.kind])} {entry.number}"
        self.preview = PaperPreview.show_pdf(self._owner, title, pdf)
        self.preview.finished.connect(self._closed)

    def _closed(self) -> None:
        self.preview = None
        self.closed.emit()

    def _failed(self, refusal: Refusal) -> None:
        self._under_way = False
        messages.refuse(refusal)
