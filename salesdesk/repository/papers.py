"""Papers that were printed, each with the data it was printed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.entities import Paper, Person


@dataclass(frozen=True)
class PaperRow:
    """A printed paper, as the order lists it."""

    id: int
    kind: str
    title: str
    data_sha256: str
    superseded_at: datetime | None
    created_at: datetime
    created_by: str


class Papers:
    """The papers of one project."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def add(self, kind: str, order_id: int | None, title: str, data: Any, data_sha256: str) -> int:
        values = {"kind": kind, "order_id": order_id, "title": title, "data": data, "data_sha256": data_sha256}
        insert = sa.insert(Paper).values(project_id=self._project_id, **values).returning(Paper.id)
        return int(self._connection.execute(insert).scalar_one())

    def supersede(self, order_id: int, kind: str) -> tuple[str, ...]:
        """Marks the printed papers of a kind as void, from now on and for good; their titles."""
        query = (
            sa.update(Paper)
            .where(Paper.order_id == order_id, Paper.project_id == self._project_id, Paper.kind == kind,
                   Paper.superseded_at.is_(None))
            .values(superseded_at=sa.func.app_now())
            .returning(Paper.title)
        )  # fmt: skip
        return tuple(self._connection.execute(query).scalars())

    def of_order(self, order_id: int) -> list[PaperRow]:
        rows: Any = self._connection.execute(
            sa.select(
                Paper.id, Paper.kind, Paper.title, Paper.data_sha256, Paper.superseded_at, Paper.created_at, Person.name
            )
            .join(Person, Person.id == Paper.created_by)
            .where(Paper.order_id == order_id, Paper.project_id == self._project_id)
            .order_by(Paper.id.desc())
        )
        return [PaperRow(*row) for row in rows]
