"""Orders as verbs write them: a draft, its terms whole, the terms published; later moves of its stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.pricing import Working
from salesdesk.domain.schedules import DueItem as Due
from salesdesk.domain.states import Stage
from salesdesk.entities import (
    BuyerIdentity,
    DueItem,
    OrderBuyer,
    OrderConsultant,
    OrderTerms,
    Quote,
    SaleOrder,
    WorkingLine,
)
from salesdesk.repository.one_unit import HEAD_COLUMNS, NO_SUCH_ORDER, OrderHead, head_of
from salesdesk.repository.touched import Touched

_NO_QUOTE = mark("This quote does not exist in this project, or is a colleague's.")


@dataclass(frozen=True)
class Buyer:
    """One buyer as typed; ``share`` in ten-thousandths."""

    name: str
    share: int
    relation: str = ""
    identity_kind: str = ""
    identity_number: str = ""
    identity_masked: str = ""
    telephone: str = ""
    address: str = ""
    customer_id: int | None = None


@dataclass(frozen=True)
class NewTerms:
    """One version of what was agreed, ready to be written. Without buyers, those of the version before stay."""

    order_id: int
    version: int
    unit_id: int
    scheme_id: int
    price_list_id: int
    working: Working
    buyers: tuple[Buyer, ...]
    consultants: tuple[tuple[int, int], ...]
    dues: tuple[Due, ...]
    bank: str = ""
    loan_months: int = 0
    reason: str = "subscription"


class SaleOrders:
    """The orders of one project, for writing."""

    def __init__(self, connection: Connection, project_id: int, touched: Touched) -> None:
        self._connection = connection
        self._project_id = project_id
        self._touched = touched

    def next_number(self, entity: type[SaleOrder] | type[Quote], prefix: str, year: int) -> str:
        """The next number of the year. On PostgreSQL numbers are given one after another, each kept from the others
        until the end of the transaction: desks that sell at the same instant wait for each other, and nobody needs to
        see the orders or quotes of others. On SQLite the whole file is locked."""
        head = f"{prefix}{year}-"
        if self._connection.dialect.name == "postgresql":
            asked = {"project": self._project_id, "what": entity.__tablename__, "head": head}
            newest = self._connection.execute(_newest(), asked).scalar()
        else:
            query = sa.select(sa.func.max(entity.number))
            within = (entity.project_id == self._project_id, entity.number.like(f"{head}%"))
            newest = self._connection.execute(query.where(*within)).scalar()
        return f"{head}{int(newest[len(head) :]) + 1 if newest else 1:05d}"

    def draft(self, number: str, unit_id: int, customer_id: int, consultant_id: int | None, note: str) -> OrderHead:
        """A new order, inside this transaction only; its terms or its reservation follow at once."""
        self._touched.units.add(unit_id)
        values = {
            "project_id": self._project_id, "number": number, "unit_id": unit_id, "customer_id": customer_id,
            "consultant_id": consultant_id, "stage": Stage.DRAFT.value, "note": note,
        }  # fmt: skip
        head = head_of(self._connection.execute(_draft(), values).one())
        self._touched.orders.add(head.id)
        return head

    def write_terms(self, terms: NewTerms) -> int:
        """Writes one version of the terms with all its parts, not yet published."""
        working = terms.working
        values = {
            "project_id": self._project_id, "order_id": terms.order_id, "version": terms.version,
            "unit_id": terms.unit_id, "scheme_id": terms.scheme_id, "price_list_id": terms.price_list_id,
            "list_total_fen": working.list_total_fen, "list_unit_price_fen": working.list_unit_price_fen,
            "area_cm2": working.area_cm2, "basis": working.basis.value, "total_fen": working.total_fen,
            "unit_price_fen": working.unit_price_fen, "bank": terms.bank, "loan_months": terms.loan_months,
            "reason": terms.reason,
        }  # fmt: skip
        terms_id = int(self._connection.execute(_part(OrderTerms), values).scalar_one())
        self._parts(OrderConsultant, terms_id, [{"person_id": p, "share": s} for p, s in terms.consultants])
        lines = [
            {"discount_id": line.discount_id, "name": line.name, "ground": line.ground, "kind": line.kind,
             "value": line.value, "base_fen": line.base_fen, "off_fen": line.off_fen, "after_fen": line.after_fen}
            for line in working.lines
        ]  # fmt: skip
        self._parts(WorkingLine, terms_id, lines)
        dues = [{**asdict(due), "order_id": terms.order_id} for due in terms.dues]
        self._parts(DueItem, terms_id, dues)
        if terms.buyers:
            self._buyers(terms_id, terms.buyers)
        else:
            self._copy_buyers(terms_id, terms)
        return terms_id

    def _copy_buyers(self, terms_id: int, terms: NewTerms) -> None:
        """The buyers of the version before, with their identity papers as far as the person may see those."""
        before = sa.select(OrderTerms.id).where(
            OrderTerms.order_id == terms.order_id, OrderTerms.version == terms.version - 1
        )
        names = (
            "project_id", "seq", "customer_id", "name", "relation", "identity_masked", "telephone", "address", "share",
        )  # fmt: skip
        columns = [getattr(OrderBuyer, name) for name in names]
        old = sa.select(sa.literal(terms_id), *columns).where(OrderBuyer.terms_id == before.scalar_subquery())
        self._connection.execute(sa.insert(OrderBuyer).from_select(["terms_id", *names], old))
        was, now = sa.orm.aliased(OrderBuyer), sa.orm.aliased(OrderBuyer)
        papers = (
            sa.select(BuyerIdentity.project_id, now.id, BuyerIdentity.kind, BuyerIdentity.number)
            .select_from(BuyerIdentity)
            .join(was, sa.and_(was.id == BuyerIdentity.buyer_id, was.terms_id == before.scalar_subquery()))
            .join(now, sa.and_(now.seq == was.seq, now.terms_id == terms_id))
        )
        into = ["project_id", "buyer_id", "kind", "number"]
        self._connection.execute(sa.insert(BuyerIdentity).from_select(into, papers))

    def _parts(self, entity: Any, terms_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            scope = {"project_id": self._project_id, "terms_id": terms_id}
            numbered = [{"seq": seq, **row, **scope} for seq, row in enumerate(rows, 1)]
            self._connection.execute(_part(entity) if len(numbered) > 1 else _alone(entity), numbered)

    def _buyers(self, terms_id: int, buyers: Sequence[Buyer]) -> None:
        fields = ("customer_id", "name", "relation", "identity_masked", "telephone", "address", "share")
        self._parts(OrderBuyer, terms_id, [{name: getattr(buyer, name) for name in fields} for buyer in buyers])
        if not any(buyer.identity_number for buyer in buyers):
            return
        by_seq = self._connection.execute(
            sa.select(OrderBuyer.seq, OrderBuyer.id).where(OrderBuyer.terms_id == terms_id)
        )
        ids = {row.seq: row.id for row in by_seq}
        rows = [
            {"project_id": self._project_id, "buyer_id": ids[seq], "kind": buyer.identity_kind,
             "number": buyer.identity_number}
            for seq, buyer in enumerate(buyers, 1)
            if buyer.identity_number
        ]  # fmt: skip
        self._connection.execute(sa.insert(BuyerIdentity), rows)

    def lock(self, order_id: int) -> OrderHead:
        """Locks the order until the end of the transaction and says where it stands."""
        self.keep(order_id)
        return self.head(order_id)

    def keep(self, order_id: int) -> None:
        """Locks the order until the end of the transaction, for another question that follows. On SQLite the
        transaction itself is the lock."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_lock(), {"project": self._project_id, "order": order_id})

    def head(self, order_id: int) -> OrderHead:
        row = self._connection.execute(_head(), {"project": self._project_id, "order": order_id}).first()
        if row is None:
            raise Refusal(NO_SUCH_ORDER)
        return head_of(row)

    def move(self, head: OrderHead, stage: Stage, values: Mapping[str, Any]) -> None:
        """Moves an order to a stage and sets what goes with it; the database refuses what the tables do not allow."""
        self._touched.orders.add(head.id)
        self._touched.units.add(head.unit_id)
        which = {"of_project": self._project_id, "of_order": head.id}
        self._connection.execute(_move(stage is Stage.CANCELLED), {"stage": stage.value, **values, **which})

    def cancel(self, head: OrderHead, reason: str) -> None:
        self.move(head, Stage.CANCELLED, {"cancel_reason": reason})

    def add_quote(
        self, number: str, unit_id: int, customer_id: int | None, choices: Mapping[str, Any], total_fen: int
    ) -> int:
        values = {"number": number, "unit_id": unit_id, "customer_id": customer_id, "choices": dict(choices)}
        insert = sa.insert(Quote).values(project_id=self._project_id, total_fen=total_fen, **values)
        return int(self._connection.execute(insert.returning(Quote.id)).scalar_one())

    def quote_number(self, quote_id: int) -> str:
        query = sa.select(Quote.number).where(Quote.id == quote_id, Quote.project_id == self._project_id)
        number = self._connection.execute(query).scalar()
        if number is None:
            raise Refusal(_NO_QUOTE)
        return str(number)

    def quote_choices(self, quote_id: int) -> tuple[int, int | None, dict[str, Any]]:
        """Unit, customer and choices of a quote: what a subscription starts from."""
        row = self._connection.execute(
            sa.select(Quote.unit_id, Quote.customer_id, Quote.choices).where(
                Quote.id == quote_id, Quote.project_id == self._project_id
            )
        ).first()
        if row is None:
            raise Refusal(_NO_QUOTE)
        return row.unit_id, row.customer_id, row.choices


