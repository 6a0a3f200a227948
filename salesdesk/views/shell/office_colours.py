"""The colours that the office gave to the sale states, on every screen of the window while one works in it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from salesdesk.domain.state_colours import DEFAULT_COLOURS
from salesdesk.services.rows import Touched
from salesdesk.services.state_colours import state_colours
from salesdesk.views import theme
from salesdesk.views.desk import Desk


class OfficeColours(QObject):
    """Asks for them when a project is entered and when somebody changed it; outside of an office there are none."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.changed.connect(self._changed)

    def ask(self) -> None:
        """Reads them for the project that the person stands in."""
        if self._desk.office.project is None:
            self.leave()
        else:
            self._desk.ask(self, state_colours, done=theme.use_state_colours)

    def leave(self) -> None:
        """Back to the colours of the house."""
        theme.use_state_colours(DEFAULT_COLOURS)

    def _changed(self, touched: Touched) -> None:
        if touched.everything:
            self.ask()
