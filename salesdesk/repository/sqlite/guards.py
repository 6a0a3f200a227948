"""The guards of guard_rules.py as SQLite triggers. Applied whole after each upgrade: batch migrations drop triggers."""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.entities import Base
from salesdesk.repository.guard_rules import (
    APPEND_ONLY,
    AUDITED,
    DISCOUNT_LIMITS,
    FOUR_EYES_OFF_SQL,
    LIVE_STAGES_SQL,
    NEVER_AUDITED,
    NEVER_DELETED,
    NO_LAUNCH,
    NO_NEW_ORDER,
    NOT_SOLD,
    OWN_HOLD_SQL,
    PRICE_CLASS_VALUES,
    SIGNATURES,
    STAGE_FORBIDDEN,
    STAGE_MOVES,
    STATE_MOVES,
    TERMS_PARTS,
    UNIT_AGREED,
)
from salesdesk.repository.request_rules import agreed_price_sql
from salesdesk.repository.sqlite.offer_guards import offer_guards
from salesdesk.repository.sqlite.paper_guards import paper_guards
from salesdesk.repository.sqlite.plain import TODAY, VALID, listed, pairs, refuse, trigger
from salesdesk.repository.sqlite.request_guards import request_guards
from salesdesk.repository.sqlite.role_guards import role_guards
from salesdesk.repository.sqlite.text_guards import text_guards


def _append_only() -> Iterator[str]:
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            yield trigger(f"{table}_{verb.lower()}_refused", f"BEFORE {verb} ON {table}",
                           "SELECT RAISE(ABORT, 'sd:append_only');")  # fmt: skip
    for table in NEVER_DELETED:
        yield trigger(f"{table}_delete_refused", f"BEFORE DELETE ON {table}",
                       "SELECT RAISE(ABORT, 'sd:never_deleted');")  # fmt: skip


def _derived_state(unit: str) -> str:
    return f"""CASE
        WHEN EXISTS (SELECT 1 FROM sale_order WHERE unit_id = {unit} AND {LIVE_STAGES_SQL})
        THEN (SELECT stage FROM sale_order WHERE unit_id = {unit} AND {LIVE_STAGES_SQL})
        WHEN EXISTS (SELECT 1 FROM hold WHERE unit_id = {unit} AND released_at IS NULL) THEN 'held'
        WHEN (SELECT direction FROM unit_launch WHERE unit_id = {unit} ORDER BY id DESC LIMIT 1) = 'launch'
        THEN 'available' ELSE 'unlaunched' END"""


def _derive(unit: str) -> str:
    state = _derived_state(unit)
    return f"UPDATE unit SET sale_state = {state}, version = version + 1 WHERE id = {unit} AND sale_state <> {state};"


