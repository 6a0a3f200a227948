"""The widgets of the sign-in window as Qt Designer places them, few and light: this window is what a person waits for.

Promote to these in ``ui/*.ui`` (header ``salesdesk.views.sign_in.in_forms``); dialogs that open later take the rest
from `salesdesk.views.kit.in_forms`.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.checks import CheckBox
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.password import PasswordEdit


class FormHead(Label):
    """The head of the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "title", medium=True)
        self.setParent(parent)


class FormOffice(Label):
    """Which office it is; cut when long."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "base", "ink_2", elide=True)
        self.setParent(parent)


class FormLabel(Label):
    """The noun above a field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "small", "ink_2")
        self.setParent(parent)


class FormSentence(Label):
    """What went wrong, where no field is to blame; hidden while empty."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "small", "danger", wrap=True)
        self.setParent(parent)
        self.hide()


class FormField(TextField):
    """A line of text; Designer's accessible name goes to the line itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)


class FormPassword(PasswordEdit):
    """A password; Designer's accessible name goes to the line itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)


class FormCheck(CheckBox):
    """A check box."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("")
        self.setParent(parent)


class FormLink(Link):
    """A word to act on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("")
        self.setParent(parent)


class FormSignIn(PrimaryButton):
    """The filled button of the sign-in window; Enter in the password presses it too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("")
        self.setParent(parent)

    def setText(self, words: str) -> None:
        super().setText(words)
        self.setAccessibleName(words)


class FormChoose(Button):
    """Opens the system's dialog beside a field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent=parent)

    def setText(self, words: str) -> None:
        super().setText(words)
        self.setAccessibleName(words)
