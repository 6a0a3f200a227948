"""What was written by mistake is set right at the screen: a handover taken back, a settled area corrected."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from salesdesk.domain.settings import Against
from salesdesk.domain.states import Stage
from salesdesk.services.handovers import HandOver, hand_over
from salesdesk.views.after_contract.undo_dialogs import CorrectionDialog, HandoverBackDialog
from tests.services.after_helpers import M2, YUAN, contracted, set_to, settled, square_building, square_home, surveyed
from tests.services.change_helpers import agree
from tests.support.office import House
from tests.views.after_contract.test_after_contract import enter, opened, pressed, read
from tests.views.selling_desks import DeskOf


def test_a_handover_is_taken_back_with_a_reason_once_others_agreed(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    order_id = contracted(house)
    for name in ("handover.unpaid", "handover.unsettled"):
        set_to(house, name, Against.WARN.value)
    house.desk("service").perform(hand_over, HandOver(order_id=order_id, handed_over_on=house.today))
    screen = opened(qtbot, desk_of, "service", order_id=order_id, part="handovers")
    part = screen.pane.handover
    assert part.take_back is not None
    part.take_back.click()
    dialog = screen.doing.dialog
    assert isinstance(dialog, HandoverBackDialog)
    assert house.today.isoformat() in dialog.ui.working.text()
    enter(qtbot, dialog)
    assert dialog.ui.reason.problem()
    dialog.ui.reason.set_text("录错房间")
    pressed(qtbot, screen)
    assert part.finish_back is not None
    assert "agreed yet" in part.finish_back.refusal()
    file = screen.pane.file
    assert file is not None
    assert file.back.request is not None
    agree(house, file.back.request.id)
    screen.read_order()
    read(qtbot, screen)
    assert not part.finish_back.refusal()
    enter(qtbot, screen)
    read(qtbot, screen)
    assert screen.pane.file is not None
    assert screen.pane.file.order.stage is Stage.CONTRACTED
    assert part.keys is not None
    control = opened(qtbot, desk_of, "control", order_id=order_id, part="handovers")
    assert control.pane.file is not None
    assert "Your role may not" in str(control.pane.file.back.why_not_ask)


def test_a_settled_area_is_corrected_with_its_figures_shown_while_typing(
    house: House, desk_of: DeskOf, qtbot: QtBot
) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    surveyed(house, "0101", 102)
    settled(house, order_id)
    screen = opened(qtbot, desk_of, "service", order_id=order_id, part="areas")
    part = screen.pane.area
    assert part.correct is not None
    part.correct.click()
    dialog = screen.doing.dialog
    assert isinstance(dialog, CorrectionDialog)
    enter(qtbot, dialog)
    assert dialog.ui.reason.problem()
    dialog.ui.reason.set_text("测绘报告有误")
    dialog.ui.gross.set_value(101 * M2)
    dialog.ui.gross.edited.emit()
    qtbot.waitUntil(lambda: "10,000.00" in dialog.ui.comes_to.text(), timeout=10_000)
    assert "still to pay 10,000.00" in dialog.ui.comes_to.text()
    pressed(qtbot, screen)
    file = screen.pane.file
    assert file is not None
    assert file.area.correction is not None
    agree(house, file.area.correction.id)
    screen.read_order()
    read(qtbot, screen)
    assert part.finish_correction is not None
    assert not part.finish_correction.refusal()
    enter(qtbot, screen)
    read(qtbot, screen)
    assert screen.pane.file is not None
    assert screen.pane.file.area.settled_fen == 10_000 * YUAN
    assert [row.settled_fen for row in screen.areas.rows] == [10_000 * YUAN]
