"""No fen is lost: receipts are numbered, dated and signed by the database and never changed, and no more goes out than
came in, whoever tries at the same moment."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pytest

from salesdesk.domain.permissions import OfficeRole
from tests.support.day import pay
from tests.support.yard import Outcome, Yard, run, stranger

IN_ALL = 3_900_000
"""What came in for ``order`` and was not given back."""


def entry(kind: str, fen: int, order: str = "%(order)s", project: str = "%(project)s", **more: str) -> str:
    """An entry of an account, without its parts: they are asked for at commit."""
    values = {
        "project_id": project, "book_id": f"(SELECT id FROM receipt_book WHERE project_id = {project} AND kind = "
        f"'{'refund' if kind == 'refund' else 'receipt'}')", "kind": f"'{kind}'", "order_id": order,
        "unit_id": "%(sold)s", "total_fen": str(fen), "payer": "'韩若溪'", "received_on": "DATE '2026-01-01'",
        "reason": "''", "note": "''", **more,
    }  # fmt: skip
    return f"INSERT INTO receipt ({', '.join(values)}) VALUES ({', '.join(values.values())})"


def newest(columns: str) -> str:
    return f"SELECT {columns} FROM receipt ORDER BY id DESC LIMIT 1"


FORGED = {
    "number": "777", "business_day": "DATE '2020-01-01'", "created_at": "TIMESTAMPTZ '2020-01-01'",
    "created_by": "%(person_manager)s", "unit_id": "%(free)s",
}  # fmt: skip


def test_number_day_time_person_and_unit_of_a_receipt_are_the_databases(yard: Yard) -> None:
    """Whatever the cashier writes: a number of their own, an earlier day, another's name."""
    forged = entry("receipt", 1_000, **FORGED)
    stamped = newest("number, business_day, created_at, created_by, unit_id")
    next_no = yard.asked("SELECT next_no FROM receipt_book WHERE project_id = %(project)s AND kind = 'receipt'")
    number, day, moment, person, unit = yard.attempt("cashier", forged, stamped).rows[0]
    assert (number, person, unit) == (next_no, yard.ids["person_cashier"], yard.ids["sold"])
    assert (day, moment.year) == (yard.day.house.today, yard.day.house.today.year)
    guards = ["DROP TRIGGER sd_receipt_enters ON receipt", "DROP TRIGGER sd_a_stamp_receipt ON receipt"]
    number, day, moment, person, unit = yard.without(guards, "cashier", forged, stamped).rows[0]
    assert (number, day, person, unit) == (777, date(2020, 1, 1), yard.ids["person_manager"], yard.ids["free"])
    assert moment.year < 2021


