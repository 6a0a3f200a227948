"""The desk's pulse: another version whenever another desk changed something that this person may see."""

from __future__ import annotations

import pytest

from salesdesk.services.customers import NewCustomer, enter_customer
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.launches import Launch, launch
from salesdesk.services.price_lists import Change, Revision, revise_prices
from salesdesk.services.pulse import beat
from tests.services.money_helpers import pay
from tests.support.office import PEOPLE, House


def version(house: House, login: str = "control") -> str:
    return house.desk(login).read(beat).version


def test_while_nothing_happens_the_version_stays(house: House) -> None:
    assert version(house) == version(house)


def test_a_hold_a_launch_and_a_price_list_of_another_desk_are_seen(house: House) -> None:
    seen = [version(house)]
    house.desk("manager").perform(hold, HoldForm(unit_id=house.unit_id("0101"), reason="领导预留"))
    seen.append(version(house))
    house.desk("operator").perform(launch, Launch(unit_ids=(house.unit_id("0101", "4#"),)))
    seen.append(version(house))
    house.desk("operator").perform(revise_prices, Revision(name="涨", change=Change.PERCENT, value=1_010_000))
    seen.append(version(house))
    assert len(set(seen)) == len(seen)


def test_a_sale_and_its_money_are_seen(house: House) -> None:
    before = version(house, "manager")
    order_id = house.sold("0301")
    sold = version(house, "manager")
    pay(house, order_id)
    assert len({before, sold, version(house, "manager")}) == 3


def test_a_colleague_s_customer_is_seen_by_who_sees_all(house: House) -> None:
    before = version(house, "control")
    house.desk("consultant").perform(enter_customer, NewCustomer(telephones=("13812342046",), name="韩若溪"))
    assert version(house, "control") != before


@pytest.mark.parametrize("login", list(PEOPLE))
def test_everybody_may_ask_whatever_their_role(house: House, login: str) -> None:
    answer = house.desk(login).read(beat)
    assert answer.now.tzinfo is not None
