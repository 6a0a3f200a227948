"""What reports are made of, summed by the database and streamed row by row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.entities import (
    Building,
    Customer,
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
from salesdesk.repository.order_views import buyer_names, received
from salesdesk.repository.prices import current_list_id

_TERMS = sa.and_(OrderTerms.order_id == SaleOrder.id, OrderTerms.version == SaleOrder.terms_version)
SOLD = ("subscribed", "contracted", "filed", "handed_over")


class Reports:
    """The figures of one project."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def sales_detail(self, first: date, last: date) -> Iterator[Any]:
        """Every order signed between two days, cancelled ones aside: one row each, oldest first."""
        rows: Any = self._connection.execute(
            sa.select(
                Building.name, Entrance.name, Unit.number, Unit.layout, OrderTerms.area_cm2, SaleOrder.number,
                buyer_names(self._connection), SaleOrder.stage, SaleOrder.subscribed_on, SaleOrder.contracted_on,
                SaleOrder.contract_number, PaymentScheme.name, OrderTerms.list_total_fen, OrderTerms.total_fen,
                OrderTerms.unit_price_fen, received(), Person.name, SaleOrder.id,
            )
            .join(Unit, Unit.id == SaleOrder.unit_id)
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .join(OrderTerms, _TERMS)
            .join(PaymentScheme, PaymentScheme.id == OrderTerms.scheme_id)
            .outerjoin(Person, Person.id == SaleOrder.consultant_id)
            .where(
                SaleOrder.project_id == self._project_id, SaleOrder.stage.in_(SOLD),
                SaleOrder.subscribed_on >= first, SaleOrder.subscribed_on <= last,
            )
            .order_by(SaleOrder.subscribed_on, SaleOrder.id),
            execution_options={"yield_per": 1000},
        )  # fmt: skip
        yield from rows

    def sales_summary(self, by: str) -> list[Any]:
        """Units, launched, sold, area, list sum, deal sum, received and listed value left, by building or layout."""
        group: Any = {"building": Building.name, "layout": Unit.layout}[by]
        order: Any = sa.func.min(Building.sort) if by == "building" else group
        sold = Unit.sale_state.in_(SOLD)
        deal = sa.and_(SaleOrder.unit_id == Unit.id, SaleOrder.stage.in_(SOLD))
        current = current_list_id(self._project_id)
        listed = sa.and_(PriceListLine.unit_id == Unit.id, PriceListLine.price_list_id == current)

        def total(condition: Any, value: Any) -> Any:
            return sa.func.coalesce(sa.func.sum(sa.case((condition, value), else_=0)), 0)

        return list(
            self._connection.execute(
                sa.select(
                    group, sa.func.count(Unit.id), total(Unit.sale_state != "unlaunched", 1), total(sold, 1),
                    total(Unit.sale_state.in_(("available", "held")), 1), total(sold, OrderTerms.area_cm2),
                    total(sold, OrderTerms.list_total_fen), total(sold, OrderTerms.total_fen), total(sold, received()),
                    total(Unit.sale_state.in_(("available", "held")), PriceListLine.total_fen),
                )
                .select_from(Unit)
                .join(Building, Building.id == Unit.building_id)
                .outerjoin(SaleOrder, deal)
                .outerjoin(OrderTerms, _TERMS)
                .outerjoin(PriceListLine, listed)
                .where(Unit.project_id == self._project_id)
                .group_by(group)
                .order_by(order)
            )
        )  # fmt: skip

    def sales_by_month(self) -> list[Any]:
        """Year and month, deals, fen: every month in which something was sold."""
        year, month = sa.extract("year", SaleOrder.subscribed_on), sa.extract("month", SaleOrder.subscribed_on)
        return list(
            self._connection.execute(
                sa.select(year, month, sa.func.count(), sa.func.sum(OrderTerms.total_fen))
                .join(OrderTerms, _TERMS)
                .where(SaleOrder.project_id == self._project_id, SaleOrder.stage.in_(SOLD))
                .group_by(year, month)
                .order_by(year, month)
            )
        )

    def money_entries(self, first: date, last: date) -> Iterator[Any]:
        """Every line of every receipt, refund and reversal between two business days; voided ones are marked."""
        method = sa.select(sa.func.min(ReceiptTender.method)).where(ReceiptTender.receipt_id == Receipt.id)
        rows: Any = self._connection.execute(
            sa.select(
                Receipt.business_day, ReceiptBook.prefix, Receipt.number, ReceiptBook.digits, Receipt.kind,
                Building.name, Entrance.name, Unit.number, Receipt.payer, ReceiptLine.item, ReceiptLine.name,
                method.scalar_subquery(), ReceiptLine.amount_fen, Receipt.received_on, Person.name, ReceiptVoid.id,
            )
            .join(ReceiptLine, ReceiptLine.receipt_id == Receipt.id)
            .join(ReceiptBook, ReceiptBook.id == Receipt.book_id)
            .join(Unit, Unit.id == Receipt.unit_id)
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .join(Person, Person.id == Receipt.created_by)
            .outerjoin(ReceiptVoid, ReceiptVoid.receipt_id == Receipt.id)
            .where(
                Receipt.project_id == self._project_id, Receipt.business_day >= first, Receipt.business_day <= last
            )
            .order_by(Receipt.business_day, Receipt.id, ReceiptLine.seq),
            execution_options={"yield_per": 1000},
        )  # fmt: skip
        yield from rows

    def customers_by_channel(self) -> list[Any]:
        """How many customers came by each channel."""
        from salesdesk.entities import SourceChannel

        return list(
            self._connection.execute(
                sa.select(sa.func.coalesce(SourceChannel.name, ""), sa.func.count(Customer.id))
                .select_from(Customer)
                .outerjoin(SourceChannel, SourceChannel.id == Customer.channel_id)
                .where(Customer.project_id == self._project_id)
                .group_by(SourceChannel.name)
                .order_by(sa.func.count(Customer.id).desc())
            )
        )
