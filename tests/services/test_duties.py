"""Duties of a real office: the lamp of an order, everybody's tasks, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from salesdesk.domain.duty_facts import DutyKind, Urgency
from salesdesk.services.cancellations import CancellationRequest, ask_cancellation
from salesdesk.services.customers import NewFollowUp, follow_up
from salesdesk.services.duties import OrderDuties, TaskList, all_tasks, duties_of_order, lamps, my_tasks, urgent_tasks
from salesdesk.services.order_lists import order_detail
from tests.services.change_helpers import agree
from tests.services.change_helpers import settle as settle_change
from tests.services.money_helpers import days_pass, line, pay, void
from tests.support.office import House

_K, _U = DutyKind, Urgency


def order_duties(house: House, order_id: int, login: str = "control") -> OrderDuties:
    found = house.desk(login).read(duties_of_order, order_id)
    assert found is not None
    return found


def tasks(house: House, login: str) -> TaskList:
    return house.desk(login).read(my_tasks)


def words(house: House, login: str) -> list[str]:
    return [task.words for task in tasks(house, login).tasks]


def pay_all(house: House, order_id: int) -> None:
    """Everything of the price that no bank pays."""
    dues = house.desk("control").read(order_detail, order_id).dues
    for due in dues:
        if due.klass == "price":
            pay(house, order_id, line(due.item, due.amount_fen))


def statements_of(house: House, ask: Callable[[], object]) -> int:
    """How many statements a question of sales control sends."""
    engine, told = house.desk("control").database.engine, list[str]()

    def count(_c: object, _k: object, statement: str, *_: object) -> None:
        told.append(statement)

    sa.event.listen(engine, "before_cursor_execute", count)
    try:
        ask()
    finally:
        sa.event.remove(engine, "before_cursor_execute", count)
    return len(told)


def test_the_lamp_of_a_fresh_subscription_is_its_earnest_money(house: House) -> None:
    order_id = house.sold("0301")
    first = order_duties(house, order_id).next
    assert (first.kind, first.amount_fen, first.person) == (_K.EARNEST, 5_000_000, "陈立")
    receipt = pay(house, order_id)
    assert order_duties(house, order_id).next.kind is _K.CONTRACT
    void(house, receipt)
    assert order_duties(house, order_id).next.kind is _K.EARNEST


def test_the_consultant_sees_the_same_lamp_and_the_colleague_none(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    assert order_duties(house, order_id, "consultant").next == order_duties(house, order_id).next
    assert house.desk("colleague").read(duties_of_order, order_id) is None
    assert house.desk("colleague").read(lamps, [order_id]).duties == {}


def test_money_is_seen_of_own_orders_and_of_nobody_elses(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    order_duties(house, order_id)
    query = sa.text("SELECT count(*) FROM receipt_line")

    def seen(login: str) -> int:
        return house.desk(login).read(lambda work: int(work.connection.execute(query).scalar_one()))

    assert {login: seen(login) for login in ("consultant", "colleague", "operator", "cashier")} == {
        "consultant": 1,
        "colleague": 0,
        "operator": 0,
        "cashier": 1,
    }


def test_each_finds_own_duties_among_the_tasks(house: House) -> None:
    house.sold("0301")
    collect, sign = "Collect the earnest money in full", "Sign the contract with the buyer"
    assert words(house, "cashier")[0] == collect
    assert words(house, "consultant")[0] == collect
    assert sign in words(house, "control")
    assert collect not in words(house, "control")
    assert words(house, "colleague") == words(house, "manager") == words(house, "operator") == []


def test_what_is_overdue_stands_in_the_consultants_tasks_with_its_sum(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    house.desk("consultant"), house.desk("control")
    days_pass(house, 25)
    task = next(task for task in tasks(house, "consultant").tasks if task.words.startswith("Ask for"))
    assert (task.urgency, task.place, task.wanted) == (_U.OVERDUE, "orders", ("order_id", order_id))
    assert task.amount_fen > 0
    assert "down payment" in task.notes[0]


def test_a_request_is_the_approvers_task_and_then_the_cashiers(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    form = CancellationRequest(order_id=order_id, reason="客户资金断裂", penalty_fen=1_000_000)
    on_request = house.desk("control").perform(ask_cancellation, form)
    assert words(house, "manager") == ["Answer: Cancellation"]
    assert tasks(house, "manager").tasks[0].wanted == ("request_id", on_request)
    assert not any(word.startswith("Answer") for word in words(house, "control"))
    agree(house, on_request)
    assert words(house, "manager") == []
    assert "Settle the money: Cancellation" in words(house, "cashier")
    assert order_duties(house, order_id).next.kind is _K.SETTLE
    settle_change(house, on_request)
    assert order_duties(house, order_id).next.kind is _K.CARRY_OUT
    assert "Carry out: Cancellation" in words(house, "control")


def test_customers_to_contact_stand_among_the_tasks_of_their_owner(house: House) -> None:
    customer = house.customer()
    today = house.today
    house.desk("consultant").perform(
        follow_up, NewFollowUp(customer_id=customer, kind="call_out", note="回访", next_on=today)
    )
    found = tasks(house, "consultant")
    assert [(task.words, task.wanted, task.urgency) for task in found.tasks] == [
        ("Contact the customer", ("customer_id", customer), _U.SOON)
    ]
    assert house.desk("consultant").read(urgent_tasks) == 1
    assert tasks(house, "colleague").tasks == ()


def test_all_tasks_are_for_who_sees_all_orders(house: House) -> None:
    house.sold("0301")
    everything = house.desk("manager").read(all_tasks)
    assert {task.words for task in everything.tasks} >= {"Collect the earnest money in full"}
    with pytest.raises(Exception, match="see every order"):
        house.desk("consultant").read(all_tasks)


def test_a_list_of_many_orders_asks_no_more_than_one_of_a_few(house: House) -> None:
    control = house.desk("control")
    house.sold("0301")
    control.read(my_tasks)
    few = statements_of(house, lambda: control.read(my_tasks))
    for number, telephone in (("0401", "13900000001"), ("0501", "13900000002"), ("0601", "13900000003")):
        house.sold(number, telephone)
    assert statements_of(house, lambda: control.read(my_tasks)) == few <= 16
