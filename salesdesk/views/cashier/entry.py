"""The middle column: the sum, how it is spread, how it is paid, by whom, and the one button that takes it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan
from salesdesk.services.counter import Counter
from salesdesk.services.rows import AccountRow
from salesdesk.views.cashier.allocation import Allocation
from salesdesk.views.cashier.draft import Draft
from salesdesk.views.cashier.payer_fields import PayerFields
from salesdesk.views.cashier.taking import TakingFoot
from salesdesk.views.cashier.tenders import TenderEdit
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import KeyCap
from salesdesk.views.kit.date_edit import DateEdit
from salesdesk.views.kit.date_text import short_date, weekday
from salesdesk.views.kit.field import Field
from salesdesk.views.kit.figures import MoneyEdit
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.scrolling import scrolling

_BY_KEY = Qt.FocusReason.ShortcutFocusReason


class EntryColumn(QWidget):
    """Shows a `Draft` and fills it.

    Signals:
        changed: something of the draft changed.
        take: the draft is complete and is to be taken; True when it is meant twice.
        to_items: the cursor belongs to the due items first.
    """

    changed = Signal()
    take = Signal(bool)
    to_items = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft()
        self._accounts: tuple[AccountRow, ...] = ()
        self.amount = MoneyEdit(big=True)
        self.amount.set_name(tr("Sum"))
        self.allocation = Allocation()
        self.tenders = TenderEdit()
        self.fields = PayerFields()
        self.counts_for = Banner("note")
        self.foot = TakingFoot()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(6)
        column.addLayout(_head(tr("Sum"), "F4"))
        column.addWidget(self.amount)
        column.addSpacing(4)
        column.addWidget(self.allocation)
        column.addSpacing(6)
        column.addLayout(_head(tr("Method"), "F5"))
        column.addWidget(self.tenders)
        column.addSpacing(6)
        column.addWidget(self.fields)
        column.addSpacing(6)
        column.addWidget(self.counts_for)
        column.addStretch(1)
        self._scroll = scrolling(middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self.foot)

    def _connect(self) -> None:
        # The field reads the line first: this slot was connected after its own.
        self.amount.line.textEdited.connect(self._typed_amount)
        self.amount.settled.connect(self.refresh)
        self.allocation.typed.connect(self._typed_share)
        self.allocation.done.connect(lambda: self.go_to("method"))
        self.tenders.changed.connect(self._tenders_changed)
        self.tenders.present.connect(lambda: self.fields.show_part(self.tenders.part()))
        self.tenders.done.connect(self.fields.take_cursor)
        self.fields.changed.connect(self._changed)
        self.fields.done.connect(lambda: self.foot.button.setFocus(_BY_KEY))
        self.foot.pressed.connect(self.submit)
        self.foot.meant_twice.connect(lambda: self.submit(meant_twice=True))
        self.foot.left.connect(self.answer_no)
        on_enter(self.amount.line, self._after_amount)

    # shown

    def show_counter(self, draft: Draft, counter: Counter) -> None:
        """Another order, or the same as it stands now: what was typed is in the draft and stays."""
        if draft is not self.draft:
            self.draft = draft
            self.foot.stop_asking()
            self.amount.set_value(draft.total_fen)
        self._accounts = counter.accounts
        self._scroll.setEnabled(True)
        self.fields.show_draft(draft, counter.accounts, counter.account.today)
        self.tenders.show_draft(draft)
        self.fields.show_part(self.tenders.part())
        self._tell_business_day(counter)
        self.bar_taking(None if counter.why_not_take is None else str(counter.why_not_take))
        self.refresh()

    def _tell_business_day(self, counter: Counter) -> None:
        """Once today is closed, money is still received today and counts for the next business day."""
        today, day = counter.account.today, counter.business_day
        self.counts_for.set_text(
            tr("{today} is closed").format(today=f"{today:%m-%d}") if day > today else "",
            tr("This payment counts for {day}.").format(day=f"{day:%m-%d} {weekday(day)}") if day > today else "",
        )

    def start_anew(self, draft: Draft) -> None:
        """No order is open: nothing can be typed, and the button says why."""
        self.draft, self._accounts = draft, ()
        self._scroll.setEnabled(False)
        self.counts_for.clear()
        self.foot.stop_asking()
        self.amount.set_value(None)
        self.fields.show_draft(draft, (), date.today())
        self.tenders.show_draft(draft)
        self.fields.show_part(self.tenders.part())
        self.bar_taking(tr("Find the order first."))
        self.refresh()

    def bar_taking(self, reason: str | None) -> None:
        """Greys the button with its reason; ``None`` lets money be taken."""
        self.foot.button.set_refusal(reason)
        self._refresh_hint()

    def refresh(self) -> None:
        """Everything that follows from the draft; a sum that was typed is left as it is."""
        if self.draft.typed_fen is None and self.amount.value() != self.draft.total_fen:
            self.amount.set_value(self.draft.total_fen)
        self.allocation.show_draft(self.draft)
        self.tenders.show_draft(self.draft)
        self._refresh_hint()

    def _refresh_hint(self) -> None:
        if self.foot.asks:
            return
        if self.foot.button.refusal():
            self.foot.hint.set_text("", self.foot.button.refusal(), kind="refusal")
        elif self._off_supervision():
            words = tr("Price money of presold homes belongs on the supervised account.")
            self.foot.hint.set_text("", words, kind="warning")
        else:
            self.foot.hint.set_text("", self._afterwards(), kind="refusal")

    def _off_supervision(self) -> bool:
        """Whether price money is about to go elsewhere (城市商品房预售管理办法, article 11)."""
        chosen = next((row for row in self._accounts if row.id == self.draft.account_id), None)
        there_is_one = any(row.supervised for row in self._accounts)
        price = any(share.row.part_of_price and share.amount_fen for share in self.draft.shares())
        return there_is_one and price and chosen is not None and not chosen.supervised

    def _afterwards(self) -> str:
        """What will be overdue still, and what is owed next."""
        if not self.draft.shared_fen:
            return ""
        afterwards = [(row, left) for row, left in self.draft.open_afterwards() if left > 0]
        late = sum(left for row, left in afterwards if row.days_overdue)
        words = tr("Overdue after this payment: {sum}.").format(sum=format_yuan(late))
        coming = [(row, row.due_on) for row, _ in afterwards if row.due_on is not None and not row.days_overdue]
        if coming:
            row, day = min(coming, key=lambda pair: pair[1])
            words += tr(" Next: {item} on {day}.").format(item=row.name, day=short_date(day, row.today))
        return words

    # typed

    def _typed_amount(self) -> None:
        """An empty line follows what is ticked; one that cannot be read is no sum."""
        value = self.amount.value()
        self.draft.typed_fen = value if value is not None or not self.amount.text().strip() else 0
        self.foot.stop_asking()
        self.allocation.show_draft(self.draft)
        self.tenders.show_draft(self.draft)
        self._refresh_hint()
        self.changed.emit()

    def _typed_share(self, key: str, value: int | None) -> None:
        self.draft.typed_sums[key] = value
        self._changed()

    def _tenders_changed(self) -> None:
        self.fields.show_part(self.tenders.part())
        self._changed()

    def _changed(self) -> None:
        self.foot.stop_asking()
        self.refresh()
        self.changed.emit()

    # the way through

    def go_to(self, step: str) -> None:
        """The cursor to ``amount``, ``method`` or ``fields``."""
        if step == "amount":
            self.amount.line.setFocus(_BY_KEY)
            self.amount.line.selectAll()
        elif step == "method":
            self.tenders.bar.setFocus(_BY_KEY)
        else:
            self.fields.take_cursor()

    def step_of(self, widget: QWidget | None) -> str:
        """Which step a widget belongs to; empty for none of this column."""
        if widget is None or not self.isAncestorOf(widget):
            return ""
        if self.amount.isAncestorOf(widget) or self.allocation.isAncestorOf(widget):
            return "amount"
        return "method" if widget is self.tenders or self.tenders.isAncestorOf(widget) else "fields"

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scrolls to where the cursor went by key."""
        if self._scroll.isAncestorOf(widget):
            self._scroll.ensureWidgetVisible(widget, 0, 12)

    def _after_amount(self) -> None:
        if self.amount.check() and not self.allocation.go_to_missing():
            self.go_to("method")

    # taken

    def submit(self, *, meant_twice: bool = False) -> None:
        """Takes the payment when nothing is missing; else says what, and goes there."""
        checked: list[MoneyEdit | DateEdit] = [self.amount, *self.allocation.edits().values(), self.fields.received_on]
        for field in checked:
            if not field.check():
                field.line.setFocus(_BY_KEY)
                return
        problem = self.draft.problem()
        if problem is not None:
            self.show_refusal(problem)
            return
        self.take.emit(meant_twice)

    def show_refusal(self, refusal: Refusal) -> None:
        """Says why not, at the field it is about where there is one; everything typed stays."""
        name = refusal.field if isinstance(refusal, BadInput) else ""
        fields: dict[str, Field] = {"amount": self.amount, **self.fields.named(), **self.allocation.edits()}
        field = fields.get(name)
        if field is not None:
            field.refuse(refusal)
            field.line.setFocus(_BY_KEY)
            self._scroll.ensureWidgetVisible(field)
            return
        self.foot.hint.set_text("", str(refusal), kind="danger")
        if name == "method":
            self.go_to("method")
        elif name == "lines":
            self.to_items.emit()

    def ask_again(self, refusal: Refusal) -> None:
        """The same payment a moment ago: is it meant twice?"""
        self.foot.ask_again(refusal)

    def answer_no(self) -> None:
        """It was not meant twice: back to the sum, nothing taken."""
        self.foot.stop_asking()
        self._refresh_hint()
        self.go_to("amount")


def _head(words: str, keys: str) -> QHBoxLayout:
    head = QHBoxLayout()
    head.addWidget(Label(words, "small", "ink_2"))
    head.addStretch(1)
    head.addWidget(KeyCap(keys))
    return head
