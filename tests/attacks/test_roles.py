"""Office roles are the office's to edit, by its system administrator: not by others, not one's own, and never so that
rights meet which take two people, or nobody is left who gives them."""

from __future__ import annotations

import contextlib

import pytest

from salesdesk.domain.permissions import MATRIX, OfficeRole, Permission
from salesdesk.domain.role_rules import APART
from salesdesk.repository.database import open_postgres
from salesdesk.services.office import signed_in
from tests.attacks.forged import PROJECT_ADMIN
from tests.support.office import PASSWORD
from tests.support.yard import LOGIN_OF, REALM, Yard, guest, stranger

SET = "SELECT people_role(%(role)s, %(wanted)s)"
R, P = OfficeRole, Permission


def wanted(
    role: OfficeRole, more: frozenset[Permission] = frozenset(), less: frozenset[Permission] = frozenset()
) -> list[str]:
    return sorted((MATRIX[role] | more) - less)


GIVEN = {"role": "auditor", "wanted": wanted(R.AUDITOR, frozenset({P.EXPORT}))}
TAKEN = {"role": "auditor", "wanted": wanted(R.AUDITOR, less=frozenset({P.MONEY_READ}))}


def may(permission: Permission) -> str:
    return (
        f"SELECT i_may('{permission}'), my_projects('{permission}') @> ARRAY[%(project)s::bigint], "
        f"pg_has_role(session_user, '\"{permission}@{REALM}\"'::regrole, 'USAGE')"
    )


@pytest.mark.parametrize("role", OfficeRole)
def test_nobody_but_the_houses_administrator_edits_a_role(yard: Yard, role: OfficeRole) -> None:
    logins = {LOGIN_OF[role], stranger(role), guest(role), PROJECT_ADMIN} - {"admin"}
    for login in logins:
        for office in OfficeRole:
            outcome = yard.attempt(login, SET, role=office.value, wanted=[one.value for one in P])
            assert outcome.code == "people_only", (login, office)
        for by_hand in (
            "INSERT INTO office_role_permission (office_role, permission) VALUES ('auditor', 'report.export')",
            "UPDATE office_role_permission SET office_role = 'auditor'",
            "DELETE FROM office_role_permission",
            f'GRANT "report.export@{REALM}" TO "office.auditor@{REALM}"',
        ):
            assert yard.attempt(login, by_hand).code == "42501", (login, by_hand)
    assert yard.attempt("admin", SET, **GIVEN).went


def test_by_hand_not_even_the_administrator_edits_one(yard: Yard) -> None:
    for by_hand in (
        "INSERT INTO office_role_permission (office_role, permission) VALUES ('auditor', 'report.export')",
        "DELETE FROM office_role_permission WHERE office_role = 'auditor'",
        f'GRANT "report.export@{REALM}" TO "office.auditor@{REALM}"',
        f'REVOKE "money.read@{REALM}" FROM "office.auditor@{REALM}"',
    ):
        outcome = yard.attempt("admin", by_hand)
        assert outcome.code == "42501" or any("no privileges" in note for note in outcome.notices), by_hand


def test_functions_policies_and_roles_follow_the_table_at_once(yard: Yard) -> None:
    """What was given opens what it opens, what was taken is closed, in the same moment and for the grants too."""
    assert yard.attempt("auditor", may(P.EXPORT)).rows == ((False, False, False),)
    assert yard.without(SET, "auditor", may(P.EXPORT), **GIVEN).rows == ((True, True, True),)
    receipts = "SELECT count(*) FROM receipt"
    assert yard.attempt("auditor", receipts).rows[0][0] > 0
    assert yard.without(SET, "auditor", may(P.MONEY_READ), **TAKEN).rows == ((False, False, False),)
    assert yard.without(SET, "auditor", receipts, **TAKEN).rows == ((0,),)
    take = {"role": "consultant", "wanted": wanted(R.CONSULTANT, less=frozenset({P.CUSTOMER_WRITE}))}
    enter = "INSERT INTO follow_up (project_id, customer_id, kind, happened_at, note) "
    enter += "VALUES (%(project)s, %(customer)s, 'visit', now(), 'x')"
    assert yard.attempt("consultant", enter).went
    assert yard.without(SET, "consultant", enter, **take).code == "42501"


def test_the_screens_follow_the_table(yard: Yard) -> None:
    """Kept this time, for a desk signs in on a connection of its own; put back in the end."""
    first = {"role": "auditor", "wanted": wanted(R.AUDITOR)}
    with yard.connect("admin") as admin:
        try:
            admin.execute(SET, GIVEN)
            assert _on_screen(yard, "auditor") == MATRIX[R.AUDITOR] | {P.EXPORT}
        finally:
            admin.execute(SET, first)
    assert _on_screen(yard, "auditor") == MATRIX[R.AUDITOR]


