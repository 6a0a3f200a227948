"""The forms of the changes: what is typed for each, as the form of its service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.change_sheet import ChangeSheet
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.requests import RequestKind
from salesdesk.services.buyer_changes import BuyerChange, ask_buyer_change, preview_buyer_change
from salesdesk.services.cancellations import CancellationRequest, ask_cancellation, preview_cancellation
from salesdesk.services.change_forms import ChangeStart
from salesdesk.services.deals import Choices
from salesdesk.services.office import Form
from salesdesk.services.postponements import Postponement, ask_postponement, preview_postponement
from salesdesk.services.swaps import Swap, ask_swap, preview_swap
from salesdesk.services.terms_changes import TermsChange, ask_terms_change, preview_terms_change
from salesdesk.views.changes.dates import DatesSection
from salesdesk.views.changes.reason import ReasonSection
from salesdesk.views.changes.target import TargetSection
from salesdesk.views.deal.buyers import BuyersSection
from salesdesk.views.deal.schemes import SchemeSection
from salesdesk.views.deal.working import WorkingSection
from salesdesk.views.desk import Desk
from salesdesk.views.kit.field import Field
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import Line


class ChangeForm(QWidget):
    """One kind of change. ``changed`` tells any edit; ``jump`` takes Alt and a digit.

    A subclass adds its sections, fills them from a start, and says its service's form.
    """

    changed = Signal()

    def __init__(self, reason: ReasonSection) -> None:
        super().__init__()
        self.reason = reason
        self.start: ChangeStart | None = None
        self._sections: dict[int, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 14, 20, 18)
        self._column.setSpacing(13)

    def add_section(self, place: int, section: Any) -> None:
        """A section with the digit of its cap; ``changed`` of it is passed on."""
        if self._sections:
            self._column.addWidget(Line())
        self._sections[place] = section
        self._column.addWidget(section)
        section.changed.connect(self.changed)

    def end_sections(self) -> None:
        self.add_section(len(self._sections) + 1, self.reason)
        self._column.addStretch(1)

    def show_start(self, start: ChangeStart, *, anew: bool) -> None:
        """What may be chosen; ``anew`` fills in what the order has now."""
        self.start = start
        if anew:
            self.reason.reset()

    def form(self, request_id: str) -> Form | None:
        """The service's form as filled in; ``None`` while something in it is missing."""
        raise NotImplementedError

    def problem(self) -> str:
        """What is missing before it can be previewed; empty when nothing is."""
        return ""

    def fields(self) -> Mapping[str, Field]:
        """Where refusals of a field go, by the name that the service gives it."""
        return {"reason": self.reason.reason, "fee": self.reason.fee, "penalty": self.reason.penalty,
                "proof": self.reason.proof}  # fmt: skip

    def field(self, name: str) -> Field | None:
        return self.fields().get(name)

    def show_sheet(self, sheet: ChangeSheet | None) -> None:
        """What comes of it, as far as it stands among what is typed."""

    def jump(self, place: int) -> QWidget | None:
        """The cursor goes to a section; the section, where there is one."""
        section: Any = self._sections.get(place)
        if section is not None:
            section.take_cursor()
        return section if isinstance(section, QWidget) else None

    def take_cursor(self) -> None:
        self.jump(min(self._sections))


