"""The screen of orders: find one, see all of it, do the next thing."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.domain.requests import KIND_WORDS, RequestKind
from salesdesk.domain.states import Verb
from salesdesk.services.change_forms import OrderChanges, order_changes
from salesdesk.services.change_papers import KIND
from salesdesk.services.duties import OrderDuties, duties_of_order
from salesdesk.services.introducers import introducers_in_use
from salesdesk.services.order_files import OrderFile, order_file
from salesdesk.services.rows import IntroducerRow, Touched
from salesdesk.views.changes.signed import print_form
from salesdesk.views.deal.printing import PAPER_WORDS, print_papers
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import Sheet
from salesdesk.views.orders.change_menu import ChangeMenu
from salesdesk.views.orders.correct_introducer import CorrectIntroducerDialog
from salesdesk.views.orders.detail import OrderDetailPane
from salesdesk.views.orders.order_list import OrderList
from salesdesk.views.theme import theme
from salesdesk.views.unit_actions.action_dialog import ActionDialog
from salesdesk.views.unit_actions.cancelling import CancelOrderDialog
from salesdesk.views.unit_actions.contracting import FileContractDialog, SignContractDialog, WithdrawFilingDialog

_PAUSE_MS = 60
"""Holding an arrow key runs through the list; the order is read where the key is let go."""


class OrdersScreen(Screen):
    """See the module. ``enter(order_id=)`` shows one order."""

    key: ClassVar[str] = "orders"
    needs: ClassVar[tuple[Permission, ...]] = (
        Permission.ORDER_WRITE,
        Permission.ORDER_READ_ALL,
        Permission.QUOTE_WRITE,
        Permission.MONEY_READ,
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.order_id: int | None = None
        self.dialog: ActionDialog | None = None
        self.menu: ChangeMenu | None = None
        self._stale = True
        self.list = OrderList(desk)
        self.detail = OrderDetailPane()
        self.nothing = EmptyState("orders", tr("No order chosen"), tr("Choose one on the left, or search with /."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.detail)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._read_order)
        self._lay_out()
        self.list.chosen.connect(self._choose)
        self.list.activated.connect(self._show_at_once)
        self.detail.action_bar.wanted.connect(self.act)
        self.detail.action_bar.print_wanted.connect(self.print_paper)
        self.detail.action_bar.changes_wanted.connect(self.ask_changes)
        self.detail.action_bar.introducer_wanted.connect(self.ask_introducer)
        self.detail.request_wanted.connect(lambda asked: desk.go.emit("requests", {"request_id": asked}))
        self.detail.paper_wanted.connect(self.print_paper)
        self.detail.after_wanted.connect(lambda: self.desk.go.emit("after-contract", {"order_id": self.order_id}))
        desk.changed.connect(self._others_changed)
        desk.project_entered.connect(self._forget)

    def _lay_out(self) -> None:
        bar = Sheet("surface", "b")
        bar.setFixedHeight(theme().size("pagebar"))
        line = QHBoxLayout(bar)
        line.setContentsMargins(16, 0, 16, 0)
        line.addWidget(Label(tr("Orders"), "title", medium=True))
        line.addStretch(1)
        left = Sheet("surface")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.list)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left, 9)
        body.addWidget(self._stack, 11)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(body, 1)

    def enter(self, **wanted: Any) -> None:
        """Shows the list, and one order where it is asked for."""
        order_id = wanted.get("order_id")
        self._stale = False
        self.list.read(order_id)
        if order_id is not None:
            self._show_at_once(order_id)
        elif self.order_id is not None:
            self._read_order()
        self.list.take_cursor()

    def key_hints(self) -> list[tuple[str, str]]:
        return [("/", tr("Find")), ("↑↓", tr("Move")), ("F9", tr("Take money")), ("Ctrl P", tr("Print"))]

    def _choose(self, order_id: int) -> None:
        self.order_id = order_id
        self._pause.start()

    def _show_at_once(self, order_id: int) -> None:
        self.order_id = order_id
        self._pause.stop()
        self._read_order()

    def _read_order(self) -> None:
        asked = self.order_id
        if asked is not None:
            self.desk.ask(self, order_file, asked, done=lambda file: self._show(asked, file))
            self.desk.ask(self, duties_of_order, asked, done=lambda found: self._show_duties(asked, found))

    def _show(self, asked: int, file: OrderFile) -> None:
        if asked == self.order_id:
            self.detail.show_file(file, self.desk.office.permissions)
            self._stack.setCurrentWidget(self.detail)

    def _show_duties(self, asked: int, found: OrderDuties | None) -> None:
        if asked == self.order_id:
            self.detail.duty.show_duties(found)

    # what may be done

    def act(self, verb: Verb) -> None:
        """Opens what belongs to a verb: a dialog, or the screen where it is done."""
        file = self.detail.file
        if file is None:
            return
        order = file.account.order
        if verb is Verb.TAKE_MONEY:
            self.desk.go.emit("cashier", {"order_id": order.id})
        elif verb is Verb.SUBSCRIBE:
            self.desk.go.emit("deal", {"unit_id": order.unit_id, "customer_id": order.customer_id})
        else:
            dialogs = {
                Verb.SIGN_CONTRACT: SignContractDialog,
                Verb.FILE: FileContractDialog,
                Verb.CANCEL: CancelOrderDialog,
            }
            self._open(dialogs[verb](self.desk, order.unit_label, order.id, self))

    def ask_changes(self) -> None:
        """The menu of changes, each with the reason where it cannot be asked for now."""
        if (asked := self.order_id) is not None:
            self.desk.ask(self, order_changes, asked, done=self._offer_changes)

    def _offer_changes(self, changes: OrderChanges) -> None:
        file = self.detail.file
        if changes.order_id == self.order_id and file is not None:
            self.menu = ChangeMenu(changes, file.account.order.stage, self)
            self.menu.change_wanted.connect(self._change)
            self.menu.filing_wanted.connect(self._withdraw_filing)
            self.menu.show_above(self.detail.action_bar.change_button)

    def _change(self, kind: RequestKind) -> None:
        self.desk.go.emit("change", {"order_id": self.order_id, "kind": kind})

    def ask_introducer(self) -> None:
        """The dialog in which the manager says who introduced the order, and why it is said anew."""
        file = self.detail.file
        if file is not None:
            self.desk.ask(self, introducers_in_use, done=lambda rows: self._offer_introducers(file, rows))

    def _offer_introducers(self, file: OrderFile, rows: list[IntroducerRow]) -> None:
        if file is self.detail.file:
            self._open(CorrectIntroducerDialog(self.desk, file, rows, self))

    def _withdraw_filing(self) -> None:
        if self.detail.file is not None:
            order = self.detail.file.account.order
            self._open(WithdrawFilingDialog(self.desk, order.unit_label, order.id, self))

    def _open(self, dialog: ActionDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def print_paper(self, kind: str) -> None:
        """Shows a paper of this order as it would be printed now; a sheet of the handover where it is written."""
        file = self.detail.file
        if file is None:
            return
        order = file.account.order
        asked = next((one.row for one in file.requests if kind == f"{KIND} {one.row.number}"), None)
        if asked is not None:
            print_form(self.desk, self, asked.id, f"{tr(KIND_WORDS[asked.kind])} {asked.number}")
        elif kind in PAPER_WORDS:
            print_papers(self.desk, self, order.id, order.unit_label, (kind,))
        else:
            self.desk.go.emit("after-contract", {"order_id": order.id})

    # other desks, other projects

    def _forget(self) -> None:
        """Another project's orders are not here."""
        self.order_id, self.detail.file, self._stale = None, None, True
        self._stack.setCurrentWidget(self.nothing)
        if self.isVisible():
            self.list.read()

    def _others_changed(self, touched: Touched) -> None:
        if not (touched.orders or touched.everything):
            return
        if not self.isVisible():
            self._stale = True
            return
        self.list.read()
        if touched.everything or self.order_id in touched.orders:
            self._read_order()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.list.read()
            self._read_order()
