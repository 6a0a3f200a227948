"""What must hold in an office's database after whatever happened, asked of it directly and of no service.

Each rule is a query that names what breaks it; an office in order answers none of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

from sqlalchemy.engine import Connection

from salesdesk.domain.states import MOVES, ORDER_MOVES
from tests.support.office import House

_MOVES = {(old.value, new.value) for moves in MOVES.values() for old, new in moves}
_LIVE = "stage NOT IN ('draft', 'cancelled')"
_STANDS = "NOT EXISTS (SELECT 1 FROM receipt_void v WHERE v.receipt_id = r.id)"
_ACCOUNT = f"(SELECT COALESCE(SUM(r.total_fen), 0) FROM receipt r WHERE r.order_id = o.id AND {_STANDS})"
_NO_REFUND_UNDONE = (
    "NOT EXISTS (SELECT 1 FROM receipt f WHERE f.order_id = o.id AND f.kind = 'refund' AND (EXISTS (SELECT 1 "
    "FROM receipt_void v WHERE v.receipt_id = f.id) OR EXISTS (SELECT 1 FROM receipt b WHERE b.reverses_id = f.id)))"
)
"""Money that was to go back and came home again is held, whatever became of the order meanwhile."""
_PRICE = "IN ('price', 'price_by_loan')"
_DERIVED = f"""COALESCE((SELECT MIN(o.stage) FROM sale_order o WHERE o.unit_id = u.id AND {_LIVE}),
    (SELECT MIN('held') FROM hold h WHERE h.unit_id = u.id AND h.released_at IS NULL),
    (SELECT CASE l.direction WHEN 'launch' THEN 'available' ELSE 'unlaunched' END FROM unit_launch l
     WHERE l.unit_id = u.id ORDER BY l.id DESC LIMIT 1), 'unlaunched')"""
_PUBLISHED = "FROM order_terms t JOIN sale_order o ON o.id = t.order_id AND t.version <= o.terms_version"


def _shares(table: str) -> str:
    shares = f"(SELECT COALESCE(SUM(p.share), 0) FROM {table} p WHERE p.terms_id = t.id)"
    return f"SELECT t.id {_PUBLISHED} WHERE {shares} <> 10000"


def _parts(table: str) -> str:
    return (
        "SELECT r.id FROM receipt r WHERE r.total_fen <> "
        f"(SELECT COALESCE(SUM(p.amount_fen), 0) FROM {table} p WHERE p.receipt_id = r.id)"
    )


RULES: dict[str, str] = {
    "a unit has two live orders": (
        "SELECT unit_id FROM sale_order WHERE stage <> 'cancelled' GROUP BY unit_id HAVING COUNT(*) > 1"
    ),
    "an order was left half written": "SELECT id FROM sale_order WHERE stage = 'draft'",
    "a unit has two live holds": (
        "SELECT unit_id FROM hold WHERE released_at IS NULL GROUP BY unit_id HAVING COUNT(*) > 1"
    ),
    "a sold unit is held for somebody": (
        f"SELECT h.id FROM hold h JOIN sale_order o ON o.unit_id = h.unit_id WHERE h.released_at IS NULL AND o.{_LIVE}"
    ),
    "a unit is sold that was never put on sale, or taken off it": (
        f"SELECT o.id FROM sale_order o WHERE o.{_LIVE} AND 'launch' <> COALESCE((SELECT l.direction "
        "FROM unit_launch l WHERE l.unit_id = o.unit_id ORDER BY l.id DESC LIMIT 1), '')"
    ),
    "a unit's state is not what its orders and holds say": f"SELECT u.id FROM unit u WHERE u.sale_state <> {_DERIVED}",
    "due items do not come to the price": (
        f"SELECT t.id {_PUBLISHED} WHERE t.total_fen <> (SELECT COALESCE(SUM(d.amount_fen), 0) FROM due_item d "
        f"WHERE d.terms_id = t.id AND d.klass {_PRICE})"
    ),
    "buyers' shares are not 100 %": _shares("order_buyer"),
    "consultants' shares are not 100 %": _shares("order_consultant"),
    "a price stands on no list": (
        f"SELECT t.id {_PUBLISHED} WHERE NOT EXISTS (SELECT 1 FROM price_list_line l JOIN price_list p "
        "ON p.id = l.price_list_id AND p.signed_at IS NOT NULL WHERE l.price_list_id = t.price_list_id "
        "AND l.unit_id = t.unit_id AND l.total_fen = t.list_total_fen)"
    ),
    "an agreed area is not that of the unit": (
        f"SELECT t.id {_PUBLISHED} JOIN unit u ON u.id = t.unit_id WHERE o.{_LIVE} AND t.area_cm2 <> u.gross_cm2"
    ),
    "a working does not lead from the list price to the total": (
        f"SELECT t.id {_PUBLISHED} WHERE t.list_total_fen - (SELECT COALESCE(SUM(w.off_fen), 0) FROM working_line w "
        "WHERE w.terms_id = t.id) <> t.total_fen"
    ),
    "more money went out than came in": f"SELECT o.id FROM sale_order o WHERE {_ACCOUNT} < 0",
    "more went out for an item than came in for it": (
        "SELECT r.order_id FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id "
        f"WHERE {_STANDS} GROUP BY r.order_id, l.klass, l.item HAVING SUM(l.amount_fen) < 0"
    ),
    "more was taken than the price": (
        "SELECT o.id FROM sale_order o JOIN order_terms t ON t.order_id = o.id AND t.version = o.terms_version "
        "WHERE t.total_fen < (SELECT COALESCE(SUM(l.amount_fen), 0) FROM receipt r JOIN receipt_line l "
        f"ON l.receipt_id = r.id WHERE r.order_id = o.id AND l.klass {_PRICE} AND {_STANDS}) AND {_NO_REFUND_UNDONE}"
    ),
    "a cancelled order holds money": (
        "SELECT o.id FROM sale_order o WHERE o.stage = 'cancelled' AND 0 <> (SELECT COALESCE(SUM(l.amount_fen), 0) "
        "FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id WHERE r.order_id = o.id AND l.klass <> 'other' "
        f"AND {_STANDS}) AND {_NO_REFUND_UNDONE}"
    ),
    "a receipt's items are not its sum": _parts("receipt_line"),
    "a receipt's methods are not its sum": _parts("receipt_tender"),
    "a receipt is printed and void": (
        "SELECT v.receipt_id FROM receipt_void v JOIN receipt_print p ON p.receipt_id = v.receipt_id"
    ),
    "a receipt is void and reversed": (
        "SELECT v.receipt_id FROM receipt_void v JOIN receipt r ON r.reverses_id = v.receipt_id"
    ),
    "a number is missing or given twice": (
        "SELECT b.id FROM receipt_book b LEFT JOIN receipt r ON r.book_id = b.id GROUP BY b.id, b.first_no, "
        "b.next_no HAVING COUNT(r.id) <> b.next_no - b.first_no OR COALESCE(MAX(r.number), b.first_no - 1) "
        "<> b.next_no - 1 OR COUNT(DISTINCT r.number) <> COUNT(r.id) OR COALESCE(MIN(r.number), b.first_no) "
        "<> b.first_no"
    ),
    "numbers and days go different ways": (
        "SELECT a.id FROM receipt a JOIN receipt b ON b.book_id = a.book_id AND b.number = a.number + 1 "
        "JOIN receipt_book k ON k.id = a.book_id "
        "WHERE b.business_day < a.business_day AND k.kind <> 'opening' OR b.created_at < a.created_at"
    ),
    # Who closes yesterday seals what came in today, too; that is no fault.
    "a receipt of a closed day lies in no seal": (
        "SELECT r.id FROM receipt r JOIN seal s ON s.project_id = r.project_id AND s.day >= r.business_day "
        "WHERE NOT EXISTS (SELECT 1 FROM sealed_row x WHERE x.table_name = 'receipt' AND x.row_id = r.id "
        "AND x.seal_number <= s.number)"
    ),
    "an order's number is given twice": (
        "SELECT MIN(id) FROM sale_order GROUP BY project_id, number HAVING COUNT(*) > 1"
    ),
    "a request was begun and never answered": "SELECT id FROM command WHERE result IS NULL",
    "a receipt is not in the history": (
        "SELECT r.id FROM receipt r WHERE 1 <> (SELECT COUNT(*) FROM audit a "
        "WHERE a.table_name = 'receipt' AND a.row_id = r.id AND a.action = 'insert')"
    ),
}


_ALL = " UNION ALL ".join(f"SELECT {place} AS rule, x.* FROM ({query}) x" for place, query in enumerate(RULES.values()))


def broken(connection: Connection) -> list[str]:
    """Every rule that does not hold, with the rows that break it."""
    found = dict[str, list[int]]()
    for place, row in connection.exec_driver_sql(_ALL):
        found.setdefault(list(RULES)[place], []).append(row)
    sentences = [f"{rule}: {rows}" for rule, rows in found.items()]
    return [*sentences, *_illegal_moves(connection), *_illegal_orders(connection)]


def _illegal_moves(connection: Connection) -> Iterator[str]:
    """Each unit began unlaunched, went on from where it was, by moves of the table, and is where the last one led."""
    story = dict[int, list[tuple[str, str]]]()
    for unit, old, new in connection.exec_driver_sql(
        "SELECT unit_id, old_state, new_state FROM unit_state_change ORDER BY id"
    ):
        story.setdefault(unit, [("", "unlaunched")]).append((old, new))
    states = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT id, sale_state FROM unit")}
    for unit, moves in story.items():
        joined = all(before[1] == after[0] for before, after in pairwise(moves))
        if not joined or not set(moves[1:]) <= _MOVES or moves[-1][1] != states[unit]:
            yield f"a unit's moves are not legal: {unit} {moves}"


_ORDER_MOVES = {(old.value if old else None, new.value) for old, new in ORDER_MOVES}


def _illegal_orders(connection: Connection) -> Iterator[str]:
    """The same of orders, as the history tells it."""
    stages = dict[int, str | None]()
    for order, after in connection.exec_driver_sql(
        "SELECT row_id, after FROM audit WHERE table_name = 'sale_order' ORDER BY id"
    ):
        stage, before = json.loads(after)["stage"], stages.get(order)
        if stage != before and (before, stage) not in _ORDER_MOVES:
            yield f"an order's moves are not legal: {order} {before} -> {stage}"
        stages[order] = stage


def assert_in_order(house: House) -> None:
    with house.as_owner.connect() as owner:
        assert broken(owner) == []
