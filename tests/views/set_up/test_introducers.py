"""Agencies and referrers in the windows, by keyboard: kept in set-up, named in a subscription, changed by the manager,
paid on the sheet; and schemes for them, tried on a deal."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.commission import SchemeFor
from salesdesk.services.introducers import IntroducerEdit, change_introducer, introducers
from salesdesk.services.order_files import order_file
from salesdesk.views.commission.screen import CommissionScreen
from salesdesk.views.deal import printing
from salesdesk.views.deal.screen import DealScreen
from salesdesk.views.orders.correct_introducer import CorrectIntroducerDialog
from salesdesk.views.orders.screen import OrdersScreen
from salesdesk.views.set_up.commission_page import CommissionPage
from salesdesk.views.set_up.introducers_page import IntroducersPage
from tests.services.test_commissions import scheme, sold
from tests.services.test_introducers import OF_TOTAL, RULES, introducer
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle
from tests.views.set_up.conftest import At

CTRL = Qt.KeyboardModifier.ControlModifier


def shown(qtbot: QtBot, screen: QWidget) -> None:
    qtbot.addWidget(screen)
    screen.resize(1302, 694)
    with qtbot.waitActive(screen):
        screen.show()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def page_at(at: At, login: str = "operator") -> IntroducersPage:
    page = at(login, "introducers").page("introducers")
    assert isinstance(page, IntroducersPage)
    return page


def test_the_operator_keeps_the_list_by_keyboard(house: House, at: At, qtbot: QtBot) -> None:
    page = page_at(at)
    assert page.table._empty[0] == "No agency or referrer yet"
    assert page.change.refusal() == "Nothing is chosen."
    dialog = page.open_new()
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.ui.name.problem() == "An agency or referrer needs a name.")
    dialog.ui.name.line.setFocus()
    QTest.keyClicks(focused(), "Anju")
    dialog.ui.contact.line.setFocus()
    QTest.keyClicks(focused(), "025-52100000")
    with qtbot.waitSignal(dialog.carried_out):
        dialog.submit()
    settle(qtbot, page.desk)
    assert [(row.name, row.contact, row.kind) for row in page.table.rows.rows()] == [
        ("Anju", "025-52100000", SchemeFor.AGENCY)
    ]
    page.toggle()
    settle(qtbot, page.desk)
    assert not page.table.rows.rows()[0].active
    assert page.switch.text() == "Switch on"


def test_what_another_desk_changed_meanwhile_is_compared_not_overwritten(house: House, at: At, qtbot: QtBot) -> None:
    one = introducer(house)
    page = page_at(at)
    dialog = page.open_change()
    assert dialog is not None
    seen = (("name", "安居分销"), ("contact", ""))
    form = IntroducerEdit(introducer_id=one, name="安居渠道", contact="", seen=seen)
    house.desk("operator").perform(change_introducer, form)
    dialog.ui.name.set_text("安家")
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.comparison is not None)
    assert [row.name for row in house.desk("operator").read(introducers)] == ["安居渠道"]
    assert dialog.comparison is not None
    dialog.comparison.reject()


def test_who_sets_up_nothing_reads_the_list_and_is_told_why(house: House, at: At) -> None:
    introducer(house)
    page = page_at(at, "manager")
    assert page.new.refusal() == page.change.refusal() == "Your role may not set up schemes and discounts."


def test_a_subscription_names_an_agency_by_typing_and_the_draft_keeps_it(
    house: House, desk_of: DeskOf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "show_paper", lambda *paper: None)
    agency = introducer(house, contact="025-52100000")
    introducer(house, "胡建军", "referrer", "13812340000")
    screen = DealScreen(desk_of("control"))
    shown(qtbot, screen)
    screen.enter(unit_id=house.unit_id("0301"), customer_id=house.customer())
    qtbot.waitUntil(lambda: screen.live.fresh and screen.desk.tasks.idle, timeout=10_000)
    choice = screen.panel.consultants.introducer
    assert choice.isVisible()
    choice.setFocus()
    QTest.keyClicks(choice, "5210")
    QTest.keyClick(QApplication.activePopupWidget() or choice, Qt.Key.Key_Tab)
    assert choice.introducer_id() == agency
    assert not screen.panel.consultants.isAncestorOf(focused()), "it comes after the consultants, whom every deal needs"
    assert screen.drafts._now().introducer_id == agency
    QTest.keyClick(screen, Qt.Key.Key_Return, CTRL)
    with qtbot.waitSignal(screen.desk.go) as gone:
        qtbot.waitUntil(lambda: screen.desk.tasks.idle, timeout=10_000)
    said = house.desk("control").read(order_file, gone.args[1]["order_id"]).introductions
    assert [one.introducer_id for one in said] == [agency]
    assert choice.introducer_id() is None


def test_a_project_without_agencies_is_asked_nothing(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = DealScreen(desk_of("control"))
    shown(qtbot, screen)
    screen.enter(unit_id=house.unit_id("0301"))
    settle(qtbot, screen.desk)
    assert not screen.panel.consultants.introducer.isVisible()


def test_the_manager_changes_who_introduced_an_order_and_its_story_says_why(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    agency = introducer(house)
    order_id = house.sold("0301")
    desk_of("control")
    screen = OrdersScreen(desk_of("manager"))
    shown(qtbot, screen)
    screen.enter(order_id=order_id)
    qtbot.waitUntil(lambda: screen.desk.tasks.idle and not screen._pause.isActive(), timeout=10_000)
    QTest.keyClick(focused(), Qt.Key.Key_I, CTRL)
    qtbot.waitUntil(lambda: isinstance(screen.dialog, CorrectIntroducerDialog), timeout=10_000)
    dialog = screen.dialog
    assert isinstance(dialog, CorrectIntroducerDialog)
    assert dialog.ui.now.text() == "So far: —"
    dialog.ui.introducer.set_key(agency)
    dialog.submit()
    assert dialog.ui.reason.problem() == "Say why it changes: the story of the order shows it."
    dialog.ui.reason.set_text("漏录分销")
    with qtbot.waitSignal(dialog.carried_out):
        dialog.submit()
        dialog.submit()
    qtbot.waitUntil(lambda: screen.detail.terms["introducer"].value.text() == "安居分销　Agency", timeout=10_000)
    assert any("漏录分销" in row.detail for row in screen.detail.story.rows.rows())
    control = OrdersScreen(desk_of("control"))
    shown(qtbot, control)
    control.enter(order_id=order_id)
    qtbot.waitUntil(lambda: control.desk.tasks.idle and not control._pause.isActive(), timeout=10_000)
    assert not control.detail.action_bar.introducer_button.isVisible()
    assert control.detail.terms["introducer"].isVisible()
    consultant = OrdersScreen(desk_of("consultant"))
    shown(qtbot, consultant)
    consultant.enter(order_id=order_id)
    qtbot.waitUntil(lambda: consultant.desk.tasks.idle and not consultant._pause.isActive(), timeout=10_000)
    assert consultant.detail.terms["customer"].isVisible()
    assert not consultant.detail.terms["introducer"].isVisible(), "no consultant learns who brought a customer"


def test_the_agency_stands_under_its_own_name_on_the_sheet(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    scheme(house)
    scheme(house, name="分销", kind="agency", rules=OF_TOTAL)
    sold(house, introducer_id=introducer(house))
    screen = CommissionScreen(desk_of("manager"))
    shown(qtbot, screen)
    screen.enter()
    settle(qtbot, screen.desk)
    assert [row.kind for row in screen.table.rows.rows()] == [SchemeFor.CONSULTANT, SchemeFor.AGENCY]
    screen.table.select_key(screen.table.rows.rows()[1].key)
    assert screen.panel.title.text() == "安居分销　3-0301"
    assert any("of the contract total" in str(line) for line in screen.panel.lines)
    screen.kinds.setFocus()
    assert screen.kinds.isVisible()
    for _ in range(2):
        QTest.keyClick(screen.kinds, Qt.Key.Key_Right)
    assert [row.name for row in screen.table.rows.rows()] == ["安居分销"]
    screen.kinds.choose("referrer")
    assert screen.kinds.key() == "agency", "referrers get nothing in this month"


def commission_page(qtbot: QtBot, desk_of: DeskOf, login: str) -> CommissionPage:
    page = CommissionPage(desk_of(login), "Commission schemes")
    shown(qtbot, page)
    page.load()
    settle(qtbot, page.desk)
    return page


def test_another_kind_begins_with_its_usual_rules_unless_figures_were_typed(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    page = commission_page(qtbot, desk_of, "operator")
    page.open_form()
    form = page.form
    form.kind.set_key("referrer")
    form._other_kind("referrer")
    assert form.fixed.value() == 500_000
    assert not form.ladder_by.isEnabled()
    assert not form.follow_ups.isEnabled()
    assert [row.amount_fen for row in form.table.rows.rows()][-1] == 500_000
    form.fixed.set_value(800_000)
    form.kind.set_key("agency")
    form._other_kind("agency")
    assert form.fixed.value() == 800_000
    form.fixed.set_value(None)
    form.ladder_by.set_key("month")
    form.ladder_count.set_key("parts")
    form.rungs[1][0].set_value(500_000_000)
    form.rungs[1][1].set_value(20_000)
    form.name.set_text("分销")
    form.valid_from.set_value(date(2026, 1, 1))
    form.show_preview()
    with qtbot.waitSignal(form.stored):
        form.submit()
    settle(qtbot, page.desk)
    row = page.table.rows.rows()[0]
    assert (row.kind, row.rules.ladder_by, row.rules.ladder_count) == ("agency", "month", "parts")
    assert form.tried.number.isEnabled() is False, "the operator sees no deals"
    assert form.tried.note.text().startswith("Your role may not see deals")


def test_a_scheme_is_tried_on_a_deal_by_its_number(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    scheme(house, name="分销", kind="agency", rules=RULES)
    sold(house)
    page = commission_page(qtbot, desk_of, "manager")
    page.tried.number.line.setFocus()
    QTest.keyClicks(focused(), "3-0301")
    qtbot.waitUntil(lambda: page.tried.tried is not None, timeout=10_000)
    assert page.tried.tried is not None
    assert page.tried.tried.amount_fen == 500_000
    page.tried.number.set_text("9-9999")
    page.tried._ask()
    qtbot.waitUntil(lambda: page.tried.note.text() == "There is no signed deal of this number.", timeout=10_000)
    assert page.tried.tried is None
