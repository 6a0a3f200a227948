"""What a deal on a unit would come to: price, working, due items. Quote, subscription and changes all ask here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.only_for import Sited
from salesdesk.domain.permissions import OfficeRole, Permission
from salesdesk.domain.pricing import Basis, DiscountStep, PricingRules, Working, work_out
from salesdesk.domain.requests import ASKED_BY, RequestKind
from salesdesk.domain.schedules import DueItem, Event, EventDates, schedule
from salesdesk.repository.one_unit import UnitDetail
from salesdesk.repository.requests import RequestRow
from salesdesk.repository.schemes import SchemeRow
from salesdesk.repository.work import Work
from salesdesk.services.holiday_calendar import working_day_exceptions
from salesdesk.services.later_dates import nodes_of_scheme
from salesdesk.services.typed import checked_text

EARNEST_LIMIT_MILLIONTHS = 200_000
"""Earnest money beyond 20 % of the price does not bind as such (Civil Code, article 586): warned about."""
LONGEST_BANK = 100

_LIMITED_ROLES = (OfficeRole.CONSULTANT, OfficeRole.SALES_CONTROL, OfficeRole.MANAGER)


@dataclass(frozen=True)
class Choices:
    """What was chosen for a deal: the scheme and the discounts, by their ids."""

    scheme_id: int
    discount_ids: tuple[int, ...] = ()
    bank: str = ""
    loan_months: int = 0


@dataclass(frozen=True)
class Deal:
    """A deal worked out: every figure of it, and what should be known before it is made."""

    unit: UnitDetail
    scheme: SchemeRow
    working: Working
    dues: tuple[DueItem, ...]
    contract_due_on: date
    warnings: tuple[str, ...]


def work_out_deal(work: Work, unit: UnitDetail, choices: Choices, day: date) -> Deal:
    """Works a deal on a unit out at the price list that counts now, for a subscription on ``day``.

    Raises:
        Refusal: the unit has no price.
        BadInput: a scheme or discount is not to be had on that day.
    """
    if unit.total_fen is None:
        raise Refusal(mark("Unit {number} has no price in a signed price list yet."), number=unit.label)
    checked_text(choices.bank, LONGEST_BANK, "bank")
    scheme = chosen_scheme(work, choices.scheme_id)
    steps = discount_steps(work, choices, day, unit)
    rules = work.settings.pricing
    working = work_out(unit.total_fen, priced_area(unit, rules), steps, rules)
    contract_due = day + timedelta(days=work.settings.number("contract.days"))
    nodes = nodes_of_scheme(work, scheme.scheme, unit.id, day)
    dues = schedule(scheme.scheme, working.total_fen, event_dates(day, contract_due, nodes))
    return Deal(unit, scheme, working, dues, contract_due, _warnings(working, dues))


def event_dates(subscribed_on: date, contract_on: date, nodes: Mapping[str, date] | None = None) -> EventDates:
    """The dates that due dates count from, with the working-day calendar of the years they may reach into; ``nodes``
    are the construction nodes that are reached already."""
    years = range(subscribed_on.year, subscribed_on.year + 4)
    dates = {Event.SUBSCRIPTION: subscribed_on, Event.CONTRACT: contract_on}
    return EventDates(dates, working_day_exceptions(years, {}), nodes or {})


def priced_area(unit: UnitDetail, rules: PricingRules) -> int:
    """The area that the unit price counts by, in cm²."""
    return unit.inner_cm2 or unit.gross_cm2 if rules.basis is Basis.INNER else unit.gross_cm2


def chosen_scheme(work: Work, scheme_id: int) -> SchemeRow:
    """The payment scheme of this id, as long as it is in use."""
    for row in work.offers.schemes:
        if row.id == scheme_id:
            return row
    raise BadInput(mark("This payment scheme is not in use."), field="scheme")


def discount_steps(work: Work, choices: Choices, day: date, unit: Sited | None) -> list[DiscountStep]:
    """The chosen discounts, each of which must be to be had on that day with that scheme for that unit; without a unit
    that is left open."""
    by_id = {row.id: row for row in work.offers.discounts}
    steps = list[DiscountStep]()
    for discount_id in choices.discount_ids:
        row = by_id.get(discount_id)
        if row is None or not row.applies(day, choices.scheme_id, unit):
            raise BadInput(
                mark("The discount “{name}” is not to be had for this unit with this scheme on this day."),
                name=row.step.name if row else str(discount_id),
                field="discounts",
            )
        steps.append(row.step)
    return steps


def _warnings(working: Working, dues: Sequence[DueItem]) -> tuple[str, ...]:
    earnest = sum(due.amount_fen for due in dues if due.item == "earnest")
    if earnest * 1_000_000 > working.total_fen * EARNEST_LIMIT_MILLIONTHS:
        return (
            mark("The earnest money is above 20 % of the price; beyond that it does not bind (Civil Code, art. 586)."),
        )
    return ()


def check_price_allowed(work: Work, deal: Deal, customer_id: int | None = None) -> RequestRow | None:
    """Refuses a price that needs an approval: beyond the person's limit, or below the floor. Both read alike, so that
    nobody learns a floor price by trying. Who agrees no prices needs an approval for any that is lower than the list's.
    The agreed request that this price rests on, where it needs one; one that names a customer is for no other."""
    return check_total_allowed(work, deal.unit.id, deal.working, customer_id)


def check_total_allowed(work: Work, unit_id: int, working: Working, customer_id: int | None) -> RequestRow | None:
    """The same for a working on a unit."""
    if working.off_fen <= 0 or _within_limits(work, unit_id, working):
        return None
    # To those who neither sell nor ask for prices a server does not even name the table of requests.
    asks = work.actor.permissions & {Permission.ORDER_WRITE, *ASKED_BY[RequestKind.PRICE]}
    request = work.requests.agreed_price(unit_id, working.total_fen, customer_id) if asks else None
    if request is None:
        raise Refusal(mark("This price is lower than you may agree by yourself; it needs an approval."))
    return request


def _within_limits(work: Work, unit_id: int, working: Working) -> bool:
    limits = [
        work.settings.number(f"discount.limit.{role.value}") for role in _LIMITED_ROLES if role in work.actor.roles
    ]
    within = working.ratio_millionths >= min(limits, default=1_000_000)
    agrees = Permission.ORDER_WRITE in work.actor.permissions
    return agrees and within and work.prices.keeps_floor(unit_id, working.total_fen)


def price_allowed(work: Work, deal: Deal) -> bool:
    """The same question, for the screen's list of checks."""
    try:
        check_price_allowed(work, deal)
    except Refusal:
        return False
    return True
