"""What the database remembers about itself and the office: commands, history, papers, attachments, versions."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.entities.base import (
    Base,
    BigRef,
    CanonicalJson,
    Id,
    InProject,
    Instant,
    OptionalInstant,
    OptionalRef,
    PersonRef,
    StampedAt,
    StampedBy,
    project_key,
    same_project,
)


class SchemaInfo(Base):
    """Version of the schema and the least program that may work on it; one row."""

    __tablename__ = "schema_info"
    id: Mapped[Id]
    version: Mapped[int]
    least_program: Mapped[str] = mapped_column(String(20))
    office_id: Mapped[str] = mapped_column(String(40))


class Command(Base):
    """What a desk asked for, once: inserted first in the transaction, completed with the result."""

    __tablename__ = "command"
    id: Mapped[Id]
    person_id: Mapped[StampedBy]
    request_id: Mapped[str] = mapped_column(String(36))
    verb: Mapped[str] = mapped_column(String(60))
    arguments_sha256: Mapped[str] = mapped_column(String(64))
    result: Mapped[Any | None] = mapped_column(CanonicalJson)
    created_at: Mapped[StampedAt]
    __table_args__ = (UniqueConstraint("person_id", "request_id"),)


class Audit(Base):
    """Every change of every row that matters, with before and after in canonical text. Written by trigger only."""

    __tablename__ = "audit"
    id: Mapped[Id]
    project_id: Mapped[int | None] = mapped_column(BigInteger)
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[int | None] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(10))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    login: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[StampedAt]
    __table_args__ = (Index("ix_audit_row", "table_name", "row_id"), Index("ix_audit_project", "project_id", "id"))


class Seal(InProject, Base):
    """The close of a business day: a sum over all rows of the project that no earlier seal covers, chained to the seal
    before. ``number`` counts from 1 in each project; ``rows`` is how many rows it covers.
    """

    __tablename__ = "seal"
    number: Mapped[int]
    day: Mapped[date]
    rows: Mapped[int]
    previous_sha256: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (project_key(), UniqueConstraint("project_id", "number"), UniqueConstraint("project_id", "day"))


class SealedRow(Base):
    """The sum of one row as it was sealed: by it a changed or missing row is named."""

    __tablename__ = "sealed_row"
    table_name: Mapped[str] = mapped_column(String(60), primary_key=True)
    row_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    project_id: Mapped[int] = mapped_column(BigInteger)
    seal_number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    __table_args__ = (Index("ix_sealed_row_seal", "project_id", "seal_number"),)


class Attachment(InProject, Base):
    """A scan or file that belongs to something: a signed agreement, a permit, a price list."""

    __tablename__ = "attachment"
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[BigRef]
    name: Mapped[str] = mapped_column(String(200))
    mime: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (project_key(), Index("ix_attachment_subject", "project_id", "subject", "subject_id"))


class Paper(InProject, Base):
    """A paper that was printed, with the data it was printed from: how a paper knows that it is superseded."""

    __tablename__ = "paper"
    kind: Mapped[str] = mapped_column(String(40))
    order_id: Mapped[OptionalRef]
    title: Mapped[str] = mapped_column(String(200))
    data: Mapped[Any] = mapped_column(CanonicalJson)
    data_sha256: Mapped[str] = mapped_column(String(64))
    superseded_at: Mapped[OptionalInstant]
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        same_project("order_id", "sale_order"),
        Index("ix_paper_order", "order_id"),
    )


class BackupProof(Base):
    """A backup that was restored somewhere else and compared; ``passed`` says how that went."""

    __tablename__ = "backup_proof"
    id: Mapped[Id]
    backup: Mapped[str] = mapped_column(String(100))
    taken_at: Mapped[Instant]
    passed: Mapped[bool]
    summary: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[StampedAt]


class WorkingDayException(Base):
    """A day off or a make-up day that the built-in calendar does not know."""

    __tablename__ = "working_day_exception"
    id: Mapped[Id]
    day: Mapped[date] = mapped_column(unique=True)
    working: Mapped[bool]
    note: Mapped[str] = mapped_column(String(100), default="")
    created_by: Mapped[PersonRef]
