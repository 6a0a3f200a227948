"""Cancelling an order for which no money is held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.states import Verb
from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.services.order_files import order_actions
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_cancel_order import Ui_CancelOrder
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed


class CancelOrderDialog(ActionDialog):
    """Asks for the reason; where money came in, says so instead."""

    def __init__(self, desk: Desk, unit_label: str, order_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.order_id = order_id
        self.ui = Ui_CancelOrder()
        self.ui.setupUi(self)
        self.ui.about.setText(unit_label)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"reason": self.ui.reason})
        desk.ask(self, order_actions, order_id, done=lambda why: self.bar(why[Verb.CANCEL]))
        self.ui.reason.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return cancel_order

    def form(self) -> Cancellation | None:
        reason = typed(self.ui.reason, tr("A cancellation needs its reason."))
        return None if reason is None else Cancellation(
            request_id=self.request_id, order_id=self.order_id, reason=reason
        )  # fmt: skip
