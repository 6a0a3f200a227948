"""Commission worked out line by line: what each consultant of a deal, and the agency or referrer who introduced it, has
earned up to a day, from what is known of the deal and its month, by nothing else.

A month gives what was earned to its end less what earlier closed months gave. So a cancellation takes back exactly what
was given, a swap is worked anew, and what is found out later counts in a later month.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from salesdesk.domain.commission import (
    WHOLE,
    CommissionBase,
    CommissionRules,
    CommissionStage,
    LadderBy,
    LadderCount,
    SchemeFor,
    by_shares,
)
from salesdesk.domain.commission_deals import Deal, Earner, IntroducedBy, MoneyOn, Place, Places, TermsThen
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import MILLION, divide_half_up, format_percent, format_yuan, format_yuan_short


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
    """What somebody has earned with one deal up to a day, and how that was worked out. ``forgone_fen`` is what they do
    not get for want of follow-ups."""

    earner: Earner
    amount_fen: int
    lines: tuple[Line, ...]
    forgone_fen: int = 0


@dataclass(frozen=True)
class _Whole:
    """What a deal gives at all, ``product`` over ``over`` fen; kept exact until it is cut into stages."""

    product: int
    over: int


def earned(deal: Deal, rules: CommissionRules, day: date, places: Places | None = None) -> tuple[Earned, ...]:
    """What each consultant of the deal has earned by the end of ``day``.

    Whoever stands in no share of the terms that count then has earned nothing; what they were given goes back.
    ``places`` is needed where the ladder goes by the month: each person's own month then gives the rate of their share.
    """
    terms = deal.terms_on(day)
    if terms is None:
        return ()
    shares = [share for _, share in terms.shares]
    found = list[Earned]()
    for seq, (person, share) in enumerate(terms.shares):
        earner = Earner(False, person)
        amount, lines = _of_deal(deal, rules, terms, day, _place(deal, terms, rules, earner, places))
        part = by_shares(amount, shares)[seq]
        shared = Line(mark("Share {share} of the deal"), {"share": format_percent(share * 100)}, part)
        found.append(_with_follow_ups(deal, rules, earner, part, (*lines, shared), day))
    return tuple(found)


def introduced(deal: Deal, rules: CommissionRules, day: date, places: Places | None = None) -> Earned | None:
    """What the agency or referrer who introduced the deal has earned by the end of ``day``: of the whole deal, whatever
    its consultants' shares are; they follow nobody up."""
    terms, by = deal.terms_on(day), deal.introducer_on(day)
    if terms is None or by is None or by.introducer_id is None:
        return None
    earner = Earner(True, by.introducer_id)
    amount, lines = _of_deal(deal, rules, terms, day, _place(deal, terms, rules, earner, places))
    return Earned(earner, amount, lines)


def _place(deal: Deal, terms: TermsThen, rules: CommissionRules, earner: Earner, places: Places | None) -> Place:
    """Where the deal stands on the ladder: alone, or in the month."""
    alone = Place("", 0, terms.total_fen, terms.total_fen)
    return (places or {}).get((deal.order_id, earner), alone) if rules.ladder_by is LadderBy.MONTH else alone


def _of_deal(
    deal: Deal, rules: CommissionRules, terms: TermsThen, day: date, place: Place
) -> tuple[int, tuple[Line, ...]]:
    """What the whole deal has earned, before it is shared."""
    received, by_loan = deal.received_on(day)
    had = max(0, received)
    lines = [
        Line(mark("Contract total"), {}, terms.total_fen),
        Line(mark("Price received to {day}, without settlement"), {"day": day.isoformat()}, had),
    ]
    if deal.cancelled_by(day):
        lines.append(Line(mark("Cancelled on {day}: nothing is left"), {"day": str(deal.cancelled_on)}, 0))
        return 0, tuple(lines)
    share = divide_half_up(had * MILLION, terms.total_fen)
    told = {"share": format_percent(share), "needed": format_percent(rules.threshold_millionths)}
    if had * MILLION < rules.threshold_millionths * terms.total_fen:
        lines.append(Line(mark("{share} received, below {needed}: nothing yet"), told, 0))
        return 0, tuple(lines)
    lines.append(Line(mark("{share} received, {needed} needed"), told))
    whole, reasons = _whole(deal, rules, terms, had, day, place)
    lines += reasons
    total = 0
    for (stage, part), amount in zip(rules.stages, _staged(whole, rules), strict=True):
        if part:
            reached = _reached(deal, terms, by_loan, stage, day)
            lines.append(_stage_line(stage, part, amount if reached else 0, reached=reached))
            total += amount if reached else 0
    return total, tuple(lines)


