"""A payment that is being entered: what it is for, how much, how it is paid. Plain values, no Qt, nothing saved.

The sum is spread over the ticked due items in the order of their dates; other money items take the sums typed for
them. Until a sum is typed it follows what is ticked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from salesdesk.domain.accounts import spread
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import Method, MoneyClass
from salesdesk.services.cashier import Payment
from salesdesk.services.counter import Counter
from salesdesk.services.office import new_request_id
from salesdesk.services.rows import EntryLine, Tender
from salesdesk.views.cashier.payable import Payable, payables

HANDLING_FEE = "handling_fee"


@dataclass
class Part:
    """One way of payment. The first takes what the others leave; theirs is typed."""

    method: Method | None = None
    amount_fen: int | None = None
    reference: str = ""


@dataclass(frozen=True)
class Share:
    """What of the sum goes to a row."""

    row: Payable
    amount_fen: int


@dataclass
class Draft:
    """Everything typed for one receipt; born with its request id, so that a repeated try is taken once."""

    order_id: int = 0
    payer: str = ""
    received_on: date | None = None
    account_id: int | None = None
    note: str = ""
    typed_fen: int | None = None
    ticked: set[str] = field(default_factory=set)
    by_hand: bool = False
    """Whether the person chose what it is for; until then it is proposed."""
    typed_sums: dict[str, int | None] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=lambda: [Part()])
    rows: list[Payable] = field(default_factory=list)
    request_id: str = field(default_factory=new_request_id)

    # what it is for

    def set_rows(self, rows: Sequence[Payable]) -> None:
        """The rows as they stand now; ticks stay where there is still something to pay."""
        self.rows = list(rows)
        self.ticked &= {row.key for row in rows if not row.settled}

    def propose(self) -> None:
        """Ticks what a buyer most likely pays, unless the person has chosen: all that is overdue, else the next due
        item; a loan when all else is paid."""
        if self.by_hand or self.typed_fen is not None:
            return
        still_open = [row for row in self.rows if row.is_due and not row.settled]
        by_buyer = [row for row in still_open if row.klass is not MoneyClass.PRICE_BY_LOAN]
        still_open = sorted(by_buyer or still_open, key=lambda row: (row.due_on or date.max, row.key))
        overdue = [row for row in still_open if row.days_overdue]
        self.ticked = {row.key for row in overdue or still_open[:1]}

    def take_for(self, fee_fen: int, total_fen: int) -> None:
        """Ticks and types what an agreed change asks for: its fee, and of the price what else is to be taken."""
        self.by_hand, self.ticked, self.typed_sums = True, set(), {}
        fee = next((row for row in self.rows if row.item == HANDLING_FEE and not row.settled), None)
        fee_fen = min(fee_fen, total_fen) if fee is not None else 0
        if fee is not None and fee_fen:
            self.ticked.add(fee.key)
            if not fee.is_due:
                self.typed_sums[fee.key] = fee_fen
        left = total_fen - fee_fen
        for row in (one for one in self._in_order() if one.is_due and one.klass is MoneyClass.PRICE):
            if left > 0:
                self.ticked.add(row.key)
                left -= row.open_fen
        self.typed_fen = total_fen

    def toggle(self, row: Payable) -> None:
        """Ticks or unticks a row. Parts of one item are paid in their order: the earlier ones come along."""
        if row.settled:
            return
        self.by_hand = True
        same = [other.key for other in self._in_order() if (other.item, other.klass) == (row.item, row.klass)]
        place = same.index(row.key)
        if row.key in self.ticked:
            self.ticked -= set(same[place:])
        else:
            self.ticked |= set(same[: place + 1])
        if not row.is_due and row.key in self.ticked:
            self.typed_sums.setdefault(row.key, row.proposed_fen or None)

    def _in_order(self) -> list[Payable]:
        return sorted((row for row in self.rows if not row.settled), key=lambda row: row.due_on or date.max)

    def chosen(self) -> list[Payable]:
        return [row for row in self.rows if row.key in self.ticked]

    # how much

    @property
    def total_fen(self) -> int | None:
        """The sum of the receipt: as typed, else what the ticked rows come to; None while nothing is said."""
        if self.typed_fen is not None:
            return self.typed_fen
        return self.proposed_fen or None

    @property
    def proposed_fen(self) -> int:
        """What the ticked rows come to."""
        return sum(row.open_fen if row.is_due else self.typed_sums.get(row.key) or 0 for row in self.chosen())

    def shares(self) -> list[Share]:
        """How the sum is spread: other items first, for they are typed, then due items by date."""
        chosen = self.chosen()
        given = {row.key: self.typed_sums.get(row.key) or 0 for row in chosen if not row.is_due}
        dues = [row.state for row in chosen if row.state is not None]
        parts = iter(spread((self.total_fen or 0) - sum(given.values()), dues))
        return [Share(row, next(parts) if row.is_due else given[row.key]) for row in chosen]

    @property
    def shared_fen(self) -> int:
        return sum(share.amount_fen for share in self.shares())

    def lines(self) -> tuple[EntryLine, ...]:
        return tuple(
            EntryLine(share.row.item, share.row.klass.value, share.amount_fen, share.row.stored_name)
            for share in self.shares()
            if share.amount_fen
        )

    def open_afterwards(self) -> Iterable[tuple[Payable, int]]:
        """Each due item with what is still open of it once this is paid."""
        paid = {share.row.key: share.amount_fen for share in self.shares()}
        return [(row, row.open_fen - paid.get(row.key, 0)) for row in self.rows if row.is_due]

    # how it is paid

    @property
    def first_part_fen(self) -> int:
        """What is left for the first way of payment."""
        return (self.total_fen or 0) - sum(part.amount_fen or 0 for part in self.parts[1:])

    def tenders(self) -> tuple[Tender, ...]:
        amounts = [self.first_part_fen, *(part.amount_fen or 0 for part in self.parts[1:])]
        return tuple(
            Tender(part.method or "", amount, part.reference.strip())
            for part, amount in zip(self.parts, amounts, strict=True)
        )

    def preview(self) -> Payment | None:
        """What the receipt would say now, also while it does not add up yet; None while it says nothing."""
        lines, shared = self.lines(), self.shared_fen
        if not lines or self.received_on is None:
            return None
        tenders = self.tenders()
        if any(one.amount_fen <= 0 for one in tenders) or sum(one.amount_fen for one in tenders) != shared:
            tenders = (Tender(self.parts[0].method or "", shared, self.parts[0].reference),)
        return Payment(
            order_id=self.order_id, lines=lines, tenders=tenders, payer=self.payer.strip(),
            received_on=self.received_on, account_id=self.account_id, note=self.note.strip(),
        )  # fmt: skip

    # what comes of it

    def problem(self) -> BadInput | None:
        """The first thing that is missing or does not add up; None when it can be taken."""
        total = self.total_fen
        if not self.ticked:
            return BadInput(mark("Choose what the money is for."), field="lines")
        for row in self.chosen():
            if not row.is_due and not self.typed_sums.get(row.key):
                return BadInput(mark("How much is it for “{item}”?"), item=row.name, field=row.key)
        if not total:
            return BadInput(mark("How much is paid?"), field="amount")
        if total < 0:
            return BadInput(mark("A payment is more than zero; money goes back by a refund."), field="amount")
        if difference := self._difference(total):
            return difference
        if any(part.method is None for part in self.parts):
            return BadInput(mark("Choose how it is paid."), field="method")
        if any(not part.amount_fen or part.amount_fen < 0 for part in self.parts[1:]) or self.first_part_fen <= 0:
            return BadInput(mark("The methods do not come to the sum: each needs its part of it."), field="method")
        if not self.payer.strip():
            return BadInput(mark("Who pays is missing."), field="payer")
        return None if self.received_on else BadInput(mark("When was it paid?"), field="received_on")

    def _difference(self, total: int) -> BadInput | None:
        over = total - self.shared_fen
        if over > 0:
            words = mark("{over} yuan more than what is ticked: tick what they are for, or take less.")
            return BadInput(words, over=format_yuan(over), field="amount")
        if over < 0:
            words = mark("{short} yuan less than the other items alone come to.")
            return BadInput(words, short=format_yuan(-over), field="amount")
        return None

    def payment(self, *, meant_twice: bool = False) -> Payment:
        """The form for the service; only when there is no `problem`."""
        if self.received_on is None:
            raise ValueError("a payment needs its date")
        return Payment(
            request_id=self.request_id, order_id=self.order_id, lines=self.lines(), tenders=self.tenders(),
            payer=self.payer.strip(), received_on=self.received_on, account_id=self.account_id, note=self.note.strip(),
            meant_twice=meant_twice,
        )  # fmt: skip


def fresh_draft(counter: Counter) -> Draft:
    """A payment of today by the first buyer, onto the supervised account where there is one; nothing ticked."""
    account, accounts = counter.account, counter.accounts
    payer = account.order.buyers[0].name if account.order.buyers else account.order.customer_name
    draft = Draft(account.order.id, payer, account.today, accounts[0].id if accounts else None)
    draft.set_rows(payables(counter))
    return draft
