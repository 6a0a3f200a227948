"""Boxes that say why: a refusal above the disabled button, a warning, a preview over a sheet.

One sentence, what unblocks it, and a link to the proof. The left edge carries the kind, never the words alone.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import RIGHT, edged
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.theme import theme, watch

Kind = Literal["refusal", "note", "warning", "danger", "done"]

_TONES: dict[str, tuple[str, str, str]] = {
    "refusal": ("surface_alt", "line_strong", "ink_2"),
    "note": ("surface_alt", "line_strong", "accent"),
    "warning": ("warn_tint", "warn_line", "warn"),
    "danger": ("danger_tint", "danger_line", "danger"),
    "done": ("ok_tint", "ok_line", "ok"),
}


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Banner(QWidget):
    """A box with a 3 px edge on the left. Empty, it hides itself."""

    link_activated = Signal()

    def __init__(self, kind: Kind = "refusal", head: str = "", sentence: str = "", link: str = "") -> None:
        super().__init__()
        self._kind: Kind = kind
        self._parts = (head, sentence, link)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._label.linkActivated.connect(lambda _: self.link_activated.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 9, 12, 9)
        row.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._dress()
        watch(self._dress)
        reveal(self, bool(head or sentence))

    def set_text(self, head: str, sentence: str = "", link: str = "", *, kind: Kind | None = None) -> None:
        """What cannot be done (medium weight), why and what unblocks it, and the words of the link."""
        self._kind = kind or self._kind
        self._parts = (head, sentence, link)
        self._dress()
        reveal(self, bool(head or sentence))

    def clear(self) -> None:
        self.set_text("")

    def sentence(self) -> str:
        """The whole text as it reads."""
        return "　".join(part for part in self._parts[:2] if part)

    def _dress(self) -> None:
        look = theme()
        head, sentence, link = self._parts
        words = (
            f'<span style="font-weight:500;color:{look.colour("ink").name()}">{_escaped(head)}</span>' if head else ""
        )
        if head and sentence:
            words += "　"
        words += _escaped(sentence)
        if link:
            accent = look.colour("accent").name()
            words += f'<a href="#" style="color:{accent};text-decoration:none">{_escaped(link)}</a>'
        self._label.setFont(look.font("small"))
        line = f"white-space:pre-wrap;line-height:{look.line('small')}px"
        self._label.setText(f'<div style="{line};color:{look.colour("ink").name()}">{words}</div>' if words else "")
        self.setAccessibleName(self.sentence())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, line, edge = (look.colour(name) for name in _TONES[self._kind])
        edged(painter, QRectF(self.rect()), fill, line, edge)


class PreviewBand(QWidget):
    """The band over a sheet that nothing of it is written yet: 预览, a sentence, and a count on the right."""

    def __init__(self, head: str, sentence: str, note: str = "") -> None:
        super().__init__()
        self.head = Label(head, tone="warn", medium=True)
        self.sentence = Label(sentence, elide=True)
        self.note = Label(note, align=RIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().size("l"), 0, theme().size("l"), 0)
        row.setSpacing(10)
        row.addWidget(self.head)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.note)
        self.setFixedHeight(34)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        tint: QColor = look.colour("warn_tint")
        painter.fillRect(self.rect(), tint)
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("warn_line"))
