"""Backups that were proved: restored somewhere else, and compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.entities import BackupProof


@dataclass(frozen=True)
class Proof:
    """One drill: of which backup, when that was taken, when it was proved, and how it went."""

    backup: str
    taken_at: datetime
    passed: bool
    summary: str
    proved_at: datetime


class BackupProofs:
    """See the module."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self, *, passed: bool | None = None) -> Proof | None:
        """The newest drill; of those that went well, or of those that did not, where it is said."""
        query = sa.select(
            BackupProof.backup, BackupProof.taken_at, BackupProof.passed, BackupProof.summary, BackupProof.created_at
        ).order_by(BackupProof.id.desc())
        if passed is not None:
            query = query.where(BackupProof.passed == passed)
        row: Any = self._connection.execute(query.limit(1)).first()
        return Proof(*row) if row else None

    def note(self, backup: str, taken_at: datetime, *, passed: bool, summary: str) -> None:
        """Appends one. The row is not read back: whoever may add it may not see the others."""
        values = {"backup": backup, "taken_at": taken_at, "passed": passed, "summary": summary}
        self._connection.execute(sa.insert(BackupProof).inline().values(**values))
