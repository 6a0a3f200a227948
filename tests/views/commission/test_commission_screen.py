"""The commission of a month, by keyboard: its figures with their workings, the manager's reason, the close, Excel."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.services.reports import month_key
from salesdesk.views.commission.dialogs import CloseMonthDialog, LetItCountDialog
from salesdesk.views.commission.screen import CommissionScreen
from salesdesk.views.kit import messages
from salesdesk.views.set_up.commission_page import CommissionPage
from tests.services.money_helpers import today
from tests.services.test_commissions import PEOPLE, month_over, scheme, sold
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle


def opened(qtbot: QtBot, desk_of: DeskOf, login: str = "manager", **wanted: Any) -> CommissionScreen:
    screen = CommissionScreen(desk_of(login))
    qtbot.addWidget(screen)
    screen.resize(1302, 694)
    with qtbot.waitActive(screen):
        screen.show()
    screen.enter(**wanted)
    settle(qtbot, screen.desk)
    return screen


def test_each_figure_opens_its_working_and_enter_goes_to_the_order(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    scheme(house)
    order_id = sold(house)
    screen = opened(qtbot, desk_of)
    assert [row.figure_fen for row in screen.table.rows.rows()] == [105_000]
    assert screen.panel.title.text() == "陈立　3-0301"
    assert str(screen.panel.lines[-1]).startswith("Figure of")
    assert screen.close_button.refusal().endswith("is not over yet.")
    with qtbot.waitSignal(screen.desk.go) as gone:
        QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert gone.args == ["orders", {"order_id": order_id}]


def test_the_manager_lets_a_deal_count_and_the_working_says_why(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    scheme(house)
    sold(house, follow_ups=1)
    screen = opened(qtbot, desk_of)
    assert screen.panel.waive.isVisible()
    screen.panel.waive.click()
    dialog = screen.dialog
    assert isinstance(dialog, LetItCountDialog)
    dialog.submit()
    assert dialog.ui.reason.problem() == "Say why it counts: the sheet shows the reason."
    dialog.ui.reason.set_text("老客户介绍")
    with qtbot.waitSignal(dialog.carried_out):
        dialog.submit()
    settle(qtbot, screen.desk)
    assert [row.figure_fen for row in screen.table.rows.rows()] == [105_000]
    assert any("老客户介绍" in str(line) for line in screen.panel.lines)
    assert not screen.panel.waive.isVisible()


def test_a_month_that_is_over_is_closed_after_one_more_look(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    for login in PEOPLE:
        desk_of(login)
    scheme(house)
    sold(house)
    ended = month_over(house)
    screen = opened(qtbot, desk_of, month=ended)
    assert screen.month_label.text() == ended
    screen.close_month()
    dialog = screen.dialog
    assert isinstance(dialog, CloseMonthDialog)
    assert dialog.ui.about.text() == f"{ended}　1 figure　1,050.00"
    with qtbot.waitSignal(dialog.carried_out):
        dialog.submit()
        dialog.submit()
    settle(qtbot, screen.desk)
    assert screen.close_button.refusal() == "This month is closed."
    consultant = opened(qtbot, desk_of, "consultant")
    assert consultant.month_label.text() == ended
    assert [row.figure_fen for row in consultant.table.rows.rows()] == [105_000]
    assert consultant.export_button.refusal()


def test_a_month_without_commission_says_what_is_needed(desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of)
    assert screen.table._empty[0] == "This month gives no commission"
    assert screen.later.refusal()
    screen.earlier.click()
    settle(qtbot, screen.desk)
    assert screen.later.refusal() == ""


def test_excel_is_written_and_said(house: House, desk_of: DeskOf, qtbot: QtBot, tmp_path: Path) -> None:
    scheme(house)
    sold(house)
    screen = opened(qtbot, desk_of)
    with qtbot.waitSignal(messages.bridge.said) as said:
        screen.export(month_key(today(house)), tmp_path / "out.xlsx")
    assert said.args == ["Saved: out.xlsx"]
    assert (tmp_path / "out.xlsx").stat().st_size > 5_000


def page_of(qtbot: QtBot, desk_of: DeskOf, login: str = "operator") -> CommissionPage:
    page = CommissionPage(desk_of(login), "Commission schemes")
    qtbot.addWidget(page)
    page.resize(1100, 694)
    with qtbot.waitActive(page):
        page.show()
    page.load()
    settle(qtbot, page.desk)
    return page


def test_the_operator_adds_a_scheme_beside_its_preview(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    page = page_of(qtbot, desk_of)
    page.open_form()
    form = page.form
    assert form.go.refusal() == "The scheme needs a name."
    form.name.set_text("标准")
    form.valid_from.set_value(date(2026, 1, 1))
    form.stages[next(iter(form.stages))].set_value(600_000)
    form.show_preview()
    assert form.go.refusal() == "The stages add up to 100 %."
    form.stages[next(iter(form.stages))].set_value(700_000)
    form.show_preview()
    assert form.go.refusal() == ""
    assert [row.amount_fen for row in form.table.rows.rows()][-1] == 600_000
    with qtbot.waitSignal(form.stored):
        form.submit()
    settle(qtbot, page.desk)
    assert [row.name for row in page.table.rows.rows()] == ["标准"]
    page.toggle()
    settle(qtbot, page.desk)
    assert not page.table.rows.rows()[0].active


def test_the_manager_reads_schemes_and_changes_none(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    scheme(house)
    page = page_of(qtbot, desk_of, "manager")
    assert len(page.table.rows.rows()) == 1
    assert page.new.refusal() == page.switch.refusal() == "Your role may not set up schemes and discounts."
