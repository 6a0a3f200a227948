"""Commission as rules (DOMAIN.md, "Commission"): what each consultant of a deal has earned up to a day, worked out line
by line from what is known of the deal, by nothing else.

A month gives what was earned to its end less what earlier closed months gave. So a cancellation takes back exactly what
was given, a swap is worked anew, and what is found out later counts in a later month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import MILLION, divide_half_up, format_percent, format_yuan

WHOLE = 10_000
"""The shares of a deal are ten-thousandths."""


class CommissionStage(StrEnum):
    """When a part of the commission is given."""

    RECEIVED = "received"
    CONTRACT_AND_LOAN = "contract_and_loan"
    HANDOVER = "handover"


class SchemeFor(StrEnum):
    """Whose scheme it is."""

    CONSULTANT = "consultant"
    AGENCY = "agency"
    REFERRER = "referrer"


STAGE_WORDS: dict[CommissionStage, str] = {
    CommissionStage.RECEIVED: mark("once the threshold is received"),
    CommissionStage.CONTRACT_AND_LOAN: mark("after contract and loan"),
    CommissionStage.HANDOVER: mark("after the keys are handed over"),
}
FOR_WORDS: dict[SchemeFor, str] = {
    SchemeFor.CONSULTANT: mark("Consultants"),
    SchemeFor.AGENCY: mark("Agencies"),
    SchemeFor.REFERRER: mark("Referrers"),
}


@dataclass(frozen=True)
class Rung:
    """From this contract total on, this rate of the whole counts; fen, millionths."""

    from_fen: int
    rate_millionths: int


@dataclass(frozen=True)
class CommissionRules:
    """The rules of one scheme; shares in millionths. ``stages`` add up to the whole; ``follow_ups`` is how many
    contacts before the subscription a person needs."""

    threshold_millionths: int = 300_000
    ladder: tuple[Rung, ...] = (Rung(0, 3_000),)
    stages: tuple[tuple[CommissionStage, int], ...] = (
        (CommissionStage.RECEIVED, 700_000), (CommissionStage.CONTRACT_AND_LOAN, 200_000),
        (CommissionStage.HANDOVER, 100_000),
    )  # fmt: skip
    follow_ups: int = 3

    def rate(self, total_fen: int) -> int:
        """The rate of a deal by its contract total."""
        return next(rung.rate_millionths for rung in reversed(self.ladder) if rung.from_fen <= total_fen)

    def plain(self) -> dict[str, Any]:
        """As plain data, to be stored; `rules_from` reads it again."""
        return asdict(self)


def rules_from(plain: Mapping[str, Any]) -> CommissionRules:
    """Stored rules."""
    ladder = tuple(Rung(**rung) for rung in plain["ladder"])
    stages = tuple((CommissionStage(stage), share) for stage, share in plain["stages"])
    return CommissionRules(plain["threshold_millionths"], ladder, stages, plain["follow_ups"])


def check_rules(rules: CommissionRules) -> None:
    """Refuses rules that give more or less than the whole, or that no deal could follow.

    Raises:
        BadInput: with the field.
    """
    if not 0 <= rules.threshold_millionths <= MILLION:
        raise BadInput(mark("The threshold lies between 0 % and 100 %."), field="threshold")
    steps = [rung.from_fen for rung in rules.ladder]
    if not steps or steps[0] != 0 or steps != sorted(set(steps)):
        raise BadInput(mark("The ladder begins at 0 and rises from rung to rung."), field="ladder")
    if any(not 0 <= rung.rate_millionths <= MILLION // 10 for rung in rules.ladder):
        raise BadInput(mark("A rate lies between 0 % and 10 %."), field="ladder")
    shares = [share for _, share in rules.stages]
    if min(shares, default=0) < 0 or sum(shares) != MILLION:
        raise BadInput(mark("The stages add up to 100 %."), field="stages")
    if not 0 <= rules.follow_ups <= 99:
        raise BadInput(mark("The follow-ups lie between 0 and 99."), field="follow_ups")


# the deal


@dataclass(frozen=True)
class TermsThen:
    """The terms of a deal from a day on; fen. ``loan_fen`` is what banks pay of the total, ``shares`` says whose deal
    it is."""

    since: date
    total_fen: int
    loan_fen: int
    shares: tuple[tuple[int, int], ...]


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


@dataclass(frozen=True, kw_only=True)
class Deal:
    """A deal as commission sees it, with every date it depends on. Terms and money stand oldest first."""

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

    def terms_on(self, day: date) -> TermsThen | None:
        """The terms that count at the end of a day."""
        return next((terms for terms in reversed(self.terms) if terms.since <= day), None)

    def received_on(self, day: date) -> tuple[int, int]:
        """What had come in for the price by the end of a day, and what of it from banks."""
        upto = [money for money in self.money if money.day <= day]
        return sum(money.price_fen for money in upto), sum(money.loan_fen for money in upto)


@dataclass(frozen=True)
class Line:
    """One line of a working: a sentence with gaps, and the sum that it comes to; fen."""

    source: str
    values: Mapping[str, str] = field(default_factory=dict)
    amount_fen: int | None = None

    def __str__(self) -> str:
        return tr(self.source).format(**self.values)

    def plain(self) -> dict[str, Any]:
        return {"source": self.source, "values": dict(self.values), "amount_fen": self.amount_fen}


def line_from(plain: Mapping[str, Any]) -> Line:
    return Line(plain["source"], plain["values"], plain["amount_fen"])


@dataclass(frozen=True)
class Earned:
    """What one person has earned with one deal up to a day, and how that was worked out. ``forgone_fen`` is what they
    do not get for want of follow-ups."""

    person_id: int
    amount_fen: int
    lines: tuple[Line, ...]
    forgone_fen: int = 0


# working it out


def earned(deal: Deal, rules: CommissionRules, day: date) -> tuple[Earned, ...]:
    """What each consultant of the deal has earned by the end of ``day``.

    Whoever stands in no share of the terms that count then has earned nothing; what they were given goes back.
    """
    terms = deal.terms_on(day)
    if terms is None:
        return ()
    amount, lines = _of_deal(deal, rules, terms, day)
    parts = by_shares(amount, [share for _, share in terms.shares])
    return tuple(
        _of_person(deal, rules, person, share, part, lines, day)
        for (person, share), part in zip(terms.shares, parts, strict=True)
    )


def _of_deal(deal: Deal, rules: CommissionRules, terms: TermsThen, day: date) -> tuple[int, tuple[Line, ...]]:
    """What the whole deal has earned, before it is shared."""
    received, by_loan = deal.received_on(day)
    base = max(0, received)
    lines = [
        Line(mark("Contract total"), {}, terms.total_fen),
        Line(mark("Price received to {day}, without settlement"), {"day": day.isoformat()}, base),
    ]
    if deal.cancelled_on is not None and deal.cancelled_on <= day:
        lines.append(Line(mark("Cancelled on {day}: nothing is left"), {"day": deal.cancelled_on.isoformat()}, 0))
        return 0, tuple(lines)
    share = divide_half_up(base * MILLION, terms.total_fen)
    told = {"share": format_percent(share), "needed": format_percent(rules.threshold_millionths)}
    if base * MILLION < rules.threshold_millionths * terms.total_fen:
        lines.append(Line(mark("{share} received, below {needed}: nothing yet"), told, 0))
        return 0, tuple(lines)
    rate = rules.rate(terms.total_fen)
    lines.append(Line(mark("{share} received, {needed} needed"), told))
    full = divide_half_up(base * rate, MILLION)
    lines.append(Line(mark("Rate {rate} of what is received"), {"rate": format_percent(rate, 3)}, full))
    total = 0
    for (stage, part), amount in zip(rules.stages, _staged(base * rate, rules), strict=True):
        reached = _reached(deal, terms, by_loan, stage, day)
        lines.append(_stage_line(stage, part, amount if reached else 0, reached=reached))
        total += amount if reached else 0
    return total, tuple(lines)


def _staged(product: int, rules: CommissionRules) -> list[int]:
    """What each stage gives; together they come to the whole, to the fen."""
    sums, upto = [0], 0
    for _, share in rules.stages:
        upto += share
        sums.append(divide_half_up(product * upto, MILLION * MILLION))
    return [after - before for before, after in pairwise(sums)]


def _reached(deal: Deal, terms: TermsThen, by_loan: int, stage: CommissionStage, day: date) -> bool:
    match stage:
        case CommissionStage.RECEIVED:
            return True
        case CommissionStage.CONTRACT_AND_LOAN:
            signed = deal.contracted_on is not None and deal.contracted_on <= day
            return signed and by_loan >= terms.loan_fen
        case CommissionStage.HANDOVER:
            return deal.handed_over_on is not None and deal.handed_over_on <= day


_STAGE_LINES: dict[tuple[CommissionStage, bool], str] = {
    (CommissionStage.RECEIVED, True): mark("{share} once the threshold is received"),
    (CommissionStage.CONTRACT_AND_LOAN, True): mark("{share} after contract and loan"),
    (CommissionStage.CONTRACT_AND_LOAN, False): mark("{share} after contract and loan: not yet"),
    (CommissionStage.HANDOVER, True): mark("{share} after the handover"),
    (CommissionStage.HANDOVER, False): mark("{share} after the handover: not yet"),
}


def _stage_line(stage: CommissionStage, share: int, amount: int, *, reached: bool) -> Line:
    return Line(_STAGE_LINES[stage, reached], {"share": format_percent(share)}, amount)


def _of_person(
    deal: Deal, rules: CommissionRules, person: int, share: int, part: int, lines: Sequence[Line], day: date
) -> Earned:
    """A person's part; without enough follow-ups nothing, unless the manager gave a reason by then."""
    told = [*lines, Line(mark("Share {share} of the deal"), {"share": format_percent(share * 100)}, part)]
    count, waiver = deal.follow_ups.get(person, 0), deal.waivers.get(person)
    counts = {"count": str(count), "needed": str(rules.follow_ups)}
    if count < rules.follow_ups:
        if waiver is None or waiver.on > day:
            told.append(Line(mark("{count} of {needed} follow-ups before the subscription: nothing"), counts, 0))
            return Earned(person, 0, tuple(told), part)
        words = {**counts, "person": waiver.by, "reason": waiver.reason}
        told.append(Line(mark("{count} of {needed} follow-ups; counts by {person}: {reason}"), words))
    else:
        told.append(Line(mark("{count} follow-ups before the subscription, {needed} needed"), counts))
    return Earned(person, part, tuple(told))


