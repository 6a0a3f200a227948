"""What a screen shows while there is nothing: what is so, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.views.icons import icon_pixmap
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.theme import theme, watch


class EmptyState(QWidget):
    """An icon, one line of what is so, one of what to do, and the button that does it."""

    acted = Signal()

    def __init__(self, icon: str, words: str, hint: str = "", action: Button | None = None) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignCenter
        self._icon = icon
        self._picture = QLabel()
        self._picture.setAlignment(middle)
        self.words = Label(words, "section", "ink_2", align=middle, wrap=True)
        self.hint = Label(hint, "small", "ink_3", align=middle, wrap=True)
        column = QVBoxLayout(self)
        column.setSpacing(theme().size("s"))
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.hint)
        if action is not None:
            column.addSpacing(8)
            column.addWidget(action, 0, middle)
            action.clicked.connect(self.acted)
        column.addStretch(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._dress()
        watch(self._dress)

    def set_words(self, words: str, hint: str = "") -> None:
        self.words.setText(words)
        self.hint.setText(hint)

    def _dress(self) -> None:
        self._picture.setPixmap(icon_pixmap(self._icon, "ink_off", 40, self.devicePixelRatioF()))
