"""Projects and what belongs to one as a whole: settings, permits, accounts, books, buildings, channels."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.money_items import DEFAULT_ITEMS
from salesdesk.domain.settings import ProjectSettings
from salesdesk.entities import (
    Company,
    Membership,
    MoneyItem,
    Phase,
    PresalePermit,
    Project,
    ProjectSetting,
    ReceiptBook,
    ReceivingAccount,
    Region,
    SourceChannel,
)
from salesdesk.entities.base import canonical_json


@dataclass(frozen=True)
class PermitRow:
    """A presale permit with the account the law wants its money on."""

    id: int
    number: str
    issued_on: date
    account: str
    account_id: int | None = None


@dataclass(frozen=True)
class AccountRow:
    """A receiving account."""

    id: int
    name: str
    bank: str
    number: str
    supervised: bool


@dataclass(frozen=True)
class ProjectHead:
    """The names that stand on papers."""

    company: str
    region: str
    project: str
    city: str
    address: str


def settings_query(project_id: int | sa.BindParameter[int]) -> sa.Select[*tuple[Any, ...]]:
    """What a project set differently from the defaults; the long texts of its papers are read by themselves."""
    return sa.select(ProjectSetting.name, ProjectSetting.value).where(
        ProjectSetting.project_id == project_id, ProjectSetting.name.not_like(f"{TEXT_PREFIX}%")
    )


def read_settings(rows: Iterable[Mapping[str, Any] | sa.RowMapping]) -> ProjectSettings:
    return ProjectSettings({row["name"]: row["value"] for row in rows})


TEXT_PREFIX = "text."
"""What the names of settings begin with that hold a text of a paper."""


class Projects:
    """One project; opening another is a function of its own, since it belongs to none."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def head(self) -> ProjectHead:
        row: Any = self._connection.execute(
            sa.select(Company.name, Region.name, Project.name, Project.city, Project.address)
            .join(Region, Region.id == Project.region_id)
            .join(Company, Company.id == Region.company_id)
            .where(Project.id == self._project_id)
        ).one()
        return ProjectHead(*row)

    def settings(self) -> ProjectSettings:
        return read_settings(self._connection.execute(settings_query(self._project_id)).mappings())

    def text(self, name: str) -> str | None:
        """The office's text of a paper; None where it never changed the delivered one."""
        here = (ProjectSetting.project_id == self._project_id, ProjectSetting.name == TEXT_PREFIX + name)
        found = self._connection.execute(sa.select(ProjectSetting.value).where(*here)).scalar()
        return None if found is None else str(found)

    def set(self, name: str, value: int | str | bool) -> None:
        """Sets one setting; the change is in the history."""
        here = sa.and_(ProjectSetting.project_id == self._project_id, ProjectSetting.name == name)
        if self._connection.execute(sa.update(ProjectSetting).where(here).values(value=value)).rowcount == 0:
            values = {"project_id": self._project_id, "name": name, "value": value}
            self._connection.execute(sa.insert(ProjectSetting).values(**values))

    def set_from(self, name: str, seen: int | str | bool, value: int | str | bool, default: int | str | bool) -> bool:
        """Sets one setting that still is what was ``seen``; False when somebody else was faster."""
        as_seen = (ProjectSetting.project_id == self._project_id, ProjectSetting.name == name,
                   ProjectSetting.value == seen)  # fmt: skip
        if self._connection.execute(sa.update(ProjectSetting).where(*as_seen).values(value=value)).rowcount:
            return True
        if type(seen) is not type(default) or seen != default:
            return False
        # It stood at its default: the first to write it has the row, also of two that do so at once.
        first = sa.text(
            "INSERT INTO project_setting (project_id, name, value) VALUES (:project, :name, :value) "
            "ON CONFLICT (project_id, name) DO NOTHING"
        )
        values = {"project": self._project_id, "name": name, "value": canonical_json(value)}
        return self._connection.execute(first, values).rowcount == 1

    def setting_ids(self, names: Sequence[str]) -> dict[str, int]:
        """The rows of settings that were ever set, by name."""
        query = sa.select(ProjectSetting.name, ProjectSetting.id).where(
            ProjectSetting.project_id == self._project_id, ProjectSetting.name.in_(names)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def permits(self) -> list[PermitRow]:
        account = ReceivingAccount.bank + " " + ReceivingAccount.number
        rows: Any = self._connection.execute(
            sa.select(
                PresalePermit.id,
                PresalePermit.number,
                PresalePermit.issued_on,
                account,
                PresalePermit.supervised_account_id,
            )
            .outerjoin(ReceivingAccount, ReceivingAccount.id == PresalePermit.supervised_account_id)
            .where(PresalePermit.project_id == self._project_id)
            .order_by(PresalePermit.id)
        )
        return [PermitRow(row[0], row[1], row[2], row[3] or "", row[4]) for row in rows]

    def add_permit(self, number: str, issued_on: date, account_id: int | None) -> int:
        values = {"number": number, "issued_on": issued_on, "supervised_account_id": account_id}
        return self._insert(PresalePermit, values)

    def accounts(self) -> list[AccountRow]:
        rows: Any = self._connection.execute(
            sa.select(
                ReceivingAccount.id, ReceivingAccount.name, ReceivingAccount.bank, ReceivingAccount.number,
                ReceivingAccount.supervised,
            )
            .where(ReceivingAccount.project_id == self._project_id, ReceivingAccount.active)
            .order_by(ReceivingAccount.supervised.desc(), ReceivingAccount.id)
        )  # fmt: skip
        return [AccountRow(*row) for row in rows]

    def add_account(self, name: str, bank: str, number: str, supervised: bool) -> int:
        return self._insert(ReceivingAccount, {"name": name, "bank": bank, "number": number, "supervised": supervised})

    def channel(self) -> str:
        """The name under which notices about this project are sent."""
        query = sa.select(Project.channel).where(Project.id == self._project_id)
        return str(self._connection.execute(query).scalar_one())

    def channels(self) -> list[tuple[int, str, int | None]]:
        """Source channels: id, name, parent."""
        rows: Any = self._connection.execute(
            sa.select(SourceChannel.id, SourceChannel.name, SourceChannel.parent_id)
            .where(SourceChannel.project_id == self._project_id, SourceChannel.active)
            .order_by(SourceChannel.sort, SourceChannel.id)
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def furnish(self, today: date, prefix: str, digits: int, channels: tuple[str, ...]) -> None:
        """What a new project begins with: a phase, money items, books of receipts, of refunds and of what
        came in before, channels."""
        self._insert(Phase, {"name": "一期", "sort": 1})
        for kind, name, tail in (("receipt", "收款收据", ""), ("refund", "退款单", "T"), ("opening", "期初收款", "Q")):
            values = {"kind": kind, "name": name, "prefix": f"{prefix}{tail}-", "digits": digits, "open_day": today}
            self._insert(ReceiptBook, values)
        rows: list[dict[str, Any]] = [
            {
                "project_id": self._project_id,
                "code": item.code,
                "klass": item.klass.value,
                "name": item.name,
                "sort": sort,
            }
            for sort, item in enumerate(DEFAULT_ITEMS)
        ]
        self._connection.execute(sa.insert(MoneyItem), rows)
        named = [{"project_id": self._project_id, "name": name, "sort": sort} for sort, name in enumerate(channels)]
        self._connection.execute(sa.insert(SourceChannel), named)

    def first_phase(self) -> int:
        query = sa.select(sa.func.min(Phase.id)).where(Phase.project_id == self._project_id)
        return int(self._connection.execute(query).scalar_one())

    def _insert(self, entity: Any, values: dict[str, Any]) -> int:
        insert = sa.insert(entity).values(project_id=self._project_id, **values).returning(entity.id)
        return int(self._connection.execute(insert).scalar_one())


def open_project(
    connection: Connection, company: str, region: str, name: str, city: str, like_project: int | None
) -> int:
    """A new project; its people are those of ``like_project``, and whoever opens it is its operator."""
    region_id = _region(connection, company, region)
    channel = secrets.token_hex(16)
    if connection.dialect.name == "postgresql":
        call = sa.func.project_open(
            sa.cast(region_id, sa.BigInteger), sa.cast(name, sa.Text), sa.cast(city, sa.Text),
            sa.cast(channel, sa.Text), sa.cast(like_project, sa.BigInteger),
        )  # fmt: skip
        return int(connection.execute(sa.select(call)).scalar_one())
    values = {"region_id": region_id, "name": name, "city": city, "channel": channel}
    project_id: int = connection.execute(sa.insert(Project).values(**values).returning(Project.id)).scalar_one()
    _borrow_people(connection, project_id, like_project)
    return project_id


def _borrow_people(connection: Connection, project_id: int, like_project: int | None) -> None:
    """The opener as operator, and whoever works in ``like_project``, as long as they do there. The function
    ``project_open`` of PostgreSQL does the same."""
    opener: int = connection.execute(sa.select(sa.func.app_person())).scalar_one()
    lent: Any = (
        connection.execute(
            sa.select(
                Membership.person_id, Membership.office_role, Membership.valid_from, Membership.valid_to
            ).where(Membership.project_id == like_project)
        )
        if like_project is not None  # without a project, a role is one for the whole house
        else ()
    )  # fmt: skip
    people: dict[tuple[int, str], tuple[date | None, date | None]] = {
        (row[0], row[1]): (row[2], row[3]) for row in lent
    }
    people[opener, "operator"] = (None, None)
    rows = [
        {"person_id": person, "project_id": project_id, "office_role": role, "valid_from": first, "valid_to": last}
        for (person, role), (first, last) in people.items()
    ]
    connection.execute(sa.insert(Membership), rows)


def _region(connection: Connection, company: str, region: str) -> int:
    company_id = connection.execute(sa.select(Company.id).where(Company.name == company)).scalar()
    if company_id is None:
        company_id = connection.execute(sa.insert(Company).values(name=company).returning(Company.id)).scalar_one()
    known = sa.select(Region.id).where(Region.company_id == company_id, Region.name == region)
    region_id = connection.execute(known).scalar()
    if region_id is None:
        insert = sa.insert(Region).values(company_id=company_id, name=region).returning(Region.id)
        region_id = connection.execute(insert).scalar_one()
    return int(region_id)