def _unit_state() -> Iterator[str]:
    yield trigger("launch_moves_unit", "AFTER INSERT ON unit_launch", _derive("NEW.unit_id"))
    yield trigger("hold_moves_unit", "AFTER INSERT ON hold", _derive("NEW.unit_id"))
    yield trigger("release_moves_unit", "AFTER UPDATE OF released_at ON hold", _derive("NEW.unit_id"))
    yield trigger("order_moves_unit", "AFTER UPDATE OF stage, unit_id ON sale_order",
                   _derive("NEW.unit_id") + _derive("OLD.unit_id"))  # fmt: skip
    yield trigger("unit_move_legal", "BEFORE UPDATE OF sale_state ON unit",
                   "SELECT RAISE(ABORT, 'sd:illegal_move');",
                   f"OLD.sale_state <> NEW.sale_state AND NOT ({pairs('OLD.sale_state', 'NEW.sale_state', STATE_MOVES)})")  # fmt: skip
    yield trigger("unit_move_derived", "BEFORE UPDATE OF sale_state ON unit",
                   refuse("illegal_move", f"NEW.sale_state <> {_derived_state('NEW.id')}"))  # fmt: skip
    yield trigger("unit_move_kept", "AFTER UPDATE OF sale_state ON unit",
                   "INSERT INTO unit_state_change (project_id, unit_id, old_state, new_state, created_at, created_by) "
                   "VALUES (NEW.project_id, NEW.id, OLD.sale_state, NEW.sale_state, app_now(), app_person());",
                   "OLD.sale_state <> NEW.sale_state")  # fmt: skip
    new, old = (", ".join(f"{row}.{column}" for column in UNIT_AGREED) for row in ("NEW", "OLD"))
    yield trigger("unit_agreed", "BEFORE UPDATE ON unit", "SELECT RAISE(ABORT, 'sd:unit_agreed');",
                   f"OLD.sale_state NOT IN ({listed(NOT_SOLD)}) AND ({new}) IS NOT ({old})")  # fmt: skip
    unit = "SELECT 1 FROM unit u WHERE u.id = NEW.unit_id"
    yield trigger(
        "launch_has_papers",
        "BEFORE INSERT ON unit_launch",
        # A hold that has run out is closed by the verb that comes first.
        "UPDATE hold SET released_at = app_now(), released_by = app_person(), release_reason = 'expired' "
        "WHERE unit_id = NEW.unit_id AND released_at IS NULL AND expires_at <= app_now();"
        + refuse("illegal_move", f"NOT EXISTS ({unit} AND u.sale_state = "
                                  "CASE NEW.direction WHEN 'launch' THEN 'unlaunched' ELSE 'available' END)")
        + refuse("unit_restricted", f"NEW.direction = 'launch' AND EXISTS ({unit} AND ({_any_of(NO_LAUNCH)}))")
        + refuse("launch_without_price",
                  "NEW.direction = 'launch' AND NOT EXISTS (SELECT 1 FROM unit u JOIN price_list_line l ON l.unit_id = u.id "
                  "JOIN price_list p ON p.id = l.price_list_id WHERE u.id = NEW.unit_id "
                  "AND u.permit_id IS NOT NULL AND p.signed_at IS NOT NULL AND p.effective_at <= app_now())"),
    )  # fmt: skip
    yield trigger("hold_begins", "BEFORE INSERT ON hold", refuse("unit_restricted", f"EXISTS ({unit} AND u.sealed)"))
    yield trigger(
        "hold_ended",
        "BEFORE UPDATE ON hold",
        "SELECT RAISE(ABORT, 'sd:append_only');",
        "OLD.released_at IS NOT NULL AND (NEW.released_at, NEW.released_by, NEW.release_reason, NEW.expires_at) "
        "IS NOT (OLD.released_at, OLD.released_by, OLD.release_reason, OLD.expires_at)",
    )


_MAY_HOLD = (
    "EXISTS (SELECT 1 FROM membership m JOIN office_role_permission r ON r.office_role = m.office_role "
    "WHERE m.person_id = app_person() AND (m.project_id = NEW.project_id OR m.project_id IS NULL) "
    f"AND {VALID} AND r.permission IN ('hold.write', 'order.write'))"
)


def _own_holds() -> Iterator[str]:
    """Rights are the services' on SQLite; for whom a consultant may hold is asked here all the same."""
    not_theirs = refuse("hold_not_yours", f"app_person() IS NOT NULL AND NOT {_MAY_HOLD} AND NOT {OWN_HOLD_SQL}")
    yield trigger("hold_own_insert", "BEFORE INSERT ON hold", not_theirs)
    # Whose time has run out is closed by whoever comes first, and by the launch of others.
    yield trigger("hold_own_update", "BEFORE UPDATE ON hold", not_theirs, "OLD.expires_at > app_now()")


def _telephones() -> Iterator[str]:
    unread = refuse("telephone_unread", "substr(NEW.number, 1 + (NEW.number LIKE '+%')) GLOB '*[^0-9]*'")
    yield trigger("telephone_plain", "BEFORE INSERT ON customer_telephone", unread)
    yield trigger("telephone_stays_plain", "BEFORE UPDATE ON customer_telephone", unread)


