"""Who is signed in and who holds others up: seen and ended by whoever manages people, and by nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import NotAllowed, Refusal
from salesdesk.domain.permissions import OfficeRole
from salesdesk.services.people_admin import RoleOfPerson, give_role, person_called
from salesdesk.services.sessions import AtDesk, EndSession, end_session, sessions
from salesdesk.services.sign_in import sign_in
from tests.support.office import PASSWORD, House
from tests.support.typed import address_of

ON_POSTGRES = pytest.mark.parametrize("engine_kind", ["postgresql"], indirect=True)


def of(house: House, login: str, who: str = "admin") -> list[AtDesk]:
    person = house.desk(login).person.id
    return [one for one in house.desk(who).read(sessions) if one.session.person_id == person]


def form_for(one: AtDesk) -> EndSession:
    return EndSession(pid=one.session.pid, since=one.session.since)


def test_an_office_of_one_pc_has_none_to_show(house: House) -> None:
    found = house.desk("admin").read(sessions)
    assert (found == []) is (house.kind == "sqlite")


@pytest.mark.parametrize("login", ["manager", "cashier", "consultant", "operator", "auditor"])
def test_only_whoever_manages_people_sees_or_ends_sessions(house: House, login: str) -> None:
    desk = house.desk(login)
    with pytest.raises(NotAllowed):
        desk.read(sessions)
    if house.kind == "postgresql":
        for call in ("SELECT * FROM people_sessions()", "SELECT people_end_session(1, now())"):
            with pytest.raises(NotAllowed), desk.database.reading() as connection:
                connection.exec_driver_sql(call)


@ON_POSTGRES
def test_one_person_at_two_desks_is_shown(house: House) -> None:
    ears = [desk.database.ear("x") for desk in (house.desk("cashier"), house.another_desk("cashier"))]
    assert {one.desks for one in of(house, "cashier")} == {2}
    for ear in ears:
        assert ear is not None
        ear.close()


@ON_POSTGRES
def test_who_holds_others_up_stands_first_and_is_ended(house: House) -> None:
    order = house.sold("0301")
    lock = f"SELECT lock_order({house.project_id}, {order})"
    holder, cashier = house.another_desk("control").database.engine, house.desk("cashier").database.engine
    with holder.connect() as held, cashier.connect() as waiting:
        held.exec_driver_sql(lock)
        raw = waiting.connection.driver_connection
        assert raw is not None
        raw.pgconn.send_query(lock.encode())
        first = waits_for(house)
        assert first.session.busy_since is not None
        assert house.desk("admin").perform(end_session, form_for(first))
        while (result := raw.pgconn.get_result()) is not None:
            assert not result.error_message
        with pytest.raises(sa.exc.OperationalError):
            held.exec_driver_sql("SELECT 1")


def waits_for(house: House) -> AtDesk:
    """The session that holds another up; asked until the other has come to wait."""
    for _ in range(1_000):
        if (found := house.desk("admin").read(sessions)) and found[0].session.holds_up:
            return found[0]
    raise AssertionError("nobody waits")


@ON_POSTGRES
def test_a_session_of_the_same_number_that_began_later_is_another_one(house: House) -> None:
    form = form_for(of(house, "cashier")[0])
    with pytest.raises(Refusal, match="has ended already"):
        house.desk("admin").perform(end_session, replace(form, since=form.since - timedelta(seconds=1)))
    house.desk("cashier").read(lambda work: work.cash.newest(1))


@ON_POSTGRES
def test_sessions_that_are_nobodys_of_the_office_are_neither_shown_nor_ended(house: House) -> None:
    with house.as_owner.connect() as owner:
        pid = owner.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        since = owner.exec_driver_sql(
            "SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()"
        ).scalar_one()
        assert pid not in {one.session.pid for one in house.desk("admin").read(sessions)}
        with pytest.raises(Refusal, match="has ended already"):
            house.desk("admin").perform(end_session, EndSession(pid=pid, since=since))
        assert owner.exec_driver_sql("SELECT 1").scalar_one() == 1


@ON_POSTGRES
def test_whoever_manages_one_project_does_not_end_who_is_more_than_that(house: House) -> None:
    login = house.newcomer()
    admin = house.desk("admin")
    form = RoleOfPerson(person_id=admin.read(person_called, login).id, role=OfficeRole.ADMINISTRATOR)
    admin.perform(give_role, form)
    local = sign_in(address_of(house), login, PASSWORD)
    local.enter(house.project_id)
    house.desk("cashier").read(lambda work: work.cash.newest(1))
    seen = {one.session.person_id for one in local.read(sessions)}
    assert house.desk("cashier").person.id in seen
    assert admin.person.id not in seen
    with pytest.raises(Refusal, match="has ended already"):
        local.perform(end_session, form_for(of(house, "admin")[0]))
    local.close()
