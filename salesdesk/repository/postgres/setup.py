"""From an empty PostgreSQL to an office's database: roles, owners, tables, guards, grants; and the same again after an
upgrade, whole, in one transaction.

Done by somebody with superuser rights on the server (``salesdesk db init``, ``db upgrade``); desks never need them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, make_url

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.repository.database import in_words
from salesdesk.repository.office_status import PATIENT
from salesdesk.repository.postgres.access import (
    access_statements,
    backup_role,
    backup_statements,
    create_role,
    owner_role,
    people_role,
    quoted,
    role_statements,
    staff_role,
)
from salesdesk.repository.postgres.guards import guard_statements
from salesdesk.repository.postgres.inference import TRUST, no_estimates
from salesdesk.repository.postgres.people import callable_functions, owner_functions, people_access, people_functions
from salesdesk.repository.postgres.roles import follow_roles
from salesdesk.repository.schema import check_not_newer, is_office, migrate, office_info, seed

TIMEOUTS = {
    "idle_in_transaction_session_timeout": "5s",
    "lock_timeout": "3s",
    "statement_timeout": "30s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "20s",
    "jit": "off",
}
"""A desk that loses its network in mid-transaction would else hold the receipt counter for two hours. Compiling a
question takes longer (a second, for a search) than answering any that a desk asks."""


def init_server(superuser_url: str, realm: str = "") -> str:
    """Makes the database that ``superuser_url`` names where there is none, with everything in it; returns the realm.

    Raises:
        BadInput: the name of the database or the realm cannot be used.
        Refusal: the server says no.
    """
    url = make_url(superuser_url).set(drivername="postgresql+psycopg")
    realm = realm or str(url.database or "")
    if not realm.replace("_", "").isalnum() or not 1 <= len(realm) <= 20:
        raise BadInput(mark("The name of the database may hold up to 20 letters and digits: “{name}”."), name=realm)
    with in_words():
        create_database(url, str(url.database))
        with as_superuser(url) as connection, connection.begin():
            _set_up(connection, realm, str(url.database))
    return realm


def upgrade_server(superuser_url: str) -> tuple[str, int]:
    """Brings an office's database to this program's schema; its realm, and the version that it had.

    What the migrations leave is followed by every trigger, function, grant and policy anew; all of it or nothing.

    Raises:
        SchemaMismatch: the database is newer than this program, or holds no office.
        Refusal: the server says no.
    """
    url = make_url(superuser_url).set(drivername="postgresql+psycopg")
    with in_words(), as_superuser(url) as connection, connection.begin():
        realm, version = office_info(connection)
        check_not_newer(version)
        _set_up(connection, realm, str(url.database))
        return realm, version


@contextmanager
def as_superuser(url: URL, *, autocommit: bool = False) -> Iterator[Connection]:
    """One connection of whoever the address names, gone when the block ends."""
    level = "AUTOCOMMIT" if autocommit else "READ COMMITTED"
    plain = url.set(drivername="postgresql+psycopg").difference_update_query(["realm"])
    arguments = {"connect_timeout": 5, "options": PATIENT}
    engine = sa.create_engine(plain, isolation_level=level, poolclass=sa.pool.NullPool, connect_args=arguments)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def holds_office(superuser_url: str) -> bool:
    """Whether there is a database of this name with an office in it."""
    url = make_url(superuser_url)
    with in_words(), as_superuser(url.set(database="postgres")) as connection:
        known = sa.text("SELECT 1 FROM pg_database WHERE datname = :name")
        if connection.execute(known, {"name": url.database}).first() is None:
            return False
    with in_words(), as_superuser(url) as connection:
        return is_office(connection)


def create_database(url: URL, name: str) -> None:
    """Makes an empty database where there is none of this name."""
    with as_superuser(url.set(database="postgres"), autocommit=True) as connection:
        known = connection.execute(sa.text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}).first()
        if known is None:
            connection.exec_driver_sql(f"CREATE DATABASE {quoted(name)} ENCODING 'UTF8' TEMPLATE template0")


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement.replace("%", "%%"))


def _set_up(connection: Connection, realm: str, database: str) -> None:
    make_roles(connection, realm)
    _run(connection, database_statements(database, realm))
    build(connection, realm)
    _run(connection, follow_roles(realm))


def make_roles(connection: Connection, realm: str) -> None:
    """Every role that an office has besides its people's logins; those that are there already are left."""
    people = quoted(people_role(realm))
    _run(
        connection,
        [
            create_role(owner_role(realm), "NOLOGIN"),
            create_role(people_role(realm), "NOLOGIN CREATEROLE"),
            create_role(backup_role(realm), "LOGIN BYPASSRLS"),
            f"GRANT pg_signal_backend, pg_read_all_stats TO {people}",
            f"SET LOCAL ROLE {people}",
            *role_statements(realm),
            "RESET ROLE",
        ],
    )


