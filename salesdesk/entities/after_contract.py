"""What follows on a contract: loans, steps, handover checks, construction nodes, commission."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.after_contract import Step
from salesdesk.domain.mortgage import RepaymentKind
from salesdesk.entities.base import (
    Base,
    BigRef,
    CanonicalJson,
    Fen,
    InProject,
    OptionalRef,
    PersonRef,
    StampedAt,
    StampedBy,
    one_of,
    project_key,
    same_project,
)


class OrderLoan(InProject, Base):
    """One loan of an order, by the money item that it pays: commercial or provident fund. Rate: millionths a year."""

    __tablename__ = "order_loan"
    order_id: Mapped[BigRef]
    item: Mapped[str] = mapped_column(String(40))
    bank: Mapped[str] = mapped_column(String(100), default="")
    branch: Mapped[str] = mapped_column(String(100), default="")
    amount_fen: Mapped[Fen]
    months: Mapped[int]
    rate_millionths: Mapped[int]
    repayment: Mapped[str] = mapped_column(String(20), default=RepaymentKind.EQUAL_PAYMENTS.value)
    contract_number: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    version: Mapped[int] = mapped_column(default=1)
    __table_args__ = (
        project_key(),
        UniqueConstraint("order_id", "item"),
        same_project("order_id", "sale_order"),
        one_of("item", ("loan", "provident_loan")),
        one_of("repayment", RepaymentKind),
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        CheckConstraint("months BETWEEN 1 AND 480", name="months_sensible"),
        CheckConstraint("rate_millionths BETWEEN 0 AND 240000", name="rate_sensible"),
    )


class OrderStep(InProject, Base):
    """A step of an order after its contract: done on a day, or taken back where ``done_on`` is empty. The newest row of
    a step counts; ``item`` names the loan where an order has two. Appended, never changed."""

    __tablename__ = "order_step"
    order_id: Mapped[BigRef]
    step: Mapped[str] = mapped_column(String(40))
    item: Mapped[str] = mapped_column(String(40), default="")
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        same_project("order_id", "sale_order"),
        one_of("step", Step),
        Index("ix_order_step_order", "order_id"),
    )


class HandoverCheck(InProject, Base):
    """One point of the list that is gone through when a home is handed over. The newest row of a point counts."""

    __tablename__ = "handover_check"
    order_id: Mapped[BigRef]
    item: Mapped[str] = mapped_column(String(60))
    passed: Mapped[bool]
    note: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        same_project("order_id", "sale_order"),
        CheckConstraint("length(item) > 0", name="item_given"),
        Index("ix_handover_check_order", "order_id"),
    )


class ConstructionNode(InProject, Base):
    """A node of the building work (结构封顶 …) that money and duties fall due on; of one building, or of all."""

    __tablename__ = "construction_node"
    building_id: Mapped[OptionalRef]
    name: Mapped[str] = mapped_column(String(60))
    planned_on: Mapped[date | None]
    reached_on: Mapped[date | None]
    sort: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "building_id", "name"),
        same_project("building_id", "building"),
        CheckConstraint("length(name) > 0", name="name_given"),
    )


class Introducer(InProject, Base):
    """Who brings customers against a commission of their own: an agency, or somebody who refers."""

    __tablename__ = "introducer"
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    contact: Mapped[str] = mapped_column(String(100), default="")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "kind", "name", "contact"),
        one_of("kind", ("agency", "referrer")),
        CheckConstraint("length(name) > 0", name="name_given"),
    )


class OrderIntroducer(InProject, Base):
    """Who introduced an order, nobody where ``introducer_id`` is empty. The first row comes with the subscription, each
    later one with the manager's reason; the newest counts. Appended, never changed."""

    __tablename__ = "order_introducer"
    order_id: Mapped[BigRef]
    introducer_id: Mapped[OptionalRef]
    reason: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        same_project("order_id", "sale_order"),
        same_project("introducer_id", "introducer"),
        Index("ix_order_introducer_order", "order_id"),
    )


class CommissionScheme(InProject, Base):
    """How commission is earned, from a day on; the rules are data (domain/commission.py)."""

    __tablename__ = "commission_scheme"
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    rules: Mapped[Any] = mapped_column(CanonicalJson)
    valid_from: Mapped[date]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "name", "valid_from"),
        one_of("kind", ("consultant", "agency", "referrer")),
    )


class CommissionWaiver(InProject, Base):
    """The manager's reason why a deal counts although it has fewer follow-ups than the rules ask for."""

    __tablename__ = "commission_waiver"
    order_id: Mapped[BigRef]
    person_id: Mapped[PersonRef]
    reason: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("order_id", "person_id"),
        same_project("order_id", "sale_order"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
    )


class CommissionEntry(InProject, Base):
    """What a closed month gave a person, an agency or a referrer for an order, with its working; later changes count in
    later months."""

    __tablename__ = "commission_entry"
    month: Mapped[str] = mapped_column(String(7))
    person_id: Mapped[PersonRef]
    introducer_id: Mapped[OptionalRef]
    order_id: Mapped[BigRef]
    amount_fen: Mapped[Fen]
    working: Mapped[Any] = mapped_column(CanonicalJson)
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "month", "person_id", "order_id"),
        UniqueConstraint("project_id", "month", "introducer_id", "order_id"),
        same_project("order_id", "sale_order"),
        same_project("introducer_id", "introducer"),
        CheckConstraint("(person_id IS NULL) <> (introducer_id IS NULL)", name="one_earner"),
        CheckConstraint("length(month) = 7", name="month_given"),
        Index("ix_commission_entry_order", "order_id"),
    )
