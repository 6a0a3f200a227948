"""Undoing a receipt: void it before its first print, else reverse it by its negative. Both ask for the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan
from salesdesk.services.cashier import Reversal, Void, reverse_receipt, void_receipt
from salesdesk.services.rows import Entry
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_undo_receipt import Ui_UndoReceipt
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed


class UndoDialog(ActionDialog):
    """What both share; ``carried_out`` tells the receipt to look at afterwards."""

    def __init__(self, desk: Desk, entry: Entry, words: str, after: str, parent: QWidget | None) -> None:
        super().__init__(desk, parent)
        self.entry = entry
        self.ui = Ui_UndoReceipt()
        self.ui.setupUi(self)
        self.setWindowTitle(words)
        self.ui.title.setText(words)
        self.ui.about.setText(f"{entry.number}　{entry.unit_label}　{format_yuan(entry.total_fen)}")
        self.ui.after.setText(after)
        self.ui.go.set_text(words)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"reason": self.ui.reason})
        self.ui.reason.line.setFocus()

    def reason(self) -> str | None:
        return typed(self.ui.reason, tr("This needs its reason."))


class VoidDialog(UndoDialog):
    """作废: the receipt counts no more; its number stays taken."""

    def __init__(self, desk: Desk, entry: Entry, parent: QWidget | None = None) -> None:
        after = tr("The receipt counts no more. Its number stays taken and is not given again.")
        super().__init__(desk, entry, tr("Void the receipt"), after, parent)

    def verb(self) -> Callable[[Any, Any], Any]:
        return void_receipt

    def form(self) -> Void | None:
        reason = self.reason()
        return None if reason is None else Void(request_id=self.request_id, receipt_id=self.entry.id, reason=reason)


class ReverseDialog(UndoDialog):
    """红冲: a negative receipt with a number of its own."""

    def __init__(self, desk: Desk, entry: Entry, parent: QWidget | None = None) -> None:
        after = tr("A negative receipt with a number of its own is written; both stay in the account.")
        super().__init__(desk, entry, tr("Reverse the receipt"), after, parent)

    def verb(self) -> Callable[[Any, Any], Any]:
        return reverse_receipt

    def form(self) -> Reversal | None:
        reason = self.reason()
        return None if reason is None else Reversal(request_id=self.request_id, receipt_id=self.entry.id, reason=reason)
