"""Requests on SQLite: the guards of request_rules.py. Who may ask what is asked by the services there."""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.repository.after_rules import CHANGING, settles_as_agreed_sql
from salesdesk.repository.guard_rules import NO_NEW_ORDER, PRICE_CLASS_VALUES
from salesdesk.repository.request_rules import (
    AGREED_SQL,
    AS_ASKED_WHEN,
    BUYER_CHANGE,
    CANCELLATION,
    FIXED,
    HAS_MONEY,
    LATER_EVENTS,
    LOAN_CAME_SINCE,
    MOVES,
    NOT_CHANGED_ON,
    OPEN_SPECIAL_SQL,
    SPECIAL_KINDS,
    SWAP_ENDED,
    SWAPS_HOLD,
    UNPAID_PRICE,
    Plain,
    agreed_change_sql,
    as_asked_sql,
    opened_sql,
    price_shown_sql,
    rule_sql,
    same_terms_sql,
)
from salesdesk.repository.sqlite.after_guards import after_guards
from salesdesk.repository.sqlite.plain import VALID, listed, pairs, refuse, trigger


def _at(data: str, path: str) -> str:
    return f"json_extract({data}, '$.{path}')"


_PLAIN = Plain(_at, _at, lambda data, path: f"json_each({data}, '$.{path}') one", lambda column: column)


def request_guards() -> Iterator[str]:
    yield from after_guards(_PLAIN)
    yield from _requests()
    yield from _answers()
    yield from _orders()
    yield from _dues()
    yield trigger("opening_agreed", "BEFORE INSERT ON receipt",
                  refuse("change_not_agreed",
                         "EXISTS (SELECT 1 FROM receipt_book WHERE id = NEW.book_id AND kind = 'opening') AND NOT EXISTS "
                         f"(SELECT 1 FROM sale_order o WHERE o.id = NEW.order_id "
                         f"AND {opened_sql('NEW.project_id', 'o.unit_id')})"))  # fmt: skip


def _requests() -> Iterator[str]:
    yield trigger(
        "request_begins",
        "BEFORE INSERT ON request",
        refuse("order_not_live",
               f"NEW.kind IN ({SPECIAL_KINDS}) AND NOT EXISTS (SELECT 1 FROM sale_order o WHERE o.id = NEW.order_id "
               "AND o.unit_id = NEW.unit_id AND o.stage NOT IN ('draft', 'cancelled'))")
        + refuse("unit_restricted",
                 f"NEW.kind IN ({SPECIAL_KINDS}) AND EXISTS (SELECT 1 FROM unit u WHERE u.id = NEW.unit_id "
                 "AND (u.sealed OR u.mortgaged AND NEW.kind <> 'cancellation'))")
        + refuse("not_agreed", "NEW.state <> 'asked' OR NEW.needs <> '' OR NEW.version <> 1"),
    )  # fmt: skip
    rule = rule_sql("NEW.project_id", "NEW.kind")
    locks = OPEN_SPECIAL_SQL.format(unit="unit.id")
    lock = (
        f"UPDATE unit SET change_pending = {locks}, version = version + 1 WHERE id = NEW.unit_id "
        f"AND change_pending <> {locks};"
    )
    # A row cannot be changed on its way in here: whose agreement it needs is written right after it.
    yield trigger("request_needs", "AFTER INSERT ON request",
                  f"UPDATE request SET needs = {rule} WHERE id = NEW.id; UPDATE request SET state = 'agreed', "
                  "decided_at = app_now() WHERE id = NEW.id AND needs = '';" + lock)  # fmt: skip
    fixed = [column for column in FIXED if column != "needs"]
    new, old = (", ".join(f"{row}.{column}" for column in fixed) for row in ("NEW", "OLD"))
    yield trigger("request_fixed", "BEFORE UPDATE ON request",
                  refuse("append_only", f"({new}) IS NOT ({old}) OR NEW.version < OLD.version OR "
                                        "NEW.needs <> OLD.needs AND NOT (OLD.needs = '' "
                                        f"AND OLD.version = 1 AND NEW.needs = {rule})"))  # fmt: skip
    yield trigger(
        "request_move",
        "BEFORE UPDATE OF state ON request",
        refuse("illegal_request", f"NOT ({pairs('OLD.state', 'NEW.state', MOVES)})")
        + refuse("not_agreed",
                 "NEW.state = 'agreed' AND NEW.needs <> '' "
                 f"AND NOT ({AGREED_SQL.format(needs='NEW.needs', request='NEW.id')}) "
                 f"OR NEW.state = 'agreed' AND NEW.needs = '' AND {rule} <> '' "
                 "OR NEW.state = 'declined' AND NOT EXISTS (SELECT 1 FROM request_answer a WHERE a.request_id = NEW.id "
                 "AND NOT a.agrees)"),
        "OLD.state <> NEW.state",
    )  # fmt: skip
    yield trigger("request_decided", "AFTER UPDATE OF state ON request",
                  "UPDATE request SET decided_at = CASE WHEN NEW.state IN ('agreed', 'declined') THEN app_now() "
                  "ELSE decided_at END, closed_at = CASE WHEN NEW.state NOT IN ('agreed', 'declined') THEN app_now() END, "
                  "closed_by = CASE WHEN NEW.state NOT IN ('agreed', 'declined') THEN app_person() END WHERE id = NEW.id;"
                  + lock + "UPDATE hold SET released_at = app_now(), released_by = app_person(), "
                  f"release_reason = 'swap ended' WHERE {SWAPS_HOLD} AND {SWAP_ENDED};",
                  "OLD.state <> NEW.state")  # fmt: skip


