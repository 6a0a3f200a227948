"""Unit swap (换房): the order goes on, on another unit, at that unit's price; the old one is free again.

Asked for by sales control with the new unit kept for the customer meanwhile, agreed to by others, the difference
settled by the cashier, finished by sales control.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from salesdesk.domain.accounts import allocate
from salesdesk.domain.change_sheet import ChangeSheet, MovedMoney
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.labels import local_day
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import PRICE_CLASSES, MoneyClass
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import why_not
from salesdesk.domain.requests import RequestKind
from salesdesk.domain.schedules import DueItem, Event, EventDates, schedule
from salesdesk.domain.states import STATE_WORDS, SaleState, Stage, Verb
from salesdesk.repository.one_unit import UnitRecord
from salesdesk.repository.requests import RequestDetail
from salesdesk.repository.work import Work
from salesdesk.services.changes import (
    Change,
    agreed_terms,
    ask_for,
    check_still,
    price_received,
    publish,
    same_terms,
    sheet_of,
    side_of,
    void_papers,
    why_not_change,
    with_fee,
    with_the_rest,
)
from salesdesk.services.deals import Choices, event_dates, work_out_deal
from salesdesk.services.later_dates import nodes_of_scheme
from salesdesk.services.office import Form
from salesdesk.services.requests import carried_out, to_carry_out
from salesdesk.services.typed import checked_text, needed_text

KEPT_FOR_DAYS = 365
RETURNS_AS = (SaleState.AVAILABLE.value, SaleState.HELD.value)


@dataclass(frozen=True, kw_only=True)
class Swap(Form):
    """What is asked for: the unit instead, the scheme and discounts there, a fee, and how the old unit returns."""

    order_id: int
    target_unit_id: int
    choices: Choices
    reason: str = ""
    fee_fen: int = 0
    returns_as: str = SaleState.AVAILABLE.value


def preview_swap(work: Work, form: Swap) -> ChangeSheet:
    """The sheet of a swap; nothing is written.

    Raises:
        Refusal: the order cannot be swapped now, or not for this unit.
        BadInput: scheme, discounts or fee cannot be taken as they are.
    """
    return _worked_out(work, form, work.units.record(form.target_unit_id)).sheet


def ask_swap(work: Work, form: Swap) -> int:
    """Asks for a swap; the request's id. Both units are locked: the new one is kept for the customer."""
    work.require(Permission.ORDER_WRITE)
    old = work.orders.head(form.order_id).unit_id
    locked = {unit: work.units.lock(unit, Verb.SWAP) for unit in sorted({old, form.target_unit_id})}
    target = locked[form.target_unit_id]
    change = _worked_out(work, form, target)
    on_request = ask_for(work, change, form.reason, form.target_unit_id)
    if target.has_hold:
        work.holds.end(form.target_unit_id, "swap")
    until = work.now + timedelta(days=KEPT_FOR_DAYS)
    words = tr("Swap of order {number}").format(number=change.order.number)
    work.holds.add(form.target_unit_id, change.order.customer_id, words, until)
    return on_request


def _worked_out(work: Work, form: Swap, target: UnitRecord) -> Change:
    order = work.order_views.detail(form.order_id)
    if reason := why_not_change(work, order, RequestKind.SWAP):
        raise reason.raised()
    _check_target(work, order.unit_id, order.customer_id, target)
    if other := work.requests.aims_at(form.target_unit_id):
        raise Refusal(mark("Request {number} wants this unit already."), number=other.number)
    if form.returns_as not in RETURNS_AS:
        raise BadInput(mark("Say how the old unit returns: on sale, or held."), field="returns_as")
    deal = work_out_deal(work, target.detail, form.choices, work.today)
    dates = swap_dates(work, order.stage)
    contract_due = dates.dates[Event.CONTRACT] if order.stage is Stage.SUBSCRIBED else order.contract_due_on
    dues = with_the_rest(_dues(work, form, dates, deal.working.total_fen), order)
    dues = with_fee(dues, form.fee_fen, work.today)
    assert deal.unit.price_list_id is not None
    terms = replace(
        same_terms(order, "swap"), unit_id=form.target_unit_id, scheme_id=deal.scheme.id, working=deal.working,
        price_list_id=deal.unit.price_list_id, dues=dues, bank=form.choices.bank, loan_months=form.choices.loan_months,
    )  # fmt: skip
    before = side_of(order)
    after = replace(
        before, unit_label=deal.unit.label, scheme=deal.scheme.scheme.name, working=deal.working, dues=dues,
        contract_due_on=contract_due,
    )  # fmt: skip
    sheet = ChangeSheet(
        RequestKind.SWAP, order.number, order.customer_name, before, after, 0, form.fee_fen,
        papers=void_papers(work, order.id), unit_returns_as=form.returns_as, counts_in=f"{work.today:%Y-%m}",
    )  # fmt: skip
    extra = {"returns_as": form.returns_as, "contract_due_on": contract_due}
    return Change(order, settled_by(work, order.id, sheet), terms, extra)


def _check_target(work: Work, unit_id: int, customer_id: int, target: UnitRecord) -> None:
    """The unit that is wanted must be free, or held for this very customer."""
    facts = target.facts
    if target.detail.id == unit_id:
        raise BadInput(mark("The order is on this unit already; choose another one."), field="target")
    if facts.state not in (SaleState.AVAILABLE, SaleState.HELD):
        raise Refusal(
            mark("Unit {number} is in the state “{state}”; a swap needs a free unit."),
            number=facts.number,
            state=tr(STATE_WORDS[facts.state]),
        )
    if reason := why_not(Verb.SUBSCRIBE, facts, work.actor.permissions, customer_id):
        raise reason.raised()


