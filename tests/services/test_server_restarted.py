"""The server is really restarted, in the middle of a payment and between two: the payment stands once, the desk tells
its line, and hears the others again."""

from __future__ import annotations

from typing import Any

import pytest

from salesdesk.domain.errors import DatabaseLost
from salesdesk.repository.touched import Touched
from salesdesk.services.cashier import Payment, take_payment
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.office import Office, renewed
from tests.services.money_helpers import numbers, payment
from tests.services.test_lost_line import cashier_over, commits, told
from tests.services.test_notices import listening
from tests.support.office import House
from tests.support.restarting import RestartedServer, copy_is_kept, pg_server, pg_template, server

__all__ = ["copy_is_kept", "pg_server", "pg_template", "server"]


@pytest.fixture
def engine_kind() -> str:
    return "postgresql"


@pytest.fixture
def cashier(house: House) -> Office:
    office = house.another_desk("cashier")
    office.patience = 60.0
    return office


class Falling:
    """The verb of the counter, in whose middle the server is restarted once."""

    def __init__(self, server: RestartedServer, mode: str) -> None:
        self._server, self._mode = server, mode
        self.times = 0

    def __call__(self, work: Any, form: Payment) -> int:
        self.times += 1
        receipt = take_payment(work, form)
        if self.times == 1:
            self._server.restart(self._mode)
        return receipt

    __name__ = take_payment.__name__


@pytest.mark.parametrize("mode", ["immediate", "fast"])
def test_a_payment_in_whose_middle_the_server_is_restarted_stands_once(
    house: House, server: RestartedServer, cashier: Office, mode: str
) -> None:
    form, states = payment(house, house.sold("0301")), told(cashier)
    verb = Falling(server, mode)
    receipt = cashier.perform(verb, form)
    assert (verb.times, states, numbers(house)) == (2, [False, True], [1])
    assert cashier.perform(take_payment, form) == receipt
    assert numbers(house) == [1]


def test_control_without_patience_the_same_restart_is_the_person_s_to_repeat(
    house: House, server: RestartedServer, cashier: Office
) -> None:
    form, cashier.patience = payment(house, house.sold("0301")), 0.0
    with pytest.raises(DatabaseLost):
        cashier.perform(Falling(server, "immediate"), form)
    assert numbers(house) == []


def test_an_answer_that_fell_with_the_server_is_asked_for_again_and_the_payment_stands_once(
    house: House, server: RestartedServer
) -> None:
    """The payment was kept before the fall; only its answer never arrived."""
    form = payment(house, house.sold("0301"))
    with cashier_over(house) as (office, line):
        states = told(office)
        line.silence_when(commits, forwarded=True)
        office.on_line(lambda up: None if up else server.restart("immediate"))
        receipt = office.perform(take_payment, form)
        assert (states, numbers(house)) == ([False, True], [1])
        assert office.perform(take_payment, form) == receipt
        assert numbers(house) == [1]


def test_control_under_another_request_id_the_money_is_taken_twice(house: House, server: RestartedServer) -> None:
    form = payment(house, house.sold("0301"))
    with cashier_over(house) as (office, line):
        office.patience = 0.0
        line.silence_when(commits, forwarded=True)
        with pytest.raises(DatabaseLost):
            office.perform(take_payment, form)
        server.restart("immediate")
        line.mend()
        office.perform(take_payment, renewed(form))
        assert numbers(house) == [1, 2]


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_between_two_entries_a_restart_is_not_noticed_and_the_ear_hears_again(
    house: House, server: RestartedServer, cashier: Office, mode: str
) -> None:
    first, second = payment(house, house.sold("0301")), payment(house, house.sold("0302", telephone="13812342047"))
    unit, manager = house.unit_id("0101"), house.another_desk("manager")
    manager.patience = 60.0
    with listening(cashier) as ear:
        cashier.perform(take_payment, first)
        server.restart(mode)
        assert cashier.read(lambda work: work.today) == house.today
        cashier.perform(take_payment, second)
        assert numbers(house) == [1, 2]
        ear.counts.get(timeout=20.0)
        assert ear.next() == Touched(everything=True), "what was missed meanwhile is read"
        manager.perform(hold, HoldForm(unit_id=unit, reason="领导预留"))
        ear.until(Touched(units={unit}))
