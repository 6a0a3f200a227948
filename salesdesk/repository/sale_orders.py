"""Orders as verbs write them: a draft, its terms whole, the terms published; later moves of its stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
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
from salesdesk.repository.one_unit import HEAD_COLUMNS, OrderHead, head_of
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
    """One version of what was agreed, ready to be written."""

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
        newest = self._connection.execute(self._newest(entity, head)).scalar()
        return f"{head}{int(newest[len(head) :]) + 1 if newest else 1:05d}"

    def _newest(self, entity: type[SaleOrder] | type[Quote], head: str) -> sa.Select[Any]:
        if self._connection.dialect.name == "postgresql":
            project = sa.cast(self._project_id, sa.BigInteger)
            of = sa.cast(entity.__tablename__, sa.Text)
            return sa.select(sa.func.newest_number(project, of, sa.cast(head, sa.Text)))
        return sa.select(sa.func.max(entity.number)).where(
            entity.project_id == self._project_id, entity.number.like(f"{head}%")
        )

    def draft(self, number: str, unit_id: int, customer_id: int, consultant_id: int | None, note: str) -> OrderHead:
        """A new order, inside this transaction only; its terms or its reservation follow at once."""
        self._touched.units.add(unit_id)
        values = {"number": number, "unit_id": unit_id, "customer_id": customer_id, "consultant_id": consultant_id}
        insert = sa.insert(SaleOrder).values(project_id=self._project_id, stage=Stage.DRAFT.value, note=note, **values)
        head = head_of(self._connection.execute(insert.returning(*HEAD_COLUMNS)).one())
        self._touched.orders.add(head.id)
        return head

    def write_terms(self, terms: NewTerms) -> int:
        """Writes one version of the terms with all its parts, not yet published."""
        working = terms.working
        values = {
            "order_id": terms.order_id, "version": terms.version, "unit_id": terms.unit_id,
            "scheme_id": terms.scheme_id, "price_list_id": terms.price_list_id,
            "list_total_fen": working.list_total_fen, "list_unit_price_fen": working.list_unit_price_fen,
            "area_cm2": working.area_cm2, "basis": working.basis.value, "total_fen": working.total_fen,
            "unit_price_fen": working.unit_price_fen, "bank": terms.bank, "loan_months": terms.loan_months,
            "reason": terms.reason,
        }  # fmt: skip
        insert = sa.insert(OrderTerms).values(project_id=self._project_id, **values).returning(OrderTerms.id)
        terms_id = int(self._connection.execute(insert).scalar_one())
        self._parts(OrderConsultant, terms_id, [{"person_id": p, "share": s} for p, s in terms.consultants])
        lines = [
            {"discount_id": line.discount_id, "name": line.name, "ground": line.ground, "kind": line.kind,
             "value": line.value, "base_fen": line.base_fen, "off_fen": line.off_fen, "after_fen": line.after_fen}
            for line in working.lines
        ]  # fmt: skip
        self._parts(WorkingLine, terms_id, lines)
        dues = [{**asdict(due), "order_id": terms.order_id} for due in terms.dues]
        self._parts(DueItem, terms_id, dues)
        self._buyers(terms_id, terms.buyers)
        return terms_id

    def _parts(self, entity: Any, terms_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            scope = {"project_id": self._project_id, "terms_id": terms_id}
            # With RETURNING all rows go in one statement; without, each is one of its own.
            numbered = [{"seq": seq, **row, **scope} for seq, row in enumerate(rows, 1)]
            self._connection.execute(sa.insert(entity).returning(entity.id), numbered)

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
        if self._connection.dialect.name == "postgresql":
            call = sa.func.lock_order(sa.cast(self._project_id, sa.BigInteger), sa.cast(order_id, sa.BigInteger))
            self._connection.execute(sa.select(call))
        return self.head(order_id)

    def head(self, order_id: int) -> OrderHead:
        row = self._connection.execute(
            sa.select(*HEAD_COLUMNS).where(SaleOrder.id == order_id, SaleOrder.project_id == self._project_id)
        ).first()
        if row is None:
            raise Refusal(mark("This order does not exist in this project."))
        return head_of(row)

    def move(self, head: OrderHead, stage: Stage, values: Mapping[str, Any]) -> None:
        """Moves an order to a stage and sets what goes with it; the database refuses what the tables do not allow."""
        self._touched.orders.add(head.id)
        self._touched.units.add(head.unit_id)
        self._connection.execute(
            sa.update(SaleOrder)
            .where(SaleOrder.id == head.id, SaleOrder.project_id == self._project_id)
            .values(stage=stage.value, version=SaleOrder.version + 1, **values)
        )

    def cancel(self, head: OrderHead, reason: str) -> None:
        self.move(head, Stage.CANCELLED, {"cancelled_at": sa.func.app_now(), "cancel_reason": reason})

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
