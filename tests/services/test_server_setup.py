"""An office's database on a server: made, looked at, its first person and a further one."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import BadInput, NotAllowed, SchemaMismatch, TryAgain
from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.postgres.setup import as_superuser
from salesdesk.repository.schema import SCHEMA_VERSION
from salesdesk.services.database_check import check_office
from salesdesk.services.people_admin import NewPerson, add_person
from salesdesk.services.projects import NewProject, open_new_project
from salesdesk.services.server_setup import FirstPerson, Upgraded, init_office_server, look_at_office, upgrade_office
from salesdesk.services.sign_in import NewPassword, change_password, sign_in
from tests.support.office import House
from tests.support.postgres import PostgresServer

FIRST = FirstPerson("yan", "严明", "Blue-kettle-7")


@pytest.fixture
def empty_name(pg_server: PostgresServer) -> Iterator[str]:
    """The name of a database that does not exist, and is gone after the test."""
    name = "setup1"
    yield name
    engine = sa.create_engine(
        pg_server.superuser_url().replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        for (role,) in connection.exec_driver_sql(f"SELECT rolname FROM pg_roles WHERE rolname LIKE '%%@{name}'").all():
            connection.exec_driver_sql(f'DROP ROLE "{role}"')
    engine.dispose()


def test_from_an_empty_server_to_people_who_sign_in(pg_server: PostgresServer, empty_name: str) -> None:
    url = pg_server.superuser_url(empty_name)
    assert init_office_server(url, FIRST) == empty_name
    status = look_at_office(url)
    assert (status.office_id, status.people, status.projects) == (empty_name, 1, 0)
    assert status.server.startswith("PostgreSQL ")
    address = f"postgresql://{pg_server.host}:{pg_server.port}/{empty_name}"
    office = sign_in(address, "Yan", FIRST.password)
    assert office.person.must_change_password
    change_password(office, address, FIRST.password, NewPassword(password="Green-kettle-8"))
    assert not office.person.must_change_password
    office.perform(open_new_project, NewProject(company="栖霞地产", region="江宁公司", name="云栖里"))
    office.reload()
    new = NewPerson(login="chen", name="陈立", password="Red-kettle-9", roles=(OfficeRole.CONSULTANT,))
    office.perform(add_person, new)
    office.close()
    consultant = sign_in(address, "chen", "Red-kettle-9")
    assert consultant.project is not None
    assert consultant.project.roles == {OfficeRole.CONSULTANT}
    consultant.close()
    with pytest.raises(BadInput, match="The name or the password is wrong"):
        sign_in(address, "yan", FIRST.password)


@pytest.mark.parametrize(
    "first",
    [FirstPerson("Y n", "严明", "Blue-kettle-7"), FirstPerson("yan", "严明", "short")],
    ids=["login", "password"],
)
def test_a_first_person_who_cannot_be_taken_stops_it_before_anything_is_made(
    pg_server: PostgresServer, empty_name: str, first: FirstPerson
) -> None:
    with pytest.raises(BadInput):
        init_office_server(pg_server.superuser_url(empty_name), first)
    with pytest.raises(BadInput, match="has no database of this name"):
        look_at_office(pg_server.superuser_url(empty_name))


def test_a_database_that_is_no_office_says_so(pg_server: PostgresServer) -> None:
    with pytest.raises(SchemaMismatch, match="holds no sales office yet"):
        look_at_office(pg_server.superuser_url())


# --- upgrades ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def office(pg_server: PostgresServer, empty_name: str) -> str:
    """The superuser's address of an office with one person."""
    url = pg_server.superuser_url(empty_name)
    init_office_server(url, FIRST)
    return url


def done_by_superuser(url: str, *statements: str) -> None:
    with as_superuser(sa.make_url(url), autocommit=True) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_what_is_an_office_already_is_not_set_up_again(office: str) -> None:
    with pytest.raises(BadInput, match="salesdesk db upgrade"):
        init_office_server(office, FIRST)


