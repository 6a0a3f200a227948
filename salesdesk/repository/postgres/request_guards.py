"""Requests on PostgreSQL: asked by one, agreed to by others; and what an order may only do when it was agreed to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from salesdesk.domain.permissions import Permission
from salesdesk.domain.requests import ASKED_BY, CARRIED_OUT_BY, RequestKind
from salesdesk.repository.after_rules import CHANGING, settles_as_agreed_sql
from salesdesk.repository.guard_rules import NO_NEW_ORDER, PRICE_CLASS_VALUES
from salesdesk.repository.postgres.after_guards import after_guards
from salesdesk.repository.postgres.plpgsql import (
    NEWEST,
    NO_POLICY,
    NOT_HERE,
    VALID,
    guard,
    listed,
    pairs,
    refuse,
    trigger,
)
from salesdesk.repository.request_rules import (
    AGREED_SQL,
    AS_ASKED_WHEN,
    BUYER_CHANGE,
    FIXED,
    LATER_EVENTS,
    LOAN_CAME_SINCE,
    MOVES,
    NOT_CHANGED_ON,
    OPEN_SPECIAL_SQL,
    SPECIAL_KINDS,
    SWAP_ENDED,
    SWAPS_HOLD,
    Plain,
    agreed_change_sql,
    as_asked_sql,
    price_shown_sql,
    rule_sql,
)


def _at(data: str, path: str) -> str:
    return f"({data}::jsonb #>> '{{{path.replace('.', ',')}}}')"


_PLAIN = Plain(
    _at, lambda data, path: f"{_at(data, path)}::bigint",
    lambda data, path: f"jsonb_array_elements({data}::jsonb #> '{{{path.replace('.', ',')}}}') one",
    lambda column: f"to_char({column}, 'YYYY-MM-DD')",
)  # fmt: skip
_NOT_HERE_42501 = "RAISE EXCEPTION 'not in this project' USING ERRCODE = '42501';"


_HEAD = "'SQ' || to_char(app_now() AT TIME ZONE 'Asia/Shanghai', 'YYYY') || '-'"
NUMBER_SQL = (
    f"{_HEAD} || lpad((1 + COALESCE((SELECT max(substr(q.number, 8)::int) FROM request q "
    f"WHERE q.project_id = NEW.project_id AND left(q.number, 7) = {_HEAD}), 0))::text, 5, '0')"
)
"""The next number of the year, whatever the desk sent."""


def request_guards() -> Iterator[str]:
    yield from after_guards(_PLAIN)
    yield from _requests()
    yield from _answers()
    yield from _orders()
    yield from _dues()


def _by_kind(who: Mapping[RequestKind, tuple[Permission, ...]], otherwise: str) -> str:
    """Refuses whoever may not ask for, or carry out, this kind in this project."""
    asked = "".join(
        f"WHEN '{kind.value}' THEN IF NOT ("
        + " OR ".join(f"NEW.project_id = ANY(my_projects('{permission}'))" for permission in permissions)
        + f") THEN {otherwise} END IF; "
        for kind, permissions in who.items()
    )
    return f"IF app_person() IS NOT NULL THEN CASE NEW.kind {asked} END CASE; END IF;"


def _carriers() -> str:
    """Whether the person may carry a request of this kind out; who may, may give it up."""
    return " ".join(
        f"WHEN '{kind.value}' THEN "
        + " OR ".join(f"NEW.project_id = ANY(my_projects('{permission}'))" for permission in permissions)
        for kind, permissions in CARRIED_OUT_BY.items()
    )


def _requests() -> Iterator[str]:
    yield guard(
        "request_begins",
        NEWEST
        + _by_kind(ASKED_BY, NO_POLICY)
        + "IF NEW.order_id IS NOT NULL THEN PERFORM 1 FROM sale_order WHERE id = NEW.order_id "
        f"AND project_id = NEW.project_id FOR NO KEY UPDATE; {NOT_HERE} END IF;"
        + refuse("order_not_live",
                 f"NEW.kind IN ({SPECIAL_KINDS}) AND NOT EXISTS (SELECT 1 FROM sale_order o WHERE o.id = NEW.order_id "
                 "AND o.unit_id = NEW.unit_id AND o.stage NOT IN ('draft', 'cancelled'))")
        + refuse("unit_restricted",
                 f"NEW.kind IN ({SPECIAL_KINDS}) AND EXISTS (SELECT 1 FROM unit u WHERE u.id = NEW.unit_id "
                 "AND (u.sealed OR u.mortgaged AND NEW.kind <> 'cancellation'))")
        # The project is locked for a moment: two requests never take one number.
        + "PERFORM 1 FROM project WHERE id = NEW.project_id FOR NO KEY UPDATE;"
        f"NEW.number := {NUMBER_SQL}; NEW.version := 1;"
        f"NEW.needs := {rule_sql('NEW.project_id', 'NEW.kind')};"
        "NEW.state := CASE NEW.needs WHEN '' THEN 'agreed' ELSE 'asked' END;"
        "NEW.decided_at := CASE NEW.needs WHEN '' THEN app_now() END;"
        "NEW.closed_at := NULL; NEW.closed_by := NULL; NEW.closing_words := ''; RETURN NEW;",
    )  # fmt: skip
    yield trigger("request_begins", "BEFORE INSERT ON request")
    new, old = (", ".join(f"{row}.{column}" for column in FIXED) for row in ("NEW", "OLD"))
    yield guard(
        "request_move",
        refuse("append_only", f"ROW({new}) IS DISTINCT FROM ROW({old})")
        # The first version is the one that is being asked: no later one is taken for it.
        + "NEW.version := OLD.version + 1; "
        "NEW.decided_at := OLD.decided_at; NEW.closed_at := OLD.closed_at; NEW.closed_by := OLD.closed_by;"
        "IF OLD.state = NEW.state THEN NEW.closing_words := OLD.closing_words; RETURN NEW; END IF;"
        + NEWEST
        + refuse("illegal_request", f"(OLD.state, NEW.state) NOT IN ({pairs(MOVES)})")
        + refuse("not_agreed",
                 f"NEW.state = 'agreed' AND NOT ({AGREED_SQL.format(needs='NEW.needs', request='NEW.id')}) "
                 "OR NEW.state = 'declined' AND NOT EXISTS (SELECT 1 FROM request_answer a WHERE a.request_id = NEW.id "
                 "AND NOT a.agrees)")
        + "IF NEW.state IN ('agreed', 'declined') THEN NEW.decided_at := app_now();"
        " ELSE NEW.closed_at := app_now(); NEW.closed_by := app_person(); END IF;"
        f"IF NEW.state = 'done' THEN {_by_kind(CARRIED_OUT_BY, _NOT_HERE_42501)} END IF;"
        + refuse("request_not_yours",
                 "NEW.state IN ('withdrawn', 'undone') AND app_person() IS NOT NULL AND app_person() <> OLD.created_by "
                 f"AND NOT CASE NEW.kind {_carriers()} END")
        + "RETURN NEW;",
    )  # fmt: skip
    yield trigger("request_move", "BEFORE UPDATE ON request")
    pending = OPEN_SPECIAL_SQL.format(unit="unit.id")
    yield guard(
        "request_locks",
        f"UPDATE unit SET change_pending = {pending}, version = version + 1 WHERE id = NEW.unit_id "
        f"AND change_pending <> {pending}; "
        f"IF TG_OP = 'UPDATE' THEN IF {SWAP_ENDED} THEN UPDATE hold SET released_at = app_now(), "
        f"release_reason = 'swap ended' WHERE {SWAPS_HOLD}; END IF; END IF; RETURN NULL;",
    )
    yield trigger("request_locks", "AFTER INSERT OR UPDATE OF state ON request")


def _answers() -> Iterator[str]:
    role_held = (
        "EXISTS (SELECT 1 FROM membership m WHERE m.person_id = app_person() AND m.office_role = NEW.office_role "
        f"AND (m.project_id = NEW.project_id OR m.project_id IS NULL) AND {VALID})"
    )
    asked = "SELECT 1 FROM request q WHERE q.id = NEW.request_id"
    yield guard(
        "answer_allowed",
        NEWEST
        + "PERFORM 1 FROM request WHERE id = NEW.request_id AND project_id = NEW.project_id FOR UPDATE;"
        + NOT_HERE
        + refuse("request_decided", f"NOT EXISTS ({asked} AND q.state = 'asked')")
        + refuse("own_request", f"EXISTS ({asked} AND q.created_by = app_person())")
        + refuse("not_asked_of_you",
                 f"NOT EXISTS ({asked} AND NEW.office_role = ANY(string_to_array(q.needs, ' '))) "
                 f"OR app_person() IS NOT NULL AND NOT {role_held}")
        + "RETURN NEW;",
    )  # fmt: skip
    yield trigger("answer_allowed", "BEFORE INSERT ON request_answer")
    agreed = AGREED_SQL.format(needs="request.needs", request="request.id")
    yield guard(
        "answer_decides",
        "UPDATE request SET state = CASE WHEN NEW.agrees THEN 'agreed' ELSE 'declined' END, version = version + 1 "
        f"WHERE id = NEW.request_id AND (NOT NEW.agrees OR {agreed}); RETURN NULL;",
    )
    yield trigger("answer_decides", "AFTER INSERT ON request_answer")
    being_asked = refuse("request_decided", f"NOT EXISTS ({asked} AND q.created_by = app_person() AND q.version = 1 "
                                            "AND sd_of_this_transaction(q.xmin))")  # fmt: skip
    yield guard("part_of_open_request", being_asked + "RETURN NEW;")
    shown = refuse("price_not_shown", f"NOT COALESCE({price_shown_sql(_PLAIN)}, false)")
    yield guard("price_of_open_request", being_asked + shown + "RETURN NEW;")
    yield trigger("price_of_open_request", "BEFORE INSERT ON request_price")
    yield trigger("identity_of_open_request", "BEFORE INSERT ON request_identity", "part_of_open_request")


def _orders() -> Iterator[str]:
    restricted = " OR ".join(f"u.{column}" for column in NO_NEW_ORDER)
    swap = "SELECT 1 FROM request q WHERE q.order_id = NEW.id AND q.state = 'agreed' AND q.kind = 'swap'"
    unit = "SELECT 1 FROM unit u WHERE u.id = NEW.unit_id"
    yield guard(
        "order_changes",
        NEWEST
        + "PERFORM 1 FROM unit WHERE id = NEW.unit_id AND project_id = NEW.project_id FOR NO KEY UPDATE;"
        + NOT_HERE
        + refuse("change_not_agreed",
                 f"NEW.unit_id <> OLD.unit_id AND NOT EXISTS ({swap} AND q.unit_id = OLD.unit_id "
                 "AND q.target_unit_id = NEW.unit_id) OR NEW.customer_id <> OLD.customer_id "
                 f"AND NOT ({agreed_change_sql('NEW.id', BUYER_CHANGE)} AND EXISTS (SELECT 1 FROM request q "
                 f"WHERE q.order_id = NEW.id AND q.state = 'agreed' AND q.kind = {BUYER_CHANGE} "
                 "AND (q.asked::jsonb ->> 'customer_id')::bigint = NEW.customer_id))")
        + "IF NEW.unit_id <> OLD.unit_id THEN "
        + refuse("illegal_stage", "NEW.stage <> OLD.stage OR NEW.terms_version = OLD.terms_version")
        + refuse("unit_not_free", f"NOT EXISTS ({unit} AND u.sale_state IN ('available', 'held'))")
        + refuse("unit_restricted", f"EXISTS ({unit} AND ({restricted}))")
        + refuse("unit_without_permit", f"EXISTS ({unit} AND u.permit_id IS NULL)")
        + refuse("held_for_another",
                 "EXISTS (SELECT 1 FROM hold WHERE unit_id = NEW.unit_id AND released_at IS NULL "
                 "AND expires_at > app_now() AND customer_id IS NOT NULL AND customer_id <> NEW.customer_id)")
        + "END IF; RETURN NEW;",
    )  # fmt: skip
    yield trigger("order_changes", "BEFORE UPDATE OF unit_id, customer_id ON sale_order",
                  condition="OLD.unit_id <> NEW.unit_id OR OLD.customer_id <> NEW.customer_id")  # fmt: skip
    yield guard(
        "terms_published_as_asked",
        refuse("unit_restricted", f"EXISTS ({NOT_CHANGED_ON})")
        + refuse("loan_paid_out", LOAN_CAME_SINCE)
        + refuse("change_not_agreed", f"NOT {as_asked_sql(_PLAIN)}")
        + "RETURN NEW;",
    )
    yield trigger("terms_published_as_asked", "BEFORE UPDATE OF terms_version ON sale_order", condition=AS_ASKED_WHEN)


def _dues() -> Iterator[str]:
    new, old = (
        ", ".join(f"{row}.{column}" for column in ("project_id", "order_id", "terms_id", "seq", "item", "klass", "name",
                                                   "event", "node", "months", "days", "day_kind", "amount_fen", "share_millionths"))
        for row in ("NEW", "OLD")
    )  # fmt: skip
    yield guard(
        "due_dated",
        refuse("append_only", f"ROW({new}) IS DISTINCT FROM ROW({old}) OR OLD.event NOT IN ({LATER_EVENTS})")
        + "RETURN NEW;",
    )
    yield trigger("due_dated", "BEFORE UPDATE ON due_item")
    beside = (
        "SELECT 1 FROM order_terms t JOIN sale_order o ON o.id = t.order_id WHERE t.id = NEW.terms_id "
        "AND t.project_id = NEW.project_id AND t.order_id = NEW.order_id"
    )
    # The lock keeps the terms from being published between this question and the end of the transaction.
    yield guard(
        "due_open",
        NEWEST
        + "PERFORM 1 FROM sale_order o JOIN order_terms t ON t.order_id = o.id WHERE t.id = NEW.terms_id FOR SHARE OF o;"
        + refuse("terms_published",
                 f"NOT EXISTS ({beside} AND (t.version > o.terms_version OR t.version = o.terms_version "
                 f"AND NEW.klass NOT IN ({listed(PRICE_CLASS_VALUES)}) AND o.stage <> 'cancelled'))")
        + refuse("change_not_agreed",
                 f"NEW.klass = 'settlement' AND NOT {settles_as_agreed_sql(_PLAIN)} "
                 f"AND NOT EXISTS ({beside} AND t.version > o.terms_version)")
        + refuse("unit_restricted",
                 f"NEW.klass = 'settlement' AND {CHANGING} AND EXISTS ({beside} AND t.version = o.terms_version)")
        + "IF app_person() IS NOT NULL AND NEW.klass <> 'settlement' "
        f"AND NOT NEW.project_id = ANY(my_projects('order.write')) THEN {NO_POLICY} END IF; RETURN NEW;",
    )  # fmt: skip
    yield trigger("due_item_open", "BEFORE INSERT ON due_item", "due_open")
