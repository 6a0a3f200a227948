"""What the databases ask of requests by themselves, in SQL that both speak; their triggers are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
    """Whether a version of an order's terms says what the one before said, but for days: the same unit, total, scheme,
    due items, buyers and consultants. A contract is signed on such terms without a request."""
    parts = (
        "SELECT d.seq, d.item, d.klass, d.amount_fen FROM due_item d WHERE d.terms_id = {terms}.id",
        "SELECT b.name, b.share FROM order_buyer b WHERE b.terms_id = {terms}.id",
        "SELECT c.person_id, c.share FROM order_consultant c WHERE c.terms_id = {terms}.id",
    )
    same = " AND ".join(
        f"NOT EXISTS ({part.format(terms=one)} EXCEPT {part.format(terms=other)})"
        for part in parts
        for one, other in (("f", "e"), ("e", "f"))
    )
    return (
        "EXISTS (SELECT 1 FROM order_terms e JOIN order_terms f ON f.order_id = e.order_id AND f.unit_id = e.unit_id "
        f"AND f.total_fen = e.total_fen AND f.scheme_id = e.scheme_id WHERE e.order_id = {order} "
        f"AND e.version = {before} AND f.version = {after} AND {same})"
    )


def agreed_price_sql(project: str, unit: str, total: str, order: str = "t.order_id") -> str:
    """Whether others agreed to this very total on this very unit: for this order, or for a new one of the customer who
    was named; once, for another order that took it since has used it up. What nobody was asked about is not agreed to
    by others."""
    price = RequestKind.PRICE.value
    return (
        "EXISTS (SELECT 1 FROM request_price p JOIN request q ON q.id = p.request_id "
        f"WHERE p.project_id = {project} AND p.unit_id = {unit} AND p.total_fen = {total} "
        f"AND q.state = '{RequestState.AGREED.value}' "
        f"AND (q.needs <> '' OR {FOUR_EYES_OFF_SQL.format(project=project)}) "
        f"AND (q.order_id IS NULL OR q.order_id = {order}) "
        f"AND (q.customer_id IS NULL OR q.kind <> '{price}' OR q.customer_id = NEW.customer_id) "
        f"AND (q.kind <> '{price}' OR NOT EXISTS (SELECT 1 FROM order_terms x WHERE x.unit_id = p.unit_id "
        f"AND x.total_fen = p.total_fen AND x.order_id <> {order} AND x.created_at >= q.decided_at)))"
    )


def opened_sql(project: str, unit: str) -> str:
    """Whether a unit's order comes in with opening balances that were agreed to and are being written."""
    return (
        "EXISTS (SELECT 1 FROM request q JOIN request_price p ON p.request_id = q.id "
        f"WHERE q.project_id = {project} AND q.kind = {OPENING} AND q.state = '{RequestState.AGREED.value}' "
        f"AND p.unit_id = {unit})"
    )


@dataclass(frozen=True)
class Plain:
    """How a database reads plain data: a value by its path, and each entry of a list as ``one``."""

    text: Callable[[str, str], str]
    number: Callable[[str, str], str]
    entries: Callable[[str, str], str]
    day: Callable[[str], str]


