"""Whose a customer is: the manager gives one to another consultant or to the pool (DOMAIN.md, "Ownership of a
customer").

The first entry owns, as long as it is followed up; how long a claim holds without is a setting of the project
(``customer.valid_days``). What was ruled stands in the customer's story, and the claim runs from there.
"""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.errors import BadInput, StaleEdit
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import Permission
from salesdesk.repository.people import PersonRow
from salesdesk.repository.work import Work
from salesdesk.services.customers import newer_customer, seen_customer
from salesdesk.services.office import Form
from salesdesk.services.order_lists import consultants
from salesdesk.services.typed import needed_text

LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class GiveOver(Form):
    """Whom a customer shall belong to; nobody: whoever claims them next. ``version`` is the customer's as seen."""

    customer_id: int
    version: int
    owner_id: int | None
    reason: str


def new_owners(work: Work) -> list[PersonRow]:
    """Whom a customer may be given to."""
    work.require(Permission.CUSTOMER_ASSIGN)
    return consultants(work)


def give_over(work: Work, form: GiveOver) -> int:
    """Gives a customer to another consultant, or to the pool; the customer's id. Who, when and why is kept.

    Raises:
        BadInput: no reason, or nobody who could be an owner.
        StaleEdit: the customer was changed meanwhile; nothing was overwritten.
    """
    work.require(Permission.CUSTOMER_ASSIGN)
    customer = seen_customer(work, form.customer_id)
    names = {person.id: person.name for person in consultants(work)}
    if form.owner_id == customer.owner_id:
        raise BadInput(mark("The customer is theirs already."), field="owner")
    if form.owner_id is not None and form.owner_id not in names:
        raise BadInput(mark("A customer belongs to a consultant of the project."), field="owner")
    reason = needed_text(form.reason, LONGEST_REASON, "reason", mark("Why the customer is given over is missing."))
    if not work.customers.change(form.customer_id, form.version, {"owner_id": form.owner_id}):
        raise StaleEdit(newer_customer(work, form.customer_id))
    pool = tr("public pool")
    note = tr("Given over from {old} to {new}: {reason}").format(
        old=customer.owner_name or pool, new=names.get(form.owner_id or 0, pool), reason=reason
    )
    work.customers.add_follow_up(form.customer_id, "other", work.now, note, None)
    return form.customer_id
