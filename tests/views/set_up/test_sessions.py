"""Sessions and backups on the administrator's screen; somebody who stands in, given by keyboard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.backup_proofs import BackupProofs, Proof
from salesdesk.repository.sessions import SessionRow
from salesdesk.services.backup_proofs import Proofs
from salesdesk.services.people_admin import person_called
from salesdesk.services.sessions import AtDesk
from salesdesk.views.kit import messages
from salesdesk.views.set_up.people_page import PeoplePage
from salesdesk.views.set_up.sessions_page import SessionsPage, backup_words
from tests.support.office import House
from tests.views.selling_desks import settle
from tests.views.set_up.conftest import At
from tests.views.set_up.test_units_and_prices import CTRL, active, page_of

TAKEN = datetime(2026, 11, 21, 19, 15, tzinfo=UTC)


def test_the_last_proved_backup_is_told(at: At, house: House) -> None:
    with house.as_owner.begin() as connection:
        BackupProofs(connection).note("office-1", TAKEN, passed=True, summary="")
    page = page_of(at("admin", "sessions"), SessionsPage)
    assert page.backup.text().startswith("Last proved backup: office-1 of ")


def test_a_drill_that_failed_later_is_told_instead() -> None:
    proved = Proof("office-1", TAKEN, True, "", TAKEN)
    failed = Proof("office-2", TAKEN, False, "Rows: few", TAKEN + timedelta(days=1))
    assert "FAILED: Rows: few" in backup_words(Proofs(proved, failed))
    assert backup_words(Proofs(None, None)).startswith("No backup was ever proved")


def session(pid: int, name: str, holds_up: int = 0) -> AtDesk:
    return AtDesk(SessionRow(pid, pid, name, "10.1.2.3", TAKEN, TAKEN if holds_up else None, holds_up, False), 2)


def test_a_session_is_chosen_and_ended_or_it_is_said_why_not(at: At, qtbot: QtBot) -> None:
    """What ending does on a server is tried in tests/services/test_sessions.py."""
    screen = at("admin", "sessions")
    page = page_of(screen, SessionsPage)
    assert page.table.rows.rows() == []
    assert page.end.refusal() == "No session is chosen."
    page._show([session(7, "方雅琴", holds_up=3), session(8, "陈立")])
    page.table.select_key((7, TAKEN))
    assert not page.end.refusal()
    with qtbot.waitSignal(messages.bridge.refused) as refused:
        QTest.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert "has ended already" in str(refused.args[0])
    settle(qtbot, screen.desk)
    assert page.table.rows.rows() == []


def test_somebody_stands_in_from_a_day_to_a_day(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("admin", "people")
    page = page_of(screen, PeoplePage)
    page.table.select_key(house.desk("colleague").person.id)
    dialog = page.open_stand_in()
    assert dialog is not None
    active(dialog, qtbot)
    settle(qtbot, screen.desk)
    qtbot.waitUntil(lambda: dialog.ui.last.value() is not None)
    last = house.today + timedelta(days=5)
    dialog.ui.role.set_key(OfficeRole.CASHIER)
    dialog.ui.last.set_value(last)
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    dates = house.desk("admin").read(person_called, "colleague").dates
    assert dates == {(house.project_id, OfficeRole.CASHIER): (house.today, last)}
