"""The page bar of a screen: its title, what narrows it, and on the right what can be done here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import Sheet
from salesdesk.views.theme import theme


class PageBar(Sheet):
    """48 high, on the sheet's ground with a line beneath. `add` fills from the left, `add_action` from the right.

    Where there is no room for all of them, the buttons on the right leave out icons and caps; the status line and the
    tooltips still tell the keys.
    """

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
        self._actions: list[Button] = []

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Puts a widget behind the title and what stands there already."""
        self._row.insertWidget(self._left, widget, stretch)
        self._left += 1

    def add_action(self, widget: QWidget) -> None:
        """Puts a widget at the right end; the last one added stands outermost."""
        self._row.addWidget(widget)
        if isinstance(widget, Button):
            self._actions.append(widget)

    def minimumSizeHint(self) -> QSize:
        """With bare buttons."""
        spare = sum(button.spare() for button in self._shown() if not button.is_bare())
        return QSize(self._row.minimumSize().width() - spare, self.height())

    def _shown(self) -> list[Button]:
        return [button for button in self._actions if not button.isHidden()]

    def _fit(self) -> None:
        whole = self._row.minimumSize().width() + sum(one.spare() for one in self._shown() if one.is_bare())
        bare = self.width() < whole
        if any(button.is_bare() is not bare for button in self._actions):
            for button in self._actions:
                button.set_bare(bare)
            self._row.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        answered = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return answered
