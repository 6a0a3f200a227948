"""A launch needs a permit and a price; each guard is tried with what it guards taken away."""

from __future__ import annotations

from datetime import date

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.services.launches import Launch, launch, why_not_launch, withdraw
from salesdesk.services.price_lists import Change, Revision, Signature, revise_prices, sign_price_list
from salesdesk.services.projects import NewPermit, add_permit
from salesdesk.services.restrictions import Restrict, restrict
from salesdesk.services.set_up import launch_list
from salesdesk.services.unit_pattern import generate_units
from tests.services.test_unit_pattern import pattern
from tests.support.office import House


def ids_of(house: House, building: str) -> tuple[int, ...]:
    cells = house.desk("operator").read(lambda work: work.units.board())
    return tuple(cell.unit_id for cell in cells if cell.building == building)


def states_of(house: House, building: str) -> set[str]:
    cells = house.desk("operator").read(lambda work: work.units.board())
    return {cell.state for cell in cells if cell.building == building}


def price_them(house: House, ids: tuple[int, ...]) -> None:
    form = Revision(name="首次定价", change=Change.SET_UNIT_PRICE, value=1_900_000, unit_ids=ids)
    list_id = house.desk("operator").perform(revise_prices, form)
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=list_id))


def permit_them(house: House, ids: tuple[int, ...]) -> None:
    form = NewPermit(number="宁房销第2026002号", issued_on=date(2026, 10, 1), account_id=None, unit_ids=ids)
    house.desk("operator").perform(add_permit, form)


def test_units_with_permit_and_price_are_launched(house: House) -> None:
    ids = ids_of(house, "4#")
    assert house.desk("operator").read(why_not_launch, ids) == {}
    assert house.desk("operator").perform(launch, Launch(unit_ids=ids, note="加推")) == 12
    assert states_of(house, "4#") == {"available"}


def test_without_a_price_or_a_permit_a_launch_is_refused_with_the_reason_that_the_list_shows(house: House) -> None:
    desk = house.desk("operator")
    desk.perform(generate_units, pattern())
    ids = ids_of(house, "7#")
    assert "permit" in str(desk.read(launch_list).against[ids[0]])
    permit_them(house, ids)
    assert "price" in str(desk.read(launch_list).against[ids[0]])
    with pytest.raises(Refusal, match="price"):
        desk.perform(launch, Launch(unit_ids=ids))
    price_them(house, ids)
    assert set(ids).isdisjoint(desk.read(launch_list).against)
    assert desk.perform(launch, Launch(unit_ids=ids)) == 12


def test_one_unit_that_cannot_be_launched_keeps_back_all_of_them(house: House) -> None:
    desk = house.desk("operator")
    ids = ids_of(house, "4#")
    desk.perform(restrict, Restrict(unit_ids=ids[:1], sealed=True, note="（2026）法执 118 号"))
    with pytest.raises(Refusal):
        desk.perform(launch, Launch(unit_ids=ids))
    assert states_of(house, "4#") == {"unlaunched"}


@pytest.mark.parametrize("has_permit", [True, False])
def test_the_database_itself_refuses_a_launch_without_permit_or_price(house: House, has_permit: bool) -> None:
    desk = house.desk("operator")
    desk.perform(generate_units, pattern())
    ids = ids_of(house, "7#")
    permit_them(house, ids) if has_permit else price_them(house, ids)
    with pytest.raises(Refusal, match="permit and a price"), desk.database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO unit_launch (project_id, unit_id, direction, note, created_at, created_by) "
            f"VALUES ({house.project_id}, {ids[0]}, 'launch', '', app_now(), app_person())"
        )


def test_control_with_both_the_same_row_launches_the_unit(house: House) -> None:
    unit_id = ids_of(house, "4#")[0]
    with house.desk("operator").database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO unit_launch (project_id, unit_id, direction, note, created_at, created_by) "
            f"VALUES ({house.project_id}, {unit_id}, 'launch', '', app_now(), app_person())"
        )
    assert states_of(house, "4#") == {"available", "unlaunched"}


def test_a_mortgaged_unit_is_launched_a_sealed_one_is_not(house: House) -> None:
    desk = house.desk("operator")
    ids = ids_of(house, "4#")
    desk.perform(restrict, Restrict(unit_ids=ids[:1], mortgaged=True, note="在建工程抵押"))
    assert desk.read(why_not_launch, ids) == {}
    desk.perform(restrict, Restrict(unit_ids=ids[:1], sealed=True, note="法院查封"))
    assert "restriction" in str(desk.read(why_not_launch, ids)[ids[0]])
    desk.perform(restrict, Restrict(unit_ids=ids[:1], sealed=False, note="解封裁定"))
    assert desk.read(why_not_launch, ids) == {}


def test_units_that_are_free_can_be_withdrawn_and_sold_ones_cannot(house: House) -> None:
    house.sold("0301")
    ids = ids_of(house, "3#")
    with pytest.raises(Refusal, match="0301"):
        house.desk("operator").perform(withdraw, Launch(unit_ids=(house.unit_id("0301"),)))
    free = tuple(unit_id for unit_id in ids if unit_id != house.unit_id("0301"))
    assert house.desk("operator").perform(withdraw, Launch(unit_ids=free)) == 11


def test_choosing_nothing_is_refused(house: House) -> None:
    with pytest.raises(BadInput):
        house.desk("operator").perform(launch, Launch(unit_ids=()))


@pytest.mark.parametrize("login", ["control", "manager", "consultant"])
def test_only_who_launches_may_launch(house: House, login: str) -> None:
    with pytest.raises(NotAllowed):
        house.desk(login).perform(launch, Launch(unit_ids=ids_of(house, "4#")))


def test_a_restriction_needs_its_paper(house: House) -> None:
    ids = ids_of(house, "4#")
    with pytest.raises(BadInput) as refused:
        house.desk("operator").perform(restrict, Restrict(unit_ids=ids, mortgaged=True))
    assert refused.value.field == "note"
    with pytest.raises(BadInput):
        house.desk("operator").perform(restrict, Restrict(unit_ids=ids, note="什么也没改"))
    with pytest.raises(NotAllowed):
        house.desk("manager").perform(restrict, Restrict(unit_ids=ids, mortgaged=True, note="越权"))
