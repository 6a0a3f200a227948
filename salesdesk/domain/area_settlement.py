"""Money for the difference between surveyed and contract area (面积补差).

Where the contract is silent, article 20 of 商品房销售管理办法 holds. With r = (surveyed − contract) / contract:
up to and including 3 % either way the difference is settled at the contract's unit price; larger by more, the buyer
pays the first 3 % and owns the rest for nothing; smaller by more, the developer returns the first 3 % once and what is
beyond it twice. Beyond 3 % the buyer may also withdraw.

Offices may agree otherwise: settle the whole difference; settle only what lies beyond a band; sell per home, where no
area is settled. Limits are compared and sums worked out on exact integers; only the sums are rounded, half up, once
per line.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import CM2_PER_M2, MILLION, divide_half_up

LAW_BAND_MILLIONTHS = 30_000


class AreaScheme(StrEnum):
    LAW = "law"
    SETTLE_ALL = "settle_all"
    BEYOND_BAND = "beyond_band"
    PER_HOME = "per_home"


SCHEME_WORDS: dict[AreaScheme, str] = {
    AreaScheme.LAW: mark("By law, 3 % rule"),
    AreaScheme.SETTLE_ALL: mark("Settle the whole difference"),
    AreaScheme.BEYOND_BAND: mark("Nothing within a band"),
    AreaScheme.PER_HOME: mark("Per home, no settlement"),
}

WHOLE_DIFFERENCE = mark("Whole difference")
WITHIN_LIMIT = mark("Up to and including 3 %")
BUYER_PAYS_NOTHING = mark("Beyond 3 %, larger: not charged")
RETURNED_TWICE = mark("Beyond 3 %, smaller: returned twice")
BAND_NOT_SETTLED = mark("Within the band: not settled")
BEYOND_BAND = mark("Beyond the band")
SOLD_PER_HOME = mark("Sold per home: not settled")


@dataclass(frozen=True, slots=True)
class SettlementLine:
    """One line of the working: ``area × unit price × factor = amount``.

    Signed like the difference: more area is positive, and so is what the buyer pays. ``word`` is an English source.
    ``area_cm2`` is rounded for showing where the limit falls inside a cm²; ``amount_fen`` is of the exact area.
    """

    word: str
    area_cm2: int
    factor: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is settled and why.

    ``amount_fen`` is what the buyer pays, or below zero what the developer returns: the sum of the lines.
    ``ratio_millionths`` is rounded for showing; what is decided is decided on the exact ratio.
    """

    scheme: AreaScheme
    contract_cm2: int
    surveyed_cm2: int
    unit_price_fen: int
    ratio_millionths: int
    lines: tuple[SettlementLine, ...]
    amount_fen: int
    buyer_may_withdraw: bool

    @property
    def difference_cm2(self) -> int:
        return self.surveyed_cm2 - self.contract_cm2


@dataclass(frozen=True, slots=True)
class _Case:
    """The figures of one home; areas inside are in millionths of a cm², where every limit is a whole number."""

    contract_cm2: int
    surveyed_cm2: int
    unit_price_fen: int
    band_millionths: int

    @property
    def difference(self) -> int:
        return (self.surveyed_cm2 - self.contract_cm2) * MILLION

    @property
    def limit(self) -> int:
        return self.contract_cm2 * self.band_millionths

    @property
    def inside(self) -> int:
        """The part of the difference up to the limit, with its sign."""
        return max(-self.limit, min(self.limit, self.difference))

    @property
    def outside(self) -> int:
        return self.difference - self.inside

    def line(self, word: str, area: int, factor: int) -> SettlementLine:
        amount = divide_half_up(area * self.unit_price_fen * factor, CM2_PER_M2 * MILLION)
        return SettlementLine(word, divide_half_up(area, MILLION), factor, amount)


def _lines(scheme: AreaScheme, case: _Case) -> list[SettlementLine]:
    match scheme:
        case AreaScheme.SETTLE_ALL:
            return [case.line(WHOLE_DIFFERENCE, case.difference, 1)]
        case AreaScheme.PER_HOME:
            return [case.line(SOLD_PER_HOME, case.difference, 0)]
        case AreaScheme.BEYOND_BAND:
            return [case.line(BAND_NOT_SETTLED, case.inside, 0), case.line(BEYOND_BAND, case.outside, 1)]
        case AreaScheme.LAW:
            first = case.line(WITHIN_LIMIT, case.inside, 1)
            if case.outside > 0:
                return [first, case.line(BUYER_PAYS_NOTHING, case.outside, 0)]
            return [first, case.line(RETURNED_TWICE, case.outside, 2)]


def settle_area(
    scheme: AreaScheme, contract_cm2: int, surveyed_cm2: int, unit_price_fen: int, band_millionths: int = 0
) -> Settlement:
    """Settle one home.

    Args:
        scheme: what the contract says; `AreaScheme.LAW` where it is silent.
        contract_cm2: the area the price was agreed on, gross or inner as the contract counts.
        surveyed_cm2: the same kind of area as registered.
        unit_price_fen: the contract's fen per m² of that area.
        band_millionths: the band of `AreaScheme.BEYOND_BAND` either way; the others do without.

    Raises:
        BadInput: an area is not positive.
    """
    if contract_cm2 <= 0 or surveyed_cm2 <= 0:
        raise BadInput(mark("A settlement needs the contract area and the surveyed area, both more than zero."))
    band = LAW_BAND_MILLIONTHS if scheme is AreaScheme.LAW else band_millionths
    figures = _Case(contract_cm2, surveyed_cm2, unit_price_fen, band)
    lines = tuple(line for line in _lines(scheme, figures) if line.area_cm2 or line.amount_fen)
    return Settlement(
        scheme=scheme,
        contract_cm2=contract_cm2,
        surveyed_cm2=surveyed_cm2,
        unit_price_fen=unit_price_fen,
        ratio_millionths=divide_half_up((surveyed_cm2 - contract_cm2) * MILLION, contract_cm2),
        lines=lines,
        amount_fen=sum(line.amount_fen for line in lines),
        buyer_may_withdraw=scheme is AreaScheme.LAW and figures.outside != 0,
    )