def _any_of(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"u.{column}" for column in columns)


_OTHER_HOLD = (
    "EXISTS (SELECT 1 FROM hold WHERE unit_id = NEW.unit_id AND released_at IS NULL AND expires_at > app_now() "
    "AND customer_id IS NOT NULL AND customer_id <> NEW.customer_id)"
)


def _orders() -> Iterator[str]:
    unit = "SELECT 1 FROM unit u WHERE u.id = NEW.unit_id"
    yield trigger(
        "order_begins",
        "BEFORE INSERT ON sale_order",
        refuse("new_order_is_draft", "NEW.stage <> 'draft' OR NEW.terms_version <> 0")
        + refuse("unit_not_free", f"NOT EXISTS ({unit} AND u.sale_state IN ('available', 'held'))")
        + refuse("unit_restricted", f"EXISTS ({unit} AND ({_any_of(NO_NEW_ORDER)}))")
        + refuse("unit_without_permit", f"EXISTS ({unit} AND u.permit_id IS NULL)")
        + refuse("held_for_another", _OTHER_HOLD),
    )
    yield trigger("order_move_legal", "BEFORE UPDATE OF stage ON sale_order",
                   "SELECT RAISE(ABORT, 'sd:illegal_stage');",
                   f"OLD.stage <> NEW.stage AND NOT ({pairs('OLD.stage', 'NEW.stage', STAGE_MOVES)})")  # fmt: skip
    forbidden = " OR ".join(
        f"(u.{column} AND ({pairs('OLD.stage', 'NEW.stage', moves)}))" for column, moves in STAGE_FORBIDDEN.items()
    )
    yield trigger("order_move_unrestricted", "BEFORE UPDATE OF stage ON sale_order",
                   refuse("unit_restricted", f"EXISTS ({unit} AND ({forbidden}))"), "OLD.stage <> NEW.stage")  # fmt: skip


def _account(order: str) -> str:
    return (
        f"SELECT COALESCE(SUM(total_fen), 0) FROM receipt WHERE order_id = {order} "
        "AND id NOT IN (SELECT receipt_id FROM receipt_void)"
    )


def _terms() -> Iterator[str]:
    terms = "FROM order_terms t WHERE t.order_id = NEW.id AND t.version = NEW.terms_version"
    dues = (
        f"SELECT COALESCE(SUM(d.amount_fen), 0) FROM due_item d WHERE d.terms_id = (SELECT t.id {terms}) "
        f"AND d.klass IN ({listed(PRICE_CLASS_VALUES)})"
    )
    buyers = f"SELECT COALESCE(SUM(b.share), 0) FROM order_buyer b WHERE b.terms_id = (SELECT t.id {terms})"
    sellers = f"SELECT COALESCE(SUM(c.share), 10000) FROM order_consultant c WHERE c.terms_id = (SELECT t.id {terms})"
    yield trigger(
        "terms_publish",
        "BEFORE UPDATE OF terms_version ON sale_order",
        refuse("no_such_terms", f"NEW.terms_version <> OLD.terms_version + 1 OR NOT EXISTS (SELECT 1 {terms} "
                                 "AND t.unit_id = NEW.unit_id)")
        + refuse("dues_differ", f"({dues}) <> (SELECT t.total_fen {terms})")
        + refuse("shares_differ", f"({buyers}) <> 10000 OR ({sellers}) <> 10000")
        + _agreed_price(terms),
        "OLD.terms_version <> NEW.terms_version",
    )  # fmt: skip
    for table in (one for one in TERMS_PARTS if one != "due_item"):
        yield trigger(f"{table}_before_publish", f"BEFORE INSERT ON {table}",
                       refuse("terms_published",
                               "NOT EXISTS (SELECT 1 FROM order_terms t JOIN sale_order o ON o.id = t.order_id "
                               "WHERE t.id = NEW.terms_id AND t.version > o.terms_version)"))  # fmt: skip


