"""A copy of an office's file while desks go on working, and the way back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.repository.database import BUSY_MS

CHUNK = 1 << 20
_PAGES = 1000


def copy_file(path: Path, copy: Path) -> None:
    """SQLite's own online copy: what desks write meanwhile is in it whole, or not at all. One plain file comes out."""
    with closing(sqlite3.connect(path, timeout=BUSY_MS / 1000)) as office, closing(sqlite3.connect(copy)) as into:
        office.backup(into, pages=_PAGES)
        into.execute("PRAGMA journal_mode = DELETE")


def pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            yield data


def restore_file(path: Path, content: Iterable[bytes]) -> None:
    """Writes an office's file where there is none.

    Raises:
        BadInput: there is one already; a restore writes over none.
    """
    part = path.with_name(f"{path.name}.part")
    if path.exists():
        raise BadInput(mark("There is a file “{path}” already; a restore writes over none."), path=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with part.open("wb") as file:
            for data in content:
                file.write(data)
        shutil.move(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
