"""What follows on one contract, read at one moment: loans, area, handover and title, as the screen shows them; and the
lists of the whole project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salesdesk.domain.after_contract import Track
from salesdesk.domain.states import Stage
from salesdesk.domain.timelines import StepState, last_done, timeline
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.surveys import SurveyedUnit
from salesdesk.repository.work import Work
from salesdesk.services.area_settlements import AreaCase, area_case
from salesdesk.services.handover_backs import HandoverBack, handover_back
from salesdesk.services.handovers import HandoverCard, handover_card
from salesdesk.services.loans import LoanCard, loan_cards
from salesdesk.services.order_steps import StepCard, done_steps, step_cards

AFTER_STAGES = frozenset({Stage.CONTRACTED, Stage.FILED, Stage.HANDED_OVER})


@dataclass(frozen=True)
class AfterContractFile:
    """One order after its contract."""

    order: OrderDetail
    loans: tuple[LoanCard, ...]
    area: AreaCase
    handover: HandoverCard
    back: HandoverBack
    handover_steps: tuple[StepCard, ...]
    title_steps: tuple[StepCard, ...]
    today: date


def after_contract_file(work: Work, order_id: int) -> AfterContractFile:
    """Everything that follows on an order's contract."""
    case = area_case(work, order_id)
    told = work.steps.told(order_id)
    return AfterContractFile(
        case.order, loan_cards(work, case.order, told), case, handover_card(work, case),
        handover_back(work, case.order),
        step_cards(work, case.order, told, Track.HANDOVER), step_cards(work, case.order, told, Track.TITLE),
        work.today,
    )  # fmt: skip


def office_day(work: Work) -> date:
    """The day of the office, by the database's clock."""
    return work.today


def project_buildings(work: Work) -> list[tuple[int, str]]:
    """The buildings of the project with their ids, in the office's order."""
    return work.units.buildings()


@dataclass(frozen=True)
class HandoverLine:
    """An order in the list of handovers: the last step of handover and title that is done, None before the first."""

    unit: SurveyedUnit
    order_id: int
    handover: StepState | None
    title: StepState | None
    failed: int
    handed_over_on: date | None

    @property
    def key(self) -> int:
        return self.order_id


def handover_lines(work: Work) -> tuple[HandoverLine, ...]:
    """Every order after its contract, and how far handover and title have come, in the order of the board."""
    told = work.steps.of_tracks(Track.HANDOVER, Track.TITLE)
    failed = work.surveys.failed_checks()
    units = [unit for unit in work.surveys.units() if unit.stage in AFTER_STAGES and unit.order_id is not None]
    days = work.surveys.handed_over([unit.order_id for unit in units if unit.order_id is not None])
    lines = list[HandoverLine]()
    for unit in units:
        assert unit.order_id is not None
        said = told.get(unit.order_id, [])
        handover, title = (
            last_done(timeline(track, done_steps(said, track), None, {}, work.today))
            for track in (Track.HANDOVER, Track.TITLE)
        )
        lines.append(HandoverLine(unit, unit.order_id, handover, title, failed.get(unit.order_id, 0),
                                  days.get(unit.order_id)))  # fmt: skip
    return tuple(lines)
