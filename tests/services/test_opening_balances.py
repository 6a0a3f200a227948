"""An office moves in: its running orders and their money come from a file, agreed to by two, to the fen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.money_items import ITEMS, MoneyClass
from salesdesk.domain.opening import Opening, OpeningMoney, OpeningOrder
from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.requests import RequestState
from salesdesk.domain.schedules import price_sum
from salesdesk.domain.states import Stage
from salesdesk.services.accounts import order_account
from salesdesk.services.opening_balances import (
    OpeningRequest,
    OpeningStep,
    ask_opening,
    read_opening_file,
    save_opening_template,
    write_opening_money,
    write_opening_orders,
)
from salesdesk.services.order_lists import order_detail, order_page
from tests.services.change_helpers import agree, file_of, state_of
from tests.services.money_helpers import as_owner, insert_receipt
from tests.support.invariants import assert_in_order
from tests.support.office import House

TOTAL = 200_000_000
EARNEST = 5_000_000


def order(house: House, **changes: object) -> OpeningOrder:
    day = house.today - timedelta(days=90)
    values = OpeningOrder(2, "3#-0301", "柳一鸣", "13700001111", "", "商业贷款", "陈立", TOTAL, day, "HT-77",
                          day + timedelta(days=7))  # fmt: skip
    return replace(values, **changes)  # type: ignore[arg-type]


def earnest(house: House, **changes: object) -> OpeningMoney:
    day = house.today - timedelta(days=90)
    money = OpeningMoney(2, "3#-0301", "earnest", MoneyClass.PRICE, "transfer", EARNEST, day, "柳一鸣", "0000123")
    return replace(money, **changes)  # type: ignore[arg-type]


def asked(house: House, orders: tuple[OpeningOrder, ...], money: tuple[OpeningMoney, ...]) -> int:
    form = OpeningRequest(orders=orders, money=money, source="期初.xlsx", reason="系统上线")
    return house.desk("control").perform(ask_opening, form)


def agreed_by_two(house: House, on_request: int) -> None:
    assert agree(house, on_request, "manager", OfficeRole.MANAGER) is RequestState.ASKED
    assert agree(house, on_request, "management", OfficeRole.MANAGEMENT) is RequestState.AGREED


def test_an_order_and_its_money_come_in_once_two_people_agreed(house: House) -> None:
    on_request = asked(house, (order(house),), (earnest(house), earnest(house, item="down_payment", amount_fen=100)))
    agreed_by_two(house, on_request)
    step = OpeningStep(on_request=on_request)
    with pytest.raises(Refusal, match="not written yet"):
        house.desk("cashier").perform(write_opening_money, OpeningStep(on_request=on_request))
    assert house.desk("control").perform(write_opening_orders, step) == 1
    with pytest.raises(Refusal, match="written already"):
        house.desk("control").perform(write_opening_orders, OpeningStep(on_request=on_request))
    assert house.desk("cashier").perform(write_opening_money, OpeningStep(on_request=on_request)) == 2
    [row] = house.desk("control").read(order_page)
    written = house.desk("control").read(order_detail, row.id)
    assert (written.stage, written.contract_number) == (Stage.CONTRACTED, "HT-77")
    assert written.working is not None
    assert price_sum(written.dues) == written.working.total_fen == TOTAL
    account = house.desk("cashier").read(order_account, row.id)
    assert account.received_fen == EARNEST + 100
    assert {entry.business_day for entry in account.entries} == {house.today - timedelta(days=90)}
    assert state_of(house, on_request) is RequestState.DONE
    assert_in_order(house)


def test_the_sheet_of_the_request_adds_up_to_the_fen(house: House) -> None:
    on_request = asked(house, (order(house),), (earnest(house), earnest(house, amount_fen=1)))
    sheet = file_of(house, on_request).detail.sheet
    assert (sheet["total_fen"], sheet["received_fen"]) == (TOTAL, EARNEST + 1)
    assert sheet["by_item"] == {"earnest": EARNEST + 1}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"unit": "3#-9901"}, "no unit"),
        ({"unit": "4#-0301"}, "not on sale"),
        ({"total_fen": 10**12}, "above the list price"),
        ({"scheme": "白条"}, "no payment scheme"),
        ({"consultant": "无名氏"}, "nobody of the name"),
        ({"telephone": "12"}, ""),
        ({"contract_number": ""}, "A signed contract needs its number"),
        ({"total_fen": 2_000_000}, "half of the list price"),
    ],
)
def test_a_line_that_is_not_right_is_named_and_nothing_is_asked_for(
    house: House, changes: dict[str, object], sentence: str
) -> None:
    wrong = order(house, **changes)
    checked = house.desk("control").read(_check, Opening((wrong,), (), (), 1))
    [row] = checked.wrong
    assert sentence in " ".join(problem.source for problem in row.problems)
    with pytest.raises(Refusal, match="not right yet"):
        asked(house, (wrong,), ())


def _check(work: object, opening: Opening) -> Opening:
    from salesdesk.services.opening_balances import check_opening

    return check_opening(work, opening)  # type: ignore[arg-type]


def test_money_without_an_order_or_beyond_the_price_is_named(house: House) -> None:
    money = (earnest(house, unit="3#-0302"), earnest(house, amount_fen=TOTAL), earnest(house, amount_fen=1))
    checked = house.desk("control").read(_check, Opening((order(house),), money, (), 4))
    assert [row.sheet for row in checked.wrong] == ["Money", "Money"]


def test_the_template_is_filled_in_and_read_again(house: House, tmp_path: Path) -> None:
    path = tmp_path / "期初.xlsx"
    save_opening_template(path)
    book = openpyxl.load_workbook(path)
    orders, money = book["订单"], book["已收款"]
    day = house.today - timedelta(days=30)
    orders.append(["3#-0301", "柳一鸣", "13700001111", None, "商业贷款", "陈立", 2_000_000, day])
    orders.append(["3#-0302", "", "13700002222", None, "", "", "abc", day])
    money.delete_rows(2)
    money.append(["3#-0301", tr(ITEMS["earnest"].name), "转账", "50,000.00", "2026/1/9", "柳一鸣", "0000123"])
    book.save(path)
    opening = house.desk("control").read(read_opening_file, path)
    assert [(one.unit, one.total_fen) for one in opening.orders] == [("3#-0301", TOTAL)]
    assert [(one.item, one.amount_fen) for one in opening.money] == [("earnest", EARNEST)]
    assert [(row.row, row.unit) for row in opening.wrong] == [(4, "3#-0302")]
    assert len(opening.orders) + len(opening.money) + len(opening.wrong) == opening.lines


def test_one_home_under_two_names_is_one_home(house: House) -> None:
    twice = (order(house), order(house, row=3, unit="3#0301", contract_number="HT-78"))
    checked = house.desk("control").read(_check, Opening(twice, (), (), 2))
    assert [row.row for row in checked.wrong] == [2, 3]
    other_name = (order(house),), (earnest(house, unit="3#0301"),)
    rows = house.desk("control").read(_check, Opening(*other_name, (), 2)).wrong
    assert "under another name" in rows[-1].problems[0].source


def test_an_order_of_years_ago_runs_on(house: House) -> None:
    day = house.today - timedelta(days=800)
    on_request = asked(house, (order(house, subscribed_on=day, contracted_on=day + timedelta(days=7)),), ())
    agreed_by_two(house, on_request)
    assert house.desk("control").perform(write_opening_orders, OpeningStep(on_request=on_request)) == 1


def test_what_is_no_longer_so_when_the_orders_are_written_is_said(house: House) -> None:
    on_request = asked(house, (order(house),), (earnest(house),))
    agreed_by_two(house, on_request)
    as_owner(house, "UPDATE payment_scheme SET name = '旧方案' WHERE name = '商业贷款'")
    with pytest.raises(Refusal, match="no payment scheme"):
        house.desk("control").perform(write_opening_orders, OpeningStep(on_request=on_request))


def test_other_money_is_not_slipped_into_the_book_of_opening_balances(house: House) -> None:
    sold = house.sold("0302")
    on_request = asked(house, (order(house),), (earnest(house),))
    agreed_by_two(house, on_request)
    with pytest.raises(Refusal, match="agreed to"):
        insert_receipt(house, sold, book="opening")
