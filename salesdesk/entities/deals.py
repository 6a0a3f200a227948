"""Orders. An order keeps its identity for life; unit, buyers, scheme and price are versions of its terms.

Terms are written whole and then published by setting ``sale_order.terms_version``; a trigger then compares the due
items with the total, and published terms are never touched again.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.pricing import Basis
from salesdesk.domain.schedules import DayKind, Event
from salesdesk.domain.states import Stage
from salesdesk.entities.base import (
    Area,
    Base,
    BigRef,
    CanonicalJson,
    Fen,
    InProject,
    OptionalInstant,
    OptionalRef,
    PersonRef,
    StampedAt,
    StampedBy,
    one_of,
    project_key,
    same_project,
)

_LIVE = text("stage <> 'cancelled'")
_CONTRACT = text("contract_number IS NOT NULL AND stage <> 'cancelled'")
_FILING = text("filing_number <> '' AND stage <> 'cancelled'")


class SaleOrder(InProject, Base):
    """One deal on one unit, from reservation or subscription to the keys. One live order per unit, always."""

    __tablename__ = "sale_order"
    number: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[BigRef]
    customer_id: Mapped[BigRef]
    consultant_id: Mapped[PersonRef]
    stage: Mapped[str] = mapped_column(String(20))
    terms_version: Mapped[int] = mapped_column(default=0)
    reserved_on: Mapped[date | None]
    subscribed_on: Mapped[date | None]
    contract_due_on: Mapped[date | None]
    contracted_on: Mapped[date | None]
    contract_number: Mapped[str | None] = mapped_column(String(60))
    filed_on: Mapped[date | None]
    filing_number: Mapped[str | None] = mapped_column(String(60))
    handed_over_on: Mapped[date | None]
    cancelled_at: Mapped[OptionalInstant]
    cancel_reason: Mapped[str | None] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    version: Mapped[int] = mapped_column(default=1)
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "number"),
        same_project("unit_id", "unit"),
        same_project("customer_id", "customer"),
        one_of("stage", Stage),
        CheckConstraint("stage IN ('draft', 'reserved', 'cancelled') OR terms_version > 0", name="terms_published"),
        CheckConstraint("(stage = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_at_set"),
        Index("uq_sale_order_live_per_unit", "unit_id", unique=True, postgresql_where=_LIVE, sqlite_where=_LIVE),
        Index(
            "uq_sale_order_project_id_contract_number",
            "project_id",
            "contract_number",
            unique=True,
            postgresql_where=_CONTRACT,
            sqlite_where=_CONTRACT,
        ),
        Index(
            "uq_sale_order_project_id_filing_number",
            "project_id",
            "filing_number",
            unique=True,
            postgresql_where=_FILING,
            sqlite_where=_FILING,
        ),
        Index("ix_sale_order_unit", "unit_id"),
        Index("ix_sale_order_customer", "customer_id"),
        Index("ix_sale_order_consultant", "project_id", "consultant_id"),
    )


class OrderTerms(InProject, Base):
    """One version of what was agreed. All money in fen, area in cm²."""

    __tablename__ = "order_terms"
    order_id: Mapped[BigRef]
    version: Mapped[int]
    unit_id: Mapped[BigRef]
    scheme_id: Mapped[BigRef]
    price_list_id: Mapped[BigRef]
    list_total_fen: Mapped[Fen]
    list_unit_price_fen: Mapped[Fen]
    area_cm2: Mapped[Area]
    basis: Mapped[str] = mapped_column(String(10))
    total_fen: Mapped[Fen]
    unit_price_fen: Mapped[Fen]
    bank: Mapped[str] = mapped_column(String(100), default="")
    loan_months: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(String(40), default="subscription")
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("order_id", "version"),
        same_project("order_id", "sale_order"),
        same_project("unit_id", "unit"),
        same_project("scheme_id", "payment_scheme"),
        same_project("price_list_id", "price_list"),
        one_of("basis", Basis),
        CheckConstraint("total_fen > 0 AND total_fen <= list_total_fen", name="total_within_list"),
        CheckConstraint("version > 0", name="version_positive"),
    )


class OrderBuyer(InProject, Base):
    """One buyer with their share in ten-thousandths; the shares of one version add up to 10,000."""

    __tablename__ = "order_buyer"
    terms_id: Mapped[BigRef]
    seq: Mapped[int]
    customer_id: Mapped[OptionalRef]
    name: Mapped[str] = mapped_column(String(120))
    relation: Mapped[str] = mapped_column(String(20), default="")
    identity_masked: Mapped[str] = mapped_column(String(40), default="")
    telephone: Mapped[str] = mapped_column(String(30), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    share: Mapped[int]
    __table_args__ = (
        project_key(),
        UniqueConstraint("terms_id", "seq"),
        same_project("terms_id", "order_terms"),
        same_project("customer_id", "customer"),
        CheckConstraint("share BETWEEN 1 AND 10000", name="share_sensible"),
        CheckConstraint("length(name) > 0", name="name_given"),
    )


class BuyerIdentity(InProject, Base):
    """A buyer's identity paper in full, apart from the order, for those who may see it."""

    __tablename__ = "buyer_identity"
    buyer_id: Mapped[BigRef]
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(String(40))
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "buyer_id"),
        same_project("buyer_id", "order_buyer"),
    )


