"""Roles as sets of permissions: the house's administrator edits them, and everybody's desk follows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from salesdesk.domain.errors import NotAllowed, Refusal
from salesdesk.domain.permissions import MATRIX, OfficeRole, Permission
from salesdesk.services.people_admin import RoleOfPerson, give_role, person_called
from salesdesk.services.rights_review import review_sheet
from salesdesk.services.role_admin import RoleRights, RolesEdit, role_rights, set_roles
from tests.support.office import House

R, P = OfficeRole, Permission


@pytest.fixture
def kept(house: House) -> Iterator[House]:
    """The roles of a server belong to all its databases: they are put back in the end."""
    yield house
    now = rights(house)
    changed = [role for role in R if now[role].permissions != MATRIX[role]]
    if changed:
        house.desk("admin").perform(set_roles, edit(house, **{role.value: MATRIX[role] for role in changed}))


def rights(house: House, login: str = "admin") -> dict[OfficeRole, RoleRights]:
    return {one.role: one for one in house.desk(login).read(role_rights)}


def edit(house: House, **wanted: frozenset[Permission]) -> RolesEdit:
    now = rights(house)
    return RolesEdit(
        wanted=tuple((R(role), tuple(sorted(held))) for role, held in wanted.items()),
        seen=tuple((R(role), tuple(sorted(now[R(role)].permissions))) for role in wanted),
    )


def may(house: House, login: str) -> frozenset[Permission]:
    office = house.another_desk(login)
    return office.permissions


def test_a_new_office_begins_with_the_matrix_and_everybody_may_look(house: House) -> None:
    for login in ("admin", "operator", "consultant"):
        found = rights(house, login)
        assert {role: one.permissions for role, one in found.items()} == MATRIX
    assert rights(house)[R.CASHIER].holders == ("方雅琴",)


def test_what_a_role_is_given_and_loses_its_people_may_and_may_not(kept: House) -> None:
    form = edit(kept, auditor=MATRIX[R.AUDITOR] | {P.EXPORT}, consultant=MATRIX[R.CONSULTANT] - {P.QUOTE_WRITE})
    assert kept.desk("admin").perform(set_roles, form)
    assert P.EXPORT in may(kept, "auditor")
    assert P.QUOTE_WRITE not in may(kept, "consultant")
    assert may(kept, "manager") == MATRIX[R.MANAGER]
    (line,) = [row for row in kept.desk("admin").read(review_sheet).rows if row[1] == "auditor"]
    assert "export to Excel" in str(line[6])


@pytest.mark.parametrize("login", ["operator", "manager", "auditor", "consultant", "control"])
def test_nobody_but_the_administrator_changes_a_role(house: House, login: str) -> None:
    assert all(one.barred for one in rights(house, login).values())
    with pytest.raises(NotAllowed):
        house.desk(login).perform(set_roles, edit(house, auditor=MATRIX[R.AUDITOR] | {P.EXPORT}))


def test_the_administrator_of_one_project_changes_none_for_the_house(house: House) -> None:
    login = house.newcomer(R.ADMINISTRATOR)
    assert {str(one.barred) for one in rights(house, login).values()} == {
        "Roles belong to the whole house; the administrator of one project does not change them."
    }
    with pytest.raises(NotAllowed):
        house.desk(login).perform(set_roles, edit(house, auditor=MATRIX[R.AUDITOR] | {P.EXPORT}))


def test_nobody_changes_a_role_of_their_own(house: House) -> None:
    desk = house.desk("admin")
    with pytest.raises(Refusal, match="stays as it is"):
        desk.perform(set_roles, edit(house, administrator=frozenset({P.PEOPLE_WRITE})))
    second = house.newcomer(R.CASHIER)
    give = RoleOfPerson(person_id=desk.read(person_called, second).id, role=R.ADMINISTRATOR, everywhere=True)
    desk.perform(give_role, give)
    with pytest.raises(Refusal, match="hold themselves"):
        house.desk(second).perform(set_roles, edit(house, cashier=MATRIX[R.CASHIER] | {P.FLOOR_PRICE_READ}))


@pytest.mark.parametrize(
    ("role", "permissions"),
    [
        ("cashier", {P.ORDER_WRITE, P.RECEIPT_WRITE}),
        ("manager", {P.PEOPLE_WRITE}),
        ("manager", {P.APPROVE, P.ORDER_WRITE}),
    ],
)
def test_rights_that_take_two_people_are_refused_with_their_names(
    house: House, role: str, permissions: set[Permission]
) -> None:
    with pytest.raises(Refusal, match=r"two people|stays with the system administrator"):
        house.desk("admin").perform(set_roles, edit(house, **{role: MATRIX[R(role)] | permissions}))
    assert rights(house)[R(role)].permissions == MATRIX[R(role)]


def test_a_role_that_somebody_changed_meanwhile_is_not_overwritten(kept: House) -> None:
    desk = kept.desk("admin")
    late = edit(kept, auditor=MATRIX[R.AUDITOR] - {P.MONEY_READ})
    desk.perform(set_roles, edit(kept, auditor=MATRIX[R.AUDITOR] | {P.EXPORT}))
    with pytest.raises(Refusal, match="Auditor"):
        desk.perform(set_roles, late)
    assert rights(kept)[R.AUDITOR].permissions == MATRIX[R.AUDITOR] | {P.EXPORT}
