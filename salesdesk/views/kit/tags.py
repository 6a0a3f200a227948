"""Small boxes with a word in them: tags, the avatar of a person."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.views.kit.paint import CENTRE, box
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.theme import theme

Tone = Literal["plain", "accent", "warn", "danger", "ok"]

_TONES: dict[str, tuple[str, str, str]] = {
    "plain": ("surface", "line_strong", "ink_2"),
    "accent": ("accent_tint", "accent_line", "accent"),
    "warn": ("warn_tint", "warn_line", "warn"),
    "danger": ("danger_tint", "danger_line", "danger"),
    "ok": ("ok_tint", "ok_line", "ok"),
}
HEIGHT = 20


def tag_width(words: str) -> int:
    return theme().metrics("small").horizontalAdvance(words) + 14


def paint_tag(painter: QPainter, rect: QRectF, words: str, tone: str = "plain") -> None:
    """A word in an outlined box; the tone names its colours."""
    look = theme()
    fill, line, ink = (look.colour(name) for name in _TONES[tone])
    box(painter, rect, fill, line, 3)
    painter.setFont(look.font("small"))
    painter.setPen(ink)
    painter.drawText(rect, CENTRE, words)


class Tag(QWidget):
    """``新建``, ``草稿``, ``撞单待裁定``: a word about the whole page or row."""

    def __init__(self, words: str, tone: Tone = "plain") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(words, tone)

    def set_text(self, words: str, tone: Tone = "plain") -> None:
        """Another word; without one the tag hides."""
        self._words, self._tone = words, tone
        self.setAccessibleName(words)
        reveal(self, bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tag_width(self._words), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tag(painter, QRectF(self.rect()), self._words, self._tone)


class Avatar(QWidget):
    """A person as the first character of the name."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setFixedSize(24, 24)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.colour("sunken"), look.colour("line"), 4)
        painter.setFont(look.font("small", medium=True))
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(self.rect()), CENTRE, self._name.strip()[:1])
