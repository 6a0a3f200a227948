"""The four parts of an order after its contract: its loans, its area, its handover, its title."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.area_settlement import SCHEME_WORDS
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_area, format_percent, format_yuan
from salesdesk.domain.money_items import ITEMS
from salesdesk.domain.mortgage import REPAYMENT_WORDS
from salesdesk.domain.requests import KIND_WORDS, OPEN_STATES, STATE_WORDS, RequestState
from salesdesk.services.after_contract_files import AfterContractFile
from salesdesk.services.area_settlements import AreaCase
from salesdesk.services.handover_backs import HandoverBack
from salesdesk.services.handovers import Point
from salesdesk.services.loans import LoanCard
from salesdesk.services.rows import RequestRow
from salesdesk.views.after_contract.order_dialogs import outcome, withdrawal
from salesdesk.views.after_contract.steps import Timeline
from salesdesk.views.deal.words import per_m2
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.lamps import Lamp
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.section import Line, SectionTitle


class Section(QWidget):
    """A titled part, filled anew whenever its order is read."""

    def __init__(self, words: str, cap: str) -> None:
        super().__init__()
        self.title = SectionTitle(words, cap=cap)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.title)

    def empty(self) -> None:
        """Takes what was shown away; the keys of its buttons go at once."""
        while self._column.count() > 1:
            item = self._column.takeAt(1)
            if item is not None and (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()

    def add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def add_buttons(self, *buttons: Button) -> None:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.add(box)


def _button(words: str, against: object | None, pressed: Callable[[], None]) -> Button:
    button = Button(words)
    button.set_refusal(str(against) if against is not None else None)
    button.clicked.connect(lambda _=False: pressed())
    return button


class LoanSection(Section):
    """``edit_wanted`` tells a loan's item, ``calculator_wanted`` too; ``wanted`` and ``back_wanted`` a step."""

    wanted = Signal(object, str)
    back_wanted = Signal(object, str)
    edit_wanted = Signal(str)
    calculator_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("Mortgage"), "1")
        self.timelines: dict[str, Timeline] = {}
        self.edits: dict[str, Button] = {}

    def show_file(self, file: AfterContractFile) -> None:
        self.empty()
        self.timelines, self.edits = {}, {}
        self.title.set_note("" if file.loans else tr("No bank pays part of this order."))
        for card in file.loans:
            self._add_loan(card, file)

    def _add_loan(self, card: LoanCard, file: AfterContractFile) -> None:
        draft, plan = card.draft, card.plan
        bank = " ".join(part for part in (draft.bank, draft.branch) if part) or "—"
        self.add(ValueLine(tr(ITEMS[card.item].name), f"{format_yuan(card.owed_fen)}", strong=True))
        self.add(ValueLine(tr("Bank"), bank if card.loan else tr("{bank} (not entered yet)").format(bank=bank)))
        parts = (format_percent(draft.rate_millionths), f"{draft.months} {tr('months')}",
                 tr(REPAYMENT_WORDS[draft.repayment]))  # fmt: skip
        self.add(ValueLine(tr("Rate and term"), "　".join(parts)))
        if plan is not None:
            self.add(ValueLine(tr("First payment a month"), format_yuan(plan.first_payment_fen)))
            self.add(ValueLine(tr("Interest really paid in all"), format_yuan(plan.total_interest_fen)))
        if draft.contract_number:
            self.add(ValueLine(tr("Loan contract number"), draft.contract_number))
        timeline = Timeline(card.item)
        timeline.show_steps(card.steps, file.today)
        timeline.wanted.connect(self.wanted)
        timeline.back_wanted.connect(self.back_wanted)
        self.timelines[card.item] = timeline
        self.add(timeline)
        words = tr("Change the loan …") if card.loan else tr("Enter the loan …")
        self.edits[card.item] = _button(words, card.why_not_enter, lambda: self.edit_wanted.emit(card.item))
        self.add_buttons(
            self.edits[card.item],
            _button(tr("Calculator …"), None, lambda: self.calculator_wanted.emit(card.item)),
        )


