"""The scans of signed price lists: read from a file, kept with the version, given out again as they came.

A price list, and each change of one, is signed on paper by named people; the scan of the sheet is attached
(DOMAIN.md, "The day of a sales office", 1).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.repository.attachments import AttachmentRow
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.typed import checked_text

SUBJECT = "price_list"
MEGABYTE = 1 << 20
MOST_MEGABYTES = 20
LONGEST_NAME = 200
SUFFIXES = ("pdf", "jpg", "jpeg", "png", "tif", "tiff")
_BEGINS = (
    (b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\0", "image/tiff"), (b"MM\0*", "image/tiff"),
)  # fmt: skip
"""What each kind of scan begins with: its name may say anything."""
SEEN_BY = frozenset({Permission.PROJECT_WRITE, Permission.ORDER_READ_ALL, Permission.ORDER_WRITE})


@dataclass(frozen=True)
class Scan:
    """A scanned sheet as its file holds it."""

    name: str
    mime: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_scan(path: Path) -> Scan:
    """Reads a scan from a file: no transaction waits for it.

    Raises:
        BadInput: it cannot be read, is larger than is kept, or is neither a PDF nor a picture.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_MEGABYTES * MEGABYTE + 1)
    except OSError as error:
        why = error.strerror or str(error)
        raise BadInput(mark("“{file}” cannot be read: {why}."), file=path.name, why=why) from error
    if len(content) > MOST_MEGABYTES * MEGABYTE:
        raise BadInput(mark("“{file}” is larger than {most} MB; scan it coarser."), file=path.name, most=MOST_MEGABYTES)
    mime = next((mime for begin, mime in _BEGINS if content.startswith(begin)), "")
    if not mime:
        raise BadInput(mark("“{file}” is no scan: a PDF, JPEG, PNG or TIFF is needed."), file=path.name)
    return Scan(path.name, mime, content)


@dataclass(frozen=True, kw_only=True)
class AttachScan(Form):
    """A scan for a version of the price list."""

    price_list_id: int
    scan: Scan

    def fingerprint(self) -> str:
        asked = f"{self.price_list_id} {self.scan.name} {self.scan.sha256}"
        return hashlib.sha256(asked.encode()).hexdigest()


def attach_scan(work: Work, form: AttachScan) -> int:
    """Keeps a scan with its price list, for ever; its id."""
    work.require(Permission.PRICE_WRITE)
    if form.price_list_id not in {row.id for row in work.prices.all()}:
        raise BadInput(mark("This price list does not exist in this project."))
    scan, digest = form.scan, form.scan.sha256
    known = next((row for row in work.attachments.of(SUBJECT, form.price_list_id) if row.sha256 == digest), None)
    if known is not None:
        raise BadInput(mark("This scan is attached already, as “{name}”."), name=known.name)
    name = checked_text(scan.name, LONGEST_NAME, "scan")
    return work.attachments.add(SUBJECT, form.price_list_id, name, scan.mime, digest, scan.content)


def scans_of(work: Work, price_list_id: int) -> tuple[AttachmentRow, ...]:
    """The scans of a version, oldest first; none for who may not see them."""
    if work.actor.permissions.isdisjoint(SEEN_BY):
        return ()
    return tuple(work.attachments.of(SUBJECT, price_list_id))


def scan_content(work: Work, scan_id: int) -> bytes:
    """A scan as it was attached."""
    work.require_any(sorted(SEEN_BY))
    found = work.attachments.content(SUBJECT, scan_id)
    if found is None:
        raise BadInput(mark("This scan does not exist in this project."))
    return found[1]
