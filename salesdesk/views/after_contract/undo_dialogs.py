"""What was written by mistake, set right: a handover taken back, a settled area corrected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan
from salesdesk.services.after_contract_files import AfterContractFile
from salesdesk.services.area_corrections import (
    AreaCorrection,
    AskAreaCorrection,
    ask_area_correction,
    preview_correction,
)
from salesdesk.services.handover_backs import AskHandoverBack, ask_handover_back
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_after_correction import Ui_AfterCorrection
from salesdesk.views.forms.ui_after_settlement import Ui_AfterSettlement
from salesdesk.views.live_answer import LiveAnswer
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed


class HandoverBackDialog(ActionDialog):
    """Why a handover is taken back, and what that does."""

    def __init__(self, desk: Desk, file: AfterContractFile, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._order_id = file.order.id
        self.ui = Ui_AfterSettlement()
        self.ui.setupUi(self)
        words = tr("Take the handover back")
        self.setWindowTitle(words)
        self.ui.title.setText(words)
        self.ui.about.setText(file.order.unit_label)
        day = file.handover.handed_over_on
        what = tr("The keys of {day} count as not handed over; a printed handover sheet is void.")
        self.ui.working.setText(what.format(day=day.isoformat() if day else "—"))
        self.ui.withdraw.hide()
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"reason": self.ui.reason})
        self.bar(file.back.why_not_ask)
        self.ui.reason.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return ask_handover_back

    def form(self) -> AskHandoverBack | None:
        reason = typed(self.ui.reason, tr("Say why it is taken back."))
        if reason is None:
            return None
        return AskHandoverBack(request_id=self.request_id, order_id=self._order_id, reason=reason)


class CorrectionDialog(ActionDialog):
    """The right areas of a settled home; what they come to is shown while they are typed."""

    def __init__(self, desk: Desk, file: AfterContractFile, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        case = file.area
        self._order_id = file.order.id
        self.ui = Ui_AfterCorrection()
        self.ui.setupUi(self)
        ui = self.ui
        ui.about.setText(file.order.unit_label)
        ui.settled.setText(tr("Settled so far: {sum} yuan.").format(sum=format_yuan(case.settled_fen)))
        ui.gross.set_value(case.unit.surveyed_gross_cm2)
        ui.inner.set_value(case.unit.surveyed_inner_cm2)
        self.wire(ui.go, ui.back, ui.banner, {"gross": ui.gross, "inner": ui.inner, "reason": ui.reason})
        self.bar(case.why_not_correct)
        self._live = LiveAnswer(desk, self)
        self._live.worked_out.connect(self._show)
        self._live.refused.connect(self._none)
        for field in (ui.gross, ui.inner):
            field.edited.connect(self._work_out)
        ui.gross.line.setFocus()
        ui.gross.line.selectAll()

    def _work_out(self) -> None:
        form = self._filled()
        if form is None:
            self._live.forget()
            self.ui.comes_to.setText("")
            return
        self._live.want(preview_correction, form)

    def _show(self, found: AreaCorrection) -> None:
        self.ui.comes_to.setText(comes_to(found))

    def _none(self, refusal: Refusal) -> None:
        self.ui.comes_to.setText(str(refusal) if isinstance(refusal, BadInput) else "")

    def _filled(self, reason: str = "") -> AskAreaCorrection | None:
        ui = self.ui
        if not (ui.gross.check() and ui.inner.check()) or (ui.gross.value() is None and ui.inner.value() is None):
            return None
        return AskAreaCorrection(
            request_id=self.request_id, order_id=self._order_id, gross_cm2=ui.gross.value(), inner_cm2=ui.inner.value(),
            reason=reason,
        )  # fmt: skip

    def verb(self) -> Callable[[Any, Any], Any]:
        return ask_area_correction

    def form(self) -> AskAreaCorrection | None:
        if self._filled() is None:
            if not self.ui.gross.problem() and not self.ui.inner.problem():
                self.ui.gross.refuse(tr("A figure is missing here."))
            self.ui.gross.line.setFocus()
            return None
        reason = typed(self.ui.reason, tr("A request needs its reason."))
        return None if reason is None else self._filled(reason)


def comes_to(found: AreaCorrection) -> str:
    """What a correction comes to, what was paid for it, and what is left."""
    first = f"{_by_right_area(found.settlement.amount_fen)}{_so_far(found.paid_fen)}"
    if not found.left_fen:
        return first + tr("Nothing is left to pay either way.")
    if found.left_fen > 0:
        return first + tr("The buyer has still to pay {sum} yuan.").format(sum=format_yuan(found.left_fen))
    return first + tr("{sum} yuan have still to go back.").format(sum=format_yuan(-found.left_fen))


def _by_right_area(fen: int) -> str:
    if fen < 0:
        return tr("By the right area {sum} yuan go back.").format(sum=format_yuan(-fen))
    return tr("By the right area the buyer pays {sum} yuan.").format(sum=format_yuan(fen))


def _so_far(fen: int) -> str:
    if fen < 0:
        return tr("{sum} yuan went back so far.").format(sum=format_yuan(-fen))
    return tr("{sum} yuan were paid so far.").format(sum=format_yuan(fen))
