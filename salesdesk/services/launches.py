"""Putting units on sale, and taking them off it. A launch needs a permit and a price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason, why_not
from salesdesk.domain.states import Verb
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.typed import checked_text

LONGEST_NOTE = 300


@dataclass(frozen=True, kw_only=True)
class Launch(Form):
    """Units to be launched (or withdrawn), with a word about it."""

    unit_ids: tuple[int, ...]
    note: str = ""


def why_not_launch(work: Work, unit_ids: tuple[int, ...]) -> Mapping[int, Reason]:
    """Which of these units cannot be launched, each with its reason; empty when all can."""
    facts = work.units.launch_facts(unit_ids)
    found = {unit_id: why_not(Verb.LAUNCH, facts[unit_id], work.actor.permissions) for unit_id in facts}
    return {unit_id: reason for unit_id, reason in found.items() if reason is not None}


def launch(work: Work, form: Launch) -> int:
    """Launches all of these units, or none: the first reason against one refuses the whole launch."""
    work.require(Permission.UNIT_LAUNCH)
    if not form.unit_ids:
        raise BadInput(mark("No unit is chosen."))
    for reason in why_not_launch(work, form.unit_ids).values():
        raise reason.raised()
    work.units.launch(form.unit_ids, "launch", checked_text(form.note, LONGEST_NOTE, "note"))
    return len(form.unit_ids)


def why_not_withdraw(work: Work, unit_ids: tuple[int, ...]) -> Mapping[int, Reason]:
    """Which of these units cannot be taken off sale, each with its reason; empty when all can."""
    facts = work.units.launch_facts(unit_ids)
    found = {unit_id: why_not(Verb.WITHDRAW, facts[unit_id], work.actor.permissions) for unit_id in facts}
    return {unit_id: reason for unit_id, reason in found.items() if reason is not None}


def withdraw(work: Work, form: Launch) -> int:
    """Takes units off sale again, as long as they are free."""
    work.require(Permission.UNIT_LAUNCH)
    for reason in why_not_withdraw(work, form.unit_ids).values():
        raise reason.raised()
    work.units.launch(form.unit_ids, "withdraw", checked_text(form.note, LONGEST_NOTE, "note"))
    return len(form.unit_ids)
