"""From a backup to an office that people sign in to: on a server, or as a file."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from salesdesk.repository.database import check_url
from salesdesk.repository.office_status import open_for_setup
from salesdesk.repository.people import People
from salesdesk.repository.postgres.backup import LoginRow, restore_dump, restore_people
from salesdesk.repository.sqlite.backup import restore_file
from salesdesk.services.backup_files import DUMP, FILE, Backup, Opened, check_files, open_backup


@dataclass(frozen=True)
class Restored:
    """What came of a restore. ``first_passwords`` by login, where the backup kept none."""

    backup: Backup
    people: tuple[LoginRow, ...]
    first_passwords: dict[str, str]


def restore(folder: Path, address: str, key: Path | None = None) -> Restored:
    """Restores a backup where nothing is yet.

    Args:
        address: on a server, that of its superuser and of the database to be made; else the path of a file to be made.

    Raises:
        BadInput: the backup is not as it was written, or locked with another key; there is something already.
        Refusal: the server or its programs say no.
    """
    backup = open_backup(folder)
    check_files(backup)
    opened = Opened(backup, key)
    if backup.manifest.kind == "sqlite":
        restore_file(Path(address), opened.content(FILE))
        return Restored(backup, (), {})
    url, realm = check_url(address), backup.manifest.office
    people = opened.people()
    restore_dump(url, realm, opened.content(DUMP))
    restore_people(url, realm, people)
    return Restored(backup, tuple(people), first_passwords(url, realm, people))


def first_passwords(url: str, realm: str, people: list[LoginRow]) -> dict[str, str]:
    """A first password for everybody whose own was not kept: nobody could sign in, the administrator neither."""
    given = dict[str, str]()
    without = [one for one in people if not one.closed and not one.verifier]
    if not without:
        return given
    database = open_for_setup(url)
    try:
        with database.writing() as connection:
            everybody = People(connection, realm)
            ids = {person.login: person.id for person in everybody.all()}
            for one in without:
                given[one.login] = f"{secrets.token_hex(4)}-{secrets.token_hex(2)}"
                everybody.set_password(ids[one.login], one.login, given[one.login], own=False)
    finally:
        database.close()
    return given
