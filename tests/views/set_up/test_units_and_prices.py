"""Units and prices set up by keyboard: generated, restricted, priced, signed by another, permitted, launched."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk.services.price_lists import Change as Kind
from salesdesk.services.price_lists import Revision, revise_prices
from salesdesk.services.set_up import unit_lines
from salesdesk.services.unit_pattern import generate_units
from salesdesk.views.kit import messages
from salesdesk.views.set_up.launch_page import LaunchPage
from salesdesk.views.set_up.page import SetUpPage
from salesdesk.views.set_up.permits_page import PermitsPage
from salesdesk.views.set_up.prices_page import PricesPage
from salesdesk.views.set_up.screen import SetUpScreen
from salesdesk.views.set_up.units_page import UnitsPage
from tests.services.test_unit_pattern import pattern
from tests.support.office import House
from tests.views.selling_desks import settle
from tests.views.set_up.conftest import At

P = TypeVar("P", bound=SetUpPage)
D = TypeVar("D", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier


def page_of(screen: SetUpScreen, kind: type[P]) -> P:
    page = screen.page(screen.places.key())
    assert isinstance(page, kind)
    return page


def type_into(widget: QWidget, words: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, words)


def active(dialog: D, qtbot: QtBot) -> D:
    """The dialog, once it has the keyboard."""
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def go(widget: QWidget, qtbot: QtBot, screen: SetUpScreen) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)


def test_units_are_found_by_building_lack_and_number(at: At, house: House, qtbot: QtBot) -> None:
    house.desk("operator").perform(generate_units, pattern())
    screen = at("operator", "units")
    page = page_of(screen, UnitsPage)
    assert page.table.rows.rowCount() == 36
    page.building.set_key("7#")
    page.building.chosen.emit("7#")
    assert {line.building for line in page.table.rows.rows()} == {"7#"}
    page.building.set_key("")
    page.lack.set_key("unpriced")
    page.lack.chosen.emit("unpriced")
    assert page.table.rows.rowCount() == 12
    page.lack.set_key("")
    type_into(page.search.line, "0301")
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 4)


def test_units_are_generated_by_keyboard_with_what_they_will_be_in_sight(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "units")
    page = page_of(screen, UnitsPage)
    QTest.keyClick(screen, Qt.Key.Key_G, CTRL)
    form = page.pattern
    assert form.building.line.hasFocus()
    assert not form.go.isEnabled()
    type_into(form.building.line, "7#")
    type_into(form.first.line, "1")
    type_into(form.last.line, "5")
    type_into(form.skip_floors.line, "4")
    for line, areas in zip(form.columns.lines, (("118.32", "94.66"), ("89.75", "71.8")), strict=True):
        type_into(line.gross.line, areas[0])
        type_into(line.inner.line, areas[1])
    qtbot.waitUntil(lambda: form.go.isEnabled())
    assert [row[2] for row in form.table.rows.rows()][-1] == "0101　0102"
    with qtbot.waitSignal(form.stored):
        QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    lines = [line for line in house.desk("operator").read(unit_lines) if line.building == "7#"]
    assert len(lines) == 8
    assert page.leaves.currentIndex() == 0


def test_a_pattern_that_clashes_is_refused_and_what_was_typed_stays(at: At, house: House, qtbot: QtBot) -> None:
    house.desk("operator").perform(generate_units, pattern(entrances=(("", pattern().entrances[0][1]),)))
    screen = at("operator", "units")
    page = page_of(screen, UnitsPage)
    page.open_pattern()
    form = page.pattern
    type_into(form.building.line, "7#")
    type_into(form.first.line, "3")
    type_into(form.last.line, "9")
    for line in form.columns.lines:
        type_into(line.gross.line, "100")
    form.show_preview()
    go(form, qtbot, screen)
    assert "0301" in form.banner.sentence()
    assert form.building.text() == "7#"
    assert form.go.isEnabled()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert page.leaves.currentIndex() == 0


def test_a_restriction_is_set_on_what_is_selected_and_shown(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "units")
    page = page_of(screen, UnitsPage)
    assert page.restrict.refusal() == "No unit is chosen."
    page.table.select_key(house.unit_id("0301"))
    dialog = active(page.open_restrictions(), qtbot)
    assert not dialog.ui.go.isEnabled()
    dialog.ui.mortgaged.set_key("set")
    dialog.ui.mortgaged.chosen.emit("set")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert "paper" in dialog.ui.note.problem()
    type_into(dialog.ui.note.line, "No. 118")
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    line = next(line for line in page.table.rows.rows() if line.id == house.unit_id("0301"))
    assert (set(line.restrictions), line.restriction_note) == ({"mortgaged"}, "No. 118")
    assert page.table.current_row().id == line.id


def test_a_manager_sees_units_but_cannot_enter_any(at: At) -> None:
    page = page_of(at("manager", "units"), UnitsPage)
    for button in (page.imports, page.generate, page.restrict):
        assert "enter units" in button.refusal()


def test_a_revision_is_previewed_entered_and_waits_for_another_person(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "prices")
    page = page_of(screen, PricesPage)
    QTest.keyClick(screen, Qt.Key.Key_N, CTRL)
    settle(qtbot, screen.desk)
    form = page.revision
    type_into(form.percent.line, "2")
    qtbot.waitUntil(lambda: form.changes.rows.rowCount() == 24)
    assert "→" in form.band.note.text()
    go(form, qtbot, screen)
    settle(qtbot, screen.desk)
    newest = page.versions.rows.rows()[0]
    assert (newest.row.version_no, newest.state.value) == (2, "waiting")
    assert not page.side.go.isEnabled()
    assert "themselves" in page.side.banner.sentence()
    assert page.changes.rows.rowCount() == 24


def test_the_manager_signs_with_the_price_changes_in_sight(at: At, house: House, qtbot: QtBot) -> None:
    form = Revision(name="上调", change=Kind.PERCENT, value=1_020_000)
    house.desk("operator").perform(revise_prices, form)
    screen = at("manager", "prices")
    page = page_of(screen, PricesPage)
    assert page.changes.rows.rowCount() == 24
    QTest.keyClick(screen, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(screen, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    qtbot.waitUntil(lambda: page.versions.rows.rows()[0].state.value == "current")
    assert page.versions.rows.rows()[0].row.signatures == ("罗建平",)
    assert not page.side.go.isVisible()
    assert page.versions.hasFocus()


def test_a_revision_without_a_figure_or_with_a_wrong_hour_is_not_entered(at: At, qtbot: QtBot) -> None:
    screen = at("operator", "prices")
    page = page_of(screen, PricesPage)
    page.open_revision()
    settle(qtbot, screen.desk)
    form = page.revision
    assert not form.go.isEnabled()
    type_into(form.percent.line, "2")
    form.effective.set_value(form._today + timedelta(days=3))
    type_into(form.hour.line, "25:00")
    form.show_preview()
    settle(qtbot, screen.desk)
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    assert "09:00" in form.hour.problem()
    assert page.versions.rows.rowCount() == 1


def test_what_was_typed_after_the_preview_is_shown_before_it_is_entered(at: At, qtbot: QtBot) -> None:
    screen = at("operator", "prices")
    page = page_of(screen, PricesPage)
    page.open_revision()
    settle(qtbot, screen.desk)
    form = page.revision
    type_into(form.percent.line, "2")
    form.show_preview()
    settle(qtbot, screen.desk)
    type_into(form.percent.line, "0")
    go(form, qtbot, screen)
    assert page.versions.rows.rowCount() == 1
    assert form.changes.rows.rows()[0].price.after_fen > form.changes.rows.rows()[0].price.before_fen * 119 // 100


def test_homes_without_any_price_are_offered_one_unit_price(at: At, house: House, qtbot: QtBot) -> None:
    house.desk("operator").perform(generate_units, pattern())
    screen = at("operator", "prices")
    page = page_of(screen, PricesPage)
    page.open_revision()
    settle(qtbot, screen.desk)
    form = page.revision
    form.kind.choose(Kind.SET_UNIT_PRICE.value)
    assert form.unit_price.unit.text() == form.per_area.unit.text() == "yuan/㎡"
    form.unpriced.click()
    type_into(form.unit_price.line, "19000")
    form.show_preview()
    settle(qtbot, screen.desk)
    assert form.changes.rows.rowCount() == 12
    assert {row.price.before_fen for row in form.changes.rows.rows()} == {None}


def test_a_permit_is_entered_for_the_buildings_that_have_none(at: At, house: House, qtbot: QtBot) -> None:
    house.desk("operator").perform(generate_units, pattern())
    house.desk("operator").perform(generate_units, pattern(building="8#"))
    screen = at("operator", "permits")
    page = page_of(screen, PermitsPage)
    dialog = page.open_permit()
    assert dialog is not None
    active(dialog, qtbot)
    assert set(dialog.ui.buildings.boxes) == {"7#", "8#"}
    dialog.ui.buildings.boxes["8#"].click()
    type_into(dialog.ui.number.line, "No. 2")
    type_into(dialog.ui.issued_on.line, "+1")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.ui.issued_on.problem()
    assert dialog.ui.number.text() == "No. 2"
    dialog.ui.issued_on.line.selectAll()
    type_into(dialog.ui.issued_on.line, "2026-10-01")
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    assert [(row.number, count) for row, count in page.permits.rows.rows()][-1] == ("No. 2", 12)


def test_an_account_is_entered_by_keyboard(at: At, qtbot: QtBot) -> None:
    screen = at("operator", "permits")
    page = page_of(screen, PermitsPage)
    dialog = active(page.open_account(), qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.ui.name.problem()
    type_into(dialog.ui.name.line, "Homes Ltd")
    type_into(dialog.ui.bank.line, "Bank")
    type_into(dialog.ui.number.line, "3201 9")
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    assert page.accounts.rows.rowCount() == 2


def test_units_are_launched_by_building_and_floor(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "launch")
    page = page_of(screen, LaunchPage)
    assert page.table.rows.rowCount() == 12
    type_into(page.first.line, "2")
    type_into(page.last.line, "3")
    assert page.table.rows.rowCount() == 4
    QTest.keyClick(screen, Qt.Key.Key_A, CTRL)
    assert page.side.units.value.text() == "4"
    page.toggle(page.table.rows.rows()[0])
    assert page.side.units.value.text() == "3"
    page.toggle(page.table.rows.rows()[0])
    dialog = active(page.open_dialog(), qtbot)
    settle(qtbot, screen.desk)
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    assert len(page._lines) == 8
    cells = house.desk("operator").read(lambda work: work.units.board())
    assert {cell.floor for cell in cells if (cell.building, cell.state) == ("4#", "available")} == {2, 3}


def test_what_stands_against_a_launch_is_said_and_cannot_be_chosen(at: At, house: House, qtbot: QtBot) -> None:
    house.desk("operator").perform(generate_units, pattern())
    screen = at("operator", "launch")
    page = page_of(screen, LaunchPage)
    page.choose_shown()
    assert page.side.units.value.text() == "12"
    barred = next(line for line in page.table.rows.rows() if line.building == "7#")
    assert "permit" in page._reason(barred)
    page.toggle(barred)
    assert page.side.units.value.text() == "12"
    assert "12 units" in page.side.reasons.text()


def test_a_manager_may_not_launch_and_the_key_says_why(at: At, qtbot: QtBot) -> None:
    screen = at("manager", "launch")
    page = page_of(screen, LaunchPage)
    page.choose_shown()
    with qtbot.waitSignal(messages.bridge.refused) as refused:
        QTest.keyClick(screen, Qt.Key.Key_Return, CTRL)
    assert "launch" in refused.args[0]
    assert page.side.banner.sentence() == refused.args[0]
