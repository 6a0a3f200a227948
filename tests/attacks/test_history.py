"""History is appended by the database, in the name of whoever signed in, and nobody writes it, changes it or takes from
it; a request that was carried out once is not another one's."""

from __future__ import annotations

import pytest

from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.guard_rules import APPEND_ONLY
from tests.support.yard import LOGIN_OF, REALM, Yard, stranger

EVERYBODY = (*LOGIN_OF.values(), "colleague")
FORGED = (
    "INSERT INTO audit (project_id, table_name, row_id, action, before, after, person_id, login, created_at) "
    "VALUES (%(project)s, 'receipt', 1, 'insert', NULL, '{}', %(person_manager)s, 'manager@yard', now())"
)


@pytest.mark.parametrize("login", EVERYBODY)
def test_the_history_is_written_changed_and_cut_by_nobody(yard: Yard, login: str) -> None:
    for attack in (
        FORGED,
        "UPDATE audit SET login = 'manager@yard'",
        "UPDATE audit SET created_at = created_at - interval '1 day'",
        "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "ALTER TABLE audit DISABLE ROW LEVEL SECURITY",
        "DROP TRIGGER sd_z_audit_receipt ON receipt",
        "CREATE OR REPLACE FUNCTION sd_audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "ALTER FUNCTION sd_audit() OWNER TO CURRENT_USER",
    ):
        assert yard.attempt(login, attack).code == "42501", attack


def test_with_every_right_the_history_is_still_not_changed_and_without_its_trigger_it_is(yard: Yard) -> None:
    granted = [
        f"GRANT ALL ON audit TO {yard.role('auditor')}",
        f"GRANT USAGE ON SEQUENCE audit_id_seq TO {yard.role('auditor')}",
        "ALTER TABLE audit DISABLE ROW LEVEL SECURITY",
    ]
    loose = [*granted, "ALTER TABLE audit DISABLE TRIGGER USER"]
    for attack in ("UPDATE audit SET login = 'x'", "DELETE FROM audit WHERE id = 1"):
        assert yard.without(granted, "auditor", attack).code == "append_only"
        assert yard.without(loose, "auditor", attack).went
    assert yard.without(granted, "auditor", "TRUNCATE audit").code == "never_deleted"
    assert yard.without(loose, "auditor", "TRUNCATE audit").went
    assert yard.without(granted, "auditor", FORGED).went


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_happened_is_not_made_to_have_happened_otherwise(yard: Yard, table: str) -> None:
    for login in EVERYBODY:
        assert yard.attempt(login, f"DELETE FROM {table}").code == "42501"
        assert yard.attempt(login, f"TRUNCATE {table} CASCADE").code == "42501"


CHANGE = "UPDATE customer SET wish = '三房' WHERE id = %(customer)s"
NEWEST = "SELECT login, person_id FROM audit WHERE table_name = 'customer' ORDER BY id DESC LIMIT 1"


def test_a_change_stands_under_the_name_of_whoever_signed_in(yard: Yard) -> None:
    """Whatever the session calls itself; the superuser looks at the end. A role that is put on may not even write."""
    look = ("RESET SESSION AUTHORIZATION", NEWEST)
    called = "SET LOCAL application_name = 'manager@yard'"
    seen = yard.without((), "consultant", called, CHANGE, *look)
    assert seen.rows == (("consultant@yard", yard.ids["person_consultant"]),)
    for role in ("office.consultant", "customer.write", "staff"):
        assert not yard.attempt("consultant", f'SET LOCAL ROLE "{role}@{REALM}"', CHANGE).went
    another = ("RESET SESSION AUTHORIZATION", 'SET LOCAL SESSION AUTHORIZATION "manager@yard"', CHANGE)
    seen = yard.without((), "consultant", *another, *look)
    assert seen.rows == (("manager@yard", yard.ids["person_manager"]),)


