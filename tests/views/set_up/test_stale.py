"""Two desks with one form of set-up open: the second sees what the first did, and chooses; nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.stale import Side
from salesdesk.domain.state_colours import Colour
from salesdesk.domain.states import SaleState
from salesdesk.services.edits import seen_of
from salesdesk.services.projects import (
    AccountEdit,
    NewSetting,
    PermitEdit,
    account_values,
    accounts,
    change_account,
    change_permit,
    change_setting,
    permit_values,
    permits,
    settings,
)
from salesdesk.services.restrictions import Restrict, restrict
from salesdesk.services.rows import DiscountRow
from salesdesk.services.schemes import DiscountEdit, change_discount, discount_values, discounts
from salesdesk.services.set_up import unit_lines
from salesdesk.services.state_colours import StateColours, set_state_colours, state_colours
from salesdesk.views.set_up.colours_page import ColoursPage
from salesdesk.views.set_up.discount_dialog import DiscountDialog
from salesdesk.views.set_up.discounts_page import DiscountsPage
from salesdesk.views.set_up.permits_page import PermitsPage
from salesdesk.views.set_up.project_dialogs import AccountDialog, PermitDialog
from salesdesk.views.set_up.restrict_dialog import RestrictDialog
from salesdesk.views.set_up.screen import SetUpScreen
from salesdesk.views.set_up.settings_page import SettingsPage
from salesdesk.views.set_up.units_page import UnitsPage
from salesdesk.views.stale.dialog import StaleDialog
from tests.support.office import House
from tests.views.selling_desks import settle
from tests.views.set_up.conftest import At
from tests.views.set_up.test_units_and_prices import CTRL, page_of

Key = Qt.Key


def press(qtbot: QtBot, screen: SetUpScreen, widget: QWidget, key: Qt.Key, ctrl: bool = True) -> None:
    """A key in a window that has the keyboard, and what it brings."""
    window = widget.window()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    QTest.keyClick(QApplication.focusWidget() or widget, key, CTRL if ctrl else Qt.KeyboardModifier.NoModifier)
    settle(qtbot, screen.desk)


def comparison_of(owner: QWidget) -> StaleDialog:
    """The comparison that is open over a form."""
    found = [one for one in owner.findChildren(StaleDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def opened(screen: SetUpScreen, qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    settle(qtbot, screen.desk)
    found = [one for one in screen.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


# --- settings ---------------------------------------------------------------------------------------------------------


def a_setting_typed(at: At, house: House, qtbot: QtBot) -> tuple[SetUpScreen, SettingsPage]:
    """Somebody types 14 days, and somebody else stores 10 before they save."""
    screen = at("operator", "settings")
    page = page_of(screen, SettingsPage)
    page.table.select_key("contract.days")
    page.side.edit.number.line.selectAll()
    QTest.keyClicks(page.side.edit.number.line, "14")
    house.desk("admin").perform(change_setting, NewSetting(name="contract.days", value=10))
    press(qtbot, screen, page, Key.Key_Return)
    return screen, page


def days(house: House) -> int:
    return house.desk("operator").read(settings).number("contract.days")


def test_a_setting_that_somebody_set_meanwhile_is_compared_and_mine_written_on_top(
    at: At, house: House, qtbot: QtBot
) -> None:
    screen, page = a_setting_typed(at, house, qtbot)
    dialog = comparison_of(page)
    row = dialog.rows["contract.days"]
    assert (row.before.words.text(), row.theirs.words.text(), row.mine.words.text()) == ("7 days", "10 days", "14 days")
    assert "严管理" in dialog.banner.sentence()
    assert days(house) == 10
    press(qtbot, screen, dialog, Key.Key_Escape, ctrl=False)
    assert page.side.edit.value() == 14, "back in the form, what was typed stands there"
    press(qtbot, screen, page, Key.Key_Return)
    press(qtbot, screen, comparison_of(page), Key.Key_Return)
    assert days(house) == 14


def test_a_setting_is_dropped_and_stays_as_the_other_set_it(at: At, house: House, qtbot: QtBot) -> None:
    screen, page = a_setting_typed(at, house, qtbot)
    press(qtbot, screen, comparison_of(page), Key.Key_D)
    assert (page.side.edit.value(), days(house)) == (10, 10)
    assert not page.side.edit.is_changed()


# --- colours ----------------------------------------------------------------------------------------------------------


def test_a_colour_that_came_while_choosing_is_not_overwritten_unseen(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "colours")
    page = page_of(screen, ColoursPage)
    was = page.grid.colours()[SaleState.HELD]
    page.grid.choose(SaleState.HELD, Colour.BROWN)
    page.grid.choose(SaleState.FILED, Colour.GREEN)
    house.desk("admin").perform(set_state_colours, StateColours(colours=(("held", "red"),)))
    screen.go_to("colours")
    settle(qtbot, screen.desk)
    press(qtbot, screen, page, Key.Key_Return)
    dialog = comparison_of(page)
    held = dialog.rows["held"].one
    assert (held.before, held.theirs, held.mine, held.clash) == (was.value, "red", "brown", True)
    dialog.rows["held"].sides.choose(Side.THEIRS)
    press(qtbot, screen, dialog, Key.Key_Return)
    now = house.desk("operator").read(state_colours)
    assert (now[SaleState.HELD], now[SaleState.FILED]) == (Colour.RED, Colour.GREEN)
    assert page.grid.colours()[SaleState.HELD] is Colour.RED


# --- restrictions -----------------------------------------------------------------------------------------------------


def test_a_court_s_seal_set_meanwhile_is_shown_before_it_would_be_lifted(at: At, house: House, qtbot: QtBot) -> None:
    screen = at("operator", "units")
    page = page_of(screen, UnitsPage)
    lines = [line for line in page.table.rows.rows() if line.building == "3#"][:3]
    for line in lines:
        page.table.selectionModel().select(
            page.table.rows.index(page.table.rows.place_of(line.id), 0),
            page.table.selectionModel().SelectionFlag.Select | page.table.selectionModel().SelectionFlag.Rows,
        )
    press(qtbot, screen, page, Key.Key_R)
    dialog = opened(screen, qtbot, RestrictDialog)
    assert isinstance(dialog, RestrictDialog)
    dialog.ui.sealed.set_key("lift")
    dialog.ui.mortgaged.set_key("set")
    dialog._bar_nothing()
    dialog.ui.note.set_text("在建工程抵押")
    other = house.another_desk("operator")
    other.perform(restrict, Restrict(unit_ids=(lines[1].id,), sealed=True, note="（2026）法执 7 号"))
    press(qtbot, screen, dialog, Key.Key_Return)
    comparison = comparison_of(dialog)
    nouns = [row.noun.text() for row in comparison.rows.values()]
    assert all(lines[1].label in noun for noun in nouns), "only the unit that somebody changed is told"
    sealed = comparison.rows[f"{lines[1].id}.sealed"]
    assert (sealed.theirs.words.text(), sealed.side()) == ("yes", Side.THEIRS)
    comparison.rows[f"{lines[1].id}.restriction_note"].sides.choose(Side.THEIRS)
    press(qtbot, screen, comparison, Key.Key_Return)
    assert not dialog.isVisible()
    now = {line.id: line for line in house.desk("operator").read(unit_lines)}
    assert {one.value for one in now[lines[1].id].restrictions} == {"mortgaged", "sealed"}
    assert now[lines[1].id].restriction_note == "（2026）法执 7 号"
    assert {one.value for one in now[lines[0].id].restrictions} == {"mortgaged"}
    assert now[lines[0].id].restriction_note == "在建工程抵押"


# --- discounts, accounts, permits -------------------------------------------------------------------------------------


def theirs_of(row: DiscountRow, **changes: object) -> DiscountEdit:
    form = DiscountEdit(
        discount_id=row.id, name=row.step.name, kind=row.step.kind, value=row.step.value, ground=row.step.ground,
        scheme_id=row.scheme_id, seen=seen_of(discount_values(row)),
    )  # fmt: skip
    return replace(form, **changes)  # type: ignore[arg-type]


def discount_open(at: At, qtbot: QtBot) -> tuple[SetUpScreen, DiscountDialog]:
    screen = at("operator", "discounts")
    page_of(screen, DiscountsPage).table.setFocus()
    press(qtbot, screen, screen, Key.Key_E)
    dialog = opened(screen, qtbot, DiscountDialog)
    assert isinstance(dialog, DiscountDialog)
    return screen, dialog


def test_a_discount_is_edited_by_keyboard(at: At, house: House, qtbot: QtBot) -> None:
    row = house.desk("operator").read(discounts)[0]
    screen, dialog = discount_open(at, qtbot)
    assert dialog.ui.name.text() == row.step.name
    dialog.ui.ground.line.setFocus()
    dialog.ui.ground.line.selectAll()
    QTest.keyClicks(dialog.ui.ground.line, "year end")
    press(qtbot, screen, dialog, Key.Key_Return)
    assert house.desk("operator").read(discounts)[0].step.ground == "year end"
    assert page_of(screen, DiscountsPage).table.rows.rows()[0].step.ground == "year end"


def test_a_discount_edited_at_two_desks_keeps_what_each_did(at: At, house: House, qtbot: QtBot) -> None:
    row = house.desk("operator").read(discounts)[0]
    screen, dialog = discount_open(at, qtbot)
    dialog.ui.ground.set_text("年末")
    dialog.ui.value.set_value(970_000)
    house.another_desk("operator").perform(change_discount, theirs_of(row, value=980_000, name="按期签约"))
    press(qtbot, screen, dialog, Key.Key_Return)
    comparison = comparison_of(dialog)
    assert list(comparison.rows) == ["name", "amount", "ground"]
    assert comparison.width() > dialog.width(), "the form's own narrow window does not squeeze what is compared"
    amount = comparison.rows["amount"]
    assert (amount.theirs.words.text(), amount.mine.words.text()) == ("98 % of the price", "97 % of the price")
    assert amount.one.clash
    press(qtbot, screen, comparison, Key.Key_Return)
    assert not dialog.isVisible()
    now = house.desk("operator").read(discounts)[0].step
    assert (now.name, now.value, now.ground) == ("按期签约", 970_000, "年末")


def test_a_discount_is_dropped_and_the_dialog_closes(at: At, house: House, qtbot: QtBot) -> None:
    row = house.desk("operator").read(discounts)[0]
    screen, dialog = discount_open(at, qtbot)
    dialog.ui.ground.set_text("年末")
    house.another_desk("operator").perform(change_discount, theirs_of(row, ground="开盘"))
    press(qtbot, screen, dialog, Key.Key_Return)
    press(qtbot, screen, comparison_of(dialog), Key.Key_D)
    assert not dialog.isVisible()
    assert page_of(screen, DiscountsPage).table.rows.rows()[0].step.ground == "开盘"


def test_an_account_edited_at_two_desks_is_compared(at: At, house: House, qtbot: QtBot) -> None:
    row = house.desk("operator").read(accounts)[0]
    screen = at("operator", "permits")
    page_of(screen, PermitsPage).accounts.select_key(row.id)
    press(qtbot, screen, screen, Key.Key_E)
    dialog = opened(screen, qtbot, AccountDialog)
    assert isinstance(dialog, AccountDialog)
    assert not dialog.ui.number.isEnabled(), "an account is known by its number"
    dialog.ui.name.set_text("监管户")
    theirs = AccountEdit(account_id=row.id, name="预售监管户", bank="江宁农商行双龙支行", supervised=True,
                         seen=seen_of(account_values(row)))  # fmt: skip
    house.another_desk("operator").perform(change_account, theirs)
    press(qtbot, screen, dialog, Key.Key_Return)
    press(qtbot, screen, comparison_of(dialog), Key.Key_Return)
    now = house.desk("operator").read(accounts)[0]
    assert (now.name, now.bank) == ("监管户", "江宁农商行双龙支行")


def test_a_permit_edited_at_two_desks_is_compared(at: At, house: House, qtbot: QtBot) -> None:
    row = house.desk("operator").read(permits)[0]
    screen = at("operator", "permits")
    page_of(screen, PermitsPage).permits.select_key(row.id)
    press(qtbot, screen, screen, Key.Key_E)
    dialog = opened(screen, qtbot, PermitDialog)
    assert isinstance(dialog, PermitDialog)
    dialog.ui.issued_on.set_value(date(2026, 9, 2))
    theirs = PermitEdit(permit_id=row.id, issued_on=date(2026, 8, 31), supervised_account_id=row.account_id,
                        seen=seen_of(permit_values(row)))  # fmt: skip
    house.another_desk("operator").perform(change_permit, theirs)
    press(qtbot, screen, dialog, Key.Key_Return)
    comparison = comparison_of(dialog)
    assert comparison.rows["issued_on"].theirs.words.text() == "2026-08-31"
    press(qtbot, screen, comparison, Key.Key_Return)
    assert house.desk("operator").read(permits)[0].issued_on == date(2026, 9, 2)


def test_who_may_not_edit_is_told_why(at: At) -> None:
    assert "may not set up schemes" in page_of(at("manager", "discounts"), DiscountsPage).change.refusal()
    assert "may not set up projects" in page_of(at("manager", "permits"), PermitsPage).change.refusal()
    assert "is chosen" in page_of(at("operator", "permits"), PermitsPage).change.refusal()
