"""See tests/views/selling_desks.py."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from salesdesk.views.board_view.screen import BoardScreen
from tests.views.board.board_keys import Open
from tests.views.selling_desks import DeskOf, desk_of, engine_kind, settle

__all__ = ["desk_of", "engine_kind"]


@pytest.fixture
def board_of(desk_of: DeskOf, qtbot: QtBot) -> Open:
    """The board at the desk of a person, loaded, in an active window."""

    def opened(login: str, width: int = 1376, height: int = 826, **wanted: object) -> BoardScreen:
        desk = desk_of(login)
        screen = BoardScreen(desk)
        qtbot.addWidget(screen)
        screen.resize(width, height)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.enter(**wanted)
        settle(qtbot, desk)
        return screen

    return opened
