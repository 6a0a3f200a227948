"""How rows and seals are summed: one way, for sealing and for checking, on both databases.

A row's sum is the sha256 of its columns as a JSON list, as the database writes it; a seal's is that of its own facts,
of the seal before, and of all its rows' sums. So a checker needs no function of the database that it checks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from salesdesk.repository.guard_rules import SEALED

UTC_NEEDED = "SET LOCAL timezone = 'UTC'"
"""PostgreSQL writes instants in the zone of the session."""


@dataclass(frozen=True)
class SealRow:
    """A seal as it stands in the database."""

    id: int
    project_id: int
    number: int
    day: date
    rows: int
    previous_sha256: str
    sha256: str


def row_sum_sql(table: str, *, postgres: bool, row: str = "r") -> str:
    """The SQL of one row's sum."""
    columns = ", ".join(f"{row}.{column}" for column in SEALED[table])
    if postgres:
        return f"encode(sha256(convert_to(jsonb_build_array({columns})::text, 'UTF8')), 'hex')"
    return f"sha256_of(json_array({columns}))"


def of_project(table: str, project: str, row: str = "r") -> str:
    """Which rows of a table a project's seal covers; what belongs to the whole house, whoever seals next."""
    mine = f"{row}.project_id = {project}"
    return f"({mine} OR {row}.project_id IS NULL)" if table == "audit" else mine


def unsealed_sql(project: str, seal_number: str, *, postgres: bool) -> str:
    """The SQL that lays down the sums of all rows that no seal covers. By row and not by time: what a slow transaction
    commits after a seal is covered by the next one."""
    parts = [
        f"SELECT '{table}', r.id, {project}, {seal_number}, {row_sum_sql(table, postgres=postgres)} FROM {table} r "
        f"WHERE {of_project(table, project)} AND NOT EXISTS (SELECT 1 FROM sealed_row s "
        f"WHERE s.table_name = '{table}' AND s.row_id = r.id)"
        for table in SEALED
    ]
    return (
        "INSERT INTO sealed_row (table_name, row_id, project_id, seal_number, sha256) "
        + " UNION ALL ".join(parts)
        + " ON CONFLICT DO NOTHING"
    )


def rows_sum(rows: Iterable[tuple[str, int, str]]) -> str:
    """The sum over rows (table, id, sum), in the order of table and id."""
    text = "\n".join(f"{table}:{row_id}:{sha256}" for table, row_id, sha256 in sorted(rows))
    return hashlib.sha256(text.encode()).hexdigest()


def seal_sum(project_id: int, number: int, day: date, rows: int, previous: str, over_rows: str) -> str:
    """The sum of a seal."""
    text = f"{project_id}|{number}|{day.isoformat()}|{rows}|{previous}|{over_rows}"
    return hashlib.sha256(text.encode()).hexdigest()
