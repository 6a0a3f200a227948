"""What was just taken: its number, its sum, and what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.capital_figures import capital_figures
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan
from salesdesk.services.rows import Entry
from salesdesk.views.cashier.receipts_table import entry_items
from salesdesk.views.cashier.wording import method_words
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.lamps import Lamp
from salesdesk.views.kit.section import Line

_RIGHT = Qt.AlignmentFlag.AlignRight


class DoneCard(QWidget):
    """Takes the place of the entry once a payment is saved.

    Signals:
        print_wanted: the receipt; next_wanted: another payment.
    """

    print_wanted = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = Label("", "figure", medium=True)
        self.sum = Label("", "amount", medium=True, align=_RIGHT)
        self.capitals = Label("", "section", align=_RIGHT, wrap=True)
        self.lines = {
            "payer": ValueLine(tr("Payer")),
            "items": ValueLine(tr("Paid for")),
            "method": ValueLine(tr("Method")),
            "account": ValueLine(tr("Receiving account")),
        }
        self.print_button = PrimaryButton(tr("Print the receipt"), "Ctrl P")
        self.next_button = Button(tr("Next payment"), "Esc", tall=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Lamp("done"))
        head.addWidget(Label(tr("Taken"), "section", medium=True), 1)
        column.addLayout(head)
        column.addWidget(self.number)
        column.addSpacing(8)
        column.addWidget(Line())
        column.addWidget(self.sum)
        column.addWidget(self.capitals)
        column.addWidget(Line())
        for line in self.lines.values():
            column.addWidget(line)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.print_button, 1)
        foot.addWidget(self.next_button)
        column.addLayout(foot)
        self.print_button.clicked.connect(self.print_wanted)
        self.next_button.clicked.connect(self.next_wanted)

    def show_entry(self, entry: Entry) -> None:
        self.number.setText(entry.number)
        self.sum.setText(format_yuan(entry.total_fen))
        self.capitals.setText(capital_figures(entry.total_fen))
        self.lines["payer"].set_value(entry.payer)
        self.lines["items"].set_value(entry_items(entry))
        self.lines["method"].set_value(method_words(entry.tenders))
        self.lines["account"].set_value(entry.account or "—")
        self.print_button.set_text(tr("Print again") if entry.prints else tr("Print the receipt"))

    def take_cursor(self) -> None:
        self.print_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
