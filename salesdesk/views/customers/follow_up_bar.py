"""The foot of a customer's story: what kind of contact, when, what was said, when the next one is; Ctrl+S saves.

What was typed stays with its customer until it is saved, also while somebody else is looked at meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import tr
from salesdesk.services.customer_lists import next_contact
from salesdesk.services.customers import FURTHEST_NEXT, LONGEST_NOTE, CustomerStory, NewFollowUp, follow_up
from salesdesk.services.office import new_request_id
from salesdesk.views.customers.moment import MomentField
from salesdesk.views.customers.wording import contact_word
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import PrimaryButton
from salesdesk.views.kit.date_edit import DateEdit
from salesdesk.views.kit.field import Field, TextField
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.theme import theme

_WHEN, _NEXT = 104, 156
_NARROW = 480
_KINDS = ("call_out", "visit", "call_in", "message", "other")


@dataclass
class Draft:
    """What is typed for one customer and not saved yet."""

    kind: str = _KINDS[0]
    when: str = ""
    note: str = ""
    next_on: str | None = None
    request_id: str = field(default_factory=new_request_id)


class FollowUpBar(Sheet):
    """Records a contact with the customer that is shown.

    Signals:
        saved: the customer's id, after a contact was recorded.
    """

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface_alt", "t")
        self.desk = desk
        self._today = date(2000, 1, 1)
        self._customer_id, self._level = 0, "B"
        self._rhythm: Mapping[str, int] = {}
        self._drafts: dict[int, Draft] = {}
        self._saving = False
        self.kinds = Segmented([(kind, contact_word(kind)) for kind in _KINDS], small=False)
        self.when = MomentField()
        self.next_on = DateEdit(today=lambda: self._today, earliest=lambda: self._today, latest=self._latest)
        self.note = TextField(tr("What was said"), most=LONGEST_NOTE)
        self.save_button = PrimaryButton(tr("Save"), "Ctrl S", tall=False)
        self.banner = Banner("refusal")
        self._build()
        self.save_button.clicked.connect(self.save)
        on_enter(self.note.line, self.save)
        self.next_on.edited.connect(self._plan_typed)

    def _build(self) -> None:
        self._upper, lower, planned = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (self._upper, lower, planned):
            row.setSpacing(theme().size("s"))
        self.when.setFixedWidth(_WHEN)
        self.when.set_name(tr("When"))
        self.next_on.setFixedWidth(_NEXT)
        self.next_on.set_name(tr("Next contact"))
        self.note.set_name(tr("What was said"))
        planned.addStretch(1)
        planned.addWidget(Label(tr("Next contact"), "small", "ink_2"))
        planned.addWidget(self.next_on)
        self._upper.addWidget(self.kinds)
        self._upper.addLayout(planned, 1)
        lower.addWidget(self.when)
        lower.addWidget(self.note, 1)
        lower.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(theme().size("s"))
        column.addWidget(self.banner)
        column.addLayout(self._upper)
        column.addLayout(lower)
        order = (self.kinds, self.next_on.line, self.when.line, self.note.line, self.save_button)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where kind and day do not fit beside each other, the day goes beneath."""
        super().resizeEvent(event)
        beside, beneath = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._upper.setDirection(beneath if self.width() < _NARROW else beside)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, super().minimumSizeHint().height())

    def _latest(self) -> date:
        return date.fromordinal(self._today.toordinal() + FURTHEST_NEXT)

    # whose contact

    def show_story(self, story: CustomerStory) -> None:
        """The customer whose contact is recorded; what is typed for them already stays."""
        self._today = self.when.house_today = story.today
        self._level, self._rhythm = story.customer.level, story.rhythm
        if story.customer.id != self._customer_id:
            self._keep()
            self._customer_id = story.customer.id
            self._fill(self._drafts.get(self._customer_id, Draft()))
        elif self._draft().next_on is None:
            self.next_on.set_value(next_contact(self._level, self._today, self._rhythm))

    def _draft(self) -> Draft:
        return self._drafts.setdefault(self._customer_id, Draft())

    def _keep(self) -> None:
        """Puts aside what is typed for the customer shown."""
        if not self._customer_id:
            return
        draft = self._draft()
        draft.kind, draft.when, draft.note = self.kinds.key(), self.when.text(), self.note.text()
        draft.next_on = self.next_on.text() if draft.next_on is not None else None
        if not draft.note and not draft.when:
            del self._drafts[self._customer_id]

    def _fill(self, draft: Draft) -> None:
        self.banner.clear()
        self.kinds.set_key(draft.kind)
        self.when.set_text(draft.when)
        self.note.set_text(draft.note)
        if draft.next_on is None:
            self.next_on.set_value(next_contact(self._level, self._today, self._rhythm))
        else:
            self.next_on.set_text(draft.next_on)
            self.next_on.check()

    def _plan_typed(self) -> None:
        self._draft().next_on = self.next_on.text()

    def drafted(self) -> bool:
        """Whether anything is typed here that is not saved."""
        return bool(self.note.text().strip())

    # saving

    def save(self) -> None:
        """Records the contact, once; a press while it is under way does nothing."""
        if self._saving or not self.save_button.isEnabled() or not self._customer_id:
            return
        self.banner.clear()
        if not self.when.check() or not self.next_on.check():
            return
        form = NewFollowUp(
            request_id=self._draft().request_id, customer_id=self._customer_id, kind=self.kinds.key(),
            note=self.note.text(), happened_at=self.when.value(), next_on=self.next_on.value(),
        )  # fmt: skip
        self._saving = True
        self.desk.perform(self, follow_up, form, lambda _: self._saved(form), lambda why: self._refused(why, form))

    def _saved(self, form: NewFollowUp) -> None:
        self._saving = False
        self._drafts.pop(form.customer_id, None)
        if form.customer_id == self._customer_id:
            self._fill(Draft(kind=form.kind))
        messages.say(tr("{kind} recorded.").format(kind=contact_word(form.kind)))
        self.saved.emit(form.customer_id)

    def _refused(self, why: Refusal, form: NewFollowUp) -> None:
        self._saving = False
        if form.customer_id != self._customer_id:
            messages.refuse(why)
            return
        fields: dict[str, Field] = {"note": self.note, "contact_at": self.when, "next_on": self.next_on}
        place = fields.get(why.field) if isinstance(why, BadInput) else None
        if place is None:
            self.banner.set_text("", str(why))
            return
        place.refuse(why)
        place.line.setFocus()
