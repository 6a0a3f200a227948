"""Units, quotes and receipts by what is typed of their numbers; customers and orders have searches of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.labels import unit_label
from salesdesk.entities import Building, Customer, Entrance, Quote, Receipt, ReceiptBook, Unit

_HEAD = re.compile(r"^(?P<building>[^\s\-–—#]{1,20}?)\s*(?:号楼|号幢|栋|幢|楼|座|#|-|–|—|\s)+(?P<number>\S+)$")
LONGEST = 30


@dataclass(frozen=True)
class FoundQuote:
    """A quote as a search shows it; ``customer`` is empty where it was made for nobody."""

    id: int
    number: str
    unit_label: str
    customer: str
    total_fen: int


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


class Finding:
    """What a number may mean in one project."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def unit_ids(self, text: str, limit: int) -> list[int]:
        """Units whose number holds ``text`` (``1604``), or, as it is said, building and number (``3-1604``)."""
        plain = text.strip()
        if len(plain) > LONGEST or not any(map(str.isdigit, plain)):
            return []
        number = plain
        fitting: sa.ColumnElement[bool] = Unit.number.like(f"%{_like(plain)}%", escape="\\")
        if found := _HEAD.match(plain):
            number = found["number"]
            of_building = sa.and_(
                Building.name.like(f"{_like(found['building'])}%", escape="\\"),
                Unit.number.like(f"%{_like(number)}%", escape="\\"),
            )
            fitting = sa.or_(fitting, of_building)
        near = sa.case(
            (sa.or_(Unit.number == plain, Unit.number == number), 0),
            (Unit.number.like(f"{_like(number)}%", escape="\\"), 1),
            else_=2,
        )
        rows = self._connection.execute(
            sa.select(Unit.id)
            .join(Building, Building.id == Unit.building_id)
            .where(Unit.project_id == self._project_id, fitting)
            .order_by(near, sa.func.length(Building.name), Building.sort, Unit.floor, Unit.position)
            .limit(limit)
        )
        return [int(row[0]) for row in rows]

    def quotes(
        self, text: str, customer_ids: Sequence[int], limit: int, created_by: int | None = None
    ) -> list[FoundQuote]:
        """Quotes by their number, by their unit's, or for customers found before, the newest first; of one person
        where one is named."""
        plain = text.strip()
        if len(plain) > LONGEST:
            return []
        meant = sa.or_(
            Quote.number == plain.upper(), Unit.number == (plain.rsplit("-", 1)[-1] or plain),
            Quote.customer_id.in_(customer_ids),
        )  # fmt: skip
        query = (
            sa.select(
                Quote.id, Quote.number, Building.name, Entrance.mark, Unit.number,
                sa.func.coalesce(Customer.name, ""), Quote.total_fen,
            )
            .join(Unit, Unit.id == Quote.unit_id)
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .outerjoin(Customer, Customer.id == Quote.customer_id)
            .where(Quote.project_id == self._project_id, meant)
        )  # fmt: skip
        if created_by is not None:
            query = query.where(Quote.created_by == created_by)
        rows = self._connection.execute(query.order_by(Quote.id.desc()).limit(limit))
        return [FoundQuote(row[0], row[1], unit_label(*row[2:5]), row[5], row[6]) for row in rows]

    def receipt_ids(self, text: str, limit: int) -> list[int]:
        """Receipts and refunds by their whole number (``SD010002188``) or its digits alone (``2188``)."""
        plain = text.strip().upper()
        books: Any = self._connection.execute(
            sa.select(ReceiptBook.id, ReceiptBook.prefix).where(ReceiptBook.project_id == self._project_id)
        )
        meant = [
            sa.and_(Receipt.book_id == book_id, Receipt.number == number)
            for book_id, prefix in books
            if (number := _number(plain, prefix.upper())) is not None
        ]
        if not meant:
            return []
        query = sa.select(Receipt.id).where(Receipt.project_id == self._project_id, sa.or_(*meant))
        return [int(row[0]) for row in self._connection.execute(query.order_by(Receipt.id.desc()).limit(limit))]


def _number(plain: str, prefix: str) -> int | None:
    digits = plain[len(prefix) :].lstrip("- ") if prefix and plain.startswith(prefix) else plain
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 12 else None
