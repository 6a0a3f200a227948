"""Requests and the answers to them (申请与审批). What was asked and shown never changes; answers are appended."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.requests import OPEN_STATES, SPECIAL, RequestKind, RequestState
from salesdesk.entities.base import (
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


def _listed(values: frozenset[Any]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


_OPEN_SPECIAL = text(f"kind IN ({_listed(SPECIAL)}) AND state IN ({_listed(OPEN_STATES)})")


class Request(InProject, Base):
    """One request. ``asked`` is what is to be done, ``sheet`` what the approver was shown (before and after), both as
    they were when it was asked. ``needs`` are the office roles that have to agree, as the project set them then."""

    __tablename__ = "request"
    number: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(30))
    state: Mapped[str] = mapped_column(String(12), default=RequestState.ASKED.value)
    needs: Mapped[str] = mapped_column(String(100), default="")
    order_id: Mapped[OptionalRef]
    unit_id: Mapped[OptionalRef]
    target_unit_id: Mapped[OptionalRef]
    customer_id: Mapped[OptionalRef]
    receipt_id: Mapped[OptionalRef]
    subject: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(String(300))
    asked: Mapped[Any] = mapped_column(CanonicalJson)
    sheet: Mapped[Any] = mapped_column(CanonicalJson)
    decided_at: Mapped[OptionalInstant]
    closed_at: Mapped[OptionalInstant]
    closed_by: Mapped[PersonRef]
    closing_words: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    version: Mapped[int] = mapped_column(default=1)
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "number"),
        same_project("order_id", "sale_order"),
        same_project("unit_id", "unit"),
        same_project("target_unit_id", "unit"),
        same_project("customer_id", "customer"),
        same_project("receipt_id", "receipt"),
        one_of("kind", RequestKind),
        one_of("state", RequestState),
        CheckConstraint("length(reason) > 0", name="reason_given"),
        CheckConstraint(
            f"kind NOT IN ({_listed(SPECIAL)}) OR (order_id IS NOT NULL AND unit_id IS NOT NULL)", name="special_names"
        ),
        CheckConstraint("(kind = 'swap') = (target_unit_id IS NOT NULL)", name="swap_names_target"),
        Index(
            "uq_request_open_special",
            "order_id",
            unique=True,
            postgresql_where=_OPEN_SPECIAL,
            sqlite_where=_OPEN_SPECIAL,
        ),
        Index("ix_request_state", "project_id", "state"),
        Index("ix_request_order", "order_id"),
        Index("ix_request_unit", "unit_id"),
        Index("ix_request_target", "target_unit_id"),
    )


class RequestPrice(InProject, Base):
    """A total that is asked for, on one unit: what an agreed request allows to be agreed with the buyer. Fen."""

    __tablename__ = "request_price"
    request_id: Mapped[BigRef]
    unit_id: Mapped[BigRef]
    total_fen: Mapped[Fen]
    __table_args__ = (
        project_key(),
        UniqueConstraint("request_id", "unit_id"),
        same_project("request_id", "request"),
        same_project("unit_id", "unit"),
        CheckConstraint("total_fen > 0", name="total_positive"),
        Index("ix_request_price_unit", "unit_id"),
    )


class RequestAnswer(InProject, Base):
    """One person's answer to a request, given as the office role that was asked. Appended, never changed."""

    __tablename__ = "request_answer"
    request_id: Mapped[BigRef]
    office_role: Mapped[str] = mapped_column(String(30))
    agrees: Mapped[bool]
    words: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("request_id", "office_role"),
        UniqueConstraint("request_id", "created_by"),
        same_project("request_id", "request"),
        one_of("office_role", OfficeRole),
        CheckConstraint("agrees OR length(words) > 0", name="refusal_says_why"),
    )


class RequestIdentity(InProject, Base):
    """The identity paper in full of a buyer who is to be entered by a request, apart from what approvers read."""

    __tablename__ = "request_identity"
    request_id: Mapped[BigRef]
    seq: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(String(40))
    __table_args__ = (
        project_key(),
        UniqueConstraint("request_id", "seq"),
        same_project("request_id", "request"),
    )
