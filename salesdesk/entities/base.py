"""What all tables share: names of constraints, ids, project scope, and the types that keep both databases exact."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. UTC inside; SQLite keeps it as text without zone, so the zone is given back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CanonicalJson(TypeDecorator[Any]):
    """Plain data as canonical text: UTF-8, sorted keys, no blanks; the same data always gives the same bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def canonical_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


KeyText = String().with_variant(String(collation="C"), "postgresql")
"""Text that is searched by prefix: compared by code point, so that a range reads the index."""

big_int = BigInteger().with_variant(Integer, "sqlite")
Id = Annotated[int, mapped_column(big_int, primary_key=True)]
Fen = Annotated[int, mapped_column(BigInteger)]
OptionalFen = Annotated[int | None, mapped_column(BigInteger)]
Area = Annotated[int, mapped_column(BigInteger)]
OptionalArea = Annotated[int | None, mapped_column(BigInteger)]
BigRef = Annotated[int, mapped_column(BigInteger)]
OptionalRef = Annotated[int | None, mapped_column(BigInteger)]
PersonRef = Annotated[int | None, mapped_column(BigInteger, ForeignKey("person.id"))]
Instant = Annotated[datetime, mapped_column(UtcDateTime)]
OptionalInstant = Annotated[datetime | None, mapped_column(UtcDateTime)]
StampedAt = Annotated[datetime, mapped_column(UtcDateTime, default=func.app_now())]
StampedBy = Annotated[int, mapped_column(BigInteger, ForeignKey("person.id"), default=func.app_person())]
"""Both stamps are the database's: on PostgreSQL a trigger writes them, whatever the desk sent."""


def one_of(column: str, values: type[StrEnum] | tuple[str, ...], name: str = "") -> CheckConstraint:
    """The column holds one of these values and nothing else."""
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=name or f"{column}_known")


def same_project(column: str, table: str, *, deferred: bool = False) -> ForeignKeyConstraint:
    """A reference inside one project: foreign-key checks ignore policies, so the project is part of the key."""
    return ForeignKeyConstraint(
        ["project_id", column],
        [f"{table}.project_id", f"{table}.id"],
        deferrable=deferred or None,
        initially="DEFERRED" if deferred else None,
    )


class InProject:
    """A table whose rows each belong to one project."""

    id: Mapped[Id]

    @declared_attr
    def project_id(cls) -> Mapped[int]:
        return mapped_column(BigInteger, ForeignKey("project.id"), index=True)


def project_key() -> UniqueConstraint:
    """What `same_project` refers to."""
    return UniqueConstraint("project_id", "id")
