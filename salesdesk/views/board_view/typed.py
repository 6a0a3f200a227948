"""What is typed over the board: a building's digit, or the beginning of a unit's number."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QWidget

from salesdesk.views.board_view.canvas import BoardCanvas
from salesdesk.views.board_view.jump import JumpBox
from salesdesk.views.board_view.tabs import BuildingTabs

DIGIT_ALONE_MS, SECOND_DIGIT_MS = 180, 900
"""A digit leads to its building unless another one follows quickly; a slow second one still begins a unit's number."""


class BoardTyping(QObject):
    """Listens to the canvas; opens the box over it for numbers."""

    def __init__(self, canvas: BoardCanvas, tabs: BuildingTabs, jump: JumpBox, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas, self._tabs, self._jump, self._screen = canvas, tabs, jump, parent
        self._digit = self._building = ""
        self._second = QTimer(self, singleShot=True, interval=SECOND_DIGIT_MS)
        self._alone = QTimer(self, singleShot=True, interval=DIGIT_ALONE_MS)
        self._alone.timeout.connect(self._to_building)
        canvas.typed.connect(self._typed)

    def _typed(self, words: str) -> None:
        if self._second.isActive():
            self._second.stop()
            self._alone.stop()
            if self._building in self._canvas.buildings():
                self._canvas.set_building(self._building)
            self._open(self._digit + words)
        elif words.isdecimal() and 0 < int(words) <= len(self._canvas.buildings()):
            self._digit, self._building = words, self._canvas.building()
            self._second.start()
            self._alone.start()
        else:
            self._open("" if words in "/／" else words)

    def _to_building(self) -> None:
        self._tabs.choose(int(self._digit) - 1)

    def _open(self, typed: str) -> None:
        corner = self._canvas.mapTo(self._screen, QPoint(0, 0))
        left = corner.x() + max((self._canvas.width() - self._jump.width()) // 2, 0)
        self._jump.move(left, corner.y() + 4)
        self._jump.open_with(typed)
