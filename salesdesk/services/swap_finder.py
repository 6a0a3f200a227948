"""The finder for swaps (DOMAIN.md, "What no other system has"): every unit that an order could go to, with the price
gap, what is to pay or to return at once, and the new down payment. One question for all units together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesdesk.domain.change_sheet import ChangeSheet, Side, new_down_payment_fen
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.only_for import OnlyFor
from salesdesk.domain.pricing import Basis, DiscountStep, work_out
from salesdesk.domain.requests import RequestKind
from salesdesk.domain.schedules import EventDates, schedule
from salesdesk.repository.free_units import FreeUnit, free_units
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.schemes import SchemeRow
from salesdesk.repository.work import Work
from salesdesk.services.changes import side_of, why_not_change
from salesdesk.services.deals import Choices, chosen_scheme, discount_steps
from salesdesk.services.swaps import settled, swap_dates


@dataclass(frozen=True)
class SwapOffer:
    """A unit that could be taken instead; all sums in fen. ``gap_fen`` is its agreed total less that of today."""

    unit: FreeUnit
    total_fen: int
    gap_fen: int
    to_pay_fen: int
    to_return_fen: int
    down_payment_fen: int


@dataclass(frozen=True)
class SwapOffers:
    """What can be chosen from, those with the smallest gap first."""

    order: OrderDetail
    offers: tuple[SwapOffer, ...]


@dataclass(frozen=True)
class _Terms:
    """What every unit is worked out with."""

    order: OrderDetail
    before: Side
    scheme: SchemeRow
    steps: Sequence[DiscountStep]
    only_for: Mapping[int | None, OnlyFor]
    dates: EventDates
    sums: Mapping[tuple[MoneyClass, str], int]


def swap_offers(work: Work, order_id: int, choices: Choices) -> SwapOffers:
    """Every unit that this order could be swapped to with this scheme and these discounts, by the price gap.

    A unit whose price the scheme or the discounts do not fit, like a store room below the earnest money, is no offer.

    Raises:
        Refusal: the order cannot be swapped now, or the terms fit no unit at all: then the reason of the last one.
    """
    order = work.order_views.detail(order_id)
    if reason := why_not_change(work, order, RequestKind.SWAP):
        raise reason.raised()
    if order.working is None:
        raise Refusal(mark("A reservation has no terms yet that could be changed."))
    terms = _Terms(
        order, side_of(order), chosen_scheme(work, choices.scheme_id), discount_steps(work, choices, work.today, None),
        {row.id: row.only_for for row in work.offers.discounts}, swap_dates(work, order.stage),
        work.cash.sums(order_id),
    )  # fmt: skip
    units = free_units(work.connection, work.project_id, order.customer_id)
    found = _fitting(work, terms, [unit for unit in units if unit.id != order.unit_id])
    return SwapOffers(order, tuple(sorted(found, key=lambda one: (abs(one.gap_fen), one.unit.id))))


def _fitting(work: Work, terms: _Terms, units: Sequence[FreeUnit]) -> list[SwapOffer]:
    offers, refused = list[SwapOffer](), None
    for unit in units:
        try:
            offers.append(_offer(work, terms, unit))
        except BadInput as reason:
            refused = reason
    if refused is not None and not offers:
        raise refused
    return offers


def _offer(work: Work, terms: _Terms, unit: FreeUnit) -> SwapOffer:
    rules = work.settings.pricing
    area = unit.inner_cm2 or unit.gross_cm2 if rules.basis is Basis.INNER else unit.gross_cm2
    # A discount that is not for this unit takes nothing off here.
    steps = [step for step in terms.steps if terms.only_for[step.discount_id].holds(unit)]
    working = work_out(unit.total_fen, area, steps, rules)
    dues = schedule(terms.scheme.scheme, working.total_fen, terms.dates)
    after = Side(unit.label, terms.before.stage, terms.scheme.scheme.name, working, dues, terms.before.buyers)
    order = terms.order
    bare = ChangeSheet(RequestKind.SWAP, order.number, order.customer_name, terms.before, after, 0)
    sheet = settled(bare, terms.sums, work.today)
    return SwapOffer(
        unit, working.total_fen, sheet.difference_fen, sheet.to_pay_fen, sheet.to_return_fen,
        new_down_payment_fen(after),
    )  # fmt: skip
