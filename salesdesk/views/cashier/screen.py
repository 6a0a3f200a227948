"""The counter: three columns, five steps, one receipt. All of it by keyboard, in the order of the keys."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.permissions import Permission
from salesdesk.services.accounts import receipt
from salesdesk.services.cashier import AskAgain
from salesdesk.services.counter import Counter, FoundOrder, counter
from salesdesk.services.rows import Entry, Touched
from salesdesk.services.settlement_lists import Settling, settlings, settlings_of
from salesdesk.views.cashier.draft import Draft, fresh_draft
from salesdesk.views.cashier.parts import CounterParts
from salesdesk.views.cashier.payable import Payable, payables
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages

_ORDER = ("find", "items", "amount", "method", "fields")
_KEYS = {"F2": "find", "F3": "items", "F4": "amount", "F5": "method"}


class CashierScreen(CounterParts):
    """Takes money for an order, and undoes, refunds and prints receipts."""

    key: ClassVar[str] = "cashier"
    needs: ClassVar[tuple[Permission, ...]] = (Permission.RECEIPT_WRITE, Permission.MONEY_READ)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.counter: Counter | None = None
        self.draft = Draft()
        self._wanted = 0
        self._stale = False
        self._connect()
        self._begin_anew()

    def _connect(self) -> None:
        for keys, step in _KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: self.go_to(step))
        self.steps.wanted.connect(self.go_to)
        self.finder.chosen.connect(self._found)
        self.account.toggled.connect(self._toggle)
        self.account.done.connect(self._after_items)
        self.account.receipt_chosen.connect(self.show_receipt)
        for table in (self.account.dues, self.account.receipts):
            table.row_chosen.connect(lambda _, table=table: self.columns.show_row(table))
        self.drawer.entry_chosen.connect(self.show_receipt)
        self.drawer.day_seen.connect(self.receipt.set_business_day)
        self.entry.changed.connect(self._draft_changed)
        self.entry.take.connect(self._take)
        self.entry.to_items.connect(lambda: self.go_to("items"))
        self.done.print_wanted.connect(self._print)
        self.done.next_wanted.connect(self.next_payment)
        self.receipt.print_wanted.connect(self._print)
        self.receipt.void_wanted.connect(self.verbs.void)
        self.receipt.reverse_wanted.connect(self.verbs.reverse)
        self.verbs.taken.connect(self._taken)
        self.verbs.refused.connect(self._refused)
        self.verbs.undone.connect(self._undone)
        self.verbs.left_preview.connect(self._left_preview)
        self.refund_button.clicked.connect(self._refund)
        self.waiting.order_wanted.connect(self.open_order)
        self.account.settling.settle_wanted.connect(self._settle)
        self.account.settling.take_wanted.connect(self._fill_in)
        self.verbs.settled.connect(self._settled)
        self.desk.changed.connect(self._changed)
        self.desk.project_entered.connect(self._begin_anew)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # what it shows

    def enter(self, **wanted: Any) -> None:
        """``order_id`` opens an order, ``receipt_id`` shows one of its receipts; else the cursor waits in the search.

        What was typed for an order that stays open is kept.
        """
        self.drawer.look()
        self._look_at_waiting()
        order_id, receipt_id = wanted.get("order_id"), wanted.get("receipt_id")
        if (day_close := self.shown_day_close()) is not None and not wanted:
            day_close.load()
            return
        self.leave_day_close()
        if order_id is not None and order_id != self.draft.order_id:
            self.open_order(int(order_id))
        else:
            if self._stale:
                self._look_again()
            self.go_to("find" if order_id is None else "items")
        if receipt_id is not None:
            self.desk.ask(self, receipt, int(receipt_id), done=self.show_receipt)

    def open_order(self, order_id: int) -> None:
        """Opens an order with a new draft: what is overdue is ticked, the sum proposed."""
        self._wanted = order_id
        self.desk.ask(self, counter, order_id, done=lambda loaded: self._opened(order_id, loaded))

    def _opened(self, order_id: int, loaded: Counter) -> None:
        if order_id != self._wanted:
            return
        self.draft = fresh_draft(loaded)
        self.draft.propose()
        self._show_draft()
        self.middle.setCurrentWidget(self.entry)
        self._show(loaded)
        self.columns.show_order(True)
        self.go_to("items")

    def _show(self, loaded: Counter) -> None:
        """The order as it stands; the draft with what was typed stays."""
        self.counter = loaded
        self.receipt.set_business_day(loaded.business_day)
        self.draft.set_rows(payables(loaded))
        if not self._is_done():
            self.draft.propose()
        self.head.show_order(loaded.account)
        self.account.show_counter(loaded, self.draft.rows, self.draft.ticked)
        self.entry.show_counter(self.draft, loaded)
        self.refund_button.set_refusal(None if loaded.why_not_refund is None else str(loaded.why_not_refund))
        if self.receipt.entry is None:
            self._show_draft()
        for entry in loaded.account.entries:
            self._seen_receipt(entry)
        self._look_at_settling(loaded.account.order.id)
        self._show_step()

    def _is_done(self) -> bool:
        return self.middle.currentWidget() is self.done

    def _look_again(self) -> None:
        order_id = self.draft.order_id
        self._stale = False
        if order_id:
            self.desk.ask(self, counter, order_id, done=lambda loaded: self._seen_again(order_id, loaded))

    def _seen_again(self, order_id: int, loaded: Counter) -> None:
        if order_id == self.draft.order_id:
            self._show(loaded)

    def _changed(self, touched: Touched) -> None:
        """Another verb, at this desk or another: look again where it concerns what is shown."""
        if not (touched.everything or touched.orders):
            return
        if not self.isVisible():
            self._stale = True
            return
        self.drawer.look()
        self._look_at_waiting()
        self.finder.look_again()
        if (day_close := self.shown_day_close()) is not None:
            day_close.load()
        if touched.everything or self.draft.order_id in touched.orders:
            self._look_again()

    def _begin_anew(self) -> None:
        """Another project: nothing of the one before stays on the counter."""
        self._wanted, self.counter, self.draft = 0, None, Draft()
        self.leave_day_close()
        if self.day_close is not None:
            self.day_close.forget()
        self.middle.setCurrentWidget(self.entry)
        self.finder.search.set_text("")
        self.entry.start_anew(self.draft)
        self.columns.show_order(False)
        self.refund_button.set_refusal(tr("Find the order first."))
        self._show_draft()
        self._show_step()
        if self.isVisible():
            self.drawer.look()

    # steps

    def key_hints(self) -> list[tuple[str, str]]:
        if (day_close := self.shown_day_close()) is not None:
            return day_close.key_hints()
        return [
            ("Space", tr("Tick")), ("Enter", tr("Next step")), ("Esc", tr("Step back")), ("F8", tr("Void")),
            ("F11", tr("Reverse")), ("Ctrl P", tr("Print")),
        ]  # fmt: skip

    def go_to(self, step: str) -> None:
        """The cursor to a step: ``find``, ``items``, ``amount``, ``method``, ``fields``, or ``take`` the payment."""
        self.leave_day_close()
        if step == "find" or self.counter is None:
            self.finder.take_cursor()
            return
        if self._is_done():
            self.next_payment()
        if step == "items":
            self.account.take_cursor()
            self.columns.show_row(self.account.dues)
        elif step == "take":
            self.entry.submit()
        else:
            self.entry.go_to(step)

    def step(self) -> str:
        """Where the cursor is."""
        widget = QApplication.focusWidget()
        if self.finder.holds_focus(widget):
            return "find"
        if widget is self.account.dues:
            return "items"
        return self.entry.step_of(widget)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.entry.bring_into_sight(now)
            self._show_step()

    def _show_step(self) -> None:
        done = set[str]()
        if self.counter is not None:
            done.add("find")
        if self.draft.ticked:
            done.add("items")
        if self.draft.total_fen:
            done.add("amount")
        if all(part.method is not None for part in self.draft.parts):
            done.add("method")
        here = self.step()
        self.steps.show_steps("take" if here == "fields" else here, frozenset(done))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.shown_day_close() is None and self._step_back():
            return
        super().keyPressEvent(event)

    def _step_back(self) -> bool:
        """One step towards the beginning; nothing typed is lost. False where there is none."""
        if self._is_done():
            self.next_payment()
            return True
        if self.entry.foot.asks:
            self.entry.answer_no()
            return True
        if self.receipt.entry is not None:
            self._show_draft()
            self.go_to("items")
            return True
        here = self.step()
        if here in _ORDER[1:]:
            self.go_to(_ORDER[_ORDER.index(here) - 1])
            return True
        return False

    # the draft

    def _found(self, found: FoundOrder) -> None:
        if found.order.id == self.draft.order_id and not self._is_done():
            self.go_to("items")
            return
        self.open_order(found.order.id)

    def _toggle(self, row: Payable) -> None:
        self.middle.setCurrentWidget(self.entry)
        self.draft.toggle(row)
        self.account.show_ticks(self.draft.rows, self.draft.ticked)
        self.entry.refresh()
        self._draft_changed()

    def _after_items(self) -> None:
        self.entry.go_to("amount")

    def _draft_changed(self) -> None:
        self._show_draft()
        self._show_step()

    def _show_draft(self) -> None:
        self.receipt.show_draft(self.draft.preview())

    def next_payment(self) -> None:
        """Back to the beginning for the next buyer; the order just paid stays open until another is found."""
        self.draft.propose()
        self._show_entry()
        self.finder.take_cursor()

    def _show_entry(self) -> None:
        self.middle.setCurrentWidget(self.entry)
        self._show_draft()
        if self.counter is not None:
            self._show(self.counter)

    # taking

    def _take(self, meant_twice: bool) -> None:
        if not self.verbs.saving:
            self.entry.bar_taking(tr("The payment is being saved."))
            self.verbs.take(self.draft.payment(meant_twice=meant_twice))

    def _refused(self, refusal: Refusal) -> None:
        self._unbar()
        if isinstance(refusal, AskAgain):
            self.entry.ask_again(refusal)
        else:
            self.entry.show_refusal(refusal)

    def _unbar(self) -> None:
        reason = self.counter.why_not_take if self.counter is not None else None
        self.entry.bar_taking(None if reason is None else str(reason))

    def _taken(self, entry: Entry) -> None:
        """The receipt exists and has its number: it is shown, and can be printed."""
        self._unbar()
        messages.note(tr("{number}: {sum} yuan taken.").format(number=entry.number, sum=format_yuan(entry.total_fen)))
        if self.counter is not None:
            self.draft = fresh_draft(self.counter)
        self.done.show_entry(entry)
        self.middle.setCurrentWidget(self.done)
        self.receipt.show_entry(entry, with_print=False)
        self._look_again()
        self.done.take_cursor()

    # receipts

    def show_receipt(self, entry: Entry) -> None:
        """Looks at a receipt that was given."""
        if self._is_done() and self.receipt.entry is not None and entry.id != self.receipt.entry.id:
            self._show_entry()
        self.receipt.show_entry(entry, with_print=not self._is_done())
        self.columns.show_receipt()

    def _print(self) -> None:
        if self.receipt.entry is not None:
            self.verbs.print(self.receipt.entry, self.receipt.form_key())

    def _undone(self, entry: Entry) -> None:
        """Shows what came of it; where it was the payment just taken, the counter is ready for another."""
        if self._is_done():
            self._show_entry()
        self.show_receipt(entry)

    def _left_preview(self) -> None:
        """The paper is done with: Enter goes on to the next buyer."""
        self.window().activateWindow()
        if self.receipt.entry is not None:
            self.desk.ask(self, receipt, self.receipt.entry.id, done=self._seen_receipt)
        if self._is_done():
            self.done.next_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _seen_receipt(self, entry: Entry) -> None:
        if self.receipt.entry is not None and self.receipt.entry.id == entry.id:
            self.receipt.show_entry(entry, with_print=not self._is_done())
            self.done.show_entry(entry)

    def _refund(self) -> None:
        if self.counter is not None:
            self.verbs.refund(self.counter)

    # changes that were agreed to

    def _look_at_waiting(self) -> None:
        self.desk.ask(self, settlings, done=self.waiting.show_waiting)

    def _look_at_settling(self, order_id: int) -> None:
        def shown(found: tuple[Settling, ...]) -> None:
            if order_id == self.draft.order_id:
                self.account.settling.show_settlings(found, self.desk.office.permissions)

        self.desk.ask(self, settlings_of, order_id, done=shown)

    def _fill_in(self, settling: Settling) -> None:
        """What the change asks for, as if it had been ticked and typed."""
        self.middle.setCurrentWidget(self.entry)
        self.draft.take_for(settling.sheet.fee_fen, settling.to_take_fen)
        self.account.show_ticks(self.draft.rows, self.draft.ticked)
        if self.counter is not None:
            self.entry.show_counter(self.draft, self.counter)
        self.entry.amount.set_value(self.draft.total_fen)
        self._draft_changed()
        self.entry.go_to("method")

    def _settle(self, settling: Settling) -> None:
        self.verbs.settle(settling, self.draft.payer)

    def _settled(self, entries: tuple[Entry, ...]) -> None:
        """What was paid back is shown first: its slip is what the customer signs."""
        self._undone(entries[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit(self.width())
