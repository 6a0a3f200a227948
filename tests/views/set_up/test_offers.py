"""Schemes, discounts and settings set up by keyboard."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.pricing import DiscountKind
from salesdesk.domain.schedules import DayKind, Event
from salesdesk.services.projects import NewSetting, change_setting, settings
from salesdesk.services.schemes import discounts, schemes
from salesdesk.services.set_up import unit_lines
from salesdesk.views.set_up.discounts_page import DiscountsPage
from salesdesk.views.set_up.schemes_page import SchemesPage
from salesdesk.views.set_up.settings_page import SettingsPage
from tests.support.office import House
from tests.views.selling_desks import settle
from tests.views.set_up.conftest import At
from tests.views.set_up.test_units_and_prices import CTRL, active, go, page_of, type_into


def test_a_scheme_is_made_with_what_it_would_ask_for_in_sight(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "schemes")
    page = page_of(screen, SchemesPage)
    QTest.keyClick(screen, Qt.Key.Key_N, CTRL)
    form = page.form
    assert not form.go.isEnabled()
    type_into(form.name.line, "Two parts")
    type_into(form.lines.lines[0].amount.line, "50000")
    qtbot.waitUntil(lambda: form.go.isEnabled())
    qtbot.waitUntil(lambda: [due.amount_fen for due in form.dues.rows.rows()] == [5_000_000, 195_000_000])
    go(form, qtbot, screen)
    assert "Two parts" in {row.scheme.name for row in house.desk("operator").read(schemes)}
    assert page.leaves.currentIndex() == 0
    assert page.table.rows.rowCount() == 6


def test_a_scheme_of_a_known_name_is_refused_and_stays_as_typed(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "schemes")
    page = page_of(screen, SchemesPage)
    page.open_form()
    form = page.form
    form.name.set_text("一次性")
    type_into(form.lines.lines[0].amount.line, "50000")
    form.show_preview()
    go(form, qtbot, screen)
    assert "already" in form.banner.sentence()
    assert form.lines.lines[0].amount.value() == 5_000_000
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    settle(qtbot, screen.desk)
    assert page.leaves.currentIndex() == 0


def test_a_scheme_is_switched_off_and_on_again(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "schemes")
    page = page_of(screen, SchemesPage)
    for offered in (False, True):
        QTest.keyClick(screen, Qt.Key.Key_D, CTRL)
        settle(qtbot, screen.desk)
        assert house.desk("operator").read(schemes)[0].active is offered
        assert page.table.rows.rows()[0].active is offered
    page.table.select_key(page.table.rows.rows()[4].id)
    assert page.lines.rows.rowCount() == 4


def test_a_scheme_is_changed_by_keyboard_line_by_line(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "schemes")
    page = page_of(screen, SchemesPage)
    QTest.keyClick(screen, Qt.Key.Key_E, CTRL)
    settle(qtbot, screen.desk)
    form = page.form
    assert (form.name.text(), len(form.lines.lines)) == ("一次性", 2)
    form.lines.lines[0].item.setFocus()
    QTest.keyClick(form.lines, Qt.Key.Key_L, CTRL)
    line = form.lines.lines[1]
    qtbot.waitUntil(line.item.hasFocus)
    type_into(line.share.line, "30")
    type_into(line.parts.line, "3")
    line.day_kind.set_key(DayKind.WORKING)
    line.day_kind.chosen.emit(DayKind.WORKING)
    qtbot.waitUntil(lambda: len(form.dues.rows.rows()) == 5)
    assert [due.amount_fen for due in form.dues.rows.rows()][1:4] == [20_000_000] * 3
    QTest.keyClick(line.parts.line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert form.lines.lines[0] is line
    type_into(form.price.line, "1000000")
    qtbot.waitUntil(lambda: form.dues.rows.rows()[0].amount_fen == 10_000_000)
    go(form, qtbot, screen)
    first = house.desk("operator").read(schemes)[0].scheme.lines[0]
    assert (first.share_millionths, first.parts, first.day_kind) == (300_000, 3, DayKind.WORKING)


def test_a_scheme_is_tried_at_the_list_price_of_a_unit_from_a_day_by_working_days(
    at: At, house: House, qtbot: QtBot
) -> None:
    """The day is the eve of the National Day week of 2026: seven working days later is the 15th, not the 7th."""
    house.desk("admin").perform(change_setting, NewSetting(name="earnest.fen", value=2_000_000))
    screen = at("operator", "schemes")
    page = page_of(screen, SchemesPage)
    QTest.keyClick(screen, Qt.Key.Key_N, CTRL)
    settle(qtbot, screen.desk)
    form = page.form
    assert form.lines.lines[0].amount.value() == 2_000_000
    rest = form.lines.lines[1]
    type_into(rest.days.line, "7")
    rest.day_kind.set_key(DayKind.WORKING)
    rest.day_kind.chosen.emit(DayKind.WORKING)
    unit = next(line for line in house.desk("operator").read(unit_lines) if line.total_fen is not None)
    form.unit.set_key(unit.id)
    form.unit.chosen.emit(unit.id)
    type_into(form.day.line, "2026-09-30")
    qtbot.waitUntil(lambda: any(due.due_on == date(2026, 10, 15) for due in form.dues.rows.rows()))
    assert form.price.value() == unit.total_fen
    assert sum(due.amount_fen for due in form.dues.rows.rows()) == unit.total_fen
    type_into(form.price.line, "1000000")
    qtbot.waitUntil(lambda: sum(due.amount_fen for due in form.dues.rows.rows()) == 100_000_000)
    assert form.unit.key() is None


def test_a_line_that_counts_from_a_node_or_a_day_asks_for_it(at: At, qtbot: QtBot) -> None:
    screen = at("operator", "schemes")
    page = page_of(screen, SchemesPage)
    page.open_form()
    settle(qtbot, screen.desk)
    rest = page.form.lines.lines[1]
    for event, field in ((Event.NODE, rest.node), (Event.FIXED_DATE, rest.fixed_on)):
        rest.event_field.set_key(event)
        rest.event_field.chosen.emit(event)
        assert field.isVisible()
        assert rest.days.isEnabled() is (event is Event.NODE)
        qtbot.waitUntil(lambda: "names" in page.form.banner.sentence())


def test_lines_that_do_not_come_to_the_price_say_so_while_they_are_typed(at: At, qtbot: QtBot) -> None:
    screen = at("operator", "schemes")
    page = page_of(screen, SchemesPage)
    page.open_form()
    settle(qtbot, screen.desk)
    form = page.form
    type_into(form.name.line, "Halves")
    rest = form.lines.lines[1]
    rest.how.set_key("share")
    rest.how.chosen.emit("share")
    type_into(rest.share.line, "50")
    qtbot.waitUntil(lambda: "whole price" in form.banner.sentence())
    assert not form.go.isEnabled()
    assert form.dues.rows.rowCount() == 0


def test_a_scheme_that_orders_rest_on_says_that_they_keep_it(at: At, house: House, qtbot: QtBot) -> None:
    house.sold("0301")
    screen = at("operator", "schemes")
    page = page_of(screen, SchemesPage)
    row = next(row for row in page.table.rows.rows() if row.scheme.name == "商业贷款")
    page.table.select_key(row.id)
    page.open_change()
    settle(qtbot, screen.desk)
    assert "They keep it" in page.form.used.sentence()
    type_into(page.form.lines.lines[1].days.line, "10")
    go(page.form, qtbot, screen)
    now = next(row for row in page.table.rows.rows() if row.scheme.name == "商业贷款")
    assert (now.version, now.id != row.id) == (row.version + 1, True)


def test_a_scheme_is_copied_as_a_new_one(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "schemes")
    page = page_of(screen, SchemesPage)
    page.table.select_key(page.table.rows.rows()[4].id)
    page.open_copy()
    assert len(page.form.lines.lines) == 4
    type_into(page.form.name.line, "Four stages")
    go(page.form, qtbot, screen)
    named = {row.scheme.name: row.scheme for row in house.desk("operator").read(schemes)}
    assert named["Four stages"].lines == named["分期三期"].lines


def test_a_discount_is_added_and_its_figure_follows_its_kind(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "discounts")
    page = page_of(screen, DiscountsPage)
    dialog = active(page.open_dialog(), qtbot)
    type_into(dialog.ui.name.line, "Group")
    type_into(dialog.ui.value.line, "98.5")
    assert dialog.ui.value.value() == 985_000
    dialog.ui.kind.set_key(DiscountKind.SUM)
    dialog.ui.kind.chosen.emit(DiscountKind.SUM)
    assert dialog.ui.value.value() == 9_850
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    newest = page.table.rows.rows()[-1]
    assert (newest.step.name, newest.step.kind, newest.step.value) == ("Group", DiscountKind.SUM, 9_850)


def test_a_discount_is_tried_on_a_price_and_tied_to_units_while_it_is_typed(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "discounts")
    page = page_of(screen, DiscountsPage)
    dialog = active(page.open_dialog(), qtbot)
    side = dialog.ui.side
    type_into(dialog.ui.name.line, "Two homes")
    type_into(dialog.ui.value.line, "98")
    assert side.steps[1].value.text() == "−40,000.00"
    assert side.result.value.text() == "1,960,000.00"
    labels = [line.label for line in page._lines[:2]]
    type_into(side.units.line, f"{labels[0]}, {labels[1]}x")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert labels[1] in side.units.problem()
    assert dialog.isVisible()
    side.units.set_text(", ".join(labels))
    side.units.edited.emit()
    assert side.count.text() == "for 2 units"
    with qtbot.waitSignal(dialog.carried_out):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    newest = house.desk("operator").read(discounts)[-1]
    assert newest.only_for.units == tuple(line.id for line in page._lines[:2])


def test_a_discount_for_a_building_shows_it_again_when_it_is_changed(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "discounts")
    page = page_of(screen, DiscountsPage)
    building = page._lines[0].building_id
    for ticked in (True, False):
        dialog = page.open_change()
        assert dialog is not None
        active(dialog, qtbot)
        box = dialog.ui.side.buildings.boxes[building]
        assert box.isChecked() is not ticked
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
        with qtbot.waitSignal(dialog.carried_out):
            QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
        settle(qtbot, screen.desk)
        assert house.desk("operator").read(discounts)[0].only_for.buildings == ((building,) if ticked else ())


def test_a_discount_that_takes_nothing_off_is_refused_at_its_field(at: At, qtbot: QtBot) -> None:
    screen = at("operator", "discounts")
    dialog = active(page_of(screen, DiscountsPage).open_dialog(), qtbot)
    type_into(dialog.ui.name.line, "Nothing")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)
    assert dialog.ui.value.problem()
    assert dialog.ui.name.text() == "Nothing"
    assert dialog.isVisible()


def test_a_discount_is_switched_off(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "discounts")
    page = page_of(screen, DiscountsPage)
    QTest.keyClick(screen, Qt.Key.Key_D, CTRL)
    settle(qtbot, screen.desk)
    assert house.desk("operator").read(discounts)[0].active is False
    assert page.switch.text() == "Switch on"


def test_a_manager_sees_the_offers_and_changes_none(at: At) -> None:
    page = page_of(at("manager", "discounts"), DiscountsPage)
    assert page.table.rows.rowCount() == 5
    assert "set up schemes" in page.new.refusal()


def test_a_setting_is_changed_by_keyboard_and_counts_at_once(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "settings")
    page = page_of(screen, SettingsPage)
    page.table.select_key("contract.days")
    assert not page.side.go.isEnabled()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.side.edit.number.line.hasFocus()
    page.side.edit.number.line.selectAll()
    QTest.keyClicks(page.side.edit.number.line, "10")
    go(screen, qtbot, screen)
    assert house.desk("operator").read(settings).number("contract.days") == 10
    assert page._value(page._setting) == 10 if page._setting else False
    assert not page.side.go.isEnabled()


def test_a_setting_out_of_bounds_is_refused_and_stays_as_typed(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "settings")
    page = page_of(screen, SettingsPage)
    page.table.select_key("receipt.copies")
    page.side.edit.take_cursor()
    page.side.edit.number.line.selectAll()
    QTest.keyClicks(page.side.edit.number.line, "99")
    go(screen, qtbot, screen)
    assert "99" in page.side.banner.sentence()
    assert page.side.edit.number.text() == "99"
    page.side.reset.click()
    assert page.side.edit.number.value() == 3
    assert house.desk("operator").read(settings).number("receipt.copies") == 3


def test_every_setting_has_a_field_that_shows_what_is_stored(at: At) -> None:
    page = page_of(at("operator", "settings"), SettingsPage)
    for setting in page.table.rows.rows():
        page.table.select_key(setting.name)
        assert page.side.edit.value() == setting.default
        assert not page.side.edit.is_changed()


def test_settings_are_searched_and_those_that_were_changed_say_by_whom(at: At, house: House, qtbot: QtBot) -> None:
    house.desk("operator").perform(change_setting, NewSetting(name="contract.days", value=10))
    screen = at("operator", "settings")
    page = page_of(screen, SettingsPage)
    QTest.keyClick(screen, Qt.Key.Key_Slash)
    assert page.search.line.hasFocus()
    QTest.keyClicks(page.search.line, "contract")
    qtbot.waitUntil(lambda: "hold.hours" not in names(page))
    assert "contract.days" in names(page)
    page.search.set_text("")
    page.shown.choose("changed")
    qtbot.waitUntil(lambda: names(page) == ["contract.days"])
    assert "罗业务" in page._changed_by(page.table.rows.rows()[0])
    assert page.count.text().startswith("1 of ")
    page.search.set_text("no such thing")
    qtbot.waitUntil(lambda: names(page) == [])


def names(page: SettingsPage) -> list[str]:
    return [row.name for row in page.table.rows.rows()]


def test_the_administrator_reads_who_changed_a_setting(at: At, house: House, qtbot: QtBot) -> None:
    house.desk("operator").perform(change_setting, NewSetting(name="contract.days", value=10))
    screen = at("admin", "settings")
    page = page_of(screen, SettingsPage)
    page.table.select_key("contract.days")
    assert "罗业务" in page.side.changes.text()
    assert "7 days → 10 days" in page.side.changes.text()


def test_who_may_not_change_settings_reads_them(at: At) -> None:
    page = page_of(at("manager", "settings"), SettingsPage)
    page.table.select_key("contract.days")
    assert "change settings" in page.side.go.refusal()
    assert not page.side.edit.isEnabled()
