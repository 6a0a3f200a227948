"""After a thing is done the next one is at hand: in sight, under the cursor, in the list that it belongs to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk.services.order_lists import order_detail
from salesdesk.views.after_contract.order_dialogs import SettlementDialog
from salesdesk.views.after_contract.screen import AfterContractScreen
from tests.services.after_helpers import YUAN, square_building, square_home, surveyed
from tests.services.money_helpers import line, pay
from tests.support.office import House
from tests.views.after_contract.test_after_contract import opened, pressed, read
from tests.views.selling_desks import DeskOf

CTRL = Qt.KeyboardModifier.ControlModifier


def cursor(screen: QWidget) -> QWidget | None:
    return screen.window().focusWidget()


def in_sight(qtbot: QtBot, screen: AfterContractScreen, part: str) -> None:
    """Until the part stands at the top, or as far up as there is something to scroll."""
    bar, section = screen.pane.middle.verticalScrollBar(), screen.pane.sections[part]
    qtbot.waitUntil(lambda: bar.value() == min(bar.maximum(), section.y() - 12) > 0)


def test_points_are_passed_one_after_the_other_by_the_same_key(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    square_building(house, 1)
    screen = opened(qtbot, desk_of, "service", order_id=square_home(house), part="handovers")
    names = list(screen.pane.handover.points)
    screen.pane.handover.points[names[0]][0].setFocus()
    in_sight(qtbot, screen, "handovers")
    for name in names:
        assert cursor(screen) is screen.pane.handover.points[name][0]
        QTest.keyClick(screen.pane.handover.points[name][0], Qt.Key.Key_Space)
        read(qtbot, screen)
        qtbot.waitUntil(lambda: cursor(screen) not in (None, screen.pane))
        in_sight(qtbot, screen, "handovers")
    assert cursor(screen) is screen.pane.next


def test_a_settlement_that_is_asked_for_stays_in_sight_in_the_list_of_its_building(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    pay(house, order_id, line("earnest", 50_000 * YUAN), line("balance", 950_000 * YUAN))
    surveyed(house, "0101", 102)
    screen = opened(qtbot, desk_of, "service", order_id=order_id, part="handovers")
    QTest.keyClick(screen, Qt.Key.Key_PageUp, CTRL)
    read(qtbot, screen)
    building = house.desk("control").read(order_detail, order_id).unit_label
    assert [row.order.unit_label for row in screen.areas.rows] == [building]
    screen.pane.next.setFocus()
    in_sight(qtbot, screen, "areas")
    QTest.keyClick(screen.pane.next, Qt.Key.Key_Return)
    dialog = screen.doing.dialog
    assert isinstance(dialog, SettlementDialog)
    dialog.ui.reason.set_text("实测报告")
    pressed(qtbot, screen)
    assert not screen.pane.next.isEnabled(), "it waits for others"
    in_sight(qtbot, screen, "areas")
    qtbot.waitUntil(lambda: cursor(screen) is screen.areas.table)


def test_the_areas_turn_to_the_building_of_an_order_that_is_read_late(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    screen = opened(qtbot, desk_of, "service", part="handovers")
    screen.choose(order_id)
    screen.parts.choose("areas")
    read(qtbot, screen)
    assert screen.areas.building.currentText() == "8#"
    assert [row.order.id for row in screen.areas.rows] == [order_id]
