"""Area settlement with figures: 100 m² at 10,000 yuan; asked, agreed to, paid or returned at the counter."""

from __future__ import annotations

import pytest

from salesdesk.domain.area_settlement import AreaScheme
from salesdesk.domain.change_lines import change_groups
from salesdesk.domain.errors import NotAllowed, Refusal
from salesdesk.domain.requests import RequestState
from salesdesk.services.area_settlements import (
    AreaCase,
    AskBuilding,
    FinishSettlement,
    area_case,
    ask_building,
    building_cases,
    finish_settlement,
)
from salesdesk.services.counter import counter
from salesdesk.services.postponements import Postponement, ask_postponement
from salesdesk.services.rows import Tender
from salesdesk.services.surveyed_areas import surveyed_units
from tests.services.after_helpers import (
    BUILDING,
    YUAN,
    asked_settlement,
    detail,
    set_to,
    settled,
    settlement_due,
    square_building,
    square_home,
    surveyed,
)
from tests.services.change_helpers import agree, decline, sheet, state_of
from tests.services.money_helpers import by_item, days_pass, line, pay, pay_back, reverse
from tests.support.office import House

FIGURES = ((102, 20_000), (105, 30_000), (98, -20_000), (95, -70_000), (103, 30_000), (97, -30_000))


def case(house: House, order_id: int, login: str = "service") -> AreaCase:
    return house.desk(login).read(area_case, order_id)


def finish(house: House, *on_requests: int, login: str = "service") -> tuple[int, ...]:
    return tuple(house.desk(login).perform(finish_settlement, FinishSettlement(on_requests=on_requests)))


@pytest.mark.parametrize(("surveyed_m2", "yuan"), FIGURES)
def test_a_home_of_100_m2_at_10000_is_settled_by_law(house: House, surveyed_m2: int, yuan: int) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    surveyed(house, "0101", surveyed_m2)
    shown = case(house, order_id).settlement
    assert shown is not None
    assert shown.amount_fen == yuan * YUAN == sum(row.amount_fen for row in shown.lines)
    assert shown.buyer_may_withdraw == (abs(surveyed_m2 - 100) > 3)
    settled(house, order_id)
    assert settlement_due(house, order_id) == yuan * YUAN
    order = detail(house, order_id)
    assert order.working is not None
    assert sum(due.amount_fen for due in order.dues) == order.working.total_fen + yuan * YUAN


def test_whoever_agrees_reads_what_was_measured_and_each_step_of_the_sum(house: House) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    surveyed(house, "0101", 95)
    shown = sheet(house, asked_settlement(house, order_id), "manager")
    group = next(one for one in change_groups(shown) if one.key == "settlement")
    assert [(line.before, line.after, line.difference) for line in group.lines] == [
        ("100.00", "95.00", "−5.00"),
        ("—", "−5.00%", ""),
        ("—", "By law, 3 % rule", ""),
        ("—", "3.00 × 10,000.00 × 1", "−30,000.00"),
        ("—", "2.00 × 10,000.00 × 2", "−40,000.00"),
    ]


def test_the_projects_scheme_and_band_decide(house: House) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    surveyed(house, "0101", 105)
    for scheme, yuan in ((AreaScheme.SETTLE_ALL, 50_000), (AreaScheme.BEYOND_BAND, 20_000), (AreaScheme.PER_HOME, 0)):
        set_to(house, "settlement.scheme", scheme.value)
        shown = case(house, order_id).settlement
        assert shown is not None
        assert shown.amount_fen == yuan * YUAN


def test_a_settlement_waits_for_another_person(house: House) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    with pytest.raises(Refusal, match="not entered yet"):
        asked_settlement(house, order_id)
    surveyed(house, "0101", 102)
    on_request = asked_settlement(house, order_id)
    with pytest.raises(Refusal, match="agreed"):
        finish(house, on_request)
    with pytest.raises(Refusal, match="asked for already"):
        asked_settlement(house, order_id)
    decline(house, on_request, "面积有误")
    again = asked_settlement(house, order_id, "control")
    agree(house, again)
    assert finish(house, again, login="control") == (order_id,)
    assert state_of(house, again) is RequestState.DONE
    with pytest.raises(Refusal, match="settled already"):
        asked_settlement(house, order_id)


