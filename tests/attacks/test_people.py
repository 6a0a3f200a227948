"""Nobody gives themselves a role or another's rights; whoever is closed, or whose days are over, is nobody."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from salesdesk.domain.permissions import OfficeRole
from tests.attacks.forged import PROJECT_ADMIN, VERIFIER
from tests.support.office import PASSWORD
from tests.support.yard import REALM, Yard, run

GIVE = "SELECT people_give_role(%(whom)s, %(where)s, %(role)s)"


def id_of(yard: Yard, login: str) -> int:
    return int(yard.asked("SELECT id FROM person WHERE login = %(name)s", name=login))


# --- roles ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["consultant", "control", "cashier", "manager", "operator", "admin", PROJECT_ADMIN])
def test_nobody_gives_themselves_a_role(yard: Yard, login: str) -> None:
    """By the function, by the tables it writes, and by the server's own command."""
    me = id_of(yard, login)
    for office in OfficeRole:
        outcome = yard.attempt(login, GIVE, whom=me, where=yard.day.project, role=office.value)
        assert outcome.code in ("42501", "people_only"), office
        insert = "INSERT INTO membership (person_id, project_id, office_role) VALUES (%(whom)s, %(where)s, %(role)s)"
        assert yard.attempt(login, insert, whom=me, where=yard.day.project, role=office.value).code == "42501"
        grant = f'GRANT "office.{office.value}@{REALM}" TO {yard.role(login)}'
        assert yard.attempt(login, grant).code == "42501", office
    for change in ("UPDATE membership SET office_role = 'operator'", "UPDATE membership SET valid_to = NULL"):
        assert yard.attempt(login, change).code == "42501"


def test_the_administrator_gives_roles_to_others_and_without_the_guard_to_themselves(yard: Yard) -> None:
    role = {"where": yard.day.project, "role": "cashier"}
    assert yard.attempt("admin", GIVE, whom=yard.ids["person_consultant"], **role).went
    definition = yard.asked("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = 'people_give_role'")
    open_to_all = definition.replace("IF whom = app_person() THEN", "IF false THEN").replace("%", "%%")
    me = yard.ids["person_admin"]
    assert yard.attempt("admin", GIVE, whom=me, **role).code == "people_only"
    taken = f"SELECT pg_has_role(session_user, '\"office.cashier@{REALM}\"'::regrole, 'MEMBER')"
    assert yard.without(open_to_all, "admin", GIVE, taken, whom=me, **role).rows == ((True,),)


def test_a_permission_is_added_to_a_role_by_nobody(yard: Yard) -> None:
    add = "INSERT INTO office_role_permission (office_role, permission) VALUES ('consultant', 'receipt.write')"
    for login in ("consultant", "operator", "admin"):
        assert yard.attempt(login, add).code == "42501"
    grant = f'GRANT "receipt.write@{REALM}" TO "office.consultant@{REALM}"'
    assert yard.attempt("consultant", grant).code == "42501"


def test_the_administrator_of_a_project_gives_roles_there_and_nowhere_else(yard: Yard) -> None:
    whom = yard.ids["person_consultant"]
    assert yard.attempt(PROJECT_ADMIN, GIVE, whom=whom, where=yard.day.project, role="cashier").went
    assert yard.attempt(PROJECT_ADMIN, GIVE, whom=whom, where=yard.other, role="cashier").code == "people_only"
    assert yard.attempt(PROJECT_ADMIN, GIVE, whom=whom, where=None, role="operator").code == "people_only"
    assert yard.attempt("admin", GIVE, whom=whom, where=None, role="operator").went


