"""Making and upgrading a database: the migrations are the entities, twice is as good as once, and what does not fit
is refused before anything is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Connection

from salesdesk import __version__
from salesdesk.domain.errors import SchemaMismatch
from salesdesk.entities import Base
from salesdesk.repository.access import ACCESS
from salesdesk.repository.database import open_sqlite
from salesdesk.repository.guard_rules import APPEND_ONLY, AUDITED, NEVER_DELETED
from salesdesk.repository.postgres.access import access_statements
from salesdesk.repository.postgres.setup import init_server
from salesdesk.repository.schema import SCHEMA_VERSION, check_schema, upgrade_sqlite
from salesdesk.services.sign_in import sign_in
from tests.support.office import PASSWORD, House
from tests.support.raw import raw

ON_POSTGRES = pytest.mark.parametrize("engine_kind", ["postgresql"], indirect=True)
ON_SQLITE = pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)


# --- what does not fit ------------------------------------------------------------------------------------------------


def set_version(house: House, version: int, least_program: str) -> None:
    with house.as_owner.begin() as connection:
        connection.execute(
            sa.text("UPDATE schema_info SET version = :v, least_program = :p"), {"v": version, "p": least_program}
        )


@pytest.mark.parametrize(
    ("version", "least_program", "said"),
    [(SCHEMA_VERSION + 1, "9.0.0", "newer than this program"), (SCHEMA_VERSION - 1, "0.0.1", "older")],
)
def test_a_program_that_does_not_fit_the_schema_says_so_and_stops(
    house: House, version: int, least_program: str, said: str
) -> None:
    desk = house.desk("control")
    set_version(house, version, least_program)
    with pytest.raises(SchemaMismatch, match=said):
        check_schema(desk.database)
    address = f"{house.address}?realm={house.realm}" if house.realm else house.address
    with pytest.raises(SchemaMismatch, match=said):
        sign_in(address, "control", PASSWORD)


def test_a_newer_schema_that_still_suits_this_program_is_worked_on(house: House) -> None:
    set_version(house, SCHEMA_VERSION + 1, __version__)
    check_schema(house.desk("control").database)


def test_a_database_that_holds_no_office_is_said_to_hold_none(tmp_path: Path) -> None:
    database = open_sqlite(tmp_path / "other.db")
    with pytest.raises(SchemaMismatch, match="holds no sales office yet"):
        check_schema(database)
    database.close()


# --- migrations and entities ------------------------------------------------------------------------------------------


def differences(connection: Connection) -> list[str]:
    """What autogenerate would still migrate, and which checks differ: those it does not compare."""
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    found: Any = compare_metadata(context, Base.metadata)
    inspector = sa.inspect(connection)
    checks = [
        f"{name}: {sorted(wanted ^ there)}"
        for name, table in Base.metadata.tables.items()
        if (wanted := {str(c.name) for c in table.constraints if isinstance(c, sa.CheckConstraint)})
        != (there := {str(check["name"]) for check in inspector.get_check_constraints(name)})
    ]
    return [str(difference) for difference in found] + checks


def test_the_migrations_make_exactly_what_the_entities_say(house: House) -> None:
    with house.as_owner.connect() as connection:
        assert differences(connection) == []


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE unit ADD COLUMN stray INTEGER",
        "DROP INDEX uq_hold_live_per_unit",
        "CREATE TABLE stray (id INTEGER)",
    ],
)
def test_a_difference_between_migrations_and_entities_would_be_found(house: House, change: str) -> None:
    with raw(house) as session:
        session.run(change)
        assert differences(session.connection) != []


def test_the_index_that_sells_a_unit_once_covers_every_order_but_cancelled_ones(house: House) -> None:
    with house.as_owner.connect() as connection:
        indexes: Any = sa.inspect(connection).get_indexes("sale_order")
    index = next(index for index in indexes if index["name"] == "uq_sale_order_live_per_unit")
    where = index["dialect_options"][f"{house.kind}_where"]
    assert (bool(index["unique"]), index["column_names"]) == (True, ["unit_id"])
    assert re.sub(r"[()]|::\w+( varying)?", "", str(where)) == "stage <> 'cancelled'"


def test_no_column_of_the_real_tables_rounds_a_figure_away(house: House) -> None:
    with house.as_owner.connect() as connection:
        inspector = sa.inspect(connection)
        inexact = [
            f"{table}.{column['name']} is {column['type']!r}"
            for table in inspector.get_table_names()
            for column in inspector.get_columns(table)
            if isinstance(column["type"], sa.Numeric | sa.Float)
        ]
    assert inexact == []


def test_every_table_says_who_may_open_it() -> None:
    assert set(ACCESS) == set(Base.metadata.tables)


def test_the_lists_of_guarded_tables_name_tables_that_are_there() -> None:
    assert {*APPEND_ONLY, *NEVER_DELETED, *AUDITED} <= set(Base.metadata.tables)
    assert not set(APPEND_ONLY) & set(NEVER_DELETED)


# --- twice ------------------------------------------------------------------------------------------------------------


def whole_file(house: House) -> list[str]:
    with house.as_owner.connect() as connection:
        rows: Any = connection.connection.dbapi_connection
        return list(rows.iterdump())


@ON_SQLITE
def test_upgrading_a_file_twice_changes_nothing_in_it(house: House) -> None:
    house.sold("0301")
    before = whole_file(house)
    upgrade_sqlite(house.desk("admin").database)
    assert sorted(whole_file(house)) == sorted(before)


@ON_SQLITE
def test_an_upgrade_brings_back_triggers_that_are_gone(house: House) -> None:
    before = whole_file(house)
    with house.as_owner.begin() as connection:
        for name in ("sd_receipt_enters", "sd_audit_delete_refused"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    assert len(whole_file(house)) == len(before) - 2
    upgrade_sqlite(house.desk("admin").database)
    assert sorted(whole_file(house)) == sorted(before)


@ON_SQLITE
def test_an_upgrade_that_fails_leaves_the_file_as_it_was(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    before = whole_file(house)
    monkeypatch.setattr("salesdesk.repository.schema.sqlite_guards", lambda: ["CREATE TRIGGER broken"])
    with pytest.raises(sa.exc.OperationalError):
        upgrade_sqlite(house.desk("admin").database)
    assert whole_file(house) == before


def acl(column: str) -> str:
    return f"(SELECT array_agg(a::text ORDER BY a::text) FROM unnest({column}) a)"


GIVEN = "COALESCE(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\", relowner))"
HERE = "(SELECT oid FROM pg_database WHERE datname = current_database())"
DEFENCES = {
    "triggers": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": f"SELECT oid::regprocedure::text, pg_get_functiondef(oid), proowner::regrole::text, {acl('proacl')} "
    "FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "policies": "SELECT tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies",
    "tables": f"SELECT relname, relowner::regrole::text, relrowsecurity, {acl(GIVEN)} "
    "FROM pg_class WHERE relnamespace = 'public'::regnamespace",
    "columns": f"SELECT attrelid::regclass::text, attname, {acl('attacl')} FROM pg_attribute WHERE attacl IS NOT NULL",
    "database": f"SELECT {acl('datacl')} FROM pg_database WHERE oid = {HERE}",
    "settings": f"SELECT setconfig FROM pg_db_role_setting WHERE setdatabase = {HERE}",
    "roles": "SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members",
    "rows": "SELECT (SELECT count(*) FROM membership), (SELECT count(*) FROM office_role_permission), "
    "(SELECT count(*) FROM schema_info)",
}


def defences(house: House) -> Iterator[tuple[str, list[str]]]:
    """Everything that stands between a person and the tables, in words."""
    with house.as_owner.connect() as connection:
        for name, query in DEFENCES.items():
            yield name, sorted(str(tuple(row)) for row in connection.exec_driver_sql(query.replace("%", "%%")))


@ON_POSTGRES
def test_setting_a_server_up_twice_changes_nothing(house: House) -> None:
    before = dict(defences(house))
    assert init_server(house.superuser_url, house.realm) == house.realm
    assert dict(defences(house)) == before
    house.sold("0301")


@ON_POSTGRES
def test_setting_a_server_up_again_puts_right_what_was_loosened(house: House) -> None:
    before = dict(defences(house))
    loosened = (
        f'GRANT ALL ON audit TO "staff@{house.realm}"',
        "GRANT SELECT ON customer TO PUBLIC",
        f'GRANT UPDATE (sale_state) ON unit TO "consultant@{house.realm}"',
        "CREATE POLICY by_hand ON customer USING (true)",
        "DROP TRIGGER sd_receipt_enters ON receipt",
        "DROP POLICY sd_select ON customer",
        "CREATE POLICY sd_insert ON audit FOR INSERT WITH CHECK (true)",
        "ALTER TABLE unit_floor_price DISABLE ROW LEVEL SECURITY",
        f'GRANT EXECUTE ON FUNCTION sd_account(bigint) TO "staff@{house.realm}"',
        "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT to_timestamp(0)'",
        f"GRANT TEMPORARY ON DATABASE {house.address.rsplit('/', 1)[1]} TO PUBLIC",
    )
    with house.as_owner.begin() as connection:
        for statement in loosened:
            connection.exec_driver_sql(statement)
    assert dict(defences(house)) != before
    init_server(house.superuser_url, house.realm)
    assert dict(defences(house)) == before


def test_a_policy_asks_who_and_where_once_a_query_and_not_for_every_row() -> None:
    """A function that is asked for each row made a search of 200,000 customers take three seconds."""
    policies = [statement for statement in access_statements("x") if statement.startswith("CREATE POLICY")]
    assert policies
    once = re.compile(r"\(SELECT (app_person|my_projects|i_may\w*)\([^()]*\)\)")
    for policy in policies:
        assert not re.search(r"(app_person|my_projects|i_may\w*)\(", once.sub("", policy)), policy
