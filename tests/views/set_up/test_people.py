"""People set up by keyboard: added, given roles, closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.permissions import OfficeRole
from salesdesk.services.people_admin import people
from salesdesk.views.set_up.people_page import PeoplePage
from tests.support.office import House
from tests.views.selling_desks import settle
from tests.views.set_up.conftest import At
from tests.views.set_up.test_units_and_prices import CTRL, active, page_of, type_into


def roles_of(house: House, login: str) -> set[OfficeRole]:
    return {role for one in house.desk("admin").read(people) if one.person.login == login for role in one.here}


def test_a_person_is_added_by_keyboard_and_stands_selected_in_the_list(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("admin", "people")
    page = page_of(screen, PeoplePage)
    dialog = active(page.open_new(), qtbot)
    type_into(dialog.ui.name.line, "New one")
    type_into(dialog.ui.login.line, "new.one")
    type_into(dialog.ui.password.line, "short")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    assert dialog.ui.password.problem()
    assert dialog.ui.login.text() == "new.one"
    dialog.ui.password.line.selectAll()
    type_into(dialog.ui.password.line, "First-key-2026")
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    qtbot.waitUntil(lambda: page.side.login.text() == "new.one")
    assert roles_of(house, "new.one") == {OfficeRole.CONSULTANT}


def test_a_role_is_given_and_taken_by_its_box(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("admin", "people")
    page = page_of(screen, PeoplePage)
    page.table.select_key(house.desk("cashier").person.id)
    for given in (True, False):
        page.side.boxes[OfficeRole.SALES_CONTROL].click()
        settle(qtbot, screen.desk)
        qtbot.waitUntil(lambda: page.side.boxes[OfficeRole.SALES_CONTROL].isEnabled())
        assert (OfficeRole.SALES_CONTROL in roles_of(house, "cashier")) is given
        assert page.side.boxes[OfficeRole.SALES_CONTROL].isChecked() is given


def test_nobody_closes_their_own_login_or_loses_the_right_to_give_roles(at: At, house: House) -> None:
    me = house.desk("admin").person.id
    with house.as_owner.begin() as owner:
        owner.exec_driver_sql(
            "INSERT INTO membership (person_id, project_id, office_role) "
            f"VALUES ({me}, {house.project_id}, 'administrator')"
        )
    page = page_of(at("admin", "people"), PeoplePage)
    page.table.select_key(me)
    assert "own login" in page.close_button.refusal()
    assert not page.side.boxes[OfficeRole.ADMINISTRATOR].isEnabled()


def test_a_leavers_login_is_closed_after_a_second_press(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("admin", "people")
    page = page_of(screen, PeoplePage)
    person_id = house.desk("colleague").person.id
    page.table.select_key(person_id)
    dialog = page.open_close()
    assert dialog is not None
    active(dialog, qtbot)
    assert "许知行" in dialog.ui.about.text()
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    qtbot.waitUntil(lambda: page.table.current_row().closed)
    assert page.password.refusal()
    assert not any(box.isEnabled() for box in page.side.boxes.values())
    assert page.table.rows.rows()[-1].person.id == person_id


def test_a_first_password_is_set_for_who_forgot_theirs(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("admin", "people")
    page = page_of(screen, PeoplePage)
    page.table.select_key(house.desk("cashier").person.id)
    dialog = page.open_password()
    assert dialog is not None
    active(dialog, qtbot)
    type_into(dialog.ui.password.line, "Second-key-2026")
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)


def test_a_refusal_leaves_the_box_as_it_was_and_says_why(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("admin", "people")
    page = page_of(screen, PeoplePage)
    page.table.select_key(house.desk("cashier").person.id)
    with house.as_owner.begin() as connection:
        connection.exec_driver_sql("UPDATE person SET closed_at = app_now() WHERE login = 'cashier'")
    page.side.boxes[OfficeRole.MANAGER].click()
    settle(qtbot, screen.desk)
    assert "closed" in page.side.banner.sentence()
    assert not page.side.boxes[OfficeRole.MANAGER].isChecked()
