"""The guards of guard_rules.py as PostgreSQL functions and triggers.

Every function is SECURITY DEFINER of the owner with a fixed ``search_path``, ``pg_temp`` last, so that what a desk has
in its session cannot shadow what the guard reads. Those that compare sums lock the order's row before they sum, and
refuse a session whose view of the data is not the newest.
"""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.entities import Base
from salesdesk.repository.guard_rules import (
    APPEND_ONLY,
    AUDITED,
    LIVE_STAGES_SQL,
    NEVER_AUDITED,
    NEVER_DELETED,
    NO_LAUNCH,
    NO_NEW_ORDER,
    NOT_SOLD,
    OWN_HOLD_SQL,
    PRICE_CLASS_VALUES,
    STAGE_FORBIDDEN,
    STAGE_MOVES,
    STATE_MOVES,
    TERMS_PARTS,
    UNIT_AGREED,
)
from salesdesk.repository.postgres.column_guards import column_guards
from salesdesk.repository.postgres.edits import edit_functions
from salesdesk.repository.postgres.money_guards import money_guards
from salesdesk.repository.postgres.notices import notice_statements
from salesdesk.repository.postgres.offer_guards import offer_guards
from salesdesk.repository.postgres.paper_guards import paper_guards
from salesdesk.repository.postgres.plpgsql import (
    FRESH,
    ME,
    NEWEST,
    NOT_HERE,
    PASSWORD_DAYS,
    TODAY,
    at_commit,
    definer,
    guard,
    listed,
    pairs,
    refuse,
    trigger,
)
from salesdesk.repository.postgres.price_guards import agreed_price, price_guards
from salesdesk.repository.postgres.request_guards import request_guards
from salesdesk.repository.postgres.roles import role_guards
from salesdesk.repository.postgres.seals import seal_guards
from salesdesk.repository.request_rules import (
    CANCELLATION,
    HAS_MONEY,
    UNPAID_PRICE,
    agreed_change_sql,
    rule_sql,
    same_terms_sql,
)

STAMP_COLUMNS = ("created_at", "created_by")


_MINE = (
    f"m.person_id = (SELECT me.id FROM person me WHERE {ME}) "
    "AND COALESCE(m.valid_from, today) <= today AND COALESCE(m.valid_to, today) >= today"
)
"""Whether a membership ``m`` is one of the person whose session this is, and of today."""
_COUNTS = f"{_MINE} AND {FRESH}"
"""Whether it counts: with a password in its days."""


def _gives(which: str = "r.permission = wanted") -> str:
    return f"EXISTS (SELECT 1 FROM office_role_permission r WHERE r.office_role = m.office_role AND ({which}))"


def clock_functions() -> list[str]:
    """Who asks, what time it is, and where the person may do what. A sale asks them more than a hundred times: each is
    as short as it can be, and looks at the clock once."""
    return [
        "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE plpgsql STABLE "
        "SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN clock_timestamp(); END'",
        _answer("app_person()", "bigint", f"SELECT id FROM person me WHERE {ME}"),
        _answer(
            "my_projects(wanted text)",
            "bigint[]",
            f"""SELECT COALESCE(array_agg(DISTINCT p.id), '{{}}') FROM membership m
            JOIN project p ON p.id = m.project_id OR m.project_id IS NULL
            WHERE {_COUNTS} AND {_gives("wanted = '' OR r.permission = wanted")}""",
        ),
        _answer(
            "i_may(wanted text)",
            "boolean",
            f"SELECT EXISTS (SELECT 1 FROM membership m WHERE {_COUNTS} AND {_gives()})",
        ),
        _answer(
            "i_may_everywhere(wanted text)",
            "boolean",
            f"SELECT EXISTS (SELECT 1 FROM membership m WHERE m.project_id IS NULL AND {_COUNTS} AND {_gives()})",
        ),
        _answer(
            "my_password_days()",
            "integer",
            f"SELECT min({PASSWORD_DAYS}) FROM membership m WHERE {_MINE}",
        ),
    ]


