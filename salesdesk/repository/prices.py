"""Price lists: which version counts now, writing a new one whole, signing it off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.entities import Person, PriceList, PriceListLine, PriceListSignature, UnitFloorPrice
from salesdesk.repository.sqlite.sight import WHOLE


def current_list_id(project_id: int | sa.BindParameter[int]) -> sa.ScalarSelect[Any]:
    """The price list that counts now: the newest signed one whose time has come."""
    return (
        sa.select(PriceList.id)
        .where(
            PriceList.project_id == project_id,
            PriceList.signed_at.is_not(None),
            PriceList.effective_at <= sa.func.app_now(),
        )
        .order_by(PriceList.effective_at.desc(), PriceList.version_no.desc())
        .limit(1)
        .scalar_subquery()
    )


@dataclass(frozen=True)
class PriceRow:
    """What a price list says of one unit, in fen."""

    unit_id: int
    total_fen: int
    unit_price_fen: int
    basis: str
    floor_total_fen: int | None = None


@dataclass(frozen=True)
class PriceListRow:
    """One version, as a list shows it."""

    id: int
    version_no: int
    name: str
    source: str
    effective_at: datetime
    signed_at: datetime | None
    created_by: int
    created_by_name: str
    signatures: tuple[str, ...]
    units: int
    signers: tuple[int, ...] = ()


@dataclass(frozen=True)
class PriceStep:
    """A unit's price in one version: a line of its price history."""

    version_no: int
    name: str
    effective_at: datetime
    total_fen: int
    signed_by: str