def _answers() -> Iterator[str]:
    asked = "SELECT 1 FROM request q WHERE q.id = NEW.request_id"
    role_held = (
        "EXISTS (SELECT 1 FROM membership m WHERE m.person_id = app_person() AND m.office_role = NEW.office_role "
        f"AND (m.project_id = NEW.project_id OR m.project_id IS NULL) AND {VALID})"
    )
    yield trigger(
        "answer_allowed",
        "BEFORE INSERT ON request_answer",
        refuse("request_decided", f"NOT EXISTS ({asked} AND q.state = 'asked')")
        + refuse("own_request", f"EXISTS ({asked} AND q.created_by = app_person())")
        + refuse("not_asked_of_you",
                 f"NOT EXISTS ({asked} AND ' ' || q.needs || ' ' LIKE '% ' || NEW.office_role || ' %') "
                 f"OR app_person() IS NOT NULL AND NOT {role_held}"),
    )  # fmt: skip
    agreed = AGREED_SQL.format(needs="request.needs", request="request.id")
    yield trigger("answer_decides", "AFTER INSERT ON request_answer",
                  "UPDATE request SET state = CASE WHEN NEW.agrees THEN 'agreed' ELSE 'declined' END, "
                  f"version = version + 1 WHERE id = NEW.request_id AND (NOT NEW.agrees OR {agreed});")  # fmt: skip
    shown = refuse("price_not_shown", f"NOT COALESCE({price_shown_sql(_PLAIN)}, 0)")
    for part, also in (("price", shown), ("identity", "")):
        yield trigger(f"{part}_of_open_request", f"BEFORE INSERT ON request_{part}",
                      refuse("request_decided", f"NOT EXISTS ({asked} AND q.created_by IS app_person() AND q.version = 1 "
                                            "AND NOT EXISTS (SELECT 1 FROM request_answer WHERE request_id = q.id))")
                      + also)  # fmt: skip


