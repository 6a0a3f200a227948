"""What an office's file is, compared with one made anew: tables, indexes, triggers; and whether SQLite finds it whole."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from salesdesk.domain.findings import Finding, finding
from salesdesk.domain.i18n import mark
from salesdesk.repository.database import Database, open_sqlite
from salesdesk.repository.schema import upgrade_sqlite
from salesdesk.repository.things import Things, compare


def check_file(database: Database) -> list[Finding]:
    """Compares everything but the office's data."""
    with database.reading() as connection:
        return [*_damages(connection), *compare(_read(connection), _yardstick())]


def _damages(connection: Connection) -> list[Finding]:
    said: Any = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
    found = [finding(mark("The file is damaged: {what}."), what=line) for line in said if line != "ok"]
    orphans: Any = connection.exec_driver_sql("PRAGMA foreign_key_check")
    source = mark("Row {row} of “{table}” refers to a row of “{parent}” that is not there.")
    return found + [finding(source, row=row, table=table, parent=parent) for table, row, parent, _ in orphans]


def _yardstick() -> Things:
    with tempfile.TemporaryDirectory(prefix="salesdesk-") as folder:
        database = open_sqlite(Path(folder) / "yardstick.db")
        try:
            upgrade_sqlite(database)
            with database.reading() as connection:
                return _read(connection)
        finally:
            database.close()


def _read(connection: Connection) -> Things:
    rows: Any = connection.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return {(row.type, row.name): row.sql or "" for row in rows}
