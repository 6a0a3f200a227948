"""No unit is sold twice, however many want it at the same instant."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import pytest

from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.database import Database
from salesdesk.repository.people import People
from salesdesk.repository.units import Units
from salesdesk.services.subscriptions import subscribe
from tests.support.invariants import assert_in_order, broken
from tests.support.office import PASSWORD, House
from tests.support.races import Answer, Desks, ProgramDesks, Try, asked, meet_in, owner_does
from tests.support.unguarded import subscribe_as_seen_before

ON_POSTGRES = pytest.mark.parametrize("engine_kind", ["postgresql"])
ON_SQLITE = pytest.mark.parametrize("engine_kind", ["sqlite"])
LIVE = "SELECT COUNT(*) FROM sale_order WHERE unit_id = {} AND stage NOT IN ('draft', 'cancelled')"


def sellers(house: House, count: int) -> list[str]:
    """So many people at sales control, each with a login and a password of their own."""
    stem = f"r{uuid.uuid4().hex[:8]}"
    with Database(house.as_owner).writing() as connection:
        people = People(connection, house.realm)
        for place in range(count):
            person = people.add(f"{stem}.{place}", f"销控{place}", PASSWORD)
            people.give_role(person, house.project_id, OfficeRole.SALES_CONTROL)
    return [f"{stem}.{place}" for place in range(count)]


def subscriptions(house: House, logins: Sequence[str], number: str = "0301") -> list[Try]:
    customer = house.customer(telephone=f"1381234{number}")
    form = house.subscription(number, customer)
    return [Try(login, subscribe, house.subscription(number, customer, choices=form.choices)) for login in logins]


def live_orders(house: House, number: str = "0301") -> int:
    return int(asked(house, LIVE.format(house.unit_id(number))))


def winners(answers: Sequence[Answer]) -> int:
    return sum(answer.won for answer in answers)


@ON_POSTGRES
def test_of_sixty_four_people_who_subscribe_one_unit_at_the_same_instant_one_gets_it(
    house: House, desks: Desks
) -> None:
    tries = subscriptions(house, sellers(house, 64))
    answers = desks.at_once(*tries)
    assert winners(answers) == 1
    assert sum(answer.refusal in ("Refusal", "UnitTaken") for answer in answers) == 63
    assert live_orders(house) == 1
    assert_in_order(house)


@ON_POSTGRES
def test_control_without_lock_and_index_several_of_them_get_it(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Units, "lock", lambda self, unit_id, verb: self.record(unit_id))
    meet_in(monkeypatch, Units, "lock", 4)
    owner_does(house, "DROP INDEX uq_sale_order_live_per_unit", "DROP TRIGGER sd_order_begins ON sale_order",
               "DROP TRIGGER sd_order_moves_unit ON sale_order")  # fmt: skip
    said = desks.whatever(*([one] for one in subscriptions(house, ["control"] * 4)))
    assert winners([answers[0] for answers in said]) >= 2
    assert live_orders(house) >= 2
    with house.as_owner.connect() as owner:
        assert any("two live orders" in fault for fault in broken(owner))


@ON_SQLITE
def test_of_four_programs_that_subscribe_one_unit_at_the_same_instant_one_gets_it(
    house: House, desks: ProgramDesks
) -> None:
    for number in ("0301", "0302", "0401"):
        answers = desks.at_once(*subscriptions(house, ["control"] * 4, number))
        assert winners(answers) == 1
        assert live_orders(house, number) == 1
    assert_in_order(house)


@ON_SQLITE
def test_control_programs_that_look_before_they_have_the_file_sell_it_to_all_four(
    house: House, desks: ProgramDesks
) -> None:
    owner_does(house, "DROP INDEX uq_sale_order_live_per_unit", "DROP TRIGGER sd_order_begins")
    tries = [Try(one.login, subscribe_as_seen_before, one.form) for one in subscriptions(house, ["control"] * 4)]
    assert winners(desks.at_once(*tries)) == 4
    assert live_orders(house) == 4
