"""Every view test runs in the house's dress, in the light palette, and leaves no message behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.state_colours import DEFAULT_COLOURS
from salesdesk.views import theme


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with fonts, palette and style sheet; dressed once, it takes a tenth of a second."""
    theme.install(qapp, "light")
    return qapp


@pytest.fixture(autouse=True)
def _in_light(dressed: QApplication) -> Iterator[None]:
    yield
    theme.use_state_colours(DEFAULT_COLOURS)
    if theme.wanted_mode() != "light":
        theme.use("light")


@pytest.fixture
def put_in_window(qtbot: QtBot) -> Iterator[Callable[..., QWidget]]:
    """Puts widgets under each other into a window that is shown, active, and kept alive to the end of the test."""
    kept: list[QWidget] = []

    def put(*widgets: QWidget) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        kept.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield put
    for window in kept:
        window.close()


def commit(line: QWidget, words: str, *, composing: str = "") -> None:
    """What an input method sends: words confirmed, and what is still being composed."""
    event = QInputMethodEvent(composing, [])
    event.setCommitString(words)
    QApplication.sendEvent(line, event)
