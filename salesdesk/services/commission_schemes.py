"""Schemes of commission, set up by the business operator: for consultants, agencies and referrers; what a scheme would
give is seen on an example or on a deal of the office before it is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from salesdesk.domain.commission import CommissionRules, SchemeFor, check_rules
from salesdesk.domain.commission_deals import Deal, IntroducedBy, Places, places_on
from salesdesk.domain.commission_working import Earned, Line, earned, introduced
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason
from salesdesk.repository.commission import CommissionSchemeRow
from salesdesk.repository.work import Work
from salesdesk.services.commissions import SEES, sees_open_months
from salesdesk.services.office import Form
from salesdesk.services.reports import month_days
from salesdesk.services.typed import check_choice, needed_text

LONGEST_NAME = 60


def commission_schemes(work: Work) -> list[CommissionSchemeRow]:
    """Every scheme, the newest first."""
    work.require_any(SEES)
    return work.commissions.schemes()


@dataclass(frozen=True, kw_only=True)
class NewCommissionScheme(Form):
    """A scheme for deals subscribed from a day on."""

    name: str
    valid_from: date
    rules: CommissionRules
    kind: str = SchemeFor.CONSULTANT.value


def add_commission_scheme(work: Work, form: NewCommissionScheme) -> int:
    """Adds a scheme; it counts for deals subscribed from its day on, until a newer one does.

    Raises:
        BadInput: rules that cannot be followed, or a day in a month that is closed.
    """
    work.require(Permission.SCHEME_WRITE)
    name = needed_text(form.name, LONGEST_NAME, "name", mark("The scheme needs a name."))
    check_choice(form.kind, tuple(SchemeFor), "kind")
    check_rules(form.rules)
    closed = work.commissions.last_closed()
    if closed and form.valid_from <= month_days(closed)[1]:
        raise BadInput(
            mark("Commission up to {month} is closed; a scheme begins later."), month=closed, field="valid_from"
        )
    same = (scheme.name == name and scheme.valid_from == form.valid_from for scheme in work.commissions.schemes())
    if any(same):
        raise BadInput(mark("This scheme begins on this day already."), field="name")
    return work.commissions.add_scheme(name, SchemeFor(form.kind), form.rules, form.valid_from)


@dataclass(frozen=True, kw_only=True)
class SchemeSwitch(Form):
    """A scheme switched on or off."""

    scheme_id: int
    active: bool


def switch_commission_scheme(work: Work, form: SchemeSwitch) -> int:
    """Switches a scheme off, as if it had never been, or on again; never one that a closed month may have given by."""
    work.require(Permission.SCHEME_WRITE)
    scheme = next((row for row in work.commissions.schemes() if row.id == form.scheme_id), None)
    if scheme is None:
        raise Refusal(mark("This scheme does not exist in this project."))
    closed = work.commissions.last_closed()
    if closed and scheme.valid_from <= month_days(closed)[1]:
        raise Refusal(mark("Closed months gave commission by this scheme; add one from a later day instead."))
    work.commissions.switch(form.scheme_id, active=form.active)
    return form.scheme_id


# a deal of the office, as a scheme would pay it


@dataclass(frozen=True)
class TriedDeal:
    """What rules would have given for a deal up to today, with the working; fen. For the consultant with the most of
    it, or for who introduced it, whoever that is."""

    number: str
    label: str
    amount_fen: int
    lines: tuple[Line, ...]


def why_not_try(held: frozenset[Permission]) -> Reason | None:
    """Why somebody cannot try a scheme on a deal of the office: it shows what the deal has paid."""
    if sees_open_months(held):
        return None
    return Reason(mark("Your role may not see deals and their money; try it on a price."), {}, permission=True)


def try_scheme(work: Work, rules: CommissionRules, kind: str, number: str) -> TriedDeal:
    """Works a deal out by rules that need not be stored, as it stands today; the deal by its order's number, or by its
    home's.

    Raises:
        BadInput: the rules cannot be followed, or there is no such deal.
    """
    reason = why_not_try(work.actor.permissions)
    if reason is not None:
        raise reason.raised()
    check_rules(rules)
    wanted = number.strip()
    rows = work.order_views.find(wanted, [], limit=1) if wanted else []
    deals = work.commissions.deals()
    deal = next((deal for deal in deals if rows and deal.order_id == rows[0].id), None)
    if deal is None:
        raise BadInput(mark("There is no signed deal of this number."), field="number")
    one = _tried(deal, rules, SchemeFor(kind), work.today, places_on(deals, work.today))
    if one is None:
        raise BadInput(mark("There is no signed deal of this number."), field="number")
    total = Line(mark("Commission of this deal by now"), {}, one.amount_fen)
    return TriedDeal(rows[0].number, deal.label, one.amount_fen, (*one.lines, total))


def _tried(deal: Deal, rules: CommissionRules, kind: SchemeFor, day: date, places: Places) -> Earned | None:
    if kind is SchemeFor.CONSULTANT:
        parts = deal.parts_on(day)
        return max(earned(deal, rules, day, places), key=lambda one: parts[one.earner], default=None)
    if deal.introducer_on(day) is None:
        deal = replace(deal, introduced=(IntroducedBy(deal.subscribed_on, 0, kind),))
    return introduced(deal, rules, day, places)
