"""Choosing: segments, cards, lists that narrow, check boxes, the rail."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.nav import NavRail
from salesdesk.views.kit.segmented import Cards, Choices, MethodBar, Segmented
from salesdesk.views.theme import theme
from tests.views.conftest import commit

METHODS = [("cash", "Cash"), ("card", "Card"), ("transfer", "Transfer")]


@pytest.mark.parametrize("kind", [Segmented, MethodBar, Cards])
def test_a_digit_an_arrow_and_a_click_choose(qtbot: QtBot, kind: type[Choices]) -> None:
    widget = kind(METHODS)
    qtbot.addWidget(widget)
    widget.resize(600, 60)
    widget.show()
    told: list[str] = []
    widget.chosen.connect(told.append)
    QTest.keyClick(widget, Qt.Key.Key_3)
    QTest.keyClick(widget, Qt.Key.Key_Left)
    first = widget._cells()[0].center()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=first)
    assert told == ["transfer", "card", "cash"]
    assert widget._at(QPointF(first)) == "cash"


def test_a_barred_choice_cannot_be_taken_by_any_way(qtbot: QtBot) -> None:
    bar = MethodBar(METHODS)
    qtbot.addWidget(bar)
    bar.set_refusals({"card": "No terminal."})
    with qtbot.assertNotEmitted(bar.chosen):
        QTest.keyClick(bar, Qt.Key.Key_2)
        bar.choose("card")
    QTest.keyClick(bar, Qt.Key.Key_Right)
    assert bar.key() == "transfer"


def test_choices_take_no_text_so_that_digits_work_with_an_input_method_on(qtbot: QtBot) -> None:
    bar = MethodBar(METHODS)
    qtbot.addWidget(bar)
    assert not bar.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


@pytest.fixture
def banks(qtbot: QtBot) -> ChoiceField:
    field = ChoiceField([(1, "招商银行", "zsyh"), (2, "建设银行", "jsyh"), (3, "中国银行", "zgyh")])
    qtbot.addWidget(field)
    field.show()
    return field


def leave(field: ChoiceField) -> None:
    QApplication.sendEvent(field._line, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))


def test_what_is_typed_becomes_the_choice_when_it_fits_one_alone(banks: ChoiceField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(banks.chosen, timeout=1000) as chosen:
        QTest.keyClicks(banks._line, "jsy")
        leave(banks)
    assert chosen.args == [2]
    assert banks.currentText() == "建设银行"


def test_by_the_keys_of_a_form_tab_takes_what_was_typed_and_down_opens_the_list(
    qtbot: QtBot, put_in_window: Callable[..., QWidget]
) -> None:
    field, after = ChoiceField([(1, "招商银行", "zsyh"), (2, "建设银行", "jsyh")]), QLineEdit()
    put_in_window(field, after)
    field.setFocus()
    QTest.keyClicks(field, "jsy")
    # while the list is open, keys go to it first
    QTest.keyClick(QApplication.activePopupWidget() or field, Qt.Key.Key_Tab)
    assert (field.key(), field.currentText()) == (2, "建设银行")
    assert after.hasFocus()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.view().isVisible()
    field.hidePopup()


def test_what_fits_nothing_gives_back_the_choice_before(banks: ChoiceField, qtbot: QtBot) -> None:
    banks.set_key(3)
    banks._line.clear()
    commit(banks._line, "花旗")
    leave(banks)
    assert banks.key() == 3
    assert banks.currentText() == "中国银行"


def test_an_emptied_list_field_means_nothing_chosen(banks: ChoiceField, qtbot: QtBot) -> None:
    banks.set_key(3)
    with qtbot.waitSignal(banks.chosen, timeout=1000) as chosen:
        banks._line.clear()
        leave(banks)
    assert chosen.args == [None]
    assert banks.key() is None


def test_the_choice_stays_when_the_list_is_filled_anew(banks: ChoiceField) -> None:
    banks.set_key(2)
    banks.set_items([(2, "建设银行 江宁支行"), (9, "宁波银行")])
    assert banks.key() == 2
    banks.set_items([(9, "宁波银行")])
    assert banks.key() is None


def test_the_list_narrows_by_what_is_typed(banks: ChoiceField, qtbot: QtBot) -> None:
    QTest.keyClicks(banks._line, "z")
    assert banks._narrowed.rowCount() == 2


def test_the_rail_leads_to_a_place_but_not_to_a_barred_one(qtbot: QtBot) -> None:
    rail = NavRail([("board", "board", "Board"), ("cashier", "cashier", "Cashier"), ("set-up", "set-up", "Set-up")])
    qtbot.addWidget(rail)
    rail.set_refusals({"cashier": "Your role does not hold this."})
    told: list[str] = []
    rail.chosen.connect(told.append)
    rail.choose("cashier")
    QTest.keyClick(rail, Qt.Key.Key_Down)
    assert told == ["set-up"]


def test_where_one_word_is_longer_than_its_share_it_takes_what_the_others_leave(qtbot: QtBot) -> None:
    bar = MethodBar([("cash", "Cash"), ("card", "Card"), ("alipay", "By telephone wallet")])
    qtbot.addWidget(bar)
    bar.resize(240, 54)
    cash, card, wallet = (cell.width() for cell in bar._cells())
    assert wallet > theme().metrics("base", True).horizontalAdvance("By telephone wallet")
    assert abs(cash - card) <= 8
    assert cash + card + wallet == 240
    bar.resize(900, 54)
    assert [cell.width() for cell in bar._cells()] == [300, 300, 300]


def test_a_choice_longer_than_its_line_ends_in_an_ellipsis_and_is_told_whole(qtbot: QtBot) -> None:
    words = "A very long name of a bank in a very long street, account 8866"
    field = ChoiceField([("a", words), ("b", "Short")])
    qtbot.addWidget(field)
    field.resize(160, 30)
    field.set_key("a")
    field.show()
    line = field.lineEdit()
    assert line is not None
    qtbot.waitUntil(lambda: line.toolTip() == words)
    field.set_key("b")
    qtbot.waitUntil(lambda: line.toolTip() == "")


def test_a_labelled_choice_in_little_room_says_its_label_until_something_is_chosen(qtbot: QtBot) -> None:
    field = ChoiceField([("", "All"), ("a", "Three rooms")], label="Rooms")
    qtbot.addWidget(field)
    wide = field.sizeHint().width()
    field.set_short(True)
    assert field.sizeHint().width() < wide
