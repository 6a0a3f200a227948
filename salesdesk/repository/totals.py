"""How much there is: rows of each table, sums of each order and book, the last seal of each project.

Two databases with the same totals hold the same deals and the same money; a backup carries them beside it.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.entities import Base, Project, Unit

Totals = dict[str, dict[str, list[Any]]]
"""Of each kind (rows, orders, books, seals), what counts for each name."""

_KEPT = "NOT EXISTS (SELECT 1 FROM receipt_void v WHERE v.receipt_id = r.id)"
_QUERIES = {
    # Agreed, owed, received less paid back; all in fen. A number, and even a project's name, may stand there twice.
    "orders": f"""SELECT p.name || ' ' || o.number || ' (' || o.id || ')', o.stage, COALESCE(t.total_fen, 0),
        COALESCE((SELECT SUM(d.amount_fen) FROM due_item d WHERE d.terms_id = t.id), 0),
        COALESCE((SELECT SUM(r.total_fen) FROM receipt r WHERE r.order_id = o.id AND {_KEPT}), 0)
        FROM sale_order o JOIN project p ON p.id = o.project_id
        LEFT JOIN order_terms t ON t.order_id = o.id AND t.version = o.terms_version ORDER BY o.id""",
    "books": f"""SELECT p.name || ' ' || b.name || ' (' || b.id || ')', b.next_no, COUNT(r.id),
        COALESCE(SUM(r.total_fen), 0), COALESCE(SUM(CASE WHEN {_KEPT} THEN r.total_fen ELSE 0 END), 0)
        FROM receipt_book b JOIN project p ON p.id = b.project_id LEFT JOIN receipt r ON r.book_id = b.id
        GROUP BY b.id, p.name, b.name, b.next_no ORDER BY b.id""",
    "seals": """SELECT p.name || ' (' || p.id || ')', s.number, s.sha256
        FROM seal s JOIN project p ON p.id = s.project_id
        WHERE s.number = (SELECT MAX(number) FROM seal WHERE project_id = s.project_id) ORDER BY p.id""",
}
NOT_COUNTED = ("backup_proof", "person_password")
"""The one grows with each drill; the other is left out of a backup that is not locked."""


def read_totals(connection: Connection) -> Totals:
    """What the database of ``connection`` comes to, read by whoever sees every row."""
    found: Totals = {"rows": {}}
    for name, table in Base.metadata.tables.items():
        if name not in NOT_COUNTED:
            count = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            found["rows"][name] = [int(count)]
    for kind, query in _QUERIES.items():
        rows: Any = connection.execute(sa.text(query))
        found[kind] = {str(row[0]): [_plain(value) for value in row[1:]] for row in rows}
    return found


def _plain(value: Any) -> int | str:
    """PostgreSQL sums whole numbers into decimals."""
    return value if isinstance(value, str) else int(value)


def projects_of(connection: Connection) -> list[tuple[int, str, int]]:
    """Every project with its name and how many units it has."""
    rows: Any = connection.execute(
        sa.select(Project.id, Project.name, sa.func.count(Unit.id))
        .outerjoin(Unit, Unit.project_id == Project.id)
        .group_by(Project.id, Project.name)
        .order_by(Project.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def differences(there: Totals, wanted: Totals) -> dict[str, list[tuple[str, list[Any] | None, list[Any] | None]]]:
    """Of each kind, the names whose figures differ, with what is there and what should be."""
    return {
        kind: [
            (name, there.get(kind, {}).get(name), wanted.get(kind, {}).get(name))
            for name in sorted(there.get(kind, {}).keys() | wanted.get(kind, {}).keys())
            if there.get(kind, {}).get(name) != wanted.get(kind, {}).get(name)
        ]
        for kind in sorted(there.keys() | wanted.keys())
    }
