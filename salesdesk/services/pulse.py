"""What a desk asks again and again: does the database answer, what time is it, did other desks change anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salesdesk.repository.changes import version_of
from salesdesk.repository.work import Work


@dataclass(frozen=True)
class Beat:
    """``version`` is another one whenever another desk changed something that this person may see."""

    version: str
    now: datetime


def beat(work: Work) -> Beat:
    """One cheap question."""
    return Beat(version_of(work.connection, work.project_id, work.actor.permissions), work.now)
