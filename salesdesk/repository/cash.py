"""Money in and out. The number of an entry is the next of its book, without gaps, taken late and held shortly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.labels import unit_label
from salesdesk.domain.money_items import EntryKind, Method, MoneyClass
from salesdesk.entities import (
    Building,
    Entrance,
    Person,
    Receipt,
    ReceiptBook,
    ReceiptLine,
    ReceiptPrint,
    ReceiptTender,
    ReceiptVoid,
    ReceivingAccount,
    Unit,
)
from salesdesk.repository.at_counter import AtCounter, OpenBook, read_books, read_counter
from salesdesk.repository.touched import Touched


@dataclass(frozen=True)
class EntryLine:
    """What a part of an entry is for; signed fen."""

    item: str
    klass: str
    amount_fen: int
    name: str = ""


@dataclass(frozen=True)
class Tender:
    """How a part of an entry was paid; signed fen."""

    method: str
    amount_fen: int
    reference: str = ""


@dataclass(frozen=True)
class NewEntry:
    """An entry to be written; everything else is stamped by the database."""

    kind: EntryKind
    order_id: int
    unit_id: int
    payer: str
    received_on: date
    lines: tuple[EntryLine, ...]
    tenders: tuple[Tender, ...]
    account_id: int | None = None
    reverses_id: int | None = None
    reason: str = ""
    note: str = ""
    book: str = "receipt"

    @property
    def total_fen(self) -> int:
        return sum(line.amount_fen for line in self.lines)


@dataclass(frozen=True)
class Entry:
    """One entry of an account as it stands in the books."""

    id: int
    number: str
    kind: EntryKind
    order_id: int
    unit_label: str
    total_fen: int
    payer: str
    received_on: date
    business_day: date
    account: str
    account_id: int | None
    reason: str
    note: str
    created_at: datetime
    cashier: str
    voided: bool
    reversed_by: int | None
    reverses_id: int | None
    prints: int
    lines: tuple[EntryLine, ...] = ()
    tenders: tuple[Tender, ...] = ()
    book: str = ""
    """The prefix of its book: every book has its own."""
    place: int = 0
    """Its number within the book."""


@dataclass(frozen=True)
class DrawerLine:
    """What a method brought on a business day."""

    method: str
    kind: EntryKind
    count: int
    amount_fen: int


_REVERSAL = sa.orm.aliased(Receipt, name="reversal")


class Cash:
    """The books of one project."""

    def __init__(self, connection: Connection, project_id: int, touched: Touched) -> None:
        self._connection = connection
        self._project_id = project_id
        self._touched = touched

    def write(self, entry: NewEntry) -> int:
        """Writes an entry with its parts; its id. Nothing is saved when any guard says no."""
        self._touched.orders.add(entry.order_id)
        self._touched.units.add(entry.unit_id)
        book = self._book("refund" if entry.kind is EntryKind.REFUND else entry.book)
        values = {
            "project_id": self._project_id, "book_id": book.id, "kind": entry.kind.value,
            "order_id": entry.order_id, "unit_id": entry.unit_id, "total_fen": entry.total_fen,
            "payer": entry.payer, "received_on": entry.received_on, "account_id": entry.account_id,
            "reverses_id": entry.reverses_id, "reason": entry.reason, "note": entry.note, **self._numbered(book, entry),
        }  # fmt: skip
        receipt_id = int(self._connection.execute(_written(Receipt), values).scalar_one())
        self._parts(ReceiptLine, receipt_id, entry.lines)
        if entry.tenders:
            self._parts(ReceiptTender, receipt_id, entry.tenders)
        return receipt_id

    def at_counter(self, order_id: int) -> AtCounter:
        """What a payment for this order is checked against; the books come along."""
        found = read_counter(self._connection, self._project_id, order_id)
        self.__dict__["_books"] = found.books
        return found

    @cached_property
    def _books(self) -> Mapping[str, OpenBook]:
        return read_books(self._connection, self._project_id)

    def _book(self, kind: str) -> OpenBook:
        if kind not in self._books:
            raise Refusal(mark("The project has no open receipt book yet; the operator sets one up."))
        return self._books[kind]

    def _numbered(self, book: OpenBook, entry: NewEntry) -> dict[str, Any]:
        """Number and business day. PostgreSQL's trigger stamps both under the counter's lock, whatever is sent; SQLite
        has the whole file locked and takes the counter here."""
        if self._connection.dialect.name == "postgresql":
            return {"number": 0, "business_day": book.open_day}
        row: Any = self._connection.execute(
            sa.update(ReceiptBook)
            .where(ReceiptBook.id == book.id)
            .values(next_no=ReceiptBook.next_no + 1)
            .returning(ReceiptBook.next_no - 1, sa.func.date(sa.func.app_now(), "+8 hours"))
        ).one()
        # What came in before the office moved in counts for its own day.
        today = max(book.open_day, date.fromisoformat(row[1]))
        return {"number": row[0], "business_day": entry.received_on if entry.book == "opening" else today}

    def _parts(self, entity: Any, receipt_id: int, parts: Sequence[EntryLine | Tender]) -> None:
        rows = [
            {**part.__dict__, "project_id": self._project_id, "receipt_id": receipt_id, "seq": seq}
            for seq, part in enumerate(parts, 1)
        ]
        self._connection.execute(_written(entity) if len(rows) > 1 else _alone(entity), rows)

    def void(self, receipt_id: int, reason: str) -> None:
        values = {"project_id": self._project_id, "receipt_id": receipt_id, "reason": reason}
        self._connection.execute(sa.insert(ReceiptVoid).values(**values))

    def note_print(self, receipt_id: int, data_sha256: str) -> int:
        """Notes a print before its first byte leaves; which print it is, from 1."""
        copy = self._connection.execute(
            sa.select(sa.func.count()).where(ReceiptPrint.receipt_id == receipt_id)
        ).scalar_one()
        values = {"receipt_id": receipt_id, "copy_no": copy + 1, "data_sha256": data_sha256}
        self._connection.execute(sa.insert(ReceiptPrint).values(project_id=self._project_id, **values))
        return int(copy) + 1

    def entries(self, *conditions: sa.ColumnElement[bool], limit: int | None = None) -> list[Entry]:
        """Entries with their parts, oldest first; newest ones only where a limit is given."""
        prints = sa.select(sa.func.count()).where(ReceiptPrint.receipt_id == Receipt.id).scalar_subquery()
        query = (
            sa.select(
                Receipt.id, ReceiptBook.prefix, Receipt.number, ReceiptBook.digits, Receipt.kind, Receipt.order_id,
                Building.name, Entrance.mark, Unit.number, Receipt.total_fen, Receipt.payer, Receipt.received_on,
                Receipt.business_day, ReceivingAccount.bank, ReceivingAccount.number, Receipt.account_id,
                Receipt.reason, Receipt.note, Receipt.created_at, Person.name, ReceiptVoid.id, _REVERSAL.id,
                Receipt.reverses_id, prints,
            )
            .join(ReceiptBook, ReceiptBook.id == Receipt.book_id)
            .join(Unit, Unit.id == Receipt.unit_id)
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .join(Person, Person.id == Receipt.created_by)
            .outerjoin(ReceivingAccount, ReceivingAccount.id == Receipt.account_id)
            .outerjoin(ReceiptVoid, ReceiptVoid.receipt_id == Receipt.id)
            .outerjoin(_REVERSAL, _REVERSAL.reverses_id == Receipt.id)
            .where(Receipt.project_id == self._project_id, *conditions)
            .order_by(Receipt.id.desc())
        )  # fmt: skip
        rows: Any = self._connection.execute(query.limit(limit) if limit else query).all()
        ids = [row[0] for row in rows]
        lines, tenders = self._lines(ids), self._tenders(ids)
        entries = [self._entry(row, lines.get(row[0], []), tenders.get(row[0], [])) for row in rows]
        return entries[::-1]

    @staticmethod
    def _entry(row: Any, lines: Sequence[EntryLine], tenders: Sequence[Tender]) -> Entry:
        values: list[Any] = [
                row[0], f"{row[1]}{row[2]:0{row[3]}d}", EntryKind(row[4]), row[5], unit_label(row[6], row[7], row[8]),
                *row[9:13], " ".join(part for part in row[13:15] if part), *row[15:20], row[20] is not None,
                row[21], row[22], row[23], tuple(lines), tuple(tenders), row[1], row[2],
        ]  # fmt: skip
        return Entry(*values)

    def _lines(self, ids: Sequence[int]) -> dict[int, list[EntryLine]]:
        found = dict[int, list[EntryLine]]()
        query: Any = sa.select(
            ReceiptLine.receipt_id, ReceiptLine.item, ReceiptLine.klass, ReceiptLine.amount_fen, ReceiptLine.name
        ).where(ReceiptLine.receipt_id.in_(ids))
        for receipt_id, *parts in self._connection.execute(query.order_by(ReceiptLine.id)):
            found.setdefault(receipt_id, []).append(EntryLine(*parts))
        return found

    def _tenders(self, ids: Sequence[int]) -> dict[int, list[Tender]]:
        found = dict[int, list[Tender]]()
        query: Any = sa.select(
            ReceiptTender.receipt_id, ReceiptTender.method, ReceiptTender.amount_fen, ReceiptTender.reference
        ).where(ReceiptTender.receipt_id.in_(ids))
        for receipt_id, *parts in self._connection.execute(query.order_by(ReceiptTender.id)):
            found.setdefault(receipt_id, []).append(Tender(*parts))
        return found

    def entry(self, receipt_id: int) -> Entry:
        found = self.entries(Receipt.id == receipt_id)
        if not found:
            raise Refusal(mark("This receipt does not exist in this project."))
        return found[0]

    def of_order(self, order_id: int) -> list[Entry]:
        return self.entries(Receipt.order_id == order_id)

    def newest(self, limit: int) -> list[Entry]:
        return self.entries(limit=limit)[::-1]

    def of_day(self, day: date) -> list[Entry]:
        return self.entries(Receipt.business_day == day)

    def of_days(self, after: date | None, last: date) -> list[Entry]:
        """The entries of the business days after one up to another; from the beginning where none is named."""
        begun = sa.true() if after is None else Receipt.business_day > after
        return self.entries(begun, Receipt.business_day <= last)

    def sums(self, order_id: int) -> dict[tuple[MoneyClass, str], int]:
        """What came in less what went out, by class and item; fen."""
        rows: Any = self._connection.execute(
            sa.select(ReceiptLine.klass, ReceiptLine.item, sa.func.sum(ReceiptLine.amount_fen))
            .join(Receipt, Receipt.id == ReceiptLine.receipt_id)
            .where(Receipt.order_id == order_id, Receipt.id.not_in(sa.select(ReceiptVoid.receipt_id)))
            .group_by(ReceiptLine.klass, ReceiptLine.item)
        )
        return {(MoneyClass(row[0]), row[1]): int(row[2]) for row in rows}

    def paid_by_loan(self, order_id: int) -> bool:
        """Whether a bank's money for an order is in the books, not undone."""
        found = sa.select(Receipt.id).join(ReceiptTender, ReceiptTender.receipt_id == Receipt.id).where(
            Receipt.order_id == order_id, Receipt.kind == EntryKind.RECEIPT.value,
            ReceiptTender.method == Method.LOAN.value, Receipt.id.not_in(sa.select(ReceiptVoid.receipt_id)),
            ~sa.exists().where(_REVERSAL.reverses_id == Receipt.id),
        )  # fmt: skip
        return self._connection.execute(found.limit(1)).first() is not None

    def same_lately(self, order_id: int, total_fen: int, since: datetime) -> str | None:
        """The number of a receipt of the same order and sum since then, not undone: the cashier is asked."""
        row: Any = self._connection.execute(
            sa.select(ReceiptBook.prefix, Receipt.number, ReceiptBook.digits)
            .join(ReceiptBook, ReceiptBook.id == Receipt.book_id)
            .where(
                Receipt.order_id == order_id, Receipt.total_fen == total_fen, Receipt.created_at >= since,
                Receipt.kind == EntryKind.RECEIPT.value, Receipt.id.not_in(sa.select(ReceiptVoid.receipt_id)),
                ~sa.exists().where(_REVERSAL.reverses_id == Receipt.id),
            )
            .order_by(Receipt.id.desc())
        ).first()  # fmt: skip
        return f"{row[0]}{row[1]:0{row[2]}d}" if row is not None else None


@cache
def _written(entity: Any) -> Any:
    """Put together once: building a statement takes several times as long as sending it."""
    return sa.insert(entity.__table__).returning(entity.id)


@cache
def _alone(entity: Any) -> Any:
    """Without RETURNING, which asks who may read the row: for a single one whose id nobody needs."""
    return sa.insert(entity.__table__).inline()
