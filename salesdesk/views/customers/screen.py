"""The customers: a list on the left, a customer's story in the middle, what they want and bought on the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.services.accounts import orders_of_customer
from salesdesk.services.customers import CustomerStory, customer_story
from salesdesk.services.rows import OrderRow, Touched
from salesdesk.views.customers.edit_page import EditPage
from salesdesk.views.customers.entry_page import EntryPage
from salesdesk.views.customers.form_page import FormPage
from salesdesk.views.customers.give_dialog import GiveDialog
from salesdesk.views.customers.list_pane import ListPane
from salesdesk.views.customers.side import CustomerSide
from salesdesk.views.customers.story import StoryPane
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit import messages
from salesdesk.views.theme import theme

_LOOK_PAUSE_MS, _REFRESH_PAUSE_MS = 40, 120
_NARROW, _NARROWEST = 1320, 1160
_LIST, _LIST_NARROW, _LIST_NARROWEST = 372, 328, 304


class CustomersScreen(Screen):
    """See the module."""

    key = "customers"
    needs = (Permission.CUSTOMER_WRITE, Permission.CUSTOMER_READ_ALL)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._wanted = 0
        self._story: CustomerStory | None = None
        self.list_pane = ListPane(desk)
        self.story = StoryPane(desk)
        self.side = CustomerSide(desk)
        self.entry = EntryPage(desk)
        self.edit = EditPage(desk)
        self._look = QTimer(self, singleShot=True, interval=_LOOK_PAUSE_MS)
        self._again = QTimer(self, singleShot=True, interval=_REFRESH_PAUSE_MS)
        self._stale = True
        self._build()
        self._connect()
        self.setFocusProxy(self.list_pane.list)

    def _build(self) -> None:
        reading = QWidget()
        row = QHBoxLayout(reading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.story, 1)
        row.addWidget(self.side)
        self.pages = QStackedWidget()
        for page in (reading, self.entry, self.edit):
            self.pages.addWidget(page)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.list_pane)
        outer.addWidget(self.pages, 1)
        self._nobody()

    def _connect(self) -> None:
        pane = self.list_pane
        pane.chosen.connect(self._choose)
        pane.opened.connect(self._open)
        pane.new_wanted.connect(lambda: self.new_customer(pane.telephone_searched()))
        pane.settled.connect(self._first)
        self._look.timeout.connect(self._ask)
        self._again.timeout.connect(self._refresh)
        self.story.quote_wanted.connect(self._quote)
        self.side.edit_wanted.connect(self.edit_customer)
        self.side.give_wanted.connect(self.give_customer)
        self.side.order_wanted.connect(lambda order_id: self.desk.go.emit("orders", {"order_id": order_id}))
        self.entry.left.connect(self._close_form)
        self.entry.entered.connect(self.show_customer)
        self.entry.open_wanted.connect(self.show_customer)
        self.edit.left.connect(self._close_form)
        self.edit.changed.connect(self._edited)
        self.desk.changed.connect(self._on_changed)
        self.pages.currentChanged.connect(lambda _: self.hints_changed.emit())
        for keys, slot in (("Ctrl+F", pane.search.take_cursor), ("Ctrl+E", self._press_edit)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # coming and going

    def enter(self, **wanted: Any) -> None:
        """``customer_id``: whom to show. ``new``: open the form of a new customer, with ``telephone`` if given."""
        self._stale = False
        self.list_pane.refresh()
        if wanted.get("new"):
            self.new_customer(str(wanted.get("telephone") or ""))
        elif wanted.get("customer_id"):
            self.show_customer(int(wanted["customer_id"]))
        elif self._wanted:
            self._ask()
        if self._form() is None and not self.story.isAncestorOf(self.focusWidget()):
            self.list_pane.list.setFocus()

    def key_hints(self) -> list[tuple[str, str]]:
        if self._form() is not None:
            return [("Tab", tr("next field")), ("Ctrl Enter", tr("save")), ("Esc", tr("back"))]
        hints = [("J K", tr("up and down")), ("Ctrl F", tr("search"))]
        if self.desk.may(Permission.CUSTOMER_WRITE):
            hints += [("Enter", tr("record")), ("Ctrl S", tr("save contact")), ("Ctrl N", tr("new customer"))]
            hints.append(("Ctrl E", tr("edit")))
        return hints + ([("F6", tr("quote"))] if self.desk.may(Permission.QUOTE_WRITE) else [])

    def _on_changed(self, touched: Touched) -> None:
        if not (touched.everything or touched.customers or touched.orders):
            return
        if self.isVisible():
            self._again.start()
        else:
            self._stale = True

    def _refresh(self) -> None:
        self.list_pane.refresh()
        if self._wanted:
            self._ask()

    # a customer

    def show_customer(self, customer_id: int) -> None:
        """Shows a customer, in the list too where they stand in it."""
        self._close_form()
        self._choose(customer_id)
        self.list_pane.show_customer(customer_id)
        self.list_pane.list.setFocus()

    def _choose(self, customer_id: int) -> None:
        if customer_id != self._wanted:
            self._wanted = customer_id
            self._look.start()
        if self._form() is not None and self.list_pane.list.hasFocus():
            self._close_form()

    def _open(self, customer_id: int) -> None:
        """Enter on a customer: the contact with them is recorded."""
        self._choose(customer_id)
        self._close_form()
        if self.story.bar.isVisibleTo(self.story):
            self.story.bar.note.line.setFocus()

    def _first(self) -> None:
        """With nobody shown yet, the first of the list."""
        if self._wanted or self.list_pane.search.text():
            return
        self.list_pane.list.choose_first()
        if not self._wanted:
            self._nobody()

    def _ask(self) -> None:
        wanted = self._wanted
        self.desk.ask(self, customer_story, wanted, done=self._show, failed=self._gone)
        self.desk.ask(self, orders_of_customer, wanted, done=lambda orders: self._show_orders(wanted, orders))

    def _show(self, story: CustomerStory) -> None:
        if story.customer.id != self._wanted:
            return
        self._story = story
        self.story.show_story(story)
        self.side.show_story(story)
        self.side.setVisible(True)

    def _show_orders(self, customer_id: int, orders: list[OrderRow]) -> None:
        if customer_id == self._wanted and self._story is not None and self._story.customer.id == customer_id:
            self.side.show_orders(orders, self._story)

    def _gone(self, why: Refusal) -> None:
        self._story, self._wanted = None, 0
        self.story.show_nobody(str(why), tr("Choose another one on the left."))
        self.side.setVisible(False)

    def _nobody(self) -> None:
        may_enter = self.desk.may(Permission.CUSTOMER_WRITE)
        hint = tr("Choose a customer on the left, or enter a new one with Ctrl N.")
        self.story.show_nobody(tr("Nobody is chosen"), hint if may_enter else tr("Choose a customer on the left."))
        self.side.setVisible(False)

    def _quote(self) -> None:
        if self._story is not None:
            self.desk.go.emit("deal", {"customer_id": self._story.customer.id, "mode": "quote"})

    # forms

    def new_customer(self, telephone: str = "") -> None:
        """The form of a new customer, as it was left."""
        self._leave_edit()
        self.pages.setCurrentWidget(self.entry)
        self.entry.open(telephone)

    def edit_customer(self) -> None:
        """The form of the customer shown."""
        if self._story is not None:
            self.pages.setCurrentWidget(self.edit)
            self.edit.open(self._story)

    def give_customer(self) -> GiveDialog | None:
        """The manager's dialog: whom the customer shall belong to."""
        if self._story is None or not self.desk.may(Permission.CUSTOMER_ASSIGN):
            return None
        dialog = GiveDialog(self.desk, self._story, self)
        dialog.carried_out.connect(lambda _: messages.say(tr("The customer is given over; the story says why.")))
        dialog.open()
        return dialog

    def _press_edit(self) -> None:
        if self._form() is not None or self._story is None:
            return
        if self.side.edit.isEnabled():
            self.edit_customer()
        else:
            messages.refuse(self.side.edit.toolTip())

    def _edited(self) -> None:
        """Saved or dropped; whoever has opened another form meanwhile stays in it."""
        if self._form() is self.edit:
            self._close_form()
        self._again.start()

    def _form(self) -> FormPage | None:
        page = self.pages.currentWidget()
        return page if isinstance(page, FormPage) else None

    def _leave_edit(self) -> None:
        if self.pages.currentWidget() is self.edit:
            self.edit.leave()

    def _close_form(self) -> None:
        """Back to the story; what is typed stays in the form."""
        if self._form() is None:
            return
        self._leave_edit()
        self.pages.setCurrentIndex(0)
        words = tr("Go on entering") if self.entry.drafted() else tr("New customer")
        self.list_pane.new_button.set_text(words)
        self.list_pane.list.setFocus()

    def event(self, event: QEvent) -> bool:
        """Esc belongs to what is open here, before it leads out of the screen."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            search = self.list_pane.search
            if event.key() == Qt.Key.Key_Escape and (
                self._form() is not None or (search.line.hasFocus() and search.text())
            ):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._form() is not None:
            self._close_form()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        least = _LIST_NARROWEST if self.width() < _NARROWEST else _LIST_NARROW
        self.list_pane.setFixedWidth(least if narrow else _LIST)
        self.side.setFixedWidth(theme().size("sidepanel_min" if narrow else "sidepanel"))
