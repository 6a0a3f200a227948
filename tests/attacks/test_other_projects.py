"""A project that a person is no member of does not exist for them: nothing of it is seen, changed, added or told.

``other.*`` are people of a second project who are nothing in the first; ``guest.*`` are everything in the second and
one thing in the first, for a right that is held somewhere must not count elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from salesdesk.domain.permissions import MATRIX, OfficeRole
from salesdesk.entities import Base
from salesdesk.repository.access import ACCESS
from salesdesk.repository.guard_rules import UNIT_AGREED
from tests.support.yard import LOGIN_OF, Outcome, Yard, guest, local, stranger

PROJECT_TABLES = {
    name: table for name, table in Base.metadata.tables.items() if name == "project" or "project_id" in table.columns
}
ROLES = pytest.mark.parametrize("role", OfficeRole)
MOST_ROWS = 12
"""Rows of a table that are tried; they differ in state."""


def of_first(table: str) -> str:
    return "id = %(project)s" if table == "project" else "project_id = %(project)s"


def inserted(role: OfficeRole) -> Iterator[str]:
    """Tables of a project that this role may add to, somewhere."""
    return (table for table in PROJECT_TABLES if MATRIX[role].intersection(ACCESS[table].insert))


def changed(role: OfficeRole) -> set[tuple[str, str]]:
    """Columns that this role may change, somewhere."""
    return {
        (table, column)
        for table in PROJECT_TABLES
        for permission, columns in ACCESS[table].update.items()
        if permission in MATRIX[role]
        for column in columns
    }


def deleted(role: OfficeRole) -> Iterator[str]:
    return (table for table in PROJECT_TABLES if MATRIX[role].intersection(ACCESS[table].delete))


def rows_of_first(yard: Yard, table: str) -> list[dict[str, Any]]:
    """Rows of the first project, as they stand."""
    query = f"SELECT to_jsonb(t) FROM {table} t WHERE {of_first(table)} ORDER BY id LIMIT {MOST_ROWS}"
    rows = [dict(row[0]) for row in yard.attempt("", query).rows]
    assert rows, f"{table} is empty: nothing would be tried"
    return rows


def insert_into(table: str) -> str:
    """The statement that adds a row given as JSON, its id left to the database."""
    columns = ", ".join(f'"{name}"' for name in PROJECT_TABLES[table].columns.keys() if name != "id")  # noqa: SIM118
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table}, %(row)s::jsonb)"


def added(yard: Yard, login: str, table: str, row: dict[str, Any]) -> Outcome:
    return yard.attempt(login, insert_into(table), row=json.dumps(row))


@ROLES
def test_of_a_project_elsewhere_no_row_is_seen(yard: Yard, role: OfficeRole) -> None:
    seen = dict[str, Outcome]()
    for table in (*PROJECT_TABLES, "audit"):
        outcome = yard.attempt(stranger(role), f"SELECT count(*) FROM {table} WHERE {of_first(table)}")
        if outcome.code != "42501" and outcome.rows != ((0,),):
            seen[table] = outcome
    assert seen == {}


@ROLES
def test_in_a_project_elsewhere_no_row_is_changed_or_deleted(yard: Yard, role: OfficeRole) -> None:
    """Also without a WHERE, which reads nothing and so does not ask the policy for reading."""
    touched = dict[str, Outcome]()
    statements = {f"UPDATE {table} SET {column} = DEFAULT": table for table, column in changed(role)}
    statements |= {f"DELETE FROM {table}": table for table in deleted(role)}
    for statement, table in statements.items():
        there = yard.asked(f"SELECT count(*) FROM {table} WHERE NOT ({of_first(table)})")
        outcome = yard.attempt(stranger(role), statement)
        if outcome.went and outcome.count > there:
            touched[statement] = outcome
        outcome = yard.attempt(stranger(role), f"{statement} WHERE {of_first(table)}")
        if outcome.code != "42501" and outcome.count != 0:
            touched[statement + " there"] = outcome
    assert touched == {}


@ROLES
def test_to_a_project_elsewhere_no_row_is_added_and_no_guard_tells_of_it(yard: Yard, role: OfficeRole) -> None:
    """Guards are asked before policies. One that answered would tell what an order elsewhere has paid, to the fen."""
    told = dict[str, Outcome]()
    for table in inserted(role):
        for row in rows_of_first(yard, table):
            outcome = added(yard, stranger(role), table, row)
            if (outcome.code, outcome.message) != (
                "42501",
                f'new row violates row-level security policy for table "{table}"',
            ):
                told[table] = outcome
    assert told == {}


def test_a_guard_would_tell_of_a_project_elsewhere_if_it_did_not_ask_who_asks(yard: Yard) -> None:
    refund = (
        "INSERT INTO receipt (project_id, book_id, kind, order_id, unit_id, total_fen, payer, received_on) "
        "VALUES (%(project)s, 2, 'refund', %(order)s, %(sold)s, -900000000, 'x', '2026-01-01')"
    )
    cashier = stranger(OfficeRole.CASHIER)
    blind = (
        "CREATE OR REPLACE FUNCTION sd_adds(wanted text, project bigint) RETURNS boolean LANGUAGE sql AS 'SELECT true'"
    )
    assert yard.without(blind, cashier, refund).code == "money_out_exceeds_in"
    assert yard.attempt(cashier, refund).code == "42501"


# --- parents ----------------------------------------------------------------------------------------------------------


def parents(table: str) -> list[sa.ForeignKeyConstraint]:
    """Its references to rows that belong to a project."""
    return [
        key
        for key in PROJECT_TABLES[table].foreign_key_constraints
        if key.referred_table.name in PROJECT_TABLES and key.referred_table.name != "project"
    ]


def column_of(key: sa.ForeignKeyConstraint) -> str:
    return next(column.name for column in key.columns if column.name != "project_id")


def test_every_reference_to_a_row_of_a_project_names_the_project_too(yard: Yard) -> None:
    """Foreign keys ignore policies. Read from the server's catalogue; what refers to the project itself is left out."""
    loose = yard.attempt(
        "",
        "SELECT c.conrelid::regclass::text, c.conname FROM pg_constraint c WHERE c.contype = 'f' "
        "AND c.confrelid NOT IN ('project'::regclass, 'person'::regclass, 'company'::regclass, 'region'::regclass) "
        "AND NOT EXISTS (SELECT 1 FROM unnest(c.conkey, c.confkey) k (here, there) "
        "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = here AND a.attname = 'project_id' "
        "JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = there AND b.attname = 'project_id')",
    )
    assert loose.rows == ()


