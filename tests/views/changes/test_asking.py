"""The screen of a change, by keyboard: filled in with the sheet beside it, asked for once, what was typed kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.requests import RequestKind
from salesdesk.services.order_lists import order_detail
from salesdesk.services.requests import RequestFile, request_lists
from salesdesk.services.swaps import Swap, ask_swap
from salesdesk.views.changes.forms import BuyersForm, CancellationForm, PostponementForm, SwapForm, TermsForm
from salesdesk.views.changes.screen import ChangeScreen
from tests.services.change_helpers import file_of
from tests.services.money_helpers import EARNEST, line, pay
from tests.support.office import House
from tests.views.conftest import commit
from tests.views.selling_desks import DeskOf, settle

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def opened(qtbot: QtBot, desk_of: DeskOf, order_id: int, kind: RequestKind, login: str = "control") -> ChangeScreen:
    screen = ChangeScreen(desk_of(login))
    qtbot.addWidget(screen)
    screen.resize(1302, 694)
    with qtbot.waitActive(screen):
        screen.show()
    screen.enter(order_id=order_id, kind=kind)
    read(qtbot, screen)
    return screen


def read(qtbot: QtBot, screen: ChangeScreen) -> None:
    """Until the newest wishes are worked out."""
    qtbot.waitUntil(lambda: not screen.live._pause.isActive() and screen.desk.tasks.idle, timeout=10_000)
    settle(qtbot, screen.desk)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_words(words: str) -> None:
    """Digits and Latin letters by key, Chinese as an input method sends it."""
    if words.isascii():
        QTest.keyClicks(focused(), words)
    else:
        commit(focused(), words)


def press(screen: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused() if focused() is not None else screen, key, modifier)


def mine(house: House) -> RequestFile:
    rows = house.desk("control").read(request_lists).mine
    return file_of(house, rows[0].id)


def test_a_unit_is_found_by_its_price_gap_and_the_swap_asked_for(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line("earnest", EARNEST))
    screen = opened(qtbot, desk_of, order_id, RequestKind.SWAP)
    form = screen.form
    assert isinstance(form, SwapForm)
    assert screen.panel.go.refusal() == "Choose the unit to swap to (F8)."
    went: list[tuple[str, dict[str, Any]]] = []
    screen.desk.go.connect(lambda key, wanted: went.append((key, wanted)))
    press(screen, Qt.Key.Key_F8)
    read(qtbot, screen)
    assert screen.middle.currentWidget() is screen.finder
    assert focused() is screen.finder.table
    press(screen, Qt.Key.Key_Down)
    wanted = screen.finder.table.current_row()
    press(screen, Qt.Key.Key_Return)
    read(qtbot, screen)
    assert form.target.unit_id == wanted.unit.id
    assert screen.box.isVisible()
    assert screen.sheet is not None
    assert screen.sheet.after.unit_label == wanted.unit.label
    assert focused() is form.reason.reason.line
    assert screen.panel.go.refusal() == "A request needs its reason."
    type_words("Higher floor")
    read(qtbot, screen)
    assert screen.panel.go.isEnabled()
    press(screen, Qt.Key.Key_Return, CTRL)
    read(qtbot, screen)
    asked = mine(house)
    assert (asked.row.kind, asked.row.reason) == (RequestKind.SWAP, "Higher floor")
    assert went[-1] == ("requests", {"request_id": asked.row.id})
    assert screen.form is None, "what was asked for is not typed any more"


def test_escape_leaves_the_finder_first_and_keeps_what_was_typed(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, order_id, RequestKind.SWAP)
    assert screen.form is not None
    screen.form.reason.take_cursor()
    type_words("Higher floor")
    press(screen, Qt.Key.Key_F8)
    read(qtbot, screen)
    press(screen, Qt.Key.Key_Escape)
    assert screen.middle.currentWidget() is screen.area
    screen.enter(order_id=order_id, kind=RequestKind.SWAP)
    read(qtbot, screen)
    assert screen.form.reason.reason.text() == "Higher floor"


def test_the_finder_narrows_by_layout_area_floor_price_and_direction(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    screen = opened(qtbot, desk_of, house.sold("0301"), RequestKind.SWAP)
    press(screen, Qt.Key.Key_F8)
    read(qtbot, screen)
    finder = screen.finder

    def shown() -> set[str]:
        return {one.unit.label for one in finder.table.rows.rows()}

    assert len(shown()) == 11
    finder.floor[0].line.setFocus()
    type_words("5")
    press(screen, Qt.Key.Key_Tab)
    assert shown() == {"3-0501", "3-0502", "3-0601", "3-0602"}
    finder.area[1].line.setFocus()
    type_words("100")
    press(screen, Qt.Key.Key_Tab)
    assert shown() == {"3-0502", "3-0602"}
    finder.direction.setFocus()
    press(screen, Qt.Key.Key_Right)
    assert shown() == set(), "all of these are cheaper"
    finder.clear_filters()
    assert len(shown()) == 11


def test_a_unit_that_was_named_is_found_by_its_number(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, house.sold("0301"), RequestKind.SWAP)
    press(screen, Qt.Key.Key_F8)
    read(qtbot, screen)
    press(screen, Qt.Key.Key_Slash)
    type_words("0502")
    press(screen, Qt.Key.Key_Return)
    read(qtbot, screen)
    assert isinstance(screen.form, SwapForm)
    assert screen.form.target.label.text() == "3-0502"
    assert focused() is screen.form.reason.reason.line
    stops = []
    for _ in range(3):
        press(screen, Qt.Key.Key_Tab)
        stops.append(focused())
    assert stops[:2] == [screen.form.reason.fee.line, screen.form.reason.returns]
    assert stops[2] is not screen.panel.go, "it is grey: the request has no reason yet"
    screen.form.reason.take_cursor()
    type_words("Higher floor")
    read(qtbot, screen)
    for _ in range(3):
        press(screen, Qt.Key.Key_Tab)
    assert focused() is screen.panel.go


def test_a_refusal_of_the_service_keeps_what_was_typed_and_says_why(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, order_id, RequestKind.CANCELLATION)
    form = screen.form
    assert isinstance(form, CancellationForm)
    form.reason.take_cursor()
    type_words("No loan")
    read(qtbot, screen)
    another = Swap(
        order_id=order_id, target_unit_id=house.unit_id("0402"), choices=house.choices("一次性"), reason="换一套"
    )  # fmt: skip
    house.another_desk("control").perform(ask_swap, another)
    press(screen, Qt.Key.Key_Return, CTRL)
    read(qtbot, screen)
    assert "under way" in screen.panel.refusal.sentence()
    assert not screen.panel.go.isEnabled()
    assert form.reason.reason.text() == "No loan"


def test_a_penalty_beyond_what_came_in_is_refused_above_the_button(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line("earnest", EARNEST))
    screen = opened(qtbot, desk_of, order_id, RequestKind.CANCELLATION)
    type_words("No loan")
    press(screen, Qt.Key.Key_Tab)
    type_words("60000")
    press(screen, Qt.Key.Key_Tab)
    read(qtbot, screen)
    assert "between zero and the 50,000.00 yuan" in screen.panel.refusal.sentence()
    assert screen.panel.sum.amount.text() == "—"
    screen.form.reason.penalty.line.setFocus()  # type: ignore[union-attr]
    screen.form.reason.penalty.line.selectAll()  # type: ignore[union-attr]
    type_words("20000")
    press(screen, Qt.Key.Key_Tab)
    read(qtbot, screen)
    assert screen.panel.sum.amount.text() == "30,000"


def test_double_enter_asks_once(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, house.sold("0301"), RequestKind.CANCELLATION)
    assert screen.form is not None
    screen.form.reason.take_cursor()
    type_words("No loan")
    read(qtbot, screen)
    screen.submit()
    screen.submit()
    read(qtbot, screen)
    assert len(house.desk("control").read(request_lists).mine) == 1


def test_a_spouse_joins_and_the_share_is_split(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, order_id, RequestKind.BUYER_CHANGE)
    form = screen.form
    assert isinstance(form, BuyersForm)
    assert [row.name.text() for row in form.buyers.rows] == ["韩若溪"]
    assert "Nothing about the buyers is changed yet." in screen.panel.refusal.sentence()
    assert focused() is form.buyers.rows[0].name.line
    press(screen, Qt.Key.Key_B, CTRL)
    type_words("蒋怀瑾")
    read(qtbot, screen)
    for stop in (*form.buyers.rows[1].stops()[1:], form.buyers.add_link, form.reason.reason.line):
        press(screen, Qt.Key.Key_Tab)
        assert focused() is stop
    read(qtbot, screen)
    assert screen.sheet is not None
    assert [(one.name, one.share) for one in screen.sheet.after.buyers] == [("韩若溪", 5_000), ("蒋怀瑾", 5_000)]
    press(screen, Qt.Key.Key_2, ALT)
    type_words("Married")
    read(qtbot, screen)
    press(screen, Qt.Key.Key_Return, CTRL)
    read(qtbot, screen)
    assert mine(house).row.kind is RequestKind.BUYER_CHANGE


def test_another_scheme_shows_its_schedule_beside_the_old_one(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    screen = opened(qtbot, desk_of, order_id, RequestKind.TERMS_CHANGE)
    assert isinstance(screen.form, TermsForm)
    assert "Nothing is changed yet." in screen.panel.refusal.sentence()
    press(screen, Qt.Key.Key_1)
    read(qtbot, screen)
    assert screen.sheet is not None
    assert screen.sheet.before.scheme == "商业贷款"
    assert screen.sheet.after.scheme == "一次性"
    assert screen.sheet.after.dues != screen.sheet.before.dues


def test_all_dates_move_by_so_many_days(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    before = house.desk("control").read(order_detail, order_id)
    screen = opened(qtbot, desk_of, order_id, RequestKind.POSTPONEMENT)
    form = screen.form
    assert isinstance(form, PostponementForm)
    form.dates.days.line.setFocus()
    type_words("10")
    form.dates.shift.setFocus()
    press(screen, Qt.Key.Key_Return)
    read(qtbot, screen)
    assert screen.sheet is not None
    moved = [due.due_on for due in screen.sheet.after.dues if due.due_on]
    assert moved == [due.due_on + timedelta(days=10) for due in before.dues if due.due_on]
    first = next(iter(form.dates.edits.values()))
    first.line.setFocus()
    first.line.selectAll()
    type_words("2020-01-01")
    press(screen, Qt.Key.Key_Tab)
    read(qtbot, screen)
    assert screen.panel.go.refusal()
    assert first.text().startswith("2020"), "what was typed stays to be mended"


def test_without_an_order_the_screen_says_where_a_change_begins(desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = ChangeScreen(desk_of("control"))
    qtbot.addWidget(screen)
    screen.show()
    screen.enter()
    assert screen.middle.currentWidget() is screen.nothing
    assert not screen.panel.isVisible()
