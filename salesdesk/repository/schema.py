"""Making a database, upgrading it, and refusing one that does not fit the program.

Tables come from Alembic's migrations; triggers, functions, grants and policies are generated from data and applied
whole after each upgrade, in the same transaction (batch migrations on SQLite drop triggers silently).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection

from salesdesk import __version__
from salesdesk.domain.errors import SchemaMismatch
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import MATRIX, Permission
from salesdesk.entities import Audit, OfficeRolePermission, SchemaInfo
from salesdesk.repository.database import Database
from salesdesk.repository.sqlite.guards import guard_statements as sqlite_guards

SCHEMA_VERSION = 5
LEAST_PROGRAM = "0.1.0"
_MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def migrate(connection: Connection) -> None:
    """Runs Alembic's migrations up to the newest on an open transaction."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def is_office(connection: Connection) -> bool:
    """Whether the database holds an office at all."""
    return sa.inspect(connection).has_table("schema_info")


def check_not_newer(found: int) -> None:
    """Stops an upgrade to what is older.

    Raises:
        SchemaMismatch: the database is of a later program.
    """
    if found > SCHEMA_VERSION:
        raise SchemaMismatch(
            mark("The database ({found}) is newer than this program ({program}). Nothing was touched."),
            found=found,
            program=SCHEMA_VERSION,
        )


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


def upgrade_file(database: Database) -> tuple[str, int]:
    """Brings the file of an office to this program's schema; its office, and the version that it had.

    Raises:
        SchemaMismatch: the file is newer than this program, or holds no office.
    """
    with database.reading() as connection:
        office_id, version = office_info(connection)
    check_not_newer(version)
    upgrade_sqlite(database, office_id)
    return office_id, version


def office_info(connection: Connection) -> tuple[str, int]:
    """Which office this is, and the version of its schema.

    Raises:
        SchemaMismatch: it is none.
    """
    if not is_office(connection):
        raise SchemaMismatch(mark("This database holds no sales office yet; it has to be set up first."))
    row = connection.execute(sa.select(SchemaInfo.office_id, SchemaInfo.version)).one()
    return str(row.office_id), int(row.version)


def seed(connection: Connection, office_id: str) -> None:
    """What every database holds: its version, and what office roles may, begun from the matrix."""
    if connection.execute(sa.select(SchemaInfo.id)).first() is None:
        values = {"version": SCHEMA_VERSION, "least_program": LEAST_PROGRAM, "office_id": office_id}
        connection.execute(sa.insert(SchemaInfo).values(**values))
    else:
        connection.execute(sa.update(SchemaInfo).values(version=SCHEMA_VERSION, least_program=LEAST_PROGRAM))
    _seed_roles(connection)


def _seed_roles(connection: Connection) -> None:
    """Adds what the office has never heard of: a new permission, or a new role, as the matrix gives it. What the office
    has edited stays; what no program knows any more goes."""
    table = OfficeRolePermission
    held: Any = connection.execute(sa.select(table.office_role, table.permission))
    there = {(row.office_role, row.permission) for row in held}
    told = there | _once_held(connection)
    roles, permissions = {role for role, _ in told}, {permission for _, permission in told}
    for role, permission in sorted(there):
        if permission not in set(Permission):
            connection.execute(sa.delete(table).where(table.office_role == role, table.permission == permission))
    rows = [
        {"office_role": role.value, "permission": permission.value}
        for role in MATRIX
        for permission in sorted(MATRIX[role])
        if role not in roles or permission not in permissions
    ]
    if rows:
        connection.execute(sa.insert(table), rows)


def _once_held(connection: Connection) -> set[tuple[str, str]]:
    """What any role was ever given, by the history."""
    given = Audit.table_name == OfficeRolePermission.__tablename__, Audit.action == "insert"
    rows = [json.loads(str(after)) for after in connection.execute(sa.select(Audit.after).where(*given)).scalars()]
    return {(row["office_role"], row["permission"]) for row in rows}


def check_schema(database: Database) -> None:
    """Stops a program that does not fit the database.

    Raises:
        SchemaMismatch: the schema is newer or older than this program, or this is no office's database.
    """
    with database.reading() as connection:
        if not is_office(connection):
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
