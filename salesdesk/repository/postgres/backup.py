"""A dump of a server's database, with the people that no dump holds, both of one moment; and the way back."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, make_url

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import OfficeRole
from salesdesk.entities import Membership, Person, PersonPassword, Project
from salesdesk.repository.database import Database, in_words, person_role
from salesdesk.repository.office_status import PATIENT
from salesdesk.repository.postgres.access import backup_role, office_role, people_role, quoted, staff_role
from salesdesk.repository.postgres.inference import TRUST
from salesdesk.repository.postgres.programs import command, find_programs, program_failed
from salesdesk.repository.postgres.roles import follow_roles
from salesdesk.repository.postgres.setup import as_superuser, create_database, database_statements, make_roles
from salesdesk.repository.schema import office_info

CHUNK = 1 << 20
_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,39}")
_VERIFIER = re.compile(r"SCRAM-SHA-256\$\d+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+")
DUMPED_PASSWORDS = "person_password"


@dataclass(frozen=True)
class LoginRow:
    """A person as a login of the server. ``verifier`` is empty where passwords are not kept."""

    login: str
    name: str
    closed: bool
    verifier: str
    roles: tuple[tuple[str | None, str, str | None, str | None], ...]
    """Project (None for the whole house), office role, first and last day."""

    @property
    def plausible(self) -> bool:
        """Whether this can be a person of ours: names and verifiers become statements on a server."""
        known = all(role in list(OfficeRole) for _, role, _, _ in self.roles)
        return bool(
            known and _LOGIN.fullmatch(self.login) and (not self.verifier or _VERIFIER.fullmatch(self.verifier))
        )


class Moment:
    """One moment of a database that more than one connection can see."""

    def __init__(self, connection: Connection, url: URL, office_id: str, schema: int, snapshot: str) -> None:
        self.connection = connection
        self.office_id = office_id
        self.schema = schema
        self.server = "PostgreSQL " + ".".join(map(str, connection.dialect.server_version_info or ()))
        self._url = url
        self._snapshot = snapshot

    def dump(self, *, passwords: bool) -> Iterator[bytes]:
        """The whole database as ``pg_dump`` writes it, piece by piece.

        Raises:
            Refusal: the program is not there, or did not go.
        """
        arguments = [
            "--format=custom",
            "--no-password",
            f"--snapshot={self._snapshot}",
            f"--dbname={_named(self._url)}",
        ]
        if not passwords:
            arguments.append(f"--exclude-table-data={DUMPED_PASSWORDS}")
        words = command(find_programs("pg_dump"), "pg_dump", arguments)
        with tempfile.TemporaryFile() as said:
            with subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, env=_secretly(self._url)
            ) as program:
                assert program.stdout is not None
                while data := program.stdout.read(CHUNK):
                    yield data
            if program.returncode:
                raise program_failed("pg_dump", _said(said))

    def people(self, *, passwords: bool) -> list[LoginRow]:
        """Everybody who ever had a login, with what they are now."""
        rows: Any = self.connection.execute(
            sa.select(Person.id, Person.login, Person.name, Person.closed_at).order_by(Person.id)
        )
        held = self._roles()
        verifiers = self._verifiers() if passwords else {}
        return [
            LoginRow(
                row.login, row.name, row.closed_at is not None, verifiers.get(row.id, ""), tuple(held.get(row.id, ()))
            )
            for row in rows
        ]

    def _roles(self) -> dict[int, list[tuple[str | None, str, str | None, str | None]]]:
        rows: Any = self.connection.execute(
            sa.select(
                Membership.person_id, Project.name, Membership.office_role, Membership.valid_from, Membership.valid_to
            )
            .outerjoin(Project, Project.id == Membership.project_id)
            .order_by(Membership.id)
        )
        found = dict[int, list[tuple[str | None, str, str | None, str | None]]]()
        for person_id, project, role, first, last in rows:
            found.setdefault(person_id, []).append((project, role, _day(first), _day(last)))
        return found

    def _verifiers(self) -> dict[int, str]:
        rows: Any = self.connection.execute(
            sa.select(PersonPassword.person_id, PersonPassword.verifier).order_by(PersonPassword.id)
        )
        return dict((person_id, verifier) for person_id, verifier in rows)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def open_for_backup(address: str, password: str) -> Database:
    """The server as the login that backups are made by.

    Raises:
        BadInput: the password is wrong.
        DatabaseLost: the server does not answer.
    """
    url = _as_backup(make_url(address), password)
    arguments = {"connect_timeout": 5, "options": PATIENT}
    database = Database(sa.create_engine(url, poolclass=sa.pool.NullPool, connect_args=arguments))
    with in_words(), database.engine.connect():
        pass
    return database


def _as_backup(url: URL, password: str) -> URL:
    realm = str(url.query.get("realm") or url.database or "")
    plain = url.set(drivername="postgresql+psycopg", username=backup_role(realm)).difference_update_query(["realm"])
    return plain.set(password=password) if password else plain  # else libpq looks into its own file of passwords


@contextmanager
def moment(database: Database) -> Iterator[Moment]:
    """One moment of the whole database, kept until the block ends."""
    with database.reading() as connection:
        snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        office_id, schema = office_info(connection)
        yield Moment(connection, database.engine.url, office_id, schema, str(snapshot))


def set_backup_password(superuser_url: str, password: str) -> str:
    """Gives the login that backups are made by its password; the name of the login."""
    with in_words(), as_superuser(make_url(superuser_url)) as connection, connection.begin():
        realm, _ = office_info(connection)
        _set_password(connection, backup_role(realm), password)
        return backup_role(realm)


def lend_password(superuser_url: str, realm: str, login: str, password: str) -> None:
    """Gives somebody's login a password on a server that nobody works at."""
    with in_words(), as_superuser(make_url(superuser_url)) as connection, connection.begin():
        _set_password(connection, person_role(login, realm), password)


