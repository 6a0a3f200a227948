"""The board and the panel beside it: every unit of the project, and all about one, with what may be done to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from salesdesk.domain.board import BoardCell, BoardGap
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.labels import local_day
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason, UnitFacts, why_not
from salesdesk.domain.states import Verb
from salesdesk.repository.history import UnitEvent
from salesdesk.repository.one_unit import UnitDetail
from salesdesk.repository.order_views import OrderRow
from salesdesk.repository.prices import PriceStep
from salesdesk.repository.work import Work
from salesdesk.services.holds import hold_rights

PANEL_VERBS = (
    Verb.LAUNCH, Verb.WITHDRAW, Verb.HOLD, Verb.RELEASE, Verb.RESERVE, Verb.SUBSCRIBE, Verb.SIGN_CONTRACT,
    Verb.TAKE_MONEY, Verb.CANCEL,
)  # fmt: skip


@dataclass(frozen=True)
class Board:
    """Every unit of a project and every gap, buildings in their order; when those open that have a day, and today."""

    cells: tuple[BoardCell, ...]
    gaps: tuple[BoardGap, ...]
    openings: tuple[tuple[str, date], ...]
    today: date


def board(work: Work) -> Board:
    """The whole board at this moment."""
    work.require(Permission.BOARD_READ)
    return Board(tuple(work.units.board()), tuple(work.units.gaps()), tuple(work.units.openings()), work.today)


def board_at(work: Work, moment: datetime) -> Board:
    """The board as it stood at a past moment: states and list totals of then; of restrictions nothing is told. Its day
    is that of the moment, so that what opened later is still to open."""
    work.require(Permission.BOARD_READ)
    if moment > work.now:
        raise BadInput(mark("This time is still to come."), field="day")
    states, totals = work.past_units.states(moment), work.past_units.totals(moment)
    cells = tuple(
        replace(cell, state=states[cell.unit_id], total_fen=totals.get(cell.unit_id), restrictions=frozenset())
        for cell in work.units.board()
    )
    return Board(cells, tuple(work.units.gaps()), tuple(work.units.openings()), local_day(moment))


def board_cells(work: Work, unit_ids: Sequence[int]) -> list[BoardCell]:
    """Just these units, after something changed."""
    return work.units.board(unit_ids)


@dataclass(frozen=True)
class UnitPanel:
    """All about one unit; ``why_not`` has a reason for each verb that cannot be carried out, None for the others."""

    unit: UnitDetail
    facts: UnitFacts
    events: tuple[UnitEvent, ...]
    prices: tuple[PriceStep, ...]
    orders: tuple[OrderRow, ...]
    why_not: Mapping[Verb, Reason | None]


def unit_panel(work: Work, unit_id: int) -> UnitPanel:
    """What the panel shows of a unit. A consultant sees of colleagues' orders and customers that there are some."""
    work.require(Permission.BOARD_READ)
    held = work.actor.permissions
    own_orders = None if Permission.ORDER_READ_ALL in held else work.actor.person_id
    own_customers = None if Permission.CUSTOMER_READ_ALL in held else work.actor.person_id
    unit = work.units.record(unit_id)
    facts = _discreet(work, unit.facts, own_customers)
    rights = hold_rights(work)
    reasons = {verb: why_not(verb, facts, rights) for verb in PANEL_VERBS}
    return UnitPanel(
        unit.detail, facts, tuple(work.history.of_unit(unit_id, own_customers)),
        tuple(work.prices.history(unit_id)), tuple(work.order_views.of_unit(unit_id, own_orders)), reasons,
    )  # fmt: skip


def _discreet(work: Work, facts: UnitFacts, owner_id: int | None) -> UnitFacts:
    """The facts without the name of a customer who is somebody else's."""
    if owner_id is None or facts.hold_customer_id is None:
        return facts
    customer = work.customers.detail(facts.hold_customer_id)
    return facts if customer and customer.owner_id == owner_id else replace(facts, hold_customer_name="")
