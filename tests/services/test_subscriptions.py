"""A subscription at the counter: who may, when not, and what comes into being."""

from __future__ import annotations

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal, UnitTaken
from salesdesk.domain.schedules import price_sum
from salesdesk.domain.states import Stage
from salesdesk.repository.sale_orders import Buyer
from salesdesk.services.order_lists import order_detail
from salesdesk.services.subscriptions import subscribe
from tests.support.office import House


def test_a_subscription_makes_the_unit_subscribed_and_its_due_items_equal_the_price(house: House) -> None:
    order_id = house.sold("0301", choices=house.choices("商业贷款", ("按时签约", "商业贷款优惠")))
    order = house.desk("control").read(order_detail, order_id)
    assert house.state_of("0301") == "subscribed"
    assert order.stage is Stage.SUBSCRIBED
    assert order.working is not None
    assert order.working.total_fen < order.working.list_total_fen == 236_640_000
    assert price_sum(order.dues) == order.working.total_fen
    assert [due.item for due in order.dues] == ["earnest", "down_payment", "loan"]
    assert order.dues[2].amount_fen % 1_000_000 == 0


def test_a_unit_is_not_sold_twice(house: House) -> None:
    house.sold("0301")
    second = house.customer("周念真", "18944104410")
    with pytest.raises(Refusal):
        house.desk("control").perform(subscribe, house.subscription("0301", second))


def test_the_database_itself_refuses_a_second_live_order(house: House) -> None:
    house.sold("0301")
    second = house.customer("周念真", "18944104410")
    unit_id = house.unit_id("0301")
    with pytest.raises((UnitTaken, Refusal)), house.desk("control").database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO sale_order (project_id, number, unit_id, customer_id, stage, terms_version, note, version, "
            "created_at, created_by) "
            f"VALUES ({house.project_id}, 'X-1', {unit_id}, {second}, 'draft', 0, '', 1, app_now(), app_person())"
        )


def test_the_same_form_sent_twice_makes_one_order(house: House) -> None:
    customer = house.customer()
    form = house.subscription("0301", customer)
    first = house.desk("control").perform(subscribe, form)
    assert house.desk("control").perform(subscribe, form) == first


def test_a_consultant_may_not_subscribe(house: House) -> None:
    customer = house.customer()
    with pytest.raises(NotAllowed):
        house.desk("consultant").perform(subscribe, house.subscription("0301", customer))


def test_shares_that_do_not_add_up_are_refused_and_nothing_is_stored(house: House) -> None:
    customer = house.customer()
    buyers = (Buyer("韩若溪", 6000), Buyer("邵文博", 3000))
    with pytest.raises(BadInput, match="100"):
        house.desk("control").perform(subscribe, house.subscription("0301", customer, buyers=buyers))
    assert house.state_of("0301") == "available"


def test_an_unlaunched_unit_is_refused_with_its_state(house: House) -> None:
    customer = house.customer()
    form = house.subscription("0301", customer, unit_id=house.unit_id("0301", "4#"))
    with pytest.raises(Refusal, match="0301"):
        house.desk("control").perform(subscribe, form)
