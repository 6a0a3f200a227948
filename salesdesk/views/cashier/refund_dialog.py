"""Money back, item by item, never more than came in for the item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.services.accounts import received_by_item
from salesdesk.services.cashier import Refund, refund
from salesdesk.services.counter import Counter
from salesdesk.services.owed_back import refundable
from salesdesk.views.cashier.wording import METHODS, method_word
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_refund_money import Ui_RefundMoney
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed

_NEVER_BACK = frozenset({"loan"})
"""What a bank paid out goes back to the bank by transfer."""


class RefundDialog(ActionDialog):
    """Pays back; ``carried_out`` tells the refund's id."""

    def __init__(self, desk: Desk, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        account = counter.account
        self.order_id = account.order.id
        self.ui = Ui_RefundMoney()
        self.ui.setupUi(self)
        self.ui.about.setText(f"{account.order.unit_label}　{account.order.customer_name}")
        self.ui.lines.show_items(refundable(account.order.dues, received_by_item(account.entries)), counter.items)
        self.ui.method.set_items([(one.value, method_word(one)) for one in METHODS if one.value not in _NEVER_BACK])
        self.ui.method.set_key("transfer")
        buyers = account.order.buyers
        self.ui.payee.set_text(buyers[0].name if buyers else account.order.customer_name)
        fields = {"payee": self.ui.payee, "reference": self.ui.reference, "reason": self.ui.reason}
        self.wire(self.ui.go, self.ui.back, self.ui.banner, fields)
        self.ui.lines.changed.connect(self.ui.banner.clear)
        self.bar(counter.why_not_refund)
        self.ui.lines.take_cursor()

    def verb(self) -> Callable[[Any, Any], Any]:
        return refund

    def form(self) -> Refund | None:
        lines = self.ui.lines.lines()
        if lines is None:
            return None
        payee = typed(self.ui.payee, tr("Who gets the money is missing."))
        reason = typed(self.ui.reason, tr("This needs its reason.")) if payee is not None else None
        if payee is None or reason is None:
            return None
        if self.ui.method.key() is None:
            self._refused(Refusal("Choose how it is paid."))
            return None
        return Refund(
            request_id=self.request_id, order_id=self.order_id, lines=lines, method=self.ui.method.key(), payee=payee,
            reference=self.ui.reference.text().strip(), reason=reason,
        )  # fmt: skip
