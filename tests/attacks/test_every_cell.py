"""Every cell of office role × table × verb, column by column: what the matrix does not grant, the database refuses.

What is expected is computed from the matrix and from access.py, what happens is the server's answer on the person's own
connection. A cell that is granted is its own control: the same statement gets past the rights.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from salesdesk.domain.permissions import MATRIX, OfficeRole
from salesdesk.entities import Base
from salesdesk.repository.access import ACCESS, ANYBODY, Access
from tests.support.yard import LOGIN_OF, Outcome, Yard, local, run

CLOSED = Access()
"""A table that access.py does not name."""
TABLES: dict[str, tuple[str, ...]] = {
    name: tuple(column.name for column in table.columns) for name, table in Base.metadata.tables.items()
} | {"alembic_version": ("version_num",)}
TABLE_VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")


@dataclass(frozen=True)
class Cell:
    """One verb on one table, or on one column of it, as a statement that changes nothing where it goes."""

    table: str
    verb: str
    column: str
    granted: bool

    def statement(self) -> str:
        columns = [name for name in TABLES[self.table] if name != "id"]
        return {
            "SELECT": f"SELECT * FROM {self.table} LIMIT 0",
            "INSERT": f"INSERT INTO {self.table} ({', '.join(columns)}) SELECT {', '.join('NULL' for _ in columns)} "
            "WHERE false",
            "INSERT ID": f"INSERT INTO {self.table} (id) SELECT 1 WHERE false",
            "UPDATE": f"UPDATE {self.table} SET {self.column} = NULL WHERE false",
            "DELETE": f"DELETE FROM {self.table} WHERE false",
            "TRUNCATE": f"TRUNCATE {self.table} CASCADE",
        }[self.verb]


def cells(role: OfficeRole) -> Iterator[Cell]:
    """All that a person with this one role might try."""
    held = MATRIX[role]
    for table, columns in TABLES.items():
        access = ACCESS.get(table, CLOSED)
        reads = access.asked_by_all or bool(held.intersection((*access.read, *access.read_own)))
        yield Cell(table, "SELECT", "", reads or access.read == ANYBODY)
        yield Cell(table, "INSERT", "", access.insert == ANYBODY or bool(held.intersection(access.insert)))
        if "id" in columns:
            yield Cell(table, "INSERT ID", "", False)
        changed = {name for permission, names in access.update.items() if permission in held for name in names}
        for column in columns:
            yield Cell(table, "UPDATE", column, column in changed)
        yield Cell(table, "DELETE", "", bool(held.intersection(access.delete)))
        yield Cell(table, "TRUNCATE", "", False)


def tried(yard: Yard, login: str, cell: Cell) -> Outcome:
    if cell.verb == "TRUNCATE":  # the only one that would do something
        return yard.attempt(login, cell.statement())
    return run(yard.session(login), cell.statement())


def faults(yard: Yard, login: str, expected: Iterator[Cell]) -> list[str]:
    found = list[str]()
    for cell in expected:
        outcome = tried(yard, login, cell)
        if outcome.code != (None if cell.granted else "42501"):
            found.append(f"{login}: {cell.verb} {cell.table}.{cell.column}: {outcome.code} {outcome.message}")
    return found


def one_role_only(role: OfficeRole) -> str:
    return local(role) if role in (OfficeRole.ADMINISTRATOR, OfficeRole.OPERATOR) else LOGIN_OF[role]


@pytest.mark.parametrize("role", OfficeRole)
def test_a_role_may_do_to_a_table_what_the_matrix_grants_and_is_refused_the_rest(yard: Yard, role: OfficeRole) -> None:
    assert faults(yard, one_role_only(role), cells(role)) == []


def test_a_right_that_the_matrix_does_not_know_would_be_found(yard: Yard) -> None:
    consultant = yard.role("consultant")
    with yard.superuser() as owner:
        owner.execute(f"GRANT UPDATE (note) ON receipt TO {consultant}")
        try:
            found = faults(yard, "consultant", cells(OfficeRole.CONSULTANT))
        finally:
            owner.execute(f"REVOKE UPDATE (note) ON receipt FROM {consultant}")
    assert found == ["consultant: UPDATE receipt.note: None "]


def test_a_right_that_is_missing_would_be_found(yard: Yard) -> None:
    with yard.superuser() as owner:
        owner.execute(f'REVOKE SELECT ON unit_floor_price FROM "floor_price.read@{yard.realm}"')
        try:
            found = faults(yard, "auditor", cells(OfficeRole.AUDITOR))
        finally:
            owner.execute(f'GRANT SELECT ON unit_floor_price TO "floor_price.read@{yard.realm}"')
    assert found == ["auditor: SELECT unit_floor_price.: 42501 permission denied for table unit_floor_price"]


def test_every_table_of_the_database_is_among_the_cells(yard: Yard) -> None:
    query = "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = ANY(%(k)s)"
    tables = yard.attempt("", query, k=["r", "p", "f", "v", "m"])
    assert {row[0] for row in tables.rows} == set(TABLES)


def test_no_table_of_the_office_stands_without_policies(yard: Yard) -> None:
    """A table without row-level security shows every row to whoever may name it; Alembic's own is named to nobody."""
    query = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' "
    assert [row[0] for row in yard.attempt("", query + "AND NOT relrowsecurity").rows] == ["alembic_version"]


# --- what the server has noted down -----------------------------------------------------------------------------------

OTHER_RIGHTS = ("REFERENCES", "TRIGGER")


@pytest.mark.parametrize("role", OfficeRole)
def test_the_servers_own_list_of_rights_is_that_of_the_matrix(yard: Yard, role: OfficeRole) -> None:
    """Asked of the office role itself, so that a right given to a single person would not hide a missing one."""
    name = f"office.{role.value}@{yard.realm}"
    expected = {(cell.table, cell.verb, cell.column) for cell in cells(role) if cell.granted}
    staff = f"staff@{yard.realm}"
    found = set[tuple[str, str, str]]()
    with yard.superuser() as owner:
        for who in (name, staff):
            for table, verb in owner.execute(
                "SELECT c.relname, v FROM pg_class c, unnest(%(verbs)s::text[]) v "
                "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' "
                "AND has_table_privilege(%(who)s, c.oid, v)",
                {"who": who, "verbs": [*TABLE_VERBS, *OTHER_RIGHTS]},
            ):
                found.add((table, verb, ""))
            for table, verb, column in owner.execute(
                "SELECT c.relname, v, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
                "AND a.attnum > 0 AND NOT a.attisdropped, unnest('{INSERT,UPDATE}'::text[]) v "
                "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' "
                "AND has_column_privilege(%(who)s, c.oid, a.attnum, v)",
                {"who": who},
            ):
                found.add((table, verb, column) if verb == "UPDATE" else (table, verb, "" if column != "id" else "id"))
    assert found == expected
