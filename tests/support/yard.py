"""A yard for attacks: one office on a real server, and everybody's own way in, with their own password.

Two projects stand in it. In the first an office is in the middle of its day; the second is open, with people who are
nothing in the first. Attacks go over plain connections of psycopg, signed in like a desk or psql would be, and are
undone; a control takes the guard away as superuser, in a transaction that is undone too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
import sqlalchemy as sa

from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.database import Database, person_role
from salesdesk.repository.people import People
from salesdesk.repository.postgres.setup import init_server
from salesdesk.services.projects import NewProject, open_new_project
from tests.support.day import Day, keep_attachment, live_through
from tests.support.office import PASSWORD, House, add_people, furnish
from tests.support.postgres import PostgresServer
from tests.support.raw import _CODE

REALM = "yard"
LOGIN_OF: dict[OfficeRole, str] = {
    OfficeRole.ADMINISTRATOR: "admin",
    OfficeRole.OPERATOR: "operator",
    OfficeRole.CONSULTANT: "consultant",
    OfficeRole.SALES_CONTROL: "control",
    OfficeRole.CASHIER: "cashier",
    OfficeRole.MANAGER: "manager",
    OfficeRole.CUSTOMER_SERVICE: "service",
    OfficeRole.MANAGEMENT: "management",
    OfficeRole.AUDITOR: "auditor",
}
"""Who is what in the first project, and nothing else there; the first two are so in the whole house."""


def stranger(role: OfficeRole) -> str:
    """Somebody who is this in the second project and nothing in the first."""
    return f"other.{role.value}"


def guest(role: OfficeRole) -> str:
    """Somebody who is everything in the second project, and only this in the first."""
    return f"guest.{role.value}"


def local(role: OfficeRole) -> str:
    """Somebody who is only this, and only in the first project: the administrator and the operator of one project."""
    return f"local.{role.value}"


@dataclass(frozen=True)
class Outcome:
    """What came of the last of some statements; ``code`` is None where it went, else the guard's or the SQLSTATE."""

    code: str | None
    message: str = ""
    rows: tuple[tuple[Any, ...], ...] = ()
    count: int = -1
    notices: tuple[str, ...] = ()

    @property
    def went(self) -> bool:
        return self.code is None


class Refused(Exception):
    """A statement that should have gone, so that the attack can be tried at all, did not."""


@dataclass(repr=False)
class Yard:
    """See the module. ``day`` is the first project's; ``other`` is the id of the second."""

    server: PostgresServer
    day: Day
    other: int
    ids: dict[str, Any]
    _open: dict[str, psycopg.Connection] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"a yard on PostgreSQL {self.server.version}"

    @property
    def realm(self) -> str:
        return REALM

    def role(self, login: str) -> str:
        """The name of a person's login on the server, for SQL."""
        return f'"{person_role(login, REALM)}"'

    def connect(self, login: str, database: str = REALM, password: str = PASSWORD) -> psycopg.Connection:
        """A fresh connection, signed in with the person's own password."""
        url = self.server.url_as(person_role(login, REALM), password, database)
        return psycopg.connect(url, autocommit=True, cursor_factory=psycopg.ClientCursor, connect_timeout=10)

    def superuser(self, database: str = REALM) -> psycopg.Connection:
        url = self.server.superuser_url(database)
        return psycopg.connect(url, autocommit=True, cursor_factory=psycopg.ClientCursor)

    def session(self, login: str) -> psycopg.Connection:
        """The person's connection, kept for the run; attacks leave nothing behind in it."""
        found = self._open.get(login)
        if found is None or found.closed:
            found = self._open[login] = self.connect(login) if login else self.superuser()
        return found

    def attempt(self, login: str, *statements: str, **values: Any) -> Outcome:
        """The statements one after another in one transaction that is undone; what came of the last one.

        Raises:
            Refused: one before the last did not go.
        """
        with _undone(self.session(login)) as connection:
            return self._run(connection, statements, values)

    def without(self, guards: str | Sequence[str], login: str, *statements: str, **values: Any) -> Outcome:
        """The same with the guards away: the superuser carries out ``guards`` first, then takes on the person's
        session, all in one transaction that is undone."""
        with _undone(self.session("")) as connection:
            for guard in [guards] if isinstance(guards, str) else guards:
                connection.execute(guard, {**self.ids, **values})
            if login:
                connection.execute(f"SET LOCAL SESSION AUTHORIZATION {self.role(login)}")
            return self._run(connection, statements, values)

    def asked(self, question: str, login: str = "", **values: Any) -> Any:
        """The one value that a query gives; the superuser's answer unless somebody else is named."""
        outcome = self.attempt(login, question, **values)
        assert outcome.went, outcome
        return outcome.rows[0][0] if outcome.rows else None

    def _run(self, connection: psycopg.Connection, statements: Sequence[str], values: dict[str, Any]) -> Outcome:
        *before, last = statements
        for statement in before:
            done = run(connection, statement, {**self.ids, **values})
            if not done.went:
                raise Refused(f"{statement}: {done.message}")
        return run(connection, last, {**self.ids, **values})

    def close(self) -> None:
        for connection in self._open.values():
            connection.close()
        self.day.house.close()


