"""A customer at the reception: entered with the first contact, followed up, edited, and what is refused with a word."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal, StaleEdit
from salesdesk.domain.labels import local_day
from salesdesk.repository.database import utc_now
from salesdesk.services.customer_lists import customer_counts, due_page, entry_desk, my_customers, next_contact
from salesdesk.services.customers import (
    LONGEST_NAME,
    LONGEST_NOTE,
    CustomerEdit,
    CustomerStory,
    NewCustomer,
    NewFollowUp,
    customer_count,
    customer_page,
    customer_story,
    edit_customer,
    enter_customer,
    follow_up,
    known_telephone,
)
from salesdesk.services.projects import NewSetting, change_setting
from tests.support.office import House


def entered(house: House, telephone: str, login: str = "consultant", **values: object) -> int:
    form = NewCustomer(**{"telephones": (telephone,), "name": "叶承泽", **values})  # type: ignore[arg-type]
    return house.desk(login).perform(enter_customer, form)


def story(house: House, customer_id: int, login: str = "consultant") -> CustomerStory:
    return house.desk(login).read(customer_story, customer_id)


def edit_of(found: CustomerStory, **changes: object) -> CustomerEdit:
    """The form as it is filled from what is stored, with what the person changed."""
    now = found.customer
    values = {
        "customer_id": now.id, "version": now.version, "name": now.name, "level": now.level,
        "channel_id": now.channel_id, "wish": now.wish, "address": now.address, "referrer": now.referrer,
    }  # fmt: skip
    return CustomerEdit(**{**values, **changes})  # type: ignore[arg-type]


# --- entering ---------------------------------------------------------------------------------------------------------


def test_a_customer_is_entered_with_telephone_wish_and_first_contact(house: House) -> None:
    channel = house.desk("consultant").read(entry_desk).channels[0]
    customer_id = entered(
        house, "138-5146 2046", name=" 叶 承泽 ", channel_id=channel.id, wish="三房，250 万以内", level="A",
        contact="call_in", note="问 C 户型", next_on=house.today + timedelta(days=3),
    )  # fmt: skip
    found = story(house, customer_id)
    assert found.customer.name == "叶 承泽"
    assert found.customer.telephones == ("13851462046",)
    assert found.customer.channel == channel.words
    assert (found.customer.level, found.customer.wish) == ("A", "三房，250 万以内")
    assert found.customer.owner_name == "陈立"
    assert found.customer.next_contact_on == house.today + timedelta(days=3)
    assert [(row.kind, row.note, row.person) for row in found.contacts] == [("call_in", "问 C 户型", "陈立")]
    assert local_day(found.customer.first_contact_at) == house.today == found.today


def test_a_known_telephone_is_refused_with_owner_and_date(house: House) -> None:
    entered(house, "13851462046", login="colleague")
    with pytest.raises(Refusal) as refusal:
        entered(house, "+86 138 5146 2046", name="另一位")
    assert "许知行" in str(refusal.value)
    assert house.today.isoformat() in str(refusal.value)
    assert house.desk("consultant").read(customer_count) == 0


def test_the_second_of_two_telephones_is_looked_up_too(house: House) -> None:
    entered(house, "13851462046", login="colleague")
    with pytest.raises(Refusal, match="13851462046"):
        entered(house, "", telephones=("13900001111", "13851462046"))
    assert house.desk("consultant").read(known_telephone, "13900001111") is None


def test_what_is_known_of_a_telephone_while_typing_is_owner_and_date_alone(house: House) -> None:
    entered(house, "13851462046", login="colleague", name="秘密")
    known = house.desk("consultant").read(known_telephone, "138 5146 2046")
    assert known is not None
    assert (known.owner_name, local_day(known.since)) == ("许知行", house.today)
    assert not hasattr(known, "name")


def test_the_same_form_sent_twice_enters_one_customer(house: House) -> None:
    form = NewCustomer(telephones=("13851462046",), name="叶承泽")
    first = house.desk("consultant").perform(enter_customer, form)
    assert house.desk("consultant").perform(enter_customer, form) == first
    assert house.desk("consultant").read(customer_count) == 1


def test_a_name_of_60_characters_is_taken_and_one_of_61_refused(house: House) -> None:
    name = "阿卜杜勒·热合曼" * 7 + "哈力克提"
    assert len(name) == LONGEST_NAME
    assert story(house, entered(house, "13851462046", name=name)).customer.name == name
    with pytest.raises(BadInput, match="60") as refusal:
        entered(house, "13851462047", name=name + "江")
    assert refusal.value.field == "name"


@pytest.mark.parametrize("name", ["王😀", "👨‍👩‍👧", "𠮷田", "Müller, Anna", "张\x00三", "李\n雷"])
def test_any_name_that_can_be_typed_or_pasted_is_stored(house: House, name: str) -> None:
    customer_id = entered(house, "13851462046", name=name)
    stored = story(house, customer_id).customer.name
    assert stored == name.replace("\x00", " ").replace("\n", " ")


@pytest.mark.parametrize("pasted", ["\ufeff张三", "张\u200b三\u202e", "张三 \u200b "])
def test_what_nobody_sees_is_no_part_of_a_name(house: House, pasted: str) -> None:
    assert story(house, entered(house, "13851462046", name=pasted)).customer.name == "张三"


@pytest.mark.parametrize("name", ["", "  ", "\u3000", "\x00"])
def test_a_name_of_blanks_is_refused_at_its_field(house: House, name: str) -> None:
    with pytest.raises(BadInput) as refusal:
        entered(house, "13851462046", name=name)
    assert refusal.value.field == "name"


def test_without_a_telephone_nobody_is_entered(house: House) -> None:
    with pytest.raises(BadInput) as refusal:
        entered(house, "  ")
    assert refusal.value.field == "telephone"


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("note", {"note": "说" * (LONGEST_NOTE + 1)}),
        ("wish", {"wish": "要" * 501}),
        ("referrer", {"referrer": "荐" * 121}),
        ("level", {"level": "E"}),
        ("contact", {"contact": "pigeon"}),
    ],
)
def test_what_is_too_long_or_unknown_is_refused_and_nothing_is_cut_off(
    house: House, field: str, values: dict[str, str]
) -> None:
    with pytest.raises(BadInput) as refusal:
        entered(house, "13851462046", **values)
    assert refusal.value.field == field
    assert house.desk("consultant").read(customer_count) == 0


def test_a_contact_in_the_future_is_refused(house: House) -> None:
    with pytest.raises(BadInput) as refusal:
        entered(house, "13851462046", contact_at=utc_now() + timedelta(hours=2))
    assert refusal.value.field == "contact_at"


def test_a_desk_whose_clock_is_a_minute_fast_is_not_refused(house: House) -> None:
    customer_id = entered(house, "13851462046", contact_at=utc_now() + timedelta(minutes=1))
    assert story(house, customer_id).customer.first_contact_at <= utc_now()


@pytest.mark.parametrize("day", [date(2206, 1, 5), date(2020, 6, 1), date(9999, 12, 31)])
def test_a_next_contact_far_away_or_in_the_past_is_refused(house: House, day: date) -> None:
    with pytest.raises(BadInput) as refusal:
        entered(house, "13851462046", next_on=day)
    assert refusal.value.field == "next_on"


def test_only_who_sees_all_customers_enters_one_for_a_colleague(house: House) -> None:
    colleague = house.desk("colleague").person.id
    with pytest.raises(NotAllowed):
        entered(house, "13851462046", owner_id=colleague)
    customer_id = entered(house, "13851462046", login="control", owner_id=colleague)
    assert story(house, customer_id, "colleague").customer.owner_name == "许知行"


@pytest.mark.parametrize("login", ["cashier", "auditor", "service", "management", "operator"])
def test_a_role_without_the_right_enters_nobody(house: House, login: str) -> None:
    with pytest.raises(NotAllowed):
        entered(house, "13851462046", login=login)


# --- following up -----------------------------------------------------------------------------------------------------


def test_a_follow_up_becomes_the_newest_contact_and_plans_the_next(house: House) -> None:
    customer_id = entered(house, "13851462046")
    form = NewFollowUp(
        customer_id=customer_id, kind="call_out", note="周末来看", next_on=house.today + timedelta(days=2)
    )
    house.desk("consultant").perform(follow_up, form)
    found = story(house, customer_id)
    assert [row.note for row in found.contacts] == ["周末来看", ""]
    assert found.customer.next_contact_on == house.today + timedelta(days=2)


def test_a_contact_entered_late_stands_at_its_own_time_and_leaves_the_plan(house: House) -> None:
    plan = house.today + timedelta(days=2)
    customer_id = entered(house, "13851462046", next_on=plan)
    before = story(house, customer_id).customer.last_contact_at
    earlier = utc_now() - timedelta(days=3)
    form = NewFollowUp(customer_id=customer_id, kind="call_in", note="上周来电", happened_at=earlier)
    house.desk("consultant").perform(follow_up, form)
    found = story(house, customer_id)
    assert (found.customer.last_contact_at, found.customer.next_contact_on) == (before, plan)
    late = found.contacts[-1]
    assert (late.note, local_day(late.happened_at), local_day(late.created_at)) == (
        "上周来电", local_day(earlier), house.today,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("note", {"note": " "}),
        ("note", {"note": "说" * (LONGEST_NOTE + 1)}),
        ("kind", {"kind": "dunning"}),
        ("contact_at", {"happened_at": datetime.fromisoformat("2999-01-01T00:00:00+08:00")}),
        ("contact_at", {"happened_at": datetime.fromisoformat("1999-01-01T00:00:00+08:00")}),
        ("next_on", {"next_on": date(2206, 1, 5)}),
    ],
)
def test_a_follow_up_that_cannot_be_taken_is_refused_at_its_field(
    house: House, field: str, values: dict[str, object]
) -> None:
    customer_id = entered(house, "13851462046")
    form = NewFollowUp(**{"customer_id": customer_id, "kind": "visit", "note": "看房", **values})  # type: ignore[arg-type]
    with pytest.raises(BadInput) as refusal:
        house.desk("consultant").perform(follow_up, form)
    assert refusal.value.field == field
    assert len(story(house, customer_id).contacts) == 1


# --- editing ----------------------------------------------------------------------------------------------------------


def test_an_edit_changes_what_is_shown_and_what_the_customer_is_found_by(house: House) -> None:
    customer_id = entered(house, "13851462046", name="林小岚")
    desk = house.desk("consultant")
    desk.perform(edit_customer, edit_of(story(house, customer_id), name="林晓岚", level="A", wish="四房"))
    found = story(house, customer_id).customer
    assert (found.name, found.level, found.wish) == ("林晓岚", "A", "四房")


def test_a_stale_edit_overwrites_nothing(house: House) -> None:
    customer_id = entered(house, "13851462046")
    mine = edit_of(story(house, customer_id), wish="四房")
    theirs = edit_of(story(house, customer_id, "manager"), wish="三房")
    house.desk("manager").perform(edit_customer, theirs)
    with pytest.raises(StaleEdit):
        house.desk("consultant").perform(edit_customer, mine)
    assert story(house, customer_id).customer.wish == "三房"


def test_a_follow_up_meanwhile_does_not_make_an_edit_stale(house: House) -> None:
    customer_id = entered(house, "13851462046")
    mine = edit_of(story(house, customer_id), wish="四房")
    house.desk("manager").perform(follow_up, NewFollowUp(customer_id=customer_id, kind="message", note="抽查"))
    house.desk("consultant").perform(edit_customer, mine)
    assert story(house, customer_id).customer.wish == "四房"


def test_a_channel_once_entered_is_corrected_by_the_manager_alone(house: House) -> None:
    first, second, *_ = house.desk("consultant").read(entry_desk).channels
    customer_id = entered(house, "13851462046")
    house.desk("consultant").perform(edit_customer, edit_of(story(house, customer_id), channel_id=first.id))
    with pytest.raises(NotAllowed):
        house.desk("consultant").perform(edit_customer, edit_of(story(house, customer_id), channel_id=second.id))
    house.desk("manager").perform(edit_customer, edit_of(story(house, customer_id, "manager"), channel_id=second.id))
    assert story(house, customer_id).customer.channel_id == second.id


# --- lists ------------------------------------------------------------------------------------------------------------


def test_pages_follow_each_other_without_gap_or_double(house: House) -> None:
    ids = [entered(house, f"1385146{n:04d}") for n in range(5)]
    desk = house.desk("consultant")
    first = desk.read(customer_page, None, 2)
    second = desk.read(customer_page, first[-1].id, 2)
    last = desk.read(my_customers, second[-1].id, 2)
    assert [row.id for row in (*first, *second, *last)] == ids[::-1]


def test_due_contacts_come_longest_overdue_first_page_by_page(house: House) -> None:
    today = house.today
    days = [today, today + timedelta(days=1), today, None]
    ids = [entered(house, f"1385146{n:04d}", next_on=day) for n, day in enumerate(days)]
    with house.as_owner.begin() as connection:
        late = text("UPDATE customer SET next_contact_on = :day WHERE id = :id")
        connection.execute(late, {"day": (today - timedelta(days=2)).isoformat(), "id": ids[2]})
    desk = house.desk("consultant")
    first = desk.read(due_page, None, 1)
    assert first[0].next_contact_on is not None
    second = desk.read(due_page, (first[0].next_contact_on, first[0].id), 5)
    assert [row.id for row in (*first, *second)] == [ids[2], ids[0]]
    counts = desk.read(customer_counts)
    assert (counts.overdue, counts.due_today, counts.mine, counts.all, counts.today) == (1, 1, 4, 4, today)


@pytest.mark.parametrize(("field", "given"), [("channel", {"channel_id": 1}), ("wish", {"wish": "三房"}),
                                             ("note", {"note": "看了样板房"})])  # fmt: skip
def test_what_the_project_wants_to_know_of_everybody_is_asked_for(
    house: House, field: str, given: dict[str, object]
) -> None:
    house.desk("admin").perform(change_setting, NewSetting(name=f"customer.needs.{field}", value=True))
    with pytest.raises(BadInput, match="missing") as refused:
        entered(house, "13851468888", wish="", note="")
    assert refused.value.field == field
    values: dict[str, Any] = {"wish": "", "note": "", **given}
    assert entered(house, "13851468888", **values) > 0


def test_the_next_contact_is_proposed_by_level(house: House) -> None:
    desk = house.desk("consultant")
    days = desk.read(entry_desk).rhythm
    assert next_contact("A", house.today, days) == house.today + timedelta(days=3)
    assert next_contact("D", house.today, days) == house.today + timedelta(days=5)
    house.desk("admin").perform(change_setting, NewSetting(name="customer.next_days.A", value=2))
    story = desk.read(customer_story, entered(house, "13851469999"))
    assert story.rhythm["A"] == desk.read(entry_desk).rhythm["A"] == 2


def test_channels_are_found_by_their_pinyin(house: House) -> None:
    found = {channel.words: channel.search.split() for channel in house.desk("consultant").read(entry_desk).channels}
    assert "dy" in found["抖音"]
    assert "douyin" in found["抖音"]