class OrderConsultant(InProject, Base):
    """Whose deal it is, in ten-thousandths."""

    __tablename__ = "order_consultant"
    terms_id: Mapped[BigRef]
    seq: Mapped[int]
    person_id: Mapped[PersonRef]
    share: Mapped[int]
    __table_args__ = (
        project_key(),
        UniqueConstraint("terms_id", "person_id"),
        same_project("terms_id", "order_terms"),
        CheckConstraint("share BETWEEN 1 AND 10000", name="share_sensible"),
    )


class WorkingLine(InProject, Base):
    """One line of the working of a price, as it was agreed."""

    __tablename__ = "working_line"
    terms_id: Mapped[BigRef]
    seq: Mapped[int]
    discount_id: Mapped[OptionalRef]
    name: Mapped[str] = mapped_column(String(60))
    ground: Mapped[str] = mapped_column(String(100), default="")
    kind: Mapped[str] = mapped_column(String(10))
    value: Mapped[Fen]
    base_fen: Mapped[Fen]
    off_fen: Mapped[Fen]
    after_fen: Mapped[Fen]
    __table_args__ = (
        project_key(),
        UniqueConstraint("terms_id", "seq"),
        same_project("terms_id", "order_terms"),
        same_project("discount_id", "discount"),
    )


class DueItem(InProject, Base):
    """One sum owed by one date (应收款)."""

    __tablename__ = "due_item"
    order_id: Mapped[BigRef]
    terms_id: Mapped[BigRef]
    seq: Mapped[int]
    item: Mapped[str] = mapped_column(String(40))
    klass: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60), default="")
    event: Mapped[str] = mapped_column(String(20))
    node: Mapped[str] = mapped_column(String(60), default="")
    months: Mapped[int] = mapped_column(default=0)
    days: Mapped[int] = mapped_column(default=0)
    day_kind: Mapped[str] = mapped_column(String(10), default=DayKind.CALENDAR.value)
    due_on: Mapped[date | None]
    amount_fen: Mapped[Fen]
    share_millionths: Mapped[int] = mapped_column(BigInteger, default=0)
    __table_args__ = (
        project_key(),
        UniqueConstraint("terms_id", "seq"),
        same_project("order_id", "sale_order"),
        same_project("terms_id", "order_terms"),
        one_of("klass", MoneyClass),
        one_of("event", Event),
        one_of("day_kind", DayKind),
        # What is given back for a smaller area is owed by the office.
        CheckConstraint("amount_fen > 0 OR (klass = 'settlement' AND amount_fen < 0)", name="amount_positive"),
        Index("ix_due_item_order", "order_id"),
        Index("ix_due_item_due", "project_id", "due_on"),
    )


class Quote(InProject, Base):
    """A price worked out for a customer (置业计划); becomes a subscription without typing again."""

    __tablename__ = "quote"
    number: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[BigRef]
    customer_id: Mapped[OptionalRef]
    choices: Mapped[Any] = mapped_column(CanonicalJson)
    total_fen: Mapped[Fen]
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "number"),
        same_project("unit_id", "unit"),
        same_project("customer_id", "customer"),
    )
