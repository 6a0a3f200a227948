"""A unit between desks: held, reserved, sold, put on sale and taken off it, signed for, all at the same instant.

What each test tries several times is tried with another desk a little ahead each time. Two orders that want each
other's unit are missing: nothing swaps units yet.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from salesdesk.repository.holds import Holds
from salesdesk.repository.sale_orders import SaleOrders
from salesdesk.repository.units import Units
from salesdesk.services.contracts import Contract, Filing, file_contract, sign_contract
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.launches import Launch, launch, withdraw
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.subscriptions import subscribe
from tests.support.invariants import assert_in_order, broken
from tests.support.office import House
from tests.support.paying import bought
from tests.support.races import Answer, Desks, Try, asked, in_threads, meet_in, owner_does, somebody_waits, without_in

ON_POSTGRES = pytest.mark.parametrize("engine_kind", ["postgresql"])
ROUNDS = ("0201", "0202", "0301", "0302")


def winners(answers: Sequence[Answer]) -> int:
    return sum(answer.won for answer in answers)


def faults(house: House) -> str:
    with house.as_owner.connect() as owner:
        return "; ".join(broken(owner))


def customers(house: House) -> tuple[int, int, int]:
    names = ("韩若溪", "周念真", "邵文博")
    first, second, third = (house.customer(name, f"1380000100{place}") for place, name in enumerate(names))
    return first, second, third


def holds(house: House, number: str, customer: int | None, hours: int = 1, login: str = "manager") -> Try:
    return Try(login, hold, HoldForm(unit_id=house.unit_id(number), reason="等", customer_id=customer, hours=hours))


def reserves(house: House, number: str, customer: int) -> Try:
    return Try("control", reserve, Reservation(unit_id=house.unit_id(number), customer_id=customer))


def subscribes(house: House, number: str, customer: int, building: str = "3#") -> Try:
    unit = house.unit_id(number, building)
    return Try("control", subscribe, house.subscription(number, customer, unit_id=unit, choices=house.choices()))


def do(house: House, one: Try) -> object:
    return house.desk(one.login).perform(one.verb, one.form)


def unlocked(monkeypatch: pytest.MonkeyPatch, parties: int = 2) -> None:
    """All have looked at the unit, none has it locked, before the first one writes."""
    monkeypatch.setattr(Units, "lock", lambda self, unit_id, verb: self.record(unit_id))
    meeting, record, looked = threading.Barrier(parties), Units.record, list[int]()

    def look_together(self: Units, unit_id: int) -> object:
        seen = record(self, unit_id)
        looked.append(unit_id)
        if len(looked) <= parties:
            meeting.wait(20)
        return seen

    monkeypatch.setattr(Units, "record", look_together)


# --- holds, reservations, sales --------------------------------------------------------------------------------------


def test_a_unit_is_held_or_reserved_by_one_desk(house: House, desks: Desks) -> None:
    first, second, third = customers(house)
    for turn, number in enumerate(ROUNDS):
        answers = desks.at_once(
            holds(house, number, first).later(turn),
            reserves(house, number, second).later(2),
            holds(house, number, third).later(3 - turn),
        )
        assert winners(answers) == 1, answers
    assert_in_order(house)


@ON_POSTGRES
def test_control_without_the_lock_of_the_unit_it_is_held_for_one_and_reserved_by_another(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, _ = customers(house)
    tries = holds(house, "0301", first), reserves(house, "0301", second)
    unlocked(monkeypatch)
    owner_does(house, "DROP TRIGGER sd_order_begins ON sale_order")
    assert winners(desks.at_once(*tries)) == 2
    assert "a sold unit is held for somebody" in faults(house)


def test_a_hold_keeps_the_unit_for_its_customer_until_it_expires_and_then_the_first_desk_gets_it(
    house: House, desks: Desks
) -> None:
    first, second, third = customers(house)
    for number in ROUNDS:
        do(house, holds(house, number, first))
    kept = desks.at_once(subscribes(house, ROUNDS[0], second), subscribes(house, ROUNDS[0], first))
    assert [answer.won for answer in kept] == [False, True]
    desks.hours_pass(2)
    for turn, number in enumerate(ROUNDS[1:]):
        answers = desks.at_once(
            subscribes(house, number, second).later(turn),
            holds(house, number, third).later(2 - turn),
            reserves(house, number, first).later(1),
        )
        assert winners(answers) == 1, answers
    assert_in_order(house)


def test_a_hold_that_expires_in_the_middle_of_the_sale_to_its_customer_is_no_obstacle_and_told_as_expired(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_ = customers(house)
    do(house, holds(house, "0301", first))
    sale, draft = subscribes(house, "0301", first), SaleOrders.draft

    def draft_later(self: SaleOrders, *arguments: object) -> object:
        desks.hours_pass(2)
        return draft(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(SaleOrders, "draft", draft_later)
    do(house, sale)
    assert asked(house, "SELECT release_reason FROM hold") == "expired"
    assert_in_order(house)


@ON_POSTGRES
def test_control_without_the_lock_of_the_unit_an_expired_hold_gives_way_to_a_sale_and_to_another_hold(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = customers(house)
    do(house, holds(house, "0301", first))
    desks.hours_pass(2)
    tries = subscribes(house, "0301", second), holds(house, "0301", third)
    unlocked(monkeypatch)
    owner_does(house, "DROP TRIGGER sd_order_begins ON sale_order")
    answers = desks.at_once(*tries)
    assert winners(answers) == 2
    assert asked(house, "SELECT COUNT(*) FROM hold") == 2


# --- put on sale, taken off it ---------------------------------------------------------------------------------------


def launches(house: House, number: str, building: str = "3#") -> Try:
    return Try("operator", launch, Launch(unit_ids=(house.unit_id(number, building),)))


def withdraws(house: House, number: str, building: str = "3#") -> Try:
    return Try("operator", withdraw, Launch(unit_ids=(house.unit_id(number, building),)))


def test_a_unit_is_sold_or_taken_off_sale_and_never_sold_before_it_is_on_sale(house: House, desks: Desks) -> None:
    customer, *_ = customers(house)
    for turn, number in enumerate(ROUNDS):
        answers = desks.at_once(
            withdraws(house, number).later(3 - turn), subscribes(house, number, customer).later(turn)
        )
        assert winners(answers) == 1, answers
        begun = desks.at_once(
            launches(house, number, "4#").later(turn), subscribes(house, number, customer, "4#").later(2)
        )
        assert begun[0].won
    assert_in_order(house)


def test_a_unit_taken_off_sale_put_back_and_sold_at_the_same_instant_goes_by_the_book(
    house: House, desks: Desks
) -> None:
    customer, *_ = customers(house)
    for turn, number in enumerate(ROUNDS):
        desks.at_once(
            withdraws(house, number).later(turn),
            launches(house, number).later(2),
            subscribes(house, number, customer).later(4 - turn),
        )
    assert_in_order(house)


@ON_POSTGRES
def test_without_the_lock_of_the_service_the_database_still_lets_one_of_them_through(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer, *_ = customers(house)
    tries = withdraws(house, "0301"), subscribes(house, "0301", customer)
    both_have_looked(monkeypatch)
    assert winners(desks.at_once(*tries)) == 1
    assert_in_order(house)


def both_have_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sale and a withdrawal that have both found the unit free, and have written nothing."""
    meeting = threading.Barrier(2)
    draft, off_sale = SaleOrders.draft, Units.launch

    def draft_after(self: SaleOrders, *arguments: object) -> object:
        meeting.wait(20)
        return draft(self, *arguments)  # type: ignore[arg-type]

    def off_sale_after(self: Units, *arguments: object) -> None:
        meeting.wait(20)
        off_sale(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Units, "lock", lambda self, unit_id, verb: self.record(unit_id))
    monkeypatch.setattr(SaleOrders, "draft", draft_after)
    monkeypatch.setattr(Units, "launch", off_sale_after)


