"""The page bar of a screen: its title, what narrows it, and on the right what can be done here."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import Sheet
from salesdesk.views.theme import theme


class PageBar(Sheet):
    """48 high, on the sheet's ground with a line beneath. `add` fills from the left, `add_action` from the right."""

    def __init__(self, title: str) -> None:
        super().__init__("surface", "b")
        self.setFixedHeight(theme().size("pagebar"))
        self.title = Label(title, "title", medium=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 1)
        row.setSpacing(theme().size("m"))
        row.addWidget(self.title)
        row.addStretch(1)
        self._row = row
        self._left = 1

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Puts a widget behind the title and what stands there already."""
        self._row.insertWidget(self._left, widget, stretch)
        self._left += 1

    def add_action(self, widget: QWidget) -> None:
        """Puts a widget at the right end; the last one added stands outermost."""
        self._row.addWidget(widget)
