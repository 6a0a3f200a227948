"""Exactly once: a command's row goes in first; a second try of the same request gets the first one's answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
import sqlalchemy.dialects.postgresql
import sqlalchemy.dialects.sqlite
from sqlalchemy.engine import Connection

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.entities import Command


@dataclass(frozen=True)
class Begun:
    """A command begun at this moment of the database's clock; or, without one, carried out before, with its answer."""

    at: datetime | None
    answer: Any = None


class Commands:
    """The commands of the person signed in, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._id = 0

    def begin(self, request_id: str, verb: str, arguments_sha256: str) -> Begun:
        """Notes the command. Waits while a first try is under way.

        Raises:
            Refusal: the request id was used for something else.
        """
        values = {"request_id": request_id, "verb": verb, "arguments_sha256": arguments_sha256}
        row = self._connection.execute(_note(self._connection.dialect.name), values).first()
        if row is not None:
            self._id = row.id
            return Begun(row.created_at)
        known = self._connection.execute(
            sa.select(Command.verb, Command.arguments_sha256, Command.result).where(
                Command.person_id == sa.func.app_person(), Command.request_id == request_id
            )
        ).one()
        if (known.verb, known.arguments_sha256) != (verb, arguments_sha256):
            raise Refusal(mark("This request was already used for something else. Nothing was saved."))
        return Begun(None, known.result)

    def complete(self, result: Any) -> None:
        self._connection.execute(_complete(), {"noted": self._id, "result": {"value": result}})

    def answer(self, request_id: str) -> tuple[bool, Any]:
        """What became of a request that a desk had to leave: whether it was carried out, and its result."""
        row = self._connection.execute(
            sa.select(Command.result).where(Command.person_id == sa.func.app_person(), Command.request_id == request_id)
        ).first()
        return (row is not None, row.result if row is not None else None)


@cache
def _note(dialect: str) -> Any:
    """Put together once: every verb begins and ends with these."""
    insert: Any = (sa.dialects.postgresql if dialect == "postgresql" else sa.dialects.sqlite).insert(Command.__table__)
    of_one_request = insert.on_conflict_do_nothing(index_elements=["person_id", "request_id"])
    return of_one_request.returning(Command.id, Command.created_at)


@cache
def _complete() -> Any:
    table: Any = Command.__table__
    return sa.update(table).where(Command.id == sa.bindparam("noted", type_=sa.BigInteger))
