"""Functions that run with their owner's rights: whoever calls one with forged arguments gets what is theirs anyway.

Those that people may call are tried one by one (`forged`); all others, the triggers' and those behind the triggers,
are called by nobody.
"""

from __future__ import annotations

import pytest

from salesdesk.domain.permissions import OfficeRole
from tests.attacks.forged import FORGED
from tests.support.yard import LOGIN_OF, REALM, Yard, stranger

ROWS = ("telephone_known", "customers_found", "last_changed")
"""Functions that give rows."""
NOTHING: tuple[tuple[object, ...], ...] = ()
ANYBODYS = {"app_now"}
"""Asked by everybody, and answered alike."""
TRIED_ELSEWHERE = {
    "sd_is_owner": "setting an office up",
    "people_end_session": "tests.services.test_sessions",
    "last_changed": "below, with and without its question",
    "own_password_used": "tests.attacks.test_passwords",
}
"""Where somebody who may is seen to."""
PLAIN = {"app_now", "sd_is_owner"}
"""Functions with the rights of whoever calls them."""
GIVE = "SELECT people_give_role(%(whom)s, %(where)s, %(role)s)"


@pytest.mark.parametrize("name", FORGED)
def test_a_function_with_its_owners_rights_is_not_misled_by_its_arguments(yard: Yard, name: str) -> None:
    wrong = list[str]()
    for forged in FORGED[name]:
        source = "SELECT * FROM " if name in ROWS else "SELECT "
        outcome = yard.attempt(forged.login, source + forged.call)
        if outcome.code != forged.code or (forged.rows is not None and outcome.rows != forged.rows):
            wrong.append(f"{forged.login}: {forged.call}: {outcome}")
    assert wrong == []


@pytest.mark.parametrize("name", FORGED)
def test_each_function_is_tried_by_somebody_who_may_not_and_by_somebody_who_may(yard: Yard, name: str) -> None:
    """A list of refusals alone would pass as well if nobody could call the function at all."""
    refused = [call for call in FORGED[name] if call.code is not None or call.rows in (NOTHING, ((False,),), (([],),))]
    assert refused or name in ANYBODYS, name
    assert [call for call in FORGED[name] if call not in refused] or name in TRIED_ELSEWHERE, name


FUNCTIONS = """SELECT p.oid::bigint AS id, p.proname, p.prosecdef, p.prorettype = 'trigger'::regtype AS of_trigger,
    format('%%I(%%s)', p.proname, (SELECT string_agg('NULL::' || format_type(t, NULL), ', ' ORDER BY n)
        FROM unnest(p.proargtypes) WITH ORDINALITY a (t, n))) AS call
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace"""
CALLED = "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
CALLED += "AND has_function_privilege(oid, 'EXECUTE')"


@pytest.mark.parametrize("role", OfficeRole)
def test_every_function_that_people_may_call_was_tried_and_no_other_can_be_called(yard: Yard, role: OfficeRole) -> None:
    for login in (LOGIN_OF[role], stranger(role)):
        assert {row[0] for row in yard.attempt(login, CALLED).rows} == set(FORGED)


def test_every_function_with_its_owners_rights_is_tried_here(yard: Yard) -> None:
    """One by one where people may call it; else it is called by every desk in turn, and refused."""
    functions = yard.attempt("", FUNCTIONS).rows
    assert {name for _, name, secdef, _, _ in functions if secdef} >= set(FORGED) - PLAIN
    hidden = [(id_, of_trigger, call) for id_, name, _, of_trigger, call in functions if name not in FORGED]
    assert len(hidden) > 40
    for _, _, call in hidden:
        for login in LOGIN_OF.values():
            assert yard.attempt(login, f"SELECT {call}").code == "42501", (login, call)


def test_a_trigger_is_no_function_even_for_whoever_was_given_it(yard: Yard) -> None:
    """The control of the above: with the right, PostgreSQL gets as far as what the function is."""
    for id_, name, _, of_trigger, call in yard.attempt("", FUNCTIONS).rows:
        if name in FORGED:
            continue
        given = f"DO $$ BEGIN EXECUTE format('GRANT EXECUTE ON FUNCTION %%s TO %%s', {id_}::regprocedure, "
        given += f"'{yard.role('consultant')}'); END $$"
        code = yard.without(given, "consultant", f"SELECT {call}").code
        assert code == "0A000" if of_trigger else code != "42501", call


def test_a_function_that_was_added_without_an_attack_is_found(yard: Yard) -> None:
    added = [
        "CREATE FUNCTION newly() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        f'GRANT EXECUTE ON FUNCTION newly() TO "staff@{REALM}"',
    ]
    found = {row[0] for row in yard.without(added, "consultant", CALLED).rows}
    assert found - set(FORGED) == {"newly"}


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