def kept_passwords(superuser_url: str) -> dict[str, str]:
    """What the server keeps instead of each role's password, by the role's name."""
    with in_words(), as_superuser(make_url(superuser_url)) as connection:
        rows: Any = connection.exec_driver_sql(
            "SELECT rolname, rolpassword FROM pg_authid WHERE rolpassword IS NOT NULL"
        )
        return {name: verifier for name, verifier in rows}


def _set_password(connection: Connection, role: str, password: str) -> None:
    """The verifier is made here, so that no log of the server ever holds the password."""
    raw: Any = connection.connection.driver_connection
    verifier = raw.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    connection.exec_driver_sql(f"ALTER ROLE {quoted(role)} PASSWORD '{verifier}'")


# --- the way back -----------------------------------------------------------------------------------------------------


def restore_dump(superuser_url: str, realm: str, dump: Iterable[bytes]) -> None:
    """Makes the database that the address names from a dump, with the roles that an office has besides its people.

    Raises:
        BadInput: there is a database of this name already.
        Refusal: the program is not there, or did not go; nothing is left of it.
    """
    url = make_url(superuser_url)
    name = str(url.database)
    with in_words():
        with as_superuser(url.set(database="postgres")) as connection:
            known = sa.text("SELECT 1 FROM pg_database WHERE datname = :name")
            if connection.execute(known, {"name": name}).first():
                raise BadInput(mark("There is a database “{name}” already; a restore writes over none."), name=name)
        with as_superuser(url.set(database="postgres")) as connection, connection.begin():
            make_roles(connection, realm)
        create_database(url, name)
    try:
        _load(url, dump)
        with in_words(), as_superuser(url) as connection, connection.begin():
            for statement in (*TRUST, *database_statements(name, realm), *follow_roles(realm)):
                connection.exec_driver_sql(statement.replace("%", "%%"))
    except BaseException:
        with as_superuser(url.set(database="postgres"), autocommit=True) as connection:
            connection.exec_driver_sql(f"DROP DATABASE {quoted(name)} WITH (FORCE)")
        raise


def _load(url: URL, dump: Iterable[bytes]) -> None:
    arguments = ["--exit-on-error", "--single-transaction", "--no-password", f"--dbname={_named(url)}"]
    words = command(find_programs("pg_restore"), "pg_restore", arguments)
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, env=_secretly(url)
        ) as program:
            assert program.stdin is not None
            try:
                _feed(program.stdin, dump)
            except BaseException:
                program.kill()  # before it sees the end of what it reads: half a dump is none
                raise
        if program.returncode:
            raise program_failed("pg_restore", _said(said))


def _feed(into: IO[bytes], dump: Iterable[bytes]) -> None:
    try:
        for data in dump:
            into.write(data)
        into.close()
    except BrokenPipeError:
        pass  # it ended early, and says why itself


def restore_people(superuser_url: str, realm: str, people: Iterable[LoginRow]) -> None:
    """Makes the login of everybody on the list, with the office roles they hold; those that are there are left.

    Done as the owner of people, who has to be able to give and take these roles later on.
    """
    url = make_url(superuser_url)
    with in_words(), as_superuser(url) as connection, connection.begin():
        connection.exec_driver_sql(f"SET LOCAL ROLE {quoted(people_role(realm))}")
        known = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars())
        for one in people:
            for statement in _login_statements(one, realm, str(url.database), known):
                connection.exec_driver_sql(statement)


def _login_statements(one: LoginRow, realm: str, database: str, known: set[str]) -> Iterator[str]:
    name = person_role(one.login, realm)
    if name not in known:
        password = f"PASSWORD '{one.verifier}'" if one.verifier else ""
        yield f"CREATE ROLE {quoted(name)} {'NOLOGIN' if one.closed else 'LOGIN'} {password}"
    if one.closed:
        return
    yield f"GRANT {quoted(staff_role(realm))} TO {quoted(name)}"
    yield f"GRANT CONNECT ON DATABASE {quoted(database)} TO {quoted(name)}"
    for role in sorted({OfficeRole(role) for _, role, _, _ in one.roles}):
        yield f"GRANT {quoted(office_role(role, realm))} TO {quoted(name)}"


def _named(url: URL) -> str:
    """The address for PostgreSQL's own programs, without the password: everybody sees what a program was called with."""
    plain = url.set(drivername="postgresql").difference_update_query(["realm"])
    return plain._replace(password=None).render_as_string()


def _secretly(url: URL) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    return {**kept, "LC_ALL": "C"} | ({"PGPASSWORD": str(url.password)} if url.password else {})


def _said(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
