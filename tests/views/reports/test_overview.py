"""The sales overview by keyboard: the same sums everywhere, each number explained, the deals behind each line."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.sales_figures import By
from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.services.projects import NewProject, open_new_project
from salesdesk.services.reports import FREE, month_key
from salesdesk.services.rows import Touched
from salesdesk.views.reports.screen import ReportsScreen
from salesdesk.views.shell.window import ShellWindow
from tests.services.money_helpers import pay
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(qtbot: QtBot, desk_of: DeskOf, login: str = "manager", **wanted: Any) -> ReportsScreen:
    screen = ReportsScreen(desk_of(login))
    qtbot.addWidget(screen)
    screen.resize(1302, 694)
    with qtbot.waitActive(screen):
        screen.show()
    screen.enter(**wanted)
    settle(qtbot, screen.desk)
    return screen


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, screen: ReportsScreen, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)
        settle(qtbot, screen.desk)


def figures(screen: ReportsScreen) -> dict[str, str]:
    return {cell.key: f"{cell.value} {cell.unit}".strip() for cell in screen.overview.figures.cells()}


def names(screen: ReportsScreen) -> list[str]:
    return [row.name for row in screen.overview.table.table.rows.rows()]


def units(screen: ReportsScreen) -> list[str]:
    return [row.unit for row in screen.deals.table.rows.rows()]


def test_key_figures_table_and_bars_show_the_same_deals(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    pay(house, house.sold("0301"))
    house.sold("0302", "13812340302")
    screen = opened(qtbot, desk_of)
    assert figures(screen) == {
        "deals": "2 units", "total": "416.14 10k yuan", "sell_through": "16.7 %", "realised": "100.00 %",
        "received": "5.00 10k yuan", "receivable": "411.14 10k yuan",
    }  # fmt: skip
    total = screen.overview.table.table.rows.row(2)
    assert (total.name, total.deals.count, total.stock.launched) == ("In all", 2, 12)
    assert [bar.note for bar in screen.overview.layouts.bars()] == ["2 / 12"]
    assert [bar.fen for bar in screen.overview.months.bars()][-1] == total.deals.total_fen
    assert {bar.key: bar.value for bar in screen.overview.states.bars()}[FREE] == "10"
    assert screen.overview.agreed.text() == "✓ equal by building, layout, month and state: 416.14 10k yuan"
    assert screen.as_of.text().startswith(house.today.isoformat())


def test_the_cursor_waits_on_the_first_line_and_digits_group_the_table(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    house.sold("0301")
    screen = opened(qtbot, desk_of)
    assert focused() is screen.overview.table.table
    assert names(screen) == ["3#", "4#"]
    press(qtbot, screen, Qt.Key.Key_2)
    assert names(screen) == ["C 三房两厅"]
    press(qtbot, screen, Qt.Key.Key_3)
    assert names(screen) == [month_key(house.today)]
    assert screen.by.key() == By.MONTH
    assert focused() is screen.overview.table.table
    press(qtbot, screen, Qt.Key.Key_1)
    assert names(screen) == ["3#", "4#"]


def test_enter_opens_the_deals_behind_a_line_and_enter_there_the_order(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id = house.sold("0301")
    house.sold("0302", "13812340302")
    screen = opened(qtbot, desk_of)
    press(qtbot, screen, Qt.Key.Key_Return)
    assert units(screen) == ["3-0302", "3-0301"]
    assert screen.deals.title.text() == "Deals: 3#"
    assert screen.deals.count.text() == "2 deals"
    assert screen.deals.agreed.text() == "✓ equals the overview: 4,161,400.00 yuan"
    press(qtbot, screen, Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.desk.go) as gone:
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert gone.args == ["orders", {"order_id": order_id}]


def test_esc_leads_back_to_the_line_that_was_left(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of)
    press(qtbot, screen, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert screen.pages.currentWidget() is screen.deals
    assert units(screen) == []
    assert screen.deals.agreed.text() == "✓ equals the overview: 0.00 yuan"
    press(qtbot, screen, Qt.Key.Key_Escape)
    assert screen.pages.currentWidget() is screen.overview
    assert screen.overview.table.table.current_row().name == "4#"
    assert focused() is screen.overview.table.table


def test_the_deals_of_a_month_a_layout_or_all_open_from_their_bars(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    before = house.today.replace(day=1) - timedelta(days=1)
    house.sold("0301", subscribed_on=before)
    house.sold("0302", "13812340302")
    screen = opened(qtbot, desk_of)
    screen.overview.months.setFocus()
    press(qtbot, screen, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert (units(screen), screen.deals.title.text()) == (["3-0301"], f"Deals: {month_key(before)}")
    press(qtbot, screen, Qt.Key.Key_Escape)
    screen.overview.layouts.setFocus()
    press(qtbot, screen, Qt.Key.Key_Return)
    assert (units(screen), screen.deals.title.text()) == (["3-0302", "3-0301"], "Deals: C 三房两厅")
    press(qtbot, screen, Qt.Key.Key_Escape)
    screen.overview.figures.setFocus()
    press(qtbot, screen, Qt.Key.Key_End, Qt.Key.Key_Return)
    assert (len(units(screen)), screen.deals.title.text()) == (2, "Deals: All sales")
    assert screen.deals.agreed.text().startswith("✓")


def test_f7_explains_the_number_under_the_cursor_and_takes_it_back(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    house.sold("0301")
    screen = opened(qtbot, desk_of)
    press(qtbot, screen, Qt.Key.Key_F7)
    assert screen.explained.sentence().startswith("3#　12 launched of 12 units = 1 sold + 0 reserved + 11 to be sold")
    screen.overview.figures.setFocus()
    press(qtbot, screen, Qt.Key.Key_F7)
    assert screen.explained.sentence().startswith("Sold in all　As of 20")
    press(qtbot, screen, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_F7)
    assert "1 sold ÷ 12 launched = 8.3%" in screen.explained.sentence()
    press(qtbot, screen, Qt.Key.Key_F7)
    assert screen.explained.isHidden()
    screen.overview.states.setFocus()
    press(qtbot, screen, Qt.Key.Key_Down, Qt.Key.Key_F7)
    assert screen.explained.sentence().startswith("To be sold　11 units that are available or held")
    press(qtbot, screen, Qt.Key.Key_Escape)
    assert screen.explained.isHidden()
    screen.overview.months.setFocus()
    press(qtbot, screen, Qt.Key.Key_F7)
    assert screen.explained.sentence().startswith(f"{month_key(house.today)}　1 subscribed in this month")


def test_a_click_on_a_figure_explains_it(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    house.sold("0301")
    screen = opened(qtbot, desk_of)
    figures = screen.overview.figures
    QTest.mouseClick(figures, Qt.MouseButton.LeftButton, pos=QPoint(figures.width() - 20, 40))
    assert screen.explained.sentence().startswith("Still to come in　")


def test_the_deals_are_explained_by_their_line(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    house.sold("0301")
    screen = opened(qtbot, desk_of, by="building", key="3#")
    assert units(screen) == ["3-0301"]
    press(qtbot, screen, Qt.Key.Key_F7)
    assert screen.explained.sentence().startswith("3#　12 launched")
    press(qtbot, screen, Qt.Key.Key_Escape)
    assert screen.pages.currentWidget() is screen.deals
    press(qtbot, screen, Qt.Key.Key_Escape)
    assert screen.pages.currentWidget() is screen.overview


def test_what_another_desk_sells_appears_and_the_cursor_stays(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of)
    press(qtbot, screen, Qt.Key.Key_Down)
    house.sold("0302", "13812340302")
    screen.desk.changed.emit(Touched(everything=True))
    qtbot.waitUntil(lambda: figures(screen)["deals"] == "2 units")
    assert screen.overview.table.table.current_row().name == "4#"
    press(qtbot, screen, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Down)
    house.desk("control").perform(cancel_order, Cancellation(order_id=order_id, reason="放弃"))
    screen.desk.changed.emit(Touched(orders={order_id}))
    qtbot.waitUntil(lambda: units(screen) == ["3-0302"])


def test_a_hidden_overview_reads_anew_when_it_is_shown_again(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of)
    screen.hide()
    house.sold("0301")
    screen.desk.changed.emit(Touched(everything=True))
    assert screen.desk.tasks.idle
    assert not screen._again.isActive()
    screen.show()
    screen.enter()
    settle(qtbot, screen.desk)
    assert figures(screen)["deals"] == "1 units"


def test_an_office_without_sales_says_so_in_each_part(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of)
    assert figures(screen)["total"] == "—"
    assert figures(screen)["realised"] == "—"
    assert screen.overview.months.accessibleName().startswith(month_key(house.today))
    press(qtbot, screen, Qt.Key.Key_3)
    assert names(screen) == []
    screen.overview.figures.setFocus()
    press(qtbot, screen, Qt.Key.Key_F7)
    assert "units that are subscribed" in screen.explained.sentence()


def test_a_project_without_units_says_what_to_do_next(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    form = NewProject(company="栖霞地产", region="江宁公司", name="新地块", like_project=house.project_id)
    project_id = house.desk("operator").perform(open_new_project, form)
    house.desk("manager").reload()
    house.desk("manager").enter(project_id)
    screen = opened(qtbot, desk_of)
    assert screen.pages.currentWidget() is screen.nothing
    assert screen.nothing.words.text() == "No units yet"
    assert "price list" in screen.nothing.hint.text()
    assert screen.print_button.refusal() == "There is nothing to print yet."


def test_who_may_not_see_every_order_is_told_why_there_are_no_figures(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    """An office that edits its roles may let somebody read reports, and not what they are made of."""
    with house.as_owner.begin() as connection:
        connection.exec_driver_sql("INSERT INTO office_role_permission VALUES ('operator', 'report.read')")
    screen = opened(qtbot, desk_of, "operator")
    assert screen.pages.currentWidget() is screen.nothing
    assert screen.nothing.words.text() == "Your role may not see every order of the project."
    assert screen.export_button.refusal() == screen.print_button.refusal() == screen.nothing.words.text()
    assert screen.facts.isHidden()


@pytest.mark.parametrize("login", ["consultant", "operator"])
def test_who_may_not_read_reports_finds_them_greyed_with_the_reason(house: House, qtbot: QtBot, login: str) -> None:
    window = ShellWindow(house.another_desk(login), house.address, DeskSettings())
    qtbot.addWidget(window)
    window.show()
    settle(qtbot, window.desk)
    window.choose("reports")
    settle(qtbot, window.desk)
    assert window.current_key() != "reports"
    assert window.toast.sentence() == "Your role may not read reports."


def test_esc_in_the_window_closes_the_deals_before_it_leads_elsewhere(house: House, qtbot: QtBot) -> None:
    house.sold("0301")
    window = ShellWindow(house.another_desk("manager"), house.address, DeskSettings())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.go("board")
    window.go("reports")
    settle(qtbot, window.desk)
    screen = window.current_screen()
    assert isinstance(screen, ReportsScreen)
    press(qtbot, screen, Qt.Key.Key_Return)
    assert screen.pages.currentWidget() is screen.deals
    press(qtbot, screen, Qt.Key.Key_Escape)
    assert (window.current_key(), screen.pages.currentWidget()) == ("reports", screen.overview)
    press(qtbot, screen, Qt.Key.Key_Escape)
    assert window.current_key() == "board"
    settle(qtbot, window.desk)
