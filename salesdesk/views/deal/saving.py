"""Saving a deal once: the request lives from the opened form to its answer, however often it is tried."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from salesdesk.domain.errors import Refusal
from salesdesk.services.deals import Choices
from salesdesk.services.office import new_request_id
from salesdesk.services.quotes import DealPreview, QuoteForm, make_quote
from salesdesk.services.subscriptions import Subscription, subscribe
from salesdesk.views.deal.consultants import ConsultantsPart
from salesdesk.views.deal.form import DealForm
from salesdesk.views.desk import Desk


class DealSaver(QObject):
    """``subscribed`` and ``quoted`` tell the new id, ``refused`` why nothing was saved."""

    subscribed = Signal(int)
    quoted = Signal(int)
    refused = Signal(object)

    def __init__(self, desk: Desk, form: DealForm, consultants: ConsultantsPart, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._form, self._consultants = desk, form, consultants
        self.saving = False
        self.renew()

    def renew(self) -> None:
        """What is saved next is another deal."""
        self.request_id = new_request_id()

    def take_over(self, request_id: str) -> None:
        """What is saved next was begun before, and perhaps sent."""
        self.request_id = request_id

    def subscribe(self, unit_id: int, customer_id: int, choices: Choices, preview: DealPreview) -> None:
        """Records the subscription as it stands in the form, at the price that is shown."""
        form = Subscription(
            request_id=self.request_id, unit_id=unit_id, customer_id=customer_id,
            buyers=self._form.buyers.buyers(), choices=choices, consultants=self._consultants.consultants(),
            shown_total_fen=preview.working.total_fen, introducer_id=self._consultants.introducer_id(),
        )  # fmt: skip
        self.saving = True
        self._desk.perform(self, subscribe, form, self._subscribed, self._refused)

    def quote(self, unit_id: int, customer_id: int | None, choices: Choices) -> None:
        """Keeps the quote as it stands in the form."""
        form = QuoteForm(request_id=self.request_id, unit_id=unit_id, choices=choices, customer_id=customer_id)
        self.saving = True
        self._desk.perform(self, make_quote, form, self._quoted, self._refused)

    def _subscribed(self, order_id: int) -> None:
        self.saving = False
        self.renew()
        self.subscribed.emit(order_id)

    def _quoted(self, quote_id: int) -> None:
        self.saving = False
        self.renew()
        self.quoted.emit(quote_id)

    def _refused(self, refusal: Refusal) -> None:
        self.saving = False
        self.refused.emit(refusal)
