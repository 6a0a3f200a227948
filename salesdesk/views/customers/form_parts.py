"""Fields of the customer's forms as Qt Designer places them: made with their parent alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from salesdesk.services.customers import (
    LEVELS,
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_REFERRER,
    LONGEST_WISH,
)
from salesdesk.views.customers.moment import MomentField
from salesdesk.views.customers.wording import contact_word
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.input_method import figures_only
from salesdesk.views.kit.segmented import Segmented

FIRST_CONTACTS = ("visit", "call_in", "other")


class _Line(TextField):
    longest = 0

    def __init__(self, parent: QWidget) -> None:
        super().__init__(most=self.longest)
        self.setParent(parent)

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)


class FormTelephone(_Line):
    """A telephone number; the input method stays off."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        figures_only(self.line)


class FormName(_Line):
    longest = LONGEST_NAME


class FormReferrer(_Line):
    longest = LONGEST_REFERRER


class FormWish(_Line):
    longest = LONGEST_WISH


class FormAddress(_Line):
    longest = LONGEST_ADDRESS


class FormNote(_Line):
    longest = LONGEST_NOTE


class FormMoment(MomentField):
    """When the contact was."""


class FormLevel(Segmented):
    """A B C D, by the letter itself or by its digit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__([(level, level) for level in LEVELS], small=False)
        self.setParent(parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if letter in LEVELS and event.modifiers() in (_NONE, _SHIFT):
            self.choose(letter)
        else:
            super().keyPressEvent(event)


class FormContact(Segmented):
    """The kind of the first contact, by the digit that stands before it."""

    def __init__(self, parent: QWidget) -> None:
        words = [(kind, f"{digit} {contact_word(kind)}") for digit, kind in enumerate(FIRST_CONTACTS, 1)]
        super().__init__(words, small=False)
        self.setParent(parent)


_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
