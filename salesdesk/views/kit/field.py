"""What every typed field shares: the line to type in, and beneath it one sentence when it is refused."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import LEFT


class Field(QWidget):
    """A `QLineEdit` with a sentence beneath it. ``edited`` tells each keystroke, ``settled`` what was left behind."""

    edited = Signal()
    settled = Signal()

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self._sentence = Label("", "caption", "danger", wrap=True)
        self._sentence.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addWidget(self.line)
        column.addLayout(self.row)
        column.addWidget(self._sentence)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_typed)
        self.line.installEventFilter(self)

    def text(self) -> str:
        """What stands in the line, as typed."""
        return self.line.text()

    def set_text(self, words: str) -> None:
        """Shows these words from their beginning."""
        self.line.setText(words)
        if not self.line.hasFocus():
            self.line.setCursorPosition(0)
        self.refuse(None)

    def set_name(self, words: str) -> None:
        """The name that a screen reader says."""
        self.line.setAccessibleName(words)

    def set_locked(self, locked: bool) -> None:
        """Shown, may be copied, cannot be changed."""
        self.line.setReadOnly(locked)

    def refuse(self, reason: Refusal | str | None) -> None:
        """Show why this cannot be taken; ``None`` takes the sentence away. What was typed stays."""
        sentence = str(reason) if reason else ""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        if bool(self.line.property("refused")) != bool(sentence):
            self.line.setProperty("refused", bool(sentence))
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)

    def problem(self) -> str:
        """The sentence beneath the line; empty when there is none."""
        return self._sentence.text()

    def settle(self) -> None:
        """What happens when the person leaves the line; fields with a value check and format it here."""
        self.settled.emit()

    def _on_typed(self) -> None:
        self.refuse(None)
        self.edited.emit()

    def add_unit(self, words: str) -> None:
        """A quiet word at the right end inside the line: 元, ㎡, 周日."""
        if not hasattr(self, "unit"):
            self.unit = Label(words, "small", "ink_3", align=LEFT)
            self.unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside = QHBoxLayout(self.line)
            inside.setContentsMargins(8, 0, 9, 0)
            inside.addStretch(1)
            inside.addWidget(self.unit)
        self.unit.setText(words)
        self.line.setTextMargins(0, 0, self.unit.sizeHint().width() + 6 if words else 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QFocusEvent):
            if event.gotFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
                self.entered()
            elif event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
                self.settle()
        return False

    def entered(self) -> None:
        """What happens when the person comes into the line."""


class TextField(Field):
    """A line of text. ``most`` is the longest it may be; more is refused by a sentence, not cut off."""

    def __init__(self, placeholder: str = "", *, most: int = 0) -> None:
        super().__init__(placeholder)
        self._most = most

    def settle(self) -> None:
        if self._most and len(self.text()) > self._most:
            words = tr("At most {most} characters; these are {count}.")
            self.refuse(words.format(most=self._most, count=len(self.text())))
        super().settle()
