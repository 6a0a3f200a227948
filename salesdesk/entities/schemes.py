"""Money items, payment schemes and discounts as an office sets them up."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.pricing import DiscountKind
from salesdesk.domain.schedules import DayKind, Event, SchemeKind
from salesdesk.entities.base import (
    Base,
    BigRef,
    CanonicalJson,
    Fen,
    InProject,
    OptionalRef,
    one_of,
    project_key,
    same_project,
)


class MoneyItem(InProject, Base):
    """What money may be taken for; the code is stable, the name is the office's."""

    __tablename__ = "money_item"
    code: Mapped[str] = mapped_column(String(40))
    klass: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    sort: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (project_key(), UniqueConstraint("project_id", "code"), one_of("klass", MoneyClass))


class PaymentScheme(InProject, Base):
    """How a price falls due (付款方案). One that orders rest on stays as it is: a change makes a new version of it, and
    the one before keeps its name for those orders in ``former_name``."""

    __tablename__ = "payment_scheme"
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    loan_round_fen: Mapped[Fen]
    sort: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    former_name: Mapped[str | None] = mapped_column(String(60))
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "name"),
        one_of("kind", SchemeKind),
        CheckConstraint("loan_round_fen > 0", name="loan_round_positive"),
    )


class PaymentSchemeLine(InProject, Base):
    """One line of a scheme; exactly one of share, amount and rest says how much."""

    __tablename__ = "payment_scheme_line"
    scheme_id: Mapped[BigRef]
    seq: Mapped[int]
    item: Mapped[str] = mapped_column(String(40))
    klass: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60), default="")
    event: Mapped[str] = mapped_column(String(20))
    node: Mapped[str] = mapped_column(String(60), default="")
    months: Mapped[int] = mapped_column(default=0)
    days: Mapped[int] = mapped_column(default=0)
    day_kind: Mapped[str] = mapped_column(String(10), default=DayKind.CALENDAR.value)
    share_millionths: Mapped[int] = mapped_column(BigInteger, default=0)
    amount_fen: Mapped[int] = mapped_column(BigInteger, default=0)
    takes_rest: Mapped[bool] = mapped_column(default=False)
    less_earnest: Mapped[bool] = mapped_column(default=False)
    parts: Mapped[int] = mapped_column(default=1)
    gap_months: Mapped[int] = mapped_column(default=1)
    fixed_on: Mapped[date | None]
    __table_args__ = (
        project_key(),
        UniqueConstraint("scheme_id", "seq"),
        same_project("scheme_id", "payment_scheme"),
        one_of("klass", MoneyClass),
        one_of("event", Event),
        one_of("day_kind", DayKind),
        CheckConstraint("parts BETWEEN 1 AND 60", name="parts_sensible"),
        CheckConstraint("share_millionths BETWEEN 0 AND 1000000", name="share_sensible"),
        CheckConstraint("amount_fen >= 0", name="amount_sensible"),
    )


class Discount(InProject, Base):
    """A discount that may be chosen, tied to a scheme, dates and units where the office wants it; ``only_for`` is an
    `OnlyFor` as plain data, None for every unit."""

    __tablename__ = "discount"
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(10))
    value: Mapped[Fen]
    scheme_id: Mapped[OptionalRef]
    ground: Mapped[str] = mapped_column(String(100), default="")
    only_for: Mapped[Any | None] = mapped_column(CanonicalJson)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    sort: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "name"),
        same_project("scheme_id", "payment_scheme"),
        one_of("kind", DiscountKind),
        CheckConstraint("value >= 0", name="value_sensible"),
        CheckConstraint("kind <> 'percent' OR value BETWEEN 1 AND 1000000", name="percent_sensible"),
    )
