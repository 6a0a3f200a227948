"""Heads of sections: a number cap, the noun, and a quiet note on the right; lines between sections."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from salesdesk.views.kit.buttons import KeyCap
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.theme import theme


class SectionTitle(QWidget):
    """``1 买方 … 来自预留``: the cap is the digit of Alt that jumps here."""

    def __init__(self, words: str, *, cap: str = "", note: str = "", size: str = "section") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().size("s"))
        if cap:
            row.addWidget(KeyCap(cap))
        self.title = Label(words, size, medium=True)
        self.note = Label(note, "small", "ink_3", elide=True, align=RIGHT)
        row.addWidget(self.title)
        row.addWidget(self.note, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_note(self, words: str, tone: str = "ink_3") -> None:
        self.note.setText(words)
        self.note.set_tone(tone)

    def add(self, widget: QWidget) -> None:
        """A control at the right end of the head: a link, a segmented control."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)


class Line(QWidget):
    """A 1 px line between sections; ``strong`` under a head."""

    def __init__(self, *, strong: bool = False) -> None:
        super().__init__()
        self._tone = "line_strong" if strong else "line"
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().colour(self._tone))


class Sheet(QWidget):
    """A plain ground in one of the tokens' colours (``surface``, ``surface_alt``, ``bg``), 1 px lines at its edges.

    ``edges`` names the sides that carry a line: any of ``l``, ``t``, ``r``, ``b``.
    """

    def __init__(self, tone: str = "surface", edges: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._edges = tone, edges

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().colour(self._tone))
        line = theme().colour("line")
        width, height = self.width(), self.height()
        sides = {"l": (0, 0, 1, height), "t": (0, 0, width, 1), "r": (width - 1, 0, 1, height)}
        sides["b"] = (0, height - 1, width, 1)
        for edge in self._edges:
            painter.fillRect(*sides[edge], line)