def _orders() -> Iterator[str]:
    restricted = " OR ".join(f"u.{column}" for column in NO_NEW_ORDER)
    swap = "SELECT 1 FROM request q WHERE q.order_id = NEW.id AND q.state = 'agreed' AND q.kind = 'swap'"
    unit = "SELECT 1 FROM unit u WHERE u.id = NEW.unit_id"
    yield trigger(
        "order_swaps",
        "BEFORE UPDATE OF unit_id ON sale_order",
        refuse("change_not_agreed",
               f"NOT EXISTS ({swap} AND q.unit_id = OLD.unit_id AND q.target_unit_id = NEW.unit_id)")
        + refuse("illegal_stage", "NEW.stage <> OLD.stage OR NEW.terms_version = OLD.terms_version")
        + refuse("unit_not_free", f"NOT EXISTS ({unit} AND u.sale_state IN ('available', 'held'))")
        + refuse("unit_restricted", f"EXISTS ({unit} AND ({restricted}))")
        + refuse("unit_without_permit", f"EXISTS ({unit} AND u.permit_id IS NULL)")
        + refuse("held_for_another",
                 "EXISTS (SELECT 1 FROM hold WHERE unit_id = NEW.unit_id AND released_at IS NULL "
                 "AND expires_at > app_now() AND customer_id IS NOT NULL AND customer_id <> NEW.customer_id)"),
        "OLD.unit_id <> NEW.unit_id",
    )  # fmt: skip
    yield trigger("order_buyers_change", "BEFORE UPDATE OF customer_id ON sale_order",
                  refuse("change_not_agreed", f"NOT {agreed_change_sql('NEW.id', BUYER_CHANGE)} OR NOT EXISTS (SELECT 1 "
                         f"FROM request q WHERE q.order_id = NEW.id AND q.state = 'agreed' AND q.kind = {BUYER_CHANGE} "
                         "AND json_extract(q.asked, '$.customer_id') = NEW.customer_id)"),
                  "OLD.customer_id <> NEW.customer_id")  # fmt: skip
    same = (
        "NEW.stage = 'contracted' AND OLD.stage = 'subscribed' "
        f"AND {same_terms_sql('NEW.id', 'OLD.terms_version', 'NEW.terms_version')}"
    )
    yield trigger("terms_agreed", "BEFORE UPDATE OF terms_version ON sale_order",
                  refuse("change_not_agreed", f"NOT ({same}) AND NOT {agreed_change_sql('NEW.id')}"),
                  "OLD.terms_version <> NEW.terms_version AND OLD.stage NOT IN ('draft', 'reserved')")  # fmt: skip
    # After the others, which it would else come before.
    yield trigger("terms_published_as_asked", "AFTER UPDATE OF terms_version ON sale_order",
                  refuse("unit_restricted", f"EXISTS ({NOT_CHANGED_ON})")
                  + refuse("loan_paid_out", LOAN_CAME_SINCE)
                  + refuse("change_not_agreed", f"NOT {as_asked_sql(_PLAIN)}"), AS_ASKED_WHEN)  # fmt: skip
    yield trigger("order_cancel_clean", "BEFORE UPDATE OF stage ON sale_order",
                  refuse("money_for_order", f"{UNPAID_PRICE.format(order='NEW.id')} <> 0")
                  + refuse("change_not_agreed",
                           f"{HAS_MONEY.format(order='NEW.id')} AND {rule_sql('NEW.project_id', CANCELLATION)} <> '' "
                           f"AND OLD.stage <> 'reserved' AND NOT {agreed_change_sql('NEW.id', CANCELLATION)}"),
                  "NEW.stage = 'cancelled' AND OLD.stage <> 'cancelled'")  # fmt: skip


def _dues() -> Iterator[str]:
    columns = ("project_id", "order_id", "terms_id", "seq", "item", "klass", "name", "event", "node", "months", "days",
               "day_kind", "amount_fen", "share_millionths")  # fmt: skip
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
    yield trigger("due_dated", "BEFORE UPDATE ON due_item",
                  refuse("append_only", f"({new}) IS NOT ({old}) OR OLD.event NOT IN ({LATER_EVENTS})"))  # fmt: skip
    beside = (
        "SELECT 1 FROM order_terms t JOIN sale_order o ON o.id = t.order_id WHERE t.id = NEW.terms_id "
        "AND t.order_id = NEW.order_id"
    )
    yield trigger("due_item_before_publish", "BEFORE INSERT ON due_item",
                  refuse("terms_published",
                         f"NOT EXISTS ({beside} AND (t.version > o.terms_version OR t.version = o.terms_version "
                         f"AND NEW.klass NOT IN ({listed(PRICE_CLASS_VALUES)}) AND o.stage <> 'cancelled'))")
                  + refuse("change_not_agreed",
                           f"NEW.klass = 'settlement' AND NOT {settles_as_agreed_sql(_PLAIN)} "
                           f"AND NOT EXISTS ({beside} AND t.version > o.terms_version)")
                  + refuse("unit_restricted",
                           f"NEW.klass = 'settlement' AND {CHANGING} "
                           f"AND EXISTS ({beside} AND t.version = o.terms_version)"))  # fmt: skip
