"""Wrong passwords in a row: three are free, then each makes the next try wait longer; a right one forgets them."""

from __future__ import annotations

import pytest

from salesdesk.domain.errors import BadInput
from salesdesk.services import sign_in as module
from salesdesk.services.sign_in import NewPassword, change_password, check_password_of, sign_in
from salesdesk.services.wrong_passwords import MOST_SECONDS, WrongPasswords
from tests.support.office import PASSWORD, House


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(module, "_wrong", WrongPasswords(made))
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


def test_no_wait_is_longer_than_the_longest() -> None:
    clock = Clock()
    tries = WrongPasswords(clock)
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
