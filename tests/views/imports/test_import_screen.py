"""The import of a price list, by keyboard: preview, columns by hand, confirm, refusals, second import, stop."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.unit_sheet import UnitField
from salesdesk.services.price_lists import price_lists
from salesdesk.views.imports.screen import ImportScreen
from salesdesk.views.kit import messages
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle

CTRL = Qt.KeyboardModifier.ControlModifier
HEAD = "楼栋,单元,房号,楼层,户型,朝向,建筑面积,单价,总价,案名\n"
LIST = (
    "一房一价表\n" + HEAD + "5#,1单元,0101,1,C 三房两厅,南北,118.32,20000,2366400,锦绣\n"
    "5#,1单元,0102,1,B 两房,南,-5,20000,1795000,锦绣\n"
    "6#,1单元,0201,2,C 三房两厅,南北,100,20000,2000001,云起\n合计,,,,,,218.32,,,\n"
)


def list_file(folder: Path, text: str = LIST, name: str = "价表.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def screen(desk_of: DeskOf, qtbot: QtBot) -> ImportScreen:
    made = ImportScreen(desk_of("operator"))
    qtbot.addWidget(made)
    made.resize(1302, 694)
    with qtbot.waitActive(made):
        made.show()
    made.enter()
    return made


def loaded(qtbot: QtBot, screen: ImportScreen, path: Path) -> ImportScreen:
    screen.load(path)
    settle(qtbot, screen.desk)
    return screen


def confirm(screen: ImportScreen) -> None:
    QTest.keyClick(screen, Qt.Key.Key_Return, CTRL)


def units(house: House, building: str) -> list[str]:
    cells = house.desk("operator").read(lambda work: work.units.board())
    return sorted(cell.number for cell in cells if cell.building == building)


def test_before_a_file_is_chosen_the_screen_says_what_to_do(screen: ImportScreen) -> None:
    assert screen.pages.currentWidget() is screen.empty
    assert screen.choose.hasFocus()
    assert not screen.side.go.isEnabled()


def test_every_row_is_seen_before_anything_is_stored(
    house: House, screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    loaded(qtbot, screen, list_file(tmp_path))
    assert [line.row.number for line in screen.preview.units.rows.rows()] == ["0101", "0201"]
    assert [row.row for row in screen.preview.rejected.rows.rows()] == [4]
    assert screen.preview.skipped.rows.rowCount() == 3
    assert screen.side.equal.text().startswith("2 + 1 + 3 = 6")
    assert (screen.side.new.value.text(), screen.side.first_prices.value.text()) == ("2", "2")
    assert units(house, "5#") == []


def test_ctrl_enter_stores_and_shows_what_comes_next(
    house: House, screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(screen.hints_changed):
        loaded(qtbot, screen, list_file(tmp_path))
    assert ("Ctrl Enter", "Store") in screen.key_hints()
    confirm(screen)
    confirm(screen)
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.stored)
    assert ("Ctrl Enter", "To the board") in screen.key_hints()
    assert (units(house, "5#"), units(house, "6#")) == (["0101"], ["0201"])
    assert house.desk("operator").read(price_lists)[0].name == "价表"
    assert len(house.desk("operator").read(price_lists)) == 2
    assert set(screen.stored.steps.links) >= {"prices", "permits", "launch"}
    with qtbot.waitSignal(screen.desk.go) as gone:
        screen.stored.steps.links["prices"].click()
    assert gone.args == ["set-up", {"place": "prices"}]


def test_a_second_import_is_refused_before_it_begins_and_the_key_says_why(
    house: House, screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    path = list_file(tmp_path)
    loaded(qtbot, screen, path)
    confirm(screen)
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.stored)
    loaded(qtbot, screen, path)
    assert not screen.side.go.isEnabled()
    with qtbot.waitSignal(messages.bridge.refused) as refused:
        confirm(screen)
    assert refused.args[0] == screen.side.go.refusal() == screen.side.banner.sentence() != ""
    assert len(house.desk("operator").read(price_lists)) == 2


def test_changed_prices_are_shown_before_and_after(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    text = HEAD + "3#,1单元,0301,3,C 三房两厅,南北,118.32,21000,2484720,锦绣\n"
    loaded(qtbot, screen, list_file(tmp_path, text))
    (change,) = screen.preview.changes.rows.rows()
    assert (change.price.before_fen, change.price.after_fen) == (236_640_000, 248_472_000)
    assert screen.side.price_changes.value.text() == "1"
    for leaf in ("facts", "changes"):
        QTest.keyClick(screen, Qt.Key.Key_PageDown, CTRL)
        assert screen.preview.tabs.key() == leaf
    assert screen.preview.changes.isVisible()


def shown(screen: ImportScreen, key: str) -> list[str]:
    """A column of the units as it is shown."""
    rows = screen.preview.units.rows
    (column,) = (column for column in rows.columns if column.key == key)
    return [column.text(line) for line in rows.rows()]


def test_each_row_says_whether_its_unit_is_new_changed_or_stays_and_what_changes(
    house: House, screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    house.sold("0302")
    text = HEAD + (
        "3#,1单元,0301,3,D 四房两厅,南北,118.32,20000,2366400,锦绣\n3#,1单元,0302,3,C 三房两厅,南北,95,,,锦绣\n"
        "3#,1单元,0401,4,C 三房两厅,南北,118.32,21000,2484720,锦绣\n3#,1单元,0402,4,C 三房两厅,南北,89.75,,,锦绣\n"
        "3#,1单元,0701,7,C 三房两厅,南北,118.32,,,锦绣\n"
    )
    loaded(qtbot, screen, list_file(tmp_path, text))
    assert shown(screen, "fate") == ["changed", "stays", "price", "", "new"]
    notes = shown(screen, "notes")
    assert notes[0] == "Layout：C 三房两厅 → D 四房两厅"
    assert notes[1].startswith("Sold")
    assert "89.75 → 95.00" in notes[1]
    screen.preview.turn_to("facts")
    assert [fact.change.after for fact in screen.preview.facts.rows.rows()] == ["D 四房两厅", "95.00"]
    assert (screen.side.changed.value.text(), screen.side.kept.value.text()) == ("1", "1")
    assert screen.side.kept.isVisible()
    confirm(screen)
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.stored)
    assert "1 unit as agreed" in screen.stored.banner.sentence()


def test_a_row_that_looks_like_a_stored_unit_is_rejected_before_anything_is_stored(
    house: House, screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    text = (
        HEAD + "3#,1单元,301,3,C,南,118.32,,,锦绣\n3栋,1单元,0302,3,C,南,89.75,,,锦绣\n3#,1单元,0701,7,C,南,90,,,锦绣\n"
    )
    loaded(qtbot, screen, list_file(tmp_path, text))
    assert shown(screen, "number") == ["0701"]
    rejected = screen.preview.rejected.rows.rows()
    assert ["3# 1单元 0301" in rejected[0].reason, "“3#”" in rejected[1].reason] == [True, True]
    assert screen.side.equal.text().startswith("1 + 2 + 1 = 4")
    confirm(screen)
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.stored)
    assert (len(units(house, "3#")), units(house, "3栋")) == (13, [])
    assert "2 rows rejected" in screen.stored.banner.sentence()


def test_where_every_row_is_refused_the_rejected_are_shown_and_can_be_saved(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    loaded(qtbot, screen, list_file(tmp_path, HEAD + "3#,1单元,301,3,C,南,118.32,,,锦绣\n"))
    assert screen.preview.tabs.key() == "rejected"
    assert screen.preview.save.isVisible()
    assert not screen.side.go.isEnabled()
    assert screen._found is not None
    screen.save_rejects_to(tmp_path / "未入库.xlsx", screen._found)
    settle(qtbot, screen.desk)
    sheet = openpyxl.load_workbook(tmp_path / "未入库.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert any("3# 1单元 0301" in str(cell) for cell in cells)
    assert "118.32" in cells


def test_a_note_about_a_total_is_shown_in_full_for_the_row_under_the_cursor(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    loaded(qtbot, screen, list_file(tmp_path))
    row = screen.preview.units.rows.rows()[1].row
    assert row.total_fen == 200_000_100
    screen.preview.units.select_key((row.sheet, row.row))
    assert "2,000,001.00" in screen.preview.note.text()
    screen.preview.only_notes.click()
    assert [each.row.number for each in screen.preview.units.rows.rows()] == ["0201"]


def assign(screen: ImportScreen, qtbot: QtBot, field: UnitField, words: str) -> None:
    choice = screen.preview.columns.fields[field]
    line = choice.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, words)
    QApplication.sendEvent(line, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    settle(qtbot, screen.desk)


def test_columns_can_be_assigned_by_hand(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    loaded(qtbot, screen, list_file(tmp_path, "甲,乙,丙\n101,1,89.75\n102,1,118.32\n"))
    assert screen.preview.tabs.key() == "columns"
    assert "价表.csv" in screen.trouble.sentence()
    assign(screen, qtbot, UnitField.NUMBER, "A")
    assign(screen, qtbot, UnitField.FLOOR, "B")
    assign(screen, qtbot, UnitField.GROSS, "C")
    assert screen.trouble.sentence() == ""
    assert [line.row.number for line in screen.preview.units.rows.rows()] == ["101", "102"]
    assert screen.preview.columns.fields[UnitField.GROSS].key() == "C"


def test_a_column_taken_by_hand_is_taken_from_the_field_that_had_it(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    loaded(qtbot, screen, list_file(tmp_path))
    screen.preview.turn_to("columns")
    assert screen.preview.columns.fields[UnitField.UNIT_PRICE].key() == "H"
    assign(screen, qtbot, UnitField.INNER, "H")
    assert screen.preview.columns.fields[UnitField.UNIT_PRICE].key() is None
    assert screen.preview.columns.fields[UnitField.INNER].key() == "H"
    assert screen.preview.tabs.key() == "columns"


def test_one_development_out_of_several_is_chosen(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    loaded(qtbot, screen, list_file(tmp_path))
    screen.preview.turn_to("columns")
    assign(screen, qtbot, UnitField.DEVELOPMENT, "J")
    screen.choice.development_chosen.emit("云起")
    settle(qtbot, screen.desk)
    assert [line.row.number for line in screen.preview.units.rows.rows()] == ["0201"]
    assert screen.choice.development.isVisible()
    screen.choice.development_chosen.emit("")
    settle(qtbot, screen.desk)
    assert screen.preview.units.rows.rowCount() == 2


def test_rows_without_a_building_wait_for_its_name(
    house: House, screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    loaded(qtbot, screen, list_file(tmp_path, "房号,楼层,建筑面积\n101,1,89.75\n102,1,118.32\n"))
    assert not screen.side.go.isEnabled()
    assert screen.side.building.line.hasFocus()
    QTest.keyClicks(screen.side.building.line, "9#")
    QTest.keyClick(screen.side.building.line, Qt.Key.Key_Return)
    settle(qtbot, screen.desk)
    confirm(screen)
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.stored)
    assert units(house, "9#") == ["101", "102"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("空.csv", b""), ("照片.xlsx", b"\x89PNG\r\n\x1a\nxx"), ("手册.pdf", b"%PDF-1.7"), ("没有.xlsx", None)],
)
def test_a_wrong_file_is_refused_in_one_sentence_and_another_can_be_chosen(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    loaded(qtbot, screen, tmp_path / name)
    assert name in screen.trouble.sentence()
    assert screen.pages.currentWidget() is screen.empty
    loaded(qtbot, screen, list_file(tmp_path))
    assert screen.trouble.sentence() == ""
    assert screen.preview.units.rows.rowCount() == 2


def test_a_list_dropped_on_the_screen_is_read(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(list_file(tmp_path)))])
    screen.dropEvent(
        QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip
    settle(qtbot, screen.desk)
    assert screen.preview.units.rows.rowCount() == 2


def test_reading_can_be_stopped_and_nothing_is_left_of_it(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    text = HEAD + "".join(f"5#,1单元,{n:05d},1,C,南,100,20000,2000000,锦绣\n" for n in range(8_000))
    screen.load(list_file(tmp_path, text))
    assert screen.strip.isVisible()
    screen.strip.cancelled.emit()
    settle(qtbot, screen.desk)
    assert not screen.strip.isVisible()
    assert screen.pages.currentWidget() is screen.empty
    assert screen.trouble.sentence()


def test_a_file_chosen_while_another_is_read_takes_its_place(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    text = HEAD + "".join(f"5#,1单元,{n:05d},1,C,南,100,20000,2000000,锦绣\n" for n in range(8_000))
    screen.load(list_file(tmp_path, text, "大.csv"))
    loaded(qtbot, screen, list_file(tmp_path))
    assert screen.preview.units.rows.rowCount() == 2
    assert not screen.strip.isVisible()


def test_rejected_rows_are_saved_as_excel_with_their_reasons(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    loaded(qtbot, screen, list_file(tmp_path))
    screen.preview.turn_to("rejected")
    assert screen.preview.save.isVisible()
    reading = screen._reading
    assert reading is not None
    assert reading.found is not None
    with qtbot.waitSignal(messages.bridge.said) as said:
        screen.save_rejects_to(tmp_path / "未入库.xlsx", reading.found)
    assert "未入库.xlsx" in said.args[0]
    sheet = openpyxl.load_workbook(tmp_path / "未入库.xlsx").worksheets[0]
    assert any("0102" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def test_a_folder_that_is_not_there_is_said_and_the_preview_stays(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    loaded(qtbot, screen, list_file(tmp_path))
    reading = screen._reading
    assert reading is not None
    assert reading.found is not None
    with qtbot.waitSignal(messages.bridge.refused):
        screen.save_rejects_to(tmp_path / "没有" / "未入库.xlsx", reading.found)
    assert screen.preview.units.rows.rowCount() == 2


def test_who_may_not_enter_units_sees_the_preview_and_why_the_button_is_grey(
    desk_of: DeskOf, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = ImportScreen(desk_of("manager"))
    qtbot.addWidget(screen)
    screen.show()
    loaded(qtbot, screen, list_file(tmp_path))
    assert screen.preview.units.rows.rowCount() == 2
    assert "enter units" in screen.side.go.refusal()


def test_a_refusal_of_the_office_keeps_the_preview_and_stands_above_the_button(
    house: House, screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    loaded(qtbot, screen, list_file(tmp_path))
    with house.as_owner.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON unit BEGIN SELECT RAISE(ABORT, 'sd:unit_restricted'); END"
        )
    confirm(screen)
    settle(qtbot, screen.desk)
    assert "restriction" in screen.side.banner.sentence()
    assert screen.preview.units.rows.rowCount() == 2
    assert screen.side.go.isEnabled()
    assert units(house, "5#") == []


def test_what_another_desk_stores_meanwhile_is_compared_anew(
    house: House, screen: ImportScreen, desk_of: DeskOf, qtbot: QtBot, tmp_path: Path
) -> None:
    loaded(qtbot, screen, list_file(tmp_path))
    rows = tuple(line.row for line in screen.preview.units.rows.rows())
    from salesdesk.services.unit_import import UnitImport, import_units

    house.desk("operator").perform(import_units, UnitImport(rows=rows, source="别处"))
    qtbot.waitUntil(lambda: screen.side.new.value.text() == "0")
    assert not screen.side.go.isEnabled()
