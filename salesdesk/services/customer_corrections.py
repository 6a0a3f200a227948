"""Corrections of a customer's telephone, channel or first contact: asked for by anybody who has the customer, agreed to
and carried out by the manager (DOMAIN.md, "Ownership of a customer").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.identity import normalise_telephone
from salesdesk.domain.labels import local_day
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.domain.permissions import Permission
from salesdesk.domain.requests import RequestKind
from salesdesk.repository.customers import CustomerDetail
from salesdesk.repository.requests import NewRequest
from salesdesk.repository.work import Work
from salesdesk.services.customers import seen_customer
from salesdesk.services.office import Form
from salesdesk.services.requests import ask, carried_out, to_carry_out


@dataclass(frozen=True, kw_only=True)
class Correction(Form):
    """What is to be set right; what stays as it is is left empty."""

    customer_id: int
    telephone: str = ""
    right_telephone: str = ""
    channel_id: int | None = None
    first_contact_on: date | None = None
    reason: str = ""


def ask_correction(work: Work, form: Correction) -> int:
    """Asks for a correction; the request's id.

    Raises:
        BadInput: nothing is changed, or a number or a day cannot be taken.
        Refusal: the right number is another customer's.
    """
    work.require(Permission.CUSTOMER_WRITE)
    customer = seen_customer(work, form.customer_id)
    asked = _asked(work, form, customer)
    if not asked:
        raise BadInput(mark("Nothing is set right yet."), field="telephone")
    names = {row[0]: row[1] for row in work.projects.channels()}
    sheet = {
        "customer": customer.name, "telephone": asked.get("telephone", ""),
        "right_telephone": asked.get("right_telephone", ""), "channel": customer.channel,
        "right_channel": names.get(form.channel_id or 0, ""), "first_contact_on": local_day(customer.first_contact_at),
        "right_first_contact_on": form.first_contact_on,
    }  # fmt: skip
    new = NewRequest(
        RequestKind.CUSTOMER_CORRECTION, customer.name, form.reason, asked, sheet, customer_id=form.customer_id
    )
    return ask(work, new)


def _asked(work: Work, form: Correction, customer: CustomerDetail) -> dict[str, object]:
    asked = dict[str, object]()
    if form.right_telephone.strip():
        number = normalise_telephone(form.right_telephone)
        old = form.telephone or next(iter(customer.telephones), "")
        if old not in customer.telephones:
            raise BadInput(mark("The customer has no telephone {number}."), number=old, field="telephone")
        known = work.customers.known_telephone(number)
        if known is not None:
            raise Refusal(mark("Telephone {number} belongs to another entry already."), number=number)
        asked |= {"telephone": old, "right_telephone": number}
    if form.channel_id is not None and form.channel_id != customer.channel_id:
        asked["channel_id"] = form.channel_id
    if form.first_contact_on is not None and form.first_contact_on != local_day(customer.first_contact_at):
        if form.first_contact_on > work.today:
            raise BadInput(mark("The first contact lies in the future."), field="first_contact_on")
        asked["first_contact_on"] = form.first_contact_on
    return asked


@dataclass(frozen=True, kw_only=True)
class FinishCorrection(Form):
    on_request: int


def finish_correction(work: Work, form: FinishCorrection) -> int:
    """Carries an agreed correction out; the customer's id."""
    detail = to_carry_out(work, form.on_request, RequestKind.CUSTOMER_CORRECTION)
    asked, customer_id = detail.asked, detail.row.customer_id
    assert customer_id is not None
    customer = seen_customer(work, customer_id)
    changed = True
    if "right_telephone" in asked:
        changed = work.customers.correct_telephone(customer_id, asked["telephone"], asked["right_telephone"])
    values = dict[str, object]()
    if "channel_id" in asked:
        values["channel_id"] = asked["channel_id"]
    if "first_contact_on" in asked:
        day = date.fromisoformat(asked["first_contact_on"])
        values["first_contact_at"] = datetime.combine(day, time(12), SHANGHAI)
    if values:
        changed = work.customers.change(customer_id, customer.version, values) and changed
    if not changed:
        raise Refusal(mark("The customer has changed since this was asked; ask for it anew."))
    carried_out(work, detail.row)
    return customer_id
