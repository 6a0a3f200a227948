"""Closing a business day, and proving that nothing sealed was changed since.

A seal that lies in the database alone proves nothing against whoever may change everything there, the seal included.
So each is written outside it too: on the day sheet, and in a file of the desk that closed the day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.long_work import Cancelled, Progress, stop_if
from salesdesk.domain.permissions import PERMISSION_WORDS, Permission
from salesdesk.domain.reasons import Reason
from salesdesk.repository.guard_rules import AUDITED, SEALED
from salesdesk.repository.seal_sums import SealRow, rows_sum, seal_sum
from salesdesk.repository.seals import RowFault
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.printed_seals import PrintedSeal, read_outside

NEEDED_TO_VERIFY = (Permission.HISTORY_READ, Permission.MONEY_READ, Permission.BOARD_READ)


@dataclass(frozen=True, kw_only=True)
class DayClose(Form):
    """The business day to be closed."""

    day: date


def close_day(work: Work, form: DayClose) -> int:
    """Closes a business day for all books of the project, and seals everything up to now; the seal's id.

    Raises:
        Refusal: the day is closed already, or has not come yet.
    """
    work.require(Permission.RECEIPT_WRITE)
    work.touched.everything = True
    return work.seals.close(form.day, work.today)


def seals(work: Work) -> list[SealRow]:
    """The seals of the project, the first one first."""
    work.require_any((Permission.RECEIPT_WRITE, Permission.MONEY_READ, Permission.HISTORY_READ))
    return work.seals.all()


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was sealed; ``row`` where it is about one row."""

    sentence: str
    row: RowFault | None = None


@dataclass(frozen=True)
class Verdict:
    """What a check of the seals found. ``unsealed`` rows wait for the next close, and are no fault; ``compared`` seals
    came from outside."""

    seals: int
    unsealed: int
    findings: tuple[Finding, ...]
    compared: int = 0

    @property
    def sound(self) -> bool:
        return not self.findings


def why_not_verify(permissions: frozenset[Permission]) -> Reason | None:
    """Why the person may not verify: rows they do not see would look missing."""
    for permission in NEEDED_TO_VERIFY:
        if permission not in permissions:
            return Reason(mark("Your role may not {what}."), {"what": PERMISSION_WORDS[permission]}, permission=True)
    return None


def verify(
    work: Work,
    printed: tuple[PrintedSeal, ...] = (),
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Verdict:
    """Recomputes every seal of the project, and compares live rows with their last image in the history.

    Args:
        printed: seals from outside the database, compared with those inside.
        progress: told after each seal and each table.

    Raises:
        NotAllowed: the person does not see everything that was sealed; rows they may not see would look missing.
        Stopped: ``cancelled`` said so.
    """
    if against := why_not_verify(work.actor.permissions):
        raise against.raised()
    known = work.seals.all()
    steps = _Steps(len(known) + len(SEALED) + len(AUDITED), progress, cancelled)
    findings = [
        *_chain(work, known, steps),
        *(_row_finding(fault) for table in steps.over(SEALED) for fault in work.seals.row_faults(table)),
        *(_row_finding(fault) for table in steps.over(AUDITED) for fault in work.seals.image_faults(table)),
        *_against_paper(known, printed),
    ]
    return Verdict(len(known), work.seals.unsealed(), tuple(findings), len(printed))


def outside_name(work: Work) -> str:
    """What the project is called in files outside: two may bear one name, and a file may outlive its office."""
    head = work.projects.head()
    return f"{head.project} {hashlib.sha256(work.projects.channel().encode()).hexdigest()[:8]}"


def verify_here(
    work: Work, file: Path, typed: tuple[PrintedSeal, ...], progress: Progress, cancelled: Cancelled
) -> Verdict:
    """The same, compared also with the seals that this PC wrote down."""
    kept = read_outside(file, outside_name(work)) if file.exists() else ()
    return verify(work, (*typed, *kept), progress, cancelled)


S = TypeVar("S")


@dataclass
class _Steps:
    """Tells how far the check is, and stops it where that is wanted."""

    total: int
    progress: Progress | None
    cancelled: Cancelled | None
    done: int = 0

    def over(self, things: Iterable[S]) -> Iterator[S]:
        for thing in things:
            stop_if(self.cancelled)
            yield thing
            self.done += 1
            if self.progress is not None:
                self.progress(self.done, self.total)


def _chain(work: Work, known: list[SealRow], steps: _Steps) -> list[Finding]:
    findings, previous = list[Finding](), ""
    for place, seal in enumerate(steps.over(known), 1):
        rows = work.seals.rows_of(seal.number)
        right = seal_sum(seal.project_id, seal.number, seal.day, len(rows), previous, rows_sum(rows))
        if (seal.number, seal.rows, seal.previous_sha256, seal.sha256) != (place, len(rows), previous, right):
            findings.append(Finding(tr("Seal {number} of {day} was broken.").format(number=seal.number, day=seal.day)))
        previous = seal.sha256
    return findings


TABLE_WORDS = {
    "audit": mark("history"),
    "receipt": mark("receipt"),
    "receipt_line": mark("item of a receipt"),
    "receipt_tender": mark("payment of a receipt"),
    "receipt_void": mark("void of a receipt"),
    "receipt_print": mark("print of a receipt"),
    "unit_state_change": mark("state of a unit"),
    "project": mark("project"),
    "project_setting": mark("setting"),
    "building": mark("building"),
    "presale_permit": mark("presale permit"),
    "unit": mark("unit"),
    "unit_launch": mark("launch"),
    "hold": mark("hold"),
    "price_list": mark("price list"),
    "price_list_signature": mark("signature of a price list"),
    "customer": mark("customer"),
    "customer_telephone": mark("telephone of a customer"),
    "follow_up": mark("follow-up"),
    "payment_scheme": mark("payment scheme"),
    "discount": mark("discount"),
    "sale_order": mark("order"),
    "order_terms": mark("terms of an order"),
    "due_item": mark("due item"),
    "receipt_book": mark("receipt book"),
    "receiving_account": mark("receiving account"),
    "seal": mark("seal"),
    "person": mark("person"),
    "membership": mark("role of a person"),
    "office_role_permission": mark("permission of a role"),
}
"""What the tables are called before people; the number behind the word is the row's."""

_ROW_WORDS = {
    "changed": mark("{table} {row} was changed after it was sealed (seal {seal})."),
    "missing": mark("{table} {row} is missing; it was sealed (seal {seal})."),
    "unrecorded": mark("{table} {row} is there, and the history knows nothing of it."),
}
_UNSEEN = mark("{table} {row} was changed, and the history knows nothing of it.")


def _row_finding(fault: RowFault) -> Finding:
    words = _UNSEEN if fault.what == "changed" and fault.seal_number is None else _ROW_WORDS[fault.what]
    table = tr(TABLE_WORDS.get(fault.table, fault.table))
    return Finding(tr(words).format(table=table, row=fault.row_id, seal=fault.seal_number), fault)


def _against_paper(known: list[SealRow], printed: tuple[PrintedSeal, ...]) -> list[Finding]:
    inside = {seal.number: seal.sha256 for seal in known}
    return [
        Finding(tr("Seal {number} is another one than was printed.").format(number=seal.number))
        for seal in printed
        if inside.get(seal.number) != seal.sha256
    ]