def _on_screen(yard: Yard, login: str) -> set[Permission]:
    with contextlib.closing(open_postgres(f"{yard.day.house.address}?realm={REALM}", login, PASSWORD)) as database:
        office = signed_in(database)
        office.enter(yard.day.project)
        return {permission for permission in Permission if office.may(permission)}


def test_nobody_edits_a_role_that_they_hold(yard: Yard) -> None:
    """The administrator's own, and one that was given to them beside it; without the question they would."""
    cashier = {"role": "cashier", "wanted": wanted(R.CASHIER, frozenset({P.FLOOR_PRICE_READ}))}
    beside = (
        "INSERT INTO membership (person_id, project_id, office_role) VALUES (%(person_admin)s, %(project)s, 'cashier')"
    )
    assert yard.attempt("admin", SET, **cashier).went
    assert yard.without(beside, "admin", SET, **cashier).code == "people_only"
    own = {"role": "administrator", "wanted": wanted(R.ADMINISTRATOR, less=frozenset({P.HISTORY_READ}))}
    assert yard.attempt("admin", SET, **own).code == "people_only"
    definition = yard.asked("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = 'people_role'")
    trusting = definition.replace(
        "IF EXISTS (SELECT 1 FROM membership", "IF false AND EXISTS (SELECT 1 FROM membership"
    )
    assert trusting != definition
    assert yard.without([beside, trusting.replace("%", "%%")], "admin", SET, **cashier).went


@pytest.mark.parametrize(("one", "other"), APART)
def test_rights_that_take_two_people_meet_in_no_role(yard: Yard, one: Permission, other: Permission) -> None:
    """Whichever comes first, and not even for the owner; without the guard they would."""
    role = R.ADMINISTRATOR if P.PEOPLE_WRITE in (one, other) else R.CUSTOMER_SERVICE
    both = {"role": role.value, "wanted": [one.value, other.value]}
    assert yard.attempt("", SET, **both).code == "role_apart"
    assert yard.attempt("", SET, role=role.value, wanted=[other.value, one.value]).code == "role_apart"
    assert yard.without("DROP TRIGGER sd_role_apart ON office_role_permission", "", SET, **both).went


def test_the_right_to_manage_people_is_neither_given_nor_taken(yard: Yard) -> None:
    given = {"role": "manager", "wanted": ["people.write"]}
    assert yard.attempt("admin", SET, **given).code == "role_kept"
    taken = {"role": "administrator", "wanted": ["settings.write"]}
    assert yard.attempt("", SET, **taken).code == "role_kept"
    assert yard.without("DROP TRIGGER sd_role_kept ON office_role_permission", "", SET, **taken).went
    assert yard.without("DROP TRIGGER sd_role_apart ON office_role_permission", "admin", SET, **given).went


LAST = {
    "taken from oneself": "SELECT people_take_role(%(person_admin)s, NULL, 'administrator')",
    "taken by hand": "DELETE FROM membership WHERE person_id = %(person_admin)s",
    "given an end": "UPDATE membership SET valid_to = current_date WHERE person_id = %(person_admin)s",
    "given to one project": "UPDATE membership SET project_id = %(project)s WHERE person_id = %(person_admin)s",
}


@pytest.mark.parametrize("way", LAST)
def test_the_last_administrator_stays(yard: Yard, way: str) -> None:
    login = "admin" if "oneself" in way else ""
    assert yard.attempt(login, LAST[way]).code == "last_administrator"
    second = "SELECT people_give_role(%(person_manager)s, NULL, 'administrator')"
    assert yard.without(second, login, LAST[way]).went
    assert yard.without("DROP TRIGGER sd_last_administrator ON membership", login, LAST[way]).went


def test_every_change_of_a_role_is_in_the_history_with_who_made_it(yard: Yard) -> None:
    told = (
        "SELECT action, COALESCE(after, before)::jsonb->>'permission', person_id, login FROM audit "
        "WHERE table_name = 'office_role_permission' ORDER BY id DESC LIMIT 1"
    )
    me = yard.ids["person_admin"], f"admin@{REALM}"
    assert yard.attempt("admin", SET, told, **GIVEN).rows == (("insert", "report.export", *me),)
    assert yard.attempt("admin", SET, told, **TAKEN).rows == (("delete", "money.read", *me),)
