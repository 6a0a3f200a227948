"""Several small tables in one question: each comes back as rows of plain values, over the wire as JSON.

A statement costs a round trip, and a busy counter asks the same few tables of settings for every deal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.entities.base import CanonicalJson, UtcDateTime

Row = dict[str, Any]


class AtOnce:
    """Several questions, put together once.

    Args:
        questions: each with the parameters it needs; numbers, texts, truths, days and instants only.
    """

    def __init__(self, questions: Mapping[str, sa.Select[*tuple[Any, ...]]]) -> None:
        self._asked = {name: question.subquery(name) for name, question in questions.items()}
        self._readers = {name: _readers(subquery) for name, subquery in self._asked.items()}
        self._statements: dict[str, sa.Select[*tuple[Any, ...]]] = {}

    def read(self, connection: Connection, **parameters: Any) -> dict[str, list[Row]]:
        """The rows of each question, in its order, all of one moment."""
        found: Any = connection.execute(self._statement(connection.dialect.name), parameters).one()
        return {
            name: [_read(row, readers) for row in json.loads(text or "[]")]
            for (name, readers), text in zip(self._readers.items(), found, strict=True)
        }

    def _statement(self, dialect: str) -> sa.Select[*tuple[Any, ...]]:
        if dialect not in self._statements:
            columns = [
                _as_json(subquery, dialect == "postgresql").label(name) for name, subquery in self._asked.items()
            ]
            self._statements[dialect] = sa.select(*columns)
        return self._statements[dialect]


def _as_json(subquery: sa.Subquery, postgres: bool) -> sa.ScalarSelect[Any]:
    """Short, for psycopg reads every statement of more than 4,096 characters anew each time it is asked."""
    if postgres:
        whole_row: Any = sa.literal_column(f'"{subquery.name}"')
        rows = sa.cast(sa.func.json_agg(whole_row), sa.Text)
    else:
        pairs = [part for column in subquery.c for part in (sa.literal_column(f"'{column.key}'"), column)]
        rows = sa.cast(sa.func.json_group_array(sa.func.json_object(*pairs)), sa.Text)
    return sa.select(rows).select_from(subquery).scalar_subquery()


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


_READERS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (sa.Date, date.fromisoformat),
    (UtcDateTime, _instant),
    (sa.Boolean, bool),
    (CanonicalJson, json.loads),
)


def _readers(subquery: sa.Subquery) -> dict[str, Callable[[Any], Any]]:
    """How the values of those columns are read that JSON does not give back as they were."""
    found = {column.key: [read for kind, read in _READERS if isinstance(column.type, kind)] for column in subquery.c}
    return {key: reads[0] for key, reads in found.items() if reads}


def _read(row: Row, readers: Mapping[str, Callable[[Any], Any]]) -> Row:
    for key, read in readers.items():
        if row[key] is not None:
            row[key] = read(row[key])
    return row
