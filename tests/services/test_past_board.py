"""The board as it stood: states, holds that had run out, list totals, and that it tells nothing of what comes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed
from salesdesk.domain.labels import local_day
from salesdesk.repository.database import utc_now
from salesdesk.services.board import Board, board, board_at
from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.launches import Launch, withdraw
from salesdesk.services.price_lists import Change, Revision, Signature, revise_prices, sign_price_list
from salesdesk.services.subscriptions import subscribe
from tests.services.money_helpers import as_owner, clock_stands
from tests.support.office import House


def at(house: House, moment: datetime, login: str = "consultant") -> Board:
    return house.desk(login).read(board_at, moment)


def state(house: House, moment: datetime, number: str, building: str = "3#") -> str:
    return next(cell.state for cell in at(house, moment).cells if (cell.building, cell.number) == (building, number))


def total(house: House, moment: datetime, number: str = "0101") -> int | None:
    return next(cell.total_fen for cell in at(house, moment).cells if cell.number == number)


@pytest.fixture
def start(house: House) -> datetime:
    """A moment after the house was furnished; the clock stands there."""
    for login in ("consultant", "control", "operator", "manager", "admin"):
        house.desk(login)
    moment = utc_now() + timedelta(minutes=5)
    clock_stands(house, moment)
    return moment


def test_at_this_moment_it_is_the_board_of_now(house: House, start: datetime) -> None:
    now = house.desk("consultant").read(board)
    assert at(house, start) == now


def test_a_unit_stands_where_it_had_last_come_to(house: House, start: datetime) -> None:
    hour = timedelta(hours=1)
    clock_stands(house, start + hour)
    order_id = house.sold("0301")
    clock_stands(house, start + 3 * hour)
    house.desk("control").perform(cancel_order, Cancellation(order_id=order_id, reason="客户放弃"))
    clock_stands(house, start + 5 * hour)
    before, sold, gone = (state(house, start + n * hour, "0301") for n in (0, 2, 4))
    assert (before, sold, gone) == ("available", "subscribed", "available")
    assert state(house, start + hour, "0301") == "subscribed"


def test_before_its_first_change_a_unit_stands_where_that_change_began(house: House, start: datetime) -> None:
    yesterday = start - timedelta(days=1)
    assert {cell.state for cell in at(house, yesterday).cells} == {"unlaunched"}
    assert at(house, yesterday).today == local_day(yesterday)


def test_a_unit_that_was_withdrawn_was_on_sale_until_then(house: House, start: datetime) -> None:
    clock_stands(house, start + timedelta(hours=1))
    form = Launch(unit_ids=(house.unit_id("0501"),), note="暂停")
    house.desk("operator").perform(withdraw, form)
    clock_stands(house, start + timedelta(hours=2))
    assert state(house, start, "0501") == "available"
    assert state(house, start + timedelta(hours=2), "0501") == "unlaunched"


def test_a_hold_that_had_run_out_was_none_whoever_closed_it_when(house: House, start: datetime) -> None:
    day = timedelta(days=1)
    control = house.desk("control")
    control.perform(hold, HoldForm(unit_id=house.unit_id("0301"), reason="客户筹款", hours=48))
    control.perform(hold, HoldForm(unit_id=house.unit_id("0302"), reason="客户筹款", hours=48))
    clock_stands(house, start + 4 * day)
    house.sold("0301")  # closes the hold, two days after it ran out
    clock_stands(house, start + 5 * day)
    assert [state(house, start + n * day, "0301") for n in (1, 3, 5)] == ["held", "available", "subscribed"]
    assert [state(house, start + n * day, "0302") for n in (1, 3, 5)] == ["held", "available", "available"]


def test_the_totals_are_those_of_the_list_that_counted_then(house: House, start: datetime) -> None:
    hour = timedelta(hours=1)
    form = Revision(name="上调", change=Change.PERCENT, value=1_010_000, effective_at=start + 2 * hour)
    list_id = house.desk("operator").perform(revise_prices, form)
    clock_stands(house, start + 4 * hour)
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=list_id))
    clock_stands(house, start + 6 * hour)
    old, unsigned, new = (total(house, start + n * hour) for n in (0, 3, 5))
    assert old == unsigned == 236_640_000
    assert new == 239_006_400
    assert total(house, start - timedelta(days=400)) is None


def test_restrictions_of_now_are_not_told_of_then(house: House, start: datetime) -> None:
    true = "true" if house.kind == "postgresql" else "1"
    as_owner(house, f"UPDATE unit SET mortgaged = {true} WHERE number = '0301'")
    assert any(cell.restrictions for cell in house.desk("consultant").read(board).cells)
    assert not any(cell.restrictions for cell in at(house, start).cells)


def test_an_order_of_another_unit_says_nothing_of_this_one(house: House, start: datetime) -> None:
    customer_id = house.customer()
    house.desk("control").perform(subscribe, house.subscription("0201", customer_id))
    clock_stands(house, start + timedelta(hours=1))
    taken = [cell.number for cell in at(house, start + timedelta(hours=1)).cells if cell.state == "subscribed"]
    assert taken == ["0201"]


def test_a_time_to_come_is_refused_and_so_is_who_may_not_see_the_board(house: House, start: datetime) -> None:
    with pytest.raises(BadInput) as refused:
        at(house, start + timedelta(seconds=1))
    assert refused.value.field == "day"
    with pytest.raises(NotAllowed):
        at(house, start, "admin")
