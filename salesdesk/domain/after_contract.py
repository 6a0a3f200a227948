"""What follows on a contract, as data: the steps of a loan, of the title, of a handover (DOMAIN.md, "The day of a
sales office", 8). Each step is done on a day, which may be taken back; the newest word on a step counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission


class Track(StrEnum):
    """A row of steps that an order goes through."""

    LOAN = "loan"
    TITLE = "title"
    HANDOVER = "handover"


class Step(StrEnum):
    """A step of a track; its value names the track too."""

    LOAN_PAPERS = "loan.papers_complete"
    LOAN_SUBMITTED = "loan.submitted"
    LOAN_APPROVED = "loan.approved"
    LOAN_SIGNED = "loan.signed"
    LOAN_PAID_OUT = "loan.paid_out"
    TITLE_PAPERS = "title.papers_complete"
    TITLE_SUBMITTED = "title.submitted"
    TITLE_REGISTERED = "title.registered"
    TITLE_DEED = "title.deed_handed_over"
    HANDOVER_NOTICE = "handover.notified"
    HANDOVER_INSPECTED = "handover.inspected"
    HANDOVER_KEYS = "handover.keys"

    @property
    def track(self) -> Track:
        return Track(self.value.split(".", 1)[0])


MAY: Mapping[Track, tuple[Permission, ...]] = {
    Track.LOAN: (Permission.ORDER_WRITE,),
    Track.TITLE: (Permission.ORDER_WRITE, Permission.HANDOVER_WRITE),
    Track.HANDOVER: (Permission.HANDOVER_WRITE,),
}
"""Who carries out the steps of a track; a loan is paid out by the entry of whoever takes the money."""

STEPS: dict[Track, tuple[Step, ...]] = {track: tuple(step for step in Step if step.track is track) for track in Track}
"""The steps of each track in their order: a step waits for the one before it."""

TRACK_WORDS: dict[Track, str] = {
    Track.LOAN: mark("Mortgage"),
    Track.TITLE: mark("Title"),
    Track.HANDOVER: mark("Handover"),
}
STEP_WORDS: dict[Step, str] = {
    Step.LOAN_PAPERS: mark("Loan papers complete"),
    Step.LOAN_SUBMITTED: mark("Submitted to the bank"),
    Step.LOAN_APPROVED: mark("Approved by the bank"),
    Step.LOAN_SIGNED: mark("Loan contract signed"),
    Step.LOAN_PAID_OUT: mark("Loan paid out"),
    Step.TITLE_PAPERS: mark("Title papers complete"),
    Step.TITLE_SUBMITTED: mark("Submitted to the registry"),
    Step.TITLE_REGISTERED: mark("Title registered"),
    Step.TITLE_DEED: mark("Deed handed to the buyer"),
    Step.HANDOVER_NOTICE: mark("Buyer notified"),
    Step.HANDOVER_INSPECTED: mark("Home inspected"),
    Step.HANDOVER_KEYS: mark("Keys handed over"),
}
