"""Customers, their telephones and every contact. What a person may not read is not there for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.entities import (
    Customer,
    CustomerIdentity,
    CustomerNameKey,
    CustomerTelephone,
    FollowUp,
    Person,
    SourceChannel,
)
from salesdesk.entities.base import UtcDateTime
from salesdesk.repository.guard_rules import CLAIM_DAYS_SQL, CLAIM_LAPSED_SQL
from salesdesk.repository.sqlite.sight import WHOLE
from salesdesk.repository.touched import Touched


@dataclass(frozen=True)
class KnownTelephone:
    """All that anybody may know of a telephone: that it is known, to whom, since when, and whether the claim lapsed."""

    customer_id: int
    owner_name: str
    owner_id: int | None
    since: datetime
    lapsed: bool = False


_DAYS = CLAIM_DAYS_SQL.format(number="CAST(s.value AS INTEGER)", project=":project")
_LAPSED = CLAIM_LAPSED_SQL.format(since=f"datetime(app_now(), '-' || {_DAYS} || ' days')")
_KNOWN = sa.text(
    f"""SELECT c.id, p.name, c.owner_id, c.created_at, {_LAPSED} AS lapsed FROM customer_telephone t
    JOIN customer c ON c.id = t.customer_id LEFT JOIN person p ON p.id = c.owner_id
    WHERE t.project_id = :project AND t.number = :number"""
).columns(created_at=UtcDateTime, lapsed=sa.Boolean)


@dataclass(frozen=True)
class CustomerRow:
    """A customer as a list shows them."""

    id: int
    name: str
    telephone: str
    level: str
    owner_name: str
    channel: str
    wish: str
    first_contact_at: datetime
    last_contact_at: datetime | None
    next_contact_on: date | None


@dataclass(frozen=True)
class CustomerDetail:
    """A customer in full."""

    id: int
    name: str
    kind: str
    level: str
    owner_id: int | None
    owner_name: str
    channel_id: int | None
    channel: str
    referrer: str
    wish: str
    address: str
    first_contact_at: datetime
    last_contact_at: datetime | None
    next_contact_on: date | None
    created_at: datetime
    version: int
    telephones: tuple[str, ...]
    identities: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FollowUpRow:
    """One contact, for the story of a customer."""

    id: int
    kind: str
    happened_at: datetime
    note: str
    next_on: date | None
    person: str
    created_at: datetime


def first_telephone() -> sa.ScalarSelect[Any]:
    return (
        sa.select(CustomerTelephone.number)
        .where(CustomerTelephone.customer_id == Customer.id)
        .order_by(CustomerTelephone.sort, CustomerTelephone.id)
        .limit(1)
        .scalar_subquery()
    )


def customer_rows() -> Any:
    """The columns of `CustomerRow`, joined; conditions and order are the caller's."""
    return (
        sa.select(
            Customer.id, Customer.name, sa.func.coalesce(first_telephone(), ""), Customer.level,
            sa.func.coalesce(Person.name, ""), sa.func.coalesce(SourceChannel.name, ""), Customer.wish,
            Customer.first_contact_at, Customer.last_contact_at, Customer.next_contact_on,
        )
        .outerjoin(Person, Person.id == Customer.owner_id)
        .outerjoin(SourceChannel, SourceChannel.id == Customer.channel_id)
    )  # fmt: skip


