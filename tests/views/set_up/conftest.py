"""See tests/views/selling_desks.py."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from salesdesk.views.set_up.screen import SetUpScreen
from tests.views.selling_desks import DeskOf, desk_of, engine_kind, settle

__all__ = ["At", "at", "desk_of", "engine_kind"]

At = Callable[..., SetUpScreen]


@pytest.fixture
def at(desk_of: DeskOf, qtbot: QtBot) -> At:
    """Opens set-up as a person, at a place."""

    def opened(login: str, place: str = "") -> SetUpScreen:
        screen = SetUpScreen(desk_of(login))
        qtbot.addWidget(screen)
        screen.resize(1302, 694)
        screen.desk.go.connect(lambda key, wanted: screen.enter(**wanted) if key == "set-up" else None)
        with qtbot.waitActive(screen):
            screen.show()
        screen.enter(place=place)
        settle(qtbot, screen.desk)
        return screen

    return opened
