"""Acting on the board, and what other desks do meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.permissions import Permission
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.projects import NewProject, open_new_project
from salesdesk.services.rows import Touched
from salesdesk.services.unit_import import UnitImport, import_units
from salesdesk.views.board_view.nothing_here import NothingHere
from salesdesk.views.board_view.past import PastDialog
from salesdesk.views.unit_actions.holding import HoldDialog, ReleaseDialog
from salesdesk.views.unit_actions.launching import LaunchDialog
from salesdesk.views.unit_actions.reserving import ReserveDialog
from tests.support.office import House, rows_of
from tests.views.board.board_keys import (
    Key,
    Open,
    buttons,
    choose,
    dialogs,
    focused,
    going,
    press,
    refused,
    shown_panel,
)
from tests.views.selling_desks import settle

# what other desks do


def test_a_unit_subscribed_elsewhere_repaints_its_cell_alone_and_the_choice_stays(
    house: House, board_of: Open, qtbot: QtBot
) -> None:
    screen = board_of("control")
    choose(qtbot, screen, house.unit_id("0502"))
    house.sold("0301")
    screen.canvas.painting.painted = 0
    screen.desk.changed.emit(Touched(everything=True))
    unit_id = house.unit_id("0301")
    qtbot.waitUntil(lambda: screen.stock.cells[unit_id].state == "subscribed")
    settle(qtbot, screen.desk)
    assert screen.canvas.painting.painted <= 2
    assert screen.canvas.selected_unit() == house.unit_id("0502")
    assert "Subscribed 1" in screen.legend.accessibleName()


def test_the_panel_follows_what_another_desk_does_to_its_unit(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    unit_id = house.unit_id("0301")
    choose(qtbot, screen, unit_id)
    house.another_desk("manager").perform(hold, HoldForm(unit_id=unit_id, reason="领导关系户"))
    screen.desk.changed.emit(Touched(units={unit_id}))
    qtbot.waitUntil(lambda: screen.beside.side.hold.isVisible())
    assert "Release" in buttons(screen)
    assert "领导关系户" in screen.beside.side.past.lines.accessibleName()


def test_the_keyboard_stays_in_the_panel_while_other_desks_work_elsewhere(
    house: House, board_of: Open, qtbot: QtBot
) -> None:
    screen = board_of("control")
    choose(qtbot, screen, house.unit_id("0301"))
    row = screen.beside.side.alike.rows[0]
    row.setFocus()
    house.sold("0602")
    screen.desk.changed.emit(Touched(everything=True))
    qtbot.waitUntil(lambda: "Subscribed 1" in screen.legend.accessibleName())
    settle(qtbot, screen.desk)
    assert focused() is row
    press(Key.Key_Return)
    shown_panel(qtbot, screen)
    assert screen.canvas.selected_unit() == row.cell.unit_id


def test_a_hold_names_its_customer_or_that_it_is_a_colleague_s(house: House, board_of: Open, qtbot: QtBot) -> None:
    unit_id = house.unit_id("0301")
    form = HoldForm(unit_id=unit_id, reason="VIP", customer_id=house.customer("韩若溪"))
    house.desk("control").perform(hold, form)
    for login, words in (("consultant", "韩若溪"), ("colleague", "A colleague's customer")):
        screen = board_of(login)
        choose(qtbot, screen, unit_id)
        assert screen.beside.side.hold.customer.text() == words


def test_a_board_out_of_sight_looks_again_when_it_is_shown(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    screen.hide()
    house.sold("0301")
    screen.desk.changed.emit(Touched(everything=True))
    screen.show()
    screen.enter()
    unit_id = house.unit_id("0301")
    qtbot.waitUntil(lambda: screen.stock.cells[unit_id].state == "subscribed")


def test_units_imported_meanwhile_stand_on_the_board(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    choose(qtbot, screen, house.unit_id("0301"))
    rows = rows_of("3#") + rows_of("4#") + rows_of("5#")
    house.desk("operator").perform(import_units, UnitImport(rows=rows, source="二期"))
    screen.desk.changed.emit(Touched(everything=True))
    qtbot.waitUntil(lambda: "5#" in screen.canvas.buildings())
    assert screen.canvas.selected_unit() == house.unit_id("0301")


# doing


def test_f3_holds_a_free_unit_and_releases_a_held_one(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    choose(qtbot, screen, house.unit_id("0301"))
    press(Key.Key_F3)
    settle(qtbot, screen.desk)
    (dialog,) = dialogs(screen)
    assert isinstance(dialog, HoldDialog)
    QTest.keyClicks(dialog.ui.reason.line, "VIP")
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Release" in buttons(screen))
    assert house.state_of("0301") == "held"
    qtbot.waitUntil(lambda: screen.window().focusWidget() is screen.canvas)
    QTest.keyClick(screen.canvas, Key.Key_F3)
    assert isinstance(dialogs(screen)[0], ReleaseDialog)


def test_f4_and_f6_go_to_the_deal_of_the_unit(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    went = going(screen)
    unit_id = house.unit_id("0301")
    choose(qtbot, screen, unit_id)
    press(Key.Key_F4)
    press(Key.Key_F6)
    assert went == [
        ("deal", {"unit_id": unit_id, "mode": "subscribe"}),
        ("deal", {"unit_id": unit_id, "mode": "quote"}),
    ]


def test_what_stands_in_the_way_is_said_above_the_greyed_button(house: House, board_of: Open, qtbot: QtBot) -> None:
    unit_id = house.unit_id("0301")
    with house.as_owner.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE unit SET mortgaged = 1, restriction_note = '在建工程抵押未解除' WHERE id = {unit_id}"
        )
    screen = board_of("control")
    choose(qtbot, screen, unit_id)
    assert buttons(screen)["Subscribe"]
    assert not buttons(screen)["Hold"]
    assert "在建工程抵押未解除" in screen.beside.side.bar.banner.sentence()
    assert "held" in screen.beside.side.bar.banner.sentence()
    assert "Mortgaged" in refused(qtbot, lambda: press(Key.Key_F4))
    assert [button.text() for button in screen.beside.side.bar.shown() if button.filled] == ["Hold"]


def test_a_consultant_makes_quotes_and_is_told_why_they_cannot_sell(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("consultant")
    choose(qtbot, screen, house.unit_id("0301"))
    assert buttons(screen) == {"Quote": ""}
    assert screen.beside.side.bar.shown()[0].filled
    assert "hold" in refused(qtbot, lambda: press(Key.Key_F3))
    assert "subscribe" in refused(qtbot, lambda: press(Key.Key_F4))
    assert not dialogs(screen)


def test_a_cashier_takes_money_for_an_order_and_opens_it(house: House, board_of: Open, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    screen = board_of("cashier")
    went = going(screen)
    choose(qtbot, screen, house.unit_id("0301"))
    assert buttons(screen) == {"Take money": "", "Open order": ""}
    for button in screen.beside.side.bar.shown():
        button.click()
    assert went[0] == ("cashier", {"order_id": order_id})
    assert went[1] == ("orders", {"order_id": order_id})
    choose(qtbot, screen, house.unit_id("0302"))
    assert buttons(screen) == {}


def test_an_operator_launches_what_is_not_on_sale_yet_one_or_all_of_a_building(
    house: House, board_of: Open, qtbot: QtBot
) -> None:
    screen = board_of("operator")
    choose(qtbot, screen, house.unit_id("0301", "4#"))
    assert list(buttons(screen)) == ["Launch"]
    press(Key.Key_Menu)
    screen.beside.open_menu(QPoint(0, 0))
    menu = screen.findChildren(QMenu)[-1]
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert any("12" in each and "4#" in each for each in words)
    menu.actions()[-1].trigger()
    (dialog,) = dialogs(screen)
    assert isinstance(dialog, LaunchDialog)
    assert len(dialog.unit_ids) == 12
    menu.close()


def test_the_menu_offers_what_the_foot_has_no_room_for_and_greys_with_a_reason(
    house: House, board_of: Open, qtbot: QtBot
) -> None:
    screen = board_of("control")
    choose(qtbot, screen, house.unit_id("0301"))
    screen.beside.open_menu(QPoint(0, 0))
    menu = screen.findChildren(QMenu)[-1]
    entries = {action.text().split("\t")[0]: action for action in menu.actions()}
    assert {"Hold", "Subscribe", "Quote", "Reserve"} <= entries.keys()
    entries["Reserve"].trigger()
    assert isinstance(dialogs(screen)[0], ReserveDialog)
    menu.close()


def test_nothing_chosen_is_said_when_a_key_is_pressed(board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    assert refused(qtbot, lambda: press(Key.Key_F3))
    assert not screen.beside.side.isVisible()


def test_an_action_waits_for_the_panel_of_the_unit_just_chosen(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    went = going(screen)
    choose(qtbot, screen, house.unit_id("0301"))
    press(Key.Key_Down)
    press(Key.Key_F4)
    qtbot.waitUntil(lambda: len(went) == 1)
    assert went[0][1]["unit_id"] == house.unit_id("0201")


# the past


def test_the_whole_past_and_every_price_are_listed(house: House, board_of: Open, qtbot: QtBot) -> None:
    screen = board_of("control")
    choose(qtbot, screen, house.unit_id("0301"))
    screen.beside.side.price.history.click()
    (prices,) = dialogs(screen)
    assert isinstance(prices, PastDialog)
    assert [move.step.version_no for move in prices.table.rows.rows()] == [1]
    prices.reject()
    screen.beside.side.past.link.clicked.emit()
    past = dialogs(screen)[-1]
    assert isinstance(past, PastDialog)
    assert [line.what for line in past.table.rows.rows()] == ["Launch", "Priced, V1"]


# nothing


def test_a_project_without_units_says_what_to_do_next(house: House, board_of: Open) -> None:
    form = NewProject(company="栖霞地产", region="江宁公司", name="二期", city="南京")
    project_id = house.desk("operator").perform(open_new_project, form)
    house.desk("operator").reload()
    house.desk("operator").enter(project_id)
    screen = board_of("operator")
    went = going(screen)
    assert screen.nothing.isVisible()
    press(Key.Key_Return)
    assert went[0] == ("import", {})


def test_whoever_cannot_import_is_told_who_does(put_in_window: Callable[..., QWidget]) -> None:
    nothing = NothingHere(frozenset({Permission.BOARD_READ}))
    put_in_window(nothing)
    assert nothing.buttons == []
    assert "operator" in nothing.hint.text()
