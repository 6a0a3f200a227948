"""The month that a change counts in is the one in which it is carried out; the order keeps the day of its first
contract, and tells the day of its swap beside it."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from salesdesk.domain.commission_deals import TermsThen
from salesdesk.domain.duty_days import Check
from salesdesk.domain.requests import RequestState
from salesdesk.repository.commission import Commissions
from salesdesk.repository.work import Work
from salesdesk.services.change_papers import change_paper
from salesdesk.services.contracts import Contract, sign_contract
from salesdesk.services.exports import ReportKind, report_rows, write_report
from salesdesk.services.month_checks import month_checks
from salesdesk.services.order_papers import contract_paper
from salesdesk.services.reports import month_key
from salesdesk.services.request_views import request_view
from salesdesk.services.requests import RequestEnd, withdraw_request
from tests.services.after_helpers import detail
from tests.services.change_helpers import agree, sheet, state_of
from tests.services.money_helpers import days_pass, line, pay, today
from tests.services.test_swaps import asked, finished
from tests.support.office import House

LATER, STILL_LATER = 40, 80
"""In days: in other months than today, and than each other."""


def shown_month(house: House, on_request: int) -> str:
    view = house.desk("control").read(request_view, on_request)
    assert view.sheet is not None
    assert house.desk("control").read(change_paper, on_request).counts_in == view.sheet.counts_in
    return view.sheet.counts_in


def swapped(house: House) -> tuple[int, int]:
    """A contracted order whose swap is asked for this month and carried out next month, looked at the month after."""
    order_id = house.sold("0301")
    pay(house, order_id)
    form = Contract(order_id=order_id, contract_number="HT-1", contracted_on=house.today)
    house.desk("control").perform(sign_contract, form)
    on_request = asked(house, order_id)
    assert shown_month(house, on_request) == month_key(house.today)
    agree(house, on_request)
    days_pass(house, LATER)
    assert shown_month(house, on_request) == month_key(today(house))
    if due_now := sheet(house, on_request).to_pay_fen:
        pay(house, order_id, line("down_payment", due_now))
    finished(house, on_request, contract_number="HT-2")
    return order_id, on_request


def test_a_swap_counts_in_the_month_it_is_carried_out_in_for_good(house: House) -> None:
    order_id, on_request = swapped(house)
    done_on = today(house)
    days_pass(house, STILL_LATER)
    assert shown_month(house, on_request) == month_key(done_on) != month_key(today(house))

    def terms(work: Work) -> list[tuple[int, tuple[TermsThen, ...]]]:
        return [(deal.order_id, deal.terms) for deal in Commissions(work.connection, work.project_id).deals()]

    [(of_order, versions)] = house.desk("control").read(terms)
    assert (of_order, month_key(versions[-1].since)) == (order_id, month_key(done_on))


def test_an_order_keeps_the_day_of_its_first_contract_and_tells_that_of_its_swap(house: House) -> None:
    order_id, _ = swapped(house)
    order = detail(house, order_id)
    assert (order.contracted_on, order.swapped_on, order.contract_on) == (house.today, today(house), today(house))
    assert order.contract_number == "HT-2"
    assert house.desk("control").read(contract_paper, order_id).contracted_on == today(house)
    other = house.sold("0302", "13900000002")
    assert (detail(house, other).swapped_on, detail(house, other).contract_on) == (None, None)


def test_a_change_that_came_to_nothing_counts_in_no_month(house: House) -> None:
    on_request = asked(house, house.sold("0301"))
    house.desk("control").perform(withdraw_request, RequestEnd(on_request=on_request))
    assert state_of(house, on_request) is RequestState.WITHDRAWN
    assert shown_month(house, on_request) == ""


def test_what_is_asked_for_later_stands_against_no_month_before(house: House) -> None:
    order_id = house.sold("0301")
    assert house.desk("manager") is not house.desk("cashier")
    days_pass(house, LATER)
    asked(house, order_id)

    def found(month: str) -> list[int | None]:
        checks = house.desk("manager").read(month_checks, month)
        [special] = (one for one in checks if one.check is Check.SPECIAL)
        return [row.order_id for row in special.rows]

    assert found(month_key(house.today)) == []
    assert found(month_key(today(house))) == [order_id]


def test_the_list_of_changes_has_each_in_its_month_with_sums_before_and_after(house: House, tmp_path: Path) -> None:
    order_id, on_request = swapped(house)
    done_on, path = today(house), tmp_path / "changes.xlsx"
    days_pass(house, STILL_LATER)
    wanted = sheet(house, on_request)
    assert write_report(house.desk("control"), ReportKind.CHANGES, path) == 1
    rows = [list(row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)]
    place = next(index for index, row in enumerate(rows) if row[0] == "Month")
    row = dict(zip(rows[place], rows[place + 1], strict=True))
    assert (row["Month"], row["Carried out on"].date()) == (month_key(done_on), done_on)
    assert (row["Unit before"], row["Unit after"]) == ("3-0301", "3-0401")
    sums = [round(row[heading] * 100) for heading in ("Total before", "Total after", "Difference yuan")]
    assert sums == [wanted.before.total_fen, wanted.after.total_fen, wanted.difference_fen]
    count = house.desk("control").read
    assert [count(report_rows, ReportKind.CHANGES, day, day) for day in (house.today, done_on)] == [0, 1]
    assert order_id
