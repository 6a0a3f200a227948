"""Money items, numbers, phases, buildings and facts of units arranged by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk.services.grounds import grounds
from salesdesk.services.money_set_up import money_set_up
from salesdesk.services.set_up import unit_lines
from salesdesk.views.set_up.grounds_page import GroundsPage
from salesdesk.views.set_up.money_dialogs import BookDialog, ItemDialog
from salesdesk.views.set_up.money_page import MoneyPage
from salesdesk.views.set_up.units_page import UnitsPage
from tests.support.office import House
from tests.support.paying import paid
from tests.views.selling_desks import settle
from tests.views.set_up.conftest import At
from tests.views.set_up.test_units_and_prices import CTRL, active, go, page_of, type_into

ALT = Qt.KeyboardModifier.AltModifier


def back(screen: QWidget, table: QWidget, qtbot: QtBot) -> None:
    """The window has the keyboard again after a dialog, and the table the cursor."""
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    table.setFocus()


def test_a_money_item_is_added_renamed_and_moved_by_keyboard(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "money")
    page = page_of(screen, MoneyPage)
    dialog = active(page.open_new(), qtbot)
    type_into(dialog.ui.name.line, "Parking")
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    added = page.items.rows.rows()[-1]
    assert added.name == "Parking"
    page.items.select_key(added.id)
    back(screen, page.items, qtbot)
    QTest.keyClick(page.items, Qt.Key.Key_Up, ALT)
    settle(qtbot, screen.desk)
    assert house.desk("operator").read(money_set_up).items[-2].name == "Parking"
    renaming = page.open_change()
    assert isinstance(renaming, ItemDialog)
    active(renaming, qtbot)
    renaming.ui.name.set_text("Parking fee")
    with qtbot.waitSignal(renaming.carried_out):
        QTest.keyClick(renaming, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    back(screen, page.items, qtbot)
    QTest.keyClick(screen, Qt.Key.Key_D, CTRL)
    settle(qtbot, screen.desk)
    row = house.desk("operator").read(money_set_up).items[-2]
    assert (row.name, row.active) == ("Parking fee", False)


def test_an_item_that_the_program_asks_for_says_why_it_stays(at: At) -> None:
    page = page_of(at("operator", "money"), MoneyPage)
    earnest = next(row for row in page.items.rows.rows() if row.code == "earnest")
    page.items.select_key(earnest.id)
    assert "program itself" in page.switch.refusal()
    assert page.change.refusal() == ""


def test_an_item_that_a_scheme_asks_for_is_refused_in_a_sentence(at: At, qtbot: QtBot) -> None:
    screen = at("operator", "money")
    page = page_of(screen, MoneyPage)
    balance = next(row for row in page.items.rows.rows() if row.code == "balance")
    page.items.select_key(balance.id)
    QTest.keyClick(screen, Qt.Key.Key_D, CTRL)
    settle(qtbot, screen.desk)
    assert "asks for this money item" in page.banner.sentence()


def test_a_book_shows_its_next_number_while_it_is_set(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "money")
    page = page_of(screen, MoneyPage)
    page.books.select_key(page.books.rows.rows()[0].id)
    dialog = page.open_change()
    assert isinstance(dialog, BookDialog)
    active(dialog, qtbot)
    dialog.ui.prefix.set_text("NJ-")
    dialog.ui.prefix.edited.emit()
    assert dialog.ui.about.text().endswith("NJ-0000001")
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert house.desk("operator").read(money_set_up).books[0].prefix == "NJ-"


def test_a_book_of_another_kind_is_opened_by_keyboard_where_the_operator_says(
    at: At, house: House, qtbot: QtBot
) -> None:
    screen = at("operator", "money")
    page = page_of(screen, MoneyPage)
    dialog = page.open_new_book()
    assert dialog is not None
    active(dialog, qtbot)
    assert dialog.ui.about.text().endswith(f"SD{house.today.year}-0000001")
    dialog.ui.kind.set_key("refund")
    dialog.ui.kind.chosen.emit("refund")
    type_into(dialog.ui.first_no.line, "0")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    assert dialog.isVisible()
    type_into(dialog.ui.first_no.line, "901")
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    old, new = (row for row in page.books.rows.rows() if row.kind == "refund")
    assert (old.active, new.active, new.next_number) == (False, True, f"SDT{house.today.year}-0000901")
    page.books.select_key(old.id)
    assert "closed" in page.switch.refusal()


def test_a_book_that_gave_numbers_out_bars_its_prefix(at: At, house: House) -> None:
    paid(house, house.sold("0301"), 5_000_000)
    page = page_of(at("operator", "money"), MoneyPage)
    page.books.select_key(page.books.rows.rows()[0].id)
    dialog = page.open_change()
    assert isinstance(dialog, BookDialog)
    assert not dialog.ui.prefix.isEnabled()
    assert "given out" in dialog.ui.banner.sentence()
    dialog.reject()


def test_a_building_is_given_its_days_by_keyboard(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "grounds")
    page = page_of(screen, GroundsPage)
    building = next(line for line in page.table.rows.rows() if line.depth == 1)
    page.table.select_key(building.key)
    dialog = page.open_change()
    assert dialog is not None
    active(dialog, qtbot)
    type_into(dialog.ui.handover_on.line, "2028-06-30")
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    day = house.desk("operator").read(grounds).buildings[0].handover_on
    assert day is not None
    assert day.isoformat() == "2028-06-30"


def test_a_phase_is_added_and_moved_before_the_first(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "grounds")
    page = page_of(screen, GroundsPage)
    dialog = active(page.open_new(), qtbot)
    assert not dialog.ui.opens_on.isVisible()
    type_into(dialog.ui.name.line, "South")
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    added = next(line for line in page.table.rows.rows() if line.row.name == "South")
    page.table.select_key(added.key)
    back(screen, page.table, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_Up, ALT)
    settle(qtbot, screen.desk)
    assert house.desk("operator").read(grounds).phases[0].name == "South"


def test_facts_of_the_selected_units_are_seen_before_and_after(at: At, house: House, qtbot: QtBot) -> None:
    house.sold("0301")
    screen = at("operator", "units")
    page = page_of(screen, UnitsPage)
    page.table.selectAll()
    QTest.keyClick(screen, Qt.Key.Key_E, CTRL)
    form = page.facts
    assert not form.go.isEnabled()
    type_into(form.fields["aspect"].line, "SE")
    qtbot.waitUntil(lambda: form.go.isEnabled())
    count = len(house.desk("operator").read(unit_lines))
    assert form.table.rows.rowCount() == count - 1
    assert "sold" in form.sold.sentence()
    go(form, qtbot, screen)
    aspects = [line.aspect for line in house.desk("operator").read(unit_lines)]
    assert aspects.count("SE") == count - 1
    assert page.leaves.currentIndex() == 0


def test_a_manager_reads_and_arranges_nothing(at: At) -> None:
    screen = at("manager", "grounds")
    assert "enter units" in page_of(screen, GroundsPage).change.refusal()
    screen.go_to("money")
    assert "set up schemes" in page_of(screen, MoneyPage).new.refusal()