class Customers:
    """The customers of one project."""

    def __init__(self, connection: Connection, project_id: int, touched: Touched) -> None:
        self._connection = connection
        self._project_id = project_id
        self._touched = touched

    def known_telephone(self, number: str) -> KnownTelephone | None:
        """Whose customer a telephone is, if it is known in this project."""
        if self._connection.dialect.name == "postgresql":
            call = sa.func.telephone_known(sa.cast(self._project_id, sa.BigInteger), sa.cast(number, sa.Text))
            columns = call.table_valued("customer_id", "owner_name", "owner_id", "since", "lapsed")
            row: Any = self._connection.execute(sa.select(columns)).first()
        else:
            values = {"project": self._project_id, "number": number}
            row = self._connection.execute(_KNOWN, values, execution_options=WHOLE).first()
        return KnownTelephone(row[0], row[1] or "", row[2], row[3], bool(row[4])) if row is not None else None

    def add(self, values: Mapping[str, Any]) -> int:
        insert = sa.insert(Customer).values(project_id=self._project_id, **values).returning(Customer.id)
        customer_id = int(self._connection.execute(insert).scalar_one())
        self._touched.customers.add(customer_id)
        return customer_id

    def add_telephones(self, customer_id: int, numbers: Sequence[str]) -> None:
        rows = [
            {"project_id": self._project_id, "customer_id": customer_id, "number": number, "reversed": number[::-1],
             "sort": sort}
            for sort, number in enumerate(numbers)
        ]  # fmt: skip
        if rows:
            self._connection.execute(sa.insert(CustomerTelephone), rows)

    def correct_telephone(self, customer_id: int, old: str, new: str) -> bool:
        """Sets a number right; False where the customer has no such number any more."""
        self._touched.customers.add(customer_id)
        changed = self._connection.execute(
            sa.update(CustomerTelephone)
            .where(
                CustomerTelephone.customer_id == customer_id, CustomerTelephone.project_id == self._project_id,
                CustomerTelephone.number == old,
            )
            .values(number=new, reversed=new[::-1])
        )  # fmt: skip
        return changed.rowcount == 1

    def add_identity(self, customer_id: int, kind: str, number: str) -> None:
        values = {"project_id": self._project_id, "customer_id": customer_id, "kind": kind, "number": number}
        self._connection.execute(sa.insert(CustomerIdentity).values(**values))

    def set_name_keys(self, customer_id: int, keys: Sequence[str]) -> None:
        """What the name is found by; replaces what was there."""
        self._connection.execute(sa.delete(CustomerNameKey).where(CustomerNameKey.customer_id == customer_id))
        rows = [{"project_id": self._project_id, "customer_id": customer_id, "key": key} for key in dict.fromkeys(keys)]
        if rows:
            self._connection.execute(sa.insert(CustomerNameKey), rows)

    def change(self, customer_id: int, version: int, values: Mapping[str, Any]) -> bool:
        """Changes a customer that still has ``version``; False when somebody else was faster."""
        self._touched.customers.add(customer_id)
        changed = self._connection.execute(
            sa.update(Customer)
            .where(Customer.id == customer_id, Customer.project_id == self._project_id, Customer.version == version)
            .values(**values, version=Customer.version + 1)
        )
        return changed.rowcount == 1

    def add_follow_up(self, customer_id: int, kind: str, happened_at: datetime, note: str, next_on: date | None) -> int:
        self._touched.customers.add(customer_id)
        values = {
            "customer_id": customer_id,
            "kind": kind,
            "happened_at": happened_at,
            "note": note,
            "next_on": next_on,
        }
        insert = sa.insert(FollowUp).values(project_id=self._project_id, **values).returning(FollowUp.id)
        return int(self._connection.execute(insert).scalar_one())

    def contacted(self, customer_id: int, happened_at: datetime, next_on: date | None) -> None:
        """The newest contact and the next one planned. The version stays: no form is filled from these two."""
        self._connection.execute(
            sa.update(Customer)
            .where(Customer.id == customer_id, Customer.project_id == self._project_id)
            .values(last_contact_at=happened_at, next_contact_on=next_on)
        )

    def detail(self, customer_id: int) -> CustomerDetail | None:
        row: Any = self._connection.execute(
            sa.select(Customer, Person.name, SourceChannel.name)
            .outerjoin(Person, Person.id == Customer.owner_id)
            .outerjoin(SourceChannel, SourceChannel.id == Customer.channel_id)
            .where(Customer.id == customer_id, Customer.project_id == self._project_id)
            .with_only_columns(
                Customer.id, Customer.name, Customer.kind, Customer.level, Customer.owner_id,
                sa.func.coalesce(Person.name, ""), Customer.channel_id, sa.func.coalesce(SourceChannel.name, ""),
                Customer.referrer, Customer.wish, Customer.address, Customer.first_contact_at,
                Customer.last_contact_at, Customer.next_contact_on, Customer.created_at, Customer.version,
            )
        ).first()  # fmt: skip
        if row is None:
            return None
        numbers = self._connection.execute(
            sa.select(CustomerTelephone.number)
            .where(CustomerTelephone.customer_id == customer_id)
            .order_by(CustomerTelephone.sort, CustomerTelephone.id)
        ).scalars()
        identities = self._connection.execute(
            sa.select(CustomerIdentity.kind, CustomerIdentity.number).where(CustomerIdentity.customer_id == customer_id)
        )
        return CustomerDetail(*(*row, tuple(numbers), tuple((kind, number) for kind, number in identities)))

    def follow_ups(self, customer_id: int) -> list[FollowUpRow]:
        """Every contact, newest first."""
        rows: Any = self._connection.execute(
            sa.select(
                FollowUp.id, FollowUp.kind, FollowUp.happened_at, FollowUp.note, FollowUp.next_on, Person.name,
                FollowUp.created_at,
            )
            .join(Person, Person.id == FollowUp.created_by)
            .where(FollowUp.customer_id == customer_id, FollowUp.project_id == self._project_id)
            .order_by(FollowUp.happened_at.desc(), FollowUp.id.desc())
        )  # fmt: skip
        return [FollowUpRow(*row) for row in rows]

    def page(self, owner_id: int | None, before_id: int | None, limit: int) -> list[CustomerRow]:
        """A page of customers, newest first; of one owner where one is named."""
        query = self._listed(owner_id)
        if before_id is not None:
            query = query.where(Customer.id < before_id)
        return self._rows(query.order_by(Customer.id.desc()).limit(limit))

    def due(self, owner_id: int | None, by: date, after: tuple[date, int] | None, limit: int) -> list[CustomerRow]:
        """A page of the customers whose next contact falls due ``by`` a day, the longest overdue first.

        ``after`` is the day and the id of the last row of the page before.
        """
        query = self._listed(owner_id).where(Customer.next_contact_on <= by)
        if after is not None:
            query = query.where(sa.tuple_(Customer.next_contact_on, Customer.id) > sa.tuple_(*after))
        return self._rows(query.order_by(Customer.next_contact_on, Customer.id).limit(limit))

    def _listed(self, owner_id: int | None) -> Any:
        query = customer_rows().where(Customer.project_id == self._project_id)
        return query if owner_id is None else query.where(Customer.owner_id == owner_id)

    def _rows(self, query: Any) -> list[CustomerRow]:
        return [CustomerRow(*row) for row in self._connection.execute(query)]

    def count(self, owner_id: int | None) -> int:
        query = sa.select(sa.func.count()).select_from(Customer).where(Customer.project_id == self._project_id)
        if owner_id is not None:
            query = query.where(Customer.owner_id == owner_id)
        return int(self._connection.execute(query).scalar_one())

    def counts(self, owner_id: int | None, person_id: int, today: date) -> tuple[int, int, int, int]:
        """How many are overdue, due today, this person's own, and all; each of one owner where one is named."""
        query = sa.select(
            sa.func.count().filter(Customer.next_contact_on < today),
            sa.func.count().filter(Customer.next_contact_on == today),
            sa.func.count().filter(Customer.owner_id == person_id),
            sa.func.count(),
        ).where(Customer.project_id == self._project_id)
        if owner_id is not None:
            query = query.where(Customer.owner_id == owner_id)
        row: Any = self._connection.execute(query).one()
        return int(row[0]), int(row[1]), int(row[2]), int(row[3])