# Put together once: building a statement takes several times as long as sending it.
_ORDERS: Any = SaleOrder.__table__


@cache
def _newest() -> sa.Select[*tuple[Any, ...]]:
    project_id = sa.bindparam("project", type_=sa.BigInteger)
    texts = (sa.cast(sa.bindparam(name), sa.Text) for name in ("what", "head"))
    return sa.select(sa.func.newest_number(project_id, *texts))


@cache
def _lock() -> sa.Select[*tuple[Any, ...]]:
    project_id, order_id = sa.bindparam("project", type_=sa.BigInteger), sa.bindparam("order", type_=sa.BigInteger)
    return sa.select(sa.func.lock_order(project_id, order_id))


@cache
def _head() -> sa.Select[*tuple[Any, ...]]:
    project_id, order_id = sa.bindparam("project", type_=sa.BigInteger), sa.bindparam("order", type_=sa.BigInteger)
    return sa.select(*HEAD_COLUMNS).where(SaleOrder.id == order_id, SaleOrder.project_id == project_id)


@cache
def _draft() -> Any:
    return sa.insert(_ORDERS).returning(*HEAD_COLUMNS)


@cache
def _part(entity: Any) -> Any:
    """With RETURNING all rows go in one statement; without, each is one of its own."""
    return sa.insert(entity.__table__).returning(entity.id)


@cache
def _alone(entity: Any) -> Any:
    """Without RETURNING, which asks who may read the row: for a single one whose id nobody needs."""
    return sa.insert(entity.__table__).inline()


@cache
def _move(cancelled: bool) -> Any:
    which = (
        SaleOrder.id == sa.bindparam("of_order", type_=sa.BigInteger),
        SaleOrder.project_id == sa.bindparam("of_project", type_=sa.BigInteger),
    )
    update = sa.update(_ORDERS).where(*which).values(version=SaleOrder.version + 1)
    return update.values(cancelled_at=sa.func.app_now()) if cancelled else update
