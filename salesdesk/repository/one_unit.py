"""One unit with all that decides about it, in one statement: what a panel says, what a verb asks, whose order it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.labels import unit_label
from salesdesk.domain.reasons import UnitFacts
from salesdesk.domain.states import Restriction, SaleState, Stage
from salesdesk.entities import (
    Building,
    Customer,
    Entrance,
    Hold,
    PresalePermit,
    PriceListLine,
    Receipt,
    ReceiptVoid,
    SaleOrder,
    Unit,
)
from salesdesk.repository.prices import current_list_id

RESTRICTIONS = tuple(getattr(Unit, restriction.value) for restriction in Restriction)
LIVE_HOLD = sa.and_(Hold.unit_id == Unit.id, Hold.released_at.is_(None))
LIVE_ORDER = sa.and_(SaleOrder.unit_id == Unit.id, sa.text("sale_order.stage NOT IN ('cancelled', 'draft')"))
"""The stages stand in the text: a list of parameters is written into the statement anew each time it is asked."""


@dataclass(frozen=True)
class UnitDetail:
    """Everything the detail panel and the forms say of one unit; areas in cm², prices in fen."""

    id: int
    label: str
    building: str
    entrance: str
    number: str
    floor: int
    floor_to: int
    kind: str
    layout: str
    aspect: str
    gross_cm2: int
    inner_cm2: int | None
    shared_cm2: int | None
    state: str
    restrictions: frozenset[str]
    restriction_note: str
    permit: str
    price_list_id: int | None
    total_fen: int | None
    unit_price_fen: int | None
    basis: str
    order_id: int | None
    version: int
    building_id: int


@dataclass(frozen=True)
class OrderHead:
    """What decides about an order."""

    id: int
    number: str
    unit_id: int
    customer_id: int
    consultant_id: int | None
    stage: Stage
    terms_version: int
    version: int


NO_SUCH_ORDER = mark("This order does not exist in this project.")
HEAD_COLUMNS = (
    SaleOrder.id, SaleOrder.number, SaleOrder.unit_id, SaleOrder.customer_id, SaleOrder.consultant_id,
    SaleOrder.stage, SaleOrder.terms_version, SaleOrder.version,
)  # fmt: skip


def head_of(row: Any) -> OrderHead:
    """An order's head from a row of `HEAD_COLUMNS`."""
    return OrderHead(row[0], row[1], row[2], row[3], row[4], Stage(row[5]), row[6], row[7])


@dataclass(frozen=True)
class UnitRecord:
    """One unit, read at one moment; ``order`` is the live one on it, as far as the person sees it."""

    detail: UnitDetail
    facts: UnitFacts
    order: OrderHead | None
    has_hold: bool


def state_now() -> sa.Case[Any]:
    """The sale state with time in it: a hold that has run out is no hold, whether or not anybody has closed it."""
    expired = sa.and_(Unit.sale_state == SaleState.HELD.value, Hold.expires_at <= sa.func.app_now())
    return sa.case((expired, SaleState.AVAILABLE.value), else_=Unit.sale_state)


