"""The foot of the middle column: what will be so afterwards or why not, the question of a second time, the button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.reveal import reveal


class TakingFoot(QWidget):
    """One sentence, one button. While it asks whether the same payment is meant twice, two keys answer it.

    Signals:
        pressed: the button; meant_twice: the answer yes; left: the answer no.
    """

    pressed = Signal()
    meant_twice = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hint = Banner("note")
        self.again = Banner("warning")
        self.yes = Button(tr("Take it twice"), "Y")
        self.no = Button(tr("Do not take it"), "N")
        self.button = PrimaryButton(tr("Take the payment"), "F9")
        self._question = QWidget()
        choice = QHBoxLayout(self._question)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(8)
        choice.addWidget(self.no, 1)
        choice.addWidget(self.yes, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 16)
        column.setSpacing(10)
        for widget in (self.hint, self.again, self._question, self.button):
            column.addWidget(widget)
        reveal(self._question, False)
        self.button.clicked.connect(self.pressed)
        self.yes.clicked.connect(self.meant_twice)
        self.no.clicked.connect(self.left)

    def ask_again(self, refusal: Refusal) -> None:
        """The same sum a moment ago: until it is answered, nothing is taken."""
        self.hint.clear()
        self.again.set_text(tr("The same again?"), str(refusal))
        reveal(self._question, True)
        reveal(self.button, False)
        self.no.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop_asking(self) -> None:
        self.again.clear()
        reveal(self._question, False)
        reveal(self.button, True)

    @property
    def asks(self) -> bool:
        return self._question.isVisible()
