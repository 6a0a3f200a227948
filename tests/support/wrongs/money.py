"""Money for what takes none, out of what did not come in, undone what is done."""

from __future__ import annotations

from typing import Any

from tests.support.day import SEAL, Day
from tests.support.raw import Raw
from tests.support.wrongs.wrong import Step, Wrong, in_turn, sets


def entry(kind: str = "receipt", total: int = 1_000, order: str = "order", book: str = "", **changes: Any) -> Step:
    """An entry of an account, without its parts; SQLite's counter is taken as a desk takes it."""

    def act(raw: Raw, day: Day) -> int:
        into = raw.run(
            "SELECT * FROM receipt_book WHERE project_id = :p AND kind = :kind",
            p=day.project, kind=book or ("refund" if kind == "refund" else "receipt"),
        ).mappings().one()  # fmt: skip
        values: dict[str, Any] = {
            "project_id": day.project, "book_id": into["id"], "number": into["next_no"], "kind": kind,
            "order_id": getattr(day, order), "unit_id": day.sold, "total_fen": total, "payer": "韩若溪",
            "received_on": day.house.today.isoformat(), "business_day": day.house.today.isoformat(), "reason": "",
            "note": "", "created_by": day.people["cashier"], **changes,
        }  # fmt: skip
        if not raw.postgres:
            raw.run("UPDATE receipt_book SET next_no = next_no + 1 WHERE id = :id", id=into["id"])
        return int(
            raw.one(
                f"INSERT INTO receipt ({', '.join(values)}, created_at) VALUES "
                f"({', '.join(f':{name}' for name in values)}, app_now()) RETURNING id",
                **values,
            )
        )

    return act


def reversal(of: str, total: int) -> Step:
    return lambda raw, day: entry("reversal", total, reverses_id=getattr(day, of), reason="错")(raw, day)


def part(table: str, of: int | str, amount: int, klass: str = "price", seq: int = 7) -> Step:
    columns, values = {
        "receipt_line": ("item, klass, name", f"'earnest', '{klass}', ''"),
        "receipt_tender": ("method, reference", f"'{'loan' if klass == 'loan' else 'cash'}', ''"),
    }[table]  # fmt: skip
    return lambda raw, day: raw.run(
        f"INSERT INTO {table} (project_id, receipt_id, seq, {columns}, amount_fen) VALUES "
        f"(:p, :receipt, :seq, {values}, :amount)",
        p=day.project, seq=seq, receipt=getattr(day, of) if isinstance(of, str) else of, amount=amount,
    )  # fmt: skip


def undone(klass: str = "price", paid: str = "price") -> Step:
    """A printed receipt reversed, as money of this class, paid back so."""

    def act(raw: Raw, day: Day) -> None:
        receipt = int(str(reversal("printed", -1_000_000)(raw, day)))
        part("receipt_line", receipt, -1_000_000, klass)(raw, day)
        part("receipt_tender", receipt, -1_000_000, paid)(raw, day)
        raw.commit_checks()

    return act


def unequal(raw: Raw, day: Day) -> None:
    receipt = entry(total=1_000)(raw, day)
    part("receipt_line", int(str(receipt)), 999)(raw, day)
    part("receipt_tender", int(str(receipt)), 1_000)(raw, day)
    raw.commit_checks()


def more_after_the_question(raw: Raw, day: Day) -> None:
    receipt = int(str(entry(total=1_000)(raw, day)))
    for table in ("receipt_line", "receipt_tender"):
        part(table, receipt, 1_000)(raw, day)
    raw.commit_checks()
    raw.run("INSERT INTO receipt_line (project_id, receipt_id, seq, item, klass, name, amount_fen) "
            "VALUES (:p, :r, 8, 'earnest', 'price', '', 5)", p=day.project, r=receipt)  # fmt: skip
    raw.commit_checks()


def seal_of(closed: str) -> Step:
    """A seal, with everything in it that the trigger of PostgreSQL would work out."""
    return lambda raw, day: raw.run(
        SEAL, project=day.project, number=77, day=closed, person=day.people["cashier"]
    )  # fmt: skip


def void(of: str) -> Step:
    return lambda raw, day: raw.run(
        "INSERT INTO receipt_void (project_id, receipt_id, reason, created_at, created_by) "
        "VALUES (:p, :receipt, '错', app_now(), :person)",
        p=day.project, receipt=getattr(day, of), person=day.people["cashier"],
    )  # fmt: skip


def printed(of: str) -> Step:
    return lambda raw, day: raw.run(
        "INSERT INTO receipt_print (project_id, receipt_id, copy_no, data_sha256, created_at, created_by) "
        "VALUES (:p, :receipt, 9, 'f00', app_now(), :person)",
        p=day.project, receipt=getattr(day, of), person=day.people["cashier"],
    )  # fmt: skip


def by_cashier(step: Step) -> Step:
    """Something done before, as the cashier."""

    def act(raw: Raw, day: Day) -> None:
        raw.be("cashier")
        step(raw, day)
        raw.be(None)

    return act


_ENTERS = ("sd_receipt_enters ON receipt",)
_CLOSES, _DAY = ("sd_seal_closes ON seal",), ("sd_seal_day ON seal",)
_VOID = ("sd_void_allowed ON receipt_void",)
_LATER = "(SELECT max(business_day) FROM receipt)"