class AreaSection(Section):
    """The settlement with its working, line by line."""

    area_wanted = Signal()
    ask_wanted = Signal()
    finish_wanted = Signal()
    correct_wanted = Signal()
    finish_correction_wanted = Signal()

    def __init__(self, may_survey: str | None) -> None:
        super().__init__(tr("Settlement of areas"), "2")
        self._may_survey = may_survey
        self.survey: Button | None = None
        self.ask: Button | None = None
        self.finish: Button | None = None
        self.correct: Button | None = None
        self.finish_correction: Button | None = None

    def show_file(self, file: AfterContractFile) -> None:
        self.empty()
        case = file.area
        self._show_areas(case)
        settlement = case.settlement
        if settlement is not None:
            self.add(ValueLine(tr("Settled by"), tr(SCHEME_WORDS[settlement.scheme])))
            for row in settlement.lines:
                price = format_yuan(settlement.unit_price_fen)
                sum_words = f"{format_area(abs(row.area_cm2))} × {price} × {row.factor}"
                self.add(ValueLine(f"{tr(row.word)}　{sum_words}", _signed(row.amount_fen)))
            self.add(Line())
            self.add(ValueLine(outcome(settlement), _signed(settlement.amount_fen), strong=True))
            if words := withdrawal(settlement):
                self.add(Banner("warning", "", words))
        self._show_state(case)
        against = "" if self._may_survey is None else self._may_survey
        self.ask = _button(tr("Ask for the settlement …"), case.why_not_ask, self.ask_wanted.emit)
        self.finish = _button(tr("Write the settlement"), case.why_not_finish, self.finish_wanted.emit)
        if not case.settled:
            self.survey = _button(tr("Surveyed area …"), against or None, self.area_wanted.emit)
            self.add_buttons(self.survey, self.ask, self.finish)
            return
        self.correct = _button(tr("Correct the area …"), case.why_not_correct, self.correct_wanted.emit)
        written = case.why_not_finish_correction
        self.finish_correction = _button(tr("Write the correction"), written, self.finish_correction_wanted.emit)
        self.add_buttons(self.correct, self.finish_correction)
        if case.correction is not None and case.correction.state in OPEN_STATES:
            self.add(Label(_waits(case.correction), "small", "ink_2"))

    def _show_areas(self, case: AreaCase) -> None:
        working, settlement = case.order.working, case.settlement
        if working is None:
            return
        self.add(ValueLine(tr("Contract area"), f"{format_area(working.area_cm2)} ㎡"))
        if settlement is None:
            self.add(ValueLine(tr("Surveyed area"), "—"))
            return
        share = format_percent(settlement.ratio_millionths)
        sign = "+" if settlement.difference_cm2 > 0 else ""
        self.add(ValueLine(tr("Surveyed area"), f"{format_area(settlement.surveyed_cm2)} ㎡　{sign}{share}"))
        self.add(ValueLine(tr("Agreed unit price"), per_m2(settlement.unit_price_fen)))

    def _show_state(self, case: AreaCase) -> None:
        if case.settled:
            sum_words = _signed(case.settled_fen)
            self.title.set_note(tr("settled: {sum} yuan").format(sum=sum_words), "ok")
        elif case.request is not None and case.request.state is not RequestState.WITHDRAWN:
            self.title.set_note(f"{case.request.number}　{tr(STATE_WORDS[case.request.state])}")
        else:
            self.title.set_note("")


