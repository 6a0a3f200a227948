"""Wrong passwords in a row: three are free, then each makes the next try wait longer; a right one forgets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesdesk.domain.errors import BadInput, WaitFirst
from salesdesk.services import sign_in as module
from salesdesk.services.sign_in import NewPassword, change_password, check_password_of, sign_in
from salesdesk.services.wrong_passwords import KEPT_SECONDS, MOST_SECONDS, WrongPasswords
from tests.support.office import PASSWORD, House


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Clock:
    made = Clock()
    monkeypatch.setattr(module, "_wrong", WrongPasswords(made, lambda: tmp_path / "state" / "wrong.json"))
    return made


def address_of(house: House) -> str:
    return f"{house.address}?realm={house.realm}" if house.realm else house.address


def wrong(house: House, words: str = "name or the password", login: str = "control") -> None:
    with pytest.raises(BadInput, match=words) as refused:
        sign_in(address_of(house), login, "Wrong-key-77")
    assert refused.value.field == "password"


def right(house: House, login: str = "control") -> None:
    sign_in(address_of(house), login, PASSWORD).close()


def test_three_are_free_and_the_fourth_try_waits_even_with_the_right_password(house: House, clock: Clock) -> None:
    for _ in range(3):
        wrong(house)
    with pytest.raises(BadInput, match="possible in 5 seconds"):
        sign_in(address_of(house), "Control ", PASSWORD)
    right(house, "manager")
    clock.now += 5
    wrong(house)
    wrong(house, "possible in 10 seconds")
    clock.now += 10
    right(house)
    for _ in range(3):
        wrong(house)


def test_unlocking_the_desk_waits_too(house: House, clock: Clock) -> None:
    for _ in range(3):
        wrong(house)
    with pytest.raises(BadInput, match="possible in 5 seconds") as refused:
        check_password_of(address_of(house), "control", PASSWORD)
    assert refused.value.field == "now"


def test_a_program_started_anew_waits_on(tmp_path: Path) -> None:
    clock, kept = Clock(), tmp_path / "wrong.json"
    first = WrongPasswords(clock, lambda: kept)
    for _ in range(4):
        first.was_wrong("office", "control")
    clock.now += 2
    again = WrongPasswords(clock, lambda: kept)
    with pytest.raises(WaitFirst) as refused:
        again.check("office", "control")
    assert refused.value.seconds == 8
    again.check("office", "manager")
    assert "control" not in kept.read_text(encoding="utf-8")
    clock.now += 8
    again.check("office", "control")
    again.was_right("office", "control")
    first.was_wrong("office", "control")
    first.check("office", "control")


def test_a_clock_set_back_makes_nobody_wait_longer_and_a_day_forgets_all(tmp_path: Path) -> None:
    clock = Clock()
    tries = WrongPasswords(clock, lambda: tmp_path / "wrong.json")
    for _ in range(3):
        tries.was_wrong("office", "control")
    clock.now -= 900
    with pytest.raises(WaitFirst, match="possible in 5 seconds"):
        tries.check("office", "control")
    clock.now += 2 * KEPT_SECONDS
    for _ in range(2):
        tries.was_wrong("office", "control")
    tries.check("office", "control")


@pytest.mark.parametrize("damaged", ["", "[]", "{1", '{"a": 1}', '{"a": ["x", null]}'])
def test_a_damaged_or_unwritable_memory_costs_only_what_was_before(tmp_path: Path, damaged: str) -> None:
    kept = tmp_path / "wrong.json"
    kept.write_text(damaged, encoding="utf-8")
    tries = WrongPasswords(Clock(), lambda: kept)
    for _ in range(3):
        tries.was_wrong("office", "control")
    with pytest.raises(WaitFirst):
        WrongPasswords(Clock(), lambda: kept).check("office", "control")
    nowhere = WrongPasswords(Clock(), lambda: kept / "no folder" / "wrong.json")
    for _ in range(3):
        nowhere.was_wrong("office", "control")
    with pytest.raises(WaitFirst):
        nowhere.check("office", "control")


def test_no_wait_is_longer_than_the_longest(tmp_path: Path) -> None:
    clock = Clock()
    tries = WrongPasswords(clock, lambda: tmp_path / "wrong.json")
    for _ in range(40):
        tries.was_wrong("office", "control")
        clock.now += MOST_SECONDS
    tries.was_wrong("office", "control")
    with pytest.raises(BadInput, match=f"possible in {MOST_SECONDS} seconds"):
        tries.check("office", "control")
    tries.check("another office", "control")
    clock.now += MOST_SECONDS
    tries.check("office", "control")


def test_a_new_password_is_another_one(house: House, clock: Clock) -> None:
    login = house.newcomer()
    office = sign_in(address_of(house), login, PASSWORD)
    with pytest.raises(BadInput, match="must be another one") as refused:
        change_password(office, address_of(house), PASSWORD, NewPassword(password=PASSWORD))
    assert refused.value.field == "password"
    office.close()
    office = sign_in(address_of(house), login, PASSWORD)
    assert office.person.must_change_password
    office.close()
