"""How strong a password is, how long it counts, and that an old one does not come back; on a file and on a server."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import BadInput
from salesdesk.domain.permissions import OfficeRole, Permission
from salesdesk.domain.settings import DEFAULTS
from salesdesk.repository.guard_rules import PASSWORDS_REMEMBERED
from salesdesk.services.logins import check_new_password
from salesdesk.services.office import Office
from salesdesk.services.people_admin import FirstPassword, RoleOfPerson, give_role, person_called, reset_password
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.services.sign_in import NewPassword, change_own_password, change_password, sign_in
from tests.support.office import PASSWORD, House

OWN = [f"Copper-lamp-{word}" for word in ("ada", "bel", "cyr", "dov", "eli", "fay", "gus")]


def address(house: House) -> str:
    return f"{house.address}?realm={house.realm}" if house.kind == "postgresql" else house.address


@pytest.fixture
def cashier(house: House) -> str:
    """The login of a cashier of this test's own."""
    return house.newcomer(OfficeRole.CASHIER)


def at_desk(house: House, login: str, password: str = PASSWORD) -> Office:
    return sign_in(address(house), login, password)


def password_of_days(house: House, login: str, days: int) -> None:
    """The person has had this password for so many days."""
    moment = f"datetime('now', '-{days} days')" if house.kind == "sqlite" else f"now() - interval '{days} days'"
    with house.as_owner.begin() as owner:
        owner.exec_driver_sql(f"UPDATE person SET password_changed_at = {moment} WHERE login = '{login}'")


def limit(house: House, days: int) -> None:
    house.desk("operator").perform(change_setting, NewSetting(name="password.days", value=days))


# --- strength ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["qwer1234", "abc12345", "a1234567", "1q2w3e4r", "1qaz2wsx", "aaaa1111", "a1a1a1a1",
                                  "987654321a"])  # fmt: skip
def test_what_anybody_tries_first_is_no_password(text: str) -> None:
    with pytest.raises(BadInput, match="easily guessed"):
        check_new_password(text, "yan")


@pytest.mark.parametrize("text", [PASSWORD, "demo-2026", "春江花月夜 7 号楼", "Kp9-dual-wren", "tulip 44 north"])
def test_other_words_with_figures_or_signs_are(text: str) -> None:
    check_new_password(text, "yan")


# --- what was used before ---------------------------------------------------------------------------------------------


def test_the_last_passwords_are_not_taken_again_and_an_older_one_is(house: House, cashier: str) -> None:
    desk, now = at_desk(house, cashier), PASSWORD
    for new in OWN[:PASSWORDS_REMEMBERED]:
        change_password(desk, address(house), now, NewPassword(password=new))
        now = new
    for used in OWN[: PASSWORDS_REMEMBERED - 1]:
        with pytest.raises(BadInput, match=f"last {PASSWORDS_REMEMBERED}") as refused:
            change_password(desk, address(house), now, NewPassword(password=used))
        assert refused.value.field == "password"
    change_password(desk, address(house), now, NewPassword(password=PASSWORD))
    desk.close()
    at_desk(house, cashier).close()


def test_a_first_password_does_not_come_back_as_ones_own(house: House, cashier: str) -> None:
    desk = at_desk(house, cashier)
    change_password(desk, address(house), PASSWORD, NewPassword(password=OWN[0]))
    house.desk("admin").perform(reset_password, FirstPassword(person_id=desk.person.id, password="Paper-kite-4"))
    desk.close()
    desk = at_desk(house, cashier, "Paper-kite-4")
    for used in (PASSWORD, OWN[0], "Paper-kite-4"):
        with pytest.raises(BadInput):
            change_password(desk, address(house), "Paper-kite-4", NewPassword(password=used))
    change_password(desk, address(house), "Paper-kite-4", NewPassword(password=OWN[1]))
    desk.close()


def test_a_password_in_chinese_is_known_again_however_it_was_typed(house: House, cashier: str) -> None:
    """Full-width figures and letters are the same signs to a server (SASLprep); a file takes them as they are."""
    desk = at_desk(house, cashier)
    change_password(desk, address(house), PASSWORD, NewPassword(password="春江花月夜第７号"))
    change_password(desk, address(house), "春江花月夜第７号", NewPassword(password=OWN[0]))
    typed = "春江花月夜第７号" if house.kind == "sqlite" else "春江花月夜第7号"
    with pytest.raises(BadInput, match="last 5"):
        desk.perform(change_own_password, NewPassword(password=typed))
    desk.close()


