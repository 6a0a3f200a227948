"""What the databases ask of requests by themselves, in SQL that both speak; their triggers are made from it."""

from __future__ import annotations

from collections.abc import Iterable

from salesdesk.domain.requests import (
    CHANGES_ORDER,
    DEFAULT_RULES,
    NEVER_ALONE,
    OPEN_STATES,
    REQUEST_MOVES,
    SPECIAL,
    RequestKind,
    RequestState,
)
from salesdesk.repository.guard_rules import FOUR_EYES_OFF_SQL


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


MOVES = tuple(sorted((old.value, new.value) for old, new in REQUEST_MOVES))
SPECIAL_KINDS = _listed(SPECIAL)
CHANGING_KINDS = _listed(CHANGES_ORDER)
OPEN = _listed(OPEN_STATES)
LATER_EVENTS = "'node', 'handover', 'loan_approval', 'settlement'"
"""Events whose day is not known when the terms are agreed: it comes later, and may be set right."""
FIXED = (
    "project_id", "number", "kind", "needs", "order_id", "unit_id", "target_unit_id", "customer_id", "receipt_id",
    "subject", "reason", "asked", "sheet", "created_at", "created_by",
)  # fmt: skip
"""What was asked and shown stays as it was."""


def rule_sql(project: str, kind: str) -> str:
    """Whose agreement a kind needs, as the project sets it; settings are kept as JSON."""
    defaults = " ".join(f"WHEN '{one.value}' THEN '{rule}'" for one, rule in DEFAULT_RULES.items())
    least = _listed(one.value for one in NEVER_ALONE)
    rule = (
        f"COALESCE((SELECT TRIM(value, '\"') FROM project_setting WHERE project_id = {project} "
        f"AND name = 'approval.' || {kind}), CASE {kind} {defaults} END)"
    )
    alone = FOUR_EYES_OFF_SQL.format(project=project)
    return f"CASE WHEN {alone} THEN '' WHEN {rule} = '' AND {kind} IN ({least}) THEN 'manager' ELSE {rule} END"


def agreed_change_sql(order: str, kinds: str = CHANGING_KINDS) -> str:
    """Whether a change of this order was agreed to and waits to be carried out."""
    agreed = RequestState.AGREED.value
    return (
        f"EXISTS (SELECT 1 FROM request q WHERE q.order_id = {order} AND q.state = '{agreed}' AND q.kind IN ({kinds}))"
    )


def same_terms_sql(order: str, before: str, after: str) -> str:
    """Whether a version of an order's terms says what the one before said, but for days: the same unit, total, scheme
    and buyers. A contract is signed on such terms without a request."""
    buyers = "SELECT b.name, b.share FROM order_buyer b WHERE b.terms_id = {terms}.id"
    return (
        "EXISTS (SELECT 1 FROM order_terms e JOIN order_terms f ON f.order_id = e.order_id AND f.unit_id = e.unit_id "
        f"AND f.total_fen = e.total_fen AND f.scheme_id = e.scheme_id WHERE e.order_id = {order} "
        f"AND e.version = {before} AND f.version = {after} "
        f"AND NOT EXISTS ({buyers.format(terms='f')} EXCEPT {buyers.format(terms='e')}))"
    )


def agreed_price_sql(project: str, unit: str, total: str) -> str:
    """Whether others agreed to this very total on this very unit."""
    return (
        "EXISTS (SELECT 1 FROM request_price p JOIN request q ON q.id = p.request_id "
        f"WHERE p.project_id = {project} AND p.unit_id = {unit} AND p.total_fen = {total} "
        f"AND q.state = '{RequestState.AGREED.value}')"
    )


OPEN_SPECIAL_SQL = (
    "EXISTS (SELECT 1 FROM request q WHERE q.unit_id = {unit} "
    f"AND q.kind IN ({SPECIAL_KINDS}) AND q.state IN ({OPEN}))"
)
AGREED_SQL = (
    "LENGTH({needs}) - LENGTH(REPLACE({needs}, ' ', '')) + 1 = "
    "(SELECT COUNT(*) FROM request_answer a WHERE a.request_id = {request} AND a.agrees)"
)
"""Every role that was asked has agreed: a role answers once, and only one that was asked answers."""
UNPAID_PRICE = (
    "(SELECT COALESCE(SUM(l.amount_fen), 0) FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id "
    "WHERE r.order_id = {order} AND l.klass <> 'other' AND r.id NOT IN (SELECT receipt_id FROM receipt_void))"
)
"""Money still held for an order, but for penalties and fees, which the office keeps."""
HAS_MONEY = "EXISTS (SELECT 1 FROM receipt r WHERE r.order_id = {order})"
BUYER_CHANGE = f"'{RequestKind.BUYER_CHANGE.value}'"
AREA_SETTLEMENT = f"'{RequestKind.AREA_SETTLEMENT.value}'"
CANCELLATION = f"'{RequestKind.CANCELLATION.value}'"
OPENING = f"'{RequestKind.OPENING_BALANCE.value}'"
