"""What an office's database is: which schema, which server, how many people and projects. For whoever sets it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, make_url

from salesdesk.entities import Person, Project, SchemaInfo
from salesdesk.repository.backup_proofs import BackupProofs, Proof
from salesdesk.repository.database import Database, in_words


@dataclass(frozen=True)
class OfficeStatus:
    """``server`` is the database's own name and version; ``tls`` whether this very connection is protected, None for
    a file. ``proved`` is the newest backup that was restored and compared."""

    server: str
    office_id: str
    schema: int
    least_program: str
    people: int
    projects: int
    tls: bool | None = None
    proved: Proof | None = None


PATIENT = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0"
"""What looks after a whole office takes longer than a desk may; it still waits for locks no longer than a desk does."""


def open_for_setup(url: str) -> Database:
    """A server as the address itself names the login: for setting up and looking after, never for a desk.

    Raises:
        BadInput: the login or its password is wrong.
        DatabaseLost: the server does not answer.
    """
    plain = make_url(url).set(drivername="postgresql+psycopg").difference_update_query(["realm"])
    arguments = {"connect_timeout": 5, "options": PATIENT}
    database = Database(sa.create_engine(plain, poolclass=sa.pool.NullPool, connect_args=arguments))
    with in_words(), database.engine.connect():
        pass
    return database


def office_status(database: Database) -> OfficeStatus:
    """Read as the owner: policies would hide people and projects from anybody else."""
    with database.reading() as connection:
        info: Any = connection.execute(
            sa.select(SchemaInfo.office_id, SchemaInfo.version, SchemaInfo.least_program)
        ).one()
        people = sa.select(sa.func.count()).select_from(Person).where(Person.closed_at.is_(None))
        projects = sa.select(sa.func.count()).select_from(Project)
        version = ".".join(str(part) for part in connection.dialect.server_version_info or ())
        name = "PostgreSQL" if database.kind == "postgresql" else "SQLite"
        return OfficeStatus(
            f"{name} {version}".strip(),
            info.office_id,
            info.version,
            info.least_program,
            int(connection.execute(people).scalar_one()),
            int(connection.execute(projects).scalar_one()),
            _tls(connection),
            BackupProofs(connection).last(passed=True),
        )


def _tls(connection: Connection) -> bool | None:
    if connection.dialect.name != "postgresql":
        return None
    return bool(connection.exec_driver_sql("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").scalar_one())
