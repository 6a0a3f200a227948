"""Another program holds the office's file: a desk waits for it once, says so, and gives up in a sentence."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest

from salesdesk.domain.errors import OfficeBusy, TryAgain
from salesdesk.repository.sqlite import turns
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.sign_in import sign_in
from tests.support.office import PASSWORD, House
from tests.support.raw import raw


@pytest.fixture
def engine_kind() -> str:
    """On a server nobody holds more than a row."""
    return "sqlite"


def test_a_file_that_another_program_holds_is_waited_for_once_and_whoever_waits_is_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "TOLD_SECONDS", 0.1)
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.5)
    form, desk, told = HoldForm(unit_id=house.unit_id("0301"), reason="x"), house.desk("control"), list[bool]()
    desk.on_wait(told.append)
    began = time.monotonic()
    with raw(house, "manager"), pytest.raises(OfficeBusy, match="nothing was saved"):
        desk.perform(hold, form)
    assert time.monotonic() - began < 2 * turns.PATIENCE_SECONDS
    assert told == [True, False]
    desk.perform(hold, form)
    assert house.state_of("0301") == "held"


def test_who_stops_waiting_is_refused_at_once_and_may_send_the_same_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "TOLD_SECONDS", 0.05)
    form, desk = HoldForm(unit_id=house.unit_id("0301"), reason="x"), house.desk("control")
    desk.on_wait(lambda waits: desk.stop_waiting() if waits else None)
    began = time.monotonic()
    with raw(house, "manager"), pytest.raises(OfficeBusy, match="You stopped waiting"):
        desk.perform(hold, form)
    assert time.monotonic() - began < turns.PATIENCE_SECONDS / 5
    desk.perform(hold, form)
    assert house.state_of("0301") == "held"


def test_a_file_that_another_program_holds_for_itself_is_said_at_the_door_at_once(house: House) -> None:
    address = house.address
    for desk in ("control", "manager"):
        house.desk(desk).close()
    began = time.monotonic()
    with closing(sqlite3.connect(address, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(TryAgain, match="Another program holds the office's file"):
            sign_in(address, "control", PASSWORD)
    assert time.monotonic() - began < 5
    sign_in(address, "control", PASSWORD).close()


def test_a_short_wait_is_told_to_nobody(house: House) -> None:
    desk, told = house.desk("control"), list[bool]()
    desk.on_wait(told.append)
    desk.perform(hold, HoldForm(unit_id=house.unit_id("0301"), reason="x"))
    assert told == []