@pytest.mark.parametrize("table", [table for table in PROJECT_TABLES if parents(table)])
def test_a_row_of_another_project_is_no_parent_and_without_the_key_it_would_be(yard: Yard, table: str) -> None:
    """Each foreign key by itself, all guards and other keys away; the server answers with the key's name."""
    for key in parents(table):
        column, parent = column_of(key), key.referred_table.name
        wanted = {"project_id": yard.other, column: some_row(yard, parent)}
        row = json.dumps(rows_of_first(yard, table)[0] | wanted)
        bare = [f"ALTER TABLE {table} DISABLE TRIGGER USER", _DROP_ALL_BUT.format(table=table, kept=key.name)]
        outcome = yard.without(bare, "", insert_into(table), row=row)
        assert (outcome.code, f'"{key.name}"' in outcome.message) == ("23503", True), (key.name, outcome)
        gone = [*bare, f"ALTER TABLE {table} DROP CONSTRAINT {key.name}"]
        assert yard.without(gone, "", insert_into(table), row=row).went, key.name


_DROP_ALL_BUT = """DO $$ DECLARE name text; kept text[] := '{{{kept}, uq_{table}_project_id_id}}'; BEGIN
    FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = '{table}'::regclass AND contype IN ('f', 'u', 'c')
        AND conname <> ALL (kept) ORDER BY contype LOOP
        EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %%I CASCADE', name);
    END LOOP;
    FOR name IN SELECT indexrelid::regclass FROM pg_index WHERE indrelid = '{table}'::regclass AND indisunique
        AND NOT indisprimary AND indexrelid::regclass::text <> ALL (kept) LOOP
        EXECUTE format('DROP INDEX %%s', name);
    END LOOP; END $$"""
"""Leaves a table its primary key, what itself is referred to by, and one constraint."""


@ROLES
def test_a_parent_in_another_project_is_refused_in_the_same_words_as_one_that_is_not_there(
    yard: Yard, role: OfficeRole
) -> None:
    """Else guards and unique rules, which come before foreign keys, would tell of rows elsewhere."""
    told = list[str]()
    for table in inserted(role):
        keys = {column_of(key): key.referred_table.name for key in parents(table)}
        for row in rows_of_first(yard, table) if keys else []:
            row["project_id"] = yard.other
            for tried in ([column] for column in keys), [[column for column in keys if row[column] is not None]]:
                for columns in tried:
                    nowhere = dict.fromkeys(keys, NOWHERE) if len(columns) == 1 else dict.fromkeys(columns, NOWHERE)
                    there = {column: row[column] or some_row(yard, keys[column]) for column in columns}
                    missing = said(added(yard, stranger(role), table, row | nowhere))
                    answer = said(added(yard, stranger(role), table, row | nowhere | there))
                    if answer != missing:
                        told.append(f"{table} {columns}: {answer}, and if there is none: {missing}")
    assert told == []


NOWHERE = 10**9


def some_row(yard: Yard, table: str) -> int:
    return int(yard.asked(f"SELECT min(id) FROM {table} WHERE {of_first(table)}"))


def said(outcome: Outcome) -> tuple[str | None, str]:
    return outcome.code, re.sub(r"\d+", "…", outcome.message)


