"""Terms change (变更付款方式与折扣): another scheme or other discounts on the same unit. The old schedule stays beside
the new one, as the version of the terms before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from salesdesk.domain.change_sheet import ChangeSheet
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.pricing import DiscountKind, DiscountStep, work_out
from salesdesk.domain.requests import RequestKind
from salesdesk.domain.schedules import schedule
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.sale_orders import NewTerms
from salesdesk.repository.work import Work
from salesdesk.services.changes import (
    Change,
    agreed_terms,
    ask_for,
    check_still,
    publish,
    same_terms,
    side_of,
    void_papers,
    why_not_change,
    with_fee,
    with_the_rest,
)
from salesdesk.services.deals import Choices, chosen_scheme, discount_steps, event_dates
from salesdesk.services.later_dates import nodes_of_scheme
from salesdesk.services.office import Form
from salesdesk.services.requests import carried_out, to_carry_out
from salesdesk.services.swaps import check_settled, settled_by


@dataclass(frozen=True, kw_only=True)
class TermsChange(Form):
    """What is asked for: scheme and discounts as they shall be; discounts that the order has already may stay."""

    order_id: int
    choices: Choices
    reason: str = ""
    fee_fen: int = 0


def preview_terms_change(work: Work, form: TermsChange) -> ChangeSheet:
    """The sheet of a terms change; nothing is written."""
    return _worked_out(work, form).sheet


def ask_terms_change(work: Work, form: TermsChange) -> int:
    """Asks for a terms change; the request's id. The unit is locked meanwhile."""
    work.require(Permission.ORDER_WRITE)
    work.orders.lock(form.order_id)
    return ask_for(work, _worked_out(work, form), form.reason)


def _worked_out(work: Work, form: TermsChange) -> Change:
    order = work.order_views.detail(form.order_id)
    if reason := why_not_change(work, order, RequestKind.TERMS_CHANGE):
        raise reason.raised()
    terms = _new_terms(work, order, form)
    before = side_of(order)
    scheme = chosen_scheme(work, form.choices.scheme_id).scheme
    after = replace(before, scheme=scheme.name, working=terms.working, dues=terms.dues)
    if (after.scheme, after.working, after.dues) == (before.scheme, before.working, before.dues):
        raise BadInput(mark("Nothing is changed yet."), field="scheme")
    sheet = ChangeSheet(
        RequestKind.TERMS_CHANGE, order.number, order.customer_name, before, after, 0, form.fee_fen,
        papers=void_papers(work, order.id), counts_in=f"{work.today:%Y-%m}",
    )  # fmt: skip
    return Change(order, settled_by(work, order.id, sheet), terms, {})


def _new_terms(work: Work, order: OrderDetail, form: TermsChange) -> NewTerms:
    """Priced from the list total that the order was made at: a later price list does not touch it."""
    terms = same_terms(order, "terms_change")
    scheme = chosen_scheme(work, form.choices.scheme_id)
    working = work_out(
        terms.working.list_total_fen, terms.working.area_cm2, _steps(work, terms, form.choices),
        work.settings.pricing,
    )  # fmt: skip
    begun, due = order.subscribed_on or work.today, order.contracted_on or order.contract_due_on or work.today
    nodes = nodes_of_scheme(work, scheme.scheme, order.unit_id, begun)
    dues = schedule(scheme.scheme, working.total_fen, event_dates(begun, due, nodes))
    dues = with_fee(with_the_rest(dues, order), form.fee_fen, work.today)
    return replace(
        terms, scheme_id=scheme.id, working=working, dues=dues, bank=form.choices.bank,
        loan_months=form.choices.loan_months,
    )  # fmt: skip


def _steps(work: Work, terms: NewTerms, choices: Choices) -> list[DiscountStep]:
    """The discounts that are chosen; one that was agreed on stays as it was, whether or not it is still offered."""
    kept = {
        line.discount_id: DiscountStep(line.name, DiscountKind(line.kind), line.value, line.discount_id, line.ground)
        for line in terms.working.lines
        if line.discount_id is not None
    }
    fresh = replace(choices, discount_ids=tuple(one for one in choices.discount_ids if one not in kept))
    unit = work.units.detail(terms.unit_id) if fresh.discount_ids else None
    found = {step.discount_id: step for step in discount_steps(work, fresh, work.today, unit)} | kept
    return [found[discount_id] for discount_id in choices.discount_ids]


@dataclass(frozen=True, kw_only=True)
class FinishTermsChange(Form):
    on_request: int


def finish_terms_change(work: Work, form: FinishTermsChange) -> int:
    """Carries an agreed terms change out; the order's id."""
    detail = to_carry_out(work, form.on_request, RequestKind.TERMS_CHANGE)
    terms = agreed_terms(detail)
    head = work.orders.lock(terms.order_id)
    check_still(work, detail, head)
    check_settled(work, detail)
    publish(work, head, terms, {})
    carried_out(work, detail.row)
    return head.id