def _agreed_price(terms: str) -> str:
    """What terms ``t`` must keep to when they are published: the list price of the list in force, or of the one that
    this order was made at, and a total that the person may agree by themselves."""
    current = (
        "(SELECT id FROM price_list WHERE project_id = t.project_id AND signed_at IS NOT NULL "
        "AND effective_at <= app_now() ORDER BY effective_at DESC, version_no DESC LIMIT 1)"
    )
    earlier = (
        "SELECT 1 FROM order_terms e WHERE e.order_id = t.order_id AND e.version < t.version AND e.unit_id = t.unit_id"
    )
    limits = " UNION ALL ".join(f"SELECT '{role}' AS office_role, {least} AS least" for role, least in DISCOUNT_LIMITS)
    limit = (
        f"SELECT COALESCE(MIN(COALESCE(CAST(s.value AS INTEGER), d.least)), 1000000) FROM membership m "
        f"JOIN ({limits}) d ON d.office_role = m.office_role LEFT JOIN project_setting s ON s.project_id = t.project_id "
        "AND s.name = 'discount.limit.' || d.office_role "
        f"WHERE m.person_id = app_person() AND (m.project_id = t.project_id OR m.project_id IS NULL) AND {VALID}"
    )
    floor = (
        "SELECT 1 FROM unit_floor_price f WHERE f.price_list_id = t.price_list_id AND f.unit_id = t.unit_id "
        "AND f.floor_total_fen > t.total_fen"
    )
    return refuse(
        "price_not_listed",
        f"EXISTS (SELECT 1 {terms} AND (NOT EXISTS (SELECT 1 FROM price_list_line l "
        "WHERE l.price_list_id = t.price_list_id AND l.unit_id = t.unit_id AND l.total_fen = t.list_total_fen) "
        f"OR NOT (t.price_list_id = COALESCE({current}, 0) OR EXISTS ({earlier} AND e.price_list_id = t.price_list_id) "
        f"OR {agreed_price_sql('t.project_id', 't.unit_id', 't.total_fen')})))",
    ) + refuse(
        "price_needs_approval",
        f"EXISTS (SELECT 1 {terms} AND t.total_fen < t.list_total_fen "
        f"AND NOT EXISTS ({earlier} AND e.total_fen = t.total_fen AND e.list_total_fen = t.list_total_fen) "
        f"AND NOT {agreed_price_sql('t.project_id', 't.unit_id', 't.total_fen')} "
        f"AND (EXISTS ({floor}) OR 2 * t.total_fen * 1000000 < t.list_total_fen * (2 * ({limit}) - 1)))",
    )


