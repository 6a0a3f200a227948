"""Changing a customer; somebody else's change meanwhile is compared with what was typed, and overwrites nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from salesdesk.domain.errors import Refusal, StaleEdit
from salesdesk.domain.i18n import tr
from salesdesk.domain.stale import Newer
from salesdesk.services.customer_lists import EntryDesk, entry_desk
from salesdesk.services.customers import (
    CHANNEL_IS_THE_MANAGERS,
    CustomerEdit,
    CustomerStory,
    edit_customer,
    may_correct,
    newer_customer,
)
from salesdesk.services.office import new_request_id
from salesdesk.services.rows import CustomerDetail
from salesdesk.views.customers.form_page import FormPage
from salesdesk.views.customers.wording import joined
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_customer_edit import Ui_CustomerForm
from salesdesk.views.kit import messages
from salesdesk.views.stale.dialog import StaleDialog, Wording


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
        self.comparison: StaleDialog | None = None
        self._nouns = {
            "name": tr("Full name"), "level": tr("Level"), "channel_id": tr("Channel"), "referrer": tr("Referrer"),
            "wish": tr("Wish"), "address": tr("Address"),
        }  # fmt: skip
        body = QWidget()
        self.ui = ui = Ui_CustomerForm()
        ui.setupUi(body)
        self.fill(body, {"name": ui.name, "referrer": ui.referrer, "wish": ui.wish, "address": ui.address})

    # opening

    def open(self, story: CustomerStory) -> None:
        """Filled from what is stored, or as it was left for this customer."""
        self._keep()
        customer = story.customer
        self.banner.clear()
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
                self._look_again(customer.id)
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
        if isinstance(why, StaleEdit):
            self.saving = False
            self._compare(why.newer)
            return
        self.show_refusal(why)

    # somebody was faster

    def _look_again(self, customer_id: int) -> None:
        """What was typed earlier stands beside a newer version."""

        def found(newer: Newer) -> None:
            if self._base is not None and self._base.id == customer_id:
                self._compare(newer)

        self.desk.ask(self, newer_customer, customer_id, done=found, failed=self.show_refusal)

    def _compare(self, newer: Newer) -> None:
        """Both side by side; the form stays as typed until one of the ways is chosen."""
        base = self._base
        if base is None or self.comparison is not None:
            return
        wording = Wording(self._nouns.__getitem__, self._in_words)
        self.comparison = StaleDialog(self, base.name, values_of(base), self._typed(), newer, wording)
        self.comparison.written.connect(lambda values: self._write(newer, values))
        self.comparison.dropped.connect(lambda: self._drop(base.id))
        self.comparison.finished.connect(self._compared)
        self.comparison.open()

    def _compared(self) -> None:
        self.comparison = None

    def _write(self, newer: Newer, values: dict[str, object]) -> None:
        """Saves what was chosen on top of the present version."""
        if self._base is None:
            return
        now: dict[str, Any] = {**newer.values, "version": newer.version}
        self._base = replace(self._base, **now)
        self.request_id = new_request_id()
        self._show(values)
        self.submit()

    def _drop(self, customer_id: int) -> None:
        self._base = None
        self._drafts.pop(customer_id, None)
        messages.say(tr("Dropped; it stays as it is now."))
        self.changed.emit(customer_id)

    def _in_words(self, key: str, value: object) -> str:
        return self._channels.get(value, "") if key == "channel_id" else str(value or "")
