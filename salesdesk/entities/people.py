"""People, what they are in which project, and what an office role may do."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.permissions import OfficeRole
from salesdesk.entities.base import Base, Id, InProject, OptionalInstant, OptionalRef, StampedAt, one_of, project_key


class Person(Base):
    """One person, one login. A leaver's login is closed, never dropped, and its name never used again.

    ``password_hash`` is argon2 and used on SQLite only; on PostgreSQL the login itself is a role of the database.
    """

    __tablename__ = "person"
    id: Mapped[Id]
    login: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    telephone: Mapped[str] = mapped_column(String(30), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=True)
    password_changed_at: Mapped[OptionalInstant]
    closed_at: Mapped[OptionalInstant]
    created_at: Mapped[StampedAt]
    __table_args__ = (
        CheckConstraint("login = lower(login) AND length(login) BETWEEN 2 AND 40", name="login_plain"),
        CheckConstraint("length(name) > 0", name="name_given"),
    )


class PersonPassword(Base):
    """A password that somebody has or had, as what a server keeps instead of it (SCRAM), on a file as argon2.

    Read by the functions that refuse an old password again, and by backups, so that people sign in after a restore.
    """

    __tablename__ = "person_password"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"), index=True)
    verifier: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[StampedAt]


class Team(InProject, Base):
    """Consultants who sell together, of the house or of an agency."""

    __tablename__ = "team"
    name: Mapped[str] = mapped_column(String(100))
    agency: Mapped[str] = mapped_column(String(100), default="")
    __table_args__ = (project_key(), UniqueConstraint("project_id", "name"))


class Membership(Base):
    """(person, project, office role), with dates where somebody only stands in. No project: the whole house."""

    __tablename__ = "membership"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("project.id"), index=True)
    office_role: Mapped[str] = mapped_column(String(30))
    team_id: Mapped[OptionalRef]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    __table_args__ = (
        UniqueConstraint("person_id", "project_id", "office_role"),
        one_of("office_role", OfficeRole),
        CheckConstraint("valid_from <= valid_to", name="dates_in_order"),
        CheckConstraint("project_id IS NOT NULL OR office_role IN ('administrator', 'operator')", name="house_wide"),
        Index(
            "uq_membership_house_wide",
            "person_id",
            "office_role",
            unique=True,
            postgresql_where=text("project_id IS NULL"),
            sqlite_where=text("project_id IS NULL"),
        ),
    )


class OfficeRolePermission(Base):
    """The permissions of an office role: editable, begun from the matrix."""

    __tablename__ = "office_role_permission"
    office_role: Mapped[str] = mapped_column(String(30), primary_key=True)
    permission: Mapped[str] = mapped_column(String(40), primary_key=True)
    __table_args__ = (one_of("office_role", OfficeRole),)
