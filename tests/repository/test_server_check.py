"""`salesdesk db check` on PostgreSQL: an office as it was set up is found whole, and whatever is loosened is named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import NotAllowed, SchemaMismatch
from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.people import People
from salesdesk.repository.postgres import check
from salesdesk.repository.postgres.check import check_server, yardstick
from salesdesk.repository.postgres.setup import as_superuser, init_server, upgrade_server
from salesdesk.repository.things import Things
from tests.support.office import PASSWORD
from tests.support.postgres import PostgresServer

REALM = "checked"


@pytest.fixture(scope="module")
def url(pg_server: PostgresServer) -> Iterator[str]:
    """An office of this module's own, with somebody in each state: roles belong to the whole server."""
    address = pg_server.superuser_url(REALM)
    init_server(address)
    with as_superuser(sa.make_url(address)) as connection, connection.begin():
        people = People(connection, REALM)
        people.give_role(people.add("yan", "严明", PASSWORD), None, OfficeRole.ADMINISTRATOR)
        people.give_role(people.add("luo", "罗业", PASSWORD), None, OfficeRole.OPERATOR)
        people.close(people.add("gone", "离职", PASSWORD))
    yield address
    with as_superuser(sa.make_url(pg_server.superuser_url()), autocommit=True) as connection:
        connection.exec_driver_sql(f"DROP DATABASE {REALM} WITH (FORCE)")


@pytest.fixture(scope="module")
def wanted(url: str) -> Things:
    return yardstick(sa.make_url(url), REALM)


def told_after(url: str, wanted: Things, *statements: str) -> list[str]:
    """What a check says once the superuser has done this; all of it is undone."""
    with as_superuser(sa.make_url(url)) as connection, connection.begin() as transaction:
        for statement in statements:
            connection.exec_driver_sql(statement)
        said = [str(one) for one in check.findings(connection, REALM, wanted)]
        transaction.rollback()
    return said


def test_an_office_as_it_was_set_up_is_as_it_should_be(url: str, wanted: Things) -> None:
    assert told_after(url, wanted) == []
    found = check_server(url)
    assert [str(one) for one in found.findings] == []
    assert (found.realm, found.tls) == (REALM, False)
    assert found.server.startswith("PostgreSQL ")


def test_an_office_that_was_upgraded_is_as_it_should_be(url: str) -> None:
    upgrade_server(url)
    assert [str(one) for one in check_server(url).findings] == []


def test_the_second_database_that_it_is_compared_with_is_gone_afterwards(url: str) -> None:
    check_server(url)
    with as_superuser(sa.make_url(url)) as connection:
        names = connection.exec_driver_sql("SELECT datname FROM pg_database WHERE datname LIKE 'sd%%check%%'")
        assert names.all() == []


def test_who_is_no_superuser_is_told_so(url: str, pg_server: PostgresServer) -> None:
    with pytest.raises(NotAllowed, match="superuser"):
        check_server(pg_server.url_as(f"yan@{REALM}", PASSWORD, REALM))


def test_a_database_without_an_office_is_none(pg_server: PostgresServer) -> None:
    with pytest.raises(SchemaMismatch, match="holds no sales office"):
        check_server(pg_server.superuser_url())


