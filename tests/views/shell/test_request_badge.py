"""The count of waiting requests on the rail: others' to answer, agreed ones to carry out."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from salesdesk.services.rows import Touched
from tests.services.test_swaps import asked
from tests.support.office import House
from tests.views.shell.conftest import OpenShell


def test_the_rail_counts_what_waits_for_the_person(qtbot: QtBot, at_home: House, open_shell: OpenShell) -> None:
    on_request = asked(at_home, at_home.sold("0301"))
    window = open_shell("manager")
    window.requests.ask()
    qtbot.waitUntil(lambda: window.rail._badges.get("requests") == 1)
    assert on_request
    asker = open_shell("control")
    asker.requests.ask()
    qtbot.waitUntil(lambda: asker.desk.tasks.idle and asker.rail._badges.get("requests") == 0)


def test_it_is_counted_anew_when_an_order_changes(qtbot: QtBot, at_home: House, open_shell: OpenShell) -> None:
    window = open_shell("manager")
    order_id = at_home.sold("0301")
    asked(at_home, order_id)
    window.desk.changed.emit(Touched(orders={order_id}))
    qtbot.waitUntil(lambda: window.rail._badges.get("requests") == 1, timeout=10_000)
