"""An office's database on a server: made, looked at, its first person and a further one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import BadInput, SchemaMismatch
from salesdesk.domain.permissions import OfficeRole
from salesdesk.services.people_admin import NewPerson
from salesdesk.services.projects import NewProject, open_new_project
from salesdesk.services.server_setup import FirstPerson, add_person_to, init_office_server, look_at_office
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
    add_person_to(office, "云栖里", new)
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


def test_a_project_that_is_not_there_is_named_with_those_that_are(house: House) -> None:
    new = NewPerson(login="chen", name="陈立", password="Red-kettle-9")
    with pytest.raises(BadInput, match="There is no project “云栖里” here; there are: 锦绣江南"):
        add_person_to(house.desk("admin"), "云栖里", new)
