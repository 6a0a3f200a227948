"""The screen of requests: what waits for me, what each asks for, and the answer to it."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import Permission
from salesdesk.domain.requests import KIND_WORDS
from salesdesk.services.office import new_request_id
from salesdesk.services.request_views import RequestView, request_view
from salesdesk.services.requests import (
    RequestAnswerForm,
    RequestEnd,
    answer_request,
    undo_request,
    withdraw_request,
)
from salesdesk.services.reviews import ReviewForm, ask_review_anew
from salesdesk.services.rows import Touched
from salesdesk.views.changes.signed import print_form
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.page_bar import PageBar
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.section import Sheet
from salesdesk.views.requests.finishing import FINISH_VERBS
from salesdesk.views.requests.panel import (
    AGREE,
    ANEW,
    COUNTER,
    DEAL,
    DECLINE,
    FINISH,
    OPENING,
    ORDER,
    UNDO,
    WITHDRAW,
    RequestPanel,
)
from salesdesk.views.requests.reading import Reading
from salesdesk.views.requests.request_list import RequestList

_PAUSE_MS, _LOOK_MS = 60, 150
SAID = {
    AGREE: mark("{number} is agreed to."),
    DECLINE: mark("{number} is declined."),
    WITHDRAW: mark("{number} is withdrawn."),
    UNDO: mark("{number} is given up."),
    FINISH: mark("{number} is carried out."),
    ANEW: mark("{number} is asked for anew."),
}
_VERBS: dict[str, Any] = {WITHDRAW: withdraw_request, UNDO: undo_request}


class RequestsScreen(Screen):
    """See the module. ``enter(request_id=)`` shows one request."""

    key: ClassVar[str] = "requests"
    needs: ClassVar[tuple[Permission, ...]] = (
        Permission.APPROVE, Permission.ORDER_WRITE, Permission.RECEIPT_WRITE, Permission.QUOTE_WRITE,
        Permission.HANDOVER_WRITE, Permission.CUSTOMER_WRITE, Permission.ORDER_READ_ALL,
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.request_id: int | None = None
        self.view: RequestView | None = None
        self._form_id = new_request_id()
        self._busy = self._stale = False
        self.list = RequestList(desk)
        self.reading = Reading()
        self.panel = RequestPanel(desk)
        self.nothing = EmptyState("approval", tr("No request chosen"), tr("Choose one on the left."))
        self.print_button = Button(tr("Print the form"), "Ctrl P")
        self.order_button = Button(tr("Open the order"), "Ctrl O")
        self.opening_button = Button(tr("Opening balances"), "Ctrl B")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._lay_out()
        self._connect()
        self._show_nothing()

    def _lay_out(self) -> None:
        bar = PageBar(tr("Requests and approvals"))
        bar.add_action(self.opening_button)
        bar.add_action(self.order_button)
        bar.add_action(self.print_button)
        left = Sheet("surface", "r")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 1, 0)
        inside.addWidget(self.list)
        self._shown = QWidget()
        row = QHBoxLayout(self._shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.reading, 1)
        row.addWidget(self.panel)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._shown)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left, 4)
        body.addWidget(self._stack, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.activated.connect(lambda _: self.panel.take_cursor())
        self.panel.wanted.connect(self.act)
        self.print_button.clicked.connect(self.print)
        self.order_button.clicked.connect(self.open_order)
        self.opening_button.clicked.connect(lambda: self.desk.go.emit("opening", {}))
        self._offer_opening()
        self._pause.timeout.connect(self._read)
        self._look.timeout.connect(self._look_again)
        self.desk.changed.connect(self._others_changed)
        self.desk.project_entered.connect(self._forget)
        QShortcut(QKeySequence("F6"), self).activated.connect(self.reading.sheet.box.toggle_differences)

    def _offer_opening(self) -> None:
        """For those alone whose counter is concerned by it."""
        may = self.desk.may(Permission.ORDER_WRITE, Permission.RECEIPT_WRITE, Permission.APPROVE)
        reveal(self.opening_button, may)

    def enter(self, **wanted: Any) -> None:
        request_id = wanted.get("request_id")
        self._stale = False
        self.list.read(request_id)
        if request_id is not None:
            self.request_id = int(request_id)
            self._read()
        self.list.take_cursor()

    def key_hints(self) -> list[tuple[str, str]]:
        return [("↑↓", tr("Move")), ("Enter", tr("To the sentence")), ("F6", tr("Differences only")),
                ("Ctrl P", tr("Print"))]  # fmt: skip

    # one request

    def _choose(self, request_id: int) -> None:
        self.request_id = request_id
        self._pause.start()

    def _read(self) -> None:
        asked = self.request_id
        if asked is not None:
            self.desk.ask(self, request_view, asked, done=lambda view: self._show(asked, view))

    def _show(self, asked: int, view: RequestView) -> None:
        if asked != self.request_id:
            return
        if self.view is None or self.view.file.row.id != asked:
            self._form_id = new_request_id()
        self.view = view
        self.reading.show_view(view)
        self.panel.show_view(view)
        self._stack.setCurrentWidget(self._shown)
        printable = view.sheet is not None
        self.print_button.set_refusal(None if printable else tr("This request has no before/after sheet to print."))
        has_order = view.file.row.order_id is not None
        self.order_button.set_refusal(None if has_order else tr("This request belongs to no order."))

    def _show_nothing(self) -> None:
        self.view = None
        self._stack.setCurrentWidget(self.nothing)
        for button in (self.print_button, self.order_button):
            button.set_refusal(tr("Choose a request first."))

    # what is done about it

    def act(self, what: str) -> None:
        """Carries out what a button says, once."""
        if self.view is None or self._busy:
            return
        row = self.view.file.row
        if what == COUNTER:
            self.desk.go.emit("cashier", {"order_id": row.order_id})
            return
        if what == OPENING:
            self.desk.go.emit("opening", {})
            return
        if what == ORDER:
            self.open_order()
            return
        if what == DEAL:
            self.desk.go.emit("deal", {"unit_id": row.unit_id, "customer_id": row.customer_id})
            return
        verb, form = self._form(what)
        self._busy = True
        self.panel.set_busy(True)
        said = tr(SAID[what]).format(number=row.number)
        self.desk.perform(self, verb, form, partial(self._done, said), self._refused)

    def _form(self, what: str) -> tuple[Any, Any]:
        assert self.view is not None
        row, words = self.view.file.row, self.panel.words.text().strip()
        if what in (AGREE, DECLINE):
            return answer_request, RequestAnswerForm(
                request_id=self._form_id, on_request=row.id, agrees=what == AGREE, words=words
            )
        if what in _VERBS:
            return _VERBS[what], RequestEnd(request_id=self._form_id, on_request=row.id, words=words)
        if what == ANEW:
            assert row.order_id is not None
            return ask_review_anew, ReviewForm(request_id=self._form_id, order_id=row.order_id)
        verb, form = FINISH_VERBS[row.kind]
        number = self.panel.contract.text().strip()
        more = {"contract_number": number} if self.view.needs_contract_number else {}
        return verb, form(request_id=self._form_id, on_request=row.id, **more)

    def _done(self, said: str, _: object) -> None:
        self._busy = False
        self._form_id = new_request_id()
        self.panel.clear_typed()
        messages.say(said)
        self.list.take_cursor()  # what was pressed or typed into goes: the next request is under the cursor
        self._look_again()

    def _refused(self, refusal: Refusal) -> None:
        """What was typed stays; a field says what is wrong with it, all else stands above the buttons."""
        self._busy = False
        self.panel.set_busy(False)
        fields = {"words": self.panel.words, "contract_number": self.panel.contract}
        field = fields.get(refusal.field) if isinstance(refusal, BadInput) else None
        if field is not None and not field.isHidden():
            field.refuse(refusal)
            field.line.setFocus()
        else:
            self.panel.refuse(str(refusal))

    def print(self) -> None:
        """Shows the approval form as it would be printed now."""
        if self.view is not None:
            row = self.view.file.row
            print_form(self.desk, self, row.id, f"{tr(KIND_WORDS[row.kind])} {row.number}")

    def open_order(self) -> None:
        if self.view is not None and self.view.file.row.order_id is not None:
            self.desk.go.emit("orders", {"order_id": self.view.file.row.order_id})

    # other desks, other projects

    def _forget(self) -> None:
        self._offer_opening()
        self.request_id = None
        self.list.forget()
        self._show_nothing()

    def _others_changed(self, touched: Touched) -> None:
        if touched.orders or touched.units or touched.customers or touched.everything:
            if self.isVisible():
                self._look.start()
            else:
                self._stale = True

    def _look_again(self) -> None:
        self.list.read()
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._look_again()
