"""The guards of guard_rules.py as PostgreSQL functions and triggers.

Every function is SECURITY DEFINER of the owner with a fixed ``search_path``, ``pg_temp`` last, so that what a desk has
in its session cannot shadow what the guard reads. Those that compare sums lock the order's row before they sum.
"""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.entities import Base
from salesdesk.repository.guard_rules import (
    APPEND_ONLY,
    AUDITED,
    LIVE_STAGES_SQL,
    NEVER_DELETED,
    NO_NEW_ORDER,
    PRICE_CLASS_VALUES,
    STAGE_MOVES,
    STATE_MOVES,
    TERMS_PARTS,
)

STAMP_COLUMNS = ("created_at", "created_by")


def _pairs(moves: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"('{a}', '{b}')" for a, b in moves)


def _listed(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def definer(signature: str, returns: str, body: str, language: str = "plpgsql", volatility: str = "VOLATILE") -> str:
    """A SECURITY DEFINER function that a caller's session cannot lead astray."""
    return (
        f"CREATE OR REPLACE FUNCTION {signature} RETURNS {returns} LANGUAGE {language} {volatility} SECURITY DEFINER "
        f"SET search_path = public, pg_temp AS $sd$ {body} $sd$"
    )


def _guard(name: str, body: str) -> str:
    return definer(f"sd_{name}()", "trigger", f"BEGIN {body} END")


def _trigger(name: str, when: str, function: str | None = None, condition: str = "") -> str:
    guard = f" WHEN ({condition})" if condition else ""
    return f"CREATE TRIGGER sd_{name} {when} FOR EACH ROW{guard} EXECUTE FUNCTION sd_{function or name}()"


def _refuse(code: str, condition: str) -> str:
    return f"IF {condition} THEN RAISE EXCEPTION 'sd:{code}' USING ERRCODE = 'SD001'; END IF;"


def clock_functions() -> list[str]:
    """Who asks and what time it is. ``app_person`` goes by the login of the session, which SET ROLE cannot change."""
    return [
        "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE "
        "SET search_path = pg_catalog, pg_temp AS 'SELECT clock_timestamp()'",
        definer(
            "app_person()",
            "bigint",
            "SELECT id FROM person WHERE login || '@' || (SELECT office_id FROM schema_info) = session_user AND closed_at IS NULL",
            "sql",
            "STABLE",
        ),
        definer(
            "my_projects(wanted text)",
            "bigint[]",
            """SELECT COALESCE(array_agg(DISTINCT p.id), '{}') FROM person me JOIN membership m ON m.person_id = me.id
            JOIN office_role_permission r ON r.office_role = m.office_role AND (wanted = '' OR r.permission = wanted)
            JOIN project p ON p.id = m.project_id OR m.project_id IS NULL
            WHERE me.login || '@' || (SELECT office_id FROM schema_info) = session_user AND me.closed_at IS NULL
            AND COALESCE(m.valid_from, DATE '0001-01-01') <= current_date AND COALESCE(m.valid_to, DATE '9999-12-31') >= current_date""",
            "sql",
            "STABLE",
        ),
        definer(
            "i_may(wanted text)",
            "boolean",
            """SELECT EXISTS (SELECT 1 FROM person me JOIN membership m ON m.person_id = me.id
            JOIN office_role_permission r ON r.office_role = m.office_role AND r.permission = wanted
            WHERE me.login || '@' || (SELECT office_id FROM schema_info) = session_user AND me.closed_at IS NULL
            AND COALESCE(m.valid_from, DATE '0001-01-01') <= current_date AND COALESCE(m.valid_to, DATE '9999-12-31') >= current_date)""",
            "sql",
            "STABLE",
        ),
    ]


def _append_only() -> Iterator[str]:
    yield _guard("append_only", "RAISE EXCEPTION 'sd:append_only' USING ERRCODE = 'SD001';")
    yield _guard("never_deleted", "RAISE EXCEPTION 'sd:never_deleted' USING ERRCODE = 'SD001';")
    for table in APPEND_ONLY:
        yield _trigger(f"{table}_fixed", f"BEFORE UPDATE OR DELETE ON {table}", "append_only")
    for table in NEVER_DELETED:
        yield _trigger(f"{table}_kept", f"BEFORE DELETE ON {table}", "never_deleted")


def _stamps() -> Iterator[str]:
    both = "NEW.created_at := app_now(); NEW.created_by := app_person(); RETURN NEW;"
    yield _guard("stamp_both", both)
    yield _guard("stamp_time", "NEW.created_at := app_now(); RETURN NEW;")
    yield _guard("stamp_command", "NEW.created_at := app_now(); NEW.person_id := app_person(); RETURN NEW;")
    for name, table in Base.metadata.tables.items():
        if name in ("audit", "unit_state_change"):
            continue
        if name == "command":
            yield _trigger("a_stamp_command", "BEFORE INSERT ON command", "stamp_command")
        elif all(column in table.columns for column in STAMP_COLUMNS):
            yield _trigger(f"a_stamp_{name}", f"BEFORE INSERT ON {name}", "stamp_both")
        elif "created_at" in table.columns:
            yield _trigger(f"a_stamp_{name}", f"BEFORE INSERT ON {name}", "stamp_time")


def _born() -> Iterator[str]:
    """How rows begin, whatever the desk sent: a unit unlaunched, a book at number 1, a price list unsigned."""
    begins = {
        "unit": "NEW.sale_state := 'unlaunched'; NEW.change_pending := false;",
        "receipt_book": "NEW.next_no := 1;",
        "price_list": "NEW.signed_at := NULL;",
    }
    for table, body in begins.items():
        yield _guard(f"{table}_begins", f"{body} RETURN NEW;")
        yield _trigger(f"{table}_begins", f"BEFORE INSERT ON {table}")


def _unit_state() -> Iterator[str]:
    yield definer(
        "sd_derive_unit(wanted bigint)",
        "void",
        f"""DECLARE state text; BEGIN
        SELECT stage INTO state FROM sale_order WHERE unit_id = wanted AND {LIVE_STAGES_SQL};
        IF state IS NULL AND EXISTS (SELECT 1 FROM hold WHERE unit_id = wanted AND released_at IS NULL) THEN state := 'held'; END IF;
        IF state IS NULL THEN SELECT CASE direction WHEN 'launch' THEN 'available' ELSE 'unlaunched' END INTO state
            FROM unit_launch WHERE unit_id = wanted ORDER BY id DESC LIMIT 1; END IF;
        UPDATE unit SET sale_state = COALESCE(state, 'unlaunched'), version = version + 1
            WHERE id = wanted AND sale_state <> COALESCE(state, 'unlaunched'); END""",
    )
    yield _guard("move_unit", "PERFORM sd_derive_unit(NEW.unit_id); RETURN NULL;")
    yield _guard("move_units", "PERFORM sd_derive_unit(NEW.unit_id); IF OLD.unit_id <> NEW.unit_id THEN "
                               "PERFORM sd_derive_unit(OLD.unit_id); END IF; RETURN NULL;")  # fmt: skip
    yield _trigger("launch_moves_unit", "AFTER INSERT ON unit_launch", "move_unit")
    yield _trigger("hold_moves_unit", "AFTER INSERT OR UPDATE OF released_at ON hold", "move_unit")
    yield _trigger("order_moves_unit", "AFTER UPDATE OF stage, unit_id ON sale_order", "move_units")
    yield _guard(
        "unit_move",
        _refuse("illegal_move", f"(OLD.sale_state, NEW.sale_state) NOT IN ({_pairs(STATE_MOVES)})")
        + "INSERT INTO unit_state_change (project_id, unit_id, old_state, new_state, created_at, created_by) "
        "VALUES (NEW.project_id, NEW.id, OLD.sale_state, NEW.sale_state, app_now(), app_person()); RETURN NEW;",
    )
    yield _trigger("unit_move", "BEFORE UPDATE ON unit", condition="OLD.sale_state <> NEW.sale_state")
    yield _guard(
        "launch_papers",
        _refuse("launch_without_price",
                "NEW.direction = 'launch' AND NOT EXISTS (SELECT 1 FROM unit u JOIN price_list_line l ON l.unit_id = u.id "
                "JOIN price_list p ON p.id = l.price_list_id WHERE u.id = NEW.unit_id AND u.permit_id IS NOT NULL "
                "AND p.signed_at IS NOT NULL AND p.effective_at <= app_now())")
        + "RETURN NEW;",
    )  # fmt: skip
    yield _trigger("launch_papers", "BEFORE INSERT ON unit_launch")


def _orders() -> Iterator[str]:
    restricted = " OR ".join(f"u.{column}" for column in NO_NEW_ORDER)
    yield definer(
        "sd_order_begins()",
        "trigger",
        "DECLARE u unit%ROWTYPE; BEGIN SELECT * INTO u FROM unit WHERE id = NEW.unit_id FOR UPDATE;"
        + _refuse("new_order_is_draft", "NEW.stage <> 'draft' OR NEW.terms_version <> 0")
        + _refuse("unit_not_free", "u.id IS NULL OR u.sale_state NOT IN ('available', 'held')")
        + _refuse("unit_restricted", restricted)
        + _refuse("unit_without_permit", "u.permit_id IS NULL")
        + _refuse("held_for_another",
                  "EXISTS (SELECT 1 FROM hold WHERE unit_id = NEW.unit_id AND released_at IS NULL "
                  "AND expires_at > app_now() AND customer_id IS NOT NULL AND customer_id <> NEW.customer_id)")
        + "RETURN NEW; END",
    )  # fmt: skip
    yield _trigger("order_begins", "BEFORE INSERT ON sale_order")
    yield _guard(
        "order_move",
        _refuse("illegal_stage", f"OLD.stage <> NEW.stage AND (OLD.stage, NEW.stage) NOT IN ({_pairs(STAGE_MOVES)})")
        + _refuse("money_for_order",
                  "NEW.stage = 'cancelled' AND OLD.stage <> 'cancelled' AND sd_account(NEW.id) <> 0")
        + "RETURN NEW;",
    )  # fmt: skip
    yield _trigger("order_move", "BEFORE UPDATE OF stage ON sale_order")
    yield _guard(
        "draft_left",
        _refuse("draft_left", "EXISTS (SELECT 1 FROM sale_order WHERE id = NEW.id AND stage = 'draft')")
        + "RETURN NULL;",
    )
    yield ("CREATE CONSTRAINT TRIGGER sd_draft_left AFTER INSERT ON sale_order DEFERRABLE INITIALLY DEFERRED "
           "FOR EACH ROW EXECUTE FUNCTION sd_draft_left()")  # fmt: skip


def _terms() -> Iterator[str]:
    yield definer(
        "sd_terms_publish()",
        "trigger",
        "DECLARE t order_terms%ROWTYPE; BEGIN "
        "SELECT * INTO t FROM order_terms WHERE order_id = NEW.id AND version = NEW.terms_version;"
        + _refuse("no_such_terms", "t.id IS NULL OR NEW.terms_version <> OLD.terms_version + 1 OR t.unit_id <> NEW.unit_id")
        + _refuse("dues_differ",
                  "t.total_fen <> (SELECT COALESCE(SUM(amount_fen), 0) FROM due_item WHERE terms_id = t.id "
                  f"AND klass IN ({_listed(PRICE_CLASS_VALUES)}))")
        + _refuse("shares_differ",
                  "10000 <> (SELECT COALESCE(SUM(share), 0) FROM order_buyer WHERE terms_id = t.id) OR "
                  "10000 <> (SELECT COALESCE(SUM(share), 10000) FROM order_consultant WHERE terms_id = t.id)")
        + "RETURN NEW; END",
    )  # fmt: skip
    yield _trigger("terms_publish", "BEFORE UPDATE OF terms_version ON sale_order",
                   condition="OLD.terms_version <> NEW.terms_version")  # fmt: skip
    yield _guard(
        "terms_open",
        _refuse("terms_published",
                "NOT EXISTS (SELECT 1 FROM order_terms t JOIN sale_order o ON o.id = t.order_id "
                "WHERE t.id = NEW.terms_id AND t.version > o.terms_version)") + "RETURN NEW;",
    )  # fmt: skip
    for table in TERMS_PARTS:
        yield _trigger(f"{table}_open", f"BEFORE INSERT ON {table}", "terms_open")


def _money() -> Iterator[str]:
    yield definer(
        "sd_account(wanted bigint)",
        "bigint",
        "SELECT COALESCE(SUM(r.total_fen), 0)::bigint FROM receipt r WHERE r.order_id = wanted "
        "AND NOT EXISTS (SELECT 1 FROM receipt_void v WHERE v.receipt_id = r.id)",
        "sql",
    )
    yield definer(
        "sd_receipt_enters()",
        "trigger",
        "DECLARE o sale_order%ROWTYPE; r receipt%ROWTYPE; today date := (app_now() AT TIME ZONE 'Asia/Shanghai')::date; BEGIN "
        "SELECT * INTO o FROM sale_order WHERE id = NEW.order_id AND project_id = NEW.project_id FOR UPDATE;"
        + _refuse("order_not_live", "o.id IS NULL OR (NEW.kind = 'receipt' AND o.stage IN ('cancelled', 'draft'))")
        + _refuse("unit_sealed", "NEW.kind = 'receipt' AND EXISTS (SELECT 1 FROM unit WHERE id = o.unit_id AND sealed)")
        + _refuse("received_in_future", "NEW.received_on > today")
        + "IF NEW.kind = 'reversal' THEN SELECT * INTO r FROM receipt WHERE id = NEW.reverses_id;"
        + _refuse("reversal_differs",
                  "r.id IS NULL OR r.total_fen <> -NEW.total_fen OR r.order_id <> NEW.order_id OR r.kind = 'reversal' "
                  "OR EXISTS (SELECT 1 FROM receipt_void WHERE receipt_id = r.id)")
        + "END IF; NEW.unit_id := o.unit_id;"
        + _refuse("money_out_exceeds_in", "NEW.total_fen < 0 AND sd_account(NEW.order_id) + NEW.total_fen < 0")
        # The counter is taken last, waited for, and held to the end of this short transaction: no gap, no double.
        + "UPDATE receipt_book SET next_no = next_no + 1 WHERE id = NEW.book_id AND project_id = NEW.project_id "
        "AND active RETURNING next_no - 1, GREATEST(open_day, today) INTO NEW.number, NEW.business_day;"
        + _refuse("number_not_next", "NEW.number IS NULL")
        + "NEW.created_at := app_now(); NEW.created_by := app_person(); RETURN NEW; END",
    )  # fmt: skip
    yield _trigger("receipt_enters", "BEFORE INSERT ON receipt")
    yield _guard(
        "void_allowed",
        "PERFORM 1 FROM sale_order o JOIN receipt r ON r.order_id = o.id WHERE r.id = NEW.receipt_id FOR UPDATE OF o;"
        + _refuse("void_after_print", "EXISTS (SELECT 1 FROM receipt_print WHERE receipt_id = NEW.receipt_id)")
        + _refuse("void_after_day",
                  "EXISTS (SELECT 1 FROM receipt r JOIN receipt_book b ON b.id = r.book_id WHERE r.id = NEW.receipt_id "
                  "AND r.business_day < GREATEST(b.open_day, (app_now() AT TIME ZONE 'Asia/Shanghai')::date))")
        + _refuse("void_reversed", "EXISTS (SELECT 1 FROM receipt WHERE reverses_id = NEW.receipt_id)")
        + _refuse("money_out_exceeds_in",
                  "EXISTS (SELECT 1 FROM receipt r WHERE r.id = NEW.receipt_id "
                  "AND sd_account(r.order_id) - r.total_fen < 0)")
        + "RETURN NEW;",
    )  # fmt: skip
    yield _trigger("void_allowed", "BEFORE INSERT ON receipt_void")
    yield _guard(
        "receipt_adds_up",
        _refuse("dues_differ",
                "NEW.total_fen <> (SELECT COALESCE(SUM(amount_fen), 0) FROM receipt_line WHERE receipt_id = NEW.id) OR "
                "NEW.total_fen <> (SELECT COALESCE(SUM(amount_fen), 0) FROM receipt_tender WHERE receipt_id = NEW.id)")
        + "RETURN NULL;",
    )  # fmt: skip
    yield ("CREATE CONSTRAINT TRIGGER sd_receipt_adds_up AFTER INSERT ON receipt DEFERRABLE INITIALLY DEFERRED "
           "FOR EACH ROW EXECUTE FUNCTION sd_receipt_adds_up()")  # fmt: skip
    yield _guard("receipt_part_fresh",
                 _refuse("append_only", "NOT EXISTS (SELECT 1 FROM receipt r WHERE r.id = NEW.receipt_id "
                                        "AND r.xmin = pg_current_xact_id()::xid)") + "RETURN NEW;")  # fmt: skip
    for table in ("receipt_line", "receipt_tender"):
        yield _trigger(f"{table}_fresh", f"BEFORE INSERT ON {table}", "receipt_part_fresh")


def _prices() -> Iterator[str]:
    yield definer(
        "sd_price_open()",
        "trigger",
        "DECLARE row record; BEGIN IF TG_OP = 'INSERT' THEN row := NEW; ELSE row := OLD; END IF;"
        + _refuse("price_list_signed",
                  "EXISTS (SELECT 1 FROM price_list WHERE id = row.price_list_id AND signed_at IS NOT NULL)")
        + "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END",
    )  # fmt: skip
    for table in ("price_list_line", "unit_floor_price"):
        yield _trigger(f"{table}_price_open", f"BEFORE INSERT OR UPDATE OR DELETE ON {table}", "price_open")
    yield _guard(
        "signature_of_another",
        _refuse("own_signature",
                "EXISTS (SELECT 1 FROM price_list WHERE id = NEW.price_list_id AND created_by = app_person()) "
                "AND NOT EXISTS (SELECT 1 FROM project_setting WHERE project_id = NEW.project_id "
                "AND name = 'four_eyes' AND value = 'false')") + "RETURN NEW;",
    )  # fmt: skip
    yield _trigger("signature_of_another", "BEFORE INSERT ON price_list_signature")


def _audits() -> Iterator[str]:
    yield definer(
        "sd_audit()",
        "trigger",
        """DECLARE old_row jsonb; new_row jsonb; row jsonb; BEGIN
        IF TG_OP <> 'INSERT' THEN old_row := to_jsonb(OLD); END IF;
        IF TG_OP <> 'DELETE' THEN new_row := to_jsonb(NEW); END IF;
        row := COALESCE(new_row, old_row);
        INSERT INTO audit (project_id, table_name, row_id, action, before, after, person_id, login, created_at)
        VALUES (COALESCE((row->>'project_id')::bigint, CASE WHEN TG_TABLE_NAME = 'project' THEN (row->>'id')::bigint END),
            TG_TABLE_NAME, (row->>'id')::bigint, lower(TG_OP), old_row::text, new_row::text, app_person(), session_user, app_now());
        RETURN NULL; END""",
    )
    for table in AUDITED:
        yield _trigger(f"z_audit_{table}", f"AFTER INSERT OR UPDATE OR DELETE ON {table}", "audit")


def guard_statements() -> list[str]:
    """Every function and trigger, in an order that creates them all."""
    parts = (_append_only, _stamps, _born, _unit_state, _money, _orders, _terms, _prices, _audits)
    return clock_functions() + [statement for part in parts for statement in part()]
