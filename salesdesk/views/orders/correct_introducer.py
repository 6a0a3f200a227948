"""The manager says anew who introduced an order, with the reason that its story shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.services.introducers import IntroducerCorrection, correct_introducer
from salesdesk.services.order_files import OrderFile
from salesdesk.services.rows import IntroducerRow
from salesdesk.views.deal.introducer import introducer_items, introducer_words
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_correct_introducer import Ui_CorrectIntroducer
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed

NOBODY = 0


class CorrectIntroducerDialog(ActionDialog):
    """See the module."""

    def __init__(
        self, desk: Desk, file: OrderFile, rows: Sequence[IntroducerRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        order = file.account.order
        self.order_id = order.id
        now = file.introductions[-1] if file.introductions else None
        self.ui = Ui_CorrectIntroducer()
        self.ui.setupUi(self)
        self.ui.about.setText(f"{order.unit_label}　{order.number}")
        told = introducer_words(now.kind, now.name) if now is not None else "—"
        self.ui.now.setText(tr("So far: {introducer}").format(introducer=told))
        self.ui.introducer.set_items([(NOBODY, tr("Nobody"), ""), *introducer_items(rows)])
        self.ui.introducer.set_key((now.introducer_id if now is not None else None) or NOBODY)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"reason": self.ui.reason})
        self.ui.introducer.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return correct_introducer

    def form(self) -> IntroducerCorrection | None:
        reason = typed(self.ui.reason, tr("Say why it changes: the story of the order shows it."))
        if reason is None:
            return None
        chosen = self.ui.introducer.key()
        return IntroducerCorrection(
            request_id=self.request_id, order_id=self.order_id, introducer_id=int(chosen) if chosen else None,
            reason=reason,
        )  # fmt: skip
