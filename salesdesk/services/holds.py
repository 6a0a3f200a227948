"""Holding a unit for a while, for a customer or none; giving it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason, why_not
from salesdesk.domain.states import Verb
from salesdesk.repository.work import Work
from salesdesk.services.office import Form

LONGEST_HOURS = 24 * 60


@dataclass(frozen=True, kw_only=True)
class HoldForm(Form):
    """A unit to be held; hours None: as long as the project sets."""

    unit_id: int
    reason: str
    customer_id: int | None = None
    hours: int | None = None


def hold(work: Work, form: HoldForm) -> int:
    """Holds a unit until its time runs out or somebody releases it; the hold's id."""
    work.require(Permission.HOLD_WRITE)
    facts = work.units.lock(form.unit_id)
    if reason := why_not(Verb.HOLD, facts, work.actor.permissions, form.customer_id):
        raise reason.raised()
    hours = form.hours or work.settings.number("hold.hours")
    if not 0 < hours <= LONGEST_HOURS:
        raise BadInput(mark("A hold lasts from 1 hour to {most} hours."), most=LONGEST_HOURS, field="hours")
    if not form.reason.strip():
        raise BadInput(mark("A hold needs its reason."), field="reason")
    work.holds.end_expired(form.unit_id)
    return work.holds.add(form.unit_id, form.customer_id, form.reason.strip(), work.now + timedelta(hours=hours))


@dataclass(frozen=True, kw_only=True)
class Release(Form):
    unit_id: int
    reason: str


def release(work: Work, form: Release) -> bool:
    """Gives a held unit back."""
    work.require(Permission.HOLD_WRITE)
    facts = work.units.lock(form.unit_id)
    if reason := why_not(Verb.RELEASE, facts, work.actor.permissions):
        raise reason.raised()
    if not form.reason.strip():
        raise BadInput(mark("A release needs its reason."), field="reason")
    return work.holds.end(form.unit_id, form.reason.strip())


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
    facts, held = work.units.facts(unit_id), work.actor.permissions
    return HoldTerms(
        work.now, work.settings.number("hold.hours"), facts.hold_customer_name, facts.hold_expires_at,
        why_not(Verb.HOLD, facts, held), why_not(Verb.RELEASE, facts, held),
    )  # fmt: skip
