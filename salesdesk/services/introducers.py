"""Agencies and referrers (分销机构, 推荐人): kept by the business operator, named with the subscription of an order;
later the manager alone changes it, and says why."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.commission import INTRODUCERS, SchemeFor
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason
from salesdesk.domain.states import Stage
from salesdesk.repository.introducers import IntroducerRow, IntroductionRow
from salesdesk.repository.work import Work
from salesdesk.services.edits import Seen, change_row
from salesdesk.services.office import Form
from salesdesk.services.typed import check_choice, checked_text, needed_text

LONGEST_NAME = 60
LONGEST_CONTACT = 100
LONGEST_REASON = 300
SEES = (
    Permission.ORDER_READ_ALL, Permission.ORDER_WRITE, Permission.SCHEME_WRITE, Permission.APPROVE,
    Permission.REPORT_READ,
)  # fmt: skip


def introducers(work: Work) -> list[IntroducerRow]:
    """Every agency and referrer, agencies first."""
    work.require_any(SEES)
    return work.introducers.rows()


def introducers_in_use(work: Work) -> list[IntroducerRow]:
    """Those that an order may name; none for who sees none."""
    return work.introducers.rows(active=True) if work.actor.permissions.intersection(SEES) else []


@dataclass(frozen=True, kw_only=True)
class NewIntroducer(Form):
    """An agency or a referrer; ``contact`` is a telephone number, or whom to ask for."""

    kind: str
    name: str
    contact: str = ""


def add_introducer(work: Work, form: NewIntroducer) -> int:
    """Adds an agency or a referrer; its id.

    Raises:
        BadInput: it has no name, or is there already.
    """
    work.require(Permission.SCHEME_WRITE)
    check_choice(form.kind, INTRODUCERS, "kind")
    name, contact = _checked(form.name, form.contact)
    _check_new(work, SchemeFor(form.kind), name, contact)
    work.touched.everything = True
    return work.introducers.add(SchemeFor(form.kind), name, contact)


@dataclass(frozen=True, kw_only=True)
class IntroducerEdit(Form):
    """An agency or a referrer as it shall be called; ``seen`` is what the form was filled from."""

    introducer_id: int
    name: str
    contact: str
    seen: Seen


def change_introducer(work: Work, form: IntroducerEdit) -> int:
    """Writes name and contact; what closed months gave keeps its working.

    Raises:
        BadInput: it has no name, or another one carries it.
        StaleEdit: somebody else changed it meanwhile.
    """
    work.require(Permission.SCHEME_WRITE)
    name, contact = _checked(form.name, form.contact)
    row = _row(work, form.introducer_id)
    _check_new(work, row.kind, name, contact, row.id)
    change_row(work, "introducer", row.id, {"name": name, "contact": contact}, form.seen)
    work.touched.everything = True
    return row.id


@dataclass(frozen=True, kw_only=True)
class IntroducerSwitch(Form):
    """An agency or a referrer taken into use or out of it."""

    introducer_id: int
    active: bool


def switch_introducer(work: Work, form: IntroducerSwitch) -> bool:
    """Whom no further order shall name is switched off; orders that name them keep it, and are paid for."""
    work.require(Permission.SCHEME_WRITE)
    work.introducers.switch(_row(work, form.introducer_id).id, active=form.active)
    work.touched.everything = True
    return form.active


def _row(work: Work, introducer_id: int) -> IntroducerRow:
    row = next((row for row in work.introducers.rows() if row.id == introducer_id), None)
    if row is None:
        raise Refusal(mark("This agency or referrer does not exist in this project."))
    return row


def _checked(name: str, contact: str) -> tuple[str, str]:
    missing = mark("An agency or referrer needs a name.")
    return needed_text(name, LONGEST_NAME, "name", missing), checked_text(contact, LONGEST_CONTACT, "contact")


def _check_new(work: Work, kind: SchemeFor, name: str, contact: str, own_id: int | None = None) -> None:
    for row in work.introducers.rows():
        if row.id != own_id and (row.kind, row.name, row.contact) == (kind, name, contact):
            raise BadInput(mark("This agency or referrer is there already."), field="name")


# orders


def introduce(work: Work, order_id: int, introducer_id: int | None) -> None:
    """Says with its subscription who introduced an order; a part of `subscribe`.

    Raises:
        BadInput: they are not in use.
    """
    if introducer_id is not None and not work.introducers.name_first(order_id, introducer_id):
        raise BadInput(mark("This agency or referrer is not in use."), field="introducer")


def introductions(work: Work, order_id: int) -> list[IntroductionRow]:
    """Who was named as having introduced an order, oldest first; nothing for who sees none of it."""
    return work.introducers.of_order(order_id)


@dataclass(frozen=True, kw_only=True)
class IntroducerCorrection(Form):
    """Who introduced an order, said anew; nobody without an id."""

    order_id: int
    introducer_id: int | None
    reason: str


def correct_introducer(work: Work, form: IntroducerCorrection) -> int:
    """Changes who introduced an order. What closed months gave to the one before goes back in the next month.

    Raises:
        BadInput: no reason, or an agency or referrer that is not in use.
        Refusal: nothing would change, or the order has no subscription.
    """
    work.require(Permission.APPROVE)
    missing = mark("Say why it changes: the story of the order shows it.")
    reason = needed_text(form.reason, LONGEST_REASON, "reason", missing)
    head = work.orders.head(form.order_id)
    against = why_not_correct(work.actor.permissions, head.stage)
    if against is not None:
        raise against.raised()
    if form.introducer_id is not None and form.introducer_id not in {row.id for row in introducers_in_use(work)}:
        raise BadInput(mark("This agency or referrer is not in use."), field="introducer")
    said = work.introducers.of_order(form.order_id)
    if form.introducer_id == (said[-1].introducer_id if said else None):
        raise BadInput(mark("That is what stands there already."), field="introducer")
    work.touched.orders.add(form.order_id)
    return work.introducers.name_later(form.order_id, form.introducer_id, reason)


def why_not_correct(held: frozenset[Permission], stage: Stage) -> Reason | None:
    """The first reason against changing who introduced an order of this stage, for who holds these permissions."""
    if Permission.APPROVE not in held:
        return Reason(mark("The sales manager changes who introduced an order."), {}, permission=True)
    if stage in (Stage.DRAFT, Stage.RESERVED):
        return Reason(mark("Who introduced an order is named with its subscription."), {})
    return Reason(mark("The order is cancelled already."), {}) if stage is Stage.CANCELLED else None
