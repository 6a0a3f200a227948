"""Making a database, upgrading it, and refusing one that does not fit the program.

Tables come from Alembic's migrations; triggers, functions, grants and policies are generated from data and applied
whole after each upgrade, in the same transaction (batch migrations on SQLite drop triggers silently).
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection

from salesdesk import __version__
from salesdesk.domain.errors import SchemaMismatch
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import MATRIX
from salesdesk.entities import OfficeRolePermission, SchemaInfo
from salesdesk.repository.database import Database
from salesdesk.repository.sqlite.guards import guard_statements as sqlite_guards

SCHEMA_VERSION = 2
LEAST_PROGRAM = "0.1.0"
_MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def migrate(connection: Connection) -> None:
    """Runs Alembic's migrations up to the newest on an open transaction."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def upgrade_sqlite(database: Database, office_id: str = "local") -> None:
    """Brings an office on this PC to this program's schema, or makes it; everything or nothing."""
    with database.writing() as connection:
        names = connection.execute(
            sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'sd_%'")
        )
        for (name,) in names.all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        migrate(connection)
        for statement in sqlite_guards():
            connection.exec_driver_sql(statement)
        seed(connection, office_id)


def seed(connection: Connection, office_id: str) -> None:
    """What every database begins with: its version and the office roles' permissions from the matrix."""
    if connection.execute(sa.select(SchemaInfo.id)).first() is None:
        values = {"version": SCHEMA_VERSION, "least_program": LEAST_PROGRAM, "office_id": office_id}
        connection.execute(sa.insert(SchemaInfo).values(**values))
    else:
        connection.execute(sa.update(SchemaInfo).values(version=SCHEMA_VERSION, least_program=LEAST_PROGRAM))
    if connection.execute(sa.select(OfficeRolePermission.office_role)).first() is None:
        rows = [
            {"office_role": role.value, "permission": permission.value}
            for role, permissions in MATRIX.items()
            for permission in sorted(permissions)
        ]
        connection.execute(sa.insert(OfficeRolePermission), rows)


def check_schema(database: Database) -> None:
    """Stops a program that does not fit the database.

    Raises:
        SchemaMismatch: the schema is newer or older than this program, or this is no office's database.
    """
    with database.reading() as connection:
        if not sa.inspect(connection).has_table("schema_info"):
            raise SchemaMismatch(mark("This database holds no sales office yet; it has to be set up first."))
        row = connection.execute(sa.select(SchemaInfo.version, SchemaInfo.least_program)).one()
    if row.version > SCHEMA_VERSION and _newer(row.least_program, __version__):
        raise SchemaMismatch(
            mark("The database is newer than this program ({program}); it needs {needed}. Nothing was touched."),
            program=__version__,
            needed=row.least_program,
        )
    if row.version < SCHEMA_VERSION:
        raise SchemaMismatch(
            mark("The database is older ({found}) than this program needs ({needed}); it has to be upgraded first."),
            found=row.version,
            needed=SCHEMA_VERSION,
        )


def _newer(needed: str, have: str) -> bool:
    def parts(version: str) -> list[int]:
        return [int(part) for part in version.split(".")]

    return parts(needed) > parts(have)
