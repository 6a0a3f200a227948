"""What follows a contract, on SQLite: the guards of after_rules.py."""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.repository.after_rules import (
    BACK,
    BACK_AGREED,
    BACK_ELSEWHERE,
    CHANGING,
    KEYS_DAY_MOVED,
    MONEY_STEP,
    PAPER_BACK,
    SURVEYED,
    unit_settled_sql,
)
from salesdesk.repository.request_rules import Plain
from salesdesk.repository.sqlite.plain import TODAY, refuse, trigger


def after_guards(plain: Plain) -> Iterator[str]:
    yield trigger("handover_back", "BEFORE UPDATE ON sale_order",
                  refuse("change_not_agreed", f"{BACK} AND NOT {BACK_AGREED}")
                  + refuse("handover_elsewhere", f"{BACK} AND ({BACK_ELSEWHERE}) OR {KEYS_DAY_MOVED}"),
                  "OLD.stage = 'handed_over'")  # fmt: skip
    changing = refuse("unit_restricted", CHANGING)
    yield trigger("step_not_while_changing", "BEFORE INSERT ON order_step", changing, f"NEW.step <> {MONEY_STEP}")
    yield trigger("step_right", "BEFORE INSERT ON order_step", refuse("step_in_future", f"NEW.done_on > {TODAY}"))
    yield trigger("check_not_while_changing", "BEFORE INSERT ON handover_check", changing)
    yield trigger("loan_not_while_changing", "BEFORE INSERT ON order_loan", changing)
    yield trigger("loan_stays_while_changing", "BEFORE UPDATE ON order_loan", changing)
    differs = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in SURVEYED)
    yield trigger("area_settled", f"BEFORE UPDATE OF {', '.join(SURVEYED)} ON unit",
                  refuse("area_settled", unit_settled_sql(plain)), differs)  # fmt: skip
    # When it was carried out says in which month it counts. PostgreSQL's trigger keeps it whatever is sent.
    yield trigger("request_closed_stays", "BEFORE UPDATE ON request", "SELECT RAISE(ABORT, 'sd:append_only');",
                  "OLD.closed_at IS NOT NULL AND (NEW.closed_at, NEW.closed_by) IS NOT (OLD.closed_at, OLD.closed_by)")  # fmt: skip
    yield trigger("paper_void", "BEFORE UPDATE ON paper", "SELECT RAISE(ABORT, 'sd:append_only');", PAPER_BACK)
