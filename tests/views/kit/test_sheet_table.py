"""The table: what stays in place while rows change under the person's hands."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.money import format_yuan
from salesdesk.views.kit.checks import SIDE as CHECK_SIDE
from salesdesk.views.kit.paint import figure as paint_figure
from salesdesk.views.kit.rows import GroupRow, RowsModel, TableColumn
from salesdesk.views.kit.sheet_delegate import PADDING
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.theme import theme


@dataclass(frozen=True)
class Deal:
    unit: str
    buyer: str
    fen: int | None
    ticked: bool | None = None


COLUMNS = (
    TableColumn(key="unit", title="Unit", text=lambda row: row.unit, lamp=lambda row: "today"),
    TableColumn(key="buyer", title="Buyer", text=lambda row: row.buyer, stretch=True),
    TableColumn(
        key="sum",
        title="Sum",
        text=lambda row: "—" if row.fen is None else format_yuan(row.fen),
        export=lambda row: row.fen,
        align="right",
    ),
    TableColumn(key="tick", title="Take", check=lambda row: row.ticked, sortable=False),
)


def deals(count: int) -> list[Deal]:
    return [Deal(f"1-{number:04}", f"买方{number}", number * 100) for number in range(count)]


def model() -> RowsModel:
    return RowsModel(COLUMNS, key=lambda row: row.unit)


@pytest.fixture
def table(qtbot: QtBot) -> SheetTable:
    made = SheetTable(model())
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def test_the_selected_row_stays_selected_when_rows_come_before_it_and_others_go(table: SheetTable) -> None:
    table.set_rows(deals(20))
    table.select_key("1-0010")
    table.set_rows([Deal("1-9999", "新", 1), *deals(20)[5:]])
    assert table.current_row() == deals(20)[10]
    assert table.selected_rows() == [deals(20)[10]]


def test_the_row_at_the_top_stays_at_the_top_when_others_come_before_it(table: SheetTable) -> None:
    table.set_rows(deals(200))
    QApplication.processEvents()
    table.verticalScrollBar().setValue(1000)
    before = table.rows.key_at(table.rowAt(1)), table.rowViewportPosition(table.rowAt(1))
    table.set_rows([Deal(f"0-{number}", "新", 1) for number in range(7)] + deals(200))
    assert (table.rows.key_at(table.rowAt(1)), table.rowViewportPosition(table.rowAt(1))) == before


def test_a_changed_row_is_repainted_alone(table: SheetTable, qtbot: QtBot) -> None:
    table.set_rows(deals(5))
    with qtbot.waitSignal(table.rows.dataChanged, timeout=1000) as changed:
        table.set_rows([*deals(5)[:3], replace(deals(5)[3], buyer="另一人"), deals(5)[4]])
    assert [changed.args[0].row(), changed.args[1].row()] == [3, 3]


keys = st.lists(st.integers(0, 12), unique=True, max_size=10)


@given(before=keys, after=keys, buyers=st.lists(st.sampled_from("甲乙"), min_size=13, max_size=13))
def test_whatever_came_before_the_rows_shown_are_the_rows_given(
    before: list[int], after: list[int], buyers: list[str]
) -> None:
    rows = model()
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.set_rows([Deal(str(key), "甲", key) for key in before])
    kept = {key: QPersistentModelIndex(rows.index(place, 0)) for place, key in enumerate(before)}
    wanted = [Deal(str(key), buyers[key], key) for key in after]
    rows.set_rows(wanted)
    assert rows.rows() == wanted
    if set(before) & set(after):
        for key in before:
            assert kept[key].isValid() == (key in after)
            if key in after:
                assert kept[key].row() == after.index(key)


def test_sorting_goes_up_then_down_then_back_and_puts_what_is_missing_last(table: SheetTable) -> None:
    rows = [Deal("1", "甲", 300), Deal("2", "乙", None), Deal("3", "丙", 100)]
    table.set_rows(rows)
    table.set_total(Deal("Σ", "", 400))
    head = table.horizontalHeader()
    orders = []
    for _ in range(3):
        head.sort_by(2)  # type: ignore[attr-defined]
        orders.append([row.unit for row in table.rows.rows()])
    assert orders == [["3", "1", "2"], ["1", "3", "2"], ["1", "2", "3"]]
    assert table.rows.is_total(table.rows.rowCount() - 1)


def test_headings_stand_between_rows_and_cannot_be_selected(table: SheetTable) -> None:
    table.set_rows(
        [GroupRow("late", "Overdue", "1"), Deal("1", "甲", 1), GroupRow("today", "Today"), Deal("2", "乙", 2)]
    )
    assert [row.unit for row in table.rows.rows()] == ["1", "2"]
    assert not table.rows.flags(table.rows.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_two_rows_with_one_key_are_a_fault(table: SheetTable) -> None:
    with pytest.raises(ValueError, match="share one key"):
        table.set_rows([Deal("1", "甲", 1), Deal("1", "乙", 2)])


def test_enter_activates_the_row_and_space_ticks_it(table: SheetTable, qtbot: QtBot) -> None:
    table.set_rows([Deal("1", "甲", 1, ticked=False)])
    table.select_key("1")
    with qtbot.waitSignal(table.row_activated, timeout=1000) as activated:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert activated.args == [Deal("1", "甲", 1, ticked=False)]
    with qtbot.waitSignal(table.check_toggled, timeout=1000) as toggled:
        QTest.keyClick(table, Qt.Key.Key_Space)
    assert toggled.args == [Deal("1", "甲", 1, ticked=False), "tick"]


def test_copied_rows_are_figures_to_a_spreadsheet_and_never_formulas(table: SheetTable, qtbot: QtBot) -> None:
    table.set_rows([Deal("1-101", "=cmd()", -123456), Deal("1-102", "@乙", None)])
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\n") == [
        "Unit\tBuyer\tSum\tTake",
        "1-101\t'=cmd()\t-1,234.56\t",
        "1-102\t'@乙\t\t",
    ]


def test_export_gives_the_values_behind_the_cells_as_they_are_sorted(table: SheetTable) -> None:
    table.set_rows([Deal("1", "甲", 300), Deal("2", "乙", 100)])
    table.rows.sort(2)
    titles, rows = table.export()
    assert titles == ["Unit", "Buyer", "Sum", "Take"]
    assert [row[2] for row in rows] == [100, 300]


def test_a_lamp_is_put_into_words_for_who_cannot_see_it(table: SheetTable) -> None:
    table.set_rows([Deal("1", "甲", 1)])
    delegate = table.itemDelegate()
    assert delegate.tip(table.rows.index(0, 0)) == "Today"  # type: ignore[attr-defined]


def test_an_empty_table_says_what_to_do_next(table: SheetTable) -> None:
    table.set_empty("No deals yet", "Subscribe a unit on the board")
    empty = table.grab().toImage()
    table.set_rows(deals(1))
    assert table.grab().toImage() != empty


def test_a_table_that_does_not_scroll_sideways_squeezes_its_columns_and_keeps_its_ticks_whole(
    table: SheetTable,
) -> None:
    wanted = sum(column.width for column in COLUMNS)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.resize(wanted - 60, 300)
    assert sum(table.columnWidth(place) for place in range(4)) <= table.viewport().width() + 2
    assert table.columnWidth(3) >= CHECK_SIDE + 2 * PADDING
    assert all(table.columnWidth(place) <= COLUMNS[place].width for place in range(3))


def test_homes_with_long_names_are_told_apart_where_there_is_room_for_a_part_of_them(table: SheetTable) -> None:
    table.set_rows([Deal(f"广花六路44号之十()-170{number}", "周明远", 1) for number in (1, 2)])

    def painted(row: int) -> QImage:
        return table.viewport().grab(table.visualRect(table.model().index(row, 0)).adjusted(30, 4, 0, -4)).toImage()

    table.clearSelection()
    table.clearFocus()
    assert painted(0) != painted(1)


def test_a_sum_too_long_for_its_column_is_written_narrower_and_never_cut() -> None:
    font, words = theme().font(), "1,234,567,890.12"
    image = QImage(200, 30, QImage.Format.Format_ARGB32)

    def inked(rect: QRectF) -> tuple[int, int]:
        """The first and the last column of pixels that bear ink."""
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            paint_figure(painter, rect, words, font, QColor("black"))
        dark = [x for x in range(200) if any(image.pixelColor(x, y).lightness() < 128 for y in range(30))]
        return dark[0], dark[-1]

    natural = inked(QRectF(10, 0, 180, 30))
    narrow = inked(QRectF(100, 0, 90, 30))
    assert natural[1] == pytest.approx(narrow[1], abs=2)  # both end at the right edge
    assert narrow[0] >= 99
    assert 60 < narrow[1] - narrow[0] < natural[1] - natural[0]
