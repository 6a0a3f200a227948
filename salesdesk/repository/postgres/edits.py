"""Who changed a field last, on PostgreSQL: history itself is read by few, this much of a row by whoever may change it."""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.repository.access import ACCESS
from salesdesk.repository.edits import EDITED
from salesdesk.repository.postgres.access import changeable
from salesdesk.repository.postgres.plpgsql import definer


def edit_functions() -> Iterator[str]:
    """``last_changed``: names and times, no values. It asks of the row what the policy for changing it asks."""
    asked = " ".join(
        f"WHEN '{table}' THEN EXISTS (SELECT 1 FROM {table} WHERE id = whom "
        f"AND ({changeable(table, ACCESS[table], tuple(ACCESS[table].update))}))"
        for table in EDITED
    )
    yield definer(
        "last_changed(wanted text, whom bigint, columns text[])",
        'TABLE(name text, "at" timestamptz, person text)',
        f"""#variable_conflict use_column
        BEGIN IF NOT COALESCE(CASE wanted {asked} ELSE false END, false) THEN RETURN; END IF;
        RETURN QUERY SELECT c.column_name, l.created_at, COALESCE(p.name::text, '')
            FROM unnest(columns) AS c(column_name)
            CROSS JOIN LATERAL (SELECT a.created_at, a.person_id FROM audit a WHERE a.table_name = wanted
                AND a.row_id = whom AND (a.before::jsonb -> c.column_name) IS DISTINCT FROM (a.after::jsonb -> c.column_name)
                ORDER BY a.id DESC LIMIT 1) l
            LEFT JOIN person p ON p.id = l.person_id; END""",
        volatility="STABLE",
    )
