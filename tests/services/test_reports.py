"""Reports of sales: what counts, that everything shown together agrees, and who may read it. On both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from salesdesk.domain.errors import NotAllowed
from salesdesk.domain.sales_figures import By, Deals, SalesLine, Stock
from salesdesk.repository.work import Work
from salesdesk.services.contracts import Cancellation, Contract, cancel_order, sign_contract
from salesdesk.services.figure_words import Figure, explain, explain_line, months_of_stock
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.report_sheets import line_name
from salesdesk.services.reports import (
    FREE,
    MONTHS_SHOWN,
    NEEDED,
    Overview,
    deals_of,
    month_days,
    month_key,
    overview,
    sales_summary,
)
from salesdesk.services.reservations import Reservation, reserve
from tests.services.money_helpers import YUAN, line, pay, pay_back, void
from tests.support.office import House

LAYOUT = "C 三房两厅"
LIST = 2_366_400 * YUAN
AREA = 1_183_200


def seen(house: House, login: str = "manager") -> Overview:
    return house.desk(login).read(overview)


def building(house: House, key: str = "3#") -> SalesLine:
    return next(line for line in seen(house).lines[By.BUILDING] if line.key == key)


# --- what counts ------------------------------------------------------------------------------------------------------


def test_an_office_that_sold_nothing_has_its_stock_and_no_shares(house: House) -> None:
    found = seen(house)
    assert [line.key for line in found.lines[By.BUILDING]] == ["3#", "4#"]
    assert [(line.stock and line.stock.units, line.stock and line.stock.launched) for line in
            found.lines[By.BUILDING]] == [(12, 12), (12, 0)]  # fmt: skip
    assert found.total.deals == Deals()
    assert found.total.sell_through == 0
    assert found.lines[By.BUILDING][1].sell_through is None
    assert (found.total.deals.average_fen, found.total.deals.realised, found.total.deals.received_share) == (None,) * 3
    assert found.agrees


def test_a_deal_counts_in_its_building_its_layout_and_its_month(house: House) -> None:
    house.sold("0301", choices=house.choices(discounts=("按时签约",)))
    found = seen(house)
    deals = found.total.deals
    assert (deals.count, deals.area_cm2, deals.list_fen) == (1, AREA, LIST)
    assert 0 < deals.total_fen < LIST
    assert found.lines[By.BUILDING][0].deals == deals
    assert [line.deals for line in found.lines[By.LAYOUT]] == [deals]
    assert found.lines[By.MONTH][-1] == SalesLine(month_key(house.today), deals)
    assert found.this_month == deals
    assert found.agrees


def test_shares_are_worked_out_from_sums(house: House) -> None:
    house.sold("0301", choices=house.choices(discounts=("按时签约",)))
    house.sold("0302", "13812340302")
    deals = seen(house).total.deals
    assert deals.realised is not None
    assert deals.average_fen is not None
    assert abs(deals.realised - deals.total_fen * 1_000_000 / deals.list_fen) <= 0.5
    assert abs(deals.average_fen - deals.total_fen * 10_000 / deals.area_cm2) <= 0.5
    assert building(house).sell_through == 166_667


def test_what_is_reserved_or_held_is_not_sold(house: House) -> None:
    desk = house.desk("control")
    desk.perform(reserve, Reservation(unit_id=house.unit_id("0101"), customer_id=house.customer()))
    desk.perform(hold, HoldForm(unit_id=house.unit_id("0102"), reason="VIP"))
    stock = building(house).stock
    assert stock is not None
    assert (stock.launched, stock.reserved, stock.free) == (12, 1, 11)
    assert seen(house).total.deals.count == 0
    assert seen(house).agrees


def test_what_can_still_be_sold_carries_its_list_price(house: House) -> None:
    whole = building(house).stock
    house.sold("0301")
    left = building(house).stock
    assert whole is not None
    assert left is not None
    assert whole.free_list_fen - left.free_list_fen == LIST


def test_a_cancelled_order_counts_no_longer(house: House) -> None:
    order_id = house.sold("0301")
    house.desk("control").perform(cancel_order, Cancellation(order_id=order_id, reason="放弃"))
    found = seen(house)
    assert found.total.deals == Deals()
    assert found.agrees
    assert house.desk("manager").read(deals_of).rows == ()


def test_a_contract_still_counts_by_the_day_of_its_subscription(house: House) -> None:
    day = house.today.replace(day=1) - timedelta(days=1)
    order_id = house.sold("0301", subscribed_on=day)
    form = Contract(order_id=order_id, contract_number="HT-1", contracted_on=house.today)
    house.desk("control").perform(sign_contract, form)
    found = seen(house)
    assert [line.key for line in found.lines[By.MONTH] if line.deals.count] == [month_key(day)]
    assert found.this_month == Deals()
    assert found.agrees


def test_only_price_money_that_stayed_counts_as_received(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    pay(house, order_id, line("maintenance_fund", 11_832 * YUAN, "collected"))
    pay_back(house, order_id, line("earnest", 10_000 * YUAN))
    void(house, pay(house, order_id, line("down_payment", 30_000 * YUAN)))
    deals = seen(house).total.deals
    assert deals.received_fen == 40_000 * YUAN
    assert deals.receivable_fen == deals.total_fen - 40_000 * YUAN
    assert building(house).deals == deals
    assert seen(house).agrees


def test_states_say_how_far_units_have_come(house: House) -> None:
    order_id = house.sold("0301")
    house.sold("0302", "13812340302")
    form = Contract(order_id=order_id, contract_number="HT-1", contracted_on=house.today)
    house.desk("control").perform(sign_contract, form)
    units = {line.state: line.units for line in seen(house).states if line.units}
    assert units == {"unlaunched": 12, FREE: 10, "subscribed": 1, "contracted": 1}


# --- months -----------------------------------------------------------------------------------------------------------


def test_months_have_no_gaps_and_show_at_least_a_year(house: House) -> None:
    house.sold("0301", subscribed_on=house.today - timedelta(days=100))
    keys = [line.key for line in house.desk("manager").read(sales_summary, By.MONTH)]
    assert len(keys) == MONTHS_SHOWN
    assert keys == sorted(set(keys))
    assert keys[-1] == month_key(house.today)


def test_months_reach_back_to_the_first_deal(house: House) -> None:
    house.sold("0301", subscribed_on=house.today - timedelta(days=366))
    keys = [line.key for line in house.desk("manager").read(sales_summary, By.MONTH)]
    assert keys[0] == month_key(house.today - timedelta(days=366))
    assert len(keys) > MONTHS_SHOWN


def test_a_month_knows_its_days_in_a_leap_year() -> None:
    assert [day.isoformat() for day in month_days("2028-02")] == ["2028-02-01", "2028-02-29"]


# --- the deals behind a line ------------------------------------------------------------------------------------------


def test_the_deals_behind_a_line_come_to_the_line(house: House) -> None:
    house.sold("0301")
    house.sold("0302", "13812340302")
    desk = house.desk("manager")
    for by, key in ((By.BUILDING, "3#"), (By.LAYOUT, LAYOUT), (By.MONTH, month_key(house.today)), (None, "")):
        found = desk.read(deals_of, by, key)
        assert [row.unit for row in found.rows] == ["3-0302", "3-0301"]
        assert found.agrees
        assert (found.line.key, found.total.count) == (key, 2)


def test_a_line_without_deals_has_none_behind_it(house: House) -> None:
    house.sold("0301")
    desk = house.desk("manager")
    for by, key in ((By.BUILDING, "4#"), (By.LAYOUT, "Z"), (By.MONTH, "2020-01")):
        found = desk.read(deals_of, by, key)
        assert found.rows == ()
        assert found.agrees


def test_deals_that_do_not_come_to_their_line_are_said_to(house: House) -> None:
    house.sold("0301")
    found = house.desk("manager").read(deals_of, By.BUILDING, "3#")
    assert not replace(found, rows=()).agrees
    wrong = SalesLine("3#", found.total + Deals(0, 0, 0, 1, 0), Stock())
    assert not replace(found, line=wrong).agrees


def test_an_overview_whose_parts_differ_is_said_to(house: House) -> None:
    house.sold("0301")
    found = seen(house)
    assert found.agrees
    assert not replace(found, lines={**found.lines, By.MONTH: ()}).agrees
    assert not replace(found, states=()).agrees


def test_all_that_is_read_together_is_of_one_moment(house: House) -> None:
    def counted_twice(work: Work) -> tuple[int, int]:
        before = sum(line.deals.count for line in work.reports.sales_summary(By.BUILDING))
        house.sold("0301")
        return before, sum(line.deals.count for line in work.reports.sales_summary(By.BUILDING))

    assert house.another_desk("manager").read(counted_twice) == (0, 0)
    assert seen(house).total.deals.count == 1


# --- who --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["consultant", "service", "admin", "operator"])
def test_who_may_not_see_every_order_and_receipt_reads_no_sums_of_them(house: House, login: str) -> None:
    house.sold("0301")
    with pytest.raises(NotAllowed, match="Your role may not"):
        house.desk(login).read(overview)
    with pytest.raises(NotAllowed):
        house.desk(login).read(deals_of, By.BUILDING, "3#")


@pytest.mark.parametrize("login", ["control", "cashier", "manager", "management", "auditor"])
def test_everybody_who_may_read_reports_reads_the_same_sums(house: House, login: str) -> None:
    pay(house, house.sold("0301"))
    found = seen(house, login)
    assert set(NEEDED) <= house.desk(login).permissions
    assert (found.total.deals.count, found.total.deals.received_fen) == (1, 50_000 * YUAN)
    assert house.desk(login).read(deals_of).rows[0].buyers == "韩若溪"
    assert found.agrees


# --- explain this number ----------------------------------------------------------------------------------------------


def test_each_figure_is_explained_with_the_numbers_it_is_made_of(house: House) -> None:
    pay(house, house.sold("0301"))
    found = seen(house)
    words = {figure: explain(found, figure) for figure in Figure}
    assert all(sentence.startswith("As of 20") for sentence in words.values())
    assert "1 units that are subscribed" in words[Figure.DEALS]
    assert "2,366,400.00 yuan" in words[Figure.TOTAL]
    assert "1 sold ÷ 12 launched = 8.3%" in words[Figure.SELL_THROUGH]
    assert "they last 33.0 months" in words[Figure.SELL_THROUGH]
    assert "= 100.00%" in words[Figure.REALISED]
    assert "50,000.00 yuan, 2.1% of" in words[Figure.RECEIVED]
    assert "= 2,316,400.00 yuan" in words[Figure.RECEIVABLE]


def test_a_line_is_explained_too(house: House) -> None:
    house.sold("0301")
    words = explain_line(building(house))
    assert "12 launched of 12 units = 1 sold + 0 reserved + 11 to be sold; sell-through 1 ÷ 12 = 8.3%." in words
    assert "2,366,400.00 yuan ÷ 118.32 m² = 20,000 yuan per m²" in words
    assert "1 subscribed in this month" in explain_line(seen(house).lines[By.MONTH][-1])


def test_what_has_no_share_says_so_instead_of_showing_one(house: House) -> None:
    found = seen(house)
    assert "Nothing is sold yet" in explain(found, Figure.REALISED)
    assert months_of_stock(found) is None
    assert explain_line(found.lines[By.BUILDING][1]) == "12 units, none of them launched."
    bare = replace(found, total=SalesLine("", Deals(), Stock()))
    assert "Nothing is launched yet" in explain(bare, Figure.SELL_THROUGH)


def test_units_without_a_layout_stand_in_a_line_that_says_so() -> None:
    assert line_name(By.LAYOUT, "") == "No layout"
    assert line_name(By.LAYOUT, LAYOUT) == LAYOUT
    assert line_name(None, "") == "All sales"
