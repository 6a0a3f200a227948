"""The count on the rail: tasks that are overdue or due soon, of the person at this desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from salesdesk.services.cashier import take_payment
from salesdesk.views.shell import window as shell_window
from salesdesk.views.shell.rail_badge import TASKS
from tests.services.money_helpers import payment
from tests.support.office import House
from tests.views.shell.conftest import OpenShell


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell_window, "TASKS", replace(TASKS, again_ms=10))


def test_the_rail_counts_what_waits_for_the_person(house: House, open_shell: OpenShell, qtbot: QtBot) -> None:
    house.sold("0301")
    window = open_shell("cashier")
    window.badge.ask()
    qtbot.waitUntil(lambda: window.rail._badges.get("tasks") == 1)


def test_the_count_follows_what_this_desk_does(house: House, open_shell: OpenShell, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    window = open_shell("cashier")
    window.badge.ask()
    qtbot.waitUntil(lambda: window.rail._badges.get("tasks") == 1)
    window.desk.office.perform(take_payment, payment(house, order_id))
    qtbot.waitUntil(lambda: window.rail._badges.get("tasks") == 0)


def test_who_has_no_tasks_is_not_asked_for_any(open_shell: OpenShell) -> None:
    window = open_shell("admin")
    window.badge.ask()
    assert window.rail._badges.get("tasks") == 0
