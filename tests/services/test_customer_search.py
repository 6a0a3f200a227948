"""Finding a customer as a desk types: part of the name, pinyin in every reading, the end of a telephone."""

from __future__ import annotations

import pytest

from salesdesk.services.customers import (
    CustomerEdit,
    NewCustomer,
    customer_story,
    edit_customer,
    enter_customer,
    find_customers,
)
from tests.support.office import House

PEOPLE = {
    "曾明洁": "13851462046",
    "单文涛": "13917312201",
    "解颖": "13705186634",
    "查敏": "18652041187",
    "欧阳倩": "15951770923",
    "吕娟": "02583712345",
    "Anna Müller": "+85291234567",
    "王😀": "17712340001",
    "🌸": "17712340002",
    "阿依古丽·买买提": "17712340003",
}


@pytest.fixture
def full(house: House) -> House:
    for name, telephone in PEOPLE.items():
        house.desk("consultant").perform(enter_customer, NewCustomer(telephones=(telephone,), name=name))
    return house


def found(house: House, typed: str, login: str = "consultant") -> list[str]:
    return [row.name for row in house.desk(login).read(find_customers, typed)]


def test_a_customer_is_found_by_what_the_desk_types(full: House) -> None:
    wanted = {
        "曾明洁": ["曾明洁"], "明洁": ["曾明洁"], "曾": ["曾明洁"], "zmj": ["曾明洁"], "ZMJ": ["曾明洁"],
        "zengmingjie": ["曾明洁"], "zeng ming": ["曾明洁"], "cmj": ["曾明洁"], "cengming": ["曾明洁"],
        "swt": ["单文涛"], "shanwentao": ["单文涛"], "danwentao": ["单文涛"], "dwt": ["单文涛"],
        "xieying": ["解颖"], "xy": ["解颖"], "jieying": ["解颖"], "zhamin": ["查敏"], "zm": ["查敏", "曾明洁"],
        "chamin": ["查敏"], "cm": ["查敏", "曾明洁"], "oyq": ["欧阳倩"], "lvjuan": ["吕娟"], "lü": ["吕娟"],
        "曾mj": ["曾明洁"], "2046": ["曾明洁"], "138 5146 2046": ["曾明洁"], "１３８５１４６": ["曾明洁"],
        "12345": ["吕娟"], "025-8371 2345": ["吕娟"], "4567": ["Anna Müller"], "anna": ["Anna Müller"],
        "Müll": [], "王": ["王😀"], "w": ["王😀", "单文涛"], "🌸": ["🌸"], "古丽": ["阿依古丽·买买提"],
        "阿依古丽买买提": ["阿依古丽·买买提"], "明": ["曾明洁"], "洁": ["曾明洁"], "mj": ["曾明洁"], "明j": ["曾明洁"],
        "wt": ["单文涛"], "mmt": ["阿依古丽·买买提"], "zj": [],
        "张": [], "%": [], "_": [], "'": [], "": [], "  ": [],
    }  # fmt: skip
    assert {typed: found(full, typed) for typed in wanted} == wanted


def test_a_renamed_customer_is_found_by_the_new_name_alone(full: House) -> None:
    desk = full.desk("consultant")
    row = desk.read(find_customers, "zmj")[0]
    now = desk.read(customer_story, row.id).customer
    desk.perform(
        edit_customer,
        CustomerEdit(customer_id=now.id, version=now.version, name="仇海波", level="B", channel_id=None, wish=""),
    )
    assert (found(full, "zmj"), found(full, "qhb"), found(full, "海波")) == ([], ["仇海波"], ["仇海波"])


def test_the_newest_come_first_and_no_more_than_asked_for(full: House) -> None:
    names = [row.name for row in full.desk("consultant").read(find_customers, "1", 3)]
    assert names == list(PEOPLE)[:-4:-1]


def test_junk_that_was_pasted_finds_nobody_and_breaks_nothing(full: House) -> None:
    for junk in ("\x00", "a\x00b", "\U0010ffff", "👨‍👩‍👧", "x" * 5000, "曾" * 2000, "1" * 5000, "\\", "%%", "--;"):
        found(full, junk)
