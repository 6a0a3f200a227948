"""What stands against the close of a month, check by check."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from salesdesk.domain.duty_days import Check, Severity
from salesdesk.domain.errors import NotAllowed
from salesdesk.services.cancellations import CancellationRequest, ask_cancellation
from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.services.month_checks import MonthCheck, month_checks
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.services.reports import month_key
from tests.services.money_helpers import days_pass, pay, today
from tests.support.office import House

_C = Check


def checks(house: House, day: date | None = None) -> Mapping[Check, MonthCheck]:
    found = house.desk("manager").read(month_checks, month_key(day or today(house)))
    return {one.check: one for one in found}


def test_an_office_without_orders_passes_every_check(house: House) -> None:
    found = checks(house)
    assert set(found) == set(Check)
    assert all(one.passed for one in found.values())


def test_earnest_money_that_is_open_warns_and_an_open_day_forbids(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, *())
    house.sold("0401", "13900000001")
    found = checks(house)
    assert [(row.amount_fen, row.subject) for row in found[_C.EARNEST].rows] == [(5_000_000, "3-0401　韩若溪")]
    assert not found[_C.EARNEST].forbids
    assert found[_C.DAY_CLOSE].forbids
    assert found[_C.DAY_CLOSE].rows[0].amount_fen == 5_000_000


def test_a_setting_says_whether_a_check_forbids(house: House) -> None:
    house.sold("0301")
    house.desk("operator").perform(change_setting, NewSetting(name="month_close.earnest", value="forbid"))
    assert checks(house)[_C.EARNEST].severity is Severity.FORBIDS
    assert checks(house)[_C.EARNEST].forbids


def test_a_change_under_way_and_a_down_payment_without_contract_are_found(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    form = CancellationRequest(order_id=order_id, reason="客户资金断裂")
    house.desk("control").perform(ask_cancellation, form)
    assert "not approved" in str(checks(house)[_C.CANCELLATION].rows[0].note)
    house.desk("manager")
    days_pass(house, 40)
    assert checks(house)[_C.DOWN_PAYMENT].rows[0].order_id == order_id


def test_orders_of_later_months_are_not_looked_at(house: House) -> None:
    house.sold("0301")
    assert checks(house, date(2020, 1, 1))[_C.EARNEST].passed


def test_a_cancelled_order_that_holds_nothing_is_in_order(house: House) -> None:
    order_id = house.sold("0301")
    house.desk("control").perform(cancel_order, Cancellation(order_id=order_id, reason="客户放弃"))
    assert checks(house)[_C.CANCELLATION].passed


def test_who_may_not_read_reports_is_refused(house: House) -> None:
    with pytest.raises(NotAllowed):
        house.desk("consultant").read(month_checks, "2026-11")
