"""The work place after the contract, by keyboard: steps, loans, areas, handovers, nodes; grey buttons say why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.after_contract import Step
from salesdesk.domain.states import Stage
from salesdesk.services.construction_nodes import NewNode, add_node, construction_nodes
from salesdesk.services.order_lists import order_detail
from salesdesk.services.surveyed_areas import surveyed_units
from salesdesk.views.after_contract import doing
from salesdesk.views.after_contract.calculator import LoanCalculator
from salesdesk.views.after_contract.node_dialogs import NewNodeDialog, NodeDayDialog
from salesdesk.views.after_contract.order_dialogs import (
    AreaDialog,
    BuildingSettlementDialog,
    LoanDialog,
    SettlementDialog,
)
from salesdesk.views.after_contract.screen import AfterContractScreen
from salesdesk.views.after_contract.step_dialogs import HandOverDialog, PointDialog, StepBackDialog, StepDialog
from salesdesk.views.after_contract.survey_dialog import SurveyDialog
from salesdesk.views.deal.screen import DealScreen
from tests.services.after_helpers import (
    YUAN,
    contracted,
    done,
    settled,
    square_building,
    square_home,
    surveyed,
    with_loan,
)
from tests.services.change_helpers import agree
from tests.services.money_helpers import line, pay
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle

ENTER = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier


def opened(qtbot: QtBot, desk_of: DeskOf, login: str = "control", **wanted: Any) -> AfterContractScreen:
    screen = AfterContractScreen(desk_of(login))
    qtbot.addWidget(screen)
    screen.resize(1302, 694)
    with qtbot.waitActive(screen):
        screen.show()
    screen.enter(**wanted)
    read(qtbot, screen)
    return screen


def read(qtbot: QtBot, screen: AfterContractScreen) -> None:
    qtbot.waitUntil(lambda: screen.desk.tasks.idle and not screen._pause.isActive(), timeout=10_000)
    settle(qtbot, screen.desk)


def pressed(qtbot: QtBot, screen: AfterContractScreen) -> None:
    """Ctrl+Enter in the dialog that is open, and what follows."""
    dialog = screen.doing.dialog or screen.node_doing.dialog
    assert dialog is not None
    enter(qtbot, dialog)
    read(qtbot, screen)


def enter(qtbot: QtBot, dialog: QWidget) -> None:
    """Ctrl+Enter in a window once it is active."""
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=10_000)
    QTest.keyClick(dialog, ENTER, CTRL)


def steps_done(screen: AfterContractScreen) -> list[Step]:
    assert screen.pane.file is not None
    return [card.state.step for loan in screen.pane.file.loans for card in loan.steps if card.state.done_on]


def test_a_loan_is_entered_and_its_first_step_recorded_by_keyboard(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = contracted(house)
    screen = opened(qtbot, desk_of, order_id=order_id)
    assert screen.pane.unit.text() == "3-0301"
    enter(qtbot, screen)
    dialog = screen.doing.dialog
    assert isinstance(dialog, LoanDialog)
    assert not dialog.ui.amount.line.isEnabled() or dialog.ui.amount.line.isReadOnly()
    enter(qtbot, dialog)
    assert dialog.ui.bank.problem()
    dialog.ui.bank.set_text("江宁农商行")
    dialog.ui.rate.set_value(30_000)
    assert "7," in dialog.ui.monthly.text() or dialog.ui.monthly.text()
    pressed(qtbot, screen)
    assert screen.loans.table.rows.rows()[0].loan is not None
    enter(qtbot, screen)
    assert isinstance(screen.doing.dialog, StepDialog)
    pressed(qtbot, screen)
    assert steps_done(screen) == [Step.LOAN_PAPERS]
    screen.pane.loans.timelines["loan"].buttons[Step.LOAN_PAPERS, "back"].click()
    back = screen.doing.dialog
    assert isinstance(back, StepBackDialog)
    enter(qtbot, back)
    assert back.ui.note.problem()
    back.ui.note.set_text("少一份收入证明")
    pressed(qtbot, screen)
    assert steps_done(screen) == []


def test_a_refused_day_keeps_what_was_typed(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = contracted(house)
    with_loan(house, order_id)
    screen = opened(qtbot, desk_of, order_id=order_id)
    enter(qtbot, screen)
    dialog = screen.doing.dialog
    assert isinstance(dialog, StepDialog)
    dialog.ui.day.line.setText("")
    QTest.keyClicks(dialog.ui.day.line, "2020-01-01")
    dialog.ui.note.set_text("补录")
    pressed(qtbot, screen)
    assert dialog.isVisible()
    assert dialog.ui.day.problem()
    assert (dialog.ui.day.text(), dialog.ui.note.text()) == ("2020-01-01", "补录")


def test_whoever_may_not_do_it_reads_why(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = contracted(house)
    with_loan(house, order_id)
    screen = opened(qtbot, desk_of, "service", order_id=order_id)
    assert "Your role may not" in screen.pane.next.refusal()
    assert screen.pane.banner.sentence() == screen.pane.next.refusal()
    assert screen.pane.loans.edits["loan"].refusal()
    assert "Your role may not" in screen.pane.take_money.refusal()
    cashier = opened(qtbot, desk_of, "cashier", order_id=order_id, part="areas")
    assert cashier.areas.import_button.refusal()
    assert not cashier.pane.take_money.refusal()


def test_the_list_of_loans_is_narrowed(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    with_loan(house, contracted(house))
    contracted(house, "0401")
    screen = opened(qtbot, desk_of)
    assert len(screen.loans.table.rows.rows()) == 2
    screen.loans.filter.choose("paid")
    assert screen.loans.table.rows.rows() == []
    screen.loans.filter.choose("all")
    screen.loans.bank.set_key("江宁农商行")
    screen.loans._narrow()
    assert [row.order.unit_label for row in screen.loans.table.rows.rows()] == ["3-0301"]


def test_an_empty_project_says_what_to_do_next(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of)
    assert screen.loans.table._empty == ("No loan here", "Loans come with orders whose scheme has one.")
    assert screen.right.currentWidget() is screen.nothing
    for part in ("areas", "handovers", "titles", "nodes"):
        QTest.keyClick(screen, Qt.Key.Key_PageDown, CTRL)
        read(qtbot, screen)
        assert screen.parts.key() == part
        assert screen.pages[part].table._empty[1]


def test_an_area_is_entered_asked_for_and_written(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    screen = opened(qtbot, desk_of, "service", order_id=order_id, part="areas")
    assert screen.areas.building.currentText() == "8#"
    assert "not entered" in screen.pane.next.refusal()
    screen.pane.do_wanted.emit("area", "")
    area = screen.doing.dialog
    assert isinstance(area, AreaDialog)
    area.ui.gross.set_value(950_000)
    pressed(qtbot, screen)
    enter(qtbot, screen)
    ask = screen.doing.dialog
    assert isinstance(ask, SettlementDialog)
    assert "70,000.00" in ask.ui.working.text()
    assert ask.ui.withdraw.sentence()
    ask.ui.reason.set_text("实测报告")
    pressed(qtbot, screen)
    file = screen.pane.file
    assert file is not None
    assert file.area.request is not None
    agree(house, file.area.request.id)
    screen.read_order()
    read(qtbot, screen)
    enter(qtbot, screen)
    read(qtbot, screen)
    assert screen.pane.file is not None
    assert screen.pane.file.area.settled
    assert "−70,000.00" in screen.pane.area.title.note.text()


def test_a_building_is_asked_for_at_once(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    square_building(house, 1)
    first, second = square_home(house), square_home(house, "0102")
    surveyed(house, "0101", 102)
    surveyed(house, "0102", 98)
    screen = opened(qtbot, desk_of, "service", order_id=first, part="areas")
    assert screen.areas.finish.refusal()
    screen.areas.ask.click()
    dialog = screen.doing.dialog
    assert isinstance(dialog, BuildingSettlementDialog)
    assert "20,000.00" in dialog.ui.working.text()
    dialog.ui.reason.set_text("8# 实测")
    pressed(qtbot, screen)
    for row in screen.areas.rows:
        assert row.request is not None
        agree(house, row.request.id)
    screen.reading.read("areas")
    read(qtbot, screen)
    screen.areas.finish.click()
    read(qtbot, screen)
    assert [row.settled for row in screen.areas.rows] == [True, True]
    assert {row.order.id for row in screen.areas.rows} == {first, second}


def test_a_survey_is_looked_at_before_it_is_stored(house: House, desk_of: DeskOf, qtbot: QtBot, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (("楼栋", "房号", "实测建筑面积"), ("3#", "0101", 119.05), ("3#", "9999", 90)):
        page.append(row)
    book.save(tmp_path / "survey.xlsx")
    screen = opened(qtbot, desk_of, "service", part="areas")
    screen.doing.read_survey(tmp_path / "survey.xlsx")
    read(qtbot, screen)
    dialog = screen.doing.dialog
    assert isinstance(dialog, SurveyDialog)
    assert (len(dialog.matches.rows.rows()), len(dialog.problems.rows.rows())) == (1, 1)
    assert not any(unit.surveyed_gross_cm2 for unit in house.desk("service").read(surveyed_units))
    pressed(qtbot, screen)
    stored = [unit.label for unit in house.desk("service").read(surveyed_units) if unit.surveyed_gross_cm2]
    assert stored == ["3-0101"]


def test_points_are_passed_and_the_keys_handed_over(
    house: House, desk_of: DeskOf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Any] = []
    monkeypatch.setattr(doing, "show_paper", lambda *paper: shown.append(paper))
    square_building(house, 1)
    order_id = square_home(house)
    pay(house, order_id, line("earnest", 50_000 * YUAN), line("balance", 950_000 * YUAN))
    surveyed(house, "0101", 102)
    screen = opened(qtbot, desk_of, "service", order_id=order_id, part="handovers")
    assert screen.pane.handover.keys is not None
    assert "not settled" in screen.pane.handover.keys.refusal()
    settled(house, order_id)
    for step in (Step.HANDOVER_NOTICE, Step.HANDOVER_INSPECTED):
        done(house, order_id, step, login="service")
    read(qtbot, screen)
    screen.pane.handover.points["门窗"][0].click()
    read(qtbot, screen)
    screen.pane.handover.points["水电"][1].click()
    point = screen.doing.dialog
    assert isinstance(point, PointDialog)
    point.ui.note.set_text("厨房插座无电")
    pressed(qtbot, screen)
    assert screen.handovers.table.rows.rows()[0].failed == 1
    screen.pane.do_wanted.emit("print", "")
    read(qtbot, screen)
    assert shown[0][2].startswith(b"%PDF")
    enter(qtbot, screen)
    keys = screen.doing.dialog
    assert isinstance(keys, HandOverDialog)
    assert "水电" in keys.ui.warns.sentence()
    pressed(qtbot, screen)
    assert house.desk("service").read(order_detail, order_id).stage is Stage.HANDED_OVER
    assert screen.handovers.table.rows.rows()[0].handed_over_on == house.today


def test_nodes_are_set_up_by_the_operator_and_reached_by_sales_control(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    operator = opened(qtbot, desk_of, "operator")
    assert operator.parts.key() == "nodes"
    assert operator.nodes.reach.refusal()
    operator.nodes.add.click()
    new = operator.node_doing.dialog
    assert isinstance(new, NewNodeDialog)
    new.ui.name.set_text("结构封顶")
    pressed(qtbot, operator)
    assert [row.node.name for row in operator.nodes.table.rows.rows()] == ["结构封顶"]
    house.desk("operator").perform(add_node, NewNode(name="竣工备案"))
    control = opened(qtbot, desk_of, part="nodes")
    assert control.nodes.add.refusal()
    control.nodes.reach.click()
    day = control.node_doing.dialog
    assert isinstance(day, NodeDayDialog)
    pressed(qtbot, control)
    reached = [row.node.reached_on for row in house.desk("control").read(construction_nodes)]
    assert reached == [house.today, None]
    control.nodes.back.click()
    read(qtbot, control)
    assert [row.node.reached_on for row in control.nodes.table.rows.rows()] == [None, None]


def test_a_quote_opens_the_same_calculator_with_its_loan(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = DealScreen(desk_of("control"))
    qtbot.addWidget(screen)
    screen.resize(1302, 694)
    with qtbot.waitActive(screen):
        screen.show()
    screen.enter(unit_id=house.unit_id("0301"), mode="quote")
    settle(qtbot, screen.desk)
    screen.bar.calculator.click()
    qtbot.waitUntil(lambda: hasattr(screen.bar, "opened"), timeout=10_000)
    assert isinstance(screen.bar.opened, LoanCalculator)
    assert [fields.item for fields in screen.bar.opened.loans] == ["loan", "provident_loan"]


def test_the_calculator_works_out_while_one_types(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = contracted(house)
    screen = opened(qtbot, desk_of, order_id=order_id)
    QTest.keyClick(screen, Qt.Key.Key_F6)
    read(qtbot, screen)
    calculator = screen.doing.dialog
    assert isinstance(calculator, LoanCalculator)
    assert calculator.found is not None
    calculator.loans[0].amount.set_value(100_000_000)
    calculator.work_out()
    assert calculator.figures["first"].value.text() == "4,270.16"
    calculator.kind.choose("equal_principal")
    assert calculator.found.together.monthly_payment_fen is None
    calculator.early_after.set_value(12)
    calculator.early_amount.set_value(20_000_000)
    calculator.work_out()
    assert "saved" in calculator.saved.text()
    calculator.early_amount.set_value(10**12)
    calculator.work_out()
    assert calculator.early_amount.problem()
    calculator.loans[0].rate.set_value(None)
    calculator.work_out()
    assert calculator.banner.sentence()
