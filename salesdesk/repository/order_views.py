"""Orders as screens and papers read them: terms, buyers, working, due items, account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.labels import local_day, unit_label
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.pricing import Basis, Working
from salesdesk.domain.pricing import WorkingLine as Line
from salesdesk.domain.schedules import DayKind, Event
from salesdesk.domain.schedules import DueItem as Due
from salesdesk.domain.states import Stage
from salesdesk.entities import (
    Building,
    BuyerIdentity,
    Customer,
    CustomerTelephone,
    DueItem,
    Entrance,
    OrderBuyer,
    OrderConsultant,
    OrderTerms,
    PaymentScheme,
    Person,
    Receipt,
    ReceiptVoid,
    SaleOrder,
    Unit,
    WorkingLine,
)
from salesdesk.repository.sale_orders import Buyer
from salesdesk.repository.schemes import scheme_name


@dataclass(frozen=True)
class OrderRow:
    """An order as a list shows it; money in fen."""

    id: int
    number: str
    unit_label: str
    buyers: str
    telephone: str
    stage: Stage
    total_fen: int | None
    received_fen: int
    consultant: str
    signed_on: date | None
    unit_id: int


@dataclass(frozen=True)
class OrderDetail:
    """An order in full, with the terms that count now; ``terms`` parts are empty for a bare reservation."""

    id: int
    number: str
    stage: Stage
    unit_id: int
    unit_label: str
    customer_id: int
    customer_name: str
    consultant_id: int | None
    reserved_on: date | None
    subscribed_on: date | None
    contract_due_on: date | None
    contracted_on: date | None
    contract_number: str
    filed_on: date | None
    cancelled_at: datetime | None
    cancel_reason: str
    note: str
    created_at: datetime
    created_by: str
    version: int
    terms_version: int
    scheme_id: int | None
    scheme_name: str
    bank: str
    loan_months: int
    working: Working | None
    buyers: tuple[Buyer, ...]
    consultants: tuple[tuple[int, str, int], ...]
    dues: tuple[Due, ...]
    price_list_id: int | None = None
    consultant: str = ""
    """Whose order it is, also where no terms say it with shares."""
    change_pending: bool = False
    swapped_on: date | None = None
    """The day on which the last swap was carried out; ``contracted_on`` stays the day of the first contract, for an
    order keeps its identity for life and each change counts in its own month (DOMAIN.md, "States", "Month close")."""

    @property
    def contract_on(self) -> date | None:
        """The day of the contract that counts now: where a contract was swapped, the day the swap was carried out."""
        if self.contracted_on is None or self.swapped_on is None:
            return self.contracted_on
        return max(self.contracted_on, self.swapped_on)


def received() -> sa.ScalarSelect[Any]:
    """What came in for an order less what went out, voided entries aside. A sum is no whole number to PostgreSQL."""
    return (
        sa.select(sa.cast(sa.func.coalesce(sa.func.sum(Receipt.total_fen), 0), sa.BigInteger))
        .where(Receipt.order_id == SaleOrder.id, Receipt.id.not_in(sa.select(ReceiptVoid.receipt_id)))
        .scalar_subquery()
    )


def buyer_names(connection: Connection) -> Any:
    """All buyers of the terms that count, joined; a reservation has its customer's name."""
    joined: Any = (
        sa.func.string_agg(OrderBuyer.name, "、")
        if connection.dialect.name == "postgresql"
        else sa.func.group_concat(OrderBuyer.name, "、")
    )
    return sa.select(joined).where(OrderBuyer.terms_id == OrderTerms.id).scalar_subquery()


def _swapped_at() -> sa.ScalarSelect[Any]:
    """When the terms were written that moved the order to another unit, the last time; those that count alone."""
    new, old = aliased(OrderTerms), aliased(OrderTerms)
    return (
        sa.select(sa.func.max(new.created_at))
        .join(old, sa.and_(old.order_id == new.order_id, old.version == new.version - 1, old.unit_id != new.unit_id))
        .where(new.order_id == SaleOrder.id, new.version <= SaleOrder.terms_version)
        .correlate(SaleOrder)
        .scalar_subquery()
    )


_CONSULTANT = aliased(Person)
_TERMS = sa.and_(OrderTerms.order_id == SaleOrder.id, OrderTerms.version == SaleOrder.terms_version)


