"""Company, region, project, phase, building, entrance, unit; what the board shows and what stands in a unit's way."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.states import SaleState
from salesdesk.entities.base import (
    Area,
    Base,
    BigRef,
    CanonicalJson,
    Id,
    InProject,
    Instant,
    OptionalArea,
    OptionalInstant,
    OptionalRef,
    PersonRef,
    StampedAt,
    StampedBy,
    one_of,
    project_key,
    same_project,
)

UNIT_KINDS = ("home", "shop", "storage", "parking")


class Company(Base):
    """Who sells (集团)."""

    __tablename__ = "company"
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200), unique=True)


class Region(Base):
    """A regional company (地区公司)."""

    __tablename__ = "region"
    id: Mapped[Id]
    company_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("company.id"))
    name: Mapped[str] = mapped_column(String(200))
    __table_args__ = (UniqueConstraint("company_id", "name"),)


class Project(Base):
    """One development (项目): the scope of every permission. ``channel`` is the token that its notices go by."""

    __tablename__ = "project"
    id: Mapped[Id]
    region_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("region.id"))
    name: Mapped[str] = mapped_column(String(200))
    city: Mapped[str] = mapped_column(String(100), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    channel: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[StampedAt]
    __table_args__ = (UniqueConstraint("region_id", "name"),)


class ProjectSetting(InProject, Base):
    """What this project set differently from the default (domain/settings.py)."""

    __tablename__ = "project_setting"
    name: Mapped[str] = mapped_column(String(80))
    value: Mapped[Any] = mapped_column(CanonicalJson)
    __table_args__ = (project_key(), UniqueConstraint("project_id", "name"))


class Phase(InProject, Base):
    __tablename__ = "phase"
    name: Mapped[str] = mapped_column(String(100))
    sort: Mapped[int]
    __table_args__ = (project_key(), UniqueConstraint("project_id", "name"))


class Building(InProject, Base):
    __tablename__ = "building"
    phase_id: Mapped[BigRef]
    name: Mapped[str] = mapped_column(String(100))
    sort: Mapped[int]
    opens_on: Mapped[date | None]
    handover_on: Mapped[date | None]
    __table_args__ = (project_key(), UniqueConstraint("project_id", "name"), same_project("phase_id", "phase"))


class Entrance(InProject, Base):
    """A stair or lift core (单元); a building without entrances has one with an empty name.

    ``mark`` stands in the label of its units where numbers come again in another entrance of the building (1-2-101).
    """

    __tablename__ = "entrance"
    building_id: Mapped[BigRef]
    name: Mapped[str] = mapped_column(String(50), default="")
    mark: Mapped[str] = mapped_column(String(50), default="")
    sort: Mapped[int]
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "building_id", "name"),
        same_project("building_id", "building"),
    )


class BuildingGap(InProject, Base):
    """Where the board has no unit and why: lobby, passage (大堂, 通道)."""

    __tablename__ = "building_gap"
    entrance_id: Mapped[BigRef]
    floor: Mapped[int]
    floor_to: Mapped[int]
    position: Mapped[int]
    position_to: Mapped[int]
    label: Mapped[str] = mapped_column(String(50))
    __table_args__ = (project_key(), same_project("entrance_id", "entrance"))


class PresalePermit(InProject, Base):
    """The presale permit (预售许可证) with the account that the law wants presale money paid to."""

    __tablename__ = "presale_permit"
    number: Mapped[str] = mapped_column(String(100))
    issued_on: Mapped[date]
    supervised_account_id: Mapped[OptionalRef]
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "number"),
        same_project("supervised_account_id", "receiving_account"),
    )


class Unit(InProject, Base):
    """One home, shop, storage room or parking space.

    ``sale_state`` is derived by trigger from launches, holds and orders; nobody writes it. Areas in cm², predicted
    until surveyed. ``position`` is the column within the entrance; a duplex runs from ``floor`` to ``floor_to``.
    """

    __tablename__ = "unit"
    building_id: Mapped[BigRef]
    entrance_id: Mapped[BigRef]
    permit_id: Mapped[OptionalRef]
    number: Mapped[str] = mapped_column(String(50))
    floor: Mapped[int]
    floor_to: Mapped[int]
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20), default="home")
    layout: Mapped[str] = mapped_column(String(50), default="")
    aspect: Mapped[str] = mapped_column(String(20), default="")
    gross_cm2: Mapped[Area]
    inner_cm2: Mapped[OptionalArea]
    shared_cm2: Mapped[OptionalArea]
    surveyed_gross_cm2: Mapped[OptionalArea]
    surveyed_inner_cm2: Mapped[OptionalArea]
    note: Mapped[str] = mapped_column(String(300), default="")
    sale_state: Mapped[str] = mapped_column(String(20), default=SaleState.UNLAUNCHED.value)
    mortgaged: Mapped[bool] = mapped_column(default=False)
    sealed: Mapped[bool] = mapped_column(default=False)
    change_pending: Mapped[bool] = mapped_column(default=False)
    price_pending: Mapped[bool] = mapped_column(default=False)
    restriction_note: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    __table_args__ = (
        project_key(),
        UniqueConstraint("project_id", "building_id", "entrance_id", "number"),
        same_project("building_id", "building"),
        same_project("entrance_id", "entrance"),
        same_project("permit_id", "presale_permit"),
        one_of("sale_state", SaleState),
        one_of("kind", UNIT_KINDS),
        CheckConstraint("floor_to >= floor", name="floors_in_order"),
        CheckConstraint("gross_cm2 > 0", name="gross_positive"),
        CheckConstraint("length(number) > 0", name="number_given"),
    )


class UnitLaunch(InProject, Base):
    """A unit put on sale or withdrawn; the last row of a unit says which. Appended, never changed."""

    __tablename__ = "unit_launch"
    unit_id: Mapped[BigRef]
    direction: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        same_project("unit_id", "unit"),
        one_of("direction", ("launch", "withdraw")),
        Index("ix_unit_launch_unit", "unit_id", "id"),
    )


class Hold(InProject, Base):
    """A unit off sale for a while, for a customer or none, with reason and expiry.

    A hold counts while ``released_at`` is empty and ``expires_at`` lies ahead of the database's clock.
    """

    __tablename__ = "hold"
    unit_id: Mapped[BigRef]
    customer_id: Mapped[OptionalRef]
    reason: Mapped[str] = mapped_column(String(300))
    expires_at: Mapped[Instant]
    released_at: Mapped[OptionalInstant]
    released_by: Mapped[PersonRef]
    release_reason: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[StampedAt]
    created_by: Mapped[StampedBy]
    __table_args__ = (
        project_key(),
        same_project("unit_id", "unit"),
        same_project("customer_id", "customer"),
        Index(
            "uq_hold_live_per_unit",
            "unit_id",
            unique=True,
            postgresql_where=text("released_at IS NULL"),
            sqlite_where=text("released_at IS NULL"),
        ),
    )


class UnitStateChange(InProject, Base):
    """Every change of a unit's sale state, written by the trigger that derives it: the board as it stood."""

    __tablename__ = "unit_state_change"
    unit_id: Mapped[BigRef]
    old_state: Mapped[str] = mapped_column(String(20))
    new_state: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[StampedAt]
    created_by: Mapped[PersonRef]
    __table_args__ = (
        project_key(),
        same_project("unit_id", "unit"),
        Index("ix_unit_state_change_unit", "unit_id", "id"),
    )
