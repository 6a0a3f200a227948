"""Widgets of the house as Qt Designer places them: made with their parent alone, spoken to by Designer's properties.

In ``ui/*.ui`` promote a ``QWidget`` (a ``QLabel``, for the labels) to one of these; the header is this module's name.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.date_edit import DateEdit
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.figures import NumberEdit
from salesdesk.views.kit.labels import Label


class FormTitle(Label):
    """The word at the head of a dialog."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "section", medium=True)
        self.setParent(parent)


class FormAbout(Label):
    """What a dialog is about, beside its title: a unit, a customer; cut when long."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "base", "ink_2", elide=True)
        self.setParent(parent)


class FormNoun(Label):
    """The noun above a field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "small", "ink_2")
        self.setParent(parent)


class FormNote(Label):
    """A quiet sentence; it breaks into lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "small", "ink_3", wrap=True)
        self.setParent(parent)


class FormBanner(Banner):
    """Why it cannot be done; hidden while empty."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("refusal")
        self.setParent(parent)
        self.hide()


class FormText(TextField):
    """A line of text; Designer's accessible name goes to the line itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(most=500)
        self.setParent(parent)

    def setMost(self, most: int) -> None:
        """Designer's ``most``: the longest that the column behind it takes."""
        self._most = most

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)


class FormNumber(NumberEdit):
    """A whole number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(least=1)
        self.setParent(parent)

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)


class FormDate(DateEdit):
    """A date; ``house_today`` (the database's day), ``first`` and ``last`` are set by the dialog."""

    house_today: date = date(2000, 1, 1)
    first: date = date.min
    last: date = date.max

    def __init__(self, parent: QWidget) -> None:
        super().__init__(today=lambda: self.house_today, earliest=lambda: self.first, latest=lambda: self.last)
        self.setParent(parent)

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)


class FormChoice(ChoiceField):
    """One out of a list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)


class FormPrimary(PrimaryButton):
    """The filled button of a dialog; Ctrl+Enter presses it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "Ctrl Enter")
        self.setParent(parent)

    def setText(self, words: str) -> None:
        super().setText(words)
        self.setAccessibleName(words)


class FormBack(Button):
    """Leaves a dialog; Esc presses it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "Esc", tall=True)
        self.setParent(parent)

    def setText(self, words: str) -> None:
        super().setText(words)
        self.setAccessibleName(words)
