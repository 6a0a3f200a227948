"""Edits that overwrite nobody: a form sends what it was filled from, and is refused where that no longer holds.

Fields are compared by what they held, so that a change of another field is no reason to refuse; rows that carry a
version are compared by it (`services.customers`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from salesdesk.domain.errors import StaleEdit
from salesdesk.domain.stale import Newer
from salesdesk.repository.work import Work

Seen = tuple[tuple[str, Any], ...]
"""What the fields held when the form was filled, by their names."""


def seen_of(values: Mapping[str, Any]) -> Seen:
    return tuple(values.items())


def change_row(work: Work, table: str, row_id: int, values: Mapping[str, Any], seen: Seen) -> None:
    """Changes a row, unless a field of the form holds something else by now than when the form was filled.

    Raises:
        StaleEdit: it does; nothing was overwritten.
        Refusal: the row is not there any more.
    """
    before = dict(seen)
    if not work.edits.change(table, row_id, values, before):
        raise StaleEdit(newer_row(work, table, row_id, tuple(before)))


def newer_row(work: Work, table: str, row_id: int, columns: tuple[str, ...], version: int = 0) -> Newer:
    """A row as it stands now, with who changed what last."""
    now = work.edits.values(table, row_id, columns)
    return Newer(now, version, work.edits.last(table, row_id, columns))
