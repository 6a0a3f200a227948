"""Payment schemes, discounts and money items of a project, read as the domain works with them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.money_items import MoneyItem as Item
from salesdesk.domain.pricing import DiscountKind, DiscountStep
from salesdesk.domain.schedules import DayKind, Event, Scheme, SchemeKind, SchemeLine
from salesdesk.entities import Discount, MoneyItem, PaymentScheme, PaymentSchemeLine

_LINE_FIELDS = (
    "item", "klass", "event", "name", "months", "days", "day_kind", "share_millionths", "amount_fen", "takes_rest",
    "less_earnest", "parts", "gap_months", "fixed_on",
)  # fmt: skip


@dataclass(frozen=True)
class SchemeRow:
    """A scheme with its id, for choosing."""

    id: int
    scheme: Scheme
    active: bool = True


@dataclass(frozen=True)
class DiscountRow:
    """A discount with what it is tied to."""

    id: int
    step: DiscountStep
    scheme_id: int | None
    valid_from: date | None
    valid_to: date | None
    active: bool = True

    def applies(self, day: date, scheme_id: int | None) -> bool:
        """Whether the discount may be used on ``day`` with this scheme."""
        return (
            self.active
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
            and (self.scheme_id is None or self.scheme_id == scheme_id)
        )


class Schemes:
    """See the module."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def all(self, *, only_active: bool = True) -> list[SchemeRow]:
        """The schemes in the office's order, each with its lines."""
        lines = dict[int, list[SchemeLine]]()
        columns = [getattr(PaymentSchemeLine, name) for name in _LINE_FIELDS]
        for row in self._connection.execute(
            sa.select(PaymentSchemeLine.scheme_id, *columns)
            .where(PaymentSchemeLine.project_id == self._project_id)
            .order_by(PaymentSchemeLine.scheme_id, PaymentSchemeLine.seq)
        ).mappings():
            lines.setdefault(row["scheme_id"], []).append(_line(row))
        heads = sa.select(
            PaymentScheme.id, PaymentScheme.name, PaymentScheme.kind, PaymentScheme.loan_round_fen, PaymentScheme.active
        ).where(PaymentScheme.project_id == self._project_id)
        if only_active:
            heads = heads.where(PaymentScheme.active)
        found = list[SchemeRow]()
        for head in self._connection.execute(heads.order_by(PaymentScheme.sort, PaymentScheme.id)):
            scheme = Scheme(head.name, SchemeKind(head.kind), tuple(lines.get(head.id, ())), head.loan_round_fen)
            found.append(SchemeRow(head.id, scheme, head.active))
        return found

    def add(self, scheme: Scheme, sort: int) -> int:
        values = {"name": scheme.name, "kind": scheme.kind.value, "loan_round_fen": scheme.loan_round_fen, "sort": sort}
        scheme_id: int = self._connection.execute(
            sa.insert(PaymentScheme).values(project_id=self._project_id, **values).returning(PaymentScheme.id)
        ).scalar_one()
        rows = [
            {**asdict(line), "project_id": self._project_id, "scheme_id": scheme_id, "seq": seq}
            for seq, line in enumerate(scheme.lines, 1)
        ]
        self._connection.execute(sa.insert(PaymentSchemeLine), rows)
        return scheme_id

    def discounts(self, *, only_active: bool = True) -> list[DiscountRow]:
        query = sa.select(
            Discount.id, Discount.name, Discount.kind, Discount.value, Discount.ground, Discount.scheme_id,
            Discount.valid_from, Discount.valid_to, Discount.active,
        ).where(Discount.project_id == self._project_id)  # fmt: skip
        if only_active:
            query = query.where(Discount.active)
        return [
            DiscountRow(
                row.id, DiscountStep(row.name, DiscountKind(row.kind), row.value, row.id, row.ground), row.scheme_id,
                row.valid_from, row.valid_to, row.active,
            )
            for row in self._connection.execute(query.order_by(Discount.sort, Discount.id))
        ]  # fmt: skip

    def add_discount(
        self, step: DiscountStep, scheme_id: int | None, valid_from: date | None, valid_to: date | None, sort: int
    ) -> int:
        values = {"name": step.name, "kind": step.kind.value, "value": step.value, "ground": step.ground}
        values |= {"scheme_id": scheme_id, "valid_from": valid_from, "valid_to": valid_to, "sort": sort}  # type: ignore[dict-item]
        insert = sa.insert(Discount).values(project_id=self._project_id, **values).returning(Discount.id)
        return int(self._connection.execute(insert).scalar_one())

    def set_active(self, kind: str, row_id: int, active: bool) -> None:
        entity: Any = Discount if kind == "discount" else PaymentScheme
        self._connection.execute(
            sa.update(entity).where(entity.id == row_id, entity.project_id == self._project_id).values(active=active)
        )

    def items(self) -> list[Item]:
        """What money may be taken for, in the office's order."""
        rows: Any = self._connection.execute(
            sa.select(MoneyItem.code, MoneyItem.klass, MoneyItem.name)
            .where(MoneyItem.project_id == self._project_id, MoneyItem.active)
            .order_by(MoneyItem.sort)
        )
        return [Item(row.code, MoneyClass(row.klass), row.name) for row in rows]


def _line(row: Any) -> SchemeLine:
    values = {name: row[name] for name in _LINE_FIELDS}
    values |= {"klass": MoneyClass(row["klass"]), "event": Event(row["event"]), "day_kind": DayKind(row["day_kind"])}
    return SchemeLine(**values)
