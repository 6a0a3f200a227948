"""Who must agree to what, set by keyboard; when a signed price list begins to count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.requests import RequestKind
from salesdesk.services.price_lists import Change, Revision, Signature, revise_prices, sign_price_list
from salesdesk.services.projects import NewSetting, change_setting, settings
from salesdesk.services.set_up import open_logins
from salesdesk.views.set_up.approvals_page import ABOUT_KINDS, ApprovalsPage
from salesdesk.views.set_up.prices_page import PricesPage
from salesdesk.views.set_up.settings_page import SettingsPage
from salesdesk.views.set_up.words import time_left
from tests.support.office import House
from tests.views.selling_desks import settle
from tests.views.set_up.conftest import At
from tests.views.set_up.test_units_and_prices import go, page_of


def test_every_kind_of_request_is_there_with_what_it_is(at: At) -> None:
    page = page_of(at("operator", "approvals"), ApprovalsPage)
    names = [row.name for row in page.table.rows.rows()]
    assert names[: len(RequestKind)] == [f"approval.{kind.value}" for kind in RequestKind]
    assert {"discount.limit.manager", "price.signatures", "four_eyes"} <= set(names)
    assert set(ABOUT_KINDS) == set(RequestKind)
    page.table.select_key("approval.price")
    assert "sales manager" in page.side.about.text()
    assert "Asked by: Consultant" in page.side.about.text()


def test_who_must_agree_is_changed_by_keyboard(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "approvals")
    page = page_of(screen, ApprovalsPage)
    page.table.select_key("approval.refund")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.side.edit.choice.hasFocus()
    page.side.edit.choice.set_key("manager cashier")
    page.side.edit.choice.chosen.emit("manager cashier")
    go(screen, qtbot, screen)
    assert house.desk("operator").read(settings).text("approval.refund") == "manager cashier"


def test_four_eyes_stay_where_more_than_one_login_is_open(at: At, house: House, qtbot: QtBot) -> None:
    assert house.desk("operator").read(open_logins) > 1
    screen = at("operator", "approvals")
    page = page_of(screen, ApprovalsPage)
    page.table.select_key("four_eyes")
    page.side.edit.yes.setChecked(False)
    go(screen, qtbot, screen)
    assert "single login" in page.side.banner.sentence()
    assert not page.alone.isVisible()


def test_what_has_a_place_of_its_own_is_not_among_the_settings_twice(at: At) -> None:
    names = [row.name for row in page_of(at("operator", "settings"), SettingsPage).table.rows.rows()]
    assert not [name for name in names if name.startswith("approval.")]


def test_a_manager_reads_the_rules_and_changes_none(at: At, house: House, qtbot: QtBot) -> None:
    house.desk("operator").perform(change_setting, NewSetting(name="approval.refund", value="manager"))
    screen = at("manager", "approvals")
    page = page_of(screen, ApprovalsPage)
    settle(qtbot, screen.desk)
    page.table.select_key("approval.refund")
    assert "change settings" in page.side.go.refusal()


@pytest.mark.parametrize(("left", "words"), [
    (timedelta(days=3, hours=4, minutes=10), "3 d 4 h"), (timedelta(hours=5, minutes=10), "5 h 10 min"),
    (timedelta(seconds=61), "2 min"), (timedelta(seconds=1), "1 min"),
])  # fmt: skip
def test_the_time_that_is_left_is_told_by_its_two_largest_parts(left: timedelta, words: str) -> None:
    assert time_left(left) == words


def test_a_signed_version_counts_down_to_when_it_counts(at: At, house: House, qtbot: QtBot) -> None:
    begins = datetime.now(UTC) + timedelta(days=2, hours=5, minutes=30)
    form = Revision(name="上调", change=Change.PERCENT, value=1_020_000, effective_at=begins)
    list_id = house.desk("operator").perform(revise_prices, form)
    screen = at("manager", "prices")
    page = page_of(screen, PricesPage)
    assert page.side.countdown.value.text() == "2 d 5 h, once signed"
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=list_id))
    page.load()
    settle(qtbot, screen.desk)
    assert page.side.countdown.value.text() == "2 d 5 h"
    page._tick()
    assert page.side.countdown.isVisible()
    page.versions.select_key(page.versions.rows.rows()[-1].row.id)
    settle(qtbot, screen.desk)
    assert not page.side.countdown.isVisible()