LOOSENED = {
    "DROP TRIGGER sd_receipt_enters ON receipt": "The trigger “sd_receipt_enters ON receipt” is missing.",
    "ALTER TABLE receipt DISABLE TRIGGER sd_receipt_fixed": "it says “OFF: CREATE TRIGGER sd_receipt_fixed",
    "ALTER TABLE receipt DISABLE TRIGGER ALL": "foreign keys off",
    "CREATE TRIGGER mine BEFORE INSERT ON receipt FOR EACH ROW EXECUTE FUNCTION sd_append_only()":
        "The trigger “mine ON receipt” is there, but SalesDesk does not make it.",
    "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT to_timestamp(0)'":
        "The function “app_now()” is not as SalesDesk makes it",
    "CREATE FUNCTION back_door() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'":
        "The function “back_door()” is there",
    "ALTER FUNCTION i_may(text) SECURITY INVOKER": "The function “i_may(text)” is not as SalesDesk makes it",
    "GRANT EXECUTE ON FUNCTION sd_account(bigint) TO PUBLIC": "“sd_account(bigint) EXECUTE PUBLIC” is there",
    "ALTER FUNCTION texteq(text, text) LEAKPROOF": "The function “texteq(text,text)” is there",
    "ALTER FUNCTION int8lt(bigint, bigint) COST 1": "The function “int8lt(bigint,bigint)” is not as SalesDesk makes it",
    "GRANT EXECUTE ON FUNCTION lo_export(oid, text) TO PUBLIC": "“lo_export(oid,text) EXECUTE PUBLIC” is there",
    "GRANT SELECT ON customer TO PUBLIC": "The right “customer SELECT PUBLIC” is there",
    f'GRANT UPDATE (sale_state) ON unit TO "staff@{REALM}"': f"“unit.sale_state UPDATE staff@{REALM}” is there",
    f'REVOKE SELECT ON unit_floor_price FROM "floor_price.read@{REALM}"':
        f"“unit_floor_price SELECT floor_price.read@{REALM}” is missing",
    "GRANT CREATE ON SCHEMA public TO PUBLIC": "“public CREATE PUBLIC” is there",
    "DROP POLICY sd_select ON customer": "The policy “sd_select ON customer” is missing.",
    "CREATE POLICY by_hand ON customer USING (true)": "The policy “by_hand ON customer” is there",
    "ALTER POLICY sd_select ON receipt USING (true)": "The policy “sd_select ON receipt” is not as SalesDesk makes it",
    "ALTER TABLE receipt DISABLE ROW LEVEL SECURITY": "The table “receipt” is not as SalesDesk makes it",
    "ALTER TABLE receipt OWNER TO CURRENT_USER": "The table “receipt” is not as SalesDesk makes it",
    "ALTER TABLE unit ADD COLUMN stray integer": "The column “unit.stray” is there",
    "ALTER TABLE receipt ALTER COLUMN payer DROP NOT NULL": "The column “receipt.payer” is not as SalesDesk makes it",
    "ALTER TABLE receipt DROP CONSTRAINT ck_receipt_total_given":
        "The constraint “receipt.ck_receipt_total_given” is missing.",
    "DROP INDEX uq_sale_order_live_per_unit": "The index “uq_sale_order_live_per_unit” is missing.",
    "CREATE RULE quiet AS ON DELETE TO receipt DO INSTEAD NOTHING": "The rule “quiet ON receipt” is there",
    "CREATE VIEW all_customers AS SELECT * FROM customer": "The table “all_customers” is there",
    "CREATE SCHEMA corner": "The schema “corner” is there",
    "CREATE PUBLICATION leak FOR ALL TABLES": "The publication “leak” is there",
    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC": "default right",
    f'ALTER ROLE "yan@{REALM}" SUPERUSER': f"The role “yan@{REALM}” may “LOGIN SUPERUSER” on the server",
    f'ALTER ROLE "gone@{REALM}" LOGIN': f"The role “gone@{REALM}” may “LOGIN” on the server; it should “—”.",
    f'ALTER ROLE "sd_owner@{REALM}" LOGIN': f"The role “sd_owner@{REALM}” may “LOGIN”",
    f'CREATE ROLE "ghost@{REALM}" LOGIN': f"The role “ghost@{REALM}” is there, but it is nobody of this office.",
    f'GRANT pg_write_all_data TO "luo@{REALM}"': f"“luo@{REALM}” is given the role “pg_write_all_data”",
    f'GRANT "office.cashier@{REALM}" TO "luo@{REALM}"': f"“luo@{REALM}” is given the role “office.cashier@{REALM}”",
    f'GRANT "sd_owner@{REALM}" TO "luo@{REALM}"': f"“luo@{REALM}” is given the role “sd_owner@{REALM}”",
    f'GRANT "price.sign@{REALM}" TO "office.consultant@{REALM}"':
        f"“office.consultant@{REALM}” is given the role “price.sign@{REALM}”",
    f"ALTER ROLE \"luo@{REALM}\" SET lock_timeout = '0'": f"“luo@{REALM}” works with settings of its own",
    f'ALTER ROLE "luo@{REALM}" PASSWORD NULL': f"The password of “luo@{REALM}” is missing",
    "INSERT INTO office_role_permission VALUES ('consultant', 'floor_price.read')":
        f"“office.consultant@{REALM}” is not given the role “floor_price.read@{REALM}”.",
    "DELETE FROM office_role_permission WHERE permission = 'price.sign'":
        f"“office.manager@{REALM}” is given the role “price.sign@{REALM}”, which no membership and no role",
    "INSERT INTO office_role_permission VALUES ('consultant', 'fly')": "do “fly”, which this program does not know",
    "ALTER TABLE office_role_permission DISABLE TRIGGER USER; "
    "INSERT INTO office_role_permission VALUES ('cashier', 'order.write')":
        "The role “cashier” is none that an office may have",
    f"ALTER DATABASE {REALM} SET idle_in_transaction_session_timeout = '1h'":
        "“idle_in_transaction_session_timeout” of the database is “1h” and not “5s”",
    f"ALTER DATABASE {REALM} RESET lock_timeout": "“lock_timeout” of the database is “—” and not “3s”",
    f"GRANT TEMPORARY ON DATABASE {REALM} TO PUBLIC": "“PUBLIC” holds the right to TEMPORARY on the database.",
    f'SET LOCAL ROLE "sd_people@{REALM}"; REVOKE CONNECT ON DATABASE {REALM} FROM "luo@{REALM}"; RESET ROLE':
        f"“luo@{REALM}” lacks the right to CONNECT",
}  # fmt: skip


@pytest.mark.parametrize("statement", LOOSENED)
def test_whatever_is_loosened_is_named(url: str, wanted: Things, statement: str) -> None:
    said = told_after(url, wanted, statement)
    assert any(LOOSENED[statement] in sentence for sentence in said), said


def test_a_role_that_is_missing_is_named_though_nothing_can_be_compared_without_it(url: str, wanted: Things) -> None:
    gone = f'"office.auditor@{REALM}"'
    assert told_after(url, wanted, f"DROP ROLE {gone}") == [
        f"The role “office.auditor@{REALM}” is missing on the server."
    ]
    with as_superuser(sa.make_url(url), autocommit=True) as connection:
        connection.exec_driver_sql(f"DROP ROLE {gone}")
    said = [str(one) for one in check_server(url).findings]
    assert said == [f"The role “office.auditor@{REALM}” is missing on the server."]
    upgrade_server(url)
    assert check_server(url).findings == ()