class HandoverSection(Section):
    """The points of the list, and the steps up to the keys."""

    wanted = Signal(object, str)
    back_wanted = Signal(object, str)
    passed = Signal(str)
    failed = Signal(str)
    keys_wanted = Signal()
    print_wanted = Signal()
    back_asked = Signal()
    back_finished = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Handover"), "3")
        self.points: dict[str, tuple[Button, Button]] = {}
        self.keys: Button | None = None
        self.take_back: Button | None = None
        self.finish_back: Button | None = None

    def show_file(self, file: AfterContractFile) -> None:
        self.empty()
        card = file.handover
        self.points = {}
        done = card.handed_over_on
        self.title.set_note(tr("handed over on {day}").format(day=done.isoformat()) if done else "", "ok")
        timeline = Timeline()
        timeline.show_steps(file.handover_steps, file.today)
        timeline.wanted.connect(self.wanted)
        timeline.back_wanted.connect(self.back_wanted)
        self.add(timeline)
        for point in card.points:
            self.add(self._point(point, card.why_not_check))
        if not done:
            self._add_reasons(file)
        sheet = _button(tr("Handover sheet"), None, self.print_wanted.emit)
        if done:
            self._add_taking_back(file.back, sheet)
            return
        against = card.forbids[0] if card.forbids else None
        self.keys = _button(tr("Hand over …"), against, self.keys_wanted.emit)
        self.add_buttons(self.keys, sheet)

    def open_point(self) -> Button | None:
        """The button of the first point that nobody looked at yet."""
        open_ones = (yes for yes, no in self.points.values() if not (yes.isHidden() or no.isHidden()))
        return next((yes for yes in open_ones if yes.isEnabled()), None)

    def _add_taking_back(self, back: HandoverBack, sheet: Button) -> None:
        """Of a home that is handed over: what sets a mistake right, and where that stands."""
        self.take_back = _button(tr("Take the handover back …"), back.why_not_ask, self.back_asked.emit)
        buttons = [self.take_back]
        if back.request is not None:
            self.finish_back = _button(tr("Take it back now"), back.why_not_finish, self.back_finished.emit)
            buttons = [self.finish_back]
        self.add_buttons(sheet, *buttons)
        if back.request is not None:
            self.add(Label(_waits(back.request), "small", "ink_2"))

    def _add_reasons(self, file: AfterContractFile) -> None:
        for reasons, kind in ((file.handover.forbids, "refusal"), (file.handover.warns, "warning")):
            words = "\n".join(str(reason) for reason in reasons)
            if words:
                self.add(Banner("refusal" if kind == "refusal" else "warning", "", words))

    def _point(self, point: Point, against: object | None) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        said = point.said
        lamp = "upcoming" if said is None else "done" if said.passed else "overdue"
        note = said.note if said and not said.passed else said.person if said else ""
        row.addWidget(Lamp(lamp))
        row.addWidget(Label(point.name))
        row.addWidget(Label(note, "small", "danger" if said and not said.passed else "ink_3", elide=True), 1)
        yes = _button(tr("Passed"), against, lambda: self.passed.emit(point.name))
        no = _button(tr("Not passed …"), against, lambda: self.failed.emit(point.name))
        for button, words, said_so in ((yes, tr("Passed"), True), (no, tr("Not passed …"), False)):
            button.setAccessibleName(f"{words} {point.name}")
            row.addWidget(button)
            reveal(button, said is None or said.passed is not said_so)
        self.points[point.name] = (yes, no)
        return box


class TitleSection(Section):
    """The steps of the title."""

    wanted = Signal(object, str)
    back_wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(tr("Title"), "4")
        self.timeline = Timeline()

    def show_file(self, file: AfterContractFile) -> None:
        self.empty()
        self.timeline = Timeline()
        self.timeline.show_steps(file.title_steps, file.today)
        self.timeline.wanted.connect(self.wanted)
        self.timeline.back_wanted.connect(self.back_wanted)
        self.add(self.timeline)


def _waits(row: RequestRow) -> str:
    """A request about the part, and where it stands."""
    return f"{tr(KIND_WORDS[row.kind])} {row.number}　{tr(STATE_WORDS[row.state])}　{row.reason}"


def _signed(fen: int) -> str:
    return f"+{format_yuan(fen)}" if fen > 0 else format_yuan(fen)
