"""Subscriptions (认购): in the system first, on paper after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.identity import IdentityKind, check_identity, mask_identity
from salesdesk.domain.money import TEN_THOUSAND, format_yuan
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import why_not
from salesdesk.domain.requests import RequestKind
from salesdesk.domain.states import Stage, Verb
from salesdesk.entities import SaleOrder
from salesdesk.repository.one_unit import OrderHead
from salesdesk.repository.sale_orders import Buyer, NewTerms
from salesdesk.repository.work import Work
from salesdesk.services.deals import LONGEST_BANK, Choices, Deal, check_price_allowed, work_out_deal
from salesdesk.services.introducers import introduce
from salesdesk.services.office import Form
from salesdesk.services.requests import carried_out
from salesdesk.services.reviews import ask_review
from salesdesk.services.typed import checked_text, plain_text

LONGEST_NAME = 60
LONGEST_RELATION = 20
LONGEST_TELEPHONE = 30
LONGEST_ADDRESS = 300
LONGEST_NOTE = 500
MOST_BUYERS = 10


@dataclass(frozen=True, kw_only=True)
class Subscription(Form):
    """What the counter fills in. Shares in ten-thousandths, of buyers and of consultants each 10,000 together.

    ``shown_total_fen`` is the price that the person saw; a price that changed meanwhile is refused, not taken silently.
    ``introducer_id`` is the agency or referrer that brought the customer, if any.
    """

    unit_id: int
    customer_id: int
    buyers: tuple[Buyer, ...]
    choices: Choices
    consultants: tuple[tuple[int, int], ...] = ()
    subscribed_on: date | None = None
    note: str = ""
    shown_total_fen: int | None = None
    introducer_id: int | None = None


def subscribe(work: Work, form: Subscription) -> int:
    """Records a subscription: unit, buyers, price with its working, due items, consultants; the order's id.

    Raises:
        UnitTaken: another desk was faster.
        Refusal: a reason of `why_not`, or a price that needs an approval.
        BadInput: buyers, shares, scheme or discounts cannot be taken as they are.
    """
    work.require(Permission.ORDER_WRITE)
    unit = work.units.lock(form.unit_id, Verb.SUBSCRIBE)
    if reason := why_not(Verb.SUBSCRIBE, unit.facts, work.actor.permissions, form.customer_id):
        raise reason.raised()
    day = form.subscribed_on or work.today
    form = replace(
        form,
        note=checked_text(form.note, LONGEST_NOTE, "note"),
        choices=replace(form.choices, bank=checked_text(form.choices.bank, LONGEST_BANK, "bank")),
    )
    buyers = checked_buyers(form.buyers, work.today)
    _check_consultants(form.consultants)
    _check_day(day, work.today)
    deal = work_out_deal(work, unit.detail, form.choices, day)
    _check_shown(form, deal)
    rests_on = check_price_allowed(work, deal, form.customer_id)
    head = unit.order or _new_order(work, form)
    work.orders.write_terms(_terms(head, form, deal, buyers))
    introduce(work, head.id, form.introducer_id)
    dates = {"subscribed_on": day, "contract_due_on": deal.contract_due_on}
    work.orders.move(head, Stage.SUBSCRIBED, {**dates, "terms_version": head.terms_version + 1})
    if unit.has_hold:
        work.holds.end(form.unit_id, "subscribed")
    if rests_on is not None:
        carried_out(work, rests_on, head.number)
    ask_review(work, RequestKind.SUBSCRIPTION_REVIEW, head.id)
    return head.id


def _new_order(work: Work, form: Subscription) -> OrderHead:
    number = work.orders.next_number(SaleOrder, "RG", work.today.year)
    consultant = form.consultants[0][0] if form.consultants else None
    return work.orders.draft(number, form.unit_id, form.customer_id, consultant, form.note)


def _terms(head: OrderHead, form: Subscription, deal: Deal, buyers: tuple[Buyer, ...]) -> NewTerms:
    assert deal.unit.price_list_id is not None
    return NewTerms(
        head.id, head.terms_version + 1, form.unit_id, deal.scheme.id, deal.unit.price_list_id, deal.working, buyers,
        form.consultants, deal.dues, form.choices.bank, form.choices.loan_months,
    )  # fmt: skip


def checked_buyers(buyers: tuple[Buyer, ...], today: date) -> tuple[Buyer, ...]:
    """Buyers with names, checked identity papers and shares that add up to 100 %.

    Raises:
        BadInput: what is wrong, with the place: ``buyers.2.identity``.
    """
    if not 1 <= len(buyers) <= MOST_BUYERS:
        raise BadInput(mark("A home has one buyer at least and {n} at most."), n=MOST_BUYERS, field="buyers")
    if any(buyer.share < 1 for buyer in buyers) or sum(buyer.share for buyer in buyers) != TEN_THOUSAND:
        raise BadInput(mark("The buyers' shares must add up to 100 %."), field="buyers.share")
    return tuple(_checked_buyer(buyer, place, today) for place, buyer in enumerate(buyers, 1))


def _checked_buyer(buyer: Buyer, place: int, today: date) -> Buyer:
    name = plain_text(buyer.name)
    if not name:
        raise BadInput(mark("Buyer {n} has no name."), n=place, field=f"buyers.{place}.name")
    if len(name) > LONGEST_NAME:
        raise BadInput(mark("A name may have up to {n} characters."), n=LONGEST_NAME, field=f"buyers.{place}.name")
    buyer = _with_plain_texts(buyer, place)
    if not buyer.identity_number.strip():
        return replace(buyer, name=name, identity_number="", identity_masked="")
    try:
        identity = check_identity(IdentityKind(buyer.identity_kind or "resident"), buyer.identity_number, today)
    except BadInput as error:
        raise BadInput(error.source, field=f"buyers.{place}.identity", **error.values) from error
    return replace(
        buyer, name=name, identity_kind=identity.kind.value, identity_number=identity.number,
        identity_masked=mask_identity(identity.number),
    )  # fmt: skip


def _with_plain_texts(buyer: Buyer, place: int) -> Buyer:
    at = f"buyers.{place}"
    return replace(
        buyer,
        relation=checked_text(buyer.relation, LONGEST_RELATION, f"{at}.relation"),
        telephone=checked_text(buyer.telephone, LONGEST_TELEPHONE, f"{at}.telephone"),
        address=checked_text(buyer.address, LONGEST_ADDRESS, f"{at}.address"),
    )


def _check_consultants(consultants: tuple[tuple[int, int], ...]) -> None:
    if not consultants:
        raise BadInput(mark("A deal belongs to a consultant; choose one."), field="consultants")
    if len({person for person, _ in consultants}) < len(consultants):
        raise BadInput(mark("A consultant stands here twice."), field="consultants")
    if any(share < 1 for _, share in consultants) or sum(share for _, share in consultants) != TEN_THOUSAND:
        raise BadInput(mark("The consultants' shares must add up to 100 %."), field="consultants")


def _check_shown(form: Subscription, deal: Deal) -> None:
    if form.shown_total_fen is not None and form.shown_total_fen != deal.working.total_fen:
        raise Refusal(
            mark("The price has changed meanwhile: it is {now} yuan, not {shown}. Look at it again."),
            now=format_yuan(deal.working.total_fen),
            shown=format_yuan(form.shown_total_fen),
        )


def _check_day(day: date, today: date) -> None:
    if day > today:
        raise BadInput(mark("The day of the subscription lies in the future."), field="subscribed_on")
    if (today - day).days > 366:
        raise BadInput(mark("The day of the subscription lies more than a year back."), field="subscribed_on")
