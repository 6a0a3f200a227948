"""Price lists: revised, signed by another, counting from their time, never touching an order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.services.board import unit_panel
from salesdesk.services.order_lists import order_detail
from salesdesk.services.price_lists import (
    Change,
    Revision,
    Signature,
    price_history,
    price_lists,
    price_versions,
    revise_prices,
    revised,
    sign_price_list,
    version_changes,
    why_not_sign,
)
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.services.unit_pattern import generate_units
from tests.services.test_unit_pattern import pattern
from tests.support.office import House


def revision(**changes: Any) -> Revision:
    values: dict[str, Any] = {"name": "上调二个点", "change": Change.PERCENT, "value": 1_020_000}
    return Revision(**{**values, **changes})


def price(house: House, number: str = "0301") -> int | None:
    return house.desk("operator").read(unit_panel, house.unit_id(number)).unit.total_fen


@pytest.mark.parametrize(
    ("change", "value", "after"),
    [
        (Change.PERCENT, 1_020_000, 241_372_800),
        (Change.UNIT_PRICE, 30_000, 240_189_600),
        (Change.UNIT_PRICE, -30_000, 233_090_400),
        (Change.SET_UNIT_PRICE, 2_100_000, 248_472_000),
    ],
)
def test_a_revision_shows_each_price_before_and_after(house: House, change: Change, value: int, after: int) -> None:
    form = revision(change=change, value=value, unit_ids=(house.unit_id("0301"),))
    _, (changed,) = house.desk("operator").read(revised, form)
    assert (changed.label, changed.before_fen, changed.after_fen) == ("3-0301", 236_640_000, after)


def test_a_revision_counts_when_another_person_signed_it(house: House) -> None:
    list_id = house.desk("operator").perform(revise_prices, revision())
    assert price(house) == 236_640_000
    assert house.desk("manager").perform(sign_price_list, Signature(price_list_id=list_id))
    assert price(house) == 241_372_800
    newest = house.desk("operator").read(price_lists)[0]
    assert (newest.version_no, newest.signatures, newest.created_by_name) == (2, ("罗建平",), "罗业务")
    steps = house.desk("operator").read(price_history, house.unit_id("0301"))
    assert [step.total_fen for step in steps] == [241_372_800, 236_640_000]


def test_nobody_signs_what_they_entered_themselves_and_the_button_says_the_same(house: House) -> None:
    desk = house.desk("operator")
    list_id = desk.perform(revise_prices, revision())
    reason = desk.read(why_not_sign, list_id)
    with pytest.raises(Refusal) as refused:
        desk.perform(sign_price_list, Signature(price_list_id=list_id))
    assert str(refused.value) == str(reason)
    assert price(house) == 236_640_000


def test_the_database_itself_refuses_an_own_signature(house: House) -> None:
    desk = house.desk("operator")
    list_id = desk.perform(revise_prices, revision())
    with pytest.raises(Refusal, match="themselves"), desk.database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO price_list_signature (project_id, price_list_id, created_at, created_by) "
            f"VALUES ({house.project_id}, {list_id}, app_now(), app_person())"
        )


def test_control_without_four_eyes_and_without_another_login_the_same_person_signs(house: House) -> None:
    desk = house.desk("operator")
    list_id = desk.perform(revise_prices, revision())
    with house.as_owner.begin() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO project_setting (project_id, name, value) VALUES ({house.project_id}, 'four_eyes', 'false')"
        )
    assert "themselves" in str(desk.read(why_not_sign, list_id))
    with house.as_owner.begin() as connection:
        connection.exec_driver_sql("UPDATE person SET closed_at = app_now() WHERE login <> 'operator'")
    assert desk.read(why_not_sign, list_id) is None
    assert desk.perform(sign_price_list, Signature(price_list_id=list_id))


def test_a_list_that_needs_two_signatures_counts_after_the_second_by_another_person(house: House) -> None:
    house.desk("operator").perform(change_setting, NewSetting(name="price.signatures", value=2))
    list_id = house.desk("operator").perform(revise_prices, revision())
    assert house.desk("manager").perform(sign_price_list, Signature(price_list_id=list_id)) is False
    assert price(house) == 236_640_000
    with pytest.raises(Refusal, match="already"):
        house.desk("manager").perform(sign_price_list, Signature(price_list_id=list_id))
    assert house.desk("management").perform(sign_price_list, Signature(price_list_id=list_id)) is True
    assert price(house) == 241_372_800


def test_a_signed_version_is_not_signed_again(house: House) -> None:
    first = house.desk("operator").read(price_lists)[0]
    reason = house.desk("management").read(why_not_sign, first.id)
    assert "signed off already" in str(reason)
    with pytest.raises(Refusal):
        house.desk("management").perform(sign_price_list, Signature(price_list_id=first.id))


def test_a_signed_version_is_never_changed_again(house: House) -> None:
    first = house.desk("operator").read(price_lists)[0]
    for statement in (
        f"UPDATE price_list_line SET total_fen = 1 WHERE price_list_id = {first.id}",
        f"DELETE FROM price_list_line WHERE price_list_id = {first.id}",
        f"DELETE FROM unit_floor_price WHERE price_list_id = {first.id}",
    ):
        with pytest.raises(Refusal), house.desk("operator").database.writing() as connection:
            connection.exec_driver_sql(statement)
    assert price(house) == 236_640_000


def test_a_version_counts_from_its_effective_time(house: House) -> None:
    now = house.desk("operator").read(lambda work: work.now)
    later = house.desk("operator").perform(revise_prices, revision(effective_at=now + timedelta(days=3)))
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=later))
    assert price(house) == 236_640_000


def test_a_version_from_a_time_gone_by_counts_from_now(house: House) -> None:
    now = house.desk("operator").read(lambda work: work.now)
    list_id = house.desk("operator").perform(revise_prices, revision(effective_at=now - timedelta(days=30)))
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=list_id))
    assert price(house) == 241_372_800


def test_a_revision_never_touches_the_price_of_an_order_already_made(house: House) -> None:
    order_id = house.sold("0301")
    before = house.desk("control").read(order_detail, order_id)
    list_id = house.desk("operator").perform(revise_prices, revision())
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=list_id))
    assert house.desk("control").read(order_detail, order_id) == before


def test_homes_without_a_price_get_one_by_a_set_unit_price(house: House) -> None:
    desk = house.desk("operator")
    desk.perform(generate_units, pattern())
    ids = tuple(c.unit_id for c in desk.read(lambda work: work.units.board()) if c.building == "7#")
    lines, changes = desk.read(revised, revision(change=Change.SET_UNIT_PRICE, value=1_900_000, unit_ids=ids))
    assert (len(changes), {change.before_fen for change in changes}, len(lines)) == (12, {None}, 36)


@pytest.mark.parametrize(
    "changes", [{"value": 0}, {"change": Change.UNIT_PRICE, "value": -9_000_000}, {"value": 1_000_000}]
)
def test_a_revision_that_makes_no_sense_is_refused(house: House, changes: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        house.desk("operator").perform(revise_prices, revision(**changes))
    assert len(house.desk("operator").read(price_lists)) == 1


def test_who_may_enter_and_who_may_sign(house: House) -> None:
    for login in ("manager", "control", "consultant"):
        with pytest.raises(NotAllowed):
            house.desk(login).perform(revise_prices, revision())
    list_id = house.desk("operator").perform(revise_prices, revision())
    with pytest.raises(NotAllowed):
        house.desk("control").perform(sign_price_list, Signature(price_list_id=list_id))
    assert "sign off" in str(house.desk("control").read(why_not_sign, list_id))


def test_floor_prices_go_with_their_version(house: House) -> None:
    list_id = house.desk("operator").perform(revise_prices, revision())
    lines = house.desk("operator").read(lambda work: work.prices.lines(list_id))
    assert {line.floor_total_fen for line in lines.values()} == {212_976_000, 161_550_000}


def test_the_list_of_versions_says_which_counts_which_waits_and_why_it_cannot_be_signed(house: House) -> None:
    desk = house.desk("operator")
    now = desk.read(lambda work: work.now)
    later = desk.perform(revise_prices, revision(effective_at=now + timedelta(days=3)))
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=later))
    desk.perform(revise_prices, revision(name="再上调"))
    versions = desk.read(price_versions)
    assert [(version.row.version_no, version.state.value) for version in versions] == [
        (3, "waiting"),
        (2, "coming"),
        (1, "current"),
    ]
    assert "themselves" in str(versions[0].against)
    newest = house.desk("manager").read(price_versions)[0]
    assert newest.against is None
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=newest.row.id))
    assert [version.state.value for version in desk.read(price_versions)] == ["current", "coming", "superseded"]


def test_a_version_shows_what_it_changed_against_the_one_before(house: House) -> None:
    desk = house.desk("operator")
    list_id = desk.perform(revise_prices, revision(unit_ids=(house.unit_id("0301"),)))
    (change,) = house.desk("management").read(version_changes, list_id)
    assert (change.label, change.before_fen, change.after_fen) == ("3-0301", 236_640_000, 241_372_800)
    first = desk.read(price_versions)[-1]
    assert len(desk.read(version_changes, first.row.id)) == 24
