"""A deal as commission sees it, with every date it depends on; and where it stands in the month of who sold it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from salesdesk.domain.commission import SchemeFor, by_shares


class Earner(NamedTuple):
    """Who gets commission: a person of the office, or an agency or referrer, by their ids."""

    introducer: bool
    id: int


@dataclass(frozen=True)
class TermsThen:
    """The terms of a deal from a day on; fen. ``loan_fen`` is what banks pay of the total, ``shares`` says whose deal
    it is, ``swapped`` that another unit came with them."""

    since: date
    total_fen: int
    loan_fen: int
    shares: tuple[tuple[int, int], ...]
    swapped: bool = False


@dataclass(frozen=True)
class MoneyOn:
    """What came in for the price on a business day, and what of it from banks; less what went out."""

    day: date
    price_fen: int
    loan_fen: int = 0


@dataclass(frozen=True)
class Waiver:
    """The manager's reason why a person's deal counts with fewer follow-ups."""

    on: date
    reason: str
    by: str


@dataclass(frozen=True)
class IntroducedBy:
    """Who introduced a deal, from a day on; nobody where there is no id."""

    since: date
    introducer_id: int | None
    kind: SchemeFor = SchemeFor.AGENCY


@dataclass(frozen=True, kw_only=True)
class Deal:
    """A deal as commission sees it. Terms, money and introducers stand oldest first."""

    order_id: int
    label: str
    customer: str
    subscribed_on: date
    contracted_on: date | None = None
    handed_over_on: date | None = None
    cancelled_on: date | None = None
    terms: tuple[TermsThen, ...] = ()
    money: tuple[MoneyOn, ...] = ()
    follow_ups: Mapping[int, int] = field(default_factory=dict)
    waivers: Mapping[int, Waiver] = field(default_factory=dict)
    introduced: tuple[IntroducedBy, ...] = ()

    def terms_on(self, day: date) -> TermsThen | None:
        """The terms that count at the end of a day."""
        return next((terms for terms in reversed(self.terms) if terms.since <= day), None)

    def received_on(self, day: date) -> tuple[int, int]:
        """What had come in for the price by the end of a day, and what of it from banks."""
        upto = [money for money in self.money if money.day <= day]
        return sum(money.price_fen for money in upto), sum(money.loan_fen for money in upto)

    def introducer_on(self, day: date) -> IntroducedBy | None:
        """Who had introduced it, as far as was known at the end of a day."""
        newest = next((one for one in reversed(self.introduced) if one.since <= day), None)
        return newest if newest is not None and newest.introducer_id is not None else None

    def swapped_on(self, day: date) -> date | None:
        """When the unit was last swapped, by the end of a day."""
        return next((terms.since for terms in reversed(self.terms) if terms.swapped and terms.since <= day), None)

    def counted_on(self, day: date) -> date:
        """The day whose month the deal counts in: of its subscription; once swapped, of the swap."""
        return self.swapped_on(day) or self.subscribed_on

    def cancelled_by(self, day: date) -> bool:
        return self.cancelled_on is not None and self.cancelled_on <= day

    def parts_on(self, day: date) -> dict[Earner, int]:
        """Whose deal it is at the end of a day, and which part of its total: by shares for the persons, the whole for
        who introduced it; fen."""
        terms = self.terms_on(day)
        if terms is None:
            return {}
        amounts = by_shares(terms.total_fen, [share for _, share in terms.shares])
        found = {Earner(False, person): part for (person, _), part in zip(terms.shares, amounts, strict=True)}
        introducer = self.introducer_on(day)
        if introducer is not None and introducer.introducer_id is not None:
            found[Earner(True, introducer.introducer_id)] = terms.total_fen
        return found


@dataclass(frozen=True)
class Place:
    """Where a deal stands in its earner's month; fen. The deals of a month stand in the order they were made:
    ``before_fen`` is what came before this one, ``part_fen`` its own part, ``total_fen`` that of the whole month."""

    month: str
    before_fen: int
    part_fen: int
    total_fen: int


Places = Mapping[tuple[int, Earner], Place]
"""By order and earner."""


def places_on(deals: Iterable[Deal], day: date) -> Places:
    """Where every deal stands in its month, as far as was known at the end of a day; cancelled ones count no more."""
    months: dict[tuple[Earner, str], list[tuple[int, int]]] = defaultdict(list)
    for deal in sorted(deals, key=lambda one: (one.counted_on(day), one.order_id)):
        if not deal.cancelled_by(day):
            for earner, part in deal.parts_on(day).items():
                months[earner, f"{deal.counted_on(day):%Y-%m}"].append((deal.order_id, part))
    found = dict[tuple[int, Earner], Place]()
    for (earner, month), parts in months.items():
        total, before = sum(part for _, part in parts), 0
        for order_id, part in parts:
            found[order_id, earner] = Place(month, before, part, total)
            before += part
    return found