def _answer(signature: str, returns: str, query: str) -> str:
    """A question that every policy asks. In plpgsql, which keeps its plan for the session: a function of plain SQL that
    cannot be inlined is planned at every call, and that took most of a sale's time."""
    today = f"DECLARE today date := {TODAY}; " if "today" in query else ""
    return definer(signature, returns, f"{today}BEGIN RETURN ({query}); END", volatility="STABLE")


def _append_only() -> Iterator[str]:
    yield guard("append_only", "RAISE EXCEPTION 'sd:append_only' USING ERRCODE = 'SD001';")
    yield guard("never_deleted", "RAISE EXCEPTION 'sd:never_deleted' USING ERRCODE = 'SD001';")
    for table in APPEND_ONLY:
        yield trigger(f"{table}_fixed", f"BEFORE UPDATE OR DELETE ON {table}", "append_only")
    for table in NEVER_DELETED:
        yield trigger(f"{table}_kept", f"BEFORE DELETE ON {table}", "never_deleted")
    for table in (*APPEND_ONLY, *NEVER_DELETED):
        yield (f"CREATE TRIGGER sd_{table}_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
               "EXECUTE FUNCTION sd_never_deleted()")  # fmt: skip


def _here() -> Iterator[str]:
    """Parts whose number within their parent is unique; other parents are looked for by the guards of their parts."""
    for table, column, parent in (("order_terms", "order_id", "sale_order"),
                                  ("order_loan", "order_id", "sale_order"),
                                  ("commission_waiver", "order_id", "sale_order"),
                                  ("payment_scheme_line", "scheme_id", "payment_scheme")):  # fmt: skip
        look = f"PERFORM 1 FROM {parent} WHERE id = NEW.{column} AND project_id = NEW.project_id;"
        yield guard(f"{table}_here", look + NOT_HERE + "RETURN NEW;")
        yield trigger(f"{table}_here", f"BEFORE INSERT ON {table}")


def _stamps() -> Iterator[str]:
    both = "NEW.created_at := app_now(); NEW.created_by := app_person(); RETURN NEW;"
    yield guard("stamp_both", both)
    yield guard("stamp_time", "NEW.created_at := app_now(); RETURN NEW;")
    yield guard("stamp_command", "NEW.created_at := app_now(); NEW.person_id := app_person(); RETURN NEW;")
    for name, table in Base.metadata.tables.items():
        if name in ("audit", "unit_state_change"):
            continue
        if name == "command":
            yield trigger("a_stamp_command", "BEFORE INSERT ON command", "stamp_command")
        elif all(column in table.columns for column in STAMP_COLUMNS):
            yield trigger(f"a_stamp_{name}", f"BEFORE INSERT ON {name}", "stamp_both")
        elif "created_at" in table.columns:
            yield trigger(f"a_stamp_{name}", f"BEFORE INSERT ON {name}", "stamp_time")


def _telephones() -> Iterator[str]:
    """One number in two spellings would have two owners; the figures backwards are what the search looks for."""
    yield guard(
        "telephone_plain",
        refuse("telephone_unread", r"NEW.number !~ '^\+?[0-9]+$' OR NEW.reversed <> reverse(NEW.number)")
        + "RETURN NEW;",
    )
    yield trigger("telephone_plain", "BEFORE INSERT OR UPDATE ON customer_telephone")


