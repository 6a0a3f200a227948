"""What is done with the order that is shown: each act opens its dialog or is carried out at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from salesdesk.domain.after_contract import Step
from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.permissions import Permission
from salesdesk.domain.survey_sheet import SurveySheet
from salesdesk.services.after_contract_files import AfterContractFile
from salesdesk.services.area_corrections import FinishAreaCorrection, finish_area_correction
from salesdesk.services.area_settlements import FinishSettlement, finish_settlement
from salesdesk.services.handover_backs import FinishHandoverBack, finish_handover_back
from salesdesk.services.handover_papers import HandoverPrint, handover_pdf, note_handover_print
from salesdesk.services.handovers import CheckPoint, check_point
from salesdesk.services.loans import LoanInput, calculator_inputs
from salesdesk.services.office import Form, new_request_id
from salesdesk.services.surveyed_areas import read_survey_file
from salesdesk.views.after_contract.calculator import open_calculator
from salesdesk.views.after_contract.order_dialogs import (
    AreaDialog,
    BuildingSettlementDialog,
    LoanDialog,
    SettlementDialog,
)
from salesdesk.views.after_contract.step_dialogs import HandOverDialog, PointDialog, StepBackDialog, StepDialog
from salesdesk.views.after_contract.survey_dialog import SurveyDialog, file_kinds
from salesdesk.views.after_contract.undo_dialogs import CorrectionDialog, HandoverBackDialog
from salesdesk.views.ask_file import ask_open
from salesdesk.views.deal.printing import show_paper
from salesdesk.views.kit import messages

if TYPE_CHECKING:
    from salesdesk.views.after_contract.screen import AfterContractScreen


class Doing:
    """The acts of a screen. ``dialog`` is the one that is open."""

    def __init__(self, screen: AfterContractScreen) -> None:
        self._screen, self._desk = screen, screen.desk
        self.dialog: QDialog | None = None
        self._pressed: Form | None = None
        pane, areas = screen.pane, screen.areas
        pane.step_wanted.connect(self.step)
        pane.back_wanted.connect(self.step_back)
        pane.do_wanted.connect(self.do)
        areas.import_wanted.connect(self.import_survey)
        areas.ask_wanted.connect(self.ask_building)
        areas.finish_wanted.connect(lambda: self._finish(areas.agreed()))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def step(self, step: Step, item: str) -> None:
        if file := self._screen.pane.file:
            self._open(StepDialog(self._desk, file, step, item, self._screen))

    def step_back(self, step: Step, item: str) -> None:
        if file := self._screen.pane.file:
            self._open(StepBackDialog(self._desk, file, step, item, self._screen))

    def do(self, what: str, item: str) -> None:
        """Whatever else the pane asks for, by its name."""
        file = self._screen.pane.file
        if file is None:
            return
        acts: dict[str, Callable[[], None]] = {
            "money": lambda: self._desk.go.emit("cashier", {"order_id": file.order.id}),
            "loan": lambda: self._loan(file, item),
            "calculator": lambda: self.calculator(item),
            "area": lambda: self._open(AreaDialog(self._desk, file.area.unit, self._screen)),
            "ask": lambda: self._ask(file),
            "finish": lambda: self._finish((file.area.request.id,) if file.area.request else ()),
            "passed": lambda: self._passed(file, item),
            "failed": lambda: self._open(PointDialog(self._desk, file, item, self._screen)),
            "keys": lambda: self._open(HandOverDialog(self._desk, file, self._screen)),
            "print": lambda: self._print(file),
            "keys_back": lambda: self._open(HandoverBackDialog(self._desk, file, self._screen)),
            "finish_back": lambda: self._finish_back(file),
            "correct": lambda: self._open(CorrectionDialog(self._desk, file, self._screen)),
            "finish_correction": lambda: self._finish_correction(file),
        }
        acts[what]()

    def _loan(self, file: AfterContractFile, item: str) -> None:
        card = next(card for card in file.loans if card.item == item)
        self._open(LoanDialog(self._desk, file.order.unit_label, card, self._screen))

    def _ask(self, file: AfterContractFile) -> None:
        case = file.area
        if case.settlement is not None:
            label = file.order.unit_label
            self._open(SettlementDialog(self._desk, label, file.order.id, case.settlement, self._screen))

    def calculator(self, _: str) -> None:
        """The calculator with the loans of the order that is shown, else with the project's rates alone."""
        file = self._screen.pane.file
        given = {card.item: card.draft for card in file.loans} if file else {}
        about = file.order.unit_label if file and given else ""

        def opened(inputs: tuple[LoanInput, ...]) -> None:
            of_order = tuple(
                LoanInput(one.item, draft.amount_fen, draft.rate_millionths, draft.months, draft.repayment)
                if (draft := given.get(one.item))
                else one
                for one in inputs
            )
            self.dialog = open_calculator(self._screen, of_order, about)

        self._desk.ask(self._screen, calculator_inputs, done=opened)

    def _perform(self, verb: Callable[..., object], form: Form, done: Callable[[], None]) -> None:
        """Carries out what needs no dialog, once, however often the button is pressed meanwhile."""
        if self._pressed is not None:
            return
        self._pressed = form

        def over(then: Callable[[], None]) -> None:
            self._pressed = None
            then()

        def refused(refusal: Refusal) -> None:
            over(lambda: messages.refuse(refusal))

        self._desk.perform(self._screen, verb, form, lambda _: over(done), refused)

    def _passed(self, file: AfterContractFile, point: str) -> None:
        form = CheckPoint(request_id=new_request_id(), order_id=file.order.id, point=point, passed=True)
        self._perform(check_point, form, lambda: None)

    def _finish(self, on_requests: tuple[int, ...]) -> None:
        if not on_requests:
            return
        form = FinishSettlement(request_id=new_request_id(), on_requests=on_requests)
        words = trn("{n} settlement is written.", "{n} settlements are written.", len(on_requests))
        self._perform(finish_settlement, form, lambda: messages.say(words.format(n=len(on_requests))))

    def _finish_back(self, file: AfterContractFile) -> None:
        if (row := file.back.request) is not None:
            form = FinishHandoverBack(request_id=new_request_id(), on_request=row.id)
            words = tr("The handover of {unit} is taken back.").format(unit=file.order.unit_label)
            self._perform(finish_handover_back, form, lambda: messages.say(words))

    def _finish_correction(self, file: AfterContractFile) -> None:
        if (row := file.area.correction) is not None:
            form = FinishAreaCorrection(request_id=new_request_id(), on_request=row.id)
            words = tr("The area of {unit} is corrected.").format(unit=file.order.unit_label)
            self._perform(finish_area_correction, form, lambda: messages.say(words))

    def _print(self, file: AfterContractFile) -> None:
        order = file.order
        title = f"{tr('Handover sheet')} {order.unit_label}"

        def noted() -> None:
            form = HandoverPrint(request_id=new_request_id(), order_id=order.id)
            self._desk.perform(self._screen, note_handover_print, form)

        kept = noted if self._desk.may(Permission.HANDOVER_WRITE, Permission.ORDER_WRITE) else None
        self._desk.ask(
            self._screen, handover_pdf, order.id,
            done=lambda pdf: show_paper(self._screen, title, pdf, kept, lambda: None),
        )  # fmt: skip

    # a whole building

    def ask_building(self) -> None:
        areas = self._screen.areas
        building_id = areas.building.key()
        name = dict(self._screen.reading.buildings).get(building_id, "")
        self._open(BuildingSettlementDialog(self._desk, building_id, name, areas.summary(), self._screen))

    def import_survey(self) -> None:
        ask_open(self._screen, tr("Survey of areas"), file_kinds(), self.read_survey)

    def read_survey(self, path: Path) -> None:
        """Reads a file beside the screen, and shows what it would store."""
        self._desk.tasks.run(
            self._screen, lambda: read_survey_file(path), self._survey_read, lambda refusal: messages.refuse(refusal)
        )

    def _survey_read(self, sheet: SurveySheet) -> None:
        dialog = SurveyDialog(self._desk, sheet, self._screen)
        told = tr("Surveyed areas of {n} homes are stored.")
        dialog.stored.connect(lambda count: messages.say(told.format(n=count)))
        self._open(dialog)