@contextlib.contextmanager
def _undone(connection: psycopg.Connection) -> Iterator[psycopg.Connection]:
    connection.execute("BEGIN")
    try:
        yield connection
    finally:
        connection.rollback()  # settings and roles go back with it


def run(connection: psycopg.Connection, statement: str, values: dict[str, Any] | None = None) -> Outcome:
    """One statement on a connection, and what came of it."""
    notices = list[str]()

    def noted(diagnostic: psycopg.errors.Diagnostic) -> None:
        notices.append(diagnostic.message_primary or "")

    connection.add_notice_handler(noted)
    try:
        cursor = connection.execute(statement, values)
        rows = tuple(cursor.fetchall()) if cursor.description else ()
        return Outcome(None, "", rows, cursor.rowcount, tuple(notices))
    except psycopg.Error as error:
        return Outcome(code_of(error), str(error).splitlines()[0] if str(error) else "", notices=tuple(notices))
    finally:
        connection.remove_notice_handler(noted)


def code_of(error: psycopg.Error) -> str:
    """A guard's own code, else the SQLSTATE."""
    found = _CODE.search(str(error))
    return found.group(1) if found else error.sqlstate or type(error).__name__


_MORE = """
    INSERT INTO project_setting (project_id, name, value) VALUES (:p, 'earnest.fen', '5000000');
    INSERT INTO customer_identity (project_id, customer_id, kind, number) VALUES (:p, :c, 'passport', 'EH1234567');
    INSERT INTO building_gap (project_id, entrance_id, floor, floor_to, position, position_to, label)
        SELECT :p, min(id), 1, 1, 9, 9, '大堂' FROM entrance WHERE project_id = :p;
    INSERT INTO team (project_id, name, agency) VALUES (:p, '一组', '');
    ALTER TABLE seal DISABLE TRIGGER USER;
    INSERT INTO seal (project_id, number, day, rows, previous_sha256, sha256, created_at, created_by)
        VALUES (:p, 1, CURRENT_DATE - 1, 1, '', 'f00', now(), 1);
    ALTER TABLE seal ENABLE TRIGGER USER;
    INSERT INTO sealed_row (table_name, row_id, project_id, seal_number, sha256) VALUES ('receipt', 1, :p, 1, 'f00')
"""
"""What a day leaves empty, so that there is a row of everything to attack. Whoever adds a table adds a row here."""


def build_yard(server: PostgresServer) -> Yard:
    """Makes the office on this server; takes some seconds."""
    url = server.superuser_url(REALM)
    init_server(url)
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1), poolclass=sa.pool.NullPool)
    add_people(Database(engine), REALM)
    house = House("postgresql", f"postgresql://{server.host}:{server.port}/{REALM}", REALM, url)
    furnish(house)
    day = live_through(house)
    keep_attachment(day)
    form = NewProject(company="栖霞地产", region="江宁公司", name="云栖里", city="南京")
    other = house.desk("operator").perform(open_new_project, form)
    with Database(engine).writing() as connection:
        _add_others(People(connection, REALM), house.project_id, other)
        for statement in _MORE.split(";"):
            connection.execute(sa.text(statement), {"p": house.project_id, "c": day.customer})
    engine.dispose()
    ids = {name: value for name, value in vars(day).items() if isinstance(value, int)}
    people = {f"person_{login}": person for login, person in day.people.items()}
    return Yard(server, day, other, {**ids, **people, "other_project": other})


def _add_others(people: People, first: int, second: int) -> None:
    for role in OfficeRole:
        people.give_role(people.add(stranger(role), "外人", PASSWORD), second, role)
        visitor = people.add(guest(role), "客人", PASSWORD)
        people.give_role(visitor, first, role)
        for every in OfficeRole:
            people.give_role(visitor, second, every)
    for role in (OfficeRole.ADMINISTRATOR, OfficeRole.OPERATOR):
        people.give_role(people.add(local(role), "本项目", PASSWORD), first, role)
    people.give_role(people.add("new.consultant", "新人", PASSWORD), first, OfficeRole.CONSULTANT)
