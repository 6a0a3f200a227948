"""What was stored, read whole and across projects, for a check that works everything out anew. Read as the owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.labels import unit_label
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.pricing import Basis, Working
from salesdesk.domain.pricing import WorkingLine as Line
from salesdesk.domain.schedules import DayKind, Event, Scheme
from salesdesk.domain.schedules import DueItem as Due
from salesdesk.domain.settings import ProjectSettings
from salesdesk.entities import (
    Customer,
    CustomerNameKey,
    DueItem,
    OrderTerms,
    PriceListLine,
    Project,
    SaleOrder,
    WorkingLine,
)
from salesdesk.repository.guard_rules import LIVE_STAGES_SQL
from salesdesk.repository.projects import read_settings, settings_query
from salesdesk.repository.schemes import Schemes


@dataclass(frozen=True)
class StoredTerms:
    """One published version of an order's terms. ``listed_fen`` is what its price list says of the unit."""

    order: str
    project_id: int
    version: int
    reason: str
    scheme_id: int
    listed_fen: int | None
    subscribed_on: date | None
    contract_due_on: date | None
    contracted_on: date | None
    working: Working
    dues: tuple[Due, ...]


@dataclass(frozen=True)
class Offer:
    """What one project works prices and dates out by."""

    settings: ProjectSettings
    schemes: dict[int, Scheme]