@ON_POSTGRES
def test_control_without_lock_and_guards_a_unit_is_sold_that_was_taken_off_sale(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer, *_ = customers(house)
    tries = withdraws(house, "0301"), subscribes(house, "0301", customer)
    both_have_looked(monkeypatch)
    owner_does(house, "DROP TRIGGER sd_order_begins ON sale_order", "DROP TRIGGER sd_launch_papers ON unit_launch",
               "DROP TRIGGER sd_unit_move ON unit")  # fmt: skip
    assert winners(desks.at_once(*tries)) == 2
    assert "taken off it" in faults(house)


def held_again_while_taken_off_sale(house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """A desk has locked a unit whose hold has run out, and is about to close that hold; then another takes it off sale.
    Nobody tries twice."""
    first, second, _ = customers(house)
    do(house, holds(house, "0301", first))
    desks.hours_pass(2)
    again, off = holds(house, "0301", second), withdraws(house, "0301")
    locked, close = threading.Event(), Holds.end_expired

    def close_slowly(self: Holds, unit_id: int) -> bool:
        locked.set()
        somebody_waits(house)
        return close(self, unit_id)

    def off_sale() -> Answer:
        assert locked.wait(20)
        return desks.whatever([off])[0][0]

    monkeypatch.setattr(Holds, "end_expired", close_slowly)
    monkeypatch.setattr("salesdesk.services.office.TRIES", 1)
    return in_threads([lambda: desks.whatever([again])[0][0], off_sale])


@ON_POSTGRES
def test_a_desk_that_holds_anew_and_one_that_takes_off_sale_do_not_wait_for_each_other(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = held_again_while_taken_off_sale(house, desks, monkeypatch)
    assert [answer.refusal for answer in answers] == ["", "Refusal"]
    assert_in_order(house)


@ON_POSTGRES
def test_control_where_the_hold_is_closed_before_the_unit_is_locked_they_do(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = "PERFORM 1 FROM unit WHERE id = NEW.unit_id AND project_id = NEW.project_id FOR NO KEY UPDATE; UPDATE hold"
    without_in(house, "sd_launch_papers", (lock, "UPDATE hold"))
    answers = held_again_while_taken_off_sale(house, desks, monkeypatch)
    assert "TryAgain" in [answer.refusal for answer in answers]


# --- contracts -------------------------------------------------------------------------------------------------------


def signs(house: House, order: int, number: str) -> Try:
    return Try("control", sign_contract, Contract(order_id=order, contract_number=number, contracted_on=house.today))


def test_a_contract_is_signed_and_filed_at_one_of_the_desks_that_try(house: House, desks: Desks) -> None:
    for place, order in enumerate(bought(house, *ROUNDS[:2])):
        answers = desks.at_once(*(signs(house, order, f"HT-{place}-{name}") for name in "ABCD"))
        assert winners(answers) == 1, answers
        kept = asked(house, f"SELECT contract_number FROM sale_order WHERE id = {order}")
        assert kept == f"HT-{place}-{'ABCD'[[answer.won for answer in answers].index(True)]}"
        filings = (Filing(order_id=order, filing_number=f"B-{place}-{name}", filed_on=house.today) for name in "AB")
        assert winners(desks.at_once(*(Try("control", file_contract, form) for form in filings))) == 1
    assert_in_order(house)


@ON_POSTGRES
def test_control_without_the_lock_of_the_order_both_sign_and_one_contract_is_lost(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    (order,) = bought(house, "0301")
    monkeypatch.setattr(SaleOrders, "lock", SaleOrders.head)
    monkeypatch.setattr("salesdesk.services.contracts._redated", lambda work, detail, day: detail.dues)
    meet_in(monkeypatch, SaleOrders, "move")
    assert winners(desks.at_once(signs(house, order, "HT-A"), signs(house, order, "HT-B"))) == 2


def test_two_orders_that_are_signed_under_one_number_do_not_both_get_it(house: House, desks: Desks) -> None:
    one, other = bought(house, "0301", "0302")
    assert winners(desks.at_once(signs(house, one, "HT-1"), signs(house, other, "HT-1"))) == 1
    assert_in_order(house)
