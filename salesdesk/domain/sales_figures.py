"""Figures of what was sold: sums that add up, and the ratios made of them. Fen, cm², ratios in millionths.

Ratios are worked out from sums, never averaged: the realised price of a project is its deals over their list prices.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from salesdesk.domain.labels import unit_label
from salesdesk.domain.money import MILLION, divide_half_up, unit_price_of
from salesdesk.domain.money_items import EntryKind
from salesdesk.domain.states import Stage

SOLD = (Stage.SUBSCRIBED, Stage.CONTRACTED, Stage.FILED, Stage.HANDED_OVER)
"""What counts as sold: a subscription and all that comes after it. A reservation does not, nor what was cancelled."""


def format_area_sum(cm2: int) -> str:
    """A sum of areas in m², two decimals, thousands with commas: ``8,669.04``."""
    hundredths = divide_half_up(cm2, 100)
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"


class By(StrEnum):
    """What a summary is grouped by."""

    BUILDING = "building"
    LAYOUT = "layout"
    MONTH = "month"


def _share(part: int, whole: int) -> int | None:
    return divide_half_up(part * MILLION, whole) if whole else None


@dataclass(frozen=True, slots=True)
class Deals:
    """The sums of some deals: how many, priced area, list price at the time, agreed price, price money received."""

    count: int = 0
    area_cm2: int = 0
    list_fen: int = 0
    total_fen: int = 0
    received_fen: int = 0

    def __add__(self, other: Deals) -> Deals:
        return Deals(
            self.count + other.count, self.area_cm2 + other.area_cm2, self.list_fen + other.list_fen,
            self.total_fen + other.total_fen, self.received_fen + other.received_fen,
        )  # fmt: skip

    @property
    def average_fen(self) -> int | None:
        """Fen per m²; None where nothing was sold."""
        return unit_price_of(self.total_fen, self.area_cm2) if self.area_cm2 else None

    @property
    def realised(self) -> int | None:
        """What was agreed over what the price list said."""
        return _share(self.total_fen, self.list_fen)

    @property
    def receivable_fen(self) -> int:
        """What is still to come in, due or not."""
        return self.total_fen - self.received_fen

    @property
    def received_share(self) -> int | None:
        return _share(self.received_fen, self.total_fen)


@dataclass(frozen=True, slots=True)
class Stock:
    """The units that deals are made of: all, launched, reserved, free (available or held), list price of the free."""

    units: int = 0
    launched: int = 0
    reserved: int = 0
    free: int = 0
    free_list_fen: int = 0

    def __add__(self, other: Stock) -> Stock:
        return Stock(
            self.units + other.units, self.launched + other.launched, self.reserved + other.reserved,
            self.free + other.free, self.free_list_fen + other.free_list_fen,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SalesLine:
    """One line of a summary. ``key`` is a building, a layout, or a month as ``2026-11``; months have no stock."""

    key: str
    deals: Deals
    stock: Stock | None = None

    @property
    def sell_through(self) -> int | None:
        """Sold over launched, by number of units."""
        return _share(self.deals.count, self.stock.launched) if self.stock else None


def line_total(lines: tuple[SalesLine, ...]) -> SalesLine:
    """All lines in one; of months it has no stock."""
    deals, stock = Deals(), Stock()
    for line in lines:
        deals += line.deals
        stock += line.stock or Stock()
    return SalesLine("", deals, stock if all(line.stock for line in lines) else None)


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One deal, as the sales detail shows it. ``mark`` is what of the entrance belongs to the unit's label."""

    order_id: int
    building: str
    entrance: str
    mark: str
    number: str
    layout: str
    area_cm2: int
    order_number: str
    buyers: str
    stage: Stage
    subscribed_on: date
    contracted_on: date | None
    contract_number: str
    scheme: str
    list_fen: int
    total_fen: int
    unit_price_fen: int
    received_fen: int
    consultant: str

    @property
    def unit(self) -> str:
        return unit_label(self.building, self.mark, self.number)

    @property
    def deals(self) -> Deals:
        return Deals(1, self.area_cm2, self.list_fen, self.total_fen, self.received_fen)


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One line of a receipt, a refund or a reversal; money out is negative. ``methods`` are codes."""

    business_day: date
    received_on: date
    number: str
    kind: EntryKind
    building: str
    mark: str
    unit_number: str
    payer: str
    klass: str
    item: str
    item_name: str
    methods: tuple[str, ...]
    amount_fen: int
    cashier: str
    voided: bool

    @property
    def unit(self) -> str:
        return unit_label(self.building, self.mark, self.unit_number)