class Prices:
    """The price lists of one project."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id
        self._begun_from: int | None = None

    def current(self) -> dict[int, PriceRow]:
        """The price of every unit in the list that counts now. Floor prices are not read here."""
        rows: Any = self._connection.execute(
            sa.select(
                PriceListLine.unit_id, PriceListLine.total_fen, PriceListLine.unit_price_fen, PriceListLine.basis
            ).where(PriceListLine.price_list_id == current_list_id(self._project_id))
        )
        return {row.unit_id: PriceRow(*row) for row in rows}

    def latest_lines(self) -> dict[int, PriceRow]:
        """The lines of the newest version, signed or not, with floor prices: what a revision starts from."""
        newest: Any = self._connection.execute(
            sa.select(PriceList.id, PriceList.version_no).where(PriceList.project_id == self._project_id)
            .order_by(PriceList.version_no.desc()).limit(1)
        ).first()  # fmt: skip
        if self._begun_from is None:
            self._begun_from = newest.version_no if newest is not None else 0
        return self.lines(newest.id) if newest is not None else {}

    def lines(self, price_list_id: int, *, floors: bool = True) -> dict[int, PriceRow]:
        columns = [PriceListLine.unit_id, PriceListLine.total_fen, PriceListLine.unit_price_fen, PriceListLine.basis]
        query: Any = sa.select(*columns).where(PriceListLine.price_list_id == price_list_id)
        if floors:
            query = query.add_columns(UnitFloorPrice.floor_total_fen).outerjoin(
                UnitFloorPrice,
                sa.and_(
                    UnitFloorPrice.price_list_id == PriceListLine.price_list_id,
                    UnitFloorPrice.unit_id == PriceListLine.unit_id,
                ),
            )
        return {row.unit_id: PriceRow(*row) for row in self._connection.execute(query)}

    def add(self, name: str, source: str, effective_at: datetime, lines: Sequence[PriceRow]) -> int:
        """A new version, whole, awaiting its signatures; its id.

        It follows the version that was the newest when this transaction looked first. Where another one has come since,
        its prices would be lost: then the unique rule on the number asks for another try.
        """
        list_id: int = self._connection.execute(
            sa.insert(PriceList)
            .values(project_id=self._project_id, version_no=(self._begun_from or 0) + 1, name=name, source=source,
                    effective_at=effective_at)
            .returning(PriceList.id)
        ).scalar_one()  # fmt: skip
        scope = {"project_id": self._project_id, "price_list_id": list_id}
        if lines:
            self._connection.execute(
                sa.insert(PriceListLine),
                [
                    {**scope, "unit_id": line.unit_id, "total_fen": line.total_fen,
                     "unit_price_fen": line.unit_price_fen, "basis": line.basis}
                    for line in lines
                ],
            )  # fmt: skip
        floors = [
            {**scope, "unit_id": line.unit_id, "floor_total_fen": line.floor_total_fen}
            for line in lines
            if line.floor_total_fen
        ]
        if floors:
            self._connection.execute(sa.insert(UnitFloorPrice), floors)
        return list_id

    def all(self) -> list[PriceListRow]:
        """Every version, newest first, with who entered and who signed it."""
        author = sa.orm.aliased(Person)
        signer = sa.orm.aliased(Person)
        signed: dict[int, list[tuple[str, int]]] = {}
        for list_id, name, person_id in self._connection.execute(
            sa.select(PriceListSignature.price_list_id, signer.name, signer.id)
            .join(signer, signer.id == PriceListSignature.created_by)
            .where(PriceListSignature.project_id == self._project_id)
            .order_by(PriceListSignature.id)
        ):
            signed.setdefault(list_id, []).append((name, person_id))
        counts: Mapping[int, int] = dict(
            self._connection.execute(
                sa.select(PriceListLine.price_list_id, sa.func.count())
                .where(PriceListLine.project_id == self._project_id)
                .group_by(PriceListLine.price_list_id)
            ).all()
        )
        rows: Any = self._connection.execute(
            sa.select(PriceList, author.name.label("author"))
            .join(author, author.id == PriceList.created_by)
            .where(PriceList.project_id == self._project_id)
            .order_by(PriceList.version_no.desc())
            .with_only_columns(
                PriceList.id, PriceList.version_no, PriceList.name, PriceList.source, PriceList.effective_at,
                PriceList.signed_at, PriceList.created_by, author.name.label("author"),
            )
        )  # fmt: skip
        found = list[PriceListRow]()
        for row in rows:
            signatures = signed.get(row.id, [])
            names, people = tuple(name for name, _ in signatures), tuple(person for _, person in signatures)
            values: list[Any] = [*row, names, counts.get(row.id, 0), people]
            found.append(PriceListRow(*values))
        return found

    def sign(self, price_list_id: int) -> int:
        """Adds the signature of the person signed in; how many there are now."""
        scope = {"project_id": self._project_id, "price_list_id": price_list_id}
        self._connection.execute(sa.insert(PriceListSignature).values(**scope))
        return int(
            self._connection.execute(
                sa.select(sa.func.count()).where(PriceListSignature.price_list_id == price_list_id)
            ).scalar_one()
        )

    def make_effective(self, price_list_id: int) -> None:
        """Enough signatures are there: the version counts from its time on, at the earliest from now."""
        self._connection.execute(
            sa.update(PriceList)
            .where(PriceList.id == price_list_id, PriceList.project_id == self._project_id)
            .values(signed_at=sa.func.app_now())
        )

    def history(self, unit_id: int) -> list[PriceStep]:
        """What each signed version said of a unit, newest first."""
        signer = (
            sa.select(sa.func.max(Person.name))
            .join(PriceListSignature, PriceListSignature.created_by == Person.id)
            .where(PriceListSignature.price_list_id == PriceList.id)
            .scalar_subquery()
        )
        rows: Any = self._connection.execute(
            sa.select(PriceList.version_no, PriceList.name, PriceList.effective_at, PriceListLine.total_fen, signer)
            .join(PriceListLine, PriceListLine.price_list_id == PriceList.id)
            .where(PriceListLine.unit_id == unit_id, PriceList.signed_at.is_not(None))
            .order_by(PriceList.version_no.desc())
        )
        return [PriceStep(*(*row[:4], row[4] or "")) for row in rows]

    def keeps_floor(self, unit_id: int, total_fen: int) -> bool:
        """Whether a total is not below the floor price; who may not read floor prices still gets the answer. A server
        says no as well where the role may not agree the total: with one answer for both, it tells no floor below that.
        """
        if self._connection.dialect.name == "postgresql":
            call = sa.func.price_may_be_agreed(
                sa.cast(self._project_id, sa.BigInteger),
                sa.cast(unit_id, sa.BigInteger),
                sa.cast(total_fen, sa.BigInteger),
            )
            return bool(self._connection.execute(sa.select(call)).scalar_one())
        floor = self._connection.execute(
            sa.select(UnitFloorPrice.floor_total_fen).where(
                UnitFloorPrice.unit_id == unit_id,
                UnitFloorPrice.price_list_id == current_list_id(self._project_id),
            ),
            execution_options=WHOLE,
        ).scalar()
        return floor is None or total_fen >= floor
