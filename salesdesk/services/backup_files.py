"""A backup on the disk: what belongs in its folder, whether all is there as it was written, and which ones to keep."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.labels import local_day
from salesdesk.repository.postgres.backup import LoginRow
from salesdesk.repository.totals import Totals
from salesdesk.services.locked_files import private_key, reading

FORMAT = 1
MANIFEST, DUMP, FILE, PEOPLE, TOTALS = "manifest.json", "office.dump", "office.db", "people.json", "totals.json"
_NAME = re.compile(r"(?P<office>.+)-(?P<at>\d{8}T\d{6}Z)")
MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Kept:
    """One file of a backup as it was written."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup is, and what belongs in it. ``key`` is the fingerprint of the key that reads it, or empty."""

    format: int
    program: str
    kind: str
    server: str
    office: str
    schema: int
    taken_at: str
    key: str
    files: dict[str, Kept]

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.taken_at)


@dataclass(frozen=True)
class Backup:
    """A backup on the disk."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        return self.folder.name


def open_backup(folder: Path) -> Backup:
    """A backup as its manifest tells it; its files are not looked at yet.

    Raises:
        BadInput: there is none, or its manifest cannot be read.
    """
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
        files = {name: Kept(**kept) for name, kept in found.pop("files").items()}
        manifest = Manifest(files=files, **found)
        if manifest.moment.tzinfo is None:
            raise ValueError("a moment needs its zone")
    except FileNotFoundError:
        raise BadInput(mark("There is no backup in “{path}”."), path=folder) from None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadInput(mark("The manifest of the backup in “{path}” was changed or cut off."), path=folder) from error
    if manifest.format > FORMAT:
        raise BadInput(mark("The backup was made by a newer SalesDesk ({program})."), program=manifest.program)
    return Backup(folder, manifest)


def check_files(backup: Backup) -> None:
    """Compares every file with what the manifest says of it.

    Raises:
        BadInput: one is missing, cut off, or was changed; and which.
    """
    import hashlib

    for name, kept in backup.manifest.files.items():
        path = backup.folder / name
        if not path.is_file():
            raise BadInput(mark("“{file}” of the backup is missing."), file=name)
        if (size := path.stat().st_size) != kept.bytes:
            raise BadInput(mark("“{file}” of the backup was changed or cut off: it has {found} bytes of {wanted}."),
                           file=name, found=size, wanted=kept.bytes)  # fmt: skip
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != kept.sha256:
                raise BadInput(mark("“{file}” of the backup was changed: its sum is another one."), file=name)


class Opened:
    """A backup with the key that reads it."""

    def __init__(self, backup: Backup, key: Path | None) -> None:
        self._folder = backup.folder
        self._key = private_key(key) if key and backup.manifest.key else None

    def content(self, name: str) -> Iterator[bytes]:
        return reading(self._folder / name, self._key)

    def totals(self) -> Totals:
        found: Totals = self._json(TOTALS)
        return found

    def people(self) -> list[LoginRow]:
        """The list of people.

        Raises:
            BadInput: it holds what no such list holds.
        """
        people = [
            LoginRow(**{**one, "roles": tuple(tuple(role) for role in one["roles"])}) for one in self._json(PEOPLE)
        ]
        if not all(one.plausible for one in people):
            raise BadInput(mark("“{file}” of the backup was changed or cut off."), file=PEOPLE)
        return people

    def _json(self, name: str) -> Any:
        return json.loads(b"".join(self.content(name)))


# --- keeping some, letting go of others -------------------------------------------------------------------------------


def let_go(to: Path, office: str, daily: int, weekly: int) -> list[str]:
    """Removes backups of an office that nobody needs any more; their names.

    Kept are the newest of each of the last ``daily`` days and of the last ``weekly`` weeks that have one, and always
    the newest of all.
    """
    found = sorted(_backups(to, office), key=lambda one: one.manifest.moment, reverse=True)
    days = _newest_of_each(found, local_day, daily)
    weeks = _newest_of_each(found, lambda moment: local_day(moment).isocalendar()[:2], weekly)
    kept = {one.name for one in (*found[:1], *days, *weeks)}
    gone = [one for one in found if one.name not in kept]
    for one in gone:
        shutil.rmtree(one.folder)
    return [one.name for one in gone]


def _newest_of_each(found: list[Backup], part: Callable[[datetime], Any], count: int) -> list[Backup]:
    newest = dict[Any, Backup]()
    for one in found:
        newest.setdefault(part(one.manifest.moment), one)
    return list(newest.values())[:count]


def _backups(to: Path, office: str) -> Iterator[Backup]:
    for folder in to.iterdir():
        named = _NAME.fullmatch(folder.name)
        if named and named["office"] == office and (folder / MANIFEST).is_file():
            backup = open_backup(folder)
            if backup.manifest.office == office:
                yield backup
