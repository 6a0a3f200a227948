"""A consultant sees their own customers in every list, search, story and count; on a server the database holds it too.

Of a colleague's customer anybody learns that the telephone is known, to whom, since when; tests/services/test_customers
holds that.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from salesdesk.domain.errors import NotAllowed, Refusal
from salesdesk.repository.database import utc_now
from salesdesk.services.accounts import orders_of_customer
from salesdesk.services.customer_lists import customer_counts, due_page, my_customers
from salesdesk.services.customers import (
    CustomerEdit,
    NewCustomer,
    NewFollowUp,
    customer_count,
    customer_page,
    customer_story,
    edit_customer,
    enter_customer,
    find_customers,
    follow_up,
    known_telephone,
)
from salesdesk.services.subscriptions import subscribe
from tests.support.office import House


@pytest.fixture
def secret(house: House) -> int:
    """A colleague's customer, due today."""
    form = NewCustomer(telephones=("13812342046",), name="韩若溪", wish="四房", note="密谈", next_on=house.today)
    return house.desk("colleague").perform(enter_customer, form)


def test_a_consultant_finds_nothing_of_a_colleague_s_customer_anywhere(house: House, secret: int) -> None:
    desk = house.desk("consultant")
    assert desk.read(customer_page) == []
    assert desk.read(my_customers) == []
    assert desk.read(due_page) == []
    assert [desk.read(find_customers, typed) for typed in ("韩若溪", "hrx", "2046", "13812342046")] == [[], [], [], []]
    assert desk.read(customer_count) == 0
    counts = desk.read(customer_counts)
    assert (counts.overdue, counts.due_today, counts.mine, counts.all) == (0, 0, 0, 0)
    with pytest.raises(Refusal, match="colleague"):
        desk.read(customer_story, secret)


def test_a_consultant_changes_nothing_of_a_colleague_s_customer(house: House, secret: int) -> None:
    desk = house.desk("consultant")
    edit = CustomerEdit(customer_id=secret, version=1, name="改名", level="A", channel_id=None, wish="")
    with pytest.raises(Refusal):
        desk.perform(edit_customer, edit)
    with pytest.raises(Refusal):
        desk.perform(follow_up, NewFollowUp(customer_id=secret, kind="visit", note="抢客户"))
    found = house.desk("colleague").read(customer_story, secret)
    assert (found.customer.name, len(found.contacts)) == ("韩若溪", 1)


def test_the_orders_of_a_colleague_s_customer_are_not_there_for_a_consultant(house: House, secret: int) -> None:
    colleague = house.desk("colleague").person.id
    form = house.subscription("0301", secret, consultants=((colleague, 10_000),))
    order = house.desk("control").perform(subscribe, form)
    asked = {
        login: house.desk(login).read(orders_of_customer, secret) for login in ("consultant", "colleague", "cashier")
    }
    assert {login: [row.id for row in rows] for login, rows in asked.items()} == {
        "consultant": [], "colleague": [order], "cashier": [order],
    }  # fmt: skip


def test_the_owner_and_whoever_sees_all_see_the_customer(house: House, secret: int) -> None:
    for login in ("colleague", "control", "manager", "cashier", "service", "auditor"):
        desk = house.desk(login)
        assert desk.read(customer_story, secret).customer.name == "韩若溪"
        assert [row.id for row in desk.read(find_customers, "hrx")] == [secret]
        assert desk.read(customer_counts).all == 1


@pytest.mark.parametrize("login", ["operator", "management"])
def test_roles_without_customers_see_none(house: House, secret: int, login: str) -> None:
    desk = house.desk(login)
    assert (desk.read(customer_page), desk.read(find_customers, "hrx"), desk.read(customer_count)) == ([], [], 0)
    with pytest.raises(Refusal):
        desk.read(customer_story, secret)
    with pytest.raises(NotAllowed):
        desk.read(known_telephone, "13812342046")


def test_telephones_stand_in_full_for_those_who_deal_with_the_buyers(house: House, secret: int) -> None:
    for login, telephone in {
        "colleague": "13812342046", "control": "13812342046", "manager": "13812342046", "service": "13812342046",
        "cashier": "138 **** 2046", "auditor": "138 **** 2046",
    }.items():  # fmt: skip
        found = house.desk(login).read(customer_story, secret)
        assert found.customer.telephones == (telephone,), login
        assert found.telephones_shown == (telephone == "13812342046")