def test_a_unique_rule_would_tell_of_a_row_elsewhere_if_its_parent_were_not_looked_for_first(yard: Yard) -> None:
    held = (
        "INSERT INTO hold (project_id, unit_id, reason, expires_at) "
        "VALUES (%(other_project)s, %(held)s, '等', now() + interval '1 day')"
    )
    control = stranger(OfficeRole.SALES_CONTROL)
    assert yard.attempt(control, held).code == "23503"
    assert yard.without("DROP TRIGGER sd_hold_begins ON hold", control, held).code == "23505"


# --- rights held elsewhere --------------------------------------------------------------------------------------------


def plain(role: OfficeRole) -> str:
    """Somebody with this role in the first project and no other anywhere; nothing there belongs to them by name."""
    if role in (OfficeRole.ADMINISTRATOR, OfficeRole.OPERATOR):
        return local(role)
    return "new.consultant" if role is OfficeRole.CONSULTANT else LOGIN_OF[role]


@ROLES
def test_whoever_may_everything_elsewhere_sees_here_what_their_role_here_sees(yard: Yard, role: OfficeRole) -> None:
    for table in PROJECT_TABLES:
        count = f"SELECT count(*) FROM {table} WHERE {of_first(table)}"
        mine, theirs = yard.attempt(guest(role), count), yard.attempt(plain(role), count)
        assert mine.went, table
        assert mine.rows == (theirs.rows if theirs.went else ((0,),)), table


OTHER_VALUE = {
    "bigint": "{} + 1",
    "integer": "{} + 1",
    "boolean": "NOT {}",
    "date": "COALESCE({}, DATE '2026-01-01') + 1",
    "timestamp with time zone": "COALESCE({}, now()) + interval '1 second'",
    "text": "'8'",
    "character varying": "left({}, 1) || 'x'",
}


@ROLES
def test_whoever_may_everything_elsewhere_changes_here_what_their_role_here_changes(
    yard: Yard, role: OfficeRole
) -> None:
    """Rights on columns count in the whole database, policies for whole rows: guards have to ask once more."""
    done = list[str]()
    kinds = {(row[0], row[1]): row[2] for row in yard.attempt("", _KINDS).rows}
    everything = {cell for every in OfficeRole for cell in changed(every)}
    for table, column in sorted(everything - changed(role)):
        value = OTHER_VALUE[kinds[table, column]].format(column)
        update = f"UPDATE {table} SET {column} = {value} WHERE {of_first(table)}"
        outcome = yard.attempt(guest(role), update)
        if outcome.code not in ("42501", GUARDED_FIRST.get((table, column))) and outcome.count != 0:
            values = f"SELECT jsonb_object_agg(id, {column}) FROM {table} WHERE {of_first(table)}"
            before, after = (yard.attempt(guest(role), *steps) for steps in ([values], [update, values]))
            if not outcome.went or before != after:
                done.append(f"{table}.{column}: {outcome}")
    assert done == []


def test_without_the_guard_of_columns_a_right_held_elsewhere_would_count_here(yard: Yard) -> None:
    change = "UPDATE sale_order SET contract_number = 'X' WHERE id = %(order)s"
    login = guest(OfficeRole.CUSTOMER_SERVICE)
    assert yard.attempt(login, change).code == "42501"
    assert yard.without("DROP TRIGGER sd_sale_order_columns ON sale_order", login, change).count == 1


def test_where_no_order_rests_on_a_unit_the_guard_of_columns_is_all_that_stands(yard: Yard) -> None:
    change = "UPDATE unit SET number = 'X' WHERE id = %(free)s"
    login = guest(OfficeRole.CUSTOMER_SERVICE)
    assert yard.attempt(login, change).code == "42501"
    assert yard.without("DROP TRIGGER sd_unit_columns ON unit", login, change).count == 1


_KINDS = "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
GUARDED_FIRST = {
    ("price_list", "effective_at"): "price_list_signed",
    ("sale_order", "stage"): "illegal_stage",
    ("sale_order", "unit_id"): "change_not_agreed",
    ("sale_order", "customer_id"): "change_not_agreed",
    **{("unit", column): "unit_agreed" for column in UNIT_AGREED},
}
"""Columns whose guard speaks before the question for rights."""


@ROLES
def test_whoever_may_everything_elsewhere_adds_and_deletes_here_what_their_role_here_does(
    yard: Yard, role: OfficeRole
) -> None:
    done = list[str]()
    for table in {table for every in OfficeRole for table in inserted(every)} - set(inserted(role)):
        for row in rows_of_first(yard, table):
            outcome = added(yard, guest(role), table, row)
            if outcome.code != "42501":
                done.append(f"added {table}: {outcome}")
    for table in {table for every in OfficeRole for table in deleted(every)} - set(deleted(role)):
        outcome = yard.attempt(guest(role), f"DELETE FROM {table} WHERE {of_first(table)}")
        if outcome.count != 0 and outcome.code != "42501":
            done.append(f"deleted {table}: {outcome}")
    assert done == []