_ADDS_UP = (
    "sd_receipt_adds_up ON receipt",
    "sd_receipt_line_adds_up ON receipt_line",
    "sd_receipt_tender_adds_up ON receipt_tender",
)
_LITE_ADDS_UP = (
    "sd_receipt_unfinished ON receipt",
    "sd_receipt_line_unfinished ON receipt_line",
    "sd_receipt_tender_unfinished ON receipt_tender",
)
MONEY = (
    Wrong("money for an order that is cancelled", "order_not_live", "cashier", entry(order="cancelled"), _ENTERS),
    Wrong("money received tomorrow", "received_in_future", "cashier",
          lambda raw, day: entry(received_on="2099-01-01")(raw, day), _ENTERS),
    Wrong("money for a unit that a court has sealed", "unit_sealed", "cashier", entry(), _ENTERS,
          before=sets("unit", "sealed = true", "id = {sold}")),
    Wrong("money for a unit without a permit", "unit_without_permit", "cashier", entry(), _ENTERS,
          before=sets("unit", "permit_id = NULL", "id = {sold}")),
    Wrong("money into a book that is closed", "number_not_next", "cashier", entry(), _ENTERS,
          before=sets("receipt_book", "active = false", "kind = 'receipt'"), engines=("postgresql",)),
    Wrong("a number that is not the next one", "number_not_next", "cashier", entry(number=77), _ENTERS,
          engines=("sqlite",)),
    Wrong("a counter that jumps", "number_not_next", "cashier",
          sets("receipt_book", "next_no = next_no + 2", "kind = 'receipt'"), ("sd_book_counts ON receipt_book",),
          engines=("sqlite",)),
    Wrong("more out than in", "money_out_exceeds_in", "cashier", entry("refund", -3_900_001), _ENTERS,
          ("sd_money_out_within_in ON receipt",)),
    Wrong("a reversal of another sum", "reversal_differs", "cashier", reversal("printed", -999_999), _ENTERS),
    Wrong("a reversal of a reversal", "reversal_differs", "cashier", reversal("reversal", 500_000), _ENTERS),
    Wrong("a reversal of what is void", "reversal_differs", "cashier", reversal("receipt", -3_000_000), _ENTERS,
          ("sd_receipt_enters ON receipt", "sd_money_out_within_in ON receipt"),
          before=in_turn(lambda raw, day: raw.drop(*_within(raw)), by_cashier(void("receipt")))),
    Wrong("a second reversal of the same receipt", "reversal_differs", "cashier", reversal("reversed", -500_000),
          ("constraint uq_receipt_reverses_id ON receipt",), owner=False),
    Wrong("a receipt voided after its print", "void_after_print", "cashier", void("printed"), _VOID),
    Wrong("a receipt voided after its day", "void_after_day", "cashier", void("receipt"),
          (*_VOID,), (*_VOID, "sd_void_within_in ON receipt_void"),
          before=sets("receipt_book", "open_day = '2099-01-01'", "kind = 'receipt'")),
    Wrong("a receipt voided whose money went back", "money_out_exceeds_in", "cashier", void("receipt"), _VOID,
          ("sd_void_within_in ON receipt_void",), before=by_cashier(entry("refund", -1_000_000))),
    Wrong("a reversal voided that undoes another", "void_reversed", "cashier", void("reversed"), _VOID,
          before=in_turn(
              lambda raw, day: raw.drop("sd_receipt_print_fixed ON receipt_print" if raw.postgres
                                        else "sd_receipt_print_delete_refused ON receipt_print"),
              lambda raw, day: raw.run("DELETE FROM receipt_print WHERE receipt_id = :id", id=day.reversed))),
    Wrong("a void receipt printed", "void_not_printed", "cashier", printed("receipt"),
          ("sd_print_allowed ON receipt_print",), before=by_cashier(void("receipt"))),
    Wrong("a receipt whose items come to another sum", "receipt_differs", "cashier", unequal,
          _ADDS_UP, _LITE_ADDS_UP, owner=False),
    Wrong("a reversal as money of another class", "reversal_differs", "cashier", undone("other"),
          _ADDS_UP, _LITE_ADDS_UP, owner=False),
    Wrong("a reversal paid back in another way", "reversal_differs", "cashier", undone(paid="loan"),
          _ADDS_UP, _LITE_ADDS_UP, owner=False),
    Wrong("a part added after the sum was asked for early", "receipt_differs", "cashier", more_after_the_question,
          ("sd_receipt_line_adds_up ON receipt_line",), engines=("postgresql",), owner=False),
    Wrong("a business day closed before it has come", "day_ahead", "cashier", seal_of("2099-01-01"), _CLOSES, _DAY),
    Wrong("a business day closed a second time", "day_closed", "cashier", seal_of("2025-12-31"), _CLOSES, _DAY),
    *(
        Wrong(f"a {table} added to a receipt of before", "append_only", "cashier", part(table, "receipt", 1),
              (f"sd_{table}_fresh ON {table}",))
        for table in ("receipt_line", "receipt_tender")
    ),
)  # fmt: skip


def _within(raw: Raw) -> tuple[str, ...]:
    """What else stands against voiding a receipt whose money was partly paid back."""
    return () if raw.postgres else ("sd_void_within_in ON receipt_void",)
