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
from salesdesk.domain.only_for import EVERY_UNIT, OnlyFor, Sited
from salesdesk.domain.pricing import DiscountKind, DiscountStep
from salesdesk.domain.schedules import DayKind, Event, Scheme, SchemeKind, SchemeLine
from salesdesk.domain.settings import ProjectSettings
from salesdesk.entities import Discount, MoneyItem, OrderTerms, PaymentScheme, PaymentSchemeLine
from salesdesk.repository.at_once import AtOnce, Row
from salesdesk.repository.projects import read_settings, settings_query
from salesdesk.repository.sqlite.sight import WHOLE

_LINE_FIELDS = (
    "item", "klass", "event", "name", "months", "days", "day_kind", "share_millionths", "amount_fen", "takes_rest",
    "less_earnest", "parts", "gap_months", "fixed_on", "node",
)  # fmt: skip


@dataclass(frozen=True)
class SchemeRow:
    """A scheme with its id, for choosing. ``replaced``: a later version took its place, and only orders know it."""

    id: int
    scheme: Scheme
    active: bool = True
    version: int = 1
    replaced: bool = False


@dataclass(frozen=True)
class DiscountRow:
    """A discount with what it is tied to."""

    id: int
    step: DiscountStep
    scheme_id: int | None
    valid_from: date | None
    valid_to: date | None
    active: bool = True
    only_for: OnlyFor = EVERY_UNIT

    def applies(self, day: date, scheme_id: int | None, unit: Sited | None) -> bool:
        """Whether the discount may be used on ``day`` with this scheme for this unit; without one, for any."""
        return (
            self.active
            and (unit is None or self.only_for.holds(unit))
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

    def add(self, scheme: Scheme, sort: int, version: int = 1) -> int:
        values = _head(scheme) | {"sort": sort, "version": version}
        scheme_id: int = self._connection.execute(
            sa.insert(PaymentScheme).values(project_id=self._project_id, **values).returning(PaymentScheme.id)
        ).scalar_one()
        self._add_lines(scheme_id, scheme)
        return scheme_id

    def in_use(self, scheme_id: int) -> bool:
        """Whether any order was ever made by the scheme; who sees no orders gets the answer too."""
        if self._connection.dialect.name == "postgresql":
            asked = sa.func.scheme_in_use(sa.cast(scheme_id, sa.BigInteger))
            return bool(self._connection.execute(sa.select(asked)).scalar_one())
        used = sa.exists().where(OrderTerms.scheme_id == scheme_id)
        return bool(self._connection.execute(sa.select(used), execution_options=WHOLE).scalar_one())

    def rewrite(self, scheme_id: int, scheme: Scheme, seen: int) -> bool:
        """Changes a scheme that no order rests on; False when it is no longer the version that was ``seen``."""
        if not self._change(scheme_id, seen, {**_head(scheme), "version": seen + 1}):
            return False
        self._connection.execute(sa.delete(PaymentSchemeLine).where(PaymentSchemeLine.scheme_id == scheme_id))
        self._add_lines(scheme_id, scheme)
        return True

    def replace(self, scheme_id: int, scheme: Scheme, seen: int) -> int | None:
        """Puts a new version in the place of a scheme that orders rest on, discounts that are tied to it included; its
        id, None when it is no longer the version that was ``seen``."""
        place: Any = self._connection.execute(
            sa.select(PaymentScheme.name, PaymentScheme.sort, PaymentScheme.active).where(PaymentScheme.id == scheme_id)
        ).first()
        if place is None:
            return None
        former = {"former_name": place.name, "name": f"{place.name[:40]} #{scheme_id}", "active": False}
        if not self._change(scheme_id, seen, former):
            return None
        new_id = self.add(scheme, place.sort, seen + 1)
        if not place.active:
            self.set_active("scheme", new_id, False)
        tied = sa.update(Discount).where(Discount.scheme_id == scheme_id, Discount.project_id == self._project_id)
        self._connection.execute(tied.values(scheme_id=new_id))
        return new_id

    def _change(self, scheme_id: int, seen: int, values: dict[str, Any]) -> bool:
        changed = self._connection.execute(
            sa.update(PaymentScheme)
            .where(
                PaymentScheme.id == scheme_id, PaymentScheme.project_id == self._project_id,
                PaymentScheme.version == seen, PaymentScheme.former_name.is_(None),
            )
            .values(**values)
        )  # fmt: skip
        return changed.rowcount == 1

    def _add_lines(self, scheme_id: int, scheme: Scheme) -> None:
        rows = [
            {**asdict(line), "project_id": self._project_id, "scheme_id": scheme_id, "seq": seq}
            for seq, line in enumerate(scheme.lines, 1)
        ]
        self._connection.execute(sa.insert(PaymentSchemeLine), rows)

    def discounts(self, *, only_active: bool = True) -> list[DiscountRow]:
        query = _discounts().where(Discount.active) if only_active else _discounts()
        found = AtOnce({"discounts": query}).read(self._connection, project=self._project_id)
        return [_discount(row) for row in found["discounts"]]

    def add_discount(
        self, step: DiscountStep, scheme_id: int | None, valid_from: date | None, valid_to: date | None, sort: int,
        only_for: OnlyFor = EVERY_UNIT,
    ) -> int:  # fmt: skip
        values: dict[str, Any] = {"name": step.name, "kind": step.kind.value, "value": step.value, "sort": sort}
        values |= {"ground": step.ground, "scheme_id": scheme_id, "only_for": only_for.plain()}
        values |= {"valid_from": valid_from, "valid_to": valid_to}
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


def scheme_name() -> sa.Label[str]:
    """The name by which people know a scheme: of an earlier version, the one that it had."""
    return sa.func.coalesce(PaymentScheme.former_name, PaymentScheme.name).label("name")


def _head(scheme: Scheme) -> dict[str, Any]:
    return {"name": scheme.name, "kind": scheme.kind.value, "loan_round_fen": scheme.loan_round_fen}


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
            PaymentScheme.id, scheme_name(), PaymentScheme.kind, PaymentScheme.loan_round_fen, PaymentScheme.active,
            PaymentScheme.version, PaymentScheme.former_name.is_not(None).label("replaced"),
        )
        .where(PaymentScheme.project_id == _PROJECT)
        .order_by(PaymentScheme.sort, PaymentScheme.id)
    )  # fmt: skip


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
            Discount.valid_from, Discount.valid_to, Discount.active, Discount.only_for,
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
            head["version"],
            bool(head["replaced"]),
        )
        for head in heads
    ]


def _line(row: Row) -> SchemeLine:
    values = {name: row[name] for name in _LINE_FIELDS}
    values |= {"klass": MoneyClass(row["klass"]), "event": Event(row["event"]), "day_kind": DayKind(row["day_kind"])}
    return SchemeLine(**values)


def _discount(row: Row) -> DiscountRow:
    step = DiscountStep(row["name"], DiscountKind(row["kind"]), row["value"], row["id"], row["ground"])
    only_for = OnlyFor.of(row["only_for"])
    return DiscountRow(row["id"], step, row["scheme_id"], row["valid_from"], row["valid_to"], row["active"], only_for)
