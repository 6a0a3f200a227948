"""The receipt beside the counter: as it would be printed now, or one that was given, with what can be done to it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.services.cashier import Payment
from salesdesk.services.counter import why_not_print, why_not_reverse, why_not_void
from salesdesk.services.receipt_papers import preview_pdf, receipt_pdf
from salesdesk.services.rows import Entry
from salesdesk.views.cashier.receipts_table import entry_state
from salesdesk.views.desk import Desk
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.kit.tags import Tag
from salesdesk.views.paper_preview.paper_view import PaperView

_PAUSE_MS = 250
_FORMS = (("FORM_93", "241 × 93"), ("A5", "A5"), ("ROLL_80", "80 mm"))


class ReceiptPanel(QWidget):
    """The preview.

    Signals:
        print_wanted, void_wanted, reverse_wanted: of the `Entry` that is shown.
    """

    print_wanted = Signal(object)
    void_wanted = Signal(object)
    reverse_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.entry: Entry | None = None
        self.business_day = date.min
        """The day that money counts for now, set before an entry is shown."""
        self._payment: Payment | None = None
        self._asked = 0
        self.title = SectionTitle(tr("Receipt"))
        self.form = Segmented(_FORMS)
        self.title.add(self.form)
        self.paper = PaperView()
        self.number = Label("", medium=True)
        self.state = Tag("")
        self.print_button = Button(tr("Print"), "Ctrl P")
        self.void_button = Button(tr("Void"), "F8")
        self.reverse_button = Button(tr("Reverse"), "F11")
        self._actions = QWidget()
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        self.form.chosen.connect(self._draw)
        for button, signal in (
            (self.print_button, self.print_wanted),
            (self.void_button, self.void_wanted),
            (self.reverse_button, self.reverse_wanted),
        ):
            button.clicked.connect(lambda _=False, told=signal: told.emit(self.entry))
        self.show_draft(None)

    def _lay_out(self) -> None:
        actions = QVBoxLayout(self._actions)
        actions.setContentsMargins(0, 0, 0, 0)
        actions.setSpacing(8)
        named, buttons = QHBoxLayout(), QHBoxLayout()
        for line in (named, buttons):
            line.setSpacing(8)
            actions.addLayout(line)
        named.addWidget(self.number)
        named.addWidget(self.state)
        named.addStretch(1)
        for button in (self.print_button, self.void_button, self.reverse_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.paper)
        column.addWidget(self._actions)

    def form_key(self) -> str:
        """The paper in the printer: ``FORM_93``, ``A5``, ``ROLL_80``."""
        return self.form.key()

    def show_draft(self, payment: Payment | None) -> None:
        """The receipt as it would be printed now. It has no number before it is saved."""
        self.entry, self._payment = None, payment
        self.title.title.setText(tr("Preview of the receipt"))
        reveal(self._actions, False)
        if payment is not None and self.paper.shows_paper():
            self._pause.start()
        else:
            self._draw()

    def show_entry(self, entry: Entry, *, with_print: bool = True) -> None:
        """A receipt that was given. ``with_print`` is off while the print button stands elsewhere."""
        same = self.entry is not None and self.entry == entry
        self.entry, self._payment = entry, None
        self.title.title.setText(tr("Receipt"))
        self.number.setText(entry.number)
        words, tone = entry_state(entry)
        self.state.set_text(words, tone)
        reveal(self.print_button, with_print)
        self.print_button.set_text(tr("Print again") if entry.prints else tr("Print"))
        self._bar(entry)
        reveal(self._actions, True)
        if not same:
            self._draw()

    def set_business_day(self, day: date) -> None:
        """The day moved on: a receipt of a closed day is no longer voided but reversed."""
        if day != self.business_day:
            self.business_day = day
            if self.entry is not None:
                self._bar(self.entry)

    def _bar(self, entry: Entry) -> None:
        """Each button says why it cannot be pressed, by the same reasons as the services."""
        held, day = self.desk.office.permissions, self.business_day
        for button, reason in (
            (self.print_button, why_not_print(entry, held)),
            (self.void_button, why_not_void(entry, day, held)),
            (self.reverse_button, why_not_reverse(entry, day, held)),
        ):
            button.set_refusal(None if reason is None else str(reason))

    def _draw(self) -> None:
        self._pause.stop()
        self._asked += 1
        asked, form = self._asked, self.form.key()
        if self.entry is not None:
            self.desk.ask(self, receipt_pdf, self.entry.id, form, done=lambda pdf: self._drawn(asked, pdf))
        elif self._payment is not None:
            self.desk.ask(self, preview_pdf, self._payment, form, done=lambda pdf: self._drawn(asked, pdf))
        else:
            self.paper.clear(tr("The receipt appears here; it gets its number when it is saved."))

    def _drawn(self, asked: int, pdf: bytes) -> None:
        if asked == self._asked:
            self.paper.show_pdf(pdf)
