"""Sessions of an office's people on its server; a file has none that anybody could see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.entities import Person
from salesdesk.repository.postgres.line import EAR_NAME


@dataclass(frozen=True)
class SessionRow:
    """One connection. ``busy_since`` is when its transaction began, None while it rests; ``holds_up`` is how many
    others wait for it. ``listens``: the one by which a desk hears of changes, one a desk."""

    pid: int
    person_id: int
    name: str
    place: str
    since: datetime
    busy_since: datetime | None
    holds_up: int
    listens: bool


class Sessions:
    """See the module."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[SessionRow]:
        """The sessions of the people whom the person manages, those that hold others up first."""
        if self._connection.dialect.name == "sqlite":
            return []
        names = {row.id: row.name for row in self._connection.execute(sa.select(Person.id, Person.name))}
        found: Any = self._connection.exec_driver_sql(
            "SELECT * FROM people_sessions() ORDER BY holds_up DESC, since, pid"
        )
        return [
            SessionRow(row.pid, row.person_id, names.get(row.person_id, ""), row.place, row.since, row.busy_since,
                       row.holds_up, row.program == EAR_NAME)
            for row in found
        ]  # fmt: skip

    def end(self, pid: int, since: datetime) -> bool:
        """Ends one; whether it was still there."""
        if self._connection.dialect.name == "sqlite":
            return False
        call = sa.text("SELECT people_end_session(:pid, :since)")
        return bool(self._connection.execute(call, {"pid": pid, "since": since}).scalar_one())
