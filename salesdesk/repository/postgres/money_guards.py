"""Money on PostgreSQL: numbers without gaps, never more out than in, nothing undone that was printed or closed."""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.repository.guard_rules import UNDONE_OTHERWISE_SQL
from salesdesk.repository.postgres.plpgsql import NEWEST, NOT_HERE, TODAY, at_commit, definer, guard, refuse, trigger
from salesdesk.repository.request_rules import opened_sql


def money_guards() -> Iterator[str]:
    yield definer(
        "sd_account(wanted bigint)",
        "bigint",
        "SELECT COALESCE(SUM(r.total_fen), 0)::bigint FROM receipt r WHERE r.order_id = wanted "
        "AND NOT EXISTS (SELECT 1 FROM receipt_void v WHERE v.receipt_id = r.id)",
        "sql",
    )
    yield from _entries()
    yield from _voids_and_prints()
    yield from _parts()


def _entries() -> Iterator[str]:
    yield definer(
        "sd_receipt_enters()",
        "trigger",
        "DECLARE o sale_order%ROWTYPE; r receipt%ROWTYPE; today date;"
        f" BEGIN today := {TODAY};"
        + NEWEST
        + "SELECT * INTO o FROM sale_order WHERE id = NEW.order_id AND project_id = NEW.project_id FOR UPDATE;"
        + refuse("order_not_live", "o.id IS NULL OR (NEW.kind IN ('receipt', 'transfer') AND o.stage IN ('cancelled', 'draft'))")
        + refuse("unit_sealed", "NEW.kind = 'receipt' AND EXISTS (SELECT 1 FROM unit WHERE id = o.unit_id AND sealed)")
        + refuse("unit_without_permit",
                 "NEW.kind = 'receipt' AND EXISTS (SELECT 1 FROM unit WHERE id = o.unit_id AND permit_id IS NULL)")
        + refuse("received_in_future", "NEW.received_on > today")
        + "IF NEW.kind = 'reversal' THEN SELECT * INTO r FROM receipt WHERE id = NEW.reverses_id;"
        + refuse("reversal_differs",
                 "r.id IS NULL OR r.total_fen <> -NEW.total_fen OR r.order_id <> NEW.order_id OR r.kind = 'reversal' "
                 "OR EXISTS (SELECT 1 FROM receipt_void WHERE receipt_id = r.id)")
        + "END IF; NEW.unit_id := o.unit_id;"
        + refuse("money_out_exceeds_in", "NEW.total_fen < 0 AND sd_account(NEW.order_id) + NEW.total_fen < 0")
        # The counter is taken last, waited for, and held to the end of this short transaction: no gap, no double.
        + "UPDATE receipt_book SET next_no = next_no + 1 WHERE id = NEW.book_id AND project_id = NEW.project_id "
        "AND active RETURNING next_no - 1, GREATEST(open_day, today) INTO NEW.number, NEW.business_day;"
        + refuse("number_not_next", "NEW.number IS NULL")
        + "IF EXISTS (SELECT 1 FROM receipt_book WHERE id = NEW.book_id AND kind = 'opening') THEN "
        + refuse("change_not_agreed",
                 f"NOT {opened_sql('NEW.project_id', 'o.unit_id')}")
        + "NEW.business_day := NEW.received_on; END IF;"
        + "NEW.created_at := app_now(); NEW.created_by := app_person(); RETURN NEW; END",
    )  # fmt: skip
    yield trigger("receipt_enters", "BEFORE INSERT ON receipt")


def _voids_and_prints() -> Iterator[str]:
    # Both lock the order of the receipt first: a void and a print of the same receipt wait for each other.
    lock = (
        "PERFORM 1 FROM sale_order o JOIN receipt r ON r.order_id = o.id WHERE r.id = NEW.receipt_id "
        f"AND r.project_id = NEW.project_id FOR UPDATE OF o; {NOT_HERE}"
    )
    yield guard(
        "void_allowed",
        NEWEST
        + lock
        + refuse("void_after_print", "EXISTS (SELECT 1 FROM receipt_print WHERE receipt_id = NEW.receipt_id)")
        + refuse("void_after_day",
                 "EXISTS (SELECT 1 FROM receipt r JOIN receipt_book b ON b.id = r.book_id WHERE r.id = NEW.receipt_id "
                 f"AND r.business_day < GREATEST(b.open_day, {TODAY}))")
        + refuse("void_reversed", "EXISTS (SELECT 1 FROM receipt WHERE reverses_id = NEW.receipt_id)")
        + refuse("money_out_exceeds_in",
                 "EXISTS (SELECT 1 FROM receipt r WHERE r.id = NEW.receipt_id "
                 "AND sd_account(r.order_id) - r.total_fen < 0)")
        + "RETURN NEW;",
    )  # fmt: skip
    yield trigger("void_allowed", "BEFORE INSERT ON receipt_void")
    yield guard(
        "print_allowed",
        NEWEST
        + lock
        + refuse("void_not_printed", "EXISTS (SELECT 1 FROM receipt_void WHERE receipt_id = NEW.receipt_id)")
        + "RETURN NEW;",
    )
    yield trigger("print_allowed", "BEFORE INSERT ON receipt_print")


def _parts() -> Iterator[str]:
    differs = " OR ".join(
        f"total_fen <> (SELECT COALESCE(SUM(amount_fen), 0) FROM {table} WHERE receipt_id = receipt.id)"
        for table in ("receipt_line", "receipt_tender")
    )
    for name, row in (("receipt_adds_up", "NEW.id"), ("receipt_part_adds_up", "NEW.receipt_id")):
        yield guard(
            name,
            refuse("receipt_differs", f"EXISTS (SELECT 1 FROM receipt WHERE id = {row} AND ({differs}))")
            + refuse("reversal_differs",
                     f"EXISTS (SELECT 1 FROM receipt r WHERE r.id = {row} AND r.kind = 'reversal' "
                     f"AND ({UNDONE_OTHERWISE_SQL}))")
            + "RETURN NULL;",
        )  # fmt: skip
    yield at_commit("receipt_adds_up", "AFTER INSERT ON receipt")
    yield _own_transaction()
    yield guard("receipt_part_fresh",
                refuse("append_only", "NOT EXISTS (SELECT 1 FROM receipt r WHERE r.id = NEW.receipt_id "
                                      "AND sd_of_this_transaction(r.xmin))") + "RETURN NEW;")  # fmt: skip
    for table in ("receipt_line", "receipt_tender"):
        yield trigger(f"{table}_fresh", f"BEFORE INSERT ON {table}", "receipt_part_fresh")
        # Asked of each part too: whoever has the question asked early could else add parts after it.
        yield at_commit(f"{table}_adds_up", f"AFTER INSERT ON {table}", "receipt_part_adds_up")


def _own_transaction() -> str:
    """Whether a row that is seen was written by this transaction, be it within a savepoint, which writes under an id of
    its own: of all rows that a transaction sees, only its own are those of a transaction still under way.

    ``xmin`` is the low half of an id; the high half is that of the nearest one. (``age()`` would do the same sum from a
    point that the session may choose.)
    """
    low = 1 << 32
    return definer(
        "sd_of_this_transaction(written xid)",
        "boolean",
        f"""DECLARE me bigint := pg_current_xact_id()::text::bigint; away bigint; BEGIN
        away := (written::text::bigint - me % {low} + {low + low // 2}) % {low} - {low // 2};
        RETURN COALESCE(pg_xact_status((me + away)::text::xid8) = 'in progress', false); END""",
    )
