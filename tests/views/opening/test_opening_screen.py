"""Opening balances by keyboard: the template, a file with its problems, the request, and the two steps of writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.i18n import use_language
from salesdesk.domain.permissions import OfficeRole
from salesdesk.services.order_lists import order_page
from salesdesk.views.opening.screen import OpeningScreen
from tests.services.change_helpers import agree
from tests.services.opening_samples import filled_template
from tests.support.office import House
from tests.views.selling_desks import DeskOf, settle

CTRL = Qt.KeyboardModifier.ControlModifier
At = Callable[[str], OpeningScreen]


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    use_language("zh_CN")
    yield
    use_language("en")


@pytest.fixture
def at(desk_of: DeskOf, qtbot: QtBot) -> At:
    """The screen at somebody's desk."""

    def opened(login: str) -> OpeningScreen:
        screen = OpeningScreen(desk_of(login))
        qtbot.addWidget(screen)
        screen.resize(1302, 694)
        with qtbot.waitActive(screen):
            screen.show()
        screen.enter()
        settle(qtbot, screen.desk)
        return screen

    return opened


def loaded(qtbot: QtBot, screen: OpeningScreen, path: Path) -> OpeningScreen:
    screen.load(path)
    settle(qtbot, screen.desk)
    return screen


def press(qtbot: QtBot, screen: OpeningScreen) -> None:
    QTest.keyClick(screen, Qt.Key.Key_Return, CTRL)
    settle(qtbot, screen.desk)


def requested(house: House, screen: OpeningScreen) -> int:
    assert screen.place is not None
    assert screen.place.status is not None
    return screen.place.status.row.id


def test_before_anything_the_screen_says_what_to_do_and_gives_the_template(
    at: At, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = at("control")
    assert screen.pages.currentWidget() is screen.empty
    assert screen.choose.hasFocus()
    screen.save_template_to(tmp_path / "模板.xlsx")
    settle(qtbot, screen.desk)
    assert openpyxl.load_workbook(tmp_path / "模板.xlsx").sheetnames == ["订单", "已收款"]


def test_a_file_is_dropped_looked_at_asked_for_and_written_by_two_desks(
    house: House, at: At, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = at("control")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(filled_template(tmp_path / "期初.xlsx", house.today)))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    screen.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    settle(qtbot, screen.desk)
    assert len(screen.leaves.orders.rows.rows()) == 2
    assert screen.ask_side.equal.text().startswith("2 + 3 + 0 = 5")
    assert "✓" in screen.ask_side.sums.equal.text()
    assert screen.ask_side.reason.line.hasFocus()
    QTest.keyClicks(screen.ask_side.reason.line, "go live")
    QTest.keyClick(screen.ask_side.reason.line, Qt.Key.Key_Return)
    QTest.keyClick(screen.ask_side.reason.line, Qt.Key.Key_Return)
    settle(qtbot, screen.desk)
    on_request = requested(house, screen)
    assert screen.opening is None
    assert not screen.status_side.step.isEnabled()
    agree(house, on_request, "manager", OfficeRole.MANAGER)
    agree(house, on_request, "management", OfficeRole.MANAGEMENT)
    screen.enter()
    settle(qtbot, screen.desk)
    press(qtbot, screen)
    assert len(house.desk("control").read(order_page)) == 2
    assert screen.status_side.step.refusal()
    till = at("cashier")
    assert till.status_side.step.isEnabled()
    press(qtbot, till)
    assert till.status_side.step.isHidden()
    assert [row.received_fen for row in house.desk("control").read(order_page)] != [0, 0]


def test_lines_that_are_not_right_bar_the_request_and_are_saved(
    house: House, at: At, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = loaded(qtbot, at("control"), filled_template(tmp_path / "期初.xlsx", house.today, broken=True))
    assert screen.leaves.tabs.key() == "wrong"
    assert len(screen.leaves.wrong.rows.rows()) == 2
    assert "2 行不符" in screen.ask_side.go.refusal()
    press(qtbot, screen)
    assert screen.opening is not None
    screen.save_wrong_to(tmp_path / "未通过.xlsx")
    settle(qtbot, screen.desk)
    assert openpyxl.load_workbook(tmp_path / "未通过.xlsx").worksheets[0].max_row == 3


def test_a_request_without_its_reason_keeps_the_file_and_says_so_at_the_field(
    house: House, at: At, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = loaded(qtbot, at("control"), filled_template(tmp_path / "期初.xlsx", house.today))
    press(qtbot, screen)
    assert screen.opening is not None
    assert screen.ask_side.reason.problem()
    QTest.keyClicks(screen.ask_side.reason.line, "go live")
    press(qtbot, screen)
    assert screen.opening is None


def test_a_unit_that_was_sold_meanwhile_is_told_and_the_file_stays(
    house: House, at: At, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = loaded(qtbot, at("control"), filled_template(tmp_path / "期初.xlsx", house.today))
    screen.ask_side.reason.set_text("上线")
    house.sold("0301")
    settle(qtbot, screen.desk)
    press(qtbot, screen)
    assert screen.opening is not None
    assert screen.ask_side.banner.sentence()


def test_esc_leaves_the_preview_first_and_then_the_screen(house: House, at: At, qtbot: QtBot, tmp_path: Path) -> None:
    screen = loaded(qtbot, at("control"), filled_template(tmp_path / "期初.xlsx", house.today))
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert screen.opening is None
    assert screen.pages.currentWidget() is screen.empty
    with qtbot.waitSignal(screen.desk.go) as left:
        QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert left.args == ["requests", {}]


def test_who_may_not_ask_reads_why_at_the_button(at: At) -> None:
    screen = at("cashier")
    assert screen.choose.refusal()
    assert screen.template.isEnabled()


def test_what_is_no_template_is_refused_with_the_reason(at: At, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "别的.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["随便", "什么"])
    book.save(path)
    screen = loaded(qtbot, at("control"), path)
    assert screen.opening is None
    assert "模板" in screen.trouble.sentence()


def test_what_another_desk_answers_is_shown_by_itself_and_what_was_chosen_stays(
    house: House, at: At, qtbot: QtBot, tmp_path: Path
) -> None:
    """The answer names no order and no unit: it concerns everything."""
    screen = loaded(qtbot, at("control"), filled_template(tmp_path / "期初.xlsx", house.today))
    screen.ask_side.reason.set_text("上线")
    press(qtbot, screen)
    on_request = requested(house, screen)
    screen.leaves.turn_to("money")
    screen.leaves.money.selectRow(1)
    row = screen.leaves.money.current_row()
    for login, role in (("manager", OfficeRole.MANAGER), ("management", OfficeRole.MANAGEMENT)):
        house.desk(login).on_change(screen.desk.changed.emit)
        agree(house, on_request, login, role)
    qtbot.waitUntil(lambda: screen.status_side.step.isEnabled())
    assert (screen.leaves.tabs.key(), screen.leaves.money.current_row()) == ("money", row)
