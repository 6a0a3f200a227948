"""Who paid, when, onto which account, with which reference: the fields under the method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.services.rows import AccountRow
from salesdesk.views.cashier.draft import Draft, Part
from salesdesk.views.cashier.wording import method_word
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.date_edit import DateEdit
from salesdesk.views.kit.field import Field, TextField
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.kit.labels import Label

_BY_KEY = Qt.FocusReason.ShortcutFocusReason
OLDEST_YEARS = 10


class PayerFields(QWidget):
    """Fills payer, day, account, reference and note of a `Draft`.

    Signals:
        changed: one of them changed.
        done: Enter in the last one.
    """

    changed = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft, self._part = Draft(), Part()
        self._today = date.today()
        self.payer = TextField(most=200)
        self.received_on = DateEdit(today=lambda: self._today, earliest=self._earliest, latest=lambda: self._today)
        self.account = ChoiceField()
        self.reference = TextField(tr("optional"), most=100)
        self.note = TextField(tr("optional"), most=300)
        self.reference_noun = Label(tr("Reference"), tone="ink_2")
        self._lay_out()
        self.payer.edited.connect(self._typed)
        self.note.edited.connect(self._typed)
        self.reference.edited.connect(self._typed)
        self.received_on.value_changed.connect(self._typed)
        self.account.chosen.connect(self._typed)
        for here, after in pairwise(self._in_order()):
            on_enter(here, _focusing(after))
        on_enter(self.note.line, self.done.emit)

    def _earliest(self) -> date:
        return date(self._today.year - OLDEST_YEARS, 1, 1)

    def _in_order(self) -> tuple[QWidget, ...]:
        return self.payer.line, self.received_on.line, self.account, self.reference.line, self.note.line

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        rows: list[tuple[Label, QWidget]] = [
            (Label(tr("Payer"), tone="ink_2"), self.payer),
            (Label(tr("Received on"), tone="ink_2"), self.received_on),
            (Label(tr("Receiving account"), tone="ink_2"), self.account),
            (self.reference_noun, self.reference),
            (Label(tr("Note"), tone="ink_2"), self.note),
        ]
        for noun, field in rows:
            noun.setMinimumWidth(58)
            noun.setFixedHeight(30)
            field.setAccessibleName(noun.text())
            if isinstance(field, Field):
                field.set_name(noun.text())
            form.addRow(noun, field)

    def show_draft(self, draft: Draft, accounts: Sequence[AccountRow], today: date) -> None:
        """Another draft, or the same after another desk's work: what is typed is in it."""
        self._today = today
        self.account.set_placeholder(tr("No receiving account is set up") if draft.order_id else "")
        self.account.set_items([(row.id, account_words(row)) for row in accounts])
        if draft is not self._draft:
            self._draft = draft
            self.payer.set_text(draft.payer)
            self.payer.line.setCursorPosition(0)
            self.note.set_text(draft.note)
            self.received_on.set_value(draft.received_on)
        self.account.set_key(draft.account_id)
        self.account.setToolTip(self.account.currentText())

    def show_part(self, part: Part) -> None:
        """The reference is that of the present way of payment; its method is named where there are several."""
        named = part.method is not None and len(self._draft.parts) > 1
        words = f"{tr('Reference')} {method_word(part.method or '')}" if named else tr("Reference")
        self.reference_noun.setText(words)
        self.reference.set_name(words)
        self._part = part
        if self.reference.text() != part.reference:
            self.reference.set_text(part.reference)

    def _typed(self) -> None:
        self._draft.payer, self._draft.note = self.payer.text(), self.note.text()
        self._draft.received_on = self.received_on.value()
        self._draft.account_id = self.account.key()
        self._part.reference = self.reference.text()
        self.account.setToolTip(self.account.currentText())
        self.changed.emit()

    def take_cursor(self) -> None:
        self.payer.line.setFocus(_BY_KEY)

    def named(self) -> dict[str, Field]:
        """The fields by the names that refusals give them."""
        return {
            "payer": self.payer, "received_on": self.received_on, "reference": self.reference, "note": self.note,
        }  # fmt: skip


def _focusing(widget: QWidget) -> Callable[[], None]:
    return lambda: widget.setFocus(_BY_KEY)


def account_words(row: AccountRow) -> str:
    """An account in one line: its bank, the end of its number, what it is called."""
    return f"{row.bank} …{row.number.replace(' ', '')[-4:]}　{row.name}"
