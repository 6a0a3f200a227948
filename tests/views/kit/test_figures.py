"""Fields for figures: they take what people type, and refuse by a sentence without losing it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.views.kit.figures import AreaEdit, FigureEdit, MoneyEdit, NumberEdit, PercentEdit
from tests.views.conftest import commit

Show = Callable[[FigureEdit], FigureEdit]


@pytest.fixture
def shown(put_in_window: Callable[..., QWidget]) -> Callable[[FigureEdit], FigureEdit]:
    """Puts a field above another line, with the cursor in it."""

    def show(field: FigureEdit) -> FigureEdit:
        put_in_window(field, QLineEdit())
        field.setFocus()
        return field

    return show


def leave(field: FigureEdit) -> None:
    others = field.window().findChildren(QLineEdit)
    next(line for line in others if line is not field.line).setFocus()


@pytest.mark.parametrize(
    ("typed", "fen", "then"),
    [
        ("1234.5", 123_450, "1,234.50"),
        ("12.5万", 12_500_000, "125,000.00"),
        ("￥１，２３４", 123_400, "1,234.00"),
        ("3000元", 300_000, "3,000.00"),
        ("-20", -2_000, "−20.00"),
    ],
)
def test_a_sum_is_understood_as_typed_and_formatted_when_left(
    qtbot: QtBot, shown: Show, typed: str, fen: int, then: str
) -> None:
    field = shown(MoneyEdit())
    commit(field.line, typed)
    assert field.value() == fen
    assert field.text() == typed
    leave(field)
    assert field.text() == then


def test_half_a_fen_is_refused_beneath_the_line_and_stays_as_typed(qtbot: QtBot, shown: Show) -> None:
    field = shown(MoneyEdit())
    QTest.keyClicks(field.line, "1.005")
    leave(field)
    assert field.value() is None
    assert field.text() == "1.005"
    assert "finer than one fen" in field.problem()
    assert field.line.accessibleDescription() == field.problem()


def test_the_sentence_goes_as_soon_as_one_types_on(qtbot: QtBot, shown: Show) -> None:
    field = shown(MoneyEdit())
    QTest.keyClicks(field.line, "1.005")
    leave(field)
    field.line.setFocus()
    field.line.deselect()
    field.line.setCursorPosition(5)
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.problem() == ""
    assert field.value() == 100


def test_an_empty_sum_is_nothing_and_no_mistake(qtbot: QtBot, shown: Show) -> None:
    field = shown(MoneyEdit())
    leave(field)
    assert field.value() is None
    assert field.problem() == ""


def test_the_value_is_told_once_for_each_change(qtbot: QtBot, shown: Show) -> None:
    field = shown(MoneyEdit())
    told: list[object] = []
    field.value_changed.connect(told.append)
    QTest.keyClicks(field.line, "12")
    leave(field)
    assert told == [100, 1200]


def test_the_one_amount_stands_in_capital_figures_beneath(qtbot: QtBot, shown: Show) -> None:
    field = MoneyEdit(big=True)
    shown(field)
    QTest.keyClicks(field.line, "50000")
    assert field.capitals() == "伍万元整"


def test_a_sum_that_will_be_refused_has_no_capital_figures(qtbot: QtBot, shown: Show) -> None:
    field = MoneyEdit(big=True)
    shown(field)
    for typed in ("-5", "0"):
        field.line.clear()
        QTest.keyClicks(field.line, typed)
        assert field.capitals() == ""


def test_digits_stay_digits_while_an_input_method_is_on(qtbot: QtBot, shown: Show) -> None:
    field = shown(MoneyEdit())
    assert not field.line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_an_area_keeps_four_decimals_and_refuses_to_be_negative(qtbot: QtBot, shown: Show) -> None:
    field = shown(AreaEdit())
    commit(field.line, "138.9929㎡")
    assert field.value() == 1_389_929
    field.set_value(None)
    QTest.keyClicks(field.line, "-3")
    assert not field.check()
    assert "more than zero" in field.problem()


@pytest.mark.parametrize(("typed", "millionths"), [("97.6", 976_000), ("９５％", 950_000), ("0.05", 500)])
def test_a_percentage_is_understood_with_and_without_its_sign(
    qtbot: QtBot, shown: Show, typed: str, millionths: int
) -> None:
    field = shown(PercentEdit())
    commit(field.line, typed)
    assert field.value() == millionths


def test_a_percentage_outside_its_bounds_names_them(qtbot: QtBot, shown: Show) -> None:
    field = shown(PercentEdit(most=200_000))
    QTest.keyClicks(field.line, "20.01")
    assert not field.check()
    assert "from 0.00 to 20.00" in field.problem()


def test_a_count_takes_whole_numbers_only(qtbot: QtBot, shown: Show) -> None:
    field = shown(NumberEdit(least=1, most=60))
    QTest.keyClicks(field.line, "1.5")
    assert not field.check()
    field.set_value(None)
    QTest.keyClicks(field.line, "61")
    assert not field.check()
    assert "from 1 to 60" in field.problem()
