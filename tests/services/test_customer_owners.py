"""Whose a customer is: a claim holds as long as it is followed up, and the manager alone gives a customer over."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal, StaleEdit
from salesdesk.services.customer_owners import GiveOver, give_over, new_owners
from salesdesk.services.customers import NewFollowUp, customer_story, follow_up, known_telephone
from salesdesk.services.projects import NewSetting, change_setting
from tests.support.office import House

TELEPHONE = "13812342046"


def silent(house: House, days: int) -> None:
    """So many days went by since anybody spoke with anybody."""
    with house.as_owner.begin() as owner:
        if owner.dialect.name == "postgresql":
            owner.execute(text("SET LOCAL session_replication_role = replica"))
            for column, table in (("happened_at", "follow_up"), ("created_at", "customer")):
                owner.execute(text(f"UPDATE {table} SET {column} = {column} - make_interval(days => {days})"))
            return
        for name in owner.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
            owner.execute(text(f"DROP TRIGGER {name}"))
        for column, table in (("happened_at", "follow_up"), ("created_at", "customer")):
            owner.execute(text(f"UPDATE {table} SET {column} = datetime({column}, '-{days} days')"))


def lapsed(house: House) -> bool:
    known = house.desk("colleague").read(known_telephone, TELEPHONE)
    assert known is not None
    return known.lapsed


def test_a_claim_lapses_when_nobody_followed_up_for_as_long_as_the_project_says(house: House) -> None:
    customer_id = house.customer()
    house.desk("admin").perform(change_setting, NewSetting(name="customer.valid_days", value=20))
    assert not lapsed(house)
    silent(house, 21)
    assert lapsed(house)
    with pytest.raises(Refusal, match="may give the customer to you"):
        house.customer(login="colleague")
    house.desk("admin").perform(change_setting, NewSetting(name="customer.valid_days", value=30))
    assert not lapsed(house)
    house.desk("admin").perform(change_setting, NewSetting(name="customer.valid_days", value=20))
    house.desk("consultant").perform(follow_up, NewFollowUp(customer_id=customer_id, kind="call_out", note="已约"))
    assert not lapsed(house)


def test_who_has_an_order_stays_with_whoever_sold_it(house: House) -> None:
    house.sold("0301")
    silent(house, 400)
    assert not lapsed(house)


def test_the_manager_gives_a_customer_over_and_the_story_says_why(house: House) -> None:
    customer_id, manager = house.customer(), house.desk("manager")
    silent(house, 15)
    story = manager.read(customer_story, customer_id)
    colleague = next(one for one in manager.read(new_owners) if one.name == "许知行")
    form = GiveOver(customer_id=customer_id, version=story.customer.version, owner_id=colleague.id, reason="两周未跟进")
    manager.perform(give_over, form)
    now = house.desk("colleague").read(customer_story, customer_id)
    assert now.customer.owner_name == "许知行"
    assert "两周未跟进" in now.contacts[0].note
    assert not lapsed(house)
    with pytest.raises(Refusal, match="belongs to a colleague"):
        house.desk("consultant").read(customer_story, customer_id)
    with pytest.raises(StaleEdit):
        manager.perform(give_over, GiveOver(customer_id=customer_id, version=form.version, owner_id=None, reason="x"))
    pool = GiveOver(customer_id=customer_id, version=now.customer.version, owner_id=None, reason="入公海")
    manager.perform(give_over, pool)
    assert lapsed(house)


@pytest.mark.parametrize(
    ("owner", "reason", "field"), [("same", "x", "owner"), ("cashier", "x", "owner"), ("", " ", "reason")]
)
def test_a_customer_goes_to_another_consultant_and_never_without_a_reason(
    house: House, owner: str, reason: str, field: str
) -> None:
    customer_id, manager = house.customer(), house.desk("manager")
    customer = manager.read(customer_story, customer_id).customer
    people = {"same": customer.owner_id, "cashier": house.desk("cashier").person.id, "": None}
    form = GiveOver(customer_id=customer_id, version=customer.version, owner_id=people[owner], reason=reason)
    with pytest.raises(BadInput) as refused:
        manager.perform(give_over, form)
    assert refused.value.field == field
    with pytest.raises(NotAllowed):
        house.desk("control").perform(give_over, form)
