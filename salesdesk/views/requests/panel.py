"""The panel beside a request: its sums, where it stands, and what this person may do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.domain.requests import CHANGES_ORDER, KIND_WORDS, REVIEWS, RequestKind, RequestState
from salesdesk.services.request_views import RequestView
from salesdesk.views.changes.parts import MovedPart, PapersPart, ProgressPart, SumPart, steps_of
from salesdesk.views.changes.signed import SignedPart
from salesdesk.views.changes.wording import STATE_TONES
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.panel import SidePanel
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.tags import Tag
from salesdesk.views.requests.finishing import FINISH_VERBS
from salesdesk.views.requests.request_list import state_words

AGREE, DECLINE, WITHDRAW, UNDO, FINISH = "agree", "decline", "withdraw", "undo", "finish"
COUNTER, DEAL, OPENING, ANEW, ORDER = "counter", "deal", "opening", "anew", "order"
_COUNTERS = {
    RequestKind.PRICE: DEAL,
    RequestKind.REFUND: COUNTER,
    RequestKind.REVERSAL: COUNTER,
    RequestKind.OPENING_BALANCE: OPENING,
}
"""The kinds that are carried out elsewhere, with more than a press of a button."""
MOST_WORDS = 300


class RequestPanel(SidePanel):
    """``wanted`` tells what is to be done: one of the words above."""

    wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._view: RequestView | None = None
        self._head()
        self.sum = SumPart()
        self.progress = ProgressPart()
        self.moved = MovedPart()
        self.papers = PapersPart()
        self.signed = SignedPart(desk)
        for part in (self.sum, self.progress, self.moved, self.papers, self.signed):
            self.add_part(part)
        self._foot()

    def _head(self) -> None:
        self.kind = Label("", "title", medium=True)
        self.state = Tag("")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.kind)
        row.addWidget(self.state)
        row.addStretch(1)
        self.head.addLayout(row)
        self.subject = Label("", elide=True)
        self.number = Label("", "small", "ink_2", elide=True)
        self.head.addWidget(self.subject)
        self.head.addWidget(self.number)

    def _foot(self) -> None:
        self.words = TextField(tr("A sentence"), most=MOST_WORDS)
        self.words.set_name(tr("A sentence for the answer"))
        self.contract = TextField(tr("Number of the new contract"), most=60)
        self.contract.set_name(tr("Number of the new contract"))
        self.banner = Banner("refusal")
        self.primary: dict[str, PrimaryButton] = {
            AGREE: PrimaryButton(tr("Agree"), "Ctrl Enter"),
            FINISH: PrimaryButton(tr("Carry out"), "Ctrl Enter"),
            COUNTER: PrimaryButton(tr("Settle at the counter"), "F9"),
            DEAL: PrimaryButton(tr("Subscribe at this price"), "F4"),
            OPENING: PrimaryButton(tr("To the opening balances"), "F8"),
            ANEW: PrimaryButton(tr("Ask for it anew"), "Ctrl Enter"),
            ORDER: PrimaryButton(tr("Go on with the order"), "F8"),
        }
        self.others: dict[str, Button] = {
            DECLINE: Button(tr("Decline"), "Ctrl D", tall=True),
            WITHDRAW: Button(tr("Withdraw it"), tall=True),
            UNDO: Button(tr("Give it up"), tall=True),
        }
        for widget in (self.contract, self.words, self.banner):
            self.foot.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(8)
        for key, button in (self.primary | self.others).items():
            row.addWidget(button, 1 if key in self.primary else 0)
            button.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            reveal(button, False)
        self.foot.addLayout(row)
        self.words.edited.connect(self._clear_said)
        self.contract.edited.connect(self._clear_said)
        on_enter(self.words.line, self.press_primary)
        on_enter(self.contract.line, self.press_primary)

    def button(self, key: str) -> Button:
        return (self.primary | self.others)[key]

    def press_primary(self) -> None:
        """Enter in the sentence: what the filled button does."""
        for button in self.primary.values():
            if not button.isHidden():
                button.press()

    def show_view(self, view: RequestView) -> None:
        """Shows a request; what is typed in the sentence stays while it is the same one."""
        row = view.file.row
        if self._view is None or self._view.file.row.id != row.id:
            self.clear_typed()
        self._view = view
        self.kind.setText(tr(KIND_WORDS[row.kind]))
        self.state.set_text(state_words(row), STATE_TONES[row.state])  # type: ignore[arg-type]  # one of the tones
        self.subject.setText(row.subject)
        self.number.setText(f"{row.number}　{view.sheet.order_number if view.sheet else ''}".strip())
        sheet = view.sheet
        reveal(self.sum, sheet is not None)
        if sheet is not None:
            self.sum.show_sheet(sheet)
        self.moved.show_moved(sheet.moved if sheet else ())
        self.papers.show_papers(sheet.papers if sheet else ())
        self.progress.show_steps(steps_of(view.file, settles=_settles(view)))
        reveal(self.signed, sheet is not None)
        self.signed.show_scans(row.id, view.scans)
        self._show_actions(view)

    def _show_actions(self, view: RequestView) -> None:
        offered = self._offered(view)
        for key, button in (self.primary | self.others).items():
            reveal(button, key in offered)
            if key in offered:
                button.set_refusal(offered[key])
        finishing = FINISH in offered and view.needs_contract_number
        reveal(self.contract, finishing and not offered[FINISH])
        reveal(self.words, any(not offered[key] for key in offered if key in (AGREE, DECLINE, WITHDRAW, UNDO)))
        first = next((why for key, why in offered.items() if key in self.primary and why), "")
        self.banner.set_text("", first)
        self.show_foot(bool(offered))

    def _offered(self, view: RequestView) -> dict[str, str]:
        """What belongs to the request as it stands, each with the reason against it or an empty one."""
        file, row = view.file, view.file.row
        offered = dict[str, str]()
        if row.state is RequestState.ASKED:
            against = str(file.why_not_answer or "")
            offered = {AGREE: against, DECLINE: against}
            if file.why_not_end is None:
                offered[WITHDRAW] = ""
        elif row.state is RequestState.AGREED:
            offered = self._carrying_out(view)
            offered[UNDO] = str(file.why_not_end or "")
        elif view.stopped:
            offered[ANEW] = str(view.why_not_anew or "")
        elif row.kind in REVIEWS and row.state is RequestState.DONE:
            offered[ORDER] = ""
        return offered

    def _carrying_out(self, view: RequestView) -> dict[str, str]:
        """By which button a request that was agreed to goes on: here, or at the counter that it belongs to."""
        kind, against = view.file.row.kind, str(view.file.why_not_carry_out or "")
        if view.settling is not None and not view.settling.done and self.desk.may(Permission.RECEIPT_WRITE):
            return {COUNTER: ""}
        button = FINISH if kind in FINISH_VERBS else _COUNTERS.get(kind)
        return {button: against} if button is not None else {}

    def _clear_said(self) -> None:
        if self._view is not None:
            self._show_actions(self._view)

    def refuse(self, sentence: str) -> None:
        """Above the buttons, with what was typed kept."""
        self.banner.set_text("", sentence)

    def set_busy(self, busy: bool) -> None:
        for button in (self.primary | self.others).values():
            button.setEnabled(not busy and not button.refusal())

    def clear_typed(self) -> None:
        self.words.set_text("")
        self.contract.set_text("")

    def take_cursor(self) -> None:
        """Where the person goes on: the sentence, else the first button."""
        field = self.contract if not self.contract.isHidden() else self.words
        if not field.isHidden():
            field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _settles(view: RequestView) -> bool | None:
    sheet = view.sheet
    if sheet is None or view.file.row.kind not in CHANGES_ORDER:
        return None
    if not (sheet.to_pay_fen or sheet.to_return_fen or sheet.moved):
        return None
    return view.settling is not None and not view.settling.done