def test_an_upgrade_of_an_older_office_puts_its_version_right(office: str, empty_name: str) -> None:
    done_by_superuser(office, f"UPDATE schema_info SET version = {SCHEMA_VERSION - 1}")
    with pytest.raises(SchemaMismatch, match="has to be upgraded first"):
        look_at_office(office)
    assert upgrade_office(office) == Upgraded(empty_name, SCHEMA_VERSION - 1, SCHEMA_VERSION)
    assert look_at_office(office).schema == SCHEMA_VERSION


def test_an_office_of_a_later_program_is_left_alone(office: str) -> None:
    done_by_superuser(
        office, f"UPDATE schema_info SET version = {SCHEMA_VERSION + 1}", "DROP TRIGGER sd_order_move ON sale_order"
    )
    with pytest.raises(SchemaMismatch, match="is newer than this program"):
        upgrade_office(office)
    done_by_superuser(office, f"UPDATE schema_info SET version = {SCHEMA_VERSION}")
    assert [str(one) for one in check_office(office).findings] == [
        "The trigger “sd_order_move ON sale_order” is missing."
    ]


def test_what_is_no_office_is_not_upgraded_to_one(pg_server: PostgresServer, tmp_path: Path) -> None:
    with pytest.raises(SchemaMismatch, match="holds no sales office"):
        upgrade_office(pg_server.superuser_url())
    other = tmp_path / "other.db"
    other.touch()
    with pytest.raises(SchemaMismatch, match="holds no sales office"):
        upgrade_office(str(other))
    with pytest.raises(BadInput, match="There is no office at"):
        upgrade_office(str(tmp_path / "none.db"))


def test_an_upgrade_leaves_nothing_of_an_earlier_program(office: str) -> None:
    """A function with other arguments, a trigger and a policy that are no longer made, a right that is no longer given,
    whoever gave it; what the office's roles are, stays the office's to say."""
    done_by_superuser(
        office,
        "CREATE FUNCTION sd_account(a int) RETURNS int LANGUAGE sql AS 'SELECT a'",
        'ALTER FUNCTION sd_account(int) OWNER TO "sd_owner@setup1"',
        "CREATE TRIGGER sd_old BEFORE INSERT ON unit FOR EACH ROW EXECUTE FUNCTION sd_append_only()",
        "CREATE POLICY sd_old ON unit USING (true)",
        'GRANT "price.sign@setup1" TO "office.consultant@setup1"',
        "INSERT INTO office_role_permission VALUES ('consultant', 'no.such')",
        "DELETE FROM office_role_permission WHERE office_role = 'cashier'",
    )
    assert len(check_office(office).findings) >= 12
    upgrade_office(office)
    assert check_office(office).findings == ()


def test_an_upgrade_that_fails_changes_nothing(office: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesdesk.repository.postgres.setup.people_access", lambda realm: ["SELECT broken"])
    with pytest.raises(sa.exc.DBAPIError):
        upgrade_office(office)
    monkeypatch.undo()
    assert check_office(office).findings == ()


def test_only_whoever_may_do_anything_upgrades(pg_server: PostgresServer, office: str, empty_name: str) -> None:
    with pytest.raises(NotAllowed):
        upgrade_office(pg_server.url_as(f"{FIRST.login}@{empty_name}", FIRST.password, empty_name))
    assert check_office(office).findings == ()


def test_an_upgrade_waits_for_nobody_and_says_that_the_office_is_busy(office: str) -> None:
    with as_superuser(sa.make_url(office)) as busy, busy.begin():
        busy.exec_driver_sql("LOCK TABLE receipt IN ROW EXCLUSIVE MODE")
        with pytest.raises(TryAgain, match="busy"):
            upgrade_office(office)
    upgrade_office(office)


def test_a_file_is_upgraded_too(sqlite_template: House, tmp_path: Path) -> None:
    file = shutil.copy(sqlite_template.address, str(tmp_path / "office.db"))
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"UPDATE schema_info SET version = {SCHEMA_VERSION - 1}")
        connection.execute("DROP TRIGGER sd_receipt_enters")
    assert upgrade_office(file) == Upgraded("local", SCHEMA_VERSION - 1, SCHEMA_VERSION)
    assert check_office(file).findings == ()
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"UPDATE schema_info SET version = {SCHEMA_VERSION + 1}")
    with pytest.raises(SchemaMismatch, match="is newer than this program"):
        upgrade_office(file)