def _money() -> Iterator[str]:
    order = "FROM sale_order o JOIN unit u ON u.id = o.unit_id WHERE o.id = NEW.order_id"
    yield trigger(
        "receipt_enters",
        "BEFORE INSERT ON receipt",
        refuse("number_not_next", "NEW.number <> (SELECT next_no - 1 FROM receipt_book WHERE id = NEW.book_id)")
        + refuse("received_in_future", f"NEW.received_on > {TODAY}")
        + refuse("order_not_live", f"NEW.kind IN ('receipt', 'transfer') AND EXISTS (SELECT 1 {order} AND o.stage IN ('cancelled', 'draft'))")
        + refuse("unit_sealed", f"NEW.kind = 'receipt' AND EXISTS (SELECT 1 {order} AND u.sealed)")
        + refuse("unit_without_permit", f"NEW.kind = 'receipt' AND EXISTS (SELECT 1 {order} AND u.permit_id IS NULL)")
        + refuse("reversal_differs",
                  "NEW.kind = 'reversal' AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.id = NEW.reverses_id "
                  "AND r.total_fen = -NEW.total_fen AND r.order_id = NEW.order_id AND r.kind <> 'reversal' "
                  "AND r.id NOT IN (SELECT receipt_id FROM receipt_void))"),
    )  # fmt: skip
    yield trigger("money_out_within_in", "AFTER INSERT ON receipt",
                   refuse("money_out_exceeds_in", f"({_account('NEW.order_id')}) < 0"),
                   "NEW.total_fen < 0")  # fmt: skip
    receipt = "FROM receipt r JOIN receipt_book b ON b.id = r.book_id WHERE r.id = NEW.receipt_id"
    yield trigger(
        "void_allowed",
        "BEFORE INSERT ON receipt_void",
        refuse("void_after_print", "EXISTS (SELECT 1 FROM receipt_print WHERE receipt_id = NEW.receipt_id)")
        + refuse("void_after_day", f"EXISTS (SELECT 1 {receipt} AND (r.business_day < b.open_day "
                                    f"OR r.business_day < {TODAY}))")
        + refuse("void_reversed", "EXISTS (SELECT 1 FROM receipt WHERE reverses_id = NEW.receipt_id)"),
    )  # fmt: skip
    yield trigger("void_within_in", "AFTER INSERT ON receipt_void",
                   refuse("money_out_exceeds_in",
                           f"({_account('(SELECT order_id FROM receipt WHERE id = NEW.receipt_id)')}) < 0"))  # fmt: skip

    yield trigger("print_allowed", "BEFORE INSERT ON receipt_print",
                   refuse("void_not_printed",
                           "EXISTS (SELECT 1 FROM receipt_void WHERE receipt_id = NEW.receipt_id)"))  # fmt: skip
    for table in ("receipt_line", "receipt_tender"):
        # Nothing is asked at commit here: a receipt is full once its parts come to its sum.
        yield trigger(f"{table}_fresh", f"BEFORE INSERT ON {table}",
                       refuse("append_only",
                               "EXISTS (SELECT 1 FROM receipt r WHERE r.id = NEW.receipt_id AND r.total_fen = "
                               f"(SELECT SUM(amount_fen) FROM {table} WHERE receipt_id = r.id))"))  # fmt: skip
    yield trigger("seal_day", "BEFORE INSERT ON seal",
                   refuse("day_ahead", f"NEW.day > {TODAY}")
                   + refuse("day_closed",
                             "EXISTS (SELECT 1 FROM seal WHERE project_id = NEW.project_id AND day >= NEW.day)"))  # fmt: skip
    yield trigger("book_counts", "BEFORE UPDATE ON receipt_book",
                   refuse("number_not_next", "NEW.next_no NOT IN (OLD.next_no, OLD.next_no + 1) AND NOT "
                           "(NEW.next_no = NEW.first_no AND NOT EXISTS (SELECT 1 FROM receipt WHERE book_id = OLD.id))"))  # fmt: skip


def _unfinished() -> Iterator[str]:
    """What has to be whole at commit is noted (`sqlite.unfinished`)."""
    for table, noted, row in (("sale_order", "sale_order", "NEW.id"), ("receipt", "receipt", "NEW.id"),
                              ("receipt_line", "receipt", "NEW.receipt_id"),
                              ("receipt_tender", "receipt", "NEW.receipt_id")):  # fmt: skip
        yield trigger(f"{table}_unfinished", f"AFTER INSERT ON {table}", f"SELECT app_unfinished('{noted}', {row});")