def price_now(project_id: int | sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    """Joins a unit with its line of the price list that counts now."""
    return sa.and_(PriceListLine.unit_id == Unit.id, PriceListLine.price_list_id == current_list_id(project_id))


def read_unit(connection: Connection, project_id: int, unit_id: int) -> UnitRecord:
    """All about one unit, as far as the person sees it.

    Raises:
        Refusal: there is no such unit in the project.
    """
    row: Any = connection.execute(_query(), {"project": project_id, "unit": unit_id}).first()
    if row is None:
        raise Refusal(mark("This unit does not exist in this project."))
    head = row[-len(HEAD_COLUMNS) :]
    order = head_of(head) if head[0] is not None else None
    return UnitRecord(_detail(row, order), facts_of(row), order, row.hold is not None)


_PROJECT = sa.bindparam("project", type_=sa.BigInteger)
_STILL = Hold.expires_at > sa.func.app_now()
"""The hold is joined also when it has run out: the state is told by it."""


@cache
def _query() -> sa.Select[*tuple[Any, ...]]:
    """Built once: putting a statement of this size together takes longer than the database needs to answer it."""
    more = (
        Unit.id.label("unit"), Entrance.name.label("entrance"), Unit.floor, Unit.floor_to, Unit.kind, Unit.layout,
        Unit.aspect, Unit.gross_cm2, Unit.inner_cm2, Unit.shared_cm2, Unit.restriction_note, Unit.building_id,
        Unit.version.label("unit_version"), PresalePermit.number.label("permit"), PriceListLine.price_list_id,
        PriceListLine.unit_price_fen, PriceListLine.basis, Hold.id.label("hold"), *HEAD_COLUMNS,
    )  # fmt: skip
    unit_id = sa.bindparam("unit", type_=sa.BigInteger)
    return _of_unit(*more).outerjoin(PresalePermit, PresalePermit.id == Unit.permit_id).where(Unit.id == unit_id)


def facts_question(unit_id: sa.ColumnElement[int]) -> sa.Select[*tuple[Any, ...]]:
    """What decides about a unit, for `facts_of`; of the parameter ``project``."""
    return _of_unit(SaleOrder.customer_id).where(Unit.id == unit_id)


def _of_unit(*more: Any) -> sa.Select[*tuple[Any, ...]]:
    received = (
        sa.select(sa.cast(sa.func.coalesce(sa.func.sum(Receipt.total_fen), 0), sa.BigInteger))
        .where(Receipt.order_id == SaleOrder.id, Receipt.id.not_in(sa.select(ReceiptVoid.receipt_id)))
        .scalar_subquery()
    )
    return (
        sa.select(
            Building.name.label("building"), Entrance.mark, Unit.number.label("unit_number"),
            state_now().label("state"), *RESTRICTIONS, Unit.permit_id, PriceListLine.total_fen,
            sa.case((_STILL, Hold.customer_id)).label("held_for"),
            sa.case((_STILL, Hold.expires_at)).label("held_until"),
            Customer.name.label("held_name"), (Customer.owner_id == sa.func.app_person()).label("held_for_mine"),
            received.label("received"), *more,
        )
        .join(Building, Building.id == Unit.building_id)
        .join(Entrance, Entrance.id == Unit.entrance_id)
        .outerjoin(PriceListLine, price_now(_PROJECT))
        .outerjoin(Hold, LIVE_HOLD)
        .outerjoin(Customer, sa.and_(Customer.id == Hold.customer_id, _STILL))
        .outerjoin(SaleOrder, LIVE_ORDER)
        .where(Unit.project_id == _PROJECT)
    )  # fmt: skip


def _detail(row: Any, order: OrderHead | None) -> UnitDetail:
    return UnitDetail(
        row.unit, unit_label(row.building, row.mark, row.unit_number), row.building, row.entrance, row.unit_number,
        row.floor, row.floor_to, row.kind, row.layout, row.aspect, row.gross_cm2, row.inner_cm2, row.shared_cm2,
        row.state, frozenset(one.value for one in Restriction if getattr(row, one.value)), row.restriction_note,
        row.permit or "", row.price_list_id, row.total_fen, row.unit_price_fen, row.basis or "",
        order.id if order else None, row.unit_version, row.building_id,
    )  # fmt: skip


def facts_of(row: Any) -> UnitFacts:
    """What decides about a unit, from a row of `facts_question` or of more."""
    return UnitFacts(
        unit_label(row.building, row.mark, row.unit_number), SaleState(row.state),
        frozenset(one for one in Restriction if getattr(row, one.value)), row.total_fen is not None,
        row.permit_id is not None, row.held_for, row.held_name or "", row.held_until,
        row.customer_id, row.received or 0, bool(row.held_for_mine),
    )  # fmt: skip
