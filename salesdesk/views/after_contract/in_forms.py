"""Further widgets of the house for Designer, used by the dialogs here; see `salesdesk.views.kit.in_forms`."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.mortgage import MAX_MONTHS, MAX_RATE_MILLIONTHS
from salesdesk.views.kit.figures import AreaEdit, MoneyEdit, NumberEdit, PercentEdit


class FormArea(AreaEdit):
    """An area."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)


class FormMoney(MoneyEdit):
    """A sum of money."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)


class FormRate(PercentEdit):
    """A yearly rate of a loan."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(most=MAX_RATE_MILLIONTHS)
        self.setParent(parent)

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)


class FormMonths(NumberEdit):
    """How many months a loan runs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(least=1, most=MAX_MONTHS, unit=tr("months"))
        self.setParent(parent)

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)
