"""What reports are made of, summed by the database and streamed row by row.

Every figure of sales counts the same orders: those subscribed and beyond, with the terms that count now. What came in
for them is price money alone; what is collected for others, fees and penalties are not part of a price.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.money_items import PRICE_CLASSES, EntryKind
from salesdesk.domain.sales_figures import SOLD, By, Deals, MoneyRow, SaleRow, SalesLine, Stock
from salesdesk.domain.states import Stage
from salesdesk.entities import (
    Building,
    Entrance,
    OrderTerms,
    PaymentScheme,
    Person,
    PriceListLine,
    Receipt,
    ReceiptBook,
    ReceiptLine,
    ReceiptTender,
    ReceiptVoid,
    SaleOrder,
    Unit,
)
from salesdesk.repository.order_views import buyer_names
from salesdesk.repository.prices import current_list_id
from salesdesk.repository.schemes import scheme_name

_TERMS = sa.and_(OrderTerms.order_id == SaleOrder.id, OrderTerms.version == SaleOrder.terms_version)
_SOLD = tuple(stage.value for stage in SOLD)
_FREE = ("available", "held")
_VOIDED = sa.select(ReceiptVoid.receipt_id)
_AT_ONCE: Any = {"yield_per": 1000}
"""Rows are fetched so many at a time, so that a report of any length needs no more memory than a short one. Whoever
stops in the middle closes the iterator, and with it the server's cursor."""


def _price_received(project_id: int) -> Any:
    """Price money by order: what came in less what went out, voided entries aside."""
    return (
        sa.select(Receipt.order_id.label("order_id"), sa.func.sum(ReceiptLine.amount_fen).label("fen"))
        .join(ReceiptLine, ReceiptLine.receipt_id == Receipt.id)
        .where(
            Receipt.project_id == project_id, ReceiptLine.klass.in_([klass.value for klass in PRICE_CLASSES]),
            Receipt.id.not_in(_VOIDED),
        )
        .group_by(Receipt.order_id)
        .subquery("price_received")
    )  # fmt: skip


def _sum(value: Any, condition: Any = None) -> Any:
    counted = value if condition is None else sa.case((condition, value), else_=0)
    return sa.func.coalesce(sa.func.sum(counted), 0)


