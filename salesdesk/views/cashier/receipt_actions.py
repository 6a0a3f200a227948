"""What is done to receipts: taken, printed, voided, reversed, refunded. Each is carried out once, then told."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.services.accounts import receipt
from salesdesk.services.cashier import Payment, take_payment
from salesdesk.services.counter import Counter
from salesdesk.services.rows import Entry
from salesdesk.services.settlement_lists import Settling, entries_of
from salesdesk.views.cashier.print_run import ReceiptPrinting
from salesdesk.views.cashier.refund_dialog import RefundDialog
from salesdesk.views.cashier.settling import SettleDialog
from salesdesk.views.cashier.undo_dialog import ReverseDialog, VoidDialog
from salesdesk.views.desk import Desk
from salesdesk.views.unit_actions.action_dialog import ActionDialog


class ReceiptActions(QObject):
    """The verbs of the counter, for the screen that is their owner.

    Signals:
        taken: the `Entry` of a payment; it has its number now.
        refused: the `Refusal` of a payment.
        undone: the `Entry` to look at after a void, a reversal or a refund.
        settled: the entries of an agreed change, in their order.
        left_preview: the paper on screen was closed.
    """

    taken = Signal(object)
    refused = Signal(object)
    undone = Signal(object)
    settled = Signal(object)
    left_preview = Signal()

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self.desk, self._owner = desk, owner
        self.printing = ReceiptPrinting(desk, owner)
        self.printing.closed.connect(self.left_preview)
        self._saving = False

    @property
    def saving(self) -> bool:
        """Whether a payment is being saved; a second one is not begun meanwhile."""
        return self._saving

    def take(self, form: Payment) -> None:
        """Saves a payment; `taken` or `refused` tells what became of it."""
        if self._saving:
            return
        self._saving = True
        self.desk.perform(self, take_payment, form, self._saved, self._not_saved)

    def _saved(self, receipt_id: int) -> None:
        self._saving = False
        self.desk.ask(self, receipt, receipt_id, done=self.taken.emit)

    def _not_saved(self, refusal: Refusal) -> None:
        self._saving = False
        self.refused.emit(refusal)

    def print(self, entry: Entry, form: str) -> None:
        """Shows the paper; its print is noted when it leaves."""
        self.printing.start(entry, form)

    def void(self, entry: Entry) -> None:
        self._open(VoidDialog(self.desk, entry, self._owner))

    def reverse(self, entry: Entry) -> None:
        self._open(ReverseDialog(self.desk, entry, self._owner))

    def refund(self, counter: Counter) -> None:
        self._open(RefundDialog(self.desk, counter, self._owner))

    def settle(self, settling: Settling, payee: str) -> None:
        """Enters what an agreed change moves."""
        dialog = SettleDialog(self.desk, settling, payee, self._owner)
        dialog.carried_out.connect(self._look_at_all)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _look_at_all(self, entry_ids: tuple[int, ...]) -> None:
        self.desk.ask(self, entries_of, entry_ids, done=self.settled.emit)

    def _open(self, dialog: ActionDialog) -> None:
        dialog.carried_out.connect(self._look)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _look(self, receipt_id: int) -> None:
        self.desk.ask(self, receipt, receipt_id, done=self.undone.emit)
