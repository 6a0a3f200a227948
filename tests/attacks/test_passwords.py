"""A password past its days shows no project, whatever is tried beside changing it; passwords that were are nobody's."""

from __future__ import annotations

import pytest

from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.access import ACCESS
from tests.attacks.forged import VERIFIER
from tests.support.yard import LOGIN_OF, Yard

LIMIT = "INSERT INTO project_setting (project_id, name, value) SELECT id, 'password.days', '{days}' FROM project"
OLD = "UPDATE person SET password_changed_at = now() - interval '91 days'"
PROJECTS = "SELECT cardinality(my_projects(''))"
OF_PROJECTS = sorted(table for table, access in ACCESS.items() if not access.house)
TAKE = (
    "INSERT INTO receipt (project_id, book_id, kind, order_id, unit_id, total_fen, payer, received_on, reason, note) "
    "VALUES (%(project)s, 1, 'receipt', %(order)s, %(sold)s, 1, 'x', '2026-01-01', '', '')"
)


def aged(days: int = 90) -> list[str]:
    """Everybody's password is 91 days old, in projects where it counts for so many."""
    return [LIMIT.format(days=days), OLD]


@pytest.mark.parametrize("role", OfficeRole)
def test_a_password_past_its_days_shows_nothing_of_the_project(yard: Yard, role: OfficeRole) -> None:
    login = LOGIN_OF[role]
    assert yard.without(aged(), login, PROJECTS).rows == ((0,),)
    assert yard.without(aged(91), login, PROJECTS).rows != ((0,),), "the control: one day less"
    assert yard.without(aged()[:1], login, PROJECTS).rows != ((0,),), "the control: a password of today"
    for table in OF_PROJECTS:
        outcome = yard.without(aged(), login, f"SELECT 1 FROM {table} LIMIT 1")
        assert outcome.code == "42501" or outcome.rows == (), table
    for permission in ("people.write", "settings.write", "receipt.write", "order.write"):
        assert yard.without(aged(), login, f"SELECT i_may('{permission}'), i_may_everywhere('{permission}')").rows == (
            (False, False),
        )


def test_no_money_is_taken_with_a_password_past_its_days(yard: Yard) -> None:
    assert yard.without(aged(), "cashier", TAKE).code == "42501"
    assert yard.without(aged(91), "cashier", TAKE).code != "42501", "the control: it gets as far as the guards of money"


def test_the_days_are_the_offices_whatever_clock_the_session_has(yard: Yard) -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        there = f"SET LOCAL timezone = '{zone}'"
        assert yard.without(aged(), "cashier", there, PROJECTS).rows == ((0,),)
        assert yard.without(aged(91), "cashier", there, PROJECTS).rows == ((1,),)


FORGED_YOUTH = {
    "the date moved": ("cashier", "UPDATE person SET password_changed_at = now() WHERE id = app_person()", "42501"),
    "the rule lifted": ("operator", "UPDATE project_setting SET value = '0' WHERE name = 'password.days'", None),
    "the rule deleted": ("operator", "DELETE FROM project_setting WHERE name = 'password.days'", None),
    "a role given again": (
        "admin", "SELECT people_give_role(%(person_cashier)s, %(project)s, 'cashier')", "people_only",
    ),
    "a first password for a colleague": (
        "admin", f"SELECT people_password(%(person_cashier)s, '{VERIFIER}')", "people_only",
    ),
    "a memory of its own": ("cashier", "INSERT INTO person_password (person_id, verifier) VALUES (1, 'x')", "42501"),
}  # fmt: skip


@pytest.mark.parametrize("way", FORGED_YOUTH)
def test_nothing_makes_an_old_password_young(yard: Yard, way: str) -> None:
    login, statement, code = FORGED_YOUTH[way]
    outcome = yard.without(aged(), login, statement)
    assert (outcome.code, outcome.count if code is None else 0) == (code, 0), "no row is there to be changed"


def test_the_operator_lifts_the_rule_while_their_own_password_is_young(yard: Yard) -> None:
    """The control of the above: the same statement, with a password that counts."""
    for way in ("the rule lifted", "the rule deleted"):
        assert yard.without(aged(91), "operator", FORGED_YOUTH[way][1]).count == 2


def test_a_password_changed_past_the_program_stays_old_and_one_changed_through_it_is_new(yard: Yard) -> None:
    past = f"ALTER ROLE {yard.role('cashier')} PASSWORD '{VERIFIER}'"
    assert yard.without(aged(), "cashier", past, PROJECTS).rows == ((0,),)
    assert yard.without(aged(), "cashier", f"SELECT own_password('{VERIFIER}')", PROJECTS).rows == ((1,),)


# --- passwords that were ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", sorted(LOGIN_OF.values()))
def test_nobody_reads_what_is_kept_of_passwords(yard: Yard, login: str) -> None:
    for statement in ("SELECT verifier FROM person_password", "SELECT count(*) FROM person_password",
                      "COPY person_password TO STDOUT", "SELECT rolpassword FROM pg_authid",
                      "DELETE FROM person_password", "UPDATE person_password SET person_id = 1"):  # fmt: skip
        assert yard.attempt(login, statement).code == "42501", statement
    granted = ["ALTER TABLE person_password DISABLE ROW LEVEL SECURITY",
               f"GRANT SELECT ON person_password TO {yard.role(login)}"]  # fmt: skip
    assert yard.without(granted, login, "SELECT verifier FROM person_password").rows, (
        "the control: grant and policy away"
    )


def test_salts_and_answers_are_ones_own(yard: Yard) -> None:
    kept = "SELECT verifier FROM person_password WHERE person_id = %(person_{})s ORDER BY id DESC LIMIT 1"
    mine, theirs = (yard.asked(kept.format(login)) for login in ("consultant", "manager"))
    salts = [row[0] for row in yard.attempt("consultant", "SELECT own_password_salts()").rows]
    assert [salt for salt in salts if mine.startswith(salt)]
    assert not [salt for salt in salts if theirs.startswith(salt)]
    used = "SELECT own_password_used(ARRAY[%(made)s])"
    assert yard.attempt("consultant", used, made=mine).rows == ((True,),)
    assert yard.attempt("consultant", used, made=theirs).rows == ((False,),)
    for name, statement in (
        ("own_password_used", used),
        ("own_password_salts", "SELECT count(*) FROM own_password_salts()"),
    ):
        definition = yard.asked(f"SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = '{name}'")
        open_to_all = definition.replace("person_id = app_person()", "true").replace("LIMIT 5", "").replace("%", "%%")
        found = yard.without(open_to_all, "consultant", statement, made=theirs).rows[0][0]
        assert found is True or found > len(salts), "the control: without the question whose it is"
