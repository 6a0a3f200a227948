"""Works out anew what the database cannot hold: prices by the rules, due items by the scheme, keys of names, states."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from salesdesk.domain.errors import BadInput
from salesdesk.domain.findings import Finding, finding
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import PRICE_CLASSES
from salesdesk.domain.pricing import (
    Agreed,
    DiscountKind,
    DiscountStep,
    PointsBase,
    PricingRules,
    Rounding,
    StepOrder,
    Working,
    work_out,
)
from salesdesk.domain.schedules import DueItem, Scheme, price_sum, schedule
from salesdesk.domain.states import STATE_WORDS, SaleState
from salesdesk.repository.recount import Offer, Recount, StoredTerms
from salesdesk.services.customers import search_keys
from salesdesk.services.deals import event_dates
from salesdesk.services.later_dates import COMES_LATER

_PLANNED = ("subscription", "contract")
"""The reasons for terms whose due items are those of the scheme."""


def recount(stored: Recount) -> Iterator[Finding]:
    """One finding for each figure, date, key or state that comes out differently."""
    offers = stored.offers()
    for terms in stored.terms():
        yield from wrong_terms(terms, offers[terms.project_id])
    for customer_id, name, keys in stored.names():
        if set(keys) != set(search_keys(name)):
            source = mark("Customer {id} “{name}” is not found by the keys of this name.")
            yield finding(source, id=customer_id, name=name)
    for unit, state, derived, last in stored.unit_states():
        if state != derived:
            source = mark("Unit {unit} stands as “{found}”; launches, holds and orders say “{wanted}”.")
            yield finding(source, unit=unit, found=_state(state), wanted=_state(derived))
        if state != last:
            source = mark("Unit {unit} stands as “{found}”; its history ends with “{wanted}”.")
            yield finding(source, unit=unit, found=_state(state), wanted=_state(last))
    for rule, what, wanted, found in stored.money():
        yield finding(_MONEY[rule], what=what, wanted=_figure(rule, wanted), found=_figure(rule, found))


_MONEY = {
    "lines": mark("Receipt {what} is of {wanted} yuan, but its items come to {found}."),
    "tenders": mark("Receipt {what} is of {wanted} yuan, but its methods come to {found}."),
    "account": mark("For order {what} more went out than came in: {found} yuan."),
    "reversal": mark("Receipt {what} reverses {wanted} yuan with {found}."),
    "book": mark("The book “{what}” gave out {wanted} numbers, but holds {found} receipts."),
    "beyond": mark("Receipt {what} has a number that its book never gave out; the last was {wanted}."),
    "voided": mark("Receipt {what} was printed and is void all the same."),
}


def _figure(rule: str, value: int) -> str:
    return str(value) if rule in ("book", "beyond", "voided") else format_yuan(value)


def _state(state: str) -> str:
    return STATE_WORDS[SaleState(state)] if state in list(SaleState) else state


# --- terms ------------------------------------------------------------------------------------------------------------


def wrong_terms(terms: StoredTerms, offer: Offer) -> Iterator[Finding]:
    """What is wrong with one version of an order's terms."""
    named = {"order": terms.order, "version": terms.version}
    working = terms.working
    if terms.listed_fen != working.list_total_fen:
        source = mark("Order {order}, terms {version}: the list price is {found} yuan; the price list says {wanted}.")
        wanted = "—" if terms.listed_fen is None else format_yuan(terms.listed_fen)
        yield finding(source, **named, found=format_yuan(working.list_total_fen), wanted=wanted)
    if not follows_rules(working, offer.settings.pricing):
        source = mark("Order {order}, terms {version}: the price of {total} yuan does not follow from its discounts.")
        yield finding(source, **named, total=format_yuan(working.total_fen))
    if price_sum(terms.dues) != working.total_fen:
        source = mark("Order {order}, terms {version}: the due items come to {found} yuan and not to {wanted}.")
        found = format_yuan(price_sum(terms.dues))
        yield finding(source, **named, found=found, wanted=format_yuan(working.total_fen))
    yield from _wrong_dues(terms, offer.schemes[terms.scheme_id])


def follows_rules(working: Working, rules: PricingRules) -> bool:
    """Whether a working comes out line by line under the project's rules, or under some that it may have had before."""
    kinds = list(DiscountKind)
    steps = [
        DiscountStep(line.name, DiscountKind(line.kind), line.value, line.discount_id, line.ground)
        for line in working.lines
        if line.kind in kinds
    ]
    rounded = [line.value for line in working.lines if line.kind not in kinds]
    rules = replace(rules, basis=working.basis)
    return any(
        work_out(working.list_total_fen, working.area_cm2, steps, tried) == working
        for tried in _rules(rules, rounded[-1] if rounded else 1)
    )


def _rules(now: PricingRules, step: int) -> Iterator[PricingRules]:
    """The rules of today, then every other that a project may set; ``step`` is what the working was rounded to."""
    yield now
    yield replace(now, round_to_fen=step)
    for order, base, rounding, agreed in itertools.product(StepOrder, PointsBase, Rounding, Agreed):
        yield PricingRules(order, base, rounding, step, agreed, now.basis)


def _wrong_dues(terms: StoredTerms, scheme: Scheme) -> Iterator[Finding]:
    # A contract on terms that were changed before is not the scheme's plan from the subscription on any more.
    if terms.reason not in _PLANNED or terms.version > len(_PLANNED):
        return
    if terms.subscribed_on is None or terms.contract_due_on is None:
        return
    signed = terms.contracted_on if terms.reason == "contract" else None
    planned = _planned(terms, scheme, terms.subscribed_on, signed or terms.contract_due_on)
    # Fees and what was settled for the surveyed area came later, and stand beside what the scheme asks for the price.
    agreed = [due for due in terms.dues if due.klass in PRICE_CLASSES]
    planned = planned and tuple(due for due in planned if due.klass in PRICE_CLASSES)
    if planned is None or _undated(planned) != _undated(agreed):
        source = mark("Order {order}, terms {version}: the due items are not those of the scheme “{scheme}”.")
        yield finding(source, order=terms.order, version=terms.version, scheme=scheme.name)
        return
    for should, due in zip(planned, agreed, strict=True):
        if due != should and due.event not in COMES_LATER:
            source = mark("Order {order}, terms {version}: due item {seq} is due on {found}; it should be {wanted}.")
            yield finding(source, order=terms.order, version=terms.version, seq=due.seq, found=_day(due),
                          wanted=_day(should))  # fmt: skip


def _undated(dues: Sequence[DueItem]) -> list[DueItem]:
    return [replace(due, due_on=None) for due in dues]


def _planned(terms: StoredTerms, scheme: Scheme, subscribed: date, contract: date) -> tuple[DueItem, ...] | None:
    try:
        return schedule(scheme, terms.working.total_fen, event_dates(subscribed, contract))
    except BadInput:
        return None


def _day(due: DueItem) -> str:
    return due.due_on.isoformat() if due.due_on else "—"