def _dues(work: Work, form: Swap, dates: EventDates, total_fen: int) -> tuple[DueItem, ...]:
    """The schedule of the new terms counts from today: what was due for the old unit is behind."""
    scheme = next(row.scheme for row in work.offers.schemes if row.id == form.choices.scheme_id)
    nodes = nodes_of_scheme(work, scheme, form.target_unit_id, work.today)
    return schedule(scheme, total_fen, replace(dates, nodes=nodes))


def swap_dates(work: Work, stage: Stage) -> EventDates:
    """From today on; the contract where it is signed already today too, else in the days that the project gives."""
    today = work.today
    later = today if stage is Stage.CONTRACTED else today + timedelta(days=work.settings.number("contract.days"))
    dates = event_dates(today, later)
    return EventDates({Event.SUBSCRIPTION: today, Event.CONTRACT: later}, dates.working_day_exceptions)


def settled_by(work: Work, order_id: int, sheet: ChangeSheet) -> ChangeSheet:
    """The sheet with what the cashier takes or pays back for it: what new terms make due by today and is not paid, the
    fee; and what was paid beyond the new total, off the items it was paid for."""
    return settled(sheet, work.cash.sums(order_id), work.today)


def settled(sheet: ChangeSheet, sums: Mapping[tuple[MoneyClass, str], int], today: date) -> ChangeSheet:
    """The same, where what came in for the order is known already."""
    back = max(0, price_received(sums) - sheet.after.total_fen)
    return replace(
        sheet, received_fen=sum(sums.values()), to_pay_fen=_open_by(sheet, sums, today), to_return_fen=back,
        moved=_back(sums, back),
    )  # fmt: skip


def _open_by(sheet: ChangeSheet, sums: Mapping[tuple[MoneyClass, str], int], day: date) -> int:
    """What of the new due items is due by a day and not paid: of the price no more than what is open of it in all; of a
    buyer change only what it adds, for the rest is asked for anyway."""
    price, beside = 0, 0
    for state in allocate(sheet.after.dues, sums):
        old = sheet.kind is RequestKind.BUYER_CHANGE and state.due in sheet.before.dues
        if old or state.due.due_on is None or state.due.due_on > day:
            continue
        if state.due.klass in PRICE_CLASSES:
            price += state.open_fen
        else:
            beside += max(0, state.open_fen)
    return min(price, max(0, sheet.after.total_fen - price_received(sums))) + beside


def _back(sums: Mapping[tuple[MoneyClass, str], int], amount_fen: int) -> tuple[MovedMoney, ...]:
    """The items that an overpaid sum goes back from, the largest first."""
    moved, left = list[MovedMoney](), amount_fen
    priced = ((fen, klass, item) for (klass, item), fen in sums.items() if klass in PRICE_CLASSES)
    for fen, klass, item in sorted(priced, reverse=True):
        if part := min(fen, left):
            moved.append(MovedMoney(item, klass, part))
            left -= part
    return tuple(moved)


@dataclass(frozen=True, kw_only=True)
class FinishSwap(Form):
    """``contract_number`` is that of the new contract, where the order had one."""

    on_request: int
    contract_number: str = ""


def finish_swap(work: Work, form: FinishSwap) -> int:
    """Carries an agreed swap out: new terms on the new unit, the old unit returns; the order's id.

    The order keeps its identity for life: ``contracted_on`` stays the day of the first contract, in whose month the
    deal counts. The swap counts in the month it is carried out in; its day is that of the new terms
    (`OrderDetail.swapped_on`), and the day of the contract that is printed and handed over by (`contract_on`).

    Raises:
        Refusal: it is not agreed to, not settled, or the new unit is no longer free.
    """
    detail = to_carry_out(work, form.on_request, RequestKind.SWAP)
    terms = agreed_terms(detail)
    assert detail.row.unit_id is not None
    work.units.lock_all(detail.row.unit_id, terms.unit_id)
    head = work.orders.head(terms.order_id)
    check_still(work, detail, head)
    check_settled(work, detail)
    values: dict[str, object] = {"unit_id": terms.unit_id}
    if head.stage is Stage.SUBSCRIBED:
        values["contract_due_on"] = date.fromisoformat(detail.asked["contract_due_on"])
    if head.stage is Stage.CONTRACTED:
        values["contract_number"] = needed_text(
            form.contract_number, 60, "contract_number", mark("The new contract needs its number.")
        )
    work.holds.end(terms.unit_id, "swap", customer_id=head.customer_id)
    publish(work, head, terms, values)
    if detail.asked["returns_as"] == SaleState.HELD.value:
        hours = work.settings.number("hold.hours")
        work.holds.add(head.unit_id, None, checked_text(detail.row.reason, 300, ""), work.now + timedelta(hours=hours))
    work.touched.units.add(head.unit_id)
    carried_out(work, detail.row)
    return head.id


def check_settled(work: Work, detail: RequestDetail) -> None:
    """Refuses while the cashier has still to take or to pay back what the sheet says."""
    assert detail.row.order_id is not None
    sheet, sums = sheet_of(detail), work.cash.sums(detail.row.order_id)
    over = price_received(sums) - sheet.after.total_fen
    if over > 0:
        raise Refusal(mark("The cashier has still to pay {sum} yuan back."), sum=format_yuan(over))
    if missing := _open_by(sheet, sums, local_day(detail.row.asked_at)):
        raise Refusal(mark("The cashier has still to take {sum} yuan."), sum=format_yuan(missing))