def _born() -> Iterator[str]:
    """How rows begin, whatever the desk sent: a unit unlaunched, a book at its first number, a price list unsigned, a hold
    alive; a book's first day is that of the other books, and not ahead."""
    begins = {
        "unit": "NEW.sale_state := 'unlaunched'; NEW.change_pending := false;",
        # A day that is being closed meanwhile is waited for: a book that began before it would go on numbering it.
        "receipt_book": "IF sd_adds(TG_TABLE_NAME, NEW.project_id) THEN "
        "PERFORM 1 FROM receipt_book WHERE project_id = NEW.project_id ORDER BY id FOR UPDATE; END IF; "
        "NEW.next_no := NEW.first_no; NEW.open_day := COALESCE("
        "(SELECT MAX(open_day) FROM receipt_book WHERE project_id = NEW.project_id), "
        f"LEAST(NEW.open_day, {TODAY}));",
        "price_list": "NEW.signed_at := NULL;",
        "hold": "PERFORM 1 FROM unit WHERE id = NEW.unit_id AND project_id = NEW.project_id;"
        + NOT_HERE
        + refuse("unit_restricted", "EXISTS (SELECT 1 FROM unit WHERE id = NEW.unit_id AND sealed)")
        + "NEW.released_at := NULL; NEW.released_by := NULL; NEW.release_reason := NULL;",
    }
    for table, body in begins.items():
        yield guard(f"{table}_begins", f"{body} RETURN NEW;")
        yield trigger(f"{table}_begins", f"BEFORE INSERT ON {table}")


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
    yield guard("move_unit", "PERFORM sd_derive_unit(NEW.unit_id); RETURN NULL;")
    yield guard("move_units", "PERFORM sd_derive_unit(NEW.unit_id); IF OLD.unit_id <> NEW.unit_id THEN "
                               "PERFORM sd_derive_unit(OLD.unit_id); END IF; RETURN NULL;")  # fmt: skip
    yield trigger("launch_moves_unit", "AFTER INSERT ON unit_launch", "move_unit")
    yield trigger("hold_moves_unit", "AFTER INSERT OR UPDATE OF released_at ON hold", "move_unit")
    yield trigger("order_moves_unit", "AFTER UPDATE OF stage, unit_id ON sale_order", "move_units")
    yield guard(
        "unit_move",
        refuse("illegal_move", f"(OLD.sale_state, NEW.sale_state) NOT IN ({pairs(STATE_MOVES)})")
        + "INSERT INTO unit_state_change (project_id, unit_id, old_state, new_state, created_at, created_by) "
        "VALUES (NEW.project_id, NEW.id, OLD.sale_state, NEW.sale_state, app_now(), app_person()); RETURN NEW;",
    )
    yield trigger("unit_move", "BEFORE UPDATE ON unit", condition="OLD.sale_state <> NEW.sale_state")
    new, old = (", ".join(f"{row}.{column}" for column in UNIT_AGREED) for row in ("NEW", "OLD"))
    yield guard("unit_agreed", refuse("unit_agreed", f"({new}) IS DISTINCT FROM ({old})") + "RETURN NEW;")
    yield trigger("unit_agreed", "BEFORE UPDATE ON unit", condition=f"OLD.sale_state NOT IN ({listed(NOT_SOLD)})")
    yield definer(
        "sd_launch_papers()",
        "trigger",
        "DECLARE u unit%ROWTYPE; BEGIN "
        # Who puts a unit on sale or takes it off may not release holds: one that has run out is closed here. The unit is
        # locked first, as every verb does it: two that lock in turns would wait for each other.
        "PERFORM 1 FROM unit WHERE id = NEW.unit_id AND project_id = NEW.project_id FOR NO KEY UPDATE; "
        "UPDATE hold SET released_at = app_now(), release_reason = 'expired' "
        "WHERE unit_id = NEW.unit_id AND project_id = NEW.project_id AND released_at IS NULL AND expires_at <= app_now(); "
        "SELECT * INTO u FROM unit WHERE id = NEW.unit_id AND project_id = NEW.project_id FOR NO KEY UPDATE;"
        + refuse("illegal_move",
                 "u.sale_state IS DISTINCT FROM CASE NEW.direction WHEN 'launch' THEN 'unlaunched' ELSE 'available' END")
        + refuse("unit_restricted", f"NEW.direction = 'launch' AND ({_any_of(NO_LAUNCH)})")
        + refuse("launch_without_price",
                 "NEW.direction = 'launch' AND (u.permit_id IS NULL OR NOT EXISTS (SELECT 1 FROM price_list_line l "
                 "JOIN price_list p ON p.id = l.price_list_id WHERE l.unit_id = u.id AND p.signed_at IS NOT NULL "
                 "AND p.effective_at <= app_now()))")
        + "RETURN NEW; END",
    )  # fmt: skip
    yield trigger("launch_papers", "BEFORE INSERT ON unit_launch")


