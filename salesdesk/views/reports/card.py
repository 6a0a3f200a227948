"""A sheet with a line around it on the ground of the page: its title, a quiet note, and what belongs to it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import RIGHT, box
from salesdesk.views.theme import theme

RING = 6
"""What a body paints beside its text at most: the ring around the item with the cursor. The text lines up with the
title."""


class Card(QWidget):
    """``body`` goes beneath the title; `add_to_head` puts a widget at the right end of the title's line."""

    def __init__(self, title: str, body: QWidget) -> None:
        super().__init__()
        self.title = Label(title, "section", medium=True)
        self.note = Label("", "small", "ink_3", elide=True)
        self.side = Label("", "small", "ink_3", align=RIGHT)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(RING, 0, RING, 0)
        self._head.setSpacing(10)
        self._head.addWidget(self.title)
        self._head.addWidget(self.note, 1)
        self._head.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(16 - RING, 10, 16 - RING, 12)
        column.setSpacing(6)
        column.addLayout(self._head)
        column.addWidget(body, 1)

    def add_to_head(self, widget: QWidget) -> None:
        self._head.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_sheet(self)


class Framed(QWidget):
    """A card without a title, 8 px around what it holds: a table, and a quiet line at its foot."""

    def __init__(self, body: QWidget, foot: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(4)
        column.addWidget(body)
        column.addWidget(foot)
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_sheet(self)


def paint_sheet(widget: QWidget) -> None:
    """The ground of a card."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    look = theme()
    box(painter, QRectF(widget.rect()), look.colour("surface"), look.colour("line"), look.size("panel"))
