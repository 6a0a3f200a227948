"""What a payment is checked against, in one question: what money is taken for, what is owed, where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.errors import Refusal
from salesdesk.domain.money_items import PRICE_CLASSES
from salesdesk.domain.reasons import UnitFacts
from salesdesk.entities import (
    DueItem,
    MoneyItem,
    OrderTerms,
    Receipt,
    ReceiptBook,
    ReceiptLine,
    ReceiptVoid,
    ReceivingAccount,
    SaleOrder,
)
from salesdesk.repository.at_once import AtOnce, Row
from salesdesk.repository.one_unit import HEAD_COLUMNS, NO_SUCH_ORDER, OrderHead, facts_of, facts_question, head_of


@dataclass(frozen=True)
class PriceAccount:
    """What an order costs by its terms (None: a reservation has none yet), what came in for it, in fen; and the day on
    which it was reserved or subscribed, whichever came first."""

    total_fen: int | None
    received_fen: int
    began_on: date | None


@dataclass(frozen=True)
class OpenBook:
    """A book that numbers are taken from, and the first day that is open in it."""

    id: int
    open_day: date


@dataclass(frozen=True)
class AtCounter:
    """The order and what decides about its unit; what money may be taken for, by class and item: the project's items,
    and the due items of the order; how the order's price stands; where price money goes by law; the open books, by
    kind."""

    head: OrderHead
    unit: UnitFacts
    takes: frozenset[tuple[str, str]]
    price: PriceAccount
    supervised_account_id: int | None
    books: Mapping[str, OpenBook]


def read_counter(connection: Connection, project_id: int, order_id: int) -> AtCounter:
    """All of one moment.

    Raises:
        Refusal: the person sees no such order in the project.
    """
    found = _questions().read(connection, project=project_id, order=order_id)
    if not (found["order"] and found["unit"]):
        raise Refusal(NO_SUCH_ORDER)
    [order], [unit] = found["order"], found["unit"]
    account = next(iter(found["accounts"]), None)
    return AtCounter(
        head_of(list(order.values())), facts_of(SimpleNamespace(**unit)),
        frozenset((row["klass"], row["item"]) for row in found["takes"]), _price(order),
        account["id"] if account else None, open_books(found["books"]),
    )  # fmt: skip


def read_books(connection: Connection, project_id: int) -> dict[str, OpenBook]:
    """The open books, by kind."""
    return open_books(_books_alone().read(connection, project=project_id)["books"])


def open_books(rows: list[Row]) -> dict[str, OpenBook]:
    """Of several of a kind, the oldest counts."""
    return {row["kind"]: OpenBook(row["id"], row["open_day"]) for row in reversed(rows)}


def _price(row: Row) -> PriceAccount:
    days = (row["reserved_on"], row["subscribed_on"])
    began_on = min((day for day in days if day is not None), default=None)
    return PriceAccount(row["total"], int(row["received"] or 0), began_on)


_PROJECT, _ORDER = (sa.bindparam(name, type_=sa.BigInteger) for name in ("project", "order"))


@cache
def _questions() -> AtOnce:
    order = sa.orm.aliased(SaleOrder, name="its")
    its_unit = sa.select(order.unit_id).where(order.id == _ORDER).scalar_subquery()
    return AtOnce(
        {
            "order": _order(),
            "unit": facts_question(its_unit),
            "takes": _takes(),
            "accounts": _supervised(),
            "books": _books(),
        }
    )


@cache
def _books_alone() -> AtOnce:
    return AtOnce({"books": _books()})


def _takes() -> Any:
    items = sa.select(MoneyItem.klass, MoneyItem.code.label("item"))
    of_project = items.where(MoneyItem.project_id == _PROJECT, MoneyItem.active)
    return sa.union(of_project, sa.select(DueItem.klass, DueItem.item).where(DueItem.order_id == _ORDER))


def _order() -> sa.Select[*tuple[Any, ...]]:
    published = sa.and_(SaleOrder.id == OrderTerms.order_id, SaleOrder.terms_version == OrderTerms.version)
    total = sa.select(OrderTerms.total_fen).join(SaleOrder, published).where(SaleOrder.id == _ORDER)
    received = (
        sa.select(sa.func.sum(ReceiptLine.amount_fen))
        .join(Receipt, Receipt.id == ReceiptLine.receipt_id)
        .where(
            Receipt.order_id == _ORDER, sa.or_(*(ReceiptLine.klass == klass.value for klass in PRICE_CLASSES)),
            Receipt.id.not_in(sa.select(ReceiptVoid.receipt_id)),
        )
    )  # fmt: skip
    sums = (total.scalar_subquery().label("total"), received.scalar_subquery().label("received"))
    query = sa.select(*HEAD_COLUMNS, SaleOrder.reserved_on, SaleOrder.subscribed_on, *sums)
    return query.where(SaleOrder.id == _ORDER, SaleOrder.project_id == _PROJECT)


def _supervised() -> sa.Select[*tuple[Any, ...]]:
    query = sa.select(ReceivingAccount.id).order_by(ReceivingAccount.id)
    return query.where(ReceivingAccount.project_id == _PROJECT, ReceivingAccount.active, ReceivingAccount.supervised)


def _books() -> sa.Select[*tuple[Any, ...]]:
    query = sa.select(ReceiptBook.id, ReceiptBook.kind, ReceiptBook.open_day).order_by(ReceiptBook.id)
    return query.where(ReceiptBook.project_id == _PROJECT, ReceiptBook.active)
