"""Finding anything: what a number, a name or a few letters may mean, and to whom it is shown."""

from __future__ import annotations

import pytest

from salesdesk.services.accounts import receipt
from salesdesk.services.find import Found, FoundKind, find_anything
from salesdesk.services.quotes import QuoteForm, make_quote
from tests.services.money_helpers import pay
from tests.support.office import House


def found(house: House, login: str, text: str) -> list[Found]:
    return house.desk(login).read(find_anything, text)


def titles(house: House, login: str, text: str, kind: FoundKind) -> list[str]:
    return [row.title for row in found(house, login, text) if row.kind is kind]


def test_a_number_finds_the_unit_in_every_building(house: House) -> None:
    assert titles(house, "control", "0101", FoundKind.UNIT) == ["3-0101", "4-0101"]


@pytest.mark.parametrize("text", ["3-0101", "3#0101", "3栋0101", "3 0101", "3号楼-0101"])
def test_building_and_number_find_the_one_unit(house: House, text: str) -> None:
    assert titles(house, "control", text, FoundKind.UNIT) == ["3-0101"]


def test_a_part_of_a_number_finds_units_that_begin_with_it_first(house: House) -> None:
    assert titles(house, "control", "02", FoundKind.UNIT)[:2] == ["3-0201", "3-0202"]


@pytest.mark.parametrize("text", ["", "  ", "%", "_", "0%1", "x" * 200, "'; DROP TABLE unit; --"])
def test_junk_finds_nothing_and_harms_nothing(house: House, text: str) -> None:
    assert found(house, "control", text) == []


def test_a_unit_tells_its_state_layout_and_area(house: House) -> None:
    row = next(row for row in found(house, "control", "3-0101") if row.kind is FoundKind.UNIT)
    assert (row.sign, row.right) == ("available", "118.32 ㎡")
    assert row.id == house.unit_id("0101")


@pytest.mark.parametrize("text", ["韩若", "hrx", "2046"])
def test_a_customer_is_found_by_name_initials_and_the_end_of_the_telephone(house: House, text: str) -> None:
    house.customer()
    rows = [row for row in found(house, "control", text) if row.kind is FoundKind.CUSTOMER]
    assert [(row.title, row.note, row.right) for row in rows] == [("韩若溪", "138 **** 2046", "陈立")]


def test_an_order_is_found_by_its_unit_and_by_its_buyer(house: House) -> None:
    order_id = house.sold("0301")
    for text in ("3-0301", "hrx"):
        rows = [row for row in found(house, "control", text) if row.kind is FoundKind.ORDER]
        assert [(row.id, row.title, row.sign) for row in rows] == [(order_id, "3-0301 韩若溪", "subscribed")]


def test_a_consultant_finds_own_customers_and_orders_alone(house: House) -> None:
    house.sold("0301")
    assert {row.kind for row in found(house, "consultant", "hrx")} == {FoundKind.CUSTOMER, FoundKind.ORDER}
    assert found(house, "colleague", "hrx") == []
    assert titles(house, "colleague", "3-0301", FoundKind.UNIT) == ["3-0301"]
    assert titles(house, "colleague", "3-0301", FoundKind.ORDER) == []


def quoted(house: House, login: str = "consultant", customer: bool = True) -> int:
    """A quote on 3-0301; its id."""
    customer_id = house.customer() if customer else None
    form = QuoteForm(unit_id=house.unit_id("0301"), choices=house.choices(), customer_id=customer_id)
    return house.desk(login).perform(make_quote, form)


def test_a_quote_is_found_by_the_number_on_its_paper_by_its_customer_and_by_its_unit(house: House) -> None:
    quote_id = quoted(house)
    number = next(row.note for row in found(house, "control", "3-0301") if row.kind is FoundKind.QUOTE)
    for text in (number, number.lower(), "hrx", "0301"):
        rows = [row for row in found(house, "control", text) if row.kind is FoundKind.QUOTE]
        assert [(row.id, row.title, row.right) for row in rows] == [(quote_id, "3-0301 韩若溪", "2,366,400.00")]


def test_a_quote_for_nobody_is_called_by_its_unit_alone(house: House) -> None:
    quoted(house, customer=False)
    assert titles(house, "control", "0301", FoundKind.QUOTE) == ["3-0301"]


def test_a_consultant_finds_own_quotes_alone_and_a_cashier_none(house: House) -> None:
    quoted(house)
    assert titles(house, "consultant", "0301", FoundKind.QUOTE) == ["3-0301 韩若溪"]
    assert titles(house, "colleague", "0301", FoundKind.QUOTE) == []
    assert titles(house, "cashier", "0301", FoundKind.QUOTE) == []


def test_a_receipt_is_found_by_whole_number_and_by_its_digits(house: House) -> None:
    receipt_id, number = paid(house)
    for text in (number, number.lower(), "1", "0000001"):
        rows = [row for row in found(house, "cashier", text) if row.kind is FoundKind.RECEIPT]
        assert [(row.id, row.title, row.right) for row in rows] == [(receipt_id, number, "50,000.00")]


def test_who_may_not_see_receipts_finds_none(house: House) -> None:
    _, number = paid(house)
    assert titles(house, "consultant", number, FoundKind.RECEIPT) == []
    assert found(house, "admin", number) == []


def paid(house: House) -> tuple[int, str]:
    """A receipt over 50,000 yuan of earnest money: its id and its number."""
    receipt_id = pay(house, house.sold("0301"))
    return receipt_id, house.desk("cashier").read(receipt, receipt_id).number