def test_a_row_bears_the_name_of_whoever_signed_in_and_the_time_of_the_database(yard: Yard) -> None:
    forged = {
        ("consultant", "follow_up"): "customer_id, kind, happened_at, note) VALUES (%(customer)s, 'visit', now(), ''",
        ("control", "hold"): "unit_id, reason, expires_at) VALUES (%(free)s, '等', now() + interval '1 hour'",
        ("operator", "price_list"): "version_no, name, source, effective_at) VALUES (99, 'X', '', now()",
        (
            "control",
            "attachment",
        ): "subject, subject_id, name, mime, sha256, content) VALUES ('x', 1, 'x', 'x', 'x', ''",
        ("cashier", "receipt_print"): "receipt_id, copy_no, data_sha256) VALUES (%(receipt)s, 9, 'x'",
    }
    for (login, table), values in forged.items():
        insert = f"INSERT INTO {table} (created_by, created_at, project_id, {values})".replace(
            "VALUES (", "VALUES (%(person_manager)s, '2020-01-01', %(project)s, "
        )
        stamps = f"SELECT created_by, created_at > now() - interval '1 minute' FROM {table} ORDER BY id DESC LIMIT 1"
        assert yard.attempt(login, insert, stamps).rows == ((yard.ids[f"person_{login}"], True),), table
        stamp = f"DROP TRIGGER sd_a_stamp_{table} ON {table}"
        assert yard.without(stamp, login, insert, stamps).rows == ((yard.ids["person_manager"], False),), table


# --- requests ---------------------------------------------------------------------------------------------------------

REQUEST = (
    "INSERT INTO command (request_id, verb, arguments_sha256, person_id) VALUES ('r-1', %(verb)s, %(sum)s, %(whose)s)"
)


def test_a_request_id_stands_for_one_command_of_one_person(yard: Yard) -> None:
    """It is neither used again nor made to stand for another verb or other arguments afterwards."""
    mine = {"verb": "subscribe", "sum": "a" * 64, "whose": yard.ids["person_control"]}
    assert yard.attempt("control", REQUEST, **mine).went
    assert yard.attempt("control", REQUEST, REQUEST, **mine).code == "23505"
    again = REQUEST + " ON CONFLICT (person_id, request_id) DO UPDATE SET "
    assert yard.attempt("control", REQUEST, again + "verb = 'refund'", **mine).code == "42501"
    for change in (
        "verb = 'refund'",
        "arguments_sha256 = 'b'",
        "person_id = 1",
        "request_id = 'r-2'",
        "created_at = now()",
    ):
        assert yard.attempt("control", REQUEST, f"UPDATE command SET {change}", **mine).code == "42501", change
    assert yard.attempt("control", REQUEST, "DELETE FROM command", **mine).code == "42501"
    unique = "ALTER TABLE command DROP CONSTRAINT uq_command_person_id_request_id"
    assert yard.without(unique, "control", REQUEST, REQUEST, **mine).went


def test_a_command_is_noted_in_ones_own_name_alone(yard: Yard) -> None:
    forged = {"verb": "refund", "sum": "a" * 64, "whose": yard.ids["person_cashier"]}
    whose = "SELECT person_id FROM command WHERE request_id = 'r-1'"
    assert yard.attempt("control", REQUEST, whose, **forged).rows == ((yard.ids["person_control"],),)
    stamp = "DROP TRIGGER sd_a_stamp_command ON command"
    dated = REQUEST.replace("person_id)", "person_id, created_at)").replace("%(whose)s)", "%(whose)s, now())")
    assert yard.without(stamp, "control", dated, **forged).code == "42501"
    policies = [stamp, "ALTER TABLE command DISABLE ROW LEVEL SECURITY"]
    assert yard.without(policies, "control", dated, whose, **forged).rows == ((yard.ids["person_cashier"],),)


def test_what_others_asked_for_and_what_came_of_it_is_not_seen_or_changed(yard: Yard) -> None:
    of_cashier = "person_id = %(person_cashier)s"
    assert yard.asked(f"SELECT count(*) FROM command WHERE {of_cashier}", "cashier") > 0
    for login in ("control", "manager", "admin", "auditor", stranger(OfficeRole.AUDITOR)):
        assert yard.asked(f"SELECT count(*) FROM command WHERE {of_cashier}", login) == 0
        assert yard.attempt(login, f"UPDATE command SET result = '0' WHERE {of_cashier}").count == 0
    gone = "ALTER TABLE command DISABLE ROW LEVEL SECURITY"
    assert yard.without(gone, "control", f"UPDATE command SET result = '0' WHERE {of_cashier}").count > 0
