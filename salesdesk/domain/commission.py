"""The rules of commission (DOMAIN.md, "Commission") as data: what a consultant, an agency or a referrer gets of a deal.

`commission_working` works a deal out by them, line by line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import MILLION, divide_half_up

WHOLE = 10_000
"""The shares of a deal are ten-thousandths."""
MOST_FIXED_FEN = 100_000_000
"""The highest fixed sum of a deal: a million yuan."""


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


class CommissionBase(StrEnum):
    """What the rate is of: the price received by then, or the contract total once the threshold is received."""

    RECEIVED = "received"
    TOTAL = "total"


class LadderBy(StrEnum):
    """Which amount climbs the ladder: the deal's total, or all that the person or agency sold in the month."""

    DEAL = "deal"
    MONTH = "month"


class LadderCount(StrEnum):
    """Whether the rung that is reached counts for the whole amount, or each rung for the part that lies on it."""

    WHOLE = "whole"
    PARTS = "parts"


INTRODUCERS = (SchemeFor.AGENCY, SchemeFor.REFERRER)

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
BASE_WORDS: dict[CommissionBase, str] = {
    CommissionBase.RECEIVED: mark("of the price received"),
    CommissionBase.TOTAL: mark("of the contract total"),
}
BY_WORDS: dict[LadderBy, str] = {
    LadderBy.DEAL: mark("by the deal's total"),
    LadderBy.MONTH: mark("by all deals of the month"),
}
COUNT_WORDS: dict[LadderCount, str] = {
    LadderCount.WHOLE: mark("the rung reached counts for the whole"),
    LadderCount.PARTS: mark("each rung counts for its own part"),
}


@dataclass(frozen=True)
class Rung:
    """From this amount on, this rate counts; fen, millionths."""

    from_fen: int
    rate_millionths: int


@dataclass(frozen=True)
class RungPart:
    """The part of an amount that lies on one rung; fen, the rate in millionths."""

    from_fen: int
    part_fen: int
    rate_millionths: int


@dataclass(frozen=True)
class CommissionRules:
    """The rules of one scheme; shares in millionths. ``stages`` add up to the whole; ``follow_ups`` is how many
    contacts before the subscription a consultant needs. A ``fixed_fen`` above nothing is what a deal gives, in place of
    the ladder."""

    threshold_millionths: int = 300_000
    ladder: tuple[Rung, ...] = (Rung(0, 3_000),)
    stages: tuple[tuple[CommissionStage, int], ...] = (
        (CommissionStage.RECEIVED, 700_000), (CommissionStage.CONTRACT_AND_LOAN, 200_000),
        (CommissionStage.HANDOVER, 100_000),
    )  # fmt: skip
    follow_ups: int = 3
    base: CommissionBase = CommissionBase.RECEIVED
    ladder_by: LadderBy = LadderBy.DEAL
    ladder_count: LadderCount = LadderCount.WHOLE
    fixed_fen: int = 0

    def rate(self, amount_fen: int) -> int:
        """The rate of the rung that an amount reaches."""
        return next(rung.rate_millionths for rung in reversed(self.ladder) if rung.from_fen <= amount_fen)

    def parts(self, before_fen: int, part_fen: int) -> Iterator[RungPart]:
        """An amount laid on the ladder above ``before_fen``, cut at the rungs; the parts add up to it."""
        end = before_fen + part_fen
        tops = [rung.from_fen for rung in self.ladder[1:]] + [end]
        for rung, top in zip(self.ladder, tops, strict=True):
            low, high = max(rung.from_fen, before_fen), min(top, end)
            if low < high:
                yield RungPart(low, high - low, rung.rate_millionths)

    def plain(self) -> dict[str, Any]:
        """As plain data, to be stored; `rules_from` reads it again."""
        return asdict(self)


def rules_from(plain: Mapping[str, Any]) -> CommissionRules:
    """Stored rules."""
    ladder = tuple(Rung(**rung) for rung in plain["ladder"])
    stages = tuple((CommissionStage(stage), share) for stage, share in plain["stages"])
    return CommissionRules(
        plain["threshold_millionths"], ladder, stages, plain["follow_ups"], CommissionBase(plain["base"]),
        LadderBy(plain["ladder_by"]), LadderCount(plain["ladder_count"]), plain["fixed_fen"],
    )  # fmt: skip


def usual_rules(kind: SchemeFor) -> CommissionRules:
    """What a new scheme begins with: an agency is paid of the contract total once the deal stands, a referrer gets a
    fixed sum; neither follows customers up."""
    settled = ((CommissionStage.RECEIVED, 0), (CommissionStage.CONTRACT_AND_LOAN, MILLION))
    stages = (*settled, (CommissionStage.HANDOVER, 0))
    match kind:
        case SchemeFor.CONSULTANT:
            return CommissionRules()
        case SchemeFor.AGENCY:
            return CommissionRules(
                ladder=(Rung(0, 10_000),), stages=stages, follow_ups=0, base=CommissionBase.TOTAL
            )  # fmt: skip
        case SchemeFor.REFERRER:
            return CommissionRules(stages=stages, follow_ups=0, base=CommissionBase.TOTAL, fixed_fen=500_000)


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
    if not 0 <= rules.fixed_fen <= MOST_FIXED_FEN:
        raise BadInput(mark("A fixed sum lies between 0 and 1,000,000 yuan."), field="fixed")
    shares = [share for _, share in rules.stages]
    if min(shares, default=0) < 0 or sum(shares) != MILLION:
        raise BadInput(mark("The stages add up to 100 %."), field="stages")
    if not 0 <= rules.follow_ups <= 99:
        raise BadInput(mark("The follow-ups lie between 0 and 99."), field="follow_ups")


def by_shares(total: int, shares: Sequence[int]) -> list[int]:
    """Parts of a sum by shares in ten-thousandths; those of the whole add up to it, to the fen."""
    sums, upto = [0], 0
    for share in shares:
        upto += share
        sums.append(divide_half_up(total * upto, WHOLE))
    return [after - before for before, after in pairwise(sums)]
