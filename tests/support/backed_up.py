"""Backups for tests: an office after a day's work, saved; and ways to do a backup harm."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from salesdesk.repository.postgres.backup import set_backup_password
from salesdesk.services.backup_files import MANIFEST, Backup, open_backup
from salesdesk.services.backups import make_backup
from salesdesk.services.locked_files import make_key
from tests.support.office import House
from tests.support.postgres import find_programs

BACKUP_PASSWORD = "Night-owl-42"


def office_of(house: House) -> str:
    """The office's address as backups take it."""
    return f"{house.address}?realm={house.realm}" if house.kind == "postgresql" else house.address


def backed_up(house: House, to: Path, key: Path | None = None) -> Backup:
    """A backup of this house; on a server by the login that is there for it."""
    if house.kind == "postgresql":
        set_backup_password(house.superuser_url, BACKUP_PASSWORD)
    return make_backup(office_of(house), to, key, BACKUP_PASSWORD)


def new_key(folder: Path) -> Path:
    key = folder / "office.key"
    make_key(key)
    return key


@contextmanager
def server_programs() -> Iterator[None]:
    """The programs that the server of the run came from, also where the machine has others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SALESDESK_PG_BIN", str(find_programs()))
        yield


def copy_of(backup: Backup, to: Path) -> Backup:
    """The same backup elsewhere, to be harmed."""
    return open_backup(Path(shutil.copytree(backup.folder, to / backup.name)))


def rehashed(backup: Backup) -> Backup:
    """With a manifest that fits the files as they now are: whoever harms a backup may do that too."""
    path = backup.folder / MANIFEST
    manifest = json.loads(path.read_text("utf-8"))
    for name in manifest["files"]:
        content = (backup.folder / name).read_bytes()
        manifest["files"][name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    path.write_text(json.dumps(manifest), "utf-8")
    return open_backup(backup.folder)