def _prices() -> Iterator[str]:
    signed = (
        "EXISTS (SELECT 1 FROM price_list WHERE id = {row}.price_list_id AND signed_at IS NOT NULL) "
        "OR EXISTS (SELECT 1 FROM price_list_signature WHERE price_list_id = {row}.price_list_id)"
    )
    for table in ("price_list_line", "unit_floor_price"):
        yield trigger(f"{table}_insert_open", f"BEFORE INSERT ON {table}",
                       refuse("price_list_signed", signed.format(row="NEW")))  # fmt: skip
        for verb in ("UPDATE", "DELETE"):
            yield trigger(f"{table}_{verb.lower()}_open", f"BEFORE {verb} ON {table}",
                           refuse("price_list_signed", signed.format(row="OLD")))  # fmt: skip
    yield trigger(
        "signature_of_another",
        "BEFORE INSERT ON price_list_signature",
        refuse("price_list_signed",
                "EXISTS (SELECT 1 FROM price_list WHERE id = NEW.price_list_id AND signed_at IS NOT NULL)")
        + refuse("own_signature",
                  "EXISTS (SELECT 1 FROM price_list WHERE id = NEW.price_list_id AND created_by = app_person()) "
                  f"AND NOT {FOUR_EYES_OFF_SQL.format(project='NEW.project_id')}"),
    )  # fmt: skip
    yield trigger("list_signed_stays", "BEFORE UPDATE ON price_list", "SELECT RAISE(ABORT, 'sd:price_list_signed');",
                   "OLD.signed_at IS NOT NULL AND (NEW.signed_at IS NOT OLD.signed_at "
                   "OR NEW.effective_at IS NOT OLD.effective_at)")  # fmt: skip
    yield trigger("list_signed", "BEFORE UPDATE ON price_list",
                   refuse("signatures_missing",
                           "(SELECT COUNT(*) FROM price_list_signature WHERE price_list_id = NEW.id) < "
                           "MAX(1, COALESCE((SELECT CAST(value AS INTEGER) FROM project_setting "
                           f"WHERE project_id = NEW.project_id AND name = 'price.signatures'), {SIGNATURES}))"),
                   "OLD.signed_at IS NULL AND NEW.signed_at IS NOT NULL")  # fmt: skip
    for table in ("price_list", "receipt_book"):
        begins = {"price_list": "NEW.signed_at IS NOT NULL", "receipt_book": "NEW.next_no <> NEW.first_no"}[table]
        code = {"price_list": "signatures_missing", "receipt_book": "number_not_next"}[table]
        yield trigger(f"{table}_begins", f"BEFORE INSERT ON {table}", f"SELECT RAISE(ABORT, 'sd:{code}');", begins)


def _audits() -> Iterator[str]:
    for name in AUDITED:
        columns = sorted(c.name for c in Base.metadata.tables[name].columns if c.name not in NEVER_AUDITED)

        def image(row: str, names: list[str] = columns) -> str:
            return "json_object(" + ", ".join(f"'{c}', {row}.{c}" for c in names) + ")"

        for verb, before, after, row in (
            ("INSERT", "NULL", image("NEW"), "NEW"),
            ("UPDATE", image("OLD"), image("NEW"), "NEW"),
            ("DELETE", image("OLD"), "NULL", "OLD"),
        ):
            project = f"{row}.project_id" if "project_id" in columns else (f"{row}.id" if name == "project" else "NULL")
            row_id = f"{row}.id" if "id" in columns else "NULL"
            yield trigger(
                f"audit_{name}_{verb.lower()}",
                f"AFTER {verb} ON {name}",
                "INSERT INTO audit (project_id, table_name, row_id, action, before, after, person_id, login, created_at) "
                f"VALUES ({project}, '{name}', {row_id}, '{verb.lower()}', {before}, {after}, app_person(), '', app_now());",
            )


def guard_statements() -> list[str]:
    """Every trigger of the database, in an order that creates them all."""
    return [
        statement
        for part in (
            _append_only,
            _unit_state,
            _own_holds,
            _telephones,
            _orders,
            paper_guards,
            _terms,
            _money,
            _unfinished,
            _prices,
            request_guards,
            offer_guards,
            role_guards,
            text_guards,
            _audits,
        )
        for statement in part()
    ]
