"""What the painted parts of the overview do with figures: scales, averages, words for who cannot see them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.money import FEN_PER_WAN, MAX_FEN
from salesdesk.views import theme
from salesdesk.views.reports.key_figures import FigureCell, KeyFigures
from salesdesk.views.reports.month_chart import MonthBar, MonthChart, average_of, scale
from salesdesk.views.reports.share_bars import ShareBar, ShareBars
from salesdesk.views.reports.wording import decimal, in_unit, large_sum, percent, wan, whole_yuan

Put = Callable[..., QWidget]


def months(*fen: int) -> list[MonthBar]:
    return [MonthBar(f"2026-{number:02d}", one, f"month {number}") for number, one in enumerate(fen, 1)]


@given(st.integers(1, MAX_FEN))
def test_a_scale_has_few_round_steps_and_holds_the_highest_sum(highest: int) -> None:
    step, top = scale(highest)
    assert top >= highest
    assert 1 <= top // step <= 5
    assert str(step // FEN_PER_WAN).rstrip("0") in ("1", "2", "5")


@pytest.mark.parametrize(
    ("sums", "average"),
    [((), 0), ((5,), 0), ((0, 0, 9), 0), ((0, 0, 4, 9), 0), ((0, 4, 6, 9), 5), ((0, 4, 0, 8, 9), 4)],
)
def test_the_average_is_that_of_whole_months_since_the_first_sale(sums: tuple[int, ...], average: int) -> None:
    assert average_of(months(*sums)) == average


def test_sums_are_shortened_by_their_size() -> None:
    assert large_sum(88_502_451_552) == ("8.850", "100M yuan")
    assert large_sum(9_999_994_999) == ("9,999.99", "10k yuan")
    assert large_sum(10_000_000_000) == ("1.000", "100M yuan")
    assert large_sum(0) == ("—", "")
    assert wan(-1_250_000) == "−1.25"
    assert [in_unit(fen, "100M yuan") for fen in (10_870_000_000, 8_996_450_000, 0)] == ["1.087", "0.900", "—"]
    assert in_unit(8_996_450_000, "10k yuan") == "8,996.45"
    assert (whole_yuan(None), whole_yuan(1_948_350)) == ("—", "19,484")
    assert (percent(None), percent(616_954), percent(0)) == ("—", "61.7%", "0.0%")
    assert (decimal(-4, 1_000, 0), decimal(-1_234_567, 1_000, 0)) == ("0", "−1,235")


def test_the_cursor_of_a_chart_begins_at_this_month_and_stays_with_its_month(put_in_window: Put) -> None:
    chart = MonthChart("nothing")
    chart.show_bars(months(1, 2, 3))
    put_in_window(chart)
    assert chart.current() == "2026-03"
    chart.setFocus()
    for key, here in ((Qt.Key.Key_Left, "2026-02"), (Qt.Key.Key_Home, "2026-01"), (Qt.Key.Key_Left, "2026-01")):
        QTest.keyClick(chart, key)
        assert chart.current() == here
    QTest.keyClick(chart, Qt.Key.Key_Right)
    chart.show_bars(months(0, 7, 3, 4))
    assert chart.current() == "2026-02"
    assert chart.accessibleName() == "month 2"


def test_a_click_chooses_a_month_and_a_double_click_opens_it(put_in_window: Put, qtbot: QtBot) -> None:
    chart = MonthChart("nothing")
    chart.show_bars(months(*range(1, 13)))
    put_in_window(chart)
    middle = chart.area(4).center().toPoint()
    with qtbot.waitSignal(chart.explained) as explained:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle)
    assert explained.args == ["2026-05"]
    with qtbot.waitSignal(chart.opened) as opened:
        QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=middle)
    assert opened.args == ["2026-05"]


def test_items_lie_beside_each_other_without_gap_or_overlap(put_in_window: Put) -> None:
    chart, figures, bars = MonthChart("nothing"), KeyFigures(), ShareBars("nothing")
    chart.show_bars(months(*range(1, 13)))
    figures.show_cells([FigureCell(str(n), "noun", "1", "") for n in range(6)])
    bars.show_bars([ShareBar(str(n), "name", n, "1") for n in range(7)])
    put_in_window(chart, figures, bars)
    for widget, count in ((chart, 12), (figures, 6)):
        areas = [widget.area(place) for place in range(count)]
        assert all(left.right() == right.left() for left, right in pairwise(areas))
        assert areas[-1].right() <= widget.width()
    rows = [bars.area(place) for place in range(7)]
    assert all(abs(upper.bottom() - lower.top()) <= 1 for upper, lower in pairwise(rows))


def test_bars_say_all_that_they_show(put_in_window: Put) -> None:
    bars = ShareBars("nothing")
    put_in_window(bars)
    assert bars.accessibleName() == "nothing"
    bars.show_bars([ShareBar("c", "三房", 683_000, "68.3%", "110 / 161", code="C"), ShareBar("d", "四房", 0, "—")])
    assert bars.accessibleName() == "C 三房 68.3% 110 / 161"
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Down)
    assert bars.accessibleName() == "四房 —"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_full_bar_wears_the_colour_of_its_meaning_in_both_palettes(put_in_window: Put, mode: theme.Mode) -> None:
    theme.use(mode)
    bars = ShareBars("nothing")
    bars.setFixedSize(400, 100)
    bars.show_bars([ShareBar("a", "", 1_000_000, "1"), ShareBar("b", "", 1_000_000, "1", mark="contracted")])
    put_in_window(bars)
    picture = bars.grab().toImage()

    def colour(place: int) -> str:
        return picture.pixelColor(QPoint(200, round(bars.area(place).center().y()))).name()

    look = theme.theme()
    assert colour(0) == look.colour("chart_main").name()
    assert colour(1) == look.state("contracted").edge.name()


def test_an_empty_chart_paints_its_sentence(put_in_window: Put) -> None:
    chart = MonthChart("nothing sold yet")
    chart.show_bars(months(0, 0, 0))
    put_in_window(chart)
    blank = MonthChart("")
    blank.show_bars(months(0, 0, 0))
    put_in_window(blank)
    assert chart.grab().toImage() != blank.grab().toImage()