def test_what_was_asked_no_longer_holds_after_another_survey(house: House) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    surveyed(house, "0101", 102)
    on_request = asked_settlement(house, order_id)
    agree(house, on_request)
    surveyed(house, "0101", 101)
    with pytest.raises(Refusal, match="ask for it anew"):
        finish(house, on_request)


def test_the_buyer_pays_at_the_counter_and_gets_back_there(house: House) -> None:
    square_building(house, 1)
    more, less = square_home(house), square_home(house, "0102")
    surveyed(house, "0101", 102)
    surveyed(house, "0102", 98)
    settled(house, more)
    settled(house, less)
    pay(house, more, line("settlement", 20_000 * YUAN, "settlement"))
    assert sum(by_item(house, more).values()) == 20_000 * YUAN
    back = line("settlement", 20_000 * YUAN, "settlement")
    with pytest.raises(Refusal, match="came in for this order"):
        pay_back(house, less, back)
    pay(house, less, line("earnest", 50_000 * YUAN))
    with pytest.raises(Refusal, match="for this item"):
        pay_back(house, less, line("settlement", 20_001 * YUAN, "settlement"))
    pay_back(house, less, back)
    with pytest.raises(Refusal, match="for this item"):
        pay_back(house, less, line("settlement", YUAN, "settlement"))
    days_pass(house, 60)
    owed = {state.due.item: state for state in house.desk("cashier").read(counter, less).account.dues}
    assert (owed["settlement"].paid_fen, owed["settlement"].days_overdue(house.today)) == (-20_000 * YUAN, 0)


def test_another_receipt_is_still_undone_after_a_settlement_went_back(house: House) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    surveyed(house, "0101", 98)
    settled(house, order_id)
    pay(house, order_id, line("earnest", 50_000 * YUAN))
    fee = pay(house, order_id, line("handling_fee", 100 * YUAN, "other"), tenders=(Tender("cash", 100 * YUAN),))
    pay_back(house, order_id, line("settlement", 20_000 * YUAN, "settlement"))
    days_pass(house, 1)
    reverse(house, fee)
    assert sum(by_item(house, order_id).values()) == 30_000 * YUAN


def test_a_building_is_settled_at_once(house: House) -> None:
    square_building(house, 2)
    orders = [square_home(house, number) for number in ("0101", "0102", "0201")]
    for number, m2 in (("0101", 102), ("0102", 98), ("0201", 100)):
        surveyed(house, number, m2)
    building_id = house.desk("service").read(lambda work: {name: id_ for id_, name in work.units.buildings()})[BUILDING]
    form = AskBuilding(building_id=building_id, reason="8# 实测报告")
    asked = house.desk("service").perform(ask_building, form)
    assert len(asked) == 3
    for on_request in asked:
        agree(house, on_request)
    assert sorted(finish(house, *asked)) == sorted(orders)
    assert [settlement_due(house, order_id) for order_id in orders] == [20_000 * YUAN, -20_000 * YUAN, None]
    assert [row.settled for row in house.desk("service").read(building_cases, building_id)] == [True] * 3
    with pytest.raises(Refusal, match="No order of this building"):
        house.desk("service").perform(ask_building, AskBuilding(building_id=building_id, reason="再来"))


def test_after_the_settlement_an_order_is_not_changed_and_its_area_stays(house: House) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    surveyed(house, "0101", 102)
    settled(house, order_id)
    with pytest.raises(Refusal, match="is settled"):
        house.desk("control").perform(ask_postponement, Postponement(order_id=order_id, reason="延期"))
    with pytest.raises(Refusal, match="its surveyed area stays"):
        surveyed(house, "0101", 103)
    [unit] = [row for row in house.desk("service").read(surveyed_units) if row.order_id == order_id]
    assert unit.surveyed_gross_cm2 == 1_020_000


def test_the_cashier_and_the_consultant_ask_for_no_settlement(house: House) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    surveyed(house, "0101", 102)
    for login in ("cashier", "manager", "consultant"):
        with pytest.raises(NotAllowed):
            asked_settlement(house, order_id, login)
