"""A receipt to paper: looked at first; its print is noted, and the paper made, when it really leaves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.money_items import ENTRY_WORDS
from salesdesk.services.receipt_papers import ReceiptPrintForm, note_receipt_print, print_preview, receipt_pdf
from salesdesk.services.rows import Entry
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.paper_preview.dialog import Noted, PaperPreview, Refused


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
        self._form: ReceiptPrintForm | None = None

    def start(self, entry: Entry, form: str) -> None:
        """Shows the receipt as it would leave."""
        if self._under_way:
            return
        self._under_way = True
        self.desk.ask(
            self, print_preview, entry.id, form, done=lambda pdf: self._made(entry, form, pdf), failed=self._failed
        )

    def _made(self, entry: Entry, form: str, pdf: bytes) -> None:
        self._under_way = False
        title = f"{tr(ENTRY_WORDS[entry.kind])} {entry.number}"
        note = partial(self._note, entry.id, form)
        self._form = None
        self.preview = PaperPreview.show_pdf(self._owner, title, pdf, note=note)
        self.preview.finished.connect(self._closed)

    def _note(self, receipt_id: int, form: str, noted: Noted, refused: Refused) -> None:
        """Notes the print and commits it before the first byte leaves; from then on the receipt cannot be voided.

        A note that nobody answered, for the server was gone, is asked for again and not made twice.
        """
        self._form = self._form or ReceiptPrintForm(receipt_id=receipt_id)

        def done(print_no: int) -> None:
            self._form = None
            self.desk.ask(self, receipt_pdf, receipt_id, form, print_no, done=noted, failed=refused)

        self.desk.perform(self, note_receipt_print, self._form, done, refused)

    def _closed(self) -> None:
        self.preview = None
        self.closed.emit()

    def _failed(self, refusal: Refusal) -> None:
        self._under_way = False
        messages.refuse(refusal)
