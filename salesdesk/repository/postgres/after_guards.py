"""What follows a contract, on PostgreSQL: a handover is taken back only as agreed, nothing goes on beside a pending
change, a settled area stays but for an agreed correction, a void paper stays void."""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.domain.permissions import Permission
from salesdesk.repository.after_rules import (
    BACK,
    BACK_AGREED,
    BACK_ELSEWHERE,
    CHANGING,
    HANDOVER_PAPER,
    KEYS_DAY_MOVED,
    MONEY_STEP,
    PAPER_BACK,
    STEP_BY,
    SURVEYED,
    unit_settled_sql,
)
from salesdesk.repository.postgres.plpgsql import NEWEST, TODAY, guard, refuse, trigger
from salesdesk.repository.request_rules import Plain

# The lock keeps a change from being asked for between this question and the end of the transaction.
_LOCK = "PERFORM 1 FROM sale_order WHERE id = NEW.order_id FOR SHARE;"


def after_guards(plain: Plain) -> Iterator[str]:
    yield guard(
        "handover_back",
        NEWEST
        + refuse("change_not_agreed", f"{BACK} AND NOT {BACK_AGREED}")
        + refuse("handover_elsewhere", f"{BACK} AND ({BACK_ELSEWHERE}) OR {KEYS_DAY_MOVED}")
        + "RETURN NEW;",
    )
    yield trigger("handover_back", "BEFORE UPDATE ON sale_order", condition="OLD.stage = 'handed_over'")
    changing = NEWEST + _LOCK + refuse("unit_restricted", CHANGING) + "RETURN NEW;"
    yield guard("not_while_changing", changing)
    yield trigger("step_not_while_changing", "BEFORE INSERT ON order_step", "not_while_changing",
                  f"NEW.step <> {MONEY_STEP}")  # fmt: skip
    yield guard(
        "step_right",
        refuse("step_in_future", f"NEW.done_on > {TODAY}")
        + refuse("step_not_yours", f"app_person() IS NOT NULL AND NOT ({_step_may()})")
        + "RETURN NEW;",
    )
    yield trigger("step_right", "BEFORE INSERT ON order_step")
    yield trigger("check_not_while_changing", "BEFORE INSERT ON handover_check", "not_while_changing")
    yield trigger("loan_not_while_changing", "BEFORE INSERT OR UPDATE ON order_loan", "not_while_changing")
    yield guard("area_settled", NEWEST + refuse("area_settled", unit_settled_sql(plain)) + "RETURN NEW;")
    differs = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in SURVEYED)
    yield trigger("area_settled", f"BEFORE UPDATE OF {', '.join(SURVEYED)} ON unit", condition=differs)
    yield guard(
        "paper_void",
        refuse("append_only", PAPER_BACK)
        + refuse("append_only",
                 f"OLD.kind <> '{HANDOVER_PAPER}' AND app_person() IS NOT NULL "
                 "AND NOT OLD.project_id = ANY(my_projects('order.write'))")
        + "NEW.superseded_at := app_now(); RETURN NEW;",
    )  # fmt: skip
    yield trigger(
        "paper_void", "BEFORE UPDATE ON paper", condition="NEW.superseded_at IS DISTINCT FROM OLD.superseded_at"
    )


def _step_may() -> str:
    """Whether the person may write the step ``NEW``."""
    steps = dict[tuple[Permission, ...], list[str]]()
    for step, permissions in STEP_BY.items():
        steps.setdefault(permissions, []).append(step)
    return " OR ".join(
        f"NEW.step IN ({', '.join(of)}) AND NEW.project_id = ANY(my_projects('{permission.value}'))"
        for permissions, of in steps.items()
        for permission in permissions
    )