def by_shares(total: int, shares: Sequence[int]) -> list[int]:
    """Parts of a sum by shares in ten-thousandths; those of the whole add up to it, to the fen."""
    sums, upto = [0], 0
    for share in shares:
        upto += share
        sums.append(divide_half_up(total * upto, WHOLE))
    return [after - before for before, after in pairwise(sums)]


def month_lines(found: Earned | None, given_fen: int, month: str) -> tuple[Line, ...]:
    """The working of a month's figure: what was earned, what earlier months gave, what is left for this one."""
    lines = found.lines if found else (Line(mark("No share in this deal any more"), {}, 0),)
    amount = found.amount_fen if found else 0
    return (
        *lines,
        Line(mark("Earned to the end of {month}"), {"month": month}, amount),
        Line(mark("Given by earlier months"), {}, -given_fen),
        Line(mark("Figure of {month}"), {"month": month}, amount - given_fen),
    )


# preview


@dataclass(frozen=True)
class PreviewLine:
    """A moment of an example deal: what is received by then, and what its commission comes to; fen."""

    moment: str
    received_fen: int
    amount_fen: int

    def __str__(self) -> str:
        return f"{tr(self.moment)} {format_yuan(self.amount_fen)}"


def preview(rules: CommissionRules, total_fen: int) -> tuple[PreviewLine, ...]:
    """What a deal of this total would earn as it goes on, for one consultant with enough follow-ups."""
    first, loan = date(2000, 1, 1), total_fen * 6 // 10
    down = total_fen - loan
    below = max(0, -(-rules.threshold_millionths * total_fen // MILLION) - 1)
    moments = (
        (mark("just below the threshold"), below, 0, None, None),
        (mark("down payment received"), down, 0, None, None),
        (mark("contract signed, loan paid out"), total_fen, loan, first, None),
        (mark("keys handed over"), total_fen, loan, first, first),
    )
    found = list[PreviewLine]()
    for words, received, by_loan, signed, keys in moments:
        deal = Deal(
            order_id=0, label="", customer="", subscribed_on=first, contracted_on=signed, handed_over_on=keys,
            terms=(TermsThen(first, total_fen, loan, ((0, WHOLE),)),), money=(MoneyOn(first, received, by_loan),),
            follow_ups={0: rules.follow_ups},
        )  # fmt: skip
        found.append(PreviewLine(words, received, earned(deal, rules, first)[0].amount_fen))
    return tuple(found)