# --- the database itself: what no service stands before ---------------------------------------------------------------


@pytest.fixture
def server(house: House, engine_kind: str) -> House | None:
    """The house where a database server stands guard; on one PC the owner of the file can do anything."""
    return house if engine_kind == "postgresql" else None


def test_the_database_shows_a_consultant_no_row_of_a_colleague_s_customer(server: House | None, secret: int) -> None:
    if server is None:
        return
    desk = server.desk("consultant")
    assert desk.read(lambda work: work.customers.page(None, None, 100)) == []
    assert desk.read(lambda work: work.customers.due(None, server.today, None, 100)) == []
    assert desk.read(lambda work: work.customers.count(None)) == 0
    assert desk.read(lambda work: work.customers.detail(secret)) is None
    assert desk.read(lambda work: work.customers.follow_ups(secret)) == []
    assert desk.read(lambda work: work.customer_search.find("hrx", None)) == []
    assert desk.read(lambda work: work.customer_search.find("2046", None)) == []
    for table in ("customer", "customer_telephone", "customer_name_key", "customer_identity", "follow_up"):
        with desk.database.reading() as connection:
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0, table


HOSTILE: dict[str, str] = {
    "take the customer over": "UPDATE customer SET owner_id = app_person()",
    "write into a colleague's customer": "UPDATE customer SET wish = 'x'",
    "forge a follow-up": "INSERT INTO follow_up (project_id, customer_id, kind, happened_at, note) "
    "VALUES (:project, :customer, 'visit', app_now(), 'x')",
    "hang a telephone on": "INSERT INTO customer_telephone (project_id, customer_id, number, reversed, sort) "
    "VALUES (:project, :customer, '13900000000', '00000000931', 0)",
    "enter a customer for a colleague": "INSERT INTO customer (project_id, name, kind, owner_id, referrer, level, "
    "wish, address, first_contact_at, version) "
    "VALUES (:project, 'x', 'person', :colleague, '', 'B', '', '', app_now(), 1)",
    "unname": "DELETE FROM customer_name_key",
    "delete": "DELETE FROM customer",
}


def test_the_database_lets_a_consultant_change_no_row_of_a_colleague_s_customer(
    server: House | None, secret: int
) -> None:
    if server is None:
        return
    values = {"project": server.project_id, "customer": secret, "colleague": server.desk("colleague").person.id}
    for attempt, statement in HOSTILE.items():
        assert changed(server, "consultant", statement, values) == 0, attempt
    found = server.desk("colleague").read(customer_story, secret)
    assert (found.customer.wish, found.customer.owner_name, len(found.contacts)) == ("四房", "许知行", 1)
    assert server.desk("colleague").read(find_customers, "hrx")


def changed(house: House, login: str, statement: str, values: dict[str, int]) -> int:
    """How many rows a statement changes at this person's desk; none where the database refuses it."""
    wanted = {name: value for name, value in values.items() if f":{name}" in statement}
    try:
        with house.desk(login).database.writing() as connection:
            return connection.execute(text(statement), wanted).rowcount
    except NotAllowed:
        return 0


def test_the_owner_may_do_what_the_colleague_may_not(server: House | None, secret: int) -> None:
    if server is None:
        return
    values = {"project": server.project_id, "customer": secret}
    for attempt in ("write into a colleague's customer", "forge a follow-up", "hang a telephone on"):
        assert changed(server, "colleague", HOSTILE[attempt], values) == 1, attempt


def test_a_contact_entered_by_the_manager_stays_the_colleague_s_customer(house: House, secret: int) -> None:
    happened = utc_now() - timedelta(hours=1)
    form = NewFollowUp(customer_id=secret, kind="message", note="抽查", happened_at=happened)
    house.desk("manager").perform(follow_up, form)
    found = house.desk("colleague").read(customer_story, secret)
    assert (found.customer.owner_name, found.contacts[-1].person) == ("许知行", "罗建平")
