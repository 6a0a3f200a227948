"""Seals outside the database: as they stand on the day sheet, and in the file of the desk that closed the day."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.repository.seal_sums import SealRow
from salesdesk.services.desk_settings import settings_file, state_folder, without_login


@dataclass(frozen=True)
class PrintedSeal:
    """A seal as it stands on paper or in the desk's file."""

    number: int
    sha256: str


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


def seals_file(address: str) -> Path:
    """Where this PC writes the seals of an office that it closes; beside the settings where those are nobody's own."""
    name = hashlib.sha256(without_login(address).encode()).hexdigest()[:8]
    folder = settings_file().parent if os.environ.get("SALESDESK_SETTINGS") else state_folder()
    return folder / f"seals-{name}.txt"


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
    """The seals of a project in the desk's file.

    Raises:
        Refusal: the file cannot be read, or a line of it is no seal.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Refusal(mark("The seals in “{path}” cannot be read: {why}."), path=str(path), why=why) from error
    return tuple(read_printed(line.rpartition("\t")[2]) for line in lines if line.startswith(f"{project}\t"))
