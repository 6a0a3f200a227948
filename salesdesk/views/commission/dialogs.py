"""The two verbs of the manager: letting a deal count in spite of too few follow-ups, and closing a month."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.money import format_yuan
from salesdesk.services.commissions import (
    CommissionClose,
    CommissionRow,
    CommissionSheet,
    FollowUpWaiver,
    close_commission,
    waive_follow_ups,
)
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_close_commission import Ui_CloseCommission
from salesdesk.views.forms.ui_let_it_count import Ui_LetItCount
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed


class LetItCountDialog(ActionDialog):
    """Asks for the reason, which the sheet shows."""

    def __init__(self, desk: Desk, row: CommissionRow, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.row = row
        self.ui = Ui_LetItCount()
        self.ui.setupUi(self)
        words = tr("Let the deal count")
        self.setWindowTitle(words)
        self.ui.title.setText(words)
        self.ui.about.setText(f"{row.name}　{row.label}　{format_yuan(row.forgone_fen)}")
        self.ui.after.setText(tr("The reason stands in the working of the figure, with your name."))
        self.ui.go.set_text(words)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"reason": self.ui.reason})
        self.ui.reason.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return waive_follow_ups

    def form(self) -> FollowUpWaiver | None:
        reason = typed(self.ui.reason, tr("Say why it counts: the sheet shows the reason."))
        if reason is None:
            return None
        return FollowUpWaiver(
            request_id=self.request_id, order_id=self.row.order_id, person_id=self.row.earner.id, reason=reason
        )


class CloseMonthDialog(ActionDialog):
    """Shows what the month gives before it is closed for ever."""

    def __init__(self, desk: Desk, sheet: CommissionSheet, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.sheet = sheet
        self.ui = Ui_CloseCommission()
        self.ui.setupUi(self)
        words = tr("Close the month")
        self.setWindowTitle(words)
        self.ui.title.setText(words)
        figures = sum(row.figure_fen != 0 for row in sheet.rows)
        count = trn("{n} figure", "{n} figures", figures).format(n=figures)
        self.ui.about.setText(f"{sheet.month}　{count}　{format_yuan(sheet.total_fen)}")
        self.ui.after.setText(tr("A closed month never changes; what is found out later counts in a later month."))
        self.ui.go.set_text(words)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {})
        self.ui.go.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return close_commission

    def form(self) -> CommissionClose | None:
        return CommissionClose(request_id=self.request_id, month=self.sheet.month, total_fen=self.sheet.total_fen)