class Reports:
    """The figures of one project."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id
        self._received = _price_received(project_id)

    def _sold(self) -> Any:
        return sa.and_(SaleOrder.project_id == self._project_id, SaleOrder.stage.in_(_SOLD))

    def sales_summary(self, by: By) -> list[SalesLine]:
        """Stock and deals by building or layout, buildings in their order; by month, every month with a deal."""
        return self._by_month() if by is By.MONTH else self._by_place(by)

    def _by_place(self, by: By) -> list[SalesLine]:
        group: Any = Building.name if by is By.BUILDING else Unit.layout
        order: Any = sa.func.min(Building.sort) if by is By.BUILDING else group
        sold, free = Unit.sale_state.in_(_SOLD), Unit.sale_state.in_(_FREE)
        current = current_list_id(self._project_id)
        rows: Any = self._connection.execute(
            sa.select(
                group, sa.func.count(Unit.id), _sum(1, Unit.sale_state != "unlaunched"),
                _sum(1, Unit.sale_state == "reserved"), _sum(1, free), _sum(PriceListLine.total_fen, free),
                _sum(1, sold), *self._sums(),
            )
            .select_from(Unit)
            .join(Building, Building.id == Unit.building_id)
            .outerjoin(SaleOrder, sa.and_(SaleOrder.unit_id == Unit.id, self._sold()))
            .outerjoin(OrderTerms, _TERMS)
            .outerjoin(self._received, self._received.c.order_id == SaleOrder.id)
            .outerjoin(PriceListLine, sa.and_(PriceListLine.unit_id == Unit.id, PriceListLine.price_list_id == current))
            .where(Unit.project_id == self._project_id)
            .group_by(group)
            .order_by(order)
        )  # fmt: skip
        return [SalesLine(row[0], _deals(row[6:11]), Stock(*map(int, row[1:6]))) for row in rows]

    def _by_month(self) -> list[SalesLine]:
        year, month = sa.extract("year", SaleOrder.subscribed_on), sa.extract("month", SaleOrder.subscribed_on)
        rows: Any = self._connection.execute(
            sa.select(year, month, sa.func.count(), *self._sums())
            .select_from(SaleOrder)
            .join(OrderTerms, _TERMS)
            .outerjoin(self._received, self._received.c.order_id == SaleOrder.id)
            .where(self._sold())
            .group_by(year, month)
            .order_by(year, month)
        )
        return [SalesLine(f"{int(row[0]):04d}-{int(row[1]):02d}", _deals(row[2:7])) for row in rows]

    def _sums(self) -> tuple[Any, ...]:
        terms = (OrderTerms.area_cm2, OrderTerms.list_total_fen, OrderTerms.total_fen)
        return (*(_sum(column) for column in terms), _sum(self._received.c.fen))

    def deals_between(self, first: date, last: date) -> Deals:
        """The deals signed between two days, both counted."""
        row: Any = self._connection.execute(
            sa.select(sa.func.count(), *self._sums())
            .select_from(SaleOrder)
            .join(OrderTerms, _TERMS)
            .outerjoin(self._received, self._received.c.order_id == SaleOrder.id)
            .where(self._sold(), SaleOrder.subscribed_on >= first, SaleOrder.subscribed_on <= last)
        ).one()
        return _deals(row)

    def units_by_state(self) -> dict[str, tuple[int, int]]:
        """How many units stand in each sale state, and what the orders on them come to."""
        live = sa.and_(SaleOrder.unit_id == Unit.id, SaleOrder.stage.not_in(("cancelled", "draft")))
        rows: Any = self._connection.execute(
            sa.select(Unit.sale_state, sa.func.count(), _sum(OrderTerms.total_fen))
            .select_from(Unit)
            .outerjoin(SaleOrder, live)
            .outerjoin(OrderTerms, _TERMS)
            .where(Unit.project_id == self._project_id)
            .group_by(Unit.sale_state)
        )
        return {row[0]: (int(row[1]), int(row[2])) for row in rows}

    def sales_detail(
        self, first: date, last: date, building: str | None = None, layout: str | None = None
    ) -> Iterator[SaleRow]:
        """Every deal signed between two days, oldest first; of one building or layout where one is named."""
        with self._connection.execute(
            sa.select(
                SaleOrder.id, Building.name, Entrance.name, Entrance.mark, Unit.number, Unit.layout,
                OrderTerms.area_cm2, SaleOrder.number, buyer_names(self._connection), SaleOrder.stage,
                SaleOrder.subscribed_on, SaleOrder.contracted_on, SaleOrder.contract_number, scheme_name(),
                OrderTerms.list_total_fen, OrderTerms.total_fen, OrderTerms.unit_price_fen, self._received.c.fen,
                Person.name,
            )
            .select_from(SaleOrder)
            .join(Unit, Unit.id == SaleOrder.unit_id)
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .join(OrderTerms, _TERMS)
            .join(PaymentScheme, PaymentScheme.id == OrderTerms.scheme_id)
            .outerjoin(Person, Person.id == SaleOrder.consultant_id)
            .outerjoin(self._received, self._received.c.order_id == SaleOrder.id)
            .where(*self._detail_filter(first, last, building, layout))
            .order_by(SaleOrder.subscribed_on, SaleOrder.id),
            execution_options=_AT_ONCE,
        ) as rows:  # fmt: skip
            for row in rows:
                yield _sale_row(row)

    def sales_count(self, first: date, last: date) -> int:
        """How many rows `sales_detail` has between two days."""
        query = sa.select(sa.func.count()).select_from(SaleOrder).where(*self._detail_filter(first, last, None, None))
        return int(self._connection.execute(query).scalar_one())

    def _detail_filter(self, first: date, last: date, building: str | None, layout: str | None) -> list[Any]:
        wanted = [self._sold(), SaleOrder.subscribed_on >= first, SaleOrder.subscribed_on <= last]
        if building is not None:
            wanted.append(Building.name == building)
        if layout is not None:
            wanted.append(Unit.layout == layout)
        return wanted

    def money_entries(self, first: date, last: date) -> Iterator[MoneyRow]:
        """Every line of every receipt, refund and reversal between two business days; voided ones are marked."""
        with self._connection.execute(
            sa.select(
                Receipt.business_day, Receipt.received_on, ReceiptBook.prefix, Receipt.number, ReceiptBook.digits,
                Receipt.kind, Building.name, Entrance.mark, Unit.number, Receipt.payer, ReceiptLine.klass,
                ReceiptLine.item, ReceiptLine.name, self._methods(), ReceiptLine.amount_fen, Person.name,
                ReceiptVoid.id,
            )
            .select_from(Receipt)
            .join(ReceiptLine, ReceiptLine.receipt_id == Receipt.id)
            .join(ReceiptBook, ReceiptBook.id == Receipt.book_id)
            .join(Unit, Unit.id == Receipt.unit_id)
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .join(Person, Person.id == Receipt.created_by)
            .outerjoin(ReceiptVoid, ReceiptVoid.receipt_id == Receipt.id)
            .where(*self._money_filter(first, last))
            .order_by(Receipt.business_day, Receipt.id, ReceiptLine.seq),
            execution_options=_AT_ONCE,
        ) as rows:  # fmt: skip
            for row in rows:
                yield _money_row(row)

    def money_count(self, first: date, last: date) -> int:
        """How many rows `money_entries` has between two days."""
        query = sa.select(sa.func.count()).select_from(Receipt).join(ReceiptLine, ReceiptLine.receipt_id == Receipt.id)
        return int(self._connection.execute(query.where(*self._money_filter(first, last))).scalar_one())

    def _money_filter(self, first: date, last: date) -> list[Any]:
        return [Receipt.project_id == self._project_id, Receipt.business_day >= first, Receipt.business_day <= last]

    def _methods(self) -> Any:
        """All ways in which an entry was paid, joined."""
        postgres = self._connection.dialect.name == "postgresql"
        joined = (sa.func.string_agg if postgres else sa.func.group_concat)(ReceiptTender.method, ",")
        return sa.select(joined).where(ReceiptTender.receipt_id == Receipt.id).scalar_subquery()


def _deals(row: Any) -> Deals:
    return Deals(*(int(value) for value in row))


def _sale_row(row: Any) -> SaleRow:
    return SaleRow(
        row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8] or "", Stage(row[9]), row[10], row[11],
        row[12] or "", row[13], row[14], row[15], row[16], int(row[17] or 0), row[18] or "",
    )  # fmt: skip


def _money_row(row: Any) -> MoneyRow:
    number = f"{row[2]}{row[3]:0{row[4]}d}"
    methods = tuple(dict.fromkeys(str(row[13] or "").split(",")))
    return MoneyRow(
        row[0], row[1], number, EntryKind(row[5]), row[6], row[7], row[8], row[9], row[10], row[11], row[12], methods,
        row[14], row[15], row[16] is not None,
    )  # fmt: skip