class TermsForm(ChangeForm):
    """Another scheme, other discounts, on the same unit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(ReasonSection(3, fee=True))
        self._sections_of_price(1)
        self.end_sections()

    def _sections_of_price(self, first: int) -> None:
        self.schemes = SchemeSection(str(first))
        self.working = WorkingSection(str(first + 1))
        self.working.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.schemes.scheme_chosen.connect(self.working.follow_scheme)
        self.add_section(first, self.schemes)
        self.add_section(first + 1, self.working)

    def show_start(self, start: ChangeStart, *, anew: bool) -> None:
        super().show_start(start, anew=anew)
        order = start.order
        self.schemes.set_schemes(start.schemes, start.discounts)
        self.working.set_discounts(start.discounts, start.rules, "")
        if anew:
            self.schemes.set_scheme(order.scheme_id or 0)
            self.schemes.bank.set_text(order.bank)
            self.schemes.set_years(order.loan_months or start.loan_months)
            self.working.follow_scheme(self.schemes.scheme_id())
            self.working.choose(self._agreed(start))
        self.working.follow_scheme(self.schemes.scheme_id())

    def _agreed(self, start: ChangeStart) -> list[int]:
        working, known = start.order.working, {row.id for row in start.discounts}
        lines = working.lines if working else ()
        return [line.discount_id for line in lines if line.discount_id in known and line.discount_id is not None]

    def choices(self) -> Choices | None:
        scheme_id = self.schemes.scheme_id()
        if scheme_id is None:
            return None
        return Choices(scheme_id, self.working.chosen(), self.schemes.bank_name(), self.schemes.loan_months())

    def show_sheet(self, sheet: ChangeSheet | None) -> None:
        self.working.show_working(sheet.after.working if sheet else None, allowed=None)

    def problem(self) -> str:
        if self.schemes.scheme_id() is None:
            return tr("Choose the payment scheme.")
        if self.schemes.by_loan() and self.schemes.years.value() is None:
            return tr("The years of the loan are missing.")
        return ""

    def form(self, request_id: str) -> Form | None:
        choices = self.choices()
        if choices is None or self.start is None:
            return None
        return TermsChange(
            request_id=request_id, order_id=self.start.order.id, choices=choices,
            reason=self.reason.reason.text().strip(), fee_fen=self.reason.fee_fen(),
        )  # fmt: skip


class SwapForm(TermsForm):
    """Another unit. ``finder_wanted`` asks for the finder."""

    finder_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        ChangeForm.__init__(self, ReasonSection(4, fee=True, returns=True))
        self.target = TargetSection()
        self.add_section(1, self.target)
        self._sections_of_price(2)
        self.end_sections()
        self.target.finder_wanted.connect(self.finder_wanted)

    def show_start(self, start: ChangeStart, *, anew: bool) -> None:
        super().show_start(start, anew=anew)
        if anew:
            self.target.reset(start.order.unit_label)

    def problem(self) -> str:
        if self.target.unit_id is None:
            return tr("Choose the unit to swap to (F8).")
        return super().problem()

    def form(self, request_id: str) -> Form | None:
        choices = self.choices()
        if choices is None or self.start is None or self.target.unit_id is None:
            return None
        return Swap(
            request_id=request_id, order_id=self.start.order.id, target_unit_id=self.target.unit_id, choices=choices,
            reason=self.reason.reason.text().strip(), fee_fen=self.reason.fee_fen(),
            returns_as=self.reason.returns.key(),
        )  # fmt: skip


class BuyersForm(ChangeForm):
    """All buyers as they shall be, with the proof of how they are related."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(ReasonSection(2, fee=True, proof=True))
        self.buyers = BuyersSection(desk, lambda: self.start.today if self.start else date.today())
        self.add_section(1, self.buyers)
        self.end_sections()

    def show_start(self, start: ChangeStart, *, anew: bool) -> None:
        super().show_start(start, anew=anew)
        if anew:
            self.buyers.reset()
            self.buyers.set_customer(start.order.customer_id)
            self.buyers.fill(start.order.buyers)

    def take_cursor(self) -> None:
        """Into the first buyer's name: who the customer is, is known and being read."""
        self.buyers.rows[0].name.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def problem(self) -> str:
        for row in self.buyers.rows:
            if (found := row.problem()) is not None:
                return found[0]
            if wrong := row.identity_problem():
                return wrong
        return ""

    def field(self, name: str) -> Field | None:
        return self.buyers.field(name) or super().field(name)

    def form(self, request_id: str) -> Form | None:
        if self.start is None:
            return None
        customer = self.buyers.customer_id()
        return BuyerChange(
            request_id=request_id, order_id=self.start.order.id, buyers=self.buyers.buyers(),
            proof=self.reason.proof.text().strip(), reason=self.reason.reason.text().strip(),
            fee_fen=self.reason.fee_fen(), customer_id=customer if customer != self.start.order.customer_id else None,
        )  # fmt: skip


class PostponementForm(ChangeForm):
    """Later dates, the same sums."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(ReasonSection(2))
        self.dates = DatesSection()
        self.add_section(1, self.dates)
        self.end_sections()

    def show_start(self, start: ChangeStart, *, anew: bool) -> None:
        super().show_start(start, anew=anew)
        if anew:
            self.dates.show_start(start)

    def problem(self) -> str:
        return self.dates.problem()

    def field(self, name: str) -> Field | None:
        return self.dates.field(name) or super().field(name)

    def form(self, request_id: str) -> Form | None:
        if self.start is None:
            return None
        return Postponement(
            request_id=request_id, order_id=self.start.order.id, due_on=self.dates.due_on(),
            contract_due_on=self.dates.contract_due_on(), reason=self.reason.reason.text().strip(),
        )  # fmt: skip


class CancellationForm(ChangeForm):
    """What is kept, what goes back, how the unit returns."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(ReasonSection(1, penalty=True, returns=True))
        self.received = Label("", "small", "ink_2", wrap=True)
        self._column.addWidget(self.received)
        self.end_sections()

    def show_start(self, start: ChangeStart, *, anew: bool) -> None:
        super().show_start(start, anew=anew)
        words = tr("Received for the price: {sum} yuan. A penalty is taken off the earnest money first.")
        self.received.setText(words.format(sum=format_yuan(start.price_received_fen)))

    def form(self, request_id: str) -> Form | None:
        if self.start is None:
            return None
        return CancellationRequest(
            request_id=request_id, order_id=self.start.order.id, reason=self.reason.reason.text().strip(),
            penalty_fen=self.reason.penalty_fen(), returns_as=self.reason.returns.key(),
        )  # fmt: skip


@dataclass(frozen=True)
class ChangeKind:
    """How one kind of change is filled in, previewed and asked for."""

    form: Callable[[Desk], ChangeForm]
    preview: Callable[..., Any]
    ask: Callable[[Any, Any], int]


KINDS: dict[RequestKind, ChangeKind] = {
    RequestKind.SWAP: ChangeKind(SwapForm, preview_swap, ask_swap),
    RequestKind.CANCELLATION: ChangeKind(CancellationForm, preview_cancellation, ask_cancellation),
    RequestKind.BUYER_CHANGE: ChangeKind(BuyersForm, preview_buyer_change, ask_buyer_change),
    RequestKind.TERMS_CHANGE: ChangeKind(TermsForm, preview_terms_change, ask_terms_change),
    RequestKind.POSTPONEMENT: ChangeKind(PostponementForm, preview_postponement, ask_postponement),
}


def field_of(form: ChangeForm, refusal: object) -> Field | None:
    """Where a refusal belongs, if it names a field that is shown."""
    found = form.field(refusal.field) if isinstance(refusal, BadInput) and refusal.field else None
    return found if found is not None and not found.isHidden() else None