def _holds() -> Iterator[str]:
    yield guard(
        "hold_ends",
        refuse("append_only",
               "OLD.released_at IS NOT NULL AND (NEW.released_at, NEW.released_by, NEW.release_reason, NEW.expires_at) "
               "IS DISTINCT FROM (OLD.released_at, OLD.released_by, OLD.release_reason, OLD.expires_at)")
        + "IF OLD.released_at IS NULL AND NEW.released_at IS NOT NULL THEN "
        "NEW.released_at := app_now(); NEW.released_by := app_person(); END IF; RETURN NEW;",
    )  # fmt: skip
    yield trigger("hold_ends", "BEFORE UPDATE ON hold")
    anybodys = "NEW.project_id = ANY(my_projects('hold.write') || my_projects('order.write'))"
    # Whose time has run out is closed by whoever comes first, and by the launch of others.
    expired = "IF TG_OP = 'UPDATE' AND OLD.expires_at <= app_now() THEN RETURN NEW; END IF;"
    yield guard(
        "hold_own",
        expired
        + refuse("hold_not_yours", f"app_person() IS NOT NULL AND NOT ({anybodys}) AND NOT {OWN_HOLD_SQL}")
        + "RETURN NEW;",
    )
    yield trigger("hold_own", "BEFORE INSERT OR UPDATE ON hold")


def _any_of(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"u.{column}" for column in columns)


def _orders() -> Iterator[str]:
    yield definer(
        "sd_order_begins()",
        "trigger",
        "DECLARE u unit%ROWTYPE; BEGIN "
        + NEWEST
        + "SELECT * INTO u FROM unit WHERE id = NEW.unit_id AND project_id = NEW.project_id FOR NO KEY UPDATE;"
        + refuse("new_order_is_draft", "NEW.stage <> 'draft' OR NEW.terms_version <> 0")
        + refuse("unit_not_free", "u.id IS NULL OR u.sale_state NOT IN ('available', 'held')")
        + refuse("unit_restricted", _any_of(NO_NEW_ORDER))
        + refuse("unit_without_permit", "u.permit_id IS NULL")
        + refuse("held_for_another",
                  "EXISTS (SELECT 1 FROM hold WHERE unit_id = NEW.unit_id AND released_at IS NULL "
                  "AND expires_at > app_now() AND customer_id IS NOT NULL AND customer_id <> NEW.customer_id)")
        + "RETURN NEW; END",
    )  # fmt: skip
    yield trigger("order_begins", "BEFORE INSERT ON sale_order")
    forbidden = " OR ".join(
        f"(u.{column} AND (OLD.stage, NEW.stage) IN ({pairs(moves)}))" for column, moves in STAGE_FORBIDDEN.items()
    )
    yield guard(
        "order_move",
        "IF OLD.stage = NEW.stage THEN NEW.cancelled_at := OLD.cancelled_at; RETURN NEW; END IF;"
        + NEWEST
        + refuse("illegal_stage", f"(OLD.stage, NEW.stage) NOT IN ({pairs(STAGE_MOVES)})")
        + refuse("unit_restricted", f"EXISTS (SELECT 1 FROM unit u WHERE u.id = NEW.unit_id AND ({forbidden}))")
        + refuse("money_for_order", f"NEW.stage = 'cancelled' AND {UNPAID_PRICE.format(order='NEW.id')} <> 0")
        + refuse(
            "change_not_agreed",
            f"NEW.stage = 'cancelled' AND {HAS_MONEY.format(order='NEW.id')} "
            f"AND {rule_sql('NEW.project_id', CANCELLATION)} <> '' AND OLD.stage <> 'reserved' "
            f"AND NOT {agreed_change_sql('NEW.id', CANCELLATION)}",
        )
        + "NEW.cancelled_at := CASE WHEN NEW.stage = 'cancelled' THEN app_now() END; RETURN NEW;",
    )
    yield trigger("order_move", "BEFORE UPDATE ON sale_order")
    yield guard(
        "draft_left",
        refuse("draft_left", "EXISTS (SELECT 1 FROM sale_order WHERE id = NEW.id AND stage = 'draft')")
        + "RETURN NULL;",
    )
    yield at_commit("draft_left", "AFTER INSERT ON sale_order")


