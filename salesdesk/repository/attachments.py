"""Scans and files that belong to something; kept once, never changed (`guard_rules.APPEND_ONLY`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.entities import Attachment, Person


@dataclass(frozen=True)
class AttachmentRow:
    """A file as a list shows it: without its content."""

    id: int
    name: str
    sha256: str
    created_at: datetime
    created_by: str


class Attachments:
    """The files of one project."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def add(self, subject: str, subject_id: int, name: str, mime: str, sha256: str, content: bytes) -> int:
        values = {"subject": subject, "subject_id": subject_id, "name": name, "mime": mime, "sha256": sha256}
        insert = sa.insert(Attachment).values(project_id=self._project_id, content=content, **values)
        return int(self._connection.execute(insert.returning(Attachment.id)).scalar_one())

    def of(self, subject: str, subject_id: int) -> list[AttachmentRow]:
        """What belongs to something, oldest first."""
        rows: Any = self._connection.execute(
            sa.select(Attachment.id, Attachment.name, Attachment.sha256, Attachment.created_at, Person.name)
            .join(Person, Person.id == Attachment.created_by)
            .where(
                Attachment.project_id == self._project_id, Attachment.subject == subject,
                Attachment.subject_id == subject_id,
            )
            .order_by(Attachment.id)
        )  # fmt: skip
        return [AttachmentRow(*row) for row in rows]

    def content(self, subject: str, attachment_id: int) -> tuple[str, bytes] | None:
        """Name and content of one file."""
        row: Any = self._connection.execute(
            sa.select(Attachment.name, Attachment.content).where(
                Attachment.project_id == self._project_id, Attachment.subject == subject,
                Attachment.id == attachment_id,
            )
        ).first()  # fmt: skip
        return (row[0], bytes(row[1])) if row is not None else None
