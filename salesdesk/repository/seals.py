"""Seals of a project: closing a business day, and reading back what was sealed beside what is there now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.errors import Refusal
from salesdesk.entities import ReceiptBook, Seal, SealedRow
from salesdesk.repository.guard_rules import GUARD_SENTENCES, NEVER_AUDITED, SEALED
from salesdesk.repository.seal_sums import (
    UTC_NEEDED,
    SealRow,
    of_project,
    row_sum_sql,
    rows_sum,
    seal_sum,
    unsealed_sql,
)


@dataclass(frozen=True)
class RowFault:
    """A row that is not as it was sealed, or not as history last saw it: ``what`` is changed, missing or unrecorded."""

    table: str
    row_id: int
    what: str
    seal_number: int | None = None


class Seals:
    """See the module."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id
        self._postgres = connection.dialect.name == "postgresql"

    def close(self, day: date, today: date) -> int:
        """Closes a business day and seals; the seal's id. On PostgreSQL the database sums, numbers and chains."""
        values: dict[str, Any] = {"project_id": self._project_id, "day": day}
        if not self._postgres:
            values |= self._sealed_here(day, today)
        return int(self._connection.execute(sa.insert(Seal).values(**values).returning(Seal.id)).scalar_one())

    def _sealed_here(self, day: date, today: date) -> dict[str, Any]:
        """What the trigger does on PostgreSQL; SQLite has the whole file locked."""
        books = ReceiptBook.project_id == self._project_id
        newest = self._connection.execute(sa.select(sa.func.max(ReceiptBook.open_day)).where(books)).scalar()
        for against, code in ((day > today, "day_ahead"), (newest is not None and newest > day, "day_closed")):
            if against:
                raise Refusal(GUARD_SENTENCES[code])
        last = self.all()[-1:]
        number, previous = (last[0].number + 1, last[0].sha256) if last else (1, "")
        following = date.fromordinal(day.toordinal() + 1)
        self._connection.execute(sa.update(ReceiptBook).where(books).values(open_day=following))
        cover = unsealed_sql(":project", ":number", postgres=False)
        self._connection.execute(sa.text(cover), {"project": self._project_id, "number": number})
        rows = self.rows_of(number)
        sha256 = seal_sum(self._project_id, number, day, len(rows), previous, rows_sum(rows))
        return {"number": number, "rows": len(rows), "previous_sha256": previous, "sha256": sha256}

    def all(self) -> list[SealRow]:
        """The seals of the project, the first one first."""
        columns = (Seal.id, Seal.project_id, Seal.number, Seal.day, Seal.rows, Seal.previous_sha256, Seal.sha256)
        query = sa.select(*columns).where(Seal.project_id == self._project_id).order_by(Seal.number)
        return [SealRow(*row) for row in self._connection.execute(query)]

    def rows_of(self, number: int) -> list[tuple[str, int, str]]:
        """What a seal covers: table, row, sum."""
        query = sa.select(SealedRow.table_name, SealedRow.row_id, SealedRow.sha256).where(
            SealedRow.project_id == self._project_id, SealedRow.seal_number == number
        )
        return [(row[0], row[1], row[2]) for row in self._connection.execute(query)]

    def row_faults(self, table: str) -> Iterator[RowFault]:
        """Sealed rows of a table that are gone, or read otherwise today."""
        if self._postgres:
            self._connection.exec_driver_sql(UTC_NEEDED)
        found: Any = self._connection.execute(
            sa.text(
                f"SELECT s.row_id, s.seal_number, r.id FROM sealed_row s LEFT JOIN {table} r ON r.id = s.row_id "
                f"WHERE s.project_id = :project AND s.table_name = '{table}' "
                f"AND (r.id IS NULL OR {row_sum_sql(table, postgres=self._postgres)} <> s.sha256) ORDER BY s.row_id"
            ),
            {"project": self._project_id},
        )
        for row_id, number, there in found:
            yield RowFault(table, row_id, "changed" if there is not None else "missing", number)

    def unsealed(self) -> int:
        """How many rows no seal covers yet."""
        parts = " + ".join(
            f"(SELECT COUNT(*) FROM {table} r WHERE {of_project(table, ':project')} AND NOT EXISTS "
            f"(SELECT 1 FROM sealed_row s WHERE s.table_name = '{table}' AND s.row_id = r.id))"
            for table in SEALED
        )
        return int(self._connection.execute(sa.text(f"SELECT {parts}"), {"project": self._project_id}).scalar_one())

    def image_faults(self, table: str) -> Iterator[RowFault]:
        """Live rows of a table that are not as history last saw them: somebody changed them where no trigger looked."""
        if self._postgres:
            self._connection.exec_driver_sql(UTC_NEEDED)
        if (comparison := self._image_query(table)) is None:
            return
        found: Any = self._connection.execute(sa.text(comparison), {"project": self._project_id})
        for row_id, has_image in found:
            yield RowFault(table, row_id, "changed" if has_image else "unrecorded")

    def _image_query(self, table: str) -> str | None:
        columns = sa.inspect(self._connection).get_columns(table)
        names = sorted(column["name"] for column in columns if column["name"] not in NEVER_AUDITED)
        if "id" not in names:
            return None
        one = "t.id = :project" if table == "project" else "true"
        scope = "t.project_id = :project" if "project_id" in names else one
        last = (
            f"SELECT a.after FROM audit a WHERE a.table_name = '{table}' AND a.row_id = t.id ORDER BY a.id DESC LIMIT 1"
        )
        # What an image holds must be so still; a column that came later is in no earlier image.
        if self._postgres:
            return (
                f"SELECT t.id, l.after IS NOT NULL FROM {table} t LEFT JOIN LATERAL ({last}) l ON true "
                f"WHERE {scope} AND (to_jsonb(t) @> l.after::jsonb) IS NOT TRUE ORDER BY t.id"
            )
        image = "json_object(" + ", ".join(f"'{name}', t.{name}" for name in names) + ")"
        differs = f"json_patch({image}, ({last})) IS NOT json_patch({image}, {image})"
        return f"SELECT t.id, ({last}) IS NOT NULL FROM {table} t WHERE {scope} AND {differs} ORDER BY t.id"
