"""Changing a row that a form was filled from, unless it is no longer as it was; and who changed which field last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.stale import LastEdit
from salesdesk.entities import Base, Unit
from salesdesk.entities.base import UtcDateTime, canonical_json
from salesdesk.repository.access import ACCESS

EDITED = (
    "customer", "unit", "project_setting", "discount", "presale_permit", "receiving_account", "phase", "building",
    "entrance", "money_item", "receipt_book", "introducer",
)  # fmt: skip
"""The tables with forms that change a row. The function ``last_changed`` of PostgreSQL answers for these alone."""

RESTRICTIONS = ("mortgaged", "sealed", "restriction_note")
_ON_POSTGRES = (
    "SELECT name, at, person FROM last_changed(:table, :row, "
    "ARRAY(SELECT json_array_elements_text(CAST(:columns AS json))))"
)
_ON_SQLITE = """SELECT c.value AS name, a.created_at AS at, COALESCE(p.name, '') AS person FROM json_each(:columns) c
    JOIN audit a ON a.id = (SELECT MAX(x.id) FROM audit x WHERE x.table_name = :table AND x.row_id = :row
        AND (json_extract(x.before, '$.' || c.value) IS NOT json_extract(x.after, '$.' || c.value)
            OR json_type(x.before, '$.' || c.value) IS NOT json_type(x.after, '$.' || c.value)))
    LEFT JOIN person p ON p.id = a.person_id"""


class Edits:
    """Rows of one project; a row is known by its table and id."""

    def __init__(self, connection: Connection, project_id: int, held: AbstractSet[Permission]) -> None:
        self._connection = connection
        self._project_id = project_id
        self._held = held

    def last(self, table: str, row_id: int, columns: Iterable[str]) -> dict[str, LastEdit]:
        """The last edit of each of these columns, as far as the person may change such rows; others are left out."""
        if table not in EDITED:
            raise ValueError(f"nobody edits {table} by a form")
        postgres = self._connection.dialect.name == "postgresql"
        if not postgres and not self._held & ACCESS[table].update.keys():
            return {}
        asked = sa.text(_ON_POSTGRES if postgres else _ON_SQLITE)
        typed = asked.columns(name=sa.String, at=UtcDateTime, person=sa.String)
        values = {"table": table, "row": row_id, "columns": canonical_json(sorted(columns))}
        rows: Any = self._connection.execute(typed, values)
        return {row.name: LastEdit(row.person, row.at) for row in rows}

    def values(self, table: str, row_id: int, columns: Sequence[str]) -> dict[str, Any]:
        """What stands in a row now.

        Raises:
            Refusal: there is no such row in the project.
        """
        entity = Base.metadata.tables[table]
        query = sa.select(*(entity.c[name] for name in columns)).where(*self._here(entity, row_id))
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise Refusal(mark("What is to be changed is not there any more."))
        return dict(row)

    def change(self, table: str, row_id: int, values: Mapping[str, Any], seen: Mapping[str, Any]) -> bool:
        """Changes a row in which these columns still hold what was ``seen``; False when somebody else was faster."""
        entity = Base.metadata.tables[table]
        as_seen = [entity.c[name].is_not_distinct_from(value) for name, value in seen.items()]
        changed = self._connection.execute(
            sa.update(entity).where(*self._here(entity, row_id), *as_seen).values(**values)
        )
        return changed.rowcount == 1

    def _here(self, entity: sa.Table, row_id: int) -> tuple[sa.ColumnElement[bool], ...]:
        return entity.c.id == row_id, entity.c.project_id == self._project_id

    def lock_restrictions(self, unit_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """What stands in the way of these units, held until the end of the transaction."""
        query = (
            sa.select(Unit.id, *(getattr(Unit, name) for name in RESTRICTIONS))
            .where(Unit.id.in_(unit_ids), Unit.project_id == self._project_id)
            .order_by(Unit.id)
            .with_for_update(key_share=True)
        )
        rows: Any = self._connection.execute(query).mappings()
        return {row["id"]: {name: row[name] for name in RESTRICTIONS} for row in rows}
