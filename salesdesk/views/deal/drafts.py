"""Keeps what is typed into the form of a subscription, and offers it when the form opens for that unit again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk.domain.errors import Refusal
from salesdesk.services.customers import customer_story
from salesdesk.services.deal_drafts import DealDraft, DraftBuyer
from salesdesk.services.deal_forms import DealStart
from salesdesk.services.unanswered import Outcome, Sent, outcomes
from salesdesk.views.deal.buyer_row import BuyerRow
from salesdesk.views.deal.consultants import ConsultantsPart
from salesdesk.views.deal.draft_offer import DraftOffer
from salesdesk.views.deal.form import DealForm
from salesdesk.views.deal.saving import DealSaver
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages

PAUSE_MS = 700
_NOTHING = DealDraft(0, None, (), None, ())


class DraftKeeper(QObject):
    """Writes a draft after each pause in typing, once something stands there that the office did not put in by itself.

    While an earlier draft is offered nothing is written: it is not overwritten before somebody decided.

    ``taken_up`` tells that the form holds the draft now.
    """

    taken_up = Signal()

    def __init__(self, desk: Desk, form: DealForm, part: ConsultantsPart, saver: DealSaver, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._form, self._part, self._saver = desk, form, part, saver
        self._start: DealStart | None = None
        self._untouched: DealDraft | None = None
        self._kept: DealDraft | None = None
        self._waits: DealDraft | None = None
        self._moving = False
        self._project_id = 0
        self.offered: DealDraft | None = None
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.offer = DraftOffer()
        self.offer.taken.connect(self.take_up)
        self.offer.discarded.connect(self._discard_offered)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.write)

    # opening

    def begin(self, start: DealStart) -> None:
        """The form opened for a unit: what was begun for it is offered, unless it was carried out after all."""
        self._start = start
        if self._moving:
            self._moving, self._untouched = False, _NOTHING
            self._pause.start()
        project = self._desk.office.project
        self._project_id = project.id if project is not None else 0
        draft = self._desk.office.drafts.of(self._project_id, start.unit.id)
        if draft is not None:
            sent = (Sent(draft.request_id, "subscribe"),)
            self._desk.ask(self, outcomes, sent, done=lambda found: self._offer(draft, found))

    def _offer(self, draft: DealDraft, found: list[Outcome]) -> None:
        if self._start is None or self._start.unit.id != draft.unit_id:
            return
        if found[0].done:
            self._drop(draft.unit_id)
            return
        self.offered = draft
        self.offer.show_draft(draft)

    def take_up(self) -> None:
        """The form gets what was begun; first its customer, who brings what the office knows of them."""
        draft, self.offered = self.offered, None
        self.offer.hide()
        if draft is None:
            return
        if draft.customer_id is not None and draft.customer_id != self._form.buyers.rows[0].customer_id:
            self._waits, known = draft, draft.customer_id
            self._desk.ask(
                self,
                customer_story,
                known,
                done=lambda _: self._form.buyers.set_customer(known),
                failed=self._no_customer,
            )
        else:
            self._fill(draft)

    def _no_customer(self, refusal: Refusal) -> None:
        """A customer who is somebody else's by now: what was typed comes back, without them."""
        draft, self._waits = self._waits, None
        if draft is not None:
            messages.refuse(refusal)
            own = tuple(replace(buyer, customer_id=None) for buyer in draft.buyers)
            self._fill(replace(draft, customer_id=None, buyers=own))

    def customer_came(self, customer_id: int) -> None:
        """The customer that a draft waited for stands in the form."""
        draft, self._waits = self._waits, None
        if draft is not None and draft.customer_id == customer_id:
            self._fill(draft)

    def _fill(self, draft: DealDraft) -> None:
        self._kept = draft
        self._saver.take_over(draft.request_id)
        if draft.choices is not None:
            self._form.take_choices(draft.choices)
        self._form.buyers.restore(draft.buyers)
        self._part.restore(draft.consultants, draft.introducer_id)
        self.taken_up.emit()

    # keeping

    def filled(self) -> None:
        """The office put in what it knows; what differs from it was typed by somebody."""
        start = self._start
        if start is None or self._untouched is not None:
            return
        if start.customer_id in (None, self._form.buyers.rows[0].customer_id):
            self._untouched = self._now()

    def edited(self) -> None:
        if self._start is not None:
            self._pause.start()

    def write(self) -> None:
        """Keeps what stands in the form."""
        self._pause.stop()
        if self._start is None or self._untouched is None or self.offered is not None or self._waits is not None:
            return
        draft = self._now()
        if draft in (self._untouched, self._kept) or self._saver.saving:
            return
        self._kept = draft
        self._desk.office.drafts.keep(self._project_id, draft)

    def _now(self) -> DealDraft:
        assert self._start is not None
        buyers = self._form.buyers
        return DealDraft(
            self._start.unit.id, buyers.customer_id(), tuple(_buyer(row) for row in buyers.rows),
            self._form.choices(), self._part.typed(), self._saver.request_id, self.clock(),
            self._part.introducer_id(),
        )  # fmt: skip

    # leaving

    def leave(self) -> None:
        """Another unit, or none: what stands here is kept before it goes."""
        self.write()
        self._end()

    def move(self) -> None:
        """The same typing goes on with another unit."""
        self.drop()
        self._moving = True

    def drop(self) -> None:
        """It was done, or taken away."""
        self._pause.stop()
        if self._start is not None:
            self._drop(self._start.unit.id)
        self._end()

    def _discard_offered(self) -> None:
        draft, self.offered = self.offered, None
        self.offer.hide()
        if draft is not None:
            self._drop(draft.unit_id)
        self.edited()

    def _drop(self, unit_id: int) -> None:
        self._desk.office.drafts.drop(self._project_id, unit_id)

    def _end(self) -> None:
        self._pause.stop()
        self._moving = False
        self._start = self._untouched = self._kept = self._waits = self.offered = None
        self.offer.hide()


def _buyer(row: BuyerRow) -> DraftBuyer:
    return DraftBuyer(
        row.name.text().strip(), row.relation.key() or "", row.kind.key() or "", row.address.text().strip(),
        row.share.value() if row.share_typed else None, row.customer_id,
    )  # fmt: skip
