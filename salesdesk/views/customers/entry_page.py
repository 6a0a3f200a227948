"""A new customer in under a minute: one form, keyboard alone, telephone first; Ctrl+Enter saves."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.identity import normalise_telephone
from salesdesk.domain.permissions import Permission
from salesdesk.services.customer_lists import EntryDesk, entry_desk, next_contact
from salesdesk.services.customers import FURTHEST_NEXT, NewCustomer, enter_customer
from salesdesk.services.office import new_request_id
from salesdesk.views.customers.form_page import FormPage
from salesdesk.views.customers.known_banner import KnownLookup
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_customer_entry import Ui_CustomerEntry
from salesdesk.views.kit import messages

_LEVEL = "B"


class EntryPage(FormPage):
    """The form of a new customer.

    Signals:
        entered: the id of the customer that was entered.
        open_wanted: the customer that the telephone belongs to shall be shown.
    """

    entered = Signal(int)
    open_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("New customer"), tr("Save customer"), tr("Back"))
        self.ui = Ui_CustomerEntry()
        body = QWidget()
        self.ui.setupUi(body)
        self._planned = False
        self._desk_words: EntryDesk | None = None
        self.lookup = KnownLookup(desk, self.ui.known, self.ui.telephone.text)
        ui = self.ui
        self.fill(
            body,
            {
                "telephone": ui.telephone, "name": ui.name, "referrer": ui.referrer, "wish": ui.wish, "note": ui.note,
                "contact_at": ui.contact_at, "next_on": ui.next_on,
            },
        )  # fmt: skip
        self._for_colleagues = desk.may(Permission.CUSTOMER_READ_ALL)
        for part in (ui.owner, ui.owner_noun):
            part.setVisible(self._for_colleagues)
        self._connect()
        self._clear()

    def _connect(self) -> None:
        ui = self.ui
        ui.telephone.edited.connect(self.lookup.typed)
        ui.telephone.settled.connect(self._settle_telephone)
        ui.next_on.edited.connect(self._plan)
        ui.level.chosen.connect(self._propose)
        self.lookup.answered.connect(lambda why: self.save_button.set_refusal(why or None))
        self.lookup.open_wanted.connect(self.open_wanted)

    # opening

    def open(self, telephone: str = "") -> None:
        """The form as it was left; the office's channels and people are asked for anew."""
        if telephone and not self.ui.telephone.text():
            self.ui.telephone.set_text(telephone)
            self.lookup.look()
        self.desk.ask(self, entry_desk, done=self._furnish)
        self.ui.telephone.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _furnish(self, words: EntryDesk) -> None:
        self._desk_words = words
        self.ui.channel.set_items([(channel.id, channel.words, channel.search) for channel in words.channels])
        me = self.desk.office.person
        people = [(me.id, me.name), *((one.id, one.name) for one in words.consultants if one.id != me.id)]
        self.ui.owner.set_items(people)
        if self.ui.owner.key() is None:
            self.ui.owner.set_key(me.id)
        self.ui.contact_at.house_today = words.today
        self.ui.next_on.house_today = self.ui.next_on.first = words.today
        self.ui.next_on.last = words.today + timedelta(days=FURTHEST_NEXT)
        self._propose()

    def _propose(self) -> None:
        """The next contact by the level's rhythm, until the person plans it."""
        if self._desk_words is not None and not self._planned:
            words = self._desk_words
            self.ui.next_on.set_value(next_contact(self.ui.level.key(), words.today, words.rhythm))

    def _plan(self) -> None:
        self._planned = True

    def drafted(self) -> bool:
        """Whether anything is typed that is not saved."""
        ui = self.ui
        return any(field.text().strip() for field in (ui.telephone, ui.name, ui.wish, ui.note, ui.referrer))

    def _clear(self) -> None:
        ui = self.ui
        self.request_id = new_request_id()
        self._planned = False
        for field in (ui.telephone, ui.name, ui.referrer, ui.wish, ui.note):
            field.set_text("")
        ui.contact_at.clear()
        ui.channel.set_key(None)
        ui.owner.set_key(self.desk.office.person.id)
        ui.level.set_key(_LEVEL)
        ui.contact.set_key("visit")
        self.banner.clear()
        self.lookup.look()
        self._propose()

    def _settle_telephone(self) -> None:
        """What stands there when the person leaves it: the number in its one form, or why it is none."""
        text = self.ui.telephone.text()
        if not text.strip():
            return
        try:
            self.ui.telephone.line.setText(normalise_telephone(text))
        except BadInput as refusal:
            self.ui.telephone.refuse(refusal)

    # saving

    def submit(self) -> None:
        """Enters the customer, once; a press while it is under way does nothing."""
        if self.saving or not self.save_button.isEnabled() or not self.fields_fit():
            return
        ui = self.ui
        owner = ui.owner.key() if self._for_colleagues else None
        form = NewCustomer(
            request_id=self.request_id, telephones=(ui.telephone.text(),), name=ui.name.text(),
            channel_id=ui.channel.key(), referrer=ui.referrer.text(), wish=ui.wish.text(), level=ui.level.key(),
            contact=ui.contact.key(), contact_at=ui.contact_at.value(), note=ui.note.text(),
            next_on=ui.next_on.value(), owner_id=owner,
        )  # fmt: skip
        self.saving = True
        self.banner.clear()
        self.desk.perform(self, enter_customer, form, lambda new_id: self._entered(new_id, form.name), self._refuse)

    def _entered(self, customer_id: int, name: str) -> None:
        self.saving = False
        self._clear()
        messages.say(tr("{name} is entered.").format(name=name.strip()))
        self.entered.emit(customer_id)

    def _refuse(self, why: Refusal) -> None:
        self.show_refusal(why)
        if not isinstance(why, BadInput):
            # Another desk may have entered the telephone a moment ago.
            self.lookup.look()
