"""Small dialogs over an order after its contract: a step done or taken back, a point not passed, the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.after_contract import STEP_WORDS, Step
from salesdesk.domain.i18n import tr
from salesdesk.domain.reasons import Reason
from salesdesk.services.after_contract_files import AfterContractFile
from salesdesk.services.handovers import CheckPoint, HandOver, check_point, hand_over
from salesdesk.services.order_steps import StepBack, StepDone, do_step, take_back_step
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_after_handover import Ui_AfterHandover
from salesdesk.views.forms.ui_after_point import Ui_AfterPoint
from salesdesk.views.forms.ui_after_step import Ui_AfterStep
from salesdesk.views.forms.ui_after_step_back import Ui_AfterStepBack
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed
from salesdesk.views.unit_actions.contracting import begin_at, chosen_day


class StepDialog(ActionDialog):
    """On which day a step was done."""

    def __init__(
        self, desk: Desk, file: AfterContractFile, step: Step, item: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._order_id, self._step, self._item = file.order.id, step, item
        self.ui = Ui_AfterStep()
        self.ui.setupUi(self)
        words = tr(STEP_WORDS[step])
        self.setWindowTitle(words)
        self.ui.title.setText(words)
        self.ui.about.setText(file.order.unit_label)
        waits = tr("What waits for the approval falls due from this day.") if step is Step.LOAN_APPROVED else ""
        self.ui.about_step.setText(waits)
        self.ui.about_step.setVisible(bool(waits))
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"done_on": self.ui.day, "note": self.ui.note})
        begin_at(self.ui.day, file.today, None)
        self.ui.day.line.setFocus()
        self.ui.day.line.selectAll()

    def verb(self) -> Callable[[Any, Any], Any]:
        return do_step

    def form(self) -> StepDone | None:
        day = chosen_day(self.ui.day)
        if day is None:
            return None
        return StepDone(
            request_id=self.request_id, order_id=self._order_id, step=self._step, done_on=day, item=self._item,
            note=self.ui.note.text(),
        )  # fmt: skip


class StepBackDialog(ActionDialog):
    """A step taken back, with a word why."""

    def __init__(
        self, desk: Desk, file: AfterContractFile, step: Step, item: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._order_id, self._step, self._item = file.order.id, step, item
        self.ui = Ui_AfterStepBack()
        self.ui.setupUi(self)
        self.ui.about.setText(file.order.unit_label)
        self.ui.about_step.setText(tr("“{step}” counts as not done again.").format(step=tr(STEP_WORDS[step])))
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"note": self.ui.note})
        self.ui.note.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return take_back_step

    def form(self) -> StepBack | None:
        note = typed(self.ui.note, tr("Say why it is taken back."))
        if note is None:
            return None
        return StepBack(
            request_id=self.request_id, order_id=self._order_id, step=self._step, item=self._item, note=note
        )  # fmt: skip


class PointDialog(ActionDialog):
    """What is wrong at a point of the handover."""

    def __init__(self, desk: Desk, file: AfterContractFile, point: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._order_id, self._point = file.order.id, point
        self.ui = Ui_AfterPoint()
        self.ui.setupUi(self)
        self.ui.about.setText(file.order.unit_label)
        self.ui.about_point.setText(point)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"note": self.ui.note})
        self.ui.note.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return check_point

    def form(self) -> CheckPoint | None:
        note = typed(self.ui.note, tr("Say what is wrong with it."))
        if note is None:
            return None
        return CheckPoint(
            request_id=self.request_id, order_id=self._order_id, point=self._point, passed=False, note=note
        )  # fmt: skip


class HandOverDialog(ActionDialog):
    """The day of the keys, with what stands in the way and what is only to be known."""

    def __init__(self, desk: Desk, file: AfterContractFile, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._order_id = file.order.id
        self.ui = Ui_AfterHandover()
        self.ui.setupUi(self)
        self.ui.about.setText(file.order.unit_label)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"handed_over_on": self.ui.day, "note": self.ui.note})
        self.ui.warns.set_text("", _sentences(file.handover.warns), kind="warning")
        self.bar(_sentences(file.handover.forbids) or None)
        begin_at(self.ui.day, file.today, _first_day(file))
        self.ui.day.line.setFocus()
        self.ui.day.line.selectAll()

    def verb(self) -> Callable[[Any, Any], Any]:
        return hand_over

    def form(self) -> HandOver | None:
        day = chosen_day(self.ui.day)
        if day is None:
            return None
        return HandOver(
            request_id=self.request_id, order_id=self._order_id, handed_over_on=day, note=self.ui.note.text()
        )


def _first_day(file: AfterContractFile) -> date | None:
    return file.order.contract_on


def _sentences(reasons: Sequence[Reason]) -> str:
    return "\n".join(str(reason) for reason in reasons)
