"""Payment schemes, discounts and money items of a project, read as the domain works with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.money_items import MoneyItem as Item
from salesdesk.domain.pricing import DiscountKind, DiscountStep
from salesdesk.domain.schedules import DayKind, Event, Scheme, SchemeKind, SchemeLine
from salesdesk.domain.settings import ProjectSettings
from salesdesk.entities import Discount, MoneyItem, PaymentScheme, PaymentSchemeLine
from salesdesk.repository.at_once import AtOnce, Row
from salesdesk.repository.projects import read_settings, settings_query

_LINE_FIELDS = (
    "item", "klass", "event", "name", "months", "days", "day_kind", "share_millionths", "amount_fen", "takes_rest",
    "less_earnest", "parts", "gap_months", "fixed_on", "node",
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


@dataclass(frozen=True)
class Offers:
    """What a project offers today: schemes, discounts, and the settings by which a price is worked out."""

    schemes: tuple[SchemeRow, ...]
    discounts: tuple[DiscountRow, ...]
    settings: ProjectSettings


class Schemes:
    """See the module."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def offers(self) -> Offers:
        """Everything in use that a deal is worked out from, in one question."""
        found = _offers().read(self._connection, project=self._project_id)
        return Offers(
            tuple(_schemes(found["heads"], found["lines"])),
            tuple(_discount(row) for row in found["discounts"]),
            read_settings(found["settings"]),
        )

    def all(self, *, only_active: bool = True) -> list[SchemeRow]:
        """The schemes in the office's order, each with its lines."""
        heads = _heads().where(PaymentScheme.active) if only_active else _heads()
        found = AtOnce({"heads": heads, "lines": _lines()}).read(self._connection, project=self._project_id)
        return _schemes(found["heads"], found["lines"])

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
        query = _discounts().where(Discount.active) if only_active else _discounts()
        found = AtOnce({"discounts": query}).read(self._connection, project=self._project_id)
        return [_discount(row) for row in found["discounts"]]

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


_PROJECT = sa.bindparam("project", type_=sa.BigInteger)


@cache
def _offers() -> AtOnce:
    return AtOnce(
        {
            "heads": _heads().where(PaymentScheme.active),
            "lines": _lines(),
            "discounts": _discounts().where(Discount.active),
            "settings": settings_query(_PROJECT),
        }
    )


def _heads() -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            PaymentScheme.id, PaymentScheme.name, PaymentScheme.kind, PaymentScheme.loan_round_fen, PaymentScheme.active
        )
        .where(PaymentScheme.project_id == _PROJECT)
        .order_by(PaymentScheme.sort, PaymentScheme.id)
    )


def _lines() -> sa.Select[*tuple[Any, ...]]:
    columns = [getattr(PaymentSchemeLine, name) for name in _LINE_FIELDS]
    return (
        sa.select(PaymentSchemeLine.scheme_id, *columns)
        .where(PaymentSchemeLine.project_id == _PROJECT)
        .order_by(PaymentSchemeLine.scheme_id, PaymentSchemeLine.seq)
    )


def _discounts() -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Discount.id, Discount.name, Discount.kind, Discount.value, Discount.ground, Discount.scheme_id,
            Discount.valid_from, Discount.valid_to, Discount.active,
        )
        .where(Discount.project_id == _PROJECT)
        .order_by(Discount.sort, Discount.id)
    )  # fmt: skip


def _schemes(heads: Iterable[Row], lines: Iterable[Row]) -> list[SchemeRow]:
    of_scheme = dict[int, list[SchemeLine]]()
    for row in lines:
        of_scheme.setdefault(row["scheme_id"], []).append(_line(row))
    return [
        SchemeRow(
            head["id"],
            Scheme(
                head["name"], SchemeKind(head["kind"]), tuple(of_scheme.get(head["id"], ())), head["loan_round_fen"]
            ),
            head["active"],
        )
        for head in heads
    ]


def _line(row: Row) -> SchemeLine:
    values = {name: row[name] for name in _LINE_FIELDS}
    values |= {"klass": MoneyClass(row["klass"]), "event": Event(row["event"]), "day_kind": DayKind(row["day_kind"])}
    return SchemeLine(**values)


def _discount(row: Row) -> DiscountRow:
    step = DiscountStep(row["name"], DiscountKind(row["kind"]), row["value"], row["id"], row["ground"])
    return DiscountRow(row["id"], step, row["scheme_id"], row["valid_from"], row["valid_to"], row["active"])
