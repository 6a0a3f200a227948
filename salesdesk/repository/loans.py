"""The loans of orders, written by sales control and read as a list of the whole project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.labels import unit_label
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.mortgage import RepaymentKind
from salesdesk.domain.states import Stage
from salesdesk.entities import (
    Building,
    Customer,
    DueItem,
    Entrance,
    OrderLoan,
    OrderTerms,
    Person,
    SaleOrder,
    Unit,
)
from salesdesk.repository.order_views import buyer_names
from salesdesk.repository.touched import Touched

_COLUMNS = (
    OrderLoan.id, OrderLoan.order_id, OrderLoan.item, OrderLoan.bank, OrderLoan.branch, OrderLoan.amount_fen,
    OrderLoan.months, OrderLoan.rate_millionths, OrderLoan.repayment, OrderLoan.contract_number, OrderLoan.note,
    OrderLoan.version,
)  # fmt: skip


@dataclass(frozen=True)
class LoanRow:
    """A loan as it was entered; fen, millionths a year."""

    id: int
    order_id: int
    item: str
    bank: str
    branch: str
    amount_fen: int
    months: int
    rate_millionths: int
    repayment: RepaymentKind
    contract_number: str
    note: str
    version: int


@dataclass(frozen=True)
class LoanOrder:
    """An order whose price is paid by a loan, once for each kind of loan; ``owed_fen`` is what the bank is to pay."""

    order_id: int
    number: str
    unit_label: str
    building: str
    stage: Stage
    buyers: str
    consultant: str
    contracted_on: date | None
    bank: str
    item: str
    owed_fen: int
    due_on: date | None


class Loans:
    """The loans of one project."""

    def __init__(self, connection: Connection, project_id: int, touched: Touched) -> None:
        self._connection = connection
        self._project_id = project_id
        self._touched = touched

    def of_order(self, order_id: int) -> list[LoanRow]:
        return self._read(OrderLoan.order_id == order_id)

    def all(self) -> list[LoanRow]:
        return self._read()

    def _read(self, *conditions: sa.ColumnElement[bool]) -> list[LoanRow]:
        query = sa.select(*_COLUMNS).where(OrderLoan.project_id == self._project_id, *conditions)
        rows: Any = self._connection.execute(query.order_by(OrderLoan.id))
        found = list[LoanRow]()
        for row in rows:
            values: list[Any] = [*row[:8], RepaymentKind(row[8]), *row[9:]]
            found.append(LoanRow(*values))
        return found

    def add(self, order_id: int, item: str, values: Mapping[str, Any]) -> int:
        self._touched.orders.add(order_id)
        insert = sa.insert(OrderLoan).values(project_id=self._project_id, order_id=order_id, item=item, **values)
        return int(self._connection.execute(insert.returning(OrderLoan.id)).scalar_one())

    def change(self, loan: LoanRow, version: int, values: Mapping[str, Any]) -> bool:
        """Changes a loan that still stands at ``version``; False when somebody else was faster."""
        self._touched.orders.add(loan.order_id)
        changed = self._connection.execute(
            sa.update(OrderLoan)
            .where(
                OrderLoan.id == loan.id, OrderLoan.project_id == self._project_id, OrderLoan.version == version
            )
            .values(**values, version=OrderLoan.version + 1)
        )  # fmt: skip
        return changed.rowcount == 1

    def orders(self, stages: Sequence[Stage]) -> list[LoanOrder]:
        """Every order at these stages that a bank pays part of, newest first."""
        published = sa.and_(OrderTerms.order_id == SaleOrder.id, OrderTerms.version == SaleOrder.terms_version)
        owed = (
            sa.select(
                DueItem.terms_id, DueItem.item, sa.cast(sa.func.sum(DueItem.amount_fen), sa.BigInteger).label("owed"),
                sa.func.max(DueItem.due_on).label("due_on"),
            )
            .where(DueItem.project_id == self._project_id, DueItem.klass == MoneyClass.PRICE_BY_LOAN.value)
            .group_by(DueItem.terms_id, DueItem.item)
            .subquery()
        )  # fmt: skip
        rows: Any = self._connection.execute(
            sa.select(
                SaleOrder.id, SaleOrder.number, Building.name, Entrance.mark, Unit.number, SaleOrder.stage,
                sa.func.coalesce(buyer_names(self._connection), Customer.name, ""),
                sa.func.coalesce(Person.name, ""), SaleOrder.contracted_on, OrderTerms.bank, owed.c.item, owed.c.owed,
                owed.c.due_on,
            )
            .join(Unit, Unit.id == SaleOrder.unit_id)
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .join(OrderTerms, published)
            .join(owed, owed.c.terms_id == OrderTerms.id)
            .outerjoin(Customer, Customer.id == SaleOrder.customer_id)
            .outerjoin(Person, Person.id == SaleOrder.consultant_id)
            .where(SaleOrder.project_id == self._project_id, SaleOrder.stage.in_([stage.value for stage in stages]))
            .order_by(SaleOrder.id.desc(), owed.c.item)
        )  # fmt: skip
        return [LoanOrder(row[0], row[1], unit_label(*row[2:5]), row[2], Stage(row[5]), *row[6:]) for row in rows]
