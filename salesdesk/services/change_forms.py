"""What the form of a change begins with, read at one moment; and which changes an order can go through now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.accounts import DueState, allocate
from salesdesk.domain.money_items import PRICE_CLASSES
from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.pricing import DiscountKind, DiscountStep, PricingRules
from salesdesk.domain.reasons import Reason, why_not
from salesdesk.domain.requests import RequestKind, needed_roles, rule_name
from salesdesk.domain.states import Stage, Verb
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.schemes import DiscountRow, SchemeRow
from salesdesk.repository.work import Work
from salesdesk.services.changes import why_not_change
from salesdesk.services.quotes import choices_for

CHANGES = (
    RequestKind.SWAP, RequestKind.CANCELLATION, RequestKind.BUYER_CHANGE, RequestKind.TERMS_CHANGE,
    RequestKind.POSTPONEMENT,
)  # fmt: skip


@dataclass(frozen=True)
class OrderChanges:
    """A reason for each change that this order cannot go through now, None for those that it can; ``filing`` is the
    reason against withdrawing a filing."""

    order_id: int
    why_not: Mapping[RequestKind, Reason | None]
    filing: Reason | None


def order_changes(work: Work, order_id: int) -> OrderChanges:
    """Which changes may be asked for: the same reasons that the verbs refuse with."""
    order = work.order_views.detail(order_id)
    facts = work.units.facts(order.unit_id)
    filing = why_not(Verb.WITHDRAW_FILING, facts, work.actor.permissions, order.customer_id)
    return OrderChanges(order_id, {kind: why_not_change(work, order, kind) for kind in CHANGES}, filing)


@dataclass(frozen=True)
class ChangeStart:
    """Everything a form of a change shows before anything is typed. ``discounts`` hold those that the order was agreed
    with too, whether or not they are still offered; ``needs`` says whose agreement will be asked."""

    kind: RequestKind
    order: OrderDetail
    against: Reason | None
    dues: tuple[DueState, ...]
    received_fen: int
    price_received_fen: int
    schemes: tuple[SchemeRow, ...]
    discounts: tuple[DiscountRow, ...]
    rules: PricingRules
    needs: tuple[OfficeRole, ...]
    loan_months: int
    today: date


def change_start(work: Work, order_id: int, kind: RequestKind) -> ChangeStart:
    """The start of a change of an order."""
    order = work.order_views.detail(order_id)
    sums = work.cash.sums(order_id)
    schemes, offered = choices_for(work, order.unit_id)
    dues = () if order.stage is Stage.CANCELLED else allocate(order.dues, sums)
    return ChangeStart(
        kind, order, why_not_change(work, order, kind), dues, sum(sums.values()),
        sum(fen for (klass, _), fen in sums.items() if klass in PRICE_CLASSES), tuple(schemes),
        _with_agreed(offered, order) if kind is RequestKind.TERMS_CHANGE else tuple(offered),
        work.settings.pricing, needed_roles(work.settings.text(rule_name(kind))),
        work.settings.number("loan.months"), work.today,
    )  # fmt: skip


def _with_agreed(offered: list[DiscountRow], order: OrderDetail) -> tuple[DiscountRow, ...]:
    known = {row.id for row in offered}
    agreed = (line for line in (order.working.lines if order.working else ()) if line.discount_id is not None)
    gone = (
        DiscountRow(line.discount_id, DiscountStep(line.name, DiscountKind(line.kind), line.value, line.discount_id,
                                                   line.ground), None, None, None, active=False)
        for line in agreed if line.discount_id not in known and line.discount_id is not None
    )  # fmt: skip
    return (*offered, *gone)
