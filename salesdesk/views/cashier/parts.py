"""The widgets of the counter and where they stand; `screen.CashierScreen` brings them to life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.cashier.account_panel import AccountPanel, OrderHead
from salesdesk.views.cashier.columns import Columns
from salesdesk.views.cashier.done_card import DoneCard
from salesdesk.views.cashier.drawer_panel import DrawerPanel
from salesdesk.views.cashier.entry import EntryColumn
from salesdesk.views.cashier.finder import OrderFinder
from salesdesk.views.cashier.receipt_actions import ReceiptActions
from salesdesk.views.cashier.receipt_panel import ReceiptPanel
from salesdesk.views.cashier.settling import WaitingButton
from salesdesk.views.cashier.steps import Steps
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.page_bar import PageBar

if TYPE_CHECKING:
    from salesdesk.views.day_close.page import DayClosePage


class CounterParts(Screen):
    """Page bar with the five steps; search and account on the left, the entry or what was taken in the middle, receipt
    and drawer on the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.steps = Steps(
            [("find", "F2", tr("Find order")), ("items", "F3", tr("Choose items")), ("amount", "F4", tr("Sum")),
             ("method", "F5", tr("Method")), ("take", "F9", tr("Take money"))]
        )  # fmt: skip
        self.waiting = WaitingButton()
        self.refund_button = Button(tr("Refund"), "F6")
        self.day_button = Button(tr("Day close"), "F12")
        self.day_close: DayClosePage | None = None
        self.finder = OrderFinder(desk)
        self.head = OrderHead()
        self.account = AccountPanel()
        self.entry = EntryColumn()
        self.done = DoneCard()
        self.receipt = ReceiptPanel(desk)
        self.drawer = DrawerPanel(desk)
        self.verbs = ReceiptActions(desk, self)
        self.empty = EmptyState(
            "cashier", tr("No order is open."), tr("Type a unit, a name, initials or the end of a telephone.")
        )
        self.middle = QStackedWidget()
        self.middle.addWidget(self.entry)
        self.middle.addWidget(self.done)
        self._lay_out()

    def _lay_out(self) -> None:
        self.columns = Columns(self.finder, self.head, self.account, self.empty, self.middle)
        self.columns.add_right(self.receipt)
        self.columns.add_right(self.drawer)
        bar = PageBar(tr("Cashier's counter"))
        bar.add(self.steps)
        bar.add_action(self.waiting)
        bar.add_action(self.refund_button)
        bar.add_action(self.day_button)
        self.at_counter = QWidget()
        column = QVBoxLayout(self.at_counter)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.columns, 1)
        self.leaves = QStackedWidget()
        self.leaves.addWidget(self.at_counter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.leaves)
        self.leaves.currentChanged.connect(lambda _: self.hints_changed.emit())
        self.day_button.clicked.connect(self.open_day_close)

    def open_day_close(self) -> None:
        """The page of day close, in place of the counter; made at the first need."""
        if self.day_close is None:
            from salesdesk.views.day_close.page import DayClosePage

            self.day_close = DayClosePage(self.desk)
            self.day_close.left.connect(self._back_to_counter)
            self.day_close.hints_changed.connect(self.hints_changed)
            self.leaves.addWidget(self.day_close)
        self.leaves.setCurrentWidget(self.day_close)
        self.day_close.enter()

    def _back_to_counter(self) -> None:
        self.leave_day_close()
        self.finder.take_cursor()

    def leave_day_close(self) -> None:
        """Back to the counter; what was typed there is as it was."""
        self.leaves.setCurrentWidget(self.at_counter)

    def shown_day_close(self) -> DayClosePage | None:
        """The page of day close while it is shown."""
        return self.day_close if self.leaves.currentWidget() is self.day_close else None
