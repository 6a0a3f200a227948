"""Price lists: each version holds every priced unit, is signed off, and counts from its effective time."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.pricing import Basis
from salesdesk.entities.base import (
    Base,
    BigRef,
    Fen,
    InProject,
    Instant,
    OptionalInstant,
    OptionalRef,
    StampedAt,
    StampedBy,
    one_of,
    project_key,
    same_project,
)


class PriceList(InProject, Base):
    """One version of the price list (一房一价表). It counts once signed, from ``effective_at`` on."""

    __tablename__ = "price_list"
    version_no: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(300), default="")
    effective_at: Mapped[Instant]
    signed_at: Mapped[OptionalInstant]
    attachment_id: Mapped[OptionalRef]
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "version_no"),
        same_project("attachment_id", "attachment"),
    )


class PriceListLine(InProject, Base):
    """What one version says of one unit. The total stands as given, whatever area × unit price would come to."""

    __tablename__ = "price_list_line"
    price_list_id: Mapped[BigRef]
    unit_id: Mapped[BigRef]
    total_fen: Mapped[Fen]
    unit_price_fen: Mapped[Fen]
    basis: Mapped[str] = mapped_column(String(10))
    __table_args__ = (
        project_key(),
        UniqueConstraint("price_list_id", "unit_id"),
        same_project("price_list_id", "price_list"),
        same_project("unit_id", "unit"),
        one_of("basis", Basis),
        CheckConstraint("total_fen > 0", name="total_positive"),
        Index("ix_price_list_line_unit", "unit_id"),
    )


class UnitFloorPrice(InProject, Base):
    """The least a unit may go for (底价): a table of its own, since consultants never see it."""

    __tablename__ = "unit_floor_price"
    price_list_id: Mapped[BigRef]
    unit_id: Mapped[BigRef]
    floor_total_fen: Mapped[Fen]
    __table_args__ = (
        project_key(),
        UniqueConstraint("price_list_id", "unit_id"),
        same_project("price_list_id", "price_list"),
        same_project("unit_id", "unit"),
        CheckConstraint("floor_total_fen > 0", name="floor_positive"),
    )


class PriceListSignature(InProject, Base):
    """Who signed a version off, and when. Appended, never changed."""

    __tablename__ = "price_list_signature"
    price_list_id: Mapped[BigRef]
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("price_list_id", "created_by"),
        same_project("price_list_id", "price_list"),
    )
