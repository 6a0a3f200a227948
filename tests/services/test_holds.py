"""Holding a unit for a while: until when, for whom, and that time alone ends it."""

from __future__ import annotations

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.states import Verb
from salesdesk.services.board import unit_panel
from salesdesk.services.holds import HoldForm, Release, hold, hold_terms, release
from salesdesk.services.office import Office
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.subscriptions import subscribe
from tests.services.money_helpers import days_pass
from tests.services.selling_helpers import reason, restricted
from tests.support.office import House


def held(house: House, number: str = "0301", customer_id: int | None = None, hours: int | None = None) -> int:
    form = HoldForm(unit_id=house.unit_id(number), reason="owner's friend", customer_id=customer_id, hours=hours)
    return house.desk("control").perform(hold, form)


def test_a_held_unit_is_off_sale_and_cannot_be_held_again(house: House) -> None:
    held(house)
    assert house.state_of("0301") == "held"
    with pytest.raises(Refusal, match="3-0301"):
        held(house)


def test_a_hold_lasts_as_long_as_the_project_sets_unless_hours_are_given(house: House) -> None:
    held(house)
    held(house, "0302", hours=5)
    terms = [house.desk("control").read(hold_terms, house.unit_id(number)) for number in ("0301", "0302")]
    hours = [round((row.expires_at - row.now).total_seconds() / 3600) for row in terms if row.expires_at]
    assert hours == [72, 5]


def test_an_expired_hold_is_free_again_without_anybody_closing_it(house: House) -> None:
    held(house)
    days_pass(house, 4)
    assert house.state_of("0301") == "available"
    panel = house.desk("control").read(unit_panel, house.unit_id("0301"))
    assert panel.facts.hold_customer_id is None
    assert panel.why_not[Verb.HOLD] is None


def test_control_a_hold_that_has_not_expired_still_holds(house: House) -> None:
    held(house)
    days_pass(house, 2)
    assert house.state_of("0301") == "held"


def test_the_verb_that_takes_an_expired_unit_closes_the_hold_as_expired(house: House) -> None:
    customer = house.customer()
    held(house, customer_id=house.customer("周念真", "18944104410"))
    days_pass(house, 4)
    house.desk("control").perform(subscribe, house.subscription("0301", customer))
    assert house.state_of("0301") == "subscribed"


def test_holding_an_expired_unit_anew_keeps_the_first_hold_in_the_history_as_expired(house: House) -> None:
    held(house)
    days_pass(house, 4)
    held(house)
    events = house.desk("control").read(unit_panel, house.unit_id("0301")).events
    kinds = [event.kind for event in events if event.kind in ("hold", "release", "expire")]
    assert sorted(kinds) == ["expire", "hold", "hold"]


def taken(house: House, verb: str, customer_id: int) -> int:
    """The unit is taken for a customer, one way or the other."""
    if verb == "reserve":
        form = Reservation(unit_id=house.unit_id("0301"), customer_id=customer_id)
        return house.desk("control").perform(reserve, form)
    return house.desk("control").perform(subscribe, house.subscription("0301", customer_id))


def test_a_unit_held_for_another_customer_is_refused_with_their_name(house: House) -> None:
    customer, other = house.customer(), house.customer("周念真", "18944104410")
    held(house, customer_id=customer)
    for verb in ("reserve", "subscribe"):
        with pytest.raises(Refusal, match="韩若溪"):
            taken(house, verb, other)
    assert house.state_of("0301") == "held"


def test_the_customer_of_the_hold_may_subscribe_and_the_hold_ends_with_it(house: House) -> None:
    customer = house.customer()
    held(house, customer_id=customer)
    house.desk("control").perform(subscribe, house.subscription("0301", customer))
    assert house.state_of("0301") == "subscribed"
    assert house.desk("control").read(unit_panel, house.unit_id("0301")).facts.hold_customer_id is None


def test_a_hold_for_nobody_lets_any_customer_through(house: House) -> None:
    held(house)
    house.desk("control").perform(subscribe, house.subscription("0301", house.customer()))
    assert house.state_of("0301") == "subscribed"


def test_a_released_unit_is_on_sale_again(house: House) -> None:
    held(house)
    house.desk("control").perform(release, Release(unit_id=house.unit_id("0301"), reason="gave up"))
    assert house.state_of("0301") == "available"


def test_what_is_not_held_cannot_be_released(house: House) -> None:
    with pytest.raises(Refusal, match="3-0301"):
        house.desk("control").perform(release, Release(unit_id=house.unit_id("0301"), reason="x"))


def test_a_hold_without_reason_or_with_impossible_hours_is_refused_at_its_field(house: House) -> None:
    unit_id = house.unit_id("0301")
    for words, hours, field in (("  ", 24, "reason"), ("x", -1, "hours"), ("x", 24 * 61, "hours")):
        with pytest.raises(BadInput) as refused:
            house.desk("control").perform(hold, HoldForm(unit_id=unit_id, reason=words, hours=hours))
        assert refused.value.field == field
    assert house.state_of("0301") == "available"


def test_a_release_needs_its_reason(house: House) -> None:
    held(house)
    with pytest.raises(BadInput) as refused:
        house.desk("control").perform(release, Release(unit_id=house.unit_id("0301"), reason=""))
    assert refused.value.field == "reason"


