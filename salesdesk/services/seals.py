"""Closing a business day, and proving that nothing sealed was changed since.

A seal that lies in the database alone proves nothing against whoever may change everything there, the seal included.
So each is written outside it too: on the day sheet, and in a file of the desk that closed the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import Permission
from salesdesk.repository.seal_sums import SealRow, rows_sum, seal_sum
from salesdesk.repository.seals import RowFault
from salesdesk.repository.work import Work
from salesdesk.services.office import Form

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
    return work.seals.close(form.day, work.today)


def seals(work: Work) -> list[SealRow]:
    """The seals of the project, the first one first."""
    work.require_any((Permission.RECEIPT_WRITE, Permission.MONEY_READ, Permission.HISTORY_READ))
    return work.seals.all()


@dataclass(frozen=True)
class PrintedSeal:
    """A seal as it stands on paper or in the desk's file."""

    number: int
    sha256: str


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was sealed; ``row`` where it is about one row."""

    sentence: str
    row: RowFault | None = None


@dataclass(frozen=True)
class Verdict:
    """What a check of the seals found. ``unsealed`` rows wait for the next close, and are no fault."""

    seals: int
    unsealed: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return not self.findings


def verify(work: Work, printed: tuple[PrintedSeal, ...] = ()) -> Verdict:
    """Recomputes every seal of the project, and compares live rows with their last image in the history.

    Args:
        printed: seals from outside the database, compared with those inside.

    Raises:
        NotAllowed: the person does not see everything that was sealed; rows they may not see would look missing.
    """
    for permission in NEEDED_TO_VERIFY:
        work.require(permission)
    known = work.seals.all()
    findings = [
        *_chain(work, known),
        *(_row_finding(fault) for fault in work.seals.row_faults()),
        *(_row_finding(fault) for fault in work.seals.image_faults()),
        *_against_paper(known, printed),
    ]
    return Verdict(len(known), work.seals.unsealed(), tuple(findings))


def _chain(work: Work, known: list[SealRow]) -> list[Finding]:
    findings, previous = list[Finding](), ""
    for place, seal in enumerate(known, 1):
        rows = work.seals.rows_of(seal.number)
        right = seal_sum(seal.project_id, seal.number, seal.day, len(rows), previous, rows_sum(rows))
        if (seal.number, seal.rows, seal.previous_sha256, seal.sha256) != (place, len(rows), previous, right):
            findings.append(Finding(tr("Seal {number} of {day} was broken.").format(number=seal.number, day=seal.day)))
        previous = seal.sha256
    return findings


_ROW_WORDS = {
    "changed": mark("{table} {row} was changed after it was sealed (seal {seal})."),
    "missing": mark("{table} {row} is missing; it was sealed (seal {seal})."),
    "unrecorded": mark("{table} {row} is there, and the history knows nothing of it."),
}
_UNSEEN = mark("{table} {row} was changed, and the history knows nothing of it.")


def _row_finding(fault: RowFault) -> Finding:
    words = _UNSEEN if fault.what == "changed" and fault.seal_number is None else _ROW_WORDS[fault.what]
    return Finding(tr(words).format(table=fault.table, row=fault.row_id, seal=fault.seal_number), fault)


def _against_paper(known: list[SealRow], printed: tuple[PrintedSeal, ...]) -> list[Finding]:
    inside = {seal.number: seal.sha256 for seal in known}
    return [
        Finding(tr("Seal {number} is another one than was printed.").format(number=seal.number))
        for seal in printed
        if inside.get(seal.number) != seal.sha256
    ]


def read_printed(text: str) -> PrintedSeal:
    """A seal as it is typed from paper: ``12:`` and the figures of its sum, blanks allowed.

    Raises:
        BadInput: it is no seal.
    """
    number, _, figures = text.partition(":")
    sha256 = "".join(figures.split()).lower()
    if not number.strip().isdecimal() or len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise BadInput(mark("“{text}” is no seal; one reads 12:3f0a… with 64 figures."), text=text)
    return PrintedSeal(int(number), sha256)


def note_outside(path: Path, project: str, seal: SealRow) -> None:
    """Adds a seal to the desk's file, a line each; what stands there is never rewritten.

    Raises:
        Refusal: the file cannot be written.
    """
    line = f"{project}\t{seal.day.isoformat()}\t{seal.number}:{seal.sha256}\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(line)
    except OSError as error:
        raise Refusal(
            mark("The day is closed; its seal could not be written to “{path}”: {reason}. Print the day sheet."),
            path=str(path),
            reason=error.strerror or str(error),
        ) from error


def read_outside(path: Path, project: str) -> tuple[PrintedSeal, ...]:
    """The seals of a project in the desk's file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(read_printed(line.rsplit("\t", 1)[1]) for line in lines if line.startswith(f"{project}\t"))
