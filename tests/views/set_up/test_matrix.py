"""The matrix on the administrator's screen: boxes that can be ticked, who holds a role, and what is refused at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.permissions import MATRIX, OfficeRole, Permission
from salesdesk.services.role_admin import role_rights, set_roles
from salesdesk.views.kit import messages
from salesdesk.views.set_up.matrix_page import MatrixPage
from tests.services.test_role_admin import edit, rights
from tests.support.office import House
from tests.views.selling_desks import settle
from tests.views.set_up.conftest import At
from tests.views.set_up.test_units_and_prices import page_of

R, P = OfficeRole, Permission


def click(page: MatrixPage, permission: Permission, role: OfficeRole) -> None:
    table = page.table
    index = table.rows.index(list(Permission).index(permission), list(OfficeRole).index(role) + 1)
    table.scrollTo(index)
    at = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_the_administrator_ticks_and_saves_and_it_counts(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("admin", "matrix")
    page = page_of(screen, MatrixPage)
    assert page.save.refusal() == "Nothing is changed yet."
    click(page, P.EXPORT, R.AUDITOR)
    assert page.changed() == [R.AUDITOR]
    assert "方雅琴" not in page.who.text()
    with qtbot.waitSignal(messages.bridge.said) as said:
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, screen.desk)
    assert "counts at once" in str(said.args[0])
    assert rights(house)[R.AUDITOR].permissions == MATRIX[R.AUDITOR] | {P.EXPORT}
    assert page.changed() == []


def test_a_column_tells_who_holds_the_role_and_why_it_is_barred(at: At) -> None:
    page = page_of(at("admin", "matrix"), MatrixPage)
    page.table.setCurrentIndex(page.table.rows.index(0, list(OfficeRole).index(R.CASHIER) + 1))
    assert page.who.text() == "Cashier: 方雅琴"
    page.table.setCurrentIndex(page.table.rows.index(0, list(OfficeRole).index(R.ADMINISTRATOR) + 1))
    assert "stays as it is" in page.who.text()


def test_rights_that_take_two_people_are_refused_as_they_are_ticked(at: At, qtbot: QtBot) -> None:
    page = page_of(at("admin", "matrix"), MatrixPage)
    with qtbot.waitSignal(messages.bridge.refused) as refused:
        click(page, P.ORDER_WRITE, R.CASHIER)
    assert "two people" in str(refused.args[0])
    assert page.changed() == []


def test_space_ticks_in_the_column_where_one_is_and_esc_takes_it_back(at: At, qtbot: QtBot) -> None:
    screen = at("admin", "matrix")
    page = page_of(screen, MatrixPage)
    row = list(Permission).index(P.EXPORT)
    page.table.setCurrentIndex(page.table.rows.index(row, list(OfficeRole).index(R.AUDITOR) + 1))
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.changed() == [R.AUDITOR]
    assert page.key_hints()[0] == ("Space", "tick")
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    settle(qtbot, screen.desk)
    assert page.changed() == []


@pytest.mark.parametrize("login", ["operator", "auditor"])
def test_others_see_it_and_tick_nothing(at: At, login: str) -> None:
    page = page_of(at(login, "matrix"), MatrixPage)
    click(page, P.EXPORT, R.AUDITOR)
    assert page.changed() == []
    assert "manage people and roles" in str(page.save.refusal())
    for column, role in zip(page.table.rows.columns[1:], OfficeRole, strict=True):
        assert {one for one in Permission if column.text(one)} == MATRIX[role]


def test_a_role_that_another_changed_meanwhile_is_not_overwritten(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("admin", "matrix")
    page = page_of(screen, MatrixPage)
    click(page, P.EXPORT, R.AUDITOR)
    house.another_desk("admin").perform(set_roles, edit(house, auditor=MATRIX[R.AUDITOR] - {P.MONEY_READ}))
    with qtbot.waitSignal(messages.bridge.refused) as refused:
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Auditor" in str(refused.args[0])
    assert house.desk("admin").read(role_rights)[-1].permissions == MATRIX[R.AUDITOR] - {P.MONEY_READ}