def test_the_administrator_of_a_project_enters_nobodys_login_who_is_more_than_that(yard: Yard) -> None:
    """Else a first password for the operator of the house would be a way into every project."""
    for whom in (yard.ids["person_operator"], yard.ids["person_admin"], id_of(yard, "guest.cashier")):
        for call in ("people_password(%(whom)s, %(verifier)s)", "people_close(%(whom)s)"):
            outcome = yard.attempt(PROJECT_ADMIN, f"SELECT {call}", whom=whom, verifier=VERIFIER)
            assert outcome.code == "people_only", call
    own = yard.attempt(PROJECT_ADMIN, "SELECT people_password(%(person_consultant)s, %(verifier)s)", verifier=VERIFIER)
    assert own.went


# --- logins that are over ---------------------------------------------------------------------------------------------


@contextmanager
def newcomer(yard: Yard, role: OfficeRole) -> Iterator[tuple[str, int]]:
    """A person of this test's own."""
    login = f"n{uuid.uuid4().hex[:12]}"
    with yard.connect("admin") as admin:
        verifier = admin.pgconn.encrypt_password(PASSWORD.encode(), f"{login}@{REALM}".encode(), b"scram-sha-256")
        row = admin.execute("SELECT people_add(%s, '新人', %s)", [login, verifier.decode()]).fetchone()
        assert row is not None
        admin.execute("SELECT people_give_role(%s, %s, %s)", [row[0], yard.day.project, role.value])
        yield login, row[0]


def test_a_closed_logins_session_ends_and_cannot_be_begun_again(yard: Yard) -> None:
    with newcomer(yard, OfficeRole.CASHIER) as (login, person), yard.connect("admin") as admin:
        session = yard.connect(login)
        assert run(session, "SELECT count(*) > 0 FROM receipt").rows == ((True,),)
        admin.execute("SELECT people_close(%s)", [person])
        assert run(session, "SELECT count(*) FROM receipt").code in ("57P01", "OperationalError")
        with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
            yard.connect(login)
        again = run(admin, f"SELECT people_add('{login}', '新人', '{VERIFIER}')")
        assert again.code == "23505"


def test_a_session_that_outlives_the_closing_of_its_login_is_nobodys(yard: Yard) -> None:
    """One that slipped in between the end of the others and the commit: tried without the ending."""
    closed = [
        "DELETE FROM membership WHERE person_id = %(person_cashier)s",
        "UPDATE person SET closed_at = now() WHERE id = %(person_cashier)s",
    ]
    assert yard.without(closed, "cashier", "SELECT app_person()").rows == ((None,),)
    for table in ("receipt", "unit", "customer", "person", "command", "audit", "project", "membership"):
        outcome = yard.without(closed, "cashier", f"SELECT 1 FROM {table} LIMIT 1")
        assert outcome.code == "42501" or outcome.rows == (), table
    assert yard.without(closed, "cashier", f"SELECT own_password('{VERIFIER}')").code == "nobody"


DAYS = {"over since yesterday": "valid_to = {today} - 1", "from tomorrow on": "valid_from = {today} + 1"}
TODAY = "(now() AT TIME ZONE 'Asia/Shanghai')::date"


@pytest.mark.parametrize("days", DAYS)
def test_a_membership_counts_on_its_days_alone(yard: Yard, days: str) -> None:
    """With the office role still granted, and whatever the time zone of the session."""
    dated = f"UPDATE membership SET {DAYS[days].format(today=TODAY)} WHERE person_id = %(person_cashier)s"
    receipt = "SELECT count(*) FROM receipt"
    take = (
        "INSERT INTO receipt (project_id, book_id, kind, order_id, unit_id, total_fen, payer, received_on, "
        "reason, note) VALUES (%(project)s, 1, 'receipt', %(order)s, %(sold)s, 1, 'x', '2026-01-01', '', '')"
    )
    for zone in ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        there = f"SET LOCAL timezone = '{zone}'"
        assert yard.without(dated, "cashier", there, receipt).rows == ((0,),)
        assert yard.without(dated, "cashier", there, take).code == "42501"
        assert yard.without(dated, "cashier", there, "SELECT my_projects('')").rows == (([],),)
        today = dated.replace(" - 1", "").replace(" + 1", "")
        assert yard.without(today, "cashier", there, take).went
