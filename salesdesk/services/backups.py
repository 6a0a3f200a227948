"""A backup: a folder with the database, its people, what it comes to, and a manifest of what belongs in it.

It is made on the server (or on the PC of a single desk), never from a desk of many. The folder gets its name when it is
complete: whatever stops in between leaves nothing that looks like a backup.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesdesk import __version__
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.entities.base import canonical_json
from salesdesk.repository.database import check_url, open_sqlite
from salesdesk.repository.postgres.backup import moment, open_for_backup
from salesdesk.repository.schema import check_schema, office_info
from salesdesk.repository.sqlite import office_file
from salesdesk.repository.sqlite.backup import copy_file, pieces
from salesdesk.repository.totals import read_totals
from salesdesk.services.backup_files import (
    DUMP,
    FILE,
    FORMAT,
    MANIFEST,
    MOMENT,
    PEOPLE,
    TOTALS,
    Backup,
    Kept,
    Manifest,
)
from salesdesk.services.locked_files import fingerprint, public_key, writing
from salesdesk.services.sign_in import is_server

if TYPE_CHECKING:
    from salesdesk.services.locked_files import Key

_UNFINISHED = ".part"


def make_backup(address: str, to: Path, key: Path | None = None, password: str = "") -> Backup:
    """Makes a backup in a folder of its own within ``to``.

    Without a key the files lie there for whoever finds them; what a server keeps instead of passwords is then left out.

    Raises:
        BadInput: there is no office, no key, or no place to write.
        Refusal: the programs of the server are missing, or did not go.
    """
    locked = public_key(key) if key else None
    taken_at = datetime.now(UTC).replace(microsecond=0)
    with _unfinished(to, taken_at) as folder:
        parts = _Parts(folder, locked)
        if is_server(address):
            facts = _back_up_server(check_url(address), password, parts)
        else:
            facts = _back_up_file(Path(address), parts)
        manifest = Manifest(
            FORMAT, __version__, taken_at=taken_at.isoformat(), key=fingerprint(locked) if locked else "",
            files=parts.kept, **facts,
        )  # fmt: skip
        (folder / MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), "utf-8")
        final = to / f"{manifest.office}-{taken_at.strftime(MOMENT)}"
        try:
            folder.rename(final)
        except OSError as error:
            raise _not_written(final, error) from error
    return Backup(final, manifest)


@contextmanager
def _unfinished(to: Path, taken_at: datetime) -> Iterator[Path]:
    folder = to / f"{taken_at.strftime(MOMENT)}{_UNFINISHED}"
    try:
        folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise _not_written(folder, error) from error
    try:
        yield folder
    except OSError as error:
        raise _not_written(folder, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _not_written(path: Path, error: OSError) -> BadInput:
    return BadInput(mark("“{path}” cannot be written: {why}."), path=path, why=error.strerror or error)


class _Parts:
    """The files of a backup as they are written."""

    def __init__(self, folder: Path, key: Key | None) -> None:
        self.folder = folder
        self.locked = key is not None
        self.kept: dict[str, Kept] = {}
        self._key = key

    def add(self, name: str, content: Iterable[bytes]) -> None:
        with writing(self.folder / name, self._key) as out:
            for data in content:
                out.write(data)
        self.kept[name] = Kept(out.bytes, out.sha256)

    def add_json(self, name: str, content: Any) -> None:
        self.add(name, [canonical_json(content).encode()])


def _back_up_server(url: str, password: str, parts: _Parts) -> dict[str, Any]:
    database = open_for_backup(url, password)
    try:
        check_schema(database)
        with moment(database) as now:
            parts.add_json(TOTALS, read_totals(now.connection))
            parts.add_json(PEOPLE, [asdict(one) for one in now.people(passwords=parts.locked)])
            parts.add(DUMP, now.dump(passwords=parts.locked))
            return {"kind": "postgresql", "server": now.server, "office": now.office_id, "schema": now.schema}
    finally:
        database.close()


def _back_up_file(path: Path, parts: _Parts) -> dict[str, Any]:
    office_file.check_there(path)
    plain = parts.folder / f"{FILE}{_UNFINISHED}"
    copy_file(path, plain)
    database = open_sqlite(plain)
    try:
        check_schema(database)
        with database.reading() as connection:
            parts.add_json(TOTALS, read_totals(connection))
            _, schema = office_info(connection)
            version = ".".join(str(part) for part in connection.dialect.server_version_info or ())
    finally:
        database.close()
    parts.add(FILE, pieces(plain))
    office_file.remove(plain)
    return {"kind": "sqlite", "server": f"SQLite {version}", "office": path.stem, "schema": schema}
