"""Commission of a real office: schemes, the sheet of a month, reasons, closed months; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from salesdesk.domain.commission import CommissionRules, Rung
from salesdesk.domain.commission_deals import Earner
from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.repository.commission import Commissions
from salesdesk.services.cancellations import CancellationRequest, FinishCancellation, ask_cancellation
from salesdesk.services.cancellations import finish_cancellation as finish
from salesdesk.services.commission_schemes import (
    NewCommissionScheme,
    SchemeSwitch,
    add_commission_scheme,
    commission_schemes,
    switch_commission_scheme,
)
from salesdesk.services.commission_sheets import commission_sheets, write_commission
from salesdesk.services.commissions import (
    CommissionClose,
    CommissionSheet,
    FollowUpWaiver,
    close_commission,
    commission_sheet,
    waive_follow_ups,
)
from salesdesk.services.customers import NewFollowUp, follow_up
from salesdesk.services.order_lists import order_detail
from salesdesk.services.reports import month_key
from salesdesk.services.seals import DayClose, close_day
from salesdesk.services.subscriptions import subscribe
from tests.services.change_helpers import agree, settle
from tests.services.money_helpers import days_pass, line, pay, today
from tests.support.office import House

RULES = CommissionRules(threshold_millionths=10_000, ladder=(Rung(0, 3_000),), follow_ups=3)
PEOPLE = ("operator", "control", "cashier", "manager", "consultant", "colleague", "management")


@pytest.fixture(autouse=True)
def at_their_desks(house: House) -> None:
    """Everybody sits there before days pass."""
    for login in PEOPLE:
        house.desk(login)


def scheme(house: House, **changes: Any) -> int:
    values: dict[str, Any] = {"name": "标准", "valid_from": date(2020, 1, 1), "rules": RULES}
    return house.desk("operator").perform(add_commission_scheme, NewCommissionScheme(**{**values, **changes}))


def contacts(house: House, customer: int, count: int, login: str = "consultant") -> None:
    for place in range(count):
        form = NewFollowUp(customer_id=customer, kind="call_out", note=f"第 {place + 1} 次")
        house.desk(login).perform(follow_up, form)


def sold(house: House, follow_ups: int = 3, received: int = 50_000_000, **changes: Any) -> int:
    """A home of the consultant with so many follow-ups and so much received; entering the customer was the first."""
    customer = house.customer()
    contacts(house, customer, follow_ups - 1)
    order_id = house.desk("control").perform(subscribe, house.subscription("0301", customer, **changes))
    pay(house, order_id)
    pay(house, order_id, line("down_payment", received - 5_000_000))
    return order_id


def sheet(house: House, month: str, login: str = "manager") -> CommissionSheet:
    return house.desk(login).read(commission_sheet, month)


def month(house: House) -> str:
    return month_key(today(house))


def month_over(house: House) -> str:
    """The month of now ends, its day is closed; its name."""
    ended = month(house)
    house.desk("cashier").perform(close_day, DayClose(day=today(house)))
    days_pass(house, 32)
    return ended


def closed(house: House, which: str) -> int:
    form = CommissionClose(month=which, total_fen=sheet(house, which).total_fen)
    return house.desk("manager").perform(close_commission, form)


def test_the_sheet_gives_the_consultant_seventy_percent_of_the_rate_with_every_line(house: House) -> None:
    scheme(house)
    order_id = sold(house)
    found = sheet(house, month(house))
    row = found.rows[0]
    assert (row.name, row.order_id, row.label, row.customer) == ("陈立", order_id, "3-0301", "韩若溪")
    assert row.figure_fen == 50_000_000 * 3 // 1000 * 7 // 10
    told = [str(one) for one in row.lines]
    assert told[0] == "Scheme “标准”"
    assert "70.00% once the threshold is received" in told
    assert (told[-1], row.lines[-1].amount_fen) == (f"Figure of {month(house)}", row.figure_fen)


def test_without_a_scheme_or_below_the_threshold_there_is_nothing(house: House) -> None:
    sold(house)
    assert sheet(house, month(house)).rows == ()
    scheme(house, rules=replace(RULES, threshold_millionths=900_000))
    assert sheet(house, month(house)).rows == ()


def test_too_few_follow_ups_give_nothing_until_the_manager_says_why(house: House) -> None:
    scheme(house)
    order_id = sold(house, follow_ups=1)
    row = sheet(house, month(house)).rows[0]
    assert (row.figure_fen, row.forgone_fen) == (0, 105_000)
    form = FollowUpWaiver(order_id=order_id, person_id=row.earner.id, reason="老客户介绍")
    with pytest.raises(NotAllowed):
        house.desk("control").perform(waive_follow_ups, form)
    with pytest.raises(BadInput):
        house.desk("manager").perform(waive_follow_ups, replace(form, reason=" "))
    house.desk("manager").perform(waive_follow_ups, form)
    now = sheet(house, month(house)).rows[0]
    assert (now.figure_fen, now.forgone_fen) == (105_000, 0)
    assert any("老客户介绍" in str(one) for one in now.lines)
    with pytest.raises(Refusal, match="given already"):
        house.desk("manager").perform(waive_follow_ups, FollowUpWaiver(**{**form.__dict__, "request_id": "again"}))


def test_nobody_is_excused_who_has_no_share(house: House) -> None:
    order_id = sold(house)
    other = house.desk("colleague").person.id
    with pytest.raises(Refusal, match="no share"):
        house.desk("manager").perform(
            waive_follow_ups, FollowUpWaiver(order_id=order_id, person_id=other, reason="帮忙")
        )


def test_a_shared_deal_is_divided_to_the_fen(house: House) -> None:
    scheme(house, rules=replace(RULES, follow_ups=0))
    people = (house.desk("consultant").person.id, house.desk("colleague").person.id)
    sold(house, received=49_999_999, consultants=((people[0], 3_333), (people[1], 6_667)))
    figures = {row.earner.id: row.figure_fen for row in sheet(house, month(house)).rows}
    whole = (49_999_999 * 3_000 * 7 + 5_000_000) // 10_000_000
    assert sum(figures.values()) == whole
    assert figures[people[0]] == (whole * 3_333 + 5_000) // 10_000


def test_a_closed_month_stays_and_what_comes_later_counts_later(house: House) -> None:
    scheme(house)
    order_id = sold(house)
    ended = month_over(house)
    before = sheet(house, ended)
    assert before.why_not_close is None
    assert closed(house, ended) == 1
    rest = house.desk("control").read(order_detail, order_id)
    pay(house, order_id, line("down_payment", 1_000_000))
    assert rest.working is not None
    after = sheet(house, ended)
    assert after.closed
    assert [(row.name, row.figure_fen, row.lines) for row in after.rows] == [
        (row.name, row.figure_fen, row.lines) for row in before.rows
    ]
    now = sheet(house, month(house))
    assert [(row.given_fen, row.figure_fen) for row in now.rows] == [(105_000, 2_100)]


def test_a_cancellation_takes_back_exactly_what_was_given(house: House) -> None:
    scheme(house)
    order_id = sold(house)
    closed(house, month_over(house))
    form = CancellationRequest(order_id=order_id, reason="客户资金断裂")
    on_request = house.desk("control").perform(ask_cancellation, form)
    agree(house, on_request)
    settle(house, on_request)
    house.desk("control").perform(finish, FinishCancellation(on_request=on_request))
    row = sheet(house, month(house)).rows[0]
    assert (row.given_fen, row.figure_fen, row.earned_fen) == (105_000, -105_000, 0)
    assert any(str(one).startswith("Cancelled on") for one in row.lines)


def test_a_month_is_closed_once_when_it_is_over_and_with_the_sum_that_was_seen(house: House) -> None:
    scheme(house)
    sold(house)
    here = month(house)
    manager = house.desk("manager")
    with pytest.raises(Refusal, match="not over yet"):
        manager.perform(close_commission, CommissionClose(month=here, total_fen=105_000))
    days_pass(house, 32)
    with pytest.raises(Refusal, match="not closed yet"):
        manager.perform(close_commission, CommissionClose(month=here, total_fen=105_000))
    house.desk("cashier").perform(close_day, DayClose(day=today(house)))
    with pytest.raises(Refusal, match="sum has changed"):
        manager.perform(close_commission, CommissionClose(month=here, total_fen=105_001))
    with pytest.raises(NotAllowed):
        house.desk("control").perform(close_commission, CommissionClose(month=here, total_fen=105_000))
    assert closed(house, here) == 1
    with pytest.raises(Refusal, match="closed"):
        closed(house, here)
    with pytest.raises(Refusal, match="closed already"):
        closed(house, month_key(date.fromisoformat(f"{here}-01") - timedelta(days=1)))


def test_two_desks_that_close_at_once_close_once(house: House) -> None:
    """Both found the month open; the second one is told so by the database."""
    scheme(house)
    order_id = sold(house)
    month_over(house)
    manager = house.desk("manager")
    earner = Earner(False, house.desk("consultant").person.id)
    figures: list[tuple[Earner, int, int, dict[str, Any]]] = [(earner, order_id, 105_000, {})]
    with manager.database.writing() as connection:
        Commissions(connection, house.project_id).add_entries("2026-01", figures)
    with pytest.raises(Refusal, match="This month is closed"), manager.database.writing() as connection:
        Commissions(connection, house.project_id).add_entries("2026-01", figures)


def test_a_consultant_sees_what_closed_months_gave_themselves(house: House) -> None:
    scheme(house)
    sold(house)
    here = month(house)
    assert sheet(house, here, "consultant").rows == ()
    assert sheet(house, here, "consultant").why_not_see is not None
    closed(house, month_over(house))
    own = sheet(house, here, "consultant")
    assert [(row.figure_fen, row.label) for row in own.rows] == [(105_000, "3-0301")]
    assert sheet(house, here, "colleague").rows == ()


def test_who_sees_less_than_an_open_month_is_made_of_sees_closed_ones(house: House) -> None:
    scheme(house)
    sold(house)
    assert sheet(house, month(house), "management").why_not_see is not None
    assert sheet(house, month(house), "cashier").rows == sheet(house, month(house)).rows


def test_schemes_are_the_operators_and_change_no_closed_month(house: House) -> None:
    first = scheme(house)
    with pytest.raises(NotAllowed):
        house.desk("manager").perform(
            add_commission_scheme, NewCommissionScheme(name="x", valid_from=today(house), rules=RULES)
        )
    with pytest.raises(BadInput, match="begins on this day"):
        scheme(house)
    with pytest.raises(BadInput, match="100 %"):
        scheme(house, name="错", rules=replace(RULES, stages=RULES.stages[:1]))
    sold(house)
    operator = house.desk("operator")
    operator.perform(switch_commission_scheme, SchemeSwitch(scheme_id=first, active=False))
    assert sheet(house, month(house)).rows == ()
    operator.perform(switch_commission_scheme, SchemeSwitch(scheme_id=first, active=True))
    closed(house, month_over(house))
    with pytest.raises(Refusal, match="later day"):
        operator.perform(switch_commission_scheme, SchemeSwitch(scheme_id=first, active=False))
    with pytest.raises(BadInput, match="begins later"):
        scheme(house, name="新", valid_from=date(2021, 1, 1))
    assert [row.name for row in operator.read(commission_schemes)] == ["标准"]
    with pytest.raises(NotAllowed):
        house.desk("consultant").read(commission_schemes)


def test_the_excel_file_has_real_numbers_and_adds_up(house: House, tmp_path: Path) -> None:
    scheme(house)
    sold(house)
    path = tmp_path / "commission.xlsx"
    assert write_commission(house.desk("manager"), month(house), path) == 1
    book = openpyxl.load_workbook(path, data_only=True)
    figures = [cell.value for row in book.worksheets[1].iter_rows() for cell in row if cell.value == 1050]
    assert figures
    workings = [row[2].value for row in book.worksheets[2].iter_rows()]
    assert "70.00% once the threshold is received" in workings
    with pytest.raises(NotAllowed):
        house.desk("consultant").read(commission_sheets, month(house))
