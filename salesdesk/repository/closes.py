"""Business days of a project: which are closed, what each holds, what was printed between two closes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.entities import Person, Receipt, ReceiptBook, ReceiptPrint, ReceiptVoid, Seal
from salesdesk.repository.seal_sums import SealRow


@dataclass(frozen=True)
class Close:
    """The close of a business day: its seal, when, and by whom."""

    seal: SealRow
    at: datetime
    by: str


@dataclass(frozen=True)
class DaySum:
    """What a business day holds: entries, void ones too, and what they come to without those; fen."""

    entries: int
    net_fen: int


@dataclass(frozen=True)
class Prints:
    """What left between two moments: how many prints, how many of them copies of an earlier one."""

    count: int
    again: int


class Closes:
    """See the module."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def open_day(self) -> date | None:
        """The first business day that is not closed; None for a project without books."""
        books = sa.select(sa.func.max(ReceiptBook.open_day)).where(ReceiptBook.project_id == self._project_id)
        day: date | None = self._connection.execute(books).scalar()
        return day

    def business_day(self, today: date) -> date:
        """The day that money counts for now: today, or the day after it once today is closed."""
        return max(today, self.open_day() or today)

    def all(self) -> list[Close]:
        """Every close, the first one first."""
        return self._closes()

    def last(self) -> Close | None:
        found = self._closes(newest=True)
        return found[0] if found else None

    def of_seal(self, seal_id: int) -> Close:
        """The close that a seal belongs to.

        Raises:
            Refusal: there is no such seal in the project.
        """
        found = self._closes(Seal.id == seal_id)
        if not found:
            raise Refusal(mark("This business day was not closed in this project."))
        return found[0]

    def before(self, close: Close) -> Close | None:
        """The close before this one."""
        found = self._closes(Seal.number < close.seal.number, newest=True)
        return found[0] if found else None

    def _closes(self, *conditions: sa.ColumnElement[bool], newest: bool = False) -> list[Close]:
        columns = (Seal.id, Seal.project_id, Seal.number, Seal.day, Seal.rows, Seal.previous_sha256, Seal.sha256)
        query = (
            sa.select(*columns, Seal.created_at, Person.name)
            .outerjoin(Person, Person.id == Seal.created_by)
            .where(Seal.project_id == self._project_id, *conditions)
        )
        ordered = query.order_by(Seal.number.desc()).limit(1) if newest else query.order_by(Seal.number)
        rows: Any = self._connection.execute(ordered)
        return [Close(SealRow(*row[:7]), row[7], row[8] or "") for row in rows]

    def by_day(self) -> dict[date, DaySum]:
        """Every business day that holds anything, the first one first."""
        counted = sa.case((ReceiptVoid.id.is_(None), Receipt.total_fen), else_=0)
        rows: Any = self._connection.execute(
            sa.select(Receipt.business_day, sa.func.count(), sa.func.sum(counted))
            .outerjoin(ReceiptVoid, ReceiptVoid.receipt_id == Receipt.id)
            .where(Receipt.project_id == self._project_id)
            .group_by(Receipt.business_day)
            .order_by(Receipt.business_day)
        )
        return {row[0]: DaySum(row[1], int(row[2])) for row in rows}

    def prints(self, after: datetime | None, until: datetime | None) -> Prints:
        """What left after one moment and up to another; from the beginning, or up to now, where none is named."""
        copies = sa.select(sa.func.count(), sa.func.count().filter(ReceiptPrint.copy_no > 1))
        row: Any = self._connection.execute(self._within(copies, after, until)).one()
        return Prints(int(row[0]), int(row[1]))

    def printed(self, receipt_ids: Sequence[int], until: datetime | None) -> Mapping[int, int]:
        """How often each of these entries had been printed by a moment."""
        query = self._within(sa.select(ReceiptPrint.receipt_id, sa.func.count()), None, until)
        rows: Any = self._connection.execute(
            query.where(ReceiptPrint.receipt_id.in_(receipt_ids)).group_by(ReceiptPrint.receipt_id)
        )
        return {row[0]: int(row[1]) for row in rows}

    def _within(self, query: Any, after: datetime | None, until: datetime | None) -> Any:
        query = query.where(ReceiptPrint.project_id == self._project_id)
        query = query if after is None else query.where(ReceiptPrint.created_at > after)
        return query if until is None else query.where(ReceiptPrint.created_at <= until)
