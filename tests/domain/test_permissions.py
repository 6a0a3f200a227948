"""The matrix, against what the business page says of each role."""

from __future__ import annotations

import pytest

from salesdesk.domain.permissions import (
    MATRIX,
    PERMISSION_WORDS,
    ROLE_WORDS,
    OfficeRole,
    Permission,
    permissions_of,
)
from salesdesk.repository.access import ACCESS
from salesdesk.services.reports import NEEDED

MAY: dict[OfficeRole, str] = {
    OfficeRole.ADMINISTRATOR: "people.write settings.write history.read",
    OfficeRole.OPERATOR: "board.read floor_price.read project.write unit.write unit.launch price.write price.sign "
    "scheme.write settings.write",
    OfficeRole.CONSULTANT: "board.read hold.own customer.write quote.write",
    OfficeRole.SALES_CONTROL: "board.read hold.write customer.read_all customer.write identity.read quote.write "
    "order.read_all order.write money.read report.read report.export",
    OfficeRole.CASHIER: "board.read customer.read_all order.read_all money.read receipt.write report.read "
    "report.export",
    OfficeRole.MANAGER: "board.read floor_price.read price.sign hold.write customer.read_all customer.write "
    "customer.assign identity.read quote.write order.read_all request.approve money.read report.read report.export",
    OfficeRole.CUSTOMER_SERVICE: "board.read customer.read_all order.read_all handover.write money.read",
    OfficeRole.MANAGEMENT: "board.read floor_price.read price.sign request.approve order.read_all money.read "
    "report.read report.export",
    OfficeRole.AUDITOR: "board.read floor_price.read customer.read_all order.read_all money.read report.read "
    "history.read",
}
"""What a new office begins with. Written a second time on purpose: a slip in the matrix is a hole in the database."""

ONLY: dict[Permission, str] = {
    Permission.ORDER_WRITE: "sales_control",
    Permission.RECEIPT_WRITE: "cashier",
    Permission.HANDOVER_WRITE: "customer_service",
    Permission.PEOPLE_WRITE: "administrator",
    Permission.CUSTOMER_ASSIGN: "manager",
    Permission.UNIT_LAUNCH: "operator",
    Permission.PRICE_WRITE: "operator",
    Permission.SCHEME_WRITE: "operator",
    Permission.UNIT_WRITE: "operator",
    Permission.PROJECT_WRITE: "operator",
    Permission.HOLD_WRITE: "sales_control manager",
    Permission.HOLD_OWN: "consultant",
    Permission.HISTORY_READ: "administrator auditor",
}
"""Verbs that the page gives to one desk, or two."""

WRITES = {permission for permission in Permission if permission.endswith((".write", ".launch", ".sign", ".assign"))}


@pytest.mark.parametrize("role", OfficeRole)
def test_a_role_may_what_the_page_says_and_nothing_else(role: OfficeRole) -> None:
    assert {permission.value for permission in MATRIX[role]} == set(MAY[role].split())


@pytest.mark.parametrize(("permission", "roles"), ONLY.items())
def test_a_verb_belongs_to_the_desk_that_owns_it(permission: Permission, roles: str) -> None:
    assert {role.value for role in OfficeRole if permission in MATRIX[role]} == set(roles.split())


def test_the_administrator_sees_no_sales_data() -> None:
    reading = {Permission.BOARD_READ, Permission.CUSTOMER_READ_ALL, Permission.ORDER_READ_ALL, Permission.MONEY_READ,
               Permission.REPORT_READ, Permission.FLOOR_PRICE_READ, Permission.IDENTITY_READ}  # fmt: skip
    assert not MATRIX[OfficeRole.ADMINISTRATOR] & reading


def test_the_auditor_and_the_management_write_nothing_of_a_sale() -> None:
    assert not MATRIX[OfficeRole.AUDITOR] & WRITES
    assert MATRIX[OfficeRole.MANAGEMENT] & WRITES == {Permission.PRICE_SIGN}


def test_consultants_see_neither_floor_prices_nor_other_peoples_customers_orders_or_money() -> None:
    hidden = {Permission.FLOOR_PRICE_READ, Permission.CUSTOMER_READ_ALL, Permission.ORDER_READ_ALL,
              Permission.MONEY_READ, Permission.IDENTITY_READ, Permission.EXPORT}  # fmt: skip
    assert not MATRIX[OfficeRole.CONSULTANT] & hidden


def test_whoever_takes_money_moves_no_unit_and_the_other_way_round() -> None:
    for permissions in MATRIX.values():
        assert not {Permission.RECEIPT_WRITE, Permission.ORDER_WRITE} <= permissions


def test_whoever_reads_reports_sees_all_that_they_are_made_of() -> None:
    for role, permissions in MATRIX.items():
        assert Permission.REPORT_READ not in permissions or set(NEEDED) <= permissions, role
        assert Permission.EXPORT not in permissions or Permission.REPORT_READ in permissions, role


def test_everybody_who_sells_or_serves_sees_the_board() -> None:
    assert {role for role in OfficeRole if Permission.BOARD_READ not in MATRIX[role]} == {OfficeRole.ADMINISTRATOR}


def test_every_permission_and_every_role_has_words_of_its_own() -> None:
    assert set(PERMISSION_WORDS) == set(Permission)
    assert set(ROLE_WORDS) == set(OfficeRole) == set(MATRIX)
    for words in (list(PERMISSION_WORDS.values()), list(ROLE_WORDS.values())):
        assert all(words)
        assert len(set(words)) == len(words)


def test_every_permission_is_held_by_somebody_and_names_a_noun_and_a_verb() -> None:
    for permission in Permission:
        assert any(permission in held for held in MATRIX.values()) is (permission not in GIVEN_ON_PURPOSE), permission
        assert [bool(part) for part in permission.split(".")] == [True, True]


def test_several_roles_together_may_what_each_of_them_may() -> None:
    assert permissions_of(frozenset()) == frozenset()
    both = permissions_of(frozenset({OfficeRole.CASHIER, OfficeRole.CONSULTANT}))
    assert both == MATRIX[OfficeRole.CASHIER] | MATRIX[OfficeRole.CONSULTANT]


GIVEN_ON_PURPOSE = {Permission.CHANGE_LATE}
"""Rights that no role has until the office gives them to one: after the loan or the settlement, orders stand still."""
SAID_BY_SERVICES = {Permission.EXPORT, Permission.CHANGE_LATE}
"""Rights that open no table."""


def test_every_other_permission_opens_a_table() -> None:
    opened = set[Permission]()
    for access in ACCESS.values():
        for permissions in (access.read, access.read_own, access.insert, tuple(access.update), access.delete):
            opened |= set(permissions) if len(permissions) < len(Permission) else set()
    opened.add(Permission.PEOPLE_WRITE)  # by the functions for people
    assert set(Permission) - opened == SAID_BY_SERVICES
