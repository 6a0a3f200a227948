"""What the form of a deal begins with, read at one moment; and where to go on when the unit is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salesdesk.domain.board import BoardCell
from salesdesk.domain.pricing import PricingRules
from salesdesk.domain.reasons import UnitFacts
from salesdesk.domain.states import Restriction, SaleState
from salesdesk.repository.introducers import IntroducerRow
from salesdesk.repository.one_unit import UnitDetail
from salesdesk.repository.people import PersonRow
from salesdesk.repository.schemes import DiscountRow, SchemeRow
from salesdesk.repository.work import Work
from salesdesk.services.deals import Choices
from salesdesk.services.introducers import introducers_in_use
from salesdesk.services.order_lists import consultants
from salesdesk.services.quotes import choices_of, quote

NEAREST = 5
LIKE_AREA = 20
"""Areas that differ by more than a 20th are two sizes of a layout."""


@dataclass(frozen=True)
class DealStart:
    """Everything a form of a deal on a unit shows before anything is typed.

    ``customer_id`` is whom it is for as far as that is known: asked for, of the quote, of the hold or the reservation.
    """

    unit: UnitDetail
    facts: UnitFacts
    price_list: str
    schemes: tuple[SchemeRow, ...]
    discounts: tuple[DiscountRow, ...]
    consultants: tuple[PersonRow, ...]
    consultant_id: int | None
    customer_id: int | None
    choices: Choices | None
    rules: PricingRules
    loan_months: int
    today: date
    introducers: tuple[IntroducerRow, ...] = ()


def deal_start(
    work: Work, unit_id: int | None, customer_id: int | None = None, quote_id: int | None = None
) -> DealStart:
    """The start of a deal on a unit, or of what a quote was made for."""
    choices: Choices | None = None
    if quote_id is not None:
        quoted_unit, quoted_customer, choices = quote(work, quote_id)
        unit_id, customer_id = unit_id or quoted_unit, customer_id or quoted_customer
    assert unit_id is not None, "a deal begins with a unit or a quote"
    unit = work.units.record(unit_id)
    facts, live = unit.facts, unit.order
    schemes, discounts = choices_of(work, unit.detail)
    return DealStart(
        unit.detail, facts, _price_list(work, unit_id), tuple(schemes), tuple(discounts),
        tuple(consultants(work)), live.consultant_id if live else None,
        customer_id or facts.hold_customer_id or facts.order_customer_id, choices, work.settings.pricing,
        work.settings.number("loan.months"), work.today, tuple(introducers_in_use(work)),
    )  # fmt: skip


def _price_list(work: Work, unit_id: int) -> str:
    """The version of the price list that counts now, as people call it: ``V7``."""
    now = work.now
    version = next((step.version_no for step in work.prices.history(unit_id) if step.effective_at <= now), None)
    return f"V{version}" if version is not None else ""


def nearby_free(work: Work, unit_id: int, limit: int = NEAREST) -> list[BoardCell]:
    """Units of the same layout that can be subscribed now, nearest first: same building, like area, floor, price."""
    cells = work.units.board()
    wanted = next((cell for cell in cells if cell.unit_id == unit_id), None)
    if wanted is None:
        return []
    alike = [cell for cell in cells if cell.unit_id != unit_id and _alike(cell, wanted) and _free(cell)]
    return sorted(alike, key=lambda cell: _distance(cell, wanted))[:limit]


def _alike(cell: BoardCell, wanted: BoardCell) -> bool:
    return (cell.layout, cell.rooms) == (wanted.layout, wanted.rooms)


def _free(cell: BoardCell) -> bool:
    return cell.state == SaleState.AVAILABLE and cell.total_fen is not None and not cell.restrictions & set(Restriction)


def _distance(cell: BoardCell, wanted: BoardCell) -> tuple[bool, bool, int, int, int]:
    other_size = abs(cell.gross_cm2 - wanted.gross_cm2) * LIKE_AREA > wanted.gross_cm2
    apart = abs((cell.total_fen or 0) - (wanted.total_fen or 0))
    return cell.building != wanted.building, other_size, abs(cell.floor - wanted.floor), apart, cell.unit_id
