"""``salesdesk user``: people come and go at a prompt, by the administrator's own login."""

from __future__ import annotations

from datetime import timedelta

import pytest

from salesdesk.commands.desk import stand_in
from salesdesk.domain.errors import BadInput
from salesdesk.domain.permissions import OfficeRole
from salesdesk.services.people_admin import person_called
from salesdesk.services.sign_in import sign_in
from tests.support.office import PASSWORD, House
from tests.support.typed import address_of, lines, typed

FIRST = "Red-kettle-9"


@pytest.fixture(autouse=True)
def passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALESDESK_PASSWORD", PASSWORD)
    monkeypatch.setenv("SALESDESK_FIRST_PASSWORD", FIRST)


def user(house: House, *words: object, login: str = "admin") -> int:
    return typed("user", *words, "--db", address_of(house), "--login", login)


def test_a_person_is_added_and_signs_in(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    login = house.newcomer() + "x"
    assert user(house, "add", login, "陆明川", "--project", "锦绣江南", "--role", "cashier") == 0
    assert lines(capsys) == [f"陆明川 may sign in as {login}."]
    desk = sign_in(address_of(house), login, FIRST)
    assert desk.projects[0].roles == {OfficeRole.CASHIER}
    desk.close()


def test_a_role_is_given_for_some_days_and_taken(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    login = house.newcomer(OfficeRole.CONSULTANT)
    last = house.today + timedelta(days=3)
    assert user(house, "role", "give", login, "cashier", "--from", house.today, "--to", last) == 0
    assert lines(capsys) == [f"新同事 is Cashier ({house.today} … {last}) from now on."]
    who = house.desk("admin").read(person_called, login)
    assert who.dates == {(house.project_id, OfficeRole.CASHIER): (house.today, last)}
    assert user(house, "list") == 0
    assert f"新同事 ({login}) · Consultant · Cashier ({house.today} … {last}) · first password" in lines(capsys)
    assert user(house, "role", "take", login, "cashier") == 0
    assert lines(capsys) == ["新同事 is no longer Cashier."]
    assert house.desk("admin").read(person_called, login).roles == ((house.project_id, OfficeRole.CONSULTANT),)


def test_who_stands_in_later_may_nothing_yet(house: House) -> None:
    login = house.newcomer()
    assert user(house, "role", "give", login, "cashier", "--from", house.today + timedelta(days=1)) == 0
    desk = sign_in(address_of(house), login, PASSWORD)
    assert desk.projects == []
    desk.close()
    assert user(house, "role", "give", login, "cashier") == 0
    desk = sign_in(address_of(house), login, PASSWORD)
    assert desk.projects[0].roles == {OfficeRole.CASHIER}
    desk.close()


def test_a_role_for_the_whole_house_is_given_and_taken(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    login = house.newcomer()
    assert user(house, "role", "give", login, "operator", "--house") == 0
    assert house.desk("admin").read(person_called, login).roles == ((None, OfficeRole.OPERATOR),)
    assert user(house, "list") == 0
    assert f"新同事 ({login}) · Business operator, whole house · first password" in lines(capsys)
    assert user(house, "role", "take", login, "operator", "--house") == 0
    assert house.desk("admin").read(person_called, login).roles == ()


def test_a_password_is_set_anew_and_a_login_closed(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    login = house.newcomer(OfficeRole.CASHIER)
    assert user(house, "password", login) == 0
    assert lines(capsys) == ["新同事 changes the new password at the next sign-in."]
    sign_in(address_of(house), login, FIRST).close()
    assert user(house, "close", login) == 0
    assert lines(capsys) == [f"The login of 新同事 ({login}) is closed, and its sessions are ended."]
    with pytest.raises(BadInput, match="closed"):
        sign_in(address_of(house), login, FIRST)
    assert user(house, "list") == 0
    assert f"新同事 ({login}) · closed" in lines(capsys)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("close", "nobody"), "Nobody in this office is called “nobody”."),
        (("close", "admin"), "Nobody closes their own login"),
        (("list", "--project", "无"), "There is no project “无” here; there are: 锦绣江南."),
        (("role", "give", "cashier", "cashier", "--house"), "“Cashier” is a role in a project"),
        (("role", "give", "cashier", "manager", "--to", "2026-01-31"), "has passed already"),
        (("role", "give", "cashier", "manager", "--from", "2099-02-01", "--to", "2099-01-31"), "before the first"),
        (("role", "give", "cashier", "manager", "--to", "soon"), "“soon” is no day"),
        (("role", "take", "cashier", "manager"), "does not hold the role “Sales manager” in this project"),
        (("role", "take", "cashier", "operator", "--house"), "for the whole house"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    house: House, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert user(house, *words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("add", "lu", "陆"),
        ("close", "cashier"),
        ("password", "cashier"),
        ("role", "give", "cashier", "manager"),
    ],
    ids=lambda words: words[0],
)
def test_nobody_but_the_administrator_may(
    house: House, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert user(house, *words, login="manager") == 2
    assert "Your role may not manage people and roles." in capsys.readouterr().err


def test_an_office_that_is_not_there_is_said(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("user", "list", "--db", f"{tmp_path}/none.db") == 2
    assert "There is no office at" in capsys.readouterr().err


def test_who_has_no_project_is_told_where_the_first_one_is_opened(house: House) -> None:
    desk = sign_in(address_of(house), house.newcomer(), PASSWORD)
    with pytest.raises(BadInput, match="first project is opened in Set-up"):
        stand_in(desk, None)
    desk.close()


def test_a_script_without_a_password_is_told_so(
    house: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(words: str) -> str:
        raise EOFError

    monkeypatch.delenv("SALESDESK_FIRST_PASSWORD")
    monkeypatch.setattr("getpass.getpass", nobody)
    assert user(house, "add", "lu9", "陆明川", "--project", "锦绣江南", "--role", "cashier") == 2
    assert capsys.readouterr().err.strip() == "salesdesk: No password was typed."
