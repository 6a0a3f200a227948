"""An upgrade keeps what the office made of its roles, and adds only what the office has never heard of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.permissions import MATRIX, OfficeRole, Permission
from salesdesk.repository.people import People
from salesdesk.repository.postgres.setup import upgrade_server
from salesdesk.repository.schema import upgrade_file
from tests.support.office import House

R, P = OfficeRole, Permission


@contextmanager
def unguarded(house: House) -> Iterator[Connection]:
    """The owner, with history and roles open; an upgrade puts every guard back."""
    with house.as_owner.begin() as owner:
        if house.kind == "postgresql":
            owner.exec_driver_sql("SET LOCAL session_replication_role = replica")
        else:
            triggers = owner.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' "
                "AND tbl_name IN ('audit', 'office_role_permission')"
            )
            for (name,) in triggers.all():
                owner.exec_driver_sql(f"DROP TRIGGER {name}")
        yield owner


def upgrade(house: House) -> None:
    if house.kind == "postgresql":
        upgrade_server(house.superuser_url)
    else:
        upgrade_file(house.desk("admin").database)


def granted(house: House) -> dict[OfficeRole, frozenset[Permission]]:
    with house.as_owner.connect() as owner:
        return People(owner).granted()


@pytest.fixture
def kept(house: House) -> Iterator[House]:
    """The roles of a server belong to all its databases: they are put back in the end."""
    yield house
    if house.kind == "postgresql":
        with unguarded(house) as owner:
            owner.exec_driver_sql("DELETE FROM office_role_permission")
            owner.exec_driver_sql("DELETE FROM audit WHERE table_name = 'office_role_permission'")
        upgrade(house)


def test_an_upgrade_keeps_what_was_edited(kept: House) -> None:
    with kept.desk("admin").database.writing() as connection:
        people = People(connection, kept.realm)
        people.set_role(R.AUDITOR, MATRIX[R.AUDITOR] | {P.EXPORT})
        people.set_role(R.CASHIER, MATRIX[R.CASHIER] - {P.BOARD_READ})
    edited = dict(MATRIX) | {
        R.AUDITOR: MATRIX[R.AUDITOR] | {P.EXPORT}, R.CASHIER: MATRIX[R.CASHIER] - {P.BOARD_READ}
    }  # fmt: skip
    for _ in range(2):
        assert granted(kept) == edited
        upgrade(kept)
    assert kept.another_desk("auditor").permissions == edited[R.AUDITOR]
    assert kept.another_desk("cashier").permissions == edited[R.CASHIER]


def test_a_permission_that_is_new_comes_as_the_matrix_gives_it_and_nothing_else_comes_back(kept: House) -> None:
    """As if the office came from a time before exports."""
    with kept.desk("admin").database.writing() as connection:
        People(connection, kept.realm).set_role(R.CASHIER, MATRIX[R.CASHIER] - {P.BOARD_READ, P.EXPORT})
    with unguarded(kept) as owner:
        owner.execute(sa.text("DELETE FROM office_role_permission WHERE permission = 'report.export'"))
        owner.execute(
            sa.text("DELETE FROM audit WHERE table_name = 'office_role_permission' AND "
                    "(after LIKE '%report.export%' OR before LIKE '%report.export%')")
        )  # fmt: skip
        owner.execute(sa.text("INSERT INTO office_role_permission VALUES ('cashier', 'gone.away')"))
    upgrade(kept)
    assert granted(kept) == dict(MATRIX) | {R.CASHIER: MATRIX[R.CASHIER] - {P.BOARD_READ}}
    assert kept.another_desk("cashier").permissions == MATRIX[R.CASHIER] - {P.BOARD_READ}


@pytest.mark.parametrize("engine_kind", ["postgresql"], indirect=True)
def test_an_upgrade_brings_the_servers_roles_to_what_the_table_says(kept: House) -> None:
    with unguarded(kept) as owner:
        owner.execute(sa.text("INSERT INTO office_role_permission VALUES ('auditor', 'report.export')"))
        owner.execute(sa.text(f'GRANT "price.sign@{kept.realm}" TO "office.consultant@{kept.realm}"'))
    upgrade(kept)
    for role, permission, holds in (("auditor", "report.export", True), ("consultant", "price.sign", False)):
        with kept.as_owner.connect() as owner:
            question = "SELECT pg_has_role(:role, :permission, 'MEMBER')"
            names = {"role": f"office.{role}@{kept.realm}", "permission": f"{permission}@{kept.realm}"}
            assert owner.execute(sa.text(question), names).scalar_one() is holds
