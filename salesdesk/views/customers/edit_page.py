"""Changing a customer. Somebody else's change meanwhile is shown beside what was typed, and overwrites nothing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal, StaleEdit
from salesdesk.domain.i18n import tr
from salesdesk.services.customer_lists import EntryDesk, entry_desk
from salesdesk.services.customers import (
    CHANNEL_IS_THE_MANAGERS,
    CustomerEdit,
    CustomerStory,
    customer_story,
    edit_customer,
    may_correct,
)
from salesdesk.services.office import new_request_id
from salesdesk.services.rows import CustomerDetail
from salesdesk.views.customers.comparison import Comparison, Difference, differences, merged
from salesdesk.views.customers.form_page import FormPage
from salesdesk.views.customers.wording import joined
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_customer_edit import Ui_CustomerForm
from salesdesk.views.kit import messages


@dataclass
class Draft:
    """What the form was filled from, and what is typed in it."""

    base: CustomerDetail
    typed: dict[str, object]


def values_of(customer: CustomerDetail) -> dict[str, object]:
    """The fields of the form as they are stored."""
    return {
        "name": customer.name, "level": customer.level, "channel_id": customer.channel_id,
        "referrer": customer.referrer, "wish": customer.wish, "address": customer.address,
    }  # fmt: skip


class EditPage(FormPage):
    """The form of a customer that is there already.

    Signals:
        changed: the customer's id, after it was saved.
    """

    changed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Edit customer"), tr("Save changes"), tr("Back"))
        self._base: CustomerDetail | None = None
        self._drafts: dict[int, Draft] = {}
        self._channels: dict[object, str] = {}
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        nouns = {
            "name": tr("Full name"), "level": tr("Level"), "channel_id": tr("Channel"), "referrer": tr("Referrer"),
            "wish": tr("Wish"), "address": tr("Address"),
        }  # fmt: skip
        self.comparison = Comparison(self._in_words, nouns)
        fields = QWidget()
        self.ui = Ui_CustomerForm()
        self.ui.setupUi(fields)
        column.addWidget(self.comparison)
        column.addWidget(fields)
        ui = self.ui
        self.fill(body, {"name": ui.name, "referrer": ui.referrer, "wish": ui.wish, "address": ui.address})
        self.comparison.taken.connect(self._take)
        for field in (ui.name, ui.referrer, ui.wish, ui.address):
            field.settled.connect(self._compare_again)
        ui.level.chosen.connect(self._compare_again)
        ui.channel.chosen.connect(self._compare_again)
        self._theirs: dict[str, object] | None = None
        self._before: dict[str, object] = {}

    # opening

    def open(self, story: CustomerStory) -> None:
        """Filled from what is stored, or as it was left for this customer."""
        self._keep()
        customer = story.customer
        self.comparison.close_up()
        self.banner.clear()
        self._theirs = None
        self.request_id = new_request_id()
        self._base = customer
        self.about.setText(customer.name)
        self._show(values_of(customer))
        self._lock_channel(customer)
        self.desk.ask(self, entry_desk, done=self._furnish)
        draft = self._drafts.pop(customer.id, None)
        if draft is not None:
            self._base = draft.base
            self._show(draft.typed)
            if draft.base.version != customer.version:
                self._compare(story)
        self.ui.name.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _furnish(self, words: EntryDesk) -> None:
        chosen = self._typed()["channel_id"] if self.ui.channel.count() else self._wanted_channel
        self._channels = {channel.id: channel.words for channel in words.channels}
        items: list[tuple[object, ...]] = [(channel.id, channel.words, channel.search) for channel in words.channels]
        if self._base is not None and self._base.channel_id not in (None, *self._channels):
            # A channel that is no longer offered stays where it was chosen.
            items.append((self._base.channel_id, self._base.channel))
            self._channels[self._base.channel_id] = self._base.channel
        self.ui.channel.set_items(items)
        self.ui.channel.set_key(chosen)
        if self._theirs is not None:
            self._compare_again()

    def _lock_channel(self, customer: CustomerDetail) -> None:
        """A channel once entered is the manager's to correct."""
        office = self.desk.office
        locked = customer.channel_id is not None and not may_correct(office.permissions)
        self.ui.channel.setEnabled(not locked)
        self.ui.channel.setToolTip(tr(CHANNEL_IS_THE_MANAGERS) if locked else "")
        self.ui.channel_noun.setText(joined((tr("Channel"), tr("corrected by the sales manager") if locked else "")))

    def _typed(self) -> dict[str, object]:
        ui = self.ui
        channel = ui.channel.key() if ui.channel.count() else self._wanted_channel
        return {
            "name": ui.name.text(), "level": ui.level.key(), "channel_id": channel,
            "referrer": ui.referrer.text(), "wish": ui.wish.text(), "address": ui.address.text(),
        }  # fmt: skip

    def _show(self, values: dict[str, object]) -> None:
        ui = self.ui
        for key, field in (("name", ui.name), ("referrer", ui.referrer), ("wish", ui.wish), ("address", ui.address)):
            field.set_text(str(values[key]))
        ui.level.set_key(str(values["level"]))
        self._wanted_channel = values["channel_id"]
        ui.channel.set_key(values["channel_id"])

    def drafted(self) -> bool:
        """Whether anything is typed that is not saved."""
        return self._base is not None and self._typed() != values_of(self._base)

    def _keep(self) -> None:
        """Puts aside what is typed for the customer shown."""
        if self._base is not None and self.drafted():
            self._drafts[self._base.id] = Draft(self._base, self._typed())

    def leave(self) -> None:
        """The form is closed; what was typed comes back when it is opened for the same customer again."""
        self._keep()
        self._base = None

    # saving

    def submit(self) -> None:
        """Saves, once; a press while it is under way does nothing."""
        if self.saving or self._base is None or not self.fields_fit():
            return
        typed = self._typed()
        channel = typed["channel_id"]
        form = CustomerEdit(
            request_id=self.request_id, customer_id=self._base.id, version=self._base.version,
            name=str(typed["name"]), level=str(typed["level"]),
            channel_id=channel if isinstance(channel, int) else None, wish=str(typed["wish"]),
            address=str(typed["address"]), referrer=str(typed["referrer"]),
        )  # fmt: skip
        self.saving = True
        self.banner.clear()
        self.desk.perform(self, edit_customer, form, self._saved, self._refuse)

    def _saved(self, customer_id: int) -> None:
        self.saving = False
        self._base = None
        self._drafts.pop(customer_id, None)
        messages.say(tr("Changes saved."))
        self.changed.emit(customer_id)

    def _refuse(self, why: Refusal) -> None:
        if isinstance(why, StaleEdit) and self._base is not None:
            self.desk.ask(self, customer_story, self._base.id, done=self._look_again, failed=self.show_refusal)
            return
        self.show_refusal(why)

    # somebody was faster

    def _look_again(self, story: CustomerStory) -> None:
        self.saving = False
        if self._base is not None and story.customer.id == self._base.id:
            self._compare(story)

    def _compare(self, story: CustomerStory) -> None:
        """Shows what changed; the form stands on the present version now, so that saving again keeps what it shows."""
        if self._base is None:
            return
        self._before, self._theirs = values_of(self._base), values_of(story.customer)
        if story.customer.channel_id is not None:
            self._channels.setdefault(story.customer.channel_id, story.customer.channel)
        self._show(merged(self._before, self._theirs, self._typed()))
        self._base = story.customer
        self.request_id = new_request_id()
        self._compare_again()
        self.area.verticalScrollBar().setValue(0)

    def _compare_again(self) -> None:
        if self._theirs is not None:
            self.comparison.show_differences(self._differences())

    def _differences(self) -> list[Difference]:
        return differences(self._before, self._theirs or {}, self._typed())

    def _take(self, key: str) -> None:
        if self._theirs is not None:
            self._show({**self._typed(), key: self._theirs[key]})
            self._compare_again()

    def _in_words(self, key: str, value: object) -> str:
        return self._channels.get(value, "") if key == "channel_id" else str(value or "")