def _whole(
    deal: Deal, rules: CommissionRules, terms: TermsThen, had: int, day: date, place: Place
) -> tuple[_Whole, list[Line]]:
    """What the deal gives once every stage is reached, and why."""
    if rules.fixed_fen:
        return _Whole(rules.fixed_fen, 1), [Line(mark("Fixed sum of a deal"), {}, rules.fixed_fen)]
    base = had if rules.base is CommissionBase.RECEIVED else terms.total_fen
    lines = list(_month_lines(deal, day, place)) if place.month else []
    of_received = rules.base is CommissionBase.RECEIVED
    if rules.ladder_count is LadderCount.WHOLE or place.part_fen <= 0:
        rate = rules.rate(place.total_fen if rules.ladder_count is LadderCount.WHOLE else place.before_fen)
        whole, words = _Whole(base * rate, MILLION), format_percent(rate, 3)
        source = mark("Rate {rate} of what is received") if of_received else mark("Rate {rate} of the contract total")
    else:
        parts = tuple(rules.parts(place.before_fen, place.part_fen))
        product = sum(part.part_fen * part.rate_millionths for part in parts)
        whole = _Whole(base * product, place.part_fen * MILLION)
        lines += [
            Line(mark("{part} yuan from {start} on: {rate}"),
                 {"part": format_yuan_short(part.part_fen), "start": format_yuan_short(part.from_fen),
                  "rate": format_percent(part.rate_millionths, 3)})
            for part in parts
        ]  # fmt: skip
        words = format_percent(divide_half_up(product, place.part_fen), 3)
        source = (
            mark("Together {rate} of what is received")
            if of_received
            else mark("Together {rate} of the contract total")
        )
    return whole, [*lines, Line(source, {"rate": words}, divide_half_up(whole.product, whole.over))]


def _month_lines(deal: Deal, day: date, place: Place) -> Iterator[Line]:
    swapped = deal.swapped_on(day)
    if swapped is not None:
        told = {"day": swapped.isoformat(), "month": place.month}
        yield Line(mark("Swapped on {day}: the deal counts in {month}"), told)
    yield Line(mark("Own deals of {month} together"), {"month": place.month}, place.total_fen)
    yield Line(mark("of these made before this one"), {}, place.before_fen)


def _staged(whole: _Whole, rules: CommissionRules) -> list[int]:
    """What each stage gives; together they come to the whole, to the fen."""
    sums, upto = [0], 0
    for _, share in rules.stages:
        upto += share
        sums.append(divide_half_up(whole.product * upto, whole.over * MILLION))
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


def _with_follow_ups(
    deal: Deal, rules: CommissionRules, earner: Earner, part: int, lines: tuple[Line, ...], day: date
) -> Earned:
    """A person's part; without enough follow-ups nothing, unless the manager gave a reason by then."""
    count, waiver = deal.follow_ups.get(earner.id, 0), deal.waivers.get(earner.id)
    counts = {"count": str(count), "needed": str(rules.follow_ups)}
    if count >= rules.follow_ups:
        enough = Line(mark("{count} follow-ups before the subscription, {needed} needed"), counts)
        return Earned(earner, part, (*lines, enough))
    if waiver is None or waiver.on > day:
        few = Line(mark("{count} of {needed} follow-ups before the subscription: nothing"), counts, 0)
        return Earned(earner, 0, (*lines, few), part)
    words = {**counts, "person": waiver.by, "reason": waiver.reason}
    excused = Line(mark("{count} of {needed} follow-ups; counts by {person}: {reason}"), words)
    return Earned(earner, part, (*lines, excused))


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


def preview(rules: CommissionRules, total_fen: int, kind: SchemeFor = SchemeFor.CONSULTANT) -> tuple[PreviewLine, ...]:
    """What a deal of this total would earn as it goes on, for one consultant with enough follow-ups, or for who
    introduced it; as the only deal of its month."""
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
            follow_ups={0: rules.follow_ups}, introduced=(IntroducedBy(first, 0, kind),),
        )  # fmt: skip
        one = earned(deal, rules, first)[0] if kind is SchemeFor.CONSULTANT else introduced(deal, rules, first)
        found.append(PreviewLine(words, received, one.amount_fen if one else 0))
    return tuple(found)
