"""What gives way where there is little room: columns of a table by what they hold, icons and caps of a page bar."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.money import format_yuan
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.column_widths import NARROWEST, fitted
from salesdesk.views.kit.page_bar import PageBar
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.sheet_table import SheetTable


@dataclass(frozen=True)
class Line:
    name: str
    fen: int = 100


COLUMNS = (
    TableColumn(key="name", text=lambda row: row.name, width=200, stretch=True),
    TableColumn(key="empty", width=150),
    TableColumn(key="by", text=lambda row: "沈雨桐", width=80, yields=True),
    TableColumn(key="sum", text=lambda row: format_yuan(row.fen), width=150, align="right"),
)


def widths(qtbot: QtBot, room: int, *rows: Line) -> list[int]:
    table = SheetTable(RowsModel(COLUMNS, lambda row: row.name))
    qtbot.addWidget(table)
    table.resize(room, 200)
    table.set_rows(rows)
    with qtbot.waitExposed(table):
        table.show()
    qtbot.waitUntil(lambda: not table._sharing.isActive())
    return [0 if table.isColumnHidden(place) else table.columnWidth(place) for place in range(len(COLUMNS))]


def test_a_column_gives_up_first_what_its_words_do_not_need(qtbot: QtBot) -> None:
    name, empty, by, amount = widths(qtbot, 480, Line("商业贷款优惠"))
    assert name + empty + by + amount == 480
    assert empty < 150
    assert name > 78 + 12
    assert by >= 39 + 16


def test_what_may_go_is_hidden_before_any_word_is_cut(qtbot: QtBot) -> None:
    assert widths(qtbot, 300, Line("商" * 14))[2] == 0
    assert widths(qtbot, 700, Line("商" * 14))[2] == 80


def test_a_figure_keeps_its_room_as_long_as_there_are_words_to_cut(qtbot: QtBot) -> None:
    name, _, _, amount = widths(qtbot, 300, Line("商" * 14, 123_456_789_00))
    assert amount >= 16 + len("123,456,789.00") * 6
    assert name < 200


def test_words_that_come_later_find_their_room(qtbot: QtBot) -> None:
    table = SheetTable(RowsModel(COLUMNS, lambda row: row.name))
    qtbot.addWidget(table)
    table.resize(400, 200)
    with qtbot.waitExposed(table):
        table.show()
    before = table.columnWidth(0)
    table.set_rows([Line("商业贷款优惠与按时签约")])
    qtbot.waitUntil(lambda: table.columnWidth(0) > before)


def test_a_table_that_is_as_high_as_its_rows_has_no_bar_over_the_last(qtbot: QtBot) -> None:
    table = SheetTable(RowsModel(COLUMNS, lambda row: row.name), fit=True)
    qtbot.addWidget(table)
    table.set_rows([Line("商" * 30)])
    table.set_total(Line("合计"))
    table.resize(140, table.height())
    with qtbot.waitExposed(table):
        table.show()
    assert table.viewport().height() >= table.height() - table.horizontalHeader().height()


@given(st.lists(st.integers(0, 200), min_size=4, max_size=4), st.integers(60, 579), st.booleans())
def test_columns_never_take_more_than_there_is_when_words_are_cut(need: list[int], room: int, scrolls: bool) -> None:
    needed = [min(want, column.width) for want, column in zip(need, COLUMNS, strict=True)]
    found = fitted(COLUMNS, needed, room, scrolls=scrolls)
    assert all(width <= column.width for width, column in zip(found, COLUMNS, strict=True))
    least = sum(min(NARROWEST, width) for width in found)
    if not scrolls or sum(needed) <= room:
        assert sum(found) <= max(room, least)


def test_a_bar_without_room_leaves_out_icons_and_caps_and_tells_the_keys(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(900, 48)
    bar = PageBar("人员与角色")
    bar.setParent(place)
    buttons = [Button("新增人员", "Ctrl N", icon="plus"), Button("初始密码", "Ctrl P"), Button("停用登录", "Ctrl D")]
    for button in buttons:
        bar.add_action(button)
    bar.resize(900, 48)
    with qtbot.waitExposed(place):
        place.show()
    assert not any(button.is_bare() for button in buttons)
    bar.resize(bar.minimumSizeHint().width(), 48)
    assert all(button.is_bare() and button.width() >= button.minimumSizeHint().width() for button in buttons)
    assert buttons[0].toolTip() == "Ctrl N"
    bar.resize(900, 48)
    assert not any(button.is_bare() for button in buttons)
    assert buttons[0].toolTip() == ""


def test_the_widest_words_are_cut_first_and_short_ones_stay_whole() -> None:
    columns = [TableColumn(key=str(place), width=200) for place in range(3)]
    assert fitted(columns, [60, 200, 120], 300, scrolls=False) == [60, 120, 120]
    assert fitted(columns, [60, 200, 120], 260, scrolls=False) == [60, 100, 100]