class Recount:
    """See the module."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def offers(self) -> dict[int, Offer]:
        """By project."""
        found = dict[int, Offer]()
        for project_id in self._connection.execute(sa.select(Project.id)).scalars().all():
            rows = [dict(row) for row in self._connection.execute(settings_query(project_id)).mappings()]
            schemes = Schemes(self._connection, project_id).all(only_active=False)
            found[project_id] = Offer(read_settings(rows), {row.id: row.scheme for row in schemes})
        return found

    def terms(self) -> Iterator[StoredTerms]:
        """Every published version, the oldest first."""
        lines, dues = self._lines(), self._dues()
        rows: Any = self._connection.execute(
            sa.select(
                OrderTerms.id, SaleOrder.number, OrderTerms.project_id, OrderTerms.version, OrderTerms.reason,
                OrderTerms.scheme_id, PriceListLine.total_fen.label("listed_fen"), SaleOrder.subscribed_on,
                SaleOrder.contract_due_on, SaleOrder.contracted_on, OrderTerms.list_total_fen,
                OrderTerms.list_unit_price_fen, OrderTerms.area_cm2, OrderTerms.basis, OrderTerms.total_fen,
                OrderTerms.unit_price_fen,
            )
            .join(SaleOrder, SaleOrder.id == OrderTerms.order_id)
            .outerjoin(
                PriceListLine,
                sa.and_(
                    PriceListLine.price_list_id == OrderTerms.price_list_id,
                    PriceListLine.unit_id == OrderTerms.unit_id,
                ),
            )
            .where(OrderTerms.version <= SaleOrder.terms_version)
            .order_by(OrderTerms.id)
        )  # fmt: skip
        for row in rows:
            working = Working(row.list_total_fen, row.list_unit_price_fen, row.area_cm2, Basis(row.basis),
                              tuple(lines.get(row.id, ())), row.total_fen, row.unit_price_fen)  # fmt: skip
            yield StoredTerms(
                row.number, row.project_id, row.version, row.reason, row.scheme_id, row.listed_fen, row.subscribed_on,
                row.contract_due_on, row.contracted_on, working, tuple(dues.get(row.id, ())),
            )  # fmt: skip

    def _lines(self) -> dict[int, list[Line]]:
        rows: Any = self._connection.execute(
            sa.select(
                WorkingLine.terms_id, WorkingLine.name, WorkingLine.kind, WorkingLine.value, WorkingLine.base_fen,
                WorkingLine.off_fen, WorkingLine.after_fen, WorkingLine.discount_id, WorkingLine.ground,
            ).order_by(WorkingLine.terms_id, WorkingLine.seq)
        )  # fmt: skip
        found = dict[int, list[Line]]()
        for terms_id, *values in rows:
            found.setdefault(terms_id, []).append(Line(*values))
        return found

    def _dues(self) -> dict[int, list[Due]]:
        rows: Any = self._connection.execute(
            sa.select(
                DueItem.terms_id, DueItem.seq, DueItem.item, DueItem.klass, DueItem.name, DueItem.event, DueItem.days,
                DueItem.due_on, DueItem.amount_fen, DueItem.share_millionths, DueItem.node, DueItem.months,
                DueItem.day_kind,
            ).order_by(DueItem.terms_id, DueItem.seq)
        )  # fmt: skip
        found = dict[int, list[Due]]()
        for terms_id, seq, item, klass, name, event, *rest, day_kind in rows:
            values: list[Any] = [seq, item, MoneyClass(klass), name, Event(event), *rest, DayKind(day_kind)]
            found.setdefault(terms_id, []).append(Due(*values))
        return found

    def names(self) -> Iterator[tuple[int, str, frozenset[str]]]:
        """Every customer with the keys that the name is found by."""
        rows: Any = self._connection.execute(sa.select(CustomerNameKey.customer_id, CustomerNameKey.key))
        keys = dict[int, set[str]]()
        for customer_id, key in rows:
            keys.setdefault(customer_id, set()).add(key)
        people: Any = self._connection.execute(sa.select(Customer.id, Customer.name).order_by(Customer.id))
        yield from ((row.id, row.name, frozenset(keys.get(row.id, ()))) for row in people)

    def unit_states(self) -> Iterator[tuple[str, str, str, str]]:
        """Every unit with its state as stored, as launches, holds and orders say, and as its history ends."""
        rows: Any = self._connection.execute(sa.text(_STATES))
        yield from ((unit_label(*row[:3]), *row[3:]) for row in rows)

    def money(self) -> Iterator[tuple[str, str, int, int]]:
        """What does not add up: which rule, of which order, book or receipt, and the two figures that differ (fen,
        except for the numbers of a book)."""
        for rule, query in _MONEY.items():
            rows: Any = self._connection.execute(sa.text(query))
            yield from ((rule, str(row[0]), int(row[1]), int(row[2])) for row in rows)


_STATES = f"""
    SELECT b.name, e.mark, u.number, u.sale_state, COALESCE(
        (SELECT stage FROM sale_order WHERE unit_id = u.id AND {LIVE_STAGES_SQL}),
        (SELECT 'held' FROM hold WHERE unit_id = u.id AND released_at IS NULL),
        (SELECT CASE direction WHEN 'launch' THEN 'available' ELSE 'unlaunched' END
            FROM unit_launch WHERE unit_id = u.id ORDER BY id DESC LIMIT 1),
        'unlaunched'),
        COALESCE((SELECT new_state FROM unit_state_change WHERE unit_id = u.id ORDER BY id DESC LIMIT 1), 'unlaunched')
    FROM unit u JOIN building b ON b.id = u.building_id JOIN entrance e ON e.id = u.entrance_id ORDER BY u.id"""

_KEPT = "NOT EXISTS (SELECT 1 FROM receipt_void v WHERE v.receipt_id = r.id)"
_NAMED = "b.prefix || ' ' || r.number"
_PARTS = """SELECT {named}, r.total_fen, COALESCE((SELECT SUM(amount_fen) FROM {table} WHERE receipt_id = r.id), 0)
    FROM receipt r JOIN receipt_book b ON b.id = r.book_id
    WHERE r.total_fen <> COALESCE((SELECT SUM(amount_fen) FROM {table} WHERE receipt_id = r.id), 0) ORDER BY r.id"""
_MONEY = {
    "lines": _PARTS.format(named=_NAMED, table="receipt_line"),
    "tenders": _PARTS.format(named=_NAMED, table="receipt_tender"),
    "account": f"""SELECT o.number, 0, SUM(r.total_fen) FROM receipt r JOIN sale_order o ON o.id = r.order_id
        WHERE {_KEPT} GROUP BY o.id, o.number HAVING SUM(r.total_fen) < 0 ORDER BY o.id""",
    "reversal": f"""SELECT {_NAMED}, x.total_fen, r.total_fen FROM receipt r JOIN receipt x ON x.id = r.reverses_id
        JOIN receipt_book b ON b.id = r.book_id WHERE r.total_fen <> -x.total_fen ORDER BY r.id""",
    "book": """SELECT b.name || ' (' || b.prefix || ' ' || b.first_no || ' –)', b.next_no - b.first_no,
        COALESCE(COUNT(r.id), 0) FROM receipt_book b
        LEFT JOIN receipt r ON r.book_id = b.id AND r.number BETWEEN b.first_no AND b.next_no - 1
        GROUP BY b.id, b.name, b.prefix, b.first_no, b.next_no HAVING COUNT(r.id) <> b.next_no - b.first_no
        ORDER BY b.id""",
    "beyond": f"""SELECT {_NAMED}, b.next_no - 1, r.number FROM receipt r JOIN receipt_book b ON b.id = r.book_id
        WHERE r.number NOT BETWEEN b.first_no AND b.next_no - 1 ORDER BY r.id""",
    "voided": f"""SELECT {_NAMED}, 0, 1 FROM receipt r JOIN receipt_book b ON b.id = r.book_id
        WHERE NOT {_KEPT} AND EXISTS (SELECT 1 FROM receipt_print p WHERE p.receipt_id = r.id) ORDER BY r.id""",
}
