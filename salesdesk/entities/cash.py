"""Money that came and went: receipts, voids and prints are inserted and never changed, numbers have no gaps."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.money_items import EntryKind, Method, MoneyClass
from salesdesk.entities.base import (
    Base,
    BigRef,
    Fen,
    InProject,
    OptionalRef,
    StampedAt,
    StampedBy,
    one_of,
    project_key,
    same_project,
)


class ReceivingAccount(InProject, Base):
    """A bank account that money is received on; ``supervised`` ones are those the law wants for presold homes."""

    __tablename__ = "receiving_account"
    name: Mapped[str] = mapped_column(String(100))
    bank: Mapped[str] = mapped_column(String(100))
    number: Mapped[str] = mapped_column(String(60))
    supervised: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (project_key(), UniqueConstraint("project_id", "number"))


class ReceiptBook(InProject, Base):
    """A row of numbers without gaps, from ``first_no`` on. ``next_no`` is the counter; ``open_day`` the first day not
    yet closed."""

    __tablename__ = "receipt_book"
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    prefix: Mapped[str] = mapped_column(String(20))
    digits: Mapped[int] = mapped_column(default=7)
    first_no: Mapped[Fen] = mapped_column(default=1)
    next_no: Mapped[Fen] = mapped_column(default=1)
    open_day: Mapped[date]
    active: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "name"),
        one_of("kind", ("receipt", "refund", "opening")),
        UniqueConstraint("project_id", "prefix"),
        CheckConstraint("next_no > 0", name="next_no_positive"),
        CheckConstraint("first_no > 0", name="first_no_positive"),
        CheckConstraint("digits BETWEEN 3 AND 12", name="digits_sensible"),
    )


class Receipt(InProject, Base):
    """One entry of an order's account: a receipt, a refund or a reversal.

    Money in is positive, money out negative, in fen. Three dates: received on (typed), business day and created at
    (both the database's).
    """

    __tablename__ = "receipt"
    book_id: Mapped[BigRef]
    number: Mapped[Fen]
    kind: Mapped[str] = mapped_column(String(10))
    order_id: Mapped[BigRef]
    unit_id: Mapped[BigRef]
    total_fen: Mapped[Fen]
    payer: Mapped[str] = mapped_column(String(200))
    received_on: Mapped[date]
    business_day: Mapped[date]
    account_id: Mapped[OptionalRef]
    reverses_id: Mapped[OptionalRef]
    reason: Mapped[str] = mapped_column(String(300), default="")
    note: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("book_id", "number"),
        UniqueConstraint("reverses_id"),
        same_project("book_id", "receipt_book"),
        same_project("order_id", "sale_order"),
        same_project("unit_id", "unit"),
        same_project("account_id", "receiving_account"),
        same_project("reverses_id", "receipt"),
        one_of("kind", EntryKind),
        CheckConstraint("total_fen <> 0 OR kind IN ('transfer', 'reversal')", name="total_given"),
        CheckConstraint("kind <> 'transfer' OR total_fen = 0", name="transfer_moves"),
        CheckConstraint("kind <> 'receipt' OR total_fen > 0", name="receipt_positive"),
        CheckConstraint("kind <> 'refund' OR total_fen < 0", name="refund_negative"),
        CheckConstraint("(kind = 'reversal') = (reverses_id IS NOT NULL)", name="reversal_names_entry"),
        CheckConstraint("length(payer) > 0", name="payer_given"),
        Index("ix_receipt_order", "order_id"),
        Index("ix_receipt_day", "project_id", "business_day"),
    )


class ReceiptLine(InProject, Base):
    """What an entry is for."""

    __tablename__ = "receipt_line"
    receipt_id: Mapped[BigRef]
    seq: Mapped[int]
    item: Mapped[str] = mapped_column(String(40))
    klass: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60), default="")
    amount_fen: Mapped[Fen]
    __table_args__ = (
        project_key(),
        UniqueConstraint("receipt_id", "seq"),
        same_project("receipt_id", "receipt"),
        one_of("klass", MoneyClass),
        CheckConstraint("amount_fen <> 0", name="amount_given"),
    )


class ReceiptTender(InProject, Base):
    """How an entry was paid; several methods may share one."""

    __tablename__ = "receipt_tender"
    receipt_id: Mapped[BigRef]
    seq: Mapped[int]
    method: Mapped[str] = mapped_column(String(20))
    amount_fen: Mapped[Fen]
    reference: Mapped[str] = mapped_column(String(100), default="")
    __table_args__ = (
        project_key(),
        UniqueConstraint("receipt_id", "seq"),
        same_project("receipt_id", "receipt"),
        one_of("method", Method),
        CheckConstraint("amount_fen <> 0", name="amount_given"),
    )


class ReceiptVoid(InProject, Base):
    """An entry undone before its first print, on its own open business day."""

    __tablename__ = "receipt_void"
    receipt_id: Mapped[BigRef]
    reason: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("receipt_id"),
        same_project("receipt_id", "receipt"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
    )


class ReceiptPrint(InProject, Base):
    """A print of an entry; the row commits before the first byte leaves for the printer."""

    __tablename__ = "receipt_print"
    receipt_id: Mapped[BigRef]
    copy_no: Mapped[int]
    data_sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        UniqueConstraint("receipt_id", "copy_no"),
        same_project("receipt_id", "receipt"),
    )
