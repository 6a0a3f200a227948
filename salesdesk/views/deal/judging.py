"""Whether a deal can be confirmed as it stands: the checks of the panel, in the order in which they are mended."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import TEN_THOUSAND, format_yuan
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.domain.reasons import why_not
from salesdesk.domain.schedules import price_sum
from salesdesk.domain.states import Verb
from salesdesk.services.deal_forms import DealStart
from salesdesk.services.quotes import DealPreview
from salesdesk.views.deal.checks import Check
from salesdesk.views.deal.consultants import ConsultantsPart
from salesdesk.views.deal.form import DealForm


@dataclass(frozen=True)
class Judge:
    """Looks at what was typed and worked out; ``held`` is what the person may do here."""

    form: DealForm
    consultants: ConsultantsPart
    held: frozenset[Permission]

    def unit_reason(self, start: DealStart) -> str:
        """Why the unit cannot be subscribed by this person for this customer; empty when it can."""
        reason = why_not(Verb.SUBSCRIBE, start.facts, self.held, self.form.buyers.customer_id())
        return str(reason) if reason is not None else ""

    def subscription(self, start: DealStart, preview: DealPreview | None, refusal: str) -> list[Check]:
        """The checks of a subscription."""
        return [
            Check(tr("The unit can be subscribed"), self.unit_reason(start)),
            self._customer(),
            self._buyers(),
            self._identities(),
            self._price(preview, refusal),
            self._schedule(preview),
            Check(
                tr("Consultants' shares add up"), self.consultants.problem() or "", True, self.consultants.take_cursor
            ),
        ]

    def quote(self, preview: DealPreview | None, refusal: str) -> list[Check]:
        """The checks of a quote: a price that needs an approval is told, and may be quoted all the same."""
        against = "" if Permission.QUOTE_WRITE in self.held else may_not(Permission.QUOTE_WRITE)
        price = self._price(preview, refusal)
        return [
            Check(tr("Your role may make quotes"), against),
            Check(price.words, price.reason, price.forbids and preview is None, price.go_there),
            self._schedule(preview),
        ]

    def _customer(self) -> Check:
        chosen = self.form.buyers.customer_id() is not None
        reason = "" if chosen else tr("Whose deal it is: choose the customer.")
        return Check(tr("Customer chosen"), reason, True, self.form.buyers.take_cursor)

    def _buyers(self) -> Check:
        words, buyers = tr("Buyers complete, shares 100 %"), self.form.buyers
        for row in buyers.rows:
            if (problem := row.problem()) is not None:
                return Check(words, problem[0], True, problem[1].line.setFocus)
        if buyers.total() != TEN_THOUSAND or any((row.share.value() or 0) < 1 for row in buyers.rows):
            field = buyers.rows[-1].share
            return Check(words, tr("The buyers' shares must add up to 100 %."), True, field.line.setFocus)
        return Check(words)

    def _identities(self) -> Check:
        """A wrong number forbids; a missing one is told, and asked for before the contract."""
        words = tr("Identity numbers are right")
        missing = list[str]()
        for row in self.form.buyers.rows:
            problem = row.identity_problem()
            if problem:
                return Check(words, problem, True, row.identity.line.setFocus)
            if problem == "":
                missing.append(row.name.text().strip() or row.place.text())
        if missing:
            told = tr("Without identity number: {names}. The contract needs it.").format(names="、".join(missing))
            return Check(words, told, False)
        return Check(words)

    def _price(self, preview: DealPreview | None, refusal: str) -> Check:
        words = tr("Price within your limit")
        if preview is None:
            return Check(words, refusal) if refusal else self._coming(words)
        if preview.allowed:
            return Check(words)
        told = tr("This price is lower than you may agree by yourself; it needs an approval.")
        return Check(words, told, True, self.form.working.take_cursor)

    def _schedule(self, preview: DealPreview | None) -> Check:
        words = tr("Due items equal the agreed total")
        if self.form.schemes.by_loan() and self.form.schemes.years.value() is None:
            return Check(words, tr("The years of the loan are missing."), True, self.form.schemes.years.line.setFocus)
        if preview is None:
            return self._coming(words)
        owed, total = price_sum(preview.dues), preview.working.total_fen
        if owed == total:
            return Check(words)
        told = tr("The due items come to {owed} yuan, the price to {total}.")
        return Check(words, told.format(owed=format_yuan(owed), total=format_yuan(total)))

    def _coming(self, words: str) -> Check:
        """Figures that are on their way stand in nobody's way: who confirms now does so when they are there."""
        return Check(words, tr("The price is being worked out."), self.form.choices() is None)
