"""Excel and paper from the overview, by keyboard: the menu, the days, the file, and how it ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.long_work import stop_if
from salesdesk.services.exports import ReportKind
from salesdesk.views.paper_preview.dialog import PaperPreview
from salesdesk.views.reports import exporting
from salesdesk.views.reports.range_dialog import RangeDialog, quick_days
from salesdesk.views.reports.screen import ReportsScreen
from tests.services.money_helpers import pay
from tests.support.office import House
from tests.views.reports.test_overview import CTRL, focused, opened, press
from tests.views.selling_desks import DeskOf, settle


@pytest.fixture
def screen(house: House, desk_of: DeskOf, qtbot: QtBot) -> Iterator[ReportsScreen]:
    house.sold("0301", subscribed_on=house.today.replace(day=1) - timedelta(days=1))
    pay(house, house.sold("0302", "13812340302"))
    made = opened(qtbot, desk_of)
    yield made
    settle(qtbot, made.desk)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


def entry_of_menu(qtbot: QtBot, screen: ReportsScreen, downs: int) -> None:
    """Ctrl+E, down to an entry, Enter."""
    QTest.keyClick(screen, Qt.Key.Key_E, CTRL)
    menu = screen.exporting.menu
    qtbot.waitUntil(menu.isVisible)
    for _ in range(downs):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle(qtbot, screen.desk)


def dialog_of(screen: ReportsScreen) -> RangeDialog:
    return next(one for one in screen.findChildren(RangeDialog) if one.isVisible())


def file_dialog(screen: ReportsScreen) -> QFileDialog:
    asked = screen.exporting.file_dialog
    assert asked is not None
    assert asked.isVisible()
    return asked


def numbers(path: Path) -> list[object]:
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=6, values_only=True)
    return [row[2] for row in rows if row[2]]


def test_after_a_fault_of_the_program_the_next_report_is_written(
    screen: ReportsScreen, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    screen.desk.tasks.fault.disconnect()
    screen.desk.tasks.fault.connect(told.append)
    with monkeypatch.context() as broken:
        broken.setattr(exporting, "write_report", lambda *_, **__: 1 // 0)
        screen.exporting.export(ReportKind.SALES_DETAIL, folder / "a.xlsx")
        settle(qtbot, screen.desk)
    assert [type(fault) for fault in told] == [ZeroDivisionError]
    assert "nothing was saved" in screen.told.sentence()
    screen.exporting.export(ReportKind.SALES_DETAIL, folder / "a.xlsx")
    settle(qtbot, screen.desk)
    assert (folder / "a.xlsx").exists()


# --- the menu, the days, the file -------------------------------------------------------------------------------------


def test_the_detail_of_this_month_is_three_keys_away(screen: ReportsScreen, qtbot: QtBot, folder: Path) -> None:
    entry_of_menu(qtbot, screen, 0)
    dialog = dialog_of(screen)
    assert dialog.ui.about.text() == "Sales detail"
    assert dialog.ui.note.text() == "1 row"
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    asked = file_dialog(screen)
    assert Path(asked.selectedFiles()[0]).name.startswith("锦绣江南 Sales detail 20")
    path = folder / "明细.xlsx"
    asked.fileSelected.emit(str(path))
    asked.reject()
    settle(qtbot, screen.desk)
    assert numbers(path) == ["0302"]
    assert screen.told.sentence().startswith("Saved: 明细.xlsx　1 row in ")
    assert screen.export_button.refusal() == ""


def test_digits_choose_the_days_and_the_count_follows(screen: ReportsScreen, qtbot: QtBot) -> None:
    entry_of_menu(qtbot, screen, 0)
    dialog = dialog_of(screen)
    QTest.keyClick(focused(), Qt.Key.Key_4)
    settle(qtbot, screen.desk)
    assert dialog.ui.note.text() == "2 rows"
    assert (dialog.ui.first.value(), dialog.ui.last.value()) == (None, None)
    QTest.keyClick(focused(), Qt.Key.Key_2)
    settle(qtbot, screen.desk)
    assert dialog.ui.note.text() == "1 row"
    dialog.reject()


def test_days_in_the_wrong_order_are_refused_and_what_was_typed_stays(screen: ReportsScreen, qtbot: QtBot) -> None:
    entry_of_menu(qtbot, screen, 0)
    dialog = dialog_of(screen)
    dialog.ui.first.line.setFocus()
    QTest.keyClicks(dialog.ui.first.line, "2026-03-09")
    dialog.ui.last.line.setFocus()
    QTest.keyClicks(dialog.ui.last.line, "2026-03-01")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert dialog.ui.last.problem() == "2026-03-01 lies before 2026-03-09."
    assert dialog.ui.first.text() == "2026-03-09"
    dialog.reject()


def test_a_day_that_is_none_is_refused_where_it_stands(screen: ReportsScreen, qtbot: QtBot) -> None:
    entry_of_menu(qtbot, screen, 2)
    dialog = dialog_of(screen)
    assert dialog.ui.about.text() == "Receipts and refunds"
    assert "business day" in dialog.ui.first_noun.text()
    dialog.ui.last.line.setFocus()
    dialog.ui.last.line.selectAll()
    QTest.keyClicks(dialog.ui.last.line, "20206-11-22")
    QTest.keyClick(dialog.ui.last.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "20206" in dialog.ui.last.problem()
    dialog.reject()
    settle(qtbot, screen.desk)


def test_days_without_anything_say_so_before_a_file_is_written(screen: ReportsScreen, qtbot: QtBot) -> None:
    entry_of_menu(qtbot, screen, 2)
    dialog = dialog_of(screen)
    QTest.keyClick(focused(), Qt.Key.Key_2)
    settle(qtbot, screen.desk)
    assert dialog.ui.note.text().startswith("Nothing on these days")
    dialog.reject()


def test_the_summary_asks_for_its_file_at_once(screen: ReportsScreen, qtbot: QtBot, folder: Path) -> None:
    entry_of_menu(qtbot, screen, 1)
    asked = file_dialog(screen)
    path = folder / "汇总.xlsx"
    asked.fileSelected.emit(str(path))
    asked.reject()
    settle(qtbot, screen.desk)
    assert len(openpyxl.load_workbook(path).worksheets) == 3


def test_quick_days_are_those_of_the_calendar() -> None:
    day = date(2028, 3, 31)
    assert quick_days("month", day) == (date(2028, 3, 1), day)
    assert quick_days("before", day) == (date(2028, 2, 1), date(2028, 2, 29))
    assert quick_days("year", day) == (date(2028, 1, 1), day)
    assert quick_days("all", day) == (None, None)


# --- how it ends ------------------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_written_is_said_and_another_is_offered(
    screen: ReportsScreen, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> int:
        raise BadInput(mark("The disk is full: “{file}” was not written, nothing was changed."), file="明细.xlsx")

    monkeypatch.setattr(exporting, "write_report", refuse)
    screen.exporting.export(ReportKind.SALES_DETAIL, folder / "明细.xlsx")
    settle(qtbot, screen.desk)
    assert screen.told.sentence().startswith("The report is not written.　The disk is full")
    assert screen.strip.isHidden()
    screen.told.link_activated.emit()
    file_dialog(screen).reject()


def test_a_running_export_can_be_stopped_and_bars_a_second_one(
    screen: ReportsScreen, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = threading.Event()

    def endless(work: Any, kind: ReportKind, path: Path, progress: Any, cancelled: Any, **_: Any) -> int:
        progress(500, 100_000)
        while True:
            stop_if(cancelled)
            going_on.wait(0.005)

    monkeypatch.setattr(exporting, "write_report", endless)
    screen.exporting.export(ReportKind.SALES_DETAIL, folder / "明细.xlsx")
    qtbot.waitUntil(lambda: screen.strip._count.text() == "500 / 100,000")
    assert screen.export_button.refusal() == "A report is being written."
    screen.exporting.export(ReportKind.SALES_DETAIL, folder / "second.xlsx")
    screen.strip._cancel.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(qtbot, screen.desk)
    assert screen.told.sentence() == "Stopped; nothing was changed. "
    assert screen.strip.isHidden()
    assert screen.export_button.refusal() == ""
    assert list(folder.iterdir()) == []


def test_the_written_file_is_opened_from_its_message(
    screen: ReportsScreen, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = list[QUrl]()
    monkeypatch.setattr(QDesktopServices, "openUrl", seen.append)
    path = folder / "汇总.xlsx"
    screen.exporting.export(ReportKind.SALES_SUMMARY, path)
    settle(qtbot, screen.desk)
    screen.told.link_activated.emit()
    assert [Path(url.toLocalFile()) for url in seen] == [path]
    press(qtbot, screen, Qt.Key.Key_Escape)
    assert screen.told.isHidden()


def test_who_may_read_but_not_export_finds_the_button_greyed_with_the_reason(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    screen = opened(qtbot, desk_of, "auditor")
    assert screen.pages.currentWidget() is screen.overview
    assert screen.export_button.refusal() == "Your role may not export to Excel."
    assert screen.print_button.refusal() == ""


# --- paper ------------------------------------------------------------------------------------------------------------


def previews() -> list[PaperPreview]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, PaperPreview) and one.isVisible()]


def test_ctrl_p_shows_what_is_on_the_screen_as_a_paper(screen: ReportsScreen, qtbot: QtBot) -> None:
    QTest.keyClick(screen, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: len(previews()) == 1)
    assert previews()[0].windowTitle() == "Sales by building"
    previews()[0].reject()
    with qtbot.waitActive(screen):
        screen.activateWindow()
    press(qtbot, screen, Qt.Key.Key_1, Qt.Key.Key_Return)
    QTest.keyClick(screen, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: len(previews()) == 1)
    assert previews()[0].windowTitle() == "Deals: 3#"
    previews()[0].reject()
    assert screen.print_button.refusal() == ""
