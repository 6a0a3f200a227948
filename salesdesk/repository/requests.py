"""Requests and their answers: written once, answered by others, closed by whoever carries them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.requests import OPEN_STATES, SPECIAL, RequestKind, RequestState, needed_roles
from salesdesk.entities import Person, Request, RequestAnswer, RequestIdentity, RequestPrice
from salesdesk.repository.guard_rules import GUARD_SENTENCES
from salesdesk.repository.touched import Touched


@dataclass(frozen=True)
class NewRequest:
    """A request to be written. ``prices``: the totals that it asks for, by unit; ``asked``, ``sheet``: plain data."""

    kind: RequestKind
    subject: str
    reason: str
    asked: Mapping[str, Any]
    sheet: Mapping[str, Any]
    order_id: int | None = None
    unit_id: int | None = None
    target_unit_id: int | None = None
    customer_id: int | None = None
    receipt_id: int | None = None
    prices: Mapping[int, int] | None = None


@dataclass(frozen=True)
class Answer:
    """What somebody answered, as which role."""

    office_role: OfficeRole
    agrees: bool
    words: str
    at: datetime
    person_id: int
    person: str


@dataclass(frozen=True)
class RequestRow:
    """A request as lists show it."""

    id: int
    number: str
    kind: RequestKind
    state: RequestState
    needs: tuple[OfficeRole, ...]
    subject: str
    reason: str
    order_id: int | None
    unit_id: int | None
    target_unit_id: int | None
    customer_id: int | None
    receipt_id: int | None
    asked_at: datetime
    asked_by_id: int
    asked_by: str
    decided_at: datetime | None
    closed_at: datetime | None
    closed_by: str
    closing_words: str
    version: int


@dataclass(frozen=True)
class RequestDetail:
    """A request in full."""

    row: RequestRow
    asked: dict[str, Any]
    sheet: dict[str, Any]
    answers: tuple[Answer, ...]


_OPEN = tuple(sorted(state.value for state in OPEN_STATES))
_SPECIAL = tuple(sorted(kind.value for kind in SPECIAL))
_CLOSER = sa.orm.aliased(Person, name="closer")


def _rows() -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Request.id, Request.number, Request.kind, Request.state, Request.needs, Request.subject, Request.reason,
            Request.order_id, Request.unit_id, Request.target_unit_id, Request.customer_id, Request.receipt_id,
            Request.created_at, Request.created_by, Person.name, Request.decided_at, Request.closed_at,
            sa.func.coalesce(_CLOSER.name, ""), Request.closing_words, Request.version,
        )
        .join(Person, Person.id == Request.created_by)
        .outerjoin(_CLOSER, _CLOSER.id == Request.closed_by)
    )  # fmt: skip


def _row(row: Any) -> RequestRow:
    kind, state, needs = RequestKind(row[2]), RequestState(row[3]), needed_roles(row[4])
    return RequestRow(row[0], row[1], kind, state, needs, *row[5:20])


class Requests:
    """The requests of one project, as far as the person sees them."""

    def __init__(self, connection: Connection, project_id: int, touched: Touched) -> None:
        self._connection = connection
        self._project_id = project_id
        self._touched = touched

    def add(self, new: NewRequest) -> int:
        """Writes a request; the database says whose agreement it needs, and whether it needs any."""
        self._touch(new.order_id, new.unit_id, new.target_unit_id)
        if new.customer_id is not None:
            self._touched.customers.add(new.customer_id)
        self._touch_all(new.order_id, new.unit_id, new.customer_id)
        values = {
            "number": self._number(), "kind": new.kind.value, "subject": new.subject, "reason": new.reason,
            "asked": dict(new.asked), "sheet": dict(new.sheet), "order_id": new.order_id, "unit_id": new.unit_id,
            "target_unit_id": new.target_unit_id, "customer_id": new.customer_id, "receipt_id": new.receipt_id,
        }  # fmt: skip
        insert = sa.insert(Request).values(project_id=self._project_id, **values).returning(Request.id)
        request_id = int(self._connection.execute(insert).scalar_one())
        if new.prices:
            scope = {"project_id": self._project_id, "request_id": request_id}
            rows = [{**scope, "unit_id": unit, "total_fen": total} for unit, total in new.prices.items()]
            self._connection.execute(sa.insert(RequestPrice), rows)
        return request_id

    def _number(self) -> str:
        """The next number of the year. PostgreSQL's trigger stamps it under a lock, whatever is sent; SQLite has the
        whole file locked."""
        if self._connection.dialect.name == "postgresql":
            return ""
        year = self._connection.execute(sa.select(sa.func.strftime("%Y", sa.func.app_now(), "+8 hours"))).scalar()
        head = f"SQ{year}-"
        newest = self._connection.execute(
            sa.select(sa.func.max(Request.number)).where(
                Request.project_id == self._project_id, Request.number.like(f"{head}%")
            )
        ).scalar()
        return f"{head}{int(newest[len(head) :]) + 1 if newest else 1:05d}"

    def lock(self, request_id: int) -> RequestDetail:
        """The request in full, kept from others until the end of the transaction where the database has row locks."""
        found = self._read(request_id, lock=self._connection.dialect.name == "postgresql")
        return replace(found, answers=self._answers(request_id))

    def plain(self, request_id: int) -> RequestDetail:
        """The request without its answers: for who carries out what was agreed to."""
        return self._read(request_id, lock=False)

    def detail(self, request_id: int) -> RequestDetail:
        return replace(self._read(request_id, lock=False), answers=self._answers(request_id))

    def _read(self, request_id: int, *, lock: bool) -> RequestDetail:
        query = _rows().add_columns(Request.asked, Request.sheet)
        query = query.where(Request.id == request_id, Request.project_id == self._project_id)
        if lock:
            query = query.with_for_update(of=Request)
        row: Any = self._connection.execute(query).first()
        if row is None:
            raise Refusal(mark("This request does not exist in this project."))
        return RequestDetail(_row(row), row[20], row[21], ())

    def _answers(self, request_id: int) -> tuple[Answer, ...]:
        rows: Any = self._connection.execute(
            sa.select(
                RequestAnswer.office_role, RequestAnswer.agrees, RequestAnswer.words, RequestAnswer.created_at,
                RequestAnswer.created_by, Person.name,
            )
            .join(Person, Person.id == RequestAnswer.created_by)
            .where(RequestAnswer.request_id == request_id)
            .order_by(RequestAnswer.id)
        )  # fmt: skip
        return tuple(Answer(OfficeRole(row[0]), row[1], row[2], row[3], row[4], row[5]) for row in rows)

    def answers_of(self, request_ids: Sequence[int]) -> dict[int, tuple[Answer, ...]]:
        """The answers of many requests, oldest first."""
        if not request_ids:
            return {}
        rows: Any = self._connection.execute(
            sa.select(
                RequestAnswer.request_id, RequestAnswer.office_role, RequestAnswer.agrees, RequestAnswer.words,
                RequestAnswer.created_at, RequestAnswer.created_by, Person.name,
            )
            .join(Person, Person.id == RequestAnswer.created_by)
            .where(RequestAnswer.request_id.in_(request_ids))
            .order_by(RequestAnswer.id)
        )  # fmt: skip
        found = dict[int, tuple[Answer, ...]]()
        for row in rows:
            found[row[0]] = (*found.get(row[0], ()), Answer(OfficeRole(row[1]), *row[2:]))
        return found

    def listed(self, *conditions: sa.ColumnElement[bool], limit: int = 300) -> list[RequestRow]:
        query = _rows().where(Request.project_id == self._project_id, *conditions)
        return [_row(row) for row in self._connection.execute(query.order_by(Request.id.desc()).limit(limit))]

    def in_states(self, states: Sequence[RequestState], limit: int = 300) -> list[RequestRow]:
        return self.listed(Request.state.in_([state.value for state in states]), limit=limit)

    def of_order(self, order_id: int) -> list[RequestRow]:
        """Every request about an order, newest first."""
        return self.listed(Request.order_id == order_id)

    def of_kind(self, kind: RequestKind) -> list[RequestRow]:
        """Every request of a kind, newest first."""
        return self.listed(Request.kind == kind.value, limit=100_000)

    def carried_out(self, first: date, last: date) -> list[RequestDetail]:
        """The special transactions that were carried out between two days of the office, oldest first, with sheets."""
        begins = datetime.combine(first, time(), SHANGHAI)
        ends = datetime.combine(last + timedelta(days=1), time(), SHANGHAI)
        query = (
            _rows()
            .add_columns(Request.sheet)
            .where(
                Request.project_id == self._project_id, Request.kind.in_(_SPECIAL),
                Request.state == RequestState.DONE.value, Request.closed_at >= begins, Request.closed_at < ends,
            )
            .order_by(Request.closed_at, Request.id)
        )  # fmt: skip
        return [RequestDetail(_row(row), {}, row[20], ()) for row in self._connection.execute(query)]

    def asked_by(self, person_id: int, limit: int = 300) -> list[RequestRow]:
        return self.listed(Request.created_by == person_id, limit=limit)

    def open_special(self, order_id: int) -> RequestRow | None:
        """The special transaction of an order that is under way."""
        found = self.listed(Request.order_id == order_id, Request.kind.in_(_SPECIAL), Request.state.in_(_OPEN), limit=1)
        return found[0] if found else None

    def aims_at(self, unit_id: int) -> RequestRow | None:
        """The swap under way that wants this unit."""
        found = self.listed(Request.target_unit_id == unit_id, Request.state.in_(_OPEN), limit=1)
        return found[0] if found else None

    def prices(self, request_id: int) -> dict[int, int]:
        """The totals that a request asks for, by unit."""
        query = sa.select(RequestPrice.unit_id, RequestPrice.total_fen).where(RequestPrice.request_id == request_id)
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def agreed_price(self, unit_id: int, total_fen: int, customer_id: int | None = None) -> RequestRow | None:
        """The agreed request that allows this total on this unit; to this customer, where one is named."""
        others = () if customer_id is None else (
            sa.or_(Request.customer_id.is_(None), Request.customer_id == customer_id),
        )  # fmt: skip
        return self._price(unit_id, total_fen, RequestState.AGREED, *others)

    def asked_price(self, unit_id: int, total_fen: int) -> RequestRow | None:
        """The request for this total on this unit that waits for its answer."""
        return self._price(unit_id, total_fen, RequestState.ASKED)

    def _price(
        self, unit_id: int, total_fen: int, state: RequestState, *others: sa.ColumnElement[bool]
    ) -> RequestRow | None:
        named = sa.select(RequestPrice.request_id).where(
            RequestPrice.unit_id == unit_id, RequestPrice.total_fen == total_fen
        )
        found = self.listed(
            Request.kind == RequestKind.PRICE.value, Request.state == state.value, Request.id.in_(named),
            *others, limit=1,
        )  # fmt: skip
        return found[0] if found else None

    def add_identities(self, request_id: int, papers: Sequence[tuple[str, str]]) -> None:
        """Keeps the identity papers of buyers, in their order, where only who may see them reads them."""
        rows = [
            {"project_id": self._project_id, "request_id": request_id, "seq": seq, "kind": kind, "number": number}
            for seq, (kind, number) in enumerate(papers, 1)
            if number
        ]
        if rows:
            self._connection.execute(sa.insert(RequestIdentity), rows)

    def identities(self, request_id: int) -> dict[int, tuple[str, str]]:
        """Kind and number of each buyer's paper, by the buyer's place."""
        rows: Any = self._connection.execute(
            sa.select(RequestIdentity.seq, RequestIdentity.kind, RequestIdentity.number).where(
                RequestIdentity.request_id == request_id
            )
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def answered_by(self, person_id: int, request_ids: Sequence[int]) -> frozenset[int]:
        """Which of these the person has answered."""
        rows = self._connection.execute(
            sa.select(RequestAnswer.request_id).where(
                RequestAnswer.created_by == person_id, RequestAnswer.request_id.in_(request_ids)
            )
        )
        return frozenset(row[0] for row in rows)

    def answer(self, request_id: int, office_role: OfficeRole, words: str, *, agrees: bool) -> None:
        """Appends an answer; the database moves the request when it decides it."""
        values = {"request_id": request_id, "office_role": office_role.value, "agrees": agrees, "words": words}
        self._connection.execute(sa.insert(RequestAnswer).values(project_id=self._project_id, **values))

    def close(self, row: RequestRow, state: RequestState, words: str = "") -> None:
        """Moves a request to where it ends.

        Raises:
            Refusal: it does not stand where that begins, or another desk was faster.
        """
        self._touch(row.order_id, row.unit_id, row.target_unit_id)
        self._touch_all(row.order_id, row.unit_id, row.customer_id)
        changed = self._connection.execute(
            sa.update(Request)
            .where(Request.id == row.id, Request.project_id == self._project_id, Request.state == row.state.value)
            .values(state=state.value, closing_words=words, version=Request.version + 1)
        )
        if not changed.rowcount:
            raise Refusal(GUARD_SENTENCES["illegal_request"])

    def _touch_all(self, *named: int | None) -> None:
        """A request about nothing that has a name of its own (opening balances) concerns everything."""
        self._touched.everything |= not any(named)

    def _touch(self, order_id: int | None, *units: int | None) -> None:
        if order_id is not None:
            self._touched.orders.add(order_id)
        self._touched.units.update(unit for unit in units if unit is not None)
