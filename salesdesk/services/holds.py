"""Holding a unit for a while, for a customer or none; giving it back.

Sales control and the manager hold for anybody; consultants for their own customers, where the project sets so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason, why_not
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.domain.states import SaleState, Verb
from salesdesk.repository.one_unit import UnitRecord
from salesdesk.repository.requests import NewRequest
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.requests import ask, carried_out, to_carry_out
from salesdesk.services.typed import needed_text

LONGEST_HOURS = 24 * 60
LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class HoldForm(Form):
    """A unit to be held; hours None: as long as the project sets."""

    unit_id: int
    reason: str
    customer_id: int | None = None
    hours: int | None = None


def hold(work: Work, form: HoldForm) -> int:
    """Holds a unit until its time runs out or somebody releases it; the hold's id."""
    rights = _required(work)
    unit = work.units.lock(form.unit_id, Verb.HOLD)
    if reason := why_not(Verb.HOLD, unit.facts, rights, form.customer_id):
        raise reason.raised()
    if Permission.HOLD_WRITE not in rights and not _is_own(work, form.customer_id):
        raise BadInput(mark("You hold for your own customers only."), field="customer")
    hours = form.hours or work.settings.number("hold.hours")
    if not 0 < hours <= LONGEST_HOURS:
        raise BadInput(mark("A hold lasts from 1 hour to {most} hours."), most=LONGEST_HOURS, field="hours")
    words = needed_text(form.reason, LONGEST_REASON, "reason", mark("A hold needs its reason."))
    if unit.has_hold:
        work.holds.end_expired(form.unit_id)
    return work.holds.add(form.unit_id, form.customer_id, words, work.now + timedelta(hours=hours))


def hold_rights(work: Work) -> frozenset[Permission]:
    """What the person may do, `HOLD_OWN` only while the project lets consultants hold."""
    held = work.actor.permissions
    if Permission.HOLD_OWN in held and not work.settings.flag("hold.by_consultant"):
        return held - {Permission.HOLD_OWN}
    return held


def _required(work: Work) -> frozenset[Permission]:
    rights = hold_rights(work)
    if Permission.HOLD_OWN not in rights:
        work.require(Permission.HOLD_WRITE)
    return rights


def _is_own(work: Work, customer_id: int | None) -> bool:
    customer = work.customers.detail(customer_id) if customer_id is not None else None
    return customer is not None and customer.owner_id == work.actor.person_id


@dataclass(frozen=True, kw_only=True)
class Release(Form):
    unit_id: int
    reason: str


def release(work: Work, form: Release) -> bool:
    """Gives a held unit back."""
    rights = _required(work)
    unit = work.units.lock(form.unit_id, Verb.RELEASE)
    if reason := why_not(Verb.RELEASE, unit.facts, rights):
        raise reason.raised()
    words = needed_text(form.reason, LONGEST_REASON, "reason", mark("A release needs its reason."))
    return work.holds.end(form.unit_id, words)


@dataclass(frozen=True)
class HoldTerms:
    """What is shown before a hold is made or ended: the office's clock, the usual hours, who it is held for."""

    now: datetime
    hours: int
    customer_name: str
    expires_at: datetime | None
    why_not: Reason | None
    why_not_release: Reason | None


def hold_terms(work: Work, unit_id: int) -> HoldTerms:
    """How a hold of this unit would begin, or stands."""
    facts, held = work.units.facts(unit_id), hold_rights(work)
    return HoldTerms(
        work.now, work.settings.number("hold.hours"), facts.hold_customer_name, facts.hold_expires_at,
        why_not(Verb.HOLD, facts, held), why_not(Verb.RELEASE, facts, held),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class HoldExtension(Form):
    """A hold that shall last so many hours longer than it would."""

    unit_id: int
    hours: int
    reason: str = ""


def ask_extension(work: Work, form: HoldExtension) -> int:
    """Asks for a longer hold; the request's id. Where the project asks nobody, it is longer at once."""
    record = _extended(work, form)
    expires = record.facts.hold_expires_at
    assert expires is not None
    until = expires + timedelta(hours=form.hours)
    asked = {"hours": form.hours, "expires_at": expires.isoformat()}
    sheet = {"unit_label": record.detail.label, "customer": record.facts.hold_customer_name, "until": expires,
             "right_until": until}  # fmt: skip
    new = NewRequest(RequestKind.HOLD_EXTENSION, record.detail.label, form.reason, asked, sheet, unit_id=form.unit_id)
    on_request = ask(work, new)
    if work.requests.detail(on_request).row.state is RequestState.AGREED:
        _lengthen(work, on_request)
    return on_request


def _extended(work: Work, form: HoldExtension) -> UnitRecord:
    rights = _required(work)
    record = work.units.lock(form.unit_id, Verb.RELEASE)
    if reason := why_not(Verb.RELEASE, record.facts, rights):
        raise reason.raised()
    if not 0 < form.hours <= LONGEST_HOURS:
        raise BadInput(mark("A hold lasts from 1 hour to {most} hours."), most=LONGEST_HOURS, field="hours")
    return record


@dataclass(frozen=True, kw_only=True)
class FinishExtension(Form):
    on_request: int


def finish_extension(work: Work, form: FinishExtension) -> int:
    """Makes a hold longer once that was agreed to; the unit's id."""
    return _lengthen(work, form.on_request)


def _lengthen(work: Work, on_request: int) -> int:
    detail = to_carry_out(work, on_request, RequestKind.HOLD_EXTENSION)
    unit_id = detail.row.unit_id
    assert unit_id is not None
    record = work.units.lock(unit_id, Verb.RELEASE)
    expires = record.facts.hold_expires_at
    if record.facts.state is not SaleState.HELD or expires is None or expires.isoformat() != detail.asked["expires_at"]:
        raise Refusal(mark("The hold has ended meanwhile."))
    work.holds.lengthen(unit_id, expires + timedelta(hours=int(detail.asked["hours"])))
    carried_out(work, detail.row)
    return unit_id
