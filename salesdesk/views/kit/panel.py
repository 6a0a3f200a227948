"""The side panel: its head and its actions stay, what lies between them scrolls."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import Line, Sheet
from salesdesk.views.theme import theme


class Part(QWidget):
    """One part of a panel: a quiet noun, a note or a link on the right, and what belongs to it (`add`)."""

    def __init__(self, noun: str = "", note: str = "", link: str = "") -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 14)
        self.column.setSpacing(2)
        self.noun = Label(noun, "small", "ink_3")
        self.note = Label(note, "small", "ink_3", align=RIGHT)
        self.link = Link(link)
        if noun or note or link:
            head = QHBoxLayout()
            head.setContentsMargins(0, 0, 0, 4)
            head.addWidget(self.noun)
            head.addStretch(1)
            head.addWidget(self.note)
            if link:
                head.addWidget(self.link)
            self.column.addLayout(head)
        # Not Maximum: words that wrap would be cut at the height they have in one wide line.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def add(self, widget: QWidget) -> QWidget:
        self.column.addWidget(widget)
        return widget

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))


class SidePanel(Sheet):
    """320 wide (``wide``: 400), a line on its left. `head` and `foot` are layouts; `add_part` fills the middle."""

    def __init__(self, *, wide: bool = False) -> None:
        super().__init__("surface", "l")
        self.setFixedWidth(theme().size("sidepanel_wide" if wide else "sidepanel"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        self.head = QVBoxLayout()
        self.head.setContentsMargins(16, 14, 16, 14)
        self.head.setSpacing(2)
        outer.addLayout(self.head)
        outer.addWidget(Line())
        self._middle = QWidget()
        self.body = QVBoxLayout(self._middle)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addStretch(1)
        self._scroll = scrolling(self._middle)
        outer.addWidget(self._scroll, 1)
        self._foot_line = Line()
        outer.addWidget(self._foot_line)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(16, 12, 16, 12)
        self.foot.setSpacing(theme().size("s"))
        outer.addLayout(self.foot)

    def show_foot(self, shown: bool) -> None:
        """Without anything to press there is no foot, nor the line above it."""
        margin = 12 if shown else 0
        self.foot.setContentsMargins(16, margin, 16, margin)
        self._foot_line.setVisible(shown)

    def add_part(self, part: QWidget) -> QWidget:
        """Put a part under the last one of the middle."""
        self.body.insertWidget(self.body.count() - 1, part)
        return part

    def clear_parts(self) -> None:
        """Take all parts of the middle away."""
        while self.body.count() > 1:
            item = self.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