def test_what_somebody_else_used_is_nobodys_business(house: House, cashier: str) -> None:
    """Everybody begins with the same one here: the colleague's is not looked at."""
    desk = at_desk(house, cashier)
    change_password(desk, address(house), PASSWORD, NewPassword(password=OWN[0]))
    other = at_desk(house, house.newcomer(OfficeRole.MANAGER))
    change_password(other, address(house), PASSWORD, NewPassword(password=OWN[0]))
    for one in (desk, other):
        one.close()


def test_kept_are_verifiers_and_never_what_was_typed(house: House, cashier: str) -> None:
    desk = at_desk(house, cashier)
    change_password(desk, address(house), PASSWORD, NewPassword(password=OWN[0]))
    desk.close()
    with house.as_owner.connect() as owner:
        kept = owner.execute(sa.text("SELECT verifier FROM person_password")).scalars().all()
        audit = owner.execute(sa.text("SELECT COALESCE(before, '') || COALESCE(after, '') FROM audit")).scalars().all()
    assert kept
    assert all(one.startswith(("SCRAM-SHA-256$", "$argon2id$")) for one in kept)
    assert not [text for text in (*kept, *audit) if OWN[0] in text or PASSWORD in text or "SCRAM-" in text[1:]]


# --- age --------------------------------------------------------------------------------------------------------------


def test_without_a_limit_a_password_counts_for_ever(house: House, cashier: str) -> None:
    """What guidance says today (NIST SP 800-63B, 5.1.1.2): forced changes make for weaker passwords. Whose rules ask
    for them sets the days."""
    assert DEFAULTS["password.days"] == 0
    password_of_days(house, cashier, 4000)
    desk = at_desk(house, cashier)
    assert (desk.person.password_days, len(desk.projects)) == (None, 1)
    desk.close()


def test_a_password_past_its_days_sees_no_project_until_it_is_changed(house: House, cashier: str) -> None:
    limit(house, 90)
    for days, left, sees in ((0, 90, 1), (90, 0, 1), (91, -1, 0)):
        password_of_days(house, cashier, days)
        desk = at_desk(house, cashier)
        assert (desk.person.password_days, len(desk.projects)) == (left, sees), days
        assert desk.person.password_is_old is (left < 0)
        desk.close()
    desk = at_desk(house, cashier)
    change_password(desk, address(house), PASSWORD, NewPassword(password=OWN[0]))
    assert (desk.person.password_days, len(desk.projects)) == (90, 1)
    assert desk.may(Permission.RECEIPT_WRITE)
    desk.close()


def test_a_role_in_the_whole_house_asks_for_the_strictest_of_all_projects(house: House) -> None:
    operator = house.newcomer()
    person = house.desk("admin").read(person_called, operator).id
    role = RoleOfPerson(person_id=person, role=OfficeRole.OPERATOR, everywhere=True)
    house.desk("admin").perform(give_role, role)
    limit(house, 30)
    password_of_days(house, operator, 31)
    desk = at_desk(house, operator)
    assert (desk.person.password_is_old, desk.projects) == (True, [])
    change_password(desk, address(house), PASSWORD, NewPassword(password=OWN[0]))
    assert desk.projects
    desk.close()


def test_who_was_here_before_passwords_had_a_date_counts_from_their_first_day(house: House, cashier: str) -> None:
    limit(house, 30)
    with house.as_owner.begin() as owner:
        owner.exec_driver_sql(f"UPDATE person SET password_changed_at = NULL WHERE login = '{cashier}'")
    desk = at_desk(house, cashier)
    assert desk.person.password_days in (29, 30), "the office of the tests was opened today"
    desk.close()


def test_a_limit_that_is_none_locks_nobody_out(house: House, cashier: str) -> None:
    """Whoever may set it, with psql too, could else end everybody's questions, also of who would mend it."""
    limit(house, 90)
    password_of_days(house, cashier, 400)
    for value in ('"soon"', "true", "-3", "1e9", "99999999999", '"90"', "null", ""):
        with house.as_owner.begin() as owner:
            owner.execute(sa.text("UPDATE project_setting SET value = :v WHERE name = 'password.days'"), {"v": value})
        desk = at_desk(house, cashier)
        assert (desk.person.password_days, len(desk.projects)) == (None, 1), value
        desk.close()