def _terms() -> Iterator[str]:
    yield definer(
        "sd_terms_publish()",
        "trigger",
        "DECLARE t order_terms%ROWTYPE; BEGIN "
        + NEWEST
        + "SELECT * INTO t FROM order_terms WHERE order_id = NEW.id AND version = NEW.terms_version;"
        + refuse("no_such_terms", "t.id IS NULL OR NEW.terms_version <> OLD.terms_version + 1 OR t.unit_id <> NEW.unit_id")
        + refuse("dues_differ",
                  "t.total_fen <> (SELECT COALESCE(SUM(amount_fen), 0) FROM due_item WHERE terms_id = t.id "
                  f"AND klass IN ({listed(PRICE_CLASS_VALUES)})) "
                  "OR EXISTS (SELECT 1 FROM due_item WHERE terms_id = t.id AND order_id <> NEW.id)")
        + refuse("shares_differ",
                  "10000 <> (SELECT COALESCE(SUM(share), 0) FROM order_buyer WHERE terms_id = t.id) OR "
                  "10000 <> (SELECT COALESCE(SUM(share), 10000) FROM order_consultant WHERE terms_id = t.id)")
        + refuse("change_not_agreed",
                 "OLD.stage NOT IN ('draft', 'reserved') AND NOT (NEW.stage = 'contracted' AND OLD.stage = 'subscribed' "
                 f"AND {same_terms_sql('NEW.id', 'OLD.terms_version', 'NEW.terms_version')}) "
                 f"AND NOT {agreed_change_sql('NEW.id')}")
        + agreed_price()
        + "RETURN NEW; END",
    )  # fmt: skip
    yield trigger("terms_publish", "BEFORE UPDATE OF terms_version ON sale_order",
                   condition="OLD.terms_version <> NEW.terms_version")  # fmt: skip
    yield guard(
        "terms_open",
        # The lock keeps the terms from being published between this question and the end of the transaction.
        NEWEST
        + "PERFORM 1 FROM sale_order o JOIN order_terms t ON t.order_id = o.id WHERE t.id = NEW.terms_id FOR SHARE OF o;"
        + refuse("terms_published",
                 "NOT EXISTS (SELECT 1 FROM order_terms t JOIN sale_order o ON o.id = t.order_id "
                 "WHERE t.id = NEW.terms_id AND t.project_id = NEW.project_id AND t.version > o.terms_version)") + "RETURN NEW;",
    )  # fmt: skip
    for table in TERMS_PARTS:
        if table != "due_item":
            yield trigger(f"{table}_open", f"BEFORE INSERT ON {table}", "terms_open")


def _audits() -> Iterator[str]:
    yield definer(
        "sd_audit()",
        "trigger",
        f"""DECLARE hidden text[] := ARRAY[{listed(NEVER_AUDITED)}]; old_row jsonb; new_row jsonb; row jsonb; BEGIN
        IF TG_OP <> 'INSERT' THEN old_row := to_jsonb(OLD) - hidden; END IF;
        IF TG_OP <> 'DELETE' THEN new_row := to_jsonb(NEW) - hidden; END IF;
        row := COALESCE(new_row, old_row);
        INSERT INTO audit (project_id, table_name, row_id, action, before, after, person_id, login, created_at)
        VALUES (COALESCE((row->>'project_id')::bigint, CASE WHEN TG_TABLE_NAME = 'project' THEN (row->>'id')::bigint END),
            TG_TABLE_NAME, (row->>'id')::bigint, lower(TG_OP), old_row::text, new_row::text, app_person(), session_user, app_now());
        RETURN NULL; END""",
        also="SET timezone = 'UTC'",
    )
    for table in AUDITED:
        yield trigger(f"z_audit_{table}", f"AFTER INSERT OR UPDATE OR DELETE ON {table}", "audit")


def guard_statements() -> list[str]:
    """Every function and trigger, in an order that creates them all."""
    parts = (
        _append_only, _stamps, _telephones, _here, _born, _unit_state, _holds, money_guards, _orders, price_guards,
        paper_guards, _terms, request_guards, column_guards, offer_guards,
        seal_guards, role_guards, _audits, notice_statements, edit_functions,
    )  # fmt: skip
    return clock_functions() + [statement for part in parts for statement in part()]
