"""A reservation takes a unit off sale before terms are agreed; what stands in its way is said with its reason."""

from __future__ import annotations

import pytest

from salesdesk.domain.errors import NotAllowed, Refusal
from salesdesk.domain.states import Stage, Verb
from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.order_lists import order_detail
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.subscriptions import subscribe
from tests.services.money_helpers import line, pay
from tests.services.selling_helpers import reason, restricted
from tests.support.office import House


def reserved(house: House, customer_id: int, number: str = "0301", building: str = "3#") -> int:
    form = Reservation(unit_id=house.unit_id(number, building), customer_id=customer_id, note="comes back on Sunday")
    return house.desk("control").perform(reserve, form)


def test_a_reserved_unit_is_off_sale_and_its_order_has_no_terms_yet(house: House) -> None:
    order_id = reserved(house, house.customer())
    order = house.desk("control").read(order_detail, order_id)
    assert house.state_of("0301") == "reserved"
    assert (order.stage, order.working, order.dues, order.reserved_on) == (Stage.RESERVED, None, (), house.today)
    assert order.note == "comes back on Sunday"


def test_a_unit_is_not_reserved_twice(house: House) -> None:
    reserved(house, house.customer())
    with pytest.raises(Refusal, match="3-0301"):
        reserved(house, house.customer("周念真", "18944104410"))


def test_the_reservation_becomes_the_subscription_of_the_same_order(house: House) -> None:
    customer = house.customer()
    order_id = reserved(house, customer)
    assert house.desk("control").perform(subscribe, house.subscription("0301", customer)) == order_id
    order = house.desk("control").read(order_detail, order_id)
    assert (order.stage, order.terms_version) == (Stage.SUBSCRIBED, 1)


def test_a_unit_reserved_by_somebody_else_is_not_subscribed(house: House) -> None:
    reserved(house, house.customer())
    other = house.customer("周念真", "18944104410")
    with pytest.raises(Refusal, match="3-0301"):
        house.desk("control").perform(subscribe, house.subscription("0301", other))
    assert house.state_of("0301") == "reserved"


def test_a_reservation_ends_the_hold_for_its_customer(house: House) -> None:
    customer = house.customer()
    form = HoldForm(unit_id=house.unit_id("0301"), reason="x", customer_id=customer)
    house.desk("control").perform(hold, form)
    reserved(house, customer)
    assert house.state_of("0301") == "reserved"


def test_a_reservation_is_cancelled_as_long_as_no_deposit_was_taken(house: House) -> None:
    order_id = reserved(house, house.customer())
    house.desk("control").perform(cancel_order, Cancellation(order_id=order_id, reason="found another home"))
    assert house.state_of("0301") == "available"


def test_with_a_deposit_taken_it_is_not_cancelled(house: House) -> None:
    order_id = reserved(house, house.customer())
    pay(house, order_id, line("deposit", 1_000_000))
    with pytest.raises(Refusal, match="refunded"):
        house.desk("control").perform(cancel_order, Cancellation(order_id=order_id, reason="x"))
    assert house.state_of("0301") == "reserved"


def taken(house: House, verb: Verb, customer_id: int) -> int:
    """The unit is taken for a customer, one way or the other."""
    if verb is Verb.RESERVE:
        return reserved(house, customer_id)
    return house.desk("control").perform(subscribe, house.subscription("0301", customer_id))


@pytest.mark.parametrize(
    ("restriction", "word"), [({"mortgaged": True}, "Mortgaged"), ({"sealed": True}, "Sealed by a court")]
)
def test_a_restricted_unit_is_refused_with_the_restriction_that_the_button_names(
    house: House, restriction: dict[str, bool], word: str
) -> None:
    customer, unit_id = house.customer(), restricted(house, "0301", **restriction)
    for verb in (Verb.RESERVE, Verb.SUBSCRIBE):
        with pytest.raises(Refusal, match=word) as refused:
            taken(house, verb, customer)
        assert str(refused.value) == str(reason(house, "control", unit_id, verb))


def test_control_a_lifted_restriction_lets_the_reservation_through(house: House) -> None:
    restricted(house, "0301", sealed=True)
    restricted(house, "0301", sealed=False)
    reserved(house, house.customer())
    assert house.state_of("0301") == "reserved"


def test_an_unlaunched_unit_is_refused_with_its_state(house: House) -> None:
    with pytest.raises(Refusal, match="Unlaunched"):
        reserved(house, house.customer(), building="4#")


def test_only_sales_control_reserves(house: House) -> None:
    form = Reservation(unit_id=house.unit_id("0301"), customer_id=house.customer())
    for login in ("consultant", "cashier", "manager", "operator", "auditor"):
        with pytest.raises(NotAllowed):
            house.desk(login).perform(reserve, form)