def as_asked_sql(plain: Plain) -> str:
    """Whether the terms that an order ``NEW`` takes on are those that an agreed special transaction asked for: unit,
    scheme, total, every due item, the buyers; consultants stay. Days that come later are none that were asked for.
    After an agreed settlement of areas the terms stay as they were but for days."""
    asked = "q.asked"
    items = (
        "SELECT d.seq, d.item, d.klass, d.amount_fen, CASE WHEN d.event IN ({later}) THEN NULL ELSE {day} END "
        "FROM due_item d WHERE d.terms_id = f.id"
    ).format(later=LATER_EVENTS, day=plain.day("d.due_on"))
    wanted = (
        f"SELECT {plain.number('one.value', 'seq')}, {plain.text('one.value', 'item')}, "
        f"{plain.text('one.value', 'klass')}, {plain.number('one.value', 'amount_fen')}, "
        f"CASE WHEN {plain.text('one.value', 'event')} IN ({LATER_EVENTS}) THEN NULL "
        f"ELSE {plain.text('one.value', 'due_on')} END FROM {plain.entries(asked, 'terms.dues')}"
    )
    buyers = "SELECT b.name, b.share FROM order_buyer b WHERE b.terms_id = {terms}.id"
    named = (
        f"SELECT {plain.text('one.value', 'name')}, {plain.number('one.value', 'share')} "
        f"FROM {plain.entries(asked, 'terms.buyers')}"
    )
    kept = f"NOT EXISTS (SELECT 1 FROM {plain.entries(asked, 'terms.buyers')})"
    sellers = "SELECT c.person_id, c.share FROM order_consultant c WHERE c.terms_id = {terms}.id"
    same = " AND ".join(
        f"NOT EXISTS ({one} EXCEPT {other})"
        for one, other in (
            (items, wanted), (wanted, items), (sellers.format(terms="f"), sellers.format(terms="e")),
            (sellers.format(terms="e"), sellers.format(terms="f")),
            (named, buyers.format(terms="f")),
        )
    )  # fmt: skip
    of_buyers = (
        f"({kept} AND NOT EXISTS ({buyers.format(terms='f')} EXCEPT {buyers.format(terms='e')}) "
        f"AND NOT EXISTS ({buyers.format(terms='e')} EXCEPT {buyers.format(terms='f')}) "
        f"OR NOT {kept} AND NOT EXISTS ({buyers.format(terms='f')} EXCEPT {named}))"
    )
    return (
        "EXISTS (SELECT 1 FROM request q "
        "JOIN order_terms f ON f.order_id = q.order_id AND f.version = NEW.terms_version "
        "JOIN order_terms e ON e.order_id = q.order_id AND e.version = OLD.terms_version "
        f"WHERE q.order_id = NEW.id AND q.state = '{RequestState.AGREED.value}' AND (q.kind IN ({SPECIAL_KINDS}) "
        f"AND {plain.number(asked, 'terms_version')} = OLD.terms_version "
        f"AND {plain.number(asked, 'terms.unit_id')} = f.unit_id "
        f"AND {plain.number(asked, 'terms.scheme_id')} = f.scheme_id "
        f"AND {plain.number(asked, 'terms.working.total_fen')} = f.total_fen AND {same} AND {of_buyers} "
        f"OR q.kind = {AREA_SETTLEMENT} AND {same_terms_sql('NEW.id', 'OLD.terms_version', 'NEW.terms_version')}))"
    )


def price_shown_sql(plain: Plain) -> str:
    """Whether a request shows the total ``NEW`` that is asked for with it, on this unit: in its working, in the terms
    that it asks for, or among its opening balances. What is asked about anything else carries no price along."""
    unit, total = (plain.number("q.asked", f"terms.{name}") for name in ("unit_id", "working.total_fen"))
    return (
        "EXISTS (SELECT 1 FROM request q WHERE q.id = NEW.request_id AND CASE "
        f"WHEN q.kind = '{RequestKind.PRICE.value}' THEN q.unit_id = NEW.unit_id "
        f"AND {plain.number('q.sheet', 'working.total_fen')} = NEW.total_fen "
        f"WHEN q.kind IN ({SPECIAL_KINDS}) THEN {unit} = NEW.unit_id AND {total} = NEW.total_fen "
        f"WHEN q.kind = {OPENING} THEN EXISTS (SELECT 1 FROM {plain.entries('q.asked', 'orders')} "
        f"WHERE {plain.number('one.value', 'total_fen')} = NEW.total_fen) ELSE false END)"
    )


AS_ASKED_WHEN = (
    "OLD.terms_version <> NEW.terms_version AND OLD.stage NOT IN ('draft', 'reserved') "
    "AND NOT (OLD.stage = 'subscribed' AND NEW.stage = 'contracted')"
)
"""Terms change by request from the subscription on; signing a contract only dates them."""
NOT_CHANGED_ON = "SELECT 1 FROM unit u WHERE u.id = OLD.unit_id AND (u.sealed OR u.mortgaged)"
LOAN_CAME_SINCE = (
    "EXISTS (SELECT 1 FROM receipt r JOIN receipt_tender m ON m.receipt_id = r.id "
    "JOIN request q ON q.order_id = r.order_id "
    f"WHERE r.order_id = NEW.id AND r.kind = 'receipt' AND m.method = 'loan' AND q.kind IN ({SPECIAL_KINDS}) "
    f"AND q.state = '{RequestState.AGREED.value}' AND r.created_at >= q.created_at "
    "AND r.id NOT IN (SELECT receipt_id FROM receipt_void) "
    "AND NOT EXISTS (SELECT 1 FROM receipt v WHERE v.reverses_id = r.id))"
)
"""The bank paid out after the change was asked for; whether it may be asked for after that is another right."""
SWAP_ENDED = (
    "NEW.kind = 'swap' AND NEW.state IN ('declined', 'withdrawn', 'undone') AND OLD.state NOT IN ('declined', "
    "'withdrawn', 'undone')"
)
SWAPS_HOLD = (
    "unit_id = NEW.target_unit_id AND customer_id = NEW.customer_id AND released_at IS NULL "
    "AND created_at >= NEW.created_at"
)
"""The hold that a swap made for its customer: it ends with the swap."""


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
