"""What PostgreSQL asks at commit, asked here as well: no order is left half written, no receipt without its parts.

SQLite has no question of its own at commit. Triggers note what a transaction begins (`app_unfinished`, a function of the
connection), and before it commits a desk asks whether that was brought to its end.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.repository.guard_rules import UNDONE_OTHERWISE_SQL

_NOTED = "unfinished"
_SUM = "(SELECT COALESCE(SUM(amount_fen), 0) FROM {table} WHERE receipt_id = r.id)"
_HERE = "SELECT 1 FROM receipt r WHERE r.id IN (SELECT value FROM json_each(:ids)) AND"
_ASKED: tuple[tuple[str, str, str], ...] = (
    (
        "sale_order",
        "draft_left",
        "SELECT 1 FROM sale_order r WHERE r.id IN (SELECT value FROM json_each(:ids)) AND r.stage = 'draft'",
    ),
    (
        "receipt",
        "receipt_differs",
        f"{_HERE} (r.total_fen <> {_SUM.format(table='receipt_line')} "
        f"OR r.total_fen <> {_SUM.format(table='receipt_tender')})",
    ),
    ("receipt", "reversal_differs", f"{_HERE} r.kind = 'reversal' AND ({UNDONE_OTHERWISE_SQL})"),
)
"""By table: the code of the refusal, and the question that finds a row which is not finished."""


def prepare(raw: Any, info: dict[Any, Any]) -> None:
    """Gives a new connection its place for notes, and the triggers their function."""
    noted = info[_NOTED] = set[tuple[str, int]]()
    raw.create_function("app_unfinished", 2, lambda table, row: noted.add((table, row)))


def forget(connection: Connection) -> None:
    """A transaction begins: what an earlier one noted was kept or undone with it."""
    connection.info[_NOTED].clear()


def left_unfinished(connection: Connection) -> str | None:
    """The code of the first thing that this transaction has begun and not finished, or None."""
    noted: set[tuple[str, int]] = connection.info[_NOTED]
    for table, code, question in _ASKED:
        ids = sorted(row for name, row in noted if name == table)
        if ids and connection.execute(sa.text(question), {"ids": json.dumps(ids)}).first() is not None:
            return code
    return None