class OrderViews:
    """The orders of one project, for reading."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def _rows(self) -> sa.Select[Any]:
        telephone = (
            sa.select(sa.func.min(CustomerTelephone.number))
            .where(CustomerTelephone.customer_id == SaleOrder.customer_id, CustomerTelephone.sort == 0)
            .scalar_subquery()
        )
        return (
            sa.select(
                SaleOrder.id, SaleOrder.number, Building.name, Entrance.mark, Unit.number,
                sa.func.coalesce(buyer_names(self._connection), Customer.name, ""), sa.func.coalesce(telephone, ""),
                SaleOrder.stage, OrderTerms.total_fen, received(), sa.func.coalesce(Person.name, ""),
                sa.func.coalesce(SaleOrder.contracted_on, SaleOrder.subscribed_on, SaleOrder.reserved_on),
                SaleOrder.unit_id,
            )
            .join(Unit, Unit.id == SaleOrder.unit_id)
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .outerjoin(Customer, Customer.id == SaleOrder.customer_id)
            .outerjoin(Person, Person.id == SaleOrder.consultant_id)
            .outerjoin(OrderTerms, _TERMS)
            .where(SaleOrder.project_id == self._project_id)
        )  # fmt: skip

    def _listed(self, query: sa.Select[Any]) -> list[OrderRow]:
        return [
            OrderRow(row[0], row[1], unit_label(row[2], row[3], row[4]), row[5], row[6], Stage(row[7]), *row[8:])
            for row in self._connection.execute(query)
        ]

    def page(
        self, stages: Sequence[Stage], limit: int, before_id: int | None = None, consultant_id: int | None = None
    ) -> list[OrderRow]:
        """A page of orders, newest first."""
        query = self._rows().where(SaleOrder.stage.in_([stage.value for stage in stages]))
        if before_id is not None:
            query = query.where(SaleOrder.id < before_id)
        if consultant_id is not None:
            query = query.where(SaleOrder.consultant_id == consultant_id)
        return self._listed(query.order_by(SaleOrder.id.desc()).limit(limit))

    def find(
        self, text: str, customer_ids: Sequence[int], limit: int = 20, consultant_id: int | None = None
    ) -> list[OrderRow]:
        """Orders by unit number, order number, contract number, or by customers found before; live ones first."""
        plain = text.strip()
        number = plain.rsplit("-", 1)[-1] or plain
        query = self._rows().where(
            sa.or_(
                Unit.number == plain, Unit.number == number, SaleOrder.number == plain.upper(),
                SaleOrder.contract_number == plain, SaleOrder.customer_id.in_(customer_ids),
            )
        )  # fmt: skip
        if consultant_id is not None:
            query = query.where(SaleOrder.consultant_id == consultant_id)
        cancelled = sa.case((SaleOrder.stage == Stage.CANCELLED.value, 1), else_=0)
        rows = self._listed(query.order_by(cancelled, SaleOrder.id.desc()).limit(limit))
        exact = [row for row in rows if row.unit_label == plain]
        return exact + [row for row in rows if row.unit_label != plain]

    def of_customer(self, customer_id: int, consultant_id: int | None = None) -> list[OrderRow]:
        """Every order of a customer, newest first; of one consultant where one is named."""
        query = self._rows().where(SaleOrder.customer_id == customer_id)
        if consultant_id is not None:
            query = query.where(SaleOrder.consultant_id == consultant_id)
        return self._listed(query.order_by(SaleOrder.id.desc()))

    def of_unit(self, unit_id: int, consultant_id: int | None = None) -> list[OrderRow]:
        """Every order that ever stood on a unit, newest first; of one consultant where one is named."""
        query = self._rows().where(SaleOrder.unit_id == unit_id)
        if consultant_id is not None:
            query = query.where(SaleOrder.consultant_id == consultant_id)
        return self._listed(query.order_by(SaleOrder.id.desc()))

    def detail(self, order_id: int) -> OrderDetail:
        row: Any = self._connection.execute(
            sa.select(
                SaleOrder.id, SaleOrder.number, SaleOrder.stage, SaleOrder.unit_id, Building.name, Entrance.mark,
                Unit.number, SaleOrder.customer_id, Customer.name, SaleOrder.consultant_id, SaleOrder.reserved_on,
                SaleOrder.subscribed_on, SaleOrder.contract_due_on, SaleOrder.contracted_on, SaleOrder.contract_number,
                SaleOrder.filed_on, SaleOrder.cancelled_at, SaleOrder.cancel_reason, SaleOrder.note,
                SaleOrder.created_at, Person.name, SaleOrder.version, SaleOrder.terms_version,
                OrderTerms.scheme_id, scheme_name(), OrderTerms.bank, OrderTerms.loan_months, OrderTerms.id,
                OrderTerms.list_total_fen, OrderTerms.list_unit_price_fen, OrderTerms.area_cm2, OrderTerms.basis,
                OrderTerms.total_fen, OrderTerms.unit_price_fen, OrderTerms.price_list_id, _CONSULTANT.name,
                Unit.change_pending, _swapped_at(),
            )
            .join(Unit, Unit.id == SaleOrder.unit_id)
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .join(Person, Person.id == SaleOrder.created_by)
            .outerjoin(_CONSULTANT, _CONSULTANT.id == SaleOrder.consultant_id)
            .outerjoin(Customer, Customer.id == SaleOrder.customer_id)
            .outerjoin(OrderTerms, _TERMS)
            .outerjoin(PaymentScheme, PaymentScheme.id == OrderTerms.scheme_id)
            .where(SaleOrder.id == order_id, SaleOrder.project_id == self._project_id)
        ).first()  # fmt: skip
        if row is None:
            raise Refusal(mark("This order does not exist in this project."))
        terms_id = row[27]
        working = self._working(terms_id, row[28:34]) if terms_id else None
        return OrderDetail(
            row[0], row[1], Stage(row[2]), row[3], unit_label(row[4], row[5], row[6]), row[7], row[8] or "", row[9],
            row[10], row[11], row[12], row[13], row[14] or "", row[15], row[16], row[17] or "", row[18], row[19],
            row[20], row[21], row[22], row[23], row[24] or "", row[25] or "", row[26] or 0, working,
            self._buyers(terms_id), self._consultants(terms_id), self._dues(terms_id), row[34],
            row[35] or "", bool(row[36]), local_day(row[37]) if row[37] else None,
        )  # fmt: skip

    def _working(self, terms_id: int, head: Sequence[Any]) -> Working:
        rows: Any = self._connection.execute(
            sa.select(
                WorkingLine.name, WorkingLine.kind, WorkingLine.value, WorkingLine.base_fen, WorkingLine.off_fen,
                WorkingLine.after_fen, WorkingLine.discount_id, WorkingLine.ground,
            )
            .where(WorkingLine.terms_id == terms_id)
            .order_by(WorkingLine.seq)
        )  # fmt: skip
        list_total, list_unit, area, basis, total, unit_price = head
        return Working(list_total, list_unit, area, Basis(basis), tuple(Line(*row) for row in rows), total, unit_price)

    def _buyers(self, terms_id: int | None) -> tuple[Buyer, ...]:
        rows: Any = self._connection.execute(
            sa.select(
                OrderBuyer.name, OrderBuyer.share, OrderBuyer.relation, sa.func.coalesce(BuyerIdentity.kind, ""),
                sa.func.coalesce(BuyerIdentity.number, ""), OrderBuyer.identity_masked, OrderBuyer.telephone,
                OrderBuyer.address, OrderBuyer.customer_id,
            )
            .outerjoin(BuyerIdentity, BuyerIdentity.buyer_id == OrderBuyer.id)
            .where(OrderBuyer.terms_id == terms_id)
            .order_by(OrderBuyer.seq)
        )  # fmt: skip
        return tuple(Buyer(*row) for row in rows)

    def _consultants(self, terms_id: int | None) -> tuple[tuple[int, str, int], ...]:
        rows: Any = self._connection.execute(
            sa.select(OrderConsultant.person_id, Person.name, OrderConsultant.share)
            .join(Person, Person.id == OrderConsultant.person_id)
            .where(OrderConsultant.terms_id == terms_id)
            .order_by(OrderConsultant.seq)
        )
        return tuple((row[0], row[1], row[2]) for row in rows)

    def _dues(self, terms_id: int | None) -> tuple[Due, ...]:
        rows: Any = self._connection.execute(
            sa.select(
                DueItem.seq, DueItem.item, DueItem.klass, DueItem.name, DueItem.event, DueItem.days, DueItem.due_on,
                DueItem.amount_fen, DueItem.share_millionths, DueItem.node, DueItem.months, DueItem.day_kind,
            )
            .where(DueItem.terms_id == terms_id)
            .order_by(DueItem.seq)
        )  # fmt: skip
        return tuple(
            Due(row[0], row[1], MoneyClass(row[2]), row[3], Event(row[4]), row[5], row[6], row[7], row[8], row[9],
                row[10], DayKind(row[11]))
            for row in rows
        )  # fmt: skip
