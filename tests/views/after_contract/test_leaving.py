"""The list that is shown goes to paper and to Excel from the screen; a grey button says why."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from pytestqt.qtbot import QtBot

from salesdesk.views.paper_preview.dialog import PaperPreview
from tests.services.after_helpers import contracted, with_loan
from tests.support.office import House
from tests.views.after_contract.test_after_contract import opened, read
from tests.views.selling_desks import DeskOf


def test_a_list_is_written_and_shown_as_it_is_narrowed(
    house: House, desk_of: DeskOf, qtbot: QtBot, tmp_path: Path
) -> None:
    first = contracted(house)
    contracted(house, "0302")
    with_loan(house, first)
    screen = opened(qtbot, desk_of, part="loans")
    leaving = screen.leaving
    assert (leaving.print.refusal(), leaving.excel.refusal()) == ("", "")
    screen.loans.bank.set_key("江宁农商行")
    screen.loans.bank.chosen.emit("江宁农商行")
    path = tmp_path / "按揭.xlsx"
    leaving.write(leaving.wanted(), path)
    read(qtbot, screen)
    cells = [row[0] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)]
    assert "3-0301" in cells
    assert "3-0302" not in cells
    leaving.print.click()
    read(qtbot, screen)
    qtbot.waitUntil(lambda: bool(screen.findChildren(PaperPreview)), timeout=10_000)
    [preview] = screen.findChildren(PaperPreview)
    preview.close()
    assert not leaving.print.refusal()
    leaving.ask_file()
    assert leaving.file_dialog is not None
    assert leaving.file_dialog.isVisible()
    leaving.file_dialog.close()


def test_a_file_that_cannot_be_written_leaves_the_buttons_usable(
    house: House, desk_of: DeskOf, qtbot: QtBot, tmp_path: Path
) -> None:
    contracted(house)
    screen = opened(qtbot, desk_of, part="handovers")
    screen.leaving.write(screen.leaving.wanted(), tmp_path / "nowhere" / "a.xlsx")
    assert screen.leaving.excel.refusal()
    read(qtbot, screen)
    assert not screen.leaving.excel.refusal()


def test_whoever_may_not_export_and_an_empty_list_read_why(house: House, desk_of: DeskOf, qtbot: QtBot) -> None:
    screen = opened(qtbot, desk_of, part="loans")
    assert "empty" in screen.leaving.print.refusal()
    contracted(house)
    service = opened(qtbot, desk_of, "service", part="handovers")
    assert "Your role may not" in service.leaving.excel.refusal()
    assert not service.leaving.print.refusal()
    consultant = opened(qtbot, desk_of, "consultant", part="loans")
    assert "Your role may not" in consultant.leaving.print.refusal()
