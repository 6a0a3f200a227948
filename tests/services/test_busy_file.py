"""Another program holds the office's file: a desk waits for it once, says so, and gives up in a sentence."""

from __future__ import annotations

import time

import pytest

from salesdesk.domain.errors import OfficeBusy
from salesdesk.repository.sqlite import turns
from salesdesk.services.holds import HoldForm, hold
from tests.support.office import House
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
    form, desk, told = HoldForm(unit_id=house.unit_id("0301"), reason="x"), house.desk("control"), list[str]()
    desk.on_wait(lambda: told.append("another program writes"))
    began = time.monotonic()
    with raw(house, "manager"), pytest.raises(OfficeBusy, match="nothing was saved"):
        desk.perform(hold, form)
    assert time.monotonic() - began < 2 * turns.PATIENCE_SECONDS
    assert told == ["another program writes"]
    desk.perform(hold, form)
    assert house.state_of("0301") == "held"


def test_a_short_wait_is_told_to_nobody(house: House) -> None:
    desk, told = house.desk("control"), list[str]()
    desk.on_wait(lambda: told.append("another program writes"))
    desk.perform(hold, HoldForm(unit_id=house.unit_id("0301"), reason="x"))
    assert told == []
