"""What may stand in one role: the roles that an office begins with keep to it, and nothing is asked of itself."""

from __future__ import annotations

import pytest

from salesdesk.domain.permissions import MATRIX, OfficeRole, Permission
from salesdesk.domain.role_rules import APART, KEPT, why_not_together


@pytest.mark.parametrize("role", OfficeRole)
def test_a_role_that_an_office_begins_with_keeps_to_the_rules(role: OfficeRole) -> None:
    assert why_not_together(role, MATRIX[role]) is None


@pytest.mark.parametrize(("one", "other"), APART)
def test_rights_that_take_two_people_are_named_both(one: Permission, other: Permission) -> None:
    role = next((keeper for permission, keeper in KEPT.items() if permission in (one, other)), OfficeRole.MANAGER)
    assert str(why_not_together(role, {one, other})).startswith("One role cannot both ")


def test_no_rule_is_said_twice_or_of_one_permission_alone() -> None:
    pairs = [frozenset(pair) for pair in APART]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)


def test_what_is_kept_by_a_role_is_neither_given_to_others_nor_taken_from_it() -> None:
    for permission, keeper in KEPT.items():
        for role in OfficeRole:
            held = {permission} if role is not keeper else set[Permission]()
            assert "stays with" in str(why_not_together(role, held))


def test_whoever_manages_people_sees_and_does_nothing_else() -> None:
    beside = {Permission.SETTINGS_WRITE, Permission.HISTORY_READ}
    for permission in set(Permission) - beside - {Permission.PEOPLE_WRITE}:
        assert why_not_together(OfficeRole.ADMINISTRATOR, {Permission.PEOPLE_WRITE, permission})
    assert why_not_together(OfficeRole.ADMINISTRATOR, {Permission.PEOPLE_WRITE, *beside}) is None
