"""Nobody gives themselves a role or another's rights; whoever is closed, or whose days are over, is nobody."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
import pytest

from salesdesk.domain.permissions import OfficeRole
from tests.support.office import PASSWORD
from tests.support.yard import REALM, Yard, local, run

PROJECT_ADMIN = local(OfficeRole.ADMINISTRATOR)
GIVE = "SELECT people_give_role(%(whom)s, %(where)s, %(role)s)"
VERIFIER = "SCRAM-SHA-256$4096:" + "A" * 24 + "$" + "B" * 43 + "=:" + "C" * 43 + "="


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


# --- forged arguments -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Forged:
    """A call of a function that runs with its owner's rights, and what comes of it."""

    call: str
    login: str
    code: str | None
    rows: tuple[tuple[object, ...], ...] | None = None


SERVER = "'pg_execute_server_program'"
NOBODY = "9999999"
FORGED: dict[str, list[Forged]] = {
    "my_projects": [
        Forged("my_projects('nothing.such')", "consultant", None, (([],),)),
        Forged("my_projects(NULL)", "consultant", None, (([],),)),
        Forged("my_projects('receipt.write')", "consultant", None, (([],),)),
        Forged("my_projects('%%')", "consultant", None, (([],),)),
    ],
    "i_may": [Forged("i_may('people.write')", "consultant", None, ((False,),)), Forged("i_may(NULL)", "admin", None)],
    "i_may_everywhere": [Forged("i_may_everywhere('people.write')", PROJECT_ADMIN, None, ((False,),))],
    "app_person": [Forged("app_person()", "consultant", None)],
    "app_now": [Forged("app_now() BETWEEN now() - interval '1 minute' AND now() + interval '1 minute'", "consultant",
                       None, ((True,),))],
    "sd_is_owner": [Forged("sd_is_owner()", "admin", None, ((False,),))],
    "people_add": [
        *(Forged(f"people_add({login}, '名', '{VERIFIER}')", "admin", code) for login, code in (
            ("NULL", "23502"), ("''", "bad_login"), ("'A'", "bad_login"), ("'x@y'", "bad_login"),
            ("'x\"; ALTER ROLE postgres NOLOGIN; --'", "bad_login"), ("E'abc\\nSUPERUSER'", "bad_login"),
            ("'postgres'", None), ("'pg_monitor'", "42939"), ("repeat('x', 41)", "bad_login"), ("'cashier'", "23505"),
            ("'staff'", "42710"), ("'sd_owner'", "42710"), ("'sd_people'", "42710"), ("'office.manager'", "42710"),
            ("'receipt.write'", "42710"),
        )),
        *(Forged(f"people_add('fresh.one', '名', {verifier})", "admin", "22023") for verifier in (
            "NULL", "''", "'secret'", "'SCRAM-SHA-256$'", "'md5' || repeat('0', 32)",
            f"'{VERIFIER}'' SUPERUSER PASSWORD ''x'",
        )),
        Forged(f"people_add('fresh.one', NULL, '{VERIFIER}')", "admin", "23502"),
        Forged(f"people_add('fresh.one', '名', '{VERIFIER}')", "admin", None),
        Forged(f"people_add('fresh.one', '名', '{VERIFIER}')", "manager", "people_only"),
    ],
    "people_give_role": [
        *(Forged(f"people_give_role(%(person_service)s, %(project)s, {office})", "admin", code) for office, code in (
            ("'superuser'", "bad_role"), ("''", "bad_role"), ("NULL", "23502"), (SERVER, "bad_role"),
            ("'staff'", "bad_role"), ("'cashier@yard\" TO postgres; --'", "bad_role"), ("'cashier'", None),
        )),
        *(Forged(f"people_give_role({whom}, %(project)s, 'cashier')", "admin", code) for whom, code in (
            ("NULL", "P0002"), ("-1", "P0002"), (NOBODY, "P0002"),
        )),
        Forged(f"people_give_role(%(person_service)s, {NOBODY}, 'cashier')", "admin", "23503"),
        Forged("people_give_role(%(person_service)s, NULL, 'cashier')", "admin", "23514"),
        Forged("people_give_role(%(person_service)s, %(project)s, 'cashier')", "manager", "people_only"),
        Forged("people_give_role(%(person_service)s, %(project)s, 'cashier', '2026-02-02', '2026-02-01')", "admin",
               "23514"),
        Forged("people_give_role(%(person_cashier)s, %(project)s, 'cashier', NULL, NULL)", "cashier", "people_only"),
        Forged("people_give_role(%(person_service)s, NULL, 'operator')", PROJECT_ADMIN, "people_only"),
    ],
    "people_take_role": [
        Forged("people_take_role(%(person_cashier)s, %(project)s, 'cashier')", "cashier", "people_only"),
        Forged("people_take_role(%(person_cashier)s, %(other_project)s, 'cashier')", PROJECT_ADMIN, "people_only"),
        Forged(f"people_take_role(%(person_cashier)s, %(project)s, {SERVER})", "admin", "bad_role"),
        Forged("people_take_role(NULL, %(project)s, 'cashier')", "admin", "P0002"),
        Forged("people_take_role(%(person_cashier)s, %(project)s, 'cashier')", "admin", None),
    ],
    "people_password": [
        Forged(f"people_password(%(person_manager)s, '{VERIFIER}')", "consultant", "people_only"),
        Forged(f"people_password({NOBODY}, '{VERIFIER}')", "admin", "P0002"),
        Forged(f"people_password(NULL, '{VERIFIER}')", "admin", "P0002"),
        Forged("people_password(%(person_manager)s, NULL)", "admin", "22023"),
        Forged("people_password(%(person_manager)s, 'plain text')", "admin", "22023"),
        Forged(f"people_password(%(person_manager)s, '{VERIFIER}')", "admin", None),
    ],
    "people_sessions": [
        *(Forged("people_sessions() LIMIT 1", login, "people_only")
          for login in ("consultant", "manager", "operator", "auditor", "other.cashier")),
        Forged("count(*) > 0 FROM people_sessions()", "admin", None, ((True,),)),
    ],
    "people_end_session": [
        # One's own, one that is not there, the server's own, and one of the same number that began at another time.
        *(Forged(f"people_end_session({pid}, now())", login, "people_only")
          for login in ("consultant", "manager", "operator") for pid in ("1", "pg_backend_pid()", "NULL")),
        *(Forged(f"people_end_session({pid}, now())", "admin", None, ((False,),))
          for pid in ("1", "pg_backend_pid()", "NULL", "-1")),
        Forged("bool_or(people_end_session(pid, backend_start)) FROM pg_stat_activity WHERE usename = 'postgres'",
               "admin", None, ((False,),)),
        Forged("bool_or(people_end_session(pid, since - interval '1 second')) FROM people_sessions()",
               "admin", None, ((False,),)),
    ],
    "people_close": [
        Forged("people_close(%(person_manager)s)", "consultant", "people_only"),
        Forged("people_close(%(person_admin)s)", "admin", "people_only"),
        Forged(f"people_close({NOBODY})", "admin", "P0002"),
        Forged("people_close(NULL)", "admin", "P0002"),
    ],
    "own_password": [
        Forged("own_password(NULL)", "consultant", "22023"),
        Forged("own_password('x')", "consultant", "22023"),
        Forged(f"own_password('{VERIFIER}')", "consultant", None),
    ],
    "telephone_known": [
        Forged("telephone_known(%(project)s, '18944104410')", "cashier", None, ()),
        Forged("telephone_known(%(other_project)s, '18944104410')", "consultant", None, ()),
        Forged("telephone_known(NULL, '18944104410')", "consultant", None, ()),
        Forged("telephone_known(%(project)s, '%%')", "consultant", None, ()),
        Forged("telephone_known(%(project)s, NULL)", "consultant", None, ()),
    ],
    "customers_found": [
        Forged("customers_found(%(project)s, 'telephone', '{01440144981,18944104410}', 9)", "consultant", None, ()),
        Forged("customers_found(%(project)s, 'begins', '{\"\"}', 9999)", "colleague", None, ((2,),)),
        Forged("customers_found(%(project)s, 'begins', '{z}', 9)", "other.manager", None, ()),
        Forged("customers_found(%(project)s, 'grams', '{周念}', 9)", "consultant", None, ()),
        Forged("customers_found(NULL, 'begins', '{z}', 9)", "manager", None, ()),
        Forged("customers_found(%(project)s, 'nothing', '{z}', 9)", "manager", None, ()),
        Forged("customers_found(%(project)s, NULL, NULL, NULL)", "consultant", None, ()),
        Forged("customers_found(%(project)s, 'telephone', '{01440144981,18944104410}', 9)", "manager", None, ((2,),)),
    ],
    "last_changed": [
        Forged("last_changed('customer', %(customer)s, '{name}')", "colleague", None, ()),
        Forged("last_changed('customer', %(customer)s, '{name}')", "cashier", None, ()),
        Forged("last_changed('customer', %(customer)s, '{name}')", "other.manager", None, ()),
        Forged("last_changed('unit', %(free)s, '{mortgaged,number}')", "consultant", None, ()),
        Forged("last_changed('unit', %(free)s, '{mortgaged,number}')", "other.operator", None, ()),
        Forged("last_changed('project_setting', 1, '{value}')", "manager", None, ()),
        Forged("last_changed('person', %(person_cashier)s, '{login}')", "admin", None, ()),
        Forged("last_changed('receipt', 1, '{total_fen}')", "cashier", None, ()),
        Forged("last_changed('audit', 1, '{after}')", "auditor", None, ()),
        Forged("last_changed('customer; DROP TABLE customer', 1, '{name}')", "manager", None, ()),
        Forged("last_changed(NULL, %(customer)s, '{name}')", "manager", None, ()),
        Forged("last_changed('customer', NULL, '{name}')", "manager", None, ()),
        Forged("last_changed('customer', %(customer)s, NULL)", "manager", None, ()),
        Forged("last_changed('customer', %(customer)s, '{no_such,%%}')", "manager", None, ()),
    ],
    "newest_number": [
        Forged("newest_number(%(project)s, 'order', '')", "consultant", "no"),
        Forged("newest_number(%(project)s, 'quote', '')", "cashier", "no"),
        Forged("newest_number(%(project)s, NULL, '')", "cashier", "no"),
        Forged("newest_number(%(project)s, 'quote', '')", "other.consultant", "no"),
        Forged("newest_number(NULL, 'quote', '')", "consultant", None, ((None,),)),
        Forged("newest_number(%(project)s, 'quote', NULL)", "consultant", None, ((None,),)),
        Forged("newest_number(%(project)s, 'quote', '%%')", "consultant", None, ((None,),)),
        Forged("newest_number(%(project)s, 'quote', '') IS NOT NULL", "consultant", None, ((True,),)),
    ],
    "lock_unit": [
        Forged("lock_unit(%(project)s, %(free)s)", "cashier", "no"),
        Forged("lock_unit(%(project)s, %(free)s)", "other.sales_control", "no"),
        Forged("lock_unit(NULL, %(free)s)", "other.sales_control", None),
    ],
    "lock_order": [
        Forged("lock_order(%(project)s, %(order)s)", "consultant", "no"),
        Forged("lock_order(%(project)s, %(order)s)", "other.cashier", "no"),
        Forged("lock_order(%(other_project)s, %(order)s)", "other.cashier", None),
    ],
    "price_may_be_agreed": [
        *(Forged(f"price_may_be_agreed(%(project)s, %(free)s, {total})", "consultant", None, ((False,),))
          for total in ("1", "999999999999", "NULL")),
        Forged("price_may_be_agreed(%(project)s, %(free)s, 999999999999)", "other.sales_control", None, ((False,),)),
        Forged("COALESCE(price_may_be_agreed(NULL, %(free)s, 1), false)", "control", None, ((False,),)),
        Forged("price_may_be_agreed(%(project)s, %(free)s, 1)", "control", None, ((False,),)),
        Forged("price_may_be_agreed(%(project)s, %(free)s, 236640000)", "control", None, ((True,),)),
    ],
    "project_open": [
        Forged("project_open(1, 'X', '', 'channel-x', NULL)", "consultant", "no"),
        Forged("project_open(1, 'X', '', 'channel-x', NULL)", "admin", "no"),
        Forged("project_open(1, 'X', '', 'channel-x', %(project)s)", "other.operator", "no"),
        Forged(f"project_open({NOBODY}, 'X', '', 'channel-x', NULL)", "operator", "23503"),
        Forged("project_open(1, 'X', '', 'channel-x', NULL)", "other.operator", None),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_a_function_with_its_owners_rights_is_not_misled_by_its_arguments(yard: Yard, name: str) -> None:
    wrong = list[str]()
    for forged in FORGED[name]:
        source = "SELECT * FROM " if name in ("telephone_known", "customers_found", "last_changed") else "SELECT "
        outcome = yard.attempt(forged.login, source + forged.call)
        if outcome.code != forged.code or (forged.rows is not None and outcome.rows != forged.rows):
            wrong.append(f"{forged.login}: {forged.call}: {outcome}")
    assert wrong == []


def test_every_function_that_people_may_call_was_tried_and_no_other_can_be_called(yard: Yard) -> None:
    query = "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    called = yard.attempt("consultant", query + " AND has_function_privilege(oid, 'EXECUTE')")
    assert {row[0] for row in called.rows} == set(FORGED)
    for call in ("sd_derive_unit(1)", "sd_account(1)", "sd_adds('receipt', 1)", "sd_price_allowed(1, 1, 1, 1, 1)"):
        assert yard.attempt("control", f"SELECT {call}").code == "42501"


def test_every_function_with_its_owners_rights_has_a_path_that_nobody_can_lead_astray(yard: Yard) -> None:
    loose = yard.attempt(
        "",
        "SELECT p.oid::regprocedure::text, p.proconfig FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace "
        "AND NOT EXISTS (SELECT 1 FROM unnest(p.proconfig) c WHERE c IN ('search_path=public, pg_temp', "
        "'search_path=pg_catalog, pg_temp'))",
    )
    assert loose.rows == ()
    owners = yard.attempt(
        "",
        "SELECT DISTINCT r.rolname, r.rolcanlogin OR r.rolsuper OR r.rolbypassrls OR r.rolcreatedb FROM pg_proc p "
        "JOIN pg_roles r ON r.oid = p.proowner WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace",
    )
    assert set(owners.rows) == {(f"sd_owner@{REALM}", False), (f"sd_people@{REALM}", False)}


def test_without_their_questions_the_functions_would_do_it_for_anybody(yard: Yard) -> None:
    """The rights are the function's: what stands between a consultant and a cashier's role is one question."""
    definition = yard.asked("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = 'people_give_role'")
    trusting = (
        definition.replace("IF NOT i_may('people.write') AND NOT sd_is_owner() THEN", "IF false THEN")
        .replace("IF NOT sd_is_owner()", "IF false AND NOT sd_is_owner()")
        .replace("%", "%%")
    )
    whom = {"whom": yard.ids["person_service"], "where": yard.day.project, "role": "cashier"}
    assert yard.attempt("consultant", GIVE, **whom).code == "people_only"
    assert yard.without(trusting, "consultant", GIVE, **whom).went


def test_who_edited_a_customer_is_told_to_whoever_may_edit_them_and_without_the_question_to_anybody(yard: Yard) -> None:
    edited = "SELECT COUNT(*) FROM last_changed('customer', %(customer)s, '{name}')"
    owner = yard.asked("SELECT p.login FROM customer c JOIN person p ON p.id = c.owner_id WHERE c.id = %(customer)s")
    stranger = "colleague" if owner == "consultant" else "consultant"
    assert [yard.asked(edited, login) for login in (owner, "manager", stranger)] == [1, 1, 0]
    definition = yard.asked("SELECT pg_get_functiondef('last_changed(text, bigint, text[])'::regprocedure)")
    trusting = definition.replace("IF NOT COALESCE(", "IF false AND NOT COALESCE(").replace("%", "%%")
    assert yard.without(trusting, stranger, edited).rows == ((1,),)


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
