"""Exactly once: the same request is carried out once and answered twice, whoever is in a hurry."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.repository.commands import Begun
from salesdesk.repository.database import utc_now
from salesdesk.repository.work import Work
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.office import Form, Office, new_request_id, renewed
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.subscriptions import subscribe
from tests.support.office import House
from tests.support.raw import raw


def orders(house: House) -> int:
    with raw(house) as session:
        return int(session.one("SELECT count(*) FROM sale_order"))


def commands(house: House) -> int:
    with raw(house) as session:
        return int(session.one("SELECT count(*) FROM command WHERE verb IN ('subscribe', 'hold', 'reserve')"))


def test_the_same_form_a_second_time_gets_the_first_answer_and_does_nothing(house: House) -> None:
    form = house.subscription("0301", house.customer())
    control = house.desk("control")
    first = control.perform(subscribe, form)
    assert control.perform(subscribe, form) == first
    assert house.another_desk("control").perform(subscribe, form) == first
    assert (orders(house), commands(house)) == (1, 1)


def test_the_same_request_with_other_arguments_is_refused(house: House) -> None:
    form = house.subscription("0301", house.customer())
    control = house.desk("control")
    control.perform(subscribe, form)
    with pytest.raises(Refusal, match="already used for something else"):
        control.perform(subscribe, replace(form, note="anders"))
    assert orders(house) == 1


def test_the_same_request_for_another_verb_is_refused(house: House) -> None:
    customer = house.customer()
    control = house.desk("control")
    first = HoldForm(unit_id=house.unit_id("0301"), reason="等", customer_id=customer)
    control.perform(hold, first)
    with pytest.raises(Refusal, match="already used for something else"):
        control.perform(reserve, Reservation(unit_id=house.unit_id("0302"), customer_id=customer,
                                             request_id=first.request_id))  # fmt: skip
    assert (orders(house), commands(house)) == (0, 1)


def test_the_same_thing_meant_twice_is_two_requests(house: House) -> None:
    form = Reservation(unit_id=house.unit_id("0301"), customer_id=house.customer())
    control = house.desk("control")
    control.perform(reserve, form)
    with pytest.raises(Refusal, match="is in the state"):
        control.perform(reserve, renewed(form))


def test_two_people_may_come_upon_the_same_request_id(house: House) -> None:
    request_id = new_request_id()
    for login, number in (("control", "0301"), ("manager", "0302")):
        form = HoldForm(unit_id=house.unit_id(number), reason="等", request_id=request_id)
        house.desk(login).perform(hold, form)
    assert commands(house) == 2


def test_a_request_that_failed_leaves_nothing_and_can_be_repeated(house: House) -> None:
    form = HoldForm(unit_id=house.unit_id("0301"), reason=" ")
    control = house.desk("control")
    with pytest.raises(BadInput):
        control.perform(hold, form)
    assert commands(house) == 0
    control.perform(hold, replace(form, reason="等"))
    assert commands(house) == 1


def test_a_desk_that_left_hears_later_what_became_of_its_request(house: House) -> None:
    form = HoldForm(unit_id=house.unit_id("0301"), reason="等")
    control = house.desk("control")
    hold_id = control.perform(hold, form)
    assert control.read(lambda work: work.commands.answer(form.request_id)) == (True, {"value": hold_id})
    assert control.read(lambda work: work.commands.answer(new_request_id())) == (False, None)
    assert house.desk("manager").read(lambda work: work.commands.answer(form.request_id)) == (False, None)


def together(*desks: Office, form: Form, verb: object) -> list[object]:
    """The same form from several desks at the same moment; what each was answered."""
    start, answers = threading.Barrier(len(desks)), list[object]()

    def one(desk: Office) -> None:
        start.wait()
        try:
            answers.append(desk.perform(verb, form))  # type: ignore[arg-type]
        except Exception as error:
            answers.append(error)

    threads = [threading.Thread(target=one, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_one_request_from_several_desks_at_once_makes_one_order_and_one_answer(house: House) -> None:
    form = house.subscription("0301", house.customer())
    desks = [house.another_desk("control") for _ in range(4)]
    answers = together(*desks, form=form, verb=subscribe)
    assert len(set(answers)) == 1, answers
    assert isinstance(answers[0], int)
    assert orders(house) == 1


def not_noted(work: Work, form: Form) -> int:
    """A verb that appends whatever the request id: what would happen without the command's row."""
    work.connection.exec_driver_sql(
        "INSERT INTO working_day_exception (day, working, note) SELECT date '2030-01-01' + count(*)::int, true, '' "
        "FROM working_day_exception"
        if work.connection.dialect.name == "postgresql"
        else "INSERT INTO working_day_exception (day, working, note) "
        "SELECT date('2030-01-01', count(*) || ' days'), true, '' FROM working_day_exception"
    )
    return 1


def test_without_the_commands_row_the_same_request_would_be_carried_out_twice(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    operator, form = house.desk("operator"), Form()
    operator.perform(not_noted, form)
    operator.perform(not_noted, form)
    assert days_entered(house) == 1
    monkeypatch.setattr("salesdesk.repository.commands.Commands.begin", lambda *_: Begun(utc_now()))
    monkeypatch.setattr("salesdesk.repository.commands.Commands.complete", lambda *_: None)
    operator.perform(not_noted, form)
    assert days_entered(house) == 2


def days_entered(house: House) -> int:
    with raw(house) as session:
        return int(session.one("SELECT count(*) FROM working_day_exception"))
