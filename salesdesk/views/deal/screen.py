"""The screen of a deal: quote or subscription. What is typed is worked out live, and kept whatever is refused."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.board import BoardCell
from salesdesk.domain.errors import BadInput, DatabaseLost, Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import why_not
from salesdesk.domain.states import STATE_WORDS, SaleState, Verb, can_start
from salesdesk.services.customers import CustomerStory, customer_story
from salesdesk.services.deal_forms import DealStart, deal_start, nearby_free
from salesdesk.services.quotes import DealPreview, preview_deal
from salesdesk.services.rows import Touched
from salesdesk.views.deal.asking_price import AskPriceDialog
from salesdesk.views.deal.checks import Check, first_against
from salesdesk.views.deal.drafts import DraftKeeper
from salesdesk.views.deal.form import DealForm
from salesdesk.views.deal.judging import Judge
from salesdesk.views.deal.nearby import NearbyUnits
from salesdesk.views.deal.page_bar import DealBar
from salesdesk.views.deal.printing import print_papers, print_quote
from salesdesk.views.deal.saving import DealSaver
from salesdesk.views.deal.summary import DealPanel
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit import messages
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.live_answer import LiveAnswer

SUBSCRIBE, QUOTE = "subscribe", "quote"


class DealScreen(Screen):
    """See the module. ``enter(unit_id=, customer_id=, mode="subscribe"|"quote", quote_id=)``."""

    key: ClassVar[str] = "deal"
    needs: ClassVar[tuple[Permission, ...]] = (Permission.QUOTE_WRITE, Permission.ORDER_WRITE)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.mode = SUBSCRIBE
        self.unit_id: int | None = None
        self._quote_id: int | None = None
        self._for_customer: int | None = None
        self._start: DealStart | None = None
        self._preview: DealPreview | None = None
        self._preview_refusal = ""
        self._said = ""
        self._unsure = False
        self._against: Check | None = None
        self._confirm_when_fresh = False
        self.bar = DealBar(desk)
        self.form = DealForm(desk, self._today)
        self.panel = DealPanel()
        self.nearby = NearbyUnits()
        self.nothing = EmptyState("board", tr("No unit yet"), tr("Choose one on the board, then F4 or F6."))
        self.live = LiveAnswer(desk, self)
        self.bar.listen(self.live)
        self.saver = DealSaver(desk, self.form, self.panel.consultants, self)
        self.drafts = DraftKeeper(desk, self.form, self.panel.consultants, self.saver, self)
        self.price_dialog: AskPriceDialog | None = None
        self.judge = Judge(self.form, self.panel.consultants, frozenset())
        self._lay_out()
        self._connect()
        self.set_mode(SUBSCRIBE)
        self._show_parts()

    def _today(self) -> date:
        return self._start.today if self._start is not None else date.today()

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.nearby)
        middle.addWidget(self.drafts.offer)
        middle.addWidget(self.form, 1)
        middle.addWidget(self.nothing, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(middle, 1)
        body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.form.changed.connect(self._edited)
        self.form.buyers.customer_picked.connect(self._customer_picked)
        self.panel.consultants.changed.connect(self._edited)
        self.panel.confirmed.connect(self.confirm)
        self.panel.price_wanted.connect(self.ask_price)
        self.panel.explained.connect(lambda: self.form.jump(3))
        self.panel.refusal.link_activated.connect(self._go_there)
        self.nearby.unit_chosen.connect(self.go_on_with)
        self.live.worked_out.connect(self._worked_out)
        self.live.refused.connect(self._not_worked_out)
        self.saver.subscribed.connect(self._subscribed)
        self.saver.quoted.connect(self._quoted)
        self.saver.refused.connect(self._refused)
        self.bar.to_subscription.clicked.connect(self.turn_into_subscription)
        self.bar.clear.clicked.connect(self.clear)
        self.bar.back.clicked.connect(self._back)
        self.desk.changed.connect(self._others_changed)
        self.desk.project_entered.connect(self._forget)
        QShortcut(QKeySequence("F7"), self).activated.connect(lambda: self.form.jump(3))
        for place in range(1, 6):
            QShortcut(QKeySequence(f"Alt+{place}"), self).activated.connect(lambda p=place: self.form.jump(p))

    # coming and going

    def enter(self, **wanted: Any) -> None:
        """Another unit or quote begins anew; the same one goes on with what was typed."""
        unit_id, quote_id = wanted.get("unit_id"), wanted.get("quote_id")
        if unit_id is None and quote_id is None:
            self._without_unit(wanted.get("customer_id"))
            return
        customer_id = wanted.get("customer_id") or self._for_customer
        self._for_customer = None
        same = self._start is not None and quote_id in (None, self._quote_id) and unit_id in (None, self.unit_id)
        if not same or customer_id not in (None, self.form.buyers.customer_id()):
            self._forget()
            self.unit_id, self._quote_id = unit_id, quote_id
        as_quote = quote_id is not None and not self.desk.may(Permission.ORDER_WRITE)
        self.set_mode(wanted.get("mode") or (QUOTE if as_quote else SUBSCRIBE))
        self._read_start(customer_id)

    def _without_unit(self, customer_id: int | None) -> None:
        """A deal needs its unit: a customer waits until one is chosen on the board."""
        if customer_id is None:
            self._read_start()
            return
        self._for_customer = customer_id
        messages.say(tr("Choose a unit on the board; what is made of it is for this customer."))
        self.desk.go.emit("board", {})

    def hideEvent(self, event: QHideEvent) -> None:
        self.drafts.write()
        super().hideEvent(event)

    def clear(self) -> None:
        """Everything typed is taken away; the unit stays."""
        unit_id = self.unit_id
        self.drafts.drop()
        self._forget()
        self.unit_id = unit_id
        self._read_start()

    def _forget(self) -> None:
        self.drafts.leave()
        self.form.reset()
        self.panel.consultants.reset()
        self.live.forget()
        self.nearby.hide()
        self.saver.renew()
        self.unit_id = self._quote_id = self._start = self._preview = None
        self._said, self._preview_refusal, self._unsure = "", "", False
        self._confirm_when_fresh = False
        self._show_parts()

    def _show_parts(self) -> None:
        """Without a unit there is nothing to fill in yet."""
        begun = self.unit_id is not None or self._quote_id is not None
        for part in (self.form, self.panel, self.bar.clear):
            part.setVisible(begun)
        self.nothing.setVisible(not begun)
        self.bar.about.setText("" if self._start is None else self._start.unit.label)

    def set_mode(self, mode: str) -> None:
        """A quote, or a subscription, of what stands in the form."""
        self.mode = mode
        subscribing = mode == SUBSCRIBE
        self.bar.set_mode(subscribing=subscribing)
        self.form.set_mode(subscribing=subscribing)
        self.panel.set_mode(subscribing=subscribing)
        self._judge()

    def turn_into_subscription(self) -> None:
        """A quote goes on as a subscription: unit, customer, scheme and discounts stay as they are."""
        self.set_mode(SUBSCRIBE)
        if self._start is not None:
            self.drafts.begin(self._start)
            self.drafts.filled()
        self._changed()
        self.form.jump(1)

    def go_on_with(self, unit_id: int) -> None:
        """Another unit, the same typing."""
        self.drafts.move()
        self.unit_id, self._quote_id, self._start, self._preview = unit_id, None, None, None
        self.nearby.hide()
        self._said, self._unsure = "", False
        self.saver.renew()
        self._read_start()

    def _back(self) -> None:
        self.desk.go.emit("board", {"unit_id": self.unit_id} if self.unit_id else {})

    def key_hints(self) -> list[tuple[str, str]]:
        return [("Alt 1–5", tr("sections")), ("Tab", tr("next")), ("F7", tr("Working"))]

    # what the deal begins with

    def _read_start(self, customer_id: int | None = None) -> None:
        self._show_parts()
        if self.unit_id is None and self._quote_id is None:
            return
        asked = (self.unit_id, customer_id, self._quote_id)

        def done(start: DealStart) -> None:
            if (self.unit_id, self._quote_id) in ((asked[0], asked[2]), (start.unit.id, asked[2])):
                self._show_start(start)

        self.desk.ask(self, deal_start, *asked, done=done)

    def _show_start(self, start: DealStart) -> None:
        first = self._start is None
        self._start, self.unit_id = start, start.unit.id
        held = self.desk.office.permissions
        self.judge = Judge(self.form, self.panel.consultants, held)
        self.bar.about.setText(start.unit.label)
        against = why_not(Verb.SUBSCRIBE, start.facts, held)
        self.bar.to_subscription.set_refusal(str(against) if against is not None else None)
        self.panel.show_start(start)
        self.form.show_start(start)
        if first and start.choices is not None:
            self.form.take_choices(start.choices)
        self._take_known(start)
        self._show_nearby(start)
        if first:
            self.form.jump(1 if self.mode == SUBSCRIBE else 2)
            if self.mode == SUBSCRIBE:
                self.drafts.begin(start)
                self.drafts.filled()
        self.live.again()
        self._changed()

    def _take_known(self, start: DealStart) -> None:
        """Who the deal is for and whose it is, as far as that is known and nobody typed otherwise."""
        if self.form.buyers.customer_id() is None:
            self.form.buyers.set_customer(start.customer_id)
        self.form.buyers.set_origin(_origin(start))
        self.panel.consultants.propose(start.consultant_id)

    def _show_nearby(self, start: DealStart) -> None:
        """The unit is somebody else's now: say so once, and offer its neighbours."""
        gone = why_not(Verb.SUBSCRIBE, start.facts, frozenset(Permission), self.form.buyers.customer_id())
        if gone is None or self.mode == QUOTE or self._unsure:
            self.nearby.hide()
            return
        self.desk.ask(self, nearby_free, start.unit.id, done=lambda cells: self._offer(start, str(gone), cells))

    def _offer(self, start: DealStart, reason: str, cells: list[BoardCell]) -> None:
        if start is self._start:
            if not can_start(Verb.SUBSCRIBE, start.facts.state):
                words = tr("{unit} was taken by another desk meanwhile ({state}).")
                reason = words.format(unit=start.unit.label, state=tr(STATE_WORDS[start.facts.state]))
            kept = tr("{reason} Nothing typed is lost; another unit can be taken with it. ").format(reason=reason)
            self.nearby.show_gone(kept, start.unit.total_fen or 0, cells)

    def _customer_picked(self, customer_id: int | None) -> None:
        if customer_id is not None:
            self.desk.ask(self, customer_story, customer_id, done=self._take_customer)

    def _take_customer(self, story: CustomerStory) -> None:
        if story.customer.id != self.form.buyers.customer_id():
            return
        self.form.buyers.take_customer(story.customer)
        self.panel.consultants.propose(story.customer.owner_id)
        self.drafts.filled()
        self.drafts.customer_came(story.customer.id)
        if self._start is not None:
            self._show_nearby(self._start)

    # working out

    def _edited(self) -> None:
        self._said = ""
        self.drafts.edited()
        self._confirm_when_fresh = False  # what was confirmed was what stood there
        self._changed()

    def _changed(self) -> None:
        choices = self.form.choices()
        if self._start is not None and choices is not None:
            self.live.want(preview_deal, self._start.unit.id, choices)
        self._judge()

    def _worked_out(self, preview: DealPreview) -> None:
        self._preview, self._preview_refusal = preview, ""
        self._show_preview()

    def _not_worked_out(self, refusal: Refusal) -> None:
        self._preview, self._preview_refusal = None, str(refusal)
        self._show_preview()

    def _show_preview(self) -> None:
        if self._start is None:
            return
        self.form.show_preview(self._preview, self._start.today)
        self.panel.show_preview(self._preview, self._start)
        self._judge()
        if self._confirm_when_fresh and self.live.fresh:
            self._confirm_when_fresh = False
            self.confirm()

    def _judge(self) -> None:
        """Looks at everything that stands in the way of the button, and says the first of it above the button."""
        if self._start is None:
            self.panel.bar(tr("The unit is being read."))
            return
        arguments = (self._preview, self._preview_refusal)
        subscribing = self.mode == SUBSCRIBE
        checks = self.judge.subscription(self._start, *arguments) if subscribing else self.judge.quote(*arguments)
        self._against = None if self._unsure else first_against(checks)
        self.panel.show_checks(checks, self._against)
        if self._against is None and self._said:
            self.panel.refusal.set_text("", self._said)
        if self.saver.saving:
            self.panel.go.setEnabled(False)

    def _go_there(self) -> None:
        if self._against is not None and self._against.go_there is not None:
            self._against.go_there()

    def ask_price(self) -> None:
        """Asks others for the price that is shown; once they agreed, it is confirmed like any other."""
        choices = self.form.choices()
        if self._preview is not None and choices is not None and self.live.fresh:
            customer_id = self.form.buyers.customer_id()
            self.price_dialog = AskPriceDialog(self.desk, self._preview, choices, customer_id, self)
            self.price_dialog.finished.connect(self.price_dialog.deleteLater)
            self.price_dialog.open()

    # confirming

    def confirm(self) -> None:
        """Saves what is shown, once; while the newest figures are on their way, right after them, unless it is changed
        meanwhile."""
        if self.saver.saving or self._against is not None or self.unit_id is None:
            return
        choices, customer_id = self.form.choices(), self.form.buyers.customer_id()
        if self._preview is None or choices is None or not self.live.fresh:
            self._confirm_when_fresh = True
            return
        if self.mode == QUOTE:
            self.saver.quote(self.unit_id, customer_id, choices)
        elif customer_id is not None:
            self.saver.subscribe(self.unit_id, customer_id, choices, self._preview)
        self._judge()

    def _subscribed(self, order_id: int) -> None:
        """In the system first, on paper after: the order is shown, its papers over it."""
        self.drafts.drop()
        kinds, label = self.form.papers.wanted(), self._start.unit.label if self._start else ""
        self._forget()
        messages.say(tr("{unit} is subscribed.").format(unit=label))
        self.desk.go.emit("orders", {"order_id": order_id})
        print_papers(self.desk, self, order_id, label, kinds)

    def _quoted(self, quote_id: int) -> None:
        self._quote_id = quote_id
        self._judge()
        print_quote(self.desk, self, quote_id, self._start.unit.label if self._start else "")

    def _refused(self, refusal: Refusal) -> None:
        """Nothing typed is lost: a field says what is wrong with it, everything else stands above the button."""
        # A lost database may have saved it: the same request asked again is answered, not carried out twice.
        self._unsure = isinstance(refusal, DatabaseLost)
        field = self.form.buyers.field(refusal.field) if isinstance(refusal, BadInput) else None
        self._said = "" if field is not None else str(refusal)
        self._judge()
        if field is not None:
            field.refuse(refusal)
            field.line.setFocus()
        self._read_start()

    def _others_changed(self, touched: Touched) -> None:
        """Another desk changed this unit, or something that prices it: look again, keep the typing."""
        if self.saver.saving or self._start is None:
            return
        if touched.everything or self.unit_id in touched.units:
            self._read_start()


def _origin(start: DealStart) -> str:
    """Where the customer of a deal was known from before the form was opened."""
    if start.facts.hold_customer_id is not None:
        return tr("From the hold")
    if start.facts.state is SaleState.RESERVED:
        return tr("From the reservation")
    return tr("From the quote") if start.choices is not None else ""
