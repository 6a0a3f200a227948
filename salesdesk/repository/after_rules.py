"""What the databases ask by themselves of what follows a contract, in SQL that both speak (DOMAIN.md, "States" and
"Area settlement")."""

from __future__ import annotations

from collections.abc import Mapping

from salesdesk.domain.after_contract import MAY, Step
from salesdesk.domain.permissions import Permission
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.repository.request_rules import Plain, agreed_change_sql

HANDOVER_BACK = f"'{RequestKind.HANDOVER_BACK.value}'"
AREA_CORRECTION = f"'{RequestKind.AREA_CORRECTION.value}'"
AREA_SETTLEMENT = f"'{RequestKind.AREA_SETTLEMENT.value}'"
MONEY_STEP = f"'{Step.LOAN_PAID_OUT.value}'"
"""What the bank has paid is in the books, whatever is asked for meanwhile."""
STEP_BY: Mapping[str, tuple[Permission, ...]] = {MONEY_STEP: (Permission.RECEIPT_WRITE,)} | {
    f"'{step.value}'": MAY[step.track] for step in Step if step is not Step.LOAN_PAID_OUT
}
"""Who writes a step, by the step as SQL says it: the rights of a table alone cannot tell steps apart."""

BACK = "OLD.stage = 'handed_over' AND NEW.stage IN ('contracted', 'filed')"
BACK_AGREED = agreed_change_sql("NEW.id", HANDOVER_BACK)
BACK_ELSEWHERE = "(NEW.stage = 'filed') <> (NEW.filed_on IS NOT NULL) OR NEW.handed_over_on IS NOT NULL"
"""A handover is taken back to where it came from: filed where there is a filing, and then has no day."""
KEYS_DAY_MOVED = "NEW.stage = 'handed_over' AND NEW.handed_over_on <> OLD.handed_over_on"

CHANGING = (
    "EXISTS (SELECT 1 FROM sale_order o JOIN unit u ON u.id = o.unit_id WHERE o.id = NEW.order_id AND u.change_pending)"
)
"""While a change is pending only that change goes on (DOMAIN.md, the table of restrictions)."""

SURVEYED = ("surveyed_gross_cm2", "surveyed_inner_cm2")


def area_settled_sql(order: str) -> str:
    """Whether the area of a live order ``order`` (an alias of sale_order) is settled: by a request that was carried
    out, or by a due item that an opening balance brought."""
    return (
        f"(EXISTS (SELECT 1 FROM request q WHERE q.order_id = {order}.id AND q.kind = {AREA_SETTLEMENT} "
        f"AND q.state = '{RequestState.DONE.value}') OR EXISTS (SELECT 1 FROM due_item d JOIN order_terms t "
        f"ON t.id = d.terms_id AND t.version = {order}.terms_version WHERE d.order_id = {order}.id "
        "AND d.klass = 'settlement'))"
    )


def unit_settled_sql(plain: Plain) -> str:
    """Whether a unit ``NEW`` stands under a live order whose area is settled, and no agreed correction says these very
    areas."""
    gross, inner = (plain.number("q.asked", f"areas.{name}") for name in ("gross_cm2", "inner_cm2"))
    corrected = (
        f"EXISTS (SELECT 1 FROM request q WHERE q.order_id = o.id AND q.kind = {AREA_CORRECTION} "
        f"AND q.state = '{RequestState.AGREED.value}' AND COALESCE({gross}, 0) = COALESCE(NEW.surveyed_gross_cm2, 0) "
        f"AND COALESCE({inner}, 0) = COALESCE(NEW.surveyed_inner_cm2, 0))"
    )
    return (
        "EXISTS (SELECT 1 FROM sale_order o WHERE o.unit_id = NEW.id AND o.stage NOT IN ('draft', 'cancelled') "
        f"AND {area_settled_sql('o')} AND NOT {corrected})"
    )


def settles_as_agreed_sql(plain: Plain) -> str:
    """Whether a settlement's due item ``NEW`` makes all of them together what an agreed request says: a first
    settlement the whole of it, a correction the difference to what was settled before."""
    before = (
        "(SELECT COALESCE(SUM(d.amount_fen), 0) FROM due_item d WHERE d.terms_id = NEW.terms_id "
        "AND d.klass = 'settlement')"
    )
    return (
        f"EXISTS (SELECT 1 FROM request q WHERE q.order_id = NEW.order_id AND q.state = '{RequestState.AGREED.value}' "
        f"AND q.kind IN ({AREA_SETTLEMENT}, {AREA_CORRECTION}) "
        f"AND {plain.number('q.asked', 'settlement.amount_fen')} = {before} + NEW.amount_fen)"
    )


PAPER_BACK = "OLD.superseded_at IS NOT NULL AND (NEW.superseded_at IS NULL OR NEW.superseded_at <> OLD.superseded_at)"
HANDOVER_PAPER = "handover"
"""The kind of paper that whoever hands homes over may mark as void."""
