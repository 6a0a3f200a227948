"""People of an office: added, given roles, closed; each by the administrator alone, on both databases.

Logins of PostgreSQL belong to the whole server, so each test adds people of its own.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import BadInput, DatabaseLost, NotAllowed, Refusal
from salesdesk.domain.permissions import OfficeRole, Permission
from salesdesk.services.office import Office
from salesdesk.services.people_admin import (
    Closing,
    Colleague,
    FirstPassword,
    NewPerson,
    RoleOfPerson,
    add_person,
    close_login,
    give_role,
    people,
    reset_password,
    take_role,
    why_not_take,
)
from salesdesk.services.sign_in import sign_in
from tests.services.money_helpers import as_owner, clock_stands
from tests.support.office import House

FIRST = "First-key-2026"


@pytest.fixture
def login() -> str:
    return f"new{secrets.token_hex(4)}"


def address(house: House) -> str:
    return f"{house.address}?realm={house.realm}" if house.kind == "postgresql" else house.address


def added(house: House, login: str, *roles: OfficeRole) -> int:
    form = NewPerson(login=login, name="新同事", password=FIRST, roles=roles or (OfficeRole.CONSULTANT,))
    return house.desk("admin").perform(add_person, form)


def found(house: House, person_id: int) -> Colleague:
    return next(one for one in house.desk("admin").read(people) if one.person.id == person_id)


def at_desk(house: House, login: str, password: str = FIRST) -> Office:
    return sign_in(address(house), login, password)


def test_a_new_person_signs_in_with_a_first_password_that_must_be_changed(house: House, login: str) -> None:
    added(house, login)
    desk = at_desk(house, login)
    assert desk.person.must_change_password
    assert desk.projects[0].roles == {OfficeRole.CONSULTANT}
    assert desk.may(Permission.QUOTE_WRITE)
    desk.close()


def test_roles_are_given_and_taken_per_project(house: House, login: str) -> None:
    person_id = added(house, login)
    admin = house.desk("admin")
    admin.perform(give_role, RoleOfPerson(person_id=person_id, role=OfficeRole.CASHIER))
    assert set(found(house, person_id).here) == {OfficeRole.CONSULTANT, OfficeRole.CASHIER}
    admin.perform(take_role, RoleOfPerson(person_id=person_id, role=OfficeRole.CONSULTANT))
    desk = at_desk(house, login)
    assert desk.projects[0].roles == {OfficeRole.CASHIER}
    assert desk.read(lambda work: work.cash.newest(1)) == []
    desk.close()


def test_giving_a_role_twice_leaves_it_given_once(house: House, login: str) -> None:
    person_id = added(house, login)
    for _ in range(2):
        house.desk("admin").perform(give_role, RoleOfPerson(person_id=person_id, role=OfficeRole.CONSULTANT))
    assert found(house, person_id).here == (OfficeRole.CONSULTANT,)


def test_a_closed_login_signs_in_no_more_and_its_name_is_never_used_again(house: House, login: str) -> None:
    person_id = added(house, login)
    house.desk("admin").perform(close_login, Closing(person_id=person_id))
    with pytest.raises((BadInput, DatabaseLost), match="closed"):
        at_desk(house, login)
    assert found(house, person_id).closed
    assert found(house, person_id).here == ()
    with pytest.raises(Refusal, match="in use"):
        added(house, login)
    with pytest.raises(Refusal, match="closed"):
        house.desk("admin").perform(give_role, RoleOfPerson(person_id=person_id, role=OfficeRole.CASHIER))


def test_closing_a_login_ends_what_the_person_may_do_at_once(house: House, login: str) -> None:
    person_id = added(house, login)
    desk = at_desk(house, login)
    house.desk("admin").perform(close_login, Closing(person_id=person_id))
    if house.kind == "postgresql":
        with pytest.raises((DatabaseLost, BadInput, NotAllowed)):
            desk.read(lambda work: work.units.board())
    with house.as_owner.connect() as connection:
        rows = connection.execute(sa.text("SELECT 1 FROM membership WHERE person_id = :id"), {"id": person_id})
        assert rows.all() == []
    desk.close()


def test_a_forgotten_password_becomes_a_first_one(house: House, login: str) -> None:
    person_id = added(house, login)
    house.desk("admin").perform(reset_password, FirstPassword(person_id=person_id, password="Second-key-2026"))
    with pytest.raises(BadInput, match="wrong"):
        at_desk(house, login)
    desk = at_desk(house, login, "Second-key-2026")
    assert desk.person.must_change_password
    desk.close()


def test_no_password_and_no_hash_of_one_is_kept_with_the_command(house: House, login: str) -> None:
    form = NewPerson(login=login, name="新同事", password=FIRST)
    other = NewPerson(login=login, name="新同事", password="Other-key-2027")
    assert form.fingerprint() == other.fingerprint()
    one = FirstPassword(person_id=7, password=FIRST)
    assert one.fingerprint() == FirstPassword(person_id=7, password="Other-key-2027").fingerprint()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"login": "陈立"}, "login"),
        ({"login": "a"}, "login"),
        ({"login": "7up"}, "login"),
        ({"login": 'x" superuser'}, "login"),
        ({"name": " "}, "name"),
        ({"name": "长" * 61}, "name"),
        ({"password": "short1"}, "password"),
        ({"password": "nodigitsatall"}, "password"),
    ],
)
def test_a_login_that_cannot_be_is_refused_at_its_field(house: House, changes: dict[str, Any], field: str) -> None:
    values: dict[str, Any] = {"login": "fine.name", "name": "新同事", "password": FIRST}
    with pytest.raises(BadInput) as refused:
        house.desk("admin").perform(add_person, NewPerson(**{**values, **changes}))
    assert refused.value.field == field


def test_an_administrator_keeps_their_own_login_and_role(house: House) -> None:
    admin = house.desk("admin")
    with pytest.raises(Refusal, match="own login"):
        admin.perform(close_login, Closing(person_id=admin.person.id))
    with pytest.raises(Refusal, match="themselves"):
        admin.perform(take_role, RoleOfPerson(person_id=admin.person.id, role=OfficeRole.ADMINISTRATOR))
    assert admin.read(why_not_take, admin.person.id, OfficeRole.CASHIER) is None


def test_a_role_that_is_not_held_cannot_be_taken(house: House, login: str) -> None:
    person_id = added(house, login)
    with pytest.raises(Refusal, match="Cashier"):
        house.desk("admin").perform(take_role, RoleOfPerson(person_id=person_id, role=OfficeRole.CASHIER))


@pytest.mark.parametrize("who", ["operator", "manager", "consultant", "auditor"])
def test_nobody_but_the_administrator_manages_people(house: House, who: str, login: str) -> None:
    desk, person_id = house.desk(who), house.desk("cashier").person.id
    with pytest.raises(NotAllowed):
        desk.read(people)
    for verb, form in (
        (add_person, NewPerson(login=login, name="x", password=FIRST)),
        (give_role, RoleOfPerson(person_id=person_id, role=OfficeRole.MANAGER)),
        (take_role, RoleOfPerson(person_id=person_id, role=OfficeRole.CASHIER)),
        (close_login, Closing(person_id=person_id)),
        (reset_password, FirstPassword(person_id=person_id, password=FIRST)),
    ):
        with pytest.raises(NotAllowed):
            desk.perform(verb, form)  # type: ignore[arg-type]


def test_a_membership_begins_and_ends_with_the_days_of_the_office(house: House) -> None:
    """Half past seven in the morning of the 23rd at the office is still the 22nd by universal time."""
    begins, ended, stays = (house.desk(login) for login in ("consultant", "colleague", "manager"))
    for desk, column, day in ((begins, "valid_from", "2026-11-23"), (ended, "valid_to", "2026-11-22")):
        as_owner(house, f"UPDATE membership SET {column} = '{day}' WHERE person_id = {desk.person.id}")
    clock_stands(house, datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    for desk, here in ((begins, True), (ended, False), (stays, True)):
        desk.reload()
        assert (desk.project is not None) is here, desk.person.login
    clock_stands(house, datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
    for desk, here in ((begins, False), (ended, True), (stays, True)):
        desk.reload()
        assert (desk.project is not None) is here, desk.person.login


def test_control_the_functions_of_the_server_check_by_themselves(house: House, login: str) -> None:
    """On a server the services are not what keeps people out; on a file there is nothing behind them."""
    if house.kind != "postgresql":
        return
    desk = house.desk("manager")
    calls = (
        f"SELECT people_add('{login}', 'x', 'SCRAM-SHA-256$4096:x')",
        f"SELECT people_give_role({desk.person.id}, {house.project_id}, 'cashier')",
        f"SELECT people_close({house.desk('cashier').person.id})",
    )
    for call in calls:
        with pytest.raises(NotAllowed), desk.database.writing() as connection:
            connection.exec_driver_sql(call)
