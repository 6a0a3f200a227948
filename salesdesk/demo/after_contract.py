"""What follows on the demo's contracts: loans step by step, construction nodes, surveyed areas and their settlement,
homes that are handed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from salesdesk.demo.build import Year
from salesdesk.domain.after_contract import Step
from salesdesk.domain.money_items import MoneyClass
from salesdesk.repository.cash import EntryLine
from salesdesk.services.accounts import order_account
from salesdesk.services.area_settlements import AskSettlement, FinishSettlement, ask_settlement, finish_settlement
from salesdesk.services.cashier import Refund, refund
from salesdesk.services.construction_nodes import NewNode, NodeReached, add_node, reach_node
from salesdesk.services.handovers import CheckPoint, HandOver, check_point, hand_over
from salesdesk.services.loans import enter_loan, loan_cards
from salesdesk.services.order_lists import order_detail
from salesdesk.services.order_steps import StepDone, do_step, loan_items
from salesdesk.services.requests import RequestAnswerForm, answer_request
from salesdesk.services.surveyed_areas import SurveyedArea, SurveyedAreas, store_surveyed, surveyed_units

if TYPE_CHECKING:
    from salesdesk.demo.one_deal import Deal

LOAN_STEPS = ((6, Step.LOAN_PAPERS), (13, Step.LOAN_SUBMITTED), (27, Step.LOAN_APPROVED), (40, Step.LOAN_SIGNED))
FUND = "南京住房公积金管理中心"
NODES = (("主体封顶", 130, 128), ("外立面完工", 40, 44), ("竣工备案", -60, None))
"""Its name, how many days ago it was planned, and how many days ago it was reached."""
SURVEYED = ("1#", "2#")
SURVEYED_DAYS_AGO = 70
TWO_PERCENT, SOME = 20_000, 1_500
POINTS = ("门窗", "墙地面", "水电", "防水", "门禁钥匙", "交房资料")


def after_lives(year: Year) -> list[tuple[date, Iterator[date]]]:
    """What concerns whole buildings: their nodes, and the survey of those that are finished."""
    begin = year.today - timedelta(days=200)
    return [(begin, _nodes(year)), (year.today - timedelta(days=SURVEYED_DAYS_AGO), _survey(year))]


def _nodes(year: Year) -> Iterator[date]:
    year.later(year.today - timedelta(days=200), 9.2)
    for name, planned, reached in NODES:
        planned_on = year.today - timedelta(days=planned)
        node_id = year.does("he", add_node, NewNode(name=name, planned_on=planned_on))
        if reached is not None:
            day = year.today - timedelta(days=reached)
            yield day
            year.later(day, 9.2)
            year.does("shen", reach_node, NodeReached(node_id=node_id, reached_on=day))


def _survey(year: Year) -> Iterator[date]:
    """Every home of them is a little larger or smaller than it was sold by, one in twenty by more."""
    year.later(year.today - timedelta(days=SURVEYED_DAYS_AGO), 9.4)
    areas = list[SurveyedArea]()
    for unit in surveyed_units(year.work("qin")):
        if unit.building in SURVEYED and unit.gross_cm2:
            share = TWO_PERCENT * 2 if unit.id % 20 == 7 else (unit.id % 7 - 2) * SOME
            grown = 1_000_000 + share
            inner = unit.inner_cm2 and unit.inner_cm2 * grown // 100_000_000 * 100
            areas.append(SurveyedArea(unit.id, unit.gross_cm2 * grown // 100_000_000 * 100, inner))
    year.does("qin", store_surveyed, SurveyedAreas(areas=tuple(areas)))
    yield from ()


def loan_steps(deal: Deal) -> list[tuple[int, Callable[[date], object]]]:
    """The bank's steps of a deal with a loan, by days after its contract; who waits for the bank stops half-way."""

    def step_of(step: Step) -> Callable[[date], object]:
        return lambda day: _loan_step(deal, step, day)

    steps = [(days, step_of(step)) for days, step in LOAN_STEPS]
    return steps[:2] if deal.stuck else steps


def _loan_step(deal: Deal, step: Step, day: date) -> None:
    year = deal.year
    year.later(day, 15.5)
    work = year.work("shen")
    order = order_detail(work, deal.order_id)
    if step is Step.LOAN_PAPERS and loan_items(order):
        for card in loan_cards(work, order, []):
            year.does("shen", enter_loan, replace(card.draft, bank=card.draft.bank or FUND))
    for item in loan_items(order):
        year.does("shen", do_step, StepDone(order_id=order.id, step=step, done_on=day, item=item))


def hand_over_home(deal: Deal, day: date) -> None:
    """The keys: where the building is surveyed, its area is settled first and what it comes to is paid."""
    year, order_id = deal.year, deal.order_id
    if deal.plan.cell.building not in SURVEYED or (year.today - day).days >= SURVEYED_DAYS_AGO:
        return
    year.later(day, 9.6)
    form = AskSettlement(order_id=order_id, reason="实测面积已出具")
    on_request = year.does("qin", ask_settlement, form)
    year.does("luo", answer_request, RequestAnswerForm(on_request=on_request, agrees=True))
    year.does("qin", finish_settlement, FinishSettlement(on_requests=(on_request,)))
    _settle_money(deal, day)
    for point in POINTS:
        year.does("qin", check_point, CheckPoint(order_id=order_id, point=point, passed=True))
    year.does("qin", hand_over, HandOver(order_id=order_id, handed_over_on=day))


def _settle_money(deal: Deal, day: date) -> None:
    """What the settlement comes to: the buyer pays it, or it goes back."""
    deal.pay(day, "settlement")
    year = deal.year
    dues = order_account(year.work("fang"), deal.order_id).dues
    back = sum(-state.open_fen for state in dues if state.due.item == "settlement" and state.open_fen < 0)
    if back:
        line = EntryLine("settlement", MoneyClass.SETTLEMENT.value, back)
        form = Refund(order_id=deal.order_id, lines=(line,), method="transfer", payee=deal.plan.buyer.name,
                      reason="面积差退款")  # fmt: skip
        year.does("fang", refund, form)
