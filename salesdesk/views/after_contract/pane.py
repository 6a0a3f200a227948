"""One order after its contract: head and the next thing to do stay, the four parts scroll between them."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout

from salesdesk.domain.after_contract import STEP_WORDS, Step
from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.domain.states import Stage
from salesdesk.services.after_contract_files import AfterContractFile
from salesdesk.services.order_steps import StepCard
from salesdesk.views.after_contract.sections import AreaSection, HandoverSection, LoanSection, Section, TitleSection
from salesdesk.views.deal.words import with_swap
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.marks import Mark
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import Line, Sheet

_LAID_OUT_MS = 50
"""What is shown anew has its height only when all of it was shown: until then it is scrolled after."""
PARTS = ("loans", "areas", "handovers", "titles")


class AfterPane(Sheet):
    """Shows an `AfterContractFile`.

    Signals:
        step_wanted, back_wanted: a step and its loan; ``do_wanted`` what else is to be done, by its name.
        order_wanted: the order itself.
        cursor_left: nothing is left here for the cursor to stand on.
    """

    step_wanted = Signal(object, str)
    back_wanted = Signal(object, str)
    do_wanted = Signal(str, str)
    order_wanted = Signal()
    cursor_left = Signal()

    def __init__(self, held: frozenset[Permission]) -> None:
        super().__init__("surface", "l")
        self.file: AfterContractFile | None = None
        self.part = "loans"
        self._held = held
        self.loans, self.area = LoanSection(), AreaSection(self._barred(Permission.HANDOVER_WRITE))
        self.handover, self.title = HandoverSection(), TitleSection()
        self.sections: dict[str, Section] = dict(
            zip(PARTS, (self.loans, self.area, self.handover, self.title), strict=True)
        )
        self.banner = Banner("refusal")
        self.next = PrimaryButton("", "Ctrl Enter")
        self._next_do: tuple[str, object, str] | None = None
        self._going: int | str | None = None
        """Where to scroll to once what is shown is laid out: a place, or a part."""
        self._laid_out = QTimer(self, singleShot=True, interval=_LAID_OUT_MS)
        self._laid_out.timeout.connect(self._go_on)
        self._had_cursor = False
        self._lay_out()
        self._connect()

    def _barred(self, permission: Permission) -> str | None:
        """Why a person without this permission may not; None for one who has it."""
        return None if permission in self._held else may_not(permission)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Line())
        self.middle = self._middle()
        column.addWidget(self.middle, 1)
        column.addWidget(Line())
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.banner)
        row = QHBoxLayout()
        row.addWidget(self.next)
        row.addStretch(1)
        self.take_money = Button(tr("Take money"), "F9", tall=True)
        self.take_money.clicked.connect(lambda _=False: self.do_wanted.emit("money", ""))
        self.take_money.set_refusal(self._barred(Permission.RECEIPT_WRITE))
        row.addWidget(self.take_money)
        foot.addLayout(row)
        column.addLayout(foot)

    def _head(self) -> QVBoxLayout:
        self.unit = Label("", "figure", medium=True, shrink=True)
        self.mark = Mark("", words=True)
        self.number = Link("")
        self.number.clicked.connect(lambda _=False: self.order_wanted.emit())
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.unit)
        row.addWidget(self.mark)
        row.addStretch(1)
        row.addWidget(self.number)
        self.buyers = Label("", "small", "ink_2", elide=True)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.setSpacing(2)
        head.addLayout(row)
        head.addWidget(self.buyers)
        return head

    def _middle(self) -> QScrollArea:
        body = self._ground = Sheet("surface")
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(16, 12, 16, 16)
        self._body.setSpacing(18)
        for section in self.sections.values():
            self._body.addWidget(section)
        self._body.addStretch(1)
        return scrolling(body)

    def _connect(self) -> None:
        for section in (self.loans, self.handover, self.title):
            section.wanted.connect(self.step_wanted)
            section.back_wanted.connect(self.back_wanted)
        self.loans.edit_wanted.connect(lambda item: self.do_wanted.emit("loan", item))
        self.loans.calculator_wanted.connect(lambda item: self.do_wanted.emit("calculator", item))
        self.area.area_wanted.connect(lambda: self.do_wanted.emit("area", ""))
        self.area.ask_wanted.connect(lambda: self.do_wanted.emit("ask", ""))
        self.area.finish_wanted.connect(lambda: self.do_wanted.emit("finish", ""))
        self.area.correct_wanted.connect(lambda: self.do_wanted.emit("correct", ""))
        self.area.finish_correction_wanted.connect(lambda: self.do_wanted.emit("finish_correction", ""))
        self.handover.back_asked.connect(lambda: self.do_wanted.emit("keys_back", ""))
        self.handover.back_finished.connect(lambda: self.do_wanted.emit("finish_back", ""))
        self.handover.passed.connect(lambda name: self.do_wanted.emit("passed", name))
        self.handover.failed.connect(lambda name: self.do_wanted.emit("failed", name))
        self.handover.keys_wanted.connect(lambda: self.do_wanted.emit("keys", ""))
        self.handover.print_wanted.connect(lambda: self.do_wanted.emit("print", ""))
        self.next.clicked.connect(lambda _=False: self._do_next())
        self.middle.verticalScrollBar().rangeChanged.connect(lambda *_: self._scroll(self._going))
        for place, part in enumerate(PARTS, 1):
            QShortcut(QKeySequence(f"Alt+{place}"), self).activated.connect(lambda part=part: self.jump(part))

    # what is shown

    def show_file(self, file: AfterContractFile) -> None:
        """Shows an order; the same one where it was scrolled to, another one at the part that is worked on."""
        other = self.file is None or self.file.order.id != file.order.id
        if other:
            self._going = self.part
        elif self._going is None:  # else what came a moment ago is not laid out yet
            self._going = self.middle.verticalScrollBar().value()
        if self._holds_cursor():
            self._had_cursor = True
            self.setFocus()  # else Qt hands it to whatever comes next, and the next key does something there
        self.file = file
        order = file.order
        self.unit.setText(order.unit_label)
        self.mark.set_marks("" if order.stage is Stage.CANCELLED else order.stage.value, ())
        self.number.setText(order.number)
        total = "、".join(buyer.name for buyer in order.buyers) or order.customer_name
        contract = "　".join(
            part for part in (order.contract_number, with_swap(order.contracted_on, order.swapped_on)) if part
        )
        self.buyers.setText(f"{total}　{contract}".strip())
        for section in (self.loans, self.area, self.handover, self.title):
            section.show_file(file)
        self._show_next()
        self._laid_out.start()

    def _holds_cursor(self) -> bool:
        return self.isAncestorOf(self.window().focusWidget())

    def _cursor_on(self) -> None:
        """The button that was pressed went with what it did: on to the one that comes next."""
        point = self.handover.open_point() if self.part == "handovers" else None
        if point is not None:
            point.setFocus()
        elif self.next.isVisible() and self.next.isEnabled():
            self.next.setFocus()
        else:
            self.cursor_left.emit()

    def _go_on(self) -> None:
        """What was shown stands: the cursor goes on, and the scrolling after it ends."""
        going, self._going = self._going, None
        had, self._had_cursor = self._had_cursor, False
        if had and self.window().focusWidget() in (self, None):
            self._cursor_on()
        if going is not None:
            self._settle()
            self._scroll(going)

    def _scroll(self, going: int | str | None) -> None:
        """To the part that is worked on, or to where it was scrolled to."""
        if going is not None:
            place = going if isinstance(going, int) else self.sections[going].y() - 12
            self.middle.verticalScrollBar().setValue(max(0, place))

    def set_part(self, part: str) -> None:
        """The part that the list beside is about: its next thing is the filled button."""
        self.part = part
        self._show_next()
        self.jump(part)

    def jump(self, part: str) -> None:
        """Scrolls to a part."""
        section = self.sections.get(part)
        if section is not None and self.isVisible():
            if self._laid_out.isActive():
                self._going = part
            self._settle()
            self._scroll(part)

    def _settle(self) -> None:
        """As high as what it shows now: until then there is nowhere to scroll to."""
        for layout in (*(section.layout() for section in self.sections.values()), self._body):
            if layout is not None:
                layout.activate()
        wide, high = self.middle.viewport().width(), self.middle.viewport().height()
        whole = self._body.totalHeightForWidth(wide) if self._body.hasHeightForWidth() else 0
        self._ground.resize(wide, max(high, whole, self._body.totalMinimumSize().height()))

    # the next thing

    def _show_next(self) -> None:
        if self.file is None:
            return
        words, why, self._next_do = _next_of(self.file, self.part)
        self.next.setVisible(bool(words))
        self.next.set_text(words)
        self.next.set_refusal(str(why) if why is not None else None)
        self.banner.set_text("", str(why) if why is not None and words else "")

    def _do_next(self) -> None:
        if self._next_do is None:
            return
        kind, what, item = self._next_do
        if kind == "step":
            self.step_wanted.emit(what, item)
        else:
            self.do_wanted.emit(str(what), item)


Next = tuple[str, object | None, tuple[str, object, str] | None]


def _next_of(file: AfterContractFile, part: str) -> Next:
    """The next thing of a part: its words, why not, and what it does."""
    if part == "loans":
        return _next_of_loans(file)
    if part == "areas":
        return _next_of_area(file)
    if part == "handovers":
        return _next_of_handover(file)
    return _next_of_steps(file.title_steps, "", file)


def _next_of_loans(file: AfterContractFile) -> Next:
    for card in file.loans:
        if card.loan is None:
            return tr("Enter the loan …"), card.why_not_enter, ("do", "loan", card.item)
        words, why, act = _next_of_steps(card.steps, card.item, file)
        if words:
            return words, why, act
    return "", None, None


def _next_of_area(file: AfterContractFile) -> Next:
    case = file.area
    if case.settled:
        agreed = case.why_not_finish_correction is None
        return (tr("Write the correction"), None, ("do", "finish_correction", "")) if agreed else ("", None, None)
    if case.why_not_finish is None:
        return tr("Write the settlement"), None, ("do", "finish", "")
    return tr("Ask for the settlement …"), case.why_not_ask, ("do", "ask", "")


def _next_of_handover(file: AfterContractFile) -> Next:
    """The next step up to the keys; of a home that is handed over, what was agreed about taking that back."""
    if file.handover.handed_over_on is None:
        return _next_of_steps(file.handover_steps, "", file)
    agreed = file.back.why_not_finish is None
    return (tr("Take it back now"), None, ("do", "finish_back", "")) if agreed else ("", None, None)


def _next_of_steps(cards: tuple[StepCard, ...], item: str, file: AfterContractFile) -> Next:
    card = next((card for card in cards if card.state.is_next), None)
    if card is None:
        return "", None, None
    step = card.state.step
    if step is Step.HANDOVER_KEYS:
        against = file.handover.forbids[0] if file.handover.forbids else None
        return tr("Hand over …"), against, ("do", "keys", "")
    words = tr("Record “{step}” …").format(step=tr(STEP_WORDS[step]))
    return words, card.why_not_do, ("step", step, item)
