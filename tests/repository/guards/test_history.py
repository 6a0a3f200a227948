"""Savepoints, history and what is never deleted."""

from __future__ import annotations

import pytest

from salesdesk.entities import Base
from salesdesk.repository.guard_rules import APPEND_ONLY, NEVER_DELETED
from tests.repository.guards.marks import ON_POSTGRES, ON_SQLITE
from tests.support.day import Day
from tests.support.raw import Raw, outcome, raw
from tests.support.wrongs.money import entry, part

# --- savepoints -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [
    "SAVEPOINT a|receipt|parts|RELEASE a",
    "SAVEPOINT a|receipt|RELEASE a|parts",
    "SAVEPOINT a|receipt|RELEASE a|SAVEPOINT b|parts|RELEASE b",
    "receipt|SAVEPOINT a|parts|RELEASE a",
    "SAVEPOINT a|SAVEPOINT b|receipt|RELEASE b|SAVEPOINT c|parts",
])  # fmt: skip
def test_a_receipt_may_be_written_in_savepoints_of_one_transaction(steps: str, day: Day) -> None:
    def write(session: Raw) -> None:
        session.be("cashier")
        receipt = 0
        for step in steps.split("|"):
            if step == "receipt":
                receipt = int(str(entry(total=1_000)(session, day)))
            elif step == "parts":
                for table in ("receipt_line", "receipt_tender"):
                    part(table, receipt, 1_000)(session, day)
            else:
                session.run(step)
        session.commit_checks()

    assert outcome(day.house, "cashier", write) is None


def test_a_part_is_added_in_a_savepoint_to_no_receipt_of_before(day: Day) -> None:
    def add(session: Raw) -> None:
        session.be("cashier")
        session.run("SAVEPOINT a")
        entry(total=1_000)(session, day)
        part("receipt_line", "receipt", 1)(session, day)

    assert outcome(day.house, "cashier", add) == "append_only"


# --- history ----------------------------------------------------------------------------------------------------------


def rows_in(session: Raw, table: str) -> int:
    return int(session.one(f"SELECT count(*) FROM {table}"))


def a_column(table: str) -> str:
    return next(
        column.name for column in Base.metadata.tables[table].columns if column.name not in ("id", "project_id")
    )


def test_history_is_neither_changed_nor_deleted_not_even_by_the_owner(day: Day) -> None:
    for table in APPEND_ONLY:
        column = a_column(table)
        assert outcome(day.house, None, lambda s, t=table: require_rows(s, t)) is None  # type: ignore[misc]
        for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            assert outcome(day.house, None, lambda s, q=statement: s.run(q)) == "append_only", statement  # type: ignore[misc]


def require_rows(session: Raw, table: str) -> None:
    assert rows_in(session, table), f"{table} is empty: nothing was tried"


def test_history_could_be_changed_if_its_trigger_were_gone(day: Day) -> None:
    for table in APPEND_ONLY:
        guard = (
            f"sd_{table}_fixed ON {table}"
            if day.house.kind == "postgresql"
            else f"sd_{table}_update_refused ON {table}"
        )
        column = a_column(table)
        with raw(day.house) as session:
            session.drop(guard)
            assert session.run(f"UPDATE {table} SET {column} = {column}").rowcount > 0, table


def test_what_an_office_has_entered_is_never_deleted_not_even_by_the_owner(day: Day) -> None:
    for table in NEVER_DELETED:
        with raw(day.house) as session:
            require_rows(session, table)
        assert outcome(day.house, None, lambda s, t=table: s.run(f"DELETE FROM {t}")) == "never_deleted", table  # type: ignore[misc]


def test_a_row_that_nothing_refers_to_could_be_deleted_if_the_trigger_were_gone(day: Day) -> None:
    kept = "sd_command_kept ON command" if day.house.kind == "postgresql" else "sd_command_delete_refused ON command"
    with raw(day.house) as session:
        session.drop(kept)
        assert session.run("DELETE FROM command").rowcount > 0


@ON_SQLITE
def test_nothing_is_replaced_where_it_may_not_be_deleted(day: Day) -> None:
    """SQLite deletes what INSERT OR REPLACE replaces, and asks the triggers only when told to."""
    for table in ("receipt", "audit", "person"):
        replace = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = 1"
        code = outcome(day.house, "cashier", lambda s, q=replace: s.run(q))  # type: ignore[misc]
        assert code in ("append_only", "never_deleted", "number_not_next"), table


@ON_POSTGRES
def test_tables_of_record_are_not_emptied(day: Day) -> None:
    """SQLite has no TRUNCATE."""
    for table in (*APPEND_ONLY, *NEVER_DELETED):
        code = outcome(day.house, None, lambda s, t=table: s.run(f"TRUNCATE {t} CASCADE"))  # type: ignore[misc]
        assert code == "never_deleted", table