def test_only_sales_control_and_the_manager_hold_and_the_others_read_why(house: House) -> None:
    unit_id = house.unit_id("0301")
    for login in ("consultant", "cashier", "auditor", "management", "service"):
        with pytest.raises(NotAllowed) as refused:
            house.desk(login).perform(hold, HoldForm(unit_id=unit_id, reason="x"))
        assert str(refused.value) == str(reason(house, login, unit_id, Verb.HOLD))


# --- consultants, where the project lets them -------------------------------------------------------------------------


def consultants_hold(house: House, login: str = "consultant") -> Office:
    """The project lets consultants hold; the desk of one who signs in after that."""
    house.desk("operator").perform(change_setting, NewSetting(name="hold.by_consultant", value=True))
    return house.another_desk(login)


def test_where_the_project_allows_it_a_consultant_holds_for_an_own_customer_and_gives_the_unit_back(
    house: House,
) -> None:
    desk, unit_id, customer = consultants_hold(house), house.unit_id("0301"), house.customer()
    assert desk.read(unit_panel, unit_id).why_not[Verb.HOLD] is None
    desk.perform(hold, HoldForm(unit_id=unit_id, reason="two days", customer_id=customer))
    assert house.state_of("0301") == "held"
    assert desk.read(unit_panel, unit_id).why_not[Verb.RELEASE] is None
    desk.perform(release, Release(unit_id=unit_id, reason="gave up"))
    assert house.state_of("0301") == "available"


def test_a_consultant_holds_for_nobody_else(house: House) -> None:
    desk, unit_id = consultants_hold(house), house.unit_id("0301")
    for customer in (None, house.customer("周念真", "18944104410", "colleague")):
        with pytest.raises(BadInput, match="your own customers") as refused:
            desk.perform(hold, HoldForm(unit_id=unit_id, reason="two days", customer_id=customer))
        assert refused.value.field == "customer"
    assert house.state_of("0301") == "available"


def test_a_consultant_gives_back_only_what_is_held_for_an_own_customer(house: House) -> None:
    desk, unit_id = consultants_hold(house), house.unit_id("0301")
    held(house, customer_id=house.customer("周念真", "18944104410", "colleague"))
    held(house, "0302")
    for number in ("0301", "0302"):
        unit_id = house.unit_id(number)
        with pytest.raises(Refusal) as refused:
            desk.perform(release, Release(unit_id=unit_id, reason="mine now"))
        said = desk.read(hold_terms, unit_id).why_not_release
        assert str(refused.value) == str(said) == str(desk.read(unit_panel, unit_id).why_not[Verb.RELEASE])
        assert house.state_of(number) == "held"


def test_an_expired_hold_of_a_colleague_is_not_in_the_way_of_a_consultant(house: House) -> None:
    held(house, customer_id=house.customer("周念真", "18944104410", "colleague"))
    desk, customer = consultants_hold(house), house.customer()
    days_pass(house, 4)
    desk.perform(hold, HoldForm(unit_id=house.unit_id("0301"), reason="two days", customer_id=customer))
    events = house.desk("control").read(unit_panel, house.unit_id("0301")).events
    assert sorted(event.kind for event in events if event.kind in ("hold", "expire")) == ["expire", "hold", "hold"]


def test_a_setting_taken_back_counts_at_once_also_for_who_is_signed_in(house: House) -> None:
    desk, unit_id, customer = consultants_hold(house), house.unit_id("0301"), house.customer()
    house.desk("operator").perform(change_setting, NewSetting(name="hold.by_consultant", value=False))
    with pytest.raises(NotAllowed) as refused:
        desk.perform(hold, HoldForm(unit_id=unit_id, reason="two days", customer_id=customer))
    assert str(refused.value) == str(desk.read(unit_panel, unit_id).why_not[Verb.HOLD])


def test_the_setting_opens_nothing_for_who_sells_not(house: House) -> None:
    consultants_hold(house)
    customer = house.customer()
    for login in ("cashier", "auditor", "service"):
        with pytest.raises(NotAllowed):
            house.another_desk(login).perform(
                hold, HoldForm(unit_id=house.unit_id("0301"), reason="x", customer_id=customer)
            )


def test_a_mortgaged_unit_may_be_held_a_sealed_one_not(house: House) -> None:
    restricted(house, "0301", mortgaged=True)
    held(house, "0301")
    restricted(house, "0302", sealed=True)
    with pytest.raises(Refusal) as refused:
        held(house, "0302")
    assert str(refused.value) == str(reason(house, "control", house.unit_id("0302"), Verb.HOLD))


def test_before_a_hold_its_terms_say_whether_it_can_be_made(house: House) -> None:
    unit_id, customer = house.unit_id("0301"), house.customer()
    before = house.desk("control").read(hold_terms, unit_id)
    assert (before.hours, before.why_not, before.customer_name) == (72, None, "")
    assert before.why_not_release is not None
    held(house, customer_id=customer)
    after = house.desk("control").read(hold_terms, unit_id)
    assert after.customer_name == "韩若溪"
    assert after.why_not is not None
    assert after.why_not_release is None
