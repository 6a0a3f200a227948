"""Customers and every contact with them. Telephones and identity numbers are tables of their own."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.identity import IdentityKind
from salesdesk.entities.base import (
    Base,
    BigRef,
    InProject,
    Instant,
    KeyText,
    OptionalInstant,
    OptionalRef,
    PersonRef,
    StampedAt,
    StampedBy,
    one_of,
    project_key,
    same_project,
)

FOLLOW_UP_KINDS = ("call_in", "visit", "call_out", "message", "dunning", "other")
CUSTOMER_LEVELS = ("A", "B", "C", "D")


class SourceChannel(InProject, Base):
    """How people heard of the project: media channels in two levels, with what they cost."""

    __tablename__ = "source_channel"
    parent_id: Mapped[OptionalRef]
    name: Mapped[str] = mapped_column(String(60))
    sort: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "name"),
        same_project("parent_id", "source_channel"),
    )


class Customer(InProject, Base):
    """Somebody who may buy. Belongs to one project and to whom entered them first (``owner_id``)."""

    __tablename__ = "customer"
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(10), default="person")
    owner_id: Mapped[PersonRef]
    channel_id: Mapped[OptionalRef]
    referrer: Mapped[str] = mapped_column(String(120), default="")
    level: Mapped[str] = mapped_column(String(1), default="B")
    wish: Mapped[str] = mapped_column(String(500), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    first_contact_at: Mapped[Instant]
    last_contact_at: Mapped[OptionalInstant]
    next_contact_on: Mapped[date | None]
    lost_reason: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    version: Mapped[int] = mapped_column(default=1)
    __table_args__ = (
        project_key(),
        same_project("channel_id", "source_channel"),
        one_of("kind", ("person", "company")),
        one_of("level", CUSTOMER_LEVELS),
        CheckConstraint("length(name) > 0", name="name_given"),
        Index("ix_customer_owner", "project_id", "owner_id", "id"),
        Index("ix_customer_recent", "project_id", "id"),
    )


class CustomerTelephone(InProject, Base):
    """A telephone number, once per project: the earliest entry owns. ``reversed`` serves the search by last digits."""

    __tablename__ = "customer_telephone"
    customer_id: Mapped[BigRef]
    number: Mapped[str] = mapped_column(KeyText)
    reversed: Mapped[str] = mapped_column(KeyText)
    sort: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "number"),
        same_project("customer_id", "customer"),
        CheckConstraint("length(number) BETWEEN 5 AND 20", name="number_sensible"),
        Index("ix_customer_telephone_tail", "project_id", "reversed"),
        Index("ix_customer_telephone_customer", "customer_id"),
    )


class CustomerIdentity(InProject, Base):
    """An identity paper; shown masked, read in full only by those who may."""

    __tablename__ = "customer_identity"
    customer_id: Mapped[BigRef]
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(String(40))
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "customer_id", "kind"),
        same_project("customer_id", "customer"),
        one_of("kind", IdentityKind),
    )


class CustomerNameKey(InProject, Base):
    """What a name is found by: initials, full pinyin in all readings, pairs of characters."""

    __tablename__ = "customer_name_key"
    customer_id: Mapped[BigRef]
    key: Mapped[str] = mapped_column(KeyText)
    __table_args__ = (
        project_key(),
        same_project("customer_id", "customer"),
        Index("ix_customer_name_key_search", "project_id", "key", "customer_id"),
        Index("ix_customer_name_key_customer", "customer_id"),
    )


class FollowUp(InProject, Base):
    """One contact. Contact time and entry time are both kept: late entries show."""

    __tablename__ = "follow_up"
    customer_id: Mapped[BigRef]
    kind: Mapped[str] = mapped_column(String(20))
    happened_at: Mapped[Instant]
    note: Mapped[str] = mapped_column(String(1000), default="")
    next_on: Mapped[date | None]
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        same_project("customer_id", "customer"),
        one_of("kind", FOLLOW_UP_KINDS),
        Index("ix_follow_up_customer", "customer_id", "happened_at"),
    )