CHANGES = {
    "changed": "UPDATE receipt SET total_fen = 1 WHERE id = %(receipt)s",
    "renumbered": "UPDATE receipt SET number = number + 100 WHERE id = %(receipt)s",
    "back-dated": "UPDATE receipt SET business_day = business_day - 1, received_on = received_on - 1",
    "signed by another": "UPDATE receipt SET created_by = %(person_manager)s",
    "given to another order": "UPDATE receipt SET order_id = %(unpaid)s WHERE id = %(receipt)s",
    "deleted": "WITH l AS (DELETE FROM receipt_line WHERE receipt_id = %(reversal)s), t AS (DELETE FROM receipt_tender "
    "WHERE receipt_id = %(reversal)s) DELETE FROM receipt WHERE id = %(reversal)s",
    "made to say another thing": "UPDATE receipt_line SET amount_fen = 1",
    "made to be paid otherwise": "DELETE FROM receipt_tender",
    "no longer void": "DELETE FROM receipt_void",
    "no longer printed": "DELETE FROM receipt_print",
    "merged away": "MERGE INTO receipt USING (SELECT 1) x ON id = %(receipt)s WHEN MATCHED THEN UPDATE SET note = 'x'",
    "entered over itself": "INSERT INTO receipt_void (project_id, receipt_id, reason, created_at, created_by) "
    "SELECT project_id, receipt_id, 'x', now(), 1 FROM receipt_void LIMIT 1 "
    "ON CONFLICT (receipt_id) DO UPDATE SET reason = 'x'",
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_a_receipt_is_never(yard: Yard, change: str) -> None:
    """Refused to everybody for want of the right; with every right, by the trigger; only without both it goes."""
    for login in ("cashier", "control", "manager", "auditor", "operator", "admin"):
        assert yard.attempt(login, change).code == "42501", login
    tables = ("receipt", "receipt_line", "receipt_tender", "receipt_void", "receipt_print")
    granted = [
        statement
        for table in tables
        for statement in (
            f"GRANT SELECT, UPDATE, DELETE ON {table} TO {yard.role('cashier')}",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        )
    ]
    assert yard.without(granted, "cashier", change).code in ("append_only", "void_reversed")
    loose = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
    assert yard.without([*granted, *loose], "cashier", change).went


def test_the_counter_of_a_book_and_its_day_are_written_by_nobody(yard: Yard) -> None:
    for change in ("next_no = 1", "next_no = next_no + 5", "open_day = open_day - 30"):
        statement = f"UPDATE receipt_book SET {change} WHERE project_id = %(project)s"
        for login in ("cashier", "operator", "admin", "control"):
            assert yard.attempt(login, statement).code == "42501"
    grant = f"GRANT UPDATE (next_no) ON receipt_book TO {yard.role('operator')}"
    jump = "UPDATE receipt_book SET next_no = next_no + 5 WHERE project_id = %(project)s"
    books = len(("receipt", "refund", "opening"))
    assert yard.without(grant, "operator", jump).count == books


BOOK = (
    "INSERT INTO receipt_book (project_id, kind, name, prefix, digits, first_no, next_no, open_day, active) "
    "VALUES (%(project)s, 'receipt', 'X', 'X', 7, 500, 900, CURRENT_DATE + 400, true)"
)


def test_a_new_book_begins_at_its_first_number_and_today(yard: Yard) -> None:
    """Else its receipts would bear numbers that nobody wrote and days that have not come."""
    begun = (
        "SELECT next_no, open_day > (app_now() AT TIME ZONE 'Asia/Shanghai')::date FROM receipt_book WHERE name = 'X'"
    )
    assert yard.attempt("operator", BOOK, begun).rows == ((500, False),)
    assert yard.without("DROP TRIGGER sd_receipt_book_begins ON receipt_book", "operator", BOOK, begun).rows == (
        (900, True),
    )


def test_a_new_book_counts_for_the_day_that_the_others_are_open_for(yard: Yard) -> None:
    """Else its receipts would fall on a day that was closed and sealed."""
    tomorrow = "(app_now() AT TIME ZONE 'Asia/Shanghai')::date + 1"
    closed = f"UPDATE receipt_book SET open_day = {tomorrow} WHERE project_id = %(project)s"
    begun = f"SELECT open_day = {tomorrow} FROM receipt_book WHERE name = 'X'"
    late = BOOK.replace("CURRENT_DATE + 400", "CURRENT_DATE - 400")
    assert yard.without(closed, "operator", late, begun).rows == ((True,),)
    loose = ["DROP TRIGGER sd_receipt_book_begins ON receipt_book", closed]
    assert yard.without(loose, "operator", late, begun).rows == ((False,),)


def test_where_a_book_begins_is_settled_by_its_first_receipt(yard: Yard) -> None:
    """Moved afterwards, the missing numbers before it would be nobody's."""
    moved = "UPDATE receipt_book SET first_no = 700 WHERE kind = '{kind}' AND project_id = %(project)s"
    for login in ("cashier", "control", "admin", "manager"):
        assert yard.attempt(login, moved.format(kind="receipt")).code == "42501", login
    used, unused = moved.format(kind="receipt"), moved.format(kind="opening")
    assert yard.attempt("operator", used).code == "book_used"
    begins = "SELECT first_no, next_no FROM receipt_book WHERE first_no = 700"
    assert yard.attempt("operator", unused, begins).rows == ((700, 700),)
    assert yard.without("DROP TRIGGER sd_book_used ON receipt_book", "operator", used).went
    assert yard.without("DROP TRIGGER sd_book_restarts ON receipt_book", "operator", unused, begins).rows == ((700, 1),)


# --- more out than in -------------------------------------------------------------------------------------------------


def test_no_more_is_paid_back_than_came_in(yard: Yard) -> None:
    too_much = entry("refund", -IN_ALL - 1)
    assert yard.attempt("cashier", too_much).code == "money_out_exceeds_in"
    assert yard.attempt("cashier", entry("refund", -IN_ALL)).went
    assert yard.without("DROP TRIGGER sd_receipt_enters ON receipt", "cashier", numbered(too_much)).went


def numbered(insert: str) -> str:
    """With the values that the trigger would have written."""
    return insert.replace(" (project_id,", " (number, business_day, created_at, created_by, project_id,").replace(
        "VALUES (", "VALUES (9000, CURRENT_DATE, now(), 1, "
    )


def test_two_refunds_in_one_statement_do_not_go_past_each_other(yard: Yard) -> None:
    half = entry("refund", -IN_ALL // 2 - 1)
    both = f"{half}, {half.split('VALUES ')[1]}"
    assert yard.attempt("cashier", both).code == "money_out_exceeds_in"
    in_parts = f"WITH a AS ({half} RETURNING id), b AS ({half} RETURNING id) SELECT * FROM a, b"
    assert yard.attempt("cashier", in_parts).code == "money_out_exceeds_in"
    assert yard.attempt("cashier", both.replace(str(-IN_ALL // 2 - 1), str(-IN_ALL // 2))).count == 2


def test_a_reversal_does_not_bring_out_what_was_paid_back_already(yard: Yard) -> None:
    undo = entry("reversal", -3_000_000, reverses_id="%(receipt)s")
    assert yard.attempt("cashier", undo).went
    assert yard.attempt("cashier", entry("refund", -1_000_000), undo).code == "money_out_exceeds_in"


@contextlib.contextmanager
def paid(yard: Yard, number: str, telephone: str) -> Iterator[int]:
    """A further order that 1,000,000 fen came in for."""
    order = yard.day.house.sold(number, telephone=telephone)
    pay(yard.day.house, order, 1_000_000)
    yield order


def parts_of(newest_of: str) -> str:
    return (
        f"WITH r AS ({newest_of}), l AS (INSERT INTO receipt_line (project_id, receipt_id, seq, item, klass, name, "
        "amount_fen) SELECT project_id, id, 1, 'earnest', 'price', '', total_fen FROM r) INSERT INTO receipt_tender "
        "(project_id, receipt_id, seq, method, amount_fen, reference) "
        "SELECT project_id, id, 1, 'cash', total_fen, '' FROM r"
    )


def at_once(yard: Yard, order: int) -> list[Outcome]:
    """Two cashiers, each on a connection of their own, pay 600,000 fen back: the first waits before it commits until
    the second waits for it."""
    refund = entry("refund", -600_000)
    parts = parts_of("SELECT * FROM receipt WHERE order_id = %(order)s ORDER BY id DESC LIMIT 1")
    values = {**yard.ids, "order": order}
    second = list[Outcome]()
    with yard.connect("cashier") as one, yard.connect("cashier") as two, yard.superuser() as watch:
        one.execute("BEGIN")
        first = run(one, refund, values)
        thread = threading.Thread(target=lambda: second.append(_in_whole(two, (refund, parts), values)))
        thread.start()
        blocked = "SELECT cardinality(pg_blocking_pids(%s)) > 0"
        while thread.is_alive() and watch.execute(blocked, [two.info.backend_pid]).fetchone() != (True,):
            thread.join(0.01)
        assert run(one, parts, values).went
        one.execute("COMMIT")
        thread.join()
    return [first, *second]


def _in_whole(connection: psycopg.Connection, statements: tuple[str, ...], values: dict[str, Any]) -> Outcome:
    connection.execute("BEGIN")
    outcome = Outcome(None)
    for statement in statements:
        outcome = run(connection, statement, values)
        if not outcome.went:
            break
    connection.execute("COMMIT" if outcome.went else "ROLLBACK")
    return outcome


def test_two_refunds_at_once_do_not_go_past_each_other_and_without_the_lock_they_would(yard: Yard) -> None:
    with paid(yard, "0501", "13912340501") as order:
        assert [outcome.code for outcome in at_once(yard, order)] == [None, "money_out_exceeds_in"]
    with paid(yard, "0502", "13912340502") as order, yard.superuser() as owner:
        (kept,) = owner.execute("SELECT pg_get_functiondef('sd_receipt_enters'::regproc)").fetchone() or ("",)
        assert "project_id FOR UPDATE;" in kept
        owner.execute(kept.replace("project_id FOR UPDATE;", "project_id;"))
        try:
            assert [outcome.code for outcome in at_once(yard, order)] == [None, None]
        finally:
            owner.execute(kept)


# --- other projects ---------------------------------------------------------------------------------------------------


def test_no_receipt_is_taken_for_an_order_of_another_project(yard: Yard) -> None:
    """Foreign keys ignore policies: neither as a row of that project nor as one of the own."""
    cashier = stranger(OfficeRole.CASHIER)
    assert yard.attempt(cashier, entry("receipt", 1_000)).code == "42501"
    own = entry("receipt", 1_000, project="%(other_project)s")
    assert yard.attempt(cashier, own).code == "order_not_live"
    trigger = "DROP TRIGGER sd_receipt_enters ON receipt"
    keys = [f"ALTER TABLE receipt DROP CONSTRAINT fk_receipt_project_id_{column}_id" for column in ("order", "unit")]
    assert yard.without(trigger, cashier, numbered(own)).code == "23503"
    assert yard.without([trigger, *keys], cashier, numbered(own)).went


def test_no_receipt_is_undone_from_another_project(yard: Yard) -> None:
    cashier = stranger(OfficeRole.CASHIER)
    for table, columns, values in (
        ("receipt_void", "reason", "'x'"),
        ("receipt_print", "copy_no, data_sha256", "9, 'x'"),
    ):
        insert = f"INSERT INTO {table} (project_id, receipt_id, {columns}) VALUES (%({{}})s, %(receipt)s, {values})"
        assert yard.attempt(cashier, insert.format("project")).code == "42501"
        assert yard.attempt(cashier, insert.format("other_project")).code == "23503"
        assert yard.attempt("cashier", insert.format("project")).went
    undo = entry("reversal", -3_000_000, project="%(other_project)s", reverses_id="%(receipt)s")
    assert yard.attempt(cashier, undo).code == "order_not_live"