def build(connection: Connection, realm: str) -> None:
    """Tables, guards, grants and policies in the database of ``connection``; its roles are there already.

    Whatever was generated before is dropped first, so that nothing of an earlier version stays."""
    owner, people = quoted(owner_role(realm)), quoted(people_role(realm))
    _run(connection, [*_closed_to_public(), f"GRANT CREATE, USAGE ON SCHEMA public TO {owner}, {people}"])
    _run(connection, _drop_generated(connection, realm))
    _run(connection, [f"SET LOCAL ROLE {owner}"])
    migrate(connection)
    _run(connection, [*guard_statements(), *owner_functions(), *no_estimates()])
    seed(connection, realm)
    _run(connection, [*access_statements(realm), *people_access(realm), *backup_statements(realm)])
    _run(connection, [f"SET LOCAL ROLE {people}", *people_functions(realm)])
    _run(connection, ["RESET ROLE", f"REVOKE CREATE ON SCHEMA public FROM {owner}, {people}"])
    _run(connection, _callable(realm))


def database_statements(database: str, realm: str) -> list[str]:
    """What belongs to the database as a whole. A dump and a copy leave these behind: said again, they hold there too."""
    name = quoted(database)
    return [
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name} TO {quoted(people_role(realm))} WITH GRANT OPTION",
        f"GRANT CONNECT ON DATABASE {name} TO {quoted(backup_role(realm))}",
        *(f"ALTER DATABASE {name} SET {setting} = '{value}'" for setting, value in TIMEOUTS.items()),
    ]


def _closed_to_public() -> list[str]:
    statements = ["REVOKE ALL ON SCHEMA public FROM PUBLIC", *TRUST]
    closed = "proname LIKE 'lo\\_%' OR proname IN ('loread', 'lowrite') OR proname LIKE 'pg\\_%advisory%'"
    statements.append(
        "DO $sd$ DECLARE f regprocedure; BEGIN FOR f IN SELECT oid::regprocedure FROM pg_proc "
        f"WHERE pronamespace = 'pg_catalog'::regnamespace AND ({closed}) LOOP "
        "EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f); END LOOP; END $sd$"
    )
    return statements


def _drop_generated(connection: Connection, realm: str) -> list[str]:
    """Triggers first, then policies, then the functions that both call."""
    triggers: Any = connection.exec_driver_sql(
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'sd\\_%%'"
    )
    policies: Any = connection.exec_driver_sql(
        "SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public'"
    )
    functions: Any = connection.execute(
        sa.text(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
            "AND pg_get_userbyid(proowner) IN (:owner, :people)"
        ),
        {"owner": owner_role(realm), "people": people_role(realm)},
    )
    return [
        *(f"DROP TRIGGER {quoted(name)} ON {table}" for name, table in triggers.all()),
        *(f"DROP POLICY {quoted(name)} ON {quoted(table)}" for name, table in policies.all()),
        *(f"DROP FUNCTION {name}" for (name,) in functions.all()),
    ]


def _callable(realm: str) -> list[str]:
    staff = quoted(staff_role(realm))
    of_people, of_owner = callable_functions()
    statements = [f"SET LOCAL ROLE {quoted(people_role(realm))}"]
    for function in of_people:
        statements.append(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")
        statements.append(f"GRANT EXECUTE ON FUNCTION {function} TO {staff}")
    statements.append(f"SET LOCAL ROLE {quoted(owner_role(realm))}")
    for function in of_owner:
        statements.append(f"GRANT EXECUTE ON FUNCTION {function} TO {staff}")
    return [*statements, "RESET ROLE", f"GRANT USAGE ON SCHEMA public TO {staff}, {quoted(backup_role(realm))}"]
