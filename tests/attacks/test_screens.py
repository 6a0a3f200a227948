"""One matrix, three places that must say the same: the screens, the functions of the database, its roles and rows."""

from __future__ import annotations

import contextlib

import pytest

from salesdesk.domain.permissions import MATRIX, OfficeRole, Permission
from salesdesk.repository.database import open_postgres
from salesdesk.services.office import signed_in
from salesdesk.views.shell.places import PLACES
from tests.support.office import PASSWORD
from tests.support.yard import LOGIN_OF, REALM, Yard

ROLES = pytest.mark.parametrize("role", OfficeRole)
SHOWS: dict[str, tuple[str, ...]] = {
    "board": ("unit", "building", "entrance", "price_list_line", "hold", "unit_launch"),
    "customers": ("customer", "customer_telephone", "follow_up"),
    "orders": ("sale_order", "order_terms", "receipt"),
    "after-contract": ("construction_node", "building", "sale_order"),
    "cashier": ("receipt", "receipt_line", "receipt_book", "sale_order"),
    "requests": ("request", "request_answer"),
    "tasks": ("sale_order", "customer"),
    "commission": ("commission_entry",),
    "change": ("sale_order", "order_terms", "unit"),
    "reports": ("unit", "sale_order", "receipt", "price_list"),
    "set-up": ("project", "project_setting"),
    "deal": ("unit", "payment_scheme", "discount", "price_list_line"),
    "import": ("unit", "price_list_line"),
    "opening": ("request", "unit", "money_item"),
}
"""What a screen cannot do without naming. Of whose rows it shows nothing, the policies say."""
ITS_OWN = {"board": "unit", "customers": "customer", "orders": "sale_order", "cashier": "receipt"}
"""The rows that a screen is there for: whoever may not go there sees none of them by other ways either."""


@ROLES
def test_the_program_the_functions_and_the_roles_name_the_same_permissions(yard: Yard, role: OfficeRole) -> None:
    login = LOGIN_OF[role]
    with contextlib.closing(open_postgres(f"{yard.day.house.address}?realm={REALM}", login, PASSWORD)) as database:
        office = signed_in(database)
        office.enter(yard.day.project)
        on_screen = {permission for permission in Permission if office.may(permission)}
    by_function, by_role = set[Permission](), set[Permission]()
    for permission in Permission:
        asked = (
            f"SELECT i_may('{permission.value}') AND my_projects('{permission.value}') @> ARRAY[%(project)s::bigint], "
            f"pg_has_role(session_user, '\"{permission.value}@{REALM}\"'::regrole, 'USAGE')"
        )
        may, holds = yard.attempt(login, asked).rows[0]
        by_function |= {permission} if may else set()
        by_role |= {permission} if holds else set()
    named = yard.attempt("", "SELECT permission FROM office_role_permission WHERE office_role = %(role)s", role=role)
    assert by_function == by_role == {Permission(row[0]) for row in named.rows} == MATRIX[role]
    # Whether consultants hold for their own customers is the project's to say too.
    assert on_screen == MATRIX[role] - {Permission.HOLD_OWN}


def test_a_permission_that_only_one_of_them_names_would_be_found(yard: Yard) -> None:
    named = "INSERT INTO office_role_permission (office_role, permission) VALUES ('auditor', 'receipt.write')"
    may = "SELECT i_may('receipt.write'), pg_has_role(session_user, '\"receipt.write@yard\"'::regrole, 'USAGE')"
    assert yard.attempt("auditor", may).rows == ((False, False),)
    assert yard.without(named, "auditor", may).rows == ((True, False),)
    granted = f'GRANT "receipt.write@{REALM}" TO "office.auditor@{REALM}"'
    assert yard.without(granted, "auditor", may).rows == ((False, True),)


@ROLES
def test_a_screen_that_opens_may_name_what_it_shows(yard: Yard, role: OfficeRole) -> None:
    for place in PLACES:
        if place.may_enter(MATRIX[role]):
            for table in SHOWS[place.key]:
                outcome = yard.attempt(LOGIN_OF[role], f"SELECT 1 FROM {table} LIMIT 1")
                assert outcome.went, (place.key, table)


@ROLES
def test_behind_a_screen_that_stays_closed_there_is_nothing_to_see(yard: Yard, role: OfficeRole) -> None:
    for place in PLACES:
        if place.key in ITS_OWN:
            outcome = yard.attempt(LOGIN_OF[role], f"SELECT count(*) FROM {ITS_OWN[place.key]}")
            seen = outcome.went and outcome.rows != ((0,),)
            assert seen == place.may_enter(MATRIX[role]) or (role, place.key) in ON_PURPOSE, place.key


ON_PURPOSE = {
    # the place opens for what else is there
    (OfficeRole.OPERATOR, "orders"),
    # what came in for own orders is seen there, without the till
    (OfficeRole.CONSULTANT, "cashier"),
}


def test_every_place_says_what_it_shows() -> None:
    assert {place.key for place in PLACES} <= set(SHOWS)
